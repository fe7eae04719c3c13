"""CSV as people really send it: rows with their first line number, broken rows reported, the rest kept.

Python's csv module swallows the rest of a file after a quotation mark that is never closed. Here such a row is
reported where it starts, and reading goes on with the line after it.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator

#: A record longer than this, in characters, is taken for an unclosed quotation mark.
LONGEST_RECORD = 4_000_000
_DELIMITERS = ",;\t"

BadRow = Callable[[int, str], None]


class _Lines:
    """Lines of a file for csv.reader, with a memory of those of the present record so that they can be given back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._back: deque[str] = deque()
        self._record: list[str] = []
        self._size = 0
        self.number = 0  # lines handed out and not given back

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._size > LONGEST_RECORD:
            raise StopIteration  # looks like the end of the file to csv.reader, which then complains of the open quote
        line = self._back.popleft() if self._back else next(self._lines)
        self.number += 1
        self._record.append(line)
        self._size += len(line)
        return line

    def begin(self) -> None:
        """A new record starts at the next line."""
        self._record, self._size = [], 0

    def first(self) -> str:
        """The first line of the present record."""
        return self._record[0]

    def give_back(self) -> None:
        """Return all lines of the present record but the first."""
        again = self._record[1:]
        self._back.extendleft(reversed(again))
        self.number -= len(again)
        self.begin()


def delimiter_of(header: str) -> str:
    """The delimiter that occurs most often in a header line; a comma where there is none."""
    return max(_DELIMITERS, key=header.count)


def read_records(lines: Iterable[str], bad: BadRow) -> Iterator[tuple[int, list[str]]]:
    """Rows of a CSV file with the number (from 1) of the line each starts on, header first, empty rows left out.

    The delimiter (comma, semicolon, tab) is told from the header. ``bad`` gets the line and what is wrong with a row
    that cannot be read. Tabbed files are often written without quoting, so that a quotation mark there is just one: a
    row that cannot be read otherwise is divided at its tabs, if it then has the cells of the header.
    """
    csv.field_size_limit(2 * LONGEST_RECORD)
    feed = _Lines(lines)
    try:
        first = next(feed)
    except StopIteration:
        return
    feed.begin()
    feed.number = 0
    feed._back.append(first.removeprefix("\ufeff"))
    delimiter = delimiter_of(first)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    width = 0
    while True:
        feed.begin()
        start = feed.number + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            plain = feed.first().rstrip("\r\n").split("\t")
            if delimiter == "\t" and len(plain) == width:
                feed.give_back()
                yield start, plain
                continue
            unclosed = "unexpected end of data" in str(error)
            bad(start, "a quotation mark is never closed" if unclosed else f"not valid CSV: {error}")
            feed.give_back()
            continue
        if any(cell.strip() for cell in row):
            width = width or len(row)
            yield start, row
