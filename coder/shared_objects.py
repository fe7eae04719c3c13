"""Objects that a verb shares with another, or that stand before its clause: "bombed and shelled the town", "the deal
that Keld rejected".

In: the clauses of a sentence and one of them. Out: nothing; the clause gets the objects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clause_record import Clause

if TYPE_CHECKING:
    from .clause import Clauses


def shared_object(clauses: Clauses, clause: Clause) -> None:
    """Coordinated verbs share a last object: "shelled and bombed Keld"; it may hang on the last verb or the first."""
    deprels, upos = clauses.sentence.deprels, clauses.sentence.upos
    if clauses.lemmas[clause.head] == "relent" or any(m in ("that", "to", "ing") for m, _ in clause.complements):
        return
    if deprels[clause.head] == "conj" and not clause.passive and not any(o.near for o in clause.obliques):
        first = clauses.sentence.heads[clause.head]
        if first < clause.head and upos[first] == "VERB" and not clauses.is_passive(first):
            later = [o for o in clauses.own(first).objects if o > clause.head]
            if later:
                clause.add_objects(later, "coordination_shares_object")
                return
    last = max(clause.words)
    for child in clauses.children[clause.head]:
        if deprels[child] == "conj" and upos[child] == "VERB" and child - last <= 6:
            between = range(last + 1, child)
            if any(upos[i] not in ("CCONJ", "ADV", "AUX", "PART", "PUNCT") for i in between):
                return
            if not clauses.has_subject(child) and not clauses.is_passive(child):
                objects = clauses.own(child).objects
                if objects and not any(o.near for o in clause.obliques):
                    clause.add_objects(objects, "coordination_shares_object")
                return


def relative_gap(clauses: Clauses, clause: Clause) -> None:
    """In "the deal (that) Keld rejected" the noun before the clause is the object that the clause lacks."""
    sentence = clauses.sentence
    verb = clause.head
    chain = 0
    # "the deal that Keld refused to sign": the gap may lie in the infinitive.
    while sentence.deprels[verb] in ("xcomp", "conj") and chain < 3 and sentence.heads[verb] >= 0:
        verb = sentence.heads[verb]
        chain += 1
    if sentence.deprels[verb] != "acl:relcl" or clause.passive or clause.objects:
        return
    antecedent = sentence.heads[verb]
    if antecedent in clause.agents or antecedent < 0 or clauses.is_content(verb):
        return
    if any(marker in ("that", "to", "ing") for marker, _ in clause.complements):
        return
    stranded = any(sentence.deprels[c] in ("obl", "advmod") and clauses.lemmas[c] in ("where", "when", "why")
                   for c in clauses.children[verb])  # fmt: skip
    if not stranded and (clauses.has_subject(verb) or chain or "apposed_subject" in clause.constructions):
        clause.add_objects(clauses.conjuncts(antecedent), "relative_object")
