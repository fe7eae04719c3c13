"""Who protests where only the place is told, and who is struck where police break it up: those whom no word names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase, moved
from .homes import PLACES
from .match import Match
from .searching import PLACE

if TYPE_CHECKING:
    from .clause import Clauses
    from .targets import Targets

#: What people do together that is broken up.
_GATHERINGS = frozenset({"demonstration", "march", "protest", "protesting", "rally", "revolt", "riot",
                         "sit-in", "uprising", "vigil"})  # fmt: skip
#: What shots and gas are for, and sectors of those whom they are to drive away.
_DISPERSING = frozenset({"disperse", "scatter", "repel", "push_back", "drive_back", "beat_back", "chase_away"})
_CROWDS = frozenset({"AGR", "CVL", "EDU", "LAB", "MED", "OPP", "PTY", "REF", "REL"})
#: Prepositions before those at whom something is fired.
_AT = frozenset({"at", "on", "against", "into", "towards", "toward"})
#: Prepositions of the town in which people gather.
_WHERE = frozenset({"in", "across", "throughout"})
#: Prepositions before the building that a crowd stands at, and who sits in one.
_DOORS = frozenset({"outside", "in_front_of"})
_HOUSES = frozenset({("GOV",), ("LEG",)})
#: Those whose rallies are named by them.
_HOLDERS = frozenset({"AGR", "EDU", "LAB", "MED", "OPP", "PTY", "REL"})
#: Kinds of phrases for people.
_PEOPLE = frozenset({"agent", "force", "role"})


def protesters(targets: Targets, match: Match, agent_heads: frozenset[int]) -> list[ActorPhrase]:
    """ "Dispersed a protest in Keld City", "used tear gas to break up a rally of teachers": those who protest there."""
    cast, clauses, matcher = targets.cast, targets.clauses, targets.matcher
    sentence = cast.sentence
    heads = list(match.clause.objects)
    if match.target is not None:  # "opened fire on a rally outside parliament"
        heads.append(match.target)
    if match.rule.outcome.type == "COERCE":  # "cracked down on protests"
        heads += [o.head for o in match.clause.obliques if o.preposition in ("on", "against") and o.near]
    for word in {match.clause.head, max(match.clause.support, 0)} if match.rule.outcome.type == "ASSAULT" else ():
        for child in sentence.children[word]:
            if sentence.deprels[child] in ("advcl", "xcomp") and sentence.upos[child] == "VERB":
                heads += clauses.verb(child).objects if clauses.marker(child) == "to" else []
            if sentence.deprels[child] == "advcl" and sentence.lemma_keys[child] in _DISPERSING:
                meant = (p for h in clauses.verb(child).objects for p in cast.own(h))
                driven = [p for p in meant if _CROWDS.intersection(p.sectors)]
                if driven and match.target is None:
                    return driven  # "opened fire to scatter supporters of the opposition"
    for head in heads:
        if sentence.upos[head] != "NOUN" or head in agent_heads:
            continue
        told = matcher.at(head)
        if told is not None and told.rule.outcome.type != "PROTEST":
            continue
        if told is None and sentence.lemma_keys[head] not in _GATHERINGS and not _is_camp(targets, head):
            continue
        people = targets.sides(told).source if told is not None else []
        found = [p for p in people if p.code and p.head not in agent_heads and p.kind not in PLACES]
        if found:
            return [_as_crowd(p) for p in found]
        found = [p for o in cast.owners(head) if o not in agent_heads for p in cast.own(o)]
        if found and all(_HOLDERS.intersection(p.sectors) for p in found):
            return found  # "banned the opposition's rallies"
        country: str | None = cast.homes.owner_country(head, agent_heads)
        country = country or (cast.homes.of_clause(head) or ("",))[0]
        country = country or _country_of_noun(targets, head) or _country_of_rulers(targets, head)
        crowd = ActorPhrase(sentence, (head, head + 1), head, sectors=("CVL",), kind="agent")
        return [crowd.with_country(country) if country else crowd]
    return _beside(targets, match) if match.rule.outcome.mode == "crowd-control" and match.target is None else []


def _beside(targets: Targets, match: Match) -> list[ActorPhrase]:
    """ "Fired tear gas as students marched", "… and protesters threw stones": those who protest there, or of whose
    protest the story told last ("Police responded with tear gas")."""
    sentence = targets.cast.sentence
    for child in sentence.children[match.clause.head]:
        if sentence.deprels[child] in ("advcl", "conj") and (told := targets.matcher.at(child)) is not None:
            people = targets.sides(told).source if told.rule.outcome.type == "PROTEST" else []
            if found := [p for p in people if p.code and p.kind not in PLACES]:
                return found
    if match.inner or any(o.preposition in _AT for o in match.clause.obliques):
        return []  # "to disperse the crowd", "at the crowd"
    told_of = targets.cast.discourse.story.protesters()
    homes = {p.country for a in match.clause.agents for p in targets.cast.own(a) if p.resolved}
    if any(p.country not in homes for p in told_of) and homes:
        return []
    head = match.clause.head
    start, end = sentence.starts[head], sentence.ends[head]
    return [moved(p, start, end, sentence.surface(start, end), head) for p in told_of]


def before_their_doors(targets: Targets, match: Match, agents: list[ActorPhrase]) -> list[ActorPhrase]:
    """ "A sit-in by Keldish nurses outside the health ministry", "… rallied outside parliament": that of
    their own country, where the sentence names no other state."""
    homes = {p.country for p in agents if p.country and p.sectors}
    if len(homes) != 1 or homes & ENTITIES or match.rule.outcome.mode in ("strike", "hunger"):
        return []
    cast, clause = targets.cast, match.clause
    if {m.entry.code(cast.date)[:3] for m in cast.mentions if not m.aside} - homes:
        return []
    near = [(o.preposition, o.head) for o in clause.obliques]
    near += [pair for word in (match.head, *match.used) for pair in targets.searching.below(word)]
    found = [p for preposition, h in near if preposition in _DOORS for p in cast.own(h)]
    return [p.with_country(next(iter(homes)) or "") for p in found if p.kind == "agent" and p.sectors in _HOUSES][:1]


def where_it_was_done(clauses: Clauses, match: Match) -> list[int]:
    """ "Effigies were burned and flags trampled [in Keld City]": its people did."""
    clause, sentence = match.clause, clauses.sentence
    if not clause.passive or match.rule.outcome.mode == "boycott":
        return []
    verbs = [c for c in sentence.children[clause.head] if sentence.deprels[c] == "conj" and sentence.upos[c] == "VERB"]
    near = [*clause.obliques, *(o for v in verbs for o in clauses.verb(v).obliques)]
    return [o.head for o in near if o.preposition in _WHERE]


def _as_crowd(phrase: ActorPhrase) -> ActorPhrase:
    """ "A Lorren demonstration": people of that people, not a state."""
    if phrase.kind != "people" or phrase.sectors:
        return phrase
    crowd = phrase.copy()
    crowd.assign(phrase.country or "", ("CVL",))
    return crowd


def _is_camp(targets: Targets, noun: int) -> bool:
    """ "Broke up a protest camp"."""
    keys = targets.cast.sentence.lemma_keys
    return keys[noun] in ("camp", "encampment") and noun > 0 and keys[noun - 1] in _GATHERINGS


def _country_of_noun(targets: Targets, noun: int) -> str | None:
    """The one country of the places in which an event noun says that it happens."""
    places = [h for preposition, h in targets.searching.below(noun) if preposition in PLACE]
    countries = {p.country for h in places for p in targets.cast.own(h) if p.resolved and p.kind in PLACES}
    return countries.pop() if len(countries) == 1 else None


def _country_of_rulers(targets: Targets, noun: int) -> str | None:
    """The one country of the government against which people protest."""
    against = [h for preposition, h in targets.searching.below(noun) if preposition == "against"]
    countries = {p.country for h in against for p in targets.cast.own(h) if p.resolved and "GOV" in p.sectors}
    return countries.pop() if len(countries) == 1 else None


def people_of(phrase: ActorPhrase, match: Match) -> ActorPhrase:
    """ "Protests in Keld turned violent", "riots swept Keld": its people, not the state."""
    if match.rule.outcome.mode == "strike" and phrase.sectors == ("MIL",) and phrase.kind in _PEOPLE:
        worker = phrase.copy()  # "pilots walked off the job"
        worker.assign(phrase.country or "", ("LAB",))
        return worker
    by_state = phrase.head in match.clause.agents and match.clause.kind == "v" and phrase.kind == "country"
    if phrase.sectors or phrase.kind not in PLACES or by_state or match.rule.outcome.mode == "boycott":
        return phrase
    people = phrase.copy()
    people.name = people.id = None
    people.assign(phrase.country or "", ("LAB",) if match.rule.outcome.mode == "strike" else ("CVL",))
    return people
