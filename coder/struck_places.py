"""Where it happened, for what a place suffers: "bombed in Keld City"; "a truce in eastern Keld"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase
from .homes import EDGES, PLACES
from .match import Match
from .searching import PLACE

if TYPE_CHECKING:
    from .targets import Targets

#: Types that name whom they concern only by a place: "agreed to a truce in eastern Orm".
_CONCERNING = frozenset({"AGREE", "CONCEDE"})


def suffering_place(
    targets: Targets, match: Match, agents: list[ActorPhrase], acting: frozenset[int]
) -> list[ActorPhrase]:
    """The place where it happened, for what a place suffers: "bombed in Orm"."""
    if match.rule.outcome.type == "ACCUSE" and any(m.rule.outcome.type == "ASSAULT" for m in match.inner):
        return []  # "condemned the attack in Keld": not Keld
    about = [targets.matcher.at(h) for h in match.used]  # "suspended aid in Keld"
    types = [m.rule.outcome.type for m in (match, *match.inner, *about) if m is not None]
    suffers = any(t is not None and targets.suffers_in_place(t) for t in types)
    if not (suffers or match.rule.outcome.type in _CONCERNING):
        return []
    places = [o.head for o in targets.searching.obliques(match, PLACE)] if suffers else []
    below = (o.head for o in match.clause.obliques) if suffers else match.clause.objects
    inside = [h for h in (*match.used, *below) if h not in acting]
    places += [h for inner in inside for p, h in targets.searching.below(inner) if p in PLACE]
    if match.rule.outcome.type == "ASSAULT":
        keys, places = targets.cast.sentence.lemma_keys, places or targets.searching.before_fights(match)
        places = [h for h in places if keys[h] not in EDGES]
    found = [p for p in targets.fit(places, match, agents, acting) if p.resolved]
    if not found and match.inner:  # "were killed after a gunman opened fire on a bar in Keld"
        found = [p for m in match.inner for p in targets.sides(m).target if p.resolved and p.kind in PLACES]
    # "outside a police station in Keld City": the police are who is there
    there = {p.country for p in found if p.sectors} if suffers else {p.country for p in agents}
    return [p for p in found if p.sectors or p.country not in there]
