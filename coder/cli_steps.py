"""Steps that several commands of the command line share: from paths to documents, and the end of a command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import typer

from .errors import CoderError

if TYPE_CHECKING:
    from .cli_runs import Documents
    from .console import Progress, Reporter
    from .corpus.files import Source
    from .corpus.readers import Columns
    from .sentence import Document


def keep_loaded() -> None:
    """Tells the garbage collector that what was loaded stays to the end: it need not walk the dictionaries again and
    again, which costs a tenth of the coding."""
    import gc

    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)  # coding makes much and keeps little


class Nothing(CoderError):
    """No document came through."""

    def __init__(self, problems: int) -> None:
        super().__init__("no document could be used" if problems else "there was no document")


def as_day(date: str | None) -> str | None:
    """The date option in ISO form."""
    from .corpus.readers import iso_date

    try:
        return iso_date(date) if date is not None else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--date") from None


def open_sources(paths: Iterable[str], reporter: Reporter) -> list[Source]:
    """The files to read; what cannot be read is reported. Raises where nothing is left."""
    from .corpus.files import find_files

    sources = find_files(paths, reporter)
    if not sources:
        raise Nothing(reporter.problems)
    return sources


def documents_of(
    sources: list[Source], day: str | None, reporter: Reporter, progress: Progress, columns: Columns | None = None
) -> Iterator[Document]:
    """The documents of all files, with the given date where they have none."""
    from .corpus.readers import read_documents

    for document in read_documents(sources, errors=reporter, progress=progress.read, columns=columns):
        document.date = document.date or day
        yield document


def stream_of(sources: list[Source], day: str | None, columns: Columns | None = None) -> Documents:
    """``documents_of`` for a run, which has its own places for problems and progress."""
    from .corpus.readers import read_documents

    def documents(errors: Callable[[CoderError], None], read: Callable[[int], None]) -> Iterator[Document]:
        for document in read_documents(sources, errors=errors, progress=read, columns=columns):
            document.date = document.date or day
            yield document

    return documents


def parsed(
    documents: Iterator[Document], model: str | None, options: dict[str, Any], reporter: Reporter
) -> Iterator[Document]:
    """The documents with sentences; those that come parsed stay as they are, and need no model."""
    parser = None
    while batch := list(islice(documents, 64)):
        raw = [document for document in batch if not document.sentences]
        if raw and parser is None:
            from .engine import Coder

            parser = Coder(model, **options).parser  # which knows the names in headlines
        if parser is not None:
            for _ in parser.parse_documents(raw, lambda document, error: reporter.named(document.id, error)):
                pass
        yield from batch


def close(reporter: Reporter, progress: Progress, events: bool = False) -> None:
    """The closing line, and exit status 1 where something was left out."""
    from .console import plural

    parts = [plural(progress.documents, "document"), plural(progress.sentences, "sentence")]
    if events:
        parts.append(plural(progress.events, "event"))
    if reporter.problems:
        parts.append(f"{plural(reporter.problems, 'problem')} (named above)")
    typer.echo(", ".join(parts), err=True)
    if reporter.problems:
        raise typer.Exit(1)
