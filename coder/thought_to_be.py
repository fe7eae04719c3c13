"""Who men are of whom is told what they are taken for: "men believed to belong to the presidential guard", "gunmen
thought to be rebels", "attackers linked to al-Varr", "men who said they were from the army".

In: the cast of a sentence, a phrase for people of whom nothing else is known, and its head. Out: those they are taken
for, or [].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase, moved

if TYPE_CHECKING:
    from .cast import Cast

#: Of whom nothing is known.
_UNKNOWN = frozenset({(), ("CVL",), ("UAF",), ("CRM",)})
_MEN = frozenset({"assailant", "attacker", "gunman", "kidnapper", "man", "abductor", "raider", "intruder", "bomber"})
#: How such words begin, and how they go on.
_TAKEN_FOR = frozenset({"allege", "assume", "believe", "claim", "feel", "presume", "purport", "report", "repute", "say",
                        "suspect", "think", "understand", "identify", "describe"})  # fmt: skip
_BELONGS = frozenset({"belong", "linked", "link", "tied", "tie", "affiliated", "affiliate", "connected", "connect"})
_TO = frozenset({"to", "with", "from"})


def thought_to_be(cast: Cast, phrase: ActorPhrase, head: int) -> list[ActorPhrase]:
    """Those of whom men are said to be."""
    sentence = cast.sentence
    if phrase.sectors not in _UNKNOWN or sentence.lemma_keys[head] not in _MEN:
        return []
    for child in sentence.children[head]:
        if child < head or not sentence.deprels[child].startswith("acl") or child in cast.busy:
            continue
        word = _said_of_them(cast, child)
        if word < 0 or word in cast.busy:
            continue
        known = [p for p in cast.own(word) if p.sectors]
        if len(known) == 1:
            if known[0].resolved:
                return [moved(known[0], phrase.start, phrase.end, phrase.text, head)]
            copy = phrase.copy()
            copy.code, copy.sectors = "".join(known[0].sectors), known[0].sectors
            return [copy]
    return []


def _said_of_them(cast: Cast, participle: int) -> int:
    """The noun for what they are taken for; -1 for none."""
    sentence = cast.sentence
    keys, deprels = sentence.lemma_keys, sentence.deprels
    if keys[participle] in _BELONGS:
        return _belonging_to(cast, participle)
    if keys[participle] not in _TAKEN_FOR:
        return -1
    for child in sentence.children[participle]:
        if deprels[child] not in ("xcomp", "ccomp") or child < participle:
            continue
        if any(deprels[c] == "neg" or keys[c] == "not" for c in sentence.children[child]):
            return -1
        if keys[child] in _BELONGS:
            return _belonging_to(cast, child)
        if sentence.upos[child] in ("NOUN", "PROPN") and any(deprels[c] == "cop" for c in sentence.children[child]):
            of = [c for c in sentence.children[child] if deprels[c] == "nmod" and cast.clauses.preposition(c) == "of"]
            return of[0] if keys[child] == "member" and of else child
    return -1


def _belonging_to(cast: Cast, word: int) -> int:
    """ "Linked [to al-Varr]", "belonging [to the army]"."""
    for child in cast.sentence.children[word]:
        if cast.sentence.deprels[child] == "obl" and cast.clauses.preposition(child) in _TO:
            return child
    return -1
