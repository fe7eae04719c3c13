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

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .actors import ActorDictionary, Mention
from .agents import AgentHit
from .coordinated import combine_each
from .entries import OFFICES
from .modifiers import combine, gives_way, owners
from .name_reading import NAME_LINKS
from .owner import Owner
from .owner_led import is_leader
from .sentence import Sentence
from .shared_bodies import as_opposition, of_body, of_story
from .strangers import all_private
from .thing_reading import ThingReading
from .vetting import BODY_WORDS

if TYPE_CHECKING:
    from .memory import DocumentMemory

_CAN_COUNT = frozenset(["NOUN", "NUM", "DET", "PRON", "ADJ", "PROPN"])
_BODIES = frozenset(["org", "org-part", "metonym", "body", "agency", "group"])
#: Those whose family counts as the elite.
_ELITE = frozenset(["GOV", "LEG"])
#: Those who belong to somebody's family.
_KIN = frozenset(["relative", "widow", "wife", "husband", "son", "daughter", "brother", "sister", "parent", "mother",
                  "father", "family", "cousin", "nephew", "uncle"])  # fmt: skip
#: Where people write what others read.
_NETWORKS = frozenset(["Facebook", "Instagram", "Telegram Messenger", "Twitter", "YouTube"])
_MONTHS = frozenset(["march", "may", "august"])
#: Sectors that tell of what sort a body is.
_SORTS_OF_BODIES = frozenset(["PTY", "OPP", "REB", "PRM", "UAF"])
_NO_PARTIES = frozenset(
    ["interested", "third", "concerned", "relevant", "warring", "guilty", "injured", "birthday", "house", "wedding",
     "dinner", "search", "rescue", "christmas", "cocktail", "office", "garden"]
)  # fmt: skip
#: Whom states put forward for posts in bodies of the world.
_PUT_FORWARD = frozenset({"candidate", "nominee"})
_WORLD = frozenset({"UNO", "IGO", "EUR"})


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


class Reading(ThingReading):
    """One sentence being read on one day; the rules are its methods."""

    __slots__ = ()

    def read(self, head: int, depth: int = 0) -> ActorPhrase | None:
        """The rules in order; ``depth`` keeps a tangled tree from going on for ever."""
        if depth > 6:
            return None
        mention = self.mention_at(head)
        if mention is not None and mention.entry.kind in _BODIES and self.inside_a_title(head, mention):
            mention = None
        if mention is None:
            counted = self.counted(head, depth)
            if counted is not None:
                return counted
            if self.no_actor(head):
                return None
        elif mention.entry.name in _NETWORKS and self.case_is(head, "on"):
            return None  # "mocked the plan on Twitter"
        elif not mention.aside or is_leader(self.sentence.forms, mention.last - 1):
            phrase = self.named(head, mention)
            if phrase is not None:
                return self.body_apposed(head, phrase, depth) or self.with_title(head, mention, phrase, depth)
            if self.no_actor(head):
                return None
        hit = self.agents.at(self.sentence, head)
        if hit is not None and hit.agent.kind != "private" and self.not_acting(head):
            return ActorPhrase(self.sentence, self.span(head, [], head, head + 1), head)
        titled = self.titled(head, hit, depth)
        if titled is not None:
            return titled
        body = self.body_apposed(head, None, depth)
        if body is not None:
            return body
        if hit is not None:
            return self.known_group(head, hit) or self.agent(head, hit, depth)
        if self.sentence.upos[head] == "PROPN" and not self.sorts.is_sort(self.sentence.lemma_keys[head], "territory"):
            return self.unknown_name(head, depth)
        return self.thing(head, depth)

    def body_apposed(self, head: int, known: ActorPhrase | None, depth: int) -> ActorPhrase | None:
        """ "The Tavese People's Union, an opposition party", "the National Front, Keld's biggest rebel group": of which
        sort and country a body is whose name any state's may bear; ``known``: whose the dictionary says it is."""
        sentence = self.sentence
        if sentence.upos[head] != "PROPN" or sentence.lemma_keys[head].lower() not in BODY_WORDS or depth > 2:
            return None
        if known is not None and known.kind not in ("party", "group"):
            return None
        for child in sentence.children[head]:
            hit = self.agents.at(sentence, child) if child > head and sentence.deprels[child] == "appos" else None
            if hit is None or hit.agent.kind not in ("body", "group") or _SORTS_OF_BODIES.isdisjoint(hit.agent.sectors):
                continue
            told = self.agent(child, hit, depth + 1)
            country = told.country or ""
            if known is not None and country in ("", known.country):
                return None
            first, last = known.words if known is not None else self.name_words(head)
            if not country:
                own, _, counted = combine(owners(self, head, depth), (), "", True)[0]
                country = own if own not in ENTITIES else ""
                first, last = self.span(head, counted, first, last)
            return ActorPhrase(sentence, (first, last), head, country=country, sectors=told.sectors, kind="name")
        return None

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
            if sentence.upos[child] == "ADJ" and found.country and not found.sectors:
                found.assign(found.country, ("CVL",))  # "thousands of Chinese", a word that has no plural
            return found
        if lemma in ("thousand", "hundred", "dozen", "score", "million", "thousands", "hundreds", "dozens", "scores"):
            return ActorPhrase(sentence, self.span(head, [], head, head + 1), head, sectors=("CVL",), kind="agent")
        return None

    def case_is(self, head: int, preposition: str) -> bool:
        """Whether a word stands behind a preposition."""
        sentence = self.sentence
        return any(sentence.deprels[c] == "case" and sentence.lemma_keys[c] == preposition
                   for c in sentence.children[head])  # fmt: skip

    def inside_a_title(self, head: int, mention: Mention) -> bool:
        """Whether a longer agent noun holds the name of a body: "National [Security Council]", "Government [House]"."""
        hit = self.agents.at(self.sentence, head)
        return hit is not None and hit.first < mention.first and hit.last >= mention.last

    def no_actor(self, head: int) -> bool:
        """Dates, times, money, numbers, pronouns, punctuation."""
        upos = self.sentence.upos[head]
        if upos in ("PRON", "NUM", "SYM", "PUNCT", "AUX", "ADP", "DET", "ADV", "CCONJ", "SCONJ", "PART"):
            return True
        lemma = self.sentence.lemma_keys[head]
        if self.sorts.is_sort(lemma, "money") or (lemma[:1].isdigit() and lemma.rstrip("s").isdigit()):
            return True  # "the 1990s"
        if not self.sorts.is_sort(lemma, "time") or (upos != "PROPN" and lemma in _MONTHS):
            return False
        children, links = self.sentence.children[head], self.sentence.deprels
        return not any(links[c] == "flat" and self.sentence.upos[c] == "PROPN" for c in children)  # "Jan Doe"

    def not_acting(self, head: int) -> bool:
        """An agent noun that means something else here: "opposition to the plan", "the national football team"."""
        sentence = self.sentence
        keys = sentence.lemma_keys
        if head == 0 and len(sentence) > 2 and sentence.forms[1] == "." and sentence.upos[2] == "PROPN":
            return True  # "Sen" and "." before a name
        if keys[head] in ("opposition", "resistance"):
            return any(
                sentence.deprels[c] == "case" and keys[c] == "to"
                for child in sentence.children[head]
                if child > head
                for c in sentence.children[child]
            )
        if keys[head] == "union" and all(c > head or sentence.deprels[c] == "case" for c in sentence.children[head]):
            # "pressed for union with Keld", "a vote on union"
            return sentence.xpos[head] == "NN"
        if keys[head] == "media" and head and keys[head - 1] == "social":
            return True
        if keys[head] == "force" and head and keys[head - 1] in ("in", "into", "by", "of", "use", "with"):
            return True  # "a curfew is in force", "would respond with force"
        if keys[head] == "party" and (
            any(keys[c] in _NO_PARTIES and sentence.forms[c].islower() for c in sentence.children[head] if c < head)
            or self._all_of_them(head)
            or (head > 1 and sentence.forms[head - 1] == "-" and sentence.upos[head - 2] == "NUM")  # "six-party talks"
        ):
            return True
        return self.sport(head) or (sentence.upos[head] == "ADJ" and sentence.deprels[head] == "amod")

    def _all_of_them(self, head: int) -> bool:
        """ "Called on all parties to stop": those of a quarrel, no political ones."""
        keys, deprels = self.sentence.lemma_keys, self.sentence.deprels
        before = [c for c in self.sentence.children[head] if c < head]
        return any(keys[c] in ("all", "both") for c in before) and all(deprels[c] in ("det", "case") for c in before)

    def sport(self, head: int) -> bool:
        """Whether a word right of its modifiers is a sports side: "football team", "cricket captain"."""
        sentence = self.sentence
        return any(
            child < head and self.sorts.is_sort(sentence.lemma_keys[child], "sport")
            for child in sentence.children[head]
        )

    # 2 ---------------------------------------------------------------------------------------------------------------

    def with_title(self, head: int, mention: Mention, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """Takes the words before a name into the phrase ("Zorvia's President Doe"), and "former" into the code."""
        sentence = self.sentence
        person = phrase.kind == "person"
        if person or phrase.kind in ("party", "group", "org", "org-part", "media"):
            first = self.span(head, [], *phrase.words)[0]
            if first < phrase.words[0]:
                phrase = phrase.stretched(sentence, first, phrase.words[1])
        if person:
            phrase = self.with_office(head, mention, phrase)
        elif phrase.kind == "religion" or (phrase.kind == "people" and phrase.country in ENTITIES):
            # "The Church in Keld" is Keld's, and so are Keld's own of a people of several states ("Keldish Orms").
            first, last = phrase.words
            found = [o for o in owners(self, head, depth) if o.last <= first or o.first >= last]
            states = [o.country for o in found if o.country and o.country not in ENTITIES]
            phrase = phrase.with_country(states[0]) if states and phrase.country else phrase
        elif phrase.kind == "party" or (phrase.kind in _BODIES and self.generic(mention, phrase)):
            # A name that several countries share belongs to the country before it: "Israeli Labour", "Keld's Senate".
            if phrase.kind == "party":
                phrase = as_opposition(phrase)
            for owner in owners(self, head, depth):
                near = owner.strength >= 2 or (owner.strength == 1 and owner.kind == "country")  # "Congress of Keld"
                known = owner.country and owner.country not in ENTITIES and owner.kind != "party"
                if known and near and not owner.shared:
                    return phrase.with_country(owner.country or "")
            return of_story(phrase, mention.entry.alias, self.memory)
        return phrase

    # 3 ---------------------------------------------------------------------------------------------------------------

    def titled(self, head: int, hit: AgentHit | None, depth: int) -> ActorPhrase | None:
        """A title with a person after it, where the title is the head: "President Doe", "the envoy, Jan Doe"."""
        sentence = self.sentence
        honorific = self.sorts.is_sort(sentence.lemma_keys[head].rstrip("."), "honorific")
        plain = hit is None and not honorific and sentence.upos[head] != "PROPN"
        if plain and sentence.upos[head] != "NOUN":
            return None
        last = hit.last if hit is not None else head + 1
        for child in self._name_chain(head):
            relation = sentence.deprels[child]
            mention = self.mention_at(child)
            if mention is not None and mention.entry.kind == "ship" and mention.first == head + 1:
                phrase = self.named(child, mention)  # "the carrier USS Doe"
                if phrase is not None and phrase.code:
                    found = phrase.stretched(sentence, *self.span(head, [], head, mention.last))
                    found.head = head
                    return found
            if mention is None or mention.aside or mention.entry.kind != "person":
                continue
            if plain and (
                relation != "appos" or any(sentence.upos[w] != "PROPN" for w in range(head + 1, mention.first))
            ):
                continue  # of other nouns only "renegade Gen. Doe", with nothing between but his rank
            if relation != "appos" and mention.first > max(last, child):
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
            found = self.with_office(head, mention, found)
            if relation == "appos":
                found.others = tuple(self._named_beside(child, found))
            return found
        return None

    def _named_beside(self, first: int, phrase: ActorPhrase) -> Iterator[ActorPhrase]:
        """ "The presidents of Keld and Orm, [Jan Doe] and [Ana Roe]": who else the apposition names."""
        for child in self.sentence.children[first]:
            mention = self.mention_at(child) if self.sentence.deprels[child] == "conj" else None
            if mention is not None and not mention.aside and mention.entry.kind == "person":
                other = self.named(child, mention)
                if other is not None and other.code != phrase.code:
                    yield other

    def _name_chain(self, head: int) -> list[int]:
        """The words after a title that may begin a name, those below a further flat word too ("Field Marshal Doe")."""
        sentence = self.sentence
        found = []
        for child in sentence.children[head]:
            if child > head and (sentence.deprels[child] in NAME_LINKS or sentence.deprels[child] == "appos"):
                found.append(child)
                if sentence.deprels[child] == "flat":
                    found += [c for c in sentence.children[child] if c == child + 1 and sentence.deprels[c] == "flat"]
        return found

    # 4 ---------------------------------------------------------------------------------------------------------------

    def agent(self, head: int, hit: AgentHit, depth: int, extra: Sequence[int] = ()) -> ActorPhrase:
        """An agent noun with its modifiers; ``extra``: further words whose modifiers count (a name with this title)."""
        sentence = self.sentence
        found = self._owners_outside(hit, [head, *extra], depth)
        found = self.not_tormentors(head, found)
        sectors = ("OPP",) if self.leads_crowds(head) else hit.agent.sectors
        results = combine_each(found, sectors, hit.agent.entity, gives_way(self, head, hit, found))
        if sentence.lemma_keys[head] in _KIN:
            # "relatives of students" are no students; those of an office holder count as the elite
            elite = sentence.lemma_keys[head] != "family" and any(_ELITE.intersection(o.sectors) for o in found)
            results = [
                (country, own if own == ("REL",) else ("ELI",) if elite else sectors, counted)  # "a Muslim family"
                for country, own, counted in results
            ]
        if self.former(head, (hit.first, hit.last)):
            results = [
                (country, ("ELI",) if set(own) & OFFICES else own, counted)
                for country, own, counted in results
            ]
        if not any(country for country, _, _ in results) and not extra:
            apposed = self.apposed_person(head)
            if apposed is not None:
                # "the president, Jan Doe" is what Doe is, but "police in Port Town, Keld" are still police.
                plain = apposed.kind == "person" or apposed.country == "MNC"  # "the oil company Keldco"
                own = apposed.sectors if plain else results[0][1]
                results = [(apposed.country or "", own, results[0][2])]
        if hit.agent.name in _PUT_FORWARD and self._for_world_post(head):
            results = [(country, () if own == sectors else own, counted) for country, own, counted in results]
        phrases = []
        for country, own, counted in results:
            words = self.span(head, counted, hit.first, hit.last)
            # "rugby captain" is private, "rebel army captain" is not; "the president of FIFA" is what FIFA is.
            private = (hit.agent.kind == "private" and set(own) == set(sectors)) or all_private(counted)
            kind = "private" if private else "agent"
            country = of_body(sentence.lemma_keys[head], country, self.bodies()) if country in ("", "IGO") else country
            phrases.append(ActorPhrase(sentence, words, head, country=country, sectors=own, kind=kind))
        phrases[0].others = tuple(phrases[1:])
        return phrases[0]

    def _for_world_post(self, head: int) -> bool:
        """ "Keld's candidate to lead the United Nations": the state's own, of no party."""
        owned = any(self.sentence.deprels[c] == "nmod:poss" for c in self.sentence.children[head])
        later = (m for m in self.mentions if head < m.first <= head + 10) if owned else ()
        return any(m.entry.code(self.date)[:3] in _WORLD for m in later)

    def _owners_outside(self, hit: AgentHit, heads: Sequence[int], depth: int) -> list[Owner]:
        """Owners of the words of an agent noun that are not themselves part of it, without repeats."""
        found: dict[tuple[int, str], Owner] = {}
        for word in [*heads, *(w for w in range(hit.first, hit.last) if w not in heads)]:
            for owner in owners(self, word, depth):
                # A name may end in the agent's first word: "Conservative Party" of "Conservative Party leader".
                if owner.last <= hit.first or owner.first >= hit.last or owner.first < hit.first < owner.last:
                    found.setdefault((owner.first, owner.country), owner)
        return list(found.values())
