"""Commands for whoever works on dictionaries and rules: ``coder explain``, ``evaluate``, ``unknown``, ``check``."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .cli_options import Actors, Agents, Date, Discards, KeepOrDrop, Model, Paths, Rules, Unresolved
from .cli_steps import Nothing, as_day, close, documents_of, open_sources, spare
from .collection import keep_loaded
from .errors import InputError

if TYPE_CHECKING:
    from .sentence import Document


class UnknownKind(StrEnum):
    """What no dictionary knows: a proper name, an agent noun without a country, another noun."""

    name = "name"
    no_country = "no-country"
    noun = "noun"


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (explain, evaluate, unknown, check):
        app.command()(command)


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

    day = as_day(date)
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
    for out in (html, json):
        spare(out, [*paths, *(parses or ())])
    with ExitStack() as stack:
        html_stream, json_stream = (stack.enter_context(open_text(path)) if path else None for path in (html, json))
        entries = list(read_gold(paths, reporter))
        if not entries:
            raise Nothing(reporter.problems)
        sources = open_sources(map(str, parses), reporter) if parses else []
        parsed = {}
        for document in documents_of(sources, None, reporter, Progress()):
            parsed[document.id] = parsed[document.text] = document
        coder = Coder(
            model,
            actors=actors or (),
            agents=agents or (),
            rules=rules or (),
            discards=discards or (),
            unresolved=unresolved.value,
        )
        keep_loaded()
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
    close(reporter, progress, events=True)


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

    With -o it writes names as rows of an actor file. Those that begin with # do not count until you take it away. If
    the file is there already, its other rows stay.
    """
    from contextlib import ExitStack

    from .console import Reporter, plural
    from .corpus.writers import open_text
    from .engine import Coder
    from .unknown import Unknowns, as_table, lines, rows_in_use

    if out is not None and out.suffix.lower() != ".csv":
        raise InputError("names are written as .csv", path=str(out))
    kept = rows_in_use(out) if out is not None else []
    day = as_day(date)
    reporter = Reporter()
    with ExitStack() as stack:
        stream = stack.enter_context(open_text(out)) if out is not None else None
        sources = open_sources(paths, reporter)
        coder = Coder(
            model, actors=actors or (), agents=agents or (), rules=rules or (), discards=discards or (),
            unresolved="keep",
        )  # fmt: skip
        keep_loaded()
        found = Unknowns(coder)
        progress = stack.enter_context(reporter.progress(sum(source.size for source in sources)))
        for document in coder.parse_many(documents_of(sources, day, reporter, progress), errors=reporter.named):
            progress.done(document, found.add(document))
        if not progress.documents:
            raise Nothing(reporter.problems)
        ranked = [unknown for unknown in found.ranked() if not kind or unknown.kind in kind]
        if stream is not None:
            stream.write(as_table(ranked, kept))
    for line in lines(ranked, top, contexts):
        typer.echo(line)
    typer.echo(found.summary(), err=True)
    if reporter.problems:
        typer.echo(f"{plural(reporter.problems, 'problem')} (named above)", err=True)
        raise typer.Exit(1)


def check(actors: Actors = None, agents: Agents = None, rules: Rules = None, discards: Discards = None) -> None:
    """Check all dictionaries and rules: bad rows, unknown words, rules that contradict each other.

    With files of yours, only their warnings are shown; without, those of the shipped files.
    """
    from .checks import check_all, is_shipped
    from .console import plural

    own = (*(actors or ()), *(rules or ()), *(agents or ()), *(discards or ()))
    found = check_all(actors or (), rules or (), agents or (), discards or ())
    for error in found.errors:
        typer.echo(str(error))
    warnings = [warning for warning in found.warnings if not own or not is_shipped(warning)]
    for warning in warnings:
        typer.echo(f"warning: {warning}")
    looked = f"{plural(found.names, 'name')}, {plural(found.rules, 'rule')}"
    verdict = f"{plural(len(found.errors), 'error')}, {plural(len(warnings), 'warning')}"
    typer.echo(f"{looked}: {verdict}{' in your files' if own and not found.errors else ''}", err=True)
    if found.errors:
        raise typer.Exit(1)
