"""Who says what stands between quotation marks, also where his name stands in a neighbouring sentence.

In: the casts of a document, and a word. Out: the actors who say it. News quotes in few ways:

- "…," X said. "…"          the quotation goes on after its speaker, in the same paragraph
- X said: "…"               a colon before it, with a verb of speech or with the bare name ("Zorvia: 'We …'")
- "…. …," X said.           it goes on until its speaker comes

Straight marks do not tell opening from closing, so they are counted from the start of the paragraph.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase
from .sentence import Sentence

if TYPE_CHECKING:
    from .cast import Cast

_OPENING = frozenset({"“", "``", "„", "«"})
_CLOSING = frozenset({"”", "''", "»"})
_STRAIGHT = frozenset({'"'})
_ALL = _OPENING | _CLOSING | _STRAIGHT
#: Sentences before and after in which a speaker is looked for.
_FAR = 3


def _after(inside: bool, form: str) -> bool:
    """Whether the text is inside a quotation after a mark."""
    return True if form in _OPENING else False if form in _CLOSING else not inside


def has_marks(sentence: Sentence) -> bool:
    """Whether a quotation begins, ends or stands in a sentence."""
    return not _ALL.isdisjoint(sentence.forms)


class Quotes:
    """The quotations of a document; ``casts`` may still grow."""

    def __init__(self) -> None:
        self._open: list[bool] = []  # whether a quotation is open where a sentence starts

    def speaker(self, casts: list[Cast], cast: Cast, word: int) -> list[ActorPhrase]:
        """Who says the quotation in which ``word`` stands, where its own clause does not tell; [] for none."""
        at = casts.index(cast)
        if not self.inside(casts, at, word):
            return []
        return self._beside(casts, at) or self._before(casts, at) or self._later(casts, at)

    def inside(self, casts: list[Cast], at: int, word: int) -> bool:
        """Whether a word of sentence ``at`` stands between quotation marks."""
        sentence = casts[at].sentence
        found = self._starts_inside(casts, at)
        for form in sentence.forms[:word]:
            if form in _ALL:
                found = _after(found, form)
        return found

    def apart(self, casts: list[Cast], cast: Cast, word: int) -> set[int]:
        """The words of a sentence that are quoted, where ``word`` is not; who speaks does not mean those whom he names,
        nor do they who tell of him."""
        at = casts.index(cast) if cast in casts else -1
        if at < 0 or self.inside(casts, at, word):
            return set()
        return {i for i in range(len(cast.sentence)) if self.inside(casts, at, i)}

    def _starts_inside(self, casts: list[Cast], at: int) -> bool:
        known = self._open
        while len(known) <= at:
            number = len(known)
            sentence = casts[number].sentence
            found = False
            if number and not sentence.break_before:
                found = known[-1]
                for form in casts[number - 1].sentence.forms:
                    if form in _ALL:
                        found = _after(found, form)
            known.append(found)
        return known[at]

    def _beside(self, casts: list[Cast], at: int) -> list[ActorPhrase]:
        """ "Zorvia: "We reject this"": a bare name before a colon."""
        cast = casts[at]
        for node, relation in enumerate(cast.sentence.deprels):
            if relation == "parataxis":
                head = name_before_colon(cast.sentence, node)
                if head >= 0:
                    return [p for p in cast.own(head) if p.resolved]
        return []

    def _before(self, casts: list[Cast], at: int) -> list[ActorPhrase]:
        """The speaker of the sentence before, if a quotation went on from it or a colon led to this one."""
        for number in range(at - 1, max(-1, at - 1 - _FAR), -1):
            if casts[number + 1].sentence.break_before and casts[number].sentence.forms[-1] != ":":
                return []  # another paragraph
            found = self._speaker_in(casts, number)
            if found:
                return found
            if not _ALL.intersection(casts[number].sentence.forms) and not self._starts_inside(casts, number):
                return []
        return []

    def _later(self, casts: list[Cast], at: int) -> list[ActorPhrase]:
        """A quotation that goes on: whoever says so where it closes."""
        for number in range(at + 1, min(len(casts), at + 1 + _FAR)):
            if not self._starts_inside(casts, number):
                return []
            found = self._speaker_in(casts, number)
            if found:
                return found
        return []

    def _speaker_in(self, casts: list[Cast], number: int) -> list[ActorPhrase]:
        """Who is said to speak in a sentence: the subject of a verb of speech outside its quotations."""
        cast = casts[number]
        sentence = cast.sentence
        for word, relation in enumerate(sentence.deprels):
            verb = sentence.heads[word]
            if relation != "nsubj" or sentence.lemma_keys[verb] not in cast.speech or sentence.upos[verb] != "VERB":
                continue
            if sentence.upos[word] == "PRON" and sentence.forms[word].lower() in ("i", "we"):
                continue
            if not self.inside(casts, number, verb):
                return [p for h in cast.clauses.conjuncts(word) for p in cast.own(h) if p.resolved]
        return []


def name_before_colon(sentence: Sentence, node: int) -> int:
    """The noun that stands alone before the colon which leads to ``node`` ("Zorvia: Keld must leave"); -1 for none."""
    head = sentence.heads[node]
    if sentence.deprels[node] != "parataxis" or head < 0 or head > node or sentence.heads[head] >= 0:
        return -1
    if sentence.upos[head] not in ("NOUN", "PROPN") or ":" not in sentence.forms[head:node]:
        return -1
    colon = sentence.forms.index(":", head)
    return head if all(sentence.upos[i] not in ("VERB", "AUX") for i in range(colon)) else -1


def speaks_last(sentence: Sentence, word: int, speech: Collection[str]) -> bool:
    """ ""Keld has failed," said [Doe]": who speaks, and not whom he speaks of, is who the story goes on with."""
    verb = sentence.heads[word]
    if word < 3 or sentence.heads[verb] >= 0 or sentence.lemma_keys[verb] not in speech:
        return False
    return not _ALL.isdisjoint(sentence.forms[:2]) and any(
        sentence.deprels[c] in ("ccomp", "parataxis") and c < word for c in sentence.children[verb]
    )
