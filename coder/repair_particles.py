"""Repairs of particles and participles that parsers cut off from their verb or its subject."""

from __future__ import annotations

from .repair_tools import SUBJECTS, attach
from .sentence import Sentence

#: Verbs of which "over" is the particle where "to" stands right behind it: "handed two captives over to …".
_OVER = frozenset({"hand", "turn", "sign", "give", "bring", "pass", "deliver"})
#: Relations of a first clause that is none of its own.
_CLAUSES = frozenset({"ccomp", "parataxis", "conj", "csubj", "dep"})


def over_to(sentence: Sentence, over: int) -> None:
    """ "Handed two captives [over] to the envoy": the particle of the verb, no second preposition of the envoy."""
    heads, deprels = sentence.heads, sentence.deprels
    phrase = heads[over]
    verb = heads[phrase] if phrase >= 0 else -1
    if verb < 0 or deprels[over] != "case" or sentence.lemma_keys[verb] not in _OVER or verb > over:
        return
    if sentence.forms[over + 1 : over + 2] == ["to"]:
        attach(sentence, over, verb, "compound:prt")


def let_go(sentence: Sentence, go: int) -> None:
    """ "Let [go] two captives": what is let go stands behind both verbs, which parsers take for the object of "go"."""
    heads, deprels = sentence.heads, sentence.deprels
    verb = heads[go]
    if verb != go - 1 or deprels[go] != "xcomp" or sentence.lemma_keys[verb] != "let":
        return
    if not any(deprels[child] == "obj" for child in sentence.children[go]):
        return
    for child in list(sentence.children[go]):
        attach(sentence, child, verb, deprels[child])
    attach(sentence, go, verb, "compound:prt")
    sentence.upos[go] = "ADP"


def fronted_participle(sentence: Sentence, verb: int) -> None:
    """ "[Freed] by the rebels, the pilot flew home, officials said": a participle at the head of a sentence tells of
    the subject behind its comma, and is no clause beside that one."""
    heads, deprels, forms = sentence.heads, sentence.deprels, sentence.forms
    above = heads[verb]
    if above < 0 or deprels[verb] not in _CLAUSES:
        return
    if any(deprels[child] in SUBJECTS or deprels[child].startswith("aux") for child in sentence.children[verb]):
        return
    for other in sentence.children[above]:
        if other <= verb or deprels[other] not in _CLAUSES or sentence.upos[other] not in ("VERB", "NOUN", "ADJ"):
            continue
        subject = next((c for c in sentence.children[other] if deprels[c] in SUBJECTS), -1)
        first = min(sentence.subtree(subject)) if subject > verb else -1
        if first > verb and forms[first - 1] == ",":
            attach(sentence, verb, other, "advcl")
            return
