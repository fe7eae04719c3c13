"""Stanza's graph parser (Dozat and Manning), trained with Stanza's classes in our own loop, in two stages.

Stage one reads the tags of treebank and teacher, stage two those of the tagger that will run before it.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import fast_loss
import torch
import widen
from stanza.models import parser as stanza_parser
from stanza.models.common import utils
from stanza.models.common.doc import DEPREL, HEAD
from stanza.models.common.pretrain import Pretrain
from stanza.models.depparse.data import DataLoader
from stanza.models.depparse.trainer import GraphTrainer
from stanza.models.depparse.utils import predict_dataset
from stanza.utils.conll import CoNLL
from student import Average, Loop, document


def _arguments(settings: dict, train_file: Path, dev_file: Path, vectors: Path) -> dict:
    # --no_ufeats: Stanza 1.15 reads the features and never uses them.
    arguments = stanza_parser.parse_args(
        f"--shorthand en_compact --lang en --mode train --hidden_dim {settings['hidden']} --num_layers 2 --no_char "
        f"--no_ufeats --deep_biaff_hidden_dim {settings['biaffine']} --word_emb_dim 50 --transformed_dim 100 "
        f"--tag_emb_dim 50 --word_cutoff 3 --dropout {settings['dropout']} --word_dropout {settings['word_dropout']} "
        "--beta2 0.95 --optim adam --no_second_optim --weight_decay 0 --no_plateau --no_checkpoint --cpu "
        f"--batch_size {settings['batch']} --lr {settings['rate']} --wordvec_pretrain_file {vectors} "
        f"--train_file {train_file} --eval_file {dev_file}".split()
    )
    return arguments | {"device": "cpu"}


def train(settings: dict, stages: list[tuple[Path, float]], vocab_file: Path, gold_dev: Path, tagged_dev: Path,
          vectors: Path, out: Path, seed: int, wait: bool = False, start: Path | None = None) -> None:
    """Train through ``stages``: (file, epochs) each, one cosine over all. A later stage's file may still be in the
    making by another process with ``wait``. Saves to ``out``; prints dev scores with the tagger's tags. ``start``: a
    parser of these sizes or narrower (``widen``) whose weights and labels to go on from. What is saved is the moving
    mean of the weights (``student.Average``)."""
    utils.set_random_seed(seed)
    arguments = _arguments(settings, stages[0][0], gold_dev, vectors)
    table = Pretrain(str(vectors))
    before = GraphTrainer.load(str(start), table, args={"device": "cpu"}, device="cpu") if start else None
    if before:
        vocab = before.vocab
    else:
        vocab = DataLoader(document(vocab_file), arguments["batch_size"], arguments, table, evaluation=False).vocab
    fast_loss.install()
    trainer = GraphTrainer(args=arguments, vocab=vocab, pretrain=table, device="cpu")
    if before:
        old, new = ((args["hidden_dim"], args["deep_biaff_hidden_dim"]) for args in (before.args, arguments))
        trainer.model.load_state_dict(widen.widened(before.model.state_dict(), old, new, seed))
        print("parser: start", accuracy(trainer, gold_dev, tagged_dev, table), flush=True)
    stages = [(path, epochs) for path, epochs in stages if epochs]
    first = _batches(stages[0][0], arguments, table, vocab)
    steps = [int(epochs * len(first)) for _, epochs in stages]
    loop = Loop("parser", sum(steps), settings["rate"], 100, trainer.optimizer.values())
    average = Average(trainer.model, settings["average"])
    batches = first
    for stage, (path, _) in enumerate(stages):
        while wait and not path.exists():
            time.sleep(5)
        batches = batches if stage == 0 else _batches(path, arguments, table, vocab)
        end = sum(steps[: stage + 1])
        while loop.step < end:
            batches.reshuffle()
            order = list(range(len(batches)))
            random.shuffle(order)
            for place in order[: end - loop.step]:
                loop.run(lambda batch=batches[place]: trainer.update(batch)[0])
                average.add()
                if loop.step % settings["report"] == 0:
                    dev = tagged_dev if tagged_dev.exists() else gold_dev
                    print("parser:", dev.name, accuracy(trainer, gold_dev, dev, table), flush=True)
                    with average.applied():
                        print("parser: mean", accuracy(trainer, gold_dev, dev, table), flush=True)
                        trainer.save(str(out))
    with average.applied():
        trainer.save(str(out))
        print("parser: final", accuracy(trainer, gold_dev, tagged_dev, table), flush=True)


def _batches(path: Path, arguments: dict, table: Pretrain, vocab) -> DataLoader:
    return DataLoader(document(path), arguments["batch_size"], arguments, table, vocab=vocab, evaluation=False)


def accuracy(trainer: GraphTrainer, gold_file: Path, tagged_file: Path, table: Pretrain) -> dict[str, float]:
    """UAS and LAS (universal relations) of the trees that the parser gives to the tags of ``tagged_file``."""
    gold, guess = CoNLL.conll2doc(input_file=str(gold_file)), CoNLL.conll2doc(input_file=str(tagged_file))
    data = DataLoader(guess, 5000, trainer.args, table, vocab=trainer.vocab, evaluation=True, sort_during_eval=True)
    with torch.inference_mode():
        predicted = predict_dataset(trainer, data)
    guess.set([HEAD, DEPREL], [word for sentence in predicted for word in sentence])
    pairs = [(a, b) for x, y in zip(gold.sentences, guess.sentences, strict=True)
             for a, b in zip(x.words, y.words, strict=True)]
    heads = [a.head == b.head for a, b in pairs]
    labels = [a.deprel.split(":")[0] == b.deprel.split(":")[0] for a, b in pairs]
    both = [head and label for head, label in zip(heads, labels, strict=True)]
    return {"uas": round(sum(heads) / len(pairs), 4), "las": round(sum(both) / len(pairs), 4)}
