"""Everything that ``coder check`` looks at: ontology, word lists, actors, rules, shipped and the user's, together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .actors import ActorDictionary
from .discards import Discards
from .errors import CheckError, CoderError
from .ontology import Ontology
from .rulebook import RuleBook
from .rules.check import RuleWarning, check
from .rules.syntax import Rule
from .words import Words


@dataclass(slots=True)
class Findings:
    """What was found: faults that must be mended, things worth a look, and how much was looked at."""

    errors: list[CoderError] = field(default_factory=list)
    warnings: list[CoderError] = field(default_factory=list)
    names: int = 0
    rules: int = 0


def check_all(
    actors: Sequence[Path] = (), rules: Sequence[Path] = (), agents: Sequence[Path] = (), discards: Sequence[Path] = ()
) -> Findings:
    """Reads all dictionaries and rules, with the user's files on top, and lists what is wrong, in order of place.

    A broken part does not hide what is wrong in the others.
    """
    found: list[CoderError] = []
    ontology: Ontology | None = None
    try:
        ontology = Ontology.load()
    except CheckError as broken:
        found += broken.errors
    try:
        Words.load()
    except CheckError as broken:
        found += broken.errors
    dictionary = ActorDictionary.default(extra=list(actors), agents=list(agents), errors=found)
    Discards.load(list(discards), found)
    book = RuleBook.load(extra=list(rules), examples=True, errors=found)
    found += check(book.statements, ontology)
    found.sort(key=lambda error: (error.path or "", error.line or 0, error.column or 0))
    return Findings(
        errors=[error for error in found if not isinstance(error, RuleWarning)],
        warnings=[error for error in found if isinstance(error, RuleWarning)],
        names=len(dictionary),
        rules=sum(isinstance(statement, Rule) for statement in book.statements),
    )
