"""Who somebody is whom no dictionary knows and of whom only his name is told: a private person of the land whose police
and courts deal with him ("a Keldish court jailed Jan Doe"), or where he was arrested or struck."""

from __future__ import annotations

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .match import Match
from .sentence import Sentence

#: Modes of what is done to a person by law, and types of which a court or the police must be the agent.
_LAWFUL = frozenset({"arrest", "convict"})
_BY_OFFICERS = frozenset({"ACCUSE", "CONCEDE", "RETREAT", "ASSAULT", "SANCTION", "THREATEN"})
_OFFICERS = frozenset({"COP", "JUD"})
_AUTHORITIES = frozenset({"COP", "JUD", "GOV", "MIL"})
_CHARGING = frozenset({"charge", "execute", "hang", "indict", "prosecute"})
#: Verbs of violence that is done to people rather than to towns.
_TO_PEOPLE = frozenset({"abduct", "assassinate", "behead", "injure", "kidnap", "kill", "murder", "shoot", "stab",
                        "torture", "wound"})  # fmt: skip


def is_private(sentence: Sentence, phrase: ActorPhrase) -> bool:
    """Whether a phrase is the mere name of a person: a proper name without an article and without a code."""
    if phrase.kind != "name" or phrase.code is not None or sentence.xpos[phrase.head] != "NNP":
        return False
    return all(sentence.deprels[c] != "det" for c in sentence.children[phrase.head])


def of_land(sentence: Sentence, match: Match, phrase: ActorPhrase, country: str) -> ActorPhrase:
    """Somebody of whom nothing but the country is known in which it was done to him: a person is a private one, a
    town ("shelled Old Tave") is of the country."""
    person = match.rule.outcome.type != "ASSAULT" or sentence.lemma_keys[match.head] in _TO_PEOPLE
    return citizen(phrase, country) if person and is_private(sentence, phrase) else phrase.with_country(country)


def citizen(phrase: ActorPhrase, country: str) -> ActorPhrase:
    """The phrase as a private person of a country."""
    copy = phrase.copy()
    copy.assign(country, ("CVL",))
    return copy


def before_the_law(
    sentence: Sentence, match: Match, source: list[ActorPhrase], target: list[ActorPhrase]
) -> list[ActorPhrase]:
    """The targets, where people who are only named are of the one country whose authorities arrest, charge, convict,
    acquit, execute or shoot them."""
    countries = {p.country for p in source}
    if len(countries) != 1 or None in countries or countries & ENTITIES:
        return target
    outcome = match.rule.outcome
    officers = outcome.type in _BY_OFFICERS and all(_OFFICERS.intersection(p.sectors) for p in source)
    lawful = outcome.mode in _LAWFUL or sentence.lemma_keys[match.head] in _CHARGING
    lawful = lawful and all(not p.sectors or _AUTHORITIES.intersection(p.sectors) for p in source)
    if not officers and not lawful:
        return target
    country = countries.pop() or ""
    objects = match.clause.objects
    found = []
    for phrase in target:
        nobody = is_private(sentence, phrase) or (phrase.kind == "private" and phrase.code == "CVL")
        dealt_with = phrase.head in objects or sentence.deprels[phrase.head] in ("nmod", "conj")
        found.append(citizen(phrase, country) if nobody and dealt_with else phrase)
    return found
