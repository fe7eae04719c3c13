"""Syntax trees → canonical rule text, such that reading the text gives the same trees again."""

from __future__ import annotations

from collections.abc import Iterable

from ..notation import write_expected
from .syntax import (
    Argument,
    Atom,
    EventFiller,
    EventType,
    Example,
    Filler,
    Group,
    Outcome,
    Owned,
    Phrase,
    Rule,
    SetRef,
    Slot,
    Statement,
    Transform,
    Without,
    Word,
    WordSet,
)

_WIDTH = 120
_ARROW_COLUMN = 50


def write(statements: Iterable[Statement] | Statement) -> str:
    """A rule file, one blank line between statements. A single statement is written without blank lines."""
    if isinstance(statements, (WordSet, Rule, Transform)):
        return _statement(statements)
    return "\n".join(_statement(statement) for statement in statements)


def _statement(statement: Statement) -> str:
    if isinstance(statement, WordSet):
        return _word_set(statement)
    if isinstance(statement, Rule):
        label = f"{statement.label}: " if statement.label else ""
        left = " ".join([label + phrase(statement.trigger), *map(argument, statement.arguments)])
        when = f" when {' '.join(statement.when)}" if statement.when else ""
        head = f"{left:<{_ARROW_COLUMN}} {statement.arrow} {outcome(statement.outcome)}{when}"
    else:
        left = f"when {' '.join(statement.flags)} {_types(statement.types)}"
        head = f"{left:<{_ARROW_COLUMN}} -> {outcome(statement.outcome)}"
    return "".join(f"{line}\n" for line in (head, *map(example, statement.examples)))


def _word_set(word_set: WordSet) -> str:
    """Entries fill lines; the lines after the first are indented."""
    lines = [f"@{word_set.name}{_issues(word_set.issues)} ="]
    last = len(word_set.entries) - 1
    for i, entry in enumerate(word_set.entries):
        text = phrase(entry) + ("," if i < last else "")
        if len(lines[-1]) + 1 + len(text) > _WIDTH:
            lines.append("   ")
        lines[-1] += " " + text
    return "".join(f"{line}\n" for line in lines)


def phrase(node: Phrase) -> str:
    """``weapon of (mass destruction)``."""
    words = [_atom(atom) for atom in node.atoms]
    for preposition, tail in node.tails:
        words += [preposition, phrase(tail)]
    return " ".join(words)


def _atom(node: Atom) -> str:
    if isinstance(node, Word):
        text = node.lemma
    elif isinstance(node, SetRef):
        text = f"@{node.name}"
    else:
        assert isinstance(node, Group)
        text = f"({'|'.join(map(phrase, node.options))})"
    return f"{text}/{node.pos}" if node.pos else text


def argument(node: Argument) -> str:
    """An object or a prepositional phrase of a rule."""
    text = filler(node.filler) + ("?" if node.optional else "")
    return f"{'|'.join(node.prepositions)} {text}" if node.prepositions else text


def filler(node: Filler) -> str:
    """What an argument asks for."""
    if isinstance(node, Slot):
        return node.name
    if isinstance(node, Owned):
        return f"{node.slot.name}'s {phrase(node.phrase)}"
    if isinstance(node, EventFiller):
        return _types(node.types)
    if isinstance(node, Without):
        return f"!{phrase(node.phrase)}"
    return phrase(node)


def _types(types: tuple[EventType, ...]) -> str:
    return "|".join(_type(node.type, node.mode) for node in types)


def _type(kind: str, mode: str | None) -> str:
    return f"{kind}.{mode}" if mode else kind


def outcome(node: Outcome) -> str:
    """``REJECT.yield [ceasefire] 1246`` or ``drop``."""
    kind = "drop" if node.type is None else _type(node.type, node.mode)
    return kind + _issues(node.issues) + (f" {node.cameo}" if node.cameo else "")


def _issues(issues: tuple[str, ...]) -> str:
    return f" [{', '.join(issues)}]" if issues else ""


def example(node: Example) -> str:
    """An example line, indented."""
    sign = "+" if node.positive else "-"
    wanted = "" if node.expected is None else f" => {write_expected(node.expected)}"
    return f"    {sign} {node.text}{wanted}"
