"""Stanza models: loading a folder of them, and the name that tells one model from another.

Imports stanza and torch where they are needed; telling a folder's name (``folder_model_id``) needs neither.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from . import resources
from .errors import ModelError

PROCESSORS = "tokenize,mwt,pos,lemma,depparse"
_VECTORS = "vectors_q8.pt"
#: Stanza puts "<UNK>" for tokens above this many characters, so it lies above what a tokenizer window can give.
_WINDOW = 3000
_OPTIONS = {"logging_level": "ERROR", "tokenize_max_seqlen": _WINDOW, "lemma_store_results": True}


def quiet() -> None:
    """Stanza's warnings (and its progress bars) are not for our users' terminals."""
    logging.getLogger("stanza").setLevel(logging.ERROR)


def load_folder(stanza: Any, folder: Path, device: str) -> Any:
    """A Stanza model folder, without any attempt at the network."""
    if not (folder / "resources.json").is_file():
        raise ModelError("this is no Stanza model folder: it holds no resources.json", path=str(folder))
    from stanza.models.common.foundation_cache import FoundationCache

    try:
        cache = FoundationCache(local_files_only=True)
        if (folder / _VECTORS).is_file():
            # Stanza asks for vectors by the path that resources.json implies; ours lie in its cache under that name.
            vectors = load_vectors(folder / _VECTORS)
            for name in _pretrain_names(folder):
                cache.pretrains[str(folder / "en" / "pretrain" / f"{name}.pt")] = vectors
        with _untrained():
            return stanza.Pipeline(
                "en", dir=str(folder), package="default", processors=PROCESSORS, download_method=None,
                foundation_cache=cache, device=device, **_OPTIONS,
            )  # fmt: skip
    except ModelError:
        raise
    except Exception as error:  # Stanza and torch raise nearly anything for a damaged or foreign file
        raise ModelError(f"the parser model cannot be loaded: {_first_line(error)}", path=str(folder)) from error


def load_own(stanza: Any, model: str, device: str) -> Any:
    """Stanza's own models: from its folder on this machine if they are there, else by its download."""
    if model != "stanza:en":
        raise ModelError(f"unknown model {model!r}: use a model folder or stanza:en")
    options = {"processors": PROCESSORS, "device": device, **_OPTIONS}
    try:
        with _untrained():
            return stanza.Pipeline("en", download_method=None, **options)
    except Exception:  # not there, or not complete: fall through to the download
        pass
    try:
        with _untrained():
            return stanza.Pipeline("en", download_method=stanza.DownloadMethod.REUSE_RESOURCES, **options)
    except Exception as error:  # requests, urllib3, zip and file errors alike
        raise ModelError(
            "Stanza's English models are not on this machine and could not be downloaded; without a network, leave the "
            f"model out to use the one that ships with this package ({type(error).__name__}: {_first_line(error)})"
        ) from error


@contextmanager
def _untrained() -> Iterator[None]:
    """Stanza's models make the optimizers of a training as they are loaded, for which torch loads its compiler: a third
    of the time to load, for what nobody uses here."""
    from stanza.models.common import utils

    kept = utils.get_optimizer, utils.get_split_optimizer
    utils.get_optimizer = utils.get_split_optimizer = lambda *_, **__: {}
    try:
        yield
    finally:
        utils.get_optimizer, utils.get_split_optimizer = kept


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__


def _pretrain_names(folder: Path) -> list[str]:
    """Names of the word vectors that the folder's models ask for."""
    try:
        listed = json.loads((folder / "resources.json").read_text(encoding="utf-8"))
        return list(listed["en"].get("pretrain", {}))
    except (ValueError, KeyError, AttributeError) as error:
        raise ModelError(f"resources.json cannot be read: {error}", path=str(folder / "resources.json")) from error


def load_vectors(path: Path) -> Any:
    """Word vectors kept as int8: a part per word, and a part shared by the words that point to the same row."""
    import torch
    from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab

    data = torch.load(path, weights_only=True)
    own = data["gq"].float().mul_(data["gs"])
    shared = data["sq"].float() * data["ss"]
    shared = torch.cat([shared, torch.zeros(1, shared.shape[1])])
    index = data["idx"].long()
    index[index < 0] = shared.shape[0] - 1  # words without a shared part point at the row of zeros
    table = torch.cat([own, shared[index]], 1)
    vectors = Pretrain(str(path))
    vectors._vocab = PretrainedWordVocab(data["words"].split("\n"))
    vectors._emb = torch.cat([torch.zeros(4, table.shape[1]), table])  # four rows for padding, unknown, empty, root
    return vectors


def model_id(nlp: Any) -> str:
    """Package name of the parser and a short hash over all files that were loaded: enough to tell models apart."""
    paths = {Path(value) for key, value in nlp.config.items() if key.endswith("_path") and isinstance(value, str)}
    return _fingerprint(Path(nlp.dir), paths, Path(nlp.config.get("depparse_model_path", "model")).stem)


def folder_model_id(model: str | Path | None = None) -> str | None:
    """The ``model_id`` that a Parser of this model will have, told from the folder without loading it; None where only
    loading can tell. ``model`` is as for ``Parser``."""
    if isinstance(model, str) and model.startswith("stanza:"):
        return None
    folder = Path(model) if model is not None else resources.model()
    try:
        listed = json.loads((folder / "resources.json").read_text(encoding="utf-8"))["en"]
        packages = listed["packages"]["default"]
        paths = set()
        for step in PROCESSORS.split(","):
            if name := packages.get(step):
                paths.add(folder / "en" / step / f"{name}.pt")
                for other in listed[step][name].get("dependencies", ()):
                    paths.add(folder / "en" / other["model"] / f"{other['package']}.pt")
        return _fingerprint(folder, paths, packages["depparse"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _fingerprint(root: Path, paths: set[Path], name: str) -> str:
    """The name of the parser and a short hash over all files."""
    digest = hashlib.sha256()
    # By the names inside the folder, so that a copy of a model is the same model.
    for inside, path in sorted((os.path.relpath(path, root), path) for path in paths | {root / _VECTORS}):
        if path.is_file():
            with open(path, "rb") as file:
                digest.update(inside.encode() + hashlib.file_digest(file, "sha256").digest())
    return f"en_{name}-{digest.hexdigest()[:12]}"
