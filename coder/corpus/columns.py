"""The flat table of events that CSV and Parquet share: column names, types, and a row for each event.

JSONL keeps events nested, as the models are; tables need one cell a value:

- lists (``contexts``, ``issues``) are joined with ``;``;
- each of the sides ``source`` and ``target``, and ``attribution``, is eight columns. ``source`` holds the codes of its
  actors joined with ``;``, and ``source_country``, ``source_sectors``, ``source_text``, ``source_name``, ``source_id``,
  ``source_start``, ``source_end`` the rest, in the same order and number, empty where an actor has none. The sectors of
  one actor are joined with ``,``. A ``;`` or line break inside a text becomes ``,`` or a blank, so cells split safely;
- the trigger is ``trigger``, ``trigger_start``, ``trigger_end``; the coder ``coder_version``, ``coder_dictionaries``,
  ``coder_model``.

CAMEO codes are strings: ``0353`` keeps its zero. ``event`` reads a row back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..event import Actor, CoderVersion, Event, Trigger

_ACTOR = ("", "_country", "_sectors", "_text", "_name", "_id", "_start", "_end")


def _side(name: str) -> dict[str, str]:
    return {name + suffix: "string" for suffix in _ACTOR}


#: Column name → type: string, int, float or bool.
COLUMNS: dict[str, str] = {
    "id": "string",
    "document": "string",
    "sentence": "int",
    "date": "string",
    "event_date": "string",
    "event": "string",
    "mode": "string",
    "contexts": "string",
    "issues": "string",
    "cameo": "string",
    "quad": "int",
    "score": "float",
    "goldstein": "float",
    **_side("source"),
    **_side("target"),
    "mutual": "bool",
    "negated": "bool",
    "future": "bool",
    "hypothetical": "bool",
    "historical": "bool",
    **_side("attribution"),
    "trigger": "string",
    "trigger_start": "int",
    "trigger_end": "int",
    "rule": "string",
    "text": "string",
    "coder_version": "string",
    "coder_dictionaries": "string",
    "coder_model": "string",
}

Value = str | int | float | bool | None


def row(event: Event) -> dict[str, Value]:
    """The cells of one event, in the order of ``COLUMNS``."""
    cells: dict[str, Value] = {
        "id": event.id,
        "document": event.document,
        "sentence": event.sentence,
        "date": event.date,
        "event_date": event.event_date,
        "event": event.event,
        "mode": event.mode,
        "contexts": ";".join(event.contexts),
        "issues": ";".join(event.issues),
        "cameo": event.cameo,
        "quad": event.quad,
        "score": event.score,
        "goldstein": event.goldstein,
    }
    cells.update(_actors("source", event.source))
    cells.update(_actors("target", event.target))
    for mark in ("mutual", "negated", "future", "hypothetical", "historical"):
        cells[mark] = getattr(event, mark)
    cells.update(_actors("attribution", event.attribution))
    cells.update({
        "trigger": event.trigger.text,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "rule": event.rule,
        "text": event.text,
        "coder_version": event.coder.version,
        "coder_dictionaries": event.coder.dictionaries,
        "coder_model": event.coder.model,
    })  # fmt: skip
    return cells


def _actors(name: str, actors: tuple[Actor, ...]) -> dict[str, str]:
    """The eight cells of one side."""
    cells = (
        [actor.code or "" for actor in actors],
        [actor.country or "" for actor in actors],
        [",".join(actor.sectors) for actor in actors],
        [_plain(actor.text) for actor in actors],
        [_plain(actor.name or "") for actor in actors],
        [actor.id or "" for actor in actors],
        [str(actor.start) for actor in actors],
        [str(actor.end) for actor in actors],
    )
    return {name + suffix: ";".join(cell) for suffix, cell in zip(_ACTOR, cells, strict=True)}


def _plain(text: str) -> str:
    """A text that can stand between semicolons, on one line."""
    return " ".join(text.replace(";", ",").split())


# --- back ------------------------------------------------------------------------------------------------------------


def event(cells: Mapping[str, Any]) -> Event:
    """The event of a row, whose cells are typed (Parquet) or all strings (CSV); other columns are passed over.

    Raises ValueError or KeyError where a cell cannot be read or is missing. What a table cannot hold is not there: line
    breaks and semicolons inside the texts of actors.
    """
    return Event(
        id=_text(cells, "id"),
        document=_text(cells, "document"),
        sentence=int(cells["sentence"]),
        date=cells["date"] or None,
        event_date=cells["event_date"] or None,
        event=_text(cells, "event"),
        mode=cells["mode"] or None,
        contexts=_list(cells["contexts"]),
        issues=_list(cells["issues"]),
        cameo=_text(cells, "cameo"),
        quad=int(cells["quad"]),
        score=_number(cells["score"]),
        goldstein=_number(cells["goldstein"]),
        source=_side_of(cells, "source"),
        target=_side_of(cells, "target"),
        attribution=_side_of(cells, "attribution"),
        **{mark: _truth(cells[mark]) for mark in ("mutual", "negated", "future", "hypothetical", "historical")},
        trigger=Trigger(text=cells["trigger"] or "", start=int(cells["trigger_start"]), end=int(cells["trigger_end"])),
        rule=cells["rule"] or "",
        text=cells["text"] or "",
        coder=CoderVersion(
            version=cells["coder_version"] or "",
            dictionaries=cells["coder_dictionaries"] or "",
            model=cells["coder_model"] or None,
        ),
    )


def _text(cells: Mapping[str, Any], name: str) -> str:
    value = cells[name]
    if value is None or value == "":
        raise ValueError(f'"{name}" is empty')
    return str(value)


def _list(value: str | None) -> tuple[str, ...]:
    return tuple(value.split(";")) if value else ()


def _number(value: str | float | None) -> float | None:
    return None if value is None or value == "" else float(value)


def _truth(value: str | bool) -> bool:
    if value in (True, False):
        return bool(value)
    if str(value).lower() not in ("true", "false"):
        raise ValueError(f'"{value}" is neither true nor false')
    return str(value).lower() == "true"


def _side_of(cells: Mapping[str, Any], name: str) -> tuple[Actor, ...]:
    """The actors of one side; ``_start`` is filled for each, so it tells how many there are."""
    if not cells[name + "_start"]:
        return ()
    columns = [(cells[name + suffix] or "").split(";") for suffix in _ACTOR]
    if len({len(column) for column in columns}) != 1:
        raise ValueError(f"the cells of {name} have different numbers of entries")
    return tuple(
        Actor(
            text=text,
            start=int(start),
            end=int(end),
            code=code or None,
            country=country or None,
            sectors=tuple(sectors.split(",")) if sectors else (),
            name=full or None,
            id=id or None,
        )
        for code, country, sectors, text, full, id, start, end in zip(*columns, strict=True)
    )
