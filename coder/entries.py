"""Dictionary entries, and the table of all names that a run looks up: built from rows, or taken from a compiled form.

The table maps a name's parts, joined by spaces, to its entries; every beginning of a name is a key too, so that the
table serves as the token trie. Entries stay plain tuples until a text names them: a run meets few of the many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from .actor_files import LATEST, Row, split_code
from .names import capital_pattern, parts

# Which reading of a name that means several things comes first ("Georgia" the country before a place of that name).
_KINDS = ("ignore", "country", "demonym", "capital", "metonym", "org", "group", "party", "person")
_RANK = {kind: rank for rank, kind in enumerate(_KINDS)}
# Sectors that are an office: who leaves one is a former official (ELI), who leaves a rebel group stays what he was.
OFFICES = frozenset(["GOV", "MIL", "COP", "JUD", "LEG", "SPY"])
_CAREERS = frozenset(["MIL", "COP"])
# Surnames that are function words ("He Lifeng", "An") are found by their full name only.
FUNCTION_WORDS = frozenset(
    ["a", "all", "an", "and", "as", "at", "be", "but", "by", "do", "for", "he", "her", "him", "his", "if", "in", "it",
     "may", "me", "my", "no", "not", "of", "on", "or", "she", "so", "that", "the", "then", "they", "this", "to", "we",
     "will", "with", "you"]
)  # fmt: skip

_INITIALS = re.compile(r"([A-Z]\.){2,} \w")
_ARTICLE = re.compile(r" (?:[Aa]l|[Ee]l|[Uu]l)[- ](?=\w+$)")

Span = tuple[str, str, str]
# alias, canonical name, kind, id, use, note, spans, whether only capitals are meant
Record = tuple[str, str, str, str | None, str, str, tuple[Span, ...], bool]


class Entry:
    """One alias of one entity.

    ``alias`` as the file writes it, ``name`` the canonical name, ``spans`` the codes with their first and last day, in
    order of the first. ``rivals`` are other entities with the same alias; which is meant, date and document tell.
    """

    __slots__ = ("alias", "id", "kind", "name", "note", "rivals", "shape", "spans", "use")

    def __init__(self, record: Record) -> None:
        self.alias, self.name, self.kind, self.id, self.use, self.note, self.spans, capitals = record
        self.shape = () if self.use == "lower" else capital_pattern(self.alias, capitals)
        self.rivals: tuple[Entry, ...] = ()

    def __repr__(self) -> str:
        return f"Entry({self.alias!r}, {self.last_code!r})"

    @property
    def last_code(self) -> str:
        """The code of the span that ends last."""
        return max(self.spans, key=lambda span: (span[1], span[0]))[2]

    def covers(self, date: str) -> bool:
        """Whether some span holds that day."""
        return any(start <= date <= end for start, end, _ in self.spans)

    def code(self, date: str | None) -> str:
        """The code on a day (ISO), the latest code where no day is given.

        Among spans that overlap, the one that began last wins. Before and after all its spans an office holder is
        ELI of the country, but a soldier or policeman is one before the first; anything else keeps the code of the
        nearest span.
        """
        if date is None:
            return self.last_code
        for start, end, code in reversed(self.spans):
            if start <= date <= end:
                return code
        earlier = [span for span in self.spans if span[1] < date]
        nearest = max(earlier, key=lambda span: span[1])[2] if earlier else self.spans[0][2]
        if self.kind == "person":
            country, sectors = split_code(nearest)
            if not earlier and sectors and _CAREERS.issuperset(sectors):
                return nearest  # who becomes an army chief was a soldier before
            if OFFICES.intersection(sectors) or (country and not sectors):
                return country + "ELI"
        return nearest


class NameTable:
    """All names of a run. ``steps[key]``: (numbers of the entries of that name, whether longer names begin with it)."""

    def __init__(self, records: list[Record], steps: dict[str, tuple[tuple[int, ...], bool]], lower: list[str]) -> None:
        self.records = records
        self.steps = steps
        self.lower = frozenset(lower)  # first parts of names that may be written without a capital
        self._made: dict[str, tuple[Entry, ...]] = {}

    def entries(self, key: str) -> tuple[Entry, ...]:
        """The entries of a key, the most likely first; made when first asked for."""
        found = self._made.get(key)
        if found is None:
            numbers, _ = self.steps.get(key, ((), False))
            found = tuple(Entry(self.records[number]) for number in numbers)
            for entry in found if len(found) > 1 else ():
                entry.rivals = tuple(other for other in found if other is not entry)
            self._made[key] = found
        return found

    def __len__(self) -> int:
        return sum(1 for numbers, _ in self.steps.values() if numbers)

    def __iter__(self) -> Iterator[str]:
        """The keys that are whole names."""
        return (key for key, (numbers, _) in self.steps.items() if numbers)

    def compiled(self) -> dict[str, Any]:
        """The table in built-in types only, for a cache file; ``NameTable(**compiled)`` gives it back."""
        return {"records": self.records, "steps": self.steps, "lower": sorted(self.lower)}

    @classmethod
    def build(cls, layers: Sequence[Sequence[Row]]) -> NameTable:
        """Joins layers of rows. A layer that has a name replaces what earlier layers say of it.

        Rows of one layer with the same alias and entity become one entry with several spans; different entities become
        rivals, ranked by kind, then by how recent they are.
        """
        names: dict[tuple[str, ...], list[Record]] = {}
        for rows in layers:
            names.update(_one_layer(rows))
        other: dict[tuple[str, ...], list[Record]] = {}
        for entries in names.values():
            for record in entries:
                for alias in _spellings(record):
                    if (key := parts(alias)) not in names:
                        same = other.setdefault(key, [])
                        if all(entry[1] != record[1] for entry in same):
                            same.append((alias, *record[1:]))
        names.update(other)
        records: list[Record] = []
        steps: dict[str, tuple[tuple[int, ...], bool]] = {}
        lower: set[str] = set()
        for key, entries in names.items():
            numbers = tuple(range(len(records), len(records) + len(entries)))
            records.extend(entries)
            for length in range(1, len(key)):
                prefix = " ".join(key[:length])
                steps[prefix] = (steps.get(prefix, ((), True))[0], True)
            whole = " ".join(key)
            steps[whole] = (numbers, steps.get(whole, ((), False))[1])
            if any(entry[4] == "lower" or not capital_pattern(entry[0])[0] for entry in entries):
                lower.add(key[0])
        return cls(records, steps, sorted(lower))


def identity(row: Row) -> tuple[str, str]:
    """What tells the entities of one layer apart: the canonical name and, for a party, its country, since many
    countries have a Social Democratic Party and none moves to another."""
    return row.entity, row.code[:3] if row.kind == "party" else ""


def _spellings(record: Record) -> Iterator[str]:
    """Spellings of a person's name that no row needs to list: with initials apart ("S. M. Doe" for "S.M. Doe"), and
    without the Arabic article ("Omar Doe" for "Omar al-Doe")."""
    alias, _, kind, _, use, *_ = record
    if kind != "person" or use == "later":
        return
    if _INITIALS.match(alias):
        yield alias.replace(".", ". ", alias.split()[0].count(".") - 1)
    plain = _ARTICLE.sub(" ", alias)
    if plain != alias and " " in plain:
        yield plain


def _one_layer(rows: Sequence[Row]) -> dict[tuple[str, ...], list[Record]]:
    grouped: dict[tuple[str, ...], dict[tuple[str, str, str, bool, bool], list[Row]]] = {}
    for row in rows:
        # An alias in capitals ("US") and the same letters in lower case are told apart by shape, so keep both.
        slot = (*identity(row), row.use, row.capitals, row.name.isupper())
        # "the Czech Republic" in a file is the name without its article; "The Hague" keeps it.
        grouped.setdefault(parts(row.name.removeprefix("the ")), {}).setdefault(slot, []).append(row)
    found: dict[tuple[str, ...], list[Record]] = {}
    for key, by_entity in grouped.items():
        if not key:
            continue
        if len(key) == 1 and key[0] in FUNCTION_WORDS and all(slot[2] == "later" for slot in by_entity):
            continue
        records = [_record(same) for same in by_entity.values()]
        if len(records) > 1:  # within a rank the open spans first, then the latest start; the sort is stable
            records.sort(key=_recency, reverse=True)
            records.sort(key=lambda record: (_RANK.get(record[2], len(_RANK)), record[4] == "later"))
        found[key] = records
    return found


def _record(rows: list[Row]) -> Record:
    # Of spellings that differ in capitals only ("Ban Ki-moon", "Ban Ki Moon") the least demanding finds them all.
    first = min(rows, key=lambda row: sum(map(bool, capital_pattern(row.name))))
    kind = next((row.kind for row in rows if row.kind), "")
    id = next((row.id for row in rows if row.id), None)
    spans = tuple(sorted({(row.start, row.end, row.code) for row in rows}))
    alias = first.name.removeprefix("the ")
    body, _, last = alias.rpartition(" ")
    if body and kind in _LANDS and last.lower() in _LAND_WORDS:
        alias = f"{body} {last.lower()}"  # "the Golan heights"; a capital finds it too
    return alias, first.entity, kind, id, first.use, first.note, spans, first.capitals


#: Last words of names of lands that many papers write small, and what such names name.
_LAND_WORDS = frozenset(
    ["archipelago", "basin", "canal", "corridor", "delta", "desert", "gap", "gulf", "heights", "highlands", "hills",
     "island", "islands", "mountains", "peninsula", "plain", "plateau", "province", "region", "river", "sea", "strait",
     "straits", "strip", "territory", "valley"]
)  # fmt: skip
_LANDS = frozenset(["country", "place", "region", "territory"])


def _recency(record: Record) -> tuple[bool, str]:
    last = max(record[6], key=lambda span: (span[1], span[0]))
    return last[1] == LATEST, last[0]
