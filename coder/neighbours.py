"""Which state a neighbour or ally is, and of what rank a counterpart: "its old rival Keld", "the neighbouring
government", "his Keldish counterpart".

In: the cast of a sentence, a phrase and its head. Out: those who are meant, or [].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .borders import are_neighbours
from .homes import PLACES
from .the_country import COUNTRY, acting_on

if TYPE_CHECKING:
    from .cast import Cast

#: Whoever has them, they are others.
OTHERS = frozenset({"neighbour", "neighbor"})
#: Kinds of names of what is a friend or a rival to others, and what it is to them.
_NAMED = frozenset({"country", "capital", "group", "party", "org"})
_TO_EACH_OTHER = frozenset({"partner", "ally", "neighbour", "neighbor", "rival", "foe", "enemy", "adversary", "patron",
                            "archrival", "arch-rival", "arch-foe", "arch-enemy", "protector", "backer", "ex-ally",
                            "opponent", "member"})  # fmt: skip
#: Who is of the rank of whose he is.
EQUALS = frozenset({"counterpart", "colleague"})
#: Words for those who stand with or against a state.
ALLIES = frozenset({"adversary", "ally", "backer", "enemy", "foe", "friend", "partner", "rival"})
#: What states do to each other.
_OF_STATES = frozenset({"blockade", "close", "condemn", "impose", "intervene", "invade", "isolate", "mediate",
                        "mobilise", "mobilize", "recognise", "recognize", "threaten", "urge", "warn"})  # fmt: skip
_NEXT_TO = frozenset({"neighbouring", "neighboring"})
#: Words that a place may have before its name.
_TOWNS = frozenset({"capital", "city", "district", "port", "province", "suburb", "town", "village"})
_RULERS = frozenset({"government", "capital", "authority", "authorities", "leadership", "regime"})


def state_apposed(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "Its neighbour Orm", "Zorvia's closest ally, Keld", "its neighbour and rival Tave": the state that is named
    behind what it is to somebody, whoever that is."""
    sentence = cast.sentence
    if sentence.lemma_keys[head] in COUNTRY:
        return _state_of(cast, head)
    if sentence.lemma_keys[head] in _TOWNS:
        return _town(cast, head)
    if sentence.lemma_keys[head] not in _TO_EACH_OTHER:
        return []
    beside = [c for c in sentence.children[head] if sentence.deprels[c] == "conj" and c > head]
    roles = [head, *(c for c in beside if sentence.lemma_keys[c] in _TO_EACH_OTHER)]
    for role in roles:
        for child in sentence.children[role]:
            if sentence.deprels[child] != "appos" or child < role or child in cast.busy:
                continue
            known = [p for w in cast.clauses.conjuncts(child) for p in cast.own(w) if p.resolved and p.kind in _NAMED]
            if known:
                return known
    return []


def _town(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "In the capital [Port Keld]": where that is."""
    if cast.sentence.xpos[head] == "NNS":
        return []
    for child in cast.sentence.children[head]:
        if child > head and cast.sentence.deprels[child] == "appos" and child not in cast.busy:
            known = cast.own(child)
            if len(known) == 1 and known[0].resolved and known[0].kind in ("capital", "place"):
                return known
    return []


def _state_of(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "The sultanate [of Brin]", "the tiny republic of Tave": the state itself."""
    if any(m.first <= head <= m.last for m in cast.mentions):
        return []  # part of a name
    for child in cast.sentence.children[head]:
        of = cast.sentence.deprels[child] == "nmod" and cast.clauses.preposition(child) == "of"
        if of and child not in cast.busy:
            return [p for p in cast.own(child) if p.resolved and p.kind == "country" and not p.sectors]
    return []


def allies_of_a_state(cast: Cast, head: int) -> bool:
    """ "U.S. allies", "Keld's rivals": other states than the one named, and nobody says which."""
    sentence = cast.sentence
    if sentence.lemma_keys[head] not in ALLIES or sentence.xpos[head] != "NNS":
        return False
    own = [c for c in sentence.children[head] if c < head and sentence.deprels[c] in ("nmod:poss", "compound")]
    return any(m.head in own and m.entry.kind in ("country", "capital") for m in cast.mentions)


def other_states(cast: Cast, phrase: ActorPhrase, head: int) -> list[ActorPhrase]:
    """Who "neighbours" are that are states: the two of whom the story tells, or nobody who is known; [] for people."""
    if cast.sentence.lemma_keys[head] not in OTHERS or not _are_states(cast, head):
        return []
    return _two_neighbours(cast, head) or [ActorPhrase(cast.sentence, phrase.words, head)]


def _are_states(cast: Cast, head: int) -> bool:
    """Whether "neighbours" are states and nobody next door: what somebody's are, who threatens with sanctions or force,
    whom a state deals with."""
    sentence = cast.sentence
    if any(sentence.deprels[c] == "nmod:poss" for c in sentence.children[head]):
        return True
    if sentence.xpos[head] != "NNS" or sentence.upos[sentence.heads[head]] != "VERB":
        return False
    return sentence.lemma_keys[sentence.heads[head]] in _OF_STATES


def _two_neighbours(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "Orm offered to host talks between its neighbours": the two states that the story tells to be at odds."""
    sentence = cast.sentence
    owner = next((c for c in sentence.children[head] if sentence.deprels[c] == "nmod:poss"), -1)
    if owner < 0 or owner in cast.busy or sentence.xpos[head] != "NNS":
        return []
    owners = {p.country for p in cast.own(owner) if p.country}
    foes = cast.discourse.story.adversaries()
    lands = {p.country for p in foes if p.country}
    if len(lands) != 2 or len(owners) != 1 or not all(are_neighbours(o, land) for o in owners for land in lands):
        return []
    return [ActorPhrase(sentence, (head, head + 1), head, country=p.country or "", kind="country") for p in foes]


def neighbouring(cast: Cast, phrase: ActorPhrase, head: int, avoid: frozenset[int]) -> list[ActorPhrase]:
    """ "Zorvia summoned Keld's envoy and scolded the [neighbouring government]": the one other state of which the
    sentence has told, or the sentence before; not one that acts on it."""
    sentence = cast.sentence
    lemma = sentence.lemma_keys[head]
    if lemma not in COUNTRY and lemma not in _RULERS and lemma != "state":
        return []
    below = sentence.children[head]
    if _NEXT_TO.isdisjoint(sentence.lemma_keys[c] for c in below) or sentence.xpos[head] == "NNS":
        return []
    if any(sentence.deprels[c] == "appos" for c in below):
        return []
    subjects = [h for h in (*avoid, *acting_on(cast, head)) if h not in cast.busy]
    acting = {p.country for h in subjects for p in cast.own(h)}
    at = cast.discourse.casts.index(cast) if cast in cast.discourse.casts else 0
    for other in (cast, *cast.discourse.casts[max(0, at - 1) : at]):
        told = [m for m in other.mentions if not m.aside and (other is not cast or m.last <= head)]
        codes = {m.entry.code(cast.date) for m in told if m.entry.kind in PLACES or m.entry.kind == "demonym"}
        named = {code[:3] for code in codes} - acting - ENTITIES
        if len(named) == 1:
            return [phrase.with_country(named.pop())]
    return []


def of_equal_rank(cast: Cast, phrase: ActorPhrase, head: int) -> ActorPhrase:
    """ "Zorvia's army chief met his Keldish [counterpart]": of the same sector as who meets him."""
    sentence = cast.sentence
    if sentence.lemma_keys[head] not in EQUALS or not phrase.resolved:
        return phrase
    owners = [c for c in sentence.children[head] if sentence.deprels[c] == "nmod:poss" and sentence.upos[c] == "PRON"]
    if owners and sentence.deprels[head] == "conj":
        owners = [sentence.heads[head]]  # "lawmakers and their Keldish counterparts"
    verb = sentence.heads[head]
    if not owners and verb >= 0 and sentence.deprels[verb] == "acl":  # "detectives, helped by Keldish colleagues"
        owners = [sentence.heads[verb]]
    sectors = {p.sectors for c in owners if c not in cast.busy for p in cast.own(c) if p.resolved}
    if phrase.country is None or len(sectors) != 1 or phrase.kind not in ("agent", "role"):
        return phrase
    rank = sectors.pop()
    found = phrase.copy()
    found.assign(phrase.country, rank)
    found.others = tuple(other.copy() for other in phrase.others)  # "his Keldish and Ormish colleagues"
    for other in found.others:
        other.assign(other.country or "", rank)
    return found
