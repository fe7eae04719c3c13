"""Bodies that several states call alike: "Congress", which means the American one unless the story is of another state.

In: the body as the dictionary has it, and what the document names. Out: the body of the state that the story is of.
"""

from __future__ import annotations

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


def of_story(phrase: ActorPhrase, alias: str, memory: DocumentMemory | None) -> ActorPhrase:
    """ "Congress voted to remove President Doe", in a story that tells of his state and not of America: its own."""
    states = _WHERE.get(alias)
    if states is None or memory is None or phrase.country != _AMERICAN:
        return phrase
    named = memory.countries()
    if _AMERICAN in named:
        return phrase
    homes = [c for c, n in named.items() if c in states and n > 1]
    if len(homes) > 1:
        homes = [c for c in homes if c == memory.main(frozenset())]
    if len(homes) != 1 or not memory.tells_of_people(homes[0]):
        return phrase  # "Congress approved aid for Keld"
    phrase = phrase.with_country(homes[0])
    if homes[0] == "IND" and alias == "Congress":
        phrase.assign("IND", ("PTY",))
    phrase.name = phrase.id = None
    return phrase
