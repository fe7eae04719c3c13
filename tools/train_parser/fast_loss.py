"""The loss of Stanza 1.15's graph parser with less work: same parameters, same value up to the dropout mask.

Stanza scores every label for all pairs of words before it picks the gold arcs; here only the gold arcs are scored.
"""

from __future__ import annotations

import torch
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.model import GraphParser
from torch.nn import functional

_STANZA = GraphParser.forward


def _ones(value: torch.Tensor) -> torch.Tensor:
    return torch.cat([value, value.new_ones(*value.shape[:-1], 1)], -1)


def _views(scorer, left: torch.Tensor, right: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    return (
        _ones(scorer.dropout(scorer.hidden_func(scorer.W1(left)))),
        _ones(scorer.dropout(scorer.hidden_func(scorer.W2(right)))),
    )


def _pairs(scorer, left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """One score for every pair of words (B, n, n)."""
    one, other = _views(scorer, left, right)
    weights = scorer.scorer.W_bilin.weight[:, :, 0]
    return torch.matmul(torch.matmul(one, weights), other.transpose(1, 2)) + scorer.scorer.W_bilin.bias


def _forward(
    self, word, word_mask, wordchars, wordchars_mask, upos, xpos, ufeats, pretrained, lemma, head, deprel,
    word_orig_idx, sentlens, wordlens, text,
):
    inputs = (word, word_mask, wordchars, wordchars_mask, upos, xpos, ufeats, pretrained, lemma, head, deprel,
              word_orig_idx, sentlens, wordlens, text)
    if not self.training or self.args.get("use_arc_embedding"):
        return _STANZA(self, *inputs)
    hidden = self.embed(*inputs)
    left, right = self.drop(hidden), self.drop(hidden)
    scores = _pairs(self.unlabeled, left, right)
    size = word.size(1)
    places = torch.arange(size)
    offset = (places.view(1, 1, -1) - places.view(1, -1, 1)).expand(word.size(0), -1, -1)
    gold = head.masked_fill(word_mask[:, 1:], -1).reshape(-1)
    kept = gold >= 0
    chosen = head.clamp(min=0).unsqueeze(2)
    loss = torch.zeros(())
    if self.args["linearization"]:
        order = _pairs(self.linearization, left, right)
        scores = scores + functional.logsigmoid(order * torch.sign(offset).float()).detach()
        picked = torch.gather(order[:, 1:], 2, chosen).reshape(-1)[kept]
        after = torch.gather(offset[:, 1:] > 0, 2, chosen).reshape(-1)[kept]
        loss = loss + functional.softplus(torch.where(after, -picked, picked)).sum()
    if self.args["distance"]:
        distance = 1 + functional.softplus(_pairs(self.distance, left, right))
        divergence = -torch.log((offset.abs().float() - distance) ** 2 / 2 + 1)
        scores = scores + divergence.detach()
        loss = loss - torch.gather(divergence[:, 1:], 2, chosen).reshape(-1)[kept].sum()
    scores = scores.masked_fill(torch.eye(size, dtype=torch.bool).unsqueeze(0), -float("inf"))
    scores = scores[:, 1:].masked_fill(word_mask.unsqueeze(1), -float("inf"))
    loss = loss + functional.cross_entropy(scores.reshape(-1, size).float(), gold, ignore_index=-1, reduction="sum")
    one, other = _views(self.deprel, left, right)
    width = other.shape[-1]
    one = one[:, 1:].reshape(-1, width)[kept]
    other = torch.gather(other, 1, chosen.expand(-1, -1, width)).reshape(-1, width)[kept]
    weights = self.deprel.scorer.W_bilin.weight
    labels = weights.shape[2]
    parts = [
        torch.bmm(b.unsqueeze(1), (a @ weights.reshape(width, width * labels)).view(-1, width, labels)).squeeze(1)
        for a, b in zip(one.split(512), other.split(512), strict=True)
    ]
    relation = torch.cat(parts) + self.deprel.scorer.W_bilin.bias
    wanted = (deprel - VOCAB_PREFIX_SIZE).reshape(-1)[kept]
    loss = loss + functional.cross_entropy(relation.float(), wanted, reduction="sum")
    return loss / wordchars.size(0), []


def install() -> None:
    """Make Stanza's parser train with this loss."""
    GraphParser.forward = _forward
