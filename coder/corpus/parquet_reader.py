"""Documents from Parquet: a row a story, read a few thousand rows at a time.

Only the columns that are asked for are read. Dates may be strings, numbers (20250602), dates or time stamps; ids
strings or whole numbers. A row or a row group that is damaged costs itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from ..errors import InputError

BATCH = 2000

#: Row number (from 1) and what the row holds: id, text, date. A cell that cannot be read is the exception.
Row = tuple[int, Any, Any, Any]
Bad = Callable[[str, int | None], None]


def read_rows(stream: BinaryIO, names: tuple[str, str, str | None], bad: Bad) -> Iterator[Row]:
    """Rows of the columns ``names`` (id, text, date or None), as Python values.

    ``bad`` hears what is wrong with the file, a row group, or a row (with its number).
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream)
        groups = [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)]
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        bad(f"this is no Parquet file that can be read ({_first_line(error)})", None)
        return
    wanted = [name for name in names if name is not None]
    first = 1
    for number, count in enumerate(groups):
        row = first
        first += count
        try:
            for batch in file.iter_batches(BATCH, row_groups=[number], columns=wanted, use_threads=False):
                columns = [batch.column(batch.schema.get_field_index(name)) if name else None for name in names]
                for i in range(batch.num_rows):
                    yield (row, *(None if column is None else _value(column, i) for column in columns))
                    row += 1
        except (pa.ArrowException, OSError, ValueError, OverflowError, KeyError) as error:
            bad(f"rows {row:,} to {first - 1:,} were left out: they cannot be read ({_first_line(error)})", row)


def columns_of(stream: BinaryIO) -> list[str]:
    """The names of a Parquet file's columns. Raises InputError where it is none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return list(pq.read_schema(stream).names)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise InputError(f"this is no Parquet file that can be read ({_first_line(error)})") from None


def _value(column: Any, i: int) -> Any:
    """A cell; in place of one that cannot be read (broken UTF-8, a date out of range) the exception."""
    try:
        value = column[i].as_py()
        return value.decode("utf-8") if isinstance(value, bytes) else value
    except (ValueError, OverflowError) as error:
        return error


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:200]
