"""What ``coder code -o FOLDER``, ``coder parse -o FOLDER`` and ``coder diff`` do: runs, the parse store, comparing."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .cli_options import Engine
from .errors import CoderError, InputError

if TYPE_CHECKING:
    from .console import Reporter
    from .corpus.run import Cluster, Summary
    from .corpus.work import Done, Job
    from .engine import Coder
    from .sentence import Document

#: Seconds between two lines of progress where there is no terminal to draw a bar on.
_EVERY = 60
#: Problems that are also shown; all are in errors.jsonl.
_SHOWN = 20

#: Makes the document stream from the places where problems and bytes read go.
Documents = Callable[[Callable[[CoderError], None], Callable[[int], None]], Iterable["Document"]]


def means_folder(out: Path) -> bool:
    """Whether ``-o`` asks for a run in a folder and not for a file."""
    return out.is_dir() or not out.suffix


def cluster(engine: Engine, actors: int | None, gpus: float) -> Cluster | None:
    """The cluster that ``--engine`` asks for."""
    if engine is Engine.ray:
        from .corpus.ray import Cluster

        return Cluster(actors, gpus)
    if gpus:
        raise typer.BadParameter("only workers on Ray use graphics cards (--engine ray)", param_hint="--gpus")
    return None


def run_folder(
    documents: Documents, size: int, out: Path, job: Job, workers: int | None, again: bool, cluster: Cluster | None,
    table: tuple[str, bool] | None,
) -> None:  # fmt: skip
    """Code a corpus into a folder, or go on with it; ``table`` is a format to write as well, and whether marked events
    are kept in it. Ends in the exit status of the command."""
    from .console import Reporter
    from .corpus.run import Corpus, Plan, default_workers, run

    plan = Plan(job, workers or default_workers(), again, cluster=cluster)
    reporter = Reporter()
    started = time.monotonic()
    with _stoppable(f"stopped; the same command goes on with {out}"), _Tally(reporter, size) as tally:
        summary = run(Corpus(documents, size), out, plan, tally)
    if not summary.documents:
        raise InputError("no document could be used" if summary.problems else "there was no document", path=str(out))
    if summary.complete:
        typer.echo(f"this run was complete already: {out / 'events.jsonl'}", err=True)
    if table is not None:
        _write_table(out, *table)
    spent = time.monotonic() - started
    _close(summary, spent, f" ({out / 'errors.jsonl'})")
    if summary.problems:
        for line in _first_problems(out / "errors.jsonl"):
            typer.echo(f"  {line}", err=True)
        raise typer.Exit(1)


def fill_store(documents: Documents, size: int, store: Path, job: Job, workers: int | None) -> None:
    """Fill a parse store with a corpus."""
    from .console import Reporter
    from .corpus.run import Corpus, Plan, default_workers, fill

    job.store, job.code = str(store), False
    reporter = Reporter()
    started = time.monotonic()
    with _stoppable(f"stopped; what is parsed lies in {store}"), _Tally(reporter, size) as tally:
        summary = fill(Corpus(documents, size), Plan(job, workers or default_workers()), tally)
    if not summary.documents:
        raise InputError("no document could be used" if summary.problems else "there was no document", path=str(store))
    _close(summary, time.monotonic() - started, "", events=False)
    if summary.problems:
        raise typer.Exit(1)


def stored(
    documents: Iterable[Document], coder: Coder, model: str | None, store: Path | None, parse: bool, reporter: Reporter
) -> Iterator[Document]:
    """The documents with their sentences, out of a parse store (if there is one), which takes in what it lacks."""
    from .corpus.parsing import Parses
    from .corpus.shards import FEWEST, cut

    parses = Parses(lambda: coder.parser, model, coder.names_in, parse=parse)
    if store is not None:
        parses.open(store)
    for shard in cut(documents, FEWEST, [], lambda: 0):
        parses.fill(shard.documents, lambda document, error: reporter.named(document.id, error))
        # A document without sentences is named above; the coder would only parse it again.
        yield from (document for document in shard.documents if document.sentences)


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Events coded before: a file, or the folder of a run.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Events of the same texts coded now.")],
    show: Annotated[int, typer.Option("--show", metavar="N", help="Differences to list (all are counted).")] = 20,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write all differences as JSON.")] = None,
) -> None:
    """Show which events came, went or changed between two codings, and by which rule."""
    from .cli_tables import events_file
    from .console import Reporter, plural
    from .corpus.diff import as_json, compare
    from .corpus.events import read_events
    from .corpus.writers import open_text

    reporter = Reporter()
    before, after = (read_events(events_file(path), errors=reporter) for path in (old, new))
    found = compare(before, after)
    if json is not None:
        with open_text(json) as stream:
            stream.write(as_json(found) + "\n")
    counts = found.counts()
    typer.echo(", ".join(f"{count:,} {kind}" for kind, count in counts.items()))
    rules = found.by_rule()
    if rules:
        typer.echo("\n    came    went changed  rule")
    for rule, fates in rules[: max(show, 0)]:
        typer.echo("".join(f"{count:8,}" for count in fates.values()) + f"  {rule}")
    if len(rules) > show >= 0:
        typer.echo(f"{'…':>8}  {plural(len(rules) - show, 'more rule')}")
    for change in found.changes[: max(show, 0)]:
        event = change.new or change.old
        assert event is not None
        typer.echo(f"\n{change.kind:<8}{event.document} {event.sentence}: {event.text}")
        if change.old is not None:
            typer.echo(f"      - {change.old}   {change.old.rule}")
        if change.new is not None:
            typer.echo(f"      + {change.new}   {change.new.rule}")
        if change.fields:
            typer.echo(f"        ({', '.join(change.fields)})")
    if reporter.problems:
        raise typer.Exit(1)


# ---------------------------------------------------------------- steps


def _write_table(out: Path, format: str, keep_marked: bool) -> None:
    """The events of a finished run in another format, as a file of the folder."""
    from .cli_tables import show_notes
    from .corpus.events import read_events
    from .corpus.formats import open_output

    path = out / f"events.{format}.tsv"
    with open_output(path, format, keep_marked=keep_marked) as writer:
        for event in read_events(out / "events.jsonl"):
            writer.write(event)
    show_notes(writer)
    typer.echo(str(path), err=True)


class _Tally:
    """Shows how far a run is: a bar on a terminal, a line a minute elsewhere. Called with every shard that is done."""

    def __init__(self, reporter: Reporter, size: int) -> None:
        self._reporter, self._size = reporter, size
        self._documents = self._events = self._fresh = 0
        self._read = self._fresh_bytes = 0
        self._started = self._told = time.monotonic()
        self._bar: Any = None

    def __enter__(self) -> _Tally:
        self._context = self._reporter.progress(self._size)
        self._bar = self._context.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._context.__exit__(*error)

    def __call__(self, done: Done, size: int, resumed: bool) -> None:
        self._documents += done.documents
        self._events += done.events
        self._read += size
        if not resumed:
            self._fresh += done.documents
            self._fresh_bytes += size
        for problem in done.named:
            self._reporter.named(problem["document"] or "", CoderError(problem["problem"]))
        self._bar.read(size)
        self._bar.say(self.line())
        now = time.monotonic()
        if not sys.stderr.isatty() and now - self._told >= _EVERY:
            self._told = now
            typer.echo(self.line(), err=True)

    def line(self) -> str:
        """Documents and events so far, the rate, and the time left as far as it can be told."""
        from .console import plural

        spent = max(time.monotonic() - self._started, 1e-6)
        parts = [plural(self._documents, "document"), plural(self._events, "event")]
        if self._fresh:
            parts.append(f"{self._fresh / spent:,.1f} documents/s")
        if self._fresh_bytes and self._size > self._read:
            parts.append(f"{_span((self._size - self._read) * spent / self._fresh_bytes)} left")
        return ", ".join(parts)


def _span(seconds: float) -> str:
    """About how long: 40 s, 12 min, 3 h 20 min."""
    minutes = round(seconds / 60)
    if minutes < 2:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def _stoppable(message: str) -> Iterator[None]:
    """Ctrl-C and a polite kill end the workers and say how to go on."""

    def leave(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(message, err=True)
        raise typer.Exit(130) from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _close(summary: Summary, spent: float, where: str, events: bool = True) -> None:
    """The closing lines of a run."""
    from .console import plural

    parts = [plural(summary.documents, "document"), plural(summary.sentences, "sentence")]
    if events:
        parts.append(plural(summary.events, "event"))
    if summary.problems:
        parts.append(f"{plural(summary.problems, 'problem')}{where}")
    typer.echo(", ".join(parts), err=True)
    if not summary.complete:
        fresh = summary.documents - summary.resumed
        rate = f", {fresh / spent:,.1f} documents/s" if fresh else ""
        typer.echo(
            f"{_span(spent)}{rate}; {summary.parsed:,} parsed, {fresh - summary.parsed:,} from parses that were there"
            + (f", {summary.resumed:,} done before" if summary.resumed else ""), err=True)  # fmt: skip


def _first_problems(path: Path) -> Iterator[str]:
    """The first lines of errors.jsonl, for people."""
    import json

    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream):
            if number == _SHOWN:
                yield "…"
                return
            problem = json.loads(line)
            document = f'document "{problem["document"]}": ' if problem["document"] else ""
            error = CoderError(problem["problem"], path=problem["path"], line=problem["line"], column=problem["column"])
            yield f"{document}{error}"
