"""Abbreviations that a text spells out in its own way: "the Association of Farm Police (AFP)" is no news agency."""

from __future__ import annotations

from .names import parts
from .sentence import Sentence

#: Words of English names of bodies. A name in another language ("Fuerzas Armadas …") may stand for the known body.
_ENGLISH = frozenset(
    {"administration", "agency", "alliance", "army", "association", "authority", "board", "brigade", "bureau",
     "campaign", "center", "centre", "club", "command", "commission", "committee", "company", "conference",
     "corporation", "council", "court", "department", "director", "directorate", "federation", "force", "forces",
     "forum", "foundation", "front", "fund", "group", "institute", "league", "ministry", "movement", "network",
     "office", "organisation", "organization", "party", "police", "programme", "program", "service", "services",
     "society", "survey", "task", "team", "union", "unit", "university"}
)  # fmt: skip
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "&"})
#: So many letters of two words tell that they are one word in two forms ("Democrats", "Democratic").
_STEM = 5


def spelled_out(sentence: Sentence, word: int) -> list[str]:
    """The words before "(OLF)" whose first letters spell it; empty where none do."""
    forms = sentence.forms
    if word < 2 or word + 1 >= len(forms) or forms[word - 1] != "(" or forms[word + 1] not in (")", ";", ","):
        return []
    letters = list(forms[word].replace(".", "").casefold())
    found: list[str] = []
    at = word - 2
    while at >= 0 and letters:
        form = forms[at].casefold()
        if form[0] == letters[-1] and form not in _SMALL:
            letters.pop()
        elif form not in _SMALL:
            return []
        found.append(form)
        at -= 1
    return [] if letters else found


def is_another(long: list[str], name: str) -> bool:
    """Whether the words of a spelled-out name and the name that the dictionary has share nothing but small words."""
    if _ENGLISH.isdisjoint(long):
        return False
    stems = {part[:_STEM] for token in name.split() for part in parts(token) if part not in _SMALL}
    return stems.isdisjoint(form[:_STEM] for form in long if form not in _SMALL)
