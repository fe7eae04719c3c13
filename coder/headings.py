"""Of which country a story's dateline or the topic of its headline is.

In: the casts of the story's sentences. Out: the code of the country, or None.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cast import Cast

_DASHES = frozenset({"-", "--", "–", "—", ":"})
#: How many sentences may stand before the dateline, how many words before its dash, and how long its place is.
_SENTENCES, _WORDS, _LETTERS = 3, 14, 4
#: Agencies whose datelines need no capitals: "Keld City (AFP) -".
_AGENCIES = frozenset({"afp", "ap", "dpa", "efe", "irna", "reuters", "tass", "upi", "xinhua"})


def country_of_heading(casts: Sequence[Cast]) -> str | None:
    """The country of the place before the first dash or agency bracket of the story ("KELD CITY, June 2 (Agency) —"),
    in the first sentence, or in the second after a headline; or of a headline's topic. None where there is neither."""
    for cast in casts[:_SENTENCES]:
        sentence = cast.sentence
        first = next((i for i, form in enumerate(sentence.forms) if form.isalpha()), 0)
        end = next((i for i, form in enumerate(sentence.forms[:_WORDS]) if form in _DASHES or form == "("), -1)
        topic = _topic(cast, end)
        if topic:
            return topic
        if end <= first or len(sentence.forms[first]) < _LETTERS:
            continue
        behind = sentence.forms[end + 1].lower() if end + 1 < len(sentence.forms) else ""
        agency = sentence.forms[end] == "(" and behind in _AGENCIES
        if not agency and not sentence.forms[first].isupper():
            continue
        for mention in cast.mentions:
            if mention.first <= end and mention.entry.kind in ("place", "capital", "country"):
                return mention.entry.code(cast.date)[:3]
    return None


def _topic(cast: Cast, colon: int) -> str | None:
    """ "Ivory Coast: rebels sign truce", "Keld crisis: …": the country that a headline names before its colon."""
    forms, upos = cast.sentence.forms, cast.sentence.upos
    if colon < 1 or forms[colon] != ":" or any(tag in ("VERB", "AUX") for tag in upos[:colon]):
        return None
    found = {m.entry.code(cast.date)[:3] for m in cast.mentions if m.last <= colon and m.entry.kind == "country"}
    if not found and len({m.entry.name for m in cast.mentions}) == 1:  # "Keld City: ten die as troops fire on crowd"
        for mention in cast.mentions:
            named = (e for e in (mention.entry, *mention.entry.rivals) if e.kind in ("place", "capital"))
            if mention.first == 0 and mention.last == colon and (place := next(named, None)) is not None:
                return place.code(cast.date)[:3]
    return found.pop() if len(found) == 1 else None
