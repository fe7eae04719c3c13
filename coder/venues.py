"""Where people confer, and who brings them together: a pact that rebels sign at talks abroad, or that Keld brokers,
does not make them the host's or Keld's.

In: the cast of a sentence and one of its words. Out: whether somebody confers or mediates,
or a place is only where others do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cast import Cast

#: Those who confer.
_NEGOTIATORS = frozenset({"REB", "OPP", "GOV", "PTY"})
#: States that lend their cities to others' talks; elsewhere a story that names one country is of its own people.
_HOSTS = frozenset({"ARE", "AUT", "BEL", "CHE", "DEU", "FRA", "GBR", "NLD", "NOR", "OMN", "QAT", "SWE", "USA"})
#: What third parties do for the sides of a conflict.
_MEDIATING = frozenset(
    {"arrange", "broker", "facilitate", "intercede", "intermediary", "mediate", "mediation", "mediator", "monitor",
     "oversee", "sponsor", "supervise", "supervision", "auspices", "guarantor", "patronage"}
)  # fmt: skip
#: What is no office abroad, whatever stands before it.
_FOREIGN_OFFICES = frozenset({"minister", "ministry", "secretary", "office"})
#: How far above somebody the word for what he does there may stand.
_NEAR = 3


def confers(cast: Cast, head: int) -> bool:
    """Whether somebody is of those who negotiate, also abroad."""
    hit = cast.phrases.dictionary.agents.at(cast.sentence, head)
    if hit is None or _NEGOTIATORS.isdisjoint(hit.agent.sectors):
        return False
    named = {m.entry.code(cast.date)[:3] for m in cast.mentions}
    return len(named) > 1 or not _HOSTS.isdisjoint(named)


def is_venue(cast: Cast, place: int) -> bool:
    """ "Signed a pact [at talks [in Orm City]]", "held talks [in Orm City]": where somebody only confers."""
    sentence = cast.sentence
    governor, keys, conferring = sentence.heads[place], sentence.lemma_keys, cast.words.conferring
    if governor < 0 or keys[governor] in conferring:
        return governor >= 0
    beside = [governor, *(c for c in sentence.children[governor] if sentence.deprels[c] == "obj")]
    return any(keys[w] in conferring for b in beside for w in (b, *sentence.children[b]))


def meets(cast: Cast, head: int) -> bool:
    """Whether somebody stands with a word for conferring."""
    sentence, conferring, node = cast.sentence, cast.words.conferring, head
    for _ in range(_NEAR):
        node = sentence.heads[node]
        if node < 0:
            return False
        if sentence.lemma_keys[node] in conferring:
            return True
        if any(sentence.lemma_keys[c] in conferring for c in sentence.children[node] if sentence.deprels[c] == "obj"):
            return True
    return False


def may_be_abroad(cast: Cast, place: int, country: str) -> bool:
    """Whether a place that a story names alone is rather the host of others' talks."""
    return country in _HOSTS and is_venue(cast, place)


def is_foreign_office(words: Sequence[str]) -> bool:
    """ "The foreign minister", who is of the state itself, and not from abroad."""
    return len(words) > 1 and words[-2] == "foreign" and words[-1] in _FOREIGN_OFFICES


def mediates(cast: Cast, word: int) -> bool:
    """ "A truce brokered [by Keld]", "mediation [by Keld]", "[Keldish] mediators", "[Keld] is mediating"."""
    sentence = cast.sentence
    governor = sentence.heads[word]
    if governor < 0 or sentence.deprels[word] in ("obj", "conj"):
        return False
    return sentence.lemma_keys[governor] in _MEDIATING
