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
        write_statistics=False, store_schema=False,
    )  # fmt: skip
    return target.getvalue()


class Segment:
    """A segment in memory. Raises ValueError where the file is none, or of another format."""

    def __init__(self, path: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            table = pq.ParquetFile(path).read(use_threads=False)
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

    def __len__(self) -> int:
        return len(self.keys)

    def headlines(self, row: int) -> list[Headline]:
        """The headlines of a document, see ``Parse.headlines``."""
        found = self._headlines[row]
        return [(number, tokens, shown) for number, tokens, shown in json.loads(found)] if found else []

    def parse(self, row: int, text: str) -> Parse:
        """The parse of the document in this row, whose text this is."""
        first, last = self._words[row], self._words[row + 1]
        spaces, sizes, heads, relations, tags = (self._columns[n][first:last].tolist() for n in _PER_WORD)
        first, last = self._sentences[row], self._sentences[row + 1]
        counts, gaps, lengths, own_lines = (self._columns[n][first:last].tolist() for n in _PER_SENTENCE)
        odd_forms, odd_lemmas = self._forms[row].split("\n"), self._lemmas[row].split("\n")
        upos, xpos, feats, names = self._upos, self._xpos, self._feats, self._relations
        sentences: list[Sentence] = []
        word = end = 0
        for count, gap, length, own_line in zip(counts, gaps, lengths, own_lines, strict=True):
            start = at = end + gap
            end = start + length
            stop = word + count
            starts, ends = [], []
            for space, size in zip(spaces[word:stop], sizes[word:stop], strict=True):
                at += space
                starts.append(at)
                at += size
                ends.append(at)
            forms = [f or text[a:b] for f, a, b in zip(odd_forms[word:stop], starts, ends, strict=True)]
            kinds = tags[word:stop]
            pos = [upos[t] for t in kinds]
            lemmas = [
                lemma or (form if tag == "PROPN" else form.lower())
                for lemma, form, tag in zip(odd_lemmas[word:stop], forms, pos, strict=True)
            ]
            sentences.append(Sentence(
                forms, lemmas, pos, [i + head if head else -1 for i, head in enumerate(heads[word:stop])],
                [names[r] for r in relations[word:stop]], xpos=[xpos[t] for t in kinds],
                feats=[feats[t] for t in kinds], starts=starts, ends=ends, text=text[start:end], start=start,
                break_before=bool(own_line),
            ))  # fmt: skip
            word = stop
        for number, tokens, shown in self.headlines(row):
            sentences[number].headline = (tokens, shown)
        return Parse(sentences, self._problems[row])


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
