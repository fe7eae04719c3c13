"""Tables and mistakes of an evaluation, shown as text, on a terminal, or as one HTML page that needs nothing else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape


@dataclass(slots=True)
class Table:
    """A title and rows of strings; the first column and one called "taken for" hold words, the others figures."""

    title: str
    columns: list[str]
    rows: list[list[str]]

    def is_text(self, column: int) -> bool:
        return column == 0 or self.columns[column] == "taken for"


@dataclass(slots=True)
class Grid:
    """A confusion matrix: counts by gold type (rows) and coded type (columns). Too wide for a terminal; for HTML."""

    title: str
    names: list[str]
    cells: list[list[int]]


@dataclass(slots=True)
class Mistake:
    """A text that was coded wrongly: what the gold says, what was coded, what is wrong in a few words, and why."""

    id: str
    place: str
    text: str
    expected: list[str]
    coded: list[str]
    what: str
    relation: bool = False
    reasons: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """What there is to show: ``facts`` are sentences, the rest is as the classes say."""

    title: str
    facts: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)


# --- text ------------------------------------------------------------------------------------------------------------


def show(report: Report) -> None:
    """Prints the report: with colours and ruled tables on a terminal, as plain text elsewhere."""
    if not sys.stdout.isatty():
        sys.stdout.write("\n".join(plain(report)) + "\n")
        return
    from rich.console import Console
    from rich.table import Table as Ruled
    from rich.text import Text

    console = Console(highlight=False)
    for fact in report.facts:
        console.print(Text(fact, style="bold"))
    for table in report.tables:
        ruled = Ruled(title=table.title, title_justify="left", title_style="bold", header_style="dim")
        for number, column in enumerate(table.columns):
            ruled.add_column(column, justify="left" if table.is_text(number) else "right")
        for row in table.rows:
            ruled.add_row(*map(Text, row))
        console.print(ruled)
    for mistake in report.mistakes:
        head, *rest = _mistake(mistake)
        console.print(Text("\n" + head, style="bold red"))
        for text in rest:
            console.print(Text(text))


def plain(report: Report) -> Iterator[str]:
    """The lines of the report as plain text."""
    yield from report.facts
    for table in report.tables:
        rows = [table.columns, *table.rows]
        widths = [max(len(row[i]) for row in rows) for i in range(len(table.columns))]
        yield from ("", table.title)
        for row in rows:
            cells = [
                cell.ljust(width) if table.is_text(i) else cell.rjust(width)
                for i, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            yield ("  " + "  ".join(cells)).rstrip()
    if report.mistakes:
        yield from ("", "Mistakes, the worst first")
    for mistake in report.mistakes:
        yield ""
        yield from _mistake(mistake)


def _mistake(mistake: Mistake) -> Iterator[str]:
    yield f"{mistake.id}: {mistake.what}   ({mistake.place})"
    yield f"  {' '.join(mistake.text.split())}"
    yield "  gold:  " + ("\n         ".join(mistake.expected) or "no event")
    yield "  coded: " + ("\n         ".join(mistake.coded) or "no event")
    for reason in mistake.reasons:
        yield "    " + reason


# --- HTML ------------------------------------------------------------------------------------------------------------

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: 37 99 235; --bad: #b42318; }
@media (prefers-color-scheme: dark) { :root { --accent: 96 165 250; --bad: #f97066; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem } h2 { font-size: 1.1rem; margin: 2.25rem 0 .5rem }
p.fact { margin: .25rem 0 }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .2rem .7rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap }
th { font-weight: 600; font-size: .85rem }
.text { text-align: left } td.text:last-child { white-space: normal }
td.bar { background: linear-gradient(to right, rgb(var(--accent) / .22) var(--share), transparent var(--share)) }
table.grid td { text-align: center; padding: .2rem .4rem; min-width: 2.1rem; border: 1px solid var(--line) }
table.grid th { border: 0; padding: .2rem .4rem; text-align: right }
table.grid thead th { writing-mode: vertical-rl; transform: rotate(180deg); text-align: left }
td.diagonal { outline: 2px solid rgb(var(--accent) / .6); outline-offset: -2px }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .6rem 0; padding: .6rem .9rem }
summary { cursor: pointer } .what { color: var(--bad); font-weight: 600 }
.place { opacity: .65; font-size: .85rem }
dl { display: grid; grid-template-columns: 4rem 1fr; gap: .15rem .75rem; margin: .5rem 0 }
dt { opacity: .65 } dd { margin: 0; font-family: ui-monospace, monospace; font-size: .85rem }
pre { background: var(--soft); border-radius: .35rem; padding: .6rem .8rem; overflow-x: auto; font-size: .8rem;
      white-space: pre-wrap }
"""


def html(report: Report) -> str:
    """The report as one HTML page; styles are inside, nothing is loaded from elsewhere."""
    body = [f"<h1>{escape(report.title)}</h1>"]
    body += [f'<p class="fact">{escape(fact)}</p>' for fact in report.facts]
    body += map(_html_table, report.tables)
    body += map(_html_grid, report.grids)
    if report.mistakes:
        body.append("<h2>Mistakes, the worst first</h2>")
        body += map(_html_mistake, report.mistakes)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(report.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _html_table(table: Table) -> str:
    def cell(column: int, text: str) -> str:
        if table.is_text(column):
            return f'<td class="text">{escape(text)}</td>'
        share = _fraction(text) if table.columns[column] in ("precision", "recall", "F1", "accuracy", "pair") else None
        if share is not None:
            return f'<td class="bar" style="--share: {share:.0%}">{escape(text)}</td>'
        return f"<td>{escape(text)}</td>"

    head = "".join(
        f'<th class="text">{escape(c)}</th>' if table.is_text(i) else f"<th>{escape(c)}</th>"
        for i, c in enumerate(table.columns)
    )
    rows = "\n".join("<tr>" + "".join(cell(i, text) for i, text in enumerate(row)) + "</tr>" for row in table.rows)
    return (
        f'<h2>{escape(table.title)}</h2>\n<div class="scroll"><table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _fraction(text: str) -> float | None:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return None


def _html_grid(grid: Grid) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in grid.names)
    rows = []
    for i, (name, counts) in enumerate(zip(grid.names, grid.cells, strict=True)):
        total = sum(counts) or 1
        cells = "".join(
            f'<td class="{"diagonal" if i == j else "cell"}" '
            f'style="background: rgb(var(--accent) / {0.65 * count / total:.2f})">{count or ""}</td>'
            for j, count in enumerate(counts)
        )
        rows.append(f"<tr><th>{escape(name)}</th>{cells}</tr>")
    return (
        f'<h2>{escape(grid.title)}</h2>\n<div class="scroll"><table class="grid">\n'
        f"<thead><tr><th></th>{head}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>\n</table></div>"
    )


def _html_mistake(mistake: Mistake) -> str:
    def lines(texts: list[str]) -> str:
        return "<br>".join(map(escape, texts)) or "no event"

    why = f"<pre>{escape(chr(10).join(mistake.reasons))}</pre>" if mistake.reasons else ""
    return (
        f'<details><summary><span class="what">{escape(mistake.what)}</span> {escape(" ".join(mistake.text.split()))} '
        f'<span class="place">{escape(mistake.id)}</span></summary>\n'
        f"<dl><dt>gold</dt><dd>{lines(mistake.expected)}</dd><dt>coded</dt><dd>{lines(mistake.coded)}</dd></dl>\n"
        f'{why}<div class="place">{escape(mistake.place)}</div></details>'
    )
