"""What all importers share: the lines of a file without comments, complaints with their place, and what comes out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import CoderError, InputError

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_XML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line with content: ``text`` is without its comment, ``raw`` as it stands in the file."""

    path: str
    number: int
    text: str
    raw: str


@dataclass(slots=True)
class Carried:
    """What an import gives: the text of the new file, how many entries it has, and what did not come through whole.

    ``left_out`` names lines of which nothing is carried over, ``changed`` those that lost or changed something.
    """

    text: str = ""
    entries: int = 0
    left_out: list[CoderError] = field(default_factory=list)
    changed: list[CoderError] = field(default_factory=list)

    def drop(self, line: Line, reason: str, at: str = "") -> None:
        """The line is left out; ``at`` is the part that is wrong."""
        _add(self.left_out, _error(line, f"left out: {reason}", at))

    def change(self, line: Line, what: str, at: str = "") -> None:
        """The line is carried over, but not as it was."""
        _add(self.changed, _error(line, f"carried over, but {what}", at))

    def sort(self) -> None:
        """Complaints in order of place."""
        for found in (self.left_out, self.changed):
            found.sort(key=lambda error: (error.path or "", error.line or 0, error.column or 0))


def _add(found: list[CoderError], error: CoderError) -> None:
    """One line may give several rules, which all come to grief for one reason."""
    if str(error) not in map(str, found[-4:]):
        found.append(error)


def _error(line: Line, message: str, at: str) -> InputError:
    column = line.raw.find(at) + 1 if at and at in line.raw else None
    return InputError(message, path=line.path, line=line.number, column=column, excerpt=line.raw)


def read_lines(path: Path, carried: Carried, comments: str = "#;") -> Iterator[Line]:
    """The lines that hold something, without comments (from a sign of ``comments`` on, and ``<!-- … -->``).

    A line that is not UTF-8 is read as Latin-1, which the older files are in where they are not ASCII.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        carried.left_out.append(InputError(f"cannot be read: {error.strerror or error}", path=str(path)))
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    lines = text.split("\n")
    # A comment over several lines leaves as many empty ones, so that the numbers stay right.
    bare = _XML_COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text).split("\n")
    start = re.compile(f"[{re.escape(comments)}]")
    for number, (raw, content) in enumerate(zip(lines, bare, strict=True), 1):
        content = start.split(content, maxsplit=1)[0].strip()
        if content:
            yield Line(str(path), number, content, raw.rstrip("\r"))


def split_codes(line: Line) -> tuple[str, list[str]] | None:
    """What stands before the brackets of a line, and what stands in them; None where brackets do not match or where
    something follows them."""
    codes = _BRACKETS.findall(line.text)
    rest = _BRACKETS.sub("\0", line.text)
    before, _, after = rest.partition("\0")
    if any(sign in rest for sign in "[]") or after.replace("\0", "").strip():
        return None
    return before.strip(), [code.strip() for code in codes]


def proper(raw: str) -> str:
    """A name in capitals with underscores as text writes it: ``proper("BANK_OF_ZORVIA_") == "Bank of Zorvia"``.

    One word of up to three letters stays in capitals: it is an abbreviation more often than not, and would swallow
    common words ("US", "WHO").
    """
    name = " ".join(raw.replace("_", " ").split())
    if name != name.upper():
        return name
    words = name.split(" ")
    if len(words) == 1 and len(name) <= 3:
        return name
    return " ".join(w.lower() if i and w in _SMALL else _capital(w) for i, w in enumerate(words))


_SMALL = frozenset(["OF", "THE", "AND", "FOR", "IN", "ON", "DE", "LA", "DEL", "DU", "VAN", "VON", "BIN", "IBN", "AL"])


def _capital(word: str) -> str:
    """``_capital("GUINEA-BISSAU") == "Guinea-Bissau"``; a possessive s stays small."""
    found = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)
    # "O'Doe", "N'Varr", but "People's" and "Shi'ites".
    return re.sub(r"(?<=[^\W\d_]{2}['’])[^\W\d_]", lambda m: m[0].lower(), found)


def table_text(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV, as the other files of the dictionaries are written."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue()
