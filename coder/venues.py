"""Where people confer, and who brings them together: a pact that rebels sign at talks abroad, or that Keld brokers,
does not make them the host's or Keld's.

In: the cast of a sentence and one of its words. Out: whether somebody confers or mediates,
or a place is only where others do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase

if TYPE_CHECKING:
    from .cast import Cast
    from .match import Match, Matcher

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
#: What the parties to a pact owe each other.
OWED = frozenset({"AGREE", "AID", "CONCEDE", "RETREAT"})
#: What several bind themselves by.
_UNDER = frozenset({"under", "by", "in", "whereby"})
_ACCORDS = frozenset({"accord", "agreement", "arrangement", "bargain", "compromise", "deal", "pact", "settlement",
                      "treaty", "truce"})  # fmt: skip
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


def bound_by(cast: Cast, matcher: Matcher, match: Match, source: list[ActorPhrase]) -> list[ActorPhrase]:
    """ "Keld and Orm signed an accord [under which Keld] will lift its embargo": it owes that to the other party."""
    sentence, verb = cast.sentence, match.clause.head
    if sentence.deprels[verb] == "conj":
        verb = sentence.heads[verb]
    if not sentence.deprels[verb].startswith("acl") or sentence.lemma_keys[sentence.heads[verb]] not in _ACCORDS:
        return []
    under = (c for c in sentence.children[verb] if sentence.lemma_keys[c] == "which")
    if not any(cast.clauses.preposition(c) in _UNDER for c in under):
        return []
    signed = matcher.at(sentence.heads[sentence.heads[verb]])
    if signed is None or signed.rule.arrow != "<->":
        return []
    partners = [o.head for o in signed.clause.obliques if o.preposition == "with"]
    parties = [p for h in (*signed.clause.agents, *partners) for p in cast.own(h)]
    own = {p.country for p in source}
    others = {p.country: p for p in parties if p.resolved and p.country not in own}
    if len(others) != 1 or not any(p.country in own for p in parties):
        return []
    (other,) = others.values()
    state = other.copy()
    if all(not p.sectors for p in source) and "GOV" in other.sectors:
        state.assign(other.country or "", ())
    return [state]
