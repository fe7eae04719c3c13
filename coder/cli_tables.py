"""Commands that work on coded events: ``coder convert``, ``dedupe``, ``aggregate``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .cli_steps import spare
from .errors import CoderError, InputError

if TYPE_CHECKING:
    from .console import Reporter
    from .corpus.streams import Progress

# Enums for the command line; the library checks the same names itself, and a test holds the two together.
Format = StrEnum("Format", {name: name for name in ("plover", "polecat", "icews", "phoenix", "petrarch", "gdelt")})
Kind = StrEnum("Kind", {name: name for name in ("cameo", "root", "event", "quad")})
Day = StrEnum("Day", {name: name for name in ("story", "event")})
Period = StrEnum("Period", {name: name for name in ("day", "week", "month", "year")})
Count = StrEnum("Count", {name: name for name in ("event", "quad", "root", "none")})
Level = StrEnum("Level", {name: name for name in ("country", "code")})
Grid = StrEnum("Grid", {name: name for name in ("none", "dyads", "full")})
Marked = StrEnum("Marked", {name: name for name in ("keep", "drop")})

Events = Annotated[
    Path, typer.Argument(metavar="EVENTS", help="A table of events, ours or another coder's, or the folder of a run.")
]
From = Annotated[Format | None, typer.Option("--from", help="What the table is; told from its first line otherwise.")]
FormatOption = Annotated[Format, typer.Option("--format", help="The table to write; plover is our own, nothing lost.")]
MarkedOption = Annotated[
    Marked, typer.Option("--marked", help="Keep or drop events that did not simply happen (negated, future, …).")
]
WhichDay = Annotated[
    Day, typer.Option("--day", help="The story's date, or the day of which the text speaks, where it is known.")
]
IdColumn = Annotated[str | None, typer.Option("--id-column", metavar="NAME", help="Column (JSON: key) of the ids.")]
TextColumn = Annotated[str | None, typer.Option("--text-column", metavar="NAME", help="Column of the texts.")]
DateColumn = Annotated[str | None, typer.Option("--date-column", metavar="NAME", help="Column of the dates.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (convert, dedupe, aggregate):
        app.command()(command)


def convert(
    events: Events,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="The file to write.")],
    format: FormatOption = Format.plover,
    source: From = None,
    marked: MarkedOption = Marked.drop,
) -> None:
    """Write a table of events in another format.

    plover goes to .jsonl, .csv or .parquet, the others to text with tabs. What a format has no place for is named.
    Events that did not simply happen are left out of formats that cannot say so, unless --marked keep. Statements
    (CAMEO 01) of other coders are no PLOVER events.
    """
    from .corpus.events import read_events
    from .corpus.formats import open_output

    events = events_file(events)
    with _reading(events) as (reporter, progress):
        spare(out, [events])
        with open_output(out, format.value, keep_marked=marked is Marked.keep) as writer:
            for event in read_events(events, format=_value(source), errors=reporter, progress=progress):
                writer.write(event)
    show_notes(writer)
    _close(reporter, writer.count)


def dedupe(
    events: Events,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="The .csv or .parquet file to write.")],
    by: Annotated[Kind, typer.Option("--by", help="What makes two events of one kind.")] = Kind.cameo,
    day: WhichDay = Day.story,
    source: From = None,
) -> None:
    """Keep one event a day for the same sides and kind (the one-a-day filter).

    It guards against one happening told many times, and has its price: two attacks on one day become one, and the same
    attack told the next day stays two. The ids of all that were put together are in `members`, their number in
    `mentions`. Marked events (negated, …) are never put together with others.
    """
    import pyarrow as pa

    from .console import plural
    from .corpus.arrow import event_tables, schema, write_table
    from .corpus.dedupe import dedupe as run

    events = events_file(events)
    with _reading(events) as (reporter, progress):
        spare(out, [events])
        pieces = event_tables(events, format=_value(source), errors=reporter, progress=progress)
        table = pa.concat_tables([schema().empty_table(), *pieces])
        kept = run(table, by.value, day.value)
        write_table(kept, out)
    typer.echo(f"{plural(table.num_rows, 'event')}, {kept.num_rows:,} kept", err=True)
    _close(reporter)


def aggregate(
    events: Events,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="The .csv or .parquet file to write.")],
    period: Annotated[Period, typer.Option("--period", help="Length of a row; weeks from Monday.")] = Period.month,
    by: Annotated[Count, typer.Option("--by", help="Count by type, quad class, CAMEO family, or all.")] = Count.event,
    level: Annotated[Level, typer.Option("--level", help="Sides by country or by whole actor code.")] = Level.country,
    grid: Annotated[
        Grid, typer.Option("--grid", help="Rows: with events only, all periods of each dyad, or of each possible dyad.")
    ] = Grid.dyads,
    day: WhichDay = Day.story,
    marked: MarkedOption = Marked.drop,
    start: Annotated[str | None, typer.Option("--start", metavar="YYYY-MM-DD", help="First day.")] = None,
    end: Annotated[str | None, typer.Option("--end", metavar="YYYY-MM-DD", help="Last day.")] = None,
    source: From = None,
) -> None:
    """Count events by source, target and time, with the sum and mean of scores; zeros where nothing happened.

    An event with several actors on a side counts for each pair, a mutual one in both directions. --- stands for a side
    without an actor or without a country.
    """
    from .console import plural
    from .corpus.aggregate import Left
    from .corpus.aggregate import aggregate as run
    from .corpus.arrow import event_tables, write_table
    from .corpus.readers import iso_date

    try:
        edges = [iso_date(edge) if edge else None for edge in (start, end)]
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--start, --end") from None
    if edges[0] and edges[1] and edges[0] > edges[1]:
        raise typer.BadParameter("the first day lies after the last", param_hint="--start, --end")
    left = Left()
    events = events_file(events)
    with _reading(events) as (reporter, progress):
        spare(out, [events])
        pieces = event_tables(events, format=_value(source), errors=reporter, progress=progress)
        table = run(
            pieces, period=period.value, by=by.value, level=level.value, grid=grid.value, day=day.value,
            marked=marked is Marked.keep, start=edges[0], end=edges[1], left=left,
        )  # fmt: skip
        write_table(table, out)
    if left.undated:
        typer.echo(f"{plural(left.undated, 'event')} without a date left out", err=True)
    if left.marked:
        said = f"{plural(left.marked, 'event')} left out that did not simply happen (--marked keep lets them in)"
        typer.echo(said, err=True)
    typer.echo(plural(table.num_rows, "row"), err=True)
    _close(reporter)


# --- shared ----------------------------------------------------------------------------------------------------------


def show_notes(writer: object) -> None:
    """Say what a table format left out or has no place for."""
    for note in writer.notes() if hasattr(writer, "notes") else ():
        typer.echo(note, err=True)


@contextmanager
def _reading(path: Path) -> Iterator[tuple[Reporter, Progress]]:
    """A reporter and a progress bar over the file."""
    from .console import Reporter

    reporter = Reporter()
    size = os.path.getsize(path) if path.is_file() else 0
    with reporter.progress(size) as progress:
        yield reporter, progress.read


def events_file(events: Path) -> Path:
    """The file of events that is meant: itself, or that of the run whose folder was named. Raises InputError where the
    folder holds no finished run."""
    if not events.is_dir():
        return events
    found = events / "events.jsonl"
    if not found.exists():
        begun = (events / "manifest.json").exists()
        problem = "this run is not finished; the command that began it goes on" if begun else "this folder holds no run"
        raise InputError(problem, path=str(events))
    return found


def _value(source: Format | None) -> str | None:
    return None if source is None else source.value


def _close(reporter: Reporter, count: int | None = None) -> None:
    """The closing line, and exit status 1 where rows were left out."""
    from .console import plural

    parts = [plural(count, "event")] if count is not None else []
    if reporter.problems:
        parts.append(f"{plural(reporter.problems, 'problem')} (named above)")
    if parts:
        typer.echo(", ".join(parts), err=True)
    if count == 0 and reporter.problems:
        raise CoderError("no event could be used")
    if reporter.problems:
        raise typer.Exit(1)
