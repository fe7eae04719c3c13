"""Nouns that are no agents: whose they are ("Zorvian warplanes", "Keld's border", "members of al-Varr").

``ThingReading`` is the part of ``phrases.Reading`` that knows them.
"""

from __future__ import annotations

from abc import abstractmethod

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .agents import AgentHit
from .coordinated import combine_each
from .modifiers import owners
from .owner import Owner
from .strangers import Strangers, all_private

_WHERE = frozenset(["place", "region", "where"])
_ARMED = frozenset(["MIL", "REB", "COP", "UAF", "PRM", "SPY", "CRM"])
_MISSIONS = frozenset({"base", "consulate", "embassy", "headquarters"})
_PRIVATE = frozenset(["BUS", "JRN"])
_HOLDERS = _ARMED | {"GOV", "LEG", "OPP"}
_SUFFERERS = frozenset(
    ["hostage", "captive", "victim", "prisoner", "detainee", "opponent", "critic", "enemy", "survivor", "refugee"]
)
#: Those who are against somebody, and whom they are against to be the opposition.
_OPPONENTS = frozenset(["opponent", "critic", "detractor"])
_IN_POWER = frozenset(["GOV", "ELI"])
_GATHERINGS = frozenset(["demonstration", "march", "protest", "rally", "strike", "uprising"])
_BODIES = ENTITIES - {"ISM"}
#: Parts of a body that stand in some country.
_BRANCHES = frozenset(["affiliate", "arm", "branch", "cell", "chapter", "franchise", "offshoot", "section", "wing"])
_STATES = frozenset(["country", "nation", "kingdom", "republic", "state"])


class ThingReading(Strangers):
    """Reads nouns that are no agents; the rules for agent nouns and whole phrases come with ``Reading``."""

    __slots__ = ()

    @abstractmethod
    def sport(self, head: int) -> bool:
        """Whether a word right of its modifiers is a sports side."""

    def thing(self, head: int, depth: int, name: int | None = None) -> ActorPhrase:
        """A noun that is no agent: with a country it may stand for it, else it only has a hint; ``name``: of whom it is
        the title."""
        sentence = self.sentence
        lemma = sentence.lemma_keys[head]
        found = owners(self, head, depth)
        if name is not None:  # "al-Varr chief Jan Doe": a town's name is rather that of its team
            found += [o for o in owners(self, name, depth) if o.last <= head]
            found = [o for o in found if o.strength != 2 or o.kind not in ("person", "place", "region", "capital")]
        if lemma in _OPPONENTS:
            for owner in found:
                if not _IN_POWER.isdisjoint(owner.sectors):  # "critics of the (Keldish) government"
                    words = self.span(head, [owner], head, head + 1)
                    return ActorPhrase(sentence, words, head, country=owner.country, sectors=("OPP",), kind="agent")
        found = self.not_tormentors(head, found)
        pair = f"{sentence.lemma_keys[head - 1]} {lemma}" if head else lemma  # "light aircraft" are nobody's force
        civil = self.sorts.sector(pair, "asset")
        for sort in ("side", "force", "territory", "asset", "role") if civil is None else ("asset",):
            sector = self.sorts.sector(lemma, sort) if civil is None else civil
            if sector is not None:
                break
        else:
            sort = ""
        if lemma == "campaign" and any(owner.kind == "person" for owner in found):
            sort, sector = "side", "PTY"  # "the Doe campaign"
        elif lemma == "bombing" and sentence.lemma_keys[max(0, head - 1)] in _MISSIONS:
            sort, sector = "asset", ""  # "the Keldish embassy bombing"
        elif lemma == "operation" and any(not _PRIVATE.isdisjoint(owner.sectors) for owner in found):
            sort, sector = "asset", ""  # "shut down the broadcaster's operations"
        if not sort or self.sport(head):
            country = next((owner.country for owner in sorted(found, key=lambda o: -o.strength) if owner.country), None)
            return ActorPhrase(sentence, self.span(head, [], head, head + 1), head, hint=country)
        if sort == "force":
            # Where a strike happens is not who strikes; and of the modifiers only the armed ones say whose it is.
            found = [
                owner
                for owner in found
                if owner.strength and owner.kind not in _WHERE and (owner.kind != "capital" or owner.strength != 2)
            ]
            for owner in found:
                owner.sectors = tuple(s for s in owner.sectors if s in _ARMED)
        elif sort in ("territory", "asset") and lemma != "operation":
            found = [owner for owner in found if owner.country not in ("MNC", "NGO")]
            for owner in found:
                owner.sectors = tuple(s for s in owner.sectors if s in _HOLDERS)
        elif sort == "side" and lemma in _STATES and sentence.xpos[head] != "NNS":
            found = [owner for owner in found if owner.country not in ENTITIES]  # "the West African nation"
        elif lemma in _BRANCHES and any(o.country in _BODIES and o.strength == 1 for o in found):
            found = [o for o in found if o.country in _BODIES]  # "the Keldish branch of al-Varr" is al-Varr
        elif sort == "role" and (apposed := self.apposed_person(head)) is not None and apposed.kind == "group":
            return apposed.stretched(sentence, *self.span(head, [], head, head + 1))  # "its Keldish wing, al-Varr"
        results = combine_each(found, (sector,) if sector else (), "", sort in ("force", "territory", "asset", "role"))
        phrases = []
        for country, own, counted in results:
            words = self.span(head, counted, head, head + 1)
            if not country and not any(owner.sectors for owner in counted):
                own = ()  # "missiles" alone are nobody's
            kind = "private" if sort == "role" and all_private(counted) else sort
            phrases.append(ActorPhrase(sentence, words, head, country=country, sectors=own, kind=kind))
        phrases[0].others = tuple(phrases[1:])
        return phrases[0]

    def not_tormentors(self, head: int, found: list[Owner]) -> list[Owner]:
        """ "Hostages from al-Varr", "victims of the rebels": whom they suffer from is not who they are."""
        if self.sentence.lemma_keys[head] not in _SUFFERERS:
            return found
        kinds = ("group", "org", "company")
        return [o for o in found if o.strength >= 2 or not (_ARMED.intersection(o.sectors) or o.kind in kinds)]

    def known_group(self, head: int, hit: AgentHit) -> ActorPhrase | None:
        """ "The leftist group al-Varr": what the dictionary has al-Varr for."""
        if hit.agent.kind != "group" or hit.agent.sectors != ("CVL",):
            return None
        apposed = self.apposed_person(head)
        if apposed is None or apposed.kind != "group":
            return None
        return apposed.stretched(self.sentence, *self.span(head, [], hit.first, hit.last))

    def leads_crowds(self, head: int) -> bool:
        """ "Two leaders of the protests": no office holders."""
        sentence = self.sentence
        return sentence.lemma_keys[head] == "leader" and any(
            sentence.deprels[c] == "nmod" and sentence.lemma_keys[c] in _GATHERINGS for c in sentence.children[head]
        )

    def apposed_person(self, head: int) -> ActorPhrase | None:
        """The known name in apposition to a noun: "the president, Jan Doe"."""
        for child in self.sentence.children[head]:
            if self.sentence.deprels[child] in ("appos", "flat", "parataxis", "dep"):
                mention = self.mention_at(child)
                if mention is not None and not mention.aside:
                    return self.named(child, mention)
        return None
