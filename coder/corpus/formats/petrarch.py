"""PETRARCH's event lines: tab separated, no header.

``date source target code issues ids url publisher text``: a line a pair of actors; a mutual event is written in both
directions. Ids are ``DOCUMENT_n`` with sentences from 1; ``url`` and ``publisher`` are not known here and stay empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...event import Event
from .base import (
    Format,
    cameo_actor,
    cameo_of,
    clean,
    compact,
    foreign,
    iso,
    issues_of,
    pairs,
    plover_actor,
    where,
    write_issues,
)  # fmt: skip

COLUMNS = ("date", "source", "target", "code", "issues", "ids", "url", "publisher", "text")


def rows(event: Event) -> Iterator[list[str]]:
    """A row a pair."""
    for source, target in pairs(event):
        yield [
            compact(event.date), cameo_actor(source), cameo_actor(target), event.cameo, write_issues(event.issues),
            f"{clean(event.document)}_{event.sentence + 1}", "", "", clean(event.text),
        ]  # fmt: skip


def read(cells: dict[str, str]) -> Event:
    """The event of a line."""
    document, sentence = where(cells["ids"])
    source, target = plover_actor(cells["source"]), plover_actor(cells["target"])
    return foreign(
        "petrarch",
        cells,
        document=document,
        sentence=sentence,
        date=iso(cells["date"]),
        cameo=cameo_of(cells["code"]),
        source=(source,) if source else (),
        target=(target,) if target else (),
        issues=issues_of(cells["issues"]),
        text=cells["text"],
    )


FORMAT = Format(
    "petrarch", COLUMNS, False, rows, read,
    frozenset({"issues", "document date", "CAMEO code", "sentence number", "text"}),
)  # fmt: skip
