"""Coding on Ray, from two cores to a cluster. Needs the extra ``plover-coder[ray]`` on every machine.

``Cluster`` does the shards of a run (``coder code CORPUS -o DIR --engine ray``) with the same files as the local
workers: manifest, parts and results lie where the run was started, and either engine goes on where the other stopped.
``code_dataset`` codes a Ray Dataset of stories to one of events, for whoever works with Ray Data anyway.

The corpus is read, and results are written, on the machine of the run alone. The parse store is used where a machine
sees its folder; a folder that all machines share saves parsing everywhere.

Every actor holds one parser and claims a share of a processor, of a graphics card if asked. Shares stay below what
there is: actors that claim every processor leave none for the step that feeds them, and all wait for ever.
"""

from __future__ import annotations

import logging
import os
import pickle
import queue
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import CoderError, InputError
from .pool import ROOT, Pool, Task, Worker
from .segments import write_whole
from .shards import Shard
from .work import Done, Job, part_path

if TYPE_CHECKING:
    import pyarrow as pa
    from ray.data import Dataset

    from ..engine import Coder

#: Share of the processors that actors claim altogether, and what the step that feeds them claims.
_SHARE, _FEED = 0.9, 0.05
#: Bytes of the object store of a cluster that is started here: shards and results are small.
_STORE = 256 << 20
_FILES = ("events.jsonl", "errors.jsonl", "json")  # of a shard; the last makes it count


@dataclass(frozen=True, slots=True)
class Cluster:
    """How a run uses Ray: ``actors`` (None: one a processor of the cluster) and the share of a graphics card that each
    claims (0: they parse on processors). A cluster is joined as ``ray.init`` finds it (RAY_ADDRESS, or one that was
    started on this machine), else one is started here and ended with the run."""

    actors: int | None = None
    gpus: float = 0.0

    def start(self, job: Job, identity: dict[str, str | None], known: list[str], parts: Path) -> Actors:
        """Actors for the shards of a run; arguments as for ``Pool``. Raises CoderError where Ray cannot be had."""
        return Actors(self, _everywhere(job, self.gpus), identity, known, parts)


class Actors:
    """In place of ``Pool``: actors of a Ray cluster as the workers of a run."""

    def __init__(
        self, cluster: Cluster, job: Job, identity: dict[str, str | None], known: list[str], parts: Path
    ) -> None:
        self._job, self._identity, self._known, self._parts = job, identity, known, parts
        self._started = _connect()
        self._size, self._cpus = _shares(cluster.actors)
        self._gpus = cluster.gpus
        self._feed: Any = None
        self._roll: Any = None  # every actor that came up writes itself in

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Shard, Done]]:
        """Do all tasks; results as they come, so in any order. Raises CoderError where the cluster fails."""
        from ray.util.queue import Queue

        self._feed, self._roll = (Queue(actor_options={"num_cpus": 0}) for _ in range(2))
        came: queue.SimpleQueue[Any] = queue.SimpleQueue()
        threading.Thread(target=self._collect, args=(came,), daemon=True).start()
        under_way: dict[int, Shard] = {}

        def next_done() -> tuple[Shard, Done]:
            answer = came.get()
            if isinstance(answer, Exception):
                raise answer
            number, done, files = answer
            for name in _FILES:
                if name in files:
                    write_whole(part_path(self._parts, number, name), files[name])
            return under_way.pop(number), done

        for task in tasks:
            while len(under_way) > 2 * self._size:
                yield next_done()
            under_way[task.shard.number] = task.shard
            self._feed.put(pickle.dumps(task))
            while not came.empty():
                yield next_done()
        self._feed.put(b"")
        while under_way:
            yield next_done()

    def end(self) -> None:
        """Stop all that was started.

        Ray lets go of a pool's actors when the last reference to them is gone; after an interrupt that may be never,
        and their claims would starve the next run on the same cluster. So they are ended by name.
        """
        import ray

        if self._feed is not None:
            self._feed.shutdown(force=True)
            for actor in self._roll.get_nowait_batch(self._roll.qsize()):
                ray.kill(actor)
            self._roll.shutdown(force=True)
        if self._started:
            ray.shutdown()

    def _collect(self, came: queue.SimpleQueue[Any]) -> None:
        """In a thread of its own: results, or what went wrong, from the cluster."""
        try:
            for batch in self._dataset().iter_batches(batch_size=None, prefetch_batches=0, batch_format="pyarrow"):
                for answer in batch["answer"].to_pylist():
                    came.put(pickle.loads(answer))
        except Exception as error:
            lines = [line for line in str(error).splitlines() if line.strip()]
            came.put(CoderError(f"the Ray cluster failed ({type(error).__name__}): {lines[-1][:300] if lines else ''}"))

    def _dataset(self) -> Dataset:
        import ray.data

        arguments = (self._job, self._identity, self._known, self._roll)
        with ray.data.DataContext.current(_context()):
            shards = ray.data.from_items([0]).map_batches(
                _shards, fn_args=(self._feed,), batch_format="pyarrow", num_cpus=_FEED
            )
            return shards.map_batches(
                _ShardActor, fn_constructor_args=arguments, batch_size=None, batch_format="pyarrow",
                compute=ray.data.ActorPoolStrategy(size=self._size), num_cpus=self._cpus, num_gpus=self._gpus or None,
            )  # fmt: skip


def code_dataset(
    stories: Dataset, *, model: str | None = None, actors: Iterable[str | Path] = (), agents: Iterable[str | Path] = (),
    rules: Iterable[str | Path] = (), discards: Iterable[str | Path] = (), unresolved: str = "drop",
    id: str = "id", text: str = "text", date: str = "date", size: int | None = None, gpus: float = 0.0,
    batch: int = 256,
) -> Dataset:  # fmt: skip
    """A Dataset of stories → a Dataset of events, with the columns of our tables (``corpus.columns``).

    ``id``, ``text`` and ``date`` name the columns of the stories; a date may be missing. Stories that cannot be used
    are left out, with a line in the logs. ``size`` actors (None: one a processor), each with its coder and ``gpus`` of
    a graphics card, take ``batch`` stories at a time. The other arguments are those of ``Coder``.
    """
    import ray.data

    count, cpus = _shares(size)
    options = {"actors": [*map(str, actors)], "agents": [*map(str, agents)], "rules": [*map(str, rules)],
               "discards": [*map(str, discards)], "unresolved": unresolved}  # fmt: skip
    if gpus:
        options["device"] = "cuda"
    return stories.map_batches(
        _StoryActor, fn_constructor_args=(model, options, (id, text, date)), batch_size=batch, batch_format="pyarrow",
        compute=ray.data.ActorPoolStrategy(size=count), num_cpus=cpus, num_gpus=gpus or None,
    )  # fmt: skip


# ---------------------------------------------------------------- on the cluster


def _shards(_: pa.Table, feed: Any) -> Iterator[pa.Table]:
    """Hands on what the run gives, a shard a block, until it gives nothing."""
    while task := feed.get():
        yield _cell("task", task)


class _ShardActor:
    """Does shards in a process of its own (``Worker``), so that a story which kills it does not kill the actor."""

    def __init__(self, job: Job, identity: dict[str, str | None], known: list[str], roll: Any) -> None:
        import ray

        roll.put(ray.get_runtime_context().current_actor)
        # Parts go to the run as bytes; whether the machines share a disk does not matter.
        self._folder = tempfile.TemporaryDirectory(prefix="coder-")
        self._parts = Path(self._folder.name)
        worker = Worker(job)
        try:
            found, _ = worker.ready()
            if found != identity:
                raise CoderError(f"{os.uname().nodename} has other dictionaries or another version than the run")
        except EOFError:
            self._pool: Pool | CoderError = CoderError(f"no worker can be started: {worker.fate()}")
        except CoderError as error:
            worker.end()
            self._pool = error
        else:
            self._pool = Pool(job, 1, worker, identity, known, self._parts)

    def __call__(self, batch: pa.Table) -> Iterator[pa.Table]:
        for data in batch["task"].to_pylist():
            yield _cell("answer", pickle.dumps(self._answer(pickle.loads(data))))

    def _answer(self, task: Task) -> tuple[int, Done, dict[str, bytes]] | CoderError:
        """Number, marker and files of a shard; or why the run must end."""
        if isinstance(self._pool, CoderError):
            return self._pool
        try:
            [(shard, done)] = self._pool.run([task])
        except CoderError as error:
            return error
        files = {}
        for name in _FILES:
            path = part_path(self._parts, shard.number, name)
            if path.exists():  # a store that is only filled leaves none
                files[name] = path.read_bytes()
                path.unlink()
        return shard.number, done, files


class _StoryActor:
    """Codes stories with a coder that stays loaded."""

    def __init__(self, model: str | None, options: Mapping[str, Any], columns: tuple[str, str, str]) -> None:
        from ..engine import Coder

        self._coder: Coder = Coder(model, threads=1, **options)
        self._columns = columns

    def __call__(self, batch: pa.Table) -> pa.Table:
        import pyarrow as pa

        from .arrow import schema
        from .columns import row

        there = batch.column_names
        if missing := [name for name in self._columns[:2] if name not in there]:
            raise InputError(f"no column {' and '.join(missing)}; the dataset has {', '.join(there)}")
        cells = [batch[name].to_pylist() if name in there else [None] * len(batch) for name in self._columns]
        stories = [{"id": i, "text": t, "date": d} for i, t, d in zip(*cells, strict=True)]
        rows = [row(e) for _, events in self._coder.code_many(stories, _log, len(stories) or 1) for e in events]
        return pa.Table.from_pylist(rows, schema=schema())


def _log(document: str, error: CoderError) -> None:
    logging.getLogger(__name__).warning('document "%s": %s', document, error)


def _cell(name: str, value: bytes) -> pa.Table:
    import pyarrow as pa

    return pa.table({name: pa.array([value], pa.large_binary())})


# ---------------------------------------------------------------- the cluster


def _connect() -> bool:
    """Join a cluster, or start one here (then True). Raises CoderError where there is no Ray, or it does not start."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing of ours calls home
    try:
        import ray
        import ray.data
    except ImportError as error:
        problem = f"this needs Ray, and {error.name} is not installed: pip install 'plover-coder[ray]'"
        raise CoderError(problem) from None
    if ray.is_initialized():
        return False
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    quiet: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
    before = os.environ.get("PYTHONPATH")
    # This very package for actors on this machine, whatever folder the run was started in.
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), before]))
    try:
        if os.environ.get("RAY_ADDRESS"):
            ray.init(**quiet)
        else:
            ray.init(address="local", num_cpus=_cores(), include_dashboard=False, object_store_memory=_STORE, **quiet)
    except Exception as error:  # Ray raises nearly anything
        raise CoderError(f"no Ray cluster can be had ({type(error).__name__}): {str(error)[:300]}") from error
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
    return True


def _everywhere(job: Job, gpus: float) -> Job:
    """The job for actors, which work in other folders."""
    options = {name: [os.path.abspath(path) for path in value] if isinstance(value, list) else value
               for name, value in job.options.items()}  # fmt: skip
    if gpus:
        options["device"] = "cuda"
    model = job.model if job.model is None or job.model.startswith("stanza:") else os.path.abspath(job.model)
    return replace(job, model=model, options=options, store=None if job.store is None else os.path.abspath(job.store))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _shares(wanted: int | None) -> tuple[int, float]:
    """Number of actors, and the share of a processor that each claims."""
    import ray

    there = ray.cluster_resources().get("CPU", 1.0) if ray.is_initialized() else float(_cores())
    count = wanted or max(1, int(there))
    return count, max(0.01, min(1.0, int(100 * _SHARE * there / count) / 100))


def _context() -> Any:
    """Ray Data's settings for shards: each a block of its own, that goes on at once; no bars, we have our own."""
    from ray.data import DataContext

    context = DataContext.get_current().copy()
    context.target_max_block_size = 1
    context.enable_progress_bars = False
    return context
