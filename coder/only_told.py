"""What looks like an event and only tells of another: "an attack blamed on rebels", "soldiers who fought in Keld".

In: a match with its sides. Out: why it is no event, or "".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .homes import PLACES
from .match import Match
from .searching import PLACE
from .sides import Sides

if TYPE_CHECKING:
    from .clause import Clauses
    from .match import Matcher

#: Verbs that need somebody on the other side.
_FIGHT = frozenset({"battle", "fight"})


def only_told(clauses: Clauses, matcher: Matcher, match: Match, sides: Sides) -> str:
    """Why a match tells only of another deed, or of nobody's."""
    clause, sentence = match.clause, clauses.sentence
    lemma = sentence.lemma_keys[clause.head]
    fight = match.rule.arrow == "<->" and clause.kind == "v" and lemma in _FIGHT and not clause.objects
    if fight and all(p.kind in PLACES and clauses.preposition(p.head) in PLACE for p in sides.target):
        return "nobody whom they fight"  # "soldiers who fought in Keld"
    if lemma == "blame" and not sides.source and sentence.deprels[clause.head] == "acl":
        done = matcher.at(sentence.heads[sentence.heads[clause.head]])
        attack = done is not None and done.rule.outcome.type == "ASSAULT"
        if attack and match.rule.outcome.type == "ACCUSE" and any(o.preposition == "on" for o in clause.obliques):
            return "tells only whose deed it is"  # "killed in an attack blamed on rebels"
    return ""
