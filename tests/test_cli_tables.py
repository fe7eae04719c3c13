"""``coder convert``, ``dedupe``, ``aggregate``, and the options of ``coder code`` for formats and columns."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from coder import cli, cli_tables
from coder.corpus import aggregate, dedupe
from coder.corpus.events import read_events
from coder.corpus.formats import NAMES
from coder.corpus.writers import open_writer

from .test_after_coding import event

Run = Callable[..., tuple[int, str]]
#: "Russia accused Ukraine.", parsed.
PARSE = """\
# newdoc id = {id}
# date = 2025-06-02
1\tRussia\tRussia\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\taccused\taccuse\tVERB\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\t_
3\tUkraine\tUkraine\tPROPN\tNNP\t_\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command; gives its exit status and what it said on stderr."""

    def go(*arguments: str | Path) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["coder", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        shown = capfd.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return int(end.value.code or 0), shown.err

    return go


@pytest.fixture
def events(tmp_path: Path) -> Path:
    """Four events: two alike on one day, one the next month, one denied."""
    with open_writer(tmp_path / "events.jsonl") as writer:
        for one in (event("a"), event("b", document="z"), event("c", date="2025-07-01"), event("d", negated=True)):
            writer.write(one)
    return tmp_path / "events.jsonl"


def test_the_names_are_those_of_the_library() -> None:
    def names(enum: type) -> tuple[str, ...]:
        return tuple(member.value for member in enum)  # type: ignore[attr-defined]

    assert names(cli_tables.Format) == NAMES
    assert (names(cli_tables.Kind), names(cli_tables.Day)) == (dedupe.KINDS, dedupe.DAYS)
    assert (names(cli_tables.Period), names(cli_tables.Count)) == (aggregate.PERIODS, aggregate.COUNTS)
    assert (names(cli_tables.Level), names(cli_tables.Grid)) == (aggregate.LEVELS, aggregate.GRIDS)


def test_convert_there_and_back(run: Run, events: Path, tmp_path: Path) -> None:
    status, said = run("convert", events, "-o", tmp_path / "e.tsv", "--format", "icews")
    assert status == 0 and "1 event left out that did not simply happen" in said and said.endswith("3 events\n")
    assert "icews has no place for" in said and "text" in said
    status, _ = run("convert", tmp_path / "e.tsv", "-o", tmp_path / "back.parquet")
    assert status == 0 and pq.read_table(tmp_path / "back.parquet")["cameo"].to_pylist() == ["112"] * 3
    status, said = run("convert", events, "-o", tmp_path / "all.txt", "--format", "petrarch", "--marked", "keep")
    assert status == 0 and len((tmp_path / "all.txt").read_text().splitlines()) == 4 and "negated" in said


def test_a_run_folder_stands_for_its_events(run: Run, events: Path, tmp_path: Path) -> None:
    assert run("convert", tmp_path, "-o", tmp_path / "e.csv")[0] == 0
    assert list(read_events(tmp_path / "e.csv")) == list(read_events(events))
    events.unlink()
    for command in (("convert", "-o", tmp_path / "o.csv", tmp_path), ("diff", tmp_path, tmp_path)):
        assert "no run" in run(*command)[1]
        (tmp_path / "manifest.json").write_text("{}")
        assert "not finished" in run(*command)[1]
        (tmp_path / "manifest.json").unlink()


def test_bad_rows_are_named_and_the_rest_converted(run: Run, events: Path, tmp_path: Path) -> None:
    events.write_text(events.read_text() + "{broken\n")
    status, said = run("convert", events, "-o", tmp_path / "e.csv")
    assert status == 1 and f"{events}:5" in said and len(list(read_events(tmp_path / "e.csv"))) == 4


@pytest.mark.parametrize("command", ["convert", "dedupe", "aggregate"])
def test_what_cannot_be_done_is_said(run: Run, events: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "words.txt").write_text("Zorvia rejected the plan.\n")
    for source, out, word in (
        (tmp_path / "gone.csv", tmp_path / "o.csv", "No such file"),
        (tmp_path / "words.txt", tmp_path / "o.csv", "no table"),
        (events, events, "another name"),
        (events, tmp_path / "o.xlsx", "xlsx"),
    ):
        status, said = run(command, source, "-o", out)
        assert status == 2 and word in said, (source, said)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["events.jsonl", "words.txt"]


def test_dedupe(run: Run, events: Path, tmp_path: Path) -> None:
    status, said = run("dedupe", events, "-o", tmp_path / "one.parquet")
    assert status == 0 and "4 events, 3 kept" in said
    assert pq.read_table(tmp_path / "one.parquet")["members"].to_pylist() == ["a;b", "c", "d"]
    assert run("dedupe", events, "-o", tmp_path / "one.csv", "--by", "quad")[0] == 0
    assert [e.id for e in read_events(tmp_path / "one.csv")] == ["a", "c", "d"]


def test_aggregate(run: Run, events: Path, tmp_path: Path) -> None:
    options = ("--period", "week", "--by", "quad", "--end", "20250701")
    status, said = run("aggregate", events, "-o", tmp_path / "d.csv", *options)
    assert status == 0 and "1 event left out that did not simply happen" in said and "5 rows" in said
    with open(tmp_path / "d.csv", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["verbal_conflict"] for row in rows] == ["2", "0", "0", "0", "1"]
    assert [row["period"] for row in rows][::4] == ["2025-06-02", "2025-06-30"]
    assert run("aggregate", events, "-o", tmp_path / "d.csv", "--start", "June")[0] == 2
    status, said = run("aggregate", events, "-o", tmp_path / "d.csv", "--start", "2025-06-02", "--end", "2025-06-01")
    assert status == 2 and "after the last" in said


def test_code_writes_formats(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text(PARSE.format(id="a_1") + PARSE.format(id="b"))
    status, said = run("code", tmp_path / "a.conllu", "-o", tmp_path / "e.csv", "--format", "gdelt")
    assert status == 0 and "gdelt has no place for" in said and "2 events" in said
    rows = [line.split("\t") for line in (tmp_path / "e.csv").read_text().splitlines()]
    assert [(row[1], row[5], row[15], row[26], row[60]) for row in rows] == [
        ("20250602", "RUS", "UKR", "112", "a_1"), ("20250602", "RUS", "UKR", "112", "b"),
    ]  # fmt: skip
    status, said = run("code", tmp_path / "a.conllu", "--format", "gdelt")
    assert status == 2 and "-o" in said


def test_a_run_is_written_in_another_format_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text(PARSE.format(id="a") + PARSE.format(id="b"))
    for _ in range(2):  # the second time the run is complete already
        status, said = run("code", tmp_path / "a.conllu", "-o", tmp_path / "run", "-w", "1", "--format", "icews")
        assert status == 0 and "icews has no place for" in said
        table = tmp_path / "run" / "events.icews.tsv"
        written = table.read_bytes()
        table.unlink()
    assert run("convert", tmp_path / "run", "-o", tmp_path / "e.tsv", "--format", "icews")[0] == 0
    assert written == (tmp_path / "e.tsv").read_bytes() and written.count(b"\n") == 3


def test_columns_are_named_on_the_command_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("key,body,day\nx,12,\n")
    status, said = run("code", tmp_path / "a.csv")
    assert status == 2 and '"id" and "text"' in said
    named = ("--id-column", "key", "--text-column", "body", "--date-column", "day")
    for command in (("code",), ("parse", "-o", tmp_path / "p.conllu")):
        status, said = run(*command, tmp_path / "a.csv", *named)
        assert status == 2 and '"x" was left out: it holds no words' in said
