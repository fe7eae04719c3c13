"""Tables of a ``Format``: a writer for events that counts what the format has no place for, and a reader of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ...errors import InputError
from ...event import Event
from ...notation import MARKS
from ..records import read_records
from ..writers import AtomicFile, EventWriter
from .base import LOSSES, Format

ENDINGS = (".tsv", ".tab", ".txt", ".csv")
Bad = Callable[[int, str], None]


class TableWriter(EventWriter):
    """Writes events as rows of a format, tab separated, UTF-8.

    ``lost`` counts the events that lose something by its name; ``left_out`` those with a mark that the format cannot
    hold. ``count`` are the events written, ``rows`` their rows.
    """

    def __init__(self, path: Path, format: Format, *, keep_marked: bool = False) -> None:
        super().__init__(path)
        if path.suffix.lower() not in ENDINGS:
            known = ", ".join(ENDINGS)
            raise InputError(f"{format.name} tables are text with tabs; give a name in {known}", path=str(path))
        self.format = format
        self.lost: Counter[str] = Counter()
        self.left_out = 0
        self.rows = 0
        self._drop = () if keep_marked else tuple(mark for mark in MARKS if mark not in format.holds)
        self._losses = [(name, test) for name, test in LOSSES.items() if name not in format.holds]
        self._file = AtomicFile(path, "w", encoding="utf-8", newline="\n")
        if format.header:
            self._line(format.columns)

    def write(self, event: Event) -> None:
        """Add one event, unless it bears a mark that the format cannot show."""
        if any(getattr(event, mark) for mark in self._drop):
            self.left_out += 1
            return
        super().write(event)

    def _put(self, event: Event) -> None:
        for row in self.format.rows(event):
            self._line(row)
            self.rows += 1
        for name, test in self._losses:
            if test(event):
                self.lost[name] += 1

    def _line(self, cells: Iterable[str]) -> None:
        self._file.stream.write("\t".join(cells) + "\n")

    def _finish(self) -> None:
        self._file.keep()

    def _abort(self) -> None:
        self._file.drop()

    def notes(self) -> list[str]:
        """What a user should know of this table: what was left out and what was lost."""
        found = []
        if self.left_out:
            marks = ", ".join(self._drop)
            found.append(
                f"{self.left_out:,} event{'s' * (self.left_out != 1)} left out that did not simply happen ({marks}), "
                f"which {self.format.name} cannot say (--marked keep lets them in)"
            )
        if self.lost:
            parts = ", ".join(
                name if count == self.count else f"{name} ({count:,} event{'s' * (count != 1)})"
                for name, count in self.lost.items()
            )
            found.append(f"{self.format.name} has no place for: {parts}")
        return found


def read_table(lines: Iterable[str], format: Format, bad: Bad) -> Iterator[tuple[int, Event]]:
    """Line numbers and events of a table of the format; ``bad`` gets the line and what is wrong with a row.

    Tabs without quoting are the rule; a first line without enough of them makes it a file with commas and quoting. In
    formats without a header missing columns at the end are empty.
    """
    source = iter(lines)
    first = next(source, None)
    if first is None:
        return
    rows = _rows(first.removeprefix("\ufeff"), source, bad)
    columns = format.columns
    if format.header:
        _, header = next(rows, (1, []))
        names = [name.strip() for name in header]
        if missing := [name for name in columns if name not in names]:
            raise InputError(f"no column {', '.join(missing[:5])}: this is no {format.name} table")
        columns = tuple(names)
    for number, cells in rows:
        short = len(columns) - len(cells)
        if short < 0 or (short and format.header) or short > 3:
            bad(number, f"{len(cells)} cells where {format.name} has {len(columns)}")
            continue
        values = dict(zip(columns, cells + [""] * short, strict=True))
        try:
            yield number, format.read(values)
        except ValueError as error:  # pydantic's errors are of this kind, too
            bad(number, str(error).splitlines()[0])


def _rows(first: str, rest: Iterator[str], bad: Bad) -> Iterator[tuple[int, list[str]]]:
    """Rows with their line numbers."""
    if first.count("\t") < 3:
        yield from read_records(_again(first, rest), bad)
        return
    for number, line in enumerate(_again(first, rest), start=1):
        if line.strip():
            yield number, line.rstrip("\r\n").split("\t")


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
