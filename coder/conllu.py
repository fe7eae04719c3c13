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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePath
from typing import TextIO

from .errors import ConlluError
from .sentence import Document, Sentence

ErrorSink = Callable[[ConlluError], None]

_COMMENT = re.compile(r"#\s*(newdoc id|newpar id|[\w:-]+)\s*(?:=\s?(.*))?$", re.DOTALL)
_RANGE = re.compile(r"(\d+)-(\d+)$")
_EMPTY_NODE = re.compile(r"\d+\.\d+$")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")


@dataclass(slots=True)
class _Row:
    """A word line, split and checked as far as one line can be."""

    line: int
    columns: list[str]
    head: int
    misc: dict[str, str]


@dataclass(slots=True)
class _Draft:
    """The lines of one sentence on their way to a ``Sentence``."""

    comments: dict[str, str] = field(default_factory=dict)
    newdoc: bool = False
    newpar: bool = False
    first_line: int = 0
    rows: list[_Row] = field(default_factory=list)
    ranges: list[tuple[int, int, str, dict[str, str]]] = field(default_factory=list)
    broken: bool = False


class _Bad(Exception):
    """What is wrong with a sentence and where: message, line, column, source line."""

    def __init__(self, message: str, line: int, column: int | None = None, excerpt: str | None = None) -> None:
        super().__init__(message)
        self.error = (message, line, column, excerpt)


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
    for draft in _drafts(stream, path, errors):
        if draft.newdoc and started:
            yield builder.finish()
        if draft.newdoc or not started:
            builder.start(draft)
            started = True
        if draft.broken or not draft.rows:
            continue
        try:
            builder.add(draft)
        except _Bad as bad:
            _report(bad, path, errors)
    if started:
        yield builder.finish()


def _report(bad: _Bad, path: str | None, errors: ErrorSink | None) -> None:
    message, line, column, excerpt = bad.error
    error = ConlluError(message, path=path, line=line, column=column, excerpt=excerpt)
    if errors is None:
        raise error from None
    errors(error)


def _drafts(stream: Iterable[str] | Iterable[bytes], path: str | None, errors: ErrorSink | None) -> Iterator[_Draft]:
    """Blocks of lines between empty lines. A line that is wrong breaks its block and is reported."""
    draft = _Draft()
    for number, raw in enumerate(stream, start=1):
        try:
            line = _text(raw, number)
            if line.strip():
                draft.first_line = draft.first_line or number
                _take(draft, line, number)
            else:
                if draft.first_line:
                    yield draft
                draft = _Draft()
        except _Bad as bad:
            if not draft.broken:  # one complaint a sentence
                _report(bad, path, errors)
            draft.broken = True
            draft.first_line = draft.first_line or number
    if draft.first_line:
        yield draft


def _text(raw: str | bytes, number: int) -> str:
    """The line as text without its end; a byte order mark on the first line goes."""
    if isinstance(raw, bytes):
        try:
            raw = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise _Bad("this line is not UTF-8", number, error.start + 1) from None
    if number == 1:
        raw = raw.removeprefix("\ufeff")
    return raw.rstrip("\r\n")


def _take(draft: _Draft, line: str, number: int) -> None:
    """Add one line that is not empty to the draft."""
    if line.startswith("#"):
        if match := _COMMENT.match(line):
            key, value = match.group(1), match.group(2)
            draft.newdoc |= key.startswith("newdoc")
            draft.newpar |= key.startswith("newpar")
            draft.comments.setdefault(key, value or "")
        return
    if draft.broken:
        return
    columns = line.split("\t")
    if len(columns) not in (8, 10):
        hint = " (they must be separated by tabs)" if len(columns) == 1 else ""
        raise _Bad(f"{len(columns)} columns where CoNLL-U has 10{hint}", number, None, line)
    name = columns[0]
    if _EMPTY_NODE.match(name):
        return
    misc = _pairs(columns[9]) if len(columns) == 10 else {}
    span = _RANGE.match(name)
    if span:
        first, last = int(span.group(1)), int(span.group(2))
        if first != len(draft.rows) + 1 or last < first:
            raise _Bad(f"the range {name} does not stand before its words", number, 1, line)
        draft.ranges.append((first - 1, last, columns[1], misc))
        return
    expected = len(draft.rows) + 1
    if not name.isascii() or not name.isdigit() or int(name) != expected:
        raise _Bad(f"word number {name!r} where {expected} was expected", number, 1, line)
    head = columns[6]
    if not head.isascii() or not head.isdigit():
        column = len("\t".join(columns[:6])) + 2
        raise _Bad(f"the head {head!r} is no number: this word is not parsed", number, column, line)
    draft.rows.append(_Row(number, columns, int(head), misc))


def _pairs(misc: str) -> dict[str, str]:
    """``a=b|c=d`` as a dictionary; anything else in it is nobody's business here."""
    return dict(pair.split("=", 1) for pair in misc.split("|") if "=" in pair)


class _Builder:
    """Puts sentences together to documents, and keeps offsets rising through each of them."""

    def __init__(self, stem: str) -> None:
        self._stem = stem
        self._count = 0
        self._taken: set[str] = set()

    def start(self, draft: _Draft) -> None:
        """Begin the document that ``draft`` opens."""
        self._count += 1
        name = draft.comments.get("newdoc id", "").strip()
        self._id = name or (self._stem if self._count == 1 else f"{self._stem}-{self._count}")
        self._date: str | None = None
        self._parser = draft.comments.get("parser", "").strip() or None
        self._sentences: list[Sentence] = []
        self._end = 0
        self._note_date(draft)

    def _note_date(self, draft: _Draft) -> None:
        date = draft.comments.get("date", "").strip()
        # One that comes later belongs to a document whose head was lost.
        if date and self._date is None and not self._sentences:
            self._date = date

    def add(self, draft: _Draft) -> None:
        """Check the sentence and add it; raises _Bad."""
        self._note_date(draft)
        _check_tree(draft.rows)
        start, text, starts, ends = _place(draft)
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


def _check_tree(rows: list[_Row]) -> None:
    """Every head must exist, and following heads from any word must end at a root."""
    n = len(rows)
    for i, row in enumerate(rows):
        if row.head > n or row.head == i + 1:
            problem = "is the word itself" if row.head == i + 1 else f"lies outside the sentence of {n} words"
            line = "\t".join(row.columns)
            raise _Bad(f"the head {row.head} {problem}", row.line, len("\t".join(row.columns[:6])) + 2, line)
    if not any(row.head == 0 for row in rows):
        raise _Bad("no word has head 0: the sentence has no root", rows[0].line)
    state = [0] * n  # 0 not seen, 1 on the way up from here, 2 reaches a root
    for i in range(n):
        path, at = [], i
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = rows[at].head - 1
        if at >= 0 and state[at] == 1:
            raise _Bad("the heads run in a circle from this word", rows[at].line, None, "\t".join(rows[at].columns))
        for word in path:
            state[word] = 2


def _place(draft: _Draft) -> tuple[int | None, str, list[int], list[int]]:
    """Start of the sentence (None where the file does not say), its text, and its words' offsets."""
    spans = _stated(draft)
    text = _stated_text(draft)
    if spans is not None:
        first, end = min(a for a, _ in spans), max(b for _, b in spans)
        stated = draft.comments.get("start_char", "")
        start = min(first, int(stated)) if stated.isascii() and stated.isdigit() else first
        fits = text is not None and (len(text) >= end - start if stated else len(text) == end - first)
        if text is not None and fits:
            return start, text, [a for a, _ in spans], [b for _, b in spans]
        start = first
        # The text line was tidied, or is missing: write the words at their places.
        chars = [" "] * (end - start)
        for (a, b), row in zip(spans, draft.rows, strict=True):
            chars[a - start : b - start] = list(row.columns[1][: b - a].ljust(b - a))
        for first, _, form, misc in draft.ranges:
            a, b = spans[first]
            if _offsets(misc) == (a, b) and len(form) == b - a:
                chars[a - start : b - start] = list(form)
        return start, "".join(chars), [a for a, _ in spans], [b for _, b in spans]
    tokens = _tokens(draft)
    if text is not None:
        found = _find(tokens, text)
        if found is not None:
            return None, text, *_spread(found, tokens, draft)
    built, placed = [], []
    at = 0
    for k, (_, _, form, spaced) in enumerate(tokens):
        placed.append((at, at + len(form)))
        built.append(form + (" " if spaced and k + 1 < len(tokens) else ""))
        at += len(built[-1])
    return None, "".join(built), *_spread(placed, tokens, draft)


def _offsets(misc: dict[str, str]) -> tuple[int, int] | None:
    """``start_char`` and ``end_char``, where both stand there and make sense."""
    start, end = misc.get("start_char", ""), misc.get("end_char", "")
    if start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and int(start) < int(end):
        return int(start), int(end)
    return None


def _stated(draft: _Draft) -> list[tuple[int, int]] | None:
    """The words' offsets as MISC states them (a range's count for its words), or None unless all are there, in order
    and no farther apart than a sentence can be."""
    spans = [_offsets(row.misc) for row in draft.rows]
    for first, last, form, misc in draft.ranges:
        whole = _offsets(misc)
        if whole is not None and any(span is None for span in spans[first:last]):
            forms = [row.columns[1] for row in draft.rows[first:last]]
            spans[first:last] = _share(whole, form, forms)
    stated = [span for span in spans if span is not None]
    if len(stated) < len(spans) or any(b[0] < a[0] for a, b in pairwise(stated)):
        return None
    room = 1000 + 20 * sum(len(row.columns[1]) for row in draft.rows)
    return stated if max(b for _, b in stated) - stated[0][0] <= room else None


def _stated_text(draft: _Draft) -> str | None:
    raw = draft.comments.get("raw_text")
    if raw is not None:
        try:
            value = json.loads(raw)
            if isinstance(value, str) and value:
                return value
        except ValueError:
            pass
    return draft.comments.get("text") or None


def _share(span: tuple[int, int], form: str, forms: list[str]) -> list[tuple[int, int] | None]:
    """A token's offsets for its words: divided where the words spell the token, else the whole for each."""
    if "".join(forms) == form and span[1] - span[0] == len(form):
        shares: list[tuple[int, int] | None] = []
        at = span[0]
        for word in forms:
            shares.append((at, at + len(word)))
            at += len(word)
        return shares
    return [span] * len(forms)


def _tokens(draft: _Draft) -> list[tuple[int, int, str, bool]]:
    """Surface tokens: first word, word after the last, form, whether a space follows."""
    ranges = {first: (last, form, misc) for first, last, form, misc in draft.ranges}
    tokens, i = [], 0
    while i < len(draft.rows):
        row = draft.rows[i]
        last, form, misc = ranges.get(i, (i + 1, row.columns[1], row.misc))
        last = min(last, len(draft.rows))
        tokens.append((i, last, form, misc.get("SpaceAfter") != "No"))
        i = last
    return tokens


def _find(tokens: list[tuple[int, int, str, bool]], text: str) -> list[tuple[int, int]] | None:
    """The tokens' places in ``text``, in order; None where one is not there."""
    found, at = [], 0
    for _, _, form, _ in tokens:
        start = text.find(form, at)
        if start < 0 or text[at:start].strip():
            return None
        at = start + len(form)
        found.append((start, at))
    return found


def _spread(
    spans: list[tuple[int, int]], tokens: list[tuple[int, int, str, bool]], draft: _Draft
) -> tuple[list[int], list[int]]:
    """Offsets of words from offsets of tokens."""
    starts: list[int] = []
    ends: list[int] = []
    for span, (first, last, form, _) in zip(spans, tokens, strict=True):
        for share in _share(span, form, [row.columns[1] for row in draft.rows[first:last]]):
            start, end = share or span
            starts.append(start)
            ends.append(end)
    return starts, ends


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
