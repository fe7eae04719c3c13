"""The project's own gold sentences: ``tests/gold/*.gold``.

    # a comment
    == 12 possessors                     a kind of phenomenon; the cases below belong to it
    Zorvia rejected its neighbour's plan.
    => ZOR REJECT ~                      the events, in the notation of grammars/README.md; "=> -" for none
    @ 2025-06-02                         a date for the next case (optional)

A text may go over several sentences on its line. Actors are the made-up ones of ``tests/data/zorvia.csv``.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from coder.notation import parse_expected
from coder.rules.syntax import Expected

FOLDER = Path(__file__).parent / "gold"


@dataclass(frozen=True)
class Case:
    file: str
    line: int
    kind: str
    text: str
    expected: tuple[Expected, ...]
    date: str | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@functools.cache
def cases() -> tuple[Case, ...]:
    found = []
    for path in sorted(FOLDER.glob("*.gold")):
        kind, text, date, at = "", "", None, 0
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            if line.startswith("=="):
                kind = line[2:].strip()
            elif line.startswith("@"):
                date = line[1:].strip()
            elif line.startswith("=>"):
                if not text:
                    raise ValueError(f"{path.name}:{number}: => without a text")
                wanted = line[2:].strip()
                found.append(Case(path.stem, at, kind, text, () if wanted == "-" else parse_expected(wanted), date))
                text, date = "", None
            else:
                if text:
                    raise ValueError(f"{path.name}:{number}: the text of line {at} has no =>")
                text, at = line, number
    return tuple(found)
