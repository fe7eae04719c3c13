"""The project's gold sentences (``tests/gold``), coded from their kept parses.

``phenomena.gold`` holds plain sentences of the kinds that must work: each must come out exactly. The larger sets
hold real difficulty, parser mistakes included, and the latest were coded by hand before the coder saw them and kept
whole; what is tested there is that the measures do not fall. The floors lie a little under what was measured last;
raise them when the coder gets better.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from coder.engine import Coder
from coder.notation import line, matches

from .gold import Case, cases
from .parsed import parsed

DATA = Path(__file__).parent / "data"
STRICT = [case for case in cases() if case.file.endswith("phenomena.gold") or case.file == "phenomena"]
#: Kinds of texts that are known to fail: they count in the whole, but have no floor of their own.
OPEN = "open: "
#: F1 of the full event (source, target, type, marks, and what else the gold states), over all kinds and of the weakest.
FLOOR, KIND_FLOOR = 0.92, 0.65


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(actors=[DATA / "zorvia.csv"])


def compared(coder: Coder, case: Case) -> tuple[int, list[str], list[str]]:
    """Events that are right, missing ones, and those coded too much."""
    left = list(coder.code_document(parsed(case.text, case.date)))
    missing, right = [], 0
    for expected in case.expected:
        hit = next((e for e in left if matches(expected, e)), None)
        if hit is None:
            missing.append(str(expected))
        else:
            left.remove(hit)
            right += 1
    return right, missing, [f"{line(e)} ({e.rule})" for e in left]


def test_the_strict_set_is_there() -> None:
    assert len(STRICT) > 80


@pytest.mark.parametrize("case", STRICT, ids=str)
def test_plain_case(coder: Coder, case: Case) -> None:
    _, missing, extra = compared(coder, case)
    assert (missing, extra) == ([], [])


def test_measures_do_not_fall(coder: Coder) -> None:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    silent: dict[str, list[bool]] = defaultdict(list)
    for case in cases():
        right, missing, extra = compared(coder, case)
        silent[case.kind].append(not extra)
        # Whole stories are of another difficulty than sentences: they count in their kind alone.
        for key in (case.kind,) if "\n\n" in case.text else ("all", case.kind):
            for i, number in enumerate((right, len(missing), len(extra))):
                counts[key][i] += number
    f1 = {
        # A kind without events has no F1: what counts there is how many of its texts stay silent.
        kind: 2 * right / (2 * right + missing + extra) if right + missing else sum(silent[kind]) / len(silent[kind])
        for kind, (right, missing, extra) in counts.items()
    }
    assert f1.pop("all") >= FLOOR
    weak = {kind: round(value, 2) for kind, value in f1.items() if value < KIND_FLOOR and not kind.startswith(OPEN)}
    assert not weak
