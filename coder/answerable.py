"""Whose soldiers or police they are for whose deed somebody answers: "Keld's president apologised for the shooting of
an Ormish trader [by a policeman]", "Keld's minister quit over …": his own, and not of the land of the victim.

In: the cast of a sentence, the match of the deed, who is said to have done it. Out: the same, with their country.
"""

from __future__ import annotations

from .actor_phrase import ActorPhrase
from .cast import Cast
from .match import Match

_ANSWERING = frozenset({"apologise", "apologize", "quit", "resign", "regret", "defend", "justify", "rue", "step"})
_ARMED = frozenset({"COP", "MIL", "SPY", "GOV"})
_UP = frozenset({"obl", "nmod", "obj", "conj", "appos"})


def answerable(cast: Cast, match: Match, source: list[ActorPhrase]) -> list[ActorPhrase]:
    """The source of a deed that a noun tells of."""
    if not source or any(p.resolved or not _ARMED.issuperset(p.sectors) for p in source):
        return source
    sentence, word = cast.sentence, match.head
    for _ in range(4):
        if sentence.deprels[word] not in _UP or sentence.heads[word] < 0:
            return source
        word = sentence.heads[word]
        if sentence.upos[word] == "VERB":
            break
    if sentence.lemma_keys[word] not in _ANSWERING:
        return source
    who = [p for a in cast.clauses.verb(word).agents for p in cast.own(a)]
    homes = {p.country for p in who if p.resolved and (not p.sectors or _ARMED.intersection(p.sectors))}
    home = homes.pop() if len(homes) == 1 else None
    return [p.with_country(home) for p in source] if home else source
