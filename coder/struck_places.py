"""Where it happened, for what a place suffers ("bombed in Keld City", "a truce in eastern Keld"), and who it
tells is of that place ("a military post in Keld")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .crowds import before_their_doors
from .homes import EDGES, PLACES
from .match import Match
from .pairs import state_of
from .private_persons import of_land
from .searching import PLACE
from .sides import distinct

if TYPE_CHECKING:
    from .cast import Cast
    from .targets import Targets

#: Types that name whom they concern only by a place: "agreed to a truce in eastern Orm".
_CONCERNING = frozenset({"AGREE", "CONCEDE"})
#: Prepositions of what lies on this side of a border.
_AT_EDGES = frozenset({"along", "at", "by", "close_to", "near", "on"})
#: Kinds of those who are of the place where they are struck: "a military post in Keld".
THERE = frozenset({"agent", "territory"})
#: What warships and planes go into that is somebody's, and those who speak for whose it is.
_BORDERED = frozenset({"airspace", "air space", "line", "sea", "territorial sea", "water", "waters", "zone"})
_ENTERING = frozenset({"approach", "breach", "cross", "edge", "enter", "fly", "infringe", "intrude", "nose",
                       "penetrate", "sail", "skirt", "steam", "stray", "violate"})  # fmt: skip
_OFFICIAL = frozenset({"GOV", "MIL", "COP"})
#: Violence that has no side of its own.
_MUTUAL = frozenset({"clash", "conflict", "feud", "fight", "fighting", "riot", "unrest", "violence", "war"})


def suffering_place(
    targets: Targets, match: Match, agents: list[ActorPhrase], acting: frozenset[int]
) -> list[ActorPhrase]:
    """The place where it happened, for what a place suffers: "bombed in Orm"."""
    if match.rule.outcome.type == "PROTEST" and (theirs := before_their_doors(targets, match, agents)):
        return theirs
    if match.rule.outcome.type == "MOBILIZE" and (watching := _who_watches(targets, match, agents)):
        return watching
    if match.rule.outcome.type == "ACCUSE" and any(m.rule.outcome.type == "ASSAULT" for m in match.inner):
        return []  # "condemned the attack in Keld": not Keld
    about = [targets.matcher.at(h) for h in match.used]  # "suspended aid in Keld"
    types = [m.rule.outcome.type for m in (match, *match.inner, *about) if m is not None]
    suffers = any(t is not None and targets.suffers_in_place(t) for t in types)
    keys = targets.cast.sentence.lemma_keys
    # "suspended deliveries in Keld", "applied for asylum in Keld"
    suffers = suffers or match.rule.outcome.mode == "discontinue" or any(keys[h] == "asylum" for h in match.used)
    if not (suffers or match.rule.outcome.type in _CONCERNING):
        return []
    places = [o.head for o in targets.searching.obliques(match, PLACE)] if suffers else []
    below = (o.head for o in match.clause.obliques) if suffers else match.clause.objects
    inside = [h for h in (*match.used, *below) if h not in acting]
    places += [h for inner in inside for p, h in targets.searching.below(inner) if p in PLACE]
    if match.rule.outcome.type == "ASSAULT":
        places = places or _before_fights(targets, match) or _gone_into(targets, match)
    found = [p for p in targets.fit(places, match, agents, acting) if p.resolved]
    if not found and match.inner:  # "were killed after a gunman opened fire on a bar in Keld"
        found = [p for m in match.inner for p in targets.sides(m).target if p.resolved and p.kind in PLACES]
    # "outside a police station in Keld City": the police are who is there
    there = {p.country for p in found if p.sectors} if suffers else {p.country for p in agents}
    return [p for p in found if p.sectors or p.country not in there]


def _who_watches(targets: Targets, match: Match, agents: list[ActorPhrase]) -> list[ActorPhrase]:
    """ "Keldish warships entered waters near the disputed islands, Orm's coastguard said": the state that tells of them
    there; and whose planes others go up to meet."""
    keys, clause = targets.cast.sentence.lemma_keys, match.clause
    if keys[match.head] == "scramble":  # "scrambled jets after a Keldish bomber came near"
        after = [targets.matcher.at(c) for c in targets.cast.sentence.children[match.head]]
        came = [m for m in after if m is not None and m.rule.outcome.type == "MOBILIZE"]
        near = [p for m in came for p in targets.sides(m).source]
        return [state_of(p) for p in near if p.resolved and p.country not in {a.country for a in agents}][:1]
    into = (*clause.objects, *match.used, *(o.head for o in clause.obliques))
    if keys[match.head] not in _ENTERING or _BORDERED.isdisjoint(keys[h] for h in into):
        return []
    own = {p.country for p in agents}
    told = [p for w in targets.matcher.moods.of(clause).sayers for p in targets.cast.own(w) if p.resolved]
    theirs = [p for p in told if p.country not in own | ENTITIES and _OFFICIAL.issuperset(p.sectors)]
    return [state_of(p) for p in theirs][:1] if own and None not in own else []


def _gone_into(targets: Targets, match: Match) -> list[int]:
    """ "Crossed the border [into Keld] and seized three villages": those lie there."""
    sentence = targets.cast.sentence
    verb = sentence.heads[match.head]
    if match.clause.kind != "v" or sentence.deprels[match.head] != "conj" or verb < 0 or sentence.upos[verb] != "VERB":
        return []
    if any(targets.cast.owners(h) for h in match.clause.objects) or match.clause.passive:
        return []
    before = targets.clauses.verb(verb)
    if sentence.lemma_keys[verb] in ("enter", "invade"):
        return list(before.objects)
    return [o.head for o in before.obliques if o.preposition == "into"]


def _before_fights(targets: Targets, match: Match) -> list[int]:
    """ "Died in Keldish tribal clashes": what stands before violence that has no side of its own is where it is."""
    lemmas = targets.cast.sentence.lemma_keys
    fights = [o.head for o in match.clause.obliques if lemmas[o.head] in _MUTUAL]
    return [a for h in fights for a in targets.searching.clauses.noun(h).agents if a < h]


def of_place(
    targets: Targets, match: Match, people: list[ActorPhrase], place: list[ActorPhrase]
) -> list[ActorPhrase]:
    """People of no known country, as those of the ``place`` where it happened; else that place."""
    if (lands := all_from(targets, match)) and all(p.kind == "agent" and p.code for p in people):
        return [p.with_country(land) for land in lands for p in people]  # "beat migrants from Keld and Orm in Tave"
    home = place[0].country or ""
    if all(_is_somebody(targets, p, match) for p in people):
        # "Doe was arrested in Keld": nothing says that he is from elsewhere
        return [of_land(targets.cast.sentence, match, p, home) for p in people]
    if all(p.kind == "agent" and p.code for p in people) and _are_there(targets, people, place):
        return [p.with_country(home) for p in people]  # "killed soldiers in Al-Varr, Keld"
    return place


def off_borders(cast: Cast, match: Match, heads: list[int]) -> list[int]:
    """Of what an attack may have struck, what is no border that it happened at: "overran a post near the [Keldish
    border]". What lies "across the border" is the neighbour's."""
    if match.rule.outcome.type != "ASSAULT":
        return heads
    sentence, preposition = cast.sentence, cast.clauses.preposition
    edges = EDGES.intersection(sentence.lemma_keys)
    return [
        h
        for h in heads
        if not edges
        or not any(e >= 0 and sentence.lemma_keys[e] in edges and preposition(e) in _AT_EDGES
                   for e in (h, sentence.heads[h]))
    ]  # fmt: skip


def _are_there(targets: Targets, people: list[ActorPhrase], place: list[ActorPhrase]) -> bool:
    """Whether people without a country are of the place where it happened; soldiers only where no other country is
    named, which may have sent them."""
    if not any("MIL" in p.sectors for p in people):
        return True
    named = {m.entry.code(targets.cast.date)[:3] for m in targets.cast.mentions}
    return named <= {p.country for p in place}


def _is_somebody(targets: Targets, phrase: ActorPhrase, match: Match) -> bool:
    """Whether a phrase that nobody knows is a name, or a noun with a name ("the journalist Jan Doe")."""
    sentence = targets.cast.sentence
    if phrase.head not in match.clause.objects:
        return False
    flat = [c for c in sentence.children[phrase.head] if sentence.deprels[c] in ("flat", "appos")]
    return phrase.kind == "name" or any(sentence.upos[c] == "PROPN" for c in flat)


def only_from(targets: Targets, match: Match) -> str | None:
    """The one country that a from-phrase names."""
    countries = all_from(targets, match)
    return countries[0] if len(countries) == 1 else None


def all_from(targets: Targets, match: Match) -> list[str]:
    """The countries that a from-phrase names: "migrants from Keld and Orm"; [] where it names others too."""
    heads = [o.head for o in match.clause.obliques if o.preposition == "from"]
    found = [p for h in heads for p in targets.cast.own(h) if p.resolved]
    countries = [p.country for p in found if p.kind in PLACES and not p.sectors and p.country]
    return countries if len(set(countries)) == len(found) else []


def where_is(targets: Targets, head: int, match: Match) -> ActorPhrase | None:
    """The one country that a force is in: "the UN mission in Keld"."""
    phrases = [h for p, h in targets.searching.below(head) if p in PLACE]
    phrases = phrases or [o.head for o in match.clause.obliques if o.preposition in PLACE and o.head > head]
    found = [p for h in phrases for p in targets.cast.own(h) if p.resolved and p.kind in PLACES]
    return found[0] if len({p.country for p in found}) == 1 else None


def posts_in(
    targets: Targets, match: Match, others: list[ActorPhrase], found: list[ActorPhrase]
) -> list[ActorPhrase]:
    """ "Attacked a military post in the village of Al-Varr, Keld": whose it is, of the country of the place that
    was found; [] where nobody holds what was struck."""
    places = {p.country for p in found if p.kind in PLACES and not p.sectors}
    if len(places) != 1 or any(p.sectors or p.kind not in PLACES for p in found):
        return []
    struck = [p for h in match.used if h not in match.clause.agents for p in targets.cast.own(h)]
    posts = [p for p in (*struck, *others) if p.kind in THERE and p.code is not None and not p.resolved]
    return distinct([p.with_country(found[0].country or "") for p in posts])
