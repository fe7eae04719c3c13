"""What comes of it if somebody does not do what he is told: "leave [or face war]"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .clause import Clauses
    from .clause_record import Clause


def add_or_else(clauses: Clauses, clause: Clause, verb: int) -> bool:
    """ "Told Keld to disarm [or face war]": what comes of it otherwise stands in a joined verb, marked by its "or".

    Returns whether ``verb`` is one that "or" joins."""
    joined = any(clauses.lemmas[c] == "or" and clauses.sentence.deprels[c] == "cc" for c in clauses.children[verb])
    if joined:
        clause.complements.append(("or", verb))
    return joined


def add_all_else(clauses: Clauses, clause: Clause, verb: int) -> None:
    """The same for all verbs that are joined to ``verb``."""
    for joined in clauses.children[verb]:
        if clauses.sentence.deprels[joined] == "conj":
            add_or_else(clauses, clause, joined)
