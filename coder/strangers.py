"""Proper names that no dictionary has: whose they are by title, apposition, document, the clause around them, or owner.

``Strangers`` is the part of ``phrases.Reading`` that knows them.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .agents import AgentHit
from .entries import OFFICES
from .modifiers import combine, owners
from .name_reading import NameReading
from .owner import Owner

_TITLE_LINKS = frozenset(["nmod:desc", "compound", "appos", "flat", "nmod"])

#: Prepositions and relations of a place, and kinds of names that say where it is.
_LOCATES = frozenset(["in", "at", "near", "outside", "from", "around", "to"])
_BESIDE = frozenset(["appos", "nmod", "nmod:unmarked", "obl:unmarked", "dep", "list", "parataxis"])
_PLACES = frozenset(["country", "capital", "place", "region"])
#: Sectors of those who hold no office.
_NO_OFFICE = (("CVL",), ("ELI",))
#: What a title becomes that a parser does not join to its name; "Sen." at the start of a sentence.
_TITLE_ALONE = frozenset(["nsubj", "nsubj:pass", "vocative"])
#: Words for going out of office, and for the bodies that somebody goes out of who was in them.
_LEAVING = frozenset(["resign", "quit", "withdraw", "retire", "step", "leave"])
_LEAVING_NOUNS = frozenset(["resignation", "retirement", "departure", "withdrawal", "candidacy"])
_LEFT = frozenset(["government", "cabinet", "parliament", "senate", "congress", "assembly", "legislature", "junta"])


class Strangers(NameReading):
    """Reads unknown names; the rules for agent nouns and whole phrases come with ``Reading``."""

    __slots__ = ()

    @abstractmethod
    def read(self, head: int, depth: int = 0) -> ActorPhrase | None:
        """What the phrase at a word denotes; the owners of a name are read with it."""

    @abstractmethod
    def agent(self, head: int, hit: AgentHit, depth: int, extra: Sequence[int] = ()) -> ActorPhrase:
        """An agent noun with its modifiers: the title or apposition of a name."""

    @abstractmethod
    def thing(self, head: int, depth: int, name: int | None = None) -> ActorPhrase:
        """What a noun that is no agent denotes: "member of al-Varr"."""

    def unknown_name(self, head: int, depth: int) -> ActorPhrase:
        """A proper name that no dictionary has: by title, apposition, document, owner; else without a code."""
        sentence = self.sentence
        first, last = self.name_words(head)
        untold: ActorPhrase | None = None
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
                found.head, found.kind = head, "private" if title.kind == "private" else "name"
                if OFFICES.intersection(found.sectors) and self.former(head, found.words):
                    found.assign(found.country or "", ("ELI",))
                if hit.agent.name == "representative" and found.country == "USA" and child < head:
                    found.assign("USA", ("LEG",))  # "U.S. Representative Jan Doe"
                if title.resolved:
                    if untold is not None and found.sectors in _NO_OFFICE:  # "Mayor Jan Doe, a brother of the minister"
                        found.assign(found.country or "", untold.sectors)
                    return found
                untold = untold or found  # "Admiral Jan Doe, the head of the Keldish navy"
                continue
            role = self._role(child, head, depth) if hit is None and depth < 3 else None
            if role is not None:
                found = role.stretched(sentence, first, last) if child < head else role.copy()
                if child > head:
                    found.words = (first, last)
                    found = found.stretched(sentence, first, last)
                found.head, found.kind, found.others = head, "private" if role.kind == "private" else "name", ()
                return found
        if self.memory is not None and (depth < 3 or untold is not None):
            known = self.from_document(head, first, last)
            if known is not None:
                return known
        if untold is not None:
            return untold
        place = self._place(head, first, last)
        if place is not None:
            return place
        office = self._office_beside(head, first, depth)
        if office is not None:
            found = office.stretched(sentence, first, last) if office.words[1] == first else office.copy()
            if found.words[1] != last:
                found.words = (first, last)
                found.start, found.end = sentence.starts[first], sentence.ends[last - 1]
                found.text = sentence.surface(found.start, found.end)
            found.head, found.kind, found.others = head, "private" if office.kind == "private" else "name", ()
            return found
        # "Doe International Airport" and "Port Town Gaming" are nobody's, but "Keld's Port Town" is Keld's.
        lemma = sentence.lemma_keys[head]
        public = self.sorts.sector(lemma, "public")  # "the Port Keld Health Department" is Keld's
        found_owners = [
            owner
            for owner in owners(self, head, depth)
            if not owner.shared
            and (owner.strength != 2 or owner.kind not in ("person", "place", "region", "capital")
                 or (public == "" and owner.kind != "person"))
        ]  # fmt: skip
        results = combine(found_owners, (), "", True)
        country, sectors, counted = results[0]
        if self.sorts.is_sort(lemma, "document"):  # "the Zorvia Withdrawal Act" does nothing
            return ActorPhrase(sentence, self.span(head, [], first, last), head, hint=country)
        if country and country not in ENTITIES and not sectors and public is not None:
            sectors = (public or "GOV",)
        if country and max(owner.strength for owner in counted) == 0:
            # "Doe in Zorvia": where a name is does not say whose it is.
            words = self.span(head, [], first, last)
            return ActorPhrase(sentence, words, head, kind="name", hint=country)
        of_people = last - first > 1 and not sectors and {o.kind for o in counted} == {"demonym"}
        if of_people and country not in ENTITIES and self.sorts.is_sort(sentence.lemma_keys[first], "given"):
            sectors = ("CVL",)  # "Zorvian Jan Doe"
        words = self.span(head, counted, first, last)
        kind = "private" if all_private(counted) else "name"
        return ActorPhrase(sentence, words, head, country=country, sectors=sectors if country else (), kind=kind)

    def _place(self, head: int, first: int, last: int) -> ActorPhrase | None:
        """ "In Port Doe, Zorvia", "at Doe Square in Zorvia City": a place whose country stands behind it."""
        sentence = self.sentence
        links = sentence.deprels
        if not any(links[c] == "case" and sentence.lemma_keys[c] in _LOCATES for c in sentence.children[head]):
            return None
        if last + 1 >= len(sentence) or sentence.forms[last] != ",":
            return None
        for child in sentence.children[head]:
            mention = self.mention_at(child) if child > last and links[child] in _BESIDE else None
            if mention is None or mention.aside or mention.first != last + 1:
                continue
            if mention.entry.kind in _PLACES:
                where = self.named(child, mention)
                if where is not None and where.country and where.country not in ENTITIES:
                    return ActorPhrase(sentence, (first, last), head, country=where.country, kind="place")
        return None

    def _role(self, child: int, name: int, depth: int) -> ActorPhrase | None:
        """What a word that is no office says of a name: "al-Varr chief Jan Doe", "Doe, a member of al-Varr", "Doe, a
        Zorvian"; None where that is no more than a country."""
        mention = self.mention_at(child)
        if mention is not None:
            if child < name or mention.aside or mention.entry.kind not in ("demonym", "people"):
                return None
            people = self.named(child, mention)
            return people if people is not None and people.sectors else None
        if not self.sorts.is_sort(self.sentence.lemma_keys[child], "role"):
            return None
        role = self.thing(child, depth + 1, name if child < name else None)
        if not role.resolved or not (role.sectors or role.country in ENTITIES):
            return None
        if OFFICES.intersection(role.sectors) and self.former(child, (child, child + 1)):
            role.assign(role.country or "", ("ELI",))
        return role

    def _office_beside(self, head: int, first: int, depth: int) -> ActorPhrase | None:
        """The office that the clause gives an unknown name: "Doe resigns as Zorvia's minister", "Doe quit the Zorvian
        cabinet"; or a title before the name that the parser took for a subject of its own ("Zorvia's party leader"
        "Jan Doe" says)."""
        sentence = self.sentence
        verb = sentence.heads[head]
        if verb < 0 or sentence.deprels[head] not in ("nsubj", "nsubj:pass") or depth > 2:
            return None
        links = sentence.deprels
        for child in sentence.children[verb]:
            if links[child] in _TITLE_ALONE and child < head and sentence.upos[child] in ("NOUN", "PROPN"):
                if max(sentence.subtree(child)) != first - 1:
                    continue
            elif child > verb and (left := self._left(verb, child)) >= 0:
                child = left
            else:
                continue
            hit = self.agents.at(sentence, child)
            if hit is None and child > verb and self.mention_at(child) is None:
                office = self._role(child, head, depth)  # "as head of the Zorvian navy"
                if office is not None:
                    return office
            if hit is not None and self.mention_at(child) is None and (hit.agent.kind != "body" or child > verb):
                office = self.agent(child, hit, depth + 1)
                short = sentence.forms[first - 1] == "."  # "Sen" and "." before a name
                if office.resolved or (short and OFFICES.intersection(office.sectors)):
                    return office
        return None

    def _left(self, verb: int, child: int) -> int:
        """The word for the office, or for the body, that somebody leaves or holds by this dependent of a verb; -1 for
        none: "resigned [as minister]", "announced his [resignation as minister]", "quit [the government]"."""
        sentence = self.sentence
        links, keys = sentence.deprels, sentence.lemma_keys
        if links[child] == "obj" and keys[child] in _LEAVING_NOUNS:
            below = [c for c in sentence.children[child] if c > child and links[c] == "nmod"]
        else:
            below = [child] if links[child] == "obl" else []
        for word in below:
            case = [keys[c] for c in sentence.children[word] if links[c] == "case"]
            others = [keys[c] for c in sentence.children[verb] if links[c] == "obj"]
            bare = links[word] == "nmod" or _LEAVING_NOUNS.issuperset(others)
            if case == ["as"] and bare:
                return word
            if case == ["from"] and (keys[verb] in _LEAVING or links[word] == "nmod") and keys[word] in _LEFT:
                return word
        return child if links[child] == "obj" and keys[verb] in _LEAVING and keys[child] in _LEFT else -1


def all_private(owners: Sequence[Owner]) -> bool:
    """Whether what a phrase belongs to is known, and private only."""
    return {owner.kind for owner in owners if owner.country} == {"private"}
