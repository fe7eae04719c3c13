"""Event tables: the three formats hold the same, zeros stay, and no half-written file is ever left."""

from __future__ import annotations

import csv
import json
import resource
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from coder import Actor, CoderVersion, Event, InputError, Trigger
from coder.corpus import writers
from coder.corpus.columns import COLUMNS
from coder.corpus.formats import open_output
from coder.corpus.writers import open_text, open_writer
from coder.errors import CoderError

SECTORS = ("GOV", "MIL")


def event(number: int = 0) -> Event:
    return Event(
        id=f"e{number}",
        document="0042",
        sentence=number,
        date="2025-06-02",
        event="AGREE",
        contexts=("diplomatic", "military"),
        issues=("ceasefire",),
        cameo="0356",
        quad=1,
        score=2.5,
        goldstein=4.8,
        source=(
            Actor(text="Zorvia's\n envoy; a “friend”", start=0, end=24, code="ZORGOV", country="ZOR", sectors=SECTORS),
            Actor(text="the marsh folk", start=30, end=44),
        ),
        target=(Actor(text="Keld", start=50, end=54, code="KEL", country="KEL", name="Keld", id="Q1"),),
        negated=True,
        trigger=Trigger(text="agreed", start=45, end=51),
        rule="agree.rules:3",
        text='Text, with "quotes"\nand a line break.',
        coder=CoderVersion(version="1", dictionaries="abc"),
    )


def write(path: Path, count: int = 3) -> Path:
    with open_writer(path) as writer:
        for number in range(count):
            writer.write(event(number))
    assert writer.count == count
    return path


def test_jsonl_gives_the_same_events_back(tmp_path: Path) -> None:
    lines = write(tmp_path / "e.jsonl").read_text(encoding="utf-8").splitlines()
    assert [Event.model_validate_json(line) for line in lines] == [event(0), event(1), event(2)]
    assert json.loads(lines[0])["cameo"] == "0356"


def test_csv(tmp_path: Path) -> None:
    with open(write(tmp_path / "e.csv"), encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == list(COLUMNS)
    first = rows[0]
    assert (first["cameo"], first["document"], first["mode"], first["event_date"]) == ("0356", "0042", "", "")
    assert (first["contexts"], first["issues"]) == ("diplomatic;military", "ceasefire")
    assert (first["source"], first["source_country"], first["source_sectors"]) == ("ZORGOV;", "ZOR;", "GOV,MIL;")
    assert first["source_text"] == "Zorvia's envoy, a “friend”;the marsh folk"
    assert (first["source_start"], first["source_end"]) == ("0;30", "24;44")
    assert (first["target"], first["target_name"], first["target_id"]) == ("KEL", "Keld", "Q1")
    assert (first["negated"], first["mutual"], first["score"]) == ("true", "false", "2.5")
    assert first["text"] == event().text and first["coder_model"] == ""
    assert [row["sentence"] for row in rows] == ["0", "1", "2"]


def test_parquet_holds_what_csv_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "ROW_GROUP", 2)
    table = pq.read_table(write(tmp_path / "e.parquet", 5))
    assert table.column_names == list(COLUMNS)
    assert pq.ParquetFile(tmp_path / "e.parquet").num_row_groups == 3
    with open(write(tmp_path / "e.csv", 5), encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))

    def shown(value: object) -> str:
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    assert [{name: shown(value) for name, value in row.items()} for row in table.to_pylist()] == rows


@pytest.mark.parametrize("name", ["e.jsonl", "e.csv", "e.parquet"])
def test_no_events_make_a_valid_empty_table(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, 0)
    if name.endswith("parquet"):
        assert pq.read_table(path).num_rows == 0
    else:
        assert path.read_text() == (",".join(COLUMNS) + "\n" if name.endswith("csv") else "")


@pytest.mark.parametrize("name", ["e.jsonl", "e.csv", "e.parquet"])
def test_a_run_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("old")
    with pytest.raises(KeyboardInterrupt), open_writer(tmp_path / name) as writer:
        writer.write(event())
        raise KeyboardInterrupt
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "old")]


@pytest.mark.parametrize("name", ["e.jsonl", "e.csv", "e.parquet", "e.tsv"])
def test_a_full_disk_is_named_and_nothing_half_written_stays(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file may grow beyond a kilobyte, which is what a disk that fills up looks like to a program."""
    monkeypatch.setattr(writers, "ROW_GROUP", 20)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, limits[1]))
    try:
        writer = open_output(tmp_path / name, "icews" if name == "e.tsv" else "plover", keep_marked=True)
        with pytest.raises(CoderError, match=rf"{name}: cannot be written"), writer:
            for number in range(500):
                writer.write(event(number))
        with pytest.raises(CoderError, match="written"), open_text(tmp_path / "a.conllu") as stream:
            stream.write("long\n" * 9999)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not list(tmp_path.iterdir())


def test_text_files_are_as_careful(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), open_text(tmp_path / "a.conllu") as stream:
        stream.write("half")
        raise RuntimeError
    assert not list(tmp_path.iterdir())
    with open_text(tmp_path / "a.conllu") as stream:
        stream.write("–\n")
    assert (tmp_path / "a.conllu").read_bytes() == "–\n".encode()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_text("old")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    write(tmp_path / "link.jsonl", 1)
    assert (tmp_path / "link.jsonl").is_symlink()
    assert Event.model_validate_json((tmp_path / "real.jsonl").read_text()) == event(0)


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for path, said in (
        (tmp_path / "e.xlsx", ".parquet"),
        (tmp_path / "none" / "e.csv", "No such file"),
        (tmp_path / "folder.csv", "folder"),
    ):
        with pytest.raises(InputError, match=said):
            open_writer(path)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.csv"]
