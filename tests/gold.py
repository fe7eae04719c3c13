"""The project's own gold sentences: ``tests/gold/*.gold``, in the format that ``coder/corpus/gold.py`` describes.

Actors are the made-up ones of ``tests/data/zorvia.csv``, and real ones.
"""

from __future__ import annotations

import functools
from pathlib import Path

from coder.corpus.gold import GoldText, read_gold

FOLDER = Path(__file__).parent / "gold"


class Case:
    """A gold text; ``str()`` names file and line."""

    def __init__(self, gold: GoldText) -> None:
        self.id, self.kind, self.text = gold.id, gold.kind, gold.text
        self.expected, self.date = gold.expected, gold.date
        self.file = gold.id.rpartition(":")[0]

    def __str__(self) -> str:
        return self.id


@functools.cache
def cases() -> tuple[Case, ...]:
    """All cases in order of file and line; a broken one raises InputError."""
    return tuple(Case(gold) for gold in read_gold([FOLDER]) if isinstance(gold, GoldText))
