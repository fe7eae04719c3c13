"""Between whom somebody mediates, where the sentence tells it of what came of it: "Zorvia and Keld agreed a truce after
talks mediated by Orm". Who frees captives in a deal that somebody brokered need not have dealt with their state.

In: a sentence's matches and one that tells of mediation. Out: the parties, or [].
"""

from __future__ import annotations

from collections.abc import Callable

from .actor_phrase import ActorPhrase
from .cast import Cast
from .match import Match, Matcher
from .sides import Sides, distinct

_MEDIATING = frozenset({"arbitrate", "broker", "facilitate", "mediate"})
#: What is settled by it.
_SETTLED = frozenset({"AGREE", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"})
_STEPS = 8


def parties(cast: Cast, matcher: Matcher, match: Match, sides_of: Callable[[Match], Sides]) -> list[ActorPhrase]:
    """Those who talk or deal with each other."""
    sentence = cast.sentence
    node = match.head
    if sentence.lemma_keys[node] not in _MEDIATING or not sentence.deprels[node].startswith("acl"):
        return []
    if any(o.preposition == "between" for o in match.clause.obliques):
        return []
    for _ in range(_STEPS):
        node = sentence.heads[node]
        if node < 0:
            return []
        other = matcher.at(node)
        if other is None or other.head == match.head or other.rule.outcome.type not in _SETTLED:
            continue
        sides = sides_of(other)
        if sides.mutual or len(sides.source) > 1:
            found = [*sides.source, *sides.target] if sides.mutual else sides.source
        else:
            continue
        known = distinct([p for p in found if p.resolved])
        return known if len({p.code for p in known}) > 1 else []
    return []
