"""``coder actors lookup``: all that the dictionaries hold of a name, for people."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date as Date
from datetime import timedelta
from pathlib import Path

from . import resources
from .actor_files import LATEST, Row, iso_date, read_agents
from .actors import ActorDictionary
from .checks import actor_layers
from .entries import Entry
from .names import parts

#: How a ``use`` reads in a list of names.
_USES = {"": "", "later": " (after the full name)", "lower": " (in any case)", "hyphen": " (before a hyphen)"}


def lookup(name: str, date: str | None, actors: Sequence[Path] = (), agents: Sequence[Path] = ()) -> list[str]:
    """Lines that say all that the dictionaries hold of a name: who it may be, its code on a day, other names, places.

    ``date`` is a day (2010-05-05), or a month or year (2010), of which all codes are shown. Empty where nobody has the
    name. Raises CheckError where a file of the user's is broken.
    """
    dictionary = ActorDictionary.default(extra=list(actors), agents=list(agents))
    layers = actor_layers(actors)
    lines: list[str] = []
    for entry in dictionary.lookup(name):
        if lines:
            lines.append("")
        lines += _entry_lines(entry, date, _rows_of(entry, layers))
    for noun in read_agents([resources.dictionaries() / "agents.csv", *agents], []):
        if parts(name) in (parts(noun.name), parts(noun.plural)):
            if lines:
                lines.append("")
            lines += [f"{noun.name}  (a common noun)", f"  {noun.code}  with the country of its modifiers"]
            lines.append(f"  {_shown(noun.path)}:{noun.line}")
    return lines


def _entry_lines(entry: Entry, date: str | None, rows: list[Row]) -> list[str]:
    about = ", ".join(filter(None, (entry.kind, entry.id, entry.note)))
    lines = [entry.name + (f"  ({about})" if about else "")]
    if entry.kind == "ignore":
        lines.append("  no actor; it is named so that no shorter name is found in it")
    else:
        dated = len(entry.spans) > 1 or entry.spans[0][:2] != ("", LATEST)
        if date is None:
            lines.append(f"  {entry.code(None)}" + ("  latest" if dated else ""))
        else:
            days = _turns(entry, date)
            codes = ", then ".join(dict.fromkeys(entry.code(day) for day in days))
            outside = "" if any(map(entry.covers, days)) else ", outside of all its days"
            lines.append(f"  {codes}  {'on' if len(date) > 7 else 'in'} {date}{outside}")
        if dated:
            for first, last, held in entry.spans:
                lines.append(f"    {held}  {first or '…'} – {'…' if last == LATEST else last}")
    names = dict.fromkeys(row.name + _USES[row.use] + (" (only in capitals)" if row.capitals else "") for row in rows)
    others = [name for name in names if name != entry.name]
    if others:
        lines.append(f"  also: {', '.join(others)}")
    key = parts(entry.alias)
    at = [f"{_shown(row.path)}:{row.line}" for row in rows if parts(row.name.removeprefix("the ")) == key]
    return [*lines, *(f"  {place}" for place in dict.fromkeys(at))]


def _turns(entry: Entry, date: str) -> list[str]:
    """The days within a day, month or year on which the code may change, and its first and last."""
    first, last = iso_date(date, last=False) or date, iso_date(date, last=True) or date
    after = [(Date.fromisoformat(end) + timedelta(1)).isoformat() for _, end, _ in entry.spans if end and end < last]
    starts = [start for start, _, _ in entry.spans]
    return sorted({first, last, *(day for day in (*starts, *after) if first < day < last)})


def _rows_of(entry: Entry, layers: Sequence[Sequence[Row]]) -> list[Row]:
    """All rows of an entry's entity, of the last layer that has its name."""
    key = parts(entry.alias)
    codes = {code for _, _, code in entry.spans}
    for rows in reversed(layers):
        same = [row for row in rows if row.entity == entry.name and row.kind == entry.kind]
        if any(parts(row.name.removeprefix("the ")) == key for row in same):
            return [row for row in same if entry.kind != "party" or row.code in codes]
    return []


def similar(name: str, actors: Sequence[Path] = (), count: int = 8) -> list[str]:
    """Names that hold the same words, and names spelled alike, the former first."""
    words = set(parts(name))
    names: dict[str, str] = {}
    for rows in actor_layers(actors):
        for row in rows:
            names.setdefault(" ".join(parts(row.name)), row.name)
    holding = sorted((key for key in names if words and words <= set(key.split())), key=len)
    alike = difflib.get_close_matches(" ".join(parts(name)), names, count, 0.78)
    return [names[key] for key in dict.fromkeys([*holding, *alike])][:count]


def _shown(path: str) -> str:
    """A path as short as it can be said here."""
    try:
        return str(Path(path).resolve().relative_to(Path.cwd()))
    except ValueError:
        return path
