"""Of whom something is demanded that the sentence does not name: who holds those that are to be freed, and with whom
the verb before tells that somebody is at odds.

In: the cast of a sentence, its sources, the sides of a match, and a REQUEST. Out: those who are asked, or [].
"""

from __future__ import annotations

from collections.abc import Callable

from .actor_phrase import ActorPhrase
from .cast import Cast
from .match import Match
from .owning import at_word
from .pairs import state_of
from .sides import Sides
from .sources import Sources

#: What one does to those of whom one demands something in the same breath.
_AT_ODDS = frozenset({"ACCUSE", "REJECT", "SANCTION", "THREATEN"})


def of_verb_before(
    cast: Cast, sources: Sources, sides_of: Callable[[Match], Sides], match: Match
) -> list[ActorPhrase]:
    """ "Keld summoned Orm's envoy and demanded an apology": of Orm."""
    sentence = cast.sentence
    if sentence.deprels[match.head] != "conj" or match.clause.kind != "v" or match.target is not None:
        return []
    before = sources.matcher.at(sentence.heads[match.head])
    if before is None or before.rule.outcome.type not in _AT_ODDS:
        return []
    told = sides_of(before)
    agents = sources.agents(match)
    own = {p.country for p in agents}
    states = {p.country: p for p in told.target if p.resolved and p.country not in own}
    official = all(not p.sectors or "GOV" in p.sectors for p in states.values())
    if len(states) != 1 or not official or {p.code for p in told.source} != {p.code for p in agents}:
        return []
    return at_word(sentence, [state_of(p) for p in states.values()], match.head)


def who_holds_them(
    cast: Cast, sources: Sources, sides_of: Callable[[Match], Sides], match: Match
) -> list[ActorPhrase]:
    """ "Demanded that they be freed": of the captors of whom the story has told; [] where the sentence says who is
    to free them, or nobody is known."""
    freeing = [m for m in match.inner if (m.rule.outcome.type, m.rule.outcome.mode) == ("RETREAT", "release")]
    if not match.inner and match.rule.outcome.mode == "yield" and match.target is None:
        letting = [h for h in match.used if cast.sentence.lemma_keys[h] == "release"]
        for owner in [c for h in letting for c in cast.owners(h)]:  # "called for the president's release"
            if captors := cast.discourse.story.captor(cast.own(owner)):
                return at_word(cast.sentence, captors, letting[0])
        own = {p.country for p in sources.agents(match)}
        seizers = cast.discourse.story.captor([], own) if letting else []
        seizers = at_word(cast.sentence, seizers, (letting or [0])[0])
        return [state_of(p) if p.sectors in (("MIL",), ("COP",)) else p for p in seizers]
    if len(freeing) != 1 or freeing[0].clause.agents:
        return []
    captors = cast.discourse.story.captor(sides_of(freeing[0]).target)
    return at_word(cast.sentence, captors, freeing[0].head)
