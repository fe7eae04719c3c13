"""Trained weights → the folder that the package ships: 16-bit weights, no optimizer state, one resources.json."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import torch

#: Stanza's processor → file of the work folder, and the batch size that its pipeline shall use.
PARTS = {
    "tokenize": ("tokenizer.pt", 32), "mwt": ("mwt.pt", 50), "pos": ("tagger.pt", 250), "lemma": ("lemma.pt", 5000),
    "depparse": ("parser.pt", 5000),
}
PACKAGE = "compact"


def _half(value):
    if torch.is_tensor(value):
        return value.half() if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        return type(value)((key, _half(item)) for key, item in value.items())
    return [_half(item) for item in value] if isinstance(value, list) else value


def _shipped(path: Path, batch: int) -> dict:
    saved = torch.load(path, weights_only=True, map_location="cpu")
    saved = {key: value for key, value in saved.items() if "optim" not in key and "scheduler" not in key}
    config = saved.get("config", {})
    # Stanza's pipeline takes the batch size of the training for its own.
    config["batch_size"] = batch
    for key, value in config.items():
        if isinstance(value, str) and "/" in value:
            config[key] = Path(value).name
    return _half(saved)


def export(work: Path, vectors: Path, out: Path) -> None:
    """Write the model folder ``out``."""
    for processor, (name, batch) in PARTS.items():
        target = out / "en" / processor / f"{PACKAGE}.pt"
        target.parent.mkdir(parents=True, exist_ok=True)
        torch.save(_shipped(work / name, batch), target)
        print(f"{processor}: {target.stat().st_size / 1e6:.2f} MB", flush=True)
    if not (out / vectors.name).exists() or not (out / vectors.name).samefile(vectors):
        shutil.copyfile(vectors, out / vectors.name)
    needs = {"dependencies": [{"model": "pretrain", "package": PACKAGE}]}
    resources = {
        "lang_name": "English",
        **{name: {PACKAGE: needs if name in ("pos", "depparse") else {}} for name in (*PARTS, "pretrain")},
        "packages": {"default": {name: PACKAGE for name in PARTS}},
    }
    (out / "resources.json").write_text(json.dumps({"en": resources}, indent=1) + "\n", encoding="utf-8")
