"""The exceptions that a user can meet, and how they are shown.

    CoderError
    ├── InputError        a document or corpus file that cannot be read
    │   └── ConlluError   … because its CoNLL-U is broken
    ├── DictionaryError   a row of an actor, agent or word file
    ├── RuleError         a statement of a rule file
    ├── ModelError        a parser model that is missing or cannot be loaded
    └── CheckError        several of these at once (all errors of a file come together)

Every one but ``CheckError`` may carry a place: ``path``, ``line`` and ``column`` (both from 1) and the source
line as ``excerpt``; ``str()`` shows them in the form that editors and terminals make clickable.
"""

from __future__ import annotations

from collections.abc import Iterable


class CoderError(Exception):
    """Base of all errors that this package raises on purpose.

    ``message`` is one sentence without the place; ``str(error)`` adds place, source line and a caret.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        excerpt: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.excerpt = excerpt

    @property
    def place(self) -> str:
        """``path:line:column`` as far as it is known, else the empty string."""
        parts = [part for part in (self.path, self.line, self.column) if part is not None]
        return ":".join(str(part) for part in parts)

    def __str__(self) -> str:
        head = f"{self.place}: {self.message}" if self.place else self.message
        if self.excerpt is None:
            return head
        shown = self.excerpt.rstrip("\n")
        if self.column is None:
            return f"{head}\n    {shown}"
        # Tabs keep their width under the caret line, so the caret stays below the right character.
        pad = "".join(c if c == "\t" else " " for c in shown[: self.column - 1])
        return f"{head}\n    {shown}\n    {pad}^"


class InputError(CoderError):
    """A document, corpus file or argument that cannot be read."""


class ConlluError(InputError):
    """CoNLL-U that breaks the format or does not form a tree."""


class DictionaryError(CoderError):
    """A bad row in an actor, agent or word file."""


class RuleError(CoderError):
    """A bad statement in a rule file."""


class ModelError(CoderError):
    """A parser model that is missing, damaged, or needs a network that is not there."""


class CheckError(CoderError):
    """Several located errors at once; ``errors`` holds them in order of place."""

    def __init__(self, errors: Iterable[CoderError]) -> None:
        self.errors = sorted(errors, key=lambda e: (e.path or "", e.line or 0, e.column or 0))
        count = len(self.errors)
        super().__init__(f"{count} error{'s' if count != 1 else ''}")

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)


def uncodable(error: Exception) -> str:
    """What is told of a document that the coding of itself failed on, which is a fault of the rules or of ours."""
    text = " ".join(str(error).split())[:300]
    return f"it could not be coded ({type(error).__name__}{': ' + text if text else ''})"
