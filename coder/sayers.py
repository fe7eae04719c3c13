"""Who says what a clause tells: the subject of the verb of speech above it, an aside, an "according to"."""

from __future__ import annotations

from .clause import Clauses
from .mood_signs import Mood


class Sayers:
    """Finds who is said to say what one sentence tells, as word numbers."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.sentence = clauses.sentence
        self.lemmas = clauses.lemmas
        self.children = clauses.children
        self.words = clauses.vocabulary

    def of(self, verb: int) -> list[int]:
        if verb in self.clauses.speakers:
            return self.clauses.speakers[verb]
        clause = self.clauses.verb(verb)
        if clause.agents:
            return list(clause.agents)
        return [] if clause.passive else self.clauses.surface_subject(verb)

    def according(self, word: int) -> list[int]:
        """ "…, killing ten, according to the army": it may hang on the last of the verbs, and is said of all."""
        forms, lemmas = self.sentence.forms, self.lemmas
        if "to" not in lemmas and "word" not in lemmas:
            return []
        for i in range(len(lemmas) - 2):
            if forms[i].lower() == "according" and lemmas[i + 1] == "to" and (i > word or i < 2):
                head = self.sentence.heads[i] if self.sentence.deprels[i] == "case" else i
                if head == i:
                    head = next((c for c in self.children[i] if c > i + 1), i)
                return self.clauses.conjuncts(head)
            if lemmas[i] == "word" and self.clauses.preposition(i) == "in":
                # "in the words of the minister"
                return [c for c in self.children[i] if self.clauses.preposition(c) == "of"]
        return []

    def beside(self, node: int, mood: Mood) -> None:
        """ "…, officials said" as a parenthesis, and "according to …"."""
        if mood.sayers:
            return
        deprels, lemmas = self.sentence.deprels, self.lemmas
        for child in self.children[node]:
            relation = deprels[child]
            if relation == "parataxis":
                if lemmas[child] in self.words.speech and self.sentence.upos[child] == "VERB":
                    # "…, the minister was quoted as saying"
                    subject = "nsubj:pass" if lemmas[child] in ("quote", "cite") else "nsubj"
                    sayers = [
                        h for c in self.children[child] if deprels[c] == subject for h in self.clauses.conjuncts(c)
                    ]
                    has_content = any(
                        deprels[c] == "ccomp" or (deprels[c] == "obj" and lemmas[child] not in self.words.telling)
                        for c in self.children[child]
                    )  # "a bomb exploded; rebels claimed responsibility"
                    if sayers and not has_content:
                        mood.sayers = sayers
                        return
            elif relation in ("obl", "nmod", "advcl", "parataxis") or relation.startswith("obl"):
                # the form tells: "to enforce the accord" names nobody
                marks = [c for c in (child, *self.children[child]) if lemmas[c] in ("according", "accord")]
                if any(self.sentence.forms[c].lower() == "according" for c in marks):
                    mood.sayers = self.clauses.conjuncts(child)
                    return
