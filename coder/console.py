"""What the command line shows while it works: events for people, complaints, a progress bar, a closing line.

Results go to stdout, all else to stderr, so that pipes stay clean.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from . import notation
from .errors import CoderError

if TYPE_CHECKING:
    from rich.console import Console

    from .event import Event
    from .sentence import Document

#: Colours of the quad classes: verbal and material cooperation, verbal and material conflict.
_COLOURS = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}


def plural(count: int, noun: str) -> str:
    """``1 event``, ``1,200 events``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


class Reporter:
    """Collects and shows what went wrong in a run, one complaint at a time, above the progress bar if there is one."""

    def __init__(self) -> None:
        self.problems = 0
        self._print: Callable[[str], None] = _to_stderr

    def __call__(self, error: CoderError) -> None:
        """Show one problem that cost a document or a sentence."""
        self.problems += 1
        self._print(str(error))

    def named(self, document: str, error: CoderError) -> None:
        """Show a problem inside a document."""
        self.problems += 1
        self._print(f'document "{document}": {error}')

    @contextmanager
    def progress(self, total: int) -> Iterator[Progress]:
        """A progress bar over ``total`` bytes on a terminal, nothing elsewhere; complaints stand above it."""
        if not sys.stderr.isatty():
            yield Progress()
            return
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        console = Console(stderr=True, highlight=False, soft_wrap=True)
        columns = (
            TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"),
            TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
        )  # fmt: skip
        with Bar(*columns, console=console, transient=True) as bar:
            task = bar.add_task("loading", total=total or None)
            self._print = lambda text: console.print(text, markup=False)
            try:
                yield Progress(lambda size: bar.advance(task, size), lambda text: bar.update(task, description=text))
            finally:
                self._print = _to_stderr


class Progress:
    """Where a run tells how far it is. Without a terminal nothing happens."""

    def __init__(
        self,
        advance: Callable[[int], object] = lambda size: None,
        describe: Callable[[str], object] = lambda text: None,
    ) -> None:
        self._advance, self._describe = advance, describe
        self.documents = self.sentences = self.events = 0

    def read(self, size: int) -> None:
        """So many more bytes were read."""
        self._advance(size)

    def say(self, text: str) -> None:
        """What stands before the bar."""
        self._describe(text)

    def done(self, document: Document, events: int = 0) -> None:
        """One more document is through."""
        self.documents += 1
        self.sentences += len(document.sentences)
        self.events += events
        self._describe(f"{plural(self.documents, 'document')}, {plural(self.events, 'event')}")


class EventPrinter:
    """Events for people: the document's id on a line, below it a line an event with its sentence number."""

    def __init__(self) -> None:
        self._console: Console | None = None
        if sys.stdout.isatty():
            from rich.console import Console

            self._console = Console(highlight=False, soft_wrap=True)
        self._first = True

    def show(self, document: Document, events: Iterable[Event]) -> None:
        """Print the events of one document; nothing where there is none."""
        lines = [(event, f"{event.sentence:4}  {notation.line(event)}") for event in events]
        if not lines:
            return
        heading = document.id + (f"  {document.date}" if document.date else "")
        if not self._first:
            self._plain("")
        self._first = False
        self._plain(heading, "bold")
        for event, text in lines:
            self._plain(text, _COLOURS.get(event.quad, ""))
        sys.stdout.flush()

    def _plain(self, text: str, style: str = "") -> None:
        if self._console is None:
            sys.stdout.write(text + "\n")
        else:
            # As Text: "[ceasefire]" is no markup.
            from rich.text import Text

            self._console.print(Text(text, style=style))


def _to_stderr(text: str) -> None:
    print(text, file=sys.stderr)
