"""Two codings of a corpus compared: events that came, went or changed, and by which rule.

Events are paired within a sentence. The same id is the same event; of the others, two are one event that changed if
their triggers overlap, and the pair that agrees most comes first. Another rule alone is no change: the number in its
name is a line, and moves with every edit above it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..event import Event

#: What of an event counts as its content; the id, the rule's place and the coder's version do not.
FIELDS = (
    "event", "mode", "cameo", "source", "target", "mutual", "issues", "negated", "future", "hypothetical",
    "historical", "attribution", "event_date",
)  # fmt: skip


@dataclass(slots=True)
class Change:
    """One difference: ``old`` None for an event that came, ``new`` None for one that went."""

    old: Event | None
    new: Event | None

    @property
    def kind(self) -> str:
        """came, went, or changed."""
        return "came" if self.old is None else "went" if self.new is None else "changed"

    @property
    def fields(self) -> list[str]:
        """Names of what changed."""
        if self.old is None or self.new is None:
            return []
        return [name for name in FIELDS if _value(self.old, name) != _value(self.new, name)]

    @property
    def rules(self) -> str:
        """The rule that brought the event, the one that lost it, or both."""
        old, new = (event.rule if event is not None else None for event in (self.old, self.new))
        return f"{old} → {new}" if old and new and old != new else str(new or old)


@dataclass(slots=True)
class Difference:
    """All of it, in order of documents; ``same`` counts events without a difference."""

    same: int = 0
    changes: list[Change] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Events by fate."""
        kinds = Counter(change.kind for change in self.changes)
        return {"same": self.same, **{kind: kinds[kind] for kind in ("came", "went", "changed")}}

    def by_rule(self) -> list[tuple[str, dict[str, int]]]:
        """Rule → how many events it brought, lost, changed; the busiest first."""
        table: dict[str, Counter[str]] = defaultdict(Counter)
        for change in self.changes:
            table[change.rules][change.kind] += 1
        ordered = sorted(table.items(), key=lambda item: (-item[1].total(), item[0]))
        return [(rule, {kind: counts[kind] for kind in ("came", "went", "changed")}) for rule, counts in ordered]


def compare(old: Iterable[Event], new: Iterable[Event]) -> Difference:
    """The difference between two codings of the same corpus."""
    result = Difference()
    before, after = _by_sentence(old), _by_sentence(new)
    for place in sorted({*before, *after}):
        for one, other in _pair(before.get(place, []), after.get(place, [])):
            change = Change(one, other)
            if one is not None and other is not None and not change.fields:
                result.same += 1
            else:
                result.changes.append(change)
    return result


def as_json(difference: Difference) -> str:
    """The difference for machines."""
    return json.dumps(
        {
            "counts": difference.counts(),
            "rules": [{"rule": rule, **counts} for rule, counts in difference.by_rule()],
            "changes": [
                {
                    "kind": change.kind,
                    "fields": change.fields,
                    "old": change.old.model_dump(mode="json") if change.old is not None else None,
                    "new": change.new.model_dump(mode="json") if change.new is not None else None,
                }
                for change in difference.changes
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _by_sentence(events: Iterable[Event]) -> dict[tuple[str, int], list[Event]]:
    found: dict[tuple[str, int], list[Event]] = defaultdict(list)
    for event in events:
        found[event.document, event.sentence].append(event)
    return found


def _pair(old: list[Event], new: list[Event]) -> Iterator[tuple[Event | None, Event | None]]:
    """Pairs of one sentence, those without a partner with None, in order of the triggers."""
    pairs: list[tuple[Event | None, Event | None]] = []
    left, right = list(old), list(new)
    likeness = sorted(
        ((-_alike(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new) if _alike(a, b) > 0),
    )
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, i, j in likeness:
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            pairs.append((left[i], right[j]))
    pairs += [(event, None) for i, event in enumerate(left) if i not in used_old]
    pairs += [(None, event) for j, event in enumerate(right) if j not in used_new]
    return iter(sorted(pairs, key=_place))


def _alike(a: Event, b: Event) -> int:
    """How much speaks for two events being one; 0 where they stand on different words."""
    if a.id == b.id:
        return 1000
    if a.trigger.end <= b.trigger.start or b.trigger.end <= a.trigger.start:
        return 0
    return 1 + sum(_value(a, name) == _value(b, name) for name in FIELDS) + 5 * (a.event == b.event)


def _place(pair: tuple[Event | None, Event | None]) -> tuple[int, str]:
    event = pair[0] or pair[1]
    assert event is not None
    return event.trigger.start, event.id


def _value(event: Event, name: str) -> Any:
    value = getattr(event, name)
    if name in ("source", "target", "attribution"):
        return [(actor.code, actor.text, actor.start) for actor in value]
    return value
