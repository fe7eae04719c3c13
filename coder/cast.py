"""The actors of one sentence: who each noun phrase and pronoun is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import owning
from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase, moved
from .actors import Mention
from .agreement import PERSON, PRONOUNS, SPEAKER, UNSHARED
from .clause import Clauses
from .counted import counted_people
from .courts import at_the_hague
from .datelines import dateline_length
from .dates import is_day
from .described import again, apposed, described, told_beside
from .discourse import TAKEN_UP, Discourse
from .homes import KIN, PLACES, Homes
from .how_many import as_many, is_all
from .neighbours import OTHERS, allies_of_a_state, neighbouring, of_equal_rank, other_states, state_apposed
from .noun_clauses import BLOWS, STRUCK
from .of_each import join_names, of_each, of_whose
from .one_of_two import OPPOSITES, beside
from .owner_led import is_leader
from .pairs import state_of
from .phrases import Phrases
from .qualified import GROUPS, qualified
from .quotes import speaks_last
from .residents import RESIDENTS, of_a_people, residents
from .role_nouns import ROLE_NOUNS
from .sentence import Sentence
from .the_country import neighbour_of
from .twins import STATES, twin_states, with_its_twin
from .words import Words

if TYPE_CHECKING:
    from .memory import DocumentMemory  # it holds casts

_PARTIES = frozenset({"country", "capital", "org", "group", "party", "person", "metonym"})
_RECIPROCAL = frozenset({"each", "other", "another"})  # heads of "each other" and "one another"
_WHERE = frozenset({"place", "capital", "region"})
#: What companies and armed groups of the whole world are, whose codes have no sector.
_OF_WORLD = {"MNC": "BUS", "IMG": "REB"}
_BLOCS = ("UNO", "EUR", "IGO")


class Cast:
    """The actors of one sentence: reads noun phrases once and resolves pronouns.

    ``own(head)`` gives the actors that a head denotes (several for "Keld and Zorvian officials"), [] for none.
    """

    __deletable__ = ("discourse", "homes")  # for mypyc: what ``release`` deletes

    def __init__(
        self,
        sentence: Sentence,
        words: Words,
        phrases: Phrases,
        discourse: Discourse,
        date: str | None,
        memory: DocumentMemory | None,
        mentions: list[Mention] | None = None,
    ) -> None:
        self.sentence = sentence
        self.words = words
        self.speech = words.speech
        self.phrases = phrases
        self.discourse = discourse
        self.date = date
        self.memory = memory
        self._mentions = mentions
        self._dateline: int | None = None
        self._own: dict[int, list[ActorPhrase]] = {}
        #: heads that are being read, which must not be asked for in a circle
        self.busy: set[int] = set()
        self.homes = Homes(self)
        self._salient: list[list[ActorPhrase]] | None = None
        self._clauses: Clauses | None = None

    @property
    def clauses(self) -> Clauses:
        """The sentence's clauses; made when first asked for, since most sentences of a corpus never are."""
        if self._clauses is None:
            join_names(self)
            self._clauses = Clauses(self.sentence, self.words, self.can_act, self.is_party)
        return self._clauses

    @property
    def mentions(self) -> list[Mention]:
        if self._mentions is None:
            found = self.phrases.dictionary.mentions(self.sentence)
            if self.memory is not None:
                found = [m for m in found if not self.memory.means_another(m, self.sentence.forms[m.first])]
            self._mentions = found
        return self._mentions

    @property
    def dateline(self) -> int:
        """How many words at the start of the sentence are a dateline: where it was written, not who acts."""
        if self._dateline is None:
            self._dateline = dateline_length(self.sentence)
        return self._dateline

    def release(self) -> None:
        """Lets go of what points back here. A cast that is done with then goes at once, while it is still in the
        processor's cache, and not when the garbage collector comes by: that takes a tenth of the time."""
        del self.discourse, self.homes
        self._clauses = self.memory = None

    def own(self, head: int) -> list[ActorPhrase]:
        """The actors that the phrase at ``head`` denotes, a pronoun's antecedents included."""
        found = self._own.get(head)
        if found is None:
            if head in self.busy:
                return []
            self.busy.add(head)
            try:
                found = self._own[head] = at_the_hague(self.sentence, self._read(head, frozenset()))
            finally:
                self.busy.discard(head)
        return found

    def _read(self, head: int, avoid: frozenset[int]) -> list[ActorPhrase]:
        if head < self.dateline:
            return []
        form = self.sentence.forms[head].lower()
        if form in _RECIPROCAL and self.clauses.is_reciprocal(head):
            verb = self.sentence.heads[head]
            while verb >= 0 and self.sentence.upos[verb] not in ("VERB", "AUX"):
                verb = self.sentence.heads[verb]
            return [p for a in self.clauses.verb(verb).agents for p in self.own(a)] if verb >= 0 else []
        if (form in PRONOUNS and self.sentence.upos[head] in ("PRON", "DET")) or is_all(self.sentence, head):
            return self._pronoun(head, form, avoid)
        if listed := told_beside(self, head):
            return listed
        phrase = self.phrases.phrase(self.sentence, self.mentions, head, self.date, self.memory)
        if phrase is None or phrase.code is None:
            counted = counted_people(self, head)
            if len(counted) == 1 and not counted[0].resolved:
                phrase = counted[0]
            elif counted:
                return counted
        if phrase is None:
            return []
        as_many(self.sentence, head, phrase)
        if state := state_apposed(self, head):
            return state
        if allies_of_a_state(self, head):
            return [ActorPhrase(self.sentence, phrase.words, head)]
        phrase = of_equal_rank(self, phrase, head)
        if several := of_whose(self, phrase, head):
            return several
        group = self.sentence.lemma_keys[head] in GROUPS and not (phrase.resolved and phrase.sectors)
        if group and (meant := qualified(self, head)):
            return [moved(p, phrase.start, phrase.end, phrase.text, head) for p in meant]
        if phrase.kind == "country" and phrase.words[0] > 1 and self.sentence.forms[phrase.words[0] - 1] == "and":
            return with_its_twin(self, phrase)
        may_be_twins = self.sentence.upos[head] == "PROPN" or self.sentence.lemma_keys[head] in STATES
        if not phrase.resolved and phrase.code is None and may_be_twins:
            twins = twin_states(self.discourse, self, head)
            if twins:
                return twins
        lemma = self.sentence.lemma_keys[head]
        if lemma in OTHERS and not phrase.resolved and (land := neighbour_of(self, head)):
            return [moved(land, phrase.start, phrase.end, phrase.text, head)]
        both = phrase.kind == "side" and self.sentence.xpos[head] == "NNS"  # "the two sides in Port Keld"
        if both or (not phrase.resolved and (phrase.code is None or lemma in TAKEN_UP)):
            pair = self.discourse.taken_up(self, head, avoid)
            if pair:
                return [moved(p, phrase.start, phrase.end, phrase.text, head) for p in pair]
        if not phrase.resolved and (person := described(self, head)):
            return [moved(p, phrase.start, phrase.end, phrase.text, head) for p in person]
        if phrase.kind == "agent" and not phrase.resolved and (country := again(self, phrase, head)):
            return [phrase.with_country(country)]
        if not phrase.resolved and self.sentence.lemma_keys[head] in self.words.homeland:
            home_of = self.homes.owner_country(head, avoid)
            if home_of and home_of not in ENTITIES:
                return [phrase.with_country(home_of)]  # "his country", "their homeland"
        if phrase.kind == "agent" and not phrase.resolved and (spoken := self._speaks_for(head, avoid)):
            return [moved(p, phrase.start, phrase.end, phrase.text, head) for p in spoken]
        if several := of_each(self, phrase, head):
            return several
        if phrase.code is None and self.sentence.lemma_keys[head] in self.words.held:
            phrase = self.homes.held_by(phrase, head)
            if phrase.kind == "agent" and phrase.hint:
                phrase = phrase.with_country(phrase.hint)  # "ambushed an army convoy in Keld"
        if phrase.kind in ("agent", "name", "people") and (home := of_a_people(self, phrase, head)):
            return [phrase.with_country(home), *phrase.others]
        if (not phrase.resolved or lemma in KIN) and phrase.kind in ("agent", "thing", "side", "role"):
            told = apposed(self, phrase, head)
            if told:
                return told
        if not phrase.resolved and lemma in OPPOSITES and self.is_owned(head) and (other := beside(self, head, avoid)):
            return [moved(p, phrase.start, phrase.end, phrase.text, head) for p in other]
        if phrase.kind == "agent" and (states := other_states(self, phrase, head)):
            return states
        if not phrase.resolved and (state := neighbouring(self, phrase, head, avoid)):
            return state
        if phrase.kind in RESIDENTS and not phrase.resolved and (settled := residents(self, phrase, head, avoid)):
            return settled
        return [phrase, *phrase.others]

    def _pronoun(self, head: int, form: str, avoid: frozenset[int]) -> list[ActorPhrase]:
        """Whom a pronoun means. A name in the same sentence says more than the pronoun; one from elsewhere is marked
        at the pronoun."""
        start, end = self.sentence.starts[head], self.sentence.ends[head]
        found = self.discourse.antecedents(self, head, avoid)
        if form in ("our", "ours"):
            # "our villages", said by a minister, are the country's.
            return [moved(state_of(p), start, end, self.sentence.surface(start, end), head) for p in found]
        return [
            p
            if self.sentence.start <= p.start < self.sentence.end
            else moved(p, start, end, self.sentence.surface(start, end), head)
            for p in found
        ]

    def is_owned(self, head: int) -> bool:
        """ "Its planes", "Keld's planes"."""
        return any(self.sentence.deprels[c] == "nmod:poss" for c in self.sentence.children[head])

    def _speaks_for(self, head: int, avoid: frozenset[int]) -> list[ActorPhrase]:
        """ "A spokesman for the group", "the movement's leader": the group that the story told of."""
        sentence = self.sentence
        for child in sentence.children[head]:
            if sentence.deprels[child] not in ("nmod", "nmod:poss") or sentence.lemma_keys[child] not in ROLE_NOUNS:
                continue
            return [p for p in self.discourse.role_noun(self, child, avoid) if p.sectors or p.country in _BLOCS]
        return []

    def settle(self, phrase: ActorPhrase) -> None:
        """Keeps the country that an event has given an actor, for the pronouns that stand for him."""
        if owning.is_settled(phrase, self._own.get(phrase.head)):
            self._own[phrase.head], self._salient = [phrase], None

    def is_person(self, phrase: ActorPhrase) -> bool:
        """Whether a phrase of this sentence is one person: a known person, or an agent noun in the singular ("an
        editor")."""
        if phrase.kind == "person" or (phrase.kind == "name" and phrase.sectors):
            return True  # known, or with a title: "Interior Minister Jan Doe"
        if phrase.kind != "agent" or phrase.head >= len(self.sentence):
            return False
        if self.sentence.forms[phrase.head].lower() in PERSON:
            return True
        hit = self.phrases.dictionary.agents.at(self.sentence, phrase.head)
        if hit is None or hit.agent.kind != "person":
            return False
        singular = self.sentence.xpos[phrase.head] not in ("NNS", "NNPS")
        return singular and "Number=Plur" not in self.sentence.feats[phrase.head]

    def avoiding(self, head: int, avoid: frozenset[int]) -> list[ActorPhrase]:
        """Like ``own``, for a pronoun that cannot stand for one of ``avoid`` ("Moscow rejected its call")."""
        form = self.sentence.forms[head].lower()
        if form in PRONOUNS and form not in SPEAKER and self.sentence.upos[head] in ("PRON", "DET"):
            noun, keys = self.sentence.heads[head], self.sentence.lemma_keys  # "hold its fire", "its own border"
            if keys[noun] not in UNSHARED and not any(keys[c] == "own" for c in self.sentence.children[noun]):
                return self._read(head, avoid)
        return self.own(head)

    def of_another(self, head: int, avoid: frozenset[int]) -> list[ActorPhrase]:
        """ "Islamabad expelled its envoy": an owned person read as belonging to somebody else than ``avoid``; [] if
        nobody else is there."""
        sentence = self.sentence
        if not any(sentence.deprels[c] == "nmod:poss" and sentence.upos[c] == "PRON" for c in sentence.children[head]):
            return []
        if sentence.lemma_keys[head] in OTHERS:
            return []
        phrase = self.phrases.phrase(sentence, self.mentions, head, self.date, self.memory)
        if phrase is None or phrase.resolved:
            return []
        country = self.homes.owner_country(head, avoid)
        return [self.homes.of_theirs(phrase, head, country, avoid)] if country and phrase.code is not None else []

    def can_act(self, word: int) -> bool:
        """Whether a modifier names or describes an actor ("Zorvian", "police")."""
        if self.sentence.upos[word] not in ("PROPN", "NOUN", "ADJ"):
            return False
        if self.sentence.lemma_keys[word] in STRUCK:
            return False  # "the Zorvian consulate attack", "a school shooting"
        for mention in self.mentions:
            if mention.first <= word < mention.last:
                if self._is_where_struck(word, mention.entry.kind):
                    return False
                return not mention.aside or is_leader(self.sentence.forms, mention.last - 1)
        if self.sentence.upos[word] == "ADJ":
            return False
        before = self.sentence.lemma_keys[max(0, word - 2) : word]
        if before and ("anti" in before or before[-1] == "anti-"):
            return False  # "anti-government protests"
        hit = self.phrases.dictionary.agents.at(self.sentence, word)
        # "a police raid", "a student march", but "a prisoner exchange" is not done by prisoners.
        return hit is not None and not {"CVL", "REF"}.intersection(hit.agent.sectors)

    def _is_where_struck(self, word: int, kind: str) -> bool:
        """ "The Orm attacks", "Keld's deadliest attack" were carried out there, "the Orm attack on Keld" by Orm."""
        sentence = self.sentence
        noun = sentence.heads[word]
        if kind not in PLACES or noun < 0 or sentence.lemma_keys[noun] not in BLOWS:
            return False
        if sentence.deprels[word] != "nmod:poss" and (sentence.deprels[word] != "compound" or kind not in _WHERE):
            return False
        phrases = [c for c in sentence.children[noun] if sentence.deprels[c] == "nmod" and sentence.upos[c] != "NUM"]
        aimed = (c for c in phrases if self.clauses.preposition(c) in ("on", "against"))
        return all(is_day(sentence.forms[c]) for c in aimed)  # "the Orm attacks on May 1"

    def is_party(self, word: int) -> bool:
        """Whether a word is the bare name of a state, organisation, group or person (no demonym)."""
        return any(m.first <= word < m.last and not m.aside and m.entry.kind in _PARTIES for m in self.mentions)

    def is_place(self, head: int) -> bool:
        """Whether a word says where something is ("in the town", "in Port Keld"), not how ("in a bid")."""
        lemma = self.sentence.lemma_keys[head]
        if self.sentence.upos[head] == "PROPN" or lemma == "capital" or any(p.kind in PLACES for p in self.own(head)):
            return True
        return lemma in self.words.transparent or self.phrases.dictionary.sorts.is_sort(lemma, "territory")

    def can_fill(self, head: int) -> int:
        """How well a word can fill TGT or SRC: 3 a known actor, 2 an agent, name or pronoun, 1 a thing, 0 nothing."""
        own = self.own(head)
        if any(p.resolved for p in own):
            return 3
        if any(p.code is not None or p.kind == "name" for p in own):
            return 2
        if self.sentence.upos[head] == "PRON":
            return 2 if self.sentence.forms[head].lower() in PRONOUNS else 0
        return 1 if own else 0

    def sectors(self, head: int) -> set[str]:
        """The sectors of the actors at a word; STATE for a country, organisation or capital that acts as such."""
        found: set[str] = set()
        for phrase in self.own(head):
            found.update(phrase.sectors)
            if phrase.resolved and not phrase.sectors:
                found.add(_OF_WORLD.get(phrase.country or "", "STATE"))
                if phrase.country in _BLOCS and phrase.kind in ("person", "agent"):
                    found.add("GOV")  # "the bloc's foreign policy chief"
        return found

    def owner(self, noun: int, predicate: int) -> int:
        """Head of the owner or author of a noun: "Keld's plan", "a plan by Keld", "the Keld plan"; -1 for none.
        ``predicate``: a verb whose subject must be of the same state ("ordered [Keldish] troops to leave"), or -1."""
        owners = self.owners(noun)
        if owners and self.sentence.deprels[owners[0]] == "nmod":  # "the harassment of fishermen" is not theirs
            deed, sufferers = self.sentence.lemma_keys[noun] in self.words.nominal, self.clauses.noun(noun).objects
            owners = [o for o in owners if o not in sufferers or (not deed and self.sectors(o) - {"STATE"})]
        if owners and predicate >= 0 and self.sentence.upos[predicate] == "VERB":
            clause = self.clauses.verb(predicate)
            if not clause.passive and noun not in clause.agents:
                acting = {p.country for a in clause.agents for p in self.own(a) if p.resolved}
                if acting and acting.isdisjoint({p.country for p in self.own(owners[0])}):
                    return -1
        return owners[0] if owners else -1

    def owners(self, noun: int) -> list[int]:
        """Heads of all owners or authors of a noun."""
        return owning.owners(self, noun)

    def owners_before(self, noun: int, own: set[str]) -> list[ActorPhrase]:
        """Whose "those demands" are, by what was told before; ``own``: codes of who answers them now."""
        return owning.owners_before(self, noun, own)

    def salient(self) -> list[list[ActorPhrase]]:
        """Groups of participants for later pronouns: subjects first, then other arguments, in order of the text."""
        if self._salient is None:
            self._salient = []
            deprels = self.sentence.deprels
            for relations in (("nsubj", "nsubj:pass"), ("obj", "iobj", "obl", "obl:agent")):
                for i, relation in enumerate(deprels):
                    if relation in relations:
                        group = [p for h in self.clauses.conjuncts(i) for p in self.own(h)]
                        if relation != "nsubj" and all(p.kind == "media" for p in group):
                            continue  # "told Reuters"
                        if any(p.resolved for p in group) or any(p.kind == "name" for p in group):
                            if relation == "nsubj" and speaks_last(self.sentence, i, self.speech):
                                self._salient.insert(0, group)
                            else:
                                self._salient.append(group)
            # "raided a camp of al-Varr": the group whose it is comes last
            below = (i for i, r in enumerate(deprels) if r in ("nmod", "nmod:poss") and i not in self.busy)
            owners = (p for i in below for p in self.own(i) if p.kind in ("group", "party") and p.resolved)
            self._salient += [[p] for p in owners if all(p.code != q.code for g in self._salient for q in g)]
        return self._salient

    def sayers_of(self, verb: int) -> list[int]:
        """Heads of those who say, if ``verb`` is a verb of speech with a subject."""
        if self.sentence.lemma_keys[verb] not in self.speech or self.sentence.upos[verb] != "VERB":
            for child in self.sentence.children[verb]:
                if self.sentence.deprels[child] == "parataxis" and self.sentence.lemma_keys[child] in self.speech:
                    return [
                        h
                        for c in self.sentence.children[child]
                        if self.sentence.deprels[c] == "nsubj"
                        for h in self.clauses.conjuncts(c)
                        if self.sentence.forms[h].lower() not in SPEAKER
                    ]
            return []
        clause = self.clauses.verb(verb)
        return [a for a in clause.agents if self.sentence.forms[a].lower() not in SPEAKER]
