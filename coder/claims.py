"""Claims that are denied: "rejected claims that its soldiers had fired", "disputed the allegation that …".

In: the clauses of a sentence and a noun. Out: whether it is such a claim, and the verb of what it says.
"""

from __future__ import annotations

from .clause import Clauses

#: What is only claimed, and verbs that deny it.
_CLAIMS = frozenset(
    {"accusation", "allegation", "assertion", "charge", "claim", "insinuation", "report", "rumor", "rumour",
     "suggestion", "talk"}
)  # fmt: skip
_DENYING = frozenset(
    {"contest", "contradict", "debunk", "deny", "dismiss", "dispute", "quash", "rebuff", "rebut", "refute", "reject",
     "repudiate", "rubbish", "scotch"}
)  # fmt: skip
#: The same with a particle: "brushed off accusations that …".
_PUTTING_OFF = frozenset(
    {("brush", "aside"), ("brush", "off"), ("bat", "away"), ("knock", "down"), ("laugh", "off"), ("play", "down"),
     ("shoot", "down"), ("shrug", "off"), ("sweep", "aside"), ("wave", "away"), ("wave", "aside"), ("swat", "away")}
)  # fmt: skip


def is_claim_denied(clauses: Clauses, noun: int) -> bool:
    """Whether somebody denies what a noun says, and nobody is named who has said it."""
    sentence, lemmas = clauses.sentence, clauses.lemmas
    governor = sentence.heads[noun]
    if governor < 0 or lemmas[noun] not in _CLAIMS or not _denies(clauses, governor):
        return False
    if any(sentence.deprels[c] in ("nmod:poss", "nmod") for c in clauses.children[noun]):
        return False  # "rejected Orm's claim that …": who claims it is answered
    return sentence.deprels[noun] == "obj" and content(clauses, noun) >= 0


def _denies(clauses: Clauses, verb: int) -> bool:
    lemmas = clauses.lemmas
    if lemmas[verb] in _DENYING:
        return True
    return any((lemmas[verb], clauses.sentence.forms[c].lower()) in _PUTTING_OFF for c in clauses.children[verb])


def content(clauses: Clauses, noun: int) -> int:
    """The verb of the clause that tells what a noun says; -1 for none."""
    deprels = clauses.sentence.deprels
    told = (c for c in clauses.children[noun] if deprels[c].startswith("acl") and clauses.marker(c) == "that")
    return next(told, -1)
