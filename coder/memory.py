"""What a document has said of a name: full names before surnames, abbreviations introduced in brackets.

Adding a sentence only appends it. The work is done when a phrase asks, and only for the name that it asks about, so a
document whose names are all in the dictionary pays nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .abbreviations import is_another, spelled_out
from .actors import Mention
from .names import parts
from .sentence import Sentence
from .the_people import tells_of_some

if TYPE_CHECKING:
    from .entries import Entry
    from .phrases import ActorPhrase, Phrases

#: How often a document must name a country that it is about.
_STANDS_OUT = 3
#: From how many sentences on it pays to file them by their words.
_LONG = 50


def bodies_named(mentions: Sequence[Mention], date: str | None) -> set[str]:
    """The codes of the international bodies among some names: UNO, and IGO for all others."""
    codes = (m.entry.code(date)[:3] for m in mentions if m.entry.kind == "org")
    return {code for code in codes if code in ("UNO", "IGO")}


class DocumentMemory:
    """The sentences of one document so far, asked by name.

    If all sentences are added before the first is read, a headline's surname also finds the full name below it.
    """

    __slots__ = (
        "_asked", "_bearers", "_counted", "_countries", "_filed", "_full", "_names", "_people", "_peopled",
        "_sentences", "_weighed", "_where", "date", "phrases",
    )  # fmt: skip

    def __init__(self, phrases: Phrases, date: str | None) -> None:
        self.phrases = phrases
        self.date = date
        self._sentences: list[tuple[Sentence, Sequence[Mention]]] = []
        self._names: set[str] = set()
        self._full: dict[str, Entry] = {}  # last words of full names → who was named so last
        self._bearers: dict[str, tuple[int, bool]] = {}
        self._counted = 0  # sentences whose names are in ``_names`` already
        self._countries: dict[str, int] = {}
        self._weighed = 0  # sentences that ``_countries`` has counted
        self._asked: dict[str, tuple[int, ActorPhrase | None]] = {}
        self._where: dict[str, list[int]] = {}  # form → numbers of the sentences that it stands in
        self._people: set[str] = set()  # countries of the persons named
        self._peopled = 0  # sentences that ``_people`` has seen
        self._filed = 0  # sentences whose forms are in ``_where``

    def add(self, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        """Takes in the next sentence with its mentions."""
        self._sentences.append((sentence, mentions))

    def introduced(self, name: str) -> bool:
        """Whether the entity with this canonical name has stood in the document under a name that needs no other."""
        while self._counted < len(self._sentences):
            for mention in self._sentences[self._counted][1]:
                # A surname does not introduce its bearer, however well known he is.
                entry = mention.entry
                if entry.use != "later" and (mention.last - mention.first > 1 or entry.kind != "person"):
                    self._names.add(entry.name)
                    if entry.kind == "person":
                        self._full[parts(entry.alias)[-1]] = entry
            self._counted += 1
        return name in self._names

    def bearer(self, surname: str) -> Entry | None:
        """The known person whose full name in the document ends in this word, whatever other names he has."""
        self.introduced("")
        return self._full.get(parts(surname)[-1])

    def of_a_stranger(self, surname: str) -> bool:
        """Whether the word ends the full name of somebody in the document whom no dictionary knows: "Jan Doe, a
        farmer"."""
        size, found = self._bearers.get(surname, (0, False))
        if not found and size < len(self._sentences):
            found = any(self._ends_unknown(*known, surname) for known in self._with(surname))
            self._bearers[surname] = len(self._sentences), found
        return found

    def means_another(self, mention: Mention, form: str) -> bool:
        """Whether the document spells out an abbreviation, ``form``, otherwise than the dictionary that knows it."""
        if mention.last - mention.first > 1 or len(form) < 2 or not form.isupper():
            return False
        return any(
            is_another(spelled_out(sentence, word), mention.entry.name)
            for sentence, _ in self._with(form)
            for word, other in enumerate(sentence.forms)
            if other == form and sentence.forms[word - 1] == "("
        )

    def _with(self, form: str) -> Iterator[tuple[Sentence, Sequence[Mention]]]:
        """The sentences that a form stands in. Those of a long document are filed once: it may be a whole book."""
        if len(self._sentences) < _LONG:
            return (known for known in self._sentences if form in known[0].forms)
        for number in range(self._filed, len(self._sentences)):
            for known in set(self._sentences[number][0].forms):
                self._where.setdefault(known, []).append(number)
        self._filed = len(self._sentences)
        return map(self._sentences.__getitem__, self._where.get(form, ()))

    def countries(self) -> dict[str, int]:
        """How often the names of countries, their people, places and leaders stand in the document, by country."""
        if self._weighed != len(self._sentences):
            self._weighed = len(self._sentences)
            self._countries = {}
            for _, mentions in self._sentences:
                for mention in mentions:
                    if mention.entry.kind in ("country", "demonym", "capital", "place", "person"):
                        code = mention.entry.code(self.date)[:3]
                        self._countries[code] = self._countries.get(code, 0) + 1
        return self._countries

    def tells_of_people(self, country: str) -> bool:
        """Whether somebody of the country is named."""
        for number in range(self._peopled, len(self._sentences)):
            people = (m.entry for m in self._sentences[number][1] if m.entry.kind == "person")
            self._people.update(entry.code(self.date)[:3] for entry in people)
        self._peopled = len(self._sentences)
        return country in self._people

    def bodies(self) -> set[str]:
        """The codes of the international bodies that the document names."""
        return {code for _, found in self._sentences for code in bodies_named(found, self.date)}

    def tells_of_some(self, name: str) -> bool:
        """Whether the document speaks of some people of a state: "two Zorvian hikers"."""
        return any(
            m.entry.name == name and m.entry.kind == "demonym" and tells_of_some(sentence, m)
            for sentence, mentions in self._sentences
            for m in mentions
        )

    def main(self, apart: frozenset[str]) -> str | None:
        """The country, none of ``apart``, that the document names most, by far; None where none stands out."""
        ranked = sorted(((n, c) for c, n in self.countries().items() if c not in apart), reverse=True)
        if not ranked or ranked[0][0] < _STANDS_OUT or (len(ranked) > 1 and ranked[0][0] < 1.5 * ranked[1][0]):
            return None
        return ranked[0][1]

    def find(self, sentence: Sentence, head: int, words: tuple[int, int]) -> ActorPhrase | None:
        """What the name in ``words`` of ``sentence`` denoted elsewhere in the document; None if nothing tells.

        A name is known by its last word ("Doe", for "Jan Doe"), an abbreviation by the phrase before its bracket.
        """
        form = sentence.forms[words[1] - 1]
        size, answer = self._asked.get(form, (0, None))
        if answer is None and size < len(self._sentences):
            # None meanwhile, so that a name cannot ask for itself in a circle.
            self._asked[form] = (len(self._sentences), None)
            answer = self._search(form, sentence, head)
            self._asked[form] = (len(self._sentences), answer)
        return answer

    def _search(self, form: str, asking: Sentence, head: int) -> ActorPhrase | None:
        for sentence, mentions in self._with(form):
            for word, other in enumerate(sentence.forms):
                if (
                    other != form
                    or (sentence is asking and word == head)
                    or sentence.upos[word] not in ("PROPN", "NOUN", "X")
                ):
                    continue
                found = self._bracketed(sentence, mentions, word) or self._full_name(sentence, mentions, word)
                if found is not None and found.resolved:
                    return found
        return None

    def _bracketed(self, sentence: Sentence, mentions: Sequence[Mention], word: int) -> ActorPhrase | None:
        """The phrase before "(OLF)"."""
        forms = sentence.forms
        if word < 2 or word + 1 >= len(forms) or forms[word - 1] != "(" or forms[word + 1] != ")":
            return None
        head = sentence.heads[word]
        if not 0 <= head < word - 1:
            # The parser hung it elsewhere: climb from the word before the bracket to the top of its name.
            head = word - 2
            while sentence.upos[sentence.heads[head]] == "PROPN" and 0 <= sentence.heads[head] < word - 1:
                head = sentence.heads[head]
        return self.phrases.phrase(sentence, mentions, head, self.date, self)

    def _full_name(self, sentence: Sentence, mentions: Sequence[Mention], word: int) -> ActorPhrase | None:
        """The phrase of a longer name that ends in this word, or of this word under a title."""
        head = word
        if sentence.deprels[word] in ("flat", "flat:name", "compound") and sentence.upos[sentence.heads[word]] in (
            "PROPN",
            "NOUN",
        ):
            head = sentence.heads[word]
        return self.phrases.phrase(sentence, mentions, head, self.date, self)

    def _ends_unknown(self, sentence: Sentence, mentions: Sequence[Mention], surname: str) -> bool:
        """Whether a first name that no dictionary has stands before the word: no title, and no part of a known name."""
        heads, upos = sentence.heads, sentence.upos
        taken = {word for m in mentions if m.last - m.first > 1 for word in range(m.first, m.last)}
        for word, form in enumerate(sentence.forms):
            first = heads[word]
            if form != surname or word in taken or sentence.deprels[word] not in ("flat", "flat:name"):
                continue
            named = 0 <= first < word and upos[first] == upos[word] == "PROPN" and sentence.forms[first][0].isupper()
            if not named:
                continue
            if first in taken or (word + 1 < len(sentence) and heads[word + 1] == first and upos[word + 1] == "PROPN"):
                continue
            dictionary = self.phrases.dictionary
            title = dictionary.sorts.is_sort(sentence.lemma_keys[first].rstrip("."), "honorific")
            if not title and dictionary.agents.at(sentence, first) is None:
                return True
        return False
