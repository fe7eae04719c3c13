"""Stanza's look-ups, remembered: the same words and tags come again and again.

Stanza turns every character, word, tag and set of features into numbers by several calls, and features back into text
by putting the string together anew. A fifth of the parser's time goes there. What comes out is the same.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterable
from operator import attrgetter
from typing import Any

#: What one memory holds before it begins anew: many more than the words of a language that recur.
_MOST = 200_000


class _Memory(dict[Any, Any]):
    """Key → what ``find`` gives for it."""

    __slots__ = ("find",)

    def __init__(self, find: Callable[[Any], Any]) -> None:
        super().__init__()
        self.find = find

    def __missing__(self, key: Hashable) -> Any:
        if len(self) >= _MOST:
            self.clear()
        found = self[key] = self.find(key)
        return found


def install(nlp: Any) -> None:
    """Let the vocabularies of this pipeline's tagger and parser (of no other one in the process) remember."""
    for name in ("pos", "depparse"):
        trainer = getattr(nlp.processors.get(name), "trainer", None)
        vocabs = list(getattr(getattr(trainer, "vocab", None), "_vocabs", {}).values())
        pretrain = getattr(getattr(nlp.processors.get(name), "pretrain", None), "vocab", None)
        for vocab in [*vocabs, pretrain]:
            if vocab is not None and hasattr(vocab, "unit2id") and "map" not in vars(vocab):
                _remember(vocab)


def _remember(vocab: Any) -> None:
    numbers, units = _Memory(vocab.unit2id), _Memory(vocab.id2unit)

    def map_units(wanted: Iterable[Any]) -> list[Any]:
        return [numbers[unit] for unit in wanted]

    def unmap(ids: Iterable[Any]) -> list[Any]:
        return [units[tuple(id) if isinstance(id, list) else id] for id in ids]

    vocab.map, vocab.unmap = map_units, unmap


@functools.cache
def document_class() -> type[Any]:
    """Stanza's ``Document`` with a ``get`` that reads several fields of a word in one step."""
    from stanza.models.common.doc import Document

    class QuickDocument(Document):
        def get(self, fields: Any, as_sentences: bool = False, from_token: bool = False) -> Any:
            if isinstance(fields, str) or len(fields) < 2 or from_token:
                return super().get(fields, as_sentences, from_token)
            read = attrgetter(*fields)
            found = [[list(read(word)) for word in sentence.words] for sentence in self.sentences]
            return found if as_sentences else [row for rows in found for row in rows]

    return QuickDocument
