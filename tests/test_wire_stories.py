"""More than a hundred whole stories in the style of the wires keep the share of events that a reader codes.

They hold what single sentences do not: datelines, credits, captions, "both sides", who "they" are three paragraphs on.
Not all of them come out yet, so the test holds a floor, which only ever rises.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from coder import notation
from coder.engine import Coder
from coder.rules.syntax import Expected

FOLDER = Path(__file__).parent / "data" / "stories"
PRECISION, RECALL = 0.72, 0.67


class Told(NamedTuple):
    """An event that the paragraph between two offsets tells."""

    start: int
    end: int
    expected: Expected


def read(part: str) -> tuple[str, str, list[Told]]:
    """Date, text and events of one story."""
    head, _, body = part.partition("\n")
    text, start, gold = "", 0, []
    for line in body.rstrip("\n").split("\n"):
        if line.startswith("=> "):
            gold += [Told(start, len(text), expected) for expected in notation.parse_expected(line[3:])]
        else:
            start = start if line.strip() else len(text)
            text += line + "\n"
    return head.rpartition("|")[2].strip(), text, gold


def stories() -> list[tuple[str, str, list[Told]]]:
    """Of all files, one after the other."""
    found = []
    for file in sorted(FOLDER.glob("*.stories")):
        found += [read(part) for part in re.split(r"^## ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]]
    return found


def test_there_are_more_than_a_hundred_stories_with_events() -> None:
    assert len(stories()) == 145
    assert all(len(gold) >= 6 for _, _, gold in stories())


def test_whole_stories_keep_their_share(coder: Coder) -> None:
    right = coded = told = 0
    for date, text, gold in stories():
        events = coder.code(text, date)
        coded, told = coded + len(events), told + len(gold)
        for start, end, expected in gold:
            hits = [e for e in events if start <= e.trigger.start < end and notation.matches(expected, e)]
            if hits:
                events.remove(hits[0])
                right += 1
    assert (right / coded >= PRECISION, right / told >= RECALL) == (True, True), (right, coded, told)
