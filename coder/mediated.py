"""Between whom somebody mediates, where the sentence tells it of what came of it: "Zorvia and Keld agreed a truce after
talks mediated by Orm". Who frees captives in a deal that somebody brokered need not have dealt with their state.

In: a sentence's matches and one that tells of mediation. Out: the parties, or [].
"""

from __future__ import annotations

from collections.abc import Callable

from .actor_phrase import ActorPhrase
from .cast import Cast
from .match import Match, Matcher
from .owning import at_word
from .pairs import state_of
from .sides import Sides, distinct

_MEDIATING = frozenset({"arbitrate", "broker", "facilitate", "mediate"})
#: What somebody else may host.
_TALKS = frozenset({"dialogue", "meeting", "negotiation", "round", "session", "talk", "talks"})
#: What is settled by it.
_SETTLED = frozenset({"AGREE", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"})
#: Sectors of those who stand for their state.
_OF_STATE = frozenset({"GOV", "MIL"})
_STEPS = 8


def parties(cast: Cast, matcher: Matcher, match: Match, sides_of: Callable[[Match], Sides]) -> list[ActorPhrase]:
    """Those who talk or deal with each other."""
    sentence = cast.sentence
    node = match.head
    hosting = sentence.lemma_keys[node] == "host" and sentence.lemma_keys[sentence.heads[node]] in _TALKS
    if not (hosting or sentence.lemma_keys[node] in _MEDIATING) or not sentence.deprels[node].startswith("acl"):
        return []
    if any(o.preposition == "between" for o in match.clause.obliques):
        return []
    return _told_above(cast, matcher, match, sides_of) or _of_story(cast, match)


def _of_story(cast: Cast, match: Match) -> list[ActorPhrase]:
    """ "Freed ten men in a deal brokered by Orm": the two of whom the story tells that they are against each other."""
    brokers = {p.country for a in match.clause.agents for p in cast.own(a)}
    foes = cast.discourse.story.adversaries()
    if len(foes) != 2 or not brokers.isdisjoint(p.country for p in foes):
        return []
    sides = [state_of(p) if _OF_STATE.issuperset(p.sectors) else p for p in foes]
    return at_word(cast.sentence, sides, cast.sentence.heads[match.head])


def _told_above(
    cast: Cast, matcher: Matcher, match: Match, sides_of: Callable[[Match], Sides]
) -> list[ActorPhrase]:
    """The parties of what the sentence tells that they settled."""
    sentence, node = cast.sentence, match.head
    for _ in range(_STEPS):
        node = sentence.heads[node]
        if node < 0:
            return []
        other = matcher.at(node)
        if other is None or other.head == match.head or other.rule.outcome.type not in _SETTLED:
            continue
        sides = sides_of(other)
        several = [p for p in sides.source if not sides.target and sentence.xpos[p.head] == "NNS"]
        if sides.mutual or len(sides.source) > 1:
            found = [*sides.source, *sides.target] if sides.mutual else sides.source
        elif several:
            found = several  # "Keld's rival leaders agreed to share power after talks mediated by Orm"
        else:
            continue
        known = distinct([p for p in found if p.resolved])
        return known if several or len({p.code for p in known}) > 1 else []
    return []
