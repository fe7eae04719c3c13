"""Raw English text → parsed sentences, with Stanza. This module and its helpers (``parser_models``,
``parser_decoder``, ``parser_memo``, ``parser_steps``) are the only ones that import stanza and torch, and only when a
``Parser`` is made, so that a corpus which is parsed already never pays for them.

    text ─ segment ─→ blocks ─ tokenizer ─→ tokens ─ splits ─→ sentences ─ mwt, tagger, lemmas, parser ─→ Sentence

What the models run on is cleaned text; every token keeps the place in the document it came from, and a sentence's
text is cut from the document itself, so offsets hold whatever the models make of odd characters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from . import parser_decoder, parser_memo, parser_steps, resources
from .errors import InputError, ModelError
from .headline import NamesIn, is_title_case, sentence_case
from .parser_models import load_folder, load_own, model_id, quiet
from .segment import Block, segment
from .sentence import Document, Sentence
from .splits import Token, rejoin

#: Raise this with every change that lets the same model give other parses: kept parses are made anew then.
READING = 3
#: A token longer than this (an address, encoded data) is shown to the models in part.
_LONGEST_TOKEN = 100
#: Lemmas that Stanza may remember beyond its dictionary before it has to begin anew.
_LEMMAS = 200_000
#: Characters sent through the pipeline at once: enough for full batches, little enough for a small machine.
_CHUNK = 60_000

#: Words that a splitter takes for a contraction ("it" and "'s").
_ONE_WORD = frozenset({"its", "whose"})

ErrorSink = Callable[[int, InputError], None]


class Parser:
    """A loaded pipeline: tokenizer, multiword tokens, tagger, lemmatizer, dependency parser.

    ``model`` is None for the model that ships with the package, the path of another Stanza model folder (one that
    holds ``resources.json``), or ``"stanza:en"`` for Stanza's own English models, downloaded where they are missing.
    Only the last ever touches the network. ``threads``: torch's threads while it parses (None: as many as torch has).
    One is the default: the models are small, so more threads save little; on a busy machine they wait for each other, a
    hundred times as long as the work takes; and their number can move the last digit of a sum.
    A sentence of more than ``max_words`` words is reported and left out: no writer writes one, and the parser's memory
    grows with its square. ``fast=False`` keeps Stanza's own decoder and look-ups (same trees, more time).
    ``names_in`` tells which words of a headline in Title Case are names; the others are read in lower case.

    Raises ModelError where the model is missing or cannot be loaded.
    """

    def __init__(
        self,
        model: str | Path | None = None,
        *,
        threads: int | None = 1,
        max_words: int = 300,
        device: str = "cpu",
        fast: bool = True,
        names_in: NamesIn | None = None,
    ) -> None:
        quiet()
        try:
            import stanza
            import torch  # noqa: F401 – only to see that it is there
        except ImportError as error:
            raise ModelError(f"parsing needs Stanza and torch, and {error.name or error} is not installed") from error
        self._threads = threads
        self.max_words = max_words
        self.names_in = names_in
        if isinstance(model, str) and model.startswith("stanza:"):
            self._nlp = load_own(stanza, model, device)
        else:
            self._nlp = load_folder(stanza, Path(model) if model is not None else resources.model(), device)
        self.model_id = model_id(self._nlp)
        self._split = parser_steps.tokenizer(self._nlp, fast)
        steps = {"pos": parser_steps.tagger, "lemma": parser_steps.lemmatizer}
        self._steps = [
            steps[name](self._nlp.processors[name], fast) if name in steps else self._nlp.processors[name].process
            for name in ("mwt", "pos", "lemma", "depparse") if name in self._nlp.processors
        ]  # fmt: skip
        self._lemmas = getattr(getattr(self._nlp.processors["lemma"], "trainer", None), "pos_dict", None) or {}
        self._shipped_lemmas = {tag: dict(entries) for tag, entries in self._lemmas.items()}
        if fast:
            parser_decoder.install(self._nlp)
            parser_memo.install(self._nlp)
            batches = self._nlp.processors["depparse"].config
            batches["batch_size"] = min(batches["batch_size"], parser_steps.BATCH_WORDS)

    def __repr__(self) -> str:
        return f"Parser({self.model_id!r})"

    def parse(self, texts: Sequence[str], errors: ErrorSink | None = None) -> list[list[Sentence]]:
        """Sentences of each text, in order; [] for a text without words.

        ``errors`` is called with the number of the text and an InputError for every sentence that was left out; without
        it such sentences are left out silently.
        """
        import torch

        before = torch.get_num_threads()
        if self._threads is not None:
            torch.set_num_threads(self._threads)
        try:
            with torch.inference_mode():
                return self._parse(texts, errors)
        finally:
            torch.set_num_threads(before)  # what else the process does with torch goes on as it was

    def _parse(self, texts: Sequence[str], errors: ErrorSink | None) -> list[list[Sentence]]:
        """``parse``, in batches of about ``_CHUNK`` characters."""
        results: list[list[Sentence]] = []
        batch: list[tuple[int, str, list[Block]]] = []
        size = 0
        for number, text in enumerate(texts):
            blocks = segment(text)
            batch.append((number, text, blocks))
            size += len(text)
            if size >= _CHUNK:
                results.extend(self._parse_batch(batch, errors))
                batch, size = [], 0
        if batch:
            results.extend(self._parse_batch(batch, errors))
        return results

    def parse_documents(
        self,
        documents: Iterable[Document],
        errors: Callable[[Document, InputError], None] | None = None,
        *,
        batch: int = 64,
    ) -> Iterator[Document]:
        """Fill ``sentences`` of each document and hand it on, ``batch`` documents at a time, in order."""
        stream = iter(documents)
        while chunk := list(islice(stream, batch)):
            sink = None if errors is None else (lambda n, e, chunk=chunk: errors(chunk[n], e))
            for document, sentences in zip(chunk, self.parse([d.text for d in chunk], sink), strict=True):
                document.sentences = sentences
                document.parser = self.model_id
                yield document

    def _parse_batch(
        self, batch: list[tuple[int, str, list[Block]]], errors: ErrorSink | None
    ) -> Iterator[list[Sentence]]:
        """One run of the pipeline over the blocks of several documents."""
        # place in the batch, block, tokens, first of its block
        plan: list[tuple[int, Block, list[Token], bool]] = []
        shown: list[list[str]] = []  # the tokens as the models see them
        headlines: list[tuple[list[str], list[str]] | None] = []
        tokenized = iter(self._tokenize([block.text for _, _, blocks in batch for block in blocks]))
        for place, (number, _, blocks) in enumerate(batch):
            for block in blocks:
                for k, tokens in enumerate(rejoin(block.text, next(tokenized))):
                    if len(tokens) > self.max_words:
                        if errors is not None:
                            at = block.span(tokens[0].start, tokens[0].end)[0]
                            errors(number, InputError(
                                f"the sentence at character {at} has {len(tokens)} words, more than "
                                f"{self.max_words}; it was left out"))  # fmt: skip
                        continue
                    plan.append((place, block, tokens, k == 0))
                    words, headline = self._show(tokens)
                    shown.append(words)
                    headlines.append(headline)
        parsed = self._annotate([tokens for _, _, tokens, _ in plan], shown)
        found: list[list[Sentence]] = [[] for _ in batch]
        for (place, block, tokens, first), words, headline in zip(plan, parsed, headlines, strict=True):
            sentence = _sentence(batch[place][1], block, tokens, words, first and block.own_line)
            sentence.headline = headline
            found[place].append(sentence)
        yield from found

    def _tokenize(self, blocks: list[str]) -> list[list[list[Token]]]:
        """Sentences of tokens for each block, with offsets into the block."""
        result: list[list[list[Token]]] = [[] for _ in blocks]
        if not blocks:
            return result
        # An empty line is the one thing Stanza's tokenizer never reads across, and blocks hold no line breaks.
        starts, at = [], 0
        for block in blocks:
            starts.append(at)
            at += len(block) + 2
        joined = "\n\n".join(blocks)
        for sentence in self._split(joined):
            number = bisect_right(starts, sentence[0][0]) - 1
            base, text = starts[number], blocks[number]
            tokens = []
            for begin, stop, multi in sentence:
                start, end = begin - base, stop - base
                if 0 <= start < end <= len(text):
                    token = text[start:end]
                    tokens.append(Token(token, start, end, multi and token.lower() not in _ONE_WORD))
            if tokens:
                result[number].append(tokens)
        return result

    def _show(self, tokens: list[Token]) -> tuple[list[str], tuple[list[str], list[str]] | None]:
        """The tokens as the models are to see them, and those of a headline both as they are and as shown."""
        texts = [token.text[:_LONGEST_TOKEN] for token in tokens]
        if not is_title_case(texts):
            return texts, None
        shown = sentence_case(texts, self.names_in)
        return shown, (texts, shown)

    def _annotate(self, sentences: list[list[Token]], shown: list[list[str]]) -> list[list[list[Any]]]:
        """Run everything after the tokenizer. For each sentence and token: the Stanza words it became."""
        if not sentences:
            return []
        columns = []
        for tokens, texts in zip(sentences, shown, strict=True):
            rows = []
            for i, (token, text) in enumerate(zip(tokens, texts, strict=True), start=1):
                row = {"id": (i,), "text": text}
                if token.multi:
                    row["misc"] = "MWT=Yes"
                rows.append(row)
            columns.append(rows)
        document = parser_memo.document_class()(columns)
        for step in self._steps:
            document = step(document)
        if sum(map(len, self._lemmas.values())) > sum(map(len, self._shipped_lemmas.values())) + _LEMMAS:
            # A lemma depends on word and tag alone, so forgetting costs time, never the result.
            self._lemmas.clear()
            self._lemmas.update({tag: dict(entries) for tag, entries in self._shipped_lemmas.items()})
        return [[token.words for token in sentence.tokens] for sentence in document.sentences]


def _sentence(text: str, block: Block, tokens: list[Token], parsed: list[list[Any]], own_line: bool) -> Sentence:
    """Put Stanza's words and the tokens' places together."""
    forms, lemmas, upos, xpos, feats, heads, deprels = [], [], [], [], [], [], []
    starts: list[int] = []
    ends: list[int] = []
    for token, words in zip(tokens, parsed, strict=True):
        spans = _divide(token, [word.text for word in words])
        for word, (start, end) in zip(words, spans, strict=True):
            form = word.text if len(words) > 1 else token.text
            tag = word.upos or "X"
            lemma = word.lemma or form
            forms.append(form)
            lemmas.append(lemma if tag == "PROPN" else lemma.lower())
            upos.append(tag)
            xpos.append(word.xpos or "_")
            feats.append(word.feats or "_")
            heads.append((word.head or 0) - 1)
            deprels.append(word.deprel or "dep")
            first, last = block.span(start, end)
            starts.append(first)
            ends.append(last)
    begin, stop = min(starts), max(ends)
    return Sentence(
        forms, lemmas, upos, heads, deprels, xpos=xpos, feats=feats, starts=starts, ends=ends,
        text=text[begin:stop], start=begin, break_before=own_line,
    )  # fmt: skip


def _divide(token: Token, words: list[str]) -> list[tuple[int, int]]:
    """Block offsets of the words of one token: its parts where they spell it, else the whole for each."""
    if len(words) > 1 and sum(map(len, words)) == len(token.text):
        spans, at = [], token.start
        for word in words:
            spans.append((at, at + len(word)))
            at += len(word)
        return spans
    return [(token.start, token.end)] * len(words)
