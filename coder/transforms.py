"""What a mood makes of a type: the ``when`` statements of the rules."""

from __future__ import annotations

from collections.abc import Sequence

from .rules.syntax import Outcome, Transform


def transformed(
    transforms: Sequence[Transform], type: str, mode: str | None, flags: set[str]
) -> tuple[Outcome | None, set[str], str]:
    """The new outcome of a type in a mood (None if no statement applies), the flags that are left, and the place of the
    last statement. What comes out may meet another statement, three at most."""
    if not flags:
        return None, set(), ""
    left = set(flags)
    result: Outcome | None = None
    place = ""
    for _ in range(3):
        for statement in transforms:
            if not left.issuperset(statement.flags):
                continue
            if not any(t.type in (type, "EVENT") and (t.mode is None or t.mode == mode) for t in statement.types):
                continue
            outcome = statement.outcome
            left -= set(statement.flags)
            place = statement.place
            if outcome.type is None or outcome.type == "EVENT":
                return outcome, left, place
            result = outcome
            type, mode = outcome.type, outcome.mode
            break
        else:
            break
    return result, left, place
