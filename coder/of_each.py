"""Actors of several countries in one phrase: "officials from Keld, Orm and Brin", "their ministers".

In: the cast of a sentence, a phrase of people and its head. Out: one phrase for each country, or [].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase, moved
from .homes import PLACES
from .led_by import whose
from .modifiers import is_struck_abroad
from .repair_tools import attach

if TYPE_CHECKING:
    from .cast import Cast

#: Kinds of names that say of which country somebody is.
_STATES = PLACES | {"demonym"}
#: Kinds of names of those who act.
_NAMES = frozenset({"country", "capital", "org", "group", "party", "person", "metonym"})
#: What officials of a state call it.
_LANDS = frozenset({"country", "government", "land", "nation", "state"})
#: Sectors that those who speak for a state have not.
_AGAINST = frozenset({"REB", "OPP", "PTY", "PRM", "UAF"})


def of_each(cast: Cast, phrase: ActorPhrase, head: int) -> list[ActorPhrase]:
    """The same people of each country that the phrase at ``head`` names; [] where it names one or none."""
    if phrase.kind == "org" and phrase.sectors == ("MIL",) and (state := _beside(cast, phrase)) is not None:
        theirs = phrase.copy()
        theirs.name, theirs.id = None, None
        theirs = moved(theirs, state.start, state.end, state.text, state.head)
        return [theirs.with_country(state.country or ""), phrase]
    if phrase.kind != "agent" or not phrase.sectors:
        return []
    sentence = cast.sentence
    for child in sentence.children[head]:
        if sentence.forms[child].lower() == "their" and not phrase.resolved:
            owners = cast.discourse.antecedents(cast, child, frozenset())
            countries = dict.fromkeys(p.country for p in owners if p.resolved and p.country not in ENTITIES)
            if len(countries) > 1:
                return [phrase.with_country(country) for country in countries if country]
        if sentence.deprels[child] == "nmod:poss" and sentence.upos[child] == "NOUN":
            owners = cast.own(child)  # "the two countries' foreign ministers"
            if len(owners) > 1 and all(p.resolved and not p.sectors and p.country not in ENTITIES for p in owners):
                return [phrase.with_country(p.country or "") for p in owners]
        if sentence.deprels[child] == "nmod" and cast.clauses.preposition(child) in ("from", "of", "in", "for"):
            states: dict[str, ActorPhrase] = {}
            bodies_named: list[ActorPhrase] = []
            for word in cast.clauses.conjuncts(child):
                named = cast.own(word)
                bodies_named += [p for p in named if p.resolved]
                bodies = len(named) > 1  # "officials from the Keldish and Ormish governments"
                for state in named:
                    if state.country and (state.kind in _STATES or (bodies and state.country not in ENTITIES)):
                        states.setdefault(state.country, state)
            abroad = phrase.resolved and phrase.country not in states and cast.clauses.preposition(child) == "in"
            before = [c for c in sentence.children[head] if c < head]
            if abroad and any(sentence.deprels[c] in ("amod", "compound", "nmod:poss") for c in before):
                continue  # "Keldish refugees in Orm and Brin", "Keld's embassies in Orm and Brin"
            if cast.clauses.preposition(child) == "in" and is_struck_abroad(sentence, head):
                continue  # "its embassies in Orm and Brin"
            if len(states) > 1:
                return [_of_one(phrase, state, first=not at) for at, state in enumerate(states.values())]
            if not bodies and (found := _of_bodies(phrase, bodies_named)):
                return found
    return []


def of_whose(cast: Cast, phrase: ActorPhrase, head: int) -> list[ActorPhrase]:
    """ "Keld and Orm, [whose armies] fought", "the ministers of both, [whose countries] share a border": each owner's
    own; [] where one owns them all."""
    sentence = cast.sentence
    if sentence.xpos[head] != "NNS" or phrase.resolved:
        return []
    pronoun = next((c for c in sentence.children[head] if sentence.forms[c].lower() == "whose"), -1)
    told = whose(sentence, pronoun) if pronoun >= 0 else -1
    if told < 0 or told == pronoun or told in cast.busy:
        return []
    if sentence.deprels[told] == "conj" and sentence.heads[told] not in cast.busy:
        linked = next((c for c in sentence.children[told] if sentence.deprels[c] == "cc"), 0)
        if linked and sentence.forms[linked - 1] == ",":
            return []  # "Keld, which has sent doctors, and Orm, whose soldiers …"
        told = sentence.heads[told]
    owners = [p for word in cast.clauses.conjuncts(told) if word < pronoun for p in cast.own(word)]
    if len({p.code for p in owners}) < 2 or not all(p.resolved for p in owners):
        return []
    each: list[ActorPhrase] = []
    for owner in owners:
        one = moved(owner, phrase.start, phrase.end, phrase.text, head)
        if phrase.sectors and not _AGAINST & set(owner.sectors):
            one.assign(owner.country or "", phrase.sectors)
        elif sentence.lemma_keys[head] in _LANDS:
            one.assign(owner.country or "", ())
        each.append(one)
    return each if phrase.sectors or sentence.lemma_keys[head] in _LANDS else []


def _beside(cast: Cast, phrase: ActorPhrase) -> ActorPhrase | None:
    """ "Keldish and African Union troops": the state whose troops stand beside those of a body with a name."""
    first = phrase.words[0]
    if first < 2 or cast.sentence.forms[first - 1] != "and" or cast.sentence.upos[first - 2] not in ("ADJ", "PROPN"):
        return None
    found = [p for p in cast.own(first - 2) if p.kind in _STATES and p.resolved and not p.sectors]
    return found[0] if len(found) == 1 and found[0].words[1] == first - 1 else None


def _of_bodies(phrase: ActorPhrase, named: list[ActorPhrase]) -> list[ActorPhrase]:
    """ "Negotiators of the government and the rebels", "leaders of Zorvia and of its rebels": each speaks for his own
    body, a state's for the state."""
    if len({p.code for p in named}) < 2 or not any(p.sectors for p in named):
        return []
    if any(p.kind not in _NAMES and p.kind != "agent" and p.kind not in _STATES for p in named):
        return []
    each = [one if one.sectors or one.country in ENTITIES else _of_state(phrase, one) for one in named]
    home = next((p.country for p in each if p.country != "ISM"), None)
    if home and home not in ENTITIES:
        each = [one.with_country(home) if one.country == "ISM" else one for one in each]  # "and Keldic rebels"
    first = moved(each[0], phrase.start, phrase.end, phrase.text, phrase.head)
    first.words = phrase.words
    return [first, *each[1:]]


def _of_state(phrase: ActorPhrase, state: ActorPhrase) -> ActorPhrase:
    copy = state.copy()
    copy.assign(state.country or "", ("GOV",) if _AGAINST & set(phrase.sectors) else phrase.sectors)
    return copy


def _of_one(phrase: ActorPhrase, state: ActorPhrase, first: bool) -> ActorPhrase:
    """One of several: the first stands at the noun, each other at the name of its country."""
    one = phrase.copy()
    one.others = ()
    if not first:
        one = moved(one, state.start, state.end, state.text, state.head)
        one.words = state.words
    return one.with_country(state.country or "")


def join_names(cast: Cast) -> None:
    """ "The Council of Lakes, Orm and Keld": what a parser joins to a word inside a name is joined to the name."""
    sentence = cast.sentence
    for mention in cast.mentions:
        if mention.last - mention.first < 2 or mention.entry.kind not in _NAMES:
            continue
        if sentence.deprels[mention.head] in ("amod", "compound"):
            continue  # "the joint Council of Lakes/United Nations mission"
        for word in range(mention.first, mention.last):
            if word == mention.head or sentence.heads[word] < 0:
                continue
            for child in list(sentence.children[word]):
                if sentence.deprels[child] == "conj" and child >= mention.last:
                    attach(sentence, child, mention.head, "conj")
