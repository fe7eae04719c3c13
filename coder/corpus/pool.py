"""Worker processes of a run, and what is done when one of them dies.

A shard whose worker dies (killed for memory, a crash inside a library) is given to a new one; dies that too, the shard
is done carefully, a document at a time, so that the document that kills is found, named and passed by.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import CheckError, CoderError
from .shards import Shard
from .work import Done, Job, ShardCoder

#: Deaths of a worker on one shard before it is done carefully, and after which the run gives up on it altogether.
_CAREFUL, _HOPELESS = 2, 12


_COMMAND = (sys.executable, "-P", "-m", "coder.corpus.worker")
#: The folder that holds the package.
ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(slots=True)
class Task:
    """A shard with its digest, and what earlier attempts at it have taught."""

    shard: Shard
    digest: str
    deaths: int = 0
    at: int | None = None
    skip: dict[int, str] = field(default_factory=dict)


class Worker:
    """A process that codes shards. Raises what it raised when it could not start (CheckError, ModelError …)."""

    def __init__(self, job: Job) -> None:
        # This very package, whatever folder the run was started in; and Ctrl-C is for the run alone to hear.
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        self.process = subprocess.Popen(
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
            env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip
        assert self.process.stdin is not None and self.process.stdout is not None
        self._requests, self.answers = self.process.stdin, self.process.stdout
        self.task: Task | None = None
        self._send(job)

    def ready(self) -> tuple[dict[str, str | None], list[str]]:
        """Wait until it is loaded: the coder's identity, and the names of the store's segments."""
        _, identity, segments = self.receive()
        return identity, segments

    def open(self, known: list[str]) -> None:
        """Let it use the parse store."""
        self._send(("open", known))

    def give(self, task: Task, parts: Path) -> None:
        """Have it do a shard."""
        self.task = task
        self._send(("do", task.shard, task.digest, str(parts), task.skip, task.deaths >= _CAREFUL))

    def receive(self) -> Any:
        """The next answer. Raises EOFError where the worker is dead, and what the worker itself raised."""
        try:
            message = pickle.load(self.answers)
        except (pickle.UnpicklingError, OSError) as error:
            raise EOFError from error
        if message[0] == "error":
            error = message[1]
            raise CheckError(error) if isinstance(error, list) else error
        return message

    def fate(self) -> str:
        """How a dead worker ended, in words."""
        status = self.process.wait()
        if status >= 0:
            return f"it ended the process (status {status})"
        name = signal.Signals(-status).name if -status in set(signal.Signals) else str(-status)
        return f"the process was killed by it ({name}{', out of memory?' if name == 'SIGKILL' else ''})"

    def end(self) -> None:
        """Stop it now, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        for stream in (self._requests, self.answers):
            with contextlib.suppress(OSError):
                stream.close()

    def _send(self, message: Any) -> None:
        with contextlib.suppress(OSError):  # it is dead: the next ``receive`` tells
            pickle.dump(message, self._requests)
            self._requests.flush()


class Pool:
    """Up to ``size`` workers; more than one is started only when there is more than one shard to do.

    ``first`` is a worker that was started (and asked for its ``identity``) before.
    """

    def __init__(
        self, job: Job, size: int, first: Worker, identity: dict[str, str | None], known: list[str], parts: Path
    ) -> None:
        self._job, self._size, self._identity, self._known, self._parts = job, size, identity, known, parts
        self._selector = selectors.DefaultSelector()
        self._workers: list[Worker] = []
        self._enter(first)

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Shard, Done]]:
        """Do all tasks; results as they come, so in any order."""
        for task in tasks:
            while (worker := self._idle()) is None:
                yield from self._wait()
            worker.give(task, self._parts)
        while any(worker.task for worker in self._workers):
            yield from self._wait()

    def end(self) -> None:
        """Stop all workers."""
        for worker in self._workers:
            worker.end()
        self._selector.close()

    def _enter(self, worker: Worker) -> None:
        worker.open(self._known)
        self._workers.append(worker)
        self._selector.register(worker.answers, selectors.EVENT_READ, worker)

    def _idle(self) -> Worker | None:
        for worker in self._workers:
            if worker.task is None:
                return worker
        if len(self._workers) < self._size:
            return self._start()
        return None

    def _start(self) -> Worker:
        worker = Worker(self._job)
        self._enter(worker)
        return worker

    def _wait(self) -> Iterator[tuple[Shard, Done]]:
        for key, _ in self._selector.select():
            worker: Worker = key.data
            try:
                kind, *rest = worker.receive()
            except EOFError:
                self._bury(worker)
                continue
            task = worker.task
            if kind == "at" and task is not None:
                task.at = rest[0]
            elif kind == "ready" and rest[0] != self._identity:
                raise CoderError("the dictionaries were changed while the run was under way; start it again")
            elif kind == "done" and task is not None:
                worker.task = None
                yield task.shard, rest[0]

    def _bury(self, worker: Worker) -> None:
        """A worker is dead: start another on its shard."""
        self._selector.unregister(worker.answers)
        self._workers.remove(worker)
        task, fate = worker.task, worker.fate()
        worker.end()
        if task is None:
            raise CoderError(f"a worker ended before it had work: {fate}")
        task.deaths += 1
        if task.at is not None:
            task.skip[task.at] = f"it could not be coded: {fate}"
            task.at = None
        elif task.deaths >= _HOPELESS:
            raise CoderError(f"workers end without naming a document of shard {task.shard.number}: {fate}")
        self._start().give(task, self._parts)


class Here:
    """In place of workers: this process, with a coder that is loaded already."""

    def __init__(self, coder: ShardCoder, known: list[str], parts: Path) -> None:
        coder.open(known)
        self._coder, self._parts = coder, parts

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Shard, Done]]:
        """Do all tasks in order."""
        for task in tasks:
            yield task.shard, self._coder.do(task.shard, task.digest, self._parts, {}, None)

    def end(self) -> None:
        """Nothing to stop."""
