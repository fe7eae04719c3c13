"""One PETRARCH pattern → the arguments of a rule.

The tokens after the verb are cut into an object and prepositional phrases; those before it name the agent. In version 1
patterns have no brackets, so a preposition opens a phrase there by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..rules.syntax import Argument, Atom, Filler, Phrase, SetRef, Slot
from .petrarch_lists import PREFIX
from .petrarch_verbs import Pattern
from .words import DETERMINERS, as_word, prepositions

#: Words that right after a verb are its particle. ("over" may be a preposition too, and is one in patterns.)
PARTICLES = frozenset(
    ["ahead", "apart", "aside", "away", "back", "down", "forth", "forward", "off", "out", "together", "up"]
)
#: Words that say how the verb stands, not whom it is about.
_FORMS = frozenset(
    ["be", "am", "is", "are", "was", "were", "been", "being", "has", "have", "had", "do", "does", "did", "will",
     "would", "shall", "should", "can", "could", "may", "might", "must", "not", "no", "never", "to", "who", "which",
     "that", "and", "or", "but"]
)  # fmt: skip


class Unfit(Exception):
    """Why something cannot be written as a rule; ``at`` is the word that stands in the way."""

    def __init__(self, reason: str, at: str = "") -> None:
        super().__init__(reason)
        self.at = at


@dataclass(slots=True)
class Read:
    """What a pattern asks: the arguments, a particle of the verb, and who is who.

    ``reverse``: the agent is the target. ``mutual``: each acts on the other.
    """

    arguments: tuple[Argument, ...]
    particle: str = ""
    reverse: bool = False
    mutual: bool = False


@dataclass(slots=True)
class _Piece:
    """A stretch of a pattern: a preposition, if it has one, and the words, sets and signs that follow."""

    preposition: str = ""
    atoms: list[Atom] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)


def arguments(pattern: Pattern, sets: set[str]) -> Read:
    """Reads a pattern; ``sets`` are the synsets that there are. Raises Unfit where no rule says the same."""
    before, _ = _pieces(pattern.before, sets, False)
    after, particle = _pieces(pattern.after, sets, True)
    found: list[Argument] = []
    agents: list[Argument] = []
    for piece in before:
        if piece.atoms:
            phrase = Phrase(tuple(piece.atoms))
            agents.append(Argument((piece.preposition or "by",), phrase))
    signs_before = {sign for piece in before for sign in piece.signs}
    reverse = "+" in signs_before
    mutual = "%" in signs_before
    for piece in after:
        sign = next((sign for sign in piece.signs if sign in "$+%"), "")
        if sign == "%":
            mutual = True
        if piece.preposition == "by" and sign == "$" and not piece.atoms:
            # "+ was … by $": the passive is the clause layer's business.
            if reverse:
                reverse = False
                found.insert(0, Argument((), Slot("TGT")))
            continue
        filler = _filler(piece, sign, reverse)
        if filler is not None:
            found.append(Argument((piece.preposition,) if piece.preposition else (), filler))
    return Read(_ordered(found, agents), particle, reverse, mutual)


def _filler(piece: _Piece, sign: str, reverse: bool) -> Filler | None:
    """What fills a stretch; None where it asks nothing."""
    if piece.atoms:
        return Phrase(tuple(piece.atoms))
    if sign == "+":
        return Slot("TGT")
    if sign == "$":
        return Slot("TGT") if reverse else Slot("SRC")
    if piece.preposition and (sign or "^" in piece.signs):
        return Slot("ANY")
    return None


def _ordered(found: list[Argument], agents: list[Argument]) -> tuple[Argument, ...]:
    """Object first, then prepositional phrases, then the agent; complains of what a rule cannot have twice."""
    objects = [argument for argument in found if not argument.prepositions]
    rest = [argument for argument in found if argument.prepositions]
    if len(objects) == 2:
        # "* + AID" is "gave Keld aid": the rule says "give aid to TGT", and covers both. "* AID +" asks for any target.
        slots = [argument for argument in objects if isinstance(argument.filler, Slot)]
        phrases = [argument for argument in objects if not isinstance(argument.filler, Slot)]
        if len(slots) == 1 and len(phrases) == 1:
            if objects[0] is slots[0]:
                rest.insert(0, Argument(("to",), slots[0].filler))
            objects = phrases
    if len(objects) > 1:
        raise Unfit("a rule has one object")
    every = [*objects, *rest, *agents]
    for name in ("TGT", "SRC"):
        if sum(argument.filler == Slot(name) for argument in every) > 1:  # type: ignore[arg-type]
            raise Unfit(f"it names the {'target' if name == 'TGT' else 'source'} twice")
    if len(agents) > 1 or sum(argument.prepositions == ("by",) for argument in every) > 1:
        raise Unfit("a rule has one agent")
    return tuple(every)


def _pieces(tokens: tuple[str, ...], sets: set[str], after: bool) -> tuple[list[_Piece], str]:
    """Cuts tokens into stretches; the second value is the particle right after the verb, if one stands there."""
    pieces = [_Piece()]
    particle = ""
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token == "{":
            end = tokens.index("}", i)
            words = [word for part in tokens[i + 1 : end] for word in _split(part)]
            _add_words(pieces, words, sets, inside=True)
            i = end + 1
            continue
        if token == "(":
            end = tokens.index(")", i)
            inner = tokens[i + 1 : end]
            if not inner or inner[0].lower().rstrip("_") not in prepositions():
                at = inner[0] if inner else ""
                raise Unfit(f'"{at}" is no preposition that rules know' if at else "brackets hold nothing", at)
            if "(" in inner:
                raise Unfit("it has a prepositional phrase inside another")
            pieces.append(_Piece(inner[0].lower().rstrip("_")))
            _add_words(pieces, [word for part in inner[1:] for word in _split(part)], sets, inside=True)
            pieces.append(_Piece())
            i = end + 1
            continue
        words = _split(token)
        if after and i == 0 and words and words[0] in PARTICLES:
            particle = words.pop(0)
        _add_words(pieces, words, sets, inside=False)
        i += 1
    return [piece for piece in pieces if piece.preposition or piece.atoms or piece.signs], particle


def _split(token: str) -> list[str]:
    return [token] if token.startswith("&") else [word for word in token.lower().split("_") if word]


def _add_words(pieces: list[_Piece], words: list[str], sets: set[str], *, inside: bool) -> None:
    """Puts words where they belong; outside of brackets a preposition opens a stretch of its own."""
    for word in words:
        here = pieces[-1]
        if word in "{}":
            continue
        if word in "$+%^":
            if here.atoms and not here.preposition:
                pieces.append(here := _Piece())  # "* AID +": the words are the object, the sign stands for itself
            elif here.atoms:
                raise Unfit("a preposition has words and a side after it", word)
            here.signs.append(word)
            if not inside:
                pieces.append(_Piece())
        elif word.startswith("&"):
            name = word[1:].rstrip("_").lower()
            if name not in sets:
                raise Unfit(f"there is no synset {word}", word)
            here.atoms.append(SetRef(PREFIX + name))
        elif word in DETERMINERS:
            continue
        elif word in prepositions() and word != "that":
            if inside and here.atoms:
                raise Unfit(f'"{word}" stands inside a noun phrase', word.upper())
            pieces.append(_Piece(word))
        elif word in _FORMS:
            raise Unfit(f'"{word}" is about the form of the verb, which rules do not see', word.upper())
        else:
            atom = as_word(word)
            if atom is None:
                raise Unfit(f'"{word}" cannot be written as a word of a rule', word.upper())
            here.atoms.append(atom)
