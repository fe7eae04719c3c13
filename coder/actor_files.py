"""Reads actor and agent files (CSV) into rows, with every mistake located and no good row lost to a bad one.

Actor files have the columns ``name,code,start,end,kind,entity,id,use,note`` in any order, of which only ``name`` and
``code`` must be there; agent files ``name,code,kind,plural,note``. ``dictionaries/README.md`` describes them for users.
"""

from __future__ import annotations

import calendar
import csv
import difflib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from .errors import CoderError, DictionaryError

ACTOR_COLUMNS = ("name", "code", "start", "end", "kind", "entity", "id", "use", "note")
AGENT_COLUMNS = ("name", "code", "kind", "plural", "note")
SECTORS = frozenset(
    ["COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
     "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"]
)  # fmt: skip
ENTITIES = frozenset(["UNO", "EUR", "IGO", "NGO", "MNC", "ISM", "IMG"])
# ``private`` is somebody who alone makes no event political: a sports federation, a singer.
# ``ship`` is what stands before a ship's name ("USS"): that name, whatever else it means, belongs to it.
# ``ignore`` names something that is no actor ("Paris Hilton"): matched, so that no shorter name is, and dropped.
KINDS = frozenset(
    ["country", "demonym", "capital", "place", "region", "person", "group", "org", "org-part", "party", "people",
     "religion", "media", "metonym", "company", "body", "agency", "ship", "private", "ignore", ""]
)  # fmt: skip
USES = frozenset(["", "later", "lower", "hyphen", "capitals", "later capitals"])
LATEST = "9999-12-31"
#: Columns of which spreadsheets like to write the first letter large.
_ANY_CASE = frozenset(["kind", "use"])
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
# What some spreadsheets put before the header to say what separates the cells.
_SEP = re.compile(r"sep=.$", re.IGNORECASE)
_CODE = re.compile(r"(?:[A-Z]{3})+$")


class Row:
    """One good row of an actor file; ``start`` and ``end`` are full ISO dates ("" and ``LATEST`` where open).

    ``capitals``: an abbreviation that is a word as well, and is meant only in capitals; ``use`` is without it.
    """

    __slots__ = ("capitals", "code", "end", "entity", "id", "kind", "line", "name", "note", "path", "start", "use")

    def __init__(self, cells: dict[str, str], path: str, line: int) -> None:
        self.name = cells["name"]
        self.code = cells["code"]
        self.start = iso_date(cells.get("start", ""), last=False) or ""
        self.end = iso_date(cells.get("end", ""), last=True) or LATEST
        self.kind = cells.get("kind", "")
        self.entity = cells.get("entity", "") or self.name
        self.id = cells.get("id", "") or None
        use = cells.get("use", "").split()
        self.capitals = "capitals" in use
        self.use = " ".join(word for word in use if word != "capitals")
        self.note = cells.get("note", "")
        self.path = path
        self.line = line


class AgentRow:
    """One good row of an agent file: a common noun ("army chief") and its code ("MIL")."""

    __slots__ = ("code", "kind", "line", "name", "note", "path", "plural")

    def __init__(self, cells: dict[str, str], path: str, line: int) -> None:
        self.name = cells["name"]
        self.code = cells["code"]
        self.kind = cells.get("kind", "")
        self.plural = cells.get("plural", "")
        self.note = cells.get("note", "")
        self.path = path
        self.line = line

    def cells(self) -> dict[str, str]:
        """The row as it was read, without its place."""
        return {"name": self.name, "code": self.code, "kind": self.kind, "plural": self.plural, "note": self.note}


def iso_date(text: str, *, last: bool) -> str | None:
    """A full ISO date from YYYY, YYYY-MM or YYYY-MM-DD (the first or last day meant), None if it is none.

    >>> iso_date("2024-02", last=True)
    '2024-02-29'
    """
    m = _DATE.match(text)
    if m is None:
        return None
    year, month, day = int(m[1]), int(m[2] or 0), int(m[3] or 0)
    if year == 0 or month > 12 or (m[2] and not month):
        return None
    month = month or (12 if last else 1)
    days = calendar.monthrange(year, month)[1]
    if day > days or (m[3] and not day):
        return None
    return f"{year:04}-{month:02}-{day or (days if last else 1):02}"


def split_code(code: str) -> tuple[str, tuple[str, ...]]:
    """A code's country or entity ("" if it has none) and its sectors: ``split_code("UKRGOV") == ("UKR", ("GOV",))``."""
    found = [code[i : i + 3] for i in range(0, len(code), 3)]
    if found and found[0] not in SECTORS:
        return found[0], tuple(found[1:])
    return "", tuple(found)


def read_actors(paths: Iterable[Path], errors: list[CoderError]) -> list[Row]:
    """All good rows of one layer of actor files in order; appends what is wrong with the others to ``errors``.

    Whether the countries named in the codes exist is not known here: ``check_codes`` looks at that over all layers.
    """
    rows: list[Row] = []
    for path in paths:
        for cells, line, raw in table(path, ACTOR_COLUMNS, errors):
            complaint = actor_complaint(cells)
            if complaint is None:
                rows.append(Row(cells, str(path), line))
            else:
                errors.append(located(path, line, raw, *complaint))
    return rows


def read_agents(paths: Iterable[Path], errors: list[CoderError]) -> list[AgentRow]:
    """All good rows of agent files; appends what is wrong with the others to ``errors``."""
    rows: list[AgentRow] = []
    for path in paths:
        for cells, line, raw in table(path, AGENT_COLUMNS, errors):
            code = cells["code"]
            if not _CODE.match(code) or any(code[i : i + 3] not in SECTORS | ENTITIES for i in range(0, len(code), 3)):
                errors.append(located(path, line, raw, f"unknown code {code!r}: not a sector or entity", code))
            else:
                rows.append(AgentRow(cells, str(path), line))
    return rows


def check_codes(layers: Sequence[Sequence[Row]], errors: list[CoderError]) -> list[list[Row]]:
    """The layers without the rows whose code holds an unknown part; those are named in ``errors``.

    A country is known if some row of kind ``country`` has it as its whole code, so a user's file can bring its own.
    """
    known = declared(layers)
    good: list[list[Row]] = []
    for rows in layers:
        kept = []
        for row in rows:
            bad = next((part for part in _unknown_parts(row.code, known)), None)
            if bad is None:
                kept.append(row)
            else:
                message = f"unknown code {bad!r} in {row.code!r} (a row of kind country would declare it)"
                errors.append(DictionaryError(message, path=row.path, line=row.line))
        good.append(kept)
    return good


def declared(layers: Sequence[Sequence[Row]]) -> set[str]:
    """The codes that may stand first: those of rows of kind country, and the organisations."""
    return {row.code for rows in layers for row in rows if row.kind == "country" and len(row.code) == 3} | ENTITIES


def _unknown_parts(code: str, known: set[str] | frozenset[str]) -> list[str]:
    found = [code[i : i + 3] for i in range(0, len(code), 3)]
    if found and found[0] in known:
        found = found[1:]
    return [part for part in found if part not in SECTORS and part not in ENTITIES]


def actor_complaint(cells: dict[str, str]) -> tuple[str, str] | None:
    """What is wrong with a row, and the cell text that it is about."""
    kind, code = cells.get("kind", ""), cells["code"]
    if kind not in KINDS:
        near = difflib.get_close_matches(kind, KINDS - {""}, 1)
        known = f"is {near[0]} meant?" if near else f"one of {', '.join(sorted(KINDS - {''}))}"
        return f"unknown kind {kind!r}; {known}", kind
    if kind in ("ignore", "ship") and not code:
        pass
    elif not code:
        return "the code is empty (kinds ignore and ship need none)", ""
    elif not _CODE.match(code):
        meant = "".join(code.split()).upper()
        return f"a code is made of three-letter parts in capitals, not {code!r}" + (
            f"; is {meant} meant?" if _CODE.match(meant) else ""
        ), code
    use = cells.get("use", "")
    if use not in USES:
        return f"unknown use {use!r}; blank, later, lower, hyphen, capitals, or later capitals", use
    if "capitals" in use and not any(len(word) > 1 and word.isupper() for word in cells["name"].split()):
        return f"use {use!r} is for an abbreviation in capitals; {cells['name']!r} has none", use
    start, end = cells.get("start", ""), cells.get("end", "")
    first, final = iso_date(start, last=False), iso_date(end, last=True)
    if start and first is None:
        return f"bad start date {start!r}; write YYYY, YYYY-MM or YYYY-MM-DD{_mended(start)}", start
    if end and final is None:
        return f"bad end date {end!r}; write YYYY, YYYY-MM or YYYY-MM-DD{_mended(end)}", end
    if first and final and final < first:
        return f"the end {end} is before the start {start}", end
    return None


def _mended(text: str) -> str:
    """What a date with stripped zeros was before a spreadsheet had it in hand: "2024-3-5", "2024/3/5"."""
    pieces = re.split(r"[-/.]", text)
    if not 2 <= len(pieces) <= 3 or not all(piece.isdigit() for piece in pieces) or len(pieces[0]) != 4:
        return ""
    whole = "-".join(piece.zfill(2) for piece in pieces)
    return f" (zeros lost? {whole})" if iso_date(whole, last=False) else ""


def table(
    path: Path, columns: Sequence[str], errors: list[CoderError], needed: int = 2
) -> Iterable[tuple[dict[str, str], int, str]]:
    """The rows of a CSV file as (cells by column, line number, raw line); complains of the file's shape.

    The first ``needed`` of ``columns`` must be there, and the first one must hold something in every row.
    """
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        errors.append(DictionaryError(f"cannot be read: {error.strerror or error}", path=str(path)))
        return
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        errors.append(DictionaryError("is not UTF-8; save it as UTF-8 in your spreadsheet", path=str(path), line=line))
        return
    header: list[str] | None = None
    comma = ","
    for line, raw in enumerate(text.splitlines(), 1):
        if not raw.strip(",; \t") or raw.startswith("#") or (header is None and _SEP.match(raw)):
            continue
        if header is None:
            comma = _separator(raw)
        # Line by line, so that one open quotation mark cannot swallow the rest of the file: no cell holds a line break.
        try:
            cells = next(csv.reader([raw], strict=True, delimiter=comma)) if '"' in raw else raw.split(comma)
        except csv.Error:
            errors.append(located(path, line, raw, "a quotation mark is not closed", '"'))
            continue
        cells = [cell.strip() for cell in cells]
        if header is None:
            header = [cell.lower() for cell in cells]
            missing = [column for column in columns[:needed] if column not in header]
            unknown = [column for column in header if column and column not in columns]
            if missing:
                verb = "are" if len(missing) > 1 else "is"
                message = f"the first line must name the columns; {' and '.join(missing)} {verb} missing"
                errors.append(located(path, line, raw, message, ""))
                return
            for column in unknown:
                errors.append(located(path, line, raw, f"unknown column {column!r}", column))
            continue
        if len(cells) > len(header):
            message = f"{len(cells)} cells in a row of {len(header)} columns; put a name with a comma in quotes"
            errors.append(located(path, line, raw, message, ""))
            continue
        row = dict(zip(header, cells, strict=False))
        for column in columns[:needed]:
            row.setdefault(column, "")
        for column in _ANY_CASE.intersection(row):
            row[column] = row[column].lower()
        if not any(c.isalnum() for c in row[columns[0]]):
            errors.append(located(path, line, raw, f"the {columns[0]} is empty", ""))
            continue
        yield row, line, raw
    if header is None:
        message = f"is empty; the first line must name the columns ({','.join(columns)})"
        errors.append(DictionaryError(message, path=str(path), line=1))


def _decoded(data: bytes) -> str:
    """The text of a file: UTF-8 with or without a mark, or the UTF-16 that spreadsheets call Unicode text."""
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")


def _separator(header: str) -> str:
    """What stands between the cells: spreadsheets write semicolons in many countries, and tabs."""
    return "," if "," in header else next((mark for mark in ";\t" if mark in header), ",")


def located(path: Path, line: int, raw: str, message: str, cell: str) -> DictionaryError:
    """The error with its source line, its column where the cell can be found in it."""
    at = raw.find(cell) if cell else -1
    column = at + 1 if at >= 0 else 1
    return DictionaryError(message, path=str(path), line=line, column=column, excerpt=raw.rstrip("\r\n"))
