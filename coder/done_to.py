"""What an event was done to where that is no actor: the rule's own words ("rejected the resolution"), what a gerund or
infinitive is about, a place. A record shows it only where unresolved actors are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase
from .match import Match
from .partners import PARTICIPANT
from .searching import AIMED_AT, PLACE

if TYPE_CHECKING:
    from .targets import Targets

#: Prepositions of what an event is done to.
_DONE_TO = ("into", "on", "against", "over", "of", "to")
#: What people protest by.
_PROTESTED_BY = frozenset(
    {"action", "demonstration", "march", "protest", "rally", "sit-in", "strike", "walkout", "work"}
)


def things(
    targets: Targets, match: Match, agents: list[ActorPhrase], agent_heads: frozenset[int]
) -> list[ActorPhrase]:
    """The first stage that has something; [] where somebody only resigns."""
    if match.rule.outcome.mode == "resign":
        return []
    events = {m.head for m in match.inner}
    if events and match.rule.outcome.type == "ACCUSE":
        return targets.fit(list(events), match, agents, agent_heads)  # the attack, not who was attacked
    for place, stage in _stages(targets, match):
        others = [] if place else agents  # a place may lie in the source's own country
        found = targets.fit([h for h in stage if h not in events], match, others, agent_heads)
        if found:
            return found
    # "refused to lift the ban", "rejected the announcement": nothing else is named
    sentence = targets.cast.sentence
    nouns = {h for m in (match, *match.inner) for h in (*m.used, *m.clause.objects, m.head)} - {match.head}
    if match.rule.outcome.type == "PROTEST":
        nouns -= set(match.used)
    told = [h for h in sorted(nouns) if sentence.upos[h] == "NOUN" and h not in match.clause.agents]
    return [ActorPhrase(sentence, (h, h + 1), h) for h in told[:1]]


def only_things(
    match: Match, targets: list[ActorPhrase], found: list[ActorPhrase]
) -> tuple[list[ActorPhrase], list[ActorPhrase]]:
    """ "Stormed a hotel [and a restaurant]": no actor, though the rule's words name but the first of them. Targets and
    things."""
    first = any(h in match.used for h in match.clause.objects)
    no_actor = first and match.rule.outcome.type == "ASSAULT" and match.target is None
    if no_actor and targets and all(p.code is None and p.kind == "thing" for p in targets):
        return [], targets
    return targets, found


def _stages(targets: Targets, match: Match) -> list[tuple[bool, list[int]]]:
    """(whether they are places, heads) of what may be told: places first for types that are suffered in them."""
    clause, cast, search = match.clause, targets.cast, targets.searching
    complements = [targets.clauses.verb(h) for h in search.complements(match)]
    used = [h for h in match.used if h not in clause.agents and cast.sentence.upos[h] != "VERB"]
    if match.rule.outcome.type == "PROTEST":  # "went on strike": that is the protest, not what it is against
        used = [h for h in used if cast.sentence.lemma_keys[h] not in _PROTESTED_BY]
    near = [
        [h for m in match.inner for h in m.clause.objects],
        [
            o.head
            for o in search.obliques(match, PARTICIPANT)
            if o.preposition in _DONE_TO and not (o.preposition == "of" and cast.sentence.heads[o.head] in match.used)
        ],
        [h for w in used for p, h in search.below(w) if p in AIMED_AT],
    ]
    own = [
        used,
        [h for c in complements for h in c.objects if cast.can_fill(h) > 1],
        [o.head for c in complements for o in c.obliques if o.preposition == "to"],
        [h for c in complements for h in c.objects],
        [h for m in match.inner for h in (*m.clause.objects, *m.used)],
        [o.head for m in match.inner for o in m.clause.obliques if o.preposition in PARTICIPANT],
    ]
    places = [
        [o.head for o in search.obliques(match, PLACE)],
        [o.head for c in complements for o in c.obliques if o.preposition in PLACE],
        [o.head for m in match.inner for o in m.clause.obliques if o.preposition in PLACE],
        [h for w in used for p, h in search.below(w) if p in PLACE],
    ]
    places = [[h for h in stage if cast.is_place(h)] for stage in places]
    before = targets.suffers_in_place(match.rule.outcome.type or "")
    stages = [*near, *places, *own] if before else [*near, *own, *places]
    return [(stage in places, stage) for stage in stages]
