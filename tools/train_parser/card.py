"""The model card, from the settings and the scores of a run."""

from __future__ import annotations

import json
from pathlib import Path

_CARD = """# The English parser model

A Stanza pipeline (tokenizer, splitter of contractions, tagger, lemmatizer, dependency parser), small enough to
lie in the repository: {size} MB, 16-bit weights, 8-bit word vectors. It gives Universal Dependencies trees and loads
without a network. Nothing in the code depends on this model: `--model FOLDER` takes another Stanza folder.
This page and the model were written by `tools/train_parser/train.py`.

## Licence

The weights are licensed **CC BY-SA 4.0** (https://creativecommons.org/licenses/by-sa/4.0/), since they were trained on
share-alike treebanks and text. The code of the package is MIT.

## Training data, with thanks to its makers

| source | used for | licence |
|---|---|---|
| UD English EWT (English Web Treebank), train | all five processors | CC BY-SA 4.0 |
| UD English GUM, genres news, interview, bio, voyage, academic, speech, court, train | all five processors | \
texts: news and interview CC BY 2.5; bio and voyage CC BY-SA 3.0; academic CC BY 4.0; \
speeches and court public domain or CC BY. \
Annotations: CC BY 4.0 upstream, while the UD release as a whole states CC BY-NC-SA 4.0 |
| Wikipedia's current events, {texts} items | tagger and parser, as labelled by the teacher | CC BY-SA |
| all-mpnet-base-v2, its lower {layers} layers | the teacher, which is not shipped | Apache 2.0 |
| GloVe 6B vectors (50 dimensions) | word vectors, reduced and quantised | PDDL |
| spaCy `en_core_web_md` vectors | word vectors, reduced and quantised | MIT; vectors CC0 |
| lemminflect | inflected forms in the lemma dictionary | MIT |
| UD English PUD | test only, never training or selection | CC BY-SA 3.0 |

## How good it is

One run; F1 by the CoNLL 2018 measures (LAS counts universal relations).

| test set | from | {metrics} |
|---|---|{rules}|
{rows}

PUD is news and encyclopedia text. Headlines are harder than running text.

## How this model was made

Tagger and parser went on (`--start`), in five stages, from a first model (the two treebanks alone, two hours on two
cores; PUD from raw text: UPOS 95.86, LAS 84.68), whose tokenizer and splitter were kept and had split the text that the
teacher labelled: both on 25,634 sentences of it; the parser alone on 95,000; both on these 95,000, the parser made
wider; the parser alone again, with little dropout; the tagger alone in the same way (the README of tools/train_parser
has a table of the stages). On the same tests the teacher reaches UPOS 97.47 and LAS 89.66 (PUD, gold tokens).

## Settings

```toml
{settings}
```
"""


def write(card: Path, settings_file: Path, settings: dict, scores_file: Path) -> None:
    """Write the card to the file ``card``."""
    scores = json.loads(scores_file.read_text(encoding="utf-8"))
    megabytes = scores.pop("megabytes")
    metrics: list[str] = []
    rows = []
    for test, parts in scores.items():
        for kind in ("raw", "gold tokens"):
            metrics = list(parts[kind])
            rows.append(f"| {test} | {kind} | " + " | ".join(f"{value:.2f}" for value in parts[kind].values()) + " |")
    text = _CARD.format(
        size=megabytes, texts=f"{settings['text']['texts']:,}", layers=settings["teacher"]["layers"],
        metrics=" | ".join(metrics), rules="---|" * (len(metrics) - 1) + "---", rows="\n".join(rows),
        settings=settings_file.read_text(encoding="utf-8").strip(),
    )
    card.write_text(text, encoding="utf-8")
