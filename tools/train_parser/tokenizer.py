"""Stanza's tokenizer and its splitter of contractions, trained by Stanza's own programs on our files."""

from __future__ import annotations

from pathlib import Path

import treebank
from stanza.models import mwt_expander
from stanza.models import tokenizer as stanza_tokenizer
from stanza.utils.datasets import conllu_to_text, prepare_tokenizer_data


def _prepare(conllu: Path, folder: Path, name: str) -> dict[str, Path]:
    """Raw text, character labels and contractions of a treebank, as the tokenizer reads them."""
    files = {
        "text": folder / f"{name}.txt", "labels": folder / f"{name}.toklabels", "mwt": folder / f"{name}-mwt.json",
        "gold": conllu,
    }
    conllu_to_text.main([str(conllu), str(files["text"])])
    prepare_tokenizer_data.main(
        [str(files["text"]), str(conllu), "-o", str(files["labels"]), "-m", str(files["mwt"])]
    )
    return files


def train(settings: dict, train_file: Path, dev_file: Path, folder: Path, out: Path, seed: int) -> None:
    """Train the tokenizer for ``settings["steps"]``; the best on dev is saved as ``out``."""
    folder.mkdir(parents=True, exist_ok=True)
    data, dev = _prepare(train_file, folder, "train"), _prepare(dev_file, folder, "dev")
    stanza_tokenizer.main([
        "--lang", "en", "--shorthand", "en_compact", "--mode", "train", "--cpu", "--seed", str(seed),
        "--txt_file", str(data["text"]), "--label_file", str(data["labels"]), "--mwt_json_file", str(data["mwt"]),
        "--dev_txt_file", str(dev["text"]), "--dev_label_file", str(dev["labels"]),
        "--dev_conll_gold", str(dev["gold"]), "--conll_file", str(folder / "dev.predicted.conllu"),
        "--steps", str(settings["steps"]), "--max_seqlen", str(settings["window"]),
        "--batch_size", str(settings["batch"]), "--lr0", str(settings["rate"]),
        "--anneal_after", str(settings["steps"] // 2), "--anneal", "0.997",
        "--save_dir", str(out.parent), "--save_name", out.name,
    ])


def train_splitter(settings: dict, train_file: Path, dev_file: Path, folder: Path, out: Path, seed: int) -> None:
    """Train the splitter of contractions ("don't" → "do", "n't"); the best on dev is saved as ``out``."""
    folder.mkdir(parents=True, exist_ok=True)
    longest = max(
        len(line[treebank.FORM]) for path in (train_file, dev_file)
        for sentence in treebank.read(path) for line in sentence.ranges.values()
    )
    tokens_only = folder / "dev.in.conllu"
    treebank.write(tokens_only, map(_unsplit, treebank.read(dev_file)))
    mwt_expander.main([
        "--lang", "en", "--shorthand", "en_compact", "--mode", "train", "--cpu", "--seed", str(seed),
        "--train_file", str(train_file), "--eval_file", str(tokens_only), "--gold_file", str(dev_file),
        "--max_dec_len", str(int(longest * 1.1) + 1), "--num_epoch", str(settings["epochs"]),
        "--save_dir", str(out.parent), "--save_name", out.name,
    ])


def _unsplit(sentence: treebank.Sentence) -> treebank.Sentence:
    """The tokens of a sentence, contractions marked as such and not split: what the splitter is given."""
    words, until = [], 0
    for index, word in enumerate(sentence.words):
        line = sentence.ranges.get(index)
        if line is not None:
            until = int(line[treebank.ID].split("-")[1])
            words.append([str(len(words) + 1), line[treebank.FORM], *"_" * 7, "MWT=Yes"])
        elif index >= until:
            words.append([str(len(words) + 1), word[treebank.FORM], *"_" * 7, "_"])
    for place, word in enumerate(words):
        word[treebank.HEAD], word[treebank.DEPREL] = str(place), "root" if place == 0 else "dep"
    return treebank.Sentence(words)
