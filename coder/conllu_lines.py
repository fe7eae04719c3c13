"""Lines of a CoNLL-U file → drafts of sentences: split, checked as far as the tree goes, offsets still unread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from .errors import ConlluError

ErrorSink = Callable[[ConlluError], None]

_COMMENT = re.compile(r"#\s*(newdoc id|newpar id|[\w:-]+)\s*(?:=\s?(.*))?$", re.DOTALL)
_RANGE = re.compile(r"(\d+)-(\d+)$")
_EMPTY_NODE = re.compile(r"\d+\.\d+$")


@dataclass(slots=True)
class Row:
    """A word line, split and checked as far as one line can be."""

    line: int
    columns: list[str]
    head: int
    misc: dict[str, str]


@dataclass(slots=True)
class Draft:
    """The lines of one sentence on their way to a ``Sentence``."""

    comments: dict[str, str] = field(default_factory=dict)
    newdoc: bool = False
    newpar: bool = False
    first_line: int = 0
    rows: list[Row] = field(default_factory=list)
    ranges: list[tuple[int, int, str, dict[str, str]]] = field(default_factory=list)
    broken: bool = False


class Bad(Exception):
    """What is wrong with a sentence and where: message, line, column, source line."""

    def __init__(self, message: str, line: int, column: int | None = None, excerpt: str | None = None) -> None:
        super().__init__(message)
        self.error = (message, line, column, excerpt)


def report(bad: Bad, path: str | None, errors: ErrorSink | None) -> None:
    message, line, column, excerpt = bad.error
    error = ConlluError(message, path=path, line=line, column=column, excerpt=excerpt)
    if errors is None:
        raise error from None
    errors(error)


def read_drafts(stream: Iterable[str] | Iterable[bytes], path: str | None, errors: ErrorSink | None) -> Iterator[Draft]:
    """Blocks of lines between empty lines. A line that is wrong breaks its block and is reported."""
    draft = Draft()
    for number, raw in enumerate(stream, start=1):
        try:
            line = _text(raw, number)
            if line.strip():
                draft.first_line = draft.first_line or number
                _take(draft, line, number)
            else:
                if draft.first_line:
                    yield draft
                draft = Draft()
        except Bad as bad:
            if not draft.broken:  # one complaint a sentence
                report(bad, path, errors)
            draft.broken = True
            draft.first_line = draft.first_line or number
    if draft.first_line:
        yield draft


def _text(raw: str | bytes, number: int) -> str:
    """The line as text without its end; a byte order mark on the first line goes."""
    if isinstance(raw, bytes):
        try:
            raw = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Bad("this line is not UTF-8", number, error.start + 1) from None
    if number == 1:
        raw = raw.removeprefix("\ufeff")
    return raw.rstrip("\r\n")


def _take(draft: Draft, line: str, number: int) -> None:
    """Add one line that is not empty to the draft."""
    if line.startswith("#"):
        if match := _COMMENT.match(line):
            key, value = match.group(1), match.group(2)
            draft.newdoc |= key.startswith("newdoc")
            draft.newpar |= key.startswith("newpar")
            draft.comments.setdefault(key, value or "")
        return
    if draft.broken:
        return
    columns = line.split("\t")
    if len(columns) not in (8, 10):
        hint = " (they must be separated by tabs)" if len(columns) == 1 else ""
        raise Bad(f"{len(columns)} columns where CoNLL-U has 10{hint}", number, None, line)
    name = columns[0]
    if _EMPTY_NODE.match(name):
        return
    misc = _pairs(columns[9]) if len(columns) == 10 else {}
    span = _RANGE.match(name)
    if span:
        first, last = int(span.group(1)), int(span.group(2))
        if first != len(draft.rows) + 1 or last < first:
            raise Bad(f"the range {name} does not stand before its words", number, 1, line)
        draft.ranges.append((first - 1, last, columns[1], misc))
        return
    expected = len(draft.rows) + 1
    if not name.isascii() or not name.isdigit() or int(name) != expected:
        raise Bad(f"word number {name!r} where {expected} was expected", number, 1, line)
    head = columns[6]
    if not head.isascii() or not head.isdigit():
        column = len("\t".join(columns[:6])) + 2
        raise Bad(f"the head {head!r} is no number: this word is not parsed", number, column, line)
    draft.rows.append(Row(number, columns, int(head), misc))


def _pairs(misc: str) -> dict[str, str]:
    """``a=b|c=d`` as a dictionary; anything else in it is nobody's business here."""
    return dict(pair.split("=", 1) for pair in misc.split("|") if "=" in pair)


def check_tree(rows: list[Row]) -> None:
    """Every head must exist, and following heads from any word must end at a root."""
    n = len(rows)
    for i, row in enumerate(rows):
        if row.head > n or row.head == i + 1:
            problem = "is the word itself" if row.head == i + 1 else f"lies outside the sentence of {n} words"
            line = "\t".join(row.columns)
            raise Bad(f"the head {row.head} {problem}", row.line, len("\t".join(row.columns[:6])) + 2, line)
    if not any(row.head == 0 for row in rows):
        raise Bad("no word has head 0: the sentence has no root", rows[0].line)
    state = [0] * n  # 0 not seen, 1 on the way up from here, 2 reaches a root
    for i in range(n):
        path, at = [], i
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = rows[at].head - 1
        if at >= 0 and state[at] == 1:
            raise Bad("the heads run in a circle from this word", rows[at].line, None, "\t".join(rows[at].columns))
        for word in path:
            state[word] = 2
