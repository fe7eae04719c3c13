"""The one-a-day filter: of events on one day between the same sides and of the same kind, the first stays.

    table = dedupe(event_table("events.parquet"))

This is how the field guards against one happening that many outlets tell. It is an option, because it also removes what
it should not: two attacks on one day become one, and it evens out how many reports there were. And it leaves what it
should not: the same happening told the next day, or with another code. So nothing is thrown away: ``members`` lists the
ids of all events that were put together, ``mentions`` counts them, ``documents`` counts the documents they stood in.

What counts as the same: the day, both sides (as sets of codes; the text where no dictionary knows an actor), the kind,
the marks (a denied attack is not the attack), and whether it is mutual (then it does not matter who stands first).
Events without a day are all kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..notation import MARKS

if TYPE_CHECKING:
    import pyarrow as pa

#: What a kind may be: the CAMEO code, its first two digits, the PLOVER type, the quad class.
KINDS = ("cameo", "root", "event", "quad")
#: Which day: the story's, or where it is known that of which the text speaks.
DAYS = ("story", "event")


def dedupe(table: pa.Table, by: str = "cameo", day: str = "story") -> pa.Table:
    """The rows of ``table`` (flat event columns) that stay, in their order, with the columns ``members`` (ids joined
    with ``;``), ``mentions`` and ``documents``.

    Raises ValueError where ``by`` is none of ``KINDS`` or ``day`` none of ``DAYS``.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = pa.array(range(table.num_rows), pa.int64())
    dates = days(table, day)
    # Events without a day are one of a kind: their row number makes them so.
    alone = pc.if_else(pc.is_null(dates), rows, pa.scalar(-1, pa.int64()))
    keys = pa.table({
        "date": pc.fill_null(dates, ""),
        "alone": alone,
        "sides": _sides(table),
        "kind": kinds(table, by),
        **{mark: table[mark] for mark in MARKS},
        "mutual": table["mutual"],
    })  # fmt: skip
    names = keys.column_names
    for name, column in (("row", rows), ("id", table["id"]), ("document", table["document"])):
        keys = keys.append_column(name, column)
    groups = keys.group_by(names, use_threads=False).aggregate(
        [("row", "min"), ("row", "count"), ("id", "list"), ("document", "count_distinct")]
    )
    groups = groups.sort_by("row_min")
    kept = table.take(groups["row_min"])
    kept = kept.append_column("members", pc.binary_join(groups["id_list"], ";"))
    kept = kept.append_column("mentions", pc.cast(groups["row_count"], pa.int32()))
    return kept.append_column("documents", pc.cast(groups["document_count_distinct"], pa.int32()))


def days(table: pa.Table, day: str) -> pa.ChunkedArray:
    """The day of each event as a string; null where it is not known."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if day not in DAYS:
        raise ValueError(f'"{day}" is none of {", ".join(DAYS)}')
    found = pc.coalesce(table["event_date"], table["date"]) if day == "event" else table["date"]
    return pc.if_else(pc.equal(found, ""), pa.scalar(None, pa.string()), found)


def kinds(table: pa.Table, by: str) -> pa.ChunkedArray:
    """What an event counts as, as a string."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if by not in KINDS:
        raise ValueError(f'"{by}" is none of {", ".join(KINDS)}')
    if by == "root":
        return pc.utf8_slice_codeunits(table["cameo"], 0, 2)
    return pc.cast(table[by], pa.string())


def _sides(table: pa.Table) -> pa.Array:
    """Both sides of each event in a form in which equal sides are equal; each combination is worked out once."""
    import pyarrow as pa
    import pyarrow.compute as pc

    parts = [pc.fill_null(table[side + what], "") for side in ("source", "target") for what in ("", "_text", "_start")]
    # Where a side starts does not matter, whether it has any actor does.
    parts[2], parts[5] = (pc.if_else(pc.equal(part, ""), "", "x") for part in (parts[2], parts[5]))
    parts.append(pc.if_else(table["mutual"], "x", ""))
    joined = pc.binary_join_element_wise(*parts, "\x1f")
    if isinstance(joined, pa.ChunkedArray):
        joined = joined.combine_chunks()
    encoded = joined.dictionary_encode()
    normal = pa.array([_normal(value) for value in encoded.dictionary.to_pylist()], pa.string())
    return normal.take(encoded.indices)


def _normal(value: str) -> str:
    codes, texts, there, codes2, texts2, there2, mutual = value.split("\x1f")
    source, target = _labels(codes, texts, there), _labels(codes2, texts2, there2)
    if mutual:
        return "&".join(sorted(source | target))
    return "&".join(sorted(source)) + ">" + "&".join(sorted(target))


def _labels(codes: str, texts: str, there: str) -> set[str]:
    """The codes of a side; the text of an actor without one."""
    if not there:
        return set()
    return {
        code or f'"{text.lower()}"' for code, text in zip(codes.split(";"), texts.split(";"), strict=False)
    }
