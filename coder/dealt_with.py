"""Whose an actor is that names no country, by who deals with him: "state companies", hostages, those before a court.

In: the homes of a sentence, and the head of the actor. Out: his country, or None where that does not tell it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .means import is_army, is_force

if TYPE_CHECKING:
    from .homes import Homes

#: Relations of whom something is done to.
SUFFERER = frozenset({"obj", "nsubj:pass"})
#: Whose those are not whom they have taken or attacked.
TAKERS = frozenset({"abductor", "assailant", "attacker", "captor", "hijacker", "kidnapper", "killer"})
#: Kinds of phrases that say where something is.
PLACES = frozenset({"place", "capital", "country", "region", "territory"})
#: What belongs to a state, and verbs of attacking a place.
_STATE_OWNED = frozenset({"state", "state-owned", "state-run", "state-controlled"})
_ATTACKING = frozenset({"attack", "bomb", "enter", "hit", "invade", "raid", "shell", "storm", "strike"})
#: What is done across a border: where it comes from tells whose those are who do it.
#: What troops and crowds do on roads, and where those lie.
_ON_THE_ROAD = frozenset({"barricade", "block", "blockade", "guard", "patrol", "police", "secure"})
_ROADS = frozenset({"approach", "avenue", "bridge", "entrance", "highway", "motorway", "railway", "road", "square",
                    "street", "track"})  # fmt: skip
_ALONG = frozenset({"in", "into", "near", "of", "outside", "through"})
_SENDING = frozenset({"aim", "fire", "hurl", "launch", "lob", "rain", "send", "shell", "shoot", "throw", "direct"})
#: Those who deal with their own state, words that say nothing of whose an office is, and offices of other states.
_AT_HOME = frozenset({"CVL", "EDU", "LAB", "OPP", "AGR", "COP", "REF"})
_BARE = frozenset({"det", "case", "punct", "amod", "compound", "cc", "conj"})
SENT = frozenset({"ambassador", "consul", "consulate", "delegate", "delegation", "diplomat", "embassy", "envoy",
                  "negotiator", "visitor"})  # fmt: skip
ENVOYS = SENT - {"consulate", "embassy"}
_MEETINGS = frozenset({"conference", "gathering", "meeting", "session", "summit", "talks"})
#: What a court may have against somebody.
_CHARGES = frozenset({"case", "charge", "complaint", "conviction", "indictment", "lawsuit", "proceeding", "sentence",
                      "suit", "verdict", "warrant"})  # fmt: skip
#: Those inside a country who stand beside its government.
_AGAINST_IT = frozenset({"OPP", "REB", "PTY", "LAB"})


def of_what_is_done(homes: Homes, head: int) -> str | None:
    """The country that the verbs around an actor tell."""
    return (
        of_state_body(homes, head)
        or taken_there(homes, head)
        or of_the_road(homes, head)
        or of_the_troops_before(homes, head)
    )


def of_the_troops_before(homes: Homes, head: int) -> str | None:
    """ "Keldish jets hit camps in Orm and [commandos] killed nine": of the same army, wherever it fights."""
    sentence, cast = homes.sentence, homes.cast
    verb = sentence.heads[head]
    if verb < 0 or sentence.deprels[head] != "nsubj" or sentence.xpos[head] != "NNS" or not is_force(cast, head):
        return None
    if not is_army(cast, head) or not any(sentence.lemma_keys[c] == "and" for c in sentence.children[verb]):
        return None
    first = sentence.heads[verb]
    if sentence.deprels[verb] not in ("conj", "advcl") or first < 0 or first > verb:
        return None
    acting = [c for c in sentence.children[first] if sentence.deprels[c] == "nsubj" and c not in cast.busy]
    found = {p.country for c in acting for p in cast.own(c) if p.sectors == ("MIL",) and p.resolved and not p.hint}
    return found.pop() if len(found) == 1 else None


def of_state_body(homes: Homes, head: int) -> str | None:
    """ "Keld's president ordered state companies to …": those of the state that deals with them."""
    sentence = homes.sentence
    verb = sentence.heads[head]
    if verb < 0 or sentence.deprels[head] not in ("obj", "iobj"):
        return None
    if not any(sentence.lemma_keys[c] in _STATE_OWNED and c < head for c in sentence.children[head]):
        return None
    acting = [c for c in sentence.children[verb] if sentence.deprels[c] == "nsubj" and c not in homes.cast.busy]
    found = {p.country for c in acting for p in homes.cast.own(c) if set(p.sectors) <= {"GOV"}}
    country = found.pop() if len(found) == 1 else None
    return country if country not in ENTITIES else None


def taken_there(homes: Homes, head: int) -> str | None:
    """ "Attacked southern Keld and seized ten hostages": they are of where the attack was."""
    sentence = homes.sentence
    verb = sentence.heads[head]
    if sentence.deprels[head] != "obj" or sentence.deprels[verb] != "conj":
        return None
    first = sentence.heads[verb]
    if sentence.lemma_keys[first] not in _ATTACKING:
        return None
    for child in sentence.children[first]:
        if sentence.deprels[child] == "obj" and child not in homes.cast.busy and child < verb:
            found = {p.country for p in homes.cast.own(child) if p.kind in PLACES and p.resolved} - ENTITIES
            return found.pop() if len(found) == 1 else None
    return None


def fires_from(homes: Homes, head: int) -> str | None:
    """ "Militants fired rockets [from Tave] at Orm", "rockets launched [from Tave] by rebels": those who are there."""
    sentence = homes.sentence
    verb = sentence.heads[head]
    if sentence.deprels[head] not in ("nsubj", "obl:agent"):
        return None
    if sentence.lemma_keys[verb] not in _SENDING:  # "resumed firing"
        verb = next((c for c in sentence.children[verb] if sentence.deprels[c] == "xcomp"), verb)
    if sentence.lemma_keys[verb] not in _SENDING:
        return None
    things = [c for c in sentence.children[verb] if sentence.deprels[c] == "obj" and c not in homes.cast.busy]
    below = [c for w in (verb, *things) for c in sentence.children[w] if sentence.deprels[c] in ("obl", "nmod")]
    for child in below:
        if homes.cast.clauses.preposition(child) == "from" and child not in homes.cast.busy:
            found = {p.country for p in homes.cast.own(child) if p.kind in PLACES and p.resolved} - ENTITIES
            if len(found) == 1:
                return found.pop()
    return None


def of_the_road(homes: Homes, head: int) -> str | None:
    """ "The army is patrolling the streets [of the Keldish capital]", "villagers blocked a road [into Keld City]"."""
    sentence, cast = homes.sentence, homes.cast
    verb = sentence.heads[head]
    if sentence.deprels[head] != "nsubj" or sentence.lemma_keys[verb] not in _ON_THE_ROAD:
        return None
    roads = [c for c in sentence.children[verb] if sentence.deprels[c] == "obj" and sentence.lemma_keys[c] in _ROADS]
    below = [c for r in (*roads, *([verb] if roads else [])) for c in sentence.children[r] if c > verb]
    near = [c for c in below if cast.clauses.preposition(c) in _ALONG]
    there = [p for c in near if c not in cast.busy for p in cast.own(c) if p.resolved]
    found = {p.country for p in there if p.kind == "side" or p.kind in PLACES} - ENTITIES
    return found.pop() if len(found) == 1 else None


def beside_government(homes: Homes, phrase: ActorPhrase, head: int) -> str | None:
    """ "Keld's government and the rebels met in Orm": the rebels are of that country, wherever they meet."""
    sentence = homes.sentence
    if sentence.deprels[head] != "conj" or _AGAINST_IT.isdisjoint(phrase.sectors):
        return None
    countries = {p.country for p in homes.cast.own(sentence.heads[head]) if p.resolved and "GOV" in p.sectors}
    return countries.pop() if len(countries) == 1 else None


def of_where(homes: Homes, verb: int) -> str | None:
    """ "Reached the Keldish frontier, where border guards fired at them": of the place that the clause is about."""
    sentence, cast = homes.sentence, homes.cast
    place = sentence.heads[verb]
    if not any(sentence.lemma_keys[c] == "where" and c < verb for c in sentence.children[verb]):
        return None
    told = {p.country for p in cast.own(place) if p.resolved} if place not in cast.busy else set()
    named = {m.entry.code(cast.date)[:3] for m in cast.mentions if m.head in sentence.children[place]}
    found = (told or named) - ENTITIES - {None}
    return found.pop() if len(found) == 1 else None


def of_own_people(homes: Homes, head: int) -> str | None:
    """ "Crowds occupied the ministry and burned portraits of the president", of the country that the story is about:
    its own, whatever president it has told of before."""
    sentence, cast = homes.sentence, homes.cast
    if any(sentence.deprels[c] not in _BARE for c in sentence.children[head]) or sentence.lemma_keys[head] in SENT:
        return None
    node = head
    while sentence.deprels[node] in ("nmod", "conj") and sentence.upos[sentence.heads[node]] in ("NOUN", "PROPN"):
        node = sentence.heads[node]
    verb = sentence.heads[node]
    if verb < 0 or sentence.upos[verb] != "VERB" or sentence.deprels[node] not in ("obj", "obl", "iobj"):
        return None
    while sentence.deprels[verb] == "conj" and _has_no_subject(homes, verb):
        verb = sentence.heads[verb]
    acting = [c for c in sentence.children[verb] if sentence.deprels[c] == "nsubj" and c not in cast.busy]
    found = {p.country for c in acting for p in cast.own(c) if _AT_HOME.intersection(p.sectors)}
    about = {cast.discourse.main(cast), cast.discourse.dateline()}
    return found.pop() if len(found) == 1 and found <= about else None


def _has_no_subject(homes: Homes, verb: int) -> bool:
    deprels = homes.sentence.deprels
    return not any(deprels[c].startswith("nsubj") for c in homes.sentence.children[verb])


def is_charged(homes: Homes, head: int) -> bool:
    """ "A judge threw out the charges [against four officers]"."""
    sentence = homes.sentence
    noun = sentence.heads[head]
    if noun < 0 or sentence.deprels[head] != "nmod" or sentence.lemma_keys[noun] not in _CHARGES:
        return False
    return homes.cast.clauses.preposition(head) == "against"


def before_the_law(homes: Homes, head: int) -> str | None:
    """The country of police or a court that deals with somebody: "Keldish police arrested two men in a raid …"."""
    sentence = homes.sentence
    if is_charged(homes, head):
        head = sentence.heads[head]
    verb = sentence.heads[head]
    if verb < 0 or sentence.deprels[head] not in SUFFERER or sentence.upos[verb] != "VERB" or homes.abroad(head):
        return None
    subject = "nsubj" if sentence.deprels[head] == "obj" else "obl:agent"
    if subject == "nsubj" and sentence.deprels[verb] == "conj" and _has_no_subject(homes, verb):
        verb = sentence.heads[verb]  # "police fired tear gas and arrested a former deputy"
    for child in sentence.children[verb]:
        if sentence.deprels[child] == subject and child not in homes.cast.busy:
            found = {p.country for p in homes.cast.own(child) if {"COP", "JUD"}.intersection(p.sectors)}
            return found.pop() if len(found) == 1 else None
    return None


def of_all(homes: Homes, verb: int) -> bool:
    """ "A spokesman for the bloc said in Keld City": a body of many states, whose seat tells nothing."""
    sentence, cast = homes.sentence, homes.cast
    if sentence.lemma_keys[verb] not in cast.speech:
        return False
    said = (c for c in sentence.children[verb] if sentence.deprels[c] == "nsubj" and c not in cast.busy)
    return any(p.country in ENTITIES for c in said for p in cast.own(c))


def at_talks(homes: Homes, place: int) -> bool:
    """ "At a summit [in Orm City]": where others only confer."""
    above = homes.sentence.heads[place]
    met = above >= 0 and homes.sentence.lemma_keys[above] in _MEETINGS
    return met and homes.cast.clauses.preposition(place) in ("in", "at")
