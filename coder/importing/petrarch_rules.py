"""PETRARCH verb dictionaries → a rule file.

The verbs of a block become the trigger, a pattern what they govern. What a pattern says of word order and word forms
falls away, since the clause layer sees to passives, tenses and relative clauses:

    - * &GIFT (TO +) [073]     (donate|give)/v @petrarch_gift to TGT   -> AID 073
    - ENVOY * (WITH +) [046]   (donate|give)/v with TGT by envoy       -> CONSULT 046
    - + * AID (FROM $) [070]   (donate|give)/v aid from TGT            <- AID 070

A code that PLOVER has no event for (010–019, ``---``) becomes ``drop``: it keeps the verb's own code from counting.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..ontology import Ontology
from ..rules.reader import read
from ..rules.syntax import Argument, Arrow, Filler, Group, Outcome, Phrase, Rule, SetRef, Slot, Statement, Word, WordSet
from ..rules.ties import ties
from ..rules.writer import write
from .lines import Carried, Line
from .petrarch_lists import PREFIX
from .petrarch_patterns import PARTICLES, Unfit, arguments
from .petrarch_verbs import Block, Pattern, Verb, VerbDictionary, read_verbs
from .words import as_phrase, as_word, prepositions


def import_verbs(paths: Iterable[Path]) -> Carried:
    """Verb dictionaries → the text of one rule file."""
    carried = Carried()
    found = read_verbs(paths, carried)
    sets = _sets(found, carried)
    maker = _Maker(carried, {name for name, _ in sets})
    for block in found.blocks:
        maker.block(block)
    maker.untie([word_set for _, word_set in sets])
    used = {ref.name for rule, _ in maker.rules for ref in _references(rule)}
    statements: list[Statement] = [word_set for name, word_set in sets if word_set.name in used]
    texts = [write(statement) for statement in statements]
    for rule, line in maker.rules:
        text = write(rule)
        broken = read(text, "import")[1]
        if broken:  # words that the grammar reads as something else
            carried.drop(line, f"it cannot be written as a rule: {broken[0].message}")
        else:
            texts.append(text)
            carried.entries += 1
    carried.text = "".join(texts)
    carried.sort()
    return carried


def _sets(found: VerbDictionary, carried: Carried) -> list[tuple[str, WordSet]]:
    sets = []
    for name, members in found.synsets.items():
        entries: dict[Phrase, None] = {}
        for text, line in members:
            phrase = as_phrase(text.split())
            if phrase is None:
                carried.drop(line, f'"{text}" cannot be written as a phrase of words')
            else:
                entries[phrase] = None
        if entries:
            sets.append((name, WordSet(PREFIX + name, (), tuple(entries))))
    return sets


def _references(rule: Rule) -> Iterable[SetRef]:
    def of(phrase: Phrase) -> Iterable[SetRef]:
        for atom in phrase.atoms:
            if isinstance(atom, SetRef):
                yield atom
            elif isinstance(atom, Group):
                for option in atom.options:
                    yield from of(option)
        for _, tail in phrase.tails:
            yield from of(tail)

    for argument in rule.arguments:
        if isinstance(argument.filler, Phrase):
            yield from of(argument.filler)


class _Maker:
    """Turns blocks into rules; ``rules`` are those made so far, each with the line that it comes from."""

    def __init__(self, carried: Carried, sets: set[str]) -> None:
        self.carried = carried
        self.sets = sets
        self.ontology = Ontology.load()
        self.rules: list[tuple[Rule, Line]] = []
        self.seen: dict[tuple[Phrase, tuple[Argument, ...]], tuple[Outcome, Arrow, Line]] = {}

    def block(self, block: Block) -> None:
        outcome = self.outcome(block.code, block.line) if block.code else None
        simple: list[str] = []
        fixed: list[tuple[str, tuple[Argument, ...], str]] = []
        default: list[str] = []
        for verb in block.verbs:
            try:
                trigger, own, preposition = _trigger(verb)
            except Unfit as problem:
                self.carried.drop(verb.line, str(problem), problem.at)
                continue
            if own or preposition:
                fixed.append((trigger, own, preposition))
            else:
                simple.append(trigger)
            code = self.outcome(verb.code, verb.line) if verb.code else outcome if verb.code is None else None
            if code is None or code.type is None:
                continue  # no code of its own: only the patterns count
            if verb.code is None and not own and not preposition:
                default.append(trigger)
            else:
                last = (Argument((preposition,), Slot("ANY")),) if preposition else ()
                self.add(Rule(_verbs([trigger]), (*own, *last), "->", code), verb.line)
        if default and outcome is not None:
            self.add(Rule(_verbs(default), (), "->", outcome), block.line)
        for pattern in block.patterns:
            self.pattern(pattern, simple, fixed)

    def pattern(self, pattern: Pattern, simple: list[str], fixed: list[tuple[str, tuple[Argument, ...], str]]) -> None:
        if not simple and not fixed:
            self.carried.drop(pattern.line, "none of its verbs could be read")
            return
        codes = [code.strip() for code in pattern.code.split(":")]
        if len(codes) > 2:
            self.carried.drop(pattern.line, f"[{pattern.code}] holds more than two codes", pattern.code)
            return
        forward = self.outcome(codes[0], pattern.line)
        back = self.outcome(codes[1], pattern.line) if len(codes) == 2 else None
        if forward is None or (len(codes) == 2 and back is None):
            return
        arrow: Arrow = "->"
        outcome = forward
        if back is not None:
            if not codes[0]:
                arrow, outcome = "<-", back
            elif codes[0] == codes[1]:
                arrow = "<->"
            elif codes[1]:
                self.carried.change(pattern.line, f"without {codes[1]} from target to source: a rule has one outcome")
        try:
            read = arguments(pattern, self.sets)
            if read.reverse:
                arrow = {"->": "<-", "<-": "->"}.get(arrow, arrow)  # type: ignore[assignment]
            if read.mutual:
                arrow = "<->"
            made = 0
            if simple:
                verbs = [f"{verb}_{read.particle}" for verb in simple if "_" not in verb] if read.particle else simple
                if not verbs:
                    raise Unfit(f'the verb already has a particle before "{read.particle}"')
                made += self.add(Rule(_verbs(verbs), read.arguments, arrow, outcome), pattern.line)
            for trigger, own, preposition in fixed if not read.particle else ():
                joined = _join(own, preposition, read.arguments)
                made += self.add(Rule(_verbs([trigger]), joined, arrow, outcome), pattern.line)
        except Unfit as problem:
            self.carried.drop(pattern.line, str(problem), problem.at)
            return
        if made and forward.type is None and back is None and codes[0]:
            self.carried.change(pattern.line, f"as drop: PLOVER has no event for {codes[0]}")

    def outcome(self, code: str, line: Line) -> Outcome | None:
        """PLOVER's type and mode for a CAMEO code; ``drop`` where there is none; None, and a complaint, for no code."""
        if not code:
            return Outcome(None)
        row = self.ontology.code(code)
        if row is None or not code.isdigit():
            fixed = self.ontology.cameo.get("0" + code)
            hint = f"; was a leading zero lost ({fixed.code})?" if fixed else ""
            self.carried.drop(line, f"there is no CAMEO code {code}{hint}", code)
            return None
        if row.code != code:
            self.carried.change(line, f"as {row.code}: there is no CAMEO code {code}", code)
        return Outcome(None) if row.event is None else Outcome(row.event, row.mode, cameo=row.code)

    def untie(self, sets: list[WordSet]) -> None:
        """Takes out rules that would fire on the same words as an earlier one, and say something else."""
        lines = {id(rule): line for rule, line in self.rules}
        taken: set[int] = set()
        for tie in ties([*sets, *(rule for rule, _ in self.rules)]):
            first, second = tie.first, tie.second
            if (first.outcome, first.arrow) != (second.outcome, second.arrow) and id(first) not in taken:
                taken.add(id(second))
                words = f' with "{tie.words[0]}"' if tie.words else ""
                reason = f'line {lines[id(first)].number} says something else of "{tie.lemma}"{words}'
                self.carried.drop(lines[id(second)], reason)
        self.rules = [(rule, line) for rule, line in self.rules if id(rule) not in taken]

    def add(self, rule: Rule, line: Line) -> int:
        """Keeps a rule unless the same words have one already; complains where that one says something else."""
        key = (rule.trigger, rule.arguments)
        first = self.seen.setdefault(key, (rule.outcome, rule.arrow, line))
        if first[2] is line:
            self.rules.append((rule, line))
            return 1
        if first[:2] != (rule.outcome, rule.arrow):
            there = f"line {first[2].number}" + (f" of {first[2].path}" if first[2].path != line.path else "")
            self.carried.drop(line, f"{there} gives the same words another code")
        return 0


def _verbs(names: list[str]) -> Phrase:
    """``(donate|give)/v``."""
    if len(names) == 1:
        return Phrase((Word(names[0], "v"),))
    return Phrase((Group(tuple(Phrase((Word(name),)) for name in dict.fromkeys(names)), "v"),))


def _trigger(verb: Verb) -> tuple[str, tuple[Argument, ...], str]:
    """The trigger word, the object that belongs to the verb ("take part"), and its preposition ("call for")."""
    if verb.at:
        raise Unfit("a rule's verb stands first; write what comes before it as a pattern")
    word, rest = verb.words[0], list(verb.words[1:])
    if not isinstance(as_word(word), Word | Group):
        raise Unfit(f'"{word}" cannot be a verb of a rule')
    if rest and (rest[0] in PARTICLES or rest == ["over"]):
        word += f"_{rest.pop(0)}"
    preposition = rest.pop() if rest and rest[-1] in prepositions() else ""
    if not rest:
        return word, (), preposition
    phrase = as_phrase(rest)
    if phrase is None:
        raise Unfit(f'"{" ".join(rest)}" cannot be written as what the verb governs')
    return word, (Argument((), phrase),), preposition


def _join(own: tuple[Argument, ...], preposition: str, read: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """The arguments of a pattern behind those that belong to a multiword verb."""
    if not preposition:
        if own and any(not argument.prepositions for argument in read):
            raise Unfit("the verb has an object of its own, and the pattern another")
        return own + read
    objects = [argument for argument in read if not argument.prepositions]
    filler: Filler = objects[0].filler if objects else Slot("ANY")
    return (*own, Argument((preposition,), filler), *(argument for argument in read if argument.prepositions))
