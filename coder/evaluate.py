"""``coder evaluate``: codes gold texts and says how right the coding is, by type, side and kind, with the worst errors.

Texts with all their events and labelled relations are measured apart. The measures:

- texts: precision, recall and F1 of event types, of the actors of each side, of the whole (type and both sides), and of
  the event in full (also mode, issues, marks, attribution, where the gold names them); see ``scores.align``;
- relations: the share with any event, with a *pair* (right type, both sides overlap the gold spans), and accuracy and
  macro-F1 of one answer a relation; see ``scores.answer``. Unresolved actors are kept, negated and hypothetical events
  left out, CONCEDE and RETREAT are one class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from .console import plural
from .corpus.gold import YIELD, Gold, GoldText, Relation
from .errors import CoderError, InputError
from .event import Event
from .notation import line, write_expected
from .ontology import Ontology
from .report import Grid, Mistake, Report, Table
from .scores import NONE, Answer, Confusion, Pair, Tally, align, answer, merged, side_tally
from .sentence import Document

#: YIELD joins a verbal and a material type; relation labels call it material cooperation.
_YIELD_QUAD = 2


class CoderLike(Protocol):
    """What is asked of a coder; ``engine.Coder`` is one."""

    unresolved: Any

    def code_many(
        self, documents: Iterable[Document], errors: Callable[[str, CoderError], None] | None = None
    ) -> Iterator[tuple[Document, list[Event]]]: ...

    def reasons(self, document: Document) -> list[str]: ...


@dataclass(slots=True)
class TextScores:
    """Counts over texts with all their events."""

    texts: int = 0
    exact: int = 0
    type: Tally = field(default_factory=Tally)
    source: Tally = field(default_factory=Tally)
    target: Tally = field(default_factory=Tally)
    whole: Tally = field(default_factory=Tally)
    full: Tally = field(default_factory=Tally)
    quad: int = 0
    confusion: Confusion = field(default_factory=Confusion)

    def add(self, pairs: Sequence[Pair], quad_of: Callable[[str], int]) -> None:
        self.texts += 1
        self.exact += all(pair.in_full for pair in pairs)
        for pair in pairs:
            gold, coded = pair.gold is not None, pair.coded is not None
            self.type.add(gold, coded, pair.type_right)
            self.whole.add(gold, coded, pair.right)
            self.full.add(gold, coded, pair.in_full)
            side_tally(self.source, *pair.source)
            side_tally(self.target, *pair.target)
            if pair.gold is not None and pair.coded is not None:
                self.quad += quad_of(pair.gold.type) == pair.coded.quad
            types = (pair.gold.type if pair.gold else NONE, pair.coded.event if pair.coded else NONE)
            self.confusion.add(*types)

    def as_json(self) -> dict[str, Any]:
        gold = self.type.gold
        return {
            "texts": self.texts,
            "texts_exactly_right": self.exact,
            "gold_events": gold,
            "coded_events": self.type.coded,
            "type": _figures(self.type),
            "source": _figures(self.source),
            "target": _figures(self.target),
            "whole": _figures(self.whole),
            "in_full": _figures(self.full),
            "quad_accuracy": self.quad / gold if gold else 0.0,
            "macro_f1": self.confusion.macro_f1(),
            **_by_type(self.confusion),
        }


@dataclass(slots=True)
class RelationScores:
    """Counts over labelled relations."""

    relations: int = 0
    with_event: int = 0
    pairs: int = 0
    source: int = 0
    target: int = 0
    right: int = 0
    quad: int = 0
    confusion: Confusion = field(default_factory=Confusion)

    def add(self, relation: Relation, found: Answer, quad_of: Callable[[str], int]) -> None:
        wanted = merged(relation.event)
        self.relations += 1
        self.with_event += found.best is not None
        self.pairs += found.pair
        self.source += found.source
        self.target += found.target
        self.right += found.type == wanted
        if found.best is not None:
            self.quad += (relation.quad or quad_of(wanted)) == quad_of(found.type)
        self.confusion.add(wanted, found.type)

    def as_json(self) -> dict[str, Any]:
        count = self.relations or 1
        return {
            "relations": self.relations,
            "with_event": self.with_event / count,
            "pair": self.pairs / count,
            "accuracy": self.right / count,
            "macro_f1": self.confusion.macro_f1(),
            "source": self.source / count,
            "target": self.target / count,
            "quad_accuracy": self.quad / count,
            **_by_type(self.confusion),
        }


@dataclass(slots=True)
class Evaluation:
    """All counts of a run, and its mistakes, the worst first."""

    texts: TextScores = field(default_factory=TextScores)
    kinds: dict[str, TextScores] = field(default_factory=dict)
    relations: RelationScores = field(default_factory=RelationScores)
    relation_kinds: dict[str, RelationScores] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The figures for machines: only of what the gold holds."""
        found: dict[str, Any] = {}
        if self.texts.texts:
            found["texts"] = self.texts.as_json()
            if self.kinds:
                found["texts"]["kinds"] = {kind: scores.as_json() for kind, scores in self.kinds.items()}
        if self.relations.relations:
            found["relations"] = self.relations.as_json()
            if self.relation_kinds:
                found["relations"]["kinds"] = {k: scores.as_json() for k, scores in self.relation_kinds.items()}
        found["mistakes"] = [asdict(mistake) for mistake in self.mistakes]
        return found


def evaluate(
    coder: CoderLike,
    gold: Iterable[Gold],
    parses: Mapping[str, Document] | None = None,
    errors: Callable[[CoderError], None] | None = None,
    mistakes: int = 10,
    done: Callable[[Document, int], None] = lambda document, events: None,
) -> Evaluation:
    """Codes the texts of ``gold`` and compares.

    ``parses``: documents by the id of the gold entry or by its text, taken instead of parsing; one that has the id but
    another text is reported and the text parsed. ``errors`` is told of what is left out; without it the error is
    raised. ``mistakes`` says how many are explained. ``done`` is called after each text with the number of its events.
    """
    result = Evaluation()
    ontology = Ontology.load()

    def quad_of(type: str) -> int:
        return _YIELD_QUAD if type == YIELD else ontology.quad(type)

    wrong: list[tuple[float, int, Mistake, Document]] = []
    kept = coder.unresolved
    entries = list(gold)
    try:
        for relations in (False, True):
            # Relations are measured with unresolved actors: their gold names spans, not codes.
            coder.unresolved = "keep" if relations else kept
            some = [entry for entry in entries if isinstance(entry, Relation) is relations]
            for entry, document, events in _coded(coder, some, parses or {}, errors):
                mistake = _compare(result, entry, events, quad_of)
                if mistake is not None:
                    wrong.append((-mistake[0], len(wrong), mistake[1], document))
                done(document, len(events))
            worst = sorted((w for w in wrong if w[2].relation is relations), key=lambda w: w[:2])[:mistakes]
            for _, _, mistake, document in worst:
                mistake.reasons = coder.reasons(document)
                result.mistakes.append(mistake)
    finally:
        coder.unresolved = kept
    return result


def _coded(
    coder: CoderLike,
    entries: Sequence[Gold],
    parses: Mapping[str, Document],
    errors: Callable[[CoderError], None] | None,
) -> Iterator[tuple[Gold, Document, list[Event]]]:
    """Each entry with its document and events; those that cannot be coded are reported with their place."""
    by_id = {entry.id: entry for entry in entries}

    def located(message: str, entry: Gold) -> InputError:
        path, at = entry.place.rsplit(":", 1)
        return InputError(message, path=path, line=int(at))

    def failed(id: str, error: CoderError) -> None:
        problem = located(f'"{id}" was left out: {error.message}', by_id[id])
        if errors is None:
            raise problem from error
        errors(problem)

    def documents() -> Iterator[Document]:
        for entry in entries:
            parse = parses.get(entry.id) or parses.get(entry.text)
            if parse is not None and parse.text.rstrip() == entry.text.rstrip():
                yield Document(entry.id, entry.text, entry.date, parse.sentences)
                continue
            if parse is not None:
                problem = located(f'the parse of "{entry.id}" is of another text; it is parsed anew', entry)
                if errors is None:
                    raise problem
                errors(problem)
            yield Document(entry.id, entry.text, entry.date)

    lost: set[str] = set()

    def losing(id: str, error: CoderError) -> None:
        lost.add(id)
        failed(id, error)

    for document, events in coder.code_many(documents(), errors=losing):
        if document.id not in lost:
            yield by_id[document.id], document, events


def _compare(
    result: Evaluation, entry: Gold, events: list[Event], quad_of: Callable[[str], int]
) -> tuple[float, Mistake] | None:
    """Counts one entry; gives the mistake and how bad it is, or None where all is right."""
    shown = [f"{line(event, mode=True)}   {event.rule}" for event in events]
    if isinstance(entry, GoldText):
        pairs = align(entry.expected, events)
        result.texts.add(pairs, quad_of)
        if entry.kind:
            result.kinds.setdefault(entry.kind, TextScores()).add(pairs, quad_of)
        badness = float(sum(_badness(pair) for pair in pairs))
        expected = [write_expected([one]) for one in entry.expected]
        what = "; ".join(dict.fromkeys(filter(None, map(_what, pairs))))
    else:
        found = answer(entry, events)
        result.relations.add(entry, found, quad_of)
        if entry.kind:
            result.relation_kinds.setdefault(entry.kind, RelationScores()).add(entry, found, quad_of)
        wanted = merged(entry.event)
        badness = 0.0 if found.pair else 3 - 2 * (found.type == wanted) - 0.4 * (found.source + found.target)
        badness += found.best is None
        sides = [" … ".join(entry.text[start:end] for start, end in spans) for spans in (entry.source, entry.target)]
        expected = [f'"{sides[0]}" {entry.event} "{sides[1]}"']
        what = _what_of_relation(found, wanted)
    if not badness:
        return None
    return badness, Mistake(entry.id, entry.place, entry.text, expected, shown, what, isinstance(entry, Relation))


def _badness(pair: Pair) -> float:
    """0 for an event that is right in full; a missing event weighs most."""
    if pair.in_full:
        return 0
    if pair.gold is None or pair.coded is None:
        return 3 if pair.coded is None else 2
    return 1 + (not pair.type_right) + 0.5 * (not pair.sides_right)


def _what(pair: Pair) -> str:
    if pair.in_full:
        return ""
    if pair.gold is None:
        return "coded too much"
    if pair.coded is None:
        return "not coded"
    if not pair.type_right:
        return "wrong type"
    if pair.source[0] != pair.source[1]:
        return "wrong source"
    return "wrong target" if pair.target[0] != pair.target[1] else "wrong in a detail"


def _what_of_relation(found: Answer, wanted: str) -> str:
    if found.best is None:
        return "not coded"
    if found.type != wanted:
        return f"taken for {found.type}"
    sides = (("source", found.source), ("target", found.target))
    return "wrong " + " and ".join(name for name, right in sides if not right)


# --- figures and tables ----------------------------------------------------------------------------------------------


def _figures(tally: Tally) -> dict[str, float]:
    return {
        "precision": tally.precision, "recall": tally.recall, "f1": tally.f1, "gold": tally.gold, "coded": tally.coded
    }  # fmt: skip


def _by_type(confusion: Confusion) -> dict[str, Any]:
    types = [type for type in confusion.types if type != NONE]
    return {
        "types": {type: _figures(confusion.tally(type)) for type in types},
        "confusion": {
            gold: {coded: count for (g, coded), count in sorted(confusion.cells.items()) if g == gold}
            for gold in confusion.types
        },
    }


def report(result: Evaluation, title: str) -> Report:
    """The evaluation as tables, ready to be shown as text or HTML."""
    found = Report(title)
    texts, relations = result.texts, result.relations
    if texts.texts:
        events = f"{plural(texts.type.gold, 'gold event')}, {texts.type.coded:,} coded"
        found.facts.append(
            f"{plural(texts.texts, 'text')}, {texts.exact:,} exactly right; {events}; quad class right for "
            f"{_share(texts.quad, texts.type.gold)}; macro-F1 of types {texts.confusion.macro_f1():.3f}"
        )
        measures = [("type", texts.type), ("source", texts.source), ("target", texts.target),
                    ("who did what to whom", texts.whole), ("in full", texts.full)]  # fmt: skip
        found.tables.append(_tallies("Events of texts", "measure", measures))
        found.tables.append(_types("Types of texts", texts.confusion))
        if result.kinds:
            kinds = sorted(result.kinds.items(), key=_kind)
            rows = [[kind, str(s.texts), str(s.exact), *_cells(s.whole)] for kind, s in kinds]
            columns = ["kind", "texts", "exact", "precision", "recall", "F1", "gold", "coded"]
            found.tables.append(Table("Kinds of texts (who did what to whom)", columns, rows))
        found.grids.append(_grid("Types of texts: gold in rows, coded in columns", texts.confusion))
    if relations.relations:
        count = relations.relations
        found.facts.append(
            f"{plural(count, 'relation')}: with an event {_share(relations.with_event, count)}, "
            f"pair {_share(relations.pairs, count)}, accuracy {_share(relations.right, count)}, "
            f"macro-F1 {relations.confusion.macro_f1():.3f}, quad class {_share(relations.quad, count)}, "
            f"source {_share(relations.source, count)}, target {_share(relations.target, count)}"
        )
        found.tables.append(_types("Types of relations", relations.confusion))
        if result.relation_kinds:
            rows = []
            for kind, s in sorted(result.relation_kinds.items(), key=_kind):
                shares = [_share(n, s.relations) for n in (s.with_event, s.pairs, s.right)]
                rows.append([kind, str(s.relations), *shares])
            columns = ["kind", "relations", "with event", "pair", "accuracy"]
            found.tables.append(Table("Kinds of relations", columns, rows))
        found.grids.append(_grid("Types of relations: gold in rows, answers in columns", relations.confusion))
    found.mistakes = result.mistakes
    return found


def _kind(item: tuple[str, Any]) -> tuple[int, str]:
    """Kinds with a number ("12 possessors") in order of the number."""
    first = item[0].split()[0] if item[0].split() else ""
    return (int(first) if first.isdecimal() else 1 << 30), item[0]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def _cells(tally: Tally) -> list[str]:
    precision = f"{tally.precision:.2f}" if tally.coded else "–"
    recall = f"{tally.recall:.2f}" if tally.gold else "–"
    f1 = f"{tally.f1:.2f}" if tally.gold or tally.coded else "–"
    return [precision, recall, f1, str(tally.gold), str(tally.coded)]


def _tallies(title: str, first: str, rows: Iterable[tuple[str, Tally]]) -> Table:
    columns = [first, "precision", "recall", "F1", "gold", "coded"]
    return Table(title, columns, [[name, *_cells(tally)] for name, tally in rows])


def _types(title: str, confusion: Confusion) -> Table:
    columns = ["type", "precision", "recall", "F1", "gold", "coded", "taken for"]
    rows = []
    for type in confusion.types:
        taken = ", ".join(f"{coded} {count}" for coded, count in confusion.taken_for(type))
        if type == NONE:
            if taken:
                rows.append(["(no event)", "", "", "", "", "", taken])
        else:
            rows.append([type, *_cells(confusion.tally(type)), taken])
    return Table(title, columns, rows)


def _grid(title: str, confusion: Confusion) -> Grid:
    types = confusion.types
    return Grid(title, types, [[confusion.cells[gold, coded] for coded in types] for gold in types])
