"""Everything that ``coder check`` looks at: ontology, word lists, actors, rules, shipped and the user's, together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import resources
from .actor_checks import DictionaryWarning, check_rows
from .actor_files import Row, read_actors, read_agents
from .actors import ActorDictionary
from .discards import Discards
from .errors import CheckError, CoderError
from .ontology import Ontology
from .rulebook import RuleBook
from .rules.check import RuleWarning, check
from .rules.index import RuleIndex
from .rules.syntax import Rule, Statement
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
    Discards.load([resources.dictionaries() / "discards.csv", *discards], found)
    book = RuleBook.load(extra=list(rules), examples=True, errors=found)
    found += check_rows(actor_layers(actors), common_words(book.statements, agents))
    found += check(book.statements, ontology)
    found.sort(key=lambda error: (error.path or "", error.line or 0, error.column or 0))
    return Findings(
        errors=[error for error in found if not isinstance(error, RuleWarning | DictionaryWarning)],
        warnings=[error for error in found if isinstance(error, RuleWarning | DictionaryWarning)],
        names=len(dictionary),
        rules=sum(isinstance(statement, Rule) for statement in book.statements),
    )


def is_shipped(error: CoderError) -> bool:
    """Whether the fault lies in a file that came with the program."""
    return error.path is not None and Path(error.path).is_relative_to(resources.dictionaries())


def actor_layers(extra: Sequence[Path] = ()) -> list[list[Row]]:
    """The good rows of the shipped actor files, then those of each further file; what is bad is passed over."""
    shipped = sorted((resources.dictionaries() / "actors").glob("*.csv"))
    return [read_actors(paths, []) for paths in (shipped, *([path] for path in extra))]


def common_words(statements: Iterable[Statement], agents: Sequence[Path] = ()) -> set[str]:
    """Words of the language as far as rules and agent nouns name them: what a name must not swallow."""
    words = {key.split("_")[0] for key in RuleIndex(statements).triggers}
    rows = read_agents([resources.dictionaries() / "agents.csv", *agents], [])
    return words | {row.name.lower() for row in rows if " " not in row.name}
