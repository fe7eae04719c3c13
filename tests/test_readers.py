"""Corpus readers: good documents come through, everything else is reported with its place and costs nothing else."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from coder.corpus import records
from coder.corpus.files import find_files
from coder.corpus.readers import iso_date, read_documents
from coder.errors import InputError

STORY = "Zorvia rejected the plan of Keld."


def read(*paths: Path | str, stdin: bytes = b"") -> tuple[list[tuple[str, str, str | None]], list[InputError]]:
    """Documents as (id, text, date), and the errors."""
    errors: list[InputError] = []
    found = [
        (document.id, document.text, document.date)
        for document in read_documents(paths, errors=errors.append, stdin=io.BytesIO(stdin))
    ]
    return found, errors


def places(errors: list[InputError]) -> list[tuple[str, int | None]]:
    return [(Path(error.path or "").name, error.line) for error in errors]


# --- text ------------------------------------------------------------------------------------------------------------


def test_a_text_file_is_a_story_named_like_the_file(tmp_path: Path) -> None:
    (tmp_path / "first.story.txt").write_text("\ufeff" + STORY, encoding="utf-8")
    assert read(tmp_path / "first.story.txt") == ([("first.story", STORY, None)], [])


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Headline\r\n\r\nText.\r\n")
    assert read(tmp_path / "a.txt")[0][0][1] == "Headline\r\n\r\nText.\r\n"


def test_standard_input_is_one_story() -> None:
    assert read("-", stdin=STORY.encode()) == ([("stdin", STORY, None)], [])


@pytest.mark.parametrize(
    ("data", "line", "column", "said"),
    [
        (b"", None, None, "empty"),
        (b" \n\t\n", None, None, "empty"),
        (b"12 - 14\n", None, None, "no words"),
        (b"Good line\nBad caf\xe9 here", 2, 8, "not UTF-8"),
        ("Text".encode("utf-16"), 1, 1, "UTF-16"),
        (b"Text\x00with binary", None, None, "NUL"),
        (b"<!DOCTYPE html><html><body><p>Zorvia rejected the plan.</p></body></html>", None, None, "HTML"),
    ],
)
def test_bad_text_is_named_and_the_rest_read(
    tmp_path: Path, data: bytes, line: int | None, column: int | None, said: str
) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_text(STORY)
    found, [error] = read(tmp_path)
    assert [id for id, _, _ in found] == ["good"]
    assert (Path(error.path or "").name, error.line, error.column) == ("bad.txt", line, column)
    assert '"bad"' in error.message and said in error.message


def test_without_a_sink_the_first_error_is_raised(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("")
    with pytest.raises(InputError, match="empty"):
        list(read_documents([tmp_path]))


# --- files and folders -----------------------------------------------------------------------------------------------


def test_folders_are_walked_in_order_and_other_files_passed_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "a.gold", ".hidden.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    found, errors = read(tmp_path, tmp_path / "a.txt")
    assert [id for id, _, _ in found] == ["a", "b", "c"] and not errors


def test_paths_that_cannot_be_read_are_reported(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "story.pdf").write_bytes(b"%PDF")
    errors: list[InputError] = []
    assert find_files([tmp_path / "gone.txt", tmp_path / "empty", tmp_path / "story.pdf"], errors.append) == []
    said = ("No such file", "holds no file", "kind of file")
    assert len(errors) == 3 and all(words in error.message for words, error in zip(said, errors, strict=True))


def test_an_id_is_used_once(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(f"{STORY} {folder}")
    found, [error] = read(tmp_path)
    assert len(found) == 1 and found[0][1].endswith("a")
    assert "used before" in error.message and error.path == str(tmp_path / "b" / "story.txt")


def test_progress_counts_every_byte(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "x", "text": STORY}) + "\n{broken\n")
    (tmp_path / "c.csv").write_text(f"id,text\ny,{STORY}\n")
    sizes: list[int] = []
    sources = find_files([tmp_path])
    list(read_documents(sources, errors=lambda error: None, progress=sizes.append))
    assert sum(sizes) == sum(source.size for source in sources) > 0


# --- JSON lines ------------------------------------------------------------------------------------------------------


def test_jsonl(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "date": "2025-06-02", "text": STORY, "more": 1}).encode(),
        b"",
        b'{"id": "b", "text": ',
        json.dumps({"id": 7, "text": STORY}).encode(),
        json.dumps({"text": STORY}).encode(),
        json.dumps({"id": "c", "text": None}).encode(),
        json.dumps({"id": "d", "date": "2025-02-30", "text": STORY}).encode(),
        json.dumps({"id": "e", "date": "June 2", "text": STORY}).encode(),
        json.dumps({"id": "a", "text": STORY}).encode(),
        json.dumps([1]).encode(),
        b'{"id": "f", "text": "caf\xe9"}',
        b'{"id": "g", "text": "lone \\ud800 half"}',
        b"[" * 100_000,
        json.dumps({"id": "h", "text": ""}).encode(),
        json.dumps({"id": "z", "date": "20250603", "text": STORY}).encode(),
    ]
    (tmp_path / "news.jsonl").write_bytes(b"\n".join(lines))
    found, errors = read(tmp_path / "news.jsonl")
    assert [(id, date) for id, _, date in found] == [("a", "2025-06-02"), ("7", None), ("z", "2025-06-03")]
    assert places(errors) == [("news.jsonl", line) for line in (3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)]
    assert errors[0].column is not None
    assert '"d"' in errors[3].message and "2025-02-30" in errors[3].message


def test_a_key_that_is_missing_is_named(tmp_path: Path) -> None:
    lines = ['{"id": "a", "body": "Keld met Orm."}', '{"ID": "b", "Text": "Keld met Orm.", "DATE": "2025-06-02"}', "{}"]
    (tmp_path / "news.jsonl").write_text("\n".join([*lines, '{"id": "c", "text": null}']))
    found, errors = read(tmp_path / "news.jsonl")
    assert [(id, date) for id, _, date in found] == [("b", "2025-06-02")]
    assert [error.line for error in errors] == [1, 3, 4]
    assert 'no "text"' in errors[0].message and "'id, body'" in errors[0].message
    assert 'no "id" and no "text"' in errors[1].message and '"text" is empty' in errors[2].message


@pytest.mark.parametrize("text", [json.dumps({"id": "a", "text": STORY}, indent=1), "[\n{}]"])
def test_json_over_many_lines_is_told_once(tmp_path: Path, text: str) -> None:
    (tmp_path / "news.jsonl").write_text(text)
    found, [error] = read(tmp_path / "news.jsonl")
    assert not found and "an object a line" in error.message and error.line == 1


def test_an_empty_jsonl_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text("\n\n")
    assert places(read(tmp_path / "news.jsonl")[1]) == [("news.jsonl", None)]


# --- CSV -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    rows = [["Text", "ID", "source", "Date"], [f'"{STORY}\n""More,"" it said; {STORY}"', "a", "x", "2025-06-02"]]
    data = "\n".join(delimiter.join(row) for row in rows)
    (tmp_path / "news.csv").write_text(f"\ufeff{data}\n\n", encoding="utf-8")
    found, errors = read(tmp_path / "news.csv")
    assert found == [("a", f'{STORY}\n"More," it said; {STORY}', "2025-06-02")] and not errors


def test_bad_rows_cost_only_themselves(tmp_path: Path) -> None:
    rows = [
        b"id,date,text",
        b"a,,Zorvia met Keld.",
        b"b,2025-13-01,Zorvia met Keld.",
        b"c,2025-01-01",
        b'd,,"two',
        b'lines"',
        b",,Zorvia met Keld.",
        b"e,,caf\xe9 met Keld.",
        b"f\xe9,,Zorvia met Keld.",
        b'g,,"never closed',
        b"h,,Zorvia left Keld.",
        b"a,,again",
        b"i,2025-06-02T08:30:00Z,Zorvia met Keld.",
    ]
    (tmp_path / "news.csv").write_bytes(b"\n".join(rows) + b"\n")
    found, errors = read(tmp_path / "news.csv")
    assert [(id, date) for id, _, date in found] == [("a", None), ("d", None), ("h", None), ("i", "2025-06-02")]
    assert places(errors) == [("news.csv", line) for line in (3, 4, 7, 8, 9, 10, 12)]


def test_an_open_quote_in_a_large_file_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LONGEST_RECORD", 100)
    lines = ["id,text\n", 'a,"open\n', *(f"b{i},words and words\n" for i in range(50))]
    bad: list[int] = []
    rows = list(records.read_records(iter(lines), lambda line, message: bad.append(line)))
    assert bad == [2]
    assert [line for line, _ in rows] == [1, *range(3, 53)]


@pytest.mark.parametrize(("data", "line"), [("", None), ("name,body\na,b\n", 1), ("id,body\na,b\n", 1)])
def test_missing_columns(tmp_path: Path, data: str, line: int | None) -> None:
    (tmp_path / "news.csv").write_text(data)
    found, errors = read(tmp_path / "news.csv")
    assert not found and places(errors) == [("news.csv", line)]


# --- CoNLL-U ---------------------------------------------------------------------------------------------------------

WORDS = "1\tZorvia\tZorvia\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n\n"


def test_parses_come_with_their_sentences(tmp_path: Path) -> None:
    broken = WORDS.replace("\t2\tnsubj", "\t9\tnsubj")
    data = (
        f"# newdoc id = a\n# date = 2025-06-02\n{WORDS}# newdoc id = b\n{broken}{WORDS}# newdoc id = c\n{broken}"
        f"# newdoc id = d\n# date = soon\n{WORDS}# newdoc id = a\n{WORDS}"
    )
    (tmp_path / "parsed.conllu").write_text(data)
    errors: list[InputError] = []
    found = list(read_documents([tmp_path / "parsed.conllu"], errors=errors.append))
    assert [(d.id, d.date, len(d.sentences)) for d in found] == [("a", "2025-06-02", 1), ("b", None, 1)]
    assert all(error.path == str(tmp_path / "parsed.conllu") for error in errors)
    assert [error.line is not None for error in errors] == [True, True, False, False, False]
    assert '"c"' in errors[2].message and '"d"' in errors[3].message and '"a"' in errors[4].message


# --- dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["2025-06-02", "20250602", " 2025-06-02 ", "2025-06-02T23:59Z", "2025-06-02 10:00"])
def test_dates(value: str) -> None:
    assert iso_date(value) == "2025-06-02"


@pytest.mark.parametrize("value", ["", "2025", "2025-6-2", "02.06.2025", "2025-02-30", "00000000", "2025-06-02x"])
def test_what_is_no_date(value: str) -> None:
    with pytest.raises(ValueError, match=r"date|day"):
        iso_date(value)
