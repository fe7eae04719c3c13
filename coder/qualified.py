"""Which group "the Keldish group", "the militant group" is: the last one told of that is of that country, or armed; and
whose one is that tells who leads it.

In: the cast of a sentence and the word. Out: the actor, or [] where no such group was told of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase
from .led_by import LED, led_by
from .owning import DEFINITE
from .story_homes import ARMED

if TYPE_CHECKING:
    from .cast import Cast

GROUPS = LED | {"group", "movement", "organisation", "organization", "faction"}
#: What tells more of a group than its sort, so that it may be a new one.
_TELLING = frozenset({"nmod", "nmod:poss", "acl", "acl:relcl", "appos"})
#: How many sentences back the group may stand.
_BACK = 3


def qualified(cast: Cast, head: int) -> list[ActorPhrase]:
    """The group that the words mean."""
    sentence = cast.sentence
    if sentence.lemma_keys[head] in LED and (leading := led_by(cast, head)):
        return leading
    children = sentence.children[head]
    words = [c for c in children if sentence.deprels[c] in ("amod", "compound") and c < head]
    if not words or not any(sentence.lemma_keys[c] in DEFINITE for c in children):
        return []
    if any(sentence.deprels[c] in _TELLING for c in children):
        return []
    country: str | None = None
    for word in words:
        if sentence.lemma_keys[word] in cast.words.armed:
            continue
        named = [m.entry for m in cast.mentions if m.first <= word < m.last and m.entry.kind in ("demonym", "country")]
        if not named:
            return []
        country = named[0].code(cast.date)[:3]
    casts = cast.discourse.casts
    at = casts.index(cast)
    for other in (cast, *reversed(casts[max(0, at - _BACK) : at])):
        for mention in reversed(other.mentions):
            if mention.entry.kind != "group" or mention.head in other.busy or (other is cast and mention.head >= head):
                continue
            for phrase in other.own(mention.head):
                of_country = phrase.country == country if country else bool(ARMED.intersection(phrase.sectors))
                if phrase.resolved and phrase.kind == "group" and of_country:
                    return [phrase]
    return []
