"""Words that count those of whom the story has told: "both", "all three"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sentence import Sentence

if TYPE_CHECKING:
    from .cast import Cast


def is_all(sentence: Sentence, word: int) -> bool:
    """ "All three were freed": those of whom the story has told."""
    return sentence.upos[word] == "NUM" and word > 0 and sentence.lemma_keys[word - 1] == "all"


def are_two(cast: Cast, head: int) -> bool:
    """Whether a noun of people has the number two: "two hostages"."""
    children = cast.sentence.children[head] if head < len(cast.sentence) else ()
    return any(cast.sentence.lemma_keys[c] in ("two", "2") for c in children)
