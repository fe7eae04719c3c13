"""Common nouns that act ("army chief", "protesters"): found by the head word of a phrase, the longest first."""

from __future__ import annotations

from collections.abc import Iterable

from .actor_files import AgentRow, split_code
from .names import HYPHENS, parts
from .sentence import Sentence

# Spelling variants that are compared as one.
_SPELLING = {"defense": "defence", "labor": "labour", "paramilitaries": "paramilitary"}
_INNER = frozenset(["of", "in", "for", "to", "at", "on", "without"])


class Agent:
    """What a common noun stands for: ``entity`` ("NGO", else ""), ``sectors`` (("MIL",)), ``kind`` person|group|body."""

    __slots__ = ("entity", "kind", "name", "sectors")

    def __init__(self, row: AgentRow) -> None:
        self.name = row.name
        self.entity, self.sectors = split_code(row.code)
        self.kind = row.kind

    def __repr__(self) -> str:
        return f"Agent({self.name!r}, {self.entity + ''.join(self.sectors)!r})"


class AgentHit:
    """An agent noun in a sentence: words ``first`` up to but not including ``last``."""

    __slots__ = ("agent", "first", "last")

    def __init__(self, first: int, last: int, agent: Agent) -> None:
        self.first = first
        self.last = last
        self.agent = agent


class Agents:
    """Agent nouns by their head word; of two rows with one name the later wins."""

    def __init__(self, rows: Iterable[AgentRow]) -> None:
        table: dict[str, dict[tuple[tuple[str, ...], tuple[str, ...]], Agent]] = {}
        for row in rows:
            agent = Agent(row)
            for name in filter(None, (row.name, row.plural)):
                words = tuple(_same(part) for part in parts(name))
                if not words:
                    continue
                at = next((k for k in range(1, len(words)) if words[k] in _INNER), len(words)) - 1
                table.setdefault(words[at], {})[words[:at], words[at + 1 :]] = agent
        # Longest first, so the first that fits is the longest.
        self._table = {
            head: sorted(((b, a, agent) for (b, a), agent in found.items()), key=lambda x: -len(x[0]) - len(x[1]))
            for head, found in table.items()
        }

    def __len__(self) -> int:
        return sum(map(len, self._table.values()))

    def knows(self, word: str) -> Agent | None:
        """The agent that a single lower-case lemma names."""
        for before, after, agent in self._table.get(_same(word), ()):
            if not before and not after:
                return agent
        return None

    def at(self, sentence: Sentence, head: int) -> AgentHit | None:
        """The longest agent noun whose head is word ``head``, matched by lemma or by form."""
        keys = sentence.lemma_keys
        own = _parts_of(keys[head])
        if not own:
            return None
        found = self._table.get(own[-1])
        if found is None:
            own = _parts_of(sentence.forms[head])
            found = self._table.get(own[-1]) if own else None
            if found is None:
                return None
        for before, after, agent in found:
            first = _reach(sentence, before, own[:-1], head, -1)
            if first is None:
                continue
            last = _reach(sentence, after, (), head, 1)
            if last is not None:
                return AgentHit(first, last + 1, agent)
        return None


def _same(part: str) -> str:
    return _SPELLING.get(part, part)


def _parts_of(word: str) -> tuple[str, ...]:
    return tuple(_same(part) for part in parts(word))


def _reach(sentence: Sentence, wanted: tuple[str, ...], own: tuple[str, ...], head: int, step: int) -> int | None:
    """How far the wanted parts stretch from ``head`` to the left (-1) or right (1); None if they do not stand there.

    ``own`` are the parts of the head's own token before its last one ("vice" of "vice-president"): they are used first.
    """
    word, queue = head, list(own)
    order = reversed(wanted) if step < 0 else iter(wanted)
    for part in order:
        while not queue:
            word += step
            if not 0 <= word < len(sentence):
                return None
            if sentence.forms[word] in HYPHENS:
                continue
            queue = list(_parts_of(sentence.lemma_keys[word]))
            if queue and queue[-1 if step < 0 else 0] != part:
                queue = list(_parts_of(sentence.forms[word]))
            if not queue:
                return None
        if queue.pop(-1 if step < 0 else 0) != part:
            return None
    # A token must be used up ("ex-vice" + "president" is no "vice president" with a rest), but for the head's own prefix.
    return word if word == head or not queue else None
