"""A worker process of a run: takes shards from its standard input, leaves results on disk, answers on its output.

    python -m coder.corpus.worker

Messages are pickles: first a ``Job``, answered by the coder's identity and the store's segments; then ``("open",
names)``; then ``("do", shard, digest, parts, skip, careful)``, each answered by ``("done", Done)``, before which
careful work sends ``("at", number)``. Anything that goes wrong is answered by ``("error", exception)``.

A worker is a process of its own, not a fork: torch and forks do not go together. It ends the moment its input closes,
in the midst of work: whoever killed the run must not wait for it, and an unfinished shard is no loss.
"""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

from ..collection import keep_loaded
from ..errors import CheckError
from .work import ShardCoder


def main() -> None:
    """Answer until the input ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print is no answer
    requests: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    try:
        _serve(requests, answers)
    except BrokenPipeError:
        os._exit(1)
    except BaseException as error:
        _send(answers, ("error", _portable(error)))
        os._exit(1)


def _listen(stream: BinaryIO, requests: queue.SimpleQueue[Any]) -> None:
    while True:
        try:
            requests.put(pickle.load(stream))
        except (EOFError, pickle.UnpicklingError, OSError):
            os._exit(0)
        except Exception as error:  # a message that cannot be made again: without this the run would wait for ever
            requests.put(error)
            return


def _serve(requests: queue.SimpleQueue[Any], answers: BinaryIO) -> None:
    coder = ShardCoder(_next(requests))
    keep_loaded()
    _send(answers, ("ready", coder.identity(), coder.segments()))
    while True:
        kind, *rest = _next(requests)
        if kind == "open":
            coder.open(*rest)
            continue
        shard, digest, parts, skip, careful = rest
        at = (lambda number: _send(answers, ("at", number))) if careful else None
        _send(answers, ("done", coder.do(shard, digest, Path(parts), skip, at)))


def _next(requests: queue.SimpleQueue[Any]) -> Any:
    message = requests.get()
    if isinstance(message, BaseException):
        raise message
    return message


def _send(answers: BinaryIO, message: Any) -> None:
    pickle.dump(message, answers)
    answers.flush()


def _portable(error: BaseException) -> Any:
    """What can be pickled and raised again elsewhere: an error, or the list of those that came together."""
    if isinstance(error, CheckError):
        return error.errors
    try:
        pickle.loads(pickle.dumps(error))
        return error
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
