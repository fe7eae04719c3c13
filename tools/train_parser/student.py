"""What the training of tagger and parser shares: reading, rates, and a loop over a fixed number of steps.

Steps, not minutes: the same settings and data give the same weights on any machine of the same kind.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from stanza.models.common.doc import Document
from stanza.utils.conll import CoNLL


def document(path: Path) -> Document:
    """A Stanza document of a CoNLL-U file."""
    return Document(CoNLL.conll2dict(input_file=str(path))[0])


def rate_at(step: int, steps: int, top: float, warmup: int) -> float:
    """Linear warm-up, then half a cosine down to two per cent."""
    share = min(1.0, step / max(1, steps))
    return top * min(1.0, (step + 1) / warmup) * (0.98 * 0.5 * (1 + math.cos(math.pi * share)) + 0.02)


class Loop:
    """Runs updates, sets rates, prints the loss every hundred steps."""

    def __init__(self, name: str, steps: int, top: float, warmup: int, optimizers: Iterable):
        self.name, self.steps, self.top, self.warmup = name, steps, top, warmup
        self._optimizers = list(optimizers)
        self.step, self._sum, self._start = 0, 0.0, time.time()

    @property
    def done(self) -> bool:
        return self.step >= self.steps

    def run(self, update: Callable[[], float]) -> None:
        """One step: the rate, then ``update``, which returns its loss."""
        rate = rate_at(self.step, self.steps, self.top, self.warmup)
        for optimizer in self._optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
        self._sum += update()
        self.step += 1
        if self.step % 100 == 0:
            seconds = time.time() - self._start
            print(f"{self.name}: step {self.step}/{self.steps} {seconds:.0f}s loss {self._sum / 100:.4f}", flush=True)
            self._sum = 0.0


class Average:
    """The moving mean of a model's weights over the last ``1 / (1 - decay)`` steps or so: it parses a little better
    than the weights of any one step. ``decay`` 0 keeps the weights as they are."""

    def __init__(self, model: torch.nn.Module, decay: float):
        self._model, self._decay = model, decay
        self._mean = {name: value.detach().clone() for name, value in self._trained()}

    def _trained(self) -> Iterator[tuple[str, torch.nn.Parameter]]:
        return ((name, value) for name, value in self._model.named_parameters() if value.requires_grad)

    @torch.no_grad()
    def add(self) -> None:
        """The weights of this step go into the mean."""
        for name, value in self._trained():
            self._mean[name].lerp_(value, 1 - self._decay)

    @contextmanager
    @torch.no_grad()
    def applied(self) -> Iterator[None]:
        """The model has the mean for its weights inside, its own again afterwards."""
        own = {name: value.detach().clone() for name, value in self._trained()}
        self._copy(self._mean)
        try:
            yield
        finally:
            self._copy(own)

    def _copy(self, weights: dict[str, torch.Tensor]) -> None:
        with torch.no_grad():
            for name, value in self._trained():
                value.copy_(weights[name])
