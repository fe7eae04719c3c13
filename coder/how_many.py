"""Words that count those of whom the story has told: "both", "all three"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sentence import Sentence

if TYPE_CHECKING:
    from .actor_phrase import ActorPhrase
    from .cast import Cast

#: What stands before a word for several people that has no plural of its own.
_MANY = frozenset({"few", "many", "most", "several", "some"})


def is_all(sentence: Sentence, word: int) -> bool:
    """ "All three were freed": those of whom the story has told."""
    return sentence.upos[word] == "NUM" and word > 0 and sentence.lemma_keys[word - 1] == "all"


def for_its_part(sentence: Sentence, pronoun: int) -> bool:
    """ "Keld, for its part, offered to mediate": says nothing of anybody else."""
    part = sentence.heads[pronoun]
    return (
        sentence.deprels[pronoun] == "nmod:poss"
        and sentence.lemma_keys[part] == "part"
        and any(sentence.lemma_keys[c] in ("for", "on") for c in sentence.children[part])
    )


def are_two(cast: Cast, head: int) -> bool:
    """Whether a noun of people has the number two: "two hostages"."""
    children = cast.sentence.children[head] if head < len(cast.sentence) else ()
    return any(cast.sentence.lemma_keys[c] in ("two", "2") for c in children)


def as_many(sentence: Sentence, head: int, phrase: ActorPhrase) -> None:
    """ "Many Lebanese", "six Chinese": people, by a word that has no plural; and not "some Lebanese officials"."""
    if phrase.kind == "demonym" and phrase.country and not phrase.sectors:
        before = [c for c in sentence.children[head] if c < head]
        if any(sentence.lemma_keys[c] in _MANY or sentence.upos[c] == "NUM" for c in before):
            phrase.assign(phrase.country, ("CVL",))
