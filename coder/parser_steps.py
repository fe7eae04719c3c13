"""Stanza's tokenizer and lemmatizer without the work around their models that nobody here reads.

Stanza's tokenizer wraps its answer in a document that is taken apart again at once, and its lemmatizer prepares every
word for the guesser although it asks the guesser for the few that its dictionary lacks. What comes out is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import parser_memo

#: What Stanza's tokenizer has where it does more than split plain text.
_MORE_THAN_TEXT = ("pretokenized", "no_ssplit")

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
