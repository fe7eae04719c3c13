"""Readers meet files that are damaged anywhere, of every kind and packing.

Laws: reading never raises where errors have somewhere to go; what comes through is a document that can be used; damage
in one record costs no other record; and where something is missing, something was said. ``--fuzz-cases 10000`` runs
more.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import re
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.corpus.readers import iso_date, read_documents
from coder.errors import InputError
from coder.segment import looks_like_html
from coder.sentence import Document

SETTINGS = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
WORDS = (
    "Keld", "Zorvia", "left", "“the marsh”", 'said "no"', "a,b;c", "naïve", "1990", "& Sons", "<b>", "it's", "\u2028x",
)  # fmt: skip
#: Bytes that mean something somewhere.
SPICE = (
    b'"', b"'", b"\n", b"\r", b"\t", b",", b";", b"\x00", b"\xff", b"\xef\xbb\xbf", b"<", b">", b"&", b"{", b"}", b"\\",
    b"</Sentence>", b"<Sentence ", b"<!--", b"]]>", b"#", b"_", b"0", b"\xc3", b"\xed\xa0\x80", b"1e999", b"# newdoc",
)  # fmt: skip
LINE_KINDS = ("jsonl", "csv", "quoted.csv", "tsv", "xml", "story.xml", "conllu")
PACKINGS = ("", ".gz", ".zst")

Records = tuple[bytes, list[tuple[str, bytes]], bytes]


def make(kind: str, rng: random.Random) -> tuple[Records, list[tuple[str, str, str | None]]]:
    """A small file as head, records (document id, bytes) and tail; and the documents in it."""
    documents = []
    for _ in range(rng.randint(1, 4)):
        id = "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=12))
        text = "Keld " + " ".join(rng.choices(WORDS, k=rng.randint(1, 8)))
        documents.append((id, text, rng.choice((None, "2025-06-02"))))
    head, tail = b"", b""
    if kind == "jsonl":
        lines = [json.dumps({"id": i, "text": t, "date": d}, ensure_ascii=rng.random() < 0.5) for i, t, d in documents]
        records = [line.encode() + b"\n" for line in lines]
    elif kind.endswith("csv"):
        head = b"id,date,text\n"
        how = csv.QUOTE_ALL if kind == "quoted.csv" else csv.QUOTE_MINIMAL
        records = []
        for id, text, date in documents:
            stream = io.StringIO()
            csv.writer(stream, quoting=how, lineterminator="\n").writerow([id, date or "", text])
            records.append(stream.getvalue().encode())
    elif kind == "tsv":
        head = b"id\ttext\tdate\n"
        records = [f"{id}\t{text}\t{date or ''}\n".encode() for id, text, date in documents]
    elif kind.endswith("xml"):
        head, tail = b"<?xml version='1.0'?>\n<Sentences>\n", b"</Sentences>\n"
        documents = [(i, " ".join(t.split()), d) for i, t, d in documents]
        more = "_1" if kind == "story.xml" else ""
        records = [
            f"<Sentence id={quoteattr(i + more)} date={quoteattr(d or '')} sentence={'True' if more else 'False'!r}>"
            f"<Text>{escape(t)}</Text></Sentence>\n".replace("=True", '="True"').encode()
            for i, t, d in documents
        ]
    else:
        documents = [(id, "Keld left", date) for id, _, date in documents]
        words = "1\tKeld\tKeld\tPROPN\t_\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_\n\n"
        records = [
            (f"# newdoc id = {i}\n" + (f"# date = {d}\n" if d else "") + f"# text = {t}\n{words}").encode()
            for i, t, d in documents
        ]
    return (head, [(id, data) for (id, _, _), data in zip(documents, records, strict=True)], tail), documents


def damage(data: bytes, rng: random.Random) -> bytes:
    """The bytes with one to four things done to them."""
    for _ in range(rng.randint(1, 4)):
        at = rng.randint(0, len(data))
        to = min(len(data), at + rng.randint(0, 1 + len(data) // 3))
        match rng.randint(0, 5):
            case 0:
                data = data[:at] + rng.choice(SPICE) + data[at:]
            case 1:
                data = data[:at] + rng.choice(SPICE) + data[to:]
            case 2:
                data = data[:at] + data[to:]
            case 3:
                data = data[:at] + data[at:to] * 2 + data[to:]
            case 4:
                data = data[:at] + rng.randbytes(rng.randint(1, 6)) + data[at:]
            case _:
                data = data[:at] + bytes(b ^ (1 << rng.randint(0, 7)) for b in data[at : at + 1]) + data[at + 1 :]
    return data


def pack(data: bytes, packing: str) -> bytes:
    if packing == ".gz":
        return gzip.compress(data, 1, mtime=0)
    return pa.Codec("zstd").compress(data, asbytes=True) if packing else data


def read(path: Path) -> tuple[dict[str, Document], list[InputError]]:
    """What comes out of a file, checked for what must hold of any document and error."""
    errors: list[InputError] = []
    found: dict[str, Document] = {}
    for document in read_documents([path], errors=errors.append):
        assert document.id.strip() and document.id not in found
        document.id.encode()
        document.text.encode()
        assert any(map(str.isalpha, document.text)) or document.sentences
        assert document.date is None or iso_date(document.date) == document.date
        found[document.id] = document
    for error in errors:
        assert isinstance(error, InputError) and error.message and (error.path == str(path)), error
        str(error).encode()
    assert found or errors, path.read_bytes()
    return found, errors


def same(document: Document | None, expected: tuple[str, str, str | None]) -> bool:
    """Whether it came through as it was; parses may have gained sentences of a neighbour that lost its head."""
    if document is None:
        return False
    if document.sentences:
        return document.text.startswith(expected[1])
    return (document.id, document.text, document.date) == expected


# --- the tests -------------------------------------------------------------------------------------------------------


@pytest.fixture
def cases(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Settings of each of the five tests. Without ``--fuzz-cases`` they are the same files every time."""
    count = request.config.getoption("--fuzz-cases")
    return {"max_examples": max(1, (count or 500) // 5), "derandomize": count is None, **SETTINGS}


def test_damage_in_one_record_costs_no_other(tmp_path: Path, cases: dict[str, Any]) -> None:
    @settings(**cases)
    @given(st.sampled_from(LINE_KINDS), st.sampled_from(PACKINGS), st.integers(0, 2**32))
    def check(kind: str, packing: str, seed: int) -> None:
        rng = random.Random(seed)
        (head, records, tail), documents = make(kind, rng)
        hit = rng.randrange(len(records))
        end = b"\n\n" if kind == "conllu" else b"\n"
        body = damage(records[hit][1].removesuffix(end), rng) + end
        data = head + b"".join(body if n == hit else r for n, (_, r) in enumerate(records)) + tail
        path = tmp_path / f"a.{kind}{packing}"
        path.write_bytes(pack(data, packing))
        found, errors = read(path)
        for number, expected in enumerate(documents):
            if number != hit and not same(found.get(expected[0]), expected):
                # The one way: the damaged record took this one's id, and that was said.
                assert any("used before" in error.message for error in errors), (kind, data, expected)
        # Parsed sentences that lose their document's head are sentences of the document before.
        if kind != "conllu" and not same(found.get(documents[hit][0]), documents[hit]) and len(found) < len(documents):
            assert errors, (kind, data)

    check()


def test_damage_anywhere_is_survived_and_losses_are_told(tmp_path: Path, cases: dict[str, Any]) -> None:
    @settings(**cases)
    @given(st.sampled_from(LINE_KINDS), st.integers(0, 2**32))
    def check(kind: str, seed: int) -> None:
        rng = random.Random(seed)
        (head, records, tail), _ = make(kind, rng)
        path = tmp_path / f"a.{kind}"
        path.write_bytes(damage(head + b"".join(data for _, data in records) + tail, rng))
        read(path)

    check()


def test_damaged_packing(tmp_path: Path, cases: dict[str, Any]) -> None:
    @settings(**cases)
    @given(st.sampled_from(LINE_KINDS), st.sampled_from(PACKINGS[1:]), st.integers(0, 2**32))
    def check(kind: str, packing: str, seed: int) -> None:
        rng = random.Random(seed)
        (head, records, tail), documents = make(kind, rng)
        path = tmp_path / f"a.{kind}{packing}"
        packed = pack(head + b"".join(data for _, data in records) + tail, packing)
        path.write_bytes(damage(packed, rng))
        found, errors = read(path)
        if packing == ".gz" and not all(same(found.get(one[0]), one) for one in documents):
            assert errors  # gzip has a checksum; zstd files often have none

    check()


def test_damaged_parquet(tmp_path: Path, cases: dict[str, Any]) -> None:
    @settings(**cases)
    @given(st.integers(0, 2**32))
    def check(seed: int) -> None:
        rng = random.Random(seed)
        _, documents = make("jsonl", rng)
        columns = dict(zip(("id", "text", "date"), map(list, zip(*documents, strict=True)), strict=True))
        sink = io.BytesIO()
        codec = rng.choice(("zstd", "none", "snappy", "gzip"))
        table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
        coded = rng.random() < 0.5
        pq.write_table(table, sink, compression=codec, row_group_size=rng.randint(1, 3), use_dictionary=coded)
        path = tmp_path / f"a.parquet{rng.choice(PACKINGS)}"
        path.write_bytes(pack(damage(sink.getvalue(), rng), path.suffix if path.suffix != ".parquet" else ""))
        read(path)

    check()


def test_whatever_text_comes_through_as_it_is(tmp_path: Path, cases: dict[str, Any]) -> None:
    letters = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
    texts = st.builds(lambda a, b: f"{a}Keld{b}", st.text(letters, max_size=40), st.text(letters, max_size=40))
    texts = texts.filter(lambda text: not looks_like_html(text))
    ids = st.from_regex(re.compile(r"[\w.:/-]{1,20}", re.ASCII), fullmatch=True)
    kinds = st.sampled_from(("txt", "jsonl", "csv", "parquet", "xml"))

    @settings(**cases)
    @given(kinds, st.sampled_from(PACKINGS), st.dictionaries(ids, texts, min_size=1, max_size=4))
    def check(kind: str, packing: str, stories: dict[str, str]) -> None:
        path = tmp_path / f"a.{kind}{packing}"
        if kind == "txt":
            stories = {"a": next(iter(stories.values())).removeprefix("\ufeff")}
            data = stories["a"].encode()
        elif kind == "jsonl":
            data = "\n".join(json.dumps({"id": i, "text": t}, ensure_ascii=False) for i, t in stories.items()).encode()
        elif kind == "csv":
            stream = io.StringIO(newline="")
            csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([("id", "text"), *stories.items()])
            data = stream.getvalue().encode()
        elif kind == "parquet":
            sink = io.BytesIO()
            pq.write_table(pa.table({"id": list(stories), "text": list(stories.values())}), sink)
            data = sink.getvalue()
        else:
            data = "".join(
                f'<Sentence id="{i}" sentence="False"><Text>{escape(t)}</Text></Sentence>' for i, t in stories.items()
            ).encode()
            forbidden = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
            stories = {id: " ".join(forbidden.sub(" ", text).split()) for id, text in stories.items()}
        path.write_bytes(pack(data, packing))
        found, errors = read(path)
        assert not errors and {id: document.text for id, document in found.items()} == stories

    check()
