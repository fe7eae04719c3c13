"""read(write(document)) is the document: columns, offsets, texts, dates, also for odd characters."""

from __future__ import annotations

import io
import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

from coder.conllu import read_conllu, write_conllu
from coder.sentence import Document, Sentence

_SOLID = st.characters(exclude_categories=("Cs", "Cc", "Z"), exclude_characters="\u200b")
WORD = st.text(_SOLID, min_size=1, max_size=8).filter(lambda word: word.split() == [word])
TAG = st.sampled_from(["NOUN", "VERB", "_", "X"])
GAP = st.sampled_from(["", " ", "  ", "\n", "\r\n", "\u00a0", "\t", "\u2028"])


@st.composite
def sentences(draw: st.DrawFn, start: int) -> Sentence:
    words = draw(st.lists(WORD, min_size=1, max_size=6))
    text, starts, ends = draw(st.sampled_from(["", "", "(", " "])), [], []
    for word in words:
        # A word may stand on the same characters as the one before it (a token of several words).
        if starts and draw(st.integers(0, 5)) == 0:
            starts.append(starts[-1])
            ends.append(ends[-1])
            continue
        starts.append(start + len(text))
        text += word
        ends.append(start + len(text))
        text += draw(GAP)
    if draw(st.booleans()):
        text = text[: max(ends) - start]
    order = draw(st.permutations(range(len(words))))
    heads = [-1] * len(words)
    for i, word in enumerate(order[1:], start=1):  # each hangs on one placed before it: a tree
        heads[word] = order[draw(st.integers(0, i - 1))]
    n = len(words)
    tags = st.lists(TAG, min_size=n, max_size=n)
    return Sentence(
        words, draw(st.lists(WORD.filter(lambda w: w != "_"), min_size=n, max_size=n)), draw(tags), heads,
        ["root" if head < 0 else "dep" for head in heads], xpos=draw(tags), feats=draw(tags),
        starts=starts, ends=ends, text=text, start=start, break_before=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> Document:
    found, at = [], draw(st.integers(0, 5))
    for _ in range(draw(st.integers(0, 3))):
        sentence = draw(sentences(at))
        found.append(sentence)
        at = sentence.end + draw(st.integers(0, 3))
    name = draw(st.lists(WORD, min_size=1, max_size=2).map(" ".join))
    text = ""
    for sentence in found:
        text = text.ljust(sentence.start) + sentence.text
    return Document(name, text, draw(st.sampled_from([None, "2025-06-02"])), found)


@settings(max_examples=150, deadline=None)
@given(st.lists(documents(), max_size=3))
def test_read_gives_back_what_write_was_given(given_documents: list[Document]):
    stream = io.StringIO()
    for document in given_documents:
        write_conllu(document, stream)
    back = list(read_conllu(io.StringIO(stream.getvalue(), newline="\n")))
    assert [(d.id, d.date) for d in back] == [(d.id, d.date) for d in given_documents]
    for old, new in zip(given_documents, back, strict=True):
        assert [s.state() for s in new.sentences] == [s.state() for s in old.sentences]
        sent = pickle.loads(pickle.dumps(new))  # to a worker
        assert [s.state() for s in sent.sentences] == [s.state() for s in old.sentences]
        assert (sent.id, sent.text, sent.date, sent.parser) == (new.id, new.text, new.date, new.parser)
        for sentence in old.sentences:
            assert new.text[sentence.start : sentence.end] == sentence.text


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="12-.\t\n #_=ab0\r\u2028", max_size=80))
def test_any_text_is_read_or_refused_but_never_breaks(text: str):
    errors: list = []
    for document in read_conllu(io.StringIO(text), errors=errors.append):
        for sentence in document.sentences:
            assert len(sentence)
