"""``coder actors``: look names up, add names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .errors import InputError

app = typer.Typer(help="Look names up in the dictionaries, and add your own.", no_args_is_help=True)

Actors = Annotated[
    list[Path] | None,
    typer.Option("--actors", metavar="FILE", help="Your actors, on top of the shipped ones. May be given again."),
]
Agents = Annotated[
    list[Path] | None,
    typer.Option("--agents", metavar="FILE", help="Your common nouns that act. May be given again."),
]


@app.callback()
def _group() -> None:
    """Look names up in the dictionaries, and add your own."""


@app.command()
def lookup(
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help='A name; in quotes if it has spaces.')],
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="Of the code: 2010-05-05, 2010-05 or 2010.")
    ] = None,
    actors: Actors = None,
    agents: Agents = None,
) -> None:
    """Show who a name may be, the code on a day, the days of each code, other names, and where it stands.

    Exit status 1 where a name is in no dictionary.
    """
    from .actor_files import iso_date as period
    from .actor_lookup import lookup as find
    from .actor_lookup import similar
    from .corpus.readers import iso_date

    try:
        day = date if date is None or period(date, last=False) else iso_date(date)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--date") from None
    missing = False
    for number, name in enumerate(names):
        if number:
            typer.echo("")
        lines = find(name, day, actors or (), agents or ())
        if lines:
            typer.echo("\n".join(lines))
            continue
        missing = True
        close = similar(name, actors or ())
        typer.echo(f"{name}: in no dictionary" + (f"; similar: {', '.join(close)}" if close else ""))
    if missing:
        raise typer.Exit(1)


@app.command()
def add(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The name as news writes it in full.")] = None,
    code: Annotated[
        str | None, typer.Option("-c", "--code", metavar="CODE", help='Like PERGOV, or in words: "Peru GOV".')
    ] = None,
    file: Annotated[
        Path | None, typer.Option("-f", "--file", metavar="FILE", help="Your file; it is made if it is not there.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="person, group, party, org, company, media, place, country …")
    ] = None,
    start: Annotated[str, typer.Option("--start", metavar="DATE", help="First day: 2024, 2024-05 or 2024-05-01.")] = "",
    end: Annotated[str, typer.Option("--end", metavar="DATE", help="Last day.")] = "",
    alias: Annotated[list[str] | None, typer.Option("--alias", help="Another name. May be given again.")] = None,
    surname: Annotated[
        str | None,
        typer.Option("--surname", help='Of a person: counts once the full name was said. Default: last word; "" none.'),
    ] = None,
    entity: Annotated[str, typer.Option("--entity", help="Whose name it is, if it is another name of someone.")] = "",
    id: Annotated[str, typer.Option("--id", metavar="Q…", help="Wikidata id.")] = "",
    note: Annotated[str, typer.Option("--note", help="Anything, for people.")] = "",
    noun: Annotated[
        bool, typer.Option("--noun", help='A common noun that acts ("blackshirt", REB) for a file of --agents.')
    ] = False,
    plural: Annotated[str, typer.Option("--plural", help="Of a noun, if it is irregular.")] = "",
) -> None:
    """Add a name to your own file of actors. What is not given is asked for.

    Nothing is written where the row would be wrong: an unknown code, a bad date, a contradiction to another row.
    """
    from .actor_tools import add as write
    from .actor_tools import as_code, person_rows
    from .actors import ActorDictionary
    from .console import plural as count

    asking = sys.stdin.isatty() and not (name and code and file)
    name = (name or _ask("Name, as news writes it in full", asking)).strip()
    code = code or _ask("Code (PERGOV, or in words: Peru GOV)", asking)
    dictionary = ActorDictionary.default()
    if noun:
        rows = [{"name": name.lower(), "code": as_code(code, dictionary), "plural": plural.lower(), "note": note}]
    else:
        if asking:
            kind = kind if kind is not None else _ask("Kind (person, group, party, org, …)", asking, "group")
            start = start or _ask("First day (empty: always)", asking, "")
            end = end or _ask("Last day (empty: still)", asking, "")
        cells = {
            "name": name, "code": as_code(code, dictionary), "start": start, "end": end, "kind": kind or "",
            "entity": entity, "id": id, "note": note,
        }  # fmt: skip
        rows = person_rows(cells, surname, alias or ())
    file = file or Path(_ask("File", asking, "my_agents.csv" if noun else "my_actors.csv"))
    if file.suffix.lower() != ".csv":
        raise InputError("actors are kept in .csv files", path=str(file))
    added, warnings = write(file, rows, nouns=noun)
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
    if not added:
        typer.echo(f"{file}: {name} stands there already")
        return
    typer.echo(f"{file}: {count(len(added), 'row')} added ({', '.join(added)})")
    known = dictionary.lookup(name) if not noun else ()
    if known:
        typer.echo(f"yours replaces what the shipped dictionaries say of {name}: {known[0].last_code or 'no actor'}")
    typer.echo(f"use it: coder code … --{'agents' if noun else 'actors'} {file}", err=True)


def _ask(what: str, asking: bool, default: str | None = None) -> str:
    """An answer from a terminal; elsewhere a mistake, since there is nobody to ask."""
    if not asking:
        raise InputError(f"missing: {what.split(' (')[0].split(',')[0].lower()} (see coder actors add --help)")
    return str(typer.prompt(what, default=default, show_default=bool(default)))
