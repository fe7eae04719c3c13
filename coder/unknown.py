"""Mentions that filled a slot of an event and that no dictionary knows, counted over a corpus, with what they may be.

    unknowns = Unknowns(coder)
    for document in coder.parse_many(documents):
        unknowns.add(document)
    for found in unknowns.ranked():
        print(found.count, found.text, found.suggestion.code)

A suggestion rests on what texts say of the name: a title or apposition that gives it a country elsewhere ("the Zorvian
envoy, Jan Doe"), its modifiers, the words of the name itself ("Front"), and, weakly, the countries named beside it.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .actor_files import ACTOR_COLUMNS
from .console import plural
from .engine import Coder
from .errors import InputError
from .names import parts
from .phrases import ActorPhrase
from .sentence import Document, Sentence

#: A proper name; a noun that acts, with a sector but without a country; any other noun.
KINDS = ("name", "no-country", "noun")
_PLACED = frozenset(["country", "demonym", "capital", "place", "region", "metonym"])
_LINKS = frozenset(["of", "for", "on", "in", "the", "and", "de", "al", "bin", "-", "–", "’s", "'s"])
_NAMING = frozenset(["PROPN", "ADJ", "NOUN"])
_NAMED_BY = frozenset(["appos", "flat", "flat:name"])
_CONTEXTS = 5
#: What speaks for a code must do so this often, and in this share of the cases.
_SURE, _SHARE = 2, 0.6


@dataclass(frozen=True, slots=True)
class Context:
    """Where a mention stands: the sentence, and the mention's place in it."""

    document: str
    sentence: int
    text: str
    start: int
    end: int

    def shown(self, around: int = 60) -> str:
        """The mention with some text around it, on one line."""
        first, last = max(0, self.start - around), min(len(self.text), self.end + around)
        cut = ("…" if first else "") + self.text[first:last] + ("…" if last < len(self.text) else "")
        return " ".join(cut.split())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code for a name, "" where nothing speaks for one; ``sure`` if texts say it of the name, not only beside it."""

    code: str
    kind: str
    why: str
    sure: bool


@dataclass(slots=True)
class Unknown:
    """One name or noun: how often it filled a slot, in how many documents, and what speaks for which code."""

    text: str
    kind: str
    count: int = 0
    documents: set[str] = field(default_factory=set)
    contexts: list[Context] = field(default_factory=list)
    titles: Counter[str] = field(default_factory=Counter)  # codes that titles gave it
    modifiers: Counter[str] = field(default_factory=Counter)  # countries that modify it
    beside: Counter[str] = field(default_factory=Counter)  # countries named in its sentences
    sectors: Counter[str] = field(default_factory=Counter)  # sectors that titles without a country gave it
    forms: Counter[str] = field(default_factory=Counter)
    suggestion: Suggestion = Suggestion("", "", "", False)

    def row(self) -> list[str]:
        """A row for an actor file, in the order of its columns."""
        suggested = self.suggestion
        note = "; ".join(filter(None, [_times(self.count), suggested.why, self.contexts[0].shown(40)]))
        cells = {"name": self.text, "code": suggested.code, "kind": suggested.kind, "note": note}
        return [cells.get(column, "") for column in ACTOR_COLUMNS]


class Unknowns:
    """Collects over a corpus; ``filled`` counts all slots, ``resolved`` those with a country or organisation."""

    def __init__(self, coder: Coder) -> None:
        self.coder = coder
        self.filled = self.resolved = 0
        self._found: dict[tuple[str, tuple[str, ...]], Unknown] = {}

    def add(self, document: Document) -> int:
        """Takes in a parsed document; the number of its slots that were filled."""
        seen: set[tuple[int, int]] = set()
        for number, sentence, drafts in self.coder.drafts(document):
            for draft in drafts:
                # What is no actor fills a slot only if it has a name: "rejected the plan" has no target.
                things = [phrase for phrase in (*draft.things, *draft.means) if phrase.kind == "name"]
                for phrase in (*draft.source, *draft.target, *things):
                    if (number, phrase.start) not in seen:
                        seen.add((number, phrase.start))
                        self._phrase(document, number, sentence, phrase)
        self.filled += len(seen)
        return len(seen)

    def _phrase(self, document: Document, number: int, sentence: Sentence, phrase: ActorPhrase) -> None:
        named = phrase.kind == "name" and sentence.upos[phrase.head] == "PROPN"
        self.resolved += phrase.country is not None
        if phrase.country is not None:
            self._titles(sentence, phrase, named)
            return
        kind = "name" if named else "no-country" if phrase.code else "noun"
        text = self._name(sentence, phrase.head) if named else self._noun(sentence, phrase.head)
        key = (kind, parts(text))
        if not key[1]:
            return
        found = self._found.setdefault(key, Unknown(text, kind))
        found.forms[text] += 1
        found.count += 1
        found.documents.add(document.id)
        if len(found.contexts) < _CONTEXTS:
            place = (phrase.start - sentence.start, phrase.end - sentence.start)
            found.contexts.append(Context(document.id, number, sentence.text, *place))
        if phrase.hint:
            found.modifiers[phrase.hint] += 1
        if phrase.sectors:
            found.sectors["".join(phrase.sectors)] += 1
        if named:
            found.beside.update(self._countries(sentence, document.date))

    def _titles(self, sentence: Sentence, phrase: ActorPhrase, named: bool) -> None:
        """Remembers what a title or modifier says of a name that no dictionary has: "Peru's envoy, Jan Doe"."""
        heads = [phrase.head] if named else []
        if phrase.kind == "agent":
            heads = [
                child
                for child in sentence.children[phrase.head]
                if sentence.upos[child] == "PROPN" and child > phrase.head and sentence.deprels[child] in _NAMED_BY
            ]
        for head in heads:
            if not any(m.first <= head < m.last for m in self.coder.dictionary.mentions(sentence)):
                text = self._name(sentence, head)
                if parts(text):
                    found = self._found.setdefault(("name", parts(text)), Unknown(text, "name"))
                    found.titles[phrase.code or ""] += 1
                    found.forms[text] += 1

    def _noun(self, sentence: Sentence, head: int) -> str:
        hit = self.coder.dictionary.agents.at(sentence, head)
        return hit.agent.name if hit is not None else sentence.lemma_keys[head]

    def _name(self, sentence: Sentence, head: int) -> str:
        return name_of(sentence, head, self._taken(sentence, head))

    def _taken(self, sentence: Sentence, head: int) -> set[int]:
        """Words of known names, but for places ("Orm Province"), and of titles: they belong to no unknown name."""
        dictionary = self.coder.dictionary
        words = {
            word
            for mention in dictionary.mentions(sentence)
            if mention.entry.kind not in ("place", "region", "capital")
            for word in range(mention.first, mention.last)
        }
        for word in sentence.children[head]:
            hit = dictionary.agents.at(sentence, word) if word < head and sentence.upos[word] != "ADJ" else None
            # A title begins the name; inside it the word is the name's own ("the National Salt Workers Front").
            if hit is None or hit.agent.kind != "person":
                continue
            if not self._goes_before(sentence, hit.first, head, words):
                words.update(range(hit.first, hit.last))
        return words - {head}

    def _goes_before(self, sentence: Sentence, word: int, head: int, taken: set[int]) -> bool:
        """Whether a word with a capital that belongs to no known name stands right before, in the same name."""
        before = word - 1
        return (
            before >= 0
            and before not in taken
            and sentence.upos[before] in ("PROPN", "NOUN", "ADJ")
            and sentence.forms[before][:1].isupper()
            and sentence.heads[before] in range(word, head + 1)
            and self.coder.dictionary.agents.at(sentence, before) is None
            and not self.coder.dictionary.sorts.is_sort(sentence.lemma_keys[before].rstrip("."), "honorific")
        )

    def _countries(self, sentence: Sentence, date: str | None) -> set[str]:
        entries = [mention.entry for mention in self.coder.dictionary.mentions(sentence)]
        return {entry.code(date)[:3] for entry in entries if entry.kind in _PLACED}

    def summary(self) -> str:
        """How many slots were filled, and with what."""
        if not self.filled:
            return "no slot of an event was filled"
        counts = Counter({kind: 0 for kind in KINDS})
        for unknown in self._found.values():
            counts[unknown.kind] += unknown.count
        name, no_country, noun = (counts[kind] for kind in KINDS)
        share = f"{self.resolved:,} ({self.resolved / self.filled:.1%}) with a country or organisation"
        return (
            f"{plural(self.filled, 'slot')} filled: {share}, {name:,} with an unknown name, "
            f"{no_country:,} with people or bodies of no country, {noun:,} with another noun"
        )

    def ranked(self) -> list[Unknown]:
        """All of them with their suggestions, the most frequent first."""
        found = [unknown for unknown in self._found.values() if unknown.count]
        for unknown in found:
            unknown.text = unknown.forms.most_common(1)[0][0]
            if unknown.kind == "name":
                unknown.suggestion = self._suggest(unknown)
        return sorted(found, key=lambda unknown: (-unknown.count, unknown.text))

    def _suggest(self, unknown: Unknown) -> Suggestion:
        sectors, kind = self._by_its_words(unknown)
        if unknown.titles:
            code, times = unknown.titles.most_common(1)[0]
            sure = times >= _SURE and times >= _SHARE * unknown.titles.total()
            kind = kind or ("person" if sure and 2 <= len(unknown.text.split()) <= 3 else "")
            return Suggestion(code, kind, f"other texts say so {_times(times)}", sure)
        if unknown.sectors:
            sectors = unknown.sectors.most_common(1)[0][0]
        if unknown.modifiers:
            country, times = unknown.modifiers.most_common(1)[0]
            return Suggestion(country + sectors, kind, f"{country} modifies it {_times(times)}", times >= _SURE)
        for country, times in unknown.beside.most_common(1):
            if times >= _SURE and times >= _SHARE * unknown.count:
                why = f"{country} is named beside it {_times(times)}"
                return Suggestion(country + sectors, kind, why, False)
        return Suggestion("", kind, f"perhaps {sectors}" if sectors else "", False)

    def _by_its_words(self, unknown: Unknown) -> tuple[str, str]:
        """Sector and kind of a name whose words say them: "Harbour Front", "Orm Workers' Party"."""
        for word in reversed(parts(unknown.text)):
            agent = self.coder.dictionary.agents.knows(word)
            if agent is not None and agent.kind != "person":
                return agent.entity + "".join(agent.sectors), "party" if agent.sectors[:1] == ("PTY",) else "group"
        return "", ""


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def name_of(sentence: Sentence, head: int, taken: set[int]) -> str:
    """The proper name around a word: the run of words with a capital, with what links them ("Committee on Orm's Dams").

    Words in ``taken`` belong to titles and to other names, and end it.
    """
    inside = set(sentence.subtree(head))

    def capital(word: int) -> bool:
        form = sentence.forms[word]
        return form[:1].isupper() and word in inside and word not in taken and sentence.upos[word] in _NAMING

    first = last = head
    while first > 0 and (capital(first - 1) or (sentence.forms[first - 1] in "--’'" and first - 1 in inside)):
        first -= 1
    word = last + 1
    while word < len(sentence) and word in inside and word - last <= 3:
        if capital(word):
            last = word
        elif sentence.forms[word].lower() not in _LINKS:
            break
        word += 1
    while first < head and sentence.upos[first] not in ("PROPN", "ADJ", "NOUN"):
        first += 1
    return " ".join(sentence.surface(sentence.starts[first], sentence.ends[last]).split())


def lines(found: list[Unknown], top: int, contexts: int) -> Iterator[str]:
    """For people: a line for each of the first ``top``, with contexts below it."""
    for unknown in found[:top]:
        suggested = unknown.suggestion
        guess = f"{suggested.code}{'' if suggested.sure else '?'}" if suggested.code else ""
        about = ", ".join(filter(None, [guess, suggested.why]))
        yield f"{unknown.count:6}  {unknown.text}" + (f"  [{about}]" if about else "")
        for context in unknown.contexts[:contexts]:
            yield f"        {context.shown()}  ({context.document})"


def rows_in_use(path: Path) -> list[str]:
    """The rows of an earlier table that do not start with #, as they stand: somebody may have accepted them.

    Raises InputError where the file is no such table, for it would be lost.
    """
    try:
        header, *lines = path.read_bytes().decode("utf-8-sig").splitlines() or [""]
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError):
        header, lines = "?", []
    if header not in ("", ",".join(ACTOR_COLUMNS)):
        raise InputError("this file is there already and no table of unknown names; give another name", path=str(path))
    return [line for line in lines if line.strip(", ") and not line.startswith("#")]


def as_table(found: list[Unknown], kept: Sequence[str] = ()) -> str:
    """The names among them as the text of an actor file, below the rows to keep (see ``rows_in_use``). A row that
    nobody should take unseen starts with #."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(ACTOR_COLUMNS)
    stream.writelines(line + "\n" for line in kept)
    there = {cells[0] for cells in csv.reader(kept) if cells}
    for unknown in found:
        if unknown.kind == "name" and unknown.row()[0] not in there:
            if not (unknown.suggestion.sure and unknown.suggestion.code):
                stream.write("#")
            writer.writerow(unknown.row())
    return stream.getvalue()
