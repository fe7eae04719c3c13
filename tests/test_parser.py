"""The shipped model on real text: it loads without a network, offsets hold, neighbours change nothing."""

from __future__ import annotations

import functools
import io
import shutil
import socket
import subprocess
import sys

import pytest

from coder import resources
from coder.conllu import read_conllu, write_conllu
from coder.errors import InputError, ModelError
from coder.parser import Parser
from coder.sentence import Document, Sentence

STORY = (
    "Keld Turns Down Grain Offer\r\n"
    "\r\n"
    "ORM CITY, June 2 (Agency) \u2014 Keld\u2019s foreign minister, Gen. Jan Doe, told report\u00aders Monday that\r\n"
    "his country won\u2019t take grain from Zorvia\u2014\u201cnot a sack\u201d\u2014before the U.S. Senate votes.\r\n"
    "  \u2022 No comment yet\r\n"
)
TEXTS = [
    STORY,
    "Zorvia condemned Keld. Two soldiers were killed when Orm shelled the port of Tave, officials said.",
    "",
    "The rebels, who seized the town in May, can't hold it; they're gonna leave.",
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    def refuse(*args, **kwargs):
        raise AssertionError("the shipped model must not touch the network")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        return Parser(threads=1)


@pytest.fixture(scope="module")
def parsed(parser) -> list[list[Sentence]]:
    return parser.parse(TEXTS)


def columns(sentence: Sentence) -> tuple:
    return sentence.state()[:-1]  # without the headline, which CoNLL-U does not hold


def test_tree_of_a_plain_sentence(parsed):
    first = parsed[1][0]
    assert first.forms == ["Zorvia", "condemned", "Keld", "."]
    assert first.lemmas[1] == "condemn"
    assert first.heads == [1, -1, 1, 1]
    assert first.deprels == ["nsubj", "root", "obj", "punct"]


def test_offsets_hold_through_wraps_and_odd_characters(parsed):
    plain = str.maketrans("\u2019\u201c\u201d", '\'""', "\u00ad")
    for text, sentences in zip(TEXTS, parsed, strict=True):
        end = 0
        for sentence in sentences:
            assert text[sentence.start : sentence.end] == sentence.text
            assert sentence.start >= end
            end = sentence.end
            for form, a, b in zip(sentence.forms, sentence.starts, sentence.ends, strict=True):
                assert sentence.start <= a < b <= sentence.end
                assert text[a:b].translate(plain) == form


def test_lines_and_datelines_are_sentences(parsed):
    surfaces = [" ".join(sentence.text.split()) for sentence in parsed[0]]
    assert surfaces[:2] == ["Keld Turns Down Grain Offer", "ORM CITY, June 2 (Agency) \u2014"]
    assert surfaces[-1] == "No comment yet"
    assert len(surfaces) == 4, "neither the title nor the abbreviation ends a sentence"
    assert [sentence.break_before for sentence in parsed[0]] == [True, True, False, True]


def test_one_root_and_no_missing_values(parsed):
    for sentences in parsed:
        for sentence in sentences:
            assert sentence.heads.count(-1) == 1
            assert all(sentence.lemmas) and all(sentence.upos) and all(sentence.deprels)


def test_contractions_are_two_words_with_places_of_their_own(parsed):
    words = {form: (a, b) for s in parsed[3] for form, a, b in zip(s.forms, s.starts, s.ends, strict=True)}
    text = TEXTS[3]
    assert text[slice(*words["ca"])] == "ca"
    assert text[slice(*words["n't"])] == "n't"


def test_empty_text_has_no_sentences(parsed):
    assert parsed[2] == []


def test_neighbours_and_order_change_nothing(parser, parsed):
    alone = [parser.parse([text])[0] for text in TEXTS]
    back = parser.parse(TEXTS[::-1])[::-1]
    for a, b, c in zip(parsed, alone, back, strict=True):
        assert [columns(s) for s in a] == [columns(s) for s in b] == [columns(s) for s in c]


def test_fast_decoder_gives_stanzas_own_trees(parser, parsed):
    slow = Parser(threads=1, fast=False)
    assert slow.model_id == parser.model_id
    for a, b in zip(parsed, slow.parse(TEXTS), strict=True):
        assert [columns(s) for s in a] == [columns(s) for s in b]


def test_a_sentence_without_end_is_left_out_and_reported(parser):
    endless = "Keld agreed. " + "sheep " * 10_000 + "left. Orm agreed."
    complaints: list[tuple[int, InputError]] = []
    good, bad = parser.parse(["Orm agreed.", endless], lambda number, error: complaints.append((number, error)))
    assert [sentence.text for sentence in good] == ["Orm agreed."]
    assert bad[0].text == "Keld agreed."
    assert complaints and {number for number, _ in complaints} == {1}
    assert "more than 300" in complaints[0][1].message


def test_documents_stream_in_order(parser):
    documents = [Document(str(n), f"Keld met Orm {n} times.") for n in range(5)]
    done = list(parser.parse_documents(iter(documents), batch=2))
    assert [document.id for document in done] == list("01234")
    assert [document.sentences[0].forms[3] for document in done] == list("01234")


def test_conllu_gives_back_what_was_parsed(parsed):
    stream = io.StringIO()
    for number, (text, sentences) in enumerate(zip(TEXTS, parsed, strict=True)):
        write_conllu(Document(str(number), text, "2025-06-02", sentences), stream)
    back = list(read_conllu(io.StringIO(stream.getvalue())))
    assert [document.id for document in back] == ["0", "1", "2", "3"]
    for document, sentences in zip(back, parsed, strict=True):
        assert [columns(s) for s in document.sentences] == [columns(s) for s in sentences]


def test_remembered_lemmas_are_bounded_and_change_nothing(parser, parsed, monkeypatch):
    monkeypatch.setattr("coder.parser._LEMMAS", 0)
    text = "The zorvianised quibblers were flummoxing Keldish bureaucrats."
    first = parser.parse([text])[0][0].lemmas
    assert parser._lemmas == parser._shipped_lemmas
    monkeypatch.undo()
    assert parser.parse([text])[0][0].lemmas == first  # found anew, and remembered
    assert parser._lemmas != parser._shipped_lemmas
    assert parser.parse([text])[0][0].lemmas == first  # from memory


def test_model_id_names_model_and_content(parser):
    name, _, digest = parser.model_id.rpartition("-")
    assert name == "en_compact"
    assert len(digest) == 12 and int(digest, 16) >= 0


def test_another_folder_loads_and_a_damaged_one_says_so(tmp_path, parser):
    folder = tmp_path / "model"
    shutil.copytree(resources.model(), folder)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert Parser(folder, threads=1).model_id == parser.model_id
    (folder / "en" / "pos" / "compact.pt").write_bytes(b"no model")
    with pytest.raises(ModelError) as caught:
        Parser(folder)
    assert str(folder) in str(caught.value)
    (folder / "resources.json").write_text("{}")
    with pytest.raises(ModelError, match=r"resources\.json"):
        Parser(folder)


@pytest.mark.parametrize("model", ["/no/such/folder", "stanza:xx"])
def test_unknown_models_are_refused(model):
    with pytest.raises(ModelError, match="model"):
        Parser(model)


def test_stanzas_download_without_a_network_is_a_clear_error(tmp_path, monkeypatch):
    import stanza

    def refuse(*args, **kwargs):
        raise OSError("network is unreachable")

    monkeypatch.setattr(stanza, "Pipeline", functools.partial(stanza.Pipeline, dir=str(tmp_path)))  # no models there
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ModelError, match="could not be downloaded"):
        Parser("stanza:en")


def test_importing_the_module_imports_neither_stanza_nor_torch():
    code = "import sys, coder.parser; sys.exit(any(name in sys.modules for name in ('stanza', 'torch')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_torch_keeps_its_threads_and_stanza_its_optimizers(parser: Parser) -> None:
    import torch
    from stanza.models.common import utils

    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        assert parser.parse(["Keld met Orm."])[0]
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)
    layer = torch.nn.Linear(2, 2)
    assert isinstance(utils.get_optimizer("adam", layer, lr=0.1), torch.optim.Optimizer)
