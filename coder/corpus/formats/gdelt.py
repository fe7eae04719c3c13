"""GDELT 2.0: 61 columns, tab separated, no header.

A row a pair, mutual events in both directions. ``QuadClass`` is GDELT's (01–05, 06–08, 09–13, 14–20). A root event is
one of the first two sentences, where headline and lead stand. Each row was mentioned once, in one article. Tone,
languages, peoples and places are not known here. ``GlobalEventID`` is a number of 53 bits made from the event's id, so
that programs that read numbers as floats keep it; ``SOURCEURL`` holds the document's id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date as Date

from ...event import Actor, Event
from .base import (
    UNKNOWN,
    Format,
    cameo_actor,
    cameo_of,
    clean,
    compact,
    foreign,
    iso,
    number,
    numbered,
    plover_actor,
    root,
)  # fmt: skip

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

COLUMNS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR),
    *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{where}Geo_{name}" for where in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip

#: Codes of ours that are no country there: country, known group and type.
_BODIES = {"UNO": ("", "UNO", "IGO"), "EUR": ("EUR", "EEC", "IGO")}
_TYPES = ("IGO", "NGO", "MNC", "IMG", "ISM")
_NO_PLACE = ["0", *[""] * 7]


def quad(cameo: str) -> int:
    """GDELT's class of a CAMEO code."""
    family = int(root(cameo))
    return 1 if family <= 5 else 2 if family <= 8 else 3 if family <= 13 else 4


def fraction(day: str | None) -> str:
    """The year with the part of it that has passed, in GDELT's way of counting."""
    if day is None:
        return ""
    date = Date.fromisoformat(day)
    return f"{date.year + ((date.month - 1) * 30 + date.day) / 365:.4f}"


def _side(actor: Actor | None) -> list[str]:
    """The ten cells of an actor."""
    if actor is None:
        return [""] * 10
    code, types = cameo_actor(actor), [*actor.sectors]
    country, group = actor.country or "", ""
    if country in _BODIES:
        country, group, kind = _BODIES[country]
        types.insert(0, kind)
    elif country in _TYPES:
        types.insert(0, country)
        country = ""
    # The code has the sectors as CAMEO calls them; take their names from there.
    written = code[len(code) - 3 * len(actor.sectors) :]
    types[len(types) - len(actor.sectors) :] = [written[i : i + 3] for i in range(0, len(written), 3)]
    code = code.removeprefix(UNKNOWN)
    name = clean(actor.name or actor.text).upper()
    return [code, name, country, group, "", "", "", *(types + [""] * 3)[:3]]


def rows(event: Event) -> Iterator[list[str]]:
    """A row a pair."""
    day = event.event_date or event.date
    short = compact(day)
    for id, (source, target) in numbered(event):
        key = int.from_bytes(hashlib.sha256(id.encode()).digest()[:8], "big") >> 11
        yield [
            str(key), short, short[:6], short[:4], fraction(day), *_side(source), *_side(target),
            "1" if event.sentence < 2 else "0", event.cameo, event.cameo[:3], root(event.cameo), str(quad(event.cameo)),
            number(event.goldstein), "1", "1", "1", "", *_NO_PLACE, *_NO_PLACE, *_NO_PLACE,
            compact(event.date) + "000000" if event.date else "", clean(event.document),
        ]  # fmt: skip


def read(cells: dict[str, str]) -> Event:
    """The event of a row."""
    source = plover_actor(cells["Actor1Code"], cells["Actor1Name"])
    target = plover_actor(cells["Actor2Code"], cells["Actor2Name"])
    happened = iso(cells["Day"])
    added = iso(cells["DATEADDED"][:8])
    return foreign(
        "gdelt",
        cells,
        id=cells["GlobalEventID"],
        document=cells["SOURCEURL"],
        date=added or happened,
        event_date=happened if happened != added else None,
        cameo=cameo_of(cells["EventCode"]),
        source=(source,) if source else (),
        target=(target,) if target else (),
    )


FORMAT = Format(
    "gdelt", COLUMNS, False, rows, read,
    frozenset({"event date", "document date", "CAMEO code", "names of actors", "unresolved actors"}),
)  # fmt: skip
