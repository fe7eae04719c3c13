"""Steps that several commands of the command line share: from paths to documents, and the end of a command."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from .errors import CoderError, InputError

if TYPE_CHECKING:
    from .cli_runs import Documents
    from .console import Progress, Reporter
    from .corpus.files import Source
    from .corpus.readers import Columns
    from .sentence import Document


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


def open_sources(paths: Iterable[str], reporter: Reporter, out: Path | None = None) -> list[Source]:
    """The files to read; what cannot be read is reported. Raises where nothing is left.

    What an earlier run wrote to ``out`` inside a folder of the corpus is none of them. Raises InputError where
    ``out`` would take the place of a document.
    """
    from .corpus.files import STDIN, find_files

    paths = list(paths)
    sources = find_files(paths, reporter)
    if out is not None and out.exists():
        place = out.resolve()
        if out.is_dir():
            if any(path != STDIN and Path(path).resolve().is_relative_to(place) for path in paths):
                raise InputError("the documents lie in this folder; name another one to write to", path=str(out))
        elif not _holds_events(out):
            spare(out, (source.path for source in sources))
        sources = [s for s in sources if s.path == STDIN or not Path(s.path).resolve().is_relative_to(place)]
    if not sources:
        raise Nothing(reporter.problems)
    return sources


def spare(out: Path | None, inputs: Iterable[str | Path]) -> None:
    """Raises InputError where what is to be written would take the place of a file that is read."""
    if out is not None and out.exists():
        for path in inputs:
            if os.path.exists(path) and os.path.samefile(path, out):
                raise InputError("this is a file to read from; give another name", path=str(out))


def _holds_events(path: Path) -> bool:
    """Whether a file looks like a table of events: the names of its columns stand at its start or, in Parquet, end."""
    with path.open("rb") as stream:
        start = stream.read(1 << 14)
        stream.seek(max(0, path.stat().st_size - (1 << 16)))
        end = stream.read() if start[:4] == b"PAR1" else b""
    return all(name in start or name in end for name in (b"cameo", b"trigger", b"rule"))


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
