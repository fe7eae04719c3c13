"""Sentences of CoNLL-U files as plain rows, and back.

Only what training needs: syntactic words with their ten columns, the multiword
token lines that stand before them, and the comments. Empty nodes are dropped
(the basic tree does not use them).
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)


@dataclass
class Sentence:
    """One sentence: ``words`` are lists of the ten CoNLL-U columns, word ``i`` has id ``i + 1``;
    ``ranges`` are the multiword lines, by the index of their first word; ``comments`` are those but ``# text``,
    which is made anew from the words."""

    words: list[list[str]]
    ranges: dict[int, list[str]] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)

    @property
    def forms(self) -> list[str]:
        return [word[FORM] for word in self.words]

    def text(self) -> str:
        """The raw text, from the forms and ``SpaceAfter=No``."""
        parts, until = [], -1
        for index, word in enumerate(self.words):
            line = self.ranges.get(index)
            if line is not None:
                until = int(line[ID].split("-")[1]) - 1
            elif index <= until:
                continue
            token = line or word
            parts.append(token[FORM] + ("" if "SpaceAfter=No" in token[MISC] else " "))
        return "".join(parts).rstrip()

    def lines(self) -> Iterator[str]:
        """The lines of the sentence, without the empty one that ends it."""
        yield from self.comments
        yield "# text = " + self.text()
        for index, word in enumerate(self.words):
            if index in self.ranges:
                yield "\t".join(self.ranges[index])
            yield "\t".join(word)

    def copy(self) -> Sentence:
        return Sentence(
            [list(word) for word in self.words],
            {index: list(line) for index, line in self.ranges.items()},
            list(self.comments),
        )


def read(path: Path) -> Iterator[Sentence]:
    """Sentences of a ``.conllu`` or ``.conllu.xz`` file, in order."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        sentence = Sentence([])
        for raw in stream:
            line = raw.rstrip("\n")
            if not line:
                if sentence.words:
                    yield sentence
                sentence = Sentence([])
            elif line.startswith("#"):
                if not line.startswith("# text ="):
                    sentence.comments.append(line)
            else:
                columns = line.split("\t")
                if "-" in columns[ID]:
                    sentence.ranges[len(sentence.words)] = columns
                elif "." not in columns[ID]:
                    sentence.words.append(columns)
        if sentence.words:
            yield sentence


def write(path: Path, sentences: Iterable[Sentence]) -> None:
    """Write sentences as CoNLL-U; the file appears whole or not at all."""
    partial = path.with_name(path.name + ".part")
    with open(partial, "w", encoding="utf-8", newline="\n") as stream:
        for sentence in sentences:
            stream.writelines(line + "\n" for line in sentence.lines())
            stream.write("\n")
    partial.replace(path)
