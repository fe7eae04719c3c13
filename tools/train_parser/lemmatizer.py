"""Stanza's lemmatizer: a dictionary (treebank tokens, lexicon) and a guesser for what it lacks.

Stanza's own training goes through every token of the treebank; here the guesser sees every *type* once an epoch,
so that rare words teach it as much as "the". It fails unless emb_dim == pos_dim, hence the 50s.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import torch
import treebank
from lexicon import Lexicon
from stanza.models import lemmatizer as stanza_lemmatizer
from stanza.models.lemma.data import DataLoader
from stanza.models.lemma.trainer import Trainer
from stanza.utils.conll import CoNLL


class _Batches(DataLoader):
    """Prepared examples as Stanza batches."""

    def __init__(self, examples: list, size: int, arguments: dict, vocab):
        self.data = [examples[i : i + size] for i in range(0, len(examples), size)]
        self.eval, self.args, self.vocab = False, arguments, vocab


def dictionary_rows(sentences, lexicon: Lexicon, words: list[str], triggers: set[str]) -> list[tuple[str, str, str]]:
    """Lexicon rows for the vocabulary and every inflection of the triggers, less what the treebank settles;
    common ones also with a capital, as they stand at the start of a sentence."""
    seen = {(word[treebank.FORM], word[treebank.UPOS]) for sentence in sentences for word in sentence.words}
    forms = dict.fromkeys(words)
    for trigger in sorted(triggers):
        forms.update(dict.fromkeys(sorted(Lexicon.inflections(trigger))))
    rows = []
    for rank, form in enumerate(forms):
        common = rank < 40_000 or rank >= len(words)
        for low, upos, lemma in lexicon.rows([form]):
            for written in (low, low.capitalize()) if common else (low,):
                if (written, upos) not in seen:
                    rows.append((written, upos, lemma))
    for trigger in sorted(triggers):
        rows += [row for row in Lexicon.regular(trigger) if row[:2] not in seen]
    return list(dict.fromkeys(rows))


def train(settings: dict, train_file: Path, out: Path, lexicon: Lexicon, words: list[str], triggers: set[str],
          seed: int) -> None:
    """Train and save to ``out``; prints the size of the dictionary and the loss by epoch."""
    random.seed(seed)
    torch.manual_seed(seed)
    arguments = stanza_lemmatizer.parse_args(
        f"--cpu --shorthand en_compact --train_file {train_file} --hidden_dim {settings['hidden']} --emb_dim 50 "
        f"--batch_size {settings['batch']} --lr {settings['rate']} --dropout 0.3 --emb_dropout 0.2".split()
    )
    arguments.update(device="cpu", lang="en")
    loader = DataLoader(CoNLL.conll2doc(str(train_file)), 5000, arguments, evaluation=False)
    vocab = loader.vocab
    arguments.update(vocab_size=vocab["char"].size, pos_vocab_size=vocab["pos"].size)
    trainer = Trainer(args=arguments, vocab=vocab, device="cpu")
    tokens = [tuple(row[:3]) for row in loader.raw_data()]
    rows = dictionary_rows(list(treebank.read(train_file)), lexicon, words, triggers)
    trainer.train_dict(tokens + rows)
    # What the settings name is meant against the treebank too.
    for (form, upos), lemma in lexicon.exceptions.items():
        trainer.pos_dict.setdefault(upos, {})[form] = lemma
    print(f"lemmas: {len(tokens)} treebank tokens, {len(rows)} lexicon rows", flush=True)
    inflected = [row for row in rows if row[0] != row[2]]
    types = [list(row) for row in Counter(tokens) if row[1] not in ("PUNCT", "SYM")]
    types += [list(row) for row in random.sample(inflected, min(len(inflected), settings["lexicon_types"]))]
    examples = loader.preprocess(types, vocab["char"], vocab["pos"], arguments)
    steps = settings["epochs"] * -(-len(examples) // settings["batch"])
    step = 0
    for epoch in range(settings["epochs"]):
        random.shuffle(examples)
        batches, total = _Batches(examples, settings["batch"], arguments, vocab), 0.0
        for number in range(len(batches)):
            rate = settings["rate"] * min(1, (step + 1) / 50) * max(0.03, 1 - step / steps)
            for group in trainer.optimizer.param_groups:
                group["lr"] = rate
            total, step = total + trainer.update(batches[number]), step + 1
        print(f"lemmas: epoch {epoch + 1} of {settings['epochs']}, loss {total / len(batches):.4f}", flush=True)
    trainer.save(str(out))


def apply(model: Path, sentences: list[treebank.Sentence]) -> None:
    """Write the model's lemmas into tagged sentences."""
    trainer = Trainer(model_file=str(model), device="cpu", args={})
    pairs = sorted({(w[treebank.FORM], w[treebank.UPOS]) for sentence in sentences for w in sentence.words})
    lemmas = dict(zip(pairs, trainer.predict_dict(pairs), strict=True))
    unknown = [pair for pair, skip in zip(pairs, trainer.skip_seq2seq(pairs), strict=True) if not skip]
    examples = [[form, upos, form] for form, upos in unknown]
    loader = DataLoader.__new__(DataLoader)
    prepared = loader.preprocess(examples, trainer.vocab["char"], trainer.vocab["pos"], trainer.args)
    batches = _Batches(prepared, 1000, trainer.args, trainer.vocab)
    with torch.inference_mode():
        for number in range(len(batches)):
            part = unknown[number * 1000 : number * 1000 + 1000]
            guesses, edits = trainer.predict(batches[number], trainer.args.get("beam_size", 1))
            fixed = trainer.postprocess([form for form, _ in part], guesses, edits=edits)
            lemmas.update(zip(part, fixed, strict=True))
    for sentence in sentences:
        for word in sentence.words:
            word[treebank.LEMMA] = lemmas[word[treebank.FORM], word[treebank.UPOS]]
