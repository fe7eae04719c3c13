"""Faults of actor files that only show when rows are compared: with each other, and with the words of the language.

Each check is one function over the rows of one layer; ``coder check`` and ``coder actors add`` use them. A
``DictionaryWarning`` is worth a look but breaks nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date as Date

from .actor_files import LATEST, Row
from .dates import MONTHS
from .entries import FUNCTION_WORDS, identity
from .errors import DictionaryError
from .names import capital_pattern, parts

_UNDATED = ("", LATEST)
#: Days that two spans may share where a month stands for a day ("2005-05" ends one and begins the other).
_SLACK = 31


class DictionaryWarning(DictionaryError):
    """Something that is probably not meant; coding works all the same."""


def check_rows(layers: Sequence[Sequence[Row]], words: Collection[str] = ()) -> list[DictionaryError]:
    """All that is wrong with the rows of each layer, in order of place. ``words`` are common words in lower case."""
    found: list[DictionaryError] = []
    for number, rows in enumerate(layers):
        for same in _by_name(rows):
            found += _spans(same, own=number > 0)
            found += _entities(same, own=number > 0)
        found += _ids(rows)
        found += _swallowed(rows, words, own=number > 0)
    found.sort(key=lambda error: (error.path or "", error.line or 0))
    return found


def _by_name(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows that text cannot tell apart, where there are several."""
    grouped: dict[tuple[tuple[str, ...], bool], list[Row]] = {}
    for row in rows:
        grouped.setdefault((parts(row.name.removeprefix("the ")), row.name.isupper()), []).append(row)
    return (same for same in grouped.values() if len(same) > 1)


def _at(row: Row, message: str, kind: type[DictionaryError] = DictionaryError) -> DictionaryError:
    return kind(message, path=row.path, line=row.line)


def _days(row: Row) -> str:
    if not row.start and row.end == LATEST:
        return "all days"
    return f"{row.start or '…'} to {'…' if row.end == LATEST else row.end}"


def _place(row: Row, other: Row) -> str:
    return f"line {other.line}" if other.path == row.path else f"{other.path}:{other.line}"


def _spans(same: list[Row], own: bool) -> Iterator[DictionaryError]:
    """Rows of one name and one entity: the same twice, two codes for the same days, days that overlap.

    Two codes for the same days are an error in a user's file, and a warning in the shipped ones, which hold what
    sources disagree about.
    """
    for i, row in enumerate(same):
        for other in same[:i]:
            if identity(other) != identity(row):
                continue
            days, others = (row.start, row.end), (other.start, other.end)
            if row.code == other.code:
                if days == others and row.name == other.name and row.use == other.use:
                    yield _at(row, f"{row.name!r} stands twice, as in {_place(row, other)}", DictionaryWarning)
                    break
                continue
            undated = _UNDATED in (days, others) and days != others
            if undated or _overlap(row, other) <= _SLACK:
                continue  # an undated row says what holds on all other days
            message = f"{row.name!r} is {row.code} ({_days(row)}) and in {_place(row, other)} {other.code}"
            if row.start == other.start:
                shown = f"{message} ({_days(other)}); nothing says which counts"
                yield _at(row, shown, DictionaryError if own else DictionaryWarning)
            else:
                later = max(row, other, key=lambda r: r.start)
                shown = f"{message} ({_days(other)}); where they overlap {later.code} counts, which began later"
                yield _at(row, shown, DictionaryWarning)
            break


def _overlap(row: Row, other: Row) -> int:
    """On how many days both hold."""
    first, last = max(row.start, other.start), min(row.end, other.end)
    if last < first:
        return 0
    return Date.fromisoformat(last).toordinal() - (Date.fromisoformat(first).toordinal() if first else 0) + 1


def _entities(same: list[Row], own: bool) -> Iterator[DictionaryError]:
    """In a user's file: one name for two entities with different codes, of which nothing says which is meant."""
    first: dict[tuple[str, str], Row] = {}
    for row in same if own else ():
        first.setdefault(identity(row), row)
    rows = list(first.values())
    for row in rows[1:]:
        alike = row.kind == rows[0].kind != "party" and not row.use and not rows[0].use
        if alike and row.code != rows[0].code:
            message = f"{row.name!r} is {row.code} here and {rows[0].code} in {_place(row, rows[0])}, as another entity"
            yield _at(row, f"{message}; is one of them a slip?", DictionaryWarning)


def _ids(rows: Iterable[Row]) -> Iterator[DictionaryError]:
    """One entity with two Wikidata ids or two kinds."""
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        if row.id is None:
            continue
        other = seen.setdefault((row.entity, row.kind), row)
        if other.id != row.id:
            yield _at(row, f"{row.entity!r} has the id {row.id} here and {other.id} in {_place(row, other)}",
                      DictionaryWarning)  # fmt: skip


def _swallowed(rows: Iterable[Row], words: Collection[str], own: bool) -> Iterator[DictionaryError]:
    """Names that would be found where a text means a common word."""
    for row in rows:
        key = parts(row.name.removeprefix("the "))
        if len(key) != 1 or row.use == "hyphen":
            continue
        word = key[0]
        pattern = capital_pattern(row.name, row.capitals)
        small = row.use == "lower" or not pattern[0]
        if pattern[0] == "A" and row.use != "lower":
            continue  # "US", "WHO": only in capitals
        if word in FUNCTION_WORDS and (own or word not in MONTHS):  # tags and dates tell Theresa May from the rest
            if small or row.use != "later":
                message = f"{row.name!r} would swallow the common word {word!r}; write a longer form of the name"
                yield _at(row, message, DictionaryError if own else DictionaryWarning)
        elif small and (word in words or len(word) < 3) and (own or row.use != "lower"):
            message = f"{row.name!r} would be found wherever a text says {word!r}; write it with a capital letter"
            yield _at(row, f"{message}, or use the full name", DictionaryWarning)
        elif own and word in words and not row.use:
            message = f"{row.name!r} would be found where a sentence or headline begins with {word!r}; with"
            cure = "capitals in the column use it is found only as it is written"
            if not row.name.isupper():
                cure = "later in the column use it counts only after the full name"
            yield _at(row, f"{message} {cure}", DictionaryWarning)
