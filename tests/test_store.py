"""The parse store: what goes in comes out, headlines follow the dictionaries, damage costs a parse and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.conllu import read_conllu
from coder.corpus.segments import Parse, Segment, read_keys, segment_bytes, storable, text_key
from coder.corpus.store import ParseStore
from coder.engine import Coder
from coder.errors import InputError
from coder.sentence import Sentence

PARSES = Path(__file__).parent / "parses"
TEXTS = [
    "Zorvia rejected Keld's offer.\n\nIts president can't travel, the “Daily\u00a0Quill” said.",
    "The talks ended — without\u00adresult.",
    "Keld Police Arrest Opposition Leader\n\nThe police gave no reason.",
]


def same(one: Parse, other: Parse) -> bool:
    first, second = ([sentence.state() for sentence in parse.sentences] for parse in (one, other))
    return one.problems == other.problems and first == second


@pytest.fixture(scope="module")
def parses(coder: Coder) -> list[Parse]:
    return [Parse(sentences) for sentences in coder.parser.parse(TEXTS)]


def test_a_segment_gives_back_what_was_written(parses: list[Parse], tmp_path: Path) -> None:
    parses = [Parse(p.sentences, ["a sentence was left out"] if i == 1 else []) for i, p in enumerate(parses)]
    (tmp_path / "a.parquet").write_bytes(segment_bytes(list(map(text_key, TEXTS)), parses))
    segment = Segment(tmp_path / "a.parquet")
    assert segment.keys == read_keys(tmp_path / "a.parquet") == list(map(text_key, TEXTS))
    assert all(same(segment.parse(i, text), parses[i]) for i, text in enumerate(TEXTS))
    [(number, tokens, shown)] = segment.headlines(2)
    assert number == 0 and tokens[2] == "Arrest" and shown[2] == "arrest"


def test_parses_from_elsewhere_come_back_too(tmp_path: Path) -> None:
    """Lemmas, tags and offsets that no model of ours would give."""
    with open(sorted(PARSES.glob("*.conllu"))[0], encoding="utf-8") as stream:
        documents = list(read_conllu(stream))[:60]
    documents[0].sentences[0].lemmas[0] = "NoSuchLemma"
    keys = [text_key(document.text) for document in documents]
    (tmp_path / "a.parquet").write_bytes(segment_bytes(keys, [Parse(d.sentences) for d in documents]))
    segment = Segment(tmp_path / "a.parquet")
    for row, document in enumerate(documents):
        assert same(segment.parse(row, document.text), Parse(document.sentences))


def test_the_same_parses_give_the_same_bytes(parses: list[Parse], tmp_path: Path) -> None:
    """… also when they come out of the store."""
    keys = list(map(text_key, TEXTS))
    data = segment_bytes(keys, parses)
    (tmp_path / "a.parquet").write_bytes(data)
    segment = Segment(tmp_path / "a.parquet")
    assert segment_bytes(keys, [segment.parse(i, text) for i, text in enumerate(TEXTS)]) == data


def test_found_under_its_name_and_one_by_one(parses: list[Parse], tmp_path: Path) -> None:
    store = ParseStore(tmp_path, "model", 1)
    found, name = store.find(TEXTS, None)
    assert found == [None] * 3
    store.add(name, TEXTS, parses)
    again = ParseStore(tmp_path, "model", 1)
    assert all(same(a, b) for a, b in zip(again.find(TEXTS, None)[0], parses, strict=True))  # type: ignore[arg-type]
    found, _ = again.find(["Something new.", TEXTS[1]], None)
    assert found[0] is None and found[1] is not None and same(found[1], parses[1])
    assert again.names() == [name]
    assert ParseStore(tmp_path, "other model", 1).find(TEXTS, None)[0] == [None] * 3
    assert ParseStore(tmp_path, "model", 2).find(TEXTS, None)[0] == [None] * 3
    assert ParseStore(tmp_path, "model", 1, known=[]).find(TEXTS[:2], None)[0] == [None] * 2


def test_headlines_follow_the_names(parses: list[Parse], tmp_path: Path) -> None:
    """A name that the dictionaries have learnt makes the headline's parse a missing one, and only that."""
    before, now = (lambda words: set()), (lambda words: {0} if words[0] == "Keld" else set())
    store = ParseStore(tmp_path, "model", 1)
    _, name = store.find(TEXTS, before)
    store.add(name, TEXTS, parses)
    assert None not in store.find(TEXTS, before)[0]
    found, other = store.find(TEXTS, now)
    assert [f is None for f in found] == [False, False, True] and other != name
    [shown] = parses[2].headlines()
    changed = Parse(parses[2].sentences)
    changed.sentences[0].headline = (shown[1], ["Keld", *shown[2][1:]])
    store.add(other, TEXTS[2:], [changed])
    for names in (now, None):
        assert None not in ParseStore(tmp_path, "model", 1).find(TEXTS, names)[0]
    changed.sentences[0].headline = shown[1:]  # the fixture is shared


def test_a_damaged_segment_counts_as_absent(parses: list[Parse], tmp_path: Path) -> None:
    store = ParseStore(tmp_path, "model", 1)
    _, name = store.find(TEXTS, None)
    store.add(name, TEXTS, parses)
    [path] = tmp_path.rglob("*.parquet")
    whole = path.read_bytes()
    for damaged in (b"", whole[: len(whole) // 2], b"PAR1" + bytes(2000) + b"PAR1"):
        path.write_bytes(damaged)
        with pytest.raises(ValueError):
            Segment(path)
        assert ParseStore(tmp_path, "model", 1).find(TEXTS, None) == ([None] * 3, name)
        assert ParseStore(tmp_path, "model", 1).find(TEXTS[:1], None)[0] == [None]
    ParseStore(tmp_path, "model", 1).add(name, TEXTS, parses)
    assert path.read_bytes() == whole
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_odd_words_are_left_out_of_the_store(tmp_path: Path) -> None:
    odd = Parse([Sentence(["a\nb"], ["x"], ["X"], [-1], ["root"], starts=[0], ends=[3], text="a\nb")])
    assert not storable(odd)
    store = ParseStore(tmp_path, "model", 1)
    _, name = store.find(["a\nb"], None)
    store.add(name, ["a\nb"], [odd])
    assert store.find(["a\nb"], None)[0] == [None]


def test_a_store_that_cannot_be_made_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="no parse store"):
        ParseStore(tmp_path / "file", "model", 1)
