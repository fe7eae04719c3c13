"""Clauses against rules: which rule fires at which word, and what fills its roles.

``Matcher`` works on one sentence. A word is looked at once (results are kept), inner events before the outer ones
that ask for them; so "refused to release" finds the release first and then the refusal of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .clause import PARTICLES, Clause, Clauses
from .moods import Moods
from .obligations import is_obligation
from .rules.index import CompiledRule, Constraint, Entry, RuleIndex
from .wording import Wording, who_says_so

if TYPE_CHECKING:
    from .trace import Trace

_NOMINAL = ("NOUN", "PROPN")
#: Modals that rules may name as triggers: "X said Y must …" (``Clauses.modal``).
MODALS = frozenset({"must", "should", "ought"})
#: A conjunct is looked at as an inner event too: "agreed to withdraw and disarm".
_DEPTH = 6


class Match:
    """A rule that fired. Word numbers throughout.

    ``source`` and ``target`` are the heads bound by SRC and TGT (or None); ``used`` the heads that the rule named
    (they fill no slot); ``inner`` the matches that event fillers used up; ``filled`` pairs each constraint with the
    head that met it, for the trace and the search for sides.
    """

    __slots__ = ("clause", "entry", "filled", "inner", "owner_of", "source", "target", "used")

    def __init__(self, entry: Entry, clause: Clause) -> None:
        self.entry = entry
        self.clause = clause
        self.source: int | None = None
        self.target: int | None = None
        self.owner_of: int | None = None
        self.used: list[int] = []
        self.inner: list[Match] = []
        self.filled: list[tuple[Constraint, int]] = []

    @property
    def rule(self) -> CompiledRule:
        return self.entry.rule

    @property
    def head(self) -> int:
        return self.clause.head


#: What the engine says of a match as an inner event: its type and mode after its own mood, or None if it is none.
TypeOf = Callable[[Match, int], "tuple[str, str | None] | None"]


class Matcher:
    """Finds the rules that fire in one sentence.

    ``can_fill(head)`` says how well a word can be an actor (slots TGT and SRC: 0 not, 1 a thing, 2 perhaps, 3 known);
    ``owner(head, verb)`` gives the head of a noun's owner, who is of the state of the verb's subject (-1: of any), or
    -1; ``sectors(head, acts)`` its actors' sectors; ``type_of(match, outer)`` the event type of an inner match as seen
    from the word ``outer``."""

    def __init__(
        self,
        clauses: Clauses,
        index: RuleIndex,
        can_fill: Callable[[int], int],
        owner: Callable[[int, int], int],
        type_of: TypeOf,
        sectors: Callable[[int, bool], set[str]],
        trace: Trace | None = None,
    ) -> None:
        self.clauses = clauses
        self.sentence = clauses.sentence
        self.lemmas = clauses.lemmas
        self.children = clauses.children
        self.vocabulary = clauses.vocabulary
        self.index = index
        self.can_fill = can_fill
        self.owner = owner
        self.type_of = type_of
        self.sectors = sectors
        self.trace = trace
        self.moods = Moods(clauses)
        self.wording = Wording(clauses)
        self.is_phrase = self.wording.is_phrase
        self.phrase_at = self.wording.phrase_at
        self._lacking = index.lacking(self.wording.words())
        self._found: dict[int, Match | None] = {}
        self._busy: set[int] = set()

    # ---------------------------------------------------------------- triggers

    def keys(self, word: int) -> tuple[str, list[str], str]:
        """Part of speech of a possible trigger and the dictionary keys to look under, most specific first."""
        upos, lemma = self.sentence.upos[word], self.lemmas[word]
        if self.clauses.duty(word) is not None and self.clauses.modal(word).agents:
            return "v", ["ought"], ""  # "Zorvia said it was time for Keld to withdraw"
        if upos == "AUX":
            carries = lemma in MODALS or (lemma == "be" and self.sentence.deprels[word] == "cop")
            return ("v", [lemma], "") if carries else ("", [], "")
        if upos == "VERB":
            keys = [lemma]
            for child in self.children[word]:
                if self.sentence.deprels[child] == "compound:prt" and self.lemmas[child] != "ahead":
                    joined = [f"{lemma}_{self.lemmas[child]}"]
                    return "v", [*joined, lemma] if lemma in self.vocabulary.motion else joined, ""  # "flew on to Orm"
                if self.sentence.deprels[child] == "advmod" and self.lemmas[child] in PARTICLES and child > word + 1:
                    keys.insert(0, f"{lemma}_{self.lemmas[child]}")  # "sent the refugees back"
            following = word + 1
            particle = following < len(self.lemmas) and self.sentence.upos[following] in ("ADP", "ADV", "PART")
            if particle and self.sentence.deprels[following] in ("advmod", "case", "mark"):
                keys.insert(0, f"{lemma}_{self.lemmas[following]}")
            return "v", keys, self.sentence.forms[word].lower()
        if upos in _NOMINAL:
            nominal = self.vocabulary.nominal.get(lemma)
            if word > 1 and self.sentence.forms[word - 1] == "-":
                return "n", [f"{self.lemmas[word - 2]}-{lemma}", lemma], nominal[0] if nominal is not None else ""
            return "n", [lemma], nominal[0] if nominal is not None and nominal[0] != lemma else ""
        if upos == "ADJ":
            return "a", [lemma], self.sentence.forms[word].lower()
        return "", [], ""

    def entries(self, word: int) -> tuple[str, list[Entry]]:
        """The rules filed under a word, in the order in which they are tried."""
        pos, keys, other = self.keys(word)
        if not pos:
            return "", []
        return pos, self.index.filed(pos, tuple(keys), other)

    def at(self, word: int) -> Match | None:
        """The most specific rule that fires at ``word``, or None."""
        if word in self._found:
            return self._found[word]
        if word in self._busy:
            return None
        self._busy.add(word)
        try:
            found = self._match(word)
        finally:
            self._busy.discard(word)
        self._found[word] = found
        return found

    def _match(self, word: int) -> Match | None:
        pos, entries = self.entries(word)
        if self.trace is None:
            lacking = self._lacking
            entries = [e for e in entries if not e.mask & lacking]
        if not entries:
            return None
        if pos == "n":
            clause = self.clauses.noun(word)
        elif self.sentence.upos[word] == "AUX" or is_obligation(self.clauses, word):
            clause = self.clauses.modal(word)
        else:
            clause = self.clauses.verb(word)
        preposition = self._preposition_after(word) if pos == "v" else ""
        joined: Clause | None = None
        for entry in entries:
            own = clause
            if preposition and entry.key.endswith("_" + preposition):
                own = joined = joined or self.clauses.with_object_from(clause, preposition)
            match = self._try(entry, own)
            if match is not None:
                return match
        return None

    def _preposition_after(self, verb: int) -> str:
        """A preposition right after a verb, with which rules may name it as one ("look_into")."""
        after = verb + 1
        if after < len(self.lemmas) and self.sentence.deprels[after] == "case":
            return self.lemmas[after]
        return ""

    def _try(self, entry: Entry, clause: Clause) -> Match | None:
        for modifiers in entry.modifiers:
            if not self.wording.modified(clause.head, modifiers):
                return None
        for preposition, test in entry.tails:
            if not any(o.preposition == preposition and self.is_phrase(test, o.head) for o in clause.obliques) and not (
                preposition == "of" and any(self.is_phrase(test, h) for h in clause.objects)
            ):
                if self.trace is not None:
                    self.trace.failed(entry.rule, clause, f"no “{preposition} …” as the trigger asks")
                return None
        match = Match(entry, clause)
        for constraint in entry.rule.constraints:
            if not self._fill(constraint, clause, match) and not constraint.optional:
                if self.trace is not None:
                    self.trace.failed(entry.rule, clause, _missing(constraint))
                return None
        if not self.moods.meets(clause, entry.rule.when, entry.rule.reported):
            if self.trace is not None:
                self.trace.failed(entry.rule, clause, f"not {' '.join(entry.rule.rule.when)}")
            return None
        if self.trace is not None:
            self.trace.fired(entry.rule, clause)
        return match

    # ---------------------------------------------------------------- arguments

    def _fill(self, constraint: Constraint, clause: Clause, match: Match) -> bool:
        if constraint.kind == "event":
            return self._fill_event(constraint, clause, match)
        heads = self._candidates(constraint, clause)
        if constraint.kind == "without":
            test = constraint.phrase
            assert test is not None
            return not any(self.phrase_at(test, head) >= 0 for head in heads)
        heads = heads or self._below(constraint, match)
        if constraint.kind == "sector":
            for head in heads:
                if not constraint.sectors.isdisjoint(self.sectors(head, constraint.role == "agent")):
                    match.filled.append((constraint, head))
                    return True
            return False
        if constraint.kind == "slot":
            return self._fill_slot(constraint, heads, clause, match)
        for head in heads:
            test = constraint.phrase
            assert test is not None
            found = self.phrase_at(test, head)
            if found < 0:
                continue
            if constraint.kind == "owned":
                same = clause.head if constraint.slot == "SRC" and constraint.role == "object" else -1
                owner = self.owner(found, same)
                if owner < 0 and found != head:
                    owner = self.owner(head, same)  # "gave [Keld's $2 million] in aid"
                if owner < 0 or (owner == found and constraint.role == "object"):  # "sent a team [of doctors]"
                    continue
                self._bind(match, constraint.slot, owner)
                match.owner_of = found
            if constraint.role != "agent":  # an agent that a rule names still is the source
                match.used.append(found)
                if found != head:
                    match.used.append(head)
            match.filled.append((constraint, found))
            return True
        if constraint.kind == "phrase" and constraint.role == "oblique":
            # "to (comment|say)": the infinitive's own verb.
            for marker, head in clause.complements:
                wanted = constraint.phrase if marker in constraint.prepositions else None
                if wanted is not None and self.wording.is_action(wanted, head):
                    match.used.append(head)
                    match.filled.append((constraint, head))
                    return True
        return False

    def _fill_slot(self, constraint: Constraint, heads: list[int], clause: Clause, match: Match) -> bool:
        """ANY takes whatever stands there. TGT and SRC take the first known actor, else the first that could be one; in
        a prepositional phrase beside an object, or of who is to do something, only something that could be ("ambushed
        a convoy [on the road]", "called [for talks] to be held")."""
        if constraint.slot == "ANY":
            if heads:
                match.filled.append((constraint, heads[0]))
                return True
            return constraint.role == "oblique" and any(
                marker in constraint.prepositions for marker, _ in clause.complements
            )
        phrase = constraint.role == "oblique" and clause.kind == "v"
        beside = phrase and any(h not in match.used for h in clause.objects)
        asks = phrase and match.entry.rule.asks
        best, rank = -1, 0
        if constraint.role == "object" and heads is clause.agents and match.entry.rule.acted:
            heads = []  # "the entry of troops": who enters is not what is entered
        for head in heads:
            if head not in match.used:
                fit = self.can_fill(head)
                if fit > rank and (fit > 1 or not (beside or (asks and self.lemmas[head] not in self.vocabulary.side))):
                    best, rank = head, fit
        if best < 0:
            return False
        self._bind(match, constraint.slot, best)
        match.filled.append((constraint, best))
        return True

    @staticmethod
    def _bind(match: Match, slot: str | None, head: int) -> None:
        if slot == "TGT":
            match.target = head
        elif slot == "SRC":
            match.source = head

    def _candidates(self, constraint: Constraint, clause: Clause) -> list[int]:
        if constraint.role == "object":
            if not clause.objects and "of_phrase_acts" in clause.constructions:
                return clause.agents  # "the withdrawal of troops": they withdraw, and are withdrawn
            return clause.objects
        if constraint.role == "agent":
            return who_says_so(self.clauses, clause) if constraint.kind == "phrase" else clause.agents
        prepositions = constraint.prepositions
        heads = [o.head for o in clause.obliques if o.preposition in prepositions]
        if clause.kind == "n" and "of" in prepositions:
            heads += clause.objects
        if clause.kind == "n" and clause.mutual and not prepositions.isdisjoint(("with", "between", "among")):
            heads += clause.agents[1:]
        return heads

    def _below(self, constraint: Constraint, match: Match) -> list[int]:
        """What hangs on a noun that the rule has named: "came in for a drubbing [from Orm]", "patience [with Orm]"."""
        if constraint.role != "oblique" or match.clause.kind != "v":
            return []
        nouns = [n for n in match.used if n > match.head] + [h for c, h in match.filled if c.kind == "owned"]
        below = [c for noun in nouns for c in self.children[noun]]
        phrases = [c for c in below if self.sentence.deprels[c] == "nmod"]
        wanted = [c for c in phrases if self.clauses.preposition(c) in constraint.prepositions]
        return [head for c in wanted for head in self.clauses.conjuncts(c)]

    def _fill_event(self, constraint: Constraint, clause: Clause, match: Match) -> bool:
        if constraint.role == "object":
            heads = clause.objects + [h for marker, h in clause.complements if marker == "ing"]
        elif constraint.role == "agent":
            heads = clause.agents
        else:
            wanted = constraint.prepositions
            heads = [h for marker, h in clause.complements if marker in wanted]
            heads += [o.head for o in clause.obliques if o.preposition in wanted]
            if clause.kind == "n" and "of" in wanted:
                heads += clause.objects
        found = False
        for head in heads:
            for inner in self.events(head, clause.head):
                kind = self.type_of(inner, clause.head)
                if kind is None:
                    continue
                types = constraint.types
                if ("EVENT", None) in types or (kind[0], None) in types or kind in types:
                    match.inner.append(inner)
                    match.used.append(head)
                    match.filled.append((constraint, head))
                    found = True
        return found

    def events(self, head: int, outer: int, depth: int = 0) -> list[Match]:
        """The events that stand at an embedded head: its own, that of the noun which its light verb carries, that
        below an aspect verb or a measure noun ("began withdrawing", "a round of talks")."""
        if depth > _DEPTH or head == outer:
            return []
        own = self.at(head)
        if own is not None:
            return [own] if own.rule.outcome.type is not None else []
        found: list[Match] = []
        upos = self.sentence.upos[head]
        if upos in ("VERB", "AUX"):
            clause = self.clauses.verb(head)
            particles = [self.lemmas[w] for w in clause.words[1:]]
            lemma = "_".join([self.lemmas[head], *particles[:1]])
            if lemma in self.vocabulary.light:
                for word in clause.objects:
                    found += self.events(word, outer, depth + 1)
                for oblique in clause.obliques:
                    if f"{lemma}_{oblique.preposition}" in self.vocabulary.light:
                        found += self.events(oblique.head, outer, depth + 1)
            embedding = self.vocabulary.embedding.get((lemma, "v")) or self.vocabulary.embedding.get(
                (self.lemmas[head], "v")
            )
            if not found and embedding:
                if "noun" in embedding:
                    for word in clause.objects:
                        found += self.events(word, outer, depth + 1)
                for marker, word in clause.complements:
                    if marker in embedding and marker != "noun":
                        found += self.events(word, outer, depth + 1)
        elif upos in _NOMINAL and self.lemmas[head] in self.vocabulary.transparent:
            clause = self.clauses.noun(head)
            for word in clause.objects:
                found += self.events(word, outer, depth + 1)
            for oblique in clause.obliques:
                if oblique.preposition in ("of", "in", "outline"):
                    found += self.events(oblique.head, outer, depth + 1)
        return found


def _missing(constraint: Constraint) -> str:
    """What a rule asked for and did not find, in words."""
    where = {"object": "object", "agent": "agent"}.get(
        constraint.role, "“" + "|".join(sorted(constraint.prepositions)) + " …”"
    )
    if constraint.kind == "event":
        what = "|".join(sorted(t if m is None else f"{t}.{m}" for t, m in constraint.types))
        return f"no {what} as {where}"
    if constraint.kind == "sector":
        return f"the {where} is none of {'|'.join(sorted(constraint.sectors))}"
    if constraint.kind == "slot":
        return f"nothing for {constraint.slot} as {where}"
    if constraint.kind == "without":
        return f"the {where} is one that the rule excludes"
    return f"the {where} is none of the rule's words"
