"""Whose office is meant where somebody from abroad speaks of it: "Orm's foreign minister blamed the prime minister".

In: the cast of a sentence and the sides of an event. The targets are changed in place.
"""

from __future__ import annotations

from .actor_phrase import ActorPhrase
from .cast import Cast
from .homes import STORY
from .sides import Sides


def of_whom_they_speak(cast: Cast, sides: Sides) -> None:
    """In a story about Keld it is Keld's prime minister, and not the speaker's own."""
    main = cast.discourse.main(cast)
    speakers = [p for p in sides.source if p.kind == "agent" and p.hint is None and p.sectors == ("GOV",)]
    if main is None or len(speakers) != len(sides.source) or any(p.country in (None, main) for p in speakers):
        return
    sides.target = [
        p.with_country(main) if _is_theirs(cast, p, speakers) or _is_opposition(cast, p, main) else p
        for p in sides.target
    ]


def _is_opposition(cast: Cast, phrase: ActorPhrase, main: str) -> bool:
    """ "Protesters stormed the palace in Orm. Keld's president criticised [the opposition]": Orm's."""
    told = phrase.sectors == ("OPP",) and phrase.kind == "agent" and (phrase.hint is not None or not phrase.resolved)
    earlier = cast.discourse.casts[: cast.discourse.casts.index(cast)] if cast in cast.discourse.casts else []
    return told and phrase.country != main and bool(earlier)


def _is_theirs(cast: Cast, phrase: ActorPhrase, speakers: list[ActorPhrase]) -> bool:
    """Whether a bare office is not known to be the speaker's own: "the prime minister", not "Orm's"."""
    if phrase.kind != "agent" or phrase.sectors != ("GOV",):
        return False
    sentence = cast.sentence
    below = sentence.children[phrase.head] if phrase.head < len(sentence) else [phrase.head]
    bare = all(sentence.lemma_keys[c] == "the" or sentence.upos[c] in ("ADJ", "NOUN") for c in below)
    return not phrase.resolved or phrase.hint == STORY or (bare and phrase.code in {p.code for p in speakers})
