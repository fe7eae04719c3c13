"""Corpus files → ``Document`` stream. Nothing that is wrong with one document costs another.

| ending | what it holds |
|---|---|
| ``.txt`` | one story; its id is the file's name without the ending |
| ``.jsonl`` | an object a line: ``id``, ``text``, and ``date`` if known |
| ``.csv``, ``.tsv`` | columns ``id``, ``text`` and, if known, ``date``; comma, semicolon or tab |
| ``.conllu`` | parsed documents (``# newdoc id``, ``# date``); needs no parser |
| ``-`` | the standard input, one story with the id ``stdin`` |

Every document that cannot be used is reported with file and line and left out: no words, not UTF-8, HTML, an id that
was used before, a date that is none, a broken line, missing columns.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date as Date
from pathlib import Path
from typing import Any, BinaryIO

from ..conllu import read_conllu
from ..errors import InputError
from ..segment import looks_like_html
from ..sentence import Document
from .files import STDIN, ErrorSink, Source, find_files, report
from .records import read_records

Progress = Callable[[int], None]

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?|(\d{4})(\d{2})(\d{2})")
_COLUMNS = ("id", "text")


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
) -> Iterator[Document]:
    """Documents of all files that ``paths`` mean (see ``find_files``), one at a time, in order.

    ``errors`` is called with a located InputError for each document (in CoNLL-U also: each sentence) that is left out;
    without it the first one is raised. ``progress`` is called with the bytes read since its last call.
    """
    reader = _Reader(errors, progress or (lambda size: None))
    for source in find_files(paths, errors):
        try:
            if source.path == STDIN:
                yield from reader.text(stdin or sys.stdin.buffer, source.path)
            else:
                with open(source.path, "rb") as stream:
                    yield from getattr(reader, source.kind)(stream, source.path)
        except OSError as error:
            report(errors, InputError(f"cannot be read: {error.strerror}", path=source.path))


class _Reader:
    """One run over a corpus: the ids seen so far, and where errors and progress go. A method a kind of file."""

    def __init__(self, errors: ErrorSink | None, progress: Progress) -> None:
        self._errors = errors
        self._progress = progress
        self._ids: set[str] = set()

    def _bad(self, message: str, path: str, line: int | None = None, column: int | None = None) -> None:
        report(self._errors, InputError(message, path=path, line=line, column=column))

    def _lines(self, stream: BinaryIO) -> Iterator[bytes]:
        for line in stream:
            self._progress(len(line))
            yield line

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
        data = stream.read()
        self._progress(len(data))
        id = "stdin" if path == STDIN else Path(path).stem
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
        anything = False
        for number, raw in enumerate(self._lines(stream), start=1):
            if not raw.strip():
                continue
            anything = True
            try:
                record = json.loads(raw.decode("utf-8").removeprefix("\ufeff"))
            except UnicodeDecodeError as error:
                self._bad(f"this line was left out: {_not_utf8(raw)}", path, number, error.start + 1)
            except json.JSONDecodeError as error:
                self._bad(f"this line was left out: not JSON ({error.msg})", path, number, error.colno)
            except RecursionError:
                self._bad("this line was left out: JSON nested too deeply", path, number)
            else:
                yield from self._record(record, path, number)
        if not anything:
            self._bad("the file is empty", path)

    def _record(self, record: Any, path: str, line: int) -> Iterator[Document]:
        """A document from one JSON value."""
        if not isinstance(record, dict):
            self._bad('this line was left out: it must be an object with "id" and "text"', path, line)
            return
        id, text, date = record.get("id"), record.get("text"), record.get("date")
        if isinstance(id, bool) or not isinstance(id, str | int) or not str(id).strip():
            self._bad('this line was left out: "id" is missing or is no string or number', path, line)
        elif not isinstance(text, str):
            self._bad(f'document "{id}" was left out: "text" is missing or is no string', path, line)
        elif date is not None and (isinstance(date, bool) or not isinstance(date, str | int)):
            self._bad(f'document "{id}" was left out: "date" is no string', path, line)
        else:
            yield from self._document(str(id).strip(), text, None if date is None else str(date), path, line)

    def csv(self, stream: BinaryIO, path: str) -> Iterator[Document]:
        """A row a story."""
        # Bytes that are not UTF-8 become lone surrogates, so that only the row that holds them is lost.
        lines = (line.decode("utf-8", "surrogateescape") for line in self._lines(stream))
        rows = read_records(lines, lambda line, problem: self._bad(f"this row was left out: {problem}", path, line))
        header = next(rows, None)
        if header is None:
            self._bad("the file is empty", path)
            return
        names = [name.strip().lower() for name in header[1]]
        missing = [name for name in _COLUMNS if name not in names]
        if missing:
            wanted = " and ".join(f'"{name}"' for name in missing)
            self._bad(f"no column {wanted}; the first line holds: {', '.join(header[1])[:200]!r}", path, header[0])
            return
        at_id, at_text = names.index("id"), names.index("text")
        at_date = names.index("date") if "date" in names else None
        for number, row in rows:
            if len(row) != len(names):
                problem = f"this row was left out: {len(row)} cells where the first line has {len(names)}"
                self._bad(problem, path, number)
                continue
            id = row[at_id].strip()
            if not id:
                self._bad('this row was left out: its "id" is empty', path, number)
                continue
            shown = id.encode("utf-8", "replace").decode("utf-8")
            if shown != id:
                self._bad(f'document "{shown}" was left out: its id is not UTF-8', path, number)
                continue
            yield from self._document(id, row[at_text], None if at_date is None else row[at_date], path, number)

    def conllu(self, stream: BinaryIO, path: str) -> Iterator[Document]:
        """Parsed documents."""
        anything = False
        for document in read_conllu(self._lines(stream), path=path, errors=self._errors):
            anything = True
            if not document.sentences:
                self._bad(f'document "{document.id}" was left out: it holds no sentence that can be read', path)
            else:
                yield from self._accept(document, path)
        if not anything:
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


def _encodes(text: str) -> bool:
    """False where lone surrogates stand for broken bytes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _not_utf8(data: bytes) -> str:
    """Says what stands there instead of UTF-8, where that can be seen."""
    return "it is UTF-16; save it as UTF-8" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "it is not UTF-8"
