"""Repairs of headlines whose verb is missing, or taken for a noun."""

from __future__ import annotations

from .repair_tools import attach
from .sentence import Sentence

#: What two hold, and what a headline says of them without a verb.
_HELD = frozenset({"talk", "talks", "negotiation", "dialogue", "discussion"})
_BESIDE = frozenset({"conj", "appos", "list", "nmod:unmarked"})
_CLAUSAL = frozenset({"root", "ccomp", "parataxis"})


def noun_with_subject(sentence: Sentence, root: int) -> None:
    """ "Opposition rallies against jailing of mayor": a noun in the plural that has a subject is the verb."""
    deprels = sentence.deprels
    below = sentence.children[root]
    subjects = [c for c in below if deprels[c] == "nsubj" and c < root]
    if len(subjects) != 1 or subjects[0] != root - 1 or any(deprels[c] in ("cop", "aux", "det") for c in below):
        return
    sentence.upos[root], sentence.xpos[root] = "VERB", "VBZ"
    for child in list(below):
        if child < subjects[0] and deprels[child] in ("amod", "compound", "nmod:poss", "nummod"):
            attach(sentence, child, subjects[0], deprels[child])
        elif child > root and deprels[child] == "nmod":
            deprels[child] = "obl"


def in_talks(sentence: Sentence, talks: int) -> None:
    """ "Keld, Orm in talks on border", "Keld in talks with Orm": who holds the talks of a headline without a verb."""
    deprels = sentence.deprels
    who = sentence.heads[talks]
    if deprels[talks] != "nmod" or who < 0 or who > talks or deprels[who] not in _CLAUSAL:
        return
    if sentence.upos[who] not in ("PROPN", "NOUN") or sentence.lemma_keys[talks] not in _HELD:
        return
    case = next((c for c in sentence.children[talks] if deprels[c] == "case"), -1)
    if case < 0 or sentence.lemma_keys[case] != "in":
        return
    attach(sentence, talks, sentence.heads[who], deprels[who])
    for child in [c for c in sentence.children[who] if c > talks]:
        attach(sentence, child, talks, deprels[child])
    partners = [c for c in sentence.children[who] if who < c < talks and deprels[c] in _BESIDE]
    if not partners:
        attach(sentence, who, talks, "nmod:poss")
        return
    for partner in partners:
        deprels[partner] = "conj"
    attach(sentence, who, talks, "nmod")
    attach(sentence, case, who, "case")
    sentence.lemma_keys[case] = "between"
