"""Attacks told on: "Orm bombed a camp. The strike killed ten people": Orm did, and they are of the camp's country.

In: a match whose sides are settled but for who did it. The sides are changed in place.
"""

from __future__ import annotations

from .actor_phrase import ActorPhrase, moved
from .cast import Cast
from .homes import PLACE, PLACES, STORY, TOLD
from .match import Match
from .owning import DEFINITE
from .retold import REPLYING
from .sides import Sides

#: Prepositions of the attack in which somebody died.
_IN = frozenset({"in", "during", "by", "from"})
#: Where people are, and what those who are near suffer.
_AMONG_PEOPLE = frozenset(
    {"apartment", "bakery", "block", "building", "bus", "cafe", "church", "funeral", "home", "hotel", "house", "market",
     "marketplace", "mosque", "restaurant", "shop", "tent", "village", "wedding"}
)  # fmt: skip
#: How many of the events told last may be answered.
_LATELY = 6
_HITTING = frozenset({"at", "in", "into", "on"})
_HARM = frozenset({"injure", "kill", "wound"})
#: Marks of a country that is only supposed.
_SUPPOSED = frozenset({PLACE, STORY, TOLD})


def told_on(cast: Cast, match: Match, sides: Sides) -> None:
    """Gives an ASSAULT the source, and its homeless victims the country, of the attack that its words take up; to an
    answer those who had attacked."""
    if any(p.resolved for p in sides.source):
        if not any(p.code for p in sides.target) and cast.sentence.lemma_keys[match.head] in REPLYING:
            sides.target = _answered(cast, match, sides)
        return
    noun = _attack(cast, match)
    if noun < 0:
        return
    told = cast.discourse.story.last_attack(cast)
    if told is None or not {p.code for p in told.source}.isdisjoint(p.code for p in sides.target):
        return  # "the attackers were killed in the attack"
    sentence = cast.sentence
    start, end = sentence.starts[noun], sentence.ends[noun]
    sides.source = [moved(p, start, end, sentence.surface(start, end), noun) for p in told.source]
    sides.target = _of_the_same(sides.target, told.target)


def _answered(cast: Cast, match: Match, sides: Sides) -> list[ActorPhrase]:
    """ "Orm shelled Keld. Keld [returned fire]": on those who had last attacked it or its people."""
    own = {p.country for p in sides.source}
    for told in reversed(cast.discourse.story.told()[-_LATELY:]):
        here, there = {p.country for p in told.target}, {p.country for p in told.source}
        if told.type != "ASSAULT" or told.past or len(own) != 1:
            continue
        if told.mutual or own != here or not all(p.resolved for p in told.source):
            return []
        inside = own == there and {p.code for p in told.source} & {p.code for p in sides.source}
        start, end = cast.sentence.starts[match.head], cast.sentence.ends[match.head]
        at = (start, end, cast.sentence.surface(start, end), match.head)
        return [] if inside else [moved(p, *at) for p in told.source]
    return []


def struck_with(sides: Sides, struck: list[ActorPhrase]) -> None:
    """ "People died when shells fell on a part of Keld City": they are of where the shells fell (``struck``)."""
    if not any(p.resolved for p in sides.target):
        sides.target = _of_the_same(sides.target, struck)


def killing(cast: Cast, match: Match, sides: Sides) -> None:
    """ "Bombed a market in Keld, killing ten people": not the state is struck but people of it."""
    if match.clause.kind != "v" or not sides.target or any(p.sectors or p.kind not in PLACES for p in sides.target):
        return
    sentence = cast.sentence
    hit = list(match.clause.objects)
    if sides.source:  # "fired on a market"; a bomb that nobody is said to have laid is told by whom it killed
        hit += [o.head for o in match.clause.obliques if o.near and o.preposition in _HITTING]
    if all(sentence.lemma_keys[h] not in _AMONG_PEOPLE for h in hit):
        return
    for child in sentence.children[match.head]:
        if sentence.deprels[child] != "advcl" or sentence.lemma_keys[child] not in _HARM or child < match.head:
            continue
        hurt = [p for h in cast.clauses.verb(child).objects for p in cast.own(h)]
        if hurt and all(p.sectors == ("CVL",) and p.kind == "agent" for p in hurt):
            sides.target = [_people(p) for p in sides.target]


def _people(place: ActorPhrase) -> ActorPhrase:
    """The people of a place."""
    copy = place.copy()
    copy.assign(place.country or "", ("CVL",))
    return copy


def _of_the_same(victims: list[ActorPhrase], struck: list[ActorPhrase]) -> list[ActorPhrase]:
    """The victims, those whose country is not known or only supposed with the one country of what was struck."""
    countries = {p.country for p in struck if p.resolved}
    if len(countries) != 1:
        return victims
    country = countries.pop() or ""
    return [
        p.with_country(country, STORY) if p.kind == "agent" and (not p.resolved or p.hint in _SUPPOSED) else p
        for p in victims
    ]


def _attack(cast: Cast, match: Match) -> int:
    """The word for an attack with an article and nothing else that could make it another one; -1 for none."""
    sentence, clause = cast.sentence, match.clause
    if clause.kind != "v":
        return -1
    for word in (*clause.agents, *(o.head for o in clause.obliques if o.preposition in _IN)):
        if sentence.upos[word] != "NOUN" or not cast.discourse.story.is_violence(sentence.lemma_keys[word]):
            continue
        below = sentence.children[word]
        again = any(sentence.deprels[c] in ("nmod", "nmod:poss", "acl", "acl:relcl", "nummod") for c in below)
        if not again and any(sentence.lemma_keys[c] in DEFINITE for c in below):
            return word
    return -1
