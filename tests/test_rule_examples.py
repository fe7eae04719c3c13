"""Every example line of every rule file, as a test of its own.

``+`` must code to exactly what it says and its rule must fire; ``-`` must not fire its rule (and with ``=>`` codes to
what it says). For a rule that drops it is the other way about: its ``-`` lines code nothing, its ``+`` lines are not
dropped.
"""

from __future__ import annotations

import pytest

from coder import resources
from coder.engine import Coder
from coder.notation import line, matches
from coder.rules.reader import read
from coder.rules.syntax import Rule, Transform

from .parsed import parsed


def _items():
    for path in sorted((resources.dictionaries() / "rules").glob("*.rules")):
        statements, errors = read(path.read_text(encoding="utf-8"), str(path))
        assert not errors
        for statement in statements:
            if isinstance(statement, Rule | Transform):
                for example in statement.examples:
                    yield pytest.param(statement, example, id=f"{path.name}:{example.line}")


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize(("statement", "example"), list(_items()))
def test_example(coder: Coder, statement, example) -> None:
    events = coder.code_document(parsed(example.text))
    shown = "; ".join(f"{line(e)} ({e.rule})" for e in events) or "nothing"
    fired = [e for e in events if statement.place in e.rule.split("+")]
    if statement.outcome.type is None:
        assert example.positive == bool(events), f"{statement.place}; coded: {shown}"
    elif example.positive:
        assert fired, f"{statement.place} did not fire; coded: {shown}"
    else:
        assert not fired, f"{statement.place} fired; coded: {shown}"
    if example.expected is not None:
        left = list(events)
        for expected in example.expected:
            hit = next((e for e in left if matches(expected, e)), None)
            assert hit is not None, f"{expected} is missing; coded: {shown}"
            left.remove(hit)
        assert not left, f"coded too much: {'; '.join(line(e) for e in left)}"
