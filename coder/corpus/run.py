"""A run over a corpus: shards done by workers, a manifest, and one result, the same whatever happened on the way.

    DIR/manifest.json    settings; at the end counts and hashes
    DIR/events.jsonl     all events, in order of the corpus      (at the end)
    DIR/errors.jsonl     what could not be used, and why         (at the end)
    DIR/parts/           shards that are done                    (until the end)
    DIR/parses/          the parse store, unless another is given

Killed at any moment and started again, a run takes the shards that are done and goes on. A shard counts as done if its
files are complete and undamaged and come from the same documents and settings.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ..errors import CoderError, InputError
from ..sentence import Document
from .pool import Here, Pool, Task, Worker
from .segments import write_whole
from .shards import Record, Shard, cut, record, shard_size
from .work import Done, Job, ShardCoder, part_path, read_done

FORMAT = 1
RESULTS = ("events", "errors")


@dataclass(slots=True)
class Summary:
    """What a run came to. ``parsed`` counts documents parsed by this call, ``resumed`` those done by earlier ones."""

    documents: int = 0
    sentences: int = 0
    events: int = 0
    problems: int = 0
    parsed: int = 0
    resumed: int = 0
    complete: bool = False  # all was done before

    def add(self, done: Done, resumed: bool) -> None:
        """Count one shard."""
        self.documents += done.documents
        self.sentences += done.sentences
        self.events += done.events
        self.problems += done.problems
        if resumed:
            self.resumed += done.documents
        else:
            self.parsed += done.parsed


@dataclass(slots=True)
class Corpus:
    """The input of a run. ``documents(errors, read)`` makes the stream: ``errors`` takes what cannot be used, ``read``
    the bytes that were read since its last call. ``size`` is the size of all of it in bytes, 0 if not known."""

    documents: Callable[[Callable[[CoderError], None], Callable[[int], None]], Iterable[Document]]
    size: int = 0


@dataclass(slots=True)
class Plan:
    """How a run is done: the job, the number of workers (0: in this process, with ``coder``), whether to begin anew,
    the characters a shard where the size of the corpus shall not decide, and the cluster that does the work instead of
    workers (``ray.Cluster``)."""

    job: Job = field(default_factory=Job)
    workers: int = 1
    again: bool = False
    coder: Any = None
    characters: int | None = None
    cluster: Cluster | None = None


class Workers(Protocol):
    """Those who do the shards of a run."""

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Shard, Done]]:
        """Do all tasks; results in any order."""

    def end(self) -> None:
        """Stop all of them now."""


class Cluster(Protocol):
    """Where workers come from that are no processes of this machine."""

    def start(self, job: Job, identity: dict[str, str | None], known: list[str], parts: Path) -> Workers:
        """Workers that know the coder they must have (``identity``) and the segments of the store (``known``)."""


Tell = Callable[[Done, int, bool], None]


def default_workers() -> int:
    """A worker for each core that this process may use; no more than memory allows, at a gigabyte each."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    except (ValueError, OSError, AttributeError):
        memory = cores
    return max(1, min(cores, memory))


def fill(corpus: Corpus, plan: Plan, tell: Tell | None = None) -> Summary:
    """Fill the parse store of ``plan.job`` with the parses of a corpus, and do nothing else; what is there stays.

    Raises as ``run`` does. ``plan.coder`` and ``plan.again`` have no meaning here.
    """
    assert plan.job.store is not None and not plan.job.code
    store, summary = Path(plan.job.store), Summary()
    problems: list[Record] = []
    read = _Counter()
    with _front(plan) as (front, identity, segments):
        stream = corpus.documents(lambda error: problems.append(record(None, error)), read.add)
        size = plan.characters or shard_size(corpus.size)
        tasks = (Task(shard, "") for shard in cut(stream, size, problems, lambda: read.value))
        pool = _workers(plan, front, identity, segments, store)
        try:
            for shard, done in pool.run(tasks):
                summary.add(done, resumed=False)
                if tell is not None:
                    tell(done, shard.size, False)
        finally:
            pool.end()
    return summary


def run(corpus: Corpus, out: str | Path, plan: Plan, tell: Tell | None = None) -> Summary:
    """Code a corpus into the folder ``out``. ``tell(done, bytes, resumed)`` hears of every shard that is through.

    Raises InputError where the folder holds another run or is in use, CoderError or OSError where it cannot be written,
    and whatever keeps the coder from loading. After any of these, and after any kind of death, the same call goes on.
    """
    out = Path(out)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"no folder can be made here: {error.strerror}", path=str(out)) from error
    parts = out / "parts"
    if plan.job.store is None:
        plan.job.store = str(out / "parses")
    with _locked(out), _front(plan) as (front, identity, segments):
        settings = {"coder": identity, "unresolved": plan.job.options.get("unresolved", "drop")}
        manifest = None if plan.again else _manifest(out, settings)
        if manifest is None:
            shutil.rmtree(parts, ignore_errors=True)
            for name in RESULTS:
                (out / f"{name}.jsonl").unlink(missing_ok=True)
            manifest = {"format": FORMAT, "state": "running", "settings": settings,
                        "shard_characters": plan.characters or shard_size(corpus.size), "known": segments}  # fmt: skip
            _write(out, manifest)
        _tidy(parts)
        complete = manifest["state"] == "complete"
        summary = Summary(complete=complete)
        digests: list[str] = []
        key = json.dumps(settings, sort_keys=True)
        problems: list[Record] = []
        read = _Counter()
        stream = corpus.documents(lambda error: problems.append(record(None, error)), read.add)

        def tasks() -> Iterator[Task]:
            for shard in cut(stream, manifest["shard_characters"], problems, lambda: read.value):
                digest = shard.digest(key)
                digests.append(digest)
                if complete:
                    continue
                if (done := read_done(parts, shard.number, digest)) is None:
                    yield Task(shard, digest)
                else:
                    summary.add(done, resumed=True)
                    if tell is not None:
                        tell(done, shard.size, True)

        if complete:
            for _ in tasks():
                pass
            if _input(digests) != manifest["input"]:
                raise InputError(
                    "this folder holds a finished run over other documents; take another folder, or --again to replace "
                    "it", path=str(out))  # fmt: skip
            shutil.rmtree(parts, ignore_errors=True)
            for name in ("documents", "sentences", "events", "problems"):
                setattr(summary, name, manifest[name])
            summary.resumed = summary.documents
            return summary
        pool = _workers(plan, front, identity, manifest["known"], parts)
        try:
            for shard, done in pool.run(tasks()):
                summary.add(done, resumed=False)
                if tell is not None:
                    tell(done, shard.size, False)
        finally:
            pool.end()
            _tidy(parts)
        hashes = {f"{name}.jsonl": _join(out, parts, name, len(digests)) for name in RESULTS}
        counts = {name: getattr(summary, name) for name in ("documents", "sentences", "events", "problems")}
        _write(out, {"format": FORMAT, "state": "complete", "settings": settings,
                     "shard_characters": manifest["shard_characters"], "input": _input(digests), **counts,
                     "sha256": hashes})  # fmt: skip
        shutil.rmtree(parts, ignore_errors=True)
        return summary


# ---------------------------------------------------------------- steps


class _Counter:
    def __init__(self) -> None:
        self.value = 0

    def add(self, size: int) -> None:
        self.value += size


@contextmanager
def _front(plan: Plan) -> Iterator[tuple[Worker | ShardCoder, dict[str, str | None], list[str]]]:
    """The first worker, with the identity of the coder and the segments of the store."""
    if plan.workers == 0 or plan.cluster is not None:
        coder = ShardCoder(plan.job, plan.coder)
        yield coder, coder.identity(), coder.segments()
        return
    worker = Worker(plan.job)
    try:
        try:
            identity, segments = worker.ready()
        except EOFError:
            raise CoderError(f"no worker can be started: {worker.fate()}") from None
        yield worker, identity, segments
    finally:
        worker.end()


def _workers(
    plan: Plan, front: Worker | ShardCoder, identity: dict[str, str | None], known: list[str], parts: Path
) -> Workers:
    """Who does the shards, as the plan says."""
    if plan.cluster is not None:
        return plan.cluster.start(plan.job, identity, known, parts)
    if isinstance(front, Worker):
        return Pool(plan.job, max(1, plan.workers), front, identity, known, parts)
    return Here(front, known, parts)


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """No second run works in the folder; the lock goes with the process that holds it."""
    try:
        import fcntl
    except ImportError:  # Windows: nothing to lock with, and an open file is protection enough there
        yield
        return
    handle = os.open(out, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError("another run is working in this folder", path=str(out)) from None
        except OSError:
            pass  # a file system without locks
        yield
    finally:
        os.close(handle)


def _manifest(out: Path, settings: dict[str, Any]) -> dict[str, Any] | None:
    """The manifest that lies in the folder, None where there is none. Raises InputError where it is another run's."""
    path = out / "manifest.json"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        held = [name for name in ("events.jsonl", "errors.jsonl") if (out / name).exists()]
        if held:
            raise InputError(f"this folder holds {held[0]} but no run; take another one", path=str(out)) from None
        return None
    try:
        found = json.loads(text)
        state, other = found["state"], found["settings"]
        if found["format"] != FORMAT or state not in ("running", "complete"):
            raise ValueError
        _ = found["shard_characters"], found["known" if state == "running" else "input"]
    except (ValueError, KeyError, TypeError):
        raise InputError("this is no manifest of a run; --again begins anew", path=str(path)) from None
    if other != settings:
        before, now = ({**s.pop("coder"), **s} for s in (dict(other), dict(settings)))
        changed = ", ".join(f"{k} {before.get(k)} → {now[k]}" for k in now if before.get(k) != now[k])
        raise InputError(
            f"this folder holds a run with other settings ({changed}); take another folder (with --store "
            f"{out / 'parses'} nothing is parsed twice), or --again to replace it", path=str(path))  # fmt: skip
    return found


def _write(out: Path, manifest: dict[str, Any]) -> None:
    write_whole(out / "manifest.json", (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode())


def _tidy(parts: Path) -> None:
    """Take away what killed workers left half written."""
    for path in parts.glob("*/.*.part"):
        path.unlink(missing_ok=True)


def _input(digests: list[str]) -> str:
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _join(out: Path, parts: Path, name: str, count: int) -> str:
    """Put the parts together to one file; its hash."""
    digest = hashlib.sha256()
    path = out / f".{name}.jsonl.part"
    with open(path, "wb") as stream:
        for number in range(count):
            data = part_path(parts, number, f"{name}.jsonl").read_bytes()
            digest.update(data)
            stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(path, out / f"{name}.jsonl")
    return digest.hexdigest()


