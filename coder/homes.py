"""Whose an actor is that names no country: "its soldiers", "police" in a place, "the army", "three rebel bases".

``Homes`` asks the sentence first: the pronoun before the noun, the place of its clause, who tells it. What only the
story or the other side of an event suggests comes later (``Cast``, ``sides``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .dealt_with import ENVOYS, PLACES, SUFFERER, TAKERS, at_talks, fires_from, of_all, of_what_is_done, of_where
from .fellows import are_fellows
from .led_by import of_those_led, whose
from .means import is_army, is_force, is_tool, is_weapon
from .noun_clauses import BLOWS
from .role_nouns import ROLE_NOUNS
from .venues import confers, is_foreign_office, is_venue, may_be_abroad, mediates, meets

if TYPE_CHECKING:
    from .actors import Mention
    from .cast import Cast

_PHRASES = frozenset({"obl", "nmod", "obl:agent"})
#: "Rebel bases near the Zorvian border" may lie on either side.
EDGES = frozenset({"border", "frontier", "boundary"})
_LOCATES = frozenset(
    {"in", "at", "near", "across", "outside", "inside", "throughout", "around", "through", "along", "onto"}
)
#: Modifiers of troops that are not those of the place.
_ALLIED = frozenset({"coalition", "allied", "occupation", "peacekeeping"})
_SEATS = frozenset({"city", "district", "province", "region", "state", "suburb", "town", "village"})
_COUNTRY = frozenset({"country", "nation", "kingdom", "republic"})
#: Kinds of names that tell of which country a story is.
_TELLING = PLACES | {"demonym", "party", "group", "org", "metonym"}
_NONE: frozenset[int] = frozenset()
#: Relations by which a name belongs to the phrase around it.
_INSIDE = frozenset({"nmod", "nmod:poss", "nmod:unmarked", "appos", "flat", "compound", "list", "conj", "amod"})
#: Sectors of those who are told of where they live.
_INSIDERS = frozenset({"CVL", "UAF", "PRM", "REB", "COP", "CRM", "EDU", "LAB", "MED", "REL", "AGR", "BUS", "JRN", "REF",
                       "PTY", "OPP"})  # fmt: skip
#: Nouns for who leads or speaks for those whose he is, and sectors of those who have such.
LEADING = frozenset({"leader", "chief", "head", "spokesman", "spokeswoman", "spokesperson", "representative",
                     "commander"})  # fmt: skip
#: "Hezbollah said two of its men …", "the army … its men": they are its fighters.
_MEN = frozenset({"man", "member", "woman"})
#: Those who are at home where one of them is.
KIN = frozenset({"parent", "parents", "father", "mother", "wife", "husband", "son", "daughter", "brother", "sister",
                  "widow", "lawyer", "attorney", "family", "relative", "follower", "supporter", "colleague",
                  "comrade"})  # fmt: skip
#: What somebody is said to have part in, which tells where he is.
_INVOLVED = frozenset(
    {"involve", "accuse", "suspect", "implicate", "blame", "responsible", "complicit", "linked", "link"}
)
_COME_FROM_ELSEWHERE = frozenset({"migrant", "refugee", "immigrant", "asylum-seeker", "asylum seeker"})
#: Whose speakers tell of others.
_NO_TELLERS = ENTITIES | {"VAT"}
#: What has no people of its own.
_NOWHERE = frozenset({None, "IGO", "MNC", "NGO", "UNO"})
_NAMING = {False: PLACES, True: PLACES | {"demonym"}}
#: Marks (``ActorPhrase.hint``) of a country that the place of the clause, or who tells it, or the story suggests.
PLACE, TOLD, STORY = "place", "told", "story"


class Homes:
    """The countries of one sentence's actors without one."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.sentence = cast.sentence

    def owner_country(self, head: int, avoid: frozenset[int]) -> str | None:
        """The country of "its soldiers", "our pilots", "whose army": that of whom the pronoun stands for."""
        for child in self.sentence.children[head] if self.sentence.lemma_keys[head] not in TAKERS else ():
            if self.sentence.deprels[child] == "amod" and self.sentence.forms[child].lower() in ("based", "born"):
                # "Orm-based hackers"
                countries = {c for w in self.sentence.children[child] for c in self._places_at(w, aside=True)}
                if len(countries) == 1:
                    return countries.pop()
            if self.sentence.deprels[child] == "acl" and self._tells_home(child, head):
                # "rebels based in Tave", "people affected by floods in Tave"
                works = self.sentence.lemma_keys[child] == "work"  # "journalists working for a Keldish station"
                for oblique in self.cast.clauses.verb(child).obliques:
                    tells = oblique.preposition in _LOCATES or (works and oblique.preposition == "for")
                    for phrase in self.cast.own(oblique.head) if tells else ():
                        if phrase.resolved and phrase.country not in ENTITIES:  # not "hostages in a Walmart"
                            return phrase.country
            involved = self.sentence.lemma_keys[child] in _INVOLVED and self.sentence.deprels[child] in ("acl", "amod")
            if involved and not self._is_insider(head):
                # "officials involved in a crackdown on protesters in Tave"
                inside = {w for w in self.sentence.subtree(child) if w > child}
                places = {c for w in inside if self.locates(w) for c in self._places_at(w)}
                if len(places) == 1:
                    return places.pop()
            if self.sentence.deprels[child] == "nmod:poss" and self.sentence.lemma_keys[child] in _COUNTRY:
                return self._country_told_of(child)
            if self.sentence.lemma_keys[head] in LEADING and (country := of_those_led(self.cast, child)):
                return country  # "the leader of the renegades"
            owned = self.sentence.deprels[child] == "nmod:poss" and self.sentence.upos[child] == "NOUN"
            kin = self.sentence.lemma_keys[child] in ROLE_NOUNS or self.sentence.lemma_keys[head] in KIN
            if owned and kin and child not in self.cast.busy:  # "the bloc's envoy", "the journalist's parents"
                owners = {p.country for p in self.cast.own(child) if p.resolved and p.country}
                if len(owners) == 1:
                    return owners.pop()
            if self.sentence.deprels[child] == "nmod:poss" and self.sentence.upos[child] in ("PRON", "DET"):
                form = self.sentence.forms[child].lower()
                if form == "whose":
                    return self._country_of_relative(child)
                countries = {p.country for p in self.cast.discourse.antecedents(self.cast, child, avoid) if p.country}
                return countries.pop() if len(countries) == 1 else None
        return self._owner_of_counted(head, avoid)

    def _owner_of_counted(self, head: int, avoid: frozenset[int]) -> str | None:
        """ "Two [of its soldiers]"."""
        sentence = self.sentence
        sorts = self.cast.phrases.dictionary.sorts
        if sentence.upos[head] == "NUM" or sorts.is_sort(sentence.lemma_keys[head], "quantity"):
            for child in sentence.children[head]:
                if child > head and sentence.deprels[child] == "nmod" and self.cast.clauses.preposition(child) == "of":
                    return self.owner_country(child, avoid)
        return None

    def _places_at(self, word: int, aside: bool = False) -> set[str]:
        """The country of the place that a word names; ``aside``: also one that only qualifies ("[Orm]-based")."""
        return {m.entry.code(self.cast.date)[:3] for m in self.cast.mentions
                if m.head == word and (aside or not m.aside) and m.entry.kind in _NAMING[aside]} - ENTITIES  # fmt: skip

    def of_theirs(self, phrase: ActorPhrase, head: int, country: str, avoid: frozenset[int] = _NONE) -> ActorPhrase:
        """A phrase of a country; "the rebels said their leader …", "their drones": he is one of them, and not of a
        government; they are theirs, and not the army's."""
        found = phrase.with_country(country)
        lemma = self.sentence.lemma_keys[head]
        if country == "UNO" and phrase.sectors in (("CVL",), ("LAB",), ("MED",)):
            found.assign(country, ())  # "abducted three of its drivers"
        led = phrase.sectors in (("GOV",), ("MIL",)) and lemma in LEADING
        second = lemma == "deputy"  # "the president … his deputy": no deputy of a parliament
        if not second and not led and phrase.sectors != ("MIL",) and (lemma not in _MEN or "CVL" not in phrase.sectors):
            return found
        for child in self.sentence.children[head]:
            if self.sentence.deprels[child] == "nmod:poss" and self.sentence.upos[child] == "PRON":
                told = whose(self.sentence, child)
                asked = avoid and told == child
                owners = self.cast.discourse.antecedents(self.cast, child, avoid) if asked else self.cast.own(told)
                theirs = {p.sectors for p in owners if p.country == country}
                if second and len(theirs) == 1 and (office := theirs.pop()):
                    found.assign(country, office)
                    return found
                if len(theirs) == 1 and are_fellows(owners, next(iter(theirs)), led):
                    found.assign(country, theirs.pop())
        return found

    def _tells_home(self, participle: int, head: int) -> bool:
        """Whether the place of a participle is where somebody lives; soldiers may be "killed in Tave"."""
        dwells = self.sentence.lemma_keys[participle] in self.cast.words.dwelling
        return dwells or (self.sentence.upos[participle] == "VERB" and self._is_insider(head) and not self.abroad(head))

    def _country_told_of(self, word: int) -> str | None:
        """ "Zorvia condemned an attack on the country's soldiers": the state that acts, else that of the story."""
        node, steps = word, 0
        while self.sentence.heads[node] >= 0 and steps < 12:
            steps += 1
            node = self.sentence.heads[node]
            for child in self.sentence.children[node]:
                if self.sentence.deprels[child] == "nsubj" and child not in self.cast.busy:
                    for phrase in self.cast.own(child):
                        if phrase.country and phrase.country not in ENTITIES and set(phrase.sectors) <= {"GOV"}:
                            return phrase.country
        told = next((p.country for p in self.cast.own(word) if p.country), None)
        before = [m.entry for m in self.cast.mentions if m.last <= word and m.entry.kind == "country"]
        named = {entry.code(self.cast.date)[:3] for entry in before}
        return told or (named.pop() if len(named) == 1 else None)

    def _country_of_relative(self, word: int) -> str | None:
        """The noun that a relative clause with "whose" modifies."""
        told = whose(self.sentence, word)
        countries = {p.country for p in self.cast.own(told) if p.country} if told != word else set()
        return countries.pop() if len(countries) == 1 else None

    def of_clause(self, head: int) -> tuple[str, str] | None:
        """The country of an agent that names none ("police", "the government"), and what tells it: the PLACE of its
        clause ("arrested students in Zorvia City"), else who has TOLD it ("Zorvia said the army …"). None where these
        are silent or the phrase speaks of foreigners."""
        sentence = self.sentence
        if self.abroad(head):
            return None
        if sentence.lemma_keys[head] == "official" and (country := self._of_dateline(head)):
            return country, TOLD
        insider = self._is_insider(head)
        if country := of_what_is_done(self, head):
            return country, PLACE
        if insider and (country := fires_from(self, head)):
            return country, PLACE
        tool = is_tool(self.cast, head)
        apart = confers(self.cast, head)
        node, steps, apart_told = head, 0, False
        while sentence.heads[node] >= 0 and steps < 12:
            steps += 1
            below, node = node, sentence.heads[node]
            # "the king, whom the army overthrew, died in Orm": not Orm's army
            apart_told = apart_told or (sentence.deprels[below] == "acl:relcl" and is_army(self.cast, head))
            if sentence.upos[node] not in ("VERB", "NOUN", "ADJ"):
                continue
            suffers = below == head and sentence.deprels[head] in SUFFERER
            for child in () if tool or apart_told or of_all(self, node) else self._phrases_below(node, suffers):
                edge = sentence.lemma_keys[child] in EDGES or sentence.lemma_keys[sentence.heads[child]] in EDGES
                others = node != sentence.heads[head] and at_talks(self, child)
                if edge or others or (apart and is_venue(self.cast, child)):
                    continue
                if child != head and self._is_where(child, suffers) and child not in self.cast.busy:
                    for phrase in self.cast.own(child):
                        where = phrase.kind in PLACES or phrase.kind == "side"  # "in the Keldish capital"
                        if phrase.resolved and where and phrase.country not in _NOWHERE:
                            return phrase.country or "", PLACE
            if insider and sentence.deprels[node] == "acl:relcl" and (there := of_where(self, node)):
                return there, PLACE
            aside = [c for c in sentence.children[node] if sentence.deprels[c] == "parataxis"]
            told = sentence.deprels[below] in ("ccomp", "parataxis") and sentence.lemma_keys[node] in self.cast.speech
            country = next((c for a in aside if (c := self._country_of_speaker(a, head))), None)  # "…, the army said"
            if country is None and told:
                country = self._country_of_speaker(node, head)
            if country and any(sentence.lemma_keys[c] == "political" for c in sentence.children[head]):
                continue  # "political prisoners" are of the state that has them, whoever tells it
            if country and insider:
                # "American officials say that militants …": not America's, if it is told of another place
                only = None if apart and meets(self.cast, head) else self._only_place(head)
                only = only or self.cast.discourse.other_place(self.cast, country)
                only = only or self.cast.discourse.armed_before(self.cast, head)
                if not only and self.sentence.lemma_keys[head] in _COME_FROM_ELSEWHERE:
                    return None  # "the Keldish coast guard said it rescued migrants"
                return (only, PLACE) if only else (country, TOLD)
            if country and not is_weapon(self.cast, head):
                return country, TOLD
        only = None if tool or (apart and meets(self.cast, head)) else self._only_place(head)
        return (only, PLACE) if only else None

    def _of_dateline(self, head: int) -> str | None:
        """ "KELD CITY — Keld's planes hit Orm, officials said": those of where it is written, if it is told of."""
        sentence = self.sentence
        says = sentence.deprels[head] == "nsubj" and sentence.lemma_keys[sentence.heads[head]] in self.cast.speech
        if not says or any(sentence.deprels[c] == "amod" for c in sentence.children[head]):
            return None
        country = self.cast.discourse.dateline()
        named = any(m.entry.code(self.cast.date)[:3] == country and m.first < head for m in self.cast.mentions)
        return country if country and named else None

    def _country_of_speaker(self, verb: int, head: int) -> str | None:
        """The state for which the subject of a verb of speech speaks."""
        if self.sentence.lemma_keys[verb] not in self.cast.speech:
            return None
        for child in self.sentence.children[verb]:
            if self.sentence.deprels[child] == "nsubj" and child != head and child not in self.cast.busy:
                for phrase in self.cast.own(child):
                    if phrase.resolved and phrase.country not in _NO_TELLERS and not self._reports(phrase):
                        return phrase.country
        return None

    def _reports(self, phrase: ActorPhrase) -> bool:
        """ "AFP", "a BBC correspondent": who tells of any country; "a rights group in Keld City" does of others."""
        if phrase.kind == "media" or "JRN" not in phrase.sectors:
            named = {m.entry.code(self.cast.date)[:3] for m in self.cast.mentions if not m.aside}
            return phrase.kind == "media" or (phrase.sectors == ("SOC",) and not named <= {phrase.country})
        return any(m.entry.kind == "media" and m.first in range(*phrase.words) for m in self.cast.mentions)

    def _is_where(self, word: int, suffers: bool) -> bool:
        """Whether a phrase says where it happened; whom something is done to is also at home in what was struck: "a
        raid [on the town of Tave] killed six"."""
        preposition = self.cast.clauses.preposition(word)
        if preposition in _LOCATES or (suffers and preposition in ("on", "against")):
            return True
        if not suffers:
            return False
        struck = self.sentence.lemma_keys[self.sentence.heads[word]] in BLOWS  # "shelling [of Tave] left four dead"
        return self.sentence.deprels[word] == "compound" or (preposition == "of" and struck)

    def abroad(self, head: int) -> bool:
        """Whether the phrase speaks of people from elsewhere: "foreign troops", "tourists", "African leaders"."""
        keys, foreign = self.sentence.lemma_keys, self.cast.words.foreign
        children, deprels = self.sentence.children, self.sentence.deprels
        if keys[head] == "government" and self.sentence.xpos[head] == "NNS" and not children[head]:
            return True  # "urged governments to help"
        if keys[head] in foreign or any(keys[c] in foreign for c in children[head]):
            return not is_foreign_office(keys[max(0, head - 1) : head + 1])
        counted = [c for c in children[head] if deprels[c] == "nmod" and self.cast.clauses.preposition(c) == "of"]
        if any(keys[w] in foreign for c in counted for w in children[c]):
            return True  # "a group of international envoys"
        # "coalition troops", "a coalition tank crew"
        return is_force(self.cast, head) and any(keys[w] in _ALLIED for c in children[head] for w in (c, *children[c]))

    def _only_place(self, head: int) -> str | None:
        """The country of the places where the sentence says that things happen, if it is only one ("gunmen attacked a
        school [in the town of Tave], Zorvia"). Not for a state's own bodies, which speak of what happens elsewhere."""
        if not self._is_insider(head):
            return None
        countries = self.located()
        return countries.pop() if len(countries) == 1 else None

    def located(self) -> set[str]:
        """The countries of the places where the sentence says that things happen."""
        return {
            mention.entry.code(self.cast.date)[:3]
            for mention in self.cast.mentions
            if not mention.aside and self._is_seat(mention) and self.locates(mention.head)
            and not is_venue(self.cast, mention.head) and not of_all(self, self.sentence.heads[mention.head])
        } - ENTITIES

    def _is_seat(self, mention: Mention) -> bool:
        """Whether a name is that of a place, or says whose one is ("the [Keldish] village of Al-Varr")."""
        if mention.entry.kind != "demonym":
            return mention.entry.kind in PLACES
        return self.sentence.lemma_keys[max(0, self.sentence.heads[mention.head])] in _SEATS

    def of_story(self) -> str | None:
        """The country of all that the story has named so far, if it is one: "Keld lacks power. The government …"; else
        of all before this sentence."""
        casts = self.cast.discourse.casts
        at = casts.index(self.cast)
        return self._of_all(casts[: at + 1]) or self._of_all(casts[:at])

    @staticmethod
    def _of_all(casts: Sequence[Cast]) -> str | None:
        """The one country that some sentences name."""
        found: set[str] = set()
        told = False  # by more than a place that may be somebody's name
        for other in casts:
            for mention in other.mentions:
                if mention.aside == "backed" or mediates(other, mention.head):
                    continue
                if mention.entry.kind == "person":  # "Lagos" may be one, or a place
                    known = [p.country for p in other.own(mention.head) if p.kind == "person" and p.country]
                    found.update(known)
                    told = told or bool(known)
                elif mention.entry.kind in _TELLING:
                    country = mention.entry.code(other.date)[:3]
                    place = mention.entry.kind in PLACES
                    abroad = place and may_be_abroad(other, mention.head, country)
                    if country in ENTITIES or abroad or (place and at_talks(other.homes, mention.head)):
                        continue
                    found.add(country)
                    told = told or mention.entry.kind != "place" or other.homes.locates(mention.head)
            if len(found) > 1:
                return None
        return found.pop() if told and len(found) == 1 and not found & _NO_TELLERS else None

    def _is_insider(self, head: int) -> bool:
        """An agent noun for people who are told of where they live, also where they are counted ("thousands of
        farmers")."""
        agents, sorts = self.cast.phrases.dictionary.agents, self.cast.phrases.dictionary.sorts
        hit = agents.at(self.sentence, head)
        if hit is None and sorts.is_sort(self.sentence.lemma_keys[head], "quantity"):
            counted = [c for c in self.sentence.children[head] if c > head and self.sentence.deprels[c] == "nmod"]
            hit = agents.at(self.sentence, counted[0]) if counted else None
        return hit is not None and _INSIDERS.issuperset(hit.agent.sectors)

    def locates(self, word: int) -> bool:
        """Whether a word stands in a phrase that says where: "near a post [in the north [of Keld]]"."""
        for _ in range(5):
            if self.sentence.lemma_keys[word] in EDGES:
                return False
            above = self.sentence.heads[word]
            if self.cast.clauses.preposition(word) == "from":
                return False  # "fury at the visit of a lawmaker [from Orm]"
            if self.cast.clauses.preposition(word) in _LOCATES:
                # "The ministry in Orm said that …" tells where the ministry is, and so does "Keld's envoy in Orm"
                sent = self.sentence.lemma_keys[above] in ENVOYS
                speaks = self.sentence.lemma_keys[self.sentence.heads[above]] in self.cast.speech
                return self.sentence.deprels[above] != "nsubj" or not (speaks or sent)
            if self.sentence.deprels[word] not in _INSIDE:
                return False
            word = above
        return False

    def held_by(self, phrase: ActorPhrase, head: int) -> ActorPhrase:
        """ "Three rebel bases", "an army convoy": what is struck there is the actor who holds it."""
        for child in self.sentence.children[head]:
            if self.sentence.deprels[child] in ("amod", "compound", "nmod:poss") and child < head:
                hit = self.cast.phrases.dictionary.agents.at(self.sentence, child)
                if hit is not None and hit.agent.sectors:
                    found = phrase.copy()
                    found.code, found.sectors, found.kind = "".join(hit.agent.sectors), hit.agent.sectors, "agent"
                    return found
        return phrase

    def _phrases_below(self, node: int, subject_too: bool) -> list[int]:
        """The prepositional phrases of a word and those inside them: "killed [in a series [of attacks [in Keld
        City]]]"; of whom something is done to, the subject's too ("a bomb [in Keld City] kills ten")."""
        children, deprels = self.sentence.children, self.sentence.deprels
        found = [c for c in children[node] if deprels[c] in _PHRASES]
        if subject_too:
            subjects = [s for s in children[node] if deprels[s] == "nsubj"]
            found += [c for s in subjects for c in children[s] if deprels[c] == "nmod"]
            struck = [s for s in subjects if self.sentence.lemma_keys[s] in BLOWS]  # "the [Keld City] bombing"
            found += [c for s in struck for c in children[s] if deprels[c] == "compound" and not self.cast.can_act(c)]
        inside = [c for phrase in found for c in children[phrase] if deprels[c] == "nmod"]
        heads, keys = self.sentence.heads, self.sentence.lemma_keys
        transparent, preposition = self.cast.words.transparent, self.cast.clauses.preposition
        # "in a series of attacks [in Keld City]", "at the base of a company [near Keld City]"
        deep = [c for c in inside if keys[heads[c]] in transparent or preposition(heads[c]) in _LOCATES]
        return [*found, *inside, *(c for phrase in deep for c in children[phrase] if deprels[c] == "nmod")]
