"""Gold files: texts with what people say should be coded.

| ending | what it holds |
|---|---|
| ``.gold`` | texts with events in the notation that the command line prints |
| ``.jsonl`` | an object a line: a text with all its events, or a labelled relation between two spans |

A ``.gold`` file for people:

    # a comment
    == passive                           a kind; the texts below belong to it
    @ 2025-06-02                         a date for the next text (optional)
    Keld was shelled by Zorvia.
    => ZOR ASSAULT KEL                   all events of the text, "=> -" where there is none

A text is one line; `` ¶ `` in it starts a new paragraph.

Events as JSON, all events of a text: what a gold event does not name (mode, issues, attribution) is not compared; marks
that are not named must be absent. ``kind`` and ``date`` are optional.

    {"id": "a1", "text": "Keld was shelled by Zorvia.", "kind": "passive", "date": "2025-06-02",
     "events": [{"source": ["ZOR"], "event": "ASSAULT", "target": ["KEL"], "mode": null, "mutual": false,
                 "issues": [], "negated": false, "attribution": []}]}

A relation is one label on a text that may hold others; spans are half-open character offsets:

    {"id": "r1", "text": "Keld was shelled by Zorvia.", "source": [[20, 26]], "target": [[0, 4]], "event": "ASSAULT"}
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..notation import MARKS, NotationError, parse_expected
from ..ontology import Ontology
from ..rules.syntax import Expected
from .files import ErrorSink, report
from .readers import iso_date

#: What a relation may be labelled with beside the types: CONCEDE or RETREAT.
YIELD = "YIELD"
_EVENT_KEYS = frozenset({"source", "target", "event", "mode", "mutual", "issues", "attribution", *MARKS})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text and all events that should be coded from it. ``kind`` is the phenomenon it stands for, or ""."""

    id: str
    text: str
    date: str | None
    kind: str
    expected: tuple[Expected, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Relation:
    """One labelled relation: spans of the two actors, and an event type or ``YIELD``; ``quad`` is 1–4 or None."""

    id: str
    text: str
    date: str | None
    kind: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    event: str
    quad: int | None
    place: str


Gold = GoldText | Relation
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def read_gold(paths: Iterable[str | Path], errors: ErrorSink | None = None) -> Iterator[Gold]:
    """The texts and relations of gold files, in order; those of a folder sorted by path.

    ``errors`` is called with a located InputError for each entry that is left out (broken, unknown type, an id that was
    used before); without it the first one is raised.
    """
    seen: set[str] = set()
    ontology = Ontology.load()
    for path in _files(paths, errors):
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            report(errors, InputError(f"cannot be read: {error.strerror}", path=path))
            continue
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            report(errors, InputError("is not UTF-8", path=path, line=line))
            continue
        reader = _lines if path.endswith(".gold") else _records
        for item in reader(text, path, ontology, errors):
            if item.id in seen:
                where, line = item.place.rsplit(":", 1)
                problem = f'"{item.id}" was left out: this id was used before'
                report(errors, InputError(problem, path=where, line=int(line)))
                continue
            seen.add(item.id)
            yield item


def _files(paths: Iterable[str | Path], errors: ErrorSink | None) -> Iterator[str]:
    for item in map(str, paths):
        if os.path.isdir(item):
            found = sorted(str(p) for p in Path(item).rglob("*") if p.suffix in (".gold", ".jsonl") and p.is_file())
            if not found:
                report(errors, InputError("the folder holds no file that ends in .gold or .jsonl", path=item))
            yield from found
        elif not item.endswith((".gold", ".jsonl")):
            report(errors, InputError("gold is read from .gold and .jsonl files", path=item))
        else:
            yield item


# --- .gold -----------------------------------------------------------------------------------------------------------


def _lines(text: str, path: str, ontology: Ontology, errors: ErrorSink | None) -> Iterator[GoldText]:
    """The texts of a ``.gold`` file. A text without its ``=>`` line, or one that cannot be read, costs only itself."""
    kind, waiting, date, at = "", "", None, 0

    def bad(message: str, line: int, column: int | None = None, excerpt: str | None = None) -> None:
        report(errors, InputError(message, path=path, line=line, column=column, excerpt=excerpt))

    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("=>"):
            if not waiting:
                bad("=> without a text above it", number)
                continue
            expected = _expected(line[2:].strip(), raw, number, ontology, bad)
            if expected is not None:
                yield GoldText(f"{Path(path).stem}:{at}", waiting, date, kind, expected, f"{path}:{at}")
            waiting, date = "", None
            continue
        if waiting:
            bad("this text has no => line", at)
            waiting = ""
        if line.startswith("=="):
            kind = line[2:].strip()
        elif line.startswith("@"):
            try:
                date = iso_date(line[1:])
            except ValueError as error:
                bad(str(error), number)
        else:
            waiting, at = line.replace(" ¶ ", "\n\n"), number
    if waiting:
        bad("this text has no => line", at)


def _expected(
    notation: str, raw: str, line: int, ontology: Ontology, bad: Callable[..., None]
) -> tuple[Expected, ...] | None:
    """The events after ``=>``; None, and a complaint, where they cannot be read."""
    if notation == "-":
        return ()
    offset = raw.index(notation)
    try:
        found = parse_expected(notation)
    except NotationError as error:
        bad(error.message, line, offset + error.column, raw)
        return None
    for expected in found:
        problem = _unknown(expected, ontology)
        if problem:
            bad(problem, line, offset + 1, raw)
            return None
    return found


def _unknown(expected: Expected, ontology: Ontology) -> str | None:
    if expected.type not in ontology.types:
        return f"unknown event type {expected.type!r}"
    if expected.mode is not None and ontology.mode(expected.type, expected.mode) is None:
        return f"{expected.type} has no mode {expected.mode!r}"
    return None


# --- .jsonl ----------------------------------------------------------------------------------------------------------


class _Bad(Exception):
    """What is wrong with a record, in a sentence."""


def _records(text: str, path: str, ontology: Ontology, errors: ErrorSink | None) -> Iterator[Gold]:
    """A text or a relation a line; a broken line costs only itself."""
    anything = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        anything = True
        try:
            yield _record(json.loads(line), f"{path}:{number}", ontology)
        except json.JSONDecodeError as error:
            message = f"this line was left out: not JSON ({error.msg})"
            report(errors, InputError(message, path=path, line=number, column=error.colno))
        except (_Bad, RecursionError) as error:
            message = str(error) if isinstance(error, _Bad) else "JSON nested too deeply"
            report(errors, InputError(f"this line was left out: {message}", path=path, line=number))
    if not anything:
        report(errors, InputError("the file is empty", path=path))


def _record(record: Any, place: str, ontology: Ontology) -> Gold:
    if not isinstance(record, dict):
        raise _Bad("it must be an object")
    id, text, kind = record.get("id"), record.get("text"), record.get("kind") or ""
    if isinstance(id, bool) or not isinstance(id, str | int) or not str(id).strip():
        raise _Bad('"id" is missing or is no string or number')
    if not isinstance(text, str) or not any(map(str.isalpha, text)):
        raise _Bad('"text" is missing or holds no words')
    if not isinstance(kind, str):
        raise _Bad('"kind" is no string')
    date = record.get("date") or None
    try:
        date = iso_date(str(date)) if date is not None else None
    except ValueError as error:
        raise _Bad(str(error)) from None
    if "events" in record:
        events = record["events"]
        if not isinstance(events, list):
            raise _Bad('"events" must be a list')
        return GoldText(str(id), text, date, kind, tuple(_event(e, ontology) for e in events), place)
    if "event" not in record:
        raise _Bad('it has neither "events" (all events of a text) nor "event" (a relation between two spans)')
    event = record["event"]
    if event != YIELD and event not in ontology.types:
        raise _Bad(f"unknown event type {event!r}")
    source, target = (_spans(record.get(side), side, len(text)) for side in ("source", "target"))
    return Relation(str(id), text, date, kind, source, target, event, _quad(record.get("quad")), place)


def _event(record: Any, ontology: Ontology) -> Expected:
    if not isinstance(record, dict):
        raise _Bad("an event must be an object")
    unknown = sorted(set(record) - _EVENT_KEYS)
    if unknown:
        raise _Bad(f"an event has no {unknown[0]!r}; known: {', '.join(sorted(_EVENT_KEYS))}")
    flags = ("mutual", *MARKS)
    for flag in flags:
        if not isinstance(record.get(flag, False), bool):
            raise _Bad(f'"{flag}" must be true or false')
    kind, mode = record.get("event"), record.get("mode")
    if not isinstance(kind, str) or not (mode is None or isinstance(mode, str)):
        raise _Bad('"event" and "mode" of an event are strings')
    expected = Expected(
        _words(record.get("source") or [], "source"),
        kind,
        _words(record.get("target") or [], "target"),
        bool(record.get("mutual")),
        mode,
        None if record.get("issues") is None else _words(record["issues"], "issues"),
        frozenset(mark for mark in MARKS if record.get(mark)),
        None if record.get("attribution") is None else _words(record["attribution"], "attribution"),
    )
    problem = _unknown(expected, ontology)
    if problem:
        raise _Bad(problem)
    return expected


def _words(value: Any, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise _Bad(f'"{name}" of an event must be a list of strings')
    return tuple(value)


def _spans(value: Any, name: str, length: int) -> tuple[Span, ...]:
    def is_span(item: Any) -> bool:
        whole = isinstance(item, list) and len(item) == 2 and all(type(number) is int for number in item)
        return whole and 0 <= item[0] < item[1] <= length

    if not isinstance(value, list) or not value or not all(map(is_span, value)):
        raise _Bad(f'"{name}" must be a list of [start, end] inside the text')
    return tuple((item[0], item[1]) for item in value)


def _quad(value: Any) -> int | None:
    if value is None:
        return None
    if value in QUADS:
        return QUADS.index(value) + 1
    if type(value) is int and 1 <= value <= 4:
        return value
    raise _Bad(f'"quad" must be 1 to 4, or one of {", ".join(QUADS)}')
