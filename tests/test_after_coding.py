"""After coding: the one-a-day filter and dyads over time, each against a plain reckoning of the same."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder import Actor, CoderVersion, Event, InputError, Trigger
from coder.corpus import aggregate as aggregation
from coder.corpus.aggregate import Left, aggregate
from coder.corpus.arrow import event_table, event_tables, schema, write_table
from coder.corpus.columns import row
from coder.corpus.dedupe import dedupe
from coder.corpus.formats.base import pairs
from coder.corpus.writers import open_writer
from coder.ontology import Ontology

ONTOLOGY = Ontology.load()


def side(codes: str) -> tuple[Actor, ...]:
    """``RUSGOV BLR ?folk``: actors by code; with a question mark an unresolved one."""
    found = []
    for number, code in enumerate(codes.split()):
        if code.startswith("?"):
            found.append(Actor(text=code[1:], start=number, end=number + 1))
        else:
            country, sectors = ONTOLOGY.split_code(code)
            found.append(Actor(text=code, start=number, end=number + 1, code=code, country=country, sectors=sectors))
    return tuple(found)


def event(id: str, source: str = "RUS", target: str = "UKR", date: str | None = "2025-06-02", **more: object) -> Event:
    values: dict[str, object] = dict(
        document="a", sentence=0, event="ACCUSE", cameo="112", quad=3, score=-3.5, goldstein=-2.0, rule="r", text="t",
        trigger=Trigger(text="x", start=0, end=1), coder=CoderVersion(version="1", dictionaries="d"),
    )  # fmt: skip
    return Event(id=id, date=date, source=side(source), target=side(target), **{**values, **more})


def table(*events: Event) -> pa.Table:
    return pa.Table.from_pylist([row(one) for one in events], schema=schema())


# --- one a day -------------------------------------------------------------------------------------------------------


def members(*events: Event, **options: str) -> list[str]:
    return dedupe(table(*events), **options)["members"].to_pylist()


def test_the_first_stays_with_the_ids_of_all() -> None:
    found = dedupe(table(event("a"), event("b", document="b"), event("c", "KAZ"), event("d", document="b")))
    assert found.column_names == [*schema().names, "members", "mentions", "documents"]
    assert found.select(["id", "members", "mentions", "documents"]).to_pylist() == [
        {"id": "a", "members": "a;b;d", "mentions": 3, "documents": 2},
        {"id": "c", "members": "c", "mentions": 1, "documents": 1},
    ]


@pytest.mark.parametrize(
    "change",
    [{"date": "2025-06-03"}, {"source": "RUSGOV"}, {"target": "RUS UKR"}, {"target": ""}, {"cameo": "111"},
     {"negated": True}, {"hypothetical": True}, {"mutual": True}, {"source": "?folk"}],
)  # fmt: skip
def test_what_keeps_events_apart(change: dict) -> None:
    assert members(event("a"), event("b", **change)) == ["a", "b"]


def test_what_does_not_keep_events_apart() -> None:
    assert members(event("a", "RUS BLR"), event("b", "BLR RUS BLR", document="z", sentence=9, score=1.0)) == ["a;b"]
    assert members(event("a", "?Folk"), event("b", "?folk"), event("c", "?others")) == ["a;b", "c"]
    assert members(event("a", "RUS", "UKR", mutual=True), event("b", "UKR", "RUS", mutual=True)) == ["a;b"]
    assert members(event("a"), event("b", cameo="111"), by="event") == ["a;b"]
    assert members(event("a"), event("b", event="REJECT", cameo="120"), by="quad") == ["a;b"]
    assert members(event("a"), event("b", cameo="1121"), by="root") == ["a;b"]


def test_days() -> None:
    told_later = (event("a"), event("b", date="2025-06-03", event_date="2025-06-02"))
    assert members(*told_later) == ["a", "b"] and members(*told_later, day="event") == ["a;b"]
    assert members(event("a", date=None), event("b", date=None)) == ["a", "b"]


def test_no_events() -> None:
    assert dedupe(table()).num_rows == 0 and aggregate(table()).num_rows == 0


@pytest.mark.parametrize("options", [{"by": "week"}, {"day": "monday"}])
def test_unknown_options_of_dedupe(options: dict) -> None:
    with pytest.raises(ValueError, match="none of"):
        dedupe(table(), **options)


# --- dyads over time -------------------------------------------------------------------------------------------------


def cells(found: pa.Table, *names: str) -> list[tuple]:
    return [tuple(record[name] for name in names) for record in found.to_pylist()]


def test_months_with_zeros_between() -> None:
    events = (event("a", date="2024-11-30"), event("b", date="2025-01-01", score=-1.0), event("c", date="2025-01-31"))
    found = aggregate(table(*events))
    assert found.column_names == [
        "source", "target", "period", "events", *ONTOLOGY.types, "score_sum", "score_mean", "goldstein_sum",
        "goldstein_mean",
    ]  # fmt: skip
    assert cells(found, "source", "target", "period", "events", "ACCUSE", "AID", "score_sum", "score_mean") == [
        ("RUS", "UKR", date(2024, 11, 1), 1, 1, 0, -3.5, -3.5),
        ("RUS", "UKR", date(2024, 12, 1), 0, 0, 0, 0.0, None),
        ("RUS", "UKR", date(2025, 1, 1), 2, 2, 0, -4.5, -2.25),
    ]


@pytest.mark.parametrize(
    ("period", "first", "count"),
    [("day", date(2024, 2, 28), 8), ("week", date(2024, 2, 26), 2), ("month", date(2024, 2, 1), 2),
     ("year", date(2024, 1, 1), 1)],
)  # fmt: skip
def test_periods(period: str, first: date, count: int) -> None:
    found = aggregate(table(event("a", date="2024-02-28"), event("b", date="2024-03-06")), period=period)
    assert found.num_rows == count and found["period"][0].as_py() == first and sum(found["events"].to_pylist()) == 2


def test_grids() -> None:
    events = table(event("a", "RUS", "UKR", "2025-01-05"), event("b", "USA", "CHN", "2025-03-05"))
    sizes = {grid: aggregate(events, grid=grid).num_rows for grid in aggregation.GRIDS}
    assert sizes == {"none": 2, "dyads": 6, "full": 12}
    edges = aggregate(events, start="2024-12-31", end="2025-02-01")
    assert cells(edges, "source", "period", "events") == [
        ("RUS", date(2024, 12, 1), 0), ("RUS", date(2025, 1, 1), 1), ("RUS", date(2025, 2, 1), 0),
    ]  # fmt: skip


def test_a_grid_beyond_all_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aggregation, "MOST_CELLS", 1000)
    events = table(event("a", date="2001-01-01"), event("b", date="2025-01-01"))
    with pytest.raises(InputError, match="too many"):
        aggregate(events, period="day")
    assert aggregate(events, period="day", grid="none").num_rows == 2


def test_counts_by_quad_and_root() -> None:
    events = table(event("a"), event("b", event="AID", cameo="0711", quad=2, score=10.0))
    [record] = aggregate(events, by="quad").to_pylist()
    assert [record[name] for name in aggregation._QUADS.values()] == [0, 1, 1, 0] and record["events"] == 2
    [record] = aggregate(events, by="root").to_pylist()
    assert (record["cameo_07"], record["cameo_11"], record["cameo_20"]) == (1, 1, 0)
    assert "ACCUSE" not in aggregate(events, by="none").column_names


def test_who_counts_with_whom() -> None:
    def dyads(source: str, target: str, level: str = "country", **more: object) -> dict[tuple, int]:
        found = aggregate(table(event("a", source, target, **more)), level=level)
        return {(a, b): n for a, b, n in cells(found, "source", "target", "events")}

    assert dyads("RUSGOV RUSMIL", "UKR POL") == {("RUS", "UKR"): 1, ("RUS", "POL"): 1}
    assert dyads("RUSGOV RUSMIL", "UKR", "code") == {("RUSGOV", "UKR"): 1, ("RUSMIL", "UKR"): 1}
    assert dyads("RUS", "") == {("RUS", "---"): 1} and dyads("?folk", "UKR") == {("---", "UKR"): 1}
    assert dyads("RUS", "UKR", mutual=True) == {("RUS", "UKR"): 1, ("UKR", "RUS"): 1}
    assert len(dyads("USA", "CAN MEX", mutual=True)) == 6
    assert dyads("RUSGOV RUSMIL", "UKR", mutual=True) == {("RUS", "UKR"): 1, ("UKR", "RUS"): 1}
    assert dyads("RUSGOV", "RUSREB", mutual=True) == {("RUS", "RUS"): 1}
    assert dyads("", "USA CAN", mutual=True) == {("USA", "CAN"): 1, ("CAN", "USA"): 1}


def test_what_is_left_out_is_counted() -> None:
    left = Left()
    events = table(event("a"), event("b", date=None), event("c", negated=True), event("d", future=True))
    assert cells(aggregate(events, left=left), "events") == [(1,)] and (left.undated, left.marked) == (1, 2)
    assert cells(aggregate(events, marked=True), "events") == [(3,)]


@pytest.mark.parametrize("name", ["period", "by", "level", "grid", "day", "end"])
def test_unknown_options_of_aggregate(name: str) -> None:
    with pytest.raises(ValueError, match=r"none of|isoformat"):
        aggregate(table(event("a")), **{name: "hour"})


CODES = st.lists(st.sampled_from(["RUS", "RUSGOV", "UKR", "UKRMIL", "USA", "?folk"]), max_size=3).map(" ".join)
EVENTS = st.lists(
    st.builds(
        dict, source=CODES, target=CODES, date=st.sampled_from([None, "2024-12-30", "2025-01-01", "2025-02-28"]),
        mutual=st.booleans(), negated=st.booleans(), score=st.sampled_from([-3.5, 0.0, 2.0]),
        event=st.sampled_from(["ACCUSE", "AID"]),
    ),
    max_size=12,
)  # fmt: skip


@given(EVENTS, st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_counting_agrees_with_a_plain_loop(drawn: list[dict], size: int) -> None:
    """Codes level, whole and piece by piece, against ``pairs`` of the table formats and a Counter."""
    events = [event(str(n), **values) for n, values in enumerate(drawn)]
    expected: Counter[tuple] = Counter()
    for one in events:
        if one.date and not one.negated:
            found = {tuple((a.code or "---") if a else "---" for a in pair) for pair in pairs(one)}
            expected.update((*pair, one.date[:7]) for pair in found)
    if not expected:
        assert aggregate(table(*events), level="code").num_rows == 0
        return
    whole = aggregate(table(*events), level="code")
    pieces = aggregate((table(*events[i : i + size]) for i in range(0, len(events), size)), level="code")
    assert whole.equals(pieces)
    counted = {(a, b, str(p)[:7]): n for a, b, p, n in cells(whole, "source", "target", "period", "events") if n}
    assert counted == expected
    by_type = zip(*(whole[name].to_pylist() for name in ("events", *ONTOLOGY.types)), strict=True)
    assert all(total == sum(parts) for total, *parts in by_type)


@given(EVENTS)
@settings(max_examples=60, deadline=None)
def test_no_event_is_lost_in_the_filter(drawn: list[dict]) -> None:
    events = [event(str(n), **values) for n, values in enumerate(drawn)]
    found = dedupe(table(*events))
    together = [id for ids in found["members"].to_pylist() for id in ids.split(";")]
    assert sorted(together) == sorted(e.id for e in events) and sum(found["mentions"].to_pylist()) == len(events)
    assert dedupe(found.select(schema().names)).num_rows == found.num_rows


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["e.jsonl", "e.csv", "e.parquet"])
def test_tables_from_files(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coder.corpus.arrow.BATCH", 2)
    events = [event(str(number)) for number in range(5)]
    with open_writer(tmp_path / name) as writer:
        for one in events:
            writer.write(one)
    assert len(list(event_tables(tmp_path / name))) == 3
    found = event_table(tmp_path / name)
    assert found.schema == schema() and found["id"].to_pylist() == list("01234")
    write_table(dedupe(found), tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet")["mentions"].to_pylist() == [5]
    assert event_table(tmp_path / "out.parquet").num_rows == 1


def test_result_tables_as_csv(tmp_path: Path) -> None:
    write_table(aggregate(table(event("a"))), tmp_path / "d.csv")
    with open(tmp_path / "d.csv", newline="") as stream:
        [record] = csv.DictReader(stream)
    assert (record["source"], record["period"], record["events"]) == ("RUS", "2025-06-01", "1")
    with pytest.raises(InputError, match=r"\.parquet"):
        write_table(table(), tmp_path / "d.xlsx")
    with pytest.raises(InputError, match="this is no table"):
        pq.write_table(pa.table({"a": [1]}), tmp_path / "x.parquet")
        event_table(tmp_path / "x.parquet")
