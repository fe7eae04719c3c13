"""A clause: one predicate with its participants, free of voice and syntax. No behaviour but filling it."""

from __future__ import annotations


class Oblique:
    """A prepositional phrase: preposition, head word, and whether it hangs on the trigger itself or on an argument."""

    __slots__ = ("head", "near", "preposition")

    def __init__(self, preposition: str, head: int, near: bool = True) -> None:
        self.preposition = preposition
        self.head = head
        self.near = near

    def __repr__(self) -> str:
        return f"{self.preposition}>{self.head}"


class Clause:
    """One predicate with its participants, free of voice and syntax. All members hold word numbers.

    ``kind`` is "v", "n" or "a"; ``words`` are the words that carry the predicate (verb and particle; event noun and
    its light verb); ``complements`` pairs a marker ("to", "ing", "that", or a preposition before a gerund) with the
    head of the embedded clause; ``support`` is the light verb of an event noun, or -1.
    """

    __slots__ = (
        "agents", "complements", "constructions", "head", "kind", "mutual", "objects", "obliques", "passive", "support",
        "words",
    )  # fmt: skip

    def __init__(self, head: int, kind: str) -> None:
        self.head = head
        self.kind = kind
        self.words: list[int] = [head]
        self.agents: list[int] = []
        self.objects: list[int] = []
        self.obliques: list[Oblique] = []
        self.complements: list[tuple[str, int]] = []
        self.constructions: list[str] = []
        self.passive = False
        self.mutual = False
        self.support = -1

    def add_agents(self, heads: list[int], why: str) -> None:
        new = [h for h in heads if h not in self.agents]
        if new:
            self.agents += new
            self.constructions.append(why)

    def add_objects(self, heads: list[int], why: str) -> None:
        new = [h for h in heads if h not in self.objects]
        if new:
            self.objects += new
            self.constructions.append(why)

    def with_object_from(self, preposition: str) -> Clause:
        """The clause with the phrases of one preposition as its objects: for a rule that names verb and preposition as
        one word ("look_into")."""
        copy = Clause(self.head, self.kind)
        copy.words, copy.agents, copy.complements = self.words, self.agents, self.complements
        copy.passive, copy.mutual, copy.support = self.passive, self.mutual, self.support
        copy.objects = self.objects + [o.head for o in self.obliques if o.preposition == preposition and o.near]
        copy.obliques = [o for o in self.obliques if o.preposition != preposition or not o.near]
        copy.constructions = [*self.constructions, "prepositional_verb"]
        return copy

    def __repr__(self) -> str:
        return (
            f"Clause({self.kind}{self.head} agents={self.agents} objects={self.objects} "
            f"obliques={self.obliques} complements={self.complements})"
        )
