"""Whose leaders and men are of their own sort: the leaders of rebels are rebels, the men of an army soldiers.

In: those whose leaders or men are told of. Out: whether these are of the same sectors as they.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .actor_phrase import ActorPhrase

#: Sectors of those who are led by some of their own, and of those who have men.
_SIDES_OF_MANY = frozenset({"REB", "OPP", "PTY", "LAB", "PRM", "AGR", "EDU", "MED"})
_WITH_MEN = frozenset({"REB", "PRM", "MIL", "COP", "CRM", "UAF"})
#: Crowds, whose leaders are no government ("beat protesters and arrested their leaders").
_CROWDS = ("crowd", "demonstrator", "marcher", "protester", "protestor", "rioter", "striker")


def are_fellows(owners: list[ActorPhrase], sectors: tuple[str, ...], led: bool) -> bool:
    """Whether those whom ``owners`` of these ``sectors`` have are of the same sort: their leaders (``led``) or men."""
    if led and any(p.text.lower().rstrip("s").endswith(_CROWDS) for p in owners):
        return True
    return not (_SIDES_OF_MANY if led else _WITH_MEN).isdisjoint(sectors)
