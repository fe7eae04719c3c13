"""Tables of events → ``Event`` stream: our own JSONL, CSV and Parquet, and the tables of other coders.

What kind of file it is is told from its ending and first line, and can be said (``format``). Rows that cannot be used
are reported with file and line (in Parquet: row) and left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from ..errors import InputError
from ..event import Event
from . import columns
from .files import ErrorSink, report
from .formats import FORMATS, PLOVER, format_named
from .formats.table import read_table
from .parquet_reader import BATCH
from .records import delimiter_of, read_records
from .streams import LONGEST_LINE, Progress, ending, lines_of, open_bytes, open_seekable

_TEXT_ENDINGS = (".csv", ".tsv", ".tab", ".txt", "")


def read_events(
    path: str | Path, *, format: str | None = None, errors: ErrorSink | None = None, progress: Progress | None = None
) -> Iterator[Event]:
    """Events of a file, one at a time, packed or not.

    ``errors`` is called with a located InputError for each row that is left out; without it the first one is raised.
    Raises InputError where the file as a whole is no table of events.
    """
    path = str(path)
    progress = progress or (lambda size: None)
    kind = ending(path)[0]
    try:
        if format in (None, PLOVER) and kind == ".parquet":
            yield from _parquet(path, errors, progress)
            return
        with open_bytes(path, progress) as stream:
            lines = _decoded(lines_of(stream), path, errors)
            first = next(lines, None)
            if first is None:
                return
            lines = _chain(first, lines)
            if format is None:
                format = _guess(first[1], kind, path)
            found = format_named(format)
            if found is not None:
                texts = (text for _, text in lines)
                for _, event in read_table(texts, found, lambda line, problem: _bad(errors, path, line, problem)):
                    yield event
            elif first[1].lstrip("\ufeff \t\r\n").startswith("{"):
                yield from _jsonl(lines, path, errors)
            else:
                yield from _csv((text for _, text in lines), path, errors)
    except InputError as error:
        if error.path is None:
            raise InputError(error.message, path=path) from None
        raise
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=path) from None


def _bad(errors: ErrorSink | None, path: str, line: int, problem: str) -> None:
    report(errors, InputError(f"this row was left out: {problem}", path=path, line=line))


def _chain(first: tuple[int, str], rest: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    yield first
    yield from rest


def _decoded(lines: Iterable[bytes | None], path: str, errors: ErrorSink | None) -> Iterator[tuple[int, str]]:
    """Line numbers and texts; a line that is not UTF-8 or too long is reported and stands as an empty one."""
    for number, raw in enumerate(lines, start=1):
        if raw is None:
            _bad(errors, path, number, f"it is longer than {LONGEST_LINE >> 20} MiB")
        try:
            yield number, (raw or b"\n").decode("utf-8")
        except UnicodeDecodeError:
            _bad(errors, path, number, "it is not UTF-8")
            yield number, "\n"


def _guess(line: str, kind: str, path: str) -> str:
    """The format of a file with this first line. Raises InputError where none fits."""
    if kind not in (*_TEXT_ENDINGS, ".jsonl", ".ndjson"):
        raise InputError("cannot tell what kind of table this is; say it with --from", path=path)
    bare = line.removeprefix("\ufeff").rstrip("\r\n")
    if kind in (".jsonl", ".ndjson") or bare.lstrip().startswith("{"):
        return PLOVER
    cells = [cell.strip().strip('"') for cell in bare.split(delimiter_of(bare))]
    if {"id", "cameo", "trigger_start"} <= set(cells):
        return PLOVER
    for name, format in FORMATS.items():
        if format.header and set(format.columns[:6]) <= set(cells):
            return name
    for name, format in FORMATS.items():
        if not format.header and len(cells) == len(format.columns):
            return name
    if len(cells) == 8 and cells[0].isdigit():
        return "petrarch"
    raise InputError(f"this is no table of events that is known here ({len(cells)} columns)", path=path)


def _jsonl(lines: Iterator[tuple[int, str]], path: str, errors: ErrorSink | None) -> Iterator[Event]:
    for number, text in lines:
        if not text.strip():
            continue
        try:
            yield Event.model_validate_json(text.removeprefix("\ufeff"))
        except ValueError as error:
            _bad(errors, path, number, _short(error))


def _csv(lines: Iterable[str], path: str, errors: ErrorSink | None) -> Iterator[Event]:
    rows = read_records(lines, lambda line, problem: _bad(errors, path, line, problem))
    _, header = next(rows, (1, []))
    _check(header, path)
    for number, row in rows:
        if len(row) != len(header):
            _bad(errors, path, number, f"{len(row)} cells where the first line has {len(header)}")
            continue
        try:
            yield columns.event(dict(zip(header, row, strict=True)))
        except ValueError as error:
            _bad(errors, path, number, _short(error))


def _parquet(path: str, errors: ErrorSink | None, progress: Progress) -> Iterator[Event]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    stream, size = open_seekable(path, progress)
    with closing(stream):
        number = 0
        try:
            file = pq.ParquetFile(stream)
            _check(file.schema_arrow.names, path)
            for batch in file.iter_batches(BATCH, columns=list(columns.COLUMNS), use_threads=False):
                for cells in batch.to_pylist():
                    number += 1
                    try:
                        yield columns.event(cells)
                    except (ValueError, TypeError, AttributeError) as error:
                        _bad(errors, path, number, _short(error))
        except (pa.ArrowException, OSError) as error:
            problem = f"cannot be read after row {number:,} ({str(error).splitlines()[0][:200]})"
            report(errors, InputError(problem, path=path))
        if not ending(path)[1]:
            progress(size)


def _check(header: list[str], path: str) -> None:
    if missing := [name for name in columns.COLUMNS if name not in header]:
        raise InputError(f"no column {', '.join(missing[:5])}: this is no table of events", path=path)


def _short(error: ValueError) -> str:
    """One line of an error, pydantic's too."""
    details = getattr(error, "errors", None)
    if details is not None:
        first = details()[0]
        place = ".".join(map(str, first["loc"]))
        return f"{place}: {first['msg']}" if place else str(first["msg"])
    return json.dumps(str(error), ensure_ascii=False)[1:-1] if "\n" in str(error) else str(error)
