"""Dates in codes of PETRARCH actors, and what several dated codes of one name come to, day by day.

    [ZORELI <950101]   [ZORGOV 950101-20011231]   [ZORELI >20011231]   [ZORELI]

Bounds are inclusive. Of the codes whose range holds a day the one with the narrowest range counts, then the first, then
the undated; a boundary that two ranges share belongs to the later one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

_RANGE = re.compile(r"(?P<sign>[<>])\s*(?P<bound>\d+)|(?P<first>\d+)\s*-\s*(?P<last>\d+)")
#: Two-digit years from here on belong to the last century.
_PIVOT = 40
_START, _END = Date.min.toordinal(), Date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Dated:
    """A code (None: none at all) and the first and last day of its range, as ordinals; ``dated`` false for all days."""

    code: str | None
    first: int = _START
    last: int = _END
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A code and its days in ISO form, "" where they are open."""

    code: str
    start: str
    end: str


def read_range(text: str) -> tuple[int, int]:
    """First and last day of ``<950101``, ``>950101`` or ``950101-20011231``.

    Raises ValueError with a reason.
    """
    found = _RANGE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no date range (<950101, >950101 or 950101-20011231)")
    if found["sign"]:
        day = _day(found["bound"])
        return (_START, day) if found["sign"] == "<" else (day, _END)
    first, last = _day(found["first"]), _day(found["last"])
    if last < first:
        raise ValueError(f"{text!r} ends before it starts")
    return first, last


def _day(digits: str) -> int:
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) >= _PIVOT else "20") + digits
    if len(digits) != 8:
        raise ValueError(f"{digits!r} is no date; dates have six or eight digits (YYMMDD, YYYYMMDD)")
    try:
        return Date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).toordinal()
    except ValueError:
        raise ValueError(f"there is no day {digits!r}") from None


def spans(codes: Sequence[Dated]) -> list[Span]:
    """The codes in order of time, without overlap; days without a code are in no span."""
    ranges = [code for code in codes if code.dated]
    starts = {code.first for code in ranges}
    # The shared boundary is the later range's.
    ranges = [
        Dated(c.code, c.first, c.last - 1 if c.last in starts and c.first < c.last else c.last, True) for c in ranges
    ]
    undated = next((code for code in codes if not code.dated), None)
    bounds = sorted({_START, *(c.first for c in ranges), *(c.last + 1 for c in ranges if c.last < _END)})
    merged: list[tuple[str | None, int, int]] = []
    for first, after in zip(bounds, [*bounds[1:], _END + 1], strict=True):
        there = [c for c in ranges if c.first <= first <= c.last]
        chosen = min(there, key=lambda c: c.last - c.first) if there else undated  # min takes the first of equals
        code = chosen.code if chosen else None
        if merged and merged[-1][0] == code:
            merged[-1] = (code, merged[-1][1], after - 1)
        else:
            merged.append((code, first, after - 1))
    return [Span(code, _iso(first, _START), _iso(last, _END)) for code, first, last in merged if code is not None]


def _iso(day: int, opened: int) -> str:
    return "" if day == opened else Date.fromordinal(day).isoformat()
