"""Options that several commands of the command line share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Unresolved(StrEnum):
    """What to do with events that have a side no dictionary knows."""

    keep = "keep"
    drop = "drop"


class Engine(StrEnum):
    """Who does the work of a run: processes of this machine, or actors of a Ray cluster."""

    local = "local"
    ray = "ray"


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
EngineOption = Annotated[
    Engine, typer.Option("--engine", help="Who does a run: processes here, or a Ray cluster (extra \"ray\").")
]
Gpus = Annotated[
    float, typer.Option("--gpus", min=0.0, metavar="SHARE", help="Share of a graphics card for each worker; Ray only.")
]
