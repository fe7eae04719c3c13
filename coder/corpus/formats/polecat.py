"""POLECAT: 40 columns, tab separated, with a header; what is missing is ``None``, lists are joined with ``; ``.

A row an event: several actors of a side share a cell, each with its country, sector and so on at the same place. Ids of
actors are Wikidata's. Places, people and organisations of the story are not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from ...event import Actor, Event
from .base import Format, clean, cow, foreign, iso, number, ontology

MISSING = "None"
_JOIN = "; "
_ACTOR = (
    "{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw", "Wikipedia {} ID",
)  # fmt: skip

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in _ACTOR),
    *(name.format("Recipient") for name in _ACTOR),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip

_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def _cell(values: list[str | None]) -> str:
    """A list for a cell."""
    return _JOIN.join(value.replace(";", ",") if value else MISSING for value in values) if any(values) else MISSING


def _side(actors: tuple[Actor, ...]) -> list[str]:
    """The eight cells of a side. Sectors of one actor are joined with a comma where the side has several actors."""
    join = _JOIN if len(actors) == 1 else ","
    sectors = [join.join(actor.sectors) or None for actor in actors]
    return [
        _cell([clean(actor.name or actor.text) for actor in actors]),
        _cell([actor.country for actor in actors]),
        _cell([cow().get(actor.country or "") for actor in actors]),
        _cell([actor.sectors[0] if actor.sectors else None for actor in actors]),
        sectors[0] or MISSING if len(actors) == 1 else _cell(sectors),
        MISSING,
        _cell([clean(actor.text) for actor in actors]),
        _cell([actor.id for actor in actors]),
    ]


def rows(event: Event) -> Iterator[list[str]]:
    """The one row."""
    yield [
        event.id, event.event_date or event.date or MISSING, event.event, event.mode or MISSING,
        number(event.score) or MISSING, _QUADS[event.quad], _JOIN.join(event.contexts) or MISSING,
        *_side(event.source), *_side(event.target), *[MISSING] * 10,
        clean(event.document), event.date or MISSING, MISSING, MISSING, MISSING, "English",
        f"plover-coder {event.coder.version}",
    ]  # fmt: skip


def _value(cell: str) -> str:
    return "" if cell.strip() in (MISSING, "nan", "NA") else cell.strip()


def _list(cell: str) -> list[str]:
    return [_value(part) for part in cell.split(";")] if _value(cell) else []


def _actors(cells: dict[str, str], who: str) -> tuple[Actor, ...]:
    """The actors of a side: as many as there are names or countries."""
    name, country, _, primary, all_sectors, _, raw, id = (column.format(who) for column in _ACTOR)
    names, countries, raws, ids = (_list(cells[column]) for column in (name, country, raw, id))
    single = max(len(names), len(countries)) <= 1
    sectors = [",".join(_list(cells[all_sectors]))] if single else _list(cells[all_sectors])
    sectors = sectors if any(sectors) else _list(cells[primary])
    known, found = ontology(), []
    for full, place, text, wikidata, parts in zip_longest(names, countries, raws, ids, sectors, fillvalue=""):
        if not (full or place or parts):
            continue
        own = tuple(dict.fromkeys(part.strip() for part in parts.split(",") if part.strip() in known.sectors))
        home = place if place in known.countries else None
        actor = Actor(
            text=text or full or place, start=0, end=0, code=known.join(home, own) or None, country=home, sectors=own,
            name=full or None, id=wikidata or None,
        )  # fmt: skip
        found.append(actor)
    return tuple(found)


def read(cells: dict[str, str]) -> Event:
    """The event of a row; its CAMEO code is the usual one of its type and mode."""
    known = ontology()
    type, mode = _value(cells["Event Type"]).upper(), _value(cells["Event Mode"]).lower() or None
    if type not in known.types:
        raise ValueError(f'"{type}" is no PLOVER event type')
    mode = mode if known.mode(type, mode) else None
    contexts = tuple(part for part in _list(cells["Contexts"]) if part in known.contexts_known)
    published, happened = iso(_value(cells["Publication Date"])), iso(_value(cells["Event Date"]))
    return foreign(
        "polecat",
        cells,
        id=cells["Event ID"],
        document=_value(cells["Source"]),
        date=published or happened,
        event_date=happened if happened != published else None,
        cameo=known.cameo_for(type, mode),
        type=type,
        mode=mode,
        contexts=contexts,
        source=_actors(cells, "Actor"),
        target=_actors(cells, "Recipient"),
    )


FORMAT = Format(
    "polecat", COLUMNS, True, rows, read,
    frozenset({
        "mode", "contexts", "event date", "document date", "who acted together", "type", "names of actors",
        "ids of actors", "unresolved actors",
    }),
    MISSING,
)  # fmt: skip
