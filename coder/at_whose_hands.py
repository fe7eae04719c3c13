"""Who does what a passive tells where no "by" says so: "had his rival arrested", "died at the hands of rebels"; and
who carried out an attack, by the words that hang on it: "an ambush laid by rebels", "a raid blamed on rebels".

In: the clauses of a sentence and a passive one without an agent, whose agents are added; or a noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clause_record import Clause

if TYPE_CHECKING:
    from .clause import Clauses


#: What is done with a weapon, and from where.
WIELDING = frozenset({"plant", "fire", "launch", "drop", "throw", "hurl", "lay", "detonate", "lob", "set",
                       "fly", "send", "shoot"})  # fmt: skip
_FROM = frozenset({"from"})
#: Attacks in which somebody is killed.
_ATTACKS = frozenset({"ambush", "assault", "attack", "blast", "bombing", "explosion", "raid", "shooting", "strike"})
#: Verbs by which a deed is laid at somebody's door.
_BLAMING = frozenset({"attribute", "blame"})

#: What somebody has left where it goes off.
BOMBS = frozenset({"bomb", "device", "explosion", "explosive", "explosives", "grenade", "landmine", "mine"})


def at_whose_hands(clauses: Clauses, clause: Clause) -> None:
    """Adds who has it done, or at whose hands it is suffered."""
    head, sentence = clause.head, clauses.sentence
    for child in clauses.children[head]:
        if clauses.lemmas[child] == "hand" and clauses.preposition(child) == "at":
            below = [c for c in clauses.children[child] if sentence.deprels[c] in ("nmod", "nmod:poss")]
            of = [c for c in below if clauses.preposition(c) in ("of", "")]
            clause.add_agents([h for c in of for h in clauses.conjuncts(c)], "at_the_hands_of")
    having = sentence.heads[head]
    if clause.agents or having < 0 or clauses.lemmas[having] != "have" or sentence.upos[having] != "VERB":
        return
    if sentence.deprels[head] == "ccomp" and having < head and not clauses.has_auxiliary(head):
        clause.add_agents(clauses.surface_subject(having), "has_it_done")


def laid_by(clauses: Clauses, noun: int) -> list[int]:
    """ "An ambush [laid by rebels]", "an attack [blamed on rebels]", "an attack [that the army blames on rebels]"."""
    deprels = clauses.sentence.deprels
    found: list[int] = []
    for verb in clauses.children[noun]:
        if not deprels[verb].startswith("acl"):
            continue
        if clauses.lemmas[verb] in _BLAMING:
            found += [o.head for o in clauses.verb(verb).obliques if o.preposition in ("on", "to")]
        elif deprels[verb] == "acl" and clauses.sentence.xpos[verb] == "VBN":
            found += clauses.verb(verb).agents
    return found


def in_attack_of(clauses: Clauses, clause: Clause) -> list[int]:
    """ "Gunmen killed six men in an attack [claimed by rebels]": who lays claim to the attack, or is blamed for it."""
    inside = [o.head for o in clause.obliques if o.preposition == "in" and clauses.lemmas[o.head] in _ATTACKS]
    return [word for attack in inside for word in laid_by(clauses, attack)]


def wielders(clauses: Clauses, weapon: int) -> list[int]:
    """ "A bomb planted by rebels killed ten", "missiles fired by Keld", "drones launched from Keldish soil": who made
    use of a weapon."""
    sentence = clauses.sentence
    for child in sentence.children[weapon]:
        if sentence.deprels[child] in ("acl", "acl:relcl") and sentence.lemma_keys[child] in WIELDING:
            clause = clauses.verb(child)
            heads = [a for a in clause.agents if a != weapon]
            return heads or [o.head for o in clause.obliques if o.preposition in _FROM]
    return []
