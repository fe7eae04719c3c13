"""PLOVER and CAMEO as data: types, modes, contexts, codes, scores, and the codes that actors may have.

Read from ``dictionaries/``: ``ontology.toml`` (types, modes, contexts, sectors, entities), ``cameo.csv`` (codes),
``nesting.csv`` (mode and code of an event that takes another event, such as a request for aid) and ``codes.csv``
(countries, former states, organisations, sectors). Everything is validated on loading; faults come all together.

``cameo.csv`` follows the ICEWS table for CAMEO 1.1b3, whose modes are partly from an older draft of PLOVER and
partly at odds with the present codebook. What was changed:

- old modes: ``return`` → release (0842); ``ease`` → none (085); ``ban`` → restrict (132, 1322, 1722); ``political`` →
  restrict (1321); ``assassinate`` → targeted (185, 186); ``seize`` on destroyed property → destroy (1712);
  ``massacre`` and ``cleansing`` → none (200–203); 195 is aerial, not heavy-weapons;
- types: 055, 056, 0813, 0814 → CONCEDE (an apology, a pardon, a curfew lifted); 116 → SANCTION.convict;
  163 → SANCTION.discontinue;
- modes: 112 → allege and 114 → disapprove (they were crossed); 105, 124, 1241, 1242 → yield, like the codes beside
  them; 128 and 129 → none (norms and vetoes are about anything); 175 had a context in the column of modes;
- contexts: ``humanitarian`` → human_security, ``democracy`` → pro_democracy; 1214 has the Goldstein value of its group.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from . import resources
from .errors import CheckError, DictionaryError

#: The wildcard type of rules and of ``nesting.csv``.
ANY_EVENT = "EVENT"
#: In ``nesting.csv``: take over the inner event's own mode or code.
SAME = "="


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of a type: its score (None: the type's) and default CAMEO code."""

    name: str
    score: float | None
    cameo: str


@dataclass(frozen=True, slots=True)
class EventTypeInfo:
    """A PLOVER event type as ``ontology.toml`` describes it."""

    name: str
    meaning: str
    quad: int
    score: float
    cameo: str
    place_is_target: bool
    needs_target: bool
    modes: dict[str, Mode]


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A row of ``cameo.csv``; ``event`` is None for mere statements (010–019)."""

    code: str
    label: str
    event: str | None
    mode: str | None
    contexts: tuple[str, ...]
    goldstein: float | None


@dataclass(frozen=True, slots=True)
class Code:
    """A part of actor codes: ``kind`` is country, former, entity or sector."""

    code: str
    label: str
    kind: str


class Ontology:
    """The loaded tables. ``types``, ``cameo`` and ``codes`` are dictionaries by name; the methods answer questions."""

    def __init__(
        self,
        types: dict[str, EventTypeInfo],
        contexts: tuple[str, ...],
        cameo: dict[str, CameoCode],
        nesting: dict[tuple[str, str, str, str], tuple[str, str]],
        codes: dict[str, Code],
    ) -> None:
        self.types = types
        self.contexts_known = contexts
        self.cameo = cameo
        self.codes = codes
        self._nesting = nesting

    @classmethod
    def load(cls, folder: Path | None = None) -> Ontology:
        """Reads the four files of ``folder`` (the shipped one). Raises CheckError with every fault that it finds."""
        return _Loader(folder or resources.dictionaries()).load()

    # --- types and codes ---

    def mode(self, type: str, mode: str | None) -> Mode | None:
        """The mode of a type, None where the type or the mode is unknown."""
        info = self.types.get(type)
        return None if info is None or mode is None else info.modes.get(mode)

    def cameo_for(self, type: str, mode: str | None = None) -> str:
        """The CAMEO code of a type and mode that nothing else settles. Raises KeyError for an unknown type."""
        found = self.mode(type, mode)
        return found.cameo if found else self.types[type].cameo

    def code(self, cameo: str) -> CameoCode | None:
        """The row of a CAMEO code; one digit more than the table has falls back to the code above it."""
        return self.cameo.get(cameo) or (self.cameo.get(cameo[:3]) if len(cameo) == 4 else None)

    def goldstein(self, cameo: str) -> float | None:
        """The Goldstein value of a CAMEO code."""
        row = self.code(cameo)
        return row.goldstein if row else None

    def contexts(self, cameo: str) -> tuple[str, ...]:
        """The PLOVER contexts that a CAMEO code implies."""
        row = self.code(cameo)
        return row.contexts if row else ()

    def quad(self, type: str) -> int:
        """The quad class, 1–4."""
        return self.types[type].quad

    def score(self, type: str, mode: str | None = None) -> float:
        """PLOVER's intensity: of the mode where it has one, else of the type."""
        found = self.mode(type, mode)
        return found.score if found and found.score is not None else self.types[type].score

    def place_is_target(self, type: str) -> bool:
        """Whether a place that only locates such an event may suffer it."""
        return self.types[type].place_is_target

    # --- nested events ---

    def nested(
        self,
        outer: str,
        inner_type: str,
        inner_mode: str | None = None,
        inner_cameo: str | None = None,
        outer_mode: str | None = None,
    ) -> tuple[str | None, str]:
        """Mode and CAMEO code of an ``outer`` event about an inner one ("refused to release": REJECT over RETREAT).

        The most telling row of ``nesting.csv`` is taken: rows for ``outer.mode`` before rows for the type, those that
        name the inner code before those that name the inner mode, those before the inner type, and ``EVENT`` last.
        Without a row the outer event's own mode and code are returned.
        """
        code, mode = inner_cameo or "", inner_mode or ""
        outers = (f"{outer}.{outer_mode}", outer) if outer_mode else (outer,)
        for key in outers:
            for inner in (inner_type, ANY_EVENT):
                # A code of four digits that has no row is looked up by its group of three.
                for part in dict.fromkeys((code, code[:3], "")):
                    for m in (mode, "") if mode else ("",):
                        row = self._nesting.get((key, inner, m, part))
                        if row is None:
                            continue
                        new_mode = inner_mode if row[0] == SAME else (row[0] or None)
                        if row[1] == SAME:
                            return new_mode, code or self.cameo_for(inner_type, inner_mode)
                        return new_mode, row[1] or self.cameo_for(outer, new_mode)
        return outer_mode, self.cameo_for(outer, outer_mode)

    def settle(
        self,
        type: str,
        mode: str | None = None,
        cameo: str | None = None,
        inner: tuple[str, str | None, str | None] | None = None,
    ) -> tuple[str | None, str]:
        """Final mode and CAMEO code of an event from what its rule states and the event inside it, if any.

        ``inner`` is (type, mode, cameo). What a rule states wins; the table of nested events fills what it leaves
        open. A rule that states ``REQUEST 100`` (demand) gets the code of the same request in the family 10.
        """
        if inner is None:
            return mode, cameo or self.cameo_for(type, mode)
        new_mode, code = self.nested(type, *inner, outer_mode=mode)
        if cameo is not None:
            # Demands (10x) and appeals (02x) are the same list twice in CAMEO.
            twin = "10" + code[2:] if code.startswith("02") else ""
            code = twin if cameo == "100" and twin in self.cameo else cameo
            return mode if mode is not None else new_mode, code
        if mode is not None and new_mode != mode:
            return mode, self.cameo_for(type, mode)
        return new_mode, code

    # --- actor codes ---

    @cached_property
    def countries(self) -> frozenset[str]:
        """What may start an actor code: countries, former states, and organisations such as UNO or IGO."""
        return frozenset(code.code for code in self.codes.values() if code.kind != "sector")

    @cached_property
    def sectors(self) -> frozenset[str]:
        """PLOVER sector codes."""
        return frozenset(code.code for code in self.codes.values() if code.kind == "sector")

    def split_code(self, code: str) -> tuple[str | None, tuple[str, ...]]:
        """``UKRGOV`` → (``UKR``, (``GOV``,)); an agent without a country, ``REB`` → (None, (``REB``,)).

        Raises ValueError with a sentence that names the bad part.
        """
        parts = [code[i : i + 3] for i in range(0, len(code), 3)]
        if not parts:
            raise ValueError("the code is empty")
        country = parts.pop(0) if parts[0] in self.countries else None
        for part in parts:
            if part not in self.sectors:
                if part in self.countries:
                    raise ValueError(f"{part} in {code} is a country or organisation and must stand first")
                raise ValueError(f"{part} in {code} is no country, organisation or sector")
        if len(set(parts)) != len(parts):
            raise ValueError(f"{code} names a sector twice")
        return country, tuple(parts)

    @staticmethod
    def join(country: str | None, sectors: tuple[str, ...] | list[str] = ()) -> str:
        """The inverse of ``split_code``."""
        return (country or "") + "".join(sectors)


# --- loading ---------------------------------------------------------------------------------------------------------


class _Loader:
    """Reads and validates the files of one folder, collecting the faults."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.errors: list[DictionaryError] = []

    def load(self) -> Ontology:
        raw = self.toml(self.folder / "ontology.toml")
        contexts = tuple(raw.get("contexts", ()))
        types = self.types(raw)
        cameo = self.cameo(types, contexts)
        self.defaults(types, cameo)
        nesting = self.nesting(types, cameo)
        codes = self.codes(raw)
        if self.errors:
            raise CheckError(self.errors)
        return Ontology(types, contexts, cameo, nesting, codes)

    def fail(self, path: Path, message: str, line: int | None = None, excerpt: str | None = None) -> None:
        self.errors.append(DictionaryError(message, path=str(path), line=line, excerpt=excerpt))

    def toml(self, path: Path) -> dict[str, Any]:
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            self.fail(path, f"cannot be read: {error.strerror or error}")
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self.fail(path, f"is not valid TOML: {error}")
        raise CheckError(self.errors)

    def rows(self, name: str, header: list[str]) -> Iterator[tuple[Path, int, dict[str, str]]]:
        """Path, line number and cells of each row; rows of the wrong length are reported and left out."""
        path = self.folder / name
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.reader(file)
                first = next(reader, [])
                if first != header:
                    self.fail(path, f"the header must be {','.join(header)}", 1)
                    return
                for cells in reader:
                    if not cells:
                        continue
                    if len(cells) != len(header):
                        self.fail(path, f"{len(cells)} cells where {len(header)} are needed", reader.line_num)
                        continue
                    yield path, reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            self.fail(path, f"cannot be read: {error}")

    def types(self, raw: dict[str, Any]) -> dict[str, EventTypeInfo]:
        path, types = self.folder / "ontology.toml", {}
        for name, table in raw.get("types", {}).items():
            try:
                modes = {
                    mode: Mode(mode, None if "score" not in m else float(m["score"]), str(m["cameo"]))
                    for mode, m in table.get("modes", {}).items()
                }
                types[name] = EventTypeInfo(
                    name, str(table.get("meaning", "")), int(table["quad"]), float(table["score"]),
                    str(table["cameo"]), bool(table.get("place_is_target")), bool(table.get("needs_target")), modes,
                )  # fmt: skip
            except KeyError as error:
                self.fail(path, f"types.{name} lacks {error.args[0]}")
                continue
            except (TypeError, ValueError, AttributeError) as error:
                self.fail(path, f"types.{name} has a bad value: {error}")
                continue
            if types[name].quad not in (1, 2, 3, 4):
                self.fail(path, f"types.{name} has quad {types[name].quad}; it must be 1 to 4")
        if not types:
            self.fail(path, "defines no event types")
        return types

    def defaults(self, types: dict[str, EventTypeInfo], cameo: dict[str, CameoCode]) -> None:
        path = self.folder / "ontology.toml"
        for info in types.values():
            used = {info.name: info.cameo} | {f"{info.name}.{mode.name}": mode.cameo for mode in info.modes.values()}
            for name, code in used.items():
                if code not in cameo:
                    self.fail(path, f"{name} has the CAMEO code {code}, which is not in cameo.csv")

    def cameo(self, types: dict[str, EventTypeInfo], contexts: tuple[str, ...]) -> dict[str, CameoCode]:
        found: dict[str, CameoCode] = {}
        header = ["code", "label", "event", "mode", "contexts", "goldstein"]
        for path, line, row in self.rows("cameo.csv", header):
            code, event, mode = row["code"], row["event"] or None, row["mode"] or None
            parts = tuple(part.strip() for part in row["contexts"].split(";") if part.strip())
            if not (code.isdigit() and len(code) in (3, 4)) or (len(code) == 3 and code[:2] > "20"):
                self.fail(path, f'"{code}" is no CAMEO code of three or four digits (leading zeros lost?)', line)
            elif code in found:
                self.fail(path, f"the code {code} stands twice", line)
            self.known(path, line, types, event, mode)
            for part in parts:
                if part not in contexts:
                    self.fail(path, f'"{part}" is no context of ontology.toml', line)
            try:
                value = float(row["goldstein"]) if row["goldstein"] else None
            except ValueError:
                self.fail(path, f'"{row["goldstein"]}" is no number', line)
                value = None
            found[code] = CameoCode(code, row["label"], event, mode, parts, value)
        return found

    def known(
        self, path: Path, line: int, types: dict[str, EventTypeInfo], event: str | None, mode: str | None
    ) -> None:
        """Reports an unknown type or mode."""
        if event is not None and event not in types:
            self.fail(path, f'"{event}" is no event type', line)
        elif mode is not None and (event is None or mode not in types[event].modes):
            self.fail(path, f'"{mode}" is no mode of {event or "an empty type"}', line)

    def nesting(
        self, types: dict[str, EventTypeInfo], cameo: dict[str, CameoCode]
    ) -> dict[tuple[str, str, str, str], tuple[str, str]]:
        found: dict[tuple[str, str, str, str], tuple[str, str]] = {}
        header = ["outer", "inner", "inner_mode", "inner_cameo", "mode", "cameo"]
        for path, line, row in self.rows("nesting.csv", header):
            outer, _, outer_mode = row["outer"].partition(".")
            self.known(path, line, types, outer, outer_mode or None)
            if row["inner"] != ANY_EVENT:
                self.known(path, line, types, row["inner"], row["inner_mode"] or None)
            if row["mode"] not in ("", SAME):
                self.known(path, line, types, outer, row["mode"])
            if row["mode"] == SAME and outer != row["inner"]:
                self.fail(path, "= as mode needs the same type outside and inside", line)
            for code in (row["inner_cameo"], row["cameo"]):
                if code not in ("", SAME) and code not in cameo:
                    self.fail(path, f'"{code}" is no code of cameo.csv', line)
            key = (row["outer"], row["inner"], row["inner_mode"], row["inner_cameo"])
            if key in found:
                self.fail(path, f"a second row for {' '.join(filter(None, key))}", line)
            found[key] = (row["mode"], row["cameo"])
        return found

    def codes(self, raw: dict[str, Any]) -> dict[str, Code]:
        found: dict[str, Code] = {}
        for path, line, row in self.rows("codes.csv", ["code", "label", "kind"]):
            code, kind = row["code"], row["kind"]
            if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
                self.fail(path, f'"{code}" must be three capital letters', line)
            if kind not in ("country", "former", "entity", "sector"):
                self.fail(path, f'"{kind}" must be country, former, entity or sector', line)
            if code in found:
                self.fail(path, f"the code {code} stands twice", line)
            found[code] = Code(code, row["label"], kind)
        for name in (*raw.get("sectors", ()), *raw.get("entities", ())):
            if name not in found:
                self.fail(self.folder / "codes.csv", f"lacks {name}, which ontology.toml names")
        return found
