"""Which files a list of paths means: folders are walked, kinds are told by the ending.

``find_files`` turns what a user wrote on the command line into a flat list of ``Source``; what cannot be read is
reported and left out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from .streams import PACKED, ending

ErrorSink = Callable[[InputError], None]

#: File endings and the kind of reader they ask for; each may be followed by ``.gz`` or ``.zst``.
KINDS = {
    ".txt": "text", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".tab": "csv",
    ".parquet": "parquet", ".xml": "petrarch", ".conllu": "conllu",
}  # fmt: skip
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: its path as the user would write it, its kind, its size in bytes (0 where it is not known)."""

    path: str
    kind: str
    size: int = 0


def report(errors: ErrorSink | None, error: InputError) -> None:
    """Hand an error to the sink; raise it where there is none."""
    if errors is None:
        raise error
    errors(error)


def find_files(paths: Iterable[str | Path | Source], errors: ErrorSink | None = None) -> list[Source]:
    """The files that ``paths`` stand for, in that order, those of a folder sorted by path, each file once.

    ``-`` is the standard input, read as one text; a ``Source`` stands for itself. Errors: a path that is not there, a
    folder that holds no corpus file, an ending that no reader knows. In a folder, other files and hidden ones are
    passed over in silence.
    """
    found: list[Source] = []
    seen: set[str] = set()
    for item in paths:
        path = str(item)
        if isinstance(item, Source):
            batch = [item]
        elif path == STDIN:
            batch = [Source(STDIN, "text")]
        elif os.path.isdir(path):
            batch = list(_folder(path, errors))
            if not batch:
                report(errors, InputError(f"the folder holds no file that ends in {_endings()}", path=path))
        else:
            batch = list(_file(path, errors))
        for source in batch:
            key = source.path if source.path == STDIN else os.path.realpath(source.path)
            if key not in seen:
                seen.add(key)
                found.append(source)
    return found


def _file(path: str, errors: ErrorSink | None) -> Iterator[Source]:
    """The file itself, if it is there and its kind is known."""
    try:
        size = os.stat(path).st_size
    except OSError as error:
        report(errors, InputError(f"cannot be read: {error.strerror}", path=path))
        return
    kind = KINDS.get(ending(path)[0])
    if kind is None:
        report(errors, InputError(f"cannot tell what kind of file this is; known endings: {_endings()}", path=path))
        return
    yield Source(path, kind, size)


def _folder(folder: str, errors: ErrorSink | None) -> Iterator[Source]:
    """Corpus files below a folder, sorted; links to folders are not followed, since they can lead in circles."""

    def unreadable(error: OSError) -> None:
        report(errors, InputError(f"cannot be read: {error.strerror}", path=error.filename))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and ending(name)[0] in KINDS:
                yield from _file(os.path.join(parent, name), errors)


def _endings() -> str:
    return f"{', '.join(KINDS)} (and these with {' or '.join(PACKED)})"
