"""Corpus files → ``Document`` stream, in constant memory. Nothing that is wrong with one document costs another.

| ending | what it holds |
|---|---|
| ``.txt`` | one story; its id is the file's name without the ending |
| ``.jsonl`` | an object a line: ``id``, ``text``, and ``date`` if known |
| ``.csv``, ``.tsv``, ``.tab`` | columns ``id``, ``text`` and, if known, ``date``; comma, semicolon or tab |
| ``.parquet`` | the same columns |
| ``.xml`` | PETRARCH's sentences or stories |
| ``.conllu`` | parsed documents (``# newdoc id``, ``# date``); needs no parser |
| ``-`` | the standard input, one story with the id ``stdin`` |

Each may be packed: ``.gz``, ``.zst``. ``Columns`` names the columns (JSON: the keys) where they are called otherwise.

Every document that cannot be used is reported with file and line (in Parquet: row) and left out: no words, not UTF-8,
HTML, an id that was used before, a date that is none, a broken line, missing columns.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date as Date
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from ..conllu import read_conllu
from ..errors import InputError
from ..segment import looks_like_html
from ..sentence import Document
from .files import STDIN, ErrorSink, Source, find_files, report
from .parquet_reader import columns_of, read_rows
from .petrarch_xml import Story, read_stories
from .records import read_records
from .seen import SeenIds
from .streams import LONGEST_LINE, Progress, is_packed, lines_of, open_bytes, open_seekable, stem

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?|(\d{4})(\d{2})(\d{2})")
_PIECE = 1 << 15
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
#: A table with these columns is one of ours: events, not stories.
_EVENTS = {"cameo", "trigger", "rule"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table, or keys of an object, hold what; None: those called ``id``, ``text`` and ``date``.

    A date column that is named must be there; without a name it may be missing.
    """

    id: str | None = None
    text: str | None = None
    date: str | None = None

    @property
    def names(self) -> tuple[str, str, str]:
        """The three names."""
        return self.id or "id", self.text or "text", self.date or "date"

    def find(self, header: list[str]) -> tuple[int, int, int | None]:
        """Places of id, text and date (None: there is no date) in a header; capitals do not count.

        Raises InputError with what is missing.
        """
        lower = [name.strip().lower() for name in header]
        if set(lower) >= _EVENTS:
            raise InputError("these are coded events, not documents")
        places: list[int | None] = []
        for name in self.names:
            same = [i for i, found in enumerate(header) if found.strip() == name]
            same = same or [i for i, found in enumerate(lower) if found == name.strip().lower()]
            if len(same) > 1:
                raise InputError(f'the column "{name}" stands there {len(same)} times')
            places.append(same[0] if same else None)
        needed = self.names if self.date else self.names[:2]
        missing = [f'"{name}"' for name, place in zip(needed, places, strict=False) if place is None]
        if missing:
            shown = f"{', '.join(header)[:200]!r}"
            raise InputError(f"no column {' and '.join(missing)}; the file has {shown} (--id-column and its like tell)")
        return places  # type: ignore[return-value]


def iso_date(value: str) -> str:
    """``2025-06-02`` from that form, from ``20250602``, or from a time stamp that starts with it.

    Raises ValueError, with a sentence for users, where the value is no date.
    """
    found = _DATE.fullmatch(value.strip())
    if found is None:
        raise ValueError(f'the date "{value.strip()}" is not of the form 2025-06-02')
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return Date(year, month, day).isoformat()
    except ValueError:
        raise ValueError(f'there is no day "{value.strip()}"') from None


def read_documents(
    paths: Iterable[str | Path | Source],
    *,
    errors: ErrorSink | None = None,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
    columns: Columns | None = None,
) -> Iterator[Document]:
    """Documents of all files that ``paths`` mean (see ``find_files``), one at a time, in order.

    ``errors`` is called with a located InputError for each document (in CoNLL-U also: each sentence) that is left out;
    without it the first one is raised. ``progress`` is called with the bytes read since its last call.
    """
    progress = progress or (lambda size: None)
    reader = _Reader(errors, progress, columns or Columns())
    for source in find_files(paths, errors):
        try:
            if source.path == STDIN:
                yield from reader.text(stdin or sys.stdin.buffer, source.path)
            elif source.kind == "parquet":
                yield from reader.parquet(source)
            else:
                with open_bytes(source.path, progress) as stream:
                    yield from getattr(reader, source.kind)(stream, source.path)
        except InputError as error:  # packed data that is damaged; without a sink also what was raised for a document
            report(errors, error)
        except OSError as error:
            report(errors, InputError(f"cannot be read: {error.strerror}", path=source.path))


class _Reader:
    """One run over a corpus: the ids seen so far, and where errors and progress go. A method a kind of file."""

    def __init__(self, errors: ErrorSink | None, progress: Progress, columns: Columns) -> None:
        self._errors = errors
        self._progress = progress
        self._columns = columns
        self._ids = SeenIds()
        self._cut = ""  # the last file of which a line was left out for its length
        self._dated = False  # whether an object of the present file has the key of dates

    def _bad(self, message: str, path: str, line: int | None = None, column: int | None = None) -> None:
        # Bytes that are not UTF-8 stand in what is cited as lone surrogates, which nothing could print.
        report(self._errors, InputError(_shown(message), path=path, line=line, column=column))

    def _lines(self, stream: BinaryIO, path: str) -> Iterator[bytes]:
        """Lines; one that is too long to be a record is reported and stands as an empty one."""
        for number, line in enumerate(lines_of(stream), start=1):
            if line is None:
                self._cut = path
                self._bad(f"this line was left out: it is longer than {LONGEST_LINE >> 20} MiB", path, number)
            yield line or b"\n"

    def _accept(self, document: Document, path: str, line: int | None = None) -> Iterator[Document]:
        """The document with its date in ISO form, or nothing where its id was used before or its date is none."""
        if document.id in self._ids:
            self._bad(f'document "{document.id}" was left out: this id was used before', path, line)
            return
        try:
            document.date = iso_date(document.date) if document.date and document.date.strip() else None
        except ValueError as error:
            self._bad(f'document "{document.id}" was left out: {error}', path, line)
            return
        self._ids.add(document.id)
        yield document

    def _document(self, id: str, text: str, date: str | None, path: str, line: int | None = None) -> Iterator[Document]:
        """The document, if its text, id and date can be used."""
        if problem := _unusable(text):
            self._bad(f'document "{id}" was left out: {problem}', path, line)
        else:
            yield from self._accept(Document(id, text, date), path, line)

    # --- a method a kind of file --------------------------------------------------------------------------------------

    def text(self, stream: BinaryIO, path: str) -> Iterator[Document]:
        """A story a file."""
        id = "stdin" if path == STDIN else stem(path)
        data = stream.read(LONGEST_LINE + 1)
        if path == STDIN:
            self._progress(len(data))
        if len(data) > LONGEST_LINE:
            self._bad(f'document "{id}" was left out: it is longer than {LONGEST_LINE >> 20} MiB', path)
            return
        try:
            text = data.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
            self._bad(f'document "{id}" was left out: {_not_utf8(data)}', path, line, column)
            return
        yield from self._document(id, text, None, path)

    def jsonl(self, stream: BinaryIO, path: str) -> Iterator[Document]:
        """An object a line."""
        anything = self._dated = False
        for number, raw in enumerate(self._lines(stream, path), start=1):
            if not raw.strip():
                continue
            if not anything and raw[:2] in _UTF16:
                self._bad(f"the file was left out: {_not_utf8(raw)}", path, number)
                return
            first, anything = not anything, True
            if first and raw.strip() in (b"{", b"[", b"[{"):
                self._bad("the file was left out: this is JSON over many lines; write an object a line", path, number)
                return
            try:
                record = json.loads(raw.decode("utf-8").removeprefix("\ufeff"))
            except UnicodeDecodeError as error:
                self._bad(f"this line was left out: {_not_utf8(raw)}", path, number, error.start + 1)
            except json.JSONDecodeError as error:
                self._bad(f"this line was left out: not JSON ({error.msg})", path, number, error.colno)
            except RecursionError:
                self._bad("this line was left out: JSON nested too deeply", path, number)
            except ValueError as error:  # a number of thousands of digits
                self._bad(f"this line was left out: not JSON that can be read ({error})", path, number)
            else:
                if first and isinstance(record, dict) and record.keys() >= _EVENTS:
                    self._bad("the file was left out: these are coded events, not documents", path, number)
                    return
                yield from self._record(record, path, number)
        if not anything and self._cut != path:
            self._bad("the file is empty", path)
        elif self._columns.date and not self._dated:
            self._bad(f'no line has "{self._columns.date}", which was named as the date', path)

    def _record(self, record: Any, path: str, line: int) -> Iterator[Document]:
        """A document from one JSON value."""
        if not isinstance(record, dict):
            kind = "a list; write its objects a line each" if isinstance(record, list) else "no object"
            names = self._columns.names
            self._bad(f'this line was left out: it is {kind}, with "{names[0]}" and "{names[1]}"', path, line)
            return
        if record.keys() >= _EVENTS:
            self._bad("this line was left out: it is a coded event, not a document", path, line)
            return
        names = self._columns.names
        if not set(names) <= record.keys():  # as in tables, capitals do not count
            lower = {key.lower(): key for key in reversed(record)}
            names = tuple(name if name in record else lower.get(name.lower(), name) for name in names)
        if missing := [f'"{name}"' for name in names[:2] if name not in record]:
            keys = ", ".join(map(str, record))[:100]
            problem = f"it has no {' and no '.join(missing)}; its keys are {keys!r} (--id-column and its like tell)"
            self._bad(f"this line was left out: {problem}", path, line)
            return
        self._dated = self._dated or names[2] in record
        yield from self._values(*map(record.get, names), path, line)

    def _values(self, id: Any, text: Any, date: Any, path: str, line: int) -> Iterator[Document]:
        """A document from values of any type."""
        names = self._columns.names
        if isinstance(id, bool) or not isinstance(id, str | int) or not str(id).strip():
            self._bad(f'this record was left out: its "{names[0]}" is {_kind(id)}', path, line)
        elif not _encodes(id := str(id).strip()):
            self._bad(f'document "{id}" was left out: its id is not UTF-8', path, line)
        elif not isinstance(text, str):
            self._bad(f'document "{id}" was left out: its "{names[1]}" is {_kind(text)}', path, line)
        elif isinstance(date, bool) or not isinstance(date, str | int | Date | None):
            self._bad(f'document "{id}" was left out: its "{names[2]}" is {_kind(date)}', path, line)
        else:
            yield from self._document(id, text, None if date is None else str(date), path, line)

    def csv(self, stream: BinaryIO, path: str) -> Iterator[Document]:
        """A row a story."""
        # Bytes that are not UTF-8 become lone surrogates, so that only the row that holds them is lost.
        raw = self._lines(stream, path)
        first = next(raw, b"")
        if first[:2] in _UTF16:
            self._bad(f"the file was left out: {_not_utf8(first)}", path, 1)
            return
        lines = (line.decode("utf-8", "surrogateescape") for line in chain((first,) if first else (), raw))
        anything = False

        def bad(line: int, problem: str) -> None:
            nonlocal anything
            anything = True
            self._bad(f"this row was left out: {problem}", path, line)

        rows = read_records(lines, bad)
        header = next(rows, None)
        if header is None:
            if not anything and self._cut != path:
                self._bad("the file is empty", path)
            return
        width = len(header[1])
        try:
            at_id, at_text, at_date = self._columns.find(header[1])
        except InputError as error:
            self._bad(error.message, path, header[0])
            return
        for number, row in rows:
            anything = True
            if len(row) != width:
                bad(number, f"{len(row)} cells where the first line has {width}")
                continue
            date = None if at_date is None else row[at_date]
            yield from self._values(row[at_id], row[at_text], date, path, number)
        if not anything:
            self._bad("the file holds no rows", path)

    def parquet(self, source: Source) -> Iterator[Document]:
        """A row a story."""
        path = source.path
        stream, _ = open_seekable(path, self._progress)
        with closing(stream):
            try:
                header = columns_of(stream)
                places = self._columns.find(header)
            except InputError as error:
                self._bad(error.message, path)
                return
            names = tuple(None if place is None else header[place] for place in places)
            anything = False
            for row, id, text, date in read_rows(
                stream, names, lambda problem, line: self._bad(problem, path, line)  # type: ignore[arg-type]
            ):
                anything = True
                yield from self._values(id, text, date, path, row)
        if not anything:
            self._bad("the file holds no rows that can be read", path)
        if not is_packed(path):
            self._progress(source.size)

    def petrarch(self, stream: BinaryIO, path: str) -> Iterator[Document]:
        """Sentences or stories in XML."""
        pieces = iter(lambda: stream.read(_PIECE), b"")
        for story in read_stories(pieces, lambda problem, line: self._bad(problem, path, line)):
            parsed = _parsed_story(story)
            if parsed is not None:
                yield from self._accept(parsed, path, story.line)
            else:
                yield from self._document(story.id, story.text, story.date, path, story.line)

    def conllu(self, stream: BinaryIO, path: str) -> Iterator[Document]:
        """Parsed documents."""
        anything = False
        for document in read_conllu(self._lines(stream, path), path=path, errors=self._errors):
            anything = True
            if not document.sentences:
                self._bad(f'document "{document.id}" was left out: it holds no sentence that can be read', path)
            else:
                yield from self._accept(document, path)
        if not anything and self._cut != path:
            self._bad("the file is empty", path)


def _unusable(text: str) -> str | None:
    """Why a text cannot be coded, or None."""
    if not any(map(str.isalpha, text)):
        return "it is empty" if not text.strip() else "it holds no words"
    if "\x00" in text:
        return "it holds NUL characters, so it is no UTF-8 text"
    if not _encodes(text):
        return "it is not UTF-8"
    if looks_like_html(text):
        return "it is HTML; extract its text first"
    return None


def _parsed_story(story: Story) -> Document | None:
    """The story with the parses that came with it, or None where they cannot all be used."""
    parse = story.parse
    if parse is None:
        return None
    problems: list[InputError] = []
    [document] = list(read_conllu(parse.splitlines(keepends=True), errors=problems.append))
    return document if not problems and len(document.sentences) == len(story.sentences) else None


def _kind(value: object) -> str:
    """What stands where something else should."""
    if value is None or value == "":
        return "empty"
    if isinstance(value, Exception):
        return "broken (not UTF-8, or out of range)"
    return f"no {'text' if not isinstance(value, str) else 'text with words'} ({type(value).__name__})"


def _shown(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _encodes(text: str) -> bool:
    """False where lone surrogates stand for broken bytes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _not_utf8(data: bytes) -> str:
    """Says what stands there instead of UTF-8, where that can be seen."""
    return "it is UTF-16; save it as UTF-8" if data[:2] in _UTF16 else "it is not UTF-8"
