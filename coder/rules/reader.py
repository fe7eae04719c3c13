"""Rule files → syntax trees and located errors. The only module that imports lark.

A file is split into statements first: they start at the left margin, indented lines go on with them, and lines that
start with ``+`` or ``-`` are examples. Each statement then goes through the grammar on its own, so that one bad rule
hides no other, and good rules beside a bad one are kept. Example lines are plain text, not grammar; what stands after
their ``=>`` is read by ``notation``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput, UnexpectedToken

from .. import resources
from ..errors import RuleError
from ..notation import NotationError, parse_expected
from .syntax import (
    Argument,
    EventFiller,
    EventType,
    Example,
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

_EXAMPLE = re.compile(r"[ \t]+([+-])(?!>)[ \t]*")
_COMMENT = re.compile(r"(?:^|\s)#(?:\s.*)?$")
_FOUND = re.compile(r"<->|->|<-|=>|[\w@'’./-]+|\S")

#: What the terminals of the grammar are called in errors, in the order in which they are listed.
_TERMINALS = {
    "WHEN": "when",
    "LABEL": "a label",
    "WORD": "a word",
    "SETNAME": "a word set (@name)",
    "LPAR": '"("',
    "SLOT": "a slot (TGT, SRC, ANY)",
    "CODE": "an event type",
    "BANG": '"!"',
    "FLAG": "a flag",
    "DROP": "drop",
    "POS": "/v, /n or /a",
    "_POSS": "'s",
    "OPTIONAL": '"?"',
    "PREP": "a preposition",
    "ARROW": "an arrow (->, <-, <->)",
    "EQUAL": '"="',
    "COMMA": '","',
    "VBAR": '"|"',
    "RPAR": '")"',
    "LSQB": "an issue in brackets",
    "RSQB": '"]"',
    "CAMEO": "a CAMEO code",
    "$END": "the end of the statement",
}


def read(
    text: str, path: str = "<rules>", layer: int = 0, *, read_examples: bool = True
) -> tuple[list[Statement], list[RuleError]]:
    """Reads a rule file: the statements that are well formed, in order, and the errors, in order of place.

    ``layer`` is stamped on rules and transforms (0 = shipped, higher = the user's own). ``read_examples=False`` skips
    the example lines, which a run that only codes does not need.
    """
    statements: list[Statement] = []
    errors: list[RuleError] = []
    for raw in _split(text, path, errors):
        examples = _examples(raw, path, errors) if read_examples else ()
        if (statement := _parse(raw, path, layer, examples, errors)) is not None:
            statements.append(statement)
    errors.sort(key=lambda error: (error.line or 0, error.column or 0))
    return statements, errors


def read_file(path: Path, layer: int = 0, *, read_examples: bool = True) -> tuple[list[Statement], list[RuleError]]:
    """``read`` for a file; one that cannot be opened or is not UTF-8 gives an error instead of statements."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return [], [RuleError(f"cannot be read: {error.strerror or error}", path=str(path))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [], [RuleError("is not UTF-8 text; save the file as UTF-8", path=str(path), line=line)]
    return read(text, str(path), layer, read_examples=read_examples)


# --- statements ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Raw:
    """One statement as it stands in the file: the head lines (``first`` is the number of the first), and the example
    lines, each a list of (line number, text) since an example may go on over several lines."""

    first: int
    head: list[str]
    examples: list[tuple[str, list[tuple[int, str]]]] = field(default_factory=list)


def _split(text: str, path: str, errors: list[RuleError]) -> list[_Raw]:
    """Lines → statements. Blank lines and comment lines may stand anywhere."""
    raws: list[_Raw] = []
    current: _Raw | None = None
    orphan = False
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = line.rstrip()
        bare = line.lstrip()
        if not bare or bare.startswith("#"):
            if current is not None and not current.examples:
                current.head.append("")
            continue
        if line == bare:
            if line[0] in "+-" and not line.startswith("->"):
                errors.append(RuleError("an example line must be indented", **_at(path, number, 1, line)))
                continue
            current, orphan = _Raw(number, [line]), False
            raws.append(current)
        elif current is None:
            if not orphan:
                errors.append(RuleError("an indented line without a statement above it", **_at(path, number, 1, line)))
            orphan = True
        elif (mark := _EXAMPLE.match(line)) is not None:
            current.examples.append((mark[1], [(number, line)]))
        elif current.examples:
            current.examples[-1][1].append((number, line))
        else:
            current.head.append(line)
    return raws


def _at(path: str, line: int, column: int, excerpt: str) -> dict[str, Any]:
    return {"path": path, "line": line, "column": column, "excerpt": excerpt}


# --- examples --------------------------------------------------------------------------------------------------------


def _examples(raw: _Raw, path: str, errors: list[RuleError]) -> tuple[Example, ...]:
    """Example lines → Examples. A bad one is reported and left out; the rule itself stays."""
    found = []
    for sign, lines in raw.examples:
        # One string of all lines keeps columns: a position in it leads back to line and column.
        joined, starts = "", []
        for number, line in lines:
            starts.append((len(joined), number, line))
            joined += _COMMENT.sub("", line) + " "
        mark = _EXAMPLE.match(joined)
        joined = " " * mark.end() + joined[mark.end() :] if mark else joined

        def error(message: str, position: int, starts: list[tuple[int, int, str]] = starts) -> RuleError:
            start, number, line = next(s for s in reversed(starts) if s[0] <= position)
            return RuleError(message, **_at(path, number, position - start + 1, line))

        sentence, arrow, notation = joined.rpartition("=>")
        if not arrow:
            sentence, notation = joined, ""
        sentence = " ".join(sentence.split())
        end = len(joined.rstrip())
        if not sentence:
            errors.append(error("an example without a sentence", len(lines[0][1]) - len(lines[0][1].lstrip())))
            continue
        expected = None
        if arrow:
            try:
                expected = parse_expected(notation)
            except NotationError as problem:
                position = min(len(joined) - len(notation) + problem.column - 1, max(end, 1))
                errors.append(error(f"after =>: {problem.message}", position))
                continue
        elif sign == "+":
            errors.append(error("a + example needs => and the events that it codes to", max(end, 1)))
            continue
        found.append(Example(sign == "+", sentence, expected, lines[0][0]))
    return tuple(found)


# --- grammar ---------------------------------------------------------------------------------------------------------


class _Build(Transformer[Token, Any]):
    """Called by lark while it parses: makes syntax nodes instead of a parse tree. One method a rule of rules.lark."""

    def start(self, items: list[Any]) -> Any:
        return items[0]

    def word(self, items: list[Any]) -> Word:
        return Word(str(items[0]), _pos(items))

    def setref(self, items: list[Any]) -> SetRef:
        return SetRef(str(items[0])[1:], _pos(items))

    def group(self, items: list[Any]) -> Group:
        return Group(tuple(item for item in items if isinstance(item, Phrase)), _pos(items))

    def phrase(self, items: list[Any]) -> Phrase:
        atoms = tuple(item for item in items if not isinstance(item, tuple))
        return Phrase(atoms, tuple(item for item in items if isinstance(item, tuple)))

    def tail(self, items: list[Any]) -> tuple[str, Phrase]:
        return str(items[0]), items[1]

    def trigger(self, items: list[Any]) -> Phrase:
        return Phrase((items[0],))

    def slot(self, items: list[Any]) -> Slot:
        return Slot(str(items[0]))  # type: ignore[arg-type]

    def owned(self, items: list[Any]) -> Owned:
        return Owned(items[0], items[1])

    def event(self, items: list[Any]) -> EventFiller:
        return EventFiller(tuple(EventType(*_code(item)) for item in items))

    def without(self, items: list[Any]) -> Without:
        return Without(Phrase((items[0],)))

    def prepositions(self, items: list[Any]) -> tuple[str, ...]:
        return tuple(map(str, items))

    def object(self, items: list[Any]) -> Argument:
        return Argument((), items[0], items[1] is not None)

    def oblique(self, items: list[Any]) -> Argument:
        return Argument(items[0], items[1], items[2] is not None)

    def issue(self, items: list[Any]) -> str:
        return "_".join(map(str, items))

    def issues(self, items: list[Any]) -> tuple[str, ...]:
        return tuple(items)

    def outcome(self, items: list[Any]) -> Outcome:
        kind, issues, cameo = items
        type_, mode = (None, None) if kind.type == "DROP" else _code(kind)
        return Outcome(type_, mode, issues or (), None if cameo is None else str(cameo))

    def wordset(self, items: list[Any]) -> WordSet:
        return WordSet(str(items[0])[1:], items[1] or (), tuple(i for i in items[2:] if isinstance(i, Phrase)))

    def rule(self, items: list[Any]) -> dict[str, Any]:
        label, trigger, *arguments, arrow, outcome, when = items
        return {
            "trigger": trigger,
            "arguments": tuple(argument for argument in arguments if argument is not None),
            "arrow": str(arrow),
            "outcome": outcome,
            "label": None if label is None else str(label)[:-1],
            "when": when or (),
        }

    def guard(self, items: list[Any]) -> tuple[str, ...]:
        return tuple(map(str, items[1:]))

    def transform(self, items: list[Any]) -> dict[str, Any]:
        _, *flags, event, _, outcome = items
        return {"flags": tuple(map(str, flags)), "types": event.types, "outcome": outcome}


def _pos(items: list[Any]) -> Any:
    last = items[-1]
    return str(last)[1:] if isinstance(last, Token) and last.type == "POS" else None


def _code(token: Token) -> tuple[str, str | None]:
    kind, _, mode = str(token).partition(".")
    return kind, mode or None


@cache
def _lark() -> Lark:
    return Lark.open(str(resources.grammars() / "rules.lark"), parser="lalr", transformer=_Build())


def _parse(
    raw: _Raw, path: str, layer: int, examples: tuple[Example, ...], errors: list[RuleError]
) -> Statement | None:
    try:
        made = _lark().parse("\n".join(raw.head))
    except UnexpectedInput as problem:
        errors.append(_explain(problem, raw, path))
        return None
    if isinstance(made, WordSet):
        if raw.examples:
            number, line = raw.examples[0][1][0]
            errors.append(RuleError("a word set has no examples; put them under a rule", **_at(path, number, 1, line)))
        return WordSet(made.name, made.issues, made.entries, path, raw.first)
    made.update(examples=examples, path=path, line=raw.first, layer=layer)
    return Transform(**made) if "flags" in made else Rule(**made)


# --- errors ----------------------------------------------------------------------------------------------------------


def _explain(problem: UnexpectedInput, raw: _Raw, path: str) -> RuleError:
    """Lark's exception in the words of a rule author, placed in the file."""
    if isinstance(problem, UnexpectedToken) and problem.token.type == "$END":
        # Lark's own place for the end of input is that of the last token; the end of the last line is meant.
        row = max(i for i, line in enumerate(raw.head) if line)
        column, found = len(raw.head[row]) + 1, ""
    else:
        row, column = problem.line - 1, problem.column
        shown = _FOUND.match(raw.head[row], column - 1)
        found = shown[0] if shown else raw.head[row][column - 1 : column]
    accepted: set[str] = problem.interactive_parser.accepts()
    names = [name for terminal, name in _TERMINALS.items() if terminal in accepted]
    wanted = " or ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "something else"
    message = f"expected {wanted}; found " + (f'"{found}"' if found else "the end of the statement")
    hint = _hint(found, accepted, raw.head[row][column - 1 :], raw.head[row][: column - 1])
    return RuleError(message + hint, **_at(path, raw.first + row, column, raw.head[row]))


def _hint(found: str, accepted: set[str], rest: str, before: str) -> str:
    """A second sentence for the mistakes that are made most, with its leading space; else the empty string."""
    bare = found.strip("'’./-")
    if found[:1] in ("'", "’"):
        return ". Words have no apostrophe; for women's rights write: woman right"
    if not found and "ARROW" in accepted:
        return ". The rule has no arrow with an outcome"
    if found.startswith("/"):
        return ". /v, /n and /a stand only in the trigger"
    if bare[:1].isupper() and not bare.isupper():
        return ". Words are lemmas in lowercase; only TGT, SRC, ANY and event types are written in capitals"
    if "DROP" in accepted and bare.islower():
        return ". Event types are written in capitals"
    if bare.isupper() and before.rstrip().endswith(("(", "|")) and "WORD" in accepted:
        return ". Slots and event types do not stand in brackets; write a rule for each"
    if "PREP" in accepted and bare.islower():
        words = re.findall(r"[\w-]+", rest)
        for n in (4, 3, 2):
            if len(words) >= n and "_".join(words[:n]) in prepositions():
                return f'. A preposition of several words is joined: "{"_".join(words[:n])}"'
    if found == "=" and not before.lstrip().startswith("@"):
        return ". A word set starts with @"
    return ""


@cache
def prepositions() -> frozenset[str]:
    """The prepositions of english.lark."""
    return frozenset(_alternatives("PREP"))


def flags() -> tuple[str, ...]:
    """The flags of english.lark, in order."""
    return _alternatives("FLAG")


def _alternatives(terminal: str) -> tuple[str, ...]:
    pattern = next(t.pattern.value for t in _lark().terminals if t.name == terminal)
    return tuple(pattern[pattern.index("(?:") + 3 : pattern.index(")")].split("|"))
