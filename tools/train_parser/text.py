"""Plain text → tokenized sentences without tags, by the tokenizer that was just trained.

Input is ``.txt`` (one text a line) or ``.jsonl[.gz]`` with the text under ``text``.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

import stanza
from treebank import DEPREL, FORM, ID, MISC, Sentence


def texts(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            text = json.loads(line)["text"] if ".jsonl" in path.name else line.strip()
            if text:
                yield text


def sample(path: Path, count: int, seed: int) -> list[str]:
    """``count`` different texts by chance, in a fixed order."""
    found = sorted(set(texts(path)))
    return random.Random(seed).sample(found, min(count, len(found)))


def tokenized(pipeline: stanza.Pipeline, found: list[str], longest: int) -> Iterator[Sentence]:
    """Sentences of 4 to ``longest`` words; columns but id, form and spacing are "_"."""
    for start in range(0, len(found), 500):
        docs = pipeline.bulk_process([stanza.Document([], text=text) for text in found[start : start + 500]])
        for doc in docs:
            for sentence in doc.sentences:
                if 4 <= len(sentence.words) <= longest:
                    yield _plain(sentence)


def _plain(sentence) -> Sentence:
    result = Sentence([])
    for token in sentence.tokens:
        spacing = "_" if token.spaces_after else "SpaceAfter=No"
        if len(token.words) > 1:
            first, last = token.words[0].id, token.words[-1].id
            line = ["_"] * 10
            line[ID], line[FORM], line[MISC] = f"{first}-{last}", token.text, spacing
            result.ranges[len(result.words)] = line
            spacing = "_"
        for word in token.words:
            line = ["_"] * 10
            line[ID], line[FORM], line[DEPREL], line[MISC] = str(word.id), word.text, "_", spacing
            result.words.append(line)
    return result
