"""Which document ids were used already, in 16 to 32 bytes an id: a hundred million fit where strings would not.

Ids are kept as 64-bit hashes in an open-addressed table. Two different ids share a hash with a chance of about one in
four thousand over a whole corpus of a hundred million documents; the later one would then be taken for used.
"""

from __future__ import annotations

from array import array

_SMALLEST = 1 << 12


class SeenIds:
    """A set of strings that can only grow."""

    def __init__(self) -> None:
        self._table = array("Q", bytes(8 * _SMALLEST))
        self._used = 0

    def __len__(self) -> int:
        return self._used

    def add(self, id: str) -> bool:
        """Adds an id; False where it was there before."""
        key = hash(id) & 0xFFFFFFFFFFFFFFFF or 1  # 0 marks a free place
        if not self._put(self._table, key):
            return False
        self._used += 1
        if 2 * self._used > len(self._table):
            larger = array("Q", bytes(16 * len(self._table)))
            for known in self._table:
                if known:
                    self._put(larger, known)
            self._table = larger
        return True

    def __contains__(self, id: str) -> bool:
        key = hash(id) & 0xFFFFFFFFFFFFFFFF or 1
        table, mask = self._table, len(self._table) - 1
        at = key & mask
        while table[at]:
            if table[at] == key:
                return True
            at = (at + 1) & mask
        return False

    @staticmethod
    def _put(table: array[int], key: int) -> bool:
        mask = len(table) - 1
        at = key & mask
        while table[at]:
            if table[at] == key:
                return False
            at = (at + 1) & mask
        table[at] = key
        return True
