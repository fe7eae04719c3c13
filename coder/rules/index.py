"""Rules made ready for matching: word sets turned inside out, rules filed under their trigger words.

Sets are never expanded into every combination; a set in an argument becomes one shared membership test. For each
trigger lemma the rules stand in the order in which they are tried: the most specific first, later layers before
earlier ones on a tie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .syntax import (
    AGENT,
    Argument,
    Atom,
    EventFiller,
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

#: Words whose rules are kept ready sorted; a corpus has more distinct ones only if its lemmas are noise.
_MEMO = 50_000


class PhraseTest:
    """Whether a noun phrase is one of some phrases.

    ``single``: heads that need nothing else; ``multi``: head → alternatives of (modifier tests, tails), a tail being
    (preposition, PhraseTest); each modifier test is a set of lemmas, one of which must modify the head.
    """

    __slots__ = ("_heads", "multi", "single")

    def __init__(self) -> None:
        self._heads: frozenset[str] | None = None
        self.single: set[str] = set()
        self.multi: dict[str, list[tuple[tuple[frozenset[str], ...], tuple[tuple[str, PhraseTest], ...]]]] = {}

    def heads(self) -> frozenset[str]:
        """Every lemma that such a phrase may have as its head."""
        if self._heads is None:
            self._heads = frozenset(self.single).union(self.multi)
        return self._heads

    def add(self, head: str, modifiers: tuple[frozenset[str], ...], tails: tuple[tuple[str, PhraseTest], ...]) -> None:
        self._heads = None
        self.multi.setdefault(head, []).append((modifiers, tails))

    def merge(self, other: PhraseTest) -> None:
        self._heads = None
        self.single |= other.single
        for head, alternatives in other.multi.items():
            self.multi.setdefault(head, []).extend(alternatives)


class Constraint:
    """One argument of a rule, ready to test.

    ``role`` is "object", "agent" or "oblique"; ``kind`` "slot", "owned", "phrase", "without", "event" or "sector".
    """

    __slots__ = ("kind", "optional", "phrase", "prepositions", "role", "sectors", "slot", "types")

    def __init__(self, argument: Argument, phrases: Phrases) -> None:
        filler = argument.filler
        self.prepositions = frozenset(argument.prepositions)
        self.optional = argument.optional
        self.role = "oblique" if argument.prepositions else "object"
        if argument.prepositions == (AGENT,):
            self.role = "agent"
        self.slot: str | None = None
        self.phrase: PhraseTest | None = None
        self.types: frozenset[tuple[str, str | None]] = frozenset()
        self.sectors: frozenset[str] = frozenset()
        if isinstance(filler, Slot):
            self.kind, self.slot = "slot", filler.name
        elif isinstance(filler, Owned):
            self.kind, self.slot, self.phrase = "owned", filler.slot.name, phrases.test(filler.phrase)
        elif isinstance(filler, EventFiller) and filler.sectors:
            self.kind = "sector"
            self.sectors = filler.sectors
        elif isinstance(filler, EventFiller):
            self.kind = "event"
            self.types = frozenset((t.type, t.mode) for t in filler.types)
        elif isinstance(filler, Without):
            self.kind, self.phrase = "without", phrases.test(filler.phrase)
        else:
            self.kind, self.phrase = "phrase", phrases.test(filler)

    def weight(self) -> int:
        """How much the constraint narrows a rule: words before types, types before slots."""
        if self.optional:
            return 1
        weight = {"slot": 20, "owned": 120, "phrase": 100, "without": 6, "event": 60, "sector": 90}[self.kind]
        if self.kind == "slot" and self.slot == "ANY":
            weight = 10
        if self.kind == "event" and "to" in self.prepositions:
            weight = 108  # what an infinitive tells says more than its verb alone ("failed to reach an agreement")
        if self.kind == "event" and self.types == {("EVENT", None)}:
            weight = 104 if "to" in self.prepositions else 40
        elif self.kind == "event" and "after" in self.prepositions:
            weight = 95  # with a means, it says more than a noun ("soldiers were killed when two bombs exploded")
        if self.kind == "event" and any(mode for _, mode in self.types):
            weight += 10
        if self.kind in ("phrase", "owned") and self.phrase is not None and not self.phrase.single:
            weight += 15
        return weight


class CompiledRule:
    """A rule with its constraints; ``needs`` holds the heads of the phrases that it cannot do without, ``when`` the
    flags of its guard, ``reported`` whether somebody must be said to say it."""

    __slots__ = (
        "acted", "arrow", "asks", "constraints", "needs", "outcome", "place", "reported", "rule",
        "specificity", "spent", "when",
    )  # fmt: skip

    def __init__(self, rule: Rule, phrases: Phrases) -> None:
        self.rule = rule
        self.place = rule.place
        self.arrow = rule.arrow
        self.outcome: Outcome = rule.outcome
        # Cheap and narrow tests first: a failing word test saves the costly look at actors.
        constraints = [Constraint(a, phrases) for a in rule.arguments]
        self.constraints = sorted(constraints, key=lambda c: (c.optional, c.kind != "without", -c.weight()))
        #: Whether it says who acts.
        self.acted = any(c.role == "agent" for c in constraints)
        #: Whether it tells what somebody is to do ("call for TGT to EVENT"), whom a thing cannot be.
        self.asks = any("to" in c.prepositions and (c.kind == "event" or c.slot == "ANY") for c in constraints)
        self.when = frozenset(rule.when) - {"reported"}
        self.reported = "reported" in rule.when
        #: Flags that the rule has answered for; "will not rule out force" is a threat now.
        self.spent = self.when | {"future"} if rule.when else self.when
        self.specificity = sum(c.weight() for c in constraints) + 3 * len(rule.when)
        self.needs = tuple(
            c.phrase.heads()
            for c in self.constraints
            if c.phrase is not None and c.kind in ("phrase", "owned") and not c.optional
        )


class Entry:
    """A rule under one of its trigger words."""

    __slots__ = ("key", "mask", "modifiers", "needs", "order", "pos", "rule", "tails")

    def __init__(
        self,
        key: str,
        rule: CompiledRule,
        pos: str | None,
        modifiers: tuple[frozenset[str], ...],
        tails: tuple[tuple[str, PhraseTest], ...],
        serial: int,
    ) -> None:
        self.key = key
        self.rule = rule
        self.pos = pos
        self.modifiers = modifiers
        self.tails = tails
        specificity = rule.specificity + 200 * len(modifiers) + 150 * len(tails) + (2 if pos else 0)
        self.order = (-specificity, -rule.rule.layer, serial)
        #: One word of each of these sets must stand in the sentence, or the rule cannot fire.
        self.needs: tuple[frozenset[str], ...] = (*modifiers, *(test.heads() for _, test in tails), *rule.needs)
        #: The same with a bit for each set; see ``RuleIndex.lacking``.
        self.mask = 0


class Phrases:
    """Builds phrase tests, one for each distinct phrase, with word sets looked up by name."""

    def __init__(self, sets: dict[str, WordSet]) -> None:
        self.sets = sets
        self._tests: dict[Phrase, PhraseTest] = {}
        self._set_tests: dict[str, PhraseTest] = {}

    def test(self, phrase: Phrase) -> PhraseTest:
        test = self._tests.get(phrase)
        if test is None:
            test = self._tests[phrase] = PhraseTest()
            divided = _divided(phrase)
            if divided:
                for one in divided:
                    test.merge(self.test(one))
                return test
            head = self.atom(phrase.atoms[-1])
            modifiers = tuple(frozenset(self.atom(a).heads()) for a in phrase.atoms[:-1])
            tails = tuple((preposition, self.test(p)) for preposition, p in phrase.tails)
            if not modifiers and not tails:
                test.merge(head)
            else:
                for lemma in head.single:
                    test.add(lemma, modifiers, tails)
                for lemma, alternatives in head.multi.items():
                    for more, more_tails in alternatives:
                        test.add(lemma, modifiers + more, tails + more_tails)
        return test

    def atom(self, atom: Atom) -> PhraseTest:
        if isinstance(atom, SetRef):
            return self.set_test(atom.name)
        test = PhraseTest()
        if isinstance(atom, Word):
            test.single.add(atom.lemma)
        elif isinstance(atom, Group):
            for option in atom.options:
                test.merge(self.test(option))
        return test

    def set_test(self, name: str) -> PhraseTest:
        test = self._set_tests.get(name)
        if test is None:
            test = self._set_tests[name] = PhraseTest()
            entries = self.sets[name].entries if name in self.sets else ()
            for entry in entries:
                test.merge(self.test(entry))
        return test


def _divided(phrase: Phrase) -> list[Phrase]:
    """A phrase with a choice of prepositions inside, "halt (in|of) (fighting|hostility)", as one phrase for each."""
    for at in range(1, len(phrase.atoms) - 1):
        atom = phrase.atoms[at]
        if not isinstance(atom, Group):
            continue
        words = [o.atoms[0].lemma for o in atom.options if len(o.atoms) == 1 and isinstance(o.atoms[0], Word)]
        if len(words) == len(atom.options) and set(words) <= _INNER_PREPOSITIONS:
            rest = Phrase(phrase.atoms[at + 1 :], phrase.tails)
            return [Phrase(phrase.atoms[:at], ((word, rest),)) for word in words]
    return []


_INNER_PREPOSITIONS = frozenset(
    {"of", "in", "to", "for", "on", "from", "with", "by", "at", "against", "between", "over"}
)


class RuleIndex:
    """All rules, filed under their trigger lemmas.

    ``triggers``: lemma (``rule_out`` for a particle verb) → entries, most specific first;
    ``issues``: list of (PhraseTest, issues); ``transforms``: flag set and type → outcome.
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        statements = list(statements)
        self.sets: dict[str, WordSet] = {s.name: s for s in statements if isinstance(s, WordSet)}
        self.phrases = Phrases(self.sets)
        self.rules = [CompiledRule(s, self.phrases) for s in statements if isinstance(s, Rule)]
        self.transforms = [s for s in statements if isinstance(s, Transform)]
        # More flags first, later layers first: the most specific transform wins as well.
        self.transforms.sort(key=lambda t: (-len(t.flags), all(x.type == "EVENT" for x in t.types),
                                            -sum(x.mode is not None for x in t.types), -t.layer))  # fmt: skip
        self._filed: dict[tuple[str, tuple[str, ...], str], list[Entry]] = {}
        self.triggers: dict[str, list[Entry]] = {}
        for serial, rule in enumerate(self.rules):
            for lemma, pos, modifiers, tails in self._trigger_words(rule.rule.trigger):
                self.triggers.setdefault(lemma, []).append(Entry(lemma, rule, pos, modifiers, tails, serial))
        for entries in self.triggers.values():
            entries.sort(key=lambda entry: entry.order)
        self._needs = self._number_needs()
        #: head lemma → [(test, issues)]: only sets that hold the word are looked at.
        self.issues: dict[str, list[tuple[PhraseTest, tuple[str, ...]]]] = {}
        for name, word_set in self.sets.items():
            if word_set.issues:
                test = self.phrases.set_test(name)
                for head in test.heads():
                    self.issues.setdefault(head, []).append((test, word_set.issues))

    def _number_needs(self) -> dict[str, int]:
        """Gives each set of words that rules need a bit, in the entries' masks; returns the bits of each word."""
        bits: dict[frozenset[str], int] = {}
        for entries in self.triggers.values():
            for entry in entries:
                for need in entry.needs:
                    entry.mask |= bits.setdefault(need, 1 << len(bits))
        words: dict[str, int] = {}
        for need, bit in bits.items():
            for word in need:
                words[word] = words.get(word, 0) | bit
        # Equal numbers become one object: what is looked at in every sentence should fit in the processor's cache.
        same: dict[int, int] = {}
        for entries in self.triggers.values():
            for entry in entries:
                entry.mask = same.setdefault(entry.mask, entry.mask)
        return {word: same.setdefault(bits, bits) for word, bits in words.items()}

    def lacking(self, words: Iterable[str]) -> int:
        """The bits of the sets of which a sentence with these lemmas has no word: an entry whose ``mask`` has one of
        them cannot fire. Five of six rules that a trigger brings up fail so, before any clause is built."""
        there, bits = 0, self._needs
        for word in bits.keys() & words:
            there |= bits[word]
        return ~there

    def filed(self, pos: str, keys: tuple[str, ...], other: str) -> list[Entry]:
        """The rules filed under the keys of one word, in the order in which they are tried. Not to be changed.

        ``pos`` is "v", "n" or "a"; ``keys`` are the lemma and, before it, the lemma joined with its particle; ``other``
        is "" or a second form: the verb of a noun, a participle that rules name as an adjective.
        """
        asked = (pos, keys, other)
        found = self._filed.get(asked)
        if found is None:
            triggers = self.triggers
            found = [e for key in keys for e in triggers.get(key, ()) if e.pos is None or e.pos == pos]
            if other and pos == "n":
                found += [e for e in triggers.get(other, ()) if e.pos not in ("a", "n")]
            elif other and other != keys[-1]:
                # "is prepared to": a participle that rules name as an adjective; an adjective that is a participle.
                found += [e for e in triggers.get(other, ()) if e.pos == "a"]
            found.sort(key=lambda e: e.order)
            if len(self._filed) >= _MEMO:
                self._filed.clear()
            self._filed[asked] = found
        return found

    def _trigger_words(
        self, phrase: Phrase
    ) -> Iterator[tuple[str, str | None, tuple[frozenset[str], ...], tuple[tuple[str, PhraseTest], ...]]]:
        """Each trigger lemma with its part of speech, and the words that must stand with it."""
        modifiers = tuple(frozenset(self.phrases.atom(a).heads()) for a in phrase.atoms[:-1])
        tails = tuple((preposition, self.phrases.test(p)) for preposition, p in phrase.tails)
        seen = set()
        for lemma, pos, more, more_tails in self._atom_words(phrase.atoms[-1]):
            key = (lemma, pos, modifiers + more, len(tails + more_tails))
            if key not in seen:
                seen.add(key)
                yield lemma, pos, modifiers + more, tails + more_tails

    def _atom_words(
        self, atom: Atom
    ) -> Iterator[tuple[str, str | None, tuple[frozenset[str], ...], tuple[tuple[str, PhraseTest], ...]]]:
        pos = atom.pos
        if isinstance(atom, Word):
            yield atom.lemma, pos, (), ()
        elif isinstance(atom, Group):
            for option in atom.options:
                for lemma, own, modifiers, tails in self._trigger_words(option):
                    yield lemma, own or pos, modifiers, tails
        elif atom.name in self.sets:
            for entry in self.sets[atom.name].entries:
                for lemma, own, modifiers, tails in self._trigger_words(entry):
                    yield lemma, own or pos, modifiers, tails
