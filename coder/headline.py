"""Headlines in Title Case read as sentences: "Zimbabwe Police Arrest Opposition Leader".

A tagger takes every capitalised word for a name, so a headline loses its verb. The parser is therefore shown the words
in lower case but for the names among them; the sentence keeps the words as they stand in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

#: Given the words of a sentence, the numbers of those that belong to names and keep their capitals.
NamesIn = Callable[[Sequence[str]], set[int]]

_SHORT = 4  # words shorter than this are in lower case in most house styles
_FEWEST = 3  # capitalised words that a headline has at least
_SHARE = 0.8


def is_title_case(words: Sequence[str]) -> bool:
    """Whether the words stand in Title Case: hardly a longer word without a capital, and none
    if a full stop stands at the end."""
    if len(words) < _SHORT:
        return False
    long = [w for w in words if len(w) >= _SHORT and w.isalpha()]
    capitals = sum(w[0].isupper() for w in long)
    share = 1.0 if words[-1] in (".", "?", "!", '."', ".”") else _SHARE
    return capitals >= _FEWEST and capitals >= share * len(long)


def sentence_case(words: Sequence[str], names_in: NamesIn | None) -> list[str]:
    """The words in lower case, without names, acronyms and what is no plain word."""
    names = names_in(words) if names_in is not None else set()
    return [
        w if i in names or not w.isalpha() or not w[0].isupper() or (len(w) > 1 and not w[1:].islower()) else w.lower()
        for i, w in enumerate(words)
    ]
