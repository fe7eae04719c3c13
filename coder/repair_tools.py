"""What repairs of trees share: hanging words elsewhere, and finding the head of some words."""

from __future__ import annotations

from .sentence import Sentence

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
#: What may stand between a noun phrase's first and last word.
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "ADP", "PART", "X", "SYM"})


def attach(sentence: Sentence, word: int, head: int, relation: str) -> None:
    """Hangs a word on another head."""
    old = sentence.heads[word]
    if old != head:
        if old >= 0:
            sentence.children[old].remove(word)
        if head >= 0:
            siblings = sentence.children[head]
            siblings.append(word)
            siblings.sort()
        sentence.heads[word] = head
    sentence.deprels[word] = relation


def head_of(sentence: Sentence, first: int, end: int) -> int:
    """The head of the words from ``first`` up to ``end``: the first one that hangs on none of the others."""
    for i in range(first, end):
        if sentence.upos[i] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") and not first <= sentence.heads[i] < end:
            return i
    return -1


def is_below(sentence: Sentence, word: int, above: int) -> bool:
    """Whether ``word`` is ``above`` or hangs below it."""
    steps = 0
    while word >= 0 and steps < 60:
        if word == above:
            return True
        word = sentence.heads[word]
        steps += 1
    return False
