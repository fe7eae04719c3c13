"""What is denied: "rejected claims that its soldiers had fired" tells of the firing, which is said not to have
happened; "rejected Keld's claims that …" answers Keld.

In: the rules that fire in a sentence. Out: of the verbs that deny such words, those that tell no event of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .claims import content, is_claim_denied

if TYPE_CHECKING:
    from .match import Match, Matcher
    from .roles import Roles

_ANSWERS = frozenset({"REJECT", "ACCUSE"})


def only_denied(matches: Iterable[Match], matcher: Matcher, roles: Roles) -> dict[int, int]:
    """Verb → noun of the words denied, where nobody is named who has said them."""
    found: dict[int, int] = {}
    clauses = roles.cast.clauses
    for match in matches:
        if match.rule.outcome.type not in _ANSWERS or match.clause.kind == "n":
            continue
        for noun in match.clause.objects:
            told = content(clauses, noun)
            if told < 0 or not is_claim_denied(clauses, noun):
                continue
            about = matcher.at(told)
            if about is None or about.rule.outcome.type is None:
                continue
            if not any(p.resolved for o in roles.cast.owners(noun) for p in roles.cast.own(o)):
                found[match.head] = noun
    return found
