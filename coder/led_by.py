"""Whose a team or mission is that tells by its head only ("a team led by Keld's deputy minister"), and of which state
those of a people of several states are who stand beside its government.

In: the cast of a sentence and the word. Out: the actors, or [] where nothing tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase
from .repair_tools import is_below
from .sentence import Sentence

if TYPE_CHECKING:
    from .cast import Cast

#: What is sent somewhere with somebody at its head.
LED = frozenset({"commission", "delegation", "entourage", "mission", "team"})
_LEADING = frozenset({"lead", "head", "chair", "front", "spearhead"})
#: Sectors of those who have a state of their own or fight for one.
_FIGHTING = frozenset({"REB", "OPP", "SEP", "PRM"})
#: Peoples that rise against several states, and where the rebels of one state's part hide from it.
_LANDS = {
    "hutu": frozenset({"BDI", "RWA"}),
    "kurd": frozenset({"IRN", "IRQ", "SYR", "TUR"}),
    "tuareg": frozenset({"MLI", "NER"}),
    "tutsi": frozenset({"BDI", "RWA"}),
}


def led_by(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "A delegation [led by Keld's deputy minister]": those who lead it speak for it."""
    sentence = cast.sentence
    words = [c for c in sentence.children[head] if c < head]
    if any(m.head in words and m.entry.kind == "org" for m in cast.mentions):
        return []  # "a U.N. team led by a Keld": the United Nations'
    own = {m.entry.code(cast.date)[:3] for m in cast.mentions if m.head in words and m.entry.kind == "demonym"}
    for verb in sentence.children[head]:
        if sentence.deprels[verb] not in ("acl", "acl:relcl") or sentence.lemma_keys[verb] not in _LEADING:
            continue
        for child in sentence.children[verb]:
            if sentence.deprels[child] in ("obl:agent", "obl") and cast.clauses.preposition(child) == "by":
                leading = cast.own(child) if child not in cast.busy else []
                if own and len(own) == 1:  # "a Keldish team headed by the deputy minister"
                    (country,) = own
                    leading = [p if p.resolved or p.country else p.with_country(country) for p in leading if p.sectors]
                return [p for p in leading if p.resolved]
    return []


def whose(sentence: Sentence, pronoun: int) -> int:
    """The noun that a relative clause with "whose" tells of ("the alliance, [whose] leader"); other pronouns stay."""
    node = pronoun
    if sentence.forms[pronoun].lower() != "whose":
        return pronoun
    while node >= 0 and not sentence.deprels[node].startswith("acl"):
        node = sentence.heads[node]
    return sentence.heads[node] if node >= 0 else pronoun


def of_those_led(cast: Cast, word: int) -> str | None:
    """ "The leader [of the renegades]": of the country of those whom he leads."""
    if cast.sentence.deprels[word] != "nmod" or cast.clauses.preposition(word) != "of" or word in cast.busy:
        return None
    countries = {p.country for p in cast.own(word) if p.resolved and p.kind == "agent"}
    return countries.pop() if len(countries) == 1 else None


def state_of_people(cast: Cast, phrase: ActorPhrase, head: int) -> str:
    """ "Keld's government and the Lorren rebels": rebels of that state, wherever they meet it; "attacked a base in
    Orm": else of that one."""
    sentence = cast.sentence
    beside = [c for c in sentence.children[head] if sentence.deprels[c] == "conj"]
    if sentence.deprels[head] == "conj":
        beside.append(sentence.heads[head])
    if _FIGHTING.intersection(phrase.sectors):
        countries = {p.country for c in beside if c not in cast.busy for p in cast.own(c) if p.resolved}
        if len(countries) == 1 and "ISM" not in countries and (country := countries.pop()):
            return country
    home = cast.homes.of_clause(head)
    return home[0] if home else _whom_they_fight(cast, phrase, head) or "ISM"


def _whom_they_fight(cast: Cast, phrase: ActorPhrase, head: int) -> str:
    """ "Lorren rebels ambushed a Keldish patrol": those of the state that they fight; "" where it is none of theirs."""
    lands = next((lands for people, lands in _LANDS.items() if people in phrase.text.lower()), frozenset())
    if not _FIGHTING.intersection(phrase.sectors):
        return ""
    sentence, node = cast.sentence, head
    while node >= 0 and sentence.upos[node] != "VERB":
        node = sentence.heads[node]
    if node < 0:
        return ""
    others = [c for c in sentence.children[node] if sentence.deprels[c] in ("nsubj", "obj", "obl:agent")]
    others = [c for c in others if c not in cast.busy and not is_below(sentence, head, c)]
    foes = {p.country for c in others for p in cast.own(c) if p.resolved} & lands
    return foes.pop() or "" if len(foes) == 1 else ""
