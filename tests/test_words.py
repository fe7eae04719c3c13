"""Word lists: the shipped ones load, bad rows are placed."""

from __future__ import annotations

import shutil

import pytest

from coder import resources
from coder.errors import CheckError
from coder.words import Words


@pytest.fixture
def folder(tmp_path):
    words = tmp_path / "words"
    words.mkdir()
    (words / "nominalisations.csv").write_text("noun,verb,of\nrejection,reject,object\nresignation,resign,agent\n")
    (words / "light_verbs.csv").write_text("verb,kind,note\nhold,do,held talks\nface,undergo,\nface,do,\n")
    (words / "embedding.csv").write_text(
        "lemma,pos,complement,flag,note\nplan,v,to,future,\nplan,v,noun,,\nplan,n,to,future,\n"
    )
    (words / "classes.csv").write_text("class,word,note\nspeech,say,\nmotion,come,\n")
    return tmp_path


def test_tables(folder):
    words = Words.load(folder)
    assert words.nominal == {"rejection": ("reject", "object"), "resignation": ("resign", "agent")}
    assert words.light == {"hold": {"do"}, "face": {"do", "undergo"}}
    assert words.embedding == {("plan", "v"): {"to": "future", "noun": ""}, ("plan", "n"): {"to": "future"}}
    assert (words.speech, words.motion) == ({"say"}, {"come"})
    assert words.transparent == words.object_control == frozenset()


@pytest.mark.parametrize(
    ("name", "row", "says"),
    [
        ("nominalisations.csv", "refusal,refuse,subject", "of must be one of object, agent"),
        ("nominalisations.csv", "Refusal,refuse,object", "one lemma in lowercase"),
        ("nominalisations.csv", "refusal,,object", "a word is missing"),
        ("nominalisations.csv", "rejection,refuse,object", "a second row for rejection"),
        ("nominalisations.csv", "refusal,refuse", "2 cells where 3 are needed"),
        ("light_verbs.csv", "give,doing,", "kind must be one of"),
        ("light_verbs.csv", "hold,do,again", "a second row for hold (do)"),
        ("embedding.csv", "want,verb,to,wanted,", "pos must be one of v, n, a"),
        ("embedding.csv", "want,v,to,wished,", 'not "wished"'),
        ("embedding.csv", "plan,v,to,possible,", "a second row for plan with to"),
        ("classes.csv", "colour,red,", "class must be one of"),
    ],
)
def test_bad_rows_are_placed(folder, name, row, says):
    path = folder / "words" / name
    text = path.read_text()
    path.write_text(text + row + "\n")
    with pytest.raises(CheckError) as caught:
        Words.load(folder)
    (error,) = caught.value.errors
    assert says in error.message
    assert (error.path, error.line, error.excerpt) == (str(path), text.count("\n") + 1, row)


def test_faults_of_all_files_come_together(folder):
    (folder / "words" / "classes.csv").unlink()
    (folder / "words" / "light_verbs.csv").write_text("verb,note\n")
    (folder / "words" / "embedding.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(CheckError) as caught:
        Words.load(folder)
    assert {error.path.rsplit("/", 1)[-1] for error in caught.value.errors} == {
        "classes.csv", "light_verbs.csv", "embedding.csv",
    }  # fmt: skip


def test_shipped_lists_load():
    words = Words.load()
    assert words.nominal["rejection"] == ("reject", "object")
    assert "do" in words.light["hold"]
    assert words.embedding["plan", "v"]["to"] == "future"
    assert {"say", "announce"} <= words.speech


def test_spreadsheet_byte_order_mark_is_no_fault(folder):
    path = folder / "words" / "classes.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    shutil.copy(resources.dictionaries() / "words" / "light_verbs.csv", folder / "words")
    assert Words.load(folder).speech == {"say"}
