"""How right a coding is: gold events aligned with coded ones, and counts made of that. No text is parsed here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from .corpus.gold import YIELD, Relation
from .event import Actor, Event
from .notation import actor_label, matches
from .rules.syntax import Expected

NONE = "none"
_YIELDS = frozenset({"CONCEDE", "RETREAT"})


@dataclass(slots=True)
class Tally:
    """Hits, things coded that are not in the gold, and things of the gold that were not coded."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, gold: bool, coded: bool, right: bool) -> None:
        """One aligned pair, of which either side may be lacking."""
        self.hits += right
        self.extra += coded and not right
        self.missed += gold and not right

    @property
    def gold(self) -> int:
        return self.hits + self.missed

    @property
    def coded(self) -> int:
        return self.hits + self.extra

    @property
    def precision(self) -> float:
        return self.hits / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = 2 * self.hits + self.extra + self.missed
        return 2 * self.hits / total if total else 0.0


# --- texts with all their events -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold event and the coded one that stands for it; one of them is None where it has no partner.

    ``source`` and ``target`` are (gold labels, coded labels); mutual events have their parties put the way that fits.
    """

    gold: Expected | None
    coded: Event | None
    source: tuple[frozenset[str], frozenset[str]]
    target: tuple[frozenset[str], frozenset[str]]

    @property
    def type_right(self) -> bool:
        return self.gold is not None and self.coded is not None and self.gold.type == self.coded.event

    @property
    def sides_right(self) -> bool:
        return self.gold is not None and self.coded is not None and all(a == b for a, b in (self.source, self.target))

    @property
    def right(self) -> bool:
        """Type and both sides: who did what to whom."""
        return self.type_right and self.sides_right

    @property
    def in_full(self) -> bool:
        """All that the gold says of the event: mode, marks, issues, attribution as well."""
        return self.gold is not None and self.coded is not None and matches(self.gold, self.coded)


def align(gold: Sequence[Expected], coded: Sequence[Event]) -> list[Pair]:
    """Pairs each gold event with at most one coded event, the best fits first; the rest stand alone.

    Two events fit if they share the type or an actor on the same side. Better than both is the whole event; the type
    counts for more than one side, both sides for more than the type.
    """
    candidates = []
    for g, expected in enumerate(gold):
        for c, event in enumerate(coded):
            pair = _pair(expected, event)
            fit = _fit(pair)
            if fit:
                candidates.append((-fit, g, c, pair))
    taken_gold: dict[int, Pair] = {}
    taken_coded: set[int] = set()
    for _, g, c, pair in sorted(candidates, key=lambda item: item[:3]):
        if g not in taken_gold and c not in taken_coded:
            taken_gold[g] = pair
            taken_coded.add(c)
    empty: frozenset[str] = frozenset()
    found = []
    for g, expected in enumerate(gold):
        alone = Pair(expected, None, (frozenset(expected.source), empty), (frozenset(expected.target), empty))
        found.append(taken_gold.get(g, alone))
    for c, event in enumerate(coded):
        if c not in taken_coded:
            found.append(Pair(None, event, (empty, _labels(event.source)), (empty, _labels(event.target))))
    return found


def _labels(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(map(actor_label, actors))


def _pair(expected: Expected, event: Event) -> Pair:
    """The two as a pair. Of mutual events only the parties count, so that the coded sides are sorted as the gold's."""
    source, target = frozenset(expected.source), frozenset(expected.target)
    own_source, own_target = _labels(event.source), _labels(event.target)
    if expected.mutual and event.mutual and event.target:
        parties = own_source | own_target
        own_source, own_target = parties & source or parties - target, parties - source
    return Pair(expected, event, (source, own_source), (target, own_target))


def _fit(pair: Pair) -> float:
    shares = [_share(*pair.source), _share(*pair.target)]
    if not pair.type_right and not any(a & b for a, b in (pair.source, pair.target)):
        return 0.0
    return 3 * pair.type_right + 2 * sum(shares) + 0.5 * pair.in_full


def _share(gold: frozenset[str], coded: frozenset[str]) -> float:
    """How much two sides have in common, 0 to 1; two empty sides are the same."""
    return len(gold & coded) / len(gold | coded) if gold or coded else 1.0


def side_tally(tally: Tally, gold: Collection[str], coded: Collection[str]) -> None:
    """Counts the actors of one side."""
    both = len(set(gold) & set(coded))
    tally.hits += both
    tally.missed += len(gold) - both
    tally.extra += len(coded) - both


# --- labelled relations ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """What was coded for a relation: the best-aligned event or None, and how it fits.

    ``pair``: some event has the right type and overlaps the gold on both sides. ``source`` and ``target`` say so of the
    best-aligned event, whatever its type.
    """

    best: Event | None
    source: bool
    target: bool
    pair: bool

    @property
    def type(self) -> str:
        """The answer's type, CONCEDE and RETREAT as YIELD; "none" without an event."""
        return NONE if self.best is None else merged(self.best.event)


def merged(type: str) -> str:
    """CONCEDE and RETREAT are one class in relation labels."""
    return YIELD if type in _YIELDS else type


def answer(relation: Relation, events: Iterable[Event]) -> Answer:
    """The event that answers for a relation: of those that are neither negated nor hypothetical the one that overlaps
    both gold sides, then the source, then the target, then any; the first in the text on a tie. A mutual event counts
    either way round."""
    real = sorted((e for e in events if not e.negated and not e.hypothetical), key=lambda e: e.trigger.start)
    found, best = Answer(None, False, False, False), -1
    pair = False
    wanted = merged(relation.event)
    for event in real:
        ways = [(event.source, event.target)]
        if event.mutual:
            ways.append((event.target, event.source))
        fits = [(_overlaps(s, relation.source), _overlaps(t, relation.target)) for s, t in ways]
        source, target = max(fits, key=lambda fit: 2 * fit[0] + fit[1])
        rank = 2 * source + target
        pair = pair or (rank == 3 and merged(event.event) == wanted)
        if rank > best:
            found, best = Answer(event, source, target, False), rank
    return Answer(found.best, found.source, found.target, pair)


def _overlaps(actors: Iterable[Actor], spans: Iterable[tuple[int, int]]) -> bool:
    return any(actor.start < end and start < actor.end for actor in actors for start, end in spans)


# --- confusion -------------------------------------------------------------------------------------------------------


class Confusion:
    """Counts of (gold type, coded type); "none" stands for nothing."""

    def __init__(self) -> None:
        self.cells: Counter[tuple[str, str]] = Counter()

    def add(self, gold: str, coded: str) -> None:
        self.cells[gold, coded] += 1

    @property
    def types(self) -> list[str]:
        """All types that occur, "none" last."""
        return sorted({type for cell in self.cells for type in cell}, key=lambda type: (type == NONE, type))

    def tally(self, type: str) -> Tally:
        """Hits, extra and missed of one type."""
        hits = self.cells[type, type]
        extra = sum(count for (_, coded), count in self.cells.items() if coded == type) - hits
        missed = sum(count for (gold, _), count in self.cells.items() if gold == type) - hits
        return Tally(hits, extra, missed)

    def taken_for(self, type: str) -> list[tuple[str, int]]:
        """What a gold type was taken for, the most frequent first."""
        wrong = [(coded, n) for (gold, coded), n in self.cells.items() if gold == type and coded != type]
        return sorted(wrong, key=lambda item: (-item[1], item[0]))

    def macro_f1(self) -> float:
        """Mean F1 over the types that the gold holds."""
        types = {gold for gold, _ in self.cells if gold != NONE}
        return sum(self.tally(type).f1 for type in types) / len(types) if types else 0.0
