"""One shard: documents → events, on disk. What a worker of a run does, in whatever process it lives.

A shard leaves three files, the last of which says that the other two are complete:

    parts/000/000042.events.jsonl   000042.errors.jsonl   000042.json
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..engine import Coder
from ..errors import CoderError, InputError
from ..sentence import Document
from .parsing import Parses
from .segments import write_whole
from .shards import Record, Shard, record


@dataclass(slots=True)
class Job:
    """What all shards of a run share; small enough to be sent to another process.

    ``options`` are those of ``Coder``; ``store`` is the folder of the parse store, None for none; ``parse`` as for
    ``Parses``; without ``code`` the store is filled, and nothing else done.
    """

    model: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    store: str | None = None
    parse: bool = True
    code: bool = True


@dataclass(slots=True)
class Done:
    """What the marker of a shard says."""

    digest: str
    documents: int
    sentences: int
    events: int
    problems: int
    parsed: int
    hashes: dict[str, str]
    named: list[Record] = field(default_factory=list)  # problems, where no file keeps them


class ShardCoder:
    """Loads the coder once, then codes shard after shard. ``coder`` is one that is loaded already."""

    def __init__(self, job: Job, coder: Coder | None = None) -> None:
        # One thread each: the number of threads can move the last digit of a sum, and workers share the cores anyway.
        self._coder = coder if coder is not None else Coder(job.model, threads=1, **job.options)
        self._parses = Parses(lambda: self._coder.parser, job.model, self._coder.names_in, parse=job.parse)
        self._job = job

    def identity(self) -> dict[str, str | None]:
        """Version, dictionaries and parser: what a result depends on besides the documents."""
        return self._coder.version_for(self._parses.model_id).model_dump()

    def open(self, known: list[str] | None) -> None:
        """Use the store of the job, as far as its segments have these names."""
        if self._job.store is not None:
            self._parses.open(self._job.store, known)

    def segments(self) -> list[str]:
        """Names of the segments in the job's store."""
        if self._job.store is None or not os.path.isdir(self._job.store):
            return []
        self.open(None)
        assert self._parses.store is not None
        return self._parses.store.names()

    def do(
        self, shard: Shard, digest: str, parts: Path, skip: Mapping[int, str], at: Callable[[int], None] | None
    ) -> Done:
        """Code a shard and leave its files below ``parts``.

        ``skip`` holds the reasons why documents (by place in the shard) must not be touched. With ``at`` documents are
        taken one by one, each announced before: so one finds which of them ends the process.

        Raises CoderError where the results cannot be written, or the parser is missing.
        """
        problems = list(shard.problems)
        problems += [record(shard.documents[i].id, InputError(reason)) for i, reason in sorted(skip.items())]
        documents = [(i, d) for i, d in enumerate(shard.documents) if i not in skip]
        before = self._parses.parsed
        self._parse([d for _, d in documents], problems, None if at is None else lambda n: at(documents[n][0]))
        if not self._job.code:
            sentences = sum(len(d.sentences) for _, d in documents)
            parsed = self._parses.parsed - before
            return Done(digest, len(documents), sentences, 0, len(problems), parsed, {}, problems)
        lines: list[str] = []
        sentences = 0
        for i, document in documents:
            if at is not None:
                at(i)
            if not document.sentences:
                continue
            try:
                events = self._coder.code_document(document)
            except Exception as error:  # one story must not end a run of days
                problems.append(record(document.id, error))
                continue
            sentences += len(document.sentences)
            lines += [event.model_dump_json() + "\n" for event in events]
        files = {
            "events": "".join(lines).encode(),
            "errors": "".join(json.dumps(p, ensure_ascii=False) + "\n" for p in problems).encode(),
        }
        done = Done(
            digest, len(shard.documents), sentences, len(lines), len(problems), self._parses.parsed - before,
            {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        )  # fmt: skip
        for name, data in files.items():
            write_whole(part_path(parts, shard.number, f"{name}.jsonl"), data)
        write_whole(part_path(parts, shard.number, "json"), json.dumps(asdict(done)).encode())
        return done

    def _parse(self, documents: list[Document], problems: list[Record], at: Callable[[int], None] | None) -> None:
        """Fill in the sentences; documents that the parser stumbles over are found by parsing one at a time."""

        def tell(document: Document, error: InputError) -> None:
            problems.append(record(document.id, error))

        if at is None:
            try:
                self._parses.fill(documents, tell)
                return
            except CoderError:
                raise
            except Exception:  # anything that torch may raise, out of memory above all
                pass
        for number, document in enumerate(documents):
            if at is not None:
                at(number)
            try:
                self._parses.fill([document], tell)
            except CoderError:
                raise
            except Exception as error:
                problems.append(record(document.id, error))


def part_path(parts: Path, number: int, ending: str) -> Path:
    """Where a file of a shard lies: a thousand shards a folder."""
    return parts / f"{number // 1000:03}" / f"{number:06}.{ending}"


def read_done(parts: Path, number: int, digest: str) -> Done | None:
    """The marker of a shard, if its result is complete, undamaged and made from the same input."""
    try:
        done = Done(**json.loads(part_path(parts, number, "json").read_bytes()))
        if done.digest != digest:
            return None
        for name, expected in done.hashes.items():
            data = part_path(parts, number, f"{name}.jsonl").read_bytes()
            if hashlib.sha256(data).hexdigest() != expected:
                return None
        return done
    except (OSError, ValueError, TypeError):
        return None
