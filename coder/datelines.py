"""Datelines: "KELD CITY, June 2 (Agency) —", "Port Keld, Zorvia - " at the start of a sentence."""

from __future__ import annotations

from .dates import MONTHS
from .sentence import Sentence

_LONGEST = 14
_DASHES = frozenset({"--", "–", "—"})
#: What stands in a dateline: names, numbers, commas; an agency in brackets.
_PARTS = frozenset({"PROPN", "NUM", "PUNCT", "X", "SYM"})
#: Small words inside the name of a country: "BUNIA, Democratic Republic of Congo, Sept 14 (Reuters) -".
_SMALL = frozenset({"of", "the", "and", "de", "la"})


def dateline_length(sentence: Sentence) -> int:
    """The number of words up to the end of the sentence's dateline; 0 where it has none.

    A dateline is of names and numbers only, up to a dash, to a bracket that a dash or colon follows, or to one after a
    day ("KELD CITY, April 13 (Agency) The court …"). A hyphen ends it only after a comma or a bracket, or where the
    place stands in capitals: "Keld - Zorvia talks" is none. """
    forms, upos = sentence.forms, sentence.upos
    seat = forms[:2] == ["United", "Nations"]
    if not forms or (upos[0] != "PROPN" and not seat):
        return 0
    sure = capitals = forms[0].isupper() and len(forms[0].replace(".", "")) > 3  # not "U.S. President Jan Al-Doe"
    inside = False  # the brackets of an agency
    for at, form in enumerate(forms[:_LONGEST]):
        if form in _DASHES or (form == "-" and sure and _stands_alone(sentence, at)):
            return at + 1 if at else 0
        if form == ":" and at and forms[at - 1] == ")":
            return at + 1
        if form == ")" and any(word.lower().rstrip(".") in MONTHS for word in forms[1:at]):
            after = forms[at + 1 : at + 2]
            if after and after[0] not in _DASHES and after[0] not in ("-", ":"):
                return at + 1
        if form in (",", ")", "/"):
            sure = True
        inside = form == "(" or (inside and form != ")")
        long_name = capitals and at and (form in _SMALL or (upos[at] == "ADJ" and form[0].isupper()))
        if not inside and not long_name and not (seat and at < 2) and (upos[at] not in _PARTS or form == ";"):
            return 0
    return 0


def _stands_alone(sentence: Sentence, hyphen: int) -> bool:
    """Whether a hyphen joins no parts of a name ("Al-Doe")."""
    starts, ends = sentence.starts, sentence.ends
    return hyphen + 1 >= len(starts) or starts[hyphen + 1] > ends[hyphen] or starts[hyphen] > ends[hyphen - 1]
