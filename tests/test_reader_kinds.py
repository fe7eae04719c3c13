"""Readers of packed files, tabbed files, Parquet and PETRARCH's XML, and columns that are called otherwise."""

from __future__ import annotations

import gzip
import json
import random
import tracemalloc
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from coder.corpus import petrarch_xml, streams
from coder.corpus.readers import Columns, read_documents
from coder.corpus.seen import SeenIds
from coder.errors import InputError
from coder.sentence import Document

STORY = "Zorvia rejected the plan of Keld."


def read(*paths: Path, columns: Columns | None = None) -> tuple[list[Document], list[InputError]]:
    errors: list[InputError] = []
    return list(read_documents(paths, errors=errors.append, columns=columns)), errors


def shown(documents: list[Document]) -> list[tuple[str, str, str | None]]:
    return [(document.id, document.text, document.date) for document in documents]


def pack(data: bytes, packing: str) -> bytes:
    return gzip.compress(data) if packing == ".gz" else pa.Codec("zstd").compress(data, asbytes=True)


# --- packed ----------------------------------------------------------------------------------------------------------

PARSE = "1\tKeld\tKeld\tPROPN\t_\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_"
PLAIN = {
    "a.txt": STORY,
    "b.jsonl": json.dumps({"id": "b", "text": STORY}),
    "c.csv": f"id,text\nc,{STORY}\n",
    "d.tsv": f"id\ttext\nd\t{STORY}\n",
    "e.conllu": f"# newdoc id = e\n# text = Keld left\n{PARSE}\n\n",
    "f.xml": f'<Sentences><Sentence id="f" sentence="False"><Text>{STORY}</Text></Sentence></Sentences>',
}


@pytest.mark.parametrize("packing", streams.PACKED)
def test_every_kind_may_be_packed(tmp_path: Path, packing: str) -> None:
    for name, content in PLAIN.items():
        half = len(content) // 2  # two members after another, as they arise where packed files are joined
        data = pack(content[:half].encode(), packing) + pack(content[half:].encode(), packing)
        (tmp_path / (name + packing)).write_bytes(data)
    pq.write_table(pa.table({"id": ["g"], "text": [STORY]}), tmp_path / "g.parquet")
    (tmp_path / f"g.parquet{packing}").write_bytes(pack((tmp_path / "g.parquet").read_bytes(), packing))
    (tmp_path / "g.parquet").unlink()
    sizes: list[int] = []
    documents = list(read_documents([tmp_path], progress=sizes.append))
    assert [document.id for document in documents] == list("abcdefg")
    assert sum(sizes) == sum(path.stat().st_size for path in tmp_path.iterdir())


@pytest.mark.parametrize("packing", streams.PACKED)
def test_damaged_packing_costs_what_follows_only(tmp_path: Path, packing: str) -> None:
    lines = "".join(json.dumps({"id": f"{i:04}", "text": f"{STORY} {i * 7919}"}) + "\n" for i in range(20_000))
    data = pack(lines.encode(), packing)
    (tmp_path / f"a.jsonl{packing}").write_bytes(data[: len(data) // 2])
    (tmp_path / f"b.jsonl{packing}").write_bytes(b"this is no packed data")
    (tmp_path / f"c.txt{packing}").write_bytes(pack(STORY.encode(), packing))
    documents, errors = read(tmp_path)
    assert len(documents) > 1000 and documents[-1].id == "c"
    assert [document.id for document in documents[:-1]] == [f"{i:04}" for i in range(len(documents) - 1)]
    packed = [error for error in errors if "pack" in error.message or "zstd" in error.message]
    assert [Path(error.path or "").name[0] for error in packed] == ["a", "b"]


def test_endings() -> None:
    assert streams.ending("a/b.c/News.JSONL.GZ") == (".jsonl", ".gz")
    assert streams.ending("a.b/news") == ("", "") and streams.ending(".gz") == ("", ".gz")
    assert streams.stem("a/first.story.txt.zst") == "first.story"


def test_a_line_without_end_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LONGEST_LINE", 1000)
    lines = [json.dumps({"id": id, "text": text}) for id, text in (("a", STORY), ("b", STORY * 99), ("c", STORY))]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    documents, [error] = read(tmp_path / "a.jsonl")
    assert [document.id for document in documents] == ["a", "c"] and error.line == 2
    (tmp_path / "b.jsonl").write_text(lines[1])
    _, [error] = read(tmp_path / "b.jsonl")
    assert "longer than" in error.message  # and nothing of an empty file


def test_what_comes_before_a_damaged_place_is_read(tmp_path: Path) -> None:
    noise = random.Random(1)
    lines = [json.dumps({"id": str(i), "text": f"{STORY} {noise.random()}"}) + "\n" for i in range(2000)]
    data = "".join(lines).encode()
    for name, packed in (("a.jsonl.gz", gzip.compress(data)), ("b.jsonl.zst", pa.compress(data, "zstd", asbytes=True))):
        (tmp_path / name).write_bytes(packed[: len(packed) * 9 // 10])
        documents, [error] = read(tmp_path / name)
        assert 1000 < len(documents) < 2000 and "packed data" in error.message


def test_coded_events_are_told_in_one_line(tmp_path: Path) -> None:
    event = json.dumps({"id": "e", "text": STORY, "cameo": "042", "trigger": {}, "rule": "r"}) + "\n"
    (tmp_path / "a.jsonl").write_text(event * 5)
    documents, [error] = read(tmp_path / "a.jsonl")
    assert not documents and "coded events" in error.message and error.line == 1


# --- columns ---------------------------------------------------------------------------------------------------------

COLUMNS = Columns("Key", "body", "published")


def test_columns_may_be_called_otherwise(tmp_path: Path) -> None:
    row = {"key": "a", "body": STORY, "published": "20250602", "id": "no", "text": "no"}
    (tmp_path / "a.csv").write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n")
    (tmp_path / "b.tsv").write_text("\t".join(row) + "\n" + "\t".join({**row, "key": "b"}.values()) + "\n")
    (tmp_path / "c.jsonl").write_text(json.dumps({"Key": 3, "body": STORY, "published": 20250602}))
    pq.write_table(pa.table({"KEY": [4], "body": [STORY], "published": [date(2025, 6, 2)]}), tmp_path / "d.parquet")
    documents, errors = read(tmp_path, columns=COLUMNS)
    assert shown(documents) == [(id, STORY, "2025-06-02") for id in ("a", "b", "3", "4")] and not errors


def test_a_date_column_that_is_named_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id,text\na,{STORY}\n")
    assert len(read(tmp_path / "a.csv")[0]) == 1
    documents, [error] = read(tmp_path / "a.csv", columns=Columns(date="published"))
    assert not documents and '"published"' in error.message and "--id-column" in error.message and error.line == 1
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "b", "text": STORY}) + "\n")
    documents, [error] = read(tmp_path / "b.jsonl", columns=Columns(date="published"))
    assert len(documents) == 1 and '"published"' in error.message


def test_a_column_that_stands_twice_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id,text,TEXT,Text\na,{STORY},x,y\n")
    assert shown(read(tmp_path / "a.csv")[0]) == [("a", STORY, None)]  # the one that is spelt so
    (tmp_path / "b.csv").write_text(f"id,Text,Text\na,{STORY},x\n")
    assert "2 times" in read(tmp_path / "b.csv")[1][0].message


def test_coded_events_are_no_documents(tmp_path: Path) -> None:
    names = {"id": "1", "document": "a", "date": "", "cameo": "010", "trigger": "x", "rule": "r", "text": STORY}
    (tmp_path / "a.csv").write_text(",".join(names) + "\n" + ",".join(names.values()) + "\n")
    (tmp_path / "b.jsonl").write_text(json.dumps(names))
    pq.write_table(pa.table({name: [value] for name, value in names.items()}), tmp_path / "c.parquet")
    documents, errors = read(tmp_path)
    assert not documents and len(errors) == 3 and all("event" in error.message for error in errors)


# --- tabs ------------------------------------------------------------------------------------------------------------


def test_tabbed_files_with_and_without_quoting(tmp_path: Path) -> None:
    rows = ["id\ttext", 'a\t"No," it said.', f'b\t"{STORY}\n""Yes"""', 'c\t"Never closed', f'd\t{STORY} "So it is."']
    (tmp_path / "a.tsv").write_text("\n".join(rows) + "\n")
    documents, errors = read(tmp_path / "a.tsv")
    assert [(document.id, document.text) for document in documents] == [
        ("a", '"No," it said.'), ("b", f'{STORY}\n"Yes"'), ("c", '"Never closed'), ("d", f'{STORY} "So it is."'),
    ]  # fmt: skip
    assert not errors


# --- Parquet ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type", "value"),
    [
        (pa.string(), "2025-06-02"),
        (pa.large_string(), "20250602"),
        (pa.dictionary(pa.int32(), pa.string()), "2025-06-02"),
        (pa.int32(), 20250602),
        (pa.date32(), date(2025, 6, 2)),
        (pa.timestamp("us"), datetime(2025, 6, 2, 8, 30)),
        (pa.timestamp("ns", "UTC"), datetime(2025, 6, 2, 8, 30)),
    ],
)
def test_dates_in_parquet(tmp_path: Path, type: pa.DataType, value: object) -> None:
    table = pa.table({"text": [STORY, STORY], "date": pa.array([value, None], type), "more": [1, 2], "id": ["a", "b"]})
    pq.write_table(table, tmp_path / "a.parquet")
    documents, errors = read(tmp_path / "a.parquet")
    assert shown(documents) == [("a", STORY, "2025-06-02"), ("b", STORY, None)] and not errors


def test_bad_rows_of_parquet_cost_only_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coder.corpus.parquet_reader.BATCH", 2)
    broken = pa.StringArray.from_buffers(6, *pa.array([STORY.encode()] * 4 + [b"caf\xe9 Keld", b""]).buffers()[1:])
    table = pa.table({"id": ["a", None, "a", "d", "e", "f"], "text": broken, "date": ["", "", "", "soon", "", ""]})
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=3)
    documents, errors = read(tmp_path / "a.parquet")
    assert [document.id for document in documents] == ["a"]
    assert [error.line for error in errors] == [2, 3, 4, 5, 6]


def test_what_is_no_parquet_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 nonsense PAR1")
    pq.write_table(pa.table({"id": [], "text": []}), tmp_path / "b.parquet")
    pq.write_table(pa.table({"id": [[1]], "text": [STORY]}), tmp_path / "c.parquet")
    pq.write_table(pa.table({"name": ["a"], "text": [STORY]}), tmp_path / "d.parquet")
    documents, errors = read(tmp_path)
    assert not documents
    assert [Path(error.path or "").name[0] for error in errors] == ["a", "b", "c", "d"]


# --- PETRARCH's XML --------------------------------------------------------------------------------------------------

def sentence(id: str, text: str, more: str = "", whole: bool = False, date: str = "20250602") -> str:
    head = f'<Sentence date="{date}" id="{id}" source="X" sentence="{not whole}">'
    return f"{head}\n<Text>\n{text}\n</Text>{more}\n</Sentence>\n"


def xml(path: Path, *elements: str, head: str = "") -> Path:
    path.write_text(f"{head}<Sentences>\n{''.join(elements)}</Sentences>\n", encoding="utf-8")
    return path


def test_sentences_of_a_story_come_together(tmp_path: Path) -> None:
    path = xml(
        tmp_path / "a.xml",
        sentence("S_A_1", "Keld &amp; Orm\n   met."),
        sentence("S_A_2", "They &lt;agreed&gt;."),
        sentence("S_B_1", STORY, date=""),
        sentence("C_7", STORY, whole=True),
        "<Sentence id='D' />",
        "<!-- " + sentence("hidden", STORY) + " -->",
    )
    documents, [error] = read(path)
    assert shown(documents) == [
        ("S_A", "Keld & Orm met.\n\nThey <agreed>.", "2025-06-02"), ("S_B", STORY, None), ("C_7", STORY, "2025-06-02"),
    ]  # fmt: skip
    assert '"D"' in error.message


def test_parses_are_taken_where_they_can_be_used(tmp_path: Path) -> None:
    old = PARSE.replace("nsubj", "nsubjpass")
    path = xml(
        tmp_path / "a.xml",
        sentence("A_1", "Keld left", f"<Parse>\n{PARSE}\n</Parse>"),
        sentence("A_2", "Keld left", f"<Parse>\n{PARSE}\n</Parse>"),
        sentence("B_1", "Keld left", f"<Parse>\n{old}\n</Parse>"),
        sentence("C_1", "Keld left", "<Parse>(ROOT (S (NP (NNP Keld)) (VP (VBD left))))</Parse>"),
        sentence("D_1", "Keld left", f"<Parse>{PARSE.replace('2	nsubj', '9	nsubj')}</Parse>"),
        sentence("E_1", "Keld left", f"<Parse>{PARSE}</Parse>") + sentence("E_2", "Orm left"),
    )
    documents, errors = read(path)
    assert [(document.id, len(document.sentences)) for document in documents] == [
        ("A", 2), ("B", 0), ("C", 0), ("D", 0), ("E", 0),
    ]  # fmt: skip
    first = documents[0]
    assert first.date == "2025-06-02" and not errors
    assert [first.text[s.starts[0] : s.ends[0]] for s in first.sentences] == ["Keld", "Keld"]


def test_broken_elements_cost_only_themselves(tmp_path: Path) -> None:
    path = xml(
        tmp_path / "a.xml",
        sentence("a", "Ampersand & Sons&nbsp;left Keld &eacute;.", whole=True),
        sentence("b", "Broken <b> markup.", whole=True),
        sentence("c", STORY, whole=True).replace("</Sentence>", ""),
        sentence("d", STORY, whole=True),
        sentence("", STORY, whole=True),
        sentence("e", "", whole=True),
        sentence("f", "<![CDATA[Keld & <Orm> left]]>", whole=True),
        "<!-- never closed " + sentence("g", STORY, whole=True),
    )
    documents, errors = read(path)
    assert [document.id for document in documents] == ["a", "d", "f", "g"]
    assert documents[0].text == "Ampersand & Sons left Keld é." and documents[2].text == "Keld & <Orm> left"
    lines = path.read_text().splitlines()
    assert [error.line for error in errors][1:] == [
        next(n for n, text in enumerate(lines, 1) if mark in text) for mark in ('id="c"', 'id=""', 'id="e"', "never")
    ]
    assert errors[0].line in range(7, 12)


def test_other_encodings(tmp_path: Path) -> None:
    for name, encoding in (("a", "iso-8859-1"), ("b", "utf-8"), ("c", "nonsense")):
        head = f'<?xml version="1.0" encoding="{encoding}"?>\n'
        path = xml(tmp_path / f"{name}.xml", sentence(name, "Café Keld left.", whole=True), head=head)
        if name == "a":
            path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    documents, [error] = read(tmp_path)
    assert [document.text for document in documents] == ["Café Keld left."] * 3 and "nonsense" in error.message


def test_elements_are_found_however_the_stream_is_cut(tmp_path: Path) -> None:
    data = ("<Sentences>" + "".join(sentence(f"s{i}", f"Keld left {i}.", whole=True) for i in range(9))).encode()
    for size in (1, 7, 64, 4096):
        pieces = [data[i : i + size] for i in range(0, len(data), size)]
        stories = list(petrarch_xml.read_stories(pieces, lambda problem, line: pytest.fail(problem)))
        assert [story.id for story in stories] == [f"s{i}" for i in range(9)]
        assert [story.line for story in stories] == [1, *range(6, 46, 5)]


def test_a_file_without_sentences_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<html><p>Keld</p></html>")
    documents, [error] = read(tmp_path / "a.xml")
    assert not documents and "<Sentence>" in error.message


# --- ids -------------------------------------------------------------------------------------------------------------


def test_seen_ids_are_a_set() -> None:
    seen = SeenIds()
    assert all(seen.add(f"story {i}") for i in range(20_000)) and len(seen) == 20_000
    assert not any(seen.add(f"story {i}") for i in range(0, 20_000, 7))
    assert "story 3" in seen and "another" not in seen


# --- memory ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["jsonl.gz", "csv.zst", "tsv", "xml.gz", "parquet", "conllu"])
def test_a_large_file_is_never_held_as_a_whole(tmp_path: Path, kind: str) -> None:
    count, text = 6000, " ".join([STORY] * 30)  # 6 MB
    records: list[str] = []
    for n in range(count):
        if kind.startswith("jsonl"):
            records.append(json.dumps({"id": n, "text": text}) + "\n")
        elif kind.startswith("xml"):
            records.append(f'<Sentence id="s{n}" sentence="False"><Text>{text}</Text></Sentence>\n')
        elif kind == "conllu":
            records.append(f"# newdoc id = s{n}\n# note = {text}\n{PARSE}\n\n")
        else:
            records.append(f"s{n}\t{text}\n" if kind == "tsv" else f's{n},"{text}"\n')
    head = {"csv.zst": "id,text\n", "tsv": "id\ttext\n"}.get(kind, "")
    data = (head + "".join(records)).encode()
    del records
    path = tmp_path / f"a.{kind}"
    if kind == "parquet":
        table = pa.table({"id": [f"s{n}" for n in range(count)], "text": [f"{n} {text}" for n in range(count)]})
        pq.write_table(table, path, row_group_size=500, use_dictionary=False)
        del table
    else:
        path.write_bytes(pack(data, path.suffix) if path.suffix in streams.PACKED else data)
    del data
    pool = pa.default_memory_pool()
    arrow = pool.bytes_allocated()
    tracemalloc.start()
    found = highest = 0
    for _ in read_documents([path]):
        found += 1
        highest = max(highest, pool.bytes_allocated() - arrow)
    peak = tracemalloc.get_traced_memory()[1] + highest
    tracemalloc.stop()
    assert found == count and peak < 3_000_000
