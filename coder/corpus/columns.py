"""The flat table of events that CSV and Parquet share: column names, types, and a row for each event.

JSONL keeps events nested, as the models are; tables need one cell a value:

- lists (``contexts``, ``issues``) are joined with ``;``;
- each of the sides ``source`` and ``target``, and ``attribution``, is eight columns. ``source`` holds the codes of its
  actors joined with ``;``, and ``source_country``, ``source_sectors``, ``source_text``, ``source_name``, ``source_id``,
  ``source_start``, ``source_end`` the rest, in the same order and number, empty where an actor has none. The sectors of
  one actor are joined with ``,``. A ``;`` or line break inside a text becomes ``,`` or a blank, so cells split safely;
- the trigger is ``trigger``, ``trigger_start``, ``trigger_end``; the coder ``coder_version``, ``coder_dictionaries``,
  ``coder_model``.

CAMEO codes are strings: ``0353`` keeps its zero.
"""

from __future__ import annotations

from ..event import Actor, Event

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
