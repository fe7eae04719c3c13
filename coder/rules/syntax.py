"""The syntax tree of rule files. Plain frozen dataclasses; no behaviour but what the tree itself can answer.

The language is described in ``grammars/README.md``. ``reader`` makes these trees, ``writer`` prints them, ``check``
finds faults in them, ``index`` prepares them for matching.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Pos = Literal["v", "n", "a"]
Arrow = Literal["->", "<-", "<->"]

#: Prepositions with a sense of their own in rules.
AGENT, CLAUSE = "by", "that"

#: Sector codes that a filler may name instead of event types: "by CVL|EDU". STATE is a country that acts as such.
SECTORS = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "AGR", "BUS", "CRM", "CVL",
                     "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "REL", "SOC", "STATE"})  # fmt: skip

FLAGS = ("not", "future", "possible", "wanted", "conditional", "denied", "reported", "stopped")


@dataclass(frozen=True, slots=True)
class Word:
    """One lemma; ``rule_out`` is a verb and its particle. ``pos`` is only meant in trigger position."""

    lemma: str
    pos: Pos | None = None


@dataclass(frozen=True, slots=True)
class SetRef:
    """``@name``."""

    name: str
    pos: Pos | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """``(a|b c|@d)``: a choice between phrases."""

    options: tuple[Phrase, ...]
    pos: Pos | None = None


Atom = Word | SetRef | Group


@dataclass(frozen=True, slots=True)
class Phrase:
    """Modifiers first, head last, then prepositional phrases on the head: ``weapon of (mass destruction)``.

    ``atoms`` is never empty; ``atoms[-1]`` is the head. ``tails`` pairs a preposition with a phrase.
    """

    atoms: tuple[Atom, ...]
    tails: tuple[tuple[str, Phrase], ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """``TGT``, ``SRC`` or ``ANY``."""

    name: Literal["TGT", "SRC", "ANY"]


@dataclass(frozen=True, slots=True)
class Owned:
    """``TGT's proposal``."""

    slot: Slot
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class EventType:
    """``REJECT`` or ``REJECT.yield``; type ``EVENT`` stands for any."""

    type: str
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class EventFiller:
    """``AID|CONSULT``; or actors by their sector, ``CVL|EDU``: one or the other, never both."""

    types: tuple[EventType, ...]

    @property
    def sectors(self) -> frozenset[str]:
        """The sector codes, if it names sectors; else empty."""
        names = frozenset(t.type for t in self.types)
        return names if names <= SECTORS else frozenset()


@dataclass(frozen=True, slots=True)
class Without:
    """``!(share|price)``."""

    phrase: Phrase


Filler = Slot | Owned | EventFiller | Without | Phrase


@dataclass(frozen=True, slots=True)
class Argument:
    """A filler in a role: the object (``prepositions`` empty) or a prepositional phrase (alternatives)."""

    prepositions: tuple[str, ...]
    filler: Filler
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule codes; ``type`` None is ``drop``."""

    type: str | None
    mode: str | None = None
    issues: tuple[str, ...] = ()
    cameo: str | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """One event in the notation of examples. Sides are tuples of codes; () is ``~``, no actor.

    ``mode`` and ``issues`` None mean "not compared"; ``attribution`` likewise. ``marks`` always are.
    """

    source: tuple[str, ...]
    type: str
    target: tuple[str, ...]
    mutual: bool = False
    mode: str | None = None
    issues: tuple[str, ...] | None = None
    marks: frozenset[str] = frozenset()
    attribution: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A ``+`` or ``-`` line; ``expected`` is None where the line has no ``=>``."""

    positive: bool
    text: str
    expected: tuple[Expected, ...] | None
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class WordSet:
    """``@name [issue] = entry, entry``."""

    name: str
    issues: tuple[str, ...]
    entries: tuple[Phrase, ...]
    path: str = field(compare=False, default="")
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A coding rule. ``place`` ("reject.rules:12") is what events carry. ``when`` names the flags without which it does
    not fire."""

    trigger: Phrase
    arguments: tuple[Argument, ...]
    arrow: Arrow
    outcome: Outcome
    examples: tuple[Example, ...] = ()
    label: str | None = None
    when: tuple[str, ...] = ()
    path: str = field(compare=False, default="")
    line: int = field(compare=False, default=0)
    layer: int = field(compare=False, default=0)

    @property
    def place(self) -> str:
        return f"{self.path.rsplit('/', 1)[-1]}:{self.line}"


@dataclass(frozen=True, slots=True)
class Transform:
    """``when future AID|CONSULT -> AGREE``."""

    flags: tuple[str, ...]
    types: tuple[EventType, ...]
    outcome: Outcome
    examples: tuple[Example, ...] = ()
    path: str = field(compare=False, default="")
    line: int = field(compare=False, default=0)
    layer: int = field(compare=False, default=0)

    @property
    def place(self) -> str:
        return f"{self.path.rsplit('/', 1)[-1]}:{self.line}"


Statement = WordSet | Rule | Transform
