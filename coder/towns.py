"""Who lives in the only towns that a sentence names: "Islamic State bombings killed 21 in Shia areas of Keld City".

In: the settled sides of an event. The sides are changed in place: those whose home nothing else tells get that of the
towns, where the sentence names no other state that is not a side of the event.
"""

from __future__ import annotations

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .cast import Cast
from .means import FORCES
from .sides import Sides

#: Types of what is done where people live.
WHERE_THEY_LIVE = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT"})
#: Those who do it there, those to whom it is done, and kinds of phrases for them.
_LAWLESS = frozenset({"REB", "UAF", "PRM", "CRM", "CVL"})
_PEOPLE = frozenset({"CVL", "EDU", "GOV", "JRN", "LAB", "MED", "OPP", "REB", "REL"})
_UNNAMED = frozenset({"agent", "role", "territory"})
#: Kinds of names: of towns, of states, and of all who may have sent soldiers there ("Keldish troops").
_TOWNS = frozenset({"place", "capital", "region"})
_STATES = frozenset({"country"})
_SENDERS = frozenset({"country", "demonym", "org"})


def at_home_there(cast: Cast, sides: Sides) -> None:
    """Gives the townspeople of both sides their country; soldiers only where nobody else can have sent them."""
    towns = _named(cast, _TOWNS, False) - ENTITIES
    if len(towns) != 1:
        return
    known = {p.country for p in (*sides.source, *sides.target)} | towns
    if not _named(cast, _STATES, False) - ENTITIES <= known:
        return
    country = towns.pop()
    victims = _PEOPLE | FORCES if _named(cast, _SENDERS, True) <= known else _PEOPLE
    sides.source = [_of_town(cast, p, _LAWLESS, country) for p in sides.source]
    sides.target = [_of_town(cast, p, victims, country) for p in sides.target]


def _named(cast: Cast, kinds: frozenset[str], aside: bool) -> set[str]:
    """The countries of the names of some kinds; ``aside``: also in "Keldish-backed"."""
    found = (m for m in cast.mentions if m.entry.kind in kinds and (aside or not m.aside))
    return {m.entry.code(cast.date)[:3] for m in found}


def _of_town(cast: Cast, phrase: ActorPhrase, sectors: frozenset[str], country: str) -> ActorPhrase:
    if phrase.code is None or phrase.resolved or phrase.kind not in _UNNAMED or sectors.isdisjoint(phrase.sectors):
        return phrase
    return phrase if cast.homes.abroad(phrase.head) else phrase.with_country(country)
