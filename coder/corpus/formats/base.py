"""What the table formats of the field share: directed pairs of actors, CAMEO's actor codes, dates, clean cells.

A ``Format`` says how one of them looks: its columns, whether they stand in a header, the rows of an event, and the
event of a row. Everything is strings; CAMEO codes keep their zeros.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from ... import resources
from ...event import Actor, CoderVersion, Event, Trigger
from ...ontology import Ontology
from ..readers import iso_date

Pair = tuple[Actor | None, Actor | None]

#: PLOVER's sectors that CAMEO calls otherwise. ``MED`` means media there and health here.
_TO_CAMEO = {"JRN": "MED", "MED": "HLH"}
_FROM_CAMEO = {"MED": "JRN", "HLH": "MED", "INS": "REB", "SEP": "REB", "ENV": "SOC", "HRI": "SOC", "NGM": "JRN"}
#: Organisations: how CAMEO writes them, the longest first.
_BODIES = {"IGOUNO": "UNO", "IGOEUREEC": "EUR", "IGOEEC": "EUR", "EEC": "EUR", "UNO": "UNO"}
#: Countries that CAMEO's dictionaries call otherwise.
_COUNTRIES = {"ROM": "ROU", "KSV": "KOS", "WSB": "PSE", "GZS": "PSE", "PAL": "PSE", "BUR": "MMR", "TMP": "TLS"}
UNKNOWN = "---"


@dataclass(frozen=True)
class Format:
    """A table format.

    ``rows`` gives the rows of an event; ``read`` makes an event of a row (by column) and raises ValueError, with a
    sentence for users, where that is not possible. ``holds`` names what survives of ``LOSSES``. ``missing`` is written
    for what is not known.
    """

    name: str
    columns: tuple[str, ...]
    header: bool
    rows: Callable[[Event], Iterator[list[str]]]
    read: Callable[[dict[str, str]], Event]
    holds: frozenset[str] = field(default_factory=frozenset)
    missing: str = ""


#: What an event may carry that a format has no place for: its name for people, and whether an event has it.
LOSSES: dict[str, Callable[[Event], bool]] = {
    "mode": lambda e: e.mode is not None,
    "contexts": lambda e: bool(e.contexts),
    "issues": lambda e: bool(e.issues),
    "attribution": lambda e: bool(e.attribution),
    "event date": lambda e: e.event_date is not None and e.event_date != e.date,
    "document date": lambda e: e.event_date is not None and e.event_date != e.date,
    "who acted together": lambda e: len(e.source) > 1 or len(e.target) > 1,
    "mutual": lambda e: e.mutual,
    "negated": lambda e: e.negated,
    "future": lambda e: e.future,
    "hypothetical": lambda e: e.hypothetical,
    "historical": lambda e: e.historical,
    "type": lambda e: type_of(e.cameo) != e.event,
    "CAMEO code": lambda e: True,
    "names of actors": lambda e: any(a.name for a in (*e.source, *e.target)),
    "ids of actors": lambda e: any(a.id for a in (*e.source, *e.target)),
    "unresolved actors": lambda e: any(a.code is None for a in (*e.source, *e.target)),
    "sentence number": lambda e: True,
    "text": lambda e: bool(e.text),
    "trigger, offsets, rule": lambda e: bool(e.rule),
}


@cache
def ontology() -> Ontology:
    """The shipped tables."""
    return Ontology.load()


def type_of(cameo: str) -> str | None:
    """The PLOVER type of a CAMEO code, None for mere statements and unknown codes."""
    row = ontology().code(cameo)
    return row.event if row else None


def pairs(event: Event) -> Iterator[Pair]:
    """Who acts on whom, a pair a row: every source on every target; of a mutual event every party on every other."""
    if event.mutual and len(parties := (*event.source, *event.target)) > 1:
        own, one_side = len(event.source), not (event.source and event.target)
        for i, a in enumerate(parties):
            for j, b in enumerate(parties):
                # Two ministers on one side do not make their government meet itself.
                if i != j and (one_side or (i < own) != (j < own) or a.code is None or a.code != b.code):
                    yield a, b
        return
    for source in event.source or (None,):
        for target in event.target or (None,):
            yield source, target


def numbered(event: Event) -> Iterator[tuple[str, Pair]]:
    """Pairs with an id a row: the event's, or ``id.1``, ``id.2`` … where it takes several rows."""
    found = list(pairs(event))
    for number, pair in enumerate(found, start=1):
        yield (event.id if len(found) == 1 else f"{event.id}.{number}"), pair


def clean(text: str | None) -> str:
    """A cell without tabs and line breaks."""
    return " ".join((text or "").split())


def compact(date: str | None) -> str:
    """``20250602`` from ``2025-06-02``; nothing from nothing."""
    return (date or "").replace("-", "")


def iso(value: str) -> str | None:
    """``2025-06-02`` from that or from ``20250602``; None from an empty cell. Raises ValueError for anything else."""
    return iso_date(value) if value.strip() else None


def number(value: float | None) -> str:
    """``-2``, ``3.4``; nothing from None."""
    return "" if value is None else f"{value:g}"


# --- CAMEO codes -----------------------------------------------------------------------------------------------------


def cameo_of(value: str) -> str:
    """A CAMEO code of a foreign table, with the zeros that spreadsheets take. Raises ValueError where there is none."""
    code = value.strip().removesuffix(".0")
    if not code.isdigit():
        raise ValueError(f'"{code}" is no CAMEO code')
    known = ontology()
    if len(code) == 2 and code.startswith("0"):
        code += "0"  # a root alone
    candidates = [code, "0" + code] if len(code) > 2 else [code.zfill(3)]
    for candidate in candidates:
        if 3 <= len(candidate) <= 4 and known.code(candidate) is not None and candidate[:2] <= "20":
            return candidate
    raise ValueError(f'"{code}" is no CAMEO code')


def root(cameo: str) -> str:
    """The first two digits."""
    return cameo[:2]


def cameo_actor(actor: Actor | None) -> str:
    """An actor as CAMEO writes it: ``UKRGOV``, ``IGOUNO``; ``---GOV`` without a country, ``---`` where unknown."""
    if actor is None:
        return ""
    if actor.country is None and not actor.sectors:
        return UNKNOWN
    sectors = "".join(_TO_CAMEO.get(sector, sector) for sector in actor.sectors)
    body = {"UNO": "IGOUNO", "EUR": "IGOEUREEC"}.get(actor.country or "", actor.country or UNKNOWN)
    return body + sectors


def plover_actor(code: str, name: str = "") -> Actor | None:
    """An actor from its CAMEO code, None from an empty one. Parts that PLOVER does not know stay in its text only."""
    code = code.strip().upper()
    if code in ("", UNKNOWN):
        return Actor(text=name, start=0, end=0) if name else None
    known = ontology()
    rest, country = code.removeprefix(UNKNOWN), None
    for written, body in _BODIES.items():
        if rest.startswith(written):
            country, rest = body, rest.removeprefix(written)
            break
    parts = [rest[i : i + 3] for i in range(0, len(rest), 3)]
    if country is None and parts and (first := _COUNTRIES.get(parts[0], parts[0])) in known.countries:
        country = first
        del parts[0]
    sectors = tuple(dict.fromkeys(s for s in (_FROM_CAMEO.get(p, p) for p in parts) if s in known.sectors))
    joined = known.join(country, sectors) or None
    text = name or code
    return Actor(text=text, start=0, end=0, code=joined, country=country, sectors=sectors, name=name or None)


# --- events of foreign rows ------------------------------------------------------------------------------------------


def foreign(
    format: str,
    cells: dict[str, str],
    *,
    id: str = "",
    document: str = "",
    sentence: int = 0,
    date: str | None,
    event_date: str | None = None,
    cameo: str,
    source: tuple[Actor, ...],
    target: tuple[Actor, ...],
    text: str = "",
    issues: tuple[str, ...] = (),
    type: str | None = None,
    mode: str | None = None,
    contexts: tuple[str, ...] | None = None,
) -> Event:
    """An event from what a row of another coder says; what only its CAMEO code tells is filled in.

    Raises ValueError where PLOVER has no type for the code.
    """
    known = ontology()
    row = known.code(cameo)
    type = type or (row.event if row else None)
    if type is None:
        raise ValueError(f"CAMEO {cameo} is a mere statement, which is no PLOVER event")
    mode = mode or (row.mode if row and row.event == type else None)
    if not id:
        id = hashlib.sha256("\x1f".join(cells.values()).encode()).hexdigest()[:20]
    return Event(
        id=id,
        document=document or id,
        sentence=max(0, sentence),
        date=date,
        event_date=event_date,
        event=type,
        mode=mode,
        contexts=known.contexts(cameo) if contexts is None else contexts,
        issues=issues,
        cameo=cameo,
        quad=known.quad(type),
        score=known.score(type, mode),
        goldstein=known.goldstein(cameo),
        source=source,
        target=target,
        trigger=Trigger(text="", start=0, end=0),
        rule="",
        text=text,
        coder=CoderVersion(version=f"from {format}", dictionaries=""),
    )


def issues_of(value: str) -> tuple[str, ...]:
    """Names of ``K,n;K,n``."""
    return tuple(part.partition(",")[0].strip().lower() for part in value.split(";") if part.strip())


def write_issues(issues: tuple[str, ...]) -> str:
    """``K,n;K,n``: each was found once."""
    return ";".join(f"{issue},1" for issue in issues)


def where(value: str) -> tuple[str, int]:
    """Document and sentence (from 0) of ``STORY_3``; the first of several joined with semicolons."""
    first = value.split(";")[0].strip()
    document, _, sentence = first.rpartition("_")
    if document and sentence.isdigit():
        return document, max(0, int(sentence) - 1)
    return first, 0


@cache
def names_of_countries() -> dict[str, str]:
    """Country names in lower case → codes, from the dictionaries."""
    names: dict[str, str] = {}
    with open(resources.dictionaries() / "actors" / "countries.csv", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["kind"] == "country" and len(row["code"]) == 3:
                names.setdefault(row["name"].lower(), row["code"])
    for code in ontology().codes.values():
        if code.kind != "sector":
            names[code.label.lower()] = code.code
    return names


@cache
def cow() -> dict[str, str]:
    """Country codes → numbers of the Correlates of War project."""
    with open(resources.dictionaries() / "cow.csv", encoding="utf-8", newline="") as stream:
        return {row["code"]: row["cow"] for row in csv.DictReader(stream)}
