"""Homes and targets that the rest of the story settles: where a government is, from where an ambassador is recalled,
for whom a rescue team flies in.

In: the cast of a sentence and the sides of a match. Out: the same sides, changed.
"""

from __future__ import annotations

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .borders import are_neighbours
from .cast import Cast
from .homes import PLACES
from .match import Match
from .owning import at_word
from .pairs import state_of
from .sides import Sides, in_story, is_homeless
from .told import camp

#: Where troops are sent to that no name tells.
_THERE = frozenset({"area", "border", "capital", "frontier", "province", "region", "zone"})
#: Whom states call home.
_ENVOYS = frozenset({"ambassador", "attache", "attaché", "consul", "diplomat", "envoy"})
#: What one answers, if it is done to one's own.
_BLOWS = frozenset({"act", "aggression", "assault", "attack", "incursion", "provocation", "raid", "strike"})
#: What a state breaks off with another.
_TIES = frozenset({"relation", "relations", "tie", "ties"})


def of_story(cast: Cast, sides: Sides, type: str) -> None:
    """ "Keld lacks power. The government will buy some": a story that names one country is of its people."""
    country = cast.homes.of_story()
    if country is None:
        return
    source, target, both = sides.source, sides.target, sides.mutual
    abroad = cast.homes.abroad
    sides.source = [p if abroad(p.head) else in_story(p, target, type, country, both) for p in source]
    sides.target = [p if abroad(p.head) else in_story(p, source, type, country, both) for p in target]


def of_the_other(cast: Cast, sides: Sides) -> None:
    """ "France recalled its envoy from Keld and cut aid to the government": of the other state that is named."""
    own = {p.country for p in sides.source}
    named = {m.entry.code(cast.date)[:3] for m in cast.mentions if m.entry.kind == "country"} - own
    if len(named) == 1:
        country = named.pop()
        sides.target = [p.with_country(country) if is_homeless(p) else p for p in sides.target]


def is_envoy(cast: Cast, phrase: ActorPhrase) -> bool:
    return phrase.head < len(cast.sentence) and cast.sentence.lemma_keys[phrase.head] in _ENVOYS


def of_posting(cast: Cast, sides: Sides) -> None:
    """ "Keld's envoy to Orm walked out of a briefing": who is sent to others does so to them."""
    sentence = cast.sentence
    for phrase in sides.source:
        for child in sentence.children[phrase.head] if is_envoy(cast, phrase) else ():
            if sentence.deprels[child] in ("nmod", "obl") and cast.clauses.preposition(child) == "to":
                there = [p for p in cast.own(child) if p.resolved and p.country != phrase.country]
                sides.target = there if child not in cast.busy else []


def of_their_state(cast: Cast, sides: Sides) -> None:
    """ "Moscow accused the Americans of meddling": their state, where another one speaks of them."""
    sentence = cast.sentence
    speaks = sides.source and all(p.resolved and p.sectors in ((), ("GOV",)) for p in sides.source)
    own = {p.country for p in sides.source}
    for place, phrase in enumerate(sides.target if speaks else ()):
        head = phrase.head if phrase.head < len(sentence) else -1
        if head < 0 or sentence.xpos[head] != "NNPS" or phrase.sectors != ("CVL",) or phrase.country in own:
            continue
        below = [c for c in sentence.children[head] if sentence.deprels[c] not in ("case", "punct")]
        if [sentence.lemma_keys[c] for c in below] == ["the"]:
            sides.target[place] = state_of(phrase)


def to_the_country(cast: Cast, sides: Sides, match: Match) -> None:
    """ "Orm sent troops to the border", "the alliance sent soldiers to the region": of the country that the story is
    about, where it is not the sender's own."""
    main = cast.discourse.main(cast)
    own = {p.country for p in sides.source}
    there = [o.head for o in match.clause.obliques if o.preposition in ("to", "into", "towards", "toward")]
    there = [h for h in there if cast.sentence.lemma_keys[h] in _THERE]
    definite = [h for h in there if any(cast.sentence.lemma_keys[c] == "the" for c in cast.sentence.children[h])]
    if main in own and len(own) == 1 and definite and cast.sentence.lemma_keys[definite[0]] in ("border", "frontier"):
        main = _other_land(cast, main)
    if main and main not in own and own and None not in own and definite:
        place = ActorPhrase(cast.sentence, (definite[0], definite[0] + 1), definite[0], country=main, kind="place")
        sides.target, sides.things = [place], []


def _other_land(cast: Cast, own: str | None) -> str | None:
    """The other country that the story names most, if it borders on its own."""
    named = cast.memory.countries() if cast.memory is not None else {}
    ranked = sorted(((n, c) for c, n in named.items() if c != own and c not in ENTITIES), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1] if own and are_neighbours(own, ranked[0][1]) else None


def of_the_threatened(cast: Cast, sides: Sides) -> None:
    """ "Any further attack would be met with force": who is at odds with those who warn of it, in the story."""
    foes = cast.discourse.story.adversaries()
    own = {camp(p) for p in sides.source}
    others = [p for p in foes if camp(p) not in own]
    if len(foes) == 2 and len(others) == 1 and len(own) == 1 and others[0].country not in ENTITIES:
        states = len({p.country for p in foes}) == 2 and not {"REB", "PRM"}.intersection(others[0].sectors)
        found = [state_of(p) for p in others] if states else others
        sides.target, sides.things = at_word(cast.sentence, found, sides.source[0].head), []


def threatened(cast: Cast, sides: Sides, violent: bool) -> None:
    """Whom a threat is made to; ``violent``: with what is threatened."""
    if sides.target:
        without_ones_own(cast, sides)
    if violent and not any(p.code for p in sides.target):
        of_the_threatened(cast, sides)


def without_ones_own(cast: Cast, sides: Sides) -> None:
    """ "Will respond to any attack [on its citizens]": they are not threatened."""
    own = {p.country for p in sides.source}
    keys, heads = cast.sentence.lemma_keys, cast.sentence.heads
    sides.target = [
        p
        for p in sides.target
        if p.country not in own
        or p.head >= len(keys)
        or cast.clauses.preposition(p.head) not in ("on", "against")
        or cast.sentence.upos[heads[p.head]] != "NOUN"
        or keys[heads[p.head]] not in _BLOWS
        or p.sectors not in ((), ("CVL",), ("MIL",))
    ]


def envoys_home(cast: Cast, sides: Sides, match: Match) -> None:
    """ "Keld has betrayed us. We are recalling our ambassador": from the state of which was told."""
    envoys = [h for h in match.used if cast.sentence.lemma_keys[h] in _ENVOYS]
    own = {p.country for p in sides.source if p.country}
    if envoys and own and all(o.preposition in ("after", "for", "over") for o in match.clause.obliques):
        sides.target = []  # "its ambassador": of who recalls him
        found = cast.discourse.story.quarrel(own)
        sides.target = at_word(cast.sentence, [state_of(p) for p in found], envoys[0])
        main = cast.discourse.main(cast)
        if not sides.target and main and main not in own:  # from where the whole story is told
            words = (envoys[0], envoys[0] + 1)
            sides.target = [ActorPhrase(cast.sentence, words, envoys[0], kind="country").with_country(main)]
        sides.things = [] if sides.target else sides.things


def of_the_stricken(cast: Cast, sides: Sides, match: Match) -> None:
    """ "China flew in a rescue team": help for the country that the whole story is about."""
    discourse = cast.discourse
    country = discourse.main(cast)
    if not country or discourse.dateline() not in (None, country):
        return
    if all(p.resolved and p.country != country for p in sides.source):
        words = (match.head, match.head + 1)
        sides.target = [ActorPhrase(cast.sentence, words, match.head, kind="country").with_country(country)]
        sides.things = []


def of_one_other(cast: Cast, match: Match, sides: Sides) -> None:
    """ "Blacklisted six Keldish firms and expelled ten diplomats", "stormed the Keldish embassy, whereupon Keld cut
    off relations": of the one other state that the sentence names."""
    keys = cast.sentence.lemma_keys
    named = [m for m in cast.mentions if m.entry.kind in PLACES or m.entry.kind == "demonym"]
    own = {p.country for p in sides.source}
    states = {m.entry.code(cast.date)[:3]: m.head for m in named}
    others = [code for code in states if code not in own]
    if len(others) != 1:
        return
    if sides.target and all(keys[p.head] in _ENVOYS for p in sides.target):
        sides.target = [p.with_country(others[0]) for p in sides.target]
    elif not sides.target and any(keys[h] in _TIES for h in match.used):
        sides.target = [state_of(p) for p in cast.own(states[others[0]]) if p.country == others[0]]
