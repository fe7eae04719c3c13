"""The event tables of the field: ``open_output`` writes them, ``FORMATS`` describes them.

| name | what it is |
|---|---|
| ``plover`` | our own record, nothing lost: ``.jsonl``, ``.csv``, ``.parquet`` (see ``columns``) |
| ``polecat`` | 40 columns, header, a row an event |
| ``icews`` | 20 columns, header, a row a pair of actors |
| ``phoenix`` | 26 columns, no header, a row a pair |
| ``petrarch`` | 9 columns, no header, a row a pair |
| ``gdelt`` | 61 columns, no header, a row a pair |

All but the first are separated by tabs and know no quoting, whatever the file's ending, as the originals do. No
quotation mark is lost: tell your reader that there is no quoting (``quote = ""``, ``quoting=3``).
"""

from __future__ import annotations

from pathlib import Path

from ...errors import InputError
from ..writers import EventWriter, open_writer
from . import gdelt, icews, petrarch, phoenix, polecat
from .base import Format
from .table import TableWriter

PLOVER = "plover"
FORMATS: dict[str, Format] = {
    module.FORMAT.name: module.FORMAT for module in (polecat, icews, phoenix, petrarch, gdelt)
}
NAMES = (PLOVER, *FORMATS)


def format_named(name: str) -> Format | None:
    """The format, None for ``plover``. Raises InputError for a name that is none."""
    if name == PLOVER:
        return None
    try:
        return FORMATS[name]
    except KeyError:
        raise InputError(f'"{name}" is no format; there are {", ".join(NAMES)}') from None


def open_output(path: str | Path, format: str = PLOVER, *, keep_marked: bool = False) -> EventWriter:
    """A writer for events. ``keep_marked`` lets events that did not simply happen (negated, future, hypothetical,
    historical) into formats that cannot say so; otherwise they are left out and counted.

    Raises InputError for an unknown format or ending, or where the file cannot be made.
    """
    found = format_named(format)
    return open_writer(path) if found is None else TableWriter(Path(path), found, keep_marked=keep_marked)
