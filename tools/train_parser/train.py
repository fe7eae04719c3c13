"""From treebanks on disk to the model that the coder ships: one command.

    python tools/train_parser/train.py --treebanks DIR --text CORPUS.jsonl.gz --encoder DIR --work DIR --out DIR

Steps run in order; one whose output lies in the work folder already is left out, so a run that was stopped goes on.
``--only STEP …`` runs these alone. Settings and seed are in settings.toml. See README.md.
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import augment
import treebank
import vectors
from lexicon import Lexicon

HERE = Path(__file__).resolve().parent
TRAIN = ("ewt_train", "gum_train")
DEV = ("ewt_dev", "gum_dev")
TEST = ("pud_test", "ewt_test", "gum_test")


class Recipe:
    """The steps, each a method that writes the files it is named for; see ``ORDER``."""

    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.settings = tomllib.loads(options.settings.read_text(encoding="utf-8"))
        self.seed: int = self.settings["seed"]
        self.work: Path = options.work
        self.work.mkdir(parents=True, exist_ok=True)
        self._lexicon: Lexicon | None = None

    def file(self, name: str) -> Path:
        return self.work / name

    @property
    def lexicon(self) -> Lexicon:
        if self._lexicon is None:
            ranks = {word: rank for rank, word in enumerate(vectors.words(self.options.vectors))}
            exceptions = {
                tuple(key.split("/")): lemma for key, lemma in self.settings["lemmatizer"]["exceptions"].items()
            }
            self._lexicon = Lexicon(ranks, exceptions)
        return self._lexicon

    def _treebanks(self, names: tuple[str, ...]) -> Iterator[treebank.Sentence]:
        for name in names:
            found = [p for p in self.options.treebanks.glob(f"{name}.conllu*") if p.suffix in (".conllu", ".xz")]
            if not found:
                raise SystemExit(f"{self.options.treebanks}: no {name}.conllu or {name}.conllu.xz")
            yield from treebank.read(found[0])

    def _start(self, processor: str) -> Path | None:
        """The weights to go on from, if any."""
        return next((self.options.start / "en" / processor).glob("*.pt")) if self.options.start else None

    def data(self) -> None:
        """train, dev and test files; the copy of train that the tokenizer learns from; vectors for Stanza."""
        treebank.write(self.file("dev.conllu"), self._treebanks(DEV))
        for name in TEST:
            treebank.write(self.file(f"{name}.conllu"), self._treebanks((name,)))
        sentences = list(self._treebanks(TRAIN))
        changed = augment.mixed(
            sentences, self.settings["tokenizer"]["changes"], self.lexicon, random.Random(self.seed), extra=False
        )
        treebank.write(self.file("train.tokens.conllu"), changed)
        vectors.pretrain(self.options.vectors, self.file("vectors.pt"))
        treebank.write(self.file("train.conllu"), sentences)

    def tokenizer(self) -> None:
        import tokenizer

        tokenizer.train(
            self.settings["tokenizer"], self.file("train.tokens.conllu"), self.file("dev.conllu"),
            self.file("tokens"), self.file("tokenizer.pt"), self.seed,
        )

    def splitter(self) -> None:
        import tokenizer

        tokenizer.train_splitter(
            self.settings["splitter"], self.file("train.tokens.conllu"), self.file("dev.conllu"),
            self.file("splits"), self.file("mwt.pt"), self.seed,
        )

    def lemmatizer(self) -> None:
        import lemmatizer
        import triggers

        lemmatizer.train(
            self.settings["lemmatizer"], self.file("train.conllu"), self.file("lemma.pt"), self.lexicon,
            vectors.words(self.options.vectors), triggers.lemmas(), self.seed,
        )

    def text(self) -> None:
        """Tokenized sentences of the corpus, by the tokenizer and splitter of this run."""
        import stanza
        import text

        # Stanza asks for a list of models, even where every model is given by its path.
        self.file("resources.json").write_text('{"en": {"lang_name": "English"}}', encoding="utf-8")
        pipeline = stanza.Pipeline(
            "en", dir=str(self.work), processors="tokenize,mwt", package=None, download_method=None, use_gpu=False,
            allow_unknown_language=True,
            tokenize_model_path=str(self.file("tokenizer.pt")), mwt_model_path=str(self.file("mwt.pt")),
            tokenize_max_seqlen=3000, logging_level="ERROR",
        )
        found = text.sample(self.options.text, self.settings["text"]["texts"], self.seed)
        treebank.write(self.file("text.conllu"), text.tokenized(pipeline, found, self.settings["text"]["longest"]))

    def teacher(self) -> None:
        import teacher

        teacher.train(self.settings["teacher"], self.work, self.options.encoder, self.file("teacher.pt"), self.seed)

    def label(self) -> None:
        """The teacher's tags and trees, and the lemmatizer's lemmas, on the text."""
        import lemmatizer
        import teacher

        model, pieces, device = teacher.load(
            self.settings["teacher"], self.options.encoder, self.file("teacher.pt")
        )
        sentences = list(treebank.read(self.file("text.conllu")))
        teacher.predict(model, sentences, pieces, self.settings["teacher"]["batch"] * 4, device)
        lemmatizer.apply(self.file("lemma.pt"), sentences)
        treebank.write(self.file("labelled.conllu"), sentences)

    def mix(self) -> None:
        """What tagger and parser learn from: treebanks and labelled text, with the changes that news makes."""
        chance, settings = random.Random(self.seed), self.settings["mix"]
        treebanks = list(treebank.read(self.file("train.conllu")))
        sentences: list[treebank.Sentence] = []
        for copy in range(settings["treebank_copies"]):
            # The first copy is the treebank as it is.
            sentences += treebanks if copy == 0 else augment.mixed(
                treebanks, settings["changes"], self.lexicon, chance, extra=False
            )
        labelled = treebank.read(self.file("labelled.conllu"))
        sentences += augment.mixed(labelled, settings["changes"], self.lexicon, chance, extra=False)
        chance.shuffle(sentences)
        treebank.write(self.file("mix.conllu"), sentences)

    def tagger(self) -> None:
        import tagger

        tagger.train(
            self.settings["tagger"], self.file("mix.conllu"), self.file("train.conllu"), self.file("dev.conllu"),
            self.file("vectors.pt"), self.file("tagger.pt"), self.seed, self._start("pos"),
        )

    def retag(self) -> None:
        """The mix and dev with the tagger's tags and the lemmas that follow from them."""
        import lemmatizer
        import tagger

        trainer, table = tagger.load(self.file("tagger.pt"), self.file("vectors.pt"))
        for name in ("dev", "mix"):
            plain = self.file(f"{name}.plain.conllu")
            plain.write_text(
                "{:C}\n\n".format(tagger.predict(trainer, self.file(f"{name}.conllu"), table)), encoding="utf-8"
            )
            sentences = list(treebank.read(plain))
            lemmatizer.apply(self.file("lemma.pt"), sentences)
            treebank.write(self.file(f"{name}.tagged.conllu"), sentences)
            plain.unlink()

    def parser(self) -> None:
        import biaffine

        first, second = self.settings["parser"]["epochs"]
        biaffine.train(
            self.settings["parser"], [(self.file("mix.conllu"), first), (self.file("mix.tagged.conllu"), second)],
            self.file("train.conllu"), self.file("dev.conllu"), self.file("dev.tagged.conllu"),
            self.file("vectors.pt"), self.file("parser.pt"), self.seed, wait=self.options.wait,
            start=self._start("depparse"),
        )

    def export(self) -> None:
        import export

        export.export(self.work, self.options.vectors, self.options.out)

    def score(self) -> None:
        import score

        score.score(self.options.out, [self.file(f"{name}.conllu") for name in TEST], self.file("scores.json"))

    def card(self) -> None:
        import card

        page = self.options.out.parent / "MODEL_CARD.md"
        card.write(page, self.options.settings, self.settings, self.file("scores.json"))


#: Every step with the file that shows that it was done.
ORDER: dict[str, str] = {
    "data": "train.conllu", "tokenizer": "tokenizer.pt", "splitter": "mwt.pt", "lemmatizer": "lemma.pt",
    "text": "text.conllu", "teacher": "teacher.pt", "label": "labelled.conllu", "mix": "mix.conllu",
    "tagger": "tagger.pt", "retag": "mix.tagged.conllu", "parser": "parser.pt", "export": "", "score": "", "card": "",
}


def main(arguments: list[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--treebanks", type=Path, required=True, help="folder with ewt_train.conllu[.xz] and so on")
    options.add_argument("--text", type=Path, required=True, help="plain news text: .txt, .jsonl or .jsonl.gz")
    options.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    options.add_argument("--work", type=Path, required=True, help="folder for everything in between")
    options.add_argument("--out", type=Path, required=True, help="the model folder to write")
    options.add_argument("--vectors", type=Path, default=HERE.parents[1] / "coder" / "model" / "en" / "vectors_q8.pt")
    options.add_argument("--settings", type=Path, default=HERE / "settings.toml")
    options.add_argument("--only", nargs="+", choices=list(ORDER), metavar="STEP", help=" ".join(ORDER))
    options.add_argument("--start", type=Path, help="a model folder of the same sizes: tagger and parser go on from it")
    options.add_argument("--wait", action="store_true", help="the parser waits for tags that another process makes")
    chosen = options.parse_args(arguments)
    sys.path.insert(0, str(HERE))
    recipe = Recipe(chosen)
    for name, output in ORDER.items():
        step: Callable[[], None] = getattr(recipe, name)
        if chosen.only and name not in chosen.only:
            continue
        if not chosen.only and output and recipe.file(output).exists():
            print(f"== {name}: done before", flush=True)
            continue
        print(f"== {name}", flush=True)
        step()


if __name__ == "__main__":
    main()
