"""Bodies that several states call alike: "Congress", which means the American one unless the story is of another state,
"the Democratic Party", which many states have.

In: the body as the dictionary has it, and what the document names. Out: the body of the state that the story is of.
"""

from __future__ import annotations

from collections.abc import Container

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .memory import DocumentMemory

_AMERICAN = "USA"
#: Names of such bodies, and the states that have one.
_WHERE = {
    "Congress": frozenset({"ARG", "BOL", "BRA", "CHL", "COL", "CRI", "DOM", "ECU", "GTM", "HND", "IND", "MEX", "NPL",
                           "PER", "PHL", "PRY", "VEN", "ESP"}),
    "House of Representatives": frozenset({"AUS", "BLR", "COL", "CYP", "IDN", "JPN", "LBN", "LBR", "LBY", "MAR", "NGA",
                                           "NPL", "NZL", "PHL", "PRY", "SOM", "THA", "URY", "YEM", "ZWE", "ETH"}),
}  # fmt: skip
#: Peoples of neighbours, and where else they live than in the state that the dictionary has for them.
_PEOPLES = {"Hutu": ("BDI", "COD"), "Tutsi": ("BDI", "COD")}
#: Words of which the names of parties consist that any state may have.
_COMMON = frozenset({"party", "democratic", "democrats", "conservative", "conservatives", "liberal", "liberals", "new",
                     "labour", "labor", "socialist", "socialists", "social", "national", "people's", "green", "greens",
                     "christian", "republican", "communist", "progressive", "justice", "freedom", "unity", "alliance",
                     "united"})  # fmt: skip
#: What those who lead such bodies are called.
_KEEPING_PEACE = frozenset({"peacekeeper"})
_HEADS = frozenset({"secretary-general", "general", "spokesman", "spokeswoman", "chief"})
#: How often the story must name its own country for each time that it names the party's.
_RATHER = 4
#: How often it names a state that it is about, without a name of its people.
_OFTEN = 3


def home_of_people(people: str, country: str, named: Container[str]) -> str:
    """ "Hutu rebels", in a sentence or story of Burundi: its own, and not the neighbour's, which nothing names."""
    states = [] if country in named else [state for state in _PEOPLES.get(people, ()) if state in named]
    return states[0] if len(states) == 1 else country


def of_story(phrase: ActorPhrase, alias: str, memory: DocumentMemory | None) -> ActorPhrase:
    """ "Congress voted to remove President Doe", in a story that tells of his state and not of America: its own."""
    if phrase.kind == "party":
        return _party(phrase, alias, memory)
    states = _WHERE.get(alias)
    if states is None or memory is None or phrase.country != _AMERICAN:
        return phrase
    named = memory.countries()
    main = memory.main(ENTITIES) or ""
    if _AMERICAN in named and (main not in states or named[_AMERICAN] * 2 > named[main]):
        return phrase
    homes = [c for c, n in named.items() if c in states and n > 1 and (_AMERICAN not in named or c == main)]
    if len(homes) > 1:
        homes = [c for c in homes if c == main]
    often = _AMERICAN not in named and len(homes) == 1 and named[homes[0]] >= _OFTEN
    if len(homes) != 1 or not (often or memory.tells_of_people(homes[0])):
        return phrase  # "Congress approved aid for Keld"
    phrase = phrase.with_country(homes[0])
    if homes[0] == "IND" and alias == "Congress":
        phrase.assign("IND", ("PTY",))
    phrase.name = phrase.id = None
    return phrase


def of_body(lemma: str, country: str, named: set[str]) -> str:
    """ "The United Nations withdrew its staff. The secretary-general condemned the raid", "… peacekeepers fired back":
    of the body that the story tells of, where it names no other one. ``named``: the codes of those that it names."""
    if named != {"UNO"}:
        return country
    heads = country == "IGO" and lemma in _HEADS
    return "UNO" if heads or (not country and lemma in _KEEPING_PEACE) else country


def _party(phrase: ActorPhrase, alias: str, memory: DocumentMemory | None) -> ActorPhrase:
    """ "The Democratic Party", in a story of a state whose party of that name no dictionary has: that state's."""
    words = alias.lower().split()
    if memory is None or not _COMMON.issuperset(words) or words == ["democrats"] or words == ["labour"]:
        return phrase
    main = memory.main(ENTITIES)
    if main is None or main == phrase.country or not memory.tells_of_people(main):
        return phrase
    named = memory.countries()
    if named.get(phrase.country or "", 0) * _RATHER > named[main]:
        return phrase
    phrase = phrase.with_country(main)
    phrase.name = phrase.id = None
    return phrase


def as_opposition(phrase: ActorPhrase) -> ActorPhrase:
    """ "The main opposition Democratic Party": what the text calls it counts, not what it was when it was filed."""
    if phrase.sectors != ("PTY",) or "opposition " not in phrase.text:
        return phrase
    phrase = phrase.copy()
    phrase.assign(phrase.country or "", ("OPP",))
    return phrase
