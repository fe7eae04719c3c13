"""A document stream cut into shards: the pieces of a run that are done or not done.

Where the cuts fall depends on the stream alone, never on the number of workers or on where a run was interrupted. A
shard's digest tells whether a result that lies there was made from the same input.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..errors import CoderError, uncodable
from ..sentence import Document

#: Most documents of a shard, however short they are.
DOCUMENTS = 2000
#: Characters of a shard: enough for the parser's batches, and a few minutes of work lost at most.
FEWEST, MOST = 30_000, 240_000
#: A corpus is cut into about so many shards at least, so that every worker gets some.
_PIECES = 32

Record = dict[str, Any]


@dataclass(slots=True)
class Shard:
    """Neighbouring documents, the problems met while they were read, and the bytes that were read for them."""

    number: int
    documents: list[Document] = field(default_factory=list)
    problems: list[Record] = field(default_factory=list)
    size: int = 0

    def digest(self, settings: str) -> str:
        """A hash of all that the result depends on; ``settings`` stands for what is not in the shard."""
        digest = hashlib.sha256(settings.encode())
        for document in self.documents:
            digest.update(repr((document.id, document.date, document.text, document.parser)).encode())
            for s in document.sentences:
                columns = (s.start, s.break_before, s.forms, s.lemmas, s.upos, s.feats, s.heads, s.deprels, s.starts)
                digest.update(repr(columns).encode())
        digest.update(repr(self.problems).encode())
        return digest.hexdigest()


def shard_size(corpus: int) -> int:
    """Characters a shard for a corpus of so many bytes (0 where that is not known)."""
    return max(FEWEST, min(MOST, corpus // _PIECES)) if corpus else MOST


def cut(
    documents: Iterable[Document], characters: int, problems: list[Record], read: Callable[[], int]
) -> Iterator[Shard]:
    """Shards of about so many characters. ``problems`` is where the reader behind ``documents`` leaves what it could
    not use, and ``read`` the number of bytes it has read so far; both are taken over by the shard in hand."""
    shard, size, before = Shard(0), 0, 0

    def close() -> Shard:
        nonlocal before
        shard.problems, problems[:] = list(problems), []
        shard.size, before = read() - before, read()
        return shard

    for document in documents:
        shard.documents.append(document)
        size += len(document.text) * (1 if not document.sentences else 4)
        if size >= characters or len(shard.documents) >= DOCUMENTS:
            yield close()
            shard, size = Shard(shard.number + 1), 0
    if shard.documents or problems or shard.number == 0:
        yield close()


def record(document: str | None, error: Exception) -> Record:
    """A problem as a line of ``errors.jsonl``: what could not be used, where it stands, and why."""
    if isinstance(error, CoderError):
        return {"document": document, "problem": error.message, "path": error.path, "line": error.line,
                "column": error.column}  # fmt: skip
    return {"document": document, "problem": uncodable(error), "path": None, "line": None, "column": None}
