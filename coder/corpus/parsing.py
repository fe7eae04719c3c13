"""Documents without sentences → documents with them: from the parse store where it has them, else by the parser.

The parser is loaded when the first text is missing, so that coding a stored corpus again imports neither Stanza nor
torch. Texts that are missing together are parsed together and kept as one segment: what a text's neighbours in a batch
are moves the last digits of the model's sums, so the same texts in the same groups give the same parses to the bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, ModelError
from ..headline import NamesIn
from ..parser import READING
from ..parser_models import folder_model_id
from ..sentence import Document
from .segments import Parse
from .store import ParseStore

if TYPE_CHECKING:
    from ..parser import Parser

#: Documents without a parse here, in a run that must not parse.
NOT_STORED = "it has no parse in the store, and this run does not parse"

ErrorSink = Callable[[Document, InputError], None]


class Parses:
    """Fills in the sentences of documents.

    ``load`` makes the parser; ``model`` is as for ``Parser``; ``names_in`` as there. ``parse=False`` never loads
    the parser: texts that are not stored are errors, and stored headlines are taken as they were read. A store is used
    from ``open`` on.
    """

    def __init__(
        self,
        load: Callable[[], Parser],
        model: str | Path | None = None,
        names_in: NamesIn | None = None,
        *,
        parse: bool = True,
    ) -> None:
        self._load = load
        self._parser: Parser | None = None
        self._names_in = names_in
        self._parse = parse
        self.parsed = 0  # documents that went through the parser
        self.store: ParseStore | None = None
        told = folder_model_id(model)
        if told is None and not parse:
            raise ModelError(f"which parser {model!r} is can only be told by loading it", path=None)
        #: Of the parser, as ``Parser.model_id``.
        self.model_id: str = told or self.parser.model_id

    def open(self, folder: str | Path, known: Iterable[str] | None = None) -> None:
        """Use the parse store in this folder; ``known`` as for ``ParseStore``."""
        self.store = ParseStore(folder, self.model_id, READING, known)

    @property
    def parser(self) -> Parser:
        """The parser, loaded on first use."""
        if self._parser is None:
            self._parser = self._load()
        return self._parser

    def fill(self, documents: Sequence[Document], errors: ErrorSink) -> None:
        """Give every document its sentences; those that have some keep them. ``errors`` is told of every document that
        gets none and of every sentence that was left out. Raises CoderError where the store cannot be written."""
        raw = [d for d in documents if not d.sentences]
        if not raw:
            return
        texts = [d.text for d in raw]
        found: list[Parse | None] = [None] * len(raw)
        name = ""
        if self.store is not None:
            found, name = self.store.find(texts, self._names_in if self._parse else None)
        missing = [i for i, parse in enumerate(found) if parse is None]
        if missing and self._parse:
            parses = self._run([texts[i] for i in missing])
            for i, parse in zip(missing, parses, strict=True):
                found[i] = parse
            if self.store is not None:
                self.store.add(name, [texts[i] for i in missing], parses)
        for document, parse in zip(raw, found, strict=True):
            if parse is None:
                errors(document, InputError(NOT_STORED))
                continue
            document.sentences = parse.sentences
            document.parser = self.model_id
            for problem in parse.problems:
                errors(document, InputError(problem))

    def _run(self, texts: list[str]) -> list[Parse]:
        problems: list[list[str]] = [[] for _ in texts]
        sentences = self.parser.parse(texts, lambda number, error: problems[number].append(str(error)))
        self.parsed += len(texts)
        return [Parse(some, left_out) for some, left_out in zip(sentences, problems, strict=True)]
