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


#: What a repair mends: rows of the tree that a parser gave, and the arcs that it should have given.
MENDED = {
    "an aside of speech leaves the subject to its host": (
        ("Rebels rebel NOUN NNS 8 nsubj", ", , PUNCT , 4 punct", "the the DET DT 4 det", "army army NOUN NN 1 appos",
         "says say VERB VBZ 0 root", ", , PUNCT , 8 punct", "have have AUX VBP 8 aux",
         "shelled shell VERB VBN 5 ccomp", "Orm Orm PROPN NNP 8 obj"),
        {("Rebels", "nsubj", "shelled"), ("army", "nsubj", "says"), ("says", "parataxis", "shelled"),
         ("shelled", "root", "")},
    ),
    "a headline's participle is passive": (
        ("Keldish keldish ADJ JJ 2 amod", "general general NOUN NN 3 nsubj", "kidnapped kidnap VERB VBD 0 root",
         "in in ADP IN 5 case", "Orm Orm PROPN NNP 3 obl"),
        {("general", "nsubj:pass", "kidnapped")},
    ),
    "goods worth a sum go to somebody": (
        ("Orm Orm PROPN NNP 2 nsubj", "froze freeze VERB VBD 0 root", "aid aid NOUN NN 2 obj",
         "worth worth ADJ JJ 3 amod", "$ $ SYM $ 4 obj", "40 40 NUM CD 5 nummod", "to to ADP IN 8 case",
         "Keld Keld PROPN NNP 4 obl"),
        {("Keld", "nmod", "aid"), ("$", "obj", "worth")},
    ),
    "a headline's comma joins two who act": (
        ("Orm Orm PROPN NNP 4 obl:unmarked", ", , PUNCT , 1 punct", "allies ally NOUN NNS 4 nsubj",
         "strike strike VERB VBP 0 root", "Keldish keldish ADJ JJ 6 amod", "port port NOUN NN 4 obj"),
        {("Orm", "nsubj", "strike"), ("allies", "nsubj", "strike")},
    ),
    "a past form does not go on with an infinitive": (
        ("Orm Orm PROPN NNP 2 nsubj", "asked ask VERB VBD 0 root", "Keld Keld PROPN NNP 2 obj",
         "to to PART TO 5 mark", "leave leave VERB VB 2 xcomp", "and and CCONJ CC 7 cc",
         "warned warn VERB VBD 5 conj", "Tave Tave PROPN NNP 7 obj"),
        {("warned", "conj", "asked")},
    ),
    "what somebody calls a thing is the thing": (
        ("Orm Orm PROPN NNP 2 nsubj", "condemned condemn VERB VBD 0 root", "what what PRON WP 2 obj",
         "it it PRON PRP 5 nsubj", "called call VERB VBD 3 acl:relcl", "Keld Keld PROPN NNP 8 nmod:poss",
         "'s 's PART POS 6 case", "attack attack NOUN NN 5 obj"),
        {("attack", "obj", "condemned")},
    ),
    "the object behind who acts hangs on the event": (
        ("The the DET DT 2 det", "arrest arrest NOUN NN 0 root", "by by ADP IN 4 case",
         "police police NOUN NNS 2 nmod", "of of ADP IN 7 case", "two two NUM CD 7 nummod", "nuns nun NOUN NNS 4 nmod"),
        {("nuns", "nmod", "arrest")},
    ),
    "who did the deed hangs on its noun": (
        ("Orm Orm PROPN NNP 2 nsubj", "denounced denounce VERB VBD 0 root", "the the DET DT 4 det",
         "execution execution NOUN NN 2 obj", "by by ADP IN 6 case", "Keld Keld PROPN NNP 2 obl"),
        {("Keld", "nmod", "execution")},
    ),
    "nobody is fired on without an auxiliary": (
        ("Armed armed ADJ JJ 2 amod", "men man NOUN NNS 0 root", "fired fire VERB VBN 2 acl", "on on ADP IN 6 case",
         "a a DET DT 6 det", "bus bus NOUN NN 3 obl"),
        {("men", "nsubj", "fired"), ("fired", "root", "")},
    ),
    "the charge d'affaires is somebody": (
        ("Keld Keld PROPN NNP 2 nsubj", "summoned summon VERB VBD 0 root", "the the DET DT 5 det",
         "Ormish ormish ADJ JJ 5 amod", "charge charge NOUN NN 6 nsubj", "d'affaires d'affaire VERB VBZ 2 ccomp",
         "on on ADP IN 8 case", "Monday Monday PROPN NNP 6 obl"),
        {("charge", "obj", "summoned"), ("d'affaires", "flat", "charge")},
    ),
    "who is called on hangs on the call": (
        ("Keld Keld PROPN NNP 2 nsubj", "called call VERB VBD 0 root", "for for ADP IN 6 mark",
         "Orm Orm PROPN NNP 6 nsubj", "to to PART TO 6 mark", "withdraw withdraw VERB VB 2 xcomp",
         ". . PUNCT . 2 punct"),
        {("Orm", "obl", "called"), ("for", "case", "Orm")},
    ),
    "who is called on is no subject of what he is asked": (
        ("Keld Keld PROPN NNP 2 nsubj", "calls call VERB VBZ 0 root", "on on ADP IN 4 case",
         "Orm Orm PROPN NNP 6 nsubj", "to to PART TO 6 mark", "withdraw withdraw VERB VB 2 advcl"),
        {("Orm", "obl", "calls")},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "mended"), MENDED.values(), ids=MENDED)
def test_repair(rows: tuple[str, ...], mended: set[tuple[str, str, str]], words: Words) -> None:
    tree = sentence(*rows)
    assert not mended.issubset(arcs(tree))
    mend(tree, words)
    assert mended.issubset(arcs(tree))
    once = arcs(tree)
    mend(tree, words)
    assert arcs(tree) == once


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
