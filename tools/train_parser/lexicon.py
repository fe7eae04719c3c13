"""Inflected forms with their lemmas, for the lemma dictionary and for the guesser behind it.

Facts about English inflection come from lemminflect (MIT; itself from the NIH Specialist Lexicon). A form that
is an inflection of two words ("bases", "found") takes the treebank's lemma; else, for a verb the word that it is
a past of, and for the rest the word that is commoner in the vectors' vocabulary, which is sorted by frequency.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import lemminflect

_TAGS = ("VERB", "NOUN", "ADJ", "ADV")


class Lexicon:
    """``ranks``: word → place in a list sorted by frequency. ``exceptions``: (form, upos) → lemma."""

    def __init__(self, ranks: Mapping[str, int], exceptions: Mapping[tuple[str, str], str]):
        self._ranks, self.exceptions = ranks, exceptions

    def lemma(self, form: str, upos: str) -> str | None:
        """The lemma of a lower-case form with that tag; None where the lexicon does not know it."""
        chosen = self.exceptions.get((form, upos))
        if chosen:
            return chosen
        candidates = lemminflect.getAllLemmas(form, upos=upos).get(upos, ())
        if upos == "VERB" and len(candidates) > 1:
            # "found" is seldom "to found": the base form gives way to the verb it is a past of.
            candidates = [lemma for lemma in candidates if lemma != form]
        unknown = len(self._ranks)
        return min(candidates, key=lambda lemma: self._ranks.get(lemma, unknown), default=None)

    def rows(self, forms: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """(form, upos, lemma) for every tag that a form can have."""
        for form in forms:
            if len(form) < 3 or not form.isascii() or not form.isalpha() or not form.islower():
                continue
            for upos in _TAGS:
                lemma = self.lemma(form, upos)
                if lemma:
                    yield form, upos, lemma

    @staticmethod
    def inflections(lemma: str) -> set[str]:
        """Every inflected form of a lemma, itself among them."""
        forms = {lemma}
        for upos in ("VERB", "NOUN", "ADJ"):
            for found in lemminflect.getAllInflections(lemma, upos=upos).values():
                forms.update(found)
        return forms

    @staticmethod
    def regular(lemma: str) -> Iterator[tuple[str, str, str]]:
        """(form, "VERB", lemma) by the rules of English, for a verb that the lexicon lacks or has only as a noun
        ("airdrop"); nothing for one that it has."""
        if lemma.isalpha() and "VBD" not in lemminflect.getAllInflections(lemma, upos="VERB"):
            for found in lemminflect.getAllInflectionsOOV(lemma, upos="VERB").values():
                for form in found:
                    if form != lemma:  # a trigger may be a noun, "shelling", whose form is another verb's
                        yield form, "VERB", lemma

    def past(self, lemma: str) -> str | None:
        """The past tense of a verb."""
        found = lemminflect.getInflection(lemma, tag="VBD", inflect_oov=False)
        return found[0] if found else None
