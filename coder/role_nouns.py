"""Nouns that stand for an actor of whom the story has told: "the country", "the group", "the fund".

In: nothing. Out: for each noun the kinds and sectors of actors that it may mean.
"""

from __future__ import annotations

#: Role nouns and the kinds or sectors of actors that they can stand for.
ROLE_NOUNS = {
    "country": frozenset({"country", "capital"}),
    **dict.fromkeys(("kingdom", "republic", "emirate", "sultanate", "island"), frozenset({"country"})),
    **dict.fromkeys(("nation", "state"), frozenset({"country", "capital"})),
    "territory": frozenset({"country", "region", "place"}),
    "group": frozenset({"group", "org", "REB", "PTY", "NGO", "IMG"}),
    "organisation": frozenset({"group", "org", "NGO", "UNO"}),
    "organization": frozenset({"group", "org", "NGO", "UNO"}),
    "movement": frozenset({"group", "REB", "PTY"}),
    "militia": frozenset({"group", "REB", "PRM"}),
    "party": frozenset({"party", "PTY"}),
    "bloc": frozenset({"org", "IGO", "EUR"}),
    "body": frozenset({"org", "IGO", "EUR", "UNO"}),
    "alliance": frozenset({"org", "IGO", "group"}),
    "union": frozenset({"LAB", "org"}),
    "federation": frozenset({"LAB", "org"}),
    "coalition": frozenset({"MIL"}),
    "force": frozenset({"COP", "MIL"}),
    **dict.fromkeys(("fund", "bank"), frozenset({"IGO"})),
    **dict.fromkeys(("agency", "watchdog"), frozenset({"UNO", "IGO", "EUR"})),
    **dict.fromkeys(("company", "firm", "airline", "carmaker"), frozenset({"company", "BUS"})),
    **dict.fromkeys(("newspaper", "broadcaster", "magazine", "network", "channel"), frozenset({"media", "JRN"})),
    "council": frozenset({"UNO", "IGO", "EUR"}),
    "commission": frozenset({"EUR", "IGO"}),
    "latter": frozenset({"any"}),
    "former": frozenset({"any"}),
}
#: Those of them that the name itself ends in.
BY_NAME = frozenset({"coalition", "bank", "commission", "council"})
#: Those of them that are rather a body than an armed group, and the kinds of bodies.
RATHER_BODIES = frozenset({"organisation", "organization"})
BODIES = frozenset({"org", "NGO", "UNO", "IGO"})
#: Those of them that may stand for a group named in their own sentence.
GROUPS = frozenset({"group", "organisation", "organization", "movement", "militia", "party", "bloc", "body",
                    "alliance"})  # fmt: skip
