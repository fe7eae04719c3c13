"""Scores of a model folder on test treebanks, end to end from raw text and on gold tokens, by the CoNLL 2018 script
that Stanza carries; and its speed on one thread.

    python tools/train_parser/score.py MODEL_DIR TEST.conllu … [--json FILE]
"""

from __future__ import annotations

import argparse
import io
import json
import time
from pathlib import Path

import torch
import treebank
from stanza.models.common.doc import DEPREL, FEATS, HEAD, LEMMA, UPOS, XPOS
from stanza.models.common.utils import ud_scores
from stanza.utils.conll import CoNLL

from coder.parser import Parser

METRICS = ("Tokens", "Sentences", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS")


def raw_text(path: Path) -> str:
    """The text of a test file: paragraphs and documents apart by an empty line."""
    parts: list[str] = []
    for sentence in treebank.read(path):
        starts = any(line.startswith(("# newdoc", "# newpar")) for line in sentence.comments)
        parts.append(("\n\n" if starts and parts else " " if parts else "") + sentence.text())
    return "".join(parts)


def _metrics(gold: Path, doc) -> dict[str, float]:
    found = ud_scores(str(gold), io.StringIO(f"{doc:C}\n\n"))
    return {name: round(100 * found[name].f1, 2) for name in METRICS}


def score(model: Path, tests: list[Path], out: Path | None = None) -> dict:
    """Prints and returns {test: {"raw": metrics, "gold tokens": metrics}} and sentences a second (one thread)."""
    torch.set_num_threads(1)
    pipeline = Parser(model)._nlp
    result: dict = {}
    for path in tests:
        text = raw_text(path)
        start = time.perf_counter()
        doc = pipeline(text)
        seconds = time.perf_counter() - start
        rows = {"raw": _metrics(path, doc)}
        gold = CoNLL.conll2doc(str(path))
        for column in (UPOS, XPOS, FEATS, LEMMA, HEAD, DEPREL):
            gold.set([column], [None] * gold.num_words)
        for name in ("pos", "lemma", "depparse"):
            gold = pipeline.processors[name].process(gold)
        rows["gold tokens"] = _metrics(path, gold)
        rows["sentences a second"] = round(len(doc.sentences) / seconds, 1)
        result[path.stem] = rows
        for name, row in rows.items():
            print(f"{path.stem} {name}: {row}", flush=True)
    result["megabytes"] = round(sum(f.stat().st_size for f in model.rglob("*") if f.is_file()) / 1e6, 1)
    if out:
        out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return result


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("model", type=Path)
    arguments.add_argument("tests", type=Path, nargs="+")
    arguments.add_argument("--json", type=Path)
    chosen = arguments.parse_args()
    score(chosen.model, chosen.tests, chosen.json)
