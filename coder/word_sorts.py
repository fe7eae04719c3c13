"""Sorts of common words that the actor side needs, read from ``dictionaries/words/heads.csv``.

Columns ``word,sort,sector``. A word is a singular lemma; hyphens are written as in text. The sorts:

- ``time``, ``money``: heads of phrases that are never an actor ("week", "dollar");
- ``quantity``: heads that count what their of-phrase names ("thousands of protesters", "a group of lawmakers");
- ``role``: heads that say too little alone, so that a modifier's sector wins ("rebel leader", "police officer");
- ``force``: what a state strikes with ("missile"); with a country, it is the country and ``sector``;
- ``territory``, ``asset``, ``side``: what with a country stands for the country ("border", "tanker", "delegation");
- ``document``: names that end in it are no actor ("the Keld Withdrawal Act"); ``public``: with a country's name before
  it a body of that state ("the Keld Wildlife Service"), or of the sector beside it ("the Keld Museum");
- ``direction``: words before a country that leave it that country ("eastern Keld", "mainland Zorvia");
- ``honorific``: words before a person's name that are no part of it ("Mr", "Gen");
- ``modifier``: adjectives and nouns that give what they modify a sector ("diplomatic"), or, with none, words that name
  people but do not do so as modifiers ("chief negotiator", "national park");
- ``sport``: modifiers that make a team, captain or union one of sports ("football");
- ``given``: first names by which an unknown name is a person's ("Zorvian Jan Doe");
- ``former``: modifiers that end an office ("former", "ousted");
- ``backed``, ``pro``: words joined by a hyphen after or before a country that belongs to somebody else
  ("Zorvian-backed", "pro-Zorvian"); ``based`` words are among the first.
"""

from __future__ import annotations

from pathlib import Path

from .actor_files import SECTORS
from .errors import CoderError, DictionaryError

SORTS = frozenset(
    ["time", "money", "quantity", "role", "force", "territory", "asset", "side", "direction", "honorific", "former",
     "backed", "modifier", "pro", "sport", "document", "public", "given"]
)  # fmt: skip


class WordSorts:
    """Sort → word → sector ("" where the word brings none)."""

    def __init__(self, by_sort: dict[str, dict[str, str]]) -> None:
        self._by_sort = {sort: by_sort.get(sort, {}) for sort in SORTS}
        self._sorts_of = {
            word: frozenset(sort for sort, words in self._by_sort.items() if word in words)
            for words in self._by_sort.values()
            for word in words
        }

    def is_sort(self, word: str, sort: str) -> bool:
        """Whether a lower-case lemma is of that sort."""
        sorts = self._sorts_of.get(word, ())
        return sort in sorts or (word[-1:] == "s" and sort in self._sorts_of.get(word[:-1], ()))

    def sector(self, word: str, sort: str) -> str | None:
        """The sector a word of that sort brings ("" for none), None if it is not of the sort."""
        words = self._by_sort[sort]
        found = words.get(word)
        if found is None and word.endswith("s"):  # a plural that the lemmatiser left as it is
            found = words.get(word[:-1])
        return found

    @property
    def by_sort(self) -> dict[str, dict[str, str]]:
        """The whole table, in built-in types; ``WordSorts(by_sort)`` gives it back."""
        return self._by_sort

    @classmethod
    def load(cls, path: Path, errors: list[CoderError]) -> WordSorts:
        """Reads the file; appends what is wrong with it to ``errors`` and keeps the good rows."""
        by_sort: dict[str, dict[str, str]] = {}
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            errors.append(DictionaryError(f"cannot be read: {error}", path=str(path)))
            lines = []
        for number, line in enumerate(lines, 1):
            if number == 1 or not line.strip() or line.startswith("#"):
                continue
            cells = [cell.strip() for cell in line.split(",")]
            message = None
            if len(cells) not in (2, 3) or not cells[0]:
                message = "a row is word,sort,sector"
            elif cells[1] not in SORTS:
                message = f"unknown sort {cells[1]!r}; one of {', '.join(sorted(SORTS))}"
            elif len(cells) == 3 and cells[2] and cells[2] not in SECTORS:
                message = f"unknown sector {cells[2]!r}"
            if message:
                errors.append(DictionaryError(message, path=str(path), line=number, column=1, excerpt=line))
                continue
            by_sort.setdefault(cells[1], {})[cells[0].lower()] = cells[2] if len(cells) == 3 else ""
        return cls(by_sort)
