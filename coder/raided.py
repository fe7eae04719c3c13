"""Of which country those are who are taken or hurt where an attack on others was just told: "attacked a Keldish base
and captured twelve soldiers", "crossed into Keld and arrested four policemen".

In: the cast of a sentence and the head of a phrase that names no country. Out: the country, or "".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .homes import SUFFERER
from .tree import HARMING

if TYPE_CHECKING:
    from .cast import Cast

#: Verbs of going where others are by force, and the prepositions behind them.
_RAIDING = frozenset({"ambush", "assault", "assail", "attack", "besiege", "board", "bomb", "bombard", "capture",
                      "cross", "enter", "fire", "hijack", "hit", "infiltrate", "intercept", "invade", "occupy",
                      "overrun", "pound", "raid", "ram", "seize", "shell", "storm", "strike", "surprise",
                      "target"})  # fmt: skip
_AT = frozenset({"into", "on", "upon", "at", "in", "against"})
#: Verbs of what is done to those who are there.
_TAKING = HARMING | {"abduct", "arrest", "behead", "capture", "detain", "disarm", "execute", "kidnap", "lynch",
                     "massacre", "murder", "rape", "rob", "seize", "shoot", "slaughter", "slay", "take",
                     "torture"}  # fmt: skip
_GOING_ON = frozenset({"conj", "advcl", "parataxis"})


def of_raided(cast: Cast, head: int) -> str:
    """The country of who or what the verb before tells that the same people attacked."""
    sentence = cast.sentence
    verb = sentence.heads[head]
    if verb < 0 or sentence.deprels[head] not in SUFFERER or sentence.deprels[verb] not in _GOING_ON:
        return ""
    if sentence.lemma_keys[verb] not in _TAKING or cast.clauses.is_passive(verb):
        return ""
    first = sentence.heads[verb]
    if first < 0 or first > verb or sentence.lemma_keys[first] not in _RAIDING or cast.clauses.is_passive(first):
        return ""
    if any(sentence.deprels[c].startswith("nsubj") for c in sentence.children[verb]):
        return ""
    others = sentence.children[verb]
    if any(sentence.deprels[c] == "obl" and cast.is_place(c) for c in others if c not in cast.busy):
        return ""  # "crossed the border and killed six soldiers in Orm"
    struck = [
        c
        for c in sentence.children[first]
        if first < c < verb
        and (sentence.deprels[c] == "obj" or (sentence.deprels[c] == "obl" and cast.clauses.preposition(c) in _AT))
    ]
    acting = {p.country for a in cast.clauses.verb(first).agents if a not in cast.busy for p in cast.own(a)}
    found: set[str] = set()
    for word in struck:
        for phrase in cast.own(word) if word not in cast.busy else ():
            if phrase.country or phrase.hint:
                found.add(phrase.country or phrase.hint or "")
    found -= ENTITIES
    return found.pop() if len(found) == 1 and not found <= acting else ""
