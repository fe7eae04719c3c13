"""The training recipe: treebank files, and the changes that make treebank sentences look like news."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[1] / "tools" / "train_parser"

SENTENCE = """\
# sent_id = a-1
# newpar
# text = The mayor's aides say "a tram is parked here".
1	The	the	DET	DT	Definite=Def|PronType=Art	2	det	_	_
2-3	mayor's	_	_	_	_	_	_	_	_
2	mayor	mayor	NOUN	NN	Number=Sing	4	nmod:poss	_	_
3	's	's	PART	POS	_	2	case	_	_
4	aides	aide	NOUN	NNS	Number=Plur	5	nsubj	_	_
5	say	say	VERB	VBP	Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin	0	root	_	_
6	"	"	PUNCT	``	_	10	punct	_	SpaceAfter=No
7	a	a	DET	DT	Definite=Ind|PronType=Art	8	det	_	_
8	tram	tram	NOUN	NN	Number=Sing	10	nsubj:pass	_	_
9	is	be	AUX	VBZ	Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin	10	aux:pass	_	_
10	parked	park	VERB	VBN	Tense=Past|VerbForm=Part|Voice=Pass	5	ccomp	_	_
11	here	here	ADV	RB	PronType=Dem	10	advmod	_	SpaceAfter=No
12	"	"	PUNCT	''	_	10	punct	_	SpaceAfter=No
13	.	.	PUNCT	.	_	5	punct	_	_

"""


@pytest.fixture(scope="module")
def tools():
    """The recipe's modules, which import one another by their bare names."""
    pytest.importorskip("lemminflect")
    sys.path.insert(0, str(TOOLS))
    try:
        import augment
        import lexicon
        import treebank

        yield augment, lexicon, treebank
    finally:
        sys.path.remove(str(TOOLS))


@pytest.fixture
def sentence(tools, tmp_path):
    path = tmp_path / "one.conllu"
    path.write_text(SENTENCE, encoding="utf-8")
    (found,) = tools[2].read(path)
    return found


def heads(sentence) -> list[tuple[str, str]]:
    """(word, word it hangs on) of a sentence."""
    forms = ["", *sentence.forms]
    return [(word[1], forms[int(word[6])]) for word in sentence.words]


def test_a_treebank_file_comes_back_as_it_was(tools, sentence, tmp_path):
    path = tmp_path / "again.conllu"
    tools[2].write(path, [sentence])
    # The text stands last among the comments: it is made anew from the words.
    lines = SENTENCE.splitlines()
    expected = [lines[0], lines[1], lines[2], *lines[3:]]
    assert path.read_text(encoding="utf-8").splitlines() == expected
    assert not list(tmp_path.glob("*.part"))


def test_a_headline_has_no_articles_no_auxiliary_and_no_stop(tools, sentence):
    changed = tools[0].headline(sentence)
    assert changed.text() == 'Mayor\'s aides say "tram parked here"'
    assert set(heads(changed)) >= {("aides", "say"), ("tram", "parked"), ("parked", "say"), ("say", "")}
    assert [line[0] for line in changed.ranges.values()] == ["1-2"]
    assert sentence.words[0][1] == "The", "the original is left alone"


def test_a_negated_passive_keeps_its_auxiliary(tools, sentence):
    sentence.words[10][1:3] = ["not", "not"]
    assert tools[0].headline(sentence) is None


def test_words_that_others_hang_on_are_not_dropped(tools, sentence):
    assert tools[0].without(sentence, {3}) is None
    assert tools[0].without(sentence, {1}) is None, "part of a contraction"


def test_present_becomes_past(tools, sentence):
    lexicon = tools[1].Lexicon({}, {})
    changed = tools[0].past(sentence, lexicon)
    assert [w[1] for w in changed.words if w[4] == "VBD"] == ["said", "was"]
    assert all("Tense=Past" in w[5] for w in changed.words if w[4] == "VBD")
    assert tools[0].past(changed, lexicon) is None, "nothing in the present is left"


def test_quotes_become_curly_in_pairs(tools, sentence):
    assert tools[0].curly(sentence).text() == "The mayor’s aides say “a tram is parked here”."
    assert tools[0].quoted(sentence).text() == "The mayor's aides say ‘a tram is parked here’."
    sentence.words[5][1] = "("
    assert tools[0].quoted(sentence) is None, "an odd quote is no pair"


def test_changes_come_by_their_share(tools, sentence):
    lexicon, augment = tools[1].Lexicon({}, {}), tools[0]
    always = list(augment.mixed([sentence] * 5, {"stopless": 1.0}, lexicon, random.Random(1), extra=True))
    assert [s.words[-1][1] for s in always] == [".", '"'] * 5
    never = list(augment.mixed([sentence] * 5, {"stopless": 0.0}, lexicon, random.Random(1), extra=False))
    assert all(s is sentence for s in never)


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [("bases", "NOUN", "base"), ("found", "VERB", "find"), ("lay", "VERB", "lay"), ("seized", "VERB", "seize")],
)
def test_an_ambiguous_form_gets_the_lemma_of_news(tools, form, upos, lemma):
    ranks = {"base": 10, "basis": 50, "find": 3, "found": 1, "lie": 4}
    assert tools[1].Lexicon(ranks, {("lay", "VERB"): "lay"}).lemma(form, upos) == lemma


def test_a_verb_that_the_lexicon_lacks_is_inflected_by_rule(tools):
    forms = {form for form, _, lemma in tools[1].Lexicon.regular("airdrop") if lemma == "airdrop"}
    assert {"airdrops", "airdropped", "airdropping"} <= forms
