"""CoNLL-U ↔ ``Document``: parses made elsewhere come in, ours go out, and coding both gives the same events.

Reading is lenient where the format is not about the tree (8 or 10 columns, empty nodes, missing comments) and strict
where it is: every broken sentence is a located ``ConlluError`` of its own and the rest of the file goes on.

Offsets. Stanza's ``start_char=…|end_char=…`` in MISC count; without them words are found in ``# text``; without that,
forms are joined by ``SpaceAfter``. A document's text is put together from its sentences, each at its own offset, so
every offset means the same as in the text that was parsed. What lies between sentences is blank there.

Comments written and read: ``# newdoc id``, ``# date``, ``# parser`` (the model), ``# newpar`` (the sentence starts a
line), ``# sent_id``, ``# text``; ``# raw_text``, a JSON string, where the sentence holds line breaks or other spaces
that ``# text`` cannot show; ``# start_char`` where the sentence's text is more than its words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TextIO

from .conllu_lines import Bad, Draft, ErrorSink, check_tree, read_drafts, report
from .conllu_places import place
from .sentence import Document, Sentence

_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_conllu(
    stream: Iterable[str] | Iterable[bytes], *, path: str | None = None, errors: ErrorSink | None = None
) -> Iterator[Document]:
    """Documents of a CoNLL-U stream (an open file, in text or binary mode, or lines), one at a time.

    ``path`` is shown in errors and names documents that have no id. ``errors`` is called for each broken sentence, and
    the sentence is left out; without it the first one is raised.
    """
    stem = PurePath(path).stem if path and path != "-" else "document"
    builder = _Builder(stem)
    started = False
    for draft in read_drafts(stream, path, errors):
        if draft.newdoc and started:
            yield builder.finish()
        if draft.newdoc or not started:
            builder.start(draft)
            started = True
        if draft.broken or not draft.rows:
            continue
        try:
            builder.add(draft)
        except Bad as bad:
            report(bad, path, errors)
    if started:
        yield builder.finish()


class _Builder:
    """Puts sentences together to documents, and keeps offsets rising through each of them."""

    def __init__(self, stem: str) -> None:
        self._stem = stem
        self._count = 0
        self._taken: set[str] = set()

    def start(self, draft: Draft) -> None:
        """Begin the document that ``draft`` opens."""
        self._count += 1
        name = draft.comments.get("newdoc id", "").strip()
        self._id = name or (self._stem if self._count == 1 else f"{self._stem}-{self._count}")
        self._date: str | None = None
        self._parser = draft.comments.get("parser", "").strip() or None
        self._sentences: list[Sentence] = []
        self._end = 0
        self._note_date(draft)

    def _note_date(self, draft: Draft) -> None:
        date = draft.comments.get("date", "").strip()
        # One that comes later belongs to a document whose head was lost.
        if date and self._date is None and not self._sentences:
            self._date = date

    def add(self, draft: Draft) -> None:
        """Check the sentence and add it; raises Bad."""
        self._note_date(draft)
        check_tree(draft.rows)
        start, text, starts, ends = place(draft)
        least = self._end + 1 if self._sentences else 0
        if start is None or start < self._end:
            # No offsets, or offsets that begin anew with each sentence: the sentence goes behind the last one.
            shift = least - (start or 0)
            start = least
            starts, ends = [at + shift for at in starts], [at + shift for at in ends]
        columns = list(zip(*(row.columns[1:8] for row in draft.rows), strict=True))
        forms, lemmas, upos, xpos, feats, _, deprels = columns
        # A lemma that the file does not give is better guessed as the form than left out of every look-up.
        lemmas = [form if lemma == "_" else lemma for form, lemma in zip(forms, lemmas, strict=True)]
        heads = [row.head - 1 for row in draft.rows]
        sentence = Sentence(
            forms, lemmas, upos, heads, deprels, xpos=xpos, feats=feats,
            starts=starts, ends=ends, text=text, start=start, break_before=draft.newpar,
        )  # fmt: skip
        self._sentences.append(sentence)
        self._end = sentence.end

    def finish(self) -> Document:
        """The document as read so far."""
        parts, at = [], 0
        for sentence in self._sentences:
            gap = sentence.start - at
            # A line break keeps lines apart for whoever reads the text.
            parts.append((" " * (gap - 1) + "\n" if sentence.break_before and at else " " * gap) if gap > 0 else "")
            parts.append(sentence.text)
            at = sentence.end
        return Document(self._id, "".join(parts), self._date, self._sentences, self._parser)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def write_conllu(document: Document, stream: TextIO) -> None:
    """Write one document, a document without sentences as its head alone."""
    stream.write(f"# newdoc id = {_one_line(document.id)}\n")
    if document.date:
        stream.write(f"# date = {_one_line(document.date)}\n")
    if document.parser:
        stream.write(f"# parser = {_one_line(document.parser)}\n")
    for number, sentence in enumerate(document.sentences):
        if len(sentence):
            _write_sentence(sentence, f"{_one_line(document.id)}-{number}", stream)
    if not any(map(len, document.sentences)):
        stream.write("\n")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _write_sentence(sentence: Sentence, name: str, stream: TextIO) -> None:
    if sentence.break_before:
        stream.write("# newpar\n")
    shown = _SPACES.sub(" ", sentence.text)
    stream.write(f"# sent_id = {name}\n# text = {shown}\n")
    spans = list(zip(sentence.starts, sentence.ends, strict=True))
    if sentence.starts[0] != sentence.start or sentence.end != max(sentence.ends):
        stream.write(f"# start_char = {sentence.start}\n")
    if shown != sentence.text or shown != shown.strip():
        stream.write(f"# raw_text = {json.dumps(sentence.text)}\n")
    shared = 0  # words still to come of a token that was written as a range
    for i in range(len(sentence)):
        start, end = spans[i]
        if not shared:
            last = i
            while last + 1 < len(spans) and spans[last + 1] == spans[i]:
                last += 1
            if last > i:
                shared = last + 1 - i
                surface = _SPACES.sub(" ", sentence.surface(start, end)) or "_"
                stream.write(f"{i + 1}-{last + 1}\t{surface}" + "\t_" * 7 + f"\tstart_char={start}|end_char={end}\n")
        glued = i + 1 < len(spans) and spans[i + 1][0] == end and not shared
        shared = max(0, shared - 1)
        misc = f"start_char={start}|end_char={end}" + ("|SpaceAfter=No" if glued else "")
        columns = (
            str(i + 1), sentence.forms[i], sentence.lemmas[i], sentence.upos[i], sentence.xpos[i], sentence.feats[i],
            str(sentence.heads[i] + 1), sentence.deprels[i], "_", misc,
        )  # fmt: skip
        stream.write("\t".join(_SPACES.sub(" ", column) or "_" for column in columns) + "\n")
    stream.write("\n")
