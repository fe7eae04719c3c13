"""Stanza's tagger (UPOS, XPOS, features), trained with Stanza's classes in our own loop."""

from __future__ import annotations

from pathlib import Path

import torch
from stanza.models import tagger as stanza_tagger
from stanza.models.common import utils
from stanza.models.common.pretrain import Pretrain
from stanza.models.pos.data import Dataset, ShuffledDataset
from stanza.models.pos.tag_columns import tag_columns_from_args
from stanza.models.pos.trainer import Trainer
from stanza.utils.conll import CoNLL
from student import Average, Loop, document


def _arguments(settings: dict, train_file: Path, dev_file: Path, vectors: Path) -> dict:
    arguments = stanza_tagger.parse_args(
        f"--shorthand en_compact --lang en --mode train --share_hid --hidden_dim {settings['hidden']} --num_layers 2 "
        f"--char_hidden_dim {settings['char_hidden']} --char_emb_dim 48 --deep_biaff_hidden_dim 128 "
        "--composite_deep_biaff_hidden_dim 64 --word_emb_dim 50 --transformed_dim 100 --tag_emb_dim 50 --word_cutoff 3 "
        f"--dropout {settings['dropout']} --word_dropout {settings['word_dropout']} --beta2 0.95 "
        "--augment_nopunct 0.05 --cpu "
        f"--batch_size {settings['batch']} --lr {settings['rounds'][0][1]} --wordvec_pretrain_file {vectors} "
        f"--train_file {train_file} --eval_file {dev_file}".split()
    )
    return arguments | {"device": "cpu"}


def train(settings: dict, train_file: Path, vocab_file: Path, dev_file: Path, vectors: Path, out: Path, seed: int,
          start: Path | None = None) -> None:
    """Train on ``train_file`` for ``settings["rounds"]``, (epochs, top rate) each; labels and rare words are those of
    ``vocab_file`` (the hand-made treebanks). Saves to ``out`` the moving mean of the weights of the last round
    (``student.Average``); prints dev scores. A round whose weights lie beside
    ``out`` is not trained again. ``start``: a tagger of the same sizes whose weights and labels to go on from."""
    utils.set_random_seed(seed)
    arguments = _arguments(settings, train_file, dev_file, vectors)
    table = Pretrain(str(vectors))
    columns = tag_columns_from_args(arguments)
    before = Trainer(model_file=str(start), pretrain=table, device="cpu", args={}) if start else None
    vocab = before.vocab if before else Dataset.init_vocab([document(vocab_file)], arguments, columns)
    data = Dataset(document(train_file), arguments, table, vocab=vocab, evaluation=False, tag_columns=columns)
    batches = ShuffledDataset([data], arguments["batch_size"], ratios=[1.0])
    trainer = Trainer(args=arguments, vocab=vocab, pretrain=table, device="cpu")
    if before:
        trainer.model.load_state_dict(before.model.state_dict())
        print("tagger: start", accuracy(trainer, dev_file, table), flush=True)
    length = -(-len(data) // arguments["batch_size"])
    for number, (epochs, rate) in enumerate(settings["rounds"], start=1):
        kept = out.with_name(f"{out.stem}.round{number}.pt")
        if kept.exists():
            trainer.model.load_state_dict(torch.load(kept, weights_only=True)["model"], strict=False)
            continue
        loop = Loop(f"tagger, round {number}", int(epochs * length), rate, 50, trainer.optimizers.values())
        average = Average(trainer.model, settings["average"])
        while not loop.done:
            for batch in batches:
                loop.run(lambda batch=batch: trainer.update(batch))
                average.add()
                if loop.step % settings["report"] == 0:
                    with average.applied():
                        print("tagger:", accuracy(trainer, dev_file, table), flush=True)
                if loop.done:
                    break
        with average.applied():
            trainer.save(str(kept))
            print(f"tagger: round {number}", accuracy(trainer, dev_file, table), flush=True)
        trainer.model.load_state_dict(torch.load(kept, weights_only=True)["model"], strict=False)
    trainer.save(str(out))


def predict(trainer: Trainer, path: Path, table: Pretrain):
    """The Stanza document of a CoNLL-U file with this tagger's tags."""
    doc = CoNLL.conll2doc(input_file=str(path))
    data = Dataset(doc, trainer.args, table, vocab=trainer.vocab, evaluation=True, sort_during_eval=True)
    guesses, order = [], []
    with torch.inference_mode():
        for batch in data.to_loader(batch_size=200):
            guesses += trainer.predict(batch)
            order.extend(batch.idx)
    stanza_tagger.set_predictions(doc, trainer, utils.unsort(guesses, order))
    return doc


def load(model: Path, vectors: Path) -> tuple[Trainer, Pretrain]:
    table = Pretrain(str(vectors))
    return Trainer(model_file=str(model), pretrain=table, device="cpu", args={}), table


def accuracy(trainer: Trainer, path: Path, table: Pretrain) -> dict[str, float]:
    """Shares of words with the right upos, xpos and features, on gold tokens."""
    gold, guess = CoNLL.conll2doc(input_file=str(path)), predict(trainer, path, table)
    pairs = [(a, b) for x, y in zip(gold.sentences, guess.sentences, strict=True)
             for a, b in zip(x.words, y.words, strict=True)]
    return {
        name: round(sum(getattr(a, name) == getattr(b, name) for a, b in pairs) / len(pairs), 4)
        for name in ("upos", "xpos", "feats")
    }
