"""A segment of the parse store: the parses of some documents as one Parquet file (zstd), a row a document.

The text itself is not kept, since whoever asks for a parse has it: a word is stored as its place in the text, its form
and lemma only where they are not what text and form give already. Tags (upos, xpos, feats) and relations are numbers
into tables of the segment. All columns with a value a word have the same lengths, so that one list of offsets serves
them all, and they are read as numpy arrays, never as Python lists of lists.

| column | a value for | what |
|---|---|---|
| ``key`` | document | ``text_key`` of the text |
| ``words``, ``own_line`` | sentence | words; whether it starts a line |
| ``gap``, ``length`` | sentence | characters since the last sentence; characters |
| ``space``, ``size`` | word | characters from the last word's end (negative where words share a token); characters |
| ``head``, ``relation``, ``tag`` | word | distance to the head, 0 for the root; numbers in the tables |
| ``forms``, ``lemmas`` | document | a line a word, empty where it is the rule |
| ``problems`` | document | sentences that the parser left out, in words |
| ``headlines`` | document | JSON: number, tokens, tokens as shown to the models, of sentences in Title Case; or null |
| ``tables`` | segment (in its first row) | JSON: format, tags, relations |
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import CoderError
from ..sentence import Sentence

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

#: Raised with every change of the columns above; segments of another number are not read.
FORMAT = 1
_PER_SENTENCE = {"words": "uint16", "gap": "uint32", "length": "uint32", "own_line": "uint8"}
_PER_WORD = {"space": "int32", "size": "uint32", "head": "int16", "relation": "uint16", "tag": "uint16"}

Headline = tuple[int, list[str], list[str]]


def write_whole(path: Path, data: bytes) -> None:
    """A file that is there complete or not at all, also after a power cut. Raises CoderError (a full disk …)."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(part, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise CoderError(f"cannot be written: {error.strerror}", path=str(path)) from error


def text_key(text: str) -> bytes:
    """The address of a text: 16 bytes of its hash."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@dataclass(slots=True)
class Parse:
    """What the parser made of one text: its sentences, and what it had to leave out."""

    sentences: list[Sentence]
    problems: list[str] = field(default_factory=list)

    def headlines(self) -> list[Headline]:
        """The sentences that were read as headlines: number, tokens, tokens as shown."""
        return [(i, *s.headline) for i, s in enumerate(self.sentences) if s.headline is not None]


def storable(parse: Parse) -> bool:
    """Whether the format holds the parse; odd ones (a line break inside a word) are parsed anew each time."""
    return all(
        len(s) < 1 << 15 and all(c and "\n" not in c for column in (s.forms, s.lemmas) for c in column)
        for s in parse.sentences
    )


def segment_bytes(keys: Sequence[bytes], parses: Sequence[Parse]) -> bytes:
    """The file that holds these parses. The same parses give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tags: dict[tuple[str, str, str], int] = {}
    relations: dict[str, int] = {}
    columns: dict[str, list[Any]] = {name: [] for name in (*_PER_SENTENCE, *_PER_WORD)}
    sentence_offsets, word_offsets = [0], [0]
    forms, lemmas, problems, headlines = [], [], [], []
    for parse in parses:
        odd_forms: list[str] = []
        odd_lemmas: list[str] = []
        end = 0
        for s in parse.sentences:
            columns["words"].append(len(s))
            columns["gap"].append(s.start - end)
            columns["length"].append(len(s.text))
            columns["own_line"].append(int(s.break_before))
            end = s.end
            at = s.start
            for i, form in enumerate(s.forms):
                columns["space"].append(s.starts[i] - at)
                columns["size"].append(s.ends[i] - s.starts[i])
                at = s.ends[i]
                columns["head"].append(s.heads[i] - i if s.heads[i] >= 0 else 0)
                columns["relation"].append(relations.setdefault(s.deprels[i], len(relations)))
                columns["tag"].append(tags.setdefault((s.upos[i], s.xpos[i], s.feats[i]), len(tags)))
                odd_forms.append("" if form == s.surface(s.starts[i], s.ends[i]) else form)
                usual = form if s.upos[i] == "PROPN" else form.lower()
                odd_lemmas.append("" if s.lemmas[i] == usual else s.lemmas[i])
        sentence_offsets.append(len(columns["words"]))
        word_offsets.append(len(columns["space"]))
        forms.append("\n".join(odd_forms))
        lemmas.append("\n".join(odd_lemmas))
        problems.append(parse.problems)
        shown = parse.headlines()
        headlines.append(json.dumps(shown, ensure_ascii=False) if shown else None)

    def lists(name: str, kind: str, offsets: list[int]) -> pa.Array:
        values = pa.array(columns[name], type=getattr(pa, kind)())
        return pa.ListArray.from_arrays(pa.array(offsets, type=pa.int32()), values)

    tables = json.dumps({"format": FORMAT, "tags": list(tags), "relations": list(relations)}, ensure_ascii=False)
    table = pa.table({
        "key": pa.array(keys, type=pa.binary(16)),
        **{name: lists(name, kind, sentence_offsets) for name, kind in _PER_SENTENCE.items()},
        **{name: lists(name, kind, word_offsets) for name, kind in _PER_WORD.items()},
        "forms": pa.array(forms, type=pa.large_string()),
        "lemmas": pa.array(lemmas, type=pa.large_string()),
        "problems": pa.array(problems, type=pa.list_(pa.string())),
        "headlines": pa.array(headlines, type=pa.string()),
        "tables": pa.array([tables, *[None] * len(keys)][: len(keys)], type=pa.string()),
    })  # fmt: skip
    target = io.BytesIO()
    pq.write_table(
        table, target, compression="zstd", compression_level=6, use_dictionary=[f"{n}.list.element" for n in _PER_WORD],
        write_statistics=False, store_schema=False, write_page_checksum=True,
    )  # fmt: skip
    return target.getvalue()


class Segment:
    """A segment in memory. Raises ValueError where the file is none, or of another format."""

    def __init__(self, path: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            table = pq.ParquetFile(path, page_checksum_verification=True).read(use_threads=False)
            self.keys: list[bytes] = table["key"].to_pylist()
            tables = json.loads(table["tables"][0].as_py()) if self.keys else {"format": FORMAT}
        except (pa.ArrowException, OSError, KeyError, TypeError) as error:
            raise ValueError(f"{path}: {error}") from error
        if tables["format"] != FORMAT:
            raise ValueError(f"{path}: not a segment of a parse store of format {FORMAT}")
        tags = tables.get("tags", ())
        self._upos, self._xpos, self._feats = ([tag[i] for tag in tags] for i in range(3))
        self._relations: list[str] = tables.get("relations", [])
        self._columns: dict[str, np.ndarray] = {}
        for name in (*_PER_SENTENCE, *_PER_WORD):
            self._columns[name] = _flat(table[name]).flatten().to_numpy(zero_copy_only=False)
        self._sentences = _flat(table["words"]).offsets.to_numpy().tolist()
        self._words = _flat(table["space"]).offsets.to_numpy().tolist()
        self._forms, self._lemmas, self._problems, self._headlines = (
            table[name].to_pylist() for name in ("forms", "lemmas", "problems", "headlines")
        )
        self._lists: tuple[list[Any], ...] | None = None  # made when the first parse is asked for

    def __len__(self) -> int:
        return len(self.keys)

    def headlines(self, row: int) -> list[Headline]:
        """The headlines of a document, see ``Parse.headlines``."""
        found = self._headlines[row]
        return [(number, tokens, shown) for number, tokens, shown in json.loads(found)] if found else []

    def parse(self, row: int, text: str) -> Parse:
        """The parse of the document in this row, whose text this is."""
        if self._lists is None:
            self._lists = self._unfold()
        counts, begins, stops, own_lines, starts, ends, heads, relations, upos, xpos, feats = self._lists
        word = self._words[row]
        first, last = word, self._words[row + 1]
        odd_forms, odd_lemmas = self._forms[row], self._lemmas[row].split("\n") if last > first else []
        forms = [text[a:b] for a, b in zip(starts[first:last], ends[first:last], strict=True)]
        if odd_forms.strip("\n"):
            forms = [odd or form for odd, form in zip(odd_forms.split("\n"), forms, strict=True)]
        lemmas = [
            lemma or (form if tag == "PROPN" else form.lower())
            for lemma, form, tag in zip(odd_lemmas, forms, upos[first:last], strict=True)
        ]
        sentences: list[Sentence] = []
        for s in range(self._sentences[row], self._sentences[row + 1]):
            stop = word + counts[s]
            here = slice(word - first, stop - first)
            sentences.append(Sentence(
                forms[here], lemmas[here], upos[word:stop], heads[word:stop], relations[word:stop],
                xpos=xpos[word:stop], feats=feats[word:stop], starts=starts[word:stop], ends=ends[word:stop],
                text=text[begins[s] : stops[s]], start=begins[s], break_before=bool(own_lines[s]),
            ))  # fmt: skip
            word = stop
        for number, tokens, shown in self.headlines(row):
            sentences[number].headline = (tokens, shown)
        return Parse(sentences, self._problems[row])

    def _unfold(self) -> tuple[list[Any], ...]:
        """All columns as lists of what sentences hold, for the whole segment at once: a value a sentence (words, start,
        end, own line) or a word (start, end, head, relation, upos, xpos, feats)."""
        import numpy as np

        def before(ends: np.ndarray, firsts: np.ndarray) -> np.ndarray:
            """Running sums at the places where groups begin."""
            return np.concatenate([np.zeros(1, np.int64), ends])[firsts]

        columns = self._columns
        counts, lengths = columns["words"].astype(np.int64), columns["length"].astype(np.int64)
        stops = np.cumsum(columns["gap"].astype(np.int64) + lengths)
        offsets = np.asarray(self._sentences, dtype=np.int64)
        stops = stops - np.repeat(before(stops, offsets[:-1]), np.diff(offsets))
        begins = stops - lengths

        sizes = columns["size"].astype(np.int64)
        ends = np.cumsum(columns["space"].astype(np.int64) + sizes)
        firsts = np.cumsum(counts) - counts
        ends = ends + np.repeat(begins - before(ends, firsts), counts)
        heads = columns["head"].astype(np.int64)
        places = np.arange(len(heads)) - np.repeat(firsts, counts)
        heads = np.where(heads == 0, -1, places + heads)

        def named(names: list[str], numbers: np.ndarray) -> list[str]:
            return np.array(names, dtype=object)[numbers].tolist() if names else []

        tags = columns["tag"]
        arrays = (counts, begins, stops, columns["own_line"], ends - sizes, ends, heads)
        return (*(array.tolist() for array in arrays), named(self._relations, columns["relation"]),
                *(named(names, tags) for names in (self._upos, self._xpos, self._feats)))  # fmt: skip


def read_keys(path: Path) -> list[bytes]:
    """Only the keys of a segment. Raises ValueError as ``Segment`` does."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(path).read(columns=["key"], use_threads=False)["key"].to_pylist()
    except (pa.ArrowException, OSError, KeyError) as error:
        raise ValueError(f"{path}: {error}") from error


def _flat(column: Any) -> Any:
    """A column as one array; a table without rows has none."""
    import pyarrow as pa

    chunk = column.combine_chunks()
    if isinstance(chunk, pa.ChunkedArray):
        return chunk.chunk(0) if chunk.num_chunks else pa.array([], type=chunk.type)
    return chunk
