"""The command line: ``coder code``, ``parse``, ``explain``, ``evaluate``, ``check``; ``cli_…`` hold further groups.

Exit status: 0 all went well, 1 part of the input was left out (or ``check`` found errors), 2 nothing could be done.
What a command needs is imported inside it, so that ``coder --help`` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .cli_actors import app as actors_app
from .cli_import import app as import_app
from .cli_runs import diff
from .cli_tables import DateColumn, Format, FormatOption, IdColumn, Marked, MarkedOption, TextColumn
from .cli_tables import register as register_tables
from .errors import CheckError, CoderError, InputError

if TYPE_CHECKING:
    from .cli_runs import Documents
    from .console import Progress, Reporter
    from .corpus.files import Source
    from .corpus.readers import Columns
    from .sentence import Document

app = typer.Typer(
    name="coder",
    help="Codes political events (who did what to whom) from English news text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(actors_app, name="actors")
app.add_typer(import_app, name="import")


class Unresolved(StrEnum):
    """What to do with events that have a side no dictionary knows."""

    keep = "keep"
    drop = "drop"


class UnknownKind(StrEnum):
    """What no dictionary knows: a proper name, an agent noun without a country, another noun."""

    name = "name"
    no_country = "no-country"
    noun = "noun"


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH…", help="Files (.txt .jsonl .csv .tsv .parquet .xml .conllu; .gz .zst), folders, -."),
]
Date = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="Date of documents that carry none; offices depend on it."),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="FOLDER", help="Another Stanza model folder, or stanza:en for Stanza's own."),
]
Actors = Annotated[
    list[Path] | None,
    typer.Option("--actors", metavar="FILE", help="Your actors, on top of the shipped ones. May be given again."),
]
Agents = Annotated[
    list[Path] | None,
    typer.Option("--agents", metavar="FILE", help="Your common nouns that act (marshal, striker). May be given again."),
]
Discards = Annotated[
    list[Path] | None,
    typer.Option("--discards", metavar="FILE", help="Phrases that silence a sentence or story. May be given again."),
]
Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="FILE", help="Your rules, on top of the shipped ones. May be given again."),
]
Store = Annotated[
    Path | None,
    typer.Option("--store", metavar="FOLDER", help="Parse store: texts parsed before are not parsed again."),
]
Workers = Annotated[
    int | None,
    typer.Option("-w", "--workers", min=1, metavar="N", help="Processes of a run into a folder; default: one a core."),
]
NoParser = Annotated[
    bool, typer.Option("--no-parser", help="Never load the parser: texts must lie in the store, or come parsed.")
]
KeepOrDrop = Annotated[
    Unresolved, typer.Option("--unresolved", help="Keep or drop events with a side that no dictionary knows.")
]


def _version(wanted: bool) -> None:
    if wanted:
        from .version import VERSION

        typer.echo(f"plover-coder {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Codes political events (who did what to whom) from English news text."""


# --- commands --------------------------------------------------------------------------------------------------------


@app.command()
def code(
    paths: Paths,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FILE|FOLDER",
            help="Write events to a .jsonl, .csv or .parquet file, or run into a folder (resumable, with workers).",
        ),
    ] = None,
    format: FormatOption = Format.plover,
    marked: MarkedOption = Marked.drop,
    id_column: IdColumn = None,
    text_column: TextColumn = None,
    date_column: DateColumn = None,
    date: Date = None,
    unresolved: KeepOrDrop = Unresolved.drop,
    model: Model = None,
    actors: Actors = None,
    agents: Agents = None,
    rules: Rules = None,
    discards: Discards = None,
    store: Store = None,
    workers: Workers = None,
    no_parser: NoParser = False,
    again: Annotated[bool, typer.Option("--again", help="Replace the run that lies in the folder.")] = False,
) -> None:
    """Code events from text or from parses.

    Without -o it prints a line an event, below the document's name: the sentence number, then who did what to whom,
    what it was about in brackets, and the words that say so. ~ stands for no actor.

    With -o FOLDER it works through a corpus of any size in shards. Killed at any moment, the same command goes on; the
    folder then holds events.jsonl, errors.jsonl (what could not be used) and parses, which save parsing the same texts
    again (--store).
    """
    from contextlib import ExitStack

    from .cli_runs import means_folder, run_folder, stored
    from .cli_tables import show_notes
    from .console import EventPrinter, Reporter
    from .corpus.formats import open_output
    from .corpus.readers import Columns
    from .engine import Coder

    day = _day(date)
    columns = Columns(id_column, text_column, date_column)
    reporter = Reporter()
    options = {
        "actors": list(map(str, actors or ())),
        "agents": list(map(str, agents or ())),
        "rules": list(map(str, rules or ())),
        "discards": list(map(str, discards or ())),
        "unresolved": unresolved.value,
    }
    if format is not Format.plover and (out is None or means_folder(out)):
        raise typer.BadParameter("give a file to -o; for a run use `coder convert` after it", param_hint="--format")
    if out is not None and means_folder(out):
        from .corpus.work import Job

        sources = _sources(paths, reporter)
        job = Job(model, options, None if store is None else str(store), parse=not no_parser)
        run_folder(_stream(sources, day, columns), sum(s.size for s in sources), out, job, workers, again)
        return
    with ExitStack() as stack:
        # The output comes first: a run of hours must not end with "no such folder".
        keep = marked is Marked.keep
        writer = stack.enter_context(open_output(out, format.value, keep_marked=keep)) if out is not None else None
        sources = _sources(paths, reporter)
        coder = Coder(model, **options)
        _keep_loaded()
        printer = EventPrinter()
        progress = stack.enter_context(reporter.progress(sum(source.size for source in sources)))
        documents = _documents(sources, day, reporter, progress, columns)
        if store is not None or no_parser:
            documents = stored(documents, coder, model, store, not no_parser, reporter)
        for document, events in coder.code_many(documents, errors=reporter.named):
            if writer is None:
                printer.show(document, events)
            else:
                for event in events:
                    writer.write(event)
            progress.done(document, len(events))
        if not progress.documents:
            raise _Nothing(reporter.problems)
    show_notes(writer)
    _close(reporter, progress, events=True)


@app.command()
def parse(
    paths: Paths,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FILE|FOLDER", help="The .conllu file, or the parse store to fill.")
    ],
    id_column: IdColumn = None,
    text_column: TextColumn = None,
    date_column: DateColumn = None,
    date: Date = None,
    model: Model = None,
    actors: Actors = None,
    workers: Workers = None,
) -> None:
    """Parse text and write CoNLL-U, or fill a parse store; `coder code` takes both with the same result.

    Your actors matter here for one thing: the names among them keep their capitals in headlines in Title Case.
    """
    from contextlib import ExitStack

    from .cli_runs import fill_store, means_folder
    from .conllu import write_conllu
    from .console import Reporter
    from .corpus.readers import Columns
    from .corpus.writers import open_text

    day = _day(date)
    columns = Columns(id_column, text_column, date_column)
    reporter = Reporter()
    options = {"actors": list(map(str, actors or ()))}
    if means_folder(out):
        from .corpus.work import Job

        sources = _sources(paths, reporter)
        fill_store(_stream(sources, day, columns), sum(s.size for s in sources), out, Job(model, options), workers)
        return
    if out.suffix.lower() != ".conllu":
        raise InputError("parses are written as .conllu, or into a folder", path=str(out))
    with ExitStack() as stack:
        stream = stack.enter_context(open_text(out))
        sources = _sources(paths, reporter)
        progress = stack.enter_context(reporter.progress(sum(source.size for source in sources)))
        for document in _parsed(_documents(sources, day, reporter, progress, columns), model, options, reporter):
            write_conllu(document, stream)
            progress.done(document)
        if not progress.documents:
            raise _Nothing(reporter.problems)
    _close(reporter, progress)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="One or more sentences, or - for the standard input.")],
    date: Date = None,
    unresolved: KeepOrDrop = Unresolved.drop,
    model: Model = None,
    actors: Actors = None,
    agents: Agents = None,
    rules: Rules = None,
    discards: Discards = None,
) -> None:
    """Show how a text is coded: tree, actors, clauses, and why each rule fired or did not."""
    from .engine import Coder

    day = _day(date)
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    if not any(map(str.isalpha, text)):
        raise InputError("the text holds no words")
    coder = Coder(
        model,
        actors=actors or (),
        agents=agents or (),
        rules=rules or (),
        discards=discards or (),
        unresolved=unresolved.value,
    )
    typer.echo(str(coder.explain(text, date=day)))


@app.command()
def evaluate(
    paths: Annotated[
        list[str], typer.Argument(metavar="GOLD…", help="Gold files: .gold or .jsonl, with events or relations.")
    ],
    parses: Annotated[
        list[Path] | None,
        typer.Option("--parses", metavar="FILE", help="Parses (.conllu) of the texts; they are not parsed again."),
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write the report as a page.")] = None,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the figures as JSON.")] = None,
    errors: Annotated[int, typer.Option("--errors", min=0, metavar="N", help="Mistakes to show, with reasons.")] = 10,
    unresolved: KeepOrDrop = Unresolved.drop,
    model: Model = None,
    actors: Actors = None,
    agents: Agents = None,
    rules: Rules = None,
    discards: Discards = None,
) -> None:
    """Compare what is coded with what people say should be: figures by type, side and kind, and the worst mistakes.

    Relations are always measured with unresolved actors kept.
    """
    from contextlib import ExitStack
    from json import dumps

    from .console import Progress, Reporter
    from .corpus.gold import read_gold
    from .corpus.writers import open_text
    from .engine import Coder
    from .evaluate import evaluate as run
    from .evaluate import report
    from .report import html as page
    from .report import show

    reporter = Reporter()
    with ExitStack() as stack:
        html_stream, json_stream = (stack.enter_context(open_text(path)) if path else None for path in (html, json))
        entries = list(read_gold(paths, reporter))
        if not entries:
            raise _Nothing(reporter.problems)
        sources = _sources(map(str, parses), reporter) if parses else []
        parsed = {}
        for document in _documents(sources, None, reporter, Progress()):
            parsed[document.id] = parsed[document.text] = document
        coder = Coder(
            model,
            actors=actors or (),
            agents=agents or (),
            rules=rules or (),
            discards=discards or (),
            unresolved=unresolved.value,
        )
        _keep_loaded()
        progress = stack.enter_context(reporter.progress(len(entries)))

        def done(document: Document, events: int) -> None:
            progress.read(1)
            progress.done(document, events)

        result = run(coder, entries, parsed, reporter, errors, done)
        found = report(result, f"Evaluation of {', '.join(paths)}")
        if html_stream is not None:
            html_stream.write(page(found))
        if json_stream is not None:
            json_stream.write(dumps(result.as_json(), indent=2, ensure_ascii=False) + "\n")
    show(found)
    _close(reporter, progress, events=True)


app.command()(diff)
register_tables(app)


@app.command()
def unknown(
    paths: Paths,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help="Write rows for an actor file (.csv), to accept or mend."),
    ] = None,
    kind: Annotated[
        list[UnknownKind] | None, typer.Option("--kind", help="Only these; may be given again. Default: all.")
    ] = None,
    top: Annotated[int, typer.Option("--top", min=0, metavar="N", help="How many to show.")] = 50,
    contexts: Annotated[int, typer.Option("--contexts", min=0, max=5, metavar="N", help="Sentences for each.")] = 2,
    date: Date = None,
    model: Model = None,
    actors: Actors = None,
    agents: Agents = None,
    rules: Rules = None,
    discards: Discards = None,
) -> None:
    """List who filled a slot of an event and is in no dictionary: how often, where, and what it may be.

    With -o it writes names as rows of an actor file. Those that begin with # do not count until you take it away.
    """
    from contextlib import ExitStack

    from .console import Reporter, plural
    from .corpus.writers import open_text
    from .engine import Coder
    from .unknown import Unknowns, as_table, lines

    if out is not None and out.suffix.lower() != ".csv":
        raise InputError("names are written as .csv", path=str(out))
    day = _day(date)
    reporter = Reporter()
    with ExitStack() as stack:
        stream = stack.enter_context(open_text(out)) if out is not None else None
        sources = _sources(paths, reporter)
        coder = Coder(
            model, actors=actors or (), agents=agents or (), rules=rules or (), discards=discards or (),
            unresolved="keep",
        )  # fmt: skip
        _keep_loaded()
        found = Unknowns(coder)
        progress = stack.enter_context(reporter.progress(sum(source.size for source in sources)))
        for document in coder.parse_many(_documents(sources, day, reporter, progress), errors=reporter.named):
            progress.done(document, found.add(document))
        if not progress.documents:
            raise _Nothing(reporter.problems)
        ranked = [unknown for unknown in found.ranked() if not kind or unknown.kind in kind]
        if stream is not None:
            stream.write(as_table(ranked))
    for line in lines(ranked, top, contexts):
        typer.echo(line)
    typer.echo(found.summary(), err=True)
    if reporter.problems:
        typer.echo(f"{plural(reporter.problems, 'problem')} (named above)", err=True)
        raise typer.Exit(1)


@app.command()
def check(actors: Actors = None, agents: Agents = None, rules: Rules = None, discards: Discards = None) -> None:
    """Check all dictionaries and rules: bad rows, unknown words, rules that contradict each other."""
    from .checks import check_all
    from .console import plural

    found = check_all(actors or (), rules or (), agents or (), discards or ())
    for error in found.errors:
        typer.echo(str(error))
    for warning in found.warnings:
        typer.echo(f"warning: {warning}")
    looked = f"{plural(found.names, 'name')}, {plural(found.rules, 'rule')}"
    verdict = f"{plural(len(found.errors), 'error')}, {plural(len(found.warnings), 'warning')}"
    typer.echo(f"{looked}: {verdict}", err=True)
    if found.errors:
        raise typer.Exit(1)


# --- steps that commands share ---------------------------------------------------------------------------------------


def _keep_loaded() -> None:
    """Tells the garbage collector that what was loaded stays to the end: it need not walk the dictionaries again and
    again, which costs a tenth of the coding."""
    import gc

    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)  # coding makes much and keeps little


class _Nothing(CoderError):
    """No document came through."""

    def __init__(self, problems: int) -> None:
        super().__init__("no document could be used" if problems else "there was no document")


def _day(date: str | None) -> str | None:
    """The date option in ISO form."""
    from .corpus.readers import iso_date

    try:
        return iso_date(date) if date is not None else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--date") from None


def _sources(paths: Iterable[str], reporter: Reporter) -> list[Source]:
    """The files to read; what cannot be read is reported. Raises where nothing is left."""
    from .corpus.files import find_files

    sources = find_files(paths, reporter)
    if not sources:
        raise _Nothing(reporter.problems)
    return sources


def _documents(
    sources: list[Source], day: str | None, reporter: Reporter, progress: Progress, columns: Columns | None = None
) -> Iterator[Document]:
    """The documents of all files, with the given date where they have none."""
    from .corpus.readers import read_documents

    for document in read_documents(sources, errors=reporter, progress=progress.read, columns=columns):
        document.date = document.date or day
        yield document


def _stream(sources: list[Source], day: str | None, columns: Columns | None = None) -> Documents:
    """``_documents`` for a run, which has its own places for problems and progress."""
    from .corpus.readers import read_documents

    def documents(errors: Callable[[CoderError], None], read: Callable[[int], None]) -> Iterator[Document]:
        for document in read_documents(sources, errors=errors, progress=read, columns=columns):
            document.date = document.date or day
            yield document

    return documents


def _parsed(
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


def _close(reporter: Reporter, progress: Progress, events: bool = False) -> None:
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


def main() -> None:
    """The ``coder`` command. A user's mistake ends in a sentence on stderr, never in a traceback.

    typer sees to Ctrl-C (status 130), to readers that go away (``| head``) and to wrong options (status 2).
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a dash is no reason to stop
    try:
        app(prog_name="coder")
    except CoderError as error:
        # Errors with a place start with it, in the form that editors make clickable.
        print(error if error.place or isinstance(error, CheckError) else f"coder: {error}", file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        print(f"coder: {error.strerror or error}" + (f": {error.filename}" if error.filename else ""), file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
