"""Reported obligation: "Zorvia said Keld must withdraw" is read as if Zorvia told Keld to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .or_else import add_all_else

if TYPE_CHECKING:
    from .clause import Clauses
    from .clause_record import Clause

#: Auxiliaries by which an obligation is only thought of.
_MAYBE = frozenset({"may", "might", "could", "would"})

#: Nouns of what somebody lets others know: "gave notice that Keld should leave".
_MESSAGES = frozenset({"notice", "message", "signal", "statement", "warning", "word", "letter", "insistence", "view"})


def is_obligation(clauses: Clauses, verb: int) -> bool:
    """ "X said Y needs to stop", "has to leave", and the words of ``impersonal``."""
    if clauses.duty(verb) is not None:
        return True
    relations = clauses.sentence.deprels
    if any(clauses.preposition(c) in ("until", "till") for c in clauses.children[verb] if relations[c] == "obl"):
        return False  # "has until Friday to leave"
    return clauses.lemmas[verb] in ("need", "have", "ought") and any(
        relations[c] == "xcomp" and clauses.marker(c) == "to" for c in clauses.children[verb]
    )


def fill_modal(clauses: Clauses, clause: Clause) -> None:
    """ "Zorvia said Keld must withdraw": who says so demands it. The modal is read as a verb whose agent is the
    speaker, whose object is the one that must, and whose infinitive is what must be done; as is "it is time for Keld
    to withdraw"."""
    word, sentence = clause.head, clauses.sentence
    owed = clauses.duty(word)
    if owed is not None:
        verb, node, own = owed.verb, owed.predicate, owed.own
    elif sentence.upos[word] == "AUX":
        verb = node = sentence.heads[word]
        if verb < 0 or sentence.deprels[word] != "aux" or clauses.is_inverted(word):
            return  # "should Zorvia refuse, …" is a condition
        own = [
            h for c in clauses.children[verb] if sentence.deprels[c].startswith("nsubj") for h in clauses.conjuncts(c)
        ]
    else:
        # "needs to stop", "has to leave"
        node = word
        if any(clauses.lemmas[c] in _MAYBE for c in clauses.children[word] if sentence.deprels[c] == "aux"):
            return  # "may have to leave": nobody demands it
        verb = next(c for c in clauses.children[word] if sentence.deprels[c] == "xcomp" and clauses.marker(c) == "to")
        own = [h for c in clauses.children[word] if sentence.deprels[c] == "nsubj" for h in clauses.conjuncts(c)]
    while sentence.deprels[node] == "conj" and sentence.heads[node] >= 0:
        node = sentence.heads[node]
        # "Keld's troops are doing harm and must leave": the first predicate has the subject of both
        own = own or [h for c in clauses.children[node] if sentence.deprels[c] == "nsubj" for h in clauses.conjuncts(c)]
    governor = sentence.heads[node]
    speakers: list[int] = []
    told = governor >= 0 and sentence.deprels[node] in ("ccomp", "parataxis")
    if told and clauses.lemmas[governor] in clauses.vocabulary.speech and sentence.upos[governor] == "VERB":
        speakers = list(clauses.verb(governor).agents)
    if not speakers:
        for child in clauses.children[node]:
            if sentence.deprels[child] == "parataxis" and clauses.lemmas[child] in clauses.vocabulary.speech:
                speakers = [
                    h for c in clauses.children[child] if sentence.deprels[c] == "nsubj" for h in clauses.conjuncts(c)
                ]
    if not speakers and governor >= 0 and clauses.lemmas[governor] in _MESSAGES and sentence.deprels[node] == "acl":
        speakers = list(clauses.noun(governor).agents) or list(clauses.verb(sentence.heads[governor]).agents)
    if speakers and not _speaks_for(clauses, speakers, own):
        clause.add_agents(speakers, "reported_obligation")
        clause.add_objects(own, "reported_obligation")
        clause.complements.append(("to", verb))
        add_all_else(clauses, clause, verb)


def _speaks_for(clauses: Clauses, speakers: list[int], own: list[int]) -> bool:
    """ "Zorvia needs to buy grain, its minister said": nobody demands anything of himself."""
    sentence = clauses.sentence
    for speaker in speakers:
        for child in clauses.children[speaker]:
            if sentence.deprels[child] == "nmod:poss" and sentence.upos[child] == "PRON" and own and max(own) < child:
                return True
    return False
