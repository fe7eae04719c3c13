"""``Coder``: raw text (or parses) in, events out. Wires the parts; holds no rule of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from . import resources
from .actors import ActorDictionary
from .cast import Cast
from .compose import Composer
from .discards import Discards
from .discourse import Discourse
from .draft import Draft
from .errors import CheckError, CoderError, InputError, uncodable
from .event import CoderVersion, Event
from .event_records import Records
from .impersonal import WORDS as DUTY_WORDS
from .lazy_mentions import LazyMentions
from .memory import DocumentMemory
from .ontology import Ontology
from .phrases import Phrases
from .repairs import mend
from .rulebook import load_index
from .sentence import Document, Sentence
from .trace import Trace, shorten
from .version import VERSION
from .words import Words

if TYPE_CHECKING:
    from .parser import Parser

Unresolved = Literal["keep", "drop"]
Files = Iterable[str | Path] | str | Path
DocumentLike = Document | Mapping[str, object] | tuple[str, str] | tuple[str, str, str | None] | str
_CAN_TRIGGER = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN"})
#: Words parsed together; larger batches sort better by length and hold more memory.
_BATCH = 64


class Coder:
    """Codes events.

    ``model``: a Stanza model folder, ``"stanza:en"`` for Stanza's own English download, None for the shipped model; it
    is loaded when the first raw text comes, so that parsed input needs neither Stanza nor torch. ``actors``, ``agents``
    and ``rules`` are files layered over the shipped dictionaries, later ones winning; ``discards`` are files of phrases
    that silence a sentence or a story. ``unresolved="keep"`` keeps events with a side that no dictionary knows.
    ``threads`` (None: all of torch's) and ``device`` ("cuda") are the parser's.

    Raises CheckError with all errors of the dictionaries and rules, each with file and line.
    """

    def __init__(
        self,
        model: str | Path | None = None,
        *,
        actors: Files = (),
        agents: Files = (),
        rules: Files = (),
        discards: Files = (),
        unresolved: Unresolved = "drop",
        threads: int | None = 1,
        device: str = "cpu",
    ) -> None:
        if unresolved not in ("keep", "drop"):
            raise InputError(f"unresolved must be 'keep' or 'drop', not {unresolved!r}")
        self.unresolved = unresolved
        self._model = model
        self._threads, self._device = threads, device
        self._parser: Parser | None = None
        self.ontology = Ontology.load()
        self.words = Words.load()
        self.index, rules_fingerprint = load_index(_files(rules))
        errors: list[CoderError] = []
        self.dictionary = ActorDictionary.default(extra=_files(actors), agents=_files(agents), errors=errors)
        self.discards = Discards.load([resources.dictionaries() / "discards.csv", *_files(discards)], errors)
        if errors:
            raise CheckError(errors)
        self.phrases = Phrases(self.dictionary)
        self._records = Records(self.ontology)
        prints = (self.dictionary.fingerprint, rules_fingerprint, _words_fingerprint(), self.discards.fingerprint)
        self._fingerprint = hashlib.sha256("".join(prints).encode()).hexdigest()[:16]
        self._trigger_words = self._all_trigger_words()
        self._versions: dict[str | None, CoderVersion] = {}

    # ---------------------------------------------------------------- coding

    def code(self, text: str, date: str | Date | None = None, id: str = "text") -> list[Event]:
        """The events of one story, in order of the text. ``date`` is the story's day (offices depend on it): a date,
        or its ISO form.

        Raises InputError for a bad date or text that cannot be parsed, ModelError where the parser cannot be loaded.
        """
        [(_, events)] = self.code_many([Document(id, _checked_text(text), checked_date(date))])
        return events

    def code_many(
        self,
        documents: Iterable[DocumentLike],
        errors: Callable[[str, CoderError], None] | None = None,
        batch: int = _BATCH,
    ) -> Iterator[tuple[Document, list[Event]]]:
        """Codes a stream of documents, parsing them in batches of ``batch``; yields each with its events, in order.

        A document is a ``Document``, a mapping with ``text`` and perhaps ``id`` and ``date``, a tuple (id, text[,
        date]), or a string. Documents that already hold sentences are not parsed again. ``errors(id, error)`` is told
        of a document that fails, and the rest goes on; without it the error is raised.
        """
        for document in self.parse_many(documents, errors, batch):
            try:
                events = self.code_document(document)
            except Exception as error:  # whatever it is: it must not cost the other documents
                if errors is None:
                    raise
                errors(document.id, InputError(uncodable(error)))
                events = []
            yield document, events

    def parse_many(
        self,
        documents: Iterable[DocumentLike],
        errors: Callable[[str, CoderError], None] | None = None,
        batch: int = _BATCH,
    ) -> Iterator[Document]:
        """The documents of a stream with their sentences, in order; what ``code_many`` codes."""
        if isinstance(documents, str | Mapping | Document):
            raise InputError(f"documents must come in a list or stream, not as one {type(documents).__name__}")
        waiting: list[Document] = []
        for number, item in enumerate(documents):
            try:
                waiting.append(_document(item, number))
            except CoderError as error:
                if errors is None:
                    raise
                errors(_id_of(item, number), error)
                continue
            if len(waiting) >= batch:
                yield from self._parse_batch(waiting, errors)
                waiting = []
        yield from self._parse_batch(waiting, errors)

    def _parse_batch(
        self, documents: list[Document], errors: Callable[[str, CoderError], None] | None
    ) -> list[Document]:
        raw = [d for d in documents if not d.sentences and d.text.strip()]
        if raw:

            def tell(position: int, error: InputError) -> None:
                if errors is None:
                    raise error
                errors(raw[position].id, error)

            for document, sentences in zip(raw, self.parser.parse([d.text for d in raw], errors=tell), strict=True):
                document.sentences = sentences
                document.parser = self.parser.model_id
        return documents

    def code_document(self, document: Document) -> list[Event]:
        """The events of a parsed document. Neither Stanza nor torch is needed for this. Known faults of its trees are
        mended in place first (``repairs``); a parse that is to be kept as the parser made it is written before."""
        events: list[Event] = []
        for number, sentence, drafts in self.drafts(document):
            for draft in drafts:
                event = self._event(document, number, sentence, draft)
                if event is not None:
                    events.append(event)
        return events

    def drafts(self, document: Document) -> Iterator[tuple[int, Sentence, list[Draft]]]:
        """For the sentences of a parsed document that may have events: number, sentence, events not yet records."""
        all_triggers = [self.triggers(sentence) for sentence in document.sentences]
        if not any(all_triggers):
            return
        silenced: list[bool] | None = None
        year = int(document.date[:4]) if document.date else None
        casts = self._casts(document)
        for number, (cast, triggers) in enumerate(zip(casts, all_triggers, strict=True)):
            if not triggers:
                continue
            composer = Composer(cast, self.index, self.ontology, year)
            matches = composer.matches(triggers)
            if any(match.rule.outcome.type is not None for match in matches):
                if silenced is None:  # asked late: in half of all stories no rule fires at all
                    silenced = self.discards.silenced(document.sentences, all_triggers)
                if not silenced[number]:
                    yield number, cast.sentence, composer.drafts(matches)
            composer.release()
        for cast in casts:
            cast.release()

    def _casts(self, document: Document) -> list[Cast]:
        """The actors of each sentence, ready to be asked; names that the document introduces are known in all of it."""
        discourse = Discourse()
        memory = DocumentMemory(self.phrases, document.date)
        casts = []
        for sentence in document.sentences:
            mend(sentence, self.words)
            cast = Cast(sentence, self.words, self.phrases, discourse, document.date, memory)
            memory.add(sentence, LazyMentions(cast))
            casts.append(cast)
        discourse.casts = casts
        return casts

    def triggers(self, sentence: Sentence) -> list[int]:
        """Numbers of the words that a rule may start from: one set look-up a word. "Up" is read as "ought" in "it is up
        to Keld to leave", whatever its part of speech."""
        words, keys, forms = self._trigger_words, sentence.lemma_keys, sentence.forms
        return [
            i
            for i, tag in enumerate(sentence.upos)
            if (tag in _CAN_TRIGGER and (keys[i] in words or forms[i].lower() in words)) or keys[i] == "up"
        ]

    def _all_trigger_words(self) -> frozenset[str]:
        keys = set()
        for key in self.index.triggers:
            keys.add(key.split("_")[0])
            keys.add(key.rpartition("-")[2])  # the tokenizer divides "sit-in"
        keys.update(noun for noun, (verb, _) in self.words.nominal.items() if verb in self.index.triggers)
        return frozenset(keys | DUTY_WORDS)

    @property
    def parser(self) -> Parser:
        """The parser; loaded on first use."""
        if self._parser is None:
            from .parser import Parser

            self._parser = Parser(self._model, threads=self._threads, device=self._device, names_in=self.names_in)
        return self._parser

    def names_in(self, words: Sequence[str]) -> set[int]:
        """Which words of a headline belong to names of the dictionaries. A single word that rules may start from
        ("March", "Strike") is taken for that word."""
        found: set[int] = set()
        for first in range(len(words)):
            for size in range(min(4, len(words) - first), 0, -1):
                span = words[first : first + size]
                if size == 1 and (span[0].lower() in self._trigger_words or not span[0][0].isupper()):
                    continue
                if self.dictionary.lookup(" ".join(span)):
                    found.update(range(first, first + size))
                    break
        return found

    @property
    def version(self) -> CoderVersion:
        """Version, dictionary fingerprint and, once it is loaded, the parser model."""
        return self.version_for(self._parser.model_id if self._parser is not None else None)

    def version_for(self, parser: str | None) -> CoderVersion:
        """What the events of a document that this parser parsed carry."""
        found = self._versions.get(parser)
        if found is None:
            found = CoderVersion(version=VERSION, dictionaries=self._fingerprint, model=parser)
            self._versions[parser] = found
        return found

    def _event(self, document: Document, number: int, sentence: Sentence, draft: Draft) -> Event | None:
        keep = self.unresolved == "keep"
        return self._records.event(document, number, sentence, draft, keep, self.version_for(document.parser))

    # ---------------------------------------------------------------- explaining

    def explain(self, text: str, date: str | Date | None = None) -> str:
        """For people: the tree, the mentions, the clauses, the rules tried and why each fired or not, the events."""
        document = Document("text", _checked_text(text), checked_date(date))
        if text.strip():
            document.sentences = self.parser.parse([text])[0]
        return "\n\n".join(self._explained(document)) or "no sentence"

    def reasons(self, document: Document) -> list[str]:
        """In short, for a parsed document: each trigger, its clause, the rule that fired or the last that did not."""
        return [text for _, trace, _ in self._traced(document) for text in trace.summary()]

    def _traced(self, document: Document) -> Iterator[tuple[Cast, Trace, list[Draft]]]:
        year = int(document.date[:4]) if document.date else None
        for cast in self._casts(document):
            trace = Trace(cast.sentence)
            composer = Composer(cast, self.index, self.ontology, year, trace)
            yield cast, trace, composer.drafts(composer.matches(self.triggers(cast.sentence)))

    def _explained(self, document: Document) -> Iterator[str]:
        for number, (cast, trace, drafts) in enumerate(self._traced(document)):
            sentence = cast.sentence
            lines = [f"Sentence {number}: {sentence.text}", "", "Tree", trace.tree(), "", "Actors"]
            shown = [
                f"  {sentence.forms[m.head]}: {' '.join(sentence.forms[m.first : m.last])} = "
                f"{m.entry.code(document.date)} ({m.entry.name})"
                for m in cast.mentions
            ]
            lines += shown or ["  none named in the dictionaries"]
            for head, clause in trace.clauses.items():
                lines += ["", f"Clause of “{sentence.forms[head]}”: {trace.clause(clause)}"]
                for tried in trace.tried.get(head, ()):
                    rule, line, reason = tried.partition("\n")
                    lines.append(f"    {shorten(rule) if reason else rule}{line}{reason}")
                lines += [f"    ⇒  {fate}" for fate in trace.fates.get(head, ())]
            lines += ["", "Events"]
            events = [e for d in drafts if (e := self._event(document, number, sentence, d)) is not None]
            lines += [f"  {event}   {event.rule}" for event in events] or ["  none"]
            if len(events) < len(drafts):
                sides = [phrase for draft in drafts for phrase in (*draft.source, *draft.target)]
                unknown = ", ".join(dict.fromkeys(f"“{phrase.text}”" for phrase in sides if phrase.code is None))
                dropped = f"{len(drafts) - len(events)} left out, as no dictionary knows {unknown or 'a side of it'}"
                lines.append(f"  ({dropped}: --unresolved keep lets it in)")
            yield "\n".join(lines)


# -------------------------------------------------------------------- helpers


def checked_date(date: str | Date | None) -> str | None:
    """The ISO form of a date, or of that form itself; InputError for anything else."""
    if date is None:
        return None
    try:
        # Behind a day there may be its time.
        return Date.fromisoformat(date.isoformat()[:10] if isinstance(date, Date) else date).isoformat()
    except (ValueError, TypeError) as error:
        raise InputError(f"bad date {date!r}: it must look like 2025-06-02") from error


def _files(files: Files) -> list[Path]:
    """The files that are meant; one alone need not stand in a list."""
    return [Path(files)] if isinstance(files, str | Path) else [Path(file) for file in files]


def _checked_text(text: object, of: str = "the text") -> str:
    """A text that can be parsed; InputError for anything else."""
    if not isinstance(text, str):
        raise InputError(f"{of} must be a string, not {type(text).__name__}")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"{of} holds half a character (a lone surrogate) at {error.start}") from None
    return text


def _id_of(item: DocumentLike, number: int) -> str:
    if isinstance(item, Document):
        return item.id
    if isinstance(item, Mapping):
        return str(item.get("id", number))
    if isinstance(item, tuple) and item:
        return str(item[0])
    return str(number)


def _document(item: DocumentLike, number: int) -> Document:
    if isinstance(item, Document):
        item.date = checked_date(item.date or None)
        return item
    if isinstance(item, str):
        return Document(str(number), _checked_text(item, f"document {number}"))
    if isinstance(item, Mapping):
        id, date = _id_of(item, number), item.get("date")
        if "text" not in item:
            raise InputError(f"document {id!r} has no text")
        text = _checked_text(item["text"], f"the text of document {id!r}")
        return Document(id, text, checked_date(None if date == "" else date))  # type: ignore[arg-type]
    if isinstance(item, tuple) and len(item) in (2, 3):
        text = _checked_text(item[1], f"the text of document {item[0]!r}")
        return Document(str(item[0]), text, checked_date(item[2] if len(item) == 3 else None))
    raise InputError(f"document {number} is none of: Document, mapping with text, (id, text[, date]), string")


def _words_fingerprint() -> str:
    digest = hashlib.sha256()
    root = resources.dictionaries()
    for path in sorted([*root.glob("*.csv"), *root.glob("*.toml"), *root.glob("words/*.csv")]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
