"""Who makes an event political; the phrases are bare ones, with code, kind and sectors only."""

from __future__ import annotations

import pytest

from coder.actor_phrase import ActorPhrase
from coder.draft import Draft
from coder.political import political, stands_alone


def side(*actors: str) -> list[ActorPhrase]:
    """Actors as "USA", "USAGOV", "GBRCVL private", "? " (unknown)."""
    found = []
    for text in actors:
        code, _, kind = text.partition(" ")
        known = "" if code == "?" else code
        sectors = [known[i : i + 3] for i in range(3, len(known), 3)]
        found.append(ActorPhrase(None, (0, 1), 0, country=known[:3], sectors=sectors, kind=kind or "agent"))
    return found


def draft(
    kind: str, source: list[ActorPhrase], target: list[ActorPhrase], *issues: str, mode: str | None = None,
    cameo: str = "", charged: bool = False,
) -> Draft:  # fmt: skip
    event = Draft(0, kind, mode, cameo, "")
    event.source, event.target, event.issues, event.charged = source, target, issues, charged
    return event


@pytest.mark.parametrize(
    "event",
    [
        draft("CONSULT", side("VATGOV"), side("COL")),
        draft("CONSULT", side("FRA"), side("GBRCVL private")),
        draft("AID", side("UNOMED"), side()),
        draft("ASSAULT", side("USABUS"), side()),
        draft("COERCE", side(), side("TURJRN")),
        draft("PROTEST", side("USAJRN"), side()),
        draft("ACCUSE", side("GBRCVL private"), side("GBRGOV")),
        draft("SANCTION", side("IRNJUD"), side("IRNCVL private"), "human_rights"),
        draft("COERCE", side("TUR"), side("GRCCVL private")),
        draft("SANCTION", side("RUSJUD"), side("RUSCVL")),
        draft("SUPPORT", side("POLREL"), side("POLGOV")),
        draft("RETREAT", [], side("FRAJRN"), mode="release"),
        draft("SANCTION", side("IRNJUD"), side("CVL private"), "death_penalty"),
        draft("ACCUSE", side("NGO private"), side("RUSGOV")),
        draft("AID", side("MNC"), side("UKRMIL")),
        draft("AID", [], side("NERCVL"), "hostages"),
        draft("SUPPORT", side("RUSBUS"), side("TUR country")),
        draft("AGREE", side("NLDBUS"), side("CIVGOV")),
        draft("COERCE", side("JPNCOP"), side("CHNCVL private")),
        draft("COERCE", side("TURCOP"), side("TURCVL private"), charged=True),
        draft("SANCTION", [], side("ESPCVL private"), charged=True),
        draft("SUPPORT", side("DEUGOV"), side("DEU"), cameo="052"),
        draft("SUPPORT", side("USABUS"), side("IGO")),
        draft("COOPERATE", [], side("ITA country"), cameo="063"),
        draft("CONSULT", [], side("IGO")),
    ],
)
def test_political(event: Draft) -> None:
    assert political(event)


@pytest.mark.parametrize(
    "event",
    [
        draft("CONSULT", side("USACVL private"), side("PRK")),
        draft("CONSULT", side("CVL"), side("BRA")),
        draft("AID", [], side("PERCVL")),
        draft("AGREE", side("GBRBUS"), side("IND country")),
        draft("SUPPORT", side("MNC"), side("TWN")),
        draft("AID", side("RUSBUS"), side("EUR")),
        draft("SUPPORT", side("ESPSOC"), side("QATSOC")),
        draft("CONSULT", side("GBRREL"), side()),
        draft("RETREAT", side("USAEDU"), side()),
        draft("AID", side("USAMNC"), side("USAEDU")),
        draft("ACCUSE", side("USAJRN"), side("USABUS")),
        draft("SANCTION", side("INDJUD"), side("INDCVL private")),
        draft("COERCE", side("USACOP"), side("USACVL private"), "drugs"),
        draft("ASSAULT", side("GBRCVL private"), side("?")),
        draft("ACCUSE", side("NGO private"), side("RUS")),
        draft("RETREAT", side("MNC"), side("USACVL")),
        draft("SUPPORT", side("DEUGOV"), side("DEU")),
        draft("COERCE", side("JPNCOP"), side("NGOCVL private")),
        draft("REJECT", [], side("AUSCVL private")),
        draft("REQUEST", [], side("JPNCVL")),
        draft("THREATEN", side("USAMED"), side("EUR"), mode="violence"),
        draft("THREATEN", side("AUTCVL"), side("AUTLAB")),
        draft("CONSULT", [], side("SYRCVL")),
        draft("COOPERATE", [], side("NLD country")),
        draft("AID", [], side("FRA country")),
        draft("AGREE", side("NLDAGR"), side("NLDCVL")),
        draft("CONCEDE", side("DEUCVL"), []),
        draft("ACCUSE", side("PAKCOP"), [], mode="allege"),
        draft("ACCUSE", side("NLDSOC"), side("NLDCVL"), mode="allege"),
        draft("SANCTION", side("CVL private"), side("USA country"), mode="convict"),
    ],
)
def test_private(event: Draft) -> None:
    assert not political(event)


@pytest.mark.parametrize(
    ("event", "stands"),
    [
        (draft("SANCTION", side("EGYJUD"), side("? name"), mode="convict"), True),
        (draft("ACCUSE", side("VENGOV"), side("? thing")), True),
        (draft("COERCE", side("TURCOP"), side("? thing")), False),
        (draft("SUPPORT", side("USALEG"), side("? name")), False),
        (draft("ASSAULT", side("NLDCRM"), side("? name")), False),
        (draft("ACCUSE", side("USACVL"), side("? thing")), False),
    ],
)
def test_what_stands_without_a_known_target(event: Draft, stands: bool) -> None:
    assert stands_alone(event) is stands
