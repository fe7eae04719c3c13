"""Coding takes any tree that a parser may give: words hung elsewhere, other relations and parts of speech."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder import Coder
from coder.conllu import read_conllu

PARSES = Path(__file__).resolve().parent.parent / "parses"
RELATIONS = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "nmod:poss", "acl", "acl:relcl", "advcl", "xcomp", "ccomp",
             "conj", "amod", "compound", "appos", "parataxis", "mark", "case", "flat", "list")  # fmt: skip
TAGS = ("NOUN", "VERB", "ADJ", "PROPN", "ADP", "AUX", "PRON")
Rows = list[list[str]]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def sentences() -> list[str]:
    """Parsed sentences of the gold texts, as CoNLL-U."""
    blocks = (PARSES / "gold_news_clauses.conllu").read_text(encoding="utf-8").split("\n\n")
    return [block for block in blocks if block.strip()]


def hangs_below(rows: Rows, word: int, above: int) -> bool:
    """Whether ``word`` is ``above`` or hangs below it (numbers from 1)."""
    while word != 0 and word != above:
        word = int(rows[word - 1][6])
    return word == above


def damaged(block: str, rng: Random) -> str:
    """The sentence with one to eight words changed; still a tree."""
    lines = block.split("\n")
    comments = [line for line in lines if line.startswith("#")]
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for _ in range(rng.randint(1, 8)):
        row, new = rng.choice(rows), rng.randint(1, len(rows))
        if row[6] == "0":
            continue
        if not hangs_below(rows, new, int(row[0])):
            row[6] = str(new)
        row[7] = rng.choice((row[7], *RELATIONS))
        row[3] = rng.choice((row[3], row[3], *TAGS))
    return "\n".join([*comments, *("\t".join(row) for row in rows)]) + "\n\n"


def test_damaged_trees_are_coded(coder: Coder) -> None:
    blocks = sentences()
    coded: list[int] = []

    @settings(max_examples=400, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**32))
    def check(seed: int) -> None:
        rng = Random(seed)
        text = damaged(rng.choice(blocks), rng)
        [document] = read_conllu(text.splitlines(keepends=True))
        coded.append(len(coder.code_document(document)))

    check()
    assert sum(coded) > 100  # the damage leaves events to be found
