"""Whether the words at a place are those that a rule names: phrases with modifiers and tails, measures, actions."""

from __future__ import annotations

from .clause import Clause, Clauses
from .rules.index import PhraseTest

_MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod", "nummod", "advmod", "obl", "nmod:desc", "case",
                        "flat", "obl:npmod", "obl:unmarked"})  # fmt: skip

_THEY = frozenset({"they", "it", "he", "she"})
#: Relations of words before a noun that may be its modifiers in whatever form.
_BEFORE_NOUN = frozenset({"amod", "compound"})

#: What brings goods, and the verbs that tell which: "a [plane] [carrying] medicine" is medicine that comes.
_CARRIERS = frozenset({"plane", "aircraft", "flight", "jet", "ship", "vessel", "boat", "freighter", "truck", "lorry",
                       "vehicle", "train", "convoy", "flotilla", "aeroplane", "barge"})  # fmt: skip
_CARRYING = frozenset({"carry", "load", "lade", "bring", "transport", "bear", "deliver", "fill", "pack", "haul"})

_MONEY = frozenset({"dollar", "euro", "pound", "yen", "yuan", "rouble", "ruble", "rupee", "franc", "riyal", "dirham"})

#: First names that are also words which rules ask for.
_FIRST_NAMES = frozenset({"bill", "faith", "gene", "grant", "guy", "hope", "king", "mark", "victor"})


class Wording:
    """The words of one sentence as the phrases of rules ask for them."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.sentence = clauses.sentence
        self.lemmas = clauses.lemmas
        self.children = clauses.children
        self.vocabulary = clauses.vocabulary

    def words(self) -> set[str]:
        """All that a rule may name in the sentence: its lemmas, modifiers as they stand ("voting rights"), and
        compounds that the tokenizer divides ("cease-fire"), verbs with their particle ("hand_over")."""
        forms, lemmas = self.sentence.forms, self.lemmas
        found = set(lemmas)
        found.update(forms[i].lower() for i, relation in enumerate(self.sentence.deprels) if relation in _BEFORE_NOUN)
        if "compound:prt" in self.sentence.deprels:
            particles = [i for i, relation in enumerate(self.sentence.deprels) if relation == "compound:prt"]
            found.update(f"{lemmas[self.sentence.heads[i]]}_{lemmas[i]}" for i in particles)
        if "-" in forms:
            last = len(forms) - 1
            found.update(
                f"{lemmas[i - 1]}-{lemmas[i + 1]}" for i, form in enumerate(forms) if form == "-" and 0 < i < last
            )
        return found

    def _divided(self, word: int) -> str:
        """The compound that ends in a word, where the tokenizer has divided it ("cease-fire"); else ""."""
        if word > 1 and self.sentence.forms[word - 1] == "-":
            return f"{self.lemmas[word - 2]}-{self.lemmas[word]}"
        return ""

    def phrase_at(self, test: PhraseTest, head: int) -> int:
        """The word at which a phrase stands: ``head``, or what a measure noun counts ("a list of demands"); else -1."""
        if self.is_phrase(test, head):
            return head
        if not self._measures(head):
            return self._cargo(test, head) if self.lemmas[head] in _CARRIERS else -1
        deprels, upos = self.sentence.deprels, self.sentence.upos
        for child in self.children[head]:
            relation = deprels[child]
            if relation == "acl" and upos[child] == "VERB":
                # "a document outlining its demands"
                for inner in self.clauses.verb(child).objects:
                    if inner != head and self.is_phrase(test, inner):
                        return inner
            if relation == "nmod" or (relation in ("obl", "dep") and upos[child] == "NOUN"):
                found = self.phrase_at(test, child)
                if found >= 0:
                    return found
        return self._counted(test, head)

    def _cargo(self, test: PhraseTest, carrier: int) -> int:
        """ "A plane carrying [medicine]", "trucks loaded with [food]", "a ship with [blankets]"; else -1."""
        deprels = self.sentence.deprels
        for child in self.children[carrier]:
            goods: list[int] = []
            if deprels[child] in ("acl", "acl:relcl") and self.lemmas[child] in _CARRYING:
                clause = self.clauses.verb(child)
                goods = [*clause.objects, *(o.head for o in clause.obliques if o.preposition == "with")]
            elif deprels[child] == "nmod" and child > carrier and self.clauses.preposition(child) in ("with", "of"):
                goods = self.clauses.conjuncts(child)
            for head in goods:
                found = self.phrase_at(test, head) if head != carrier else -1
                if found >= 0:
                    return found
        return -1

    def _counted(self, test: PhraseTest, head: int) -> int:
        """ "Withheld [$2 million] [in aid]": what a sum is, hung on the verb."""
        deprels, governor = self.sentence.deprels, self.sentence.heads[head]
        if governor < 0 or deprels[head] not in ("obj", "nsubj:pass"):
            return -1
        if self.sentence.upos[head] not in ("SYM", "NUM") and self.lemmas[head] not in _MONEY:
            return -1
        for child in self.children[governor]:
            if child > head and deprels[child] == "obl" and self.clauses.preposition(child) in ("in", "of"):
                return child if self.is_phrase(test, child) else -1
        return -1

    def _measures(self, head: int) -> bool:
        """A word that only counts what stands after it: "a list of", "$2 million in", "12 tons of", "worth of"."""
        lemma = self.lemmas[head]
        return lemma in self.vocabulary.transparent or self.sentence.upos[head] in ("SYM", "NUM")

    def is_phrase(self, test: PhraseTest, head: int) -> bool:
        """Whether the noun phrase at ``head`` is one that ``test`` names."""
        if self.sentence.upos[head] == "PROPN" and (title := self._title(head)) >= 0 and self.is_phrase(test, title):
            return True
        lemma = self.lemmas[head]
        if lemma in test.single:
            return not self._is_first_name(head)
        compound = self._divided(head)
        if compound and compound in test.single:
            return True
        several = test.multi.get(lemma, ())
        if compound:
            several = [*several, *test.multi.get(compound, ())]
        for modifiers, tails in several:
            if all(self.modified(head, m) for m in modifiers) and all(
                self._has_tail(head, preposition, tail) for preposition, tail in tails
            ):
                return True
        return False

    def _title(self, name: int) -> int:
        """ "[Journalist] Jan Doe was shot": the noun that says what somebody is; else -1."""
        before = name - 1
        if before < 0 or self.sentence.heads[before] != name or self.sentence.deprels[before] != "nmod:desc":
            return -1
        return before if self.sentence.upos[before] in ("NOUN", "PROPN") else -1

    def _is_first_name(self, head: int) -> bool:
        """ "Bill Doe" is no bill."""
        after, sentence = head + 1, self.sentence
        if self.lemmas[head] not in _FIRST_NAMES or sentence.upos[head] != "PROPN" or after >= len(self.lemmas):
            return False
        return sentence.deprels[after] == "flat" and sentence.heads[after] == head and sentence.upos[after] == "PROPN"

    def is_action(self, test: PhraseTest, verb: int) -> bool:
        """Whether an embedded verb is one of a rule's words, alone or with its object ("to reach agreement")."""
        lemma = self.lemmas[verb]
        if lemma in test.single:
            return True
        if self.sentence.upos[verb] != "VERB":
            return bool(test.multi) and self.is_phrase(test, verb)
        for child in self.children[verb]:
            if self.sentence.deprels[child] == "compound:prt" and f"{lemma}_{self.lemmas[child]}" in test.single:
                return True  # "to [hand over] the pilots"
        if not test.multi:
            return False
        for head in self.clauses.verb(verb).objects:
            for modifiers, _ in test.multi.get(self.lemmas[head], ()):
                if any(lemma in m for m in modifiers):
                    return True
        return False

    def modified(self, head: int, lemmas: frozenset[str]) -> bool:
        """Whether one of the words modifies ``head``: "peace plan", "plan of peace", "prisoner-of-war exchange". Before
        the noun a word counts as it stands, too ("voting rights")."""
        deprels = self.sentence.deprels
        for child in self.children[head]:
            if deprels[child] not in _MODIFIERS:
                if deprels[child] == "acl" and self.sentence.xpos[child] == "VBN" and (
                    self.sentence.forms[child].lower() in lemmas
                ):
                    return True  # "a banker [wanted] for fraud"
                continue
            if self.lemmas[child] in lemmas:
                return True
            if child < head:
                if self.sentence.forms[child].lower() in lemmas or self._divided(child) in lemmas:
                    return True
                for grandchild in self.children[child]:
                    if self.lemmas[grandchild] in lemmas:
                        return True
        return False

    def _has_tail(self, head: int, preposition: str, test: PhraseTest) -> bool:
        """Whether a phrase with that preposition hangs on ``head``: "weapons [of mass destruction]"."""
        deprels, clauses = self.sentence.deprels, self.clauses
        for child in self.children[head]:
            hangs = deprels[child] in ("nmod", "obl") and clauses.preposition(child) == preposition
            if hangs and any(self.is_phrase(test, h) for h in clauses.conjuncts(child)):
                return True
        governor = self.sentence.heads[head]
        if governor < 0 or deprels[head] not in ("obj", "nsubj:pass"):
            return False
        # The phrase may hang on the verb instead: "offered [a pause] [in fighting]".
        after = [c for c in self.children[governor] if c > head and deprels[c] == "obl"]
        return any(clauses.preposition(c) == preposition and self.is_phrase(test, c) for c in after)


def who_says_so(clauses: Clauses, clause: Clause) -> list[int]:
    """ "[Drivers] say they will stop work": the agents, with those whom their pronoun stands for."""
    sentence, agents = clauses.sentence, clause.agents
    if len(agents) == 1 and sentence.upos[agents[0]] == "PRON" and sentence.deprels[clause.head] == "ccomp":
        verb = sentence.heads[clause.head]
        if sentence.forms[agents[0]].lower() in _THEY and clauses.lemmas[verb] in clauses.vocabulary.speech:
            return [*agents, *clauses.verb(verb).agents]
    return agents
