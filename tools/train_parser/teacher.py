"""The teacher: a pretrained transformer with taggers and a biaffine parser on top.

It is too slow to ship. It reads the treebanks, then labels plain news text, and the
small models that do ship learn from both. Dozat and Manning (2017) for the biaffine
scorers; the encoder is any Hugging Face encoder on disk.
"""

from __future__ import annotations

import argparse
import math
import random
import time
import tomllib
from pathlib import Path

import torch
import treebank
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

_SHAPES = ("lower", "title", "upper", "mixed", "digit", "other")


def shape(form: str) -> int:
    """The case of a word, which an uncased encoder does not see."""
    if any(letter.isdigit() for letter in form):
        return 4
    if form.islower():
        return 0
    if len(form) > 1 and form.isupper():
        return 2
    if form[:1].isupper() and (form[1:].islower() or len(form) == 1):
        return 1
    return 3 if form.isalpha() else 5


class Labels:
    """Strings of one column as numbers."""

    def __init__(self, names: list[str]):
        self.names = names
        self.numbers = {name: number for number, name in enumerate(names)}

    @classmethod
    def of(cls, sentences: list[treebank.Sentence], column: int) -> Labels:
        return cls(sorted({word[column] for sentence in sentences for word in sentence.words}))

    def number(self, name: str) -> int:
        return self.numbers.get(name, -100)


class Teacher(nn.Module):
    """Encoder, three taggers (upos, xpos, feats), biaffine heads and relations."""

    def __init__(self, encoder: nn.Module, labels: dict[str, Labels], arc: int, rel: int, dropout: float):
        super().__init__()
        self.encoder, self.labels = encoder, labels
        self.shapes = nn.Embedding(len(_SHAPES), 24)
        width = encoder.config.hidden_size + 24
        self.root = nn.Parameter(torch.zeros(width))
        self.drop = nn.Dropout(dropout)
        self.tags = nn.ModuleDict(
            {name: nn.Linear(width, len(labels[name].names)) for name in ("upos", "xpos", "feats")}
        )
        self.arc_head, self.arc_dependent = nn.Linear(width, arc), nn.Linear(width, arc)
        self.rel_head, self.rel_dependent = nn.Linear(width, rel), nn.Linear(width, rel)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rel = nn.Parameter(torch.zeros(rel + 1, len(labels["deprel"].names), rel + 1))

    def forward(self, batch: dict) -> dict:
        """Scores of a batch: tags by word (B, W, labels), arcs (B, W, W+1; 0 is the root),
        and the two views that ``relations`` needs."""
        hidden = self.encoder(input_ids=batch["pieces"], attention_mask=batch["piece_mask"])[0].float()
        # A word is the mean of its pieces.
        words = torch.bmm(batch["pool"], hidden)
        words = self.drop(torch.cat([words, self.shapes(batch["shapes"])], -1))
        rooted = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        gelu, drop = functional.gelu, self.drop
        head, dependent = drop(gelu(self.arc_head(rooted))), drop(gelu(self.arc_dependent(words)))
        arcs = torch.matmul(_ones(dependent) @ self.arc, head.transpose(1, 2)).float()
        size = words.shape[1]
        own = torch.eye(size, dtype=torch.bool, device=arcs.device)
        blocked = torch.cat([own.new_zeros(size, 1), own], 1) | ~batch["rooted_mask"].unsqueeze(1)
        return {
            "arcs": arcs.masked_fill(blocked, -1e9),
            "head": _ones(drop(gelu(self.rel_head(rooted)))),
            "dependent": _ones(drop(gelu(self.rel_dependent(words)))),
            **{name: layer(words).float() for name, layer in self.tags.items()},
        }

    def relations(self, scores: dict, heads: torch.Tensor) -> torch.Tensor:
        """Scores of the relation labels (B, W, labels) for the given heads (B, W)."""
        chosen = torch.gather(scores["head"], 1, heads.unsqueeze(2).expand(-1, -1, scores["head"].shape[2]))
        flat = scores["dependent"].flatten(0, 1)
        left = (flat @ self.rel.flatten(1)).view(len(flat), -1, self.rel.shape[2])
        return torch.bmm(left, chosen.flatten(0, 1).unsqueeze(2).to(left.dtype)).view(
            *heads.shape, -1
        ).float()

    def loss(self, batch: dict) -> torch.Tensor:
        """Summed cross entropy of arcs, relations and tags, by word."""
        scores = self(batch)
        gold, mask = batch["heads"], batch["mask"]
        total = functional.cross_entropy(scores["arcs"][mask], gold[mask], reduction="sum")
        relations = self.relations(scores, gold)
        for name, value in (("deprel", relations), *((n, scores[n]) for n in self.tags)):
            weight = 0.5 if name == "feats" else 1.0
            total = total + weight * functional.cross_entropy(
                value[mask], batch[name][mask], ignore_index=-100, reduction="sum"
            )
        return total / mask.sum()


def _ones(value: torch.Tensor) -> torch.Tensor:
    return torch.cat([value, value.new_ones(*value.shape[:-1], 1)], -1)


def batches(sentences, tokenizer, labels, size: int, device: str, shuffle: random.Random | None):
    """Batches of about ``size`` pieces, of sentences of like length; yields (indexes, tensors)."""
    pieces = [
        tokenizer([sentence.forms], is_split_into_words=True, truncation=True, max_length=510)
        for sentence in sentences
    ]
    lengths = [len(piece["input_ids"][0]) for piece in pieces]
    noise = [length + (shuffle.random() * 4 if shuffle else 0) for length in lengths]
    order = sorted(range(len(sentences)), key=noise.__getitem__)
    groups, group = [], []
    for index in order:
        if group and lengths[index] * (len(group) + 1) > size:
            groups.append(group)
            group = []
        group.append(index)
    if group:
        groups.append(group)
    if shuffle:
        shuffle.shuffle(groups)
    for group in groups:
        yield group, _tensors(group, sentences, pieces, labels, device)


def _tensors(group, sentences, pieces, labels, device) -> dict:
    width = max(len(pieces[index]["input_ids"][0]) for index in group)
    words = max(len(sentences[index].words) for index in group)
    batch = {
        "pieces": torch.ones(len(group), width, dtype=torch.long),
        "piece_mask": torch.zeros(len(group), width, dtype=torch.long),
        "pool": torch.zeros(len(group), words, width),
        "shapes": torch.zeros(len(group), words, dtype=torch.long),
        "mask": torch.zeros(len(group), words, dtype=torch.bool),
        "heads": torch.zeros(len(group), words, dtype=torch.long),
    }
    for name in labels:
        batch[name] = torch.full((len(group), words), -100)
    columns = {"upos": treebank.UPOS, "xpos": treebank.XPOS, "feats": treebank.FEATS, "deprel": treebank.DEPREL}
    for row, index in enumerate(group):
        piece, sentence = pieces[index], sentences[index]
        ids = piece["input_ids"][0]
        batch["pieces"][row, : len(ids)] = torch.tensor(ids)
        batch["piece_mask"][row, : len(ids)] = 1
        for place, word in enumerate(piece.word_ids(0)):
            if word is not None:
                batch["pool"][row, word, place] = 1
        count = len(sentence.words)
        batch["mask"][row, :count] = True
        batch["shapes"][row, :count] = torch.tensor([shape(form) for form in sentence.forms])
        if sentence.words[0][treebank.HEAD] != "_":
            batch["heads"][row, :count] = torch.tensor([int(w[treebank.HEAD]) for w in sentence.words])
        for name, column in columns.items():
            batch[name][row, :count] = torch.tensor(
                [labels[name].number(word[column]) for word in sentence.words]
            )
    batch["pool"] /= batch["pool"].sum(2, keepdim=True).clamp(min=1)
    mask = batch["mask"]
    batch["rooted_mask"] = torch.cat([mask.new_ones(len(group), 1), mask], 1)
    return {name: value.to(device) for name, value in batch.items()}


def predict(model: Teacher, sentences, tokenizer, size: int, device: str) -> None:
    """Write the model's tags and trees into the sentences."""
    model.eval()
    for group, batch in batches(sentences, tokenizer, model.labels, size, device, None):
        with torch.inference_mode(), torch.autocast(device, dtype=torch.bfloat16):
            scores = model(batch)
            arcs = functional.log_softmax(scores["arcs"], 2).cpu().numpy()
            trees = []
            for row, index in enumerate(group):
                count = len(sentences[index].words)
                square = torch.full((count + 1, count + 1), -1e9).numpy()
                square[1:] = arcs[row, :count, : count + 1]
                trees.append(chuliu_edmonds_one_root(square)[1:])
            heads = torch.zeros(batch["heads"].shape, dtype=torch.long)
            for row, tree in enumerate(trees):
                heads[row, : len(tree)] = torch.as_tensor(tree.copy())
            best = {"deprel": model.relations(scores, heads.to(device)).argmax(2).cpu()}
            for name in ("upos", "xpos", "feats"):
                best[name] = scores[name].argmax(2).cpu()
        for row, index in enumerate(group):
            for place, word in enumerate(sentences[index].words):
                head = int(heads[row, place])
                word[treebank.HEAD] = str(head)
                for name, column in (
                    ("upos", treebank.UPOS), ("xpos", treebank.XPOS),
                    ("feats", treebank.FEATS), ("deprel", treebank.DEPREL),
                ):
                    word[column] = model.labels[name].names[int(best[name][row, place])]
                if head == 0:
                    word[treebank.DEPREL] = "root"
                elif word[treebank.DEPREL] == "root":
                    word[treebank.DEPREL] = "dep"


def scores(gold: list[treebank.Sentence], guess: list[treebank.Sentence]) -> dict[str, float]:
    """Shares of words, gold tokens: upos, xpos, head (UAS), head and universal relation (LAS)."""
    right, total = dict.fromkeys(("upos", "xpos", "uas", "las"), 0), 0
    for one, other in zip(gold, guess, strict=True):
        for a, b in zip(one.words, other.words, strict=True):
            total += 1
            right["upos"] += a[treebank.UPOS] == b[treebank.UPOS]
            right["xpos"] += a[treebank.XPOS] == b[treebank.XPOS]
            same = a[treebank.HEAD] == b[treebank.HEAD]
            right["uas"] += same
            right["las"] += same and a[treebank.DEPREL].split(":")[0] == b[treebank.DEPREL].split(":")[0]
    return {name: value / total for name, value in right.items()}


def load_encoder(folder: Path, layers: int):
    """Tokenizer and the lowest ``layers`` layers of the encoder: syntax lives in the middle ones
    (Hewitt and Manning 2019), so the top ones would only cost time."""
    body = AutoModel.from_pretrained(folder, add_pooling_layer=False)
    del body.encoder.layer[layers:]
    return AutoTokenizer.from_pretrained(folder), body


def _freeze(body: nn.Module, layers: int) -> None:
    """Leave the embeddings and the lowest ``layers`` layers as they were pretrained."""
    for part in (body.embeddings, *body.encoder.layer[:layers]):
        part.requires_grad_(False)


def train(settings: dict, data: Path, encoder: Path, out: Path, seed: int) -> None:
    """Train on ``train.conllu`` of ``data``; writes the weights to ``out``; prints dev scores."""
    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    sentences, dev = list(treebank.read(data / "train.conllu")), list(treebank.read(data / "dev.conllu"))
    columns = {"upos": treebank.UPOS, "xpos": treebank.XPOS, "feats": treebank.FEATS, "deprel": treebank.DEPREL}
    labels = {name: Labels.of(sentences, column) for name, column in columns.items()}
    tokenizer, body = load_encoder(encoder, settings["layers"])
    _freeze(body, settings["frozen"])
    model = Teacher(body, labels, settings["arc"], settings["rel"], settings["dropout"]).to(device)
    slow = [value for value in model.encoder.parameters() if value.requires_grad]
    fast = [value for name, value in model.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": settings["encoder_rate"]}, {"params": fast, "lr": settings["head_rate"]}],
        weight_decay=0.01,
        fused=True,
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    steps = settings["epochs"] * len(list(batches(sentences, tokenizer, labels, settings["batch"], device, None)))
    step, start, running = 0, time.time(), 0.0
    for epoch in range(settings["epochs"]):
        model.train()
        for _, batch in batches(sentences, tokenizer, labels, settings["batch"], device, shuffle):
            warm = min(1.0, (step + 1) / settings["warmup"])
            share = warm * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps))))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            with torch.autocast(device, dtype=torch.bfloat16):
                loss = model.loss(batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(slow + fast, 2.0)
            optimizer.step()
            running, step = running + loss.item(), step + 1
            if step % 20 == 0:
                print(f"step {step}/{steps} {time.time() - start:.0f}s loss {running / 20:.3f}", flush=True)
                running = 0.0
        torch.save({"model": model.state_dict(), "labels": {n: v.names for n, v in labels.items()}}, out)
        guess = [sentence.copy() for sentence in dev]
        predict(model, guess, tokenizer, settings["batch"] * 4, device)
        print(f"epoch {epoch + 1}", {k: round(v, 4) for k, v in scores(dev, guess).items()}, flush=True)


def load(settings: dict, encoder: Path, weights: Path):
    """The trained teacher and its tokenizer."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    saved = torch.load(weights, weights_only=True, map_location=device)
    tokenizer, body = load_encoder(encoder, settings["layers"])
    labels = {name: Labels(names) for name, names in saved["labels"].items()}
    model = Teacher(body, labels, settings["arc"], settings["rel"], 0.0).to(device)
    model.load_state_dict(saved["model"])
    return model, tokenizer, device


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("verb", choices=("train", "label", "score"))
    arguments.add_argument("--settings", type=Path, default=Path(__file__).with_name("settings.toml"))
    arguments.add_argument("--data", type=Path)
    arguments.add_argument("--encoder", type=Path, required=True)
    arguments.add_argument("--weights", type=Path, required=True)
    arguments.add_argument("--input", type=Path)
    arguments.add_argument("--output", type=Path)
    chosen = arguments.parse_args()
    settings = tomllib.loads(chosen.settings.read_text())
    if chosen.verb == "train":
        train(settings["teacher"], chosen.data, chosen.encoder, chosen.weights, settings["seed"])
        return
    model, tokenizer, device = load(settings["teacher"], chosen.encoder, chosen.weights)
    sentences = list(treebank.read(chosen.input))
    guess = [sentence.copy() for sentence in sentences]
    predict(model, guess, tokenizer, settings["teacher"]["batch"] * 4, device)
    if chosen.verb == "score":
        print({name: round(value, 4) for name, value in scores(sentences, guess).items()})
    else:
        treebank.write(chosen.output, guess)


if __name__ == "__main__":
    main()
