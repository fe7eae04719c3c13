"""One modifier of a noun and what it says of whose the noun is."""

from __future__ import annotations


class Owner:
    """One modifier: words ``first`` up to ``last``, and what it brings.

    ``strength`` orders owners that disagree about the country: 3 a possessor, 2 a left modifier, 1 an of-phrase, 0 an
    in-phrase. ``joined`` owners are coordinated with another; ``shared`` ones belong to a conjunct, outside the phrase.
    """

    __slots__ = ("country", "first", "joined", "kind", "last", "sectors", "shared", "strength")

    def __init__(
        self,
        first: int,
        last: int,
        country: str,
        sectors: tuple[str, ...],
        kind: str,
        strength: int,
        shared: bool = False,
    ) -> None:
        self.first = first
        self.last = last
        self.country = country
        self.sectors = sectors
        self.kind = kind
        self.strength = strength
        self.shared = shared
        self.joined = False
