"""What the title before a person's name says of him: his country, whether he still holds his office.

``TitleReading`` is the part of ``name_reading.NameReading`` that knows titles.
"""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .actor_files import ENTITIES, split_code
from .actor_phrase import ActorPhrase
from .actors import Mention
from .agents import AgentHit
from .entries import OFFICES, Entry

if TYPE_CHECKING:
    from .agents import Agents
    from .sentence import Sentence
    from .word_sorts import WordSorts


#: Posts that are given to those who held an office once: "U.S. envoy Jan Doe" is in office, whatever he was before.
_POSTS = frozenset({"envoy", "emissary", "negotiator", "mediator", "ambassador", "adviser", "advisor", "coordinator"})

#: What those are called who speak for an organisation; its members' ambassadors do not.
_HEADS = frozenset({"chief", "commissioner", "director", "general", "head", "president", "secretary",
                    "secretary-general", "director-general", "chairman", "chairperson", "spokesman",
                    "spokeswoman", "spokesperson"})  # fmt: skip
_PRIVATE = frozenset({"NGO", "MNC"})
#: What stands between an office and a name and says nothing.
_ADDRESSES = frozenset({"mr", "mrs", "ms", "dr"})

#: How long it is news that somebody has lost his office.
_NEWS_LASTS = timedelta(days=3)
#: Sectors of those who lead a party or oppose the government that they once led.
_OUT_OF_OFFICE = (("PTY",), ("OPP",))
#: Participles of those who lost their office, wherever they stand before it ("the ousted Keldish president").
_THROWN_OUT = frozenset({"ousted", "deposed", "toppled", "overthrown", "sacked", "dismissed", "exiled", "disgraced"})


class TitleReading:
    """Reads the titles of one sentence; the names come with ``NameReading``."""

    __slots__ = ()

    agents: Agents
    date: str | None
    sentence: Sentence
    sorts: WordSorts

    @abstractmethod
    def mention_at(self, word: int) -> Mention | None:
        """The name that covers a word."""

    @abstractmethod
    def settle(self, mention: Mention, head: int) -> Entry | None:
        """Which of the entities that share a name is meant."""

    def title_of(self, mention: Mention) -> tuple[AgentHit, str] | None:
        """The agent noun right before a name, and the country that stands before that ("" if none)."""
        word = mention.first - 1
        if word > 0 and self.sentence.lemma_keys[word].rstrip(".") in _ADDRESSES:
            word -= 1  # "President Mr. Doe"
        if word < 0 or self.sentence.upos[word] not in ("NOUN", "PROPN"):
            return None
        hit = self.agents.at(self.sentence, word)
        if hit is None:
            return None
        before = self.mention_at(hit.first - 1) if hit.first else None
        if before is None and hit.first > 1 and self.sentence.forms[hit.first - 1] in ("'s", "’s"):
            before = self.mention_at(hit.first - 2)
        country = "" if before is None or before.aside else split_code(before.entry.code(self.date))[0]
        return hit, country

    def _owns(self, hit: AgentHit) -> bool:
        """Whether a demonym or possessor stands before a title: "Keldish", "Keld's", and not "Keld envoy"."""
        before = hit.first - 1
        if self.sentence.forms[before] in ("'s", "’s"):
            return True
        mention = self.mention_at(before)
        return mention is not None and mention.entry.kind == "demonym"

    def former(self, head: int, words: tuple[int, int]) -> bool:
        """Whether "former", "ousted" … or "ex-" stands in the phrase, before the head or its title."""
        keys = self.sentence.lemma_keys
        low = max(0, words[0] - 1)
        for word in range(low, words[1]):
            key = keys[word] if self.sentence.upos[word] != "VERB" else self.sentence.forms[word].lower()  # "ousted"
            if key.startswith(("ex-", "former-")) or (self.sorts.is_sort(key, "former") and not self._is_told(word)):
                return True
        return any(
            self.sorts.is_sort(keys[c], "former") or self.sentence.forms[c].lower() in _THROWN_OUT
            for c in self.sentence.children[head]
            if c < head and c not in range(*words)
        )

    def _is_told(self, word: int) -> bool:
        """ "Keld dismissed President Doe": a verb with a subject of its own."""
        sentence = self.sentence
        return sentence.upos[word] == "VERB" and any(sentence.deprels[c] == "nsubj" for c in sentence.children[word])

    def _left_that_office(self, mention: Mention, phrase: ActorPhrase) -> bool:
        """ "former President Doe": whether the office that he left is the one that the dictionary has him in, or he has
        none since."""
        title = self.title_of(mention)
        if title is None:
            return False
        if phrase.sectors[:1] in _OUT_OF_OFFICE and title[0].agent.sectors[:1] in (("GOV",), ("ELI",)):
            return True
        return bool(set(title[0].agent.sectors) & set(phrase.sectors)) or not phrase.sectors

    def _in_that_office(self, head: int, mention: Mention, phrase: ActorPhrase) -> ActorPhrase:
        """ "Prime Minister Doe" in a text without a date: the time when he was that, and not what he is today."""
        title = self.title_of(mention)
        entry = self.settle(mention, head) if title is not None else None
        if title is None or entry is None or title[0].agent.sectors[:1] != ("GOV",):
            return phrase
        for _, _, code in reversed(entry.spans):
            country, sectors = split_code(code)
            if sectors[:1] == ("GOV",) and country not in ENTITIES and title[1] in ("", country):
                phrase = phrase.copy()
                phrase.assign(country, sectors)
                return phrase
        return phrase

    def _just_left(self, head: int, mention: Mention, phrase: ActorPhrase) -> ActorPhrase:
        """ "The army toppled President Doe": the story is of a day or two later, when he is no longer that."""
        title = self.title_of(mention)
        entry = self.settle(mention, head) if title is not None and phrase.kind == "person" else None
        if title is None or entry is None or not self.date or len(self.date) != 10:
            return phrase
        if title[0].agent.sectors[:1] != ("GOV",):
            return phrase
        before = (date.fromisoformat(self.date) - _NEWS_LASTS).isoformat()
        for _, end, code in entry.spans:
            country, sectors = split_code(code)
            if before <= end < self.date and sectors[:1] == ("GOV",) and country not in ENTITIES:
                phrase = phrase.copy()
                phrase.assign(country, sectors)
        return phrase

    def with_office(self, head: int, mention: Mention, phrase: ActorPhrase) -> ActorPhrase:
        """What the words before a known person change in its code.

        "former" makes it ELI where the dictionary still has the person in that office. A title makes it an office
        holder before the first day that the dictionary knows of: such careers began earlier than their rows.
        """
        served = self._body_before(mention) if phrase.kind == "person" else ""
        if served and served != phrase.country and not self.former(head, phrase.words):
            phrase = phrase.copy()
            phrase.assign(served, ())
            return phrase
        undated = self.date is None and phrase.kind == "person" and phrase.sectors[:1] != ("GOV",)
        if undated and not self.former(head, phrase.words):
            phrase = self._in_that_office(head, mention, phrase)
        elif phrase.sectors != ("GOV",) and not self.former(head, phrase.words):
            phrase = self._just_left(head, mention, phrase)
        title = self.title_of(mention)
        if title is not None and title[1] not in ("", phrase.country) and title[1] not in ENTITIES:
            if phrase.country not in ENTITIES and title[0].agent.sectors and self._owns(title[0]):
                phrase = phrase.copy()  # "Keld's minister Jan Doe", and not the Zorvian of that name
                phrase.assign(title[1], ("ELI",) if self.former(head, phrase.words) else title[0].agent.sectors)
                phrase.name = phrase.id = None
        elif self.former(head, phrase.words):
            if self.date is None or self._left_that_office(mention, phrase):
                phrase = phrase.copy()
                phrase.assign(phrase.country or "", ("ELI",))
        elif phrase.sectors == ("GOV",):
            title = self.title_of(mention)
            if title is not None and title[0].agent.sectors[:1] == ("OPP",):
                phrase = phrase.copy()
                phrase.assign(phrase.country or "", ("OPP",))  # "opposition candidate Doe", who governs a province
        elif phrase.sectors == ("ELI",) and self.date is not None:
            title = self.title_of(mention)
            entry = self.settle(mention, head)
            posted = title and self.sentence.lemma_keys[mention.first - 1] in _POSTS
            early = entry is not None and self.date < entry.spans[0][0]
            if title and (posted or early) and OFFICES.intersection(title[0].agent.sectors):
                body = posted and title[1] in ENTITIES  # "U.N. envoy Doe", who was a minister of Keld
                phrase = phrase.copy()
                phrase.assign(title[1] if body else phrase.country or "", () if body else title[0].agent.sectors)
            elif early and title is None and (office := self._office_apposed(head, phrase)):
                phrase = phrase.copy()
                phrase.assign(phrase.country or "", office)
        return phrase

    def _body_before(self, mention: Mention) -> str:
        """ "NATO Secretary General [Jan Doe]", whatever state he governed before: the organisation, or ""."""
        if self.sentence.lemma_keys[mention.first - 1].lower() not in _HEADS:
            return ""
        before = self.mention_at(mention.first - 1)
        if before is None:
            title = self.title_of(mention)
            country = "" if title is None or title[0].agent.sectors[:1] not in ((), ("GOV",)) else title[1]
        else:
            country = "" if before.aside or before.entry.kind != "org" else split_code(before.entry.code(self.date))[0]
        return country if country in ENTITIES and country not in _PRIVATE else ""

    def _office_apposed(self, head: int, phrase: ActorPhrase) -> tuple[str, ...]:
        """ "Jan Doe, Keld's interior minister", "the president of Keld, Jan Doe": the sectors of that office; () where
        it is another state's, or was his once."""
        sentence = self.sentence
        beside = [head, *(c for c in sentence.children[head] if sentence.deprels[c] == "appos" and c > head)]
        if sentence.deprels[head] == "appos":
            beside.append(sentence.heads[head])
        for word in beside:
            hit = self.agents.at(sentence, word)
            if hit is None or hit.agent.kind == "body" or not OFFICES.intersection(hit.agent.sectors):
                continue
            if self.former(word, (hit.first, hit.last)):
                continue
            named = [m for c in sentence.children[word] if c != head and (m := self.mention_at(c)) is not None]
            states = {split_code(m.entry.code(self.date))[0] for m in named if not m.aside}
            if not states or phrase.country in states:
                return hit.agent.sectors
        return ()
