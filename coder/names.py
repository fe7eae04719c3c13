"""How a name is compared: the same key for "Recep Tayyip Erdoğan" and "Recep Tayyip Erdogan", "U.S." and "US".

A token falls into *parts*: it is cut at hyphens and apostrophes, dots go, letters lose case and diacritics. Names and
text are cut alike, so it does not matter how a tokeniser treats "Guinea-Bissau", "al-Qaeda" or "People's".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, with the spelling that English news gives them.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ə": "a",
     "&": "and"}
)  # fmt: skip
# Hyphens and dashes of every width; apostrophes, primes, and the two Arabic letters as romanised.
_CUT = re.compile(r"[\s\-‐‑‒–'’‘ʼʻʿʾ`´]+")
HYPHENS = frozenset("-‐‑‒–")
_PARTICLES = frozenset(
    ["al", "el", "ul", "ash", "ar", "ad", "bin", "bint", "ibn", "ben", "de", "del", "della", "den", "der", "da", "di",
     "do", "dos", "du", "la", "le", "van", "von", "e", "i", "y", "of", "the", "and", "for", "in"]
)  # fmt: skip
_INNER_ONLY = frozenset(["and", "for", "in", "of", "e", "i", "y"])  # at the start of a name they need their capital
# Abbreviations that stand for a word inside names, on both sides of the comparison.
_LONG = {"st": "saint", "ft": "fort", "mt": "mount"}


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """Lower case without diacritics: ``fold("Erdoğan") == "erdogan"``."""
    if text.isascii():
        return "and" if text == "&" else text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)


@lru_cache(maxsize=1 << 17)
def pieces(token: str) -> tuple[str, ...]:
    """The surface pieces of a token, one for each of its ``parts``."""
    if "&" in token:
        token = token.replace("&", " & ")
    return tuple([piece for piece in _CUT.split(token) if piece])


@lru_cache(maxsize=1 << 17)
def parts(token: str) -> tuple[str, ...]:
    """The comparison parts of one token; empty for a bare hyphen or apostrophe.

    Commas, brackets and the like stay as parts of their own, so that no name matches across them.
    """
    found = []
    for piece in pieces(token):
        folded = fold(piece)
        plain = folded.replace(".", "") or folded
        found.append(_LONG.get(plain, plain))
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def capital_pattern(name: str, capitals: bool = False) -> tuple[str, ...]:
    """What each part of a name asks of the letters in the text: "" anything, "C" a capital first, "A" all capitals.

    Short words written in capitals ("US", "WHO", "AU") ask for capitals, or they would swallow "us", "who", "au";
    longer abbreviations also pass with one ("Nato", "Unicef"), as British papers write them, unless ``capitals`` says
    that all are needed ("MOST" is not "Most").
    """
    shapes: list[str] = []
    found = pieces(name)
    for piece in found:
        bare = piece.replace(".", "")
        if len(found) > 1 and bare.lower() in _PARTICLES and (shapes or bare.lower() not in _INNER_ONLY):
            shapes.append("")  # "Al-Qaeda" and "al-Qaeda", "De Gaulle" and "de Gaulle"
        elif bare.isupper() and len(bare) > 1 and (capitals or len(bare) <= 3):
            shapes.append("A")
        else:
            shapes.append("C" if bare[:1].isupper() else "")
    return tuple(shapes)


def shape_fits(asked: str, piece: str) -> bool:
    """Whether the text of one part has the capitals that ``capital_pattern`` asks for."""
    if not asked:
        return True
    bare = piece.replace(".", "")
    return bare.isupper() if asked == "A" else bare[:1].isupper()
