"""Words of older dictionaries as words of the rule language.

Those dictionaries list the forms that text shows; rules name lemmas. A form in -s is written as a choice between itself
and its singular (``talks`` → ``(talk|talks)``): which of the two the parser's lemma is cannot be told from the list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..rules.reader import prepositions
from ..rules.syntax import Atom, Group, Phrase, Word

_WORD = re.compile(r"(?:[a-zß-öø-ÿ]|[0-9]+-?[a-z])[\w-]*")
_ENDINGS_KEPT = ("ss", "us", "is")
#: Words of phrases that rules pass over by themselves.
DETERMINERS = frozenset(
    ["a", "an", "the", "its", "their", "his", "her", "our", "your", "my", "this", "that", "these", "those", "some",
     "any"]
)  # fmt: skip


def as_word(text: str) -> Atom | None:
    """A word or, for what may be a plural, the choice between both forms; None where the grammar has no such word."""
    if not _WORD.fullmatch(text) or text in prepositions():
        return None
    singulars = _singulars(text)
    if not singulars:
        return Word(text)
    return Group(tuple(Phrase((Word(form),)) for form in (*singulars, text)))


def as_phrase(words: Sequence[str]) -> Phrase | None:
    """Words as a phrase, modifiers first, head last, with a tail ("weapons of war"); None where it is none.

    Determiners are passed over.
    """
    words = [word for word in words if word not in DETERMINERS]
    at = next((i for i, word in enumerate(words) if word in prepositions()), len(words))
    atoms = tuple(filter(None, map(as_word, words[:at])))
    if not atoms or len(atoms) < at:
        return None
    if at == len(words):
        return Phrase(atoms)
    tail = as_phrase(words[at + 1 :])
    # A tail has no tails of its own in the grammar.
    return None if tail is None or tail.tails else Phrase(atoms, ((words[at], tail),))


def _singulars(word: str) -> list[str]:
    if not word.endswith("s") or word.endswith(_ENDINGS_KEPT) or len(word) < 4:
        return []
    if word.endswith("ies"):
        return [word[:-3] + "y"]
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return [word[:-2]]
    return [word[:-1]]
