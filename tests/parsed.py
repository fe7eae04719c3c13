"""Parses of the sentences in rule files and gold files, kept beside the tests so that those need no model.

    python -m tests.parsed          # parse what is new, drop what is no longer used

The shipped model makes them; a text is its own key. ``parses/*.conllu`` are CoNLL-U files like those of ``coder
parse``.
"""

from __future__ import annotations

import functools
import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from coder import resources
from coder.conllu import read_conllu, write_conllu
from coder.rules.reader import read
from coder.rules.syntax import Rule, Transform
from coder.sentence import Document

HERE = Path(__file__).parent
PARSES = HERE / "parses"


def key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@functools.cache
def _all() -> dict[str, Document]:
    found = {}
    for path in sorted(PARSES.glob("*.conllu")):
        with path.open(encoding="utf-8") as file:
            found.update({document.id: document for document in read_conllu(file, path=str(path))})
    return found


def parsed(text: str, date: str | None = None) -> Document:
    """The parsed text as a fresh document; LookupError with what to do where it has not been parsed yet."""
    document = _all().get(key(text))
    if document is None:
        raise LookupError(f"no parse of {text!r} is kept: run  python -m tests.parsed")
    return Document(key(text), document.text, date, document.sentences)


def rule_examples() -> Iterable[tuple[str, str]]:
    """(name of the rule file without ending, example text) of every example."""
    for path in sorted((resources.dictionaries() / "rules").glob("*.rules")):
        statements, _ = read(path.read_text(encoding="utf-8"), str(path))
        for statement in statements:
            if isinstance(statement, Rule | Transform):
                for example in statement.examples:
                    yield path.stem, example.text


def gold_texts() -> Iterable[tuple[str, str]]:
    from .gold import cases

    for case in cases():
        yield f"gold_{case.file}", case.text


def refresh() -> None:
    from coder.engine import Coder

    wanted: dict[str, dict[str, str]] = {}
    for name, text in [*rule_examples(), *gold_texts()]:
        wanted.setdefault(name, {})[key(text)] = text
    known = _all()
    missing = {k: t for group in wanted.values() for k, t in group.items() if k not in known}
    if missing:
        print(f"parsing {len(missing)} texts", file=sys.stderr)
        documents = [Document(k, t) for k, t in missing.items()]
        for document in Coder().parser.parse_documents(documents):
            known[document.id] = document
    PARSES.mkdir(exist_ok=True)
    for path in PARSES.glob("*.conllu"):
        if path.stem not in wanted:
            path.unlink()
    for name, group in sorted(wanted.items()):
        with (PARSES / f"{name}.conllu").open("w", encoding="utf-8", newline="\n") as file:
            for k in sorted(group):
                write_conllu(known[k], file)


if __name__ == "__main__":
    refresh()
