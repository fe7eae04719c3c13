"""Discarded phrases are found wherever a search through all parts of the sentence finds them, and nowhere else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coder.discards import Discards
from coder.names import parts
from coder.sentence import Sentence

WORD = st.sampled_from(["in", "the", "cup", "cups", "world", "final", "In", "a"])
TOKEN = st.one_of(WORD, st.just("-"), st.lists(WORD, min_size=2, max_size=3).map("-".join))
PHRASE = st.tuples(st.lists(WORD.map(str.lower), min_size=1, max_size=3).map(tuple), st.booleans(),
                   st.sampled_from(["sentence", "story"]))  # fmt: skip


def brute_force(phrases: list, forms: list[str]) -> set[str]:
    words = [part for form in forms for part in parts(form)]
    found = set()
    for wanted, goes_on, scope in phrases:
        for at in range(len(words) - len(wanted) + 1):
            *first, last = words[at : at + len(wanted)]
            same = last.startswith(wanted[-1]) if goes_on else last == wanted[-1]
            if same and first == list(wanted[:-1]):
                found.add(scope)
    return found


@given(st.lists(PHRASE, min_size=1, max_size=6), st.lists(TOKEN, min_size=1, max_size=8))
def test_as_by_brute_force(phrases: list, forms: list[str]) -> None:
    n = len(forms)
    sentence = Sentence(forms, forms, ["X"] * n, [-1] + [0] * (n - 1), ["root"] + ["dep"] * (n - 1))
    assert Discards(phrases)._scopes(sentence) == brute_force(phrases, forms)
