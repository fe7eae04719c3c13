"""Repairs of trees: what they mend, that they are done once, and that a tree stays a tree."""

from __future__ import annotations

import pytest

from coder.conllu import read_conllu
from coder.repairs import mend
from coder.sentence import Sentence
from coder.words import Words

from .parsed import PARSES


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load()


def sentence(*rows: str) -> Sentence:
    """A sentence from rows "form lemma UPOS XPOS head relation", heads counted from 1."""
    forms, lemmas, upos, xpos, heads, relations = zip(*(row.split() for row in rows), strict=True)
    return Sentence(forms, lemmas, upos, [int(h) - 1 for h in heads], relations, xpos=xpos)


def arcs(tree: Sentence) -> list[tuple[str, str, str]]:
    """(word, relation, head) of each word but punctuation."""
    return [
        (form, relation, tree.forms[head] if head >= 0 else "")
        for form, relation, head in zip(tree.forms, tree.deprels, tree.heads, strict=True)
        if relation != "punct"
    ]


def test_an_aside_of_speech_leaves_the_subject_to_its_host(words: Words) -> None:
    tree = sentence(
        "Rebels rebel NOUN NNS 8 nsubj", ", , PUNCT , 4 punct", "the the DET DT 4 det", "army army NOUN NN 1 appos",
        "says say VERB VBZ 0 root", ", , PUNCT , 8 punct", "have have AUX VBP 8 aux", "shelled shell VERB VBN 5 ccomp",
        "Orm Orm PROPN NNP 8 obj",
    )  # fmt: skip
    mend(tree, words)
    assert ("Rebels", "nsubj", "shelled") in arcs(tree)
    assert ("army", "nsubj", "says") in arcs(tree)
    assert ("says", "parataxis", "shelled") in arcs(tree)
    assert ("shelled", "root", "") in arcs(tree)


def test_a_headline_participle_is_passive(words: Words) -> None:
    tree = sentence(
        "Keldish keldish ADJ JJ 2 amod", "general general NOUN NN 3 nsubj", "kidnapped kidnap VERB VBD 0 root",
        "in in ADP IN 5 case", "Orm Orm PROPN NNP 3 obl",
    )  # fmt: skip
    mend(tree, words)
    assert ("general", "nsubj:pass", "kidnapped") in arcs(tree)


def test_what_needs_an_object_together_with_its_adjective_is_passive_without_one(words: Words) -> None:
    rows = [
        "Keldish keldish ADJ JJ 2 amod", "general general NOUN NN 3 nsubj", "shot shoot VERB VBD 0 root",
        "dead dead ADJ JJ 3 xcomp", "in in ADP IN 6 case", "Orm Orm PROPN NNP 3 obl",
    ]  # fmt: skip
    shot = sentence(*rows)
    mend(shot, words)
    assert ("general", "nsubj:pass", "shot") in arcs(shot)
    wide = sentence(*rows[:3], "wide wide ADJ JJ 3 xcomp", *rows[4:])
    mend(wide, words)
    assert ("general", "nsubj", "shot") in arcs(wide)


def test_a_verb_with_its_object_is_left_active(words: Words) -> None:
    tree = sentence(
        "Rebels rebel NOUN NNS 2 nsubj", "kidnapped kidnap VERB VBD 0 root", "nurses nurse NOUN NNS 2 obj",
        "in in ADP IN 5 case", "Orm Orm PROPN NNP 2 obl",
    )  # fmt: skip
    before = arcs(tree)
    mend(tree, words)
    assert arcs(tree) == before


def test_a_past_form_does_not_go_on_with_an_infinitive(words: Words) -> None:
    tree = sentence(
        "Orm Orm PROPN NNP 2 nsubj", "asked ask VERB VBD 0 root", "Keld Keld PROPN NNP 2 obj", "to to PART TO 5 mark",
        "leave leave VERB VB 2 xcomp", "and and CCONJ CC 7 cc", "warned warn VERB VBD 5 conj",
        "Tave Tave PROPN NNP 7 obj",
    )  # fmt: skip
    mend(tree, words)
    assert ("warned", "conj", "asked") in arcs(tree)


def test_what_somebody_calls_a_thing_is_the_thing(words: Words) -> None:
    tree = sentence(
        "Orm Orm PROPN NNP 2 nsubj", "condemned condemn VERB VBD 0 root", "what what PRON WP 2 obj",
        "it it PRON PRP 5 nsubj", "called call VERB VBD 3 acl:relcl", "Keld Keld PROPN NNP 8 nmod:poss",
        "'s 's PART POS 6 case", "attack attack NOUN NN 5 obj",
    )  # fmt: skip
    mend(tree, words)
    assert ("attack", "obj", "condemned") in arcs(tree)


def test_the_object_behind_who_acts_hangs_on_the_event(words: Words) -> None:
    tree = sentence(
        "The the DET DT 2 det", "arrest arrest NOUN NN 0 root", "by by ADP IN 4 case", "police police NOUN NNS 2 nmod",
        "of of ADP IN 7 case", "two two NUM CD 7 nummod", "nuns nun NOUN NNS 4 nmod",
    )  # fmt: skip
    mend(tree, words)
    assert ("nuns", "nmod", "arrest") in arcs(tree)


def test_repairs_are_done_once_and_leave_a_tree(words: Words) -> None:
    changed = 0
    for path in sorted(PARSES.glob("*gold*.conllu")):
        with path.open(encoding="utf-8") as file:
            trees = [tree for document in read_conllu(file, path=str(path)) for tree in document.sentences]
        for tree in trees:
            raw = arcs(tree)
            mend(tree, words)
            once = arcs(tree)
            changed += once != raw
            mend(tree, words)
            assert arcs(tree) == once, tree
            assert sum(head < 0 for head in tree.heads) == 1, tree
            for word in range(len(tree)):
                node, steps = word, 0
                while node >= 0:
                    node, steps = tree.heads[node], steps + 1
                    assert steps <= len(tree), f"{tree}: a circle at {tree.forms[word]}"
            below = [sorted(i for i, head in enumerate(tree.heads) if head == word) for word in range(len(tree))]
            assert [list(c) for c in tree.children] == below, tree
    assert changed > 10


def test_the_charge_d_affaires_is_somebody(words: Words) -> None:
    tree = sentence(
        "Keld Keld PROPN NNP 2 nsubj", "summoned summon VERB VBD 0 root", "the the DET DT 5 det",
        "Ormish ormish ADJ JJ 5 amod", "charge charge NOUN NN 6 nsubj", "d'affaires d'affaire VERB VBZ 2 ccomp",
        "on on ADP IN 8 case", "Monday Monday PROPN NNP 6 obl",
    )  # fmt: skip
    mend(tree, words)
    assert ("charge", "obj", "summoned") in arcs(tree) and ("d'affaires", "flat", "charge") in arcs(tree)
    before = arcs(tree)
    mend(tree, words)
    assert arcs(tree) == before


def test_who_is_called_on_hangs_on_the_call(words: Words) -> None:
    tree = sentence(
        "Keld Keld PROPN NNP 2 nsubj", "called call VERB VBD 0 root", "for for ADP IN 6 mark",
        "Orm Orm PROPN NNP 6 nsubj", "to to PART TO 6 mark", "withdraw withdraw VERB VB 2 xcomp",
        ". . PUNCT . 2 punct",
    )  # fmt: skip
    mend(tree, words)
    assert ("Orm", "obl", "called") in arcs(tree) and ("for", "case", "Orm") in arcs(tree)
    before = arcs(tree)
    mend(tree, words)
    assert arcs(tree) == before
