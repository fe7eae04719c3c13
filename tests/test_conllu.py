"""CoNLL-U: what is read, what is refused and where, and that one broken sentence costs no other."""

from __future__ import annotations

import io

import pytest

from coder.conllu import read_conllu, write_conllu
from coder.errors import ConlluError
from coder.sentence import Document, Sentence


def lines(*words: str) -> str:
    """Word lines from "id form lemma upos head deprel [misc]", tabs put in."""
    out = []
    for word in words:
        number, form, lemma, upos, head, deprel, *misc = word.split(" ")
        out.append("\t".join([number, form, lemma, upos, "_", "_", head, deprel, "_", misc[0] if misc else "_"]))
    return "\n".join(out) + "\n\n"


GOOD = lines("1 Keld Keld PROPN 2 nsubj", "2 agreed agree VERB 0 root SpaceAfter=No", "3 . . PUNCT 2 punct")


def read(text: str) -> tuple[list[Document], list[ConlluError]]:
    errors: list[ConlluError] = []
    return list(read_conllu(io.StringIO(text), path="some.conllu", errors=errors.append)), errors


def test_plain_file_is_one_document():
    (document,), errors = read(GOOD + GOOD)
    assert not errors
    assert (document.id, document.date) == ("some", None)
    assert document.text == "Keld agreed. Keld agreed."
    second = document.sentences[1]
    assert second.forms == ["Keld", "agreed", "."]
    assert second.heads == [1, -1, 1]
    assert [second.surface(a, b) for a, b in zip(second.starts, second.ends, strict=True)] == second.forms
    assert (second.start, second.end) == (13, 25)


def test_documents_dates_and_paragraphs():
    text = (
        "# newdoc id = a b\n# date = 2025-06-02\n# newpar\n# text = Keld agreed .\n" + GOOD
        + "# newpar\n" + GOOD + "# newdoc\n" + GOOD
        + "# newdoc id = empty\n\n# newdoc id = c\n# global.columns = ID\n" + GOOD
    )  # fmt: skip
    documents, errors = read(text)
    assert not errors
    assert [d.id for d in documents] == ["a b", "some-2", "empty", "c"]
    assert [d.date for d in documents] == ["2025-06-02", None, None, None]
    assert [len(d.sentences) for d in documents] == [2, 1, 0, 1]
    assert [s.break_before for s in documents[0].sentences] == [True, True]
    assert documents[0].text == "Keld agreed .\nKeld agreed."


def test_ranges_empty_nodes_and_eight_columns():
    text = (
        "# text = They can't go\n"
        "1\tThey\tthey\tPRON\t_\t_\t4\tnsubj\n"
        "2-3\tcan't\t_\t_\t_\t_\t_\t_\n"
        "2\tca\tcan\tAUX\t_\t_\t4\taux\n"
        "3\tn't\tnot\tPART\t_\t_\t4\tadvmod\n"
        "3.1\tgone\tgo\tVERB\t_\t_\t_\t_\n"
        "4\tgo\tgo\tVERB\t_\t_\t0\troot\n\n"
    )
    (document,), errors = read(text)
    assert not errors
    sentence = document.sentences[0]
    assert [sentence.surface(a, b) for a, b in zip(sentence.starts, sentence.ends, strict=True)] == [
        "They", "ca", "n't", "go",
    ]  # fmt: skip


def test_a_range_that_its_words_do_not_spell_is_shared():
    text = (
        "# text = wanna go\n1-2\twanna\t_\t_\t_\t_\t_\t_\t_\t_\n"
        + lines("1 want want VERB 0 root", "2 to to PART 3 mark", "3 go go VERB 1 xcomp")
    )  # fmt: skip
    (document,), errors = read(text)
    assert not errors
    assert list(zip(document.sentences[0].starts, document.sentences[0].ends, strict=True)) == [(0, 5), (0, 5), (6, 8)]


def test_stated_offsets_count():
    text = "# text = Keld  agreed\n" + lines(
        "1 Keld Keld PROPN 2 nsubj start_char=100|end_char=104",
        "2 agreed agree VERB 0 root start_char=106|end_char=112",
    )
    (document,), errors = read(text)
    assert not errors
    sentence = document.sentences[0]
    assert (sentence.start, sentence.text, sentence.starts) == (100, "Keld  agreed", [100, 106])
    assert document.text[106:112] == "agreed"


def test_tidied_text_line_does_not_shift_stated_offsets():
    text = "# text = Keld agreed\n" + lines(  # two spaces stood here
        "1 Keld Keld PROPN 2 nsubj start_char=0|end_char=4", "2 agreed agree VERB 0 root start_char=6|end_char=12"
    )
    (document,), _ = read(text)
    assert document.text == "Keld  agreed"


def test_offsets_that_begin_anew_with_each_sentence_are_put_in_a_row():
    again = lines(
        "1 Keld Keld PROPN 2 nsubj start_char=0|end_char=4", "2 left leave VERB 0 root start_char=5|end_char=9"
    )
    (document,), errors = read(again + again)
    assert not errors
    assert document.text == "Keld left Keld left"
    assert document.sentences[1].starts == [10, 15]


@pytest.mark.parametrize(
    ("bad", "line", "column", "message"),
    [
        ("1\tKeld\tKeld\tPROPN\t_\t_\t0\n", 5, None, "7 columns"),
        ("1 Keld Keld PROPN _ _ 0 root _ _\n", 5, None, "tabs"),
        (lines("1 a a X 0 root", "3 b b X 1 dep"), 6, 1, "'3' where 2"),
        (lines("one a a X 0 root"), 5, 1, "'one'"),
        (lines("1 a a X _ root"), 5, 13, "'_' is no number"),
        (lines("1 a a X -1 root"), 5, 13, "'-1'"),
        (lines("1 a a X 0 root", "2 b b X 7 dep"), 6, 13, "outside"),
        (lines("1 a a X 0 root", "2 b b X 2 dep"), 6, 13, "itself"),
        (lines("1 a a X 0 root", "2 b b X 3 dep", "3 c c X 2 dep"), 6, None, "circle"),
        (lines("1 a a X 2 dep", "2 b b X 1 dep"), 5, None, "no root"),
        ("2-3\tab\t_\t_\t_\t_\t_\t_\t_\t_\n", 5, 1, "range"),
    ],
)
def test_broken_sentences_are_located_and_cost_no_other(bad, line, column, message):
    (document,), errors = read(GOOD + bad.rstrip("\n") + "\n\n" + GOOD)
    assert len(document.sentences) == 2
    (error,) = errors
    assert message in error.message
    assert (error.path, error.line, error.column) == ("some.conllu", line, column)


def test_without_a_sink_the_first_error_is_raised():
    with pytest.raises(ConlluError, match=r"some\.conllu:1"):
        list(read_conllu(["1\tonly\n"], path="some.conllu"))


def test_bytes_that_are_not_utf8_are_located():
    errors: list[ConlluError] = []
    data = ("\ufeff" + GOOD).encode() + b"# text = caf\xe9\n" + GOOD.encode() + GOOD.encode()
    (document,) = read_conllu(io.BytesIO(data), path="x.conllu", errors=errors.append)
    assert len(document.sentences) == 2
    assert [(error.line, error.column) for error in errors] == [(5, 13)]


def test_windows_line_ends_and_a_missing_last_empty_line():
    (document,), errors = read(GOOD.replace("\n", "\r\n").rstrip())
    assert not errors
    assert document.sentences[0].deprels == ["nsubj", "root", "punct"]


def test_several_roots_are_let_in():
    (document,), errors = read(lines("1 a a X 0 root", "2 b b X 0 root"))
    assert not errors
    assert document.sentences[0].heads == [-1, -1]


def test_no_sentences_no_documents():
    assert read("") == ([], [])
    assert read("\n\n") == ([], [])


def test_line_breaks_inside_a_sentence_survive():
    text = "Keld\nagreed"
    sentence = Sentence(
        ["Keld", "agreed"], ["Keld", "agree"], ["PROPN", "VERB"], [1, -1], ["nsubj", "root"],
        starts=[2, 7], ends=[6, 13], text=text, start=2,
    )  # fmt: skip
    stream = io.StringIO()
    write_conllu(Document("d", "  " + text, None, [sentence]), stream)
    (document,) = read_conllu(io.StringIO(stream.getvalue()))
    assert document.sentences[0].text == text
    assert document.text == "  " + text
