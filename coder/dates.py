"""The day on which the text says that an event happened, from the time words of its clause and the story's date.

A small grammar on purpose: weekdays ("on Sunday"), relative days ("yesterday"), and full or partial dates ("June 2",
"2 June 2025"). Anything that names no day ("last week", "in May") gives none; general date parsers read the modal
"may" and the verb "march" as months.
"""

from __future__ import annotations

import datetime
import re

from .sentence import Sentence

#: English names, in their order.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
_ABBREVIATED = ("jan", "feb", "aug", "sept", "sep", "oct", "nov", "dec")
_NAMES = frozenset({name.title() for name in (*WEEKDAYS, *MONTHS, *_ABBREVIATED)})
_WEEKDAYS = {name: i for i, name in enumerate(WEEKDAYS)}
_WEEKDAYS.update({name[:3] + ".": i for name, i in list(_WEEKDAYS.items())})
_MONTHS = {name: i + 1 for i, name in enumerate(MONTHS)}
_MONTHS.update({"jan.": 1, "feb.": 2, "aug.": 8, "sept.": 9, "sep.": 9, "oct.": 10, "nov.": 11, "dec.": 12})
_RELATIVE = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_TEMPORAL = ("obl", "nmod", "advmod", "compound")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?$")
_YEAR = re.compile(r"(?:19|20)\d\d$")


def is_day(form: str) -> bool:
    """Whether a word names a day of the week or a month, written like a name."""
    return form.rstrip(".") in _NAMES


def event_date(sentence: Sentence, heads: list[int], story: str | None, future: bool) -> str | None:
    """ISO date of the event whose clause has the head words ``heads``; None where no day is named or, for a relative
    day, where the story has no date. ``future`` looks forward for a weekday ("will meet on Sunday")."""
    anchor = datetime.date.fromisoformat(story) if story else None
    for head in heads:
        for child in sentence.children[head]:
            if sentence.deprels[child].split(":")[0] not in _TEMPORAL:
                continue
            found = _read(sentence, child, anchor, future)
            if found is not None:
                return found.isoformat()
    return None


def _read(sentence: Sentence, word: int, anchor: datetime.date | None, future: bool) -> datetime.date | None:
    form = sentence.forms[word].lower()
    if form in _RELATIVE and anchor is not None:
        return anchor + datetime.timedelta(_RELATIVE[form])
    if form in _WEEKDAYS and anchor is not None:
        before = (anchor.weekday() - _WEEKDAYS[form]) % 7
        words = {sentence.lemma_keys[c] for c in sentence.children[word]}
        if "next" in words or (future and "last" not in words):
            return anchor + datetime.timedelta((7 - before) if before else ("next" in words) * 7)
        return anchor - datetime.timedelta(before if before or "last" not in words else 7)
    # "June 2", "2 June 2025", "June 2, 2025": the month may be the head or a dependent of the day.
    for month_word in (word, *sentence.children[word]):
        if sentence.forms[month_word].lower() in _MONTHS and sentence.upos[month_word] == "PROPN":
            return _calendar(sentence, month_word, anchor, future)
    return None


def _calendar(sentence: Sentence, at: int, anchor: datetime.date | None, future: bool) -> datetime.date | None:
    forms = sentence.forms
    month = _MONTHS[forms[at].lower()]
    day = None
    for neighbour in (at + 1, at - 1):
        if 0 <= neighbour < len(forms) and (match := _DAY.match(forms[neighbour])):
            day = int(match[1])
            break
    if day is None:
        return None
    year = None
    for neighbour in range(at + 1, min(at + 4, len(forms))):
        if _YEAR.match(forms[neighbour]):
            year = int(forms[neighbour])
            break
    try:
        if year is not None:
            return datetime.date(year, month, day)
        if anchor is None:
            return None
        found = datetime.date(anchor.year, month, day)
        if not future and found > anchor + datetime.timedelta(31):
            found = datetime.date(anchor.year - 1, month, day)
        elif future and found < anchor - datetime.timedelta(31):
            found = datetime.date(anchor.year + 1, month, day)
        return found
    except ValueError:  # "June 31"
        return None
