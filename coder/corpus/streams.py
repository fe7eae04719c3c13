"""Bytes of corpus files, unpacked on the way: ``open_bytes`` for streams, ``open_seekable`` where a reader must jump.

``.gz`` and ``.zst`` (several members after another too) are read piece by piece, so a file of any size takes the memory
of one piece. What comes before a damaged place is delivered; the place itself is an ``InputError``.
"""

from __future__ import annotations

import gzip
import io
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from ..errors import InputError

#: Endings of packed files; ``news.jsonl.gz`` is a ``.jsonl`` file.
PACKED = (".gz", ".zst")
#: A line longer than this, in bytes, is no record of a corpus; reading it whole could fill the memory.
LONGEST_LINE = 64 * 2**20
_PIECE = 2**18
_UNPACKED = 2**14

Progress = Callable[[int], None]


def ending(path: str) -> tuple[str, str]:
    """The ending that tells the kind of file, and that of the packing, both in lower case: ``.jsonl``, ``.gz``."""
    name = path.lower().replace("\\", "/").rpartition("/")[2]
    packed = next((one for one in PACKED if name.endswith(one)), "")
    name = name.removesuffix(packed)
    at = name.rfind(".")
    return (name[at:] if at > 0 else ""), packed


def is_packed(path: str) -> bool:
    """Whether the ending says that the file is packed."""
    return bool(ending(path)[1])


def stem(path: str) -> str:
    """The file's name without its endings: ``news`` of ``a/news.txt.gz``, ``first.story`` of ``first.story.txt``."""
    name = path.replace("\\", "/").rpartition("/")[2]
    kind, packed = ending(path)
    return name[: len(name) - len(packed) - len(kind)]


def open_bytes(path: str, progress: Progress) -> BinaryIO:
    """The content of a file as a buffered stream. ``progress`` hears of each byte that is read from the disk.

    Reading raises InputError where packed data is damaged or ends too early, OSError where the disk fails.
    """
    raw = io.BufferedReader(_Counted(path, progress), _PIECE)
    packing = ending(path)[1]
    if not packing:
        return raw
    return io.BufferedReader(_Unpacked(raw, packing, path), _PIECE)


def open_seekable(path: str, progress: Progress) -> tuple[BinaryIO, int]:
    """The content as a file that can be read in any order, and its size; packed files are unpacked into a temporary
    file. ``progress`` hears only of what is unpacked."""
    if not ending(path)[1]:
        stream = open(path, "rb")  # noqa: SIM115 — the caller closes it
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        return stream, size
    unpacked = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        with open_bytes(path, progress) as packed:
            shutil.copyfileobj(packed, unpacked, _PIECE)
        size = unpacked.tell()
        unpacked.seek(0)
    except BaseException:
        unpacked.close()
        raise
    return unpacked, size  # type: ignore[return-value]


def lines_of(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines with their ends; None for a line that is longer than ``LONGEST_LINE``, whose rest is passed over."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_PIECE)
        yield None


class _Counted(io.RawIOBase):
    """A file on the disk that tells how much of it was read."""

    def __init__(self, path: str, progress: Progress) -> None:
        self._file = open(path, "rb", buffering=0)  # noqa: SIM115
        self._progress = progress

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = self._file.readinto(buffer) or 0
        self._progress(count)
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


class _Unpacked(io.RawIOBase):
    """Unpacks a stream; what is wrong with the packing becomes an InputError with the path."""

    def __init__(self, raw: BinaryIO, packing: str, path: str) -> None:
        self._raw, self._path = raw, path
        if packing == ".gz":
            self._inner: BinaryIO = gzip.GzipFile(fileobj=raw, mode="rb")  # type: ignore[assignment]
        else:
            import pyarrow as pa

            # The first bytes tell, before a library sees data that is none.
            if (start := raw.peek(4)[:4]) and start[1:] != b"\xb5\x2f\xfd" and start[1:] != b"\x2a\x4d\x18":  # type: ignore[attr-defined]
                raise InputError("this is no zstd data", path=path)
            self._inner = pa.CompressedInputStream(pa.PythonFile(raw, "r"), "zstd")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            # Small pieces: what was unpacked before a damaged place, and not handed on yet, is lost with it.
            data = self._inner.read1(min(len(buffer), _UNPACKED))  # type: ignore[attr-defined]
        except EOFError:
            raise InputError("the packed data ends too early: the rest is missing", path=self._path) from None
        except (OSError, zlib.error, ValueError) as error:
            problem = f"the packed data is damaged ({error}); what follows cannot be read"
            raise InputError(problem, path=self._path) from None
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._raw.close()
        super().close()
