"""Phoenix: 26 columns, tab separated, no header.

An actor's code is given whole and in parts: root (country or organisation), agent (the first sector), others. ``quad``
is Phoenix' own penta class: 0 for statements and appeals (01–02), 1 verbal cooperation (03–05), 2 material cooperation
(06–08), 3 verbal conflict (09–13 and 16), 4 material conflict. Places are not known here and stay empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...event import Actor, Event
from .base import (
    UNKNOWN,
    Format,
    cameo_actor,
    cameo_of,
    clean,
    compact,
    foreign,
    iso,
    issues_of,
    number,
    numbered,
    plover_actor,
    root,
    where,
    write_issues,
)  # fmt: skip

COLUMNS = (
    "id", "date", "year", "month", "day",
    "source", "source_root", "source_agent", "source_others",
    "target", "target_root", "target_agent", "target_others",
    "code", "root", "quad", "goldstein", "issues", "lat", "lon", "place", "state", "country",
    "ids", "urls", "publishers",
)  # fmt: skip


def penta(cameo: str) -> int:
    """The class of a CAMEO code."""
    family = int(root(cameo))
    if family <= 2:
        return 0
    if family <= 5:
        return 1
    if family <= 8:
        return 2
    return 3 if family <= 13 or family == 16 else 4


def _parts(actor: Actor | None) -> list[str]:
    """Whole code, root, agent, others."""
    code = cameo_actor(actor)
    if actor is None or code == UNKNOWN:
        return [code, code, "", ""]
    sectors = 3 * len(actor.sectors)
    body, rest = (code[:-sectors], code[-sectors:]) if sectors else (code, "")
    return [code, body, rest[:3], ";".join(rest[i : i + 3] for i in range(3, len(rest), 3))]


def rows(event: Event) -> Iterator[list[str]]:
    """A row a pair."""
    day = compact(event.date)
    for id, (source, target) in numbered(event):
        yield [
            id, day, day[:4], day[4:6], day[6:], *_parts(source), *_parts(target),
            event.cameo, root(event.cameo), str(penta(event.cameo)), number(event.goldstein),
            write_issues(event.issues), "", "", "", "", "", f"{clean(event.document)}_{event.sentence + 1}", "", "",
        ]  # fmt: skip


def read(cells: dict[str, str]) -> Event:
    """The event of a row."""
    document, sentence = where(cells["ids"])
    source, target = plover_actor(cells["source"]), plover_actor(cells["target"])
    return foreign(
        "phoenix",
        cells,
        id=cells["id"],
        document=document,
        sentence=sentence,
        date=iso(cells["date"]),
        cameo=cameo_of(cells["code"]),
        source=(source,) if source else (),
        target=(target,) if target else (),
        issues=issues_of(cells["issues"]),
    )


FORMAT = Format(
    "phoenix", COLUMNS, False, rows, read, frozenset({"issues", "document date", "CAMEO code", "sentence number"})
)
