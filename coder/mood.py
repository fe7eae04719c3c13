"""What is known of the reality of one clause: marks, who says so, when it was."""

from __future__ import annotations

from .dates import is_day
from .sentence import Sentence

#: A year this far before the story's date makes the event history; the year before is still news ("last year").
_HISTORY_YEARS = 2
#: Words that turn "not" into "and more".
_ONLY = frozenset({"only", "just", "merely", "simply", "solely", "least"})
#: What stands among the years for "ten years ago".
LONG_AGO = 0


class Mood:
    """Flags, sayers (word numbers; ``relays`` pass on their words), ``years`` named in the clause, ``since`` for a
    clause after "since", ``compared`` for what something is only measured by."""

    __slots__ = ("compared", "flags", "label", "purpose", "question", "relays", "sayers", "since", "topic", "years")

    def __init__(self) -> None:
        self.flags: set[str] = set()
        self.sayers: list[int] = []
        self.relays: list[int] = []
        self.purpose = False
        self.question = False
        self.compared = False
        self.label = False
        self.since = False
        self.topic: frozenset[str] = frozenset()  # kinds of names that, bare before a colon, are no sayers
        self.years: list[int] = []


def is_history(mood: Mood, sentence: Sentence, year: int | None) -> bool:
    """Whether a clause tells what is long past; ``year``: that of the story, where it is known."""
    if mood.since:  # "since the army launched its offensive on Thursday" is news
        lemmas = sentence.lemma_keys
        since = len(lemmas) - 1 - lemmas[::-1].index("since") if "since" in lemmas else 0
        return bool(mood.years) or not any(map(is_day, sentence.forms[since:]))
    return LONG_AGO in mood.years or (year is not None and any(y <= year - _HISTORY_YEARS for y in mood.years))


def is_not_only(lemmas: list[str], word: int) -> bool:
    """ "Bombed [not] only the port": all the same."""
    after = lemmas[word + 1 : word + 2]
    return lemmas[word] == "not" and bool(after) and after[0] in _ONLY
