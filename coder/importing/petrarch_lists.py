"""PETRARCH discard and issue lists → our discard files, and rule files with issue sets.

A discard list has a phrase a line; ``+`` before it drops the story, nothing the sentence; without a final ``_`` its
last word may go on. An issue list has ``<ISSUE CATEGORY="X">`` and phrases below it: ``n:dam v:flood oil+well [CODE]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ..discards import DISCARD_COLUMNS
from ..rules.syntax import Phrase, WordSet
from ..rules.writer import write
from .lines import Carried, Line, read_lines, split_codes, table_text
from .words import as_phrase

_CATEGORY = re.compile(r"<ISSUE\s+CATEGORY\s*=\s*[\"']?([^\"'<>]*)[\"']?\s*>", re.IGNORECASE)
_MARKED = re.compile(r"[nv]:", re.IGNORECASE)
#: Issue sets of imported lists are told from the shipped ones by this.
PREFIX = "petrarch_"


def import_discards(paths: Iterable[Path]) -> Carried:
    """Discard files → the text of one CSV of discards."""
    carried = Carried()
    rows: dict[tuple[str, str], None] = {}
    for path in paths:
        for line in read_lines(path, carried):
            if line.text.startswith("<") and line.text.endswith(">"):
                continue  # version 2 wraps the list in tags
            scope = "story" if line.text.startswith("+") else "sentence"
            raw = line.text.removeprefix("+").strip()
            phrase = " ".join(raw.replace("_", " ").split()).lower()
            if "[" in raw or "]" in raw:
                carried.drop(line, "a discard has no code")
            elif not any(map(str.isalnum, phrase)):
                carried.drop(line, "the phrase holds no words")
            else:
                rows[phrase + ("" if raw.endswith("_") else "*"), scope] = None
    carried.entries = len(rows)
    carried.text = table_text(DISCARD_COLUMNS, [[*row, ""] for row in sorted(rows)])
    return carried


def import_issues(paths: Iterable[Path]) -> Carried:
    """Issue files → the text of one rule file with a word set for each issue."""
    carried = Carried()
    found: dict[str, dict[Phrase, None]] = {}
    for path in paths:
        category = ""
        for line in read_lines(path, carried):
            opened = _CATEGORY.match(line.text)
            if opened is not None:
                category = _label(opened[1])
                if not category:
                    carried.drop(line, "the category has no name")
                rest = line.text[opened.end() :].strip()
                if rest:
                    _add_issue(Line(line.path, line.number, rest, line.raw), category, found, carried)
            elif re.fullmatch(r"</?\w+[^<>]*>", line.text):
                if re.match(r"</?ISSUE\b", line.text, re.IGNORECASE):
                    category = ""
                    if line.text[1] != "/":
                        carried.drop(line, 'the category has no name (<ISSUE CATEGORY="NAME">)')
            else:
                _add_issue(line, category, found, carried)
    sets = [WordSet(f"{PREFIX}{issue}", (issue,), tuple(entries)) for issue, entries in found.items() if entries]
    carried.entries = sum(len(word_set.entries) for word_set in sets)
    carried.text = write(sets)
    return carried


def _add_issue(line: Line, category: str, found: dict[str, dict[Phrase, None]], carried: Carried) -> None:
    split = split_codes(line)
    if split is None or len(split[1]) > 1:
        carried.drop(line, "its brackets do not match" if split is None else "a phrase has one code")
        return
    text, codes = split
    if text.startswith("~"):
        where = "story" if text.startswith("~~") else "sentence"
        carried.drop(line, f"a phrase that cancels the issue of its {where} has no counterpart")
        return
    label = _label(codes[0]) if codes else category
    if not label:
        carried.drop(line, "it stands in no category and has no code")
        return
    words = text.split()
    # Several words with a mark each are several entries; words without marks are one phrase.
    several = sum(bool(_MARKED.match(word)) for word in words) > 1
    for entry in words if several else [text]:
        plain = [_MARKED.sub("", word, count=1) for word in re.split(r"[+_\s]+", entry) if word]
        phrase = as_phrase([word.lower() for word in plain if word])
        if phrase is None:
            carried.drop(line, f'"{entry}" cannot be written as a phrase of words', entry)
        else:
            found.setdefault(label, {})[phrase] = None


def _label(code: str) -> str:
    """An issue's name in our form: ``_label("ID_OIL-SPILL") == "oil-spill"``."""
    label = re.sub(r"[^a-z0-9_-]+", "_", code.strip().lower()).strip("_-")
    label = label.removeprefix("id_")
    return label if label[:1].isalpha() else ""
