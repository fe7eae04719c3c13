"""Whom a story has called "he" is not "she" later.

In: pronouns and the persons whom they were found to mean. Out: whether a person is called by the other pronoun.
"""

from __future__ import annotations

from collections.abc import Sequence

from .actor_phrase import ActorPhrase
from .agreement import HE, SHE

#: Pronouns that are seldom read wrong.
_SURE = frozenset({"he", "she"})


class Sexes:
    """What the story has called the persons that the dictionary knows by name."""

    def __init__(self) -> None:
        self._called: dict[str, bool] = {}

    def learn(self, form: str, persons: Sequence[ActorPhrase]) -> None:
        """``form``: a pronoun in small letters, found to mean ``persons``."""
        if len(persons) == 1 and persons[0].name and form in _SURE:
            self._called.setdefault(persons[0].name, form == "she")

    def is_other(self, form: str, persons: Sequence[ActorPhrase]) -> bool:
        if len(persons) != 1 or not persons[0].name or form not in HE | SHE:
            return False
        she = self._called.get(persons[0].name)
        return she is not None and she != (form in SHE)
