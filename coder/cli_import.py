"""``coder import``: dictionaries of older coders → our files. What is not carried over is named on stderr."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .errors import InputError

if TYPE_CHECKING:
    from .importing.lines import Carried

app = typer.Typer(help="Bring dictionaries of older coders into our formats.", no_args_is_help=True)


class Kind(StrEnum):
    """The five dictionaries of PETRARCH, and what each becomes."""

    actors = "actors"
    agents = "agents"
    discards = "discards"
    issues = "issues"
    verbs = "verbs"


#: What a kind is written as, what one entry of it is called, and the option that takes it.
_ENDINGS = {kind: ".rules" if kind in (Kind.issues, Kind.verbs) else ".csv" for kind in Kind}
_ENTRIES = dict(zip(Kind, ("name", "noun", "phrase", "phrase", "rule"), strict=True))
_OPTIONS = {kind: "rules" if _ENDINGS[kind] == ".rules" else kind.value for kind in Kind}


@app.callback()
def _group() -> None:
    """Bring dictionaries of older coders into our formats."""


@app.command()
def petrarch(
    kind: Annotated[Kind, typer.Argument(help="Which of the dictionaries it is.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Files of versions 1 or 2.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="The .csv or .rules file to write.")],
) -> None:
    """Carry over PETRARCH dictionaries: actors, agents and discards become .csv, issues and verbs .rules.

    Every line that cannot be carried over, or not as it was, is named with file, line and reason; exit status 1 then.
    """
    from .console import plural
    from .corpus.writers import open_text

    if out.suffix.lower() != _ENDINGS[kind]:
        raise InputError(f"{kind.value} are written as {_ENDINGS[kind]}", path=str(out))
    with open_text(out) as stream:
        carried = _import(kind, files)
        for error in (*carried.changed, *carried.left_out):
            print(error, file=sys.stderr)
        if not carried.entries:
            raise InputError(f"no {_ENTRIES[kind]} could be carried over")
        stream.write(carried.text)
    parts = [f"{plural(carried.entries, _ENTRIES[kind])} written to {out}"]
    if carried.changed:
        parts.append(f"{plural(len(carried.changed), 'line')} changed")
    if carried.left_out:
        parts.append(f"{plural(len(carried.left_out), 'line')} left out (all named above)")
    print(", ".join(parts), file=sys.stderr)
    print(f"use it: coder code … --{_OPTIONS[kind]} {out}", file=sys.stderr)
    if carried.left_out:
        raise typer.Exit(1)


def _import(kind: Kind, files: list[Path]) -> Carried:
    if kind in (Kind.actors, Kind.agents):
        from .importing.petrarch_actors import import_actors, import_agents

        return (import_actors if kind is Kind.actors else import_agents)(files)
    if kind is Kind.verbs:
        from .importing.petrarch_rules import import_verbs

        return import_verbs(files)
    from .importing.petrarch_lists import import_discards, import_issues

    return (import_discards if kind is Kind.discards else import_issues)(files)
