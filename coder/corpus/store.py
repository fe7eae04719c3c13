"""The parse store: parse once, code often. A folder of segments, addressed by what was parsed and by whom.

    STORE/<parser model>-<reading>/<2 hex digits>/<name>.parquet

A segment is named after the texts that were parsed together (``segment_name``), so that whoever wants the same texts
finds it without any index: this is how a corpus is coded again. Other texts are found through an index of all keys,
which is made when first asked for.

What a headline in Title Case looks like to the parser depends on the names in the dictionaries. The store therefore
remembers how it was shown, and a parse whose headline would be shown in another way now counts as missing.

Writers never disturb each other or readers: a segment appears under its name when it is complete, and a name always
means the same content. A damaged segment counts as absent, and is written anew.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from ..headline import NamesIn, sentence_case
from .segments import Headline, Parse, Segment, read_keys, segment_bytes, storable, text_key, write_whole

if TYPE_CHECKING:
    import numpy as np

#: Segments kept in memory: those of neighbouring documents.
_OPEN = 4


class ParseStore:
    """Parses by one parser model. ``known`` limits the search to segments with these names (a run must not see what
    others add meanwhile); None stands for all that are there when the index is made.

    Raises InputError where the folder cannot be made.
    """

    def __init__(
        self, folder: str | Path, parser: str, reading: int, known: Iterable[str] | None = None
    ) -> None:
        self.folder = Path(folder)
        self.parser = parser
        self.home = self.folder / f"{parser}-r{reading}"
        self._known = None if known is None else sorted(known)
        self._index: _Index | None = None
        self._open: OrderedDict[str, Segment | None] = OrderedDict()
        try:
            self.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"no parse store can be made here: {error.strerror}", path=str(folder)) from error

    def names(self) -> list[str]:
        """Names of all segments, sorted."""
        return sorted(path.stem for path in self.home.glob("??/*.parquet"))

    def find(self, texts: Sequence[str], names_in: NamesIn | None) -> tuple[list[Parse | None], str]:
        """The parse of each text, None where there is none that fits, and the name for a segment of those missing.

        ``names_in``: the names that keep their capitals in headlines; None takes stored headlines as they are.
        """
        keys = [text_key(text) for text in texts]
        found: list[Parse | None] = [None] * len(texts)
        marks = [b""] * len(texts)
        self._look(segment_name(keys, marks), range(len(texts)), keys, texts, names_in, found, marks)
        missing = [i for i, parse in enumerate(found) if parse is None]
        if missing:
            self._search(missing, keys, texts, names_in, found, marks)
            missing = [i for i, parse in enumerate(found) if parse is None]
        name = segment_name([keys[i] for i in missing], [marks[i] for i in missing])
        if missing and (len(missing) < len(texts) or any(marks)):
            self._look(name, missing, keys, texts, names_in, found, marks)
        return found, name

    def add(self, name: str, texts: Sequence[str], parses: Sequence[Parse]) -> None:
        """Keep the parses of the texts that ``find`` missed, under the name it gave.

        Raises CoderError where they cannot be written.
        """
        pairs = [(text_key(t), p) for t, p in zip(texts, parses, strict=True) if storable(p)]
        write_whole(self._path(name), segment_bytes([key for key, _ in pairs], [parse for _, parse in pairs]))
        self._open.pop(name, None)

    # ---------------------------------------------------------------- searching

    def _path(self, name: str) -> Path:
        return self.home / name[:2] / f"{name}.parquet"

    def _segment(self, name: str) -> Segment | None:
        if name in self._open:
            self._open.move_to_end(name)
            return self._open[name]
        path = self._path(name)
        try:
            segment = Segment(path) if path.exists() else None
        except ValueError:
            segment = None
        if segment is not None:
            self._open[name] = segment
            while len(self._open) > _OPEN:
                self._open.popitem(last=False)
        return segment

    def _look(
        self, name: str, wanted: Iterable[int], keys: list[bytes], texts: Sequence[str], names_in: NamesIn | None,
        found: list[Parse | None], marks: list[bytes],
    ) -> None:  # fmt: skip
        """Take what is wanted from the segment with this name."""
        segment = self._segment(name)
        if segment is None:
            return
        rows = {key: row for row, key in enumerate(segment.keys)}
        for i in wanted:
            row = rows.get(keys[i])
            if row is not None:
                self._take(segment, row, i, texts, names_in, found, marks)

    def _take(
        self, segment: Segment, row: int, i: int, texts: Sequence[str], names_in: NamesIn | None,
        found: list[Parse | None], marks: list[bytes],
    ) -> None:  # fmt: skip
        wanted = _shown_now(segment.headlines(row), names_in)
        if wanted is None:
            found[i] = segment.parse(row, texts[i])
        else:
            marks[i] = wanted

    def _search(
        self, missing: list[int], keys: list[bytes], texts: Sequence[str], names_in: NamesIn | None,
        found: list[Parse | None], marks: list[bytes],
    ) -> None:  # fmt: skip
        """Look the keys up in the index, segment by segment."""
        if self._index is None:
            self._index = _Index(self, self.names() if self._known is None else self._known)
        places = sorted((name, row, i) for i in missing for name, row in self._index.rows(keys[i]))
        for name, row, i in places:
            segment = self._segment(name)
            if found[i] is None and segment is not None and row < len(segment) and segment.keys[row] == keys[i]:
                self._take(segment, row, i, texts, names_in, found, marks)


class _Index:
    """Key → segments and rows, as sorted arrays: 14 bytes a document."""

    def __init__(self, store: ParseStore, names: Sequence[str]) -> None:
        import numpy as np

        self._names = list(names)
        heads, homes, rows = [], [], []
        for number, name in enumerate(self._names):
            try:
                keys = read_keys(store._path(name))
            except ValueError:  # damaged, or gone
                continue
            heads.append(np.frombuffer(b"".join(key[:8] for key in keys), dtype=">u8").astype(np.uint64))
            homes.append(np.full(len(keys), number, dtype=np.uint32))
            rows.append(np.arange(len(keys), dtype=np.uint16 if len(keys) < 1 << 16 else np.uint32))
        empty = np.zeros(0, dtype=np.uint64)
        head = np.concatenate(heads) if heads else empty
        order = np.argsort(head, kind="stable")
        self._head: np.ndarray = head[order]
        self._home = (np.concatenate(homes) if homes else empty)[order]
        self._row = (np.concatenate(rows) if rows else empty)[order]

    def rows(self, key: bytes) -> Iterator[tuple[str, int]]:
        """Where the key may stand; the first 8 bytes are compared."""
        import numpy as np

        head = np.uint64(int.from_bytes(key[:8], "big"))
        first, last = (int(np.searchsorted(self._head, head, side)) for side in ("left", "right"))
        for at in range(first, last):
            yield self._names[int(self._home[at])], int(self._row[at])


def segment_name(keys: Sequence[bytes], marks: Sequence[bytes]) -> str:
    """The name of a segment of these texts, in this order; a mark tells how a text's headlines are shown where a
    segment of the same texts shows them differently."""
    digest = hashlib.blake2b(digest_size=16)
    for key, mark in zip(keys, marks, strict=True):
        digest.update(key + bytes([len(mark)]) + mark)
    return digest.hexdigest()


def _shown_now(headlines: list[Headline], names_in: NamesIn | None) -> bytes | None:
    """None if the headlines would be shown to the parser as they were, else a hash of how they would be now."""
    if not headlines or names_in is None:
        return None
    now = [sentence_case(tokens, names_in) for _, tokens, _ in headlines]
    if now == [shown for _, _, shown in headlines]:
        return None
    return hashlib.blake2b(repr(now).encode(), digest_size=8).digest()
