"""What somebody gives others, or has put on them, and does something about: "cut the aid [it sends to Keld]", "lifted
the duties [that it charged on Keldish steel]". The relative clause tells whom that reaches, and nothing new.

In: the clauses of a sentence. Out: phrases for the clause of the outer verb, and whether an inner verb only says that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clause_record import Clause, Oblique

if TYPE_CHECKING:
    from .clause import Clauses
    from .tree import Tree

#: Verbs of what goes to others, is put on them, or is settled with them.
_GIVING = frozenset({
    "apply", "bring", "channel", "charge", "clap", "deliver", "donate", "enforce", "export", "extend", "give", "grant",
    "impose", "lend", "levy", "maintain", "offer", "owe", "pay", "place", "pledge", "promise", "provide", "put",
    "sell", "send", "set", "share", "ship", "sign", "slap", "strike", "supply",
})  # fmt: skip
#: What stands before the infinitive of one of them: "aid that it was [about] to give Keld".
_BEFORE = frozenset({"about", "agree", "due", "have", "intend", "mean", "plan", "pledge", "promise", "use", "vow"})
_SELF = frozenset({"it", "they", "he", "she", "we", "i"})
_REACHING = frozenset({"to", "on", "upon", "against", "with", "for", "over", "between"})


def giving(tree: Tree, relative: int) -> int:
    """The verb of a relative clause by which the noun goes to somebody; -1 where it tells something else."""
    sentence = tree.sentence
    if sentence.deprels[relative] != "acl:relcl":
        return -1
    subjects = [c for c in sentence.children[relative] if sentence.deprels[c] in ("nsubj", "nsubj:pass")]
    if not subjects:
        return -1
    passive = sentence.deprels[subjects[0]] == "nsubj:pass"
    if passive:
        # "the sanctions that were imposed on Keld"
        own = tree.antecedent(subjects[0], relative) == sentence.heads[relative]
    else:
        own = sentence.upos[subjects[0]] == "PRON" and sentence.forms[subjects[0]].lower() in _SELF
    if not own:
        return -1
    if sentence.lemma_keys[relative] in _GIVING:
        inside = [c for c in sentence.children[relative] if sentence.deprels[c] == "xcomp"]
        if not inside:
            return relative
    if sentence.lemma_keys[relative] in _BEFORE:
        for child in sentence.children[relative]:
            infinitive = sentence.deprels[child] in ("xcomp", "advcl", "ccomp") and tree.marker(child) == "to"
            if infinitive and sentence.lemma_keys[child] in _GIVING:
                return child
    return -1


def whom_it_reaches(clauses: Clauses, clause: Clause, relative: int) -> None:
    """Adds to the clause of the outer verb whom the thing goes to or is put on."""
    verb = giving(clauses, relative)
    if verb < 0:
        return
    noun, inner = clauses.sentence.heads[relative], clauses.own(verb)
    heads = [(o.preposition, o.head) for o in inner.obliques if o.near and o.preposition in _REACHING]
    if clauses.lemmas[verb] in clauses.vocabulary.ditransitive:
        heads += [("to", h) for h in inner.objects if h != noun and clauses.is_party(h)]
    for preposition, head in heads:
        if head != noun and clauses.sentence.upos[head] in ("NOUN", "PROPN"):
            clause.obliques.append(Oblique(preposition, head, False))
            clause.constructions.append("what_one_gives")
