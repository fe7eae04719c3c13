"""The fight that hangs on the last of several things that were done in it: "four are killed and a house is burned
during clashes with rebels".

In: the clause of the first verb, and a passive coordinated with it. The clause is given the fight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clause_record import Clause
from .tree import HARMING

if TYPE_CHECKING:
    from .clause import Clauses

#: Prepositions of a fight, and what fights are called.
_IN_FIGHT = frozenset({"amid", "during", "in"})
_FIGHTS = frozenset({"ambush", "attack", "battle", "bombing", "clash", "combat", "fighting", "firefight", "gunfight",
                     "operation", "raid", "shootout", "shooting", "strike"})  # fmt: skip


def shared_fight(clauses: Clauses, clause: Clause, passive: int) -> None:
    """Gives a clause of harm the fight of the passives that go on with it, where it has none of its own."""
    if clauses.lemmas[clause.head] not in HARMING or any(o.preposition in _IN_FIGHT for o in clause.obliques):
        return
    after = [c for c in clauses.children[passive] if clauses.sentence.deprels[c] == "conj"]
    told = [o for c in (passive, *after) if clauses.is_passive(c) for o in clauses.own(c).obliques]
    clause.obliques += [o for o in told if o.preposition in _IN_FIGHT and clauses.lemmas[o.head] in _FIGHTS]
