"""Events → dyads over time: how often, of which kind, and how friendly, for each source, target and period.

    table = aggregate(event_tables("events.parquet"), period="month", by="quad")

A row holds ``source``, ``target``, ``period`` (its first day; weeks start on Monday), ``events``, a count for each
kind, ``score_sum`` and ``score_mean`` (PLOVER's score), ``goldstein_sum`` and ``goldstein_mean``; means are null where
there is no event.

An event with several actors on a side counts once for each pair of them, a mutual event in both directions, and two
ministers of one country are that country once. So the sum over dyads is more than the number of events. ``---`` stands
for a side without an actor, or without a code (at ``level="country"``: a country). Events that did not simply happen
(negated, future, hypothetical, historical) are left out unless asked for, and so are those without a day.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from typing import TYPE_CHECKING

from ..errors import InputError
from ..notation import MARKS
from ..ontology import Ontology
from .dedupe import days, kinds

if TYPE_CHECKING:
    import pyarrow as pa

PERIODS = ("day", "week", "month", "year")
#: Columns to count in: PLOVER types, quad classes, CAMEO's first two digits, or none but the total.
COUNTS = ("event", "quad", "root", "none")
#: What a side is: its country or organisation, or its whole code.
LEVELS = ("country", "code")
#: Which rows there are: those with events; every period for each dyad that occurs; every period for each pair of
#: a source and a target that occur.
GRIDS = ("none", "dyads", "full")
UNKNOWN = "---"
#: Cells of the widest table that is made.
MOST_CELLS = 400_000_000

_QUADS = {"1": "verbal_cooperation", "2": "material_cooperation", "3": "verbal_conflict", "4": "material_conflict"}


@dataclass(slots=True)
class Left:
    """How many events were not counted, and why."""

    undated: int = 0
    marked: int = 0


def aggregate(
    tables: pa.Table | Iterable[pa.Table],
    *,
    period: str = "month",
    by: str = "event",
    level: str = "country",
    grid: str = "dyads",
    day: str = "story",
    marked: bool = False,
    start: str | None = None,
    end: str | None = None,
    left: Left | None = None,
) -> pa.Table:
    """The table of dyads, sorted by source, target and period.

    ``tables`` are flat event columns, in one table or piece by piece. ``start`` and ``end`` (ISO days, both included)
    cut the time and set the edges of the grid, which else are the first and last day that occur. ``left`` is filled
    with what was not counted. Raises ValueError for options that are none, InputError where the grid grows too large.
    """
    import pyarrow as pa

    for value, known in ((period, PERIODS), (by, COUNTS), (level, LEVELS), (grid, GRIDS)):
        if value not in known:
            raise ValueError(f'"{value}" is none of {", ".join(known)}')
    edges = tuple(Date.fromisoformat(edge) if edge else None for edge in (start, end))
    left = left if left is not None else Left()
    keys = ["source", "target", "period", "kind"]
    sums = [("n", "sum"), *((f"{name}_{what}", "sum") for name in ("score", "goldstein") for what in ("sum", "count"))]
    found: pa.Table | None = None
    for table in (tables,) if isinstance(tables, pa.Table) else tables:
        part = _grouped(table, period, by, level, day, marked, edges, left)
        if found is not None:
            part = pa.concat_tables([found, part])
        found = part.group_by(keys, use_threads=False).aggregate(sums)
        found = found.select([*keys, *(f"{name}_sum" for name, _ in sums)])
        found = found.rename_columns([*keys, *(name for name, _ in sums)])
    cells = found.to_pylist() if found is not None else []
    return _table(cells, period, by, grid, edges)


# --- counting --------------------------------------------------------------------------------------------------------


def _grouped(
    table: pa.Table,
    period: str,
    by: str,
    level: str,
    day: str,
    marked: bool,
    edges: tuple[Date | None, ...],
    left: Left,
) -> pa.Table:
    """Counts and sums of one piece: source, target, period, kind, n, and sum and count of both scores."""
    import pyarrow as pa
    import pyarrow.compute as pc

    total = table.num_rows
    if not marked:
        drop = table[MARKS[0]]
        for mark in MARKS[1:]:
            drop = pc.or_(drop, table[mark])
        table = table.filter(pc.invert(drop))
        left.marked += total - table.num_rows
    total = table.num_rows
    stamps = pc.strptime(days(table, day), format="%Y-%m-%d", unit="s", error_is_null=True)
    keep = pc.is_valid(stamps)
    table, stamps = table.filter(keep), stamps.filter(keep)
    left.undated += total - table.num_rows
    for edge, compare in zip(edges, (pc.greater_equal, pc.less_equal), strict=True):
        if edge is not None:
            inside = compare(pc.cast(stamps, pa.date32()), pa.scalar(edge, pa.date32()))
            table, stamps = table.filter(inside), stamps.filter(inside)
    kind = kinds(table, by) if by != "none" else pa.array([""] * table.num_rows, pa.string())
    events = pa.table({
        "period": pc.cast(pc.floor_temporal(stamps, unit=period), pa.date32()),
        "kind": kind,
        "score": table["score"],
        "goldstein": table["goldstein"],
    })  # fmt: skip
    rows, sources, targets = _pairs(table, "_country" if level == "country" else "")
    events = events.take(rows).append_column("source", sources).append_column("target", targets)
    keys = ["source", "target", "period", "kind"]
    values = [(name, what) for name in ("score", "goldstein") for what in ("sum", "count")]
    done = events.group_by(keys, use_threads=False).aggregate([([], "count_all"), *values])
    names = [*keys, "n", *(f"{name}_{what}" for name, what in values)]
    return done.select([*keys, "count_all", *names[5:]]).rename_columns(names)


def _pairs(table: pa.Table, suffix: str) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Row, source and target of every pair of every event, each pair of an event once."""
    import pyarrow as pa
    import pyarrow.compute as pc

    first, second = (pc.fill_null(table[side + suffix], "").combine_chunks() for side in ("source", "target"))
    mutual = table["mutual"].combine_chunks()
    # In a mutual event of several parties each stands on both sides, and acts on all but itself.
    has_source, has_target = _there(table, "source"), _there(table, "target")
    many = pc.or_(pc.and_(has_source, has_target), pc.or_(_several(first), _several(second)))
    several = pc.and_(mutual, many)
    own = pc.cast(pc.list_value_length(pc.split_pattern(first, ";")), pa.int64())
    one_side = pc.invert(pc.and_(has_source, has_target))
    lone = pc.and_(several, pc.invert(has_source))
    parties = pc.if_else(lone, second, pc.if_else(has_target, _join(first, second), first))
    first, second = pc.if_else(several, parties, first), pc.if_else(several, parties, second)
    row, source, place = _exploded(first)
    lists = second.take(row)
    at, target, other = _exploded(lists)
    row, source, place = row.take(at), source.take(at), place.take(at)
    # Two ministers of one country on one side do not make that country meet itself; two unknowns may well differ.
    apart = pc.not_equal(pc.less(place, own.take(row)), pc.less(other, own.take(row)))
    differ = pc.or_(pc.not_equal(source, target), pc.equal(source, ""))
    apart = pc.or_(pc.or_(apart, differ), one_side.take(row))
    keep = pc.or_(pc.invert(several.take(row)), pc.and_(pc.not_equal(place, other), apart))
    found = pa.table({"row": row, "source": source, "target": target}).filter(keep)
    found = found.group_by(["row", "source", "target"], use_threads=False).aggregate([])
    named = [pc.if_else(pc.equal(found[side], ""), UNKNOWN, found[side]) for side in ("source", "target")]
    return found["row"], *named


def _join(first: pa.Array, second: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    return pc.binary_join_element_wise(first, second, ";")


def _several(side: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    return pc.match_substring(side, ";")


def _there(table: pa.Table, side: str) -> pa.Array:
    """Whether a side has an actor at all: an unknown one has a place in the text, but no code."""
    import pyarrow.compute as pc

    return pc.not_equal(pc.fill_null(table[side + "_start"], "").combine_chunks(), "")


def _exploded(side: pa.Array) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Of lists joined with semicolons: the row of each entry, the entry, its place in the list."""
    import pyarrow as pa
    import pyarrow.compute as pc

    lists = pc.split_pattern(side, ";")
    parents = pc.list_parent_indices(lists)
    flat = pc.list_flatten(lists)
    begins = pc.cast(lists.offsets[:-1] if len(lists) else pa.array([], pa.int32()), pa.int64())
    base = begins[0] if len(begins) else pa.scalar(0, pa.int64())
    numbers = pa.array(range(len(flat)), pa.int64())
    return parents, flat, pc.subtract(numbers, pc.subtract(begins, base).take(parents))


# --- the grid --------------------------------------------------------------------------------------------------------


def _table(cells: list[dict], period: str, by: str, grid: str, edges: tuple[Date | None, ...]) -> pa.Table:
    """The wide table of the counted cells."""
    import pyarrow as pa
    import pyarrow.compute as pc

    names = _names(by, {cell["kind"] for cell in cells})
    dyads = sorted({(cell["source"], cell["target"]) for cell in cells})
    if grid == "full":
        dyads = [(a, b) for a in sorted({a for a, _ in dyads}) for b in sorted({b for _, b in dyads})]
    if grid == "none":
        places = sorted({(cell["source"], cell["target"], cell["period"]) for cell in cells})
        row_of = {place: number for number, place in enumerate(places)}
        sources, targets, periods = ([place[i] for place in places] for i in range(3))
    else:
        seen = [cell["period"] for cell in cells]
        first = _floor(edges[0], period) if edges[0] else min(seen, default=None)
        last = _floor(edges[1], period) if edges[1] else max(seen, default=None)
        times = list(_periods(first, last, period)) if first and last else []
        size = len(dyads) * len(times) * (len(names) + 8)
        if size > MOST_CELLS:
            raise InputError(
                f"{len(dyads):,} dyads over {len(times):,} periods make {size:,} cells, too many; "
                "take longer periods, a narrower time, or no grid"
            )
        time_of = {time: number for number, time in enumerate(times)}
        dyad_of = {dyad: number * len(times) for number, dyad in enumerate(dyads)}
        row_of = None
        sources = [a for a, _ in dyads for _ in times]
        targets = [b for _, b in dyads for _ in times]
        periods = times * len(dyads)
    height = len(sources)
    counts = {name: array("q", bytes(8 * height)) for name in ("events", *names.values())}
    floats = {f"{name}_sum": array("d", bytes(8 * height)) for name in ("score", "goldstein")}
    scored = {f"{name}_count": array("q", bytes(8 * height)) for name in ("score", "goldstein")}
    for cell in cells:
        place = (cell["source"], cell["target"])
        row = row_of[*place, cell["period"]] if row_of is not None else dyad_of[place] + time_of[cell["period"]]
        counts["events"][row] += cell["n"]
        if names:
            counts[names[cell["kind"]]][row] += cell["n"]
        for name in floats:
            floats[name][row] += cell[name] or 0.0
        for name in scored:
            scored[name][row] += cell[name]
    columns = {
        "source": pa.array(sources, pa.string()),
        "target": pa.array(targets, pa.string()),
        "period": pa.array(periods, pa.date32()),
        **{name: _array(values, pa.int64()) for name, values in counts.items()},
    }
    for name in ("score", "goldstein"):
        total, count = _array(floats[f"{name}_sum"], pa.float64()), _array(scored[f"{name}_count"], pa.int64())
        columns[f"{name}_sum"] = total
        none = pa.scalar(None, pa.int64())
        columns[f"{name}_mean"] = pc.divide(total, pc.if_else(pc.equal(count, 0), none, count))
    return pa.table(columns)


def _array(values: array, type: pa.DataType) -> pa.Array:
    import pyarrow as pa

    return pa.Array.from_buffers(type, len(values), [None, pa.py_buffer(values)])


def _names(by: str, found: set[str]) -> dict[str, str]:
    """Kind → column, all that the scheme has, and what else occurs."""
    if by == "none":
        return {}
    if by == "quad":
        return dict(_QUADS)
    if by == "root":
        return {f"{n:02}": f"cameo_{n:02}" for n in range(1, 21)}
    known = Ontology.load().types
    return {name: name for name in (*known, *sorted(found - set(known)))}


def _floor(day: Date, period: str) -> Date:
    """The first day of the period that holds ``day``."""
    if period == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(month=1, day=1) if period == "year" else day.replace(day=1) if period == "month" else day


def _periods(first: Date, last: Date, period: str) -> Iterable[Date]:
    """First days of all periods from one to another."""
    at = first
    while at <= last:
        yield at
        if period in ("day", "week"):
            at += timedelta(days=7 if period == "week" else 1)
        else:
            month = at.month if period == "month" else 12
            at = Date(at.year + month // 12, month % 12 + 1, 1)
