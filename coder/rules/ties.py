"""Pairs of rules between which the order of the index cannot decide: some wording satisfies both equally well.

Where both say the same that is a fault only if one of them could lose a trigger word for it: rules are products of
words, and some products overlap ("lay (charge|suit)" and "(lay|bring|file) (charge|suit|case)").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .index import Constraint, Entry, PhraseTest, RuleIndex
from .syntax import Rule, Statement


@dataclass(frozen=True, slots=True)
class Tie:
    """Two rules of one layer, the one that stands first named first; the trigger that both have; the words of
    their arguments that both accept (empty where they meet in a slot or a type)."""

    first: Rule
    second: Rule
    lemma: str
    words: tuple[str, ...]


def ties(statements: Iterable[Statement]) -> Iterator[Tie]:
    """All ties, each pair of rules once, with the first trigger that shows it. Of rules that say the same only those
    where one adds nothing to the other under the trigger."""
    index = RuleIndex(statements)
    reported: set[tuple[int, int]] = set()
    for lemma, entries in index.triggers.items():
        by_specificity: dict[int, list[Entry]] = {}
        for entry in entries:
            by_specificity.setdefault(entry.order[0], []).append(entry)
        for group in by_specificity.values():
            for i, one in enumerate(group):
                for other in group[i + 1 :]:
                    first, second = sorted((one, other), key=lambda entry: entry.order[2])
                    a, b = first.rule.rule, second.rule.rule
                    if a is b or a.layer != b.layer or (id(a), id(b)) in reported:
                        continue
                    words = _common_ground(first, second)
                    if words is None:
                        continue
                    if _says(a) != _says(b) or len(set(words)) >= min(map(_wordings, (first, second))):
                        reported.add((id(a), id(b)))
                        yield Tie(a, b, lemma, tuple(dict.fromkeys(words)))


def _says(rule: Rule) -> tuple[object, ...]:
    return (rule.outcome, rule.arrow, rule.when)


def _wordings(entry: Entry) -> int:
    """How many words the entry's arguments accept."""
    tests = [c.phrase for c in entry.rule.constraints if c.phrase is not None and c.kind != "without"]
    return sum(len(test.single) + sum(map(len, test.multi.values())) for test in tests)


def _common_ground(one: Entry, other: Entry) -> list[str] | None:
    """None, unless some wording satisfies both entries and neither asks for more; then the words that they share."""
    if one.pos != other.pos or len(one.rule.constraints) != len(other.rule.constraints):
        return None
    shared = _modifiers_meet(one.modifiers, other.modifiers)
    if shared is None or not _tails_meet(one.tails, other.tails):
        return None
    left = list(other.rule.constraints)
    for constraint in one.rule.constraints:
        for partner in left:
            words = _constraint_meets(constraint, partner)
            if words is not None:
                shared += words
                left.remove(partner)
                break
        else:
            return None
    return shared


def _constraint_meets(one: Constraint, other: Constraint) -> list[str] | None:
    """As ``_common_ground``, for two constraints."""
    if (one.role, one.kind, one.slot, one.optional) != (other.role, other.kind, other.slot, other.optional):
        return None
    if one.prepositions and not one.prepositions & other.prepositions:
        return None
    if one.kind == "event":
        return [] if one.types & other.types else None
    if one.phrase is None or other.phrase is None:
        return []
    if one.kind == "without":
        # Two exclusions always have common ground; only the same ones make a tie worth naming.
        return [] if one.phrase.heads() == other.phrase.heads() else None
    words = _phrases_meet(one.phrase, other.phrase)
    return words or None


def _phrases_meet(one: PhraseTest, other: PhraseTest) -> list[str]:
    """Wordings that are both phrases; empty if there is none."""
    found = sorted(one.single & other.single)
    for head in sorted(one.multi.keys() & other.multi.keys()):
        for modifiers, tails in one.multi[head]:
            for more, more_tails in other.multi[head]:
                words = _modifiers_meet(modifiers, more)
                if words is not None and _tails_meet(tails, more_tails):
                    found.append(" ".join([*words, head]))
    return found


def _modifiers_meet(one: tuple[frozenset[str], ...], other: tuple[frozenset[str], ...]) -> list[str] | None:
    if len(one) != len(other) or not all(a & b for a, b in zip(one, other, strict=True)):
        return None
    return [min(a & b) for a, b in zip(one, other, strict=True)]


def _tails_meet(one: tuple[tuple[str, PhraseTest], ...], other: tuple[tuple[str, PhraseTest], ...]) -> bool:
    return len(one) == len(other) and all(
        p == q and bool(_phrases_meet(a, b)) for (p, a), (q, b) in zip(one, other, strict=True)
    )
