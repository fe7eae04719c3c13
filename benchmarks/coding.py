"""Parses → events: sentences a second of coding alone, one core, all dictionaries, and where the time goes.

    python benchmarks/coding.py                        # the parsed example sentences of the tests
    python benchmarks/coding.py news.conllu            # your own parses, as `coder parse` writes them
    python benchmarks/coding.py news.conllu --json -   # figures for a machine

The example sentences hold an event each, so news runs faster. Each chunk of documents is coded ``--rounds`` times from
fresh sentences and its best time counts, since other work on the machine only ever adds. A fixed loop of plain Python
is timed between the chunks; sentences a loop can be compared between machines, sentences a second only on one.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

PARSES = Path(__file__).resolve().parent.parent / "tests" / "parses"
CHUNK = 25


def calibration() -> float:
    """Seconds of a fixed loop over integers, strings and a dictionary, about a hundredth of a second long."""
    start = time.perf_counter()
    counts: dict[str, int] = {}
    for number in range(40_000):
        key = str(number % 97)
        counts[key] = counts.get(key, 0) + number * number % 7
    return time.perf_counter() - start


class Stages:
    """Time spent in functions, each without what is spent in others of them: nested stages are not counted twice."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inside: list[float] = []  # for each stage that is running: time that belongs to stages within it

    def wrap(self, owner: Any, name: str, stage: str) -> None:
        """Replace the method ``name`` of a class or object by one that is timed under ``stage``."""
        inner = getattr(owner, name)

        def timed(*args: Any, **kwargs: Any) -> Any:
            self._inside.append(0.0)
            start = time.perf_counter()
            try:
                return inner(*args, **kwargs)
            finally:
                spent = time.perf_counter() - start
                self.seconds[stage] = self.seconds.get(stage, 0.0) + spent - self._inside.pop()
                if self._inside:
                    self._inside[-1] += spent

        setattr(owner, name, timed)


def load_documents(paths: Iterable[Path], limit: int) -> list[Any]:
    """Parsed documents, ``limit`` at most."""
    from coder.conllu import read_conllu

    def all_of_them() -> Iterable[Any]:
        for path in paths:
            with path.open(encoding="utf-8") as stream:
                yield from read_conllu(stream, path=str(path))

    documents = list(islice(all_of_them(), limit))
    if not documents:
        raise SystemExit("no parsed document to run on")
    return documents


def fresh(document: Any) -> Any:
    """The document with sentences of their own, which remember nothing of earlier rounds."""
    from coder import Document
    from coder.sentence import remade

    sentences = [remade(*sentence.state()) for sentence in document.sentences]
    return Document(document.id, document.text, document.date, sentences)


def rates(documents: list[Any], rounds: int, code: Callable[[Any], list[Any]]) -> dict[str, Any]:
    """Sentences a second and a calibration loop, from the best time of each chunk."""
    chunks = [documents[i : i + CHUNK] for i in range(0, len(documents), CHUNK)]
    best = [float("inf")] * len(chunks)
    loop, events = float("inf"), 0
    for _ in range(rounds):
        events = 0
        for number, chunk in enumerate(chunks):
            prepared = [fresh(document) for document in chunk]
            start = time.perf_counter()
            for document in prepared:
                events += len(code(document))
            best[number] = min(best[number], time.perf_counter() - start)
            loop = min(loop, calibration())
    sentences, total = sum(len(d.sentences) for d in documents), sum(best)
    return {
        "documents": len(documents),
        "sentences": sentences,
        "words": sum(len(s) for d in documents for s in d.sentences),
        "events": events,
        "rounds": rounds,
        "sentences_per_second": round(sentences / total),
        "calibration_ms": round(1000 * loop, 3),
        "sentences_per_loop": round(sentences / total * loop, 2),
    }


def shares(documents: list[Any], coder: Any) -> dict[str, float]:
    """The part of each stage in the time of one more round. Timing it slows coding, so this round gives no rate."""
    from coder.actors import ActorDictionary
    from coder.match import Matcher
    from coder.moods import Moods
    from coder.phrases import Phrases
    from coder.roles import Roles

    stages = Stages()
    for owner, name, stage in (
        (coder, "code_document", "composing, rest"),
        (coder, "triggers", "triggers"),
        (ActorDictionary, "mentions", "names"),
        (Phrases, "phrase", "actor phrases"),
        (Matcher, "at", "clauses, matching"),
        (Moods, "of", "moods"),
        (Roles, "sides", "sides"),
        (coder, "_event", "records"),
    ):
        stages.wrap(owner, name, stage)
    for document in documents:
        coder.code_document(fresh(document))
    total = sum(stages.seconds.values())
    return {stage: round(spent / total, 4) for stage, spent in sorted(stages.seconds.items(), key=lambda x: -x[1])}


def run(documents: list[Any], rounds: int) -> dict[str, Any]:
    """All figures."""
    start = time.perf_counter()
    from coder import Coder
    from coder.collection import keep_loaded
    from coder.version import is_compiled

    coder = Coder()
    keep_loaded()  # as the command line does
    loaded = time.perf_counter() - start
    figures = {"load_seconds": round(loaded, 2), **rates(documents, rounds, coder.code_document)}
    if is_compiled():  # its parts call each other past the clocks
        return {"compiled": True, **figures, "share": {}}
    return {"compiled": False, **figures, "share": shares(documents, coder)}


def show(figures: dict[str, Any]) -> None:
    """The figures for people."""
    print(
        f"{figures['documents']:,} documents, {figures['sentences']:,} sentences, {figures['words']:,} words, "
        f"{figures['events']:,} events; dictionaries and rules loaded in {figures['load_seconds']} s"
        f"{'; compiled' if figures['compiled'] else ''}"
    )
    print(
        f"{figures['sentences_per_second']:,} sentences a second (best of {figures['rounds']}); "
        f"{figures['sentences_per_loop']} in the time of a calibration loop of {figures['calibration_ms']} ms"
    )
    for stage, share in figures["share"].items():
        print(f"  {stage:<18} {100 * share:5.1f} %  {'█' * round(50 * share)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="CoNLL-U files; default: the parses of the tests")
    parser.add_argument("--documents", type=int, default=2000, help="documents to take at most")
    parser.add_argument("--rounds", type=int, default=5, help="times that each chunk is coded")
    parser.add_argument("--json", metavar="FILE", help="also write the figures as JSON (- for standard output alone)")
    options = parser.parse_args()
    documents = load_documents(options.files or sorted(PARSES.glob("*.conllu")), max(1, options.documents))
    figures = run(documents, max(1, options.rounds))
    if options.json == "-":
        json.dump(figures, sys.stdout, indent=2)
        print()
        return
    show(figures)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
