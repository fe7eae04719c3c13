"""``coder actors add``: puts a name into a user's own file, and never makes that file worse."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from .actor_checks import DictionaryWarning, check_rows
from .actor_files import ACTOR_COLUMNS, AGENT_COLUMNS, check_codes, read_actors, read_agents
from .actors import ActorDictionary
from .checks import actor_layers, common_words
from .corpus.writers import open_text
from .errors import CheckError, CoderError, InputError
from .rulebook import RuleBook


def as_code(text: str, dictionary: ActorDictionary) -> str:
    """A code from what people write: ``PERGOV``, ``per gov``, ``Peru GOV``, ``Peru``.

    Raises InputError where the country is not known; what the sectors must be is checked with the row.
    """
    joined = "".join(text.split())
    if joined.isupper() and len(joined) % 3 == 0:
        return joined
    words = text.split()
    for size in range(len(words), 0, -1):
        country = " ".join(words[:size])
        entry = next((e for e in dictionary.lookup(country) if e.kind in ("country", "demonym", "org")), None)
        rest = "".join(words[size:]).upper()
        if entry is not None and len(rest) % 3 == 0:
            return entry.code(None) + rest
    if joined.isalpha() and len(joined) % 3 == 0:
        return joined.upper()
    country = " ".join(word for word in words if not (word.isupper() and len(word) % 3 == 0))
    unknown = f"no country or organisation is called {country!r}; " if country and country != text else ""
    raise InputError(f"{text!r} is no code: {unknown}write it like PERGOV or Peru GOV")


def person_rows(cells: dict[str, str], surname: str | None, aliases: Iterable[str]) -> list[dict[str, str]]:
    """A row for each name of one actor. For a person also the surname, which counts after the full name.

    ``surname`` None takes the last word of the name, "" none.
    """
    rows = [cells]
    name = cells["name"]
    if surname is None:
        surname = name.split()[-1] if cells.get("kind") == "person" and " " in name else ""
    canonical = cells.get("entity") or name
    for alias in aliases:
        rows.append({**cells, "name": alias, "entity": canonical})
    if surname and surname != name:
        rows.append({**cells, "name": surname, "entity": canonical, "use": "later"})
    return rows


def add(path: Path, rows: Sequence[dict[str, str]], *, nouns: bool = False) -> tuple[list[str], list[CoderError]]:
    """Appends rows to a user's file, which is made where there is none: (names added, warnings).

    Nothing is written where a row is bad or contradicts the file; raises CheckError then. A row that stands there
    already is passed over. The file keeps its columns, their order, its line ends, and all that it holds.
    """
    columns = AGENT_COLUMNS if nouns else ACTOR_COLUMNS
    old = _old_text(path)
    header, newline = _shape(old, columns, path)
    fresh = [row for row in rows if not _stands(old, header, row)]
    text = old + ("" if not old or old.endswith("\n") else newline)
    if not old:
        text = ",".join(header) + newline
    first = text.count("\n") + 1
    wanted = [column for column in columns if any(row.get(column) for row in fresh)]
    missing = [column for column in wanted if column not in header]
    if missing:
        # Rows may be shorter than the header, so the rest of the file stays as it is.
        top, _, rest = text.partition("\n")
        top = top.rstrip("\r") + "".join(f",{column}" for column in missing)
        text, header = top + newline + rest, [*header, *missing]
    for row in fresh:
        text += _csv_row([row.get(column, "") for column in header]) + newline
    problems, warnings = _faults(path, text, first, nouns)
    if problems:
        raise CheckError(problems)
    if fresh:
        with open_text(path) as stream:
            stream.write(text)
    return [row["name"] for row in fresh], warnings


def _old_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=str(path)) from None
    except UnicodeDecodeError:
        raise InputError("is not UTF-8; save it as UTF-8 in your spreadsheet", path=str(path)) from None


def _shape(text: str, columns: Sequence[str], path: Path) -> tuple[list[str], str]:
    """The columns of a file and its line ends; those of a new one where it holds nothing."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = [line for line in text.splitlines() if line.strip(", \t\ufeff") and not line.startswith("#")]
    if not lines:
        return list(columns), newline
    header = [cell.strip().lower() for cell in next(csv.reader([lines[0].removeprefix("\ufeff")]))]
    if not {"name", "code"} <= set(header) <= set(columns):
        raise InputError(f"its columns must be of these: {','.join(columns)}", path=str(path), line=1, excerpt=lines[0])
    return header, newline


def _stands(text: str, header: Sequence[str], row: dict[str, str]) -> bool:
    """Whether the file has this very row."""
    cells = [row.get(column, "") for column in header]
    for other in csv.reader(io.StringIO(text)):
        if [*(cell.strip() for cell in other), *[""] * (len(header) - len(other))] == cells:
            return True
    return False


def _csv_row(cells: Sequence[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(cells)
    return stream.getvalue()


def _faults(path: Path, text: str, first: int, nouns: bool) -> tuple[list[CoderError], list[CoderError]]:
    """What would be wrong with the lines from ``first`` on if the file held that text: (faults, warnings)."""
    found: list[CoderError] = []
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        trial.write_bytes(text.encode("utf-8"))
        if nouns:
            read_agents([trial], found)
        else:
            own = read_actors([trial], found)
            check_codes([actor_layers()[0], own], found)
            found += check_rows([[], own], common_words(RuleBook.load().statements))
    new = [error for error in found if (error.line or first) >= first]
    for error in new:
        error.path = str(path)
    warnings = [error for error in new if isinstance(error, DictionaryWarning)]
    return [error for error in new if error not in warnings], warnings
