"""Mends sentence boundaries that the tokenizer set wrongly: after abbreviations, initials and closing quotes.

Pure functions over tokens; nothing here knows Stanza.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Token(NamedTuple):
    """A token of a block: its text, half-open offsets into the block, whether it stands for several words."""

    text: str
    start: int
    end: int
    multi: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: A name follows these, so nothing ends with them.
_TITLES = _words(
    "mr. mrs. ms. dr. drs. prof. profs. gen. gens. lt. col. maj. capt. sgt. cpl. cmdr. adm. brig. gov. govs. sen. "
    "sens. rep. reps. sec. pres. amb. rev. hon. fr. msgr. st. ste. mt. ft. supt. insp. det. messrs. lt.gen. maj.gen."
)
#: These go on whatever follows.
_ALWAYS = frozenset({"vs.", "v.", "e.g.", "i.e.", "cf.", "approx."})
#: These go on where a number follows.
_COUNTED = _words(
    "no. nos. art. sec. jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. mon. tue. tues. wed. thu. thurs. "
    "fri. sat. sun."
)
#: These end a sentence or do not; the next word tells.
_EITHER = re.compile(r"(?:[A-Z]\.){2,}$|(?:Inc|Corp|Co|Ltd|Bros|Jr|Sr|a\.m|p\.m|etc|al|Ave|Blvd|Dept)\.$")
_INITIAL = re.compile(r"[A-Z]\.$")
#: Words that begin a sentence far more often than they follow "U.S." inside one.
_OPENERS = _words(
    "the a an this that these those it its he she they we i you his her their our my there here but and or so yet in "
    "on at by for from with as if when while after before since until although though because however meanwhile "
    "earlier later also some many most both each no not another other what who where why how last"
)
_HARD_END = re.compile(r"[!?][\"')\]]*$")


def rejoin(text: str, sentences: Sequence[Sequence[Token]], longest: int = 150) -> list[list[Token]]:
    """Sentences of one block, with wrongly parted neighbours put together (up to ``longest`` tokens)."""
    result: list[list[Token]] = []
    for sentence in sentences:
        if result and len(result[-1]) + len(sentence) <= longest and _belongs(text, result[-1], sentence):
            result[-1].extend(sentence)
        else:
            result.append(list(sentence))
    return result


def _belongs(text: str, before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether ``after`` goes on what ``before`` began."""
    if not any(c.isalnum() for token in after for c in token.text):
        return True  # a closing quote or bracket, dots, a dash
    tail = _last_word(text, before)
    first = after[0].text
    if tail.lower() in _ALWAYS:
        return True
    if tail.lower() in _COUNTED and first[0].isdigit():
        return True
    if tail.lower() in _TITLES:
        return first[0].isupper() and first.lower() not in _OPENERS
    if _INITIAL.match(tail):
        return tail != "I." and first[0].isupper() and first.lower() not in _OPENERS
    if _EITHER.search(tail):
        if first[0].islower():
            return True
        # "the U.S. Senate", "Orm Inc. director Jan Doe said": too short a start to be a sentence of its own.
        named = first[0].isupper() and first.lower() not in _OPENERS
        return named and (tail.count(".") > 1 or len(before) <= 5)
    whole = text[before[0].start : before[-1].end]
    if whole[-1].isalnum() or whole[-1] == ",":
        return True  # inside a block nothing ends without a mark: "the Zorvian | Army"
    # '"Will you go?" he asked'
    return first[0].islower() and not any(c.isupper() for c in first) and bool(_HARD_END.search(whole))


def _last_word(text: str, tokens: Sequence[Token]) -> str:
    """The last run without spaces: the tokenizer may have parted a full stop from its abbreviation."""
    start = tokens[-1].start
    for token, after in zip(reversed(tokens[:-1]), reversed(tokens), strict=False):
        if token.end != after.start or not re.fullmatch(r"[\w.]+", token.text):
            break
        start = token.start
    return text[start : tokens[-1].end]
