"""Discard files: phrases that silence a sentence or a story."""

from pathlib import Path

from coder.discards import Discards
from coder.engine import Coder
from coder.sentence import Document, Sentence
from tests.trees import tree

KICK = tree("[nsubj>Russia condemned|condemn/VERB obj>[det>the Football punct>- flat>Union]]")
VOTE = tree("[nsubj>Russia condemned|condemn/VERB obj>Ukraine]")


def load(tmp_path: Path, text: str, errors: list | None = None) -> Discards:
    (tmp_path / "discards.csv").write_text(text, encoding="utf-8")
    found: list = []
    discards = Discards.load([tmp_path / "discards.csv"], found)
    if errors is None:
        assert not found
    else:
        errors += found
    return discards


def dropped(discards: Discards, sentence: Sentence) -> tuple[bool, bool]:
    return discards.silenced([sentence], [True])[0], discards.silenced([VOTE, sentence], [True, True])[0]


def test_scopes(tmp_path):
    assert dropped(load(tmp_path, "phrase,scope\nfootball union,\n"), KICK) == (True, False)
    assert dropped(load(tmp_path, "phrase,scope\nfootball union,story\n"), KICK) == (True, True)
    assert dropped(load(tmp_path, "phrase\nrugby union\nfootball club\nball\n"), KICK) == (False, False)


def test_only_a_star_lets_a_word_go_on(tmp_path):
    assert dropped(load(tmp_path, "phrase\nfoot\nfootball uni\n"), KICK) == (False, False)
    assert dropped(load(tmp_path, "phrase\nfoot*\n"), KICK) == (True, False)
    assert dropped(load(tmp_path, "phrase\nfootball uni*\n"), KICK) == (True, False)


def test_bad_rows_cost_no_others(tmp_path):
    errors: list = []
    discards = load(tmp_path, "phrase,scope\nfootball union,paper\n*,story\nfootball union,story\n", errors)
    assert [(error.line, error.message) for error in errors] == [
        (2, "unknown scope 'paper'; sentence or story"), (3, "the phrase is empty"),
    ]  # fmt: skip
    assert len(discards) == 1


def test_the_coder_is_silent_where_a_phrase_stands(tmp_path):
    (tmp_path / "d.csv").write_text("phrase,scope\ncup final,sentence\ngrand prix,story\n")
    coder = Coder(discards=[tmp_path / "d.csv"])
    final = tree("[nsubj>Russia condemned|condemn/VERB obj>Ukraine obl>[case>after det>the compound>cup final]]")
    race = tree("[nsubj>Rain hit obj>[det>the amod>Grand Prix]]")

    def count(*sentences: Sentence) -> int:
        return len(coder.code_document(Document("a", "", None, sentences)))

    assert (count(VOTE), count(VOTE, final), count(VOTE, race)) == (1, 1, 0)
    assert Coder().version.dictionaries != coder.version.dictionaries
