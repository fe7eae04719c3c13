"""Raw text → events: documents, sentences and words a second, and the share of time of each stage.

    python benchmarks/pipeline.py                      # the example stories of the tests, repeated
    python benchmarks/pipeline.py news.txt --threads 2 # a text of your own; blank lines part its paragraphs
    python benchmarks/pipeline.py --json -             # figures for a machine

Loading (model, dictionaries, rules) is shown apart and counts in no rate. One short run comes first, so that caches
and torch's first calls do not count either.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

STORIES = Path(__file__).resolve().parent.parent / "tests" / "data" / "stories"
#: The stages of a parser in the order in which they run.
STAGES = ("tokenize", "mwt", "pos", "lemma", "depparse")


class Clock:
    """Adds up the time spent in functions that it wraps."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def wrap(self, owner: Any, name: str, stage: str) -> None:
        """Replace the method ``name`` of ``owner`` by one that is timed under ``stage``."""
        inner = getattr(owner, name)

        def timed(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return inner(*args, **kwargs)
            finally:
                self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start

        setattr(owner, name, timed)


def load_texts(paths: Iterable[Path], words: int) -> list[str]:
    """The texts of the files, repeated until they hold at least ``words`` words."""
    texts = [text for path in paths if (text := path.read_text(encoding="utf-8")).strip()]
    if not texts:
        raise SystemExit("no text to run on")
    size = sum(len(text.split()) for text in texts)
    return texts * max(1, -(-words // size))


def run(texts: list[str], threads: int, date: str) -> dict[str, Any]:
    """Load, warm up, time. All figures in seconds, rates a second."""
    start = time.perf_counter()
    from coder import Coder
    from coder.sentence import Document

    coder = Coder(threads=threads)
    parser = coder.parser
    loaded = time.perf_counter() - start
    list(coder.code_many([Document("warm-up", texts[0], date)]))

    clock = Clock()
    for stage in STAGES:
        clock.wrap(parser._nlp.processors[stage], "process", stage)
    clock.wrap(parser, "parse", "parse")
    clock.wrap(coder, "code_document", "coding")
    start = time.perf_counter()
    sentences = tokens = events = 0
    for document, found in coder.code_many(Document(str(n), text, date) for n, text in enumerate(texts)):
        sentences += len(document.sentences)
        tokens += sum(map(len, document.sentences))
        events += len(found)
    total = time.perf_counter() - start

    seconds = {stage: clock.seconds.get(stage, 0.0) for stage in STAGES}
    # Line breaks, sentence splits, and building our sentences from the models' output.
    seconds["segment"] = clock.seconds["parse"] - sum(seconds.values())
    seconds["coding"] = clock.seconds["coding"]
    seconds["rest"] = total - clock.seconds["parse"] - clock.seconds["coding"]
    return {
        "model": parser.model_id,
        "threads": threads,
        "load_seconds": round(loaded, 2),
        "documents": len(texts),
        "sentences": sentences,
        "words": tokens,
        "events": events,
        "seconds": round(total, 2),
        "documents_per_second": round(len(texts) / total, 1),
        "sentences_per_second": round(sentences / total, 1),
        "words_per_second": round(tokens / total),
        "coding_sentences_per_second": round(sentences / clock.seconds["coding"]),
        "share": {stage: round(spent / total, 4) for stage, spent in seconds.items()},
    }


def show(figures: dict[str, Any]) -> None:
    """The figures for people."""
    print(f"model {figures['model']}, {figures['threads']} thread(s), loaded in {figures['load_seconds']} s")
    print(
        f"{figures['documents']} documents, {figures['sentences']} sentences, {figures['words']} words, "
        f"{figures['events']} events in {figures['seconds']} s"
    )
    print(
        f"{figures['documents_per_second']} documents, {figures['sentences_per_second']} sentences, "
        f"{figures['words_per_second']} words a second; coding alone {figures['coding_sentences_per_second']} "
        "sentences a second"
    )
    for stage, share in sorted(figures["share"].items(), key=lambda pair: -pair[1]):
        print(f"  {stage:<9} {100 * share:5.1f} %  {'█' * round(50 * share)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="text files; default: the example stories of the tests")
    parser.add_argument("--words", type=int, default=20_000, help="repeat the texts up to this many words")
    parser.add_argument("--threads", type=int, default=1, help="torch threads")
    parser.add_argument("--date", default="2025-06-02", help="date of the documents")
    parser.add_argument("--json", metavar="FILE", help="also write the figures as JSON (- for standard output alone)")
    options = parser.parse_args()
    texts = load_texts(options.files or sorted(STORIES.glob("*.txt")), options.words)
    figures = run(texts, options.threads, options.date)
    if options.json == "-":
        json.dump(figures, sys.stdout, indent=2)
        print()
        return
    show(figures)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
