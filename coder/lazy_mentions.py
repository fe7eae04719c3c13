"""The mentions of a sentence for the memory of a document, which seldom asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .actors import Mention

if TYPE_CHECKING:
    from .cast import Cast  # it is only asked, never made here


class LazyMentions(Sequence[Mention]):
    """The mentions of a sentence, looked up only when somebody reads them."""

    __slots__ = ("_cast",)

    def __init__(self, cast: Cast) -> None:
        self._cast = cast

    def __len__(self) -> int:
        return len(self._cast.mentions)

    def __getitem__(self, at):  # an index or a slice, as a list takes them
        return self._cast.mentions[at]

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._cast.mentions)
