"""Actors of several countries in one phrase: "officials from Keld, Orm and Brin", "their ministers".

In: the cast of a sentence, a phrase of people and its head. Out: one phrase for each country, or [].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase, moved
from .homes import PLACES
from .repair_tools import attach

if TYPE_CHECKING:
    from .cast import Cast

#: Kinds of names that say of which country somebody is.
_STATES = PLACES | {"demonym"}
#: Kinds of names of those who act.
_NAMES = frozenset({"country", "capital", "org", "group", "party", "person", "metonym"})


def of_each(cast: Cast, phrase: ActorPhrase, head: int) -> list[ActorPhrase]:
    """The same people of each country that the phrase at ``head`` names; [] where it names one or none."""
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
        if sentence.deprels[child] == "nmod" and cast.clauses.preposition(child) in ("from", "of", "in"):
            states: dict[str, ActorPhrase] = {}
            for word in cast.clauses.conjuncts(child):
                named = cast.own(word)
                bodies = len(named) > 1  # "officials from the Keldish and Ormish governments"
                for state in named:
                    if state.country and (state.kind in _STATES or (bodies and state.country not in ENTITIES)):
                        states.setdefault(state.country, state)
            if len(states) > 1:
                return [_of_one(phrase, state, first=not at) for at, state in enumerate(states.values())]
    return []


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
