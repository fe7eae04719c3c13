"""The project's gold sentences (``tests/gold``), coded from their kept parses."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.engine import Coder
from coder.notation import line, matches

from .gold import Case, cases
from .parsed import parsed

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(actors=[DATA / "zorvia.csv"])


@pytest.mark.parametrize("case", cases(), ids=str)
def test_case(coder: Coder, case: Case) -> None:
    events = coder.code_document(parsed(case.text, case.date))
    left = list(events)
    shown = "; ".join(f"{line(e)} ({e.rule})" for e in events) or "nothing"
    for expected in case.expected:
        hit = next((e for e in left if matches(expected, e)), None)
        assert hit is not None, f"{expected} is missing; coded: {shown}"
        left.remove(hit)
    assert not left, f"coded too much: {'; '.join(line(e) for e in left)}"
