"""The one-line notation of events: what the command line prints and what ``=>`` in rule files asks for.

    RUS REJECT UKR [ceasefire]  said by UKR  "had rejected"
    UKR–RUS AGREE [prisoner exchange]
    ZORCVL PROTEST ~ future

``line`` writes it, ``parse_expected`` reads it (several events separated by commas), ``matches`` compares the two.

    events   = event ("," event)*
    event    = side TYPE[.mode] side rest | side "-" side TYPE[.mode] rest
    side     = "~" | actor ("&" actor)*          actor = CODE | "text of an unresolved actor" in double quotes
    rest     = ["[" issue ("," issue)* "]"] mark* ["said by" side] [trigger in double quotes]
    mark     = negated | future | hypothetical | historical
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .rules.syntax import Expected

if TYPE_CHECKING:
    from .event import Actor, Event

#: The four auxiliary marks, in the order in which they are printed; each is a field of ``Event``.
MARKS = ("negated", "future", "hypothetical", "historical")

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>"[^"]*")
      | (?P<code>[A-Z][A-Z0-9]*(?:\.[a-z][a-z-]*)?(?![\w.]))
      | (?P<word>[a-z][\w-]*)
      | (?P<sign>[~&,\[\]–-])
    )""",
    re.VERBOSE,
)


class NotationError(ValueError):
    """Text that is not in the notation; ``column`` (from 1) says where in the text."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


# --- writing ---------------------------------------------------------------------------------------------------------


def actor_label(actor: Actor) -> str:
    """The code of an actor, or its text in double quotes where no dictionary knows it."""
    return actor.code if actor.code is not None else f'"{" ".join(actor.text.replace(chr(34), " ").split())}"'


def side(labels: Iterable[str]) -> str:
    """``RUS&UKR``; ``~`` for a side without an actor. A code that stands twice (two ministers) is shown once."""
    return "&".join(dict.fromkeys(labels)) or "~"


def line(event: Event, *, mode: bool = False, trigger: bool = True) -> str:
    """One event for people. ``mode`` adds ``.yield`` to the type, ``trigger`` the words that carried the event."""
    source = side(map(actor_label, event.source))
    target = side(map(actor_label, event.target))
    kind = f"{event.event}.{event.mode}" if mode and event.mode else event.event
    parts = f"{source}–{target} {kind}" if event.mutual and event.target else f"{source} {kind} {target}"
    if event.issues:
        parts += f" [{', '.join(issue.replace('_', ' ') for issue in event.issues)}]"
    for mark in MARKS:
        if getattr(event, mark):
            parts += f" {mark}"
    if event.attribution:
        parts += f"  said by {side(map(actor_label, event.attribution))}"
    if trigger and event.trigger.text:
        parts += f'  "{" ".join(event.trigger.text.split())}"'
    return parts


def write_expected(expected: Iterable[Expected]) -> str:
    """Canonical text of expectations; ``parse_expected`` reads it back to the same."""
    return ", ".join(map(_write_one, expected))


def _write_one(expected: Expected) -> str:
    source, target = "&".join(expected.source) or "~", "&".join(expected.target) or "~"
    kind = f"{expected.type}.{expected.mode}" if expected.mode else expected.type
    parts = [f"{source}-{target} {kind}" if expected.mutual else f"{source} {kind} {target}"]
    if expected.issues is not None:
        parts.append(f"[{', '.join(expected.issues)}]")
    parts.extend(mark for mark in MARKS if mark in expected.marks)
    if expected.attribution is not None:
        parts.append(f"said by {'&'.join(expected.attribution) or '~'}")
    return " ".join(parts)


# --- reading ---------------------------------------------------------------------------------------------------------


class _Reader:
    """Recursive descent over the tokens of one line; every method reads what its name says."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[tuple[str, str, int]] = []
        at, end = 0, len(text.rstrip())
        while at < end:
            found = _TOKEN.match(text, at)
            if found is None:
                at += len(text[at:]) - len(text[at:].lstrip())
                raise NotationError(f'cannot read "{text[at:].split()[0]}" in the notation of events', at + 1)
            kind = found.lastgroup or ""
            self.tokens.append((kind, found[kind], found.start(kind)))
            at = found.end()
        self.tokens.append(("end", "", end))
        self.i = 0

    @property
    def kind(self) -> str:
        return self.tokens[self.i][0]

    @property
    def value(self) -> str:
        return self.tokens[self.i][1]

    def take(self) -> str:
        value = self.value
        self.i += 1
        return value

    def fail(self, wanted: str) -> NotationError:
        found = f'"{self.value}"' if self.kind != "end" else "the end"
        return NotationError(f"expected {wanted}, found {found}", self.tokens[self.i][2] + 1)

    def events(self) -> tuple[Expected, ...]:
        found = [self.event()]
        while self.kind != "end":
            if self.value != ",":
                raise self.fail(f"a comma, an issue in brackets, said by, or a mark ({', '.join(MARKS)})")
            self.take()
            found.append(self.event())
        return tuple(found)

    def event(self) -> Expected:
        source = self.side()
        target: tuple[str, ...] = ()
        mutual = False
        if self.value in ("-", "–"):
            self.take()
            target, mutual = self.side(), True
        if self.kind != "code":
            raise self.fail("an event type" if mutual else 'an event type, "&" or "-"')
        kind, _, mode = self.take().partition(".")
        if not mutual:
            target = self.side()
        issues = self.issues() if self.value == "[" else None
        marks: set[str] = set()
        attribution = None
        while self.kind == "word":
            if self.value in MARKS:
                marks.add(self.take())
            elif self.value == "said" and attribution is None:
                self.take()
                if self.value != "by":
                    raise self.fail('"by"')
                self.take()
                attribution = self.side()
            else:
                raise self.fail(f"a mark ({', '.join(MARKS)}) or said by")
        if self.kind == "text":
            self.take()  # the trigger, as the command line shows it: not part of what is compared
        return Expected(source, kind, target, mutual, mode or None, issues, frozenset(marks), attribution)

    def side(self) -> tuple[str, ...]:
        if self.value == "~":
            self.take()
            return ()
        actors = [self.actor()]
        while self.value == "&":
            self.take()
            actors.append(self.actor())
        return tuple(actors)

    def actor(self) -> str:
        if self.kind == "text" and len(self.value) > 2:
            return self.take()
        if self.kind != "code" or "." in self.value:
            raise self.fail("an actor code, or ~")
        return self.take()

    def issues(self) -> tuple[str, ...]:
        self.take()
        found: list[str] = []
        while self.value != "]":
            words = []
            while self.kind == "word":
                words.append(self.take())
            if not words:
                raise self.fail("an issue")
            found.append("_".join(words))
            if self.value == ",":
                self.take()
            elif self.value != "]":
                raise self.fail('"," or "]"')
        self.take()
        return tuple(found)


def parse_expected(text: str) -> tuple[Expected, ...]:
    """Reads events in the notation, ``-`` or ``–`` for mutual ones. Raises NotationError with the column."""
    return _Reader(text).events()


# --- comparing -------------------------------------------------------------------------------------------------------


def matches(expected: Expected, event: Event) -> bool:
    """Whether a coded event is the expected one. The order within a side, and of mutual parties, does not count."""
    if expected.type != event.event or expected.mutual != (event.mutual and bool(event.target)):
        return False
    if expected.mode is not None and expected.mode != event.mode:
        return False
    if expected.issues is not None and set(expected.issues) != set(event.issues):
        return False
    if expected.marks != {mark for mark in MARKS if getattr(event, mark)}:
        return False
    if expected.attribution is not None and set(expected.attribution) != set(map(actor_label, event.attribution)):
        return False
    source, target = set(map(actor_label, event.source)), set(map(actor_label, event.target))
    if expected.mutual:
        return set(expected.source) | set(expected.target) == source | target
    return set(expected.source) == source and set(expected.target) == target
