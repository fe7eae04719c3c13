"""Owners that one "and" joins before a noun: a state's men beside those of a group ("Keldish and al-Varr negotiators"),
or those of two groups ("al-Varr and Lake Party members").

In: the owners of a noun. Out: what ``modifiers.combine`` makes of them, of each kind of owner apart.
"""

from __future__ import annotations

from .modifiers import combine
from .owner import Owner

_OF_STATES = frozenset({"country", "demonym"})
_BANDS = frozenset({"group", "party"})


def combine_each(
    found: list[Owner], sectors: tuple[str, ...], entity: str, generic: bool
) -> list[tuple[str, tuple[str, ...], list[Owner]]]:
    """As ``combine``, but what a group is does not make its partner of the same: "Keldish and al-Varr negotiators" are
    Keld's and rebels."""
    several = [o for o in found if o.kind in _BANDS and o.country and o.sectors]
    unlike = len({(o.country, o.sectors) for o in several}) > 1 and len({o.strength for o in several}) == 1
    if unlike and any(o.joined for o in several):
        each: list[tuple[str, tuple[str, ...], list[Owner]]] = []
        for band in several:
            own = combine([o for o in found if o is band or o not in several], sectors, entity, generic)
            each += [result for result in own if result[:2] not in [e[:2] for e in each]]
        return each
    bands = [o for o in found if o.kind == "group" and o.country and o.sectors]
    states = [o for o in found if o.kind in _OF_STATES and o.country and not o.sectors]
    joined = any(o.joined for o in (*bands, *states))
    if len(bands) != 1 or not states or not joined or any(o.strength != bands[0].strength for o in states):
        return combine(found, sectors, entity, generic)
    first = [o for o in found if o not in bands]
    second = [o for o in found if o not in states]
    if bands[0].first < states[0].first:
        first, second = second, first
    results = combine(first, sectors, entity, generic)
    told = [result[:2] for result in results]
    return results + [r for r in combine(second, sectors, entity, generic) if r[:2] not in told]
