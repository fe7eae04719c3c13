"""The courts of many states that sit in The Hague, whose seat is no part of the Dutch state."""

from __future__ import annotations

from .actor_phrase import ActorPhrase
from .sentence import Sentence

_SEAT = "The Hague"


def at_the_hague(sentence: Sentence, phrases: list[ActorPhrase]) -> list[ActorPhrase]:
    """ "Judges in The Hague", "a tribunal in The Hague": not those of the Netherlands, unless they are called Dutch."""
    if _SEAT not in sentence.text or "Dutch" in sentence.text:
        return phrases
    return [_of_many(p) if p.country == "NLD" and p.sectors == ("JUD",) else p for p in phrases]


def _of_many(phrase: ActorPhrase) -> ActorPhrase:
    copy = phrase.copy()
    copy.assign("IGO", ("JUD",))
    return copy
