"""Who says what a clause tells: the subject of the verb of speech above it, an aside, an "according to"."""

from __future__ import annotations

from .clause import Clauses
from .mood import Mood
from .told_facts import SEEN

#: Who cites others leaves it to them.
_CITING = frozenset({"cite", "quote"})
#: "A statement [from] the army", "a report [in] the Herald".
_SIGNED = frozenset({"from", "in"})


class Sayers:
    """Finds who is said to say what one sentence tells, as word numbers."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.sentence = clauses.sentence
        self.lemmas = clauses.lemmas
        self.children = clauses.children
        self.words = clauses.vocabulary
        self.heard = self.words.telling | _CITING  # verbs whose object is not what is said

    def of(self, verb: int) -> list[int]:
        if verb in self.clauses.speakers:
            return self.clauses.speakers[verb]
        clause = self.clauses.verb(verb)
        if clause.agents:
            return list(clause.agents)
        return [] if clause.passive else self.clauses.surface_subject(verb)

    def hear(self, verb: int, told: int, mood: Mood) -> None:
        """Puts into a mood who says what a verb of speech governs (``told``)."""
        above = self.sentence.heads[verb]
        if self.sentence.deprels[verb] == "advcl" and self.lemmas[above] in _CITING:
            verb = above  # "quoted officials as [saying]"
        self._put(self.of(verb), verb, told, mood)

    def _put(self, speakers: list[int], verb: int, told: int, mood: Mood) -> None:
        """ "The agency quoted officials as saying", "the agency said, citing officials": officials say it, and the
        agency only where nobody knows whose they are."""
        deprels, lemmas = self.sentence.deprels, self.lemmas
        quoting = [verb, *(c for word in (verb, told) for c in self.children[word] if deprels[c] == "advcl")]
        cited = [c for q in quoting if lemmas[q] in _CITING for c in self.children[q] if deprels[c] == "obj"]
        if cited:
            mood.sayers, mood.relays = [h for c in cited for h in self.clauses.conjuncts(c)], speakers
        else:
            mood.sayers = speakers

    def authors(self, sayers: list[int]) -> list[int]:
        """Who speaks in a document that is said to say it: "a statement by the army said", "a Keldish report"."""
        if not any(self.lemmas[w] in self.words.document for w in sayers):
            return sayers
        found: list[int] = []
        for word in sayers:
            if self.lemmas[word] not in self.words.document:
                found.append(word)
                continue
            found += self._signers(word)
        return found or sayers

    def _signers(self, document: int) -> list[int]:
        """ "A statement from the army", "an army report", "a note issued by the army"."""
        deprels = self.sentence.deprels
        owners = self.clauses.noun(document).agents
        named = [h for h in owners if deprels[h] == "amod"]
        found = [h for h in owners if not named or deprels[h] != "compound"]  # "a Keldish army statement": of Keld
        for child in self.children[document]:
            if deprels[child] == "acl" and self.lemmas[child] not in SEEN:
                found += self.clauses.verb(child).agents
            elif deprels[child] == "nmod" and not owners and self.clauses.preposition(child) in _SIGNED:
                found += self.clauses.conjuncts(child)
        return found

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
                    if any(lemmas[c] in self.words.negation for c in self.children[child]):
                        continue  # "…; Orm did not comment"
                    # "…, the minister was quoted as saying"
                    subject = "nsubj:pass" if lemmas[child] in ("quote", "cite") else "nsubj"
                    sayers = [
                        h for c in self.children[child] if deprels[c] == subject for h in self.clauses.conjuncts(c)
                    ]
                    has_content = any(
                        deprels[c] == "ccomp" or (deprels[c] == "obj" and lemmas[child] not in self.heard)
                        for c in self.children[child]
                    )  # "a bomb exploded; rebels claimed responsibility"
                    if sayers and not has_content:
                        self._put(sayers, child, node, mood)
                        return
            elif relation in ("obl", "nmod", "advcl", "parataxis") or relation.startswith("obl"):
                # the form tells: "to enforce the accord" names nobody
                marks = [c for c in (child, *self.children[child]) if lemmas[c] in ("according", "accord")]
                if any(self.sentence.forms[c].lower() == "according" for c in marks):
                    mood.sayers = self.clauses.conjuncts(child)
                    return
