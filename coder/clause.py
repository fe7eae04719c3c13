"""From a dependency tree to voice-neutral clauses.

A rule author writes ``reject proposal``; this layer sees to it that every way in which English says so gives the
same clause: an agent, objects, prepositional phrases, complements. ``tree`` answers what the tree says of words,
``verb_clauses``, ``shared_arguments``, ``noun_clauses`` and ``obligations`` fill clauses, a small named function for
each construction (the idea is PredPatt's); the names are kept on the clause, so that a trace can show how an argument
was found. This module makes the clauses of a sentence, each once.

Where parsers often err (a prepositional phrase on the object instead of the verb), both readings are kept.
"""

from __future__ import annotations

from collections.abc import Callable

from .clause_record import Clause, Oblique
from .copulas import fill_copula
from .impersonal import WORDS as DUTY_WORDS
from .impersonal import Duty, duty
from .noun_clauses import fill_noun
from .obligations import fill_modal
from .seized import is_seized
from .sentence import Sentence
from .shared_arguments import find_stranded
from .told_facts import happened
from .tree import PREDICATES, Tree
from .verb_clauses import PARTICLES, fill_own, fill_shared, object_phrases
from .words import Words

__all__ = ["PARTICLES", "Clause", "Clauses", "Oblique"]

#: Relations by which a predicate may share arguments of the one above it, and what that may be.
_SHARING = frozenset({"conj", "xcomp", "ccomp", "advcl", "obl", "obj", "nmod", "parataxis"})
#: One of these stands in a sentence with "each other" or "one another".
_RECIPROCAL = frozenset({"each", "another", "both"})
#: Of those of whom an infinitive tells something as done: "the first to leave".
_RANKS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "only", "youngest", "oldest"})
_LENDERS = frozenset({"VERB", "AUX", "ADJ"})


class Clauses(Tree):
    """Makes and keeps the clauses of one sentence. ``can_act(word)`` says whether a word names or describes an actor;
    it is asked only for the modifiers of event nouns ("the Zorvian attack", "a police raid"). ``is_party(word)`` says
    whether it is the bare name of a state, organisation or person, no adjective."""

    def __init__(
        self, sentence: Sentence, words: Words, can_act: Callable[[int], bool], is_party: Callable[[int], bool]
    ) -> None:
        super().__init__(sentence, words)
        self.can_act = can_act
        self.is_party = is_party
        self.begun: dict[int, Clause] = {}  # verbs with their own arguments
        self.verbs: dict[int, Clause] = {}  # the same with those that they share
        self.nouns: dict[int, Clause] = {}
        self.speakers: dict[int, list[int]] = {}  # speech verb → who says, where the tree has it wrong
        self.active: set[int] = set()  # verbs whose subject is being sought, against circles
        self.reciprocal = _RECIPROCAL.intersection(self.lemmas) != set()
        self.stranded = find_stranded(self) if "advcl" in sentence.deprels else {}

    def own(self, head: int) -> Clause:
        """The clause of a verb with at least its own arguments."""
        clause = self.begun.get(head)
        if clause is None:
            clause = self.begun[head] = Clause(head, "v" if self.sentence.upos[head] in PREDICATES else "a")
            fill_own(self, clause)
        return clause

    def verb(self, head: int) -> Clause:
        """The clause of a verb (or of a predicate adjective, with ``kind`` "a").

        What a verb shares it has from the verbs above it, so these come first, whichever was asked for first; of those
        below it a verb asks only what is their own.
        """
        clause = self.verbs.get(head)
        if clause is None:
            above = self.sentence.heads[head]
            lends = above >= 0 and above not in self.verbs and self.sentence.upos[above] in _LENDERS
            if lends and self.sentence.deprels[head].split(":")[0] in _SHARING:
                self.verb(above)
                if head in self.verbs:
                    return self.verbs[head]
            clause = self.verbs[head] = self.own(head)
            fill_shared(self, clause)
        return clause

    def noun(self, head: int) -> Clause:
        """The clause of an event noun: "Zorvia's rejection of Keld's plan", "talks between Zorvia and Keld"."""
        clause = self.nouns.get(head)
        if clause is None:
            clause = Clause(head, "n")
            self.nouns[head] = clause
            fill_noun(self, clause)
        return clause

    def surface_subject(self, verb: int) -> list[int]:
        """The words that stand as the subject of ``verb``, its own or the one it is understood to have."""
        if verb in self.active:
            return []  # a cycle of shared subjects: only a broken tree has one
        self.active.add(verb)
        try:
            if self.sentence.upos[verb] in ("NOUN", "PROPN") and not self.has_subject(verb):
                return list(self.noun(verb).agents)
            clause = self.verb(verb)
            return list(clause.objects if clause.passive else clause.agents)
        finally:
            self.active.discard(verb)

    def happened(self, noun: int) -> bool:
        """Whether the sentence takes the event of a noun for a fact: "the raid angered Keld"."""
        return happened(self, noun)

    def owners(self, noun: int) -> list[int]:
        """Who holds a decision, plan or call: its owner, or the subject of the light verb that governs it."""
        agents = list(self.noun(noun).agents)
        if not agents and is_seized(self.sentence, noun):
            return self.surface_subject(self.sentence.heads[noun])  # "used the occasion to thank Keld"
        return agents

    def is_ranked(self, noun: int) -> bool:
        """ "The first state to recognise Orm", "the latest to leave": what its infinitive tells is done."""
        before = [c for c in self.children[noun] if c < noun]
        return any(self.sentence.forms[c].lower() in _RANKS for c in (*before, noun))

    def with_object_from(self, clause: Clause, preposition: str) -> Clause:
        """A clause whose verb and preposition are one word ("set about a settler with iron bars"): what stands behind
        the preposition is the object, and the things in its own phrases are the verb's too (not the parties:
        "looked into the deal with Keld")."""
        copy = clause.with_object_from(preposition)
        own = len(copy.obliques)
        object_phrases(self, copy, [h for h in copy.objects if h not in clause.objects])
        things = (o for o in copy.obliques[own:] if self.sentence.upos[o.head] == "NOUN" and not self.can_act(o.head))
        copy.obliques[own:] = list(things)
        return copy

    def be(self, word: int) -> Clause:
        """The clause of a "be" that carries a phrase: "teachers are on strike" is like "went on strike"."""
        clause = self.verbs.get(word)
        if clause is None:
            clause = self.verbs[word] = Clause(word, "v")
            fill_copula(self, clause)
        return clause

    def duty(self, word: int) -> Duty | None:
        """The obligation that a word tells though it is no modal ("it is time for Keld to withdraw"), or None."""
        return duty(self, word) if self.lemmas[word] in DUTY_WORDS else None

    def modal(self, word: int) -> Clause:
        """The clause of a modal below a verb of speech (see ``obligations``), or of "be" before a phrase."""
        if self.sentence.deprels[word] == "cop":
            return self.be(word)
        if self.duty(word) is not None:
            owed = Clause(word, "v")
            fill_modal(self, owed)
            return owed
        clause = self.verbs.get(word)
        if clause is None:
            clause = self.verbs[word] = Clause(word, "v")
            fill_modal(self, clause)
            if not clause.agents and self.sentence.upos[word] == "VERB":
                del self.verbs[word]  # nobody demands it: "Keld has yet to leave" has a subject for all others
        return clause
