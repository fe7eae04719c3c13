"""Repairs of particles and participles that parsers cut off from their verb or its subject."""

from __future__ import annotations

from .repair_tools import SUBJECTS, attach
from .sentence import Sentence

#: Verbs of which "over" is the particle where "to" stands right behind it: "handed two captives over to …".
_OVER = frozenset({"hand", "turn", "sign", "give", "bring", "pass", "deliver"})
#: What is put in.
_PUT_IN = frozenset({"appeal", "application", "bid", "claim", "demand", "offer", "order", "plea", "request"})
#: What is asked for, so that it does something.
_HELP = frozenset({"aircraft", "aid", "expert", "force", "forces", "fund", "funds", "helicopter", "money", "observer",
                   "peacekeeper", "plane", "police", "policeman", "soldier", "troop", "troops"})  # fmt: skip
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


def put_in(sentence: Sentence, particle: int) -> None:
    """ "Put [in] a request": what is asked is the object, not where something is put. "Put [on] ice": no particle."""
    heads, deprels, lemmas = sentence.heads, sentence.deprels, sentence.lemma_keys
    thing = heads[particle]
    if lemmas[particle] == "on":
        ice = particle + 1
        if deprels[particle] == "compound:prt" and lemmas[ice : ice + 1] in (["ice"], ["hold"]) and heads[ice] == thing:
            attach(sentence, particle, ice, "case")
            attach(sentence, ice, thing, "obl")
    elif deprels[particle] == "case" and thing > particle and lemmas[thing] in _PUT_IN:
        verb = heads[thing]
        if verb >= 0 and lemmas[verb] == "put" and verb == particle - 1:
            attach(sentence, particle, verb, "compound:prt")
            attach(sentence, thing, verb, "obj")


def for_help(sentence: Sentence, word: int) -> None:
    """ "Made a request [for troops] to guard the port": what is asked for, and what it is to do."""
    heads, deprels, lemmas = sentence.heads, sentence.deprels, sentence.lemma_keys
    verb = heads[word]
    noun = heads[verb] if verb >= 0 else -1
    if noun < 0 or deprels[verb] not in ("acl", "advcl"):
        return
    if deprels[verb] == "advcl":  # of the verb: "put in a request for troops to guard the port"
        noun = next((c for c in sentence.children[noun] if deprels[c] == "obj" and c < word), -1)
    if noun < 0 or lemmas[noun] not in _PUT_IN:
        return
    for help in range(word + 1, verb):
        if deprels[help] in ("nsubj", "obl") and lemmas[help] in _HELP:
            attach(sentence, word, help, "case")
            attach(sentence, help, noun, "nmod")
            return


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
