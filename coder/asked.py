"""Clauses that ask or look back: "Did Keld attack?", "Keld used to arm them", "Keld is yet to sign"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .mood import LONG_AGO, Mood

if TYPE_CHECKING:
    from .clause import Clauses

_AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
_MARKS = frozenset({'"', "”", "''", "'", "’", ")"})


def plain_words(clauses: Clauses, verb: int, mood: Mood) -> None:
    """Adds to the mood of a predicate what such words say of it."""
    node, deprels = verb, clauses.sentence.deprels
    asked = is_asked(clauses, node)
    while not asked and deprels[node] in ("xcomp", "ccomp"):
        node = clauses.sentence.heads[node]  # "did Keld plan to attack?"
        asked = is_asked(clauses, node)
    mood.question = mood.question or asked
    before = [c for c in clauses.children[verb] if c < verb]
    linked = [c for c in before if clauses.lemmas[c] == "be" and clauses.sentence.deprels[c] == "cop"]
    if linked and clauses.marker(verb) == "to" and any(clauses.lemmas[c] == "yet" for c in before):
        mood.flags.discard("future")
        mood.flags.add("not")
    governor = clauses.sentence.heads[verb]
    used = governor >= 0 and clauses.sentence.forms[governor] == "used" and clauses.sentence.deprels[verb] == "xcomp"
    if used and clauses.marker(verb) == "to" and clauses.sentence.xpos[governor] == "VBD":
        mood.years.append(LONG_AGO)


def is_asked(clauses: Clauses, verb: int) -> bool:
    """ "Did Keld attack?": whether it did is asked; "why did Keld attack?" takes it for a fact."""
    sentence = clauses.sentence
    last = len(sentence) - 1
    while last > 0 and sentence.forms[last] in _MARKS:
        last -= 1
    own = clauses.children[verb]
    if sentence.forms[last] != "?" and all(sentence.forms[c] != "?" for c in own):
        return False
    subject = next((c for c in own if sentence.deprels[c] in ("nsubj", "nsubj:pass")), -1)
    ahead = [c for c in own if c < subject and sentence.deprels[c] in _AUXILIARIES]
    asking = any(sentence.xpos[w][:1] == "W" for w in range(ahead[0])) if ahead else True
    return not asking
