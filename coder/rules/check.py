"""Finds faults in rules that are well formed: names that lead nowhere, rules that contradict each other, slips.

``python -m coder.rules.check FILE…`` prints all faults of these files, syntax errors included. Every check is one
function that yields RuleErrors; a RuleWarning is worth a look but breaks nothing.
"""

from __future__ import annotations

import difflib
import linecache
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..errors import CheckError, RuleError
from ..ontology import ANY_EVENT, Ontology
from . import writer
from .reader import read_file
from .syntax import (
    Argument,
    Atom,
    EventFiller,
    EventType,
    Group,
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
from .ties import ties


class RuleWarning(RuleError):
    """Something that is probably not meant; rules work all the same."""


#: Words that after a bare verb are its particle, not the start of an object.
_PARTICLES = frozenset({"ahead", "apart", "aside", "away", "back", "down", "forth", "off", "out", "together", "up"})

#: Plurals with a sense of their own, which the parser often leaves as they are.
_PLURAL_ONLY = frozenset(
    {"arms", "ashes", "barracks", "congratulations", "customs", "damages", "finances", "games", "goods", "headquarters",
     "nations", "news", "remains", "rights", "summons", "supplies", "terms", "thanks", "troops", "waters"}
)  # fmt: skip


def check(statements: Iterable[Statement], ontology: Ontology | None = None) -> list[RuleError]:
    """All faults of all layers together, in order of place. ``ontology`` None leaves out types, modes and codes."""
    known = list(statements)
    found: list[RuleError] = []
    for part in (_sets, _cycles, _unused_sets, _labels, _slots, _particles, _examples, _lemmas, _transforms, _ties):
        found += part(known)
    if ontology is not None:
        found += _ontology(known, ontology)
    return sorted(found, key=lambda error: (error.path or "", error.line or 0, error.message))


def senseless(statements: Iterable[Statement], ontology: Ontology) -> list[RuleError]:
    """The faults with which a rule cannot be used: word sets, types, modes and codes that are none."""
    known = list(statements)
    found = [*_sets(known), *_cycles(known), *_slots(known), *_ontology(known, ontology)]
    return [error for error in found if not isinstance(error, RuleWarning)]


def _fault(statement: Statement, message: str, kind: type[RuleError] = RuleError, line: int | None = None) -> RuleError:
    number = line or statement.line
    text = linecache.getline(statement.path, number).rstrip("\n") or None
    return kind(message, path=statement.path or None, line=number or None, excerpt=text)


def _closest(name: str, names: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(names), 1)
    return f"; is {near[0]} meant?" if near else ""


def _place(statement: Statement) -> str:
    return f"{statement.path}:{statement.line}"


# --- walking the tree ------------------------------------------------------------------------------------------------


def _atoms(phrase: Phrase) -> Iterator[Atom]:
    """All atoms of a phrase, those inside groups and tails included."""
    for atom in phrase.atoms:
        yield atom
        if isinstance(atom, Group):
            for option in atom.options:
                yield from _atoms(option)
    for _, tail in phrase.tails:
        yield from _atoms(tail)


def _phrase(argument: Argument) -> Phrase | None:
    filler = argument.filler
    if isinstance(filler, (Owned, Without)):
        return filler.phrase
    return filler if isinstance(filler, Phrase) else None


def _phrases(statement: Statement) -> Iterator[Phrase]:
    if isinstance(statement, WordSet):
        yield from statement.entries
    elif isinstance(statement, Rule):
        yield statement.trigger
        yield from filter(None, map(_phrase, statement.arguments))


def _references(statement: Statement) -> Iterator[str]:
    for phrase in _phrases(statement):
        for atom in _atoms(phrase):
            if isinstance(atom, SetRef):
                yield atom.name


# --- word sets -------------------------------------------------------------------------------------------------------


def _sets(statements: list[Statement]) -> Iterator[RuleError]:
    """Sets that are not defined, defined twice, or name a word twice."""
    defined: dict[str, WordSet] = {}
    for statement in statements:
        if isinstance(statement, WordSet):
            if statement.name in defined:
                first = defined[statement.name]
                yield _fault(statement, f"@{statement.name} is already defined at {_place(first)}")
            defined.setdefault(statement.name, statement)
            for entry, count in Counter(statement.entries).items():
                if count > 1:
                    message = f'@{statement.name} names "{writer.phrase(entry)}" {count} times'
                    yield _fault(statement, message, RuleWarning)
    for statement in statements:
        for name in dict.fromkeys(_references(statement)):
            if name not in defined:
                yield _fault(statement, f"there is no word set @{name}{_closest(name, defined)}")


def _cycles(statements: list[Statement]) -> Iterator[RuleError]:
    """Sets that contain themselves."""
    sets = {s.name: s for s in statements if isinstance(s, WordSet)}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> Iterator[RuleError]:
        if name in path:
            shown = " → ".join(f"@{n}" for n in (*path[path.index(name) :], name))
            yield _fault(sets[name], f"word sets contain each other: {shown}")
        elif name in sets and name not in done:
            for inner in dict.fromkeys(_references(sets[name])):
                yield from visit(inner, (*path, name))
            done.add(name)

    for name in sets:
        yield from visit(name, ())


def _unused_sets(statements: list[Statement]) -> Iterator[RuleError]:
    """A set without an issue that no statement names does nothing."""
    used = {name for statement in statements for name in _references(statement)}
    for statement in statements:
        if isinstance(statement, WordSet) and not statement.issues and statement.name not in used:
            yield _fault(statement, f"@{statement.name} is used nowhere", RuleWarning)


# --- rules, one by one -----------------------------------------------------------------------------------------------


def _labels(statements: list[Statement]) -> Iterator[RuleError]:
    """Labels name one rule each."""
    seen: dict[str, Rule] = {}
    for statement in statements:
        if isinstance(statement, Rule) and statement.label:
            if statement.label in seen:
                yield _fault(statement, f"the label {statement.label} is taken by {_place(seen[statement.label])}")
            seen.setdefault(statement.label, statement)


def _slots(statements: list[Statement]) -> Iterator[RuleError]:
    """TGT and SRC stand at most once in a rule."""
    for statement in statements:
        if not isinstance(statement, Rule):
            continue
        names: Counter[str] = Counter()
        for argument in statement.arguments:
            filler = argument.filler
            slot = filler if isinstance(filler, Slot) else filler.slot if isinstance(filler, Owned) else None
            if slot is not None and slot.name != "ANY":
                names[slot.name] += 1
        for name, count in names.items():
            if count > 1:
                yield _fault(statement, f"{name} stands {count} times; alternatives are joined: with|against {name}")


def _particles(statements: list[Statement]) -> Iterator[RuleError]:
    """``call off meeting`` reads "off" as a noun's modifier; the verb is ``call_off``."""
    for statement in statements:
        if not isinstance(statement, Rule):
            continue
        for argument in statement.arguments:
            phrase = _phrase(argument)
            first = phrase.atoms[0] if phrase and not argument.prepositions else None
            if argument is statement.arguments[0] and "off" in argument.prepositions:
                first = Word("off")  # a preposition only behind an object: "strike TGT off list"
            if isinstance(first, Word) and first.lemma in _PARTICLES:
                verb = writer.phrase(statement.trigger)
                yield _fault(statement, f'"{first.lemma}" is read as part of the object; a particle is joined to its '
                             f"verb: {verb}_{first.lemma}")  # fmt: skip


def _examples(statements: list[Statement]) -> Iterator[RuleError]:
    """Every shipped rule has a ``+`` example; users' own rules get a warning. Drop rules show a ``-`` or a ``+``."""
    for statement in statements:
        if isinstance(statement, Rule) and not any(example.positive for example in statement.examples):
            if statement.outcome.type is None and statement.examples:
                continue
            message = "the rule has no + example"
            yield _fault(statement, message, RuleError if statement.layer == 0 else RuleWarning)


def _lemmas(statements: list[Statement]) -> Iterator[RuleError]:
    """Inflected words, which text never shows as lemmas: "talks" where other rules say "talk".

    Without a lexicon only words that the rules themselves use in both forms are certain enough. A statement that has
    both forms means it (the parser leaves some plurals as they are: "arms"), and so does an adjective trigger. What
    stands before the head of a phrase may be a plural, since it is compared as it stands ("weapons programme").
    """
    words = {id(s): {word for phrase in _phrases(s) for word in _heads(phrase)} for s in statements}
    atoms = [atom for s in statements for phrase in _phrases(s) for atom in _atoms(phrase)]
    known = {atom.lemma for atom in atoms if isinstance(atom, Word)}
    triggers = {w.lemma for s in statements if isinstance(s, Rule) for w in _heads(s.trigger)}
    for statement in statements:
        own = {word.lemma for word in words[id(statement)]}
        heads = set(_heads(statement.trigger)) if isinstance(statement, Rule) else set()
        for word in sorted(words[id(statement)], key=lambda word: word.lemma):
            bases = [base for base in _plural_of(word.lemma) if base in known]
            if word in heads:
                bases += [base for base in _past_of(word.lemma) if base in triggers]
            if bases and not own & set(bases):
                yield _fault(statement, f'"{word.lemma}" is not a lemma; is "{bases[0]}" meant?', RuleWarning)


def _heads(phrase: Phrase) -> Iterator[Word]:
    """The words of a trigger that may be the trigger itself, but for adjectives."""
    head = phrase.atoms[-1]
    if isinstance(head, Word) and head.pos != "a":
        yield head
    elif isinstance(head, Group) and head.pos != "a":
        for option in head.options:
            yield from _heads(option)


def _plural_of(word: str) -> list[str]:
    """The forms that ``word`` may be the plural (or third person) of."""
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in _PLURAL_ONLY:
        return []
    forms = [word[:-1]]
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    return forms


def _past_of(word: str) -> list[str]:
    """The verbs that ``word`` may be the past tense of."""
    return [word[:-1], word[:-2]] if word.endswith("ed") else []


# --- rules against rules ---------------------------------------------------------------------------------------------


def _transforms(statements: list[Statement]) -> Iterator[RuleError]:
    """Two transforms of one layer for the same flags and type."""
    seen: dict[tuple[frozenset[str], EventType, int], Transform] = {}
    for statement in statements:
        if not isinstance(statement, Transform):
            continue
        for kind in statement.types:
            key = (frozenset(statement.flags), kind, statement.layer)
            first = seen.setdefault(key, statement)
            if first is not statement:
                same = first.outcome == statement.outcome
                message = f"{'repeats' if same else 'contradicts'} the transform at {_place(first)}"
                yield _fault(statement, message, RuleWarning if same else RuleError)


def _ties(statements: list[Statement]) -> Iterator[RuleError]:
    """Rules of one layer that fire on the same words with the same right: an error where the outcomes differ."""
    for tie in ties(statements):
        wording = f'"{tie.lemma}"' + (f" with {_listed(tie.words)}" if tie.words else "")
        first, second = tie.first, tie.second
        if (first.outcome, first.arrow, first.when) == (second.outcome, second.arrow, second.when):
            yield _fault(tie.second, f"for {wording} the rule repeats {_place(tie.first)}", RuleWarning)
        else:
            says = f"{tie.first.arrow} {writer.outcome(tie.first.outcome)}"
            message = f"for {wording} the rule ties with {_place(tie.first)}, which says {says}"
            yield _fault(tie.second, message)


def _listed(words: Iterable[str]) -> str:
    shown = [f'"{word}"' for word in dict.fromkeys(words)]
    return ", ".join(shown[:6]) + (f" and {len(shown) - 6} more" if len(shown) > 6 else "")


# --- rules against the ontology --------------------------------------------------------------------------------------


def _ontology(statements: list[Statement], ontology: Ontology) -> Iterator[RuleError]:
    """Types, modes, CAMEO codes, issues and actor codes that do not exist."""
    issues = {issue for s in statements if isinstance(s, WordSet) for issue in s.issues}

    def kind(name: str, mode: str | None, wildcard: bool) -> str | None:
        if name == ANY_EVENT and wildcard:
            return None if mode is None else f"{ANY_EVENT} has no modes"
        info = ontology.types.get(name)
        if info is None:
            return f"there is no event type {name}{_closest(name, ontology.types)}"
        if mode is not None and mode not in info.modes:
            return f"{name} has no mode {mode}; its modes are: {', '.join(info.modes) or 'none'}"
        return None

    for statement in statements:
        if isinstance(statement, WordSet):
            continue
        fault: Callable[[str | None], Iterator[RuleError]] = lambda text, s=statement: (  # noqa: E731
            iter(()) if text is None else iter((_fault(s, text),))
        )
        types = list(statement.types) if isinstance(statement, Transform) else []
        for argument in statement.arguments if isinstance(statement, Rule) else ():
            if isinstance(argument.filler, EventFiller) and not argument.filler.sectors:
                types += argument.filler.types
        for event in types:
            yield from fault(kind(event.type, event.mode, True))
        outcome = statement.outcome
        if outcome.type is not None:
            yield from fault(kind(outcome.type, outcome.mode, False))
        elif outcome.issues or outcome.cameo:
            yield from fault("drop codes nothing, so it has no issue and no CAMEO code")
        if outcome.cameo is not None and outcome.cameo not in ontology.cameo:
            lost = f"; was a leading zero lost (0{outcome.cameo})?" if "0" + outcome.cameo in ontology.cameo else ""
            yield from fault(f"there is no CAMEO code {outcome.cameo}{lost}")
        for issue in outcome.issues:
            if issue not in issues:
                yield from fault(f"no word set has the issue {issue}{_closest(issue, issues)}")
        for example in statement.examples:
            for expected in example.expected or ():
                message = kind(expected.type, expected.mode, False)
                if message is not None:
                    yield _fault(statement, message, line=example.line)
                for issue in expected.issues or ():
                    if issue not in issues:
                        text = f"no word set has the issue {issue}{_closest(issue, issues)}"
                        yield _fault(statement, text, line=example.line)
                for code in (*expected.source, *expected.target, *(expected.attribution or ())):
                    if code.startswith('"'):
                        continue
                    try:
                        ontology.split_code(code)
                    except ValueError as error:
                        yield _fault(statement, str(error), line=example.line)


# --- command ---------------------------------------------------------------------------------------------------------


def main(paths: list[str]) -> int:
    """Reads and checks the files together and prints what is wrong; exit status 1 if there are errors."""
    statements: list[Statement] = []
    faults: list[RuleError] = []
    for path in paths:
        found, wrong = read_file(Path(path))
        statements += found
        faults += wrong
    try:
        faults += check(statements, Ontology.load())
    except CheckError as broken:
        print(broken)
        faults += check(statements)
    errors = [fault for fault in faults if not isinstance(fault, RuleWarning)]
    for fault in sorted(faults, key=lambda f: (f.path or "", f.line or 0)):
        print(f"warning: {fault}" if isinstance(fault, RuleWarning) else fault)
    rules = sum(isinstance(statement, Rule) for statement in statements)
    print(f"{rules} rules, {len(statements)} statements: {len(errors)} errors, {len(faults) - len(errors)} warnings")
    return 1 if errors else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
