"""PETRARCH actor and agent dictionaries (versions 1 and 2) → our actor and agent files.

Names lose their underscores and get capitals as in text; synonyms become aliases of the first name. CAMEO codes become
ours (``codes``); dated codes become spans that do not overlap (``petrarch_dates``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..actor_files import ACTOR_COLUMNS, AGENT_COLUMNS, ENTITIES, SECTORS
from ..names import parts
from .codes import convert
from .lines import Carried, Line, proper, read_lines, split_codes, table_text
from .petrarch_dates import Dated, Span, read_range, spans

_CODED = re.compile(r"(?P<code>[^\s<>]*?)\s*(?P<range>[<>]\s*\d+|\d+\s*-\s*\d+)?")
_NONE = re.compile(r"-+|null", re.IGNORECASE)
_AGENT = re.compile(r"(?P<name>[^{}]*?)\s*(?:\{(?P<plural>[^{}]*)\})?")
_DEFINITION = re.compile(r"(?P<marker>!\w+!)\s*=\s*(?P<words>.*)")
_MARKER = re.compile(r"!\w+!")


@dataclass(slots=True)
class _Entry:
    """A name with its synonyms, and the codes read so far; ``broken`` once a code of it was complained of."""

    names: list[tuple[str, Line]]
    codes: list[Dated] = field(default_factory=list)
    broken: bool = False


def import_actors(paths: Iterable[Path]) -> Carried:
    """Actor files → the text of one CSV of actors."""
    carried = Carried()
    entries: list[_Entry] = []
    new: dict[str, Line] = {}
    for path in paths:
        entry: _Entry | None = None
        for line in read_lines(path, carried):
            split = split_codes(line)
            if split is None:
                carried.drop(line, "its brackets do not match")
                name, codes = line.text.split("[")[0].strip(), []
                if entry is not None and line.text[0] in "[+":
                    entry.broken = True
                if not name.strip("+]"):
                    continue
            else:
                name, codes = split
            if name.startswith("+"):
                if entry is None:
                    carried.drop(line, "a synonym (+) without a name before it")
                    continue
                _add_name(entry, name[1:], line, carried)
            elif name:
                entry = _Entry([], broken=split is None)
                entries.append(entry)
                _add_name(entry, name, line, carried)
            elif entry is None:
                carried.drop(line, "a code without a name before it")
                continue
            for code in codes:
                _add_code(entry, code, line, carried, new)
    rows = _actor_rows(entries, carried, new)
    carried.entries = len({row[0] for row in rows})
    carried.text = table_text(ACTOR_COLUMNS, rows)
    carried.sort()
    return carried


def _add_name(entry: _Entry, raw: str, line: Line, carried: Carried) -> None:
    name = proper(raw)
    if parts(name) and any(c.isalnum() for c in name):
        entry.names.append((name, line))
    else:
        carried.drop(line, "the name is empty")


def _add_code(entry: _Entry, text: str, line: Line, carried: Carried, new: dict[str, Line]) -> None:
    found = _CODED.fullmatch(text)
    if found is None:
        entry.broken = True
        carried.drop(line, f"[{text}] is not a code with perhaps a date range", text)
        return
    try:
        days = read_range(found["range"]) if found["range"] else None
    except ValueError as error:
        entry.broken = True
        carried.drop(line, str(error), found["range"])
        return
    code: str | None = None
    if not _NONE.fullmatch(found["code"]):
        converted = convert(found["code"])
        if converted.problem:
            entry.broken = True
            carried.drop(line, converted.problem, found["code"])
            return
        code = converted.code
        if converted.lost:
            carried.change(line, _lost(code, converted.lost), found["code"])
        elif converted.new and converted.new not in new:
            what = f"{converted.new} is no country that we know; the new file declares it"
            carried.change(line, what, found["code"])
        if converted.new:
            new.setdefault(converted.new, line)
    entry.codes.append(Dated(code, *days, True) if days else Dated(code))


def _lost(code: str, lost: tuple[str, ...]) -> str:
    return f"as {code}: {', '.join(lost)} {'has' if len(lost) == 1 else 'have'} no counterpart"


def _actor_rows(entries: list[_Entry], carried: Carried, new: dict[str, Line]) -> list[list[str]]:
    rows: list[list[str]] = []
    seen: dict[tuple[str, ...], Line] = {}
    declared: set[str] = set()
    for entry in entries:
        if not entry.names:
            continue
        if not entry.codes:
            line = entry.names[0][1]
            if not any((error.path, error.line) == (line.path, line.number) for error in carried.left_out):
                carried.drop(line, "none of its codes can be used" if entry.broken else "it has no code")
            continue
        found = spans(entry.codes)
        if not found and (entry.broken or any(code.dated for code in entry.codes)):
            if not entry.broken:
                carried.drop(entry.names[0][1], "it has no code on any day")
            continue
        if not found:
            carried.change(entry.names[0][1], "with its null code as a name that is no actor (ignore)")
        entity = ""
        for name, line in entry.names:
            first = seen.get(parts(name))
            if first is not None and first is not line:
                carried.drop(line, f"{name} already has its codes, from line {first.number} of {first.path}")
                continue
            seen[parts(name)] = line
            rows += _rows_of(name, entity, found, declared, new)
            entity = entity or name
    rows += [[code, code, "", "", "country", "", "", "", "declares the code"] for code in sorted(new.keys() - declared)]
    return rows


def _rows_of(name: str, entity: str, found: list[Span], declared: set[str], new: dict[str, Line]) -> list[list[str]]:
    kind = ""
    if not found:
        return [[name, "", "", "", "ignore", "", "", "", "a null code"]]
    if not entity and len(found) == 1 and found[0].code in new and found[0].code not in declared:
        kind = "country"
        declared.add(found[0].code)
    return [[name, span.code, span.start, span.end, kind, entity, "", "", ""] for span in found]


# --- agents ----------------------------------------------------------------------------------------------------------


def import_agents(paths: Iterable[Path]) -> Carried:
    """Agent files → the text of one CSV of agent nouns."""
    carried = Carried()
    rows: dict[str, list[str]] = {}
    for path in paths:
        markers: dict[str, list[str]] = {}
        waiting: list[tuple[str, Line]] = []  # names whose code stands on a later line
        for line in read_lines(path, carried):
            definition = _DEFINITION.fullmatch(line.text)
            if definition is not None:
                words = [word.strip(" _") for word in definition["words"].split(",")]
                markers[definition["marker"]] = [word for word in words if word]
                continue
            split = split_codes(line)
            if split is None or len(split[1]) > 1:
                carried.drop(line, "its brackets do not match" if split is None else "an agent has one code")
                continue
            name, codes = split
            if name:
                if waiting and not name.startswith("+"):
                    _uncoded(waiting, carried)
                waiting.append((name.removeprefix("+"), line))
            elif not waiting:
                carried.drop(line, "a code without a name before it")
            if codes and waiting:
                code = _agent_code(codes[0], line, carried)
                for agent, where in waiting if code else ():
                    _add_agent(agent, code, where, markers, rows, carried)
                waiting.clear()
        _uncoded(waiting, carried)
    ordered = sorted(rows.values())
    carried.entries = len(ordered)
    carried.text = table_text(AGENT_COLUMNS, ordered)
    carried.sort()
    return carried


def _uncoded(waiting: list[tuple[str, Line]], carried: Carried) -> None:
    for _, line in waiting:
        carried.drop(line, "it has no code")
    waiting.clear()


def _agent_code(text: str, line: Line, carried: Carried) -> str:
    """``~GOV`` and ``NGO~`` as a code of sectors; "" where it is none."""
    code = text.replace("~", "")
    if _NONE.fullmatch(text):
        carried.drop(line, "a noun with a null code has no counterpart", text)
        return ""
    if text.count("~") != 1 or not (text.startswith("~") or text.endswith("~")):
        carried.drop(line, f"the code of an agent is [~GOV] or [NGO~], not [{text}]", text)
        return ""
    converted = convert(code)
    pieces = [converted.code[i : i + 3] for i in range(0, len(converted.code), 3)]
    bad = next((piece for piece in pieces if piece not in SECTORS | ENTITIES), "")
    if converted.problem or bad:
        carried.drop(line, converted.problem or f"{bad} is no sector or organisation", code)
        return ""
    if converted.lost:
        carried.change(line, _lost(converted.code, converted.lost), code)
    return converted.code


def _add_agent(
    text: str, code: str, line: Line, markers: dict[str, list[str]], rows: dict[str, list[str]], carried: Carried
) -> None:
    found = _AGENT.fullmatch(text)
    if found is None:
        carried.drop(line, "its braces do not match")
        return
    name, plural = _common(found["name"]), _common(found["plural"] or "")
    used = _MARKER.search(found["name"])
    if used is not None:
        if used[0] not in markers:
            carried.drop(line, f"{used[0]} is not defined above", used[0])
            return
        names = [(_common(found["name"].replace(used[0], word)), "") for word in markers[used[0]]]
    else:
        names = [(name, plural)]
    for single, several in names:
        if not any(c.isalnum() for c in single):
            carried.drop(line, "the name is empty")
        elif rows.get(single, [single, code])[1] != code:
            carried.drop(line, f'"{single}" already has the code {rows[single][1]}')
        else:
            rows[single] = [single, code, "", several, ""]


def _common(raw: str) -> str:
    """A common noun as our files write it."""
    return " ".join(raw.replace("_", " ").split()).lower()
