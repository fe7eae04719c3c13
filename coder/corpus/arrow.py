"""Events as Arrow tables: the flat columns of ``columns``, read from any table of events; result tables to files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from .columns import COLUMNS, row
from .events import read_events
from .files import ErrorSink
from .formats import PLOVER
from .streams import Progress, ending, open_seekable
from .writers import AtomicFile, name_full_disk

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 20_000


def schema() -> pa.Schema:
    """The columns of an event table with their types."""
    import pyarrow as pa

    types = {"string": pa.string(), "int": pa.int32(), "float": pa.float64(), "bool": pa.bool_()}
    return pa.schema([(name, types[kind]) for name, kind in COLUMNS.items()])


def event_tables(
    path: str | Path, *, format: str | None = None, errors: ErrorSink | None = None, progress: Progress | None = None
) -> Iterator[pa.Table]:
    """The events of a file, some ten thousand rows a table. See ``events.read_events`` for the rest."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    wanted = schema()
    progress = progress or (lambda size: None)
    if ending(str(path))[0] == ".parquet" and format in (None, PLOVER):
        try:
            stream, size = open_seekable(str(path), progress)
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", path=str(path)) from None
        with closing(stream):
            try:
                file = pq.ParquetFile(stream)
                if missing := [name for name in COLUMNS if name not in file.schema_arrow.names]:
                    message = f"no column {', '.join(missing[:5])}: this is no table of events"
                    raise InputError(message, path=str(path))
                for batch in file.iter_batches(BATCH, columns=list(COLUMNS), use_threads=False):
                    yield pa.Table.from_batches([batch]).select(list(COLUMNS)).cast(wanted)
            except (pa.ArrowException, OSError, ValueError) as error:
                problem = f"cannot be read as a table of events ({str(error).splitlines()[0][:200]})"
                raise InputError(problem, path=str(path)) from None
        if not ending(str(path))[1]:
            progress(size)
        return
    events = read_events(path, format=format, errors=errors, progress=progress)
    while rows := [row(event) for event in islice(events, BATCH)]:
        yield pa.Table.from_pylist(rows, schema=wanted)


def event_table(path: str | Path, *, format: str | None = None, errors: ErrorSink | None = None) -> pa.Table:
    """All events of a file as one table."""
    import pyarrow as pa

    return pa.concat_tables([schema().empty_table(), *event_tables(path, format=format, errors=errors)])


def write_table(table: pa.Table, path: str | Path) -> None:
    """A table to ``.csv`` or ``.parquet``, which appears when it is complete. Raises InputError for other endings."""
    import pyarrow.csv as pc
    import pyarrow.parquet as pq

    path = Path(path)
    kind = path.suffix.lower()
    if kind not in (".csv", ".parquet"):
        raise InputError("this table is written as .csv or .parquet", path=str(path))
    file = AtomicFile(path)
    try:
        if kind == ".csv":
            # Strings are quoted, numbers not: "0353" keeps its zero where a reader asks the quotes.
            pc.write_csv(table, file.stream)
        else:
            pq.write_table(table, file.stream, compression="zstd")
        file.keep()
    except BaseException as error:
        file.drop()
        name_full_disk(error, path)
        raise
