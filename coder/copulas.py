"""The clause of a "be" that carries a phrase, an adjective or a noun: "are on strike", "the vote was a farce"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clause_record import Clause, Oblique

if TYPE_CHECKING:
    from .clause import Clauses


def fill_copula(clauses: Clauses, clause: Clause) -> None:
    """ "Teachers are on strike over pay": "be" with the subject and the phrases of what it links, and "the vote was a
    farce": what something is said to be stands as the object."""
    predicate = clauses.sentence.heads[clause.head]
    linked = clauses.verb(predicate)
    clause.agents = list(linked.agents)
    clause.obliques = [o for o in linked.obliques if o.head > clause.head]
    clause.complements = list(linked.complements)
    preposition = clauses.preposition(predicate)
    if preposition:
        clause.obliques[:0] = [Oblique(preposition, h) for h in clauses.conjuncts(predicate)]
    else:
        clause.objects = clauses.conjuncts(predicate)
    if not preposition and clauses.sentence.upos[predicate] == "ADJ":
        clause.obliques = []  # "is interested in talks"
    clause.constructions = ["copula"]
