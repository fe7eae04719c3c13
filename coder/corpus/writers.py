"""``Event`` streams → files: JSONL as the models are, CSV and Parquet as the flat table of ``columns``.

    with open_writer("events.parquet") as writer:
        for event in events:
            writer.write(event)

The file appears under its name only when all is written: until then it is a hidden file beside it, which goes away
when the ``with`` block ends in an exception. A run that was cut off never leaves half a table behind.
"""

from __future__ import annotations

import csv
import errno
import os
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Self

from ..errors import CoderError, InputError
from ..event import Event
from .columns import COLUMNS, row

#: Events a Parquet row group; also what is held in memory at most.
ROW_GROUP = 50_000
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def open_writer(path: str | Path) -> EventWriter:
    """The writer for the ending of ``path``: ``.jsonl``, ``.csv``, ``.parquet``.

    Raises InputError where the ending is another or the file cannot be made.
    """
    path = Path(path)
    kind = WRITERS.get(path.suffix.lower())
    if kind is None:
        raise InputError(f"cannot write this kind of file; known endings: {', '.join(WRITERS)}", path=str(path))
    return kind(path)


class AtomicFile:
    """A file that gets its name when it is complete: ``stream`` is open for writing, then ``keep`` or ``drop``."""

    def __init__(self, path: Path, mode: str = "wb", **options: Any) -> None:
        # A link stays a link; and what is no ordinary file (a pipe, /dev/stdout) is written straight into.
        self._target = Path(os.path.realpath(path))
        self._direct = self._target.exists() and not self._target.is_file() and not self._target.is_dir()
        self._part = self._target.with_name(f".{self._target.name}.{os.getpid()}.part")
        if self._target.is_dir():
            raise InputError("this is a folder; give a file to write to", path=str(path))
        try:
            self.stream: IO[Any] = open(self._target if self._direct else self._part, mode, **options)  # noqa: SIM115
        except OSError as error:
            raise InputError(f"cannot be written: {error.strerror}", path=str(path)) from error

    def keep(self) -> None:
        """Close, and put the file in its place."""
        self.stream.close()
        if not self._direct:
            os.replace(self._part, self._target)

    def drop(self) -> None:
        """Close, and leave what stood there before."""
        with suppress(OSError):  # closing writes what is held back, and the disk may be what failed
            self.stream.close()
        if not self._direct:
            self._part.unlink(missing_ok=True)


def name_full_disk(error: BaseException | None, path: str | Path) -> None:
    """Raise CoderError with the file's name if the error is that of a full disk, which does not name it itself."""
    if isinstance(error, OSError) and error.errno in _FULL and error.filename is None:
        raise CoderError(f"cannot be written: {error.strerror}", path=str(path)) from error


@contextmanager
def open_text(path: str | Path) -> Iterator[IO[str]]:
    """A text file (UTF-8) that appears under its name when the ``with`` block ends well."""
    file = AtomicFile(Path(path), "w", encoding="utf-8", newline="\n")
    try:
        yield file.stream
        file.keep()
    except BaseException as error:
        file.drop()
        name_full_disk(error, path)
        raise


class EventWriter(ABC):
    """Base of the writers: a context manager that takes events one by one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0

    def write(self, event: Event) -> None:
        """Add one event."""
        self._put(event)
        self.count += 1

    @abstractmethod
    def _put(self, event: Event) -> None: ...

    @abstractmethod
    def _finish(self) -> None:
        """Write what is held back and put the file in its place."""

    @abstractmethod
    def _abort(self) -> None:
        """Take away what was written."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, *_: object) -> None:
        if kind is not None:
            self._abort()
            name_full_disk(error, self.path)
            return
        try:
            self._finish()
        except BaseException as failure:
            self._abort()
            name_full_disk(failure, self.path)
            raise


class JsonlWriter(EventWriter):
    """One JSON object a line, UTF-8."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._file = AtomicFile(path, "w", encoding="utf-8", newline="\n")

    def _put(self, event: Event) -> None:
        self._file.stream.write(event.model_dump_json() + "\n")

    def _finish(self) -> None:
        self._file.keep()

    def _abort(self) -> None:
        self._file.drop()


class CsvWriter(EventWriter):
    """Comma-separated, UTF-8, a header; ``true``/``false``; nothing where a value is missing."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._file = AtomicFile(path, "w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._file.stream, lineterminator="\n")
        self._csv.writerow(COLUMNS)

    def _put(self, event: Event) -> None:
        cells = row(event).values()
        self._csv.writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in cells])

    def _finish(self) -> None:
        self._file.keep()

    def _abort(self) -> None:
        self._file.drop()


class ParquetWriter(EventWriter):
    """Parquet (zstd), written a row group at a time, so a corpus of any size fits."""

    def __init__(self, path: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        super().__init__(path)
        types = {"string": pa.string(), "int": pa.int32(), "float": pa.float64(), "bool": pa.bool_()}
        self._schema = pa.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
        self._file = AtomicFile(path)
        self._table = pq.ParquetWriter(self._file.stream, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def _put(self, event: Event) -> None:
        self._rows.append(row(event))
        if len(self._rows) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            self._table.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows = []

    def _finish(self) -> None:
        self._flush()
        self._table.close()
        self._file.keep()

    def _abort(self) -> None:
        try:
            self._table.close()  # it may want to write, and the disk may be what failed
        except OSError:
            pass
        finally:
            self._file.drop()


WRITERS: dict[str, type[EventWriter]] = {".jsonl": JsonlWriter, ".csv": CsvWriter, ".parquet": ParquetWriter}
