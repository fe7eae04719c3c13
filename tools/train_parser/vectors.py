"""The word vectors that ship with the model, as training wants them.

``vectors_q8.pt`` is an input of the recipe, not made by it: GloVe 6B, 50 dimensions (PDDL), beside the 20,000 vectors
of spaCy's en_core_web_md (CC0) reduced to 100 dimensions by PCA, both in 8 bits and scaled to a standard deviation
of 0.4. The registry package that carried the second part is gone, so the file in the repository is the source now.
"""

from __future__ import annotations

from pathlib import Path

import torch
from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab


def words(file: Path) -> list[str]:
    """The vocabulary of a vectors file, commonest first."""
    return torch.load(file, weights_only=True)["words"].split("\n")


def pretrain(file: Path, out: Path) -> Path:
    """The vectors as an ordinary Stanza pretrain file, which training wants."""
    saved = torch.load(file, weights_only=True)
    rows = torch.cat([saved["sq"].float() * saved["ss"], torch.zeros(1, saved["sq"].shape[1])])
    index = saved["idx"].long()
    index[index < 0] = len(rows) - 1
    matrix = torch.cat([saved["gq"].float() * saved["gs"], rows[index]], 1)
    result = Pretrain(str(out))
    result._vocab = PretrainedWordVocab(saved["words"].split("\n"))
    result._emb = torch.cat([torch.zeros(4, matrix.shape[1]), matrix])
    result.save(str(out))
    return out
