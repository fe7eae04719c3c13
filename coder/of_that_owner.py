"""Who some nouns mean by the word beside them: "Keld's president … his party", "General Doe's men", "the officials
there", "the crown prince" where only one of the states named has a throne.

In: a sentence's cast and the head of such a phrase. Out: the actor, or [] where nothing tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase, moved
from .homes import PLACES
from .the_country import is_of_sort

if TYPE_CHECKING:
    from .cast import Cast

_ARMED = frozenset({"REB", "PRM", "MIL", "CRM", "UAF", "COP"})
_FIGHTERS = frozenset({"fighter", "guerrilla", "insurgent", "jihadist", "militant", "rebel"})
#: Who has a party of his own.
_WITH_A_PARTY = frozenset({"GOV", "LEG", "ELI", "OPP", "PTY", "CVL"})
_THRONE = {
    **dict.fromkeys(("king", "queen", "prince", "princess", "crown prince", "crown princess", "monarch"), "kingdom"),
    **dict.fromkeys(("emir", "sultan"), "emirate"),
}
#: States with a crown prince that are called no kingdom, and those with a sultan.
_EMIRS = frozenset({"ARE", "BHR", "BRN", "KWT", "OMN", "QAT"})
_PRINCES = frozenset({"ARE", "BHR", "BRN", "JPN", "KWT", "LIE", "LUX", "MCO", "OMN", "QAT"})


def of_that_owner(cast: Cast, head: int) -> list[ActorPhrase]:
    """The actor that the noun at ``head`` means."""
    sentence = cast.sentence
    key = sentence.lemma_keys[head]
    if head + 1 < len(sentence) and sentence.forms[head + 1] == "there":
        return _there(cast, head)
    if key == "man" and sentence.xpos[head] == "NNS":
        return _men(cast, head)
    if key == "party":
        return _party(cast, head)
    if key in _FIGHTERS and sentence.xpos[head] == "NNS":
        return _fighters(cast, head)
    if key in _THRONE and sentence.upos[head] == "NOUN":
        return _throne(cast, head)
    return []


def _owner(cast: Cast, head: int) -> ActorPhrase | None:
    """The one person whose the noun is said to be by a name or a noun before it."""
    sentence = cast.sentence
    for child in sentence.children[head]:
        if sentence.deprels[child] == "nmod:poss" and sentence.upos[child] in ("NOUN", "PROPN"):
            own = cast.own(child) if child not in cast.busy else []
            known = len(own) == 1 and own[0].resolved and own[0].country not in ENTITIES
            return own[0] if known and cast.is_person(own[0]) else None
    return None


def _as(cast: Cast, head: int, country: str, sectors: tuple[str, ...]) -> list[ActorPhrase]:
    return [ActorPhrase(cast.sentence, (head, head + 1), head, country=country, sectors=sectors, kind="agent")]


def _men(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "General Doe's men": they bear arms as he does, and those of a ruler are his soldiers."""
    owner = _owner(cast, head)
    if owner is None or owner.country is None:
        return []
    if _ARMED.intersection(owner.sectors):
        return _as(cast, head, owner.country, owner.sectors)
    ruling = owner.kind == "person" and owner.sectors == ("GOV",)
    return _as(cast, head, owner.country, ("MIL",)) if ruling else []


def _party(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "The former president's party": a party, whoever leads it."""
    owner = _owner(cast, head)
    if owner is None or owner.country is None or not _WITH_A_PARTY.issuperset(owner.sectors):
        return []
    opposed = any(cast.sentence.lemma_keys[c] == "opposition" for c in cast.sentence.children[head])
    return _as(cast, head, owner.country, ("OPP",) if opposed or "OPP" in owner.sectors else ("PTY",))


def _fighters(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "Bombed al-Varr's camps after [the militants] …": those of the one armed group that the sentence has named."""
    sentence = cast.sentence
    below = [c for c in sentence.children[head] if sentence.deprels[c] not in ("case", "punct")]
    if len(below) != 1 or sentence.lemma_keys[below[0]] != "the":
        return []
    groups = [m for m in cast.mentions if m.last <= head and m.entry.kind == "group" and not m.aside]
    if len({m.entry.name for m in groups}) != 1 or groups[0].head in cast.busy:
        return []
    found = [p for p in cast.own(groups[0].head) if p.kind == "group" and p.resolved]
    start, end = sentence.starts[head], sentence.ends[head]
    return [moved(p, start, end, sentence.surface(start, end), head) for p in found[:1]]


def _there(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "Tave shelled Keld City, and the governor [there] …": of the place that was named last."""
    sentence = cast.sentence
    hit = cast.phrases.dictionary.agents.at(sentence, head)
    if hit is None or not hit.agent.sectors or any(sentence.deprels[c] == "nmod:poss" for c in sentence.children[head]):
        return []
    if any(m.first <= head < m.last or m.head in sentence.children[head] for m in cast.mentions):
        return []
    casts = cast.discourse.casts
    at = casts.index(cast) if cast in casts else 0
    for other, last in ((cast, head), *((c, len(c.sentence)) for c in reversed(casts[max(0, at - 1) : at]))):
        found = [m.entry.code(other.date)[:3] for m in other.mentions
                 if m.last <= last and not m.aside and m.entry.kind in PLACES]  # fmt: skip
        if found:
            return _as(cast, head, found[-1], hit.agent.sectors) if found[-1] not in ENTITIES else []
    return []


def _throne(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "Condemned Orm's war and blamed the crown prince": of the one state named in the sentence that has a throne."""
    sentence = cast.sentence
    below = sentence.children[head]
    if any(sentence.deprels[c] in ("nmod:poss", "nmod", "appos", "flat") for c in below):
        return []
    if any(m.first <= head < m.last or m.head in below for m in cast.mentions):
        return []
    if not any(sentence.lemma_keys[c] == "the" for c in below):
        return []
    throne = _THRONE[sentence.lemma_keys[head]]
    named = {m.entry.code(cast.date)[:3] for m in cast.mentions if not m.aside or m.entry.kind == "demonym"}
    princely = sentence.lemma_keys[head] not in ("king", "queen")
    found = {c for c in named if (is_of_sort(throne, c) if throne == "kingdom" else c in _EMIRS)
             or (princely and throne == "kingdom" and c in _PRINCES)} - ENTITIES  # fmt: skip
    if len(found) != 1 or len(named - ENTITIES) == 1:
        return []
    return _as(cast, head, found.pop(), ("GOV",))
