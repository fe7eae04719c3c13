"""Event nouns that a sentence takes for facts: "the raid angered Keld", "the kidnapping was confirmed"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .clause import Clauses

#: Verbs by which a deed is told as a fact, of which it is the passive subject.
_ATTESTED = frozenset({"acknowledge", "capture", "confirm", "film", "record", "report", "verify", "witness"})

#: "Urged Keld to investigate the killing of ten miners": what is looked into or avenged has happened.
_INQUIRING = frozenset({"avenge", "investigate", "mourn", "probe"})
#: "Vowed to respond to the killing of its general", "revenge for the raid": so has what is answered.
_DONE_TO_SOMEBODY = frozenset({"abduction", "arrest", "assassination", "detention", "execution", "expulsion", "jailing",
                               "kidnapping", "killing", "lynching", "massacre", "murder", "poisoning"})  # fmt: skip
_ANSWERING = frozenset({"react", "respond", "retaliate", "retaliation", "revenge", "vengeance"})
#: What those do with a text who did not write it: "a letter seen by the agency".
SEEN = frozenset({"examine", "intercept", "leak", "obtain", "read", "review", "see", "view", "witness"})


def happened(clauses: Clauses, noun: int) -> bool:
    """Whether an event noun is the subject of a verb that takes its event for a fact: "the raid angered Keld", "the
    visit lasted two days". Not so where that is negated or yet to come. What took a toll has happened as well: "the
    death toll from the raid could rise"."""
    sentence = clauses.sentence
    verb = sentence.heads[noun]
    if sentence.deprels[noun] == "nmod" and clauses.lemmas[verb] == "toll":
        return True
    if sentence.deprels[noun] == "obj" and clauses.lemmas[verb] in _INQUIRING:
        return any(clauses.lemmas[c] == "the" for c in clauses.children[noun])
    answered = sentence.deprels[noun] in ("obl", "nmod") and verb >= 0 and clauses.lemmas[verb] in _ANSWERING
    if answered and clauses.lemmas[noun] in _DONE_TO_SOMEBODY:
        return any(clauses.lemmas[c] == "the" for c in clauses.children[noun])
    told = clauses.vocabulary.factive if sentence.deprels[noun] == "nsubj" else _ATTESTED
    if sentence.deprels[noun] not in ("nsubj", "nsubj:pass"):
        return False
    if clauses.lemmas[verb] not in told and not _did(clauses, noun, verb):
        return False
    if clauses.marker(verb) in clauses.vocabulary.condition:
        return False
    for child in clauses.children[verb]:
        if clauses.lemmas[child] in clauses.vocabulary.negation or (
            sentence.deprels[child] == "aux" and clauses.lemmas[child] not in ("have", "be", "do")
        ):
            return False
    return True


def _did(clauses: Clauses, noun: int, verb: int) -> bool:
    """ "The killing of the mayor threw the town into turmoil", "its seizure of the port has drawn protests": what is
    definite and has done something is a fact, whatever it did; so is what somebody is said to have done ("a strike by
    Keldish dockers emptied the shops")."""
    tags, deprels = clauses.sentence.xpos, clauses.sentence.deprels
    below = clauses.children[verb]
    past = tags[verb] == "VBD" or (tags[verb] == "VBN" and any(tags[c] in ("VBZ", "VBP", "VBD") for c in below))
    if not past or not any(deprels[c] == "obj" for c in below) or clauses.lemmas[verb] in clauses.vocabulary.speech:
        return False
    definite = any(
        clauses.lemmas[c] == "the" or deprels[c] == "nmod:poss" or clauses.preposition(c) == "by"
        for c in clauses.children[noun]
    )
    return definite and deprels[noun] == "nsubj"


def is_labelled(clauses: Clauses, noun: int, verb: int) -> bool:
    """ "Called the sanctions [a mistake]", "called the talks [regrettable]": nothing is called for."""
    deprels = clauses.sentence.deprels
    for child in clauses.children[verb]:
        if child > verb and child != noun and (
            deprels[child] in ("obj", "xcomp")
            or (deprels[child].startswith("obl") and any(clauses.lemmas[c] == "a" for c in clauses.children[child]))
        ):
            return True
    upos = clauses.sentence.upos
    for child in clauses.children[noun]:
        behind = deprels[child] in ("amod", "appos") or (deprels[child] == "acl" and upos[child] == "ADJ")
        if deprels[child] == "nmod" and not clauses.preposition(child):
            behind = any(clauses.lemmas[c] == "a" for c in clauses.children[child])
        if behind and child > noun:
            return True
    return False
