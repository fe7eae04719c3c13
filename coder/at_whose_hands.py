"""Who does what a passive tells where no "by" says so: "had his rival arrested", "died at the hands of rebels".

In: the clauses of a sentence and a passive one without an agent. Its agents are added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clause_record import Clause

if TYPE_CHECKING:
    from .clause import Clauses


def at_whose_hands(clauses: Clauses, clause: Clause) -> None:
    """Adds who has it done, or at whose hands it is suffered."""
    head, sentence = clause.head, clauses.sentence
    for child in clauses.children[head]:
        if clauses.lemmas[child] == "hand" and clauses.preposition(child) == "at":
            below = [c for c in clauses.children[child] if sentence.deprels[c] in ("nmod", "nmod:poss")]
            of = [c for c in below if clauses.preposition(c) in ("of", "")]
            clause.add_agents([h for c in of for h in clauses.conjuncts(c)], "at_the_hands_of")
    having = sentence.heads[head]
    if clause.agents or having < 0 or clauses.lemmas[having] != "have" or sentence.upos[having] != "VERB":
        return
    if sentence.deprels[head] == "ccomp" and having < head and not clauses.has_auxiliary(head):
        clause.add_agents(clauses.surface_subject(having), "has_it_done")
