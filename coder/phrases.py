"""What a noun phrase denotes: "a senior Zorvian army commander" is ZORMIL, "Zorvia's lead negotiator, Jan Doe" ZORGOV.

``Phrases.phrase`` takes a head word and tries the rules below in order; the first that knows something answers:

1. *counted*: "thousands of protesters" is what the of-phrase is;
2. *named*: the head stands in a dictionary name, which date, title and document settle if it means several things;
3. *titled*: an agent noun with a known person's name after it ("President Doe");
4. *agent*: an agent noun, with the country and sector of its modifiers (``modifiers``);
5. *unknown name*: by its title, by an apposition, by the document (``memory``), by its owner;
6. *thing*: a force, territory, asset or side of a country ("Zorvian warplanes", "Keld's border");
7. anything else keeps its text and offsets, without a code, and the country of its modifiers as a hint.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .actor_files import ENTITIES, split_code
from .actors import ActorDictionary, Mention
from .agents import AgentHit
from .entries import OFFICES, Entry
from .modifiers import Owner, combine, owners
from .sentence import Sentence

if TYPE_CHECKING:
    from .memory import DocumentMemory

_NAME_LINKS = frozenset(["flat", "flat:name", "compound", "list", "dep", "nmod:desc"])
_TITLE_LINKS = frozenset(["nmod:desc", "compound", "appos", "flat", "nmod"])
_PULLED_IN = frozenset(["amod", "compound", "nummod", "nmod:desc", "nmod:poss", "flat"])
_CAN_COUNT = frozenset(["NOUN", "NUM", "DET", "PRON", "ADJ", "PROPN"])
_WHERE = frozenset(["place", "region", "where"])
_ARMED = frozenset(["MIL", "REB", "COP", "UAF", "PRM", "SPY", "CRM"])
_HOLDERS = _ARMED | {"GOV", "LEG", "OPP"}
_MONTHS = frozenset(["march", "may", "august"])


class ActorPhrase:
    """What one phrase denotes and where it stands.

    ``start``, ``end``, ``text``: document offsets and text, from the leftmost word that counts (no determiner) to the
    head, the name, or the phrase after it that gave the country. ``code`` is None where nothing is known; an agent
    noun without a country has its sectors as code, ``country`` None and ``resolved`` False. ``words`` is the word range
    (half-open), ``head`` the head word, ``kind`` the kind of the name or noun: ``country`` … ``agent``, ``force``,
    ``territory``, ``asset``, ``side``, ``name`` (an unknown proper name), ``thing``. ``hint`` is the country that
    modifies something which is not itself an actor ("Keld football fans"). ``others`` are the further actors that one
    head word stands for ("Keld and Zorvian officials").
    """

    __slots__ = (
        "code", "country", "end", "head", "hint", "id", "kind", "name", "others", "resolved", "sectors", "start",
        "text", "words",
    )  # fmt: skip

    def __init__(
        self,
        sentence: Sentence,
        words: tuple[int, int],
        head: int,
        *,
        country: str = "",
        sectors: Sequence[str] = (),
        kind: str = "thing",
        name: str | None = None,
        id: str | None = None,
        hint: str | None = None,
    ) -> None:
        first, last = words
        self.words = words
        self.head = head
        self.start = sentence.starts[first]
        self.end = sentence.ends[last - 1]
        self.text = sentence.surface(self.start, self.end)
        self.kind = kind
        self.name = name
        self.id = id
        self.hint = hint
        self.others: tuple[ActorPhrase, ...] = ()
        self._set(country, sectors)

    def _set(self, country: str, sectors: Sequence[str]) -> None:
        self.country = country or None
        self.sectors = tuple(dict.fromkeys(sector for sector in sectors if sector != country))
        self.code = (country + "".join(self.sectors)) or None
        self.resolved = bool(country)

    def __repr__(self) -> str:
        return f"ActorPhrase({self.text!r}, {self.code}, {self.kind})"

    def with_country(self, country: str) -> ActorPhrase:
        """A copy in which an agent without a country ("police", "protesters") has been given one."""
        copy = self.copy()
        copy._set(country, self.sectors)
        return copy

    def copy(self) -> ActorPhrase:
        copy = ActorPhrase.__new__(ActorPhrase)
        for slot in ActorPhrase.__slots__:
            setattr(copy, slot, getattr(self, slot))
        return copy

    def stretched(self, sentence: Sentence, first: int, last: int) -> ActorPhrase:
        """A copy that spans the words ``first`` up to ``last`` as well."""
        copy = self.copy()
        copy.words = (min(first, self.words[0]), max(last, self.words[1]))
        copy.start, copy.end = sentence.starts[copy.words[0]], sentence.ends[copy.words[1] - 1]
        copy.text = sentence.surface(copy.start, copy.end)
        copy.others = tuple(other.stretched(sentence, first, last) for other in self.others)
        return copy


class Phrases:
    """Reads phrases with one dictionary; keeps no state of its own."""

    def __init__(self, dictionary: ActorDictionary) -> None:
        self.dictionary = dictionary

    def phrase(
        self,
        sentence: Sentence,
        mentions: Sequence[Mention],
        head: int,
        date: str | None = None,
        memory: DocumentMemory | None = None,
    ) -> ActorPhrase | None:
        """What the phrase headed by word ``head`` denotes; None for what cannot be one (dates, money, pronouns)."""
        return Reading(self.dictionary, sentence, mentions, date, memory).read(head)


class Reading:
    """One sentence being read on one day; the rules are its methods."""

    __slots__ = ("agents", "date", "memory", "mentions", "sentence", "sorts")

    def __init__(
        self,
        dictionary: ActorDictionary,
        sentence: Sentence,
        mentions: Sequence[Mention],
        date: str | None,
        memory: DocumentMemory | None,
    ) -> None:
        self.agents = dictionary.agents
        self.sorts = dictionary.sorts
        self.sentence = sentence
        self.mentions = mentions
        self.date = date
        self.memory = memory

    def mention_at(self, word: int) -> Mention | None:
        """The name that covers a word; of two in one token the one that is not aside."""
        found = None
        for mention in self.mentions:
            if mention.first <= word < mention.last and (found is None or found.aside):
                found = mention
        return found

    def read(self, head: int, depth: int = 0) -> ActorPhrase | None:
        """The rules in order; ``depth`` keeps a tangled tree from going on for ever."""
        if depth > 6:
            return None
        mention = self.mention_at(head)
        if mention is None:
            counted = self.counted(head, depth)
            if counted is not None:
                return counted
            if self.no_actor(head):
                return None
        elif not mention.aside:
            phrase = self.named(head, mention)
            if phrase is not None:
                return self.with_title(head, mention, phrase, depth)
            if self.no_actor(head):
                return None
        hit = self.agents.at(self.sentence, head)
        if hit is not None and self.not_acting(head):
            return ActorPhrase(self.sentence, self.span(head, [], head, head + 1), head)
        titled = self.titled(head, hit, depth)
        if titled is not None:
            return titled
        if hit is not None:
            return self.agent(head, hit, depth)
        if self.sentence.upos[head] == "PROPN":
            return self.unknown_name(head, depth)
        return self.thing(head, depth)

    # 1 ---------------------------------------------------------------------------------------------------------------

    def counted(self, head: int, depth: int) -> ActorPhrase | None:
        """ "thousands of protesters", "a group of lawmakers from Keld", "one of the rebels", "some of them" (None)."""
        sentence = self.sentence
        lemma = sentence.lemma_keys[head]
        upos = sentence.upos[head]
        if upos not in _CAN_COUNT:
            return None
        if upos != "NUM" and not self.sorts.is_sort(lemma, "quantity"):
            return None
        for child in sentence.children[head]:
            if child < head or sentence.deprels[child] not in ("nmod", "obl", "dep"):
                continue
            if not {sentence.lemma_keys[c] for c in sentence.children[child] if sentence.deprels[c] == "case"} & {
                "of",
                "among",
            }:
                continue
            inner = self.read(child, depth + 1)
            if inner is None:
                continue
            if inner.code is None and inner.hint is None and self.agents.at(sentence, head) is not None:
                return None
            found = inner.stretched(sentence, head, head + 1)
            found.head = head
            return found
        if lemma in ("thousand", "hundred", "dozen", "score", "million", "thousands", "hundreds", "dozens", "scores"):
            return ActorPhrase(sentence, self.span(head, [], head, head + 1), head, sectors=("CVL",), kind="agent")
        return None

    def no_actor(self, head: int) -> bool:
        """Dates, times, money, numbers, pronouns, punctuation."""
        upos = self.sentence.upos[head]
        if upos in ("PRON", "NUM", "SYM", "PUNCT", "AUX", "ADP", "DET", "ADV", "CCONJ", "SCONJ", "PART"):
            return True
        lemma = self.sentence.lemma_keys[head]
        if self.sorts.is_sort(lemma, "money"):
            return True
        return self.sorts.is_sort(lemma, "time") and (lemma not in _MONTHS or upos == "PROPN")

    def not_acting(self, head: int) -> bool:
        """An agent noun that means something else here: "opposition to the plan", "the national football team"."""
        sentence = self.sentence
        keys = sentence.lemma_keys
        if keys[head] in ("opposition", "resistance"):
            return any(
                sentence.deprels[c] == "case" and keys[c] == "to"
                for child in sentence.children[head]
                if child > head
                for c in sentence.children[child]
            )
        return self.sport(head)

    def sport(self, head: int) -> bool:
        """Whether a word right of its modifiers is a sports side: "football team", "cricket captain"."""
        sentence = self.sentence
        return any(
            child < head and self.sorts.is_sort(sentence.lemma_keys[child], "sport")
            for child in sentence.children[head]
        )

    # 2 ---------------------------------------------------------------------------------------------------------------

    def named(self, head: int, mention: Mention) -> ActorPhrase | None:
        """A dictionary name. None for a bare surname that nothing introduced."""
        entry = self.settle(mention, head)
        if entry is None:
            return None
        country, sectors = split_code(entry.code(self.date))
        if entry.kind == "demonym" and self._several_people(mention):
            sectors = sectors or ("CVL",)
        return ActorPhrase(
            self.sentence, (mention.first, mention.last), head,
            country=country, sectors=sectors, kind=entry.kind, name=entry.name, id=entry.id,
        )  # fmt: skip

    def _several_people(self, mention: Mention) -> bool:
        """ "Zorvians", not "Zorvian" nor "the French": only these are the people rather than the state."""
        last = mention.last - 1
        form = self.sentence.forms[last].lower()
        return (
            self.sentence.upos[last] in ("NOUN", "PROPN")
            and form.endswith(("s", "men", "women"))
            and (
                self.sentence.xpos[last] in ("NNS", "NNPS")
                or "Number=Plur" in self.sentence.feats[last]
                or (form.endswith(("ans", "is", "ians", "ns")) and not form.endswith("ss"))
            )
        )

    def settle(self, mention: Mention, head: int) -> Entry | None:
        """Which of the entities that share this name is meant; None where it is a surname that nothing introduced."""
        entry = mention.entry
        candidates = [entry, *entry.rivals] if entry.rivals else [entry]
        if len(candidates) == 1 and entry.use != "later":
            return entry
        if self.memory is not None:
            known = [c for c in candidates if c.kind == "person" and self.memory.introduced(c.name)]
            if known:
                return known[0]
        free = [c for c in candidates if c.use != "later"]
        if free:
            if self.date is not None and all(c.kind == "person" for c in free):
                return next((c for c in free if c.covers(self.date)), free[0])
            return free[0]
        return self._by_title(mention, candidates)

    def _by_title(self, mention: Mention, candidates: list[Entry]) -> Entry | None:
        """A bare surname under a title ("Foreign Minister Doe"): who held such an office then, if only one did."""
        title = self._title_of(mention)
        if title is None:
            return None
        hit, country = title
        fitting, left = [], []
        for entry in candidates:
            where, sectors = split_code(entry.last_code)
            if country and where != country:
                continue
            if self.date is None or entry.covers(self.date):
                sectors = split_code(entry.code(self.date))[1]
                if set(sectors) & set(hit.agent.sectors):
                    fitting.append(entry)
            elif set(sectors) & set(hit.agent.sectors):
                left.append(entry)
        # Nobody by that name holds such an office: one who held it is meant, if there is only one.
        fitting = fitting or left
        return fitting[0] if len({entry.name for entry in fitting}) == 1 else None

    def _title_of(self, mention: Mention) -> tuple[AgentHit, str] | None:
        """The agent noun right before a name, and the country that stands before that ("" if none)."""
        word = mention.first - 1
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

    def with_title(self, head: int, mention: Mention, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """Takes the words before a name into the phrase ("Zorvia's President Doe"), and "former" into the code."""
        sentence = self.sentence
        person = phrase.kind == "person"
        if person or phrase.kind in ("party", "group", "org", "org-part", "media"):
            first = self.span(head, [], *phrase.words)[0]
            if first < phrase.words[0]:
                phrase = phrase.stretched(sentence, first, phrase.words[1])
        if person:
            phrase = self._with_office(head, mention, phrase)
        elif phrase.kind == "party":
            # A party name that several countries share belongs to the country before it: "Israeli Labour".
            for owner in owners(self, head, depth):
                if owner.country and owner.country not in ENTITIES and owner.strength >= 2 and not owner.shared:
                    phrase = phrase.with_country(owner.country)
                    break
        return phrase

    def _former(self, head: int, words: tuple[int, int]) -> bool:
        """Whether "former", "ousted" … or "ex-" stands in the phrase, before the head or its title."""
        keys = self.sentence.lemma_keys
        low = max(0, words[0] - 1)
        for word in range(low, words[1]):
            key = keys[word]
            if self.sorts.is_sort(key, "former") or key.startswith(("ex-", "former-")):
                return True
        return any(
            self.sorts.is_sort(keys[c], "former")
            for c in self.sentence.children[head]
            if c < head and c not in range(*words)
        )

    def _left_that_office(self, mention: Mention, phrase: ActorPhrase) -> bool:
        """ "former President Doe": whether the office that he left is the one that the dictionary has him in."""
        title = self._title_of(mention)
        if title is None:
            return False
        return bool(set(title[0].agent.sectors) & set(phrase.sectors)) or not phrase.sectors

    # 3 ---------------------------------------------------------------------------------------------------------------

    def titled(self, head: int, hit: AgentHit | None, depth: int) -> ActorPhrase | None:
        """A title with a person after it, where the title is the head: "President Doe", "the envoy, Jan Doe"."""
        sentence = self.sentence
        honorific = self.sorts.is_sort(sentence.lemma_keys[head].rstrip("."), "honorific")
        if hit is None and not honorific and sentence.upos[head] != "PROPN":
            return None
        last = hit.last if hit is not None else head + 1
        for child in sentence.children[head]:
            relation = sentence.deprels[child]
            if child < head or (relation not in _NAME_LINKS and relation != "appos"):
                continue
            mention = self.mention_at(child)
            if mention is None or mention.aside or mention.entry.kind != "person":
                continue
            if relation != "appos" and mention.first > last:
                continue
            phrase = self.named(child, mention)
            if phrase is None:
                continue
            # In apposition ("the envoy, Jan Doe") the head's own words are the mention; as a title both are.
            words = self.span(
                head, [], min(head, hit.first) if hit else head, last if relation == "appos" else mention.last
            )
            if relation == "appos":
                phrase = phrase.copy()
                phrase.words = words
            found = phrase.stretched(sentence, *words)
            found.head = head
            return self._with_office(head, mention, found)
        return None

    def _with_office(self, head: int, mention: Mention, phrase: ActorPhrase) -> ActorPhrase:
        """What the words before a known person change in its code.

        "former" makes it ELI where the dictionary still has the person in that office. A title makes it an office
        holder before the first day that the dictionary knows of: such careers began earlier than their rows.
        """
        if self._former(head, phrase.words):
            if self.date is None or self._left_that_office(mention, phrase):
                phrase = phrase.copy()
                phrase._set(phrase.country or "", ("ELI",))
        elif phrase.sectors == ("ELI",) and self.date is not None:
            title = self._title_of(mention)
            entry = self.settle(mention, head)
            if title and entry and self.date < entry.spans[0][0] and OFFICES.intersection(title[0].agent.sectors):
                phrase = phrase.copy()
                phrase._set(phrase.country or "", title[0].agent.sectors)
        return phrase

    # 4 ---------------------------------------------------------------------------------------------------------------

    def agent(self, head: int, hit: AgentHit, depth: int, extra: Sequence[int] = ()) -> ActorPhrase:
        """An agent noun with its modifiers; ``extra``: further words whose modifiers count (a name with this title)."""
        sentence = self.sentence
        found = self._owners_outside(hit, [head, *extra], depth)
        sectors = hit.agent.sectors
        generic = hit.last - hit.first == 1 and self.sorts.is_sort(sentence.lemma_keys[head], "role")
        results = combine(found, sectors, hit.agent.entity, generic)
        if self._former(head, (hit.first, hit.last)):
            results = [
                (country, ("ELI",) if country and set(own) & OFFICES else own, counted)
                for country, own, counted in results
            ]
        if not any(country for country, _, _ in results) and not extra:
            apposed = self._apposed_person(head)
            if apposed is not None:
                results = [(apposed.country or "", apposed.sectors, results[0][2])]
        phrases = []
        for country, own, counted in results:
            words = self.span(head, counted, hit.first, hit.last)
            phrases.append(ActorPhrase(sentence, words, head, country=country, sectors=own, kind="agent"))
        phrases[0].others = tuple(phrases[1:])
        return phrases[0]

    def _owners_outside(self, hit: AgentHit, heads: Sequence[int], depth: int) -> list[Owner]:
        """Owners of the words of an agent noun that are not themselves part of it, without repeats."""
        found: dict[tuple[int, str], Owner] = {}
        for word in [*heads, *(w for w in range(hit.first, hit.last) if w not in heads)]:
            for owner in owners(self, word, depth):
                if owner.last <= hit.first or owner.first >= hit.last:
                    found.setdefault((owner.first, owner.country), owner)
        return list(found.values())

    def _apposed_person(self, head: int) -> ActorPhrase | None:
        """The known name in apposition to a noun: "the president, Jan Doe"."""
        for child in self.sentence.children[head]:
            if self.sentence.deprels[child] in ("appos", "flat", "parataxis", "dep"):
                mention = self.mention_at(child)
                if mention is not None and not mention.aside:
                    return self.named(child, mention)
        return None

    # 5 ---------------------------------------------------------------------------------------------------------------

    def unknown_name(self, head: int, depth: int) -> ActorPhrase:
        """A proper name that no dictionary has: by title, apposition, document, owner; else without a code."""
        sentence = self.sentence
        first, last = self.name_words(head)
        for child in sentence.children[head]:
            relation = sentence.deprels[child]
            near = (
                (child < head and relation in _TITLE_LINKS)
                or relation == "appos"
                or (child > head and relation in ("flat", "parataxis") and sentence.upos[child] == "NOUN")
            )
            if not near:
                continue
            hit = self.agents.at(sentence, child)
            if hit is not None and self.mention_at(child) is None:
                if relation == "compound" and hit.agent.kind == "body":
                    continue
                title = self.agent(child, hit, depth + 1, extra=(head,) if child < head else ())
                if child < head:
                    found = title.stretched(sentence, first, last)
                else:
                    found = title.copy()
                    found.words = (first, last)
                    found = found.stretched(sentence, first, last)
                found.head, found.kind = head, "name"
                if OFFICES.intersection(found.sectors) and self._former(head, found.words):
                    found._set(found.country or "", ("ELI",))
                if title.resolved:
                    return found
                if self.memory is None or (known := self._from_document(head, first, last)) is None:
                    return found
                return known
        if self.memory is not None and depth < 3:
            known = self._from_document(head, first, last)
            if known is not None:
                return known
        # "Doe International Airport" and "Port Town Gaming" are nobody's, but "Keld's Port Town" is Keld's.
        found_owners = [
            owner
            for owner in owners(self, head, depth)
            if not owner.shared and (owner.strength != 2 or owner.kind not in ("person", "place", "region", "capital"))
        ]
        results = combine(found_owners, (), "", True)
        country, sectors, counted = results[0]
        if country and max(owner.strength for owner in counted) == 0:
            # "Doe in Zorvia": where a name is does not say whose it is.
            words = self.span(head, [], first, last)
            return ActorPhrase(sentence, words, head, kind="name", hint=country)
        words = self.span(head, counted, first, last)
        return ActorPhrase(sentence, words, head, country=country, sectors=sectors if country else (), kind="name")

    def _from_document(self, head: int, first: int, last: int) -> ActorPhrase | None:
        """What the document said of this name elsewhere ("Jan Doe, Zorvia's envoy, … Doe"; "… Front (OLF) … OLF")."""
        assert self.memory is not None
        known = self.memory.find(self.sentence, head, (first, last))
        if known is None:
            return None
        return ActorPhrase(
            self.sentence, self.span(head, [], first, last), head,
            country=known.country or "", sectors=known.sectors, kind=known.kind, name=known.name, id=known.id,
        )  # fmt: skip

    def name_words(self, head: int) -> tuple[int, int]:
        """The word range of the name around ``head``: its flat and compound neighbours that are proper nouns."""
        sentence = self.sentence
        first = last = head
        links = _NAME_LINKS
        inside = {head, *(c for c in sentence.children[head] if sentence.deprels[c] in links)}
        while first > 0 and first - 1 in inside and sentence.upos[first - 1] == "PROPN":
            if self.mention_at(first - 1) or self.agents.at(sentence, first - 1):
                break
            first -= 1
        while last + 1 < len(sentence) and last + 1 in inside and sentence.upos[last + 1] == "PROPN":
            last += 1
        return first, last + 1

    # 6, 7 ------------------------------------------------------------------------------------------------------------

    def thing(self, head: int, depth: int) -> ActorPhrase:
        """A noun that is no agent: with a country it may stand for it, else it only has a hint."""
        sentence = self.sentence
        lemma = sentence.lemma_keys[head]
        found = owners(self, head, depth)
        for sort in ("side", "force", "territory", "asset", "role"):
            sector = self.sorts.sector(lemma, sort)
            if sector is not None:
                break
        else:
            sort = ""
        if not sort or self.sport(head):
            country = next((owner.country for owner in sorted(found, key=lambda o: -o.strength) if owner.country), None)
            return ActorPhrase(sentence, self.span(head, [], head, head + 1), head, hint=country)
        if sort == "force":
            # Where a strike happens is not who strikes; and of the modifiers only the armed ones say whose it is.
            found = [owner for owner in found if owner.strength and owner.kind not in _WHERE]
            for owner in found:
                owner.sectors = tuple(s for s in owner.sectors if s in _ARMED)
        elif sort in ("territory", "asset"):
            found = [owner for owner in found if owner.country not in ("MNC", "NGO")]
            for owner in found:
                owner.sectors = tuple(s for s in owner.sectors if s in _HOLDERS)
        results = combine(found, (sector,) if sector else (), "", sort in ("force", "territory", "asset", "role"))
        phrases = []
        for country, own, counted in results:
            words = self.span(head, counted, head, head + 1)
            if not country and not any(owner.sectors for owner in counted):
                own = ()  # "missiles" alone are nobody's
            phrases.append(ActorPhrase(sentence, words, head, country=country, sectors=own, kind=sort))
        phrases[0].others = tuple(phrases[1:])
        return phrases[0]

    def span(self, head: int, counted: Sequence[Owner], first: int, last: int) -> tuple[int, int]:
        """The word range of a phrase: the given core, the owners that counted, and the modifiers right before them."""
        for owner in counted:
            if not owner.shared:
                first, last = min(first, owner.first), max(last, owner.last)
        sentence = self.sentence
        heads, links = sentence.heads, sentence.deprels
        while first > 0:
            before = first - 1
            # A modifier counts if its head is in the phrase already; the "'s" and conjunctions inside come along.
            if links[before] in ("case", "punct") and sentence.forms[before] in ("'s", "’s", "'", "’", "-"):
                owner_word = heads[before]
                if 0 <= owner_word < before and links[owner_word] == "nmod:poss" and first <= heads[owner_word] < last:
                    first = self._left_edge(owner_word)
                    continue
                if sentence.forms[before] == "-" and before > 0:  # "Zorvian-backed" comes along as a whole
                    first = before - 1
                    continue
                break
            if links[before] in _PULLED_IN and first <= heads[before] < last and sentence.upos[before] != "PRON":
                first = before
                continue
            break
        while first < head and sentence.upos[first] in ("PUNCT", "DET", "CCONJ"):
            first += 1
        return first, last

    def _left_edge(self, word: int) -> int:
        """The first word of a possessor, without determiners."""
        edge = min(w for w in self.sentence.subtree(word) if w <= word)
        while edge < word and self.sentence.upos[edge] in ("DET", "PUNCT"):
            edge += 1
        return edge
