"""From a dependency tree to voice-neutral clauses.

A rule author writes ``reject proposal``; this module sees to it that every way in which English says so gives the
same clause: an agent, objects, prepositional phrases, complements. Each construction is one small method of
``Clauses`` whose docstring is its explanation; its name is kept on the clause (``constructions``), so that a trace can
show how an argument was found. The scheme is Universal Dependencies; the idea of small named rules is PredPatt's.

Where parsers often err (a prepositional phrase on the object instead of the verb), both readings are kept.
"""

from __future__ import annotations

from collections.abc import Callable

from .sentence import Sentence
from .words import Words

_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
_PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
_TITLES = frozenset({"nmod:desc", "compound", "appos", "flat"})
_OBLIQUES = frozenset({"obl", "nmod", "obl:arg"})
PARTICLES = frozenset({"up", "out", "off", "down", "back", "away", "over", "in", "on", "through", "aside", "apart",
                        "forward", "ahead", "along", "around", "together"})  # fmt: skip
_PREDICATES = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_TWO_WORDS = frozenset({"out_of", "because_of", "instead_of", "ahead_of", "away_from", "along_with", "together_with", "next_to",
                        "close_to", "outside_of", "inside_of"})  # fmt: skip
#: Preposition, noun and preposition that act as one.
_JOINED = frozenset({
    "on_behalf_of", "in_favour_of", "in_favor_of", "in_front_of", "in_support_of", "in_response_to", "in_exchange_for",
    "in_touch_with", "in_return_for", "in_line_with", "in_defiance_of", "in_violation_of", "in_protest_at",
    "in_retaliation_for", "in_solidarity_with", "in_contact_with", "at_war_with", "in_talk_with", "in_talks_with",
    "as_part_of", "in_charge_of", "in_opposition_to", "at_odds_with",
})  # fmt: skip
#: Verbs whose second object says what the first is: "called the envoy a liar".
_NAMING = frozenset({"call", "name", "label", "dub", "declare", "consider", "brand", "deem", "appoint", "elect", "make", "term"})
_BARE_INFINITIVE = frozenset({"help", "let", "make", "have", "see", "hear", "watch", "dare", "go", "come", "bid", "be"})
_EXAMPLES = frozenset({"like", "such_as", "including"})
#: Subject-control verbs: their object does not act in the infinitive ("promised Keld to leave").
_SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "pledge", "use", "ask_permission"})
#: Prepositions after which an event noun's partner acts as well ("talks with", "clashes between").
BETWEEN = frozenset({"between", "among", "amongst"})


class Oblique:
    """A prepositional phrase: preposition, head word, and whether it hangs on the trigger itself or on an argument."""

    __slots__ = ("head", "near", "preposition")

    def __init__(self, preposition: str, head: int, near: bool = True) -> None:
        self.preposition = preposition
        self.head = head
        self.near = near

    def __repr__(self) -> str:
        return f"{self.preposition}>{self.head}"


class Clause:
    """One predicate with its participants, free of voice and syntax. All members hold word numbers.

    ``kind`` is "v", "n" or "a"; ``words`` are the words that carry the predicate (verb and particle; event noun and
    its light verb); ``complements`` pairs a marker ("to", "ing", "that", or a preposition before a gerund) with the
    head of the embedded clause; ``support`` is the light verb of an event noun, or -1.
    """

    __slots__ = (
        "agents", "complements", "constructions", "head", "kind", "mutual", "objects", "obliques", "passive", "support",
        "words",
    )  # fmt: skip

    def __init__(self, head: int, kind: str) -> None:
        self.head = head
        self.kind = kind
        self.words: list[int] = [head]
        self.agents: list[int] = []
        self.objects: list[int] = []
        self.obliques: list[Oblique] = []
        self.complements: list[tuple[str, int]] = []
        self.constructions: list[str] = []
        self.passive = False
        self.mutual = False
        self.support = -1

    def add_agents(self, heads: list[int], why: str) -> None:
        new = [h for h in heads if h not in self.agents]
        if new:
            self.agents += new
            self.constructions.append(why)

    def add_objects(self, heads: list[int], why: str) -> None:
        new = [h for h in heads if h not in self.objects]
        if new:
            self.objects += new
            self.constructions.append(why)

    def with_object_from(self, preposition: str) -> Clause:
        """The clause with the phrases of one preposition as its objects: for a rule that names verb and preposition as
        one word ("look_into")."""
        copy = Clause(self.head, self.kind)
        for name in Clause.__slots__:
            setattr(copy, name, getattr(self, name))
        copy.objects = self.objects + [o.head for o in self.obliques if o.preposition == preposition and o.near]
        copy.obliques = [o for o in self.obliques if o.preposition != preposition or not o.near]
        copy.constructions = [*self.constructions, "prepositional_verb"]
        return copy

    def __repr__(self) -> str:
        return (
            f"Clause({self.kind}{self.head} agents={self.agents} objects={self.objects} "
            f"obliques={self.obliques} complements={self.complements})"
        )


class Clauses:
    """Makes and keeps the clauses of one sentence. ``can_act(word)`` says whether a word names or describes an actor;
    it is asked only for the modifiers of event nouns ("the Zorvian attack", "a police raid"). ``is_party(word)`` says whether
    it is the bare name of a state, organisation or person, no adjective."""

    def __init__(
        self, sentence: Sentence, words: Words, can_act: Callable[[int], bool], is_party: Callable[[int], bool]
    ) -> None:
        self.is_party = is_party
        self.sentence = sentence
        self.vocabulary = words
        self.can_act = can_act
        self.children = sentence.children
        self.lemmas = sentence.lemma_keys
        self._verbs: dict[int, Clause] = {}
        self._nouns: dict[int, Clause] = {}
        self.speakers: dict[int, list[int]] = {}  # speech verb → who says, where the tree has it wrong
        self._conjuncts: dict[int, list[int]] = {}  # only where a repair differs from the tree
        self._prepositions: dict[int, str] = {}
        self._stranded = self._find_stranded() if "advcl" in sentence.deprels else {}
        self._active: set[int] = set()

    # ---------------------------------------------------------------- small questions about words

    def conjuncts(self, head: int) -> list[int]:
        """``head`` and the nouns coordinated with it: "Keld and Orm" (phenomenon: lists)."""
        known = self._conjuncts.get(head)
        if known is not None:
            return known
        found = [head]
        deprels, upos = self.sentence.deprels, self.sentence.upos
        for child in self.children[head]:
            if deprels[child] == "conj" and upos[child] not in _PREDICATES:
                found.append(child)
        return found

    def preposition(self, head: int) -> str:
        """The preposition of a phrase, "" where it has none; a fixed one is joined ("out_of", "on_behalf_of")."""
        found = self._prepositions.get(head)
        if found is None:
            found = self._prepositions[head] = self._find_preposition(head)
        return found

    def _find_preposition(self, head: int) -> str:
        deprels, lemmas = self.sentence.deprels, self.lemmas
        for child in self.children[head]:
            if deprels[child] == "case" and lemmas[child] not in ("'s", "’s", "'", "’"):
                fixed = [lemmas[c] for c in self.children[child] if deprels[c] == "fixed"]
                if not fixed and child + 1 < len(lemmas) and deprels[child + 1] == "case":
                    joined = f"{lemmas[child]}_{lemmas[child + 1]}"  # "out" and "of", each hung on the noun
                    if joined in _TWO_WORDS:
                        return joined
                return "_".join([lemmas[child], *fixed]) if fixed else lemmas[child]
        # A parser may hang the preposition on the title before a name: "with [the Somali President] Farmajo".
        for child in self.children[head]:
            if child > head:
                break
            if deprels[child] in _TITLES:
                found = self.preposition(child)
                if found:
                    return found
        return ""

    def marker(self, head: int) -> str:
        """How an embedded clause is introduced: "to", a conjunction or preposition, or "" for none."""
        deprels, lemmas = self.sentence.deprels, self.lemmas
        found = ""
        for child in self.children[head]:
            relation = deprels[child]
            if relation == "mark" or (relation == "case" and child < head):
                if lemmas[child] == "to" and self.sentence.upos[child] == "PART":
                    return "to"
                found = found or lemmas[child]
        return found

    def is_participle(self, word: int, tag: str) -> bool:
        """Whether ``word`` has Penn tag VBG or VBN (with UD features where a parse has no Penn tags)."""
        xpos = self.sentence.xpos[word]
        if xpos != "_":
            return xpos == tag
        feats = self.sentence.feats[word]
        if tag == "VBG":
            return "VerbForm=Ger" in feats or ("VerbForm=Part" in feats and "Tense=Pres" in feats)
        return "VerbForm=Part" in feats and "Tense=Past" in feats

    def is_passive(self, verb: int) -> bool:
        """Passive by auxiliary, passive subject or agent phrase, or a bare past participle on a noun."""
        deprels = self.sentence.deprels
        by = False
        has_object = False
        auxiliary = False
        for child in self.children[verb]:
            relation = deprels[child]
            if relation == "aux:pass" or relation in _PASSIVE_SUBJECTS or relation == "obl:agent":
                return True
            if relation == "obj" or (relation == "xcomp" and self._is_bare_noun(child)):
                has_object = True
            elif relation == "aux":
                auxiliary = True
            elif relation in _OBLIQUES and self.preposition(child) == "by":
                by = True
        if not self.is_participle(verb, "VBN") or auxiliary:
            return False
        relation = deprels[verb]
        if relation in ("acl", "amod"):
            return not has_object
        if relation == "advcl":
            return not has_object
        if relation == "conj":
            head = self.sentence.heads[verb]
            return not has_object and self.sentence.upos[head] == "VERB" and self.is_passive(head)
        return by and not has_object

    # ---------------------------------------------------------------- verbs

    def verb(self, head: int) -> Clause:
        """The clause of a verb (or of a predicate adjective, with ``kind`` "a")."""
        clause = self._verbs.get(head)
        if clause is None:
            clause = Clause(head, "v" if self.sentence.upos[head] in _PREDICATES else "a")
            self._verbs[head] = clause
            self._fill_verb(clause)
        return clause

    def _fill_verb(self, clause: Clause) -> None:
        head, sentence = clause.head, self.sentence
        deprels, lemmas, upos = sentence.deprels, self.lemmas, sentence.upos
        clause.passive = passive = clause.kind == "v" and self.is_passive(head)
        given = passive and any(deprels[c] == "obj" for c in self.children[head])
        for child in self.children[head]:
            relation = deprels[child]
            if relation in _SUBJECTS or relation in _PASSIVE_SUBJECTS:
                if given and relation in _PASSIVE_SUBJECTS:
                    # "Keld was given a loan": the subject beside an object is the recipient.
                    clause.obliques += [Oblique("to", h) for h in self.conjuncts(self.antecedent(child, head))]
                    clause.constructions.append("passive_recipient")
                elif upos[child] not in _PREDICATES or relation.startswith("nsubj"):
                    self._subject(clause, self.antecedent(child, head), passive or relation in _PASSIVE_SUBJECTS)
            elif relation == "obj":
                antecedent = self.antecedent(child, head)
                if antecedent >= 0 and not self._is_recipient(child, head):
                    clause.add_objects(self.conjuncts(antecedent), "direct_object")
                elif antecedent >= 0:
                    clause.obliques += [Oblique("to", h) for h in self.conjuncts(child)]
                    clause.constructions.append("dative_shift")
            elif relation == "iobj" and not any(deprels[c] == "obj" for c in self.children[head]):
                # "allowed the monitors to enter", "warned Keld that …": the only object, whatever its label.
                clause.add_objects(self.conjuncts(child), "direct_object")
            elif relation == "iobj":
                clause.obliques += [Oblique("to", h) for h in self.conjuncts(child)]
                clause.constructions.append("dative_shift")
            elif relation == "obl:agent" or (passive and relation in _OBLIQUES and self.preposition(child) == "by"):
                if self._is_gerund(child):
                    continue
                clause.add_agents(self.conjuncts(child), "passive_agent")
            elif relation in _OBLIQUES:
                self._oblique(clause, child, near=True)
            elif relation in ("xcomp", "ccomp", "advcl", "parataxis"):
                if relation == "xcomp" and (self._is_bare_noun(child) or self._is_mistagged_noun(child, head)) and not any(
                    deprels[c] == "obj" for c in self.children[head]
                ):
                    clause.add_objects(self.conjuncts(child), "noun_complement")
                else:
                    self._complement(clause, child)
            elif relation == "compound:prt" or (
                relation in ("advmod", "case") and lemmas[child] in PARTICLES and child == head + 1
            ):
                clause.words.append(child)
        if clause.kind == "v":
            if not clause.objects if passive else not clause.agents:
                self._shared_subject(clause)
            if not clause.objects if passive else not clause.agents:
                self._stranded_subject(clause)
            if not clause.objects and not passive:
                self._shared_object(clause)
            self._relative_gap(clause)
            self._recipient_inside(clause)
        elif not clause.agents:
            self._shared_subject(clause)
        if passive and not clause.agents:
            self._shared_agent(clause)
        if passive and clause.objects and not clause.agents:
            self._raised_subject(clause)
        self._object_phrases(clause)

    def _shared_agent(self, clause: Clause) -> None:
        """ "Was bombed and later occupied by Keld": coordinated passives share the by-phrase."""
        for child in self.children[clause.head]:
            if self.sentence.deprels[child] == "conj" and self.sentence.upos[child] == "VERB" and self.is_passive(child):
                if not self._own_subject(child):
                    clause.add_agents(self.verb(child).agents, "coordination_shares_agent")

    def _raised_subject(self, clause: Clause) -> None:
        """ "Zorvia is expected to sign": the subject of a passive raising verb is the one that acts. Not so with verbs
        that take a person and an infinitive ("was urged to sign")."""
        lemma = self.lemmas[clause.head]
        if lemma in self.vocabulary.object_control or not any(m == "to" for m, _ in clause.complements):
            return
        embedding = self.vocabulary.embedding
        form = self.sentence.forms[clause.head].lower()
        if "to" in embedding.get((lemma, "v"), ()) or "to" in embedding.get((form, "a"), ()):
            clause.agents, clause.objects = clause.objects, []
            clause.passive = False
            clause.constructions.append("raised_subject")

    def _is_bare_noun(self, word: int) -> bool:
        """A noun phrase without preposition that a parser took for a complement."""
        return self.sentence.upos[word] in ("NOUN", "PROPN") and not self.preposition(word) and not self.marker(word)

    def _is_mistagged_noun(self, word: int, verb: int) -> bool:
        """ "Granted asylum": a noun that the tagger takes for a bare infinitive. Only some verbs take those."""
        if self.sentence.upos[word] != "VERB" or self.lemmas[verb] in _BARE_INFINITIVE or self.marker(word):
            return False
        if self.sentence.xpos[word] in ("VBG", "VBN", "VBD", "VBZ") or self._own_subject(word) or self._has_auxiliary(word):
            return False
        return self.sentence.forms[word].lower() == self.lemmas[word] and word == verb + 1

    def _subject(self, clause: Clause, word: int, passive: bool) -> None:
        """A subject is the agent; a passive subject the object."""
        if word < 0:
            return
        if passive:
            clause.add_objects(self.conjuncts(word), "passive_subject")
        else:
            clause.add_agents(self.conjuncts(word), "subject")

    def _recipient_inside(self, clause: Clause) -> None:
        """ "Sold Brin twelve helicopters": a parser may take the recipient for a modifier of the thing given. It stands
        right after the verb and is the bare name of a party."""
        after = clause.head + 1
        if self.lemmas[clause.head] not in self.vocabulary.ditransitive or after >= len(self.lemmas):
            return
        host = self.sentence.heads[after]
        if self.sentence.deprels[after] in ("compound", "nmod:unmarked", "nmod") and host in clause.objects:
            if host > after and self.is_party(after):
                clause.obliques.append(Oblique("to", after))
                clause.constructions.append("dative_shift")

    def _is_recipient(self, word: int, verb: int) -> bool:
        """The first of two objects, where a parser calls both direct: "handed [Keld] [a list of demands]"."""
        deprels = self.sentence.deprels
        if self.lemmas[verb] in _NAMING:
            return False
        return any(deprels[c] == "obj" and c > word for c in self.children[verb]) and not any(
            deprels[c] == "iobj" for c in self.children[verb]
        )

    def _is_gerund(self, word: int) -> bool:
        return self.sentence.upos[word] == "VERB" and self.is_participle(word, "VBG")

    def antecedent(self, word: int, verb: int) -> int:
        """A relative pronoun stands for the noun that its clause modifies: "rebels who seized the town".

        -1 where nothing is stood for ("there")."""
        sentence = self.sentence
        if self.lemmas[word] in _RELATIVE and sentence.deprels[verb].startswith("acl"):
            if sentence.upos[word] in ("PRON", "DET", "SCONJ"):
                noun = sentence.heads[verb]
                if self.preposition(noun) in _EXAMPLES and sentence.upos[sentence.heads[noun]] in _NOMINAL:
                    return sentence.heads[noun]  # "guarantees, like troops, that Keld ruled out"
                return noun
        if self.lemmas[word] in _RELATIVE and sentence.deprels[verb] == "conj":
            head = sentence.heads[verb]
            if sentence.deprels[head].startswith("acl"):
                return sentence.heads[head]
        return word

    def _oblique(self, clause: Clause, word: int, near: bool) -> None:
        """A prepositional phrase; before a gerund it is a complement ("accused of shelling")."""
        preposition = self.preposition(word)
        if self.sentence.upos[word] == "VERB":
            clause.complements.append((preposition or "ing", word))
            if self.is_participle(word, "VBG"):
                return
        if not preposition or (preposition == "with" and self._is_absolute(word)):
            return
        if near and preposition in ("in", "on", "at", "as", "with"):
            for child in self.children[word]:
                joined = f"{preposition}_{self.lemmas[word]}_{self.preposition(child)}"
                if joined in _JOINED and self.sentence.deprels[child] == "nmod":
                    clause.obliques += [Oblique(joined, h) for h in self.conjuncts(child)]
        head = self.antecedent(word, clause.head) if near else word
        if self.lemmas[head] in _WEEKDAYS:
            # "attacks on the Keld Strip Sunday": the day stands behind the name that the phrase is about.
            names = [c for c in self.children[head] if self.sentence.deprels[c] == "compound" and c < head]
            head = names[-1] if names else head
        for conjunct in self.conjuncts(head):
            own = self.preposition(conjunct) if conjunct != head else ""
            clause.obliques.append(Oblique(own or preposition, conjunct, near))

    def _is_absolute(self, word: int) -> bool:
        """ "with Keld casting the plan as a trap": a clause of its own, not a partner."""
        sentence = self.sentence
        if sentence.deprels[word] != "obl":
            return False
        for head in self.conjuncts(word):
            for child in self.children[head]:
                if child > head and sentence.deprels[child] in ("acl", "advcl", "amod") and sentence.upos[child] == "VERB":
                    if not self.marker(child):
                        return True
        # "…, with Keld and Orm casting it as a trap": the participle may hang elsewhere.
        case = next((c for c in self.children[word] if sentence.deprels[c] == "case"), -1)
        after = self.subtree_end(word) + 1
        if case > 0 and sentence.forms[case - 1] == "," and after < len(sentence):
            return sentence.upos[after] == "VERB" and sentence.xpos[after] in ("VBG", "VBN")
        return False

    def _complement(self, clause: Clause, child: int) -> None:
        """Embedded clauses: infinitive ("to"), gerund ("ing"), finite clause ("that"), preposition and gerund."""
        sentence = self.sentence
        marker = self.marker(child)
        relation = sentence.deprels[child]
        verbal = sentence.upos[child] in _PREDICATES
        if relation == "parataxis":
            clause.complements.append(("that", child))
        elif marker == "to":
            clause.complements.append(("to", child))
        elif verbal and self.is_participle(child, "VBG") and not self._has_auxiliary(child):
            if relation == "advcl" and not marker:
                clause.complements.append(("adverbial", child))
            else:
                clause.complements.append((marker or "ing", child))
        elif relation == "ccomp":
            clause.complements.append(("that", child))
        elif relation == "xcomp":
            if not verbal and self.preposition(child):
                self._oblique(clause, child, near=True)
            else:
                clause.complements.append(("to" if verbal else "as", child))
        elif marker:
            clause.complements.append((marker, child))
        for sibling in self.children[child]:
            if sentence.deprels[sibling] == "conj" and sentence.upos[sibling] in _PREDICATES and relation != "parataxis":
                if not self._own_subject(sibling):
                    last = clause.complements[-1][0] if clause.complements else "that"
                    clause.complements.append((last, sibling))

    def _is_perfect_participle(self, verb: int) -> bool:
        """ "Having signed the treaty, …" """
        return any(
            self.sentence.deprels[c] == "aux" and self.sentence.forms[c].lower() == "having" for c in self.children[verb]
        )

    def _has_auxiliary(self, verb: int) -> bool:
        return any(self.sentence.deprels[c] in ("aux", "aux:pass") for c in self.children[verb])

    def _own_subject(self, verb: int) -> bool:
        return any(
            self.sentence.deprels[c] in _SUBJECTS or self.sentence.deprels[c] in _PASSIVE_SUBJECTS
            for c in self.children[verb]
        )

    def surface_subject(self, verb: int) -> list[int]:
        """The words that stand as the subject of ``verb``, its own or the one it is understood to have."""
        if verb in self._active:
            return []  # a cycle of shared subjects: only a broken tree has one
        self._active.add(verb)
        try:
            if self.sentence.upos[verb] in ("NOUN", "PROPN") and not self._own_subject(verb):
                return list(self.noun(verb).agents)
            clause = self.verb(verb)
            return list(clause.objects if clause.passive else clause.agents)
        finally:
            self._active.discard(verb)

    def _shared_subject(self, clause: Clause) -> None:
        """A verb without a subject of its own takes the one it is understood to have: coordination ("blamed Keld and
        promised aid"), control and raising ("agreed to help"), participles ("…, offering a truce"), reduced
        relatives ("the general arrested by Zorvia", "troops occupying the town")."""
        head, sentence = clause.head, self.sentence
        relation, governor = sentence.deprels[head], sentence.heads[head]
        if governor < 0 or clause.head in self._active:
            return
        base = relation.split(":")[0]
        subjects: list[int] = []
        why = base
        if base == "conj":
            if sentence.upos[governor] in ("VERB", "ADJ", "AUX") or self._own_subject(governor):
                subjects, why = self.surface_subject(governor), "coordination_shares_subject"
        elif base == "xcomp":
            subjects, why = self.controller(governor), "control"
        elif base == "ccomp" and not self._own_subject(head):
            if clause.kind == "v" and (self.is_participle(head, "VBG") or self.marker(head) == "to"):
                subjects, why = self.controller(governor), "control"
            elif clause.kind == "v" and head > governor:
                subjects, why = self._before_parenthesis(governor), "parenthetical_speaker"
        elif base == "advcl":
            if (
                clause.passive
                or self.is_participle(head, "VBG")
                or self.marker(head) == "to"
                or self._is_perfect_participle(head)
            ):
                if self.marker(head) == "to" and self.lemmas[governor] in self.vocabulary.object_control:
                    subjects, why = self.controller(governor), "control"
                else:
                    subjects, why = self.surface_subject(governor), "participle_shares_subject"
        elif base == "acl" and sentence.upos[governor] not in _PREDICATES:
            if self.marker(head) == "to":
                subjects, why = self.owners(governor), "infinitive_of_noun"
            elif clause.passive:
                subjects, why = [governor], "reduced_passive_relative"
            elif self.marker(head):
                subjects, why = self.owners(governor), "gerund_of_noun"
            elif relation == "acl" or not clause.objects:
                subjects, why = [governor], "reduced_relative"
        elif base in ("obl", "nmod", "obj") and self._is_gerund(head):
            subjects, why = self.surface_subject(governor), "gerund_shares_subject"
        if not subjects:
            return
        if clause.passive:
            clause.add_objects([s for s in subjects if s not in clause.agents], why)
        else:
            clause.add_agents(subjects, why)

    def _before_parenthesis(self, speech: int) -> list[int]:
        """ "Al-Varr, Keldish officials say, shelled a village"; "Orm, the council said, has freed them": what stands before
        the parenthesis is the subject of what follows it, and what a parser calls its apposition is the speaker."""
        sentence = self.sentence
        if self.lemmas[speech] not in self.vocabulary.speech:
            return []
        host = sentence.heads[speech]
        if sentence.deprels[speech] == "parataxis" and host >= 0 and sentence.upos[host] in _NOMINAL and host < speech:
            return self.conjuncts(host)
        for child in self.children[speech]:
            if sentence.deprels[child] != "nsubj":
                continue
            for apposed in self.children[child]:
                if sentence.deprels[apposed] == "appos" and self.subtree_end(apposed) == speech - 1:
                    self.speakers[speech] = [apposed]
                    return [child]
        return []

    def controller(self, governor: int) -> list[int]:
        """Who acts in the infinitive: the object of "urge Keld to …", else the subject of the governing verb."""
        sentence = self.sentence
        if sentence.upos[governor] in ("VERB", "AUX"):
            clause = self.verb(governor)
            if self.lemmas[governor] not in _SUBJECT_CONTROL:
                if clause.passive:
                    return clause.objects
                if clause.objects:
                    return clause.objects
                datives = [o.head for o in clause.obliques if o.preposition in ("to", "on", "upon", "for") and o.near]
                if datives and self.lemmas[governor] in self.vocabulary.object_control:
                    return datives
        return self.surface_subject(governor)

    def owners(self, noun: int) -> list[int]:
        """Who holds a decision, plan or call: its owner, or the subject of the light verb that governs it."""
        return list(self.noun(noun).agents)

    def _stranded_subject(self, clause: Clause) -> None:
        """ "Urged on by Orm, Zorvia and Keld held talks": a parser may coordinate the subject with the last noun of a
        participle clause in front of it. What stands after the comma, right before the verb, is the subject."""
        stolen = self._stranded.get(clause.head, [])
        if stolen and clause.passive:
            clause.add_objects(stolen, "stranded_subject")
        elif stolen:
            clause.add_agents(stolen, "stranded_subject")

    def _find_stranded(self) -> dict[int, list[int]]:
        """Main verbs without a subject → the one that the fronted participle before them has swallowed."""
        sentence = self.sentence
        found: dict[int, list[int]] = {}
        for participle, relation in enumerate(sentence.deprels):
            verb = sentence.heads[participle]
            if relation != "advcl" or participle > verb or verb in found or self._own_subject(verb):
                continue
            first = min([verb, *(c for c in self.children[verb] if sentence.deprels[c].startswith("aux"))])
            stolen = self._stolen_conjuncts(participle, first)
            if stolen:
                found[verb] = stolen
        return found

    def _stolen_conjuncts(self, participle: int, before: int) -> list[int]:
        """Conjuncts below a fronted participle that reach from a comma up to the word ``before``."""
        sentence = self.sentence
        for host in range(participle, before):
            conjuncts = [c for c in self.children[host] if sentence.deprels[c] == "conj" and sentence.upos[c] in _NOMINAL]
            if not conjuncts or self.children[host] and max(self.subtree_end(c) for c in conjuncts) != before - 1:
                continue
            first = conjuncts[0]
            opened = any(sentence.forms[c] == "," for c in self.children[first] if c < first)
            linked = any(sentence.deprels[c] == "cc" for c in self.children[first])
            if opened and not linked:
                self._conjuncts[host] = [host]
                return conjuncts
        return []

    def subtree_end(self, word: int) -> int:
        """Number of the last word below ``word``."""
        last = word
        for child in self.children[word]:
            if child > word:
                last = max(last, self.subtree_end(child))
        return last

    def _shared_object(self, clause: Clause) -> None:
        """Coordinated verbs share a last object: "shelled and bombed Keld"."""
        deprels, upos = self.sentence.deprels, self.sentence.upos
        if any(marker in ("that", "to", "ing") for marker, _ in clause.complements):
            return
        last = max(clause.words)
        for child in self.children[clause.head]:
            if deprels[child] == "conj" and upos[child] == "VERB" and child - last <= 6:
                between = range(last + 1, child)
                if any(upos[i] not in ("CCONJ", "ADV", "AUX", "PART", "PUNCT") for i in between):
                    return
                if not self._own_subject(child) and not self.is_passive(child):
                    objects = self.verb(child).objects
                    if objects and not any(o.near for o in clause.obliques):
                        clause.add_objects(objects, "coordination_shares_object")
                    return

    def _relative_gap(self, clause: Clause) -> None:
        """In "the deal (that) Keld rejected" the noun before the clause is the object that the clause lacks."""
        sentence = self.sentence
        verb = clause.head
        chain = 0
        # "the deal that Keld refused to sign": the gap may lie in the infinitive.
        while sentence.deprels[verb] in ("xcomp", "conj") and chain < 3 and sentence.heads[verb] >= 0:
            verb = sentence.heads[verb]
            chain += 1
        if sentence.deprels[verb] != "acl:relcl" or clause.passive or clause.objects:
            return
        antecedent = sentence.heads[verb]
        if antecedent in clause.agents or antecedent < 0:
            return
        if any(marker in ("that", "to", "ing") for marker, _ in clause.complements):
            return
        stranded = any(sentence.deprels[c] in ("obl", "advmod") and self.lemmas[c] in ("where", "when", "why")
                       for c in self.children[verb])  # fmt: skip
        if not stranded and (self._own_subject(verb) or chain):
            clause.add_objects(self.conjuncts(antecedent), "relative_object")

    def _object_phrases(self, clause: Clause) -> None:
        """Prepositional phrases of the object count for the verb as well: parsers disagree where they hang."""
        deprels = self.sentence.deprels
        for word in list(clause.objects):
            if word == self.sentence.heads[clause.head]:
                continue  # the antecedent of a relative clause keeps its own phrases
            for child in self.children[word]:
                relation = deprels[child]
                if relation == "nmod" and clause.passive and not clause.agents and self.preposition(child) == "by":
                    clause.add_agents(self.conjuncts(child), "passive_agent_on_object")
                elif relation == "nmod" or (relation == "obl" and self.sentence.upos[word] == "VERB"):
                    self._oblique(clause, child, near=False)
                    for grandchild in self.children[child]:
                        # "the withdrawal of troops [from Keld]"
                        if deprels[grandchild] == "nmod" and self.preposition(grandchild) != "of":
                            self._oblique(clause, grandchild, near=False)
                elif relation in ("acl", "advcl", "acl:relcl") and self.marker(child) == "to":
                    clause.complements.append(("to", child))
                elif relation == "acl" and self._is_gerund(child) and self.marker(child):
                    clause.complements.append((self.marker(child), child))

    # ---------------------------------------------------------------- reported obligation

    def modal(self, word: int) -> Clause:
        """ "Zorvia said Keld must withdraw": who says so demands it. The modal is read as a verb whose agent is the
        speaker, whose object is the one that must, and whose infinitive is what must be done."""
        clause = self._verbs.get(word)
        if clause is not None:
            return clause
        clause = self._verbs[word] = Clause(word, "v")
        sentence = self.sentence
        if sentence.upos[word] == "AUX":
            verb = node = sentence.heads[word]
            if verb < 0 or sentence.deprels[word] != "aux":
                return clause
            own = [h for c in self.children[verb] if sentence.deprels[c].startswith("nsubj") for h in self.conjuncts(c)]
        else:
            # "needs to stop", "has to leave"
            node = word
            verb = next(c for c in self.children[word] if sentence.deprels[c] == "xcomp" and self.marker(c) == "to")
            own = [h for c in self.children[word] if sentence.deprels[c] == "nsubj" for h in self.conjuncts(c)]
        while sentence.deprels[node] == "conj" and sentence.heads[node] >= 0:
            node = sentence.heads[node]
        governor = sentence.heads[node]
        speakers: list[int] = []
        if governor >= 0 and sentence.deprels[node] in ("ccomp", "parataxis"):
            if self.lemmas[governor] in self.vocabulary.speech and sentence.upos[governor] == "VERB":
                speakers = list(self.verb(governor).agents)
        if not speakers:
            for child in self.children[node]:
                if sentence.deprels[child] == "parataxis" and self.lemmas[child] in self.vocabulary.speech:
                    speakers = [h for c in self.children[child] if sentence.deprels[c] == "nsubj" for h in self.conjuncts(c)]
        if speakers:
            clause.add_agents(speakers, "reported_obligation")
            clause.add_objects(own, "reported_obligation")
            clause.complements.append(("to", verb))
        return clause

    # ---------------------------------------------------------------- event nouns

    def noun(self, head: int) -> Clause:
        """The clause of an event noun: "Zorvia's rejection of Keld's plan", "talks between Zorvia and Keld"."""
        clause = self._nouns.get(head)
        if clause is None:
            clause = Clause(head, "n")
            self._nouns[head] = clause
            self._fill_noun(clause)
        return clause

    def _fill_noun(self, clause: Clause) -> None:
        head, sentence = clause.head, self.sentence
        deprels, lemmas = sentence.deprels, self.lemmas
        owners: list[int] = []
        of: list[int] = []
        for child in self.children[head]:
            relation = deprels[child]
            if relation == "nmod:poss":
                owners += self.conjuncts(child)
            elif relation in _OBLIQUES:
                preposition = self.preposition(child)
                if self.sentence.upos[child] == "VERB":
                    clause.complements.append((preposition or "ing", child))
                elif preposition == "of":
                    of += self.conjuncts(child)
                elif preposition == "by":
                    clause.add_agents(self.conjuncts(child), "by_phrase_of_noun")
                elif preposition in BETWEEN:
                    clause.add_agents(self.conjuncts(child), "between_phrase")
                    clause.mutual = True
                else:
                    self._oblique(clause, child, near=True)
            elif relation in ("compound", "amod", "nmod", "nmod:desc") and child < head and self.can_act(child):
                owners += self.conjuncts(child) if relation != "compound" else [child]
            elif relation == "acl" and self.marker(child):
                clause.complements.append((self.marker(child), child))
            elif relation in ("acl", "advcl", "ccomp") and lemmas[child] and self.marker(child) in ("to", "that"):
                clause.complements.append((self.marker(child), child))
            elif relation == "acl:relcl" and self.lemmas[child] in self.vocabulary.light:
                self._relative_light_verb(clause, child)
            elif relation == "acl" and self.lemmas[child] in self.vocabulary.light and self.is_passive(child):
                clause.add_agents(self.verb(child).agents, "light_verb_participle")
        self._phrases_of_participants(clause, of)
        self._light_verb(clause)
        self._owners_and_of(clause, owners, of)

    def _phrases_of_participants(self, clause: Clause, of: list[int]) -> None:
        """Parsers hang the next phrase on the last noun: "an attack by Zorvia [on Orm]", "the killing of soldiers [by Keld]"."""
        deprels = self.sentence.deprels
        for participant in [*clause.agents, *of]:
            for child in self.children[participant]:
                if deprels[child] != "nmod" or child < participant:
                    continue
                preposition = self.preposition(child)
                if preposition == "by" and participant in of and not clause.agents:
                    clause.add_agents(self.conjuncts(child), "by_phrase_of_noun")
                elif preposition in ("on", "against", "with", "to", "over", "for") and participant in clause.agents:
                    clause.obliques += [Oblique(preposition, h, False) for h in self.conjuncts(child)]

    def _owners_and_of(self, clause: Clause, owners: list[int], of: list[int]) -> None:
        """An owner acts, unless somebody else is named as acting ("Keld's invasion by Zorvia"). An of-phrase is the
        object, unless the noun's verb has none ("the withdrawal of Zorvia") and nobody else acts."""
        if clause.agents and "by_phrase_of_noun" in clause.constructions:
            clause.add_objects(owners, "owner_of_noun")
        elif self.lemmas[clause.head] in self.vocabulary.patient_owner and not of:
            clause.add_objects(owners, "patient_owner")
        else:
            clause.add_agents(owners, "owner_of_noun")
        if not of:
            return
        nominal = self.vocabulary.nominal.get(self.lemmas[clause.head])
        if nominal is not None and nominal[1] == "agent" and not clause.agents:
            clause.add_agents(of, "of_phrase_acts")
        else:
            clause.add_objects(of, "of_phrase")

    def light_verb_of(self, noun: int) -> tuple[int, str]:
        """The light verb that carries an event noun and its kind: "do" (held talks), "undergo" (faced criticism),
        "happen" (clashes broke out); (-1, "") where there is none."""
        sentence = self.sentence
        relation, governor = sentence.deprels[noun], sentence.heads[noun]
        if relation == "conj" and governor >= 0 and sentence.upos[governor] == "NOUN":
            noun, relation, governor = governor, sentence.deprels[governor], sentence.heads[governor]
        if relation == "nmod" and governor >= 0 and self.lemmas[governor] in self.vocabulary.transparent:
            # "held a round of talks": the light verb governs the measure word.
            noun, relation, governor = governor, sentence.deprels[governor], sentence.heads[governor]
        if governor < 0 or sentence.upos[governor] not in _PREDICATES:
            return -1, ""
        light = self.vocabulary.light
        lemma = self.lemmas[governor]
        particles = [self.lemmas[c] for c in self.children[governor] if sentence.deprels[c] == "compound:prt"]
        keys = [f"{lemma}_{particles[0]}"] if particles else [lemma]
        if relation in ("obl", "obl:arg", "xcomp"):
            keys = [f"{lemma}_{self.preposition(noun)}"]
            relation = "obj"
        if relation == "nsubj" and lemma in ("take",):
            keys = ["take_place"] if any(self.lemmas[c] == "place" for c in self.children[governor]) else []
        for key in keys:
            kinds = light.get(key)
            if not kinds:
                continue
            if relation == "obj" or relation in _PASSIVE_SUBJECTS:
                for kind in ("do", "undergo"):
                    if kind in kinds:
                        return governor, kind
            elif relation in _SUBJECTS and "happen" in kinds:
                return governor, "happen"
        return -1, ""

    def _light_verb(self, clause: Clause) -> None:
        """An event noun under a light verb acts as that verb: its subject is the agent, its phrases are shared."""
        verb, kind = self.light_verb_of(clause.head)
        if verb < 0:
            self._phrases_of_verb(clause)
        if verb < 0 or verb in self._active:
            return
        self._active.add(verb)
        try:
            governing = self.verb(verb)
        finally:
            self._active.discard(verb)
        clause.support = verb
        clause.words += governing.words
        if kind == "do":
            clause.add_agents([a for a in governing.agents if a != clause.head], "light_verb_subject")
        elif kind == "undergo":
            clause.add_objects(governing.agents, "undergoer")
        own = self.sentence.children[clause.head]
        for oblique in governing.obliques:
            if oblique.head != clause.head and oblique.near and oblique.head not in own:
                if kind == "undergo" and oblique.preposition in ("from", "by"):
                    clause.add_agents([oblique.head], "undergone_from")
                elif oblique.preposition in BETWEEN:
                    clause.add_agents([oblique.head], "between_phrase")
                    clause.mutual = True
                else:
                    clause.obliques.append(Oblique(oblique.preposition, oblique.head, True))
        for oblique in list(clause.obliques):
            # "stayed away from talks on a truce [with Keld]"
            for grandchild in self.children[oblique.head]:
                if self.sentence.deprels[grandchild] == "nmod" and self.preposition(grandchild) not in ("of", ""):
                    self._oblique(clause, grandchild, near=False)
        if kind == "undergo":
            for oblique in list(clause.obliques):
                if oblique.preposition == "from":
                    clause.add_agents([oblique.head], "undergone_from")
                    clause.obliques.remove(oblique)
        for marker, complement in governing.complements:
            if marker == "to" and complement != clause.head:
                clause.complements.append((marker, complement))

    def _phrases_of_verb(self, clause: Clause) -> None:
        """ "Promised aid [to Orm]": a phrase of the verb may be the noun's; parsers disagree."""
        sentence = self.sentence
        verb = sentence.heads[clause.head]
        if verb < 0 or sentence.upos[verb] != "VERB" or sentence.deprels[clause.head] not in ("obj", "nsubj:pass"):
            return
        own = {o.preposition for o in clause.obliques}
        for child in self.children[verb]:
            if sentence.deprels[child] == "obl" and child > clause.head:
                preposition = self.preposition(child)
                if preposition in ("to", "with", "against", "on", "for", "between", "from") and preposition not in own:
                    clause.obliques += [Oblique(preposition, h, False) for h in self.conjuncts(child)]

    def _relative_light_verb(self, clause: Clause, verb: int) -> None:
        """ "the talks that Zorvia held", "the demands made by Keld": the light verb stands in a relative clause."""
        if verb in self._active:
            return
        self._active.add(verb)
        try:
            governing = self.verb(verb)
        finally:
            self._active.discard(verb)
        if "do" in self.vocabulary.light[self.lemmas[verb]]:
            clause.add_agents([a for a in governing.agents if a != clause.head], "light_verb_relative")
