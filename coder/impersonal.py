"""Obligations that no modal tells: "it is time for Keld to withdraw", "it is up to Keld to end it", "Keld has a duty to
protect them", "Keld had better talk".

In: the clauses of a sentence and a word. Out: for whom the obligation is, what he is to do, and the predicate that a
verb of speech may govern.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .clause import Clauses

#: What it is for somebody to do something.
_QUALITIES = frozenset({"critical", "crucial", "essential", "imperative", "important", "incumbent", "indispensable",
                        "necessary", "paramount", "urgent", "vital"})  # fmt: skip
_NOUNS = frozenset({"time", "need", "way"})
#: What lies on somebody, and what somebody has.
_BURDENS = frozenset({"burden", "onus", "responsibility"})
_DUTIES = frozenset({"duty", "obligation", "responsibility"})
_HAVING = frozenset({"bear", "have"})
_BOUND = frozenset({"oblige", "obligate"})
#: All of these, for a first look.
WORDS = _QUALITIES | _NOUNS | _BURDENS | _DUTIES | _BOUND | {"good", "up"}
_CLAUSAL = frozenset({"acl", "advcl", "ccomp", "csubj", "xcomp"})
_INTRODUCED = frozenset({"for", "that"})


class Duty(NamedTuple):
    """Word numbers: who is to do something, the verb of what he is to do, and the predicate that says so."""

    own: list[int]
    verb: int
    predicate: int


def duty(clauses: Clauses, word: int) -> Duty | None:
    """The obligation that a word tells, or None."""
    sentence, lemma = clauses.sentence, clauses.lemmas[word]
    upos = sentence.upos[word]
    if lemma == "up":
        return _up_to(clauses, word)
    if lemma in _BOUND and upos == "VERB":
        verb = _infinitive(clauses, word, "xcomp")
        own = [h for c in clauses.children[word] if sentence.deprels[c] == "nsubj:pass" for h in clauses.conjuncts(c)]
        return Duty(own, verb, word) if verb >= 0 and own else None
    if lemma == "good":
        return _had_better(clauses, word)
    if lemma in _DUTIES and sentence.deprels[word] == "obj":
        have, verb = sentence.heads[word], _infinitive(clauses, word, "acl")
        if verb >= 0 and clauses.lemmas[have] in _HAVING:
            own = _subjects(clauses, have)
            return Duty(own, verb, have) if own else None
    if lemma in _BURDENS and sentence.deprels[word] == "nsubj":
        holder = sentence.heads[word]
        verb = _infinitive(clauses, holder, "acl")
        if verb >= 0 and clauses.preposition(holder) == "on":
            return Duty(clauses.conjuncts(holder), verb, holder)
    if (lemma in _QUALITIES and upos == "ADJ") or (lemma in _NOUNS and upos == "NOUN"):
        return _for_somebody(clauses, word)
    return None


def _for_somebody(clauses: Clauses, word: int) -> Duty | None:
    """ "It is time for Keld to withdraw", "it is vital that Keld withdraw", "there is a need for Keld to withdraw"."""
    sentence = clauses.sentence
    predicate = word
    if sentence.upos[word] == "NOUN":
        linked = clauses.copula(word) >= 0
        there = sentence.deprels[word] == "nsubj" and clauses.lemmas[sentence.heads[word]] == "be"
        if not linked and not there:
            return None
        predicate = word if linked else sentence.heads[word]
    for child in clauses.children[word]:
        if child > word and sentence.deprels[child].split(":")[0] in _CLAUSAL:
            marks = {clauses.lemmas[c] for c in clauses.children[child] if sentence.deprels[c] == "mark"}
            own = _subjects(clauses, child)
            if own and marks & _INTRODUCED:
                return Duty(own, child, predicate)
    return None


def _up_to(clauses: Clauses, up: int) -> Duty | None:
    """ "It is up to Keld to withdraw"."""
    if clauses.copula(up) < 0:
        return None
    for child in clauses.children[up]:
        if child > up and clauses.preposition(child) == "to":
            for verb in (_infinitive(clauses, child, "acl"), *(_infinitive(clauses, up, r) for r in sorted(_CLAUSAL))):
                if verb >= 0:
                    return Duty(clauses.conjuncts(child), verb, up)
    return None


def _had_better(clauses: Clauses, better: int) -> Duty | None:
    """ "Keld had better withdraw"."""
    sentence = clauses.sentence
    had = better - 1
    if sentence.forms[better].lower() != "better" or had < 0 or sentence.forms[had].lower() not in ("had", "'d", "’d"):
        return None
    verb = sentence.heads[better]
    if sentence.heads[had] == verb and sentence.deprels[had] == "aux":
        own, predicate = _subjects(clauses, verb), verb
    elif sentence.heads[verb] == had:
        own, predicate = _subjects(clauses, had), had
    else:
        return None
    return Duty(own, verb, predicate) if own and sentence.upos[verb] == "VERB" and verb > better else None


def _infinitive(clauses: Clauses, head: int, relation: str) -> int:
    """The infinitive that hangs on a word, or -1."""
    for child in clauses.children[head]:
        hangs = child > head and clauses.sentence.deprels[child].split(":")[0] == relation
        if hangs and clauses.marker(child) == "to":
            return child
    return -1


def _subjects(clauses: Clauses, verb: int) -> list[int]:
    relations = clauses.sentence.deprels
    return [h for c in clauses.children[verb] if relations[c] == "nsubj" for h in clauses.conjuncts(c)]
