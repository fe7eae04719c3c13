"""Stanza's tokenizer, tagger and lemmatizer without work that changes nothing.

Stanza's tokenizer wraps its answer in a document that is taken apart again at once; its tagger spells out every word of
a batch, also one that comes fifty times; its lemmatizer prepares every word for the guesser although it asks the
guesser for the few that its dictionary lacks. What comes out is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from . import parser_memo

#: What Stanza's tokenizer has where it does more than split plain text.
_MORE_THAN_TEXT = ("pretokenized", "no_ssplit")

#: Words that tagger and parser take at once: larger batches leave the processor's cache, and take a tenth more time.
BATCH_WORDS = 2500

#: Sentences of tokens: where each begins and ends in the text, and whether it is to be split into words.
Tokens = list[list[tuple[int, int, bool]]]


def tokenizer(nlp: Any, fast: bool) -> Callable[[str], Tokens]:
    """What splits a text into sentences of tokens with this pipeline's tokenizer."""
    processor = nlp.processors["tokenize"]
    quick = _quick_tokenizer(processor) if fast else None

    def split(text: str) -> Tokens:
        if quick is not None:
            return [
                [(t["start_char"], t["end_char"], t.get("misc") == "MWT=Yes") for t in sentence]
                for sentence in quick(text)
                if sentence
            ]
        return [
            [(t.start_char, t.end_char, t.misc is not None and "MWT=Yes" in t.misc) for t in sentence.tokens]
            for sentence in processor.process(text).sentences
        ]

    return split


def _quick_tokenizer(processor: Any) -> Callable[[str], list[list[dict[str, Any]]]] | None:
    """What ``TokenizeProcessor.process`` does before it makes a document; None for another release or a variant."""
    try:
        from stanza.models.tokenization.data import TokenizationDataset
        from stanza.models.tokenization.utils import output_predictions
    except ImportError:
        return None
    if (
        hasattr(processor, "_variant")
        or getattr(processor, "_speaker_opener", None) is not None
        or getattr(processor, "_postprocessor", None) is not None
        or any(processor.config.get(name) for name in _MORE_THAN_TEXT)
        or "max_seqlen" not in processor.config
    ):
        return None
    config, trainer, vocab = processor.config, processor.trainer, processor.vocab

    def split(text: str) -> list[list[dict[str, Any]]]:
        data = TokenizationDataset(config, input_text=text, vocab=vocab, evaluation=True, dictionary=trainer.dictionary)
        return output_predictions(None, trainer, data, vocab, None, config["max_seqlen"], orig_text=text)[3]

    return split


def tagger(processor: Any, fast: bool) -> Callable[[Any], Any]:
    """What tags the words of a Stanza document: each different word of a batch is spelt out once."""
    model = getattr(processor.trainer, "model", None)
    try:
        from stanza.models.common.char_model import CharacterModel
        from stanza.models.common.utils import unsort
        from stanza.models.pos.data import DataBatch, Dataset
    except ImportError:
        return processor.process
    spells = getattr(model, "charmodel", None)
    if not fast or type(spells) is not CharacterModel or spells.pad or "word_orig_idx" not in DataBatch._fields:
        return processor.process
    _spell_once(spells)

    class Words(Dataset):
        """Batches in which the letters of each word stand once, with the place of every word among them."""

        def collate_fn(self, data: Any) -> Any:
            different: dict[tuple[int, ...], int] = {}
            places = [[different.setdefault(tuple(w), len(different)) for w in sample.char] for sample, _ in data]
            # The first sentence brings the letters of all.
            letters = [list(word) for word in different]
            data = [(s._replace(char=letters if i == 0 else []), key) for i, (s, key) in enumerate(data)]
            batch = super().collate_fn(data)
            order = [place for i in batch.orig_idx for place in places[i]]
            return batch._replace(word_orig_idx=_Spelling(batch.word_orig_idx, order))

    def tag(document: Any) -> Any:
        data = Words(document, processor.config, processor.pretrain, vocab=processor.vocab, evaluation=True,
                     sort_during_eval=True)  # fmt: skip
        size, most = processor.config["batch_size"], processor.config.get("batch_maximum_tokens", BATCH_WORDS)
        tags: list[Any] = []
        order: list[int] = []
        for batch in data.to_length_limited_loader(batch_size=size, maximum_tokens=most):
            order.extend(batch[-1])
            tags += processor.trainer.predict(batch)
        document.set(["upos", "xpos", "feats"], [word for sentence in unsort(tags, order) for word in sentence])
        return document

    return tag


class _Spelling(NamedTuple):
    """Where the different words of a batch stood before they were sorted by length, and which of them each word is."""

    order: list[int]
    places: list[int]


def _spell_once(spells: Any) -> None:
    """Let this model of letters (of no other pipeline) take batches whose words are given once."""
    from torch.nn.utils.rnn import pack_sequence

    plain = spells.forward

    def forward(chars: Any, mask: Any, spelling: Any, lengths: Any, word_lengths: Any) -> Any:
        if not isinstance(spelling, _Spelling):
            return plain(chars, mask, spelling, lengths, word_lengths)
        different = plain(chars, mask, spelling.order, [len(spelling.order)], word_lengths).data
        return pack_sequence(different[spelling.places].split([int(length) for length in lengths]))

    spells.forward = forward


def lemmatizer(processor: Any, fast: bool) -> Callable[[Any], Any]:
    """What gives the words of a Stanza document their lemmas."""
    trainer, config = processor.trainer, processor.config
    plain = (
        fast
        and config.get("ensemble_dict")
        and config.get("store_results")
        and not config.get("dict_only")
        and not config.get("use_identity")
        and not getattr(trainer, "caseless", False)
        and not getattr(trainer, "contextual_lemmatizers", None)
        and hasattr(trainer, "_lookup")
    )
    if not plain:
        return processor.process
    document_class, find = parser_memo.document_class(), trainer._lookup

    def lemmatize(document: Any) -> Any:
        words = document.get(["text", "upos"])
        unknown = {pair for pair in map(tuple, words) if find(*pair) is None}
        if unknown:
            # The guesser sees a word and its tag, never its neighbours; what it says is stored in the dictionary.
            rows = [{"id": (i,), "text": text, "upos": upos} for i, (text, upos) in enumerate(sorted(unknown), start=1)]
            processor.process(document_class([rows]))
        document.set(["lemma"], [find(*pair) or "_" for pair in words])
        return document

    return lemmatize
