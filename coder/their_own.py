"""Who is meant by words for the one office or following that somebody has: "his office", "its chairman", "his men",
"the strikers", "the girls", "his host", "its envoy".

In: a sentence's cast and the head of such a phrase. Out: the actors, or [] where the story does not tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase, moved
from .entries import OFFICES

if TYPE_CHECKING:
    from .cast import Cast

#: What speaks for a person, and who speaks for a body.
_OFFICE = frozenset({"office"})
_CHAIRS = frozenset({"chairman", "chairwoman", "chairperson", "chair", "chief", "director", "general", "secretary",
                     "secretary-general", "executive", "treasurer", "founder"})  # fmt: skip
_OWN = frozenset({"its", "their"})
_HIS = frozenset({"his", "her", "their"})
#: Kinds of bodies, and sectors of those whose chief is no office holder of his own sort.
_BODIES = frozenset({"agent", "group", "org", "party", "name"})
#: Who leads others, and sectors of those whose leaders are no government.
_LED = frozenset({"leader", "negotiator", "representative"})
_LEAD_BY_THEIR_OWN = frozenset({"LAB", "MED", "EDU", "AGR", "REB", "OPP", "PTY", "REL", "CVL", "PRM"})
#: Whom a strike is by.
_WORKING = frozenset({"LAB", "MED", "EDU", "AGR"})
#: Nouns for people of whom a longer word has told: "schoolgirls … the girls".
_PEOPLE = frozenset({"boy", "girl", "man", "woman"})
#: Words for members, and codes of what they are members of.
_STATES = frozenset({"country", "government", "nation", "state"})
_BODIES_OF_STATES = frozenset({"EUR", "IGO", "UNO"})
#: Those whom others have had as guests.
_HOSTS = frozenset({"host"})
#: Those who once ruled a colony, and states that had some.
_MASTERS = frozenset({"master", "power", "ruler"})
#: What stands for a town named before, and how many sentences before.
_TOWNS = frozenset({"city", "town", "village", "port"})
_NEAR = 2
_HAD_COLONIES = frozenset({"BEL", "DEU", "ESP", "FRA", "GBR", "ITA", "NLD", "PRT"})
_RANKS = frozenset({("GOV",), ("MIL",)})


def of_owner(cast: Cast, head: int) -> list[ActorPhrase]:
    """The actors that the phrase at ``head`` takes up."""
    keys = cast.sentence.lemma_keys
    lemma = keys[head]
    if lemma in _OFFICE:
        return _office(cast, head)
    if lemma in _LED and (led := _leaders(cast, head)):
        return led
    if lemma in _CHAIRS:
        return _chair(cast, head)
    if lemma in _HOSTS:
        return _host(cast, head)
    if lemma == "striker" and cast.sentence.xpos[head] == "NNS":
        return _strikers(cast, head)
    if lemma in _PEOPLE and cast.sentence.xpos[head] == "NNS":
        return _longer(cast, head)
    if lemma == "colony":
        return _colony(cast, head)
    if lemma in _STATES and cast.sentence.xpos[head] == "NNS":
        return _members(cast, head)
    if lemma in _MASTERS:
        return _colonial(cast, head)
    if lemma in _TOWNS:
        return _town(cast, head)
    return []


def _members(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "The commission urged [member states] to act": those of the body that the sentence has named."""
    sentence = cast.sentence
    below = sentence.children[head]
    if not any(sentence.lemma_keys[c] == "member" and sentence.deprels[c] == "compound" for c in below):
        return []
    if any(sentence.deprels[c] in ("nmod", "nmod:poss", "amod") for c in below):
        return []
    bodies = [p for m in cast.mentions if m.last <= head and m.head not in cast.busy for p in cast.own(m.head)]
    bodies = [p for p in bodies if p.resolved and p.country in _BODIES_OF_STATES]
    land = {p.country for p in bodies}
    if len(land) != 1 or any(not p.sectors for p in bodies):
        return []  # a body that asks its members asks nobody but itself
    return [ActorPhrase(sentence, (head, head + 1), head, country=land.pop() or "", kind="org")]


def _colony(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "Invaded the former Portuguese colony": the country that the story is about."""
    sentence = cast.sentence
    below = {sentence.lemma_keys[c] for c in sentence.children[head]}
    main = cast.discourse.main(cast) if "former" in below and "the" in below else None
    masters = {m.entry.code(cast.date)[:3] for m in cast.mentions if m.head in sentence.children[head]}
    if not main or main in masters:
        return []
    return [ActorPhrase(sentence, (head, head + 1), head, country=main, kind="country")]


def _colonial(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "Accused the former colonial power": the one such state of which the story has told."""
    sentence = cast.sentence
    below = {sentence.lemma_keys[c] for c in sentence.children[head]}
    if "colonial" not in below or not below & {"the", "its", "their"}:
        return []
    for other in reversed(_so_far(cast)):
        for mention in reversed(other.mentions):
            code = mention.entry.code(cast.date)[:3]
            if mention.entry.kind in ("country", "capital", "demonym") and code in _HAD_COLONIES:
                return [ActorPhrase(sentence, (head, head + 1), head, country=code, kind="country")]
    return []


def _so_far(cast: Cast) -> list[Cast]:
    casts = cast.discourse.casts
    return casts[: casts.index(cast)] if cast in casts else casts


def _town(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "Ships bound for Port Keld. … Bombed a bridge near [the city]": the place that was named last."""
    sentence = cast.sentence
    below = [sentence.lemma_keys[c] for c in sentence.children[head] if sentence.deprels[c] not in ("case", "punct")]
    if below != ["the"] or cast.clauses.preposition(head) not in ("near", "outside"):
        return []
    for other in (cast, *reversed(_so_far(cast)[-_NEAR:])):
        for mention in reversed(other.mentions):
            if mention.entry.kind in ("place", "capital") and (other is not cast or mention.last <= head):
                country = mention.entry.code(cast.date)[:3]
                return [ActorPhrase(sentence, (head, head + 1), head, country=country, kind="place")]
    return []


def _owner(cast: Cast, head: int, forms: frozenset[str]) -> int:
    """The possessive pronoun before a noun; -1 for none."""
    sentence = cast.sentence
    for child in sentence.children[head]:
        if sentence.deprels[child] == "nmod:poss" and sentence.forms[child].lower() in forms:
            return child if child not in cast.busy else -1
    return -1


def _at(cast: Cast, head: int, found: list[ActorPhrase]) -> list[ActorPhrase]:
    sentence = cast.sentence
    start, end = sentence.starts[head], sentence.ends[head]
    return [moved(p, start, end, sentence.surface(start, end), head) for p in found]


def _office(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "His office said", "the president's office": he himself."""
    sentence = cast.sentence
    for child in sentence.children[head]:
        if sentence.deprels[child] != "nmod:poss" or child in cast.busy or sentence.forms[child].lower() in _OWN:
            continue
        own = cast.own(child)
        holds = len(own) == 1 and own[0].resolved and cast.is_person(own[0])
        if holds and (OFFICES.intersection(own[0].sectors) or own[0].country in ("UNO", "EUR")):
            return _at(cast, head, own)
    return []


def _leaders(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "The strikers' leaders", "three of their leaders": of the same sort as those whom they lead."""
    sentence = cast.sentence
    for child in sentence.children[head]:
        if sentence.deprels[child] != "nmod:poss" or child in cast.busy:
            continue
        if sentence.lemma_keys[child] != "striker" and sentence.forms[child].lower() != "their":
            continue
        own = cast.own(child)
        sectors = own[0].sectors if len(own) == 1 and own[0].code is not None else ()
        if sectors and _LEAD_BY_THEIR_OWN.issuperset(sectors):
            return _at(cast, head, own)
    return []


def _chair(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "The commission dismissed the complaints. Its chairman said": the body for which he speaks; a state has none."""
    owner = _owner(cast, head, _OWN)
    if owner < 0:
        return []
    own = cast.own(owner)
    if len(own) != 1 or not own[0].resolved or not own[0].sectors or own[0].kind not in _BODIES:
        return []
    if cast.is_person(own[0]) or (own[0].sectors in _RANKS and own[0].kind != "agent"):
        return []
    many = own[0].kind == "agent" and own[0].text.endswith("s") and cast.sentence.forms[owner].lower() == "their"
    return [] if many else _at(cast, head, own)


def _host(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "Thanked his host": the other of the two who have met, of the same rank as he."""
    owner = _owner(cast, head, _HIS)
    if owner < 0:
        return []
    own = cast.own(owner)
    if len(own) != 1 or not own[0].resolved or not own[0].sectors:
        return []
    at = cast.discourse.casts.index(cast) if cast in cast.discourse.casts else 0
    for other in reversed(cast.discourse.casts[:at]):
        both = cast.discourse.story.together(other)
        rest = [p for p in both if p.country != own[0].country]
        if len(both) == 2 and len(rest) == 1 and rest[0].country:
            land = rest[0].country
            return [ActorPhrase(cast.sentence, (head, head + 1), head, country=land, sectors=own[0].sectors,
                                kind="agent")]  # fmt: skip
    return []


def _strikers(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "The strikers": the workers of whom the story told last."""
    found = cast.discourse.story.people(lambda p: bool(_WORKING.intersection(p.sectors)) and p.resolved)
    return _at(cast, head, found)


def _longer(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "The girls", after "forty-two schoolgirls": the same."""
    sentence = cast.sentence
    below = [c for c in sentence.children[head] if sentence.deprels[c] not in ("case", "punct")]
    if len(below) != 1 or sentence.forms[below[0]].lower() != "the":
        return []
    form = sentence.forms[head].lower()

    def is_longer(phrase: ActorPhrase) -> bool:
        last = phrase.text.lower().rsplit(" ", 1)[-1]
        return phrase.resolved and last != form and last.endswith(form) and (form != "men" or last != "women")

    return _at(cast, head, cast.discourse.story.people(is_longer))
