"""How much a lossless shortcut could save: texts that cannot hold an event whatever their parse would be.

    python benchmarks/shortcut.py news.conllu            # parses, as `coder parse` writes them
    python benchmarks/shortcut.py news.conllu --json -

A story gives no event if none of its sentences has a trigger word of the rules in any form; more sharply, if no rule
that a trigger brings up finds the other words that it needs in the sentence (``RuleIndex.lacking``); or if the story
has no name of the actor dictionaries, without which no side has a country. Such stories would need no tagging and
parsing. A sentence alone cannot be left out: pronouns and role nouns of the others may look for their actors in it. The
shares below are what is the most to be had; a shortcut before parsing sees less, since it cannot tell a verb from a
noun or a name, and must take every word for all the lemmas that it may have.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from coder.cast import Cast
from coder.compose import Composer
from coder.conllu import read_conllu
from coder.engine import Coder
from coder.sentence import Document


def measure(paths: list[Path], documents: int) -> dict[str, Any]:
    """Counts and shares over the first ``documents`` documents of the files; see the module."""
    coder = Coder()
    counts = dict.fromkeys(("documents", "sentences", "words", "bare_sentences", "bare_documents", "idle_sentences",
                            "idle_documents", "nameless_documents", "words_to_save"), 0)  # fmt: skip
    for path in paths:
        with path.open(encoding="utf-8") as stream:
            for document in read_conllu(stream):
                if counts["documents"] == documents:
                    break
                _count(coder, document, counts)
    total = counts["documents"] or 1
    shares = {
        "sentences without a trigger": counts["bare_sentences"] / (counts["sentences"] or 1),
        "documents without a trigger": counts["bare_documents"] / total,
        "sentences in which no rule can fire": counts["idle_sentences"] / (counts["sentences"] or 1),
        "documents in which no rule can fire": counts["idle_documents"] / total,
        "documents without a known name": counts["nameless_documents"] / total,
        "words that need no parse": counts["words_to_save"] / (counts["words"] or 1),
    }
    return {**counts, "shares": {name: round(share, 4) for name, share in shares.items()}}


def _count(coder: Coder, document: Document, counts: dict[str, int]) -> None:
    sentences = document.sentences
    words = sum(len(s.forms) for s in sentences)
    bare = [not coder.triggers(s) for s in sentences]
    idle = [not _can_fire(coder, cast) for cast in coder._casts(document)]
    nameless = not any(coder.dictionary.mentions(s) for s in sentences)
    counts["documents"] += 1
    counts["sentences"] += len(sentences)
    counts["words"] += words
    counts["bare_sentences"] += sum(bare)
    counts["bare_documents"] += all(bare)
    counts["idle_sentences"] += sum(idle)
    counts["idle_documents"] += all(idle)
    counts["nameless_documents"] += nameless
    counts["words_to_save"] += words * (nameless or all(idle))


def _can_fire(coder: Coder, cast: Cast) -> bool:
    """Whether some rule under a trigger of the sentence finds all other words that it needs in it."""
    matcher = Composer(cast, coder.index, coder.ontology).matcher
    lacking = coder.index.lacking(matcher.wording.words())
    return any(
        not entry.mask & lacking for word in coder.triggers(cast.sentence) for entry in matcher.entries(word)[1]
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="+", type=Path, help="CoNLL-U")
    arguments.add_argument("--documents", type=int, default=10_000, help="documents to take")
    arguments.add_argument("--json", metavar="FILE", help="write the figures as JSON too (- for standard output alone)")
    options = arguments.parse_args()
    figures = measure(options.files, options.documents)
    if options.json != "-":
        print(f"{figures['documents']:,} documents, {figures['sentences']:,} sentences, {figures['words']:,} words")
        for name, share in figures["shares"].items():
            print(f"  {name:32} {100 * share:5.1f} %")
    if options.json:
        text = json.dumps(figures, indent=2)
        print(text) if options.json == "-" else Path(options.json).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
