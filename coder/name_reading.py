"""Which person, country or body a dictionary name stands for in its sentence: date, title and document decide.

``NameReading`` knows one sentence on one day; ``phrases.Reading`` builds the rules for whole phrases on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .actor_files import ENTITIES, split_code
from .actor_phrase import ActorPhrase
from .actors import ActorDictionary, Mention
from .entries import Entry
from .memory import bodies_named
from .owner import Owner
from .sentence import Sentence
from .shared_bodies import home_of_people
from .the_people import is_the_state, people_as, tells_of_some
from .title_reading import TitleReading

if TYPE_CHECKING:
    from .memory import DocumentMemory

# Kinds of bodies whose names several countries share, and the kinds of names that tell which country is meant.
_SHARED = frozenset(["party", "org", "org-part", "group", "body", "agency"])
_PLACED = frozenset(["country", "demonym", "capital", "place", "region", "metonym", "person"])
_PLACES = frozenset(["capital", "place", "region"])
_MANY = 4  # a surname that more known persons have than these tells nobody by itself
# Words of bodies that most states have one of.
_COMMON_BODIES = frozenset(
    ["national", "security", "council", "guard", "congress", "senate", "house", "of", "representatives", "parliament",
     "foreign", "office", "ministry", "defence", "defense", "state", "department", "supreme", "court", "constitutional",
     "central", "bank", "coast", "air", "force", "army", "navy", "assembly", "treasury", "cabinet", "duma", "electoral",
     "commission", "election", "intelligence", "agency", "service", "police", "federal", "bureau", "investigation",
     "home", "interior", "justice", "revolutionary", "guards", "corps", "republican", "presidential", "palace", "lower",
     "upper", "commons", "lords", "high", "attorney", "general", "the", "and", "legislative", "marine", "marines",
     "food", "drug", "administration"]
)  # fmt: skip
# Relations of a word that acts or is acted on, and prepositions that only say where.
_PARTIES = frozenset(["nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod:poss", "nmod", "conj"])
_THERE = frozenset(
    ["in", "at", "near", "outside", "inside", "into", "around", "across", "through", "to", "for", "over", "of", "on"]
)
# What a state of a federation has, and its namesake among countries has not or calls otherwise.
_OF_STATES = frozenset(
    ["governor", "representative", "senator", "congressman", "congresswoman", "legislature", "sheriff"]
)
_JOINS = frozenset([",", "and", "or", "&"])
NAME_LINKS = frozenset(["flat", "flat:name", "compound", "list", "dep", "nmod:desc"])
_PULLED_IN = frozenset(["amod", "compound", "nummod", "nmod:desc", "nmod:poss", "flat"])


class NameReading(TitleReading):
    """One sentence being read on one day, as far as names go."""

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

    def bodies(self) -> set[str]:
        """The codes of the international bodies that the story has named so far (``bodies_named``)."""
        here = bodies_named(self.mentions, self.date)
        return here | self.memory.bodies() if self.memory is not None else here

    def mention_at(self, word: int) -> Mention | None:
        """The name that covers a word; of two in one token the one that is not aside."""
        found = None
        for mention in self.mentions:
            if mention.first <= word < mention.last and (found is None or found.aside):
                found = mention
        return found

    def named(self, head: int, mention: Mention) -> ActorPhrase | None:
        """A dictionary name. None for a bare surname that nothing introduced."""
        entry = self.settle(mention, head)
        if entry is None:
            return None
        country, sectors = split_code(entry.code(self.date))
        if entry.kind == "person" and country in ENTITIES and self.date is not None and self.date < entry.spans[0][0]:
            return None  # who was of some state before an organisation called him
        if entry.kind in ("place", "capital"):
            country = self._country_after(mention) or country
        people = entry.kind in ("demonym", "people")
        people = people and (self._several_people(mention) or self._one_of_them(mention, head))
        if entry.kind == "people":
            here = {m.entry.code(self.date)[:3] for m in self.mentions if m.entry.kind != "people"}
            before = self.memory.countries() if self.memory is not None and not here else here
            country = home_of_people(entry.name, country, here or before)
        if people and not self._is_the_state(mention, head, country):
            sectors = sectors or people_as(self.sentence, head)
        return ActorPhrase(
            self.sentence, (mention.first, mention.last), head,
            country=country, sectors=sectors, kind=entry.kind, name=entry.name, id=entry.id,
        )  # fmt: skip

    def _is_the_state(self, mention: Mention, head: int, country: str) -> bool:
        if mention.entry.kind != "demonym" or not is_the_state(self.sentence, mention, head, country):
            return False
        here = [m for m in self.mentions if m.first < mention.first and m.entry.name == mention.entry.name]
        told = any(m.entry.kind == "demonym" and tells_of_some(self.sentence, m) for m in here)
        return not told and (self.memory is None or not self.memory.tells_of_some(mention.entry.name))

    def _country_after(self, mention: Mention) -> str:
        """ "Santa Doe, Zorvia": the country that stands after a place says which place of that name it is."""
        sentence = self.sentence
        if mention.last >= len(sentence) or sentence.forms[mention.last] != ",":
            return ""
        apposed = [c for c in sentence.children[mention.head] if sentence.deprels[c] == "appos"]
        for other in self.mentions:
            # "Santa Doe, a suburb of Port Keld"
            if any(c == mention.last + 2 or c == mention.last + 3 for c in apposed) and other.first > mention.last:
                node = sentence.heads[other.head]
                if node in apposed and other.entry.kind in ("country", "place", "capital") and not other.aside:
                    return split_code((self.settle(other, other.head) or other.entry).code(self.date))[0]
            beside = other.first == mention.last + 1 and other.entry.kind in ("country", "region", "place")
            if beside and sentence.heads[other.head] == mention.head and sentence.deprels[other.head] != "conj":
                return split_code((self.settle(other, other.head) or other.entry).code(self.date))[0]
        return ""

    def _several_people(self, mention: Mention) -> bool:
        """ "Zorvians", not "Zorvian" nor "the French": only these are the people rather than the state."""
        last = mention.last - 1
        form = self.sentence.forms[last].lower()
        if mention.entry.kind == "people" and not form.endswith("s"):  # "the Druze": one form for all numbers
            return self.sentence.upos[last] == "PROPN" and self.sentence.deprels[last] not in ("amod", "compound")
        return (
            self.sentence.upos[last] in ("NOUN", "PROPN")
            and form.endswith(("s", "men", "women"))
            and (
                self.sentence.xpos[last] in ("NNS", "NNPS")
                or "Number=Plur" in self.sentence.feats[last]
                or (form.endswith(("ans", "is", "ians", "ns")) and not form.endswith("ss"))
            )
        )

    def _one_of_them(self, mention: Mention, head: int) -> bool:
        """ "A Zorvian was shot", "45 Keldese"."""
        sentence = self.sentence
        return sentence.upos[head] in ("NOUN", "PROPN", "ADJ") and any(
            sentence.deprels[c] == "nummod" or sentence.lemma_keys[c] in ("a", "an", "another")
            for c in sentence.children[head]
            if c < mention.first
        )

    def settle(self, mention: Mention, head: int) -> Entry | None:
        """Which of the entities that share this name is meant; None where it is a surname that nothing introduced."""
        entry = mention.entry
        candidates = [entry, *entry.rivals] if entry.rivals else [entry]
        if entry.kind == "person" and self._of_a_son(mention, entry):
            return None
        surname = entry.kind == "person" and mention.last - mention.first == 1
        double = entry.kind == "person" and mention.last - mention.first == 2
        if double and entry.alias.split()[0] != entry.name.split()[0] and self._of_another(mention, candidates):
            return None  # "Karl Doe Roe" where Jan Doe Roe is known
        if len(candidates) == 1 and not surname and entry.use != "later":
            return entry
        if surname and self._of_another(mention, candidates):
            return None
        if self.memory is not None:
            full = {c.name for c in candidates if c.use != "later"}
            # A name that says nothing new does not introduce itself: of two popes the day tells.
            known = [c for c in candidates if (c.kind == "person" and c is not entry) or c.use == "later"]
            known = [c for c in known if c.use != "later" or c.name not in full]
            known = [c for c in known if self.memory.introduced(c.name)]
            if known:
                return max(known, key=self._likely)
            if surname and all(c.kind == "person" for c in candidates):
                form = self.sentence.forms[mention.first]
                other = self.memory.bearer(form)
                if other is not None and other.name not in {c.name for c in candidates}:
                    return other  # the story's Doe, not the one whom everybody knows
                if other is None and self._is_strangers(mention, form):
                    return None
        free = [c for c in candidates if c.use != "later" and not self._too_early(mention, c)]
        if all(c.kind == "person" for c in candidates):
            return self._person(mention, free) if free else self._by_title(mention, candidates)
        if _SHARED.issuperset(c.kind for c in candidates) and (len(candidates) > 1 or not free):
            # "National Democratic Congress", "NDC": the one of the country that the sentence or the story speaks of.
            near = self._near(mention, candidates)
            if near is not None:
                return near
            if len(free) > 1 and not free[0].spans[0][0] and {c.kind for c in free} == {"party"}:
                return None  # "the Social Democratic Party" of some country; a start date marks the one that is meant
        if len(free) > 1 and _PLACES.issuperset(c.kind for c in free):
            return self._near(mention, free) or free[0]  # "Tripoli": the one of the country that the story speaks of
        if free and free[0].kind == "country" and free[-1].kind == "place" and self._is_state(mention, free[-1]):
            return free[-1]
        if free:
            return (free[0].kind == "capital" and self._stands_for_another(mention, free)) or free[0]
        return self._by_title(mention, [c for c in candidates if c.kind == "person"])

    def _of_another(self, mention: Mention, candidates: list[Entry]) -> bool:
        """Whether a surname stands in the name of somebody else: "Karl Doe" where Jan Doe is known, "Doe-Karl"."""
        sentence = self.sentence
        forms, links, heads = sentence.forms, sentence.deprels, sentence.heads
        known = {part for c in candidates for part in c.name.replace("-", " ").casefold().split()}
        after = mention.last + (mention.last < len(forms) and forms[mention.last] == "-")
        if after < len(forms) and sentence.upos[after] == "PROPN" and links[after] in ("flat", "flat:name"):
            tail = forms[after].casefold()
            if heads[after] == mention.head and tail not in known and tail.rstrip(".") not in ("jr", "sr", "ii", "iii"):
                return True
        before = mention.first - 1
        if before < 0 or links[mention.first] not in ("flat", "flat:name") or heads[mention.first] != before:
            return False
        if sentence.upos[before] != "PROPN" or forms[before].endswith(".") or self.mention_at(before) is not None:
            return False
        if self.agents.at(sentence, before) or self.sorts.is_sort(sentence.lemma_keys[before], "honorific"):
            return False
        return forms[before][0].casefold() not in {part[0] for part in known}

    def _of_a_son(self, mention: Mention, entry: Entry) -> bool:
        """ "Jan Doe Jr." where Jan Doe is known, unless he holds an office himself ("President Jan Doe Jr.")."""
        after = self.sentence.forms[mention.last : mention.last + 1]
        if not after or after[0].rstrip(".") not in ("Jr", "Sr") or entry.alias != entry.name:
            return False
        return self.title_of(mention) is None or (self.date is not None and not entry.covers(self.date))

    def _is_strangers(self, mention: Mention, form: str) -> bool:
        """Whether somebody unknown bears the surname in the story; words of titles ("President") are no first names."""
        assert self.memory is not None
        return self.title_of(mention) is None and self.memory.of_a_stranger(form)

    def _person(self, mention: Mention, candidates: list[Entry]) -> Entry:
        """Of persons of one name the likeliest on the day; of those the one whose country the text names."""
        if len(candidates) > 1:
            best = max(map(self._likely, candidates))
            candidates = [c for c in candidates if self._likely(c) == best]
        return (len(candidates) > 1 and self._near(mention, candidates)) or candidates[0]

    def _stands_for_another(self, mention: Mention, candidates: list[Entry]) -> Entry | None:
        """A capital that is the seat of an organisation too ("Brussels said"): the organisation where the word acts or
        is acted on, unless it is a place there ("in Brussels", "the Brussels airport") or its country is named too."""
        seat = next((c for c in candidates if c.kind == "metonym" and c.code(self.date)[:3] in ENTITIES), None)
        if seat is None or mention.aside:
            return None
        sentence = self.sentence
        if sentence.deprels[mention.head] not in _PARTIES:
            return None
        cases = [c for c in sentence.children[mention.head] if sentence.deprels[c] == "case"]
        if any(sentence.lemma_keys[c] in _THERE for c in cases):
            return None
        home = {c.code(self.date)[:3] for c in candidates if c.kind == "capital"}
        named = any(other is not mention and other.entry.code(self.date)[:3] in home for other in self.mentions)
        return None if named else seat

    def _is_state(self, mention: Mention, state: Entry) -> bool:
        """ "Georgia" the state of another country: it stands beside others of its places ("Georgia and Ohio",
        "Smithville, Georgia"), or before what states have ("the Georgia governor")."""
        sentence = self.sentence
        country = state.code(self.date)[:3]
        after = sentence.lemma_keys[mention.last : mention.last + 2]
        if not _OF_STATES.isdisjoint(after):
            return True
        first, last = max(0, mention.first - 3), mention.last + 3
        for other in self.mentions:
            if other is mention or other.last <= first or other.first >= last:
                continue
            between = sentence.forms[min(other.last, mention.last) : max(other.first, mention.first)]
            if set(between) <= _JOINS and other.entry.kind == "place" and other.entry.code(self.date)[:3] == country:
                return True
        return False

    def _too_early(self, mention: Mention, entry: Entry) -> bool:
        """Whether a bare surname stands in a text from before anyone knew its bearer ("Rice" in 1995)."""
        return (
            entry.kind == "person"
            and mention.last - mention.first == 1
            and self.date is not None
            and self.date < entry.spans[0][0]
        )

    def _likely(self, entry: Entry) -> tuple[bool, bool]:
        """Orders persons of one name: in office on the day first, governments before others."""
        if self.date is None:
            return False, False
        return entry.covers(self.date), "GOV" in split_code(entry.code(self.date))[1]

    def _near(self, mention: Mention, candidates: list[Entry]) -> Entry | None:
        """The only candidate whose country the sentence names, or else that which the document names most."""
        by_country = {split_code(c.code(self.date))[0]: c for c in reversed(candidates)}
        here = {
            code
            for other in self.mentions
            if other is not mention and other.entry.kind in _PLACED and (code := other.entry.code(self.date)[:3])
        }
        fitting = [country for country in by_country if country in here]
        if not fitting and self.memory is not None:
            counts = self.memory.countries()
            fitting = sorted((c for c in by_country if counts.get(c)), key=lambda c: -counts[c])[:1]
        return by_country[fitting[0]] if len(fitting) == 1 else None

    def _by_title(self, mention: Mention, candidates: list[Entry]) -> Entry | None:
        """A bare surname under a title ("Foreign Minister Doe"): who held such an office then, if only one did."""
        title = self.title_of(mention)
        if title is None:
            return None
        hit, country = title
        if not country and len(candidates) > _MANY:
            return None  # "President Mohamed" may be anyone
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

    def generic(self, mention: Mention, phrase: ActorPhrase) -> bool:
        """Whether a body's name is made of common words only, so that any country may have one: "National Guard"."""
        words = range(mention.first, mention.last)
        sentence = self.sentence
        if any(other is not mention and other.first >= mention.first and other.last <= mention.last
               for other in self.mentions):  # fmt: skip
            return False
        return (phrase.country not in ENTITIES or phrase.country == "UNO") and all(
            sentence.forms[w].lower() in _COMMON_BODIES or sentence.lemma_keys[w] in _COMMON_BODIES for w in words
        )

    def from_document(self, head: int, first: int, last: int) -> ActorPhrase | None:
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
        inside = {head, *(c for c in sentence.children[head] if sentence.deprels[c] in NAME_LINKS)}
        while first > 0 and first - 1 in inside and sentence.upos[first - 1] == "PROPN":
            if self.mention_at(first - 1) or self.agents.at(sentence, first - 1):
                break
            first -= 1
        while last + 1 < len(sentence) and last + 1 in inside and sentence.upos[last + 1] == "PROPN":
            last += 1
        return first, last + 1
