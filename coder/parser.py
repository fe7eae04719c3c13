"""Raw English text → parsed sentences, with Stanza. The only module that imports stanza and torch, and only when a
``Parser`` is made, so that a corpus which is parsed already never pays for them.

    text ─ segment ─→ blocks ─ tokenizer ─→ tokens ─ splits ─→ sentences ─ mwt, tagger, lemmas, parser ─→ Sentence

What the models run on is cleaned text; every token keeps the place in the document it came from, and a sentence's
text is cut from the document itself, so offsets hold whatever the models make of odd characters.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import logging
import os
import types
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from . import resources
from .errors import InputError, ModelError
from .headline import NamesIn, is_title_case, sentence_case
from .segment import Block, segment
from .sentence import Document, Sentence
from .splits import Token, rejoin

#: Raise this with every change that lets the same model give other parses: kept parses are made anew then.
READING = 1
_PROCESSORS = "tokenize,mwt,pos,lemma,depparse"
_VECTORS = "vectors_q8.pt"
#: A token longer than this (an address, encoded data) is shown to the models in part.
_LONGEST_TOKEN = 100
#: Stanza puts "<UNK>" for tokens above this many characters, so it lies above what a tokenizer window can give.
_WINDOW = 3000
#: Lemmas that Stanza may remember beyond its dictionary before it has to begin anew.
_LEMMAS = 200_000
#: Characters sent through the pipeline at once: enough for full batches, little enough for a small machine.
_CHUNK = 60_000

_OPTIONS = {"logging_level": "ERROR", "tokenize_max_seqlen": _WINDOW, "lemma_store_results": True}

#: Words that a splitter takes for a contraction ("it" and "'s").
_ONE_WORD = frozenset({"its", "whose"})

ErrorSink = Callable[[int, InputError], None]


class Parser:
    """A loaded pipeline: tokenizer, multiword tokens, tagger, lemmatizer, dependency parser.

    ``model`` is None for the model that ships with the package, the path of another Stanza model folder (one that
    holds ``resources.json``), or ``"stanza:en"`` for Stanza's own English models, downloaded where they are missing.
    Only the last ever touches the network. ``threads`` sets torch's threads in this process (None: as they are).
    A sentence of more than ``max_words`` words is reported and left out: no writer writes one, and the parser's memory
    grows with its square. ``fast=False`` keeps Stanza's own decoder (same trees, more time).
    ``names_in`` tells which words of a headline in Title Case are names; the others are read in lower case.

    Raises ModelError where the model is missing or cannot be loaded.
    """

    def __init__(
        self,
        model: str | Path | None = None,
        *,
        threads: int | None = None,
        max_words: int = 300,
        device: str = "cpu",
        fast: bool = True,
        names_in: NamesIn | None = None,
    ) -> None:
        _quiet()
        try:
            import stanza
            import torch
        except ImportError as error:
            raise ModelError(f"parsing needs Stanza and torch, and {error.name or error} is not installed") from error
        if threads is not None:
            torch.set_num_threads(threads)
        self.max_words = max_words
        self.names_in = names_in
        if isinstance(model, str) and model.startswith("stanza:"):
            self._nlp = _load_own(stanza, model, device)
        else:
            self._nlp = _load_folder(stanza, Path(model) if model is not None else resources.model(), device)
        self.model_id = _model_id(self._nlp)
        self._steps = [self._nlp.processors[name] for name in ("mwt", "pos", "lemma", "depparse")
                       if name in self._nlp.processors]  # fmt: skip
        self._lemmas = getattr(getattr(self._nlp.processors["lemma"], "trainer", None), "pos_dict", None) or {}
        self._shipped_lemmas = {tag: dict(entries) for tag, entries in self._lemmas.items()}
        if fast:
            _install_fast_decoder(self._nlp)

    def __repr__(self) -> str:
        return f"Parser({self.model_id!r})"

    def parse(self, texts: Sequence[str], errors: ErrorSink | None = None) -> list[list[Sentence]]:
        """Sentences of each text, in order; [] for a text without words.

        ``errors`` is called with the number of the text and an InputError for every sentence that was left out; without
        it such sentences are left out silently.
        """
        import torch

        with torch.inference_mode():
            return self._parse(texts, errors)

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
        for sentence in self._nlp.processors["tokenize"].process(joined).sentences:
            number = bisect_right(starts, sentence.tokens[0].start_char) - 1
            base, text = starts[number], blocks[number]
            tokens = []
            for token in sentence.tokens:
                start, end = token.start_char - base, token.end_char - base
                multi = token.misc is not None and "MWT=Yes" in token.misc and text[start:end].lower() not in _ONE_WORD
                if 0 <= start < end <= len(text):
                    tokens.append(Token(text[start:end], start, end, multi))
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
        from stanza.models.common.doc import Document as StanzaDocument

        columns = []
        for tokens, texts in zip(sentences, shown, strict=True):
            rows = []
            for i, (token, text) in enumerate(zip(tokens, texts, strict=True), start=1):
                row = {"id": (i,), "text": text}
                if token.multi:
                    row["misc"] = "MWT=Yes"
                rows.append(row)
            columns.append(rows)
        document = StanzaDocument(columns)
        for step in self._steps:
            document = step.process(document)
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


# ── loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _quiet() -> None:
    """Stanza's warnings (and its progress bars) are not for our users' terminals."""
    logging.getLogger("stanza").setLevel(logging.ERROR)


def _load_folder(stanza: Any, folder: Path, device: str) -> Any:
    """A Stanza model folder, without any attempt at the network."""
    if not (folder / "resources.json").is_file():
        raise ModelError("this is no Stanza model folder: it holds no resources.json", path=str(folder))
    from stanza.models.common.foundation_cache import FoundationCache

    try:
        cache = FoundationCache(local_files_only=True)
        if (folder / _VECTORS).is_file():
            # Stanza asks for vectors by the path that resources.json implies; ours lie in its cache under that name.
            vectors = _load_vectors(folder / _VECTORS)
            for name in _pretrain_names(folder):
                cache.pretrains[str(folder / "en" / "pretrain" / f"{name}.pt")] = vectors
        return stanza.Pipeline(
            "en", dir=str(folder), package="default", processors=_PROCESSORS, download_method=None,
            foundation_cache=cache, device=device, **_OPTIONS,
        )  # fmt: skip
    except ModelError:
        raise
    except Exception as error:  # Stanza and torch raise nearly anything for a damaged or foreign file
        raise ModelError(f"the parser model cannot be loaded: {_first_line(error)}", path=str(folder)) from error


def _load_own(stanza: Any, model: str, device: str) -> Any:
    """Stanza's own models: from its folder on this machine if they are there, else by its download."""
    if model != "stanza:en":
        raise ModelError(f"unknown model {model!r}: use a model folder or stanza:en")
    options = {"processors": _PROCESSORS, "device": device, **_OPTIONS}
    try:
        return stanza.Pipeline("en", download_method=None, **options)
    except Exception:  # not there, or not complete: fall through to the download
        pass
    try:
        return stanza.Pipeline("en", download_method=stanza.DownloadMethod.REUSE_RESOURCES, **options)
    except Exception as error:  # requests, urllib3, zip and file errors alike
        raise ModelError(
            "Stanza's English models are not on this machine and could not be downloaded; without a network, leave the "
            f"model out to use the one that ships with this package ({type(error).__name__}: {_first_line(error)})"
        ) from error


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__


def _pretrain_names(folder: Path) -> list[str]:
    """Names of the word vectors that the folder's models ask for."""
    try:
        listed = json.loads((folder / "resources.json").read_text(encoding="utf-8"))
        return list(listed["en"].get("pretrain", {}))
    except (ValueError, KeyError, AttributeError) as error:
        raise ModelError(f"resources.json cannot be read: {error}", path=str(folder / "resources.json")) from error


def _load_vectors(path: Path) -> Any:
    """Word vectors kept as int8: a part per word, and a part shared by the words that point to the same row."""
    import torch
    from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab

    data = torch.load(path, weights_only=True)
    own = data["gq"].float().mul_(data["gs"])
    shared = data["sq"].float() * data["ss"]
    shared = torch.cat([shared, torch.zeros(1, shared.shape[1])])
    index = data["idx"].long()
    index[index < 0] = shared.shape[0] - 1  # words without a shared part point at the row of zeros
    table = torch.cat([own, shared[index]], 1)
    vectors = Pretrain(str(path))
    vectors._vocab = PretrainedWordVocab(data["words"].split("\n"))
    vectors._emb = torch.cat([torch.zeros(4, table.shape[1]), table])  # four rows for padding, unknown, empty, root
    return vectors


def _model_id(nlp: Any) -> str:
    """Package name of the parser and a short hash over all files that were loaded: enough to tell models apart."""
    paths = {Path(value) for key, value in nlp.config.items() if key.endswith("_path") and isinstance(value, str)}
    return _fingerprint(Path(nlp.dir), paths, Path(nlp.config.get("depparse_model_path", "model")).stem)


def folder_model_id(model: str | Path | None = None) -> str | None:
    """The ``model_id`` that a Parser of this model will have, told from the folder without loading it; None where only
    loading can tell. ``model`` is as for ``Parser``."""
    if isinstance(model, str) and model.startswith("stanza:"):
        return None
    folder = Path(model) if model is not None else resources.model()
    try:
        listed = json.loads((folder / "resources.json").read_text(encoding="utf-8"))["en"]
        packages = listed["packages"]["default"]
        paths = set()
        for step in _PROCESSORS.split(","):
            if name := packages.get(step):
                paths.add(folder / "en" / step / f"{name}.pt")
                for other in listed[step][name].get("dependencies", ()):
                    paths.add(folder / "en" / other["model"] / f"{other['package']}.pt")
        return _fingerprint(folder, paths, packages["depparse"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _fingerprint(root: Path, paths: set[Path], name: str) -> str:
    """The name of the parser and a short hash over all files."""
    digest = hashlib.sha256()
    # By the names inside the folder, so that a copy of a model is the same model.
    for inside, path in sorted((os.path.relpath(path, root), path) for path in paths | {root / _VECTORS}):
        if path.is_file():
            with open(path, "rb") as file:
                digest.update(inside.encode() + hashlib.file_digest(file, "sha256").digest())
    return f"en_{name}-{digest.hexdigest()[:12]}"


# ── decoding ─────────────────────────────────────────────────────────────────────────────────────────────────────────
# Stanza scores every label for every pair of words and runs Chu-Liu-Edmonds on every sentence. Most sentences need
# neither: the best head of each word is a tree already, and labels are wanted for the arcs of that tree alone. The
# trees that come out are the same; the parser takes half the time.


#: Which of the arguments of ``predict`` holds the lengths of the sentences, the root counted.
_LENGTHS = 12


def _install_fast_decoder(nlp: Any) -> None:
    """Give this pipeline's parser (no other one in the process) the decoder below, if it is of the kind it fits.

    Another release of Stanza, or another kind of parser, keeps its own.
    """
    try:
        from stanza.models.depparse.head_constraints import resolve_head_constraint_violations  # noqa: F401
        from stanza.models.depparse.model import GraphParser
    except ImportError:
        return
    model = getattr(nlp.processors["depparse"].trainer, "model", None)
    if type(model) is not GraphParser or model.args.get("use_arc_embedding"):
        return
    names = list(inspect.signature(GraphParser.predict).parameters)
    if names[_LENGTHS + 1 : _LENGTHS + 2] == ["sentlens"] and names[-1] == "resolve_head_constraints":
        model.predict = types.MethodType(_predict, model)


def _predict(model: Any, *inputs: Any, resolve_head_constraints: bool = False) -> list[list[list[Any]]]:
    """In place of ``GraphParser.predict``: per sentence a [head, label] for each word, heads from 1, 0 for the root."""
    import torch
    from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
    from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
    from stanza.models.depparse.head_constraints import resolve_head_constraint_violations
    from torch.nn.functional import log_softmax

    lengths = inputs[_LENGTHS]
    hidden = model.embed(*inputs)
    scores = _arc_scores(model, hidden)
    trees, unsure = _greedy_trees(scores, lengths)
    for i in unsure:
        n = lengths[i]
        trees[i, :n] = torch.from_numpy(chuliu_edmonds_one_root(log_softmax(scores[i], 1)[:n, :n].cpu().numpy()))

    # The label of an arc is scored as  left(dependent) · W[label] · right(head).
    left, right = _sides(model.deprel, hidden)
    weight, bias = model.deprel.scorer.W_bilin.weight, model.deprel.scorer.W_bilin.bias
    place = torch.arange(scores.shape[1], device=scores.device)
    limits = torch.tensor(lengths, device=scores.device).unsqueeze(1)
    words = (place > 0) & (place < limits)
    heads = torch.gather(right, 1, trees.to(right.device).unsqueeze(2).expand(-1, -1, right.shape[2]))[words]
    flat = weight.reshape(weight.shape[0], -1)
    best = []
    for some, of in zip(left[words].split(256), heads.split(256), strict=True):  # small pieces stay in the cache
        per_label = (some @ flat).view(len(some), weight.shape[1], weight.shape[2])
        best.append((torch.bmm(of.unsqueeze(1), per_label).squeeze(1) + bias).argmax(1))
    labels = torch.cat(best).tolist()

    vocab = model.vocab["deprel"]
    names = vocab._id2unit[VOCAB_PREFIX_SIZE:]
    groups = _single_groups(names)
    result, at = [], 0
    for i, n in enumerate(lengths):
        tree, found = trees[i, 1:n].tolist(), labels[at : at + n - 1]
        at += n - 1
        if resolve_head_constraints and _clashes(tree, found, groups):
            # Two subjects or two objects: Stanza's own repair, which wants the labels of all pairs.
            pairs = (left[i, :n] @ flat).view(n, weight.shape[1], weight.shape[2])
            every = log_softmax(torch.einsum("ljo,mj->lmo", pairs, right[i, :n]) + bias, 2).cpu().numpy()
            arcs = log_softmax(scores[i], 1)[:n, :n].cpu().numpy()
            repaired, found = resolve_head_constraint_violations(arcs, every, chuliu_edmonds_one_root(arcs), vocab)
            tree = [int(head) for head in repaired[1:]]
        result.append([[head, names[label]] for head, label in zip(tree, found, strict=True)])
    return result


def _sides(scorer: Any, hidden: Any) -> tuple[Any, Any]:
    """The two inputs of a biaffine scorer, each with a one put to its end."""
    import torch

    left, right = scorer.hidden_func(scorer.W1(hidden)), scorer.hidden_func(scorer.W2(hidden))
    one = left.new_ones(*left.shape[:-1], 1)
    return torch.cat([left, one], 2), torch.cat([right, one], 2)


def _arc_scores(model: Any, hidden: Any) -> Any:
    """Scores [sentence, dependent, head], as ``GraphParser.forward_scores`` has them, without the labels."""
    import torch
    from torch.nn.functional import logsigmoid, softplus

    def pairs(scorer: Any) -> Any:
        left, right = _sides(scorer, hidden)
        return (left @ scorer.scorer.W_bilin.weight[:, :, 0]) @ right.transpose(1, 2) + scorer.scorer.W_bilin.bias

    place = torch.arange(hidden.shape[1], device=hidden.device)
    distance = (place.view(1, -1) - place.view(-1, 1)).to(hidden.dtype)
    scores = pairs(model.unlabeled)
    if model.args["linearization"]:
        scores = scores + logsigmoid(pairs(model.linearization) * torch.sign(distance))
    if model.args["distance"]:
        scores = scores - torch.log((distance.abs() - 1 - softplus(pairs(model.distance))) ** 2 / 2 + 1)
    return scores.masked_fill(torch.eye(len(place), dtype=torch.bool, device=hidden.device), -float("inf"))


def _greedy_trees(scores: Any, lengths: list[int]) -> tuple[Any, list[int]]:
    """Each word's best head, and the numbers of the sentences where these do not form a tree with one root."""
    import torch

    place = torch.arange(scores.shape[1], device=scores.device)
    limits = torch.tensor(lengths, device=scores.device)
    inside = place < limits.unsqueeze(1)
    heads = scores.masked_fill(~inside.unsqueeze(1), -float("inf")).argmax(2)
    heads[:, 0] = 0
    heads = torch.where(inside, heads, torch.zeros_like(heads))
    roots = ((heads == 0) & inside & (place > 0)).sum(1)
    # Follow the heads, twice as far each time: in a tree all words arrive at the root.
    above = heads.clone()
    for _ in range(max(1, (scores.shape[1] - 1).bit_length())):
        above = torch.gather(above, 1, above)
    fine = (roots == 1) & (above.sum(1) == 0)
    return heads.cpu(), torch.nonzero(~fine).flatten().tolist()


def _single_groups(names: Sequence[str]) -> list[str | None]:
    """For each label the group of labels of which a head takes one at most (its subject, its object), or None."""
    from stanza.models.depparse.head_constraints import DEPREL_TO_GROUP

    return [DEPREL_TO_GROUP.get(name) for name in names]


def _clashes(heads: Sequence[int], labels: Sequence[int], groups: Sequence[str | None]) -> bool:
    """Whether some head has two dependents of one such group."""
    seen: set[tuple[int, str]] = set()
    for head, label in zip(heads, labels, strict=True):
        group = groups[label]
        if group is not None:
            if (head, group) in seen:
                return True
            seen.add((head, group))
    return False
