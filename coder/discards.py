"""Phrases that say that a text is not about politics ("penalty shootout"): they silence their sentence or its story.

A discard file is a CSV with the columns ``phrase,scope,note``; ``scope`` is ``sentence`` (also where it is blank) or
``story``. Phrases are compared without regard to case; a ``*`` at the end lets the last word go on ("footballer*").
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from .actor_files import located, table
from .errors import CoderError
from .names import parts
from .sentence import Sentence

DISCARD_COLUMNS = ("phrase", "scope", "note")
SCOPES = ("sentence", "story")

_Phrase = tuple[tuple[str, ...], bool, str]  # parts, whether the last one may go on, scope


class Discards:
    """The phrases of one run; false where there are none."""

    def __init__(self, phrases: Iterable[_Phrase], fingerprint: str = "") -> None:
        self.fingerprint = fingerprint
        self._by_first: dict[str, list[_Phrase]] = {}
        self._open: list[_Phrase] = []  # one word that may go on: no look-up by the whole word finds it
        for phrase in phrases:
            if phrase[1] and len(phrase[0]) == 1:
                self._open.append(phrase)
            else:
                self._by_first.setdefault(phrase[0][0], []).append(phrase)
        self._any_story = any(phrase[2] == "story" for phrase in (*self._open, *chain(*self._by_first.values())))
        self._begins = _Begins(self._by_first, self._open)

    @classmethod
    def load(cls, paths: Sequence[Path], errors: list[CoderError]) -> Discards:
        """Reads discard files; what is wrong with a row is appended to ``errors``, and the rest is kept."""
        found: list[_Phrase] = []
        digest = hashlib.sha256()
        for path in paths:
            with contextlib.suppress(OSError):  # ``table`` complains of it
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
            for cells, line, raw in table(path, DISCARD_COLUMNS, errors, needed=1):
                phrase, scope = cells["phrase"], cells.get("scope", "").lower() or SCOPES[0]
                words = parts(phrase.removesuffix("*"))
                if scope not in SCOPES:
                    errors.append(located(path, line, raw, f"unknown scope {scope!r}; sentence or story", scope))
                elif not words:
                    errors.append(located(path, line, raw, "the phrase holds no words", phrase))
                else:
                    found.append((words, phrase.endswith("*"), scope))
        return cls(found, digest.hexdigest() if paths else "")

    def __bool__(self) -> bool:
        return bool(self._by_first or self._open)

    def __len__(self) -> int:
        return sum(map(len, self._by_first.values())) + len(self._open)

    def silenced(self, sentences: Sequence[Sentence], wanted: Sequence[object]) -> list[bool]:
        """For each sentence of a story whether it is silenced, by itself or by the story. Those that are not ``wanted``
        (false) may be told wrongly."""
        if not self:
            return [False] * len(sentences)
        found = [self._scopes(s) if self._any_story or w else () for s, w in zip(sentences, wanted, strict=True)]
        story = any("story" in scopes for scopes in found)
        return [story or bool(scopes) for scopes in found]

    def _scopes(self, sentence: Sentence) -> set[str]:
        found: set[str] = set()
        begins, forms = self._begins, sentence.forms
        for at in [i for i, form in enumerate(forms) if begins[form]]:
            for first, (wanted, goes_on, scope) in begins[forms[at]]:
                words, last = parts(forms[at])[first:], len(wanted) - 1
                following = at + 1
                while len(words) <= last and following < len(forms):
                    # Most phrases fail at their second word, before anything longer is put together.
                    if words[:last] != wanted[: len(words)]:
                        break
                    words += parts(forms[following])
                    following += 1
                if last >= len(words) or words[:last] != wanted[:last]:
                    continue
                if words[last] == wanted[last] or (goes_on and words[last].startswith(wanted[last])):
                    found.add(scope)
        return found


class _Begins(dict[str, tuple[tuple[int, _Phrase], ...]]):
    """For each surface token the phrases that may begin in it, with the part where; filled as tokens are met."""

    __slots__ = ("by_first", "open", "starts")

    def __init__(self, by_first: Mapping[str, Sequence[_Phrase]], open_: Sequence[_Phrase]) -> None:
        super().__init__()
        self.by_first = by_first
        self.open = open_
        self.starts = tuple(phrase[0][0] for phrase in open_)

    def __missing__(self, form: str) -> tuple[tuple[int, _Phrase], ...]:
        if len(self) > 400_000:
            self.clear()
        found: list[tuple[int, _Phrase]] = []
        for at, part in enumerate(parts(form)):
            found += [(at, phrase) for phrase in self.by_first.get(part, ())]
            if part.startswith(self.starts):
                found += [(at, phrase) for phrase in self.open if part.startswith(phrase[0][0])]
        self[form] = result = tuple(found)
        return result
