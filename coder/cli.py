"""The command line: ``coder code`` and ``parse``; the modules ``cli_…`` hold the other commands.

Exit status: 0 all went well, 1 part of the input was left out (or ``check`` found errors), 2 nothing could be done.
What a command needs is imported inside it, so that ``coder --help`` answers at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .cli_actors import app as actors_app
from .cli_import import app as import_app
from .cli_options import (
    Actors,
    Agents,
    Date,
    Discards,
    Engine,
    EngineOption,
    Gpus,
    KeepOrDrop,
    Model,
    NoParser,
    Paths,
    Rules,
    Store,
    Unresolved,
    Workers,
)  # fmt: skip
from .cli_runs import diff
from .cli_steps import Nothing, as_day, close, documents_of, open_sources, parsed, stream_of
from .cli_study import register as register_study
from .cli_tables import DateColumn, Format, FormatOption, IdColumn, Marked, MarkedOption, TextColumn
from .cli_tables import register as register_tables
from .collection import keep_loaded
from .errors import CheckError, CoderError, InputError

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


def _version(wanted: bool) -> None:
    if wanted:
        from .version import VERSION, is_compiled

        typer.echo(f"plover-coder {VERSION}{' (compiled)' if is_compiled() else ''}")
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
    engine: EngineOption = Engine.local,
    gpus: Gpus = 0.0,
    again: Annotated[bool, typer.Option("--again", help="Replace the run that lies in the folder.")] = False,
) -> None:
    """Code events from text or from parses.

    Without -o it prints a line an event, below the document's name: the sentence number, then who did what to whom,
    what it was about in brackets, and the words that say so. ~ stands for no actor.

    With -o FOLDER it works through a corpus of any size in shards. Killed at any moment, the same command goes on; the
    folder then holds events.jsonl, errors.jsonl (what could not be used) and parses, which save parsing the same texts
    again (--store). Another --format is written next to events.jsonl at the end.
    """
    from contextlib import ExitStack

    from .cli_runs import cluster, means_folder, run_folder, stored
    from .cli_tables import show_notes
    from .console import EventPrinter, Reporter
    from .corpus.formats import open_output
    from .corpus.readers import Columns
    from .engine import Coder

    day = as_day(date)
    columns = Columns(id_column, text_column, date_column)
    reporter = Reporter()
    options = {
        "actors": list(map(str, actors or ())),
        "agents": list(map(str, agents or ())),
        "rules": list(map(str, rules or ())),
        "discards": list(map(str, discards or ())),
        "unresolved": unresolved.value,
    }
    if out is not None and means_folder(out):
        from .corpus.work import Job

        sources = open_sources(paths, reporter, out)
        job = Job(model, options, None if store is None else str(store), parse=not no_parser)
        table = None if format is Format.plover else (format.value, marked is Marked.keep)
        corpus = (stream_of(sources, day, columns), sum(source.size for source in sources))
        run_folder(*corpus, out, job, workers, again, cluster(engine, workers, gpus), table)
        return
    if format is not Format.plover and out is None:
        raise typer.BadParameter("give -o a file or folder to write to", param_hint="--format")
    if engine is not Engine.local:
        raise typer.BadParameter("give -o a folder: Ray does runs", param_hint="--engine")
    with ExitStack() as stack:
        # The output comes first: a run of hours must not end with "no such folder".
        keep = marked is Marked.keep
        writer = stack.enter_context(open_output(out, format.value, keep_marked=keep)) if out is not None else None
        sources = open_sources(paths, reporter, out)
        coder = Coder(model, **options)
        keep_loaded()
        printer = EventPrinter()
        progress = stack.enter_context(reporter.progress(sum(source.size for source in sources)))
        documents = documents_of(sources, day, reporter, progress, columns)
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
            raise Nothing(reporter.problems)
    show_notes(writer)
    close(reporter, progress, events=True)


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

    day = as_day(date)
    columns = Columns(id_column, text_column, date_column)
    reporter = Reporter()
    options = {"actors": list(map(str, actors or ()))}
    if means_folder(out):
        from .corpus.work import Job

        sources = open_sources(paths, reporter, out)
        fill_store(stream_of(sources, day, columns), sum(s.size for s in sources), out, Job(model, options), workers)
        return
    if out.suffix.lower() != ".conllu":
        raise InputError("parses are written as .conllu, or into a folder", path=str(out))
    with ExitStack() as stack:
        stream = stack.enter_context(open_text(out))
        sources = open_sources(paths, reporter, out)
        progress = stack.enter_context(reporter.progress(sum(source.size for source in sources)))
        for document in parsed(documents_of(sources, day, reporter, progress, columns), model, options, reporter):
            write_conllu(document, stream)
            progress.done(document)
        if not progress.documents:
            raise Nothing(reporter.problems)
    close(reporter, progress)


app.command()(diff)
register_tables(app)
register_study(app)


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
