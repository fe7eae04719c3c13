"""One short name for a set of files: the same contents give the same name on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(paths: Iterable[Path], extra: Iterable[str] = ()) -> str:
    """The first 16 hexadecimal digits of a SHA-256 over file names and contents.

    A folder stands for all files below it. Folders do not enter (an installed copy has the same name as a checkout),
    the order of ``paths`` does (later layers win, so order matters). ``extra`` are further strings, such as a version.
    Line ends are read alike, so that a checkout on Windows has the same name.
    """
    digest = hashlib.sha256()

    def add(part: bytes) -> None:
        # The length keeps ("ab", "c") and ("a", "bc") apart.
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)

    for path in paths:
        inside = [p for p in path.rglob("*") if p.is_file()] if path.is_dir() else [path]
        names = sorted((p.relative_to(path).as_posix() if path.is_dir() else p.name, p) for p in inside)
        for name, file in names:
            add(name.encode())
            add(file.read_bytes().replace(b"\r\n", b"\n"))
    for text in extra:
        add(text.encode())
    return digest.hexdigest()[:16]
