"""Courts: those of many states that sit in The Hague, whose seat is no part of the Dutch state; and those that order
what others then do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase
from .sentence import Sentence

if TYPE_CHECKING:
    from .clause import Clauses

_SEAT = "The Hague"
#: What courts and rulers do that others be held or freed.
_ORDERING = frozenset({"command", "decide", "decree", "direct", "order", "rule"})


def at_the_hague(sentence: Sentence, phrases: list[ActorPhrase]) -> list[ActorPhrase]:
    """ "Judges in The Hague", "a tribunal in The Hague": not those of the Netherlands, unless they are called Dutch."""
    if _SEAT not in sentence.text or "Dutch" in sentence.text:
        return phrases
    return [_of_many(p) if p.country == "NLD" and p.sectors == ("JUD",) else p for p in phrases]


def _of_many(phrase: ActorPhrase) -> ActorPhrase:
    copy = phrase.copy()
    copy.assign("IGO", ("JUD",))
    return copy


def who_orders(clauses: Clauses, head: int) -> list[int]:
    """ "[A court] ordered that the editor be held": whose order it is; no heads where nobody gives one."""
    sentence = clauses.sentence
    governor = sentence.heads[head]
    if sentence.deprels[head] != "ccomp" or sentence.lemma_keys[governor] not in _ORDERING:
        return []
    bare = any(sentence.deprels[c] == "aux:pass" and sentence.xpos[c] == "VB" for c in sentence.children[head])
    return list(clauses.verb(governor).agents) if bare else []
