"""Common nouns that act ("army chief", "protesters"): found by the head word of a phrase, the longest first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from .actor_files import AgentRow, split_code
from .names import HYPHENS, parts
from .sentence import Sentence

# Spelling variants that are compared as one.
_SPELLING = {"defense": "defence", "labor": "labour", "paramilitaries": "paramilitary"}
# What may stand before an agent noun in the same token and leave it one.
_PREFIXES = frozenset(["ex", "vice", "co", "deputy", "former", "under", "sub", "arch"])
#: How many play in one place of a team.
_FEW = frozenset({"two", "three", "four", "both"})
_INNER = frozenset(["of", "in", "for", "to", "at", "on", "without", "d"])


class Agent:
    """What a common noun stands for: ``entity`` ("NGO" or ""), ``sectors`` (("MIL",)), ``kind`` person|group|body."""

    __slots__ = ("entity", "instrument", "kind", "name", "sectors")

    def __init__(self, row: AgentRow) -> None:
        self.name = row.name
        self.entity, self.sectors = split_code(row.code)
        self.kind = row.kind
        self.instrument = row.note == "instrument"

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
        self._table = {head: _Family(found) for head, found in table.items()}

    def __len__(self) -> int:
        return sum(map(len, self._table.values()))

    def knows(self, word: str) -> Agent | None:
        """The agent that a single lower-case lemma names."""
        family = self._table.get(_same(word))
        return None if family is None else family.plain

    def at(self, sentence: Sentence, head: int) -> AgentHit | None:
        """The longest agent noun whose head is word ``head``, matched by lemma or by form."""
        lemma = sentence.lemma_keys[head]
        hit = self._at(sentence, head, _parts_of(lemma))
        # a form with a row of its own may mean others: "strikers" mostly left their work, "three strikers" play
        private = hit is not None and hit.agent.kind == "private" and sentence.lemma_keys[head - 1] not in _FEW
        if (hit is None or private) and sentence.forms[head] != lemma:
            hit = self._at(sentence, head, _parts_of(sentence.forms[head])) or hit
        if hit is None and lemma.endswith("s"):  # a plural that the lemmatiser left as it is ("troops")
            hit = self._at(sentence, head, _parts_of(lemma[:-1]))
        return hit

    def _at(self, sentence: Sentence, head: int, own: tuple[str, ...]) -> AgentHit | None:
        """The longest agent noun at ``head``, read as the parts ``own``."""
        family = self._table.get(own[-1]) if own else None
        if family is None:
            return None
        if family.by_neighbour:
            for key in _neighbours(sentence, own, head):
                for before, after, agent in family.by_neighbour.get(key, ()):
                    first = _reach(sentence, before, own[:-1], head, -1)
                    if first is None:
                        continue
                    last = _reach(sentence, after, (), head, 1)
                    if last is not None and first != head and _is_against(sentence, first):
                        continue  # "anti-[government forces]" are not the government's
                    if last is not None:
                        return AgentHit(first, last + 1, agent)
        if family.plain is None or not _PREFIXES.issuperset(own[:-1]):
            return None  # "anti-people" is no people
        return AgentHit(head, head + 1, family.plain)


def _is_against(sentence: Sentence, word: int) -> bool:
    """Whether a word goes on after "anti-", in one token or two."""
    before = [form.lower() for form in sentence.forms[max(0, word - 2) : word]]
    return before[-1:] == ["anti-"] or before == ["anti", "-"]


_Longer = tuple[tuple[str, ...], tuple[str, ...], Agent]


class _Family:
    """The agent nouns with one head word: the ``plain`` word, and the longer ones by the word next to the head.

    Keys of ``by_neighbour`` are ("minister", -1)-like pairs: the word right before the head, or, for names that only go
    on to the right ("head of state"), the word right after it. The longest stand first.
    """

    __slots__ = ("by_neighbour", "plain", "size")

    def __init__(self, found: dict[tuple[tuple[str, ...], tuple[str, ...]], Agent]) -> None:
        self.size = len(found)
        self.plain = found.get(((), ()))
        self.by_neighbour: dict[tuple[str, int], list[_Longer]] = {}
        for (before, after), agent in found.items():
            if before or after:
                key = (before[-1], -1) if before else (after[0], 1)
                self.by_neighbour.setdefault(key, []).append((before, after, agent))
        for longer in self.by_neighbour.values():
            longer.sort(key=lambda x: -len(x[0]) - len(x[1]))

    def __len__(self) -> int:
        return self.size


def _neighbours(sentence: Sentence, own: tuple[str, ...], head: int) -> list[tuple[str, int]]:
    """The keys under which longer names for this head may be found: words before it, by lemma and form, then after."""
    keys = []
    if len(own) > 1:
        keys.append((own[-2], -1))
    else:
        word = head - 1
        if word > 0 and sentence.forms[word] in HYPHENS:
            word -= 1
        if word >= 0:
            for text in (sentence.lemma_keys[word], sentence.forms[word]):
                found = _parts_of(text)
                if found and (found[-1], -1) not in keys:
                    keys.append((found[-1], -1))
    if head + 1 < len(sentence):
        found = _parts_of(sentence.lemma_keys[head + 1])
        if found:
            keys.append((found[0], 1))
    return keys


def _same(part: str) -> str:
    return _SPELLING.get(part, part)


@lru_cache(maxsize=1 << 16)
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
    # A token must be used up ("ex-vice president" is no "vice president"), but for the head's own prefix.
    return word if word == head or not queue else None
