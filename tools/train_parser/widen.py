"""A wider parser that begins with what a narrower one has learnt.

Every new unit reads random weights and is read with weights of zero by the old ones, so the wider model gives the very
same trees until training goes on (Chen, Goodfellow and Shlens 2016, "Net2Net", have the idea).
"""

from __future__ import annotations

import torch

#: New weights are drawn with this share of the spread of the old ones of the same matrix.
_SPREAD = 0.7


def widened(weights: dict[str, torch.Tensor], old: tuple[int, int], new: tuple[int, int], seed: int
            ) -> dict[str, torch.Tensor]:
    """The weights of Stanza's graph parser with other sizes: ``old`` and ``new`` are (hidden units of each direction of
    the LSTM, units of the biaffine scorers). Raises ValueError where it would have to shrink."""
    if new[0] < old[0] or new[1] < old[1]:
        raise ValueError(f"a parser of sizes {old} cannot be made one of {new}")
    generator = torch.Generator().manual_seed(seed)
    return {name: _widen(name, value, old, new, generator) for name, value in weights.items()}


def _widen(name: str, value: torch.Tensor, old: tuple[int, int], new: tuple[int, int], generator: torch.Generator
           ) -> torch.Tensor:
    (hidden, scorer), (wide, wide_scorer) = old, new
    # Both directions stand side by side in what a layer gives to the next.
    both = torch.cat([torch.arange(hidden), wide + torch.arange(hidden)])
    columns = (2 * wide, both) if value.shape[-1] == 2 * hidden else (value.shape[-1], torch.arange(value.shape[-1]))
    if name.startswith("parserlstm_"):  # the state that a sentence begins with
        return _placed(value, (*value.shape[:2], wide), (slice(None), slice(None), slice(hidden)))
    if ".lstm.weight_hh" in name:
        return _gates(value, hidden, wide, (wide, torch.arange(hidden)), generator)
    if ".lstm.weight_ih" in name:
        return _gates(value, hidden, wide, columns, generator)
    if ".lstm.bias" in name:
        gates = value.view(4, hidden)
        return torch.cat([gates, gates.mean(1, keepdim=True).expand(4, wide - hidden)], 1).reshape(-1)
    if ".highway." in name or ".gate." in name:
        if value.dim() == 1:
            return _placed(value, (2 * wide,), (both,))
        return _rows(value, both, 2 * wide, columns, generator)
    if ".W1." in name or ".W2." in name:
        if value.dim() == 1:
            return _placed(value, (wide_scorer,), (slice(scorer),))
        return _rows(value, torch.arange(scorer), wide_scorer, columns, generator)
    if name.endswith("W_bilin.weight"):  # the last row and column belong to the constant one
        kept = torch.cat([torch.arange(scorer), torch.tensor([wide_scorer])])
        shape = (wide_scorer + 1, wide_scorer + 1, value.shape[2])
        return _placed(value, shape, (kept.unsqueeze(1), kept.unsqueeze(0)))
    return value


def _placed(value: torch.Tensor, shape: tuple[int, ...], places: tuple) -> torch.Tensor:
    """Zeros with ``value`` at its places."""
    result = value.new_zeros(shape)
    result[places] = value
    return result


def _rows(value: torch.Tensor, kept: torch.Tensor, rows: int, columns: tuple[int, torch.Tensor],
          generator: torch.Generator) -> torch.Tensor:
    """``value`` in the rows ``kept``, blind for new columns; the other rows drawn."""
    width, places = columns
    result = torch.randn(rows, width, generator=generator) * (_SPREAD * value.std())
    old = value.new_zeros(len(kept), width)
    old[:, places] = value
    result[kept] = old
    return result


def _gates(value: torch.Tensor, hidden: int, wide: int, columns: tuple[int, torch.Tensor], generator: torch.Generator
           ) -> torch.Tensor:
    """The rows of an LSTM's four gates."""
    kept = torch.arange(hidden)
    return torch.cat([_rows(part, kept, wide, columns, generator) for part in value.split(hidden)])
