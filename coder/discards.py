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
from typing import Any

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
            here, by_next = begins[forms[at]]
            following = at + 1
            if by_next:
                after: tuple[str, ...] = ()
                while not after and following < len(forms):  # a bare hyphen has no parts
                    after = parts(forms[following])
                    following += 1
                if after and after[0] in by_next:
                    here += by_next[after[0]]
            for first, phrase in here:
                if self._is_at(phrase, parts(forms[at])[first:], forms, at + 1):
                    found.add(phrase[2])
        return found

    @staticmethod
    def _is_at(phrase: _Phrase, words: tuple[str, ...], forms: Sequence[str], following: int) -> bool:
        """Whether the phrase begins with ``words``, and goes on in the tokens from ``following`` on."""
        wanted, goes_on, _ = phrase
        last = len(wanted) - 1
        while len(words) <= last and following < len(forms):
            if words != wanted[: len(words)]:
                return False
            words += parts(forms[following])
            following += 1
        if last >= len(words) or words[:last] != wanted[:last]:
            return False
        return words[last] == wanted[last] or (goes_on and words[last].startswith(wanted[last]))


_Places = tuple[tuple[int, _Phrase], ...]


class _Begins(dict[str, Any]):
    """For each surface token the phrases that may begin in it, with the part where: those to be looked at in any case,
    and those that want a certain next part after the token. Empty for most; filled as tokens are met."""

    __slots__ = ("by_first", "open", "starts")

    def __init__(self, by_first: Mapping[str, Sequence[_Phrase]], open_: Sequence[_Phrase]) -> None:
        super().__init__()
        self.by_first = by_first
        self.open = open_
        self.starts = tuple(phrase[0][0] for phrase in open_)

    def __missing__(self, form: str) -> tuple[()] | tuple[_Places, dict[str, _Places]]:
        if len(self) > 400_000:
            self.clear()
        always: _Places = ()
        by_next: dict[str, _Places] = {}
        cut = parts(form)
        for at, part in enumerate(cut):
            for phrase in self.by_first.get(part, ()):
                rest = phrase[0][len(cut) - at :]
                if not rest or (len(rest) == 1 and phrase[1]):
                    always += ((at, phrase),)
                else:
                    by_next[rest[0]] = (*by_next.get(rest[0], ()), (at, phrase))
            if part.startswith(self.starts):
                always += tuple((at, phrase) for phrase in self.open if part.startswith(phrase[0][0]))
        self[form] = result = (always, by_next) if always or by_next else ()
        return result
