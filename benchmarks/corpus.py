"""Raw text → events of a whole corpus, against a plain Stanza loop; then again from the parse store. One run, ratios.

    python benchmarks/corpus.py                           # the example stories of the tests, repeated with changes
    python benchmarks/corpus.py news.jsonl --documents 300
    python benchmarks/corpus.py --workers 2 --json -

In turns, each in a process of its own, over the same documents:

- *plain*: ``stanza.Pipeline`` with its default settings and our models, ``nlp(text)`` a story at a time, no events;
- *parse*: ``coder parse`` into a store, so our parsing alone;
- *run*: ``coder code`` into a folder, so raw text to events;
- *again*: ``coder code`` into another folder with the store of the last, on one worker and without the parser;
- *coding*: what of that is coding alone, sentences in memory, nothing read or written.

Loading is in no rate (it is told apart): each part is timed over the documents less a small corpus, timed as well.
A corpus of a few hundred stories or more is wanted for that, and an idle machine: the figures by processor time hold on
a busy one too. Memory is the largest resident size of any process of a part. ``--rounds`` repeats all and takes each
part's best time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

STORIES = Path(__file__).resolve().parent.parent / "tests" / "data" / "stories"

PLAIN = """
import json, sys, time
import stanza
from stanza.models.common.foundation_cache import FoundationCache
from coder import resources
from coder.parser_models import load_vectors
folder = resources.model()
cache = FoundationCache(local_files_only=True)
# The shipped vectors are packed; under this name Stanza finds them as it finds its own.
cache.pretrains[str(folder / "en" / "pretrain" / "compact.pt")] = load_vectors(folder / "vectors_q8.pt")
nlp = stanza.Pipeline("en", dir=str(folder), package="default", processors="tokenize,mwt,pos,lemma,depparse",
                      download_method=None, foundation_cache=cache, logging_level="ERROR")
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
nlp(texts[0])
start, cpu = time.perf_counter(), time.process_time()
for text in texts:
    nlp(text)
print(json.dumps({"seconds": time.perf_counter() - start, "cpu_seconds": time.process_time() - cpu}))
"""

CODING = """
import json, sys, time
from coder.collection import keep_loaded
from coder.corpus.parsing import Parses
from coder.corpus.readers import read_documents
from coder.corpus.shards import FEWEST, cut
from coder.engine import Coder
coder = Coder()
parses = Parses(lambda: coder.parser, None, coder.names_in, parse=False)
parses.open(sys.argv[2])
keep_loaded()
seconds = cpu_seconds = 0.0
for shard in cut(read_documents([sys.argv[1]]), FEWEST, [], lambda: 0):
    parses.fill(shard.documents, lambda document, error: sys.exit(str(error)))
    start, cpu = time.perf_counter(), time.process_time()
    for document in shard.documents:
        coder.code_document(document)
    seconds, cpu_seconds = seconds + time.perf_counter() - start, cpu_seconds + time.process_time() - cpu
print(json.dumps({"seconds": seconds, "cpu_seconds": cpu_seconds}))
"""


def documents(paths: list[Path], count: int) -> list[dict[str, str]]:
    """So many stories: of a JSONL corpus, or the examples, each time with its sentences in another order, so that no
    two are the same text."""
    if paths:
        lines = (json.loads(line) for path in paths for line in path.open(encoding="utf-8"))
        return [{"id": str(n), "date": d.get("date") or "2025-06-02", "text": d["text"]}
                for n, d in zip(range(count), lines, strict=False)]  # fmt: skip
    stories = [path.read_text(encoding="utf-8").strip().split("\n\n") for path in sorted(STORIES.glob("*.txt"))]
    order = random.Random(1)
    found = []
    for n in range(count):
        parts = list(stories[n % len(stories)])
        if n >= len(stories):
            order.shuffle(parts)
        found.append({"id": str(n), "date": "2025-06-02", "text": "\n\n".join(parts) + f"\n\nStory {n}."})
    return found


def spend(command: list[str]) -> tuple[float, float, float, str]:
    """Seconds, processor seconds of it and its children, largest resident megabytes of any, and what it printed."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        peak = 0
        while process.poll() is None:
            peak = max([peak, *map(_resident, _family(process.pid))])
            time.sleep(0.1)
        out, errors = process.communicate()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}: {errors}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, cpu, peak / 1024, out


def _family(pid: int) -> list[int]:
    """The process and its children (Linux; elsewhere it alone)."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *map(int, children)]


def _resident(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def measure(corpus: list[dict[str, str]], workers: int, folder: Path) -> dict[str, Any]:
    """All parts once, over the corpus and over a few stories of it."""
    few = corpus[: max(1, min(4, len(corpus) // 10))]
    paths = {}
    for name, some in (("few", few), ("all", corpus)):
        paths[name] = folder / f"{name}.jsonl"
        lines = (json.dumps(d) + "\n" for d in some)
        paths[name].write_text("".join(lines), encoding="utf-8")
    coder = [sys.executable, "-m", "coder"]
    parts: dict[str, dict[str, Any]] = {}
    _, _, memory, out = spend([sys.executable, "-c", PLAIN, str(paths["all"])])
    plain = json.loads(out)
    parts["plain"] = {**plain, "memory_mb": round(memory)}
    commands = {
        "parse": lambda name: ["parse", "-o", str(folder / f"store-{name}"), "-w", str(workers)],
        "run": lambda name: ["code", "-o", str(folder / f"run-{name}"), "-w", str(workers)],
        "again": lambda name: ["code", "-o", str(folder / f"again-{name}"), "-w", "1", "--no-parser", "--store",
                               str(folder / f"run-{name}" / "parses")],
    }  # fmt: skip
    for part, command in commands.items():
        short, short_cpu, _, _ = spend([*coder, *command("few"), str(paths["few"])])
        full, cpu, memory, _ = spend([*coder, *command("all"), str(paths["all"])])
        parts[part] = {"seconds": max(full - short, 1e-3), "cpu_seconds": max(cpu - short_cpu, 1e-3),
                       "loading_seconds": short, "memory_mb": round(memory)}  # fmt: skip
    store = folder / "run-all" / "parses"
    _, _, memory, out = spend([sys.executable, "-c", CODING, str(paths["all"]), str(store)])
    parts["coding"] = {**json.loads(out), "memory_mb": round(memory)}
    manifest = json.loads((folder / "run-all" / "manifest.json").read_text())
    if (folder / "run-all" / "events.jsonl").read_bytes() != (folder / "again-all" / "events.jsonl").read_bytes():
        raise SystemExit("coding again from the store gave other events")
    size = sum(path.stat().st_size for path in store.rglob("*.parquet"))
    counts = {name: manifest[name] for name in ("documents", "sentences", "events")}
    return {**counts, "store_bytes": size, "parts": parts}


def run(paths: list[Path], count: int, workers: int, rounds: int) -> dict[str, Any]:
    """The figures: best times, rates, ratios."""
    corpus = documents(paths, count)
    best: dict[str, Any] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            found = measure(corpus, workers, Path(folder))
        for part, figures in found["parts"].items():
            if part not in best or figures["seconds"] < best[part]["seconds"]:
                best[part] = figures
    few = max(1, min(4, len(corpus) // 10))
    for part, figures in best.items():
        share = 1 if part in ("plain", "coding") else (len(corpus) - few) / len(corpus)  # less the small corpus
        figures["documents_per_second"] = round(share * found["documents"] / figures["seconds"], 2)
        figures["sentences_per_second"] = round(share * found["sentences"] / figures["seconds"], 1)
        figures["sentences_per_cpu_second"] = round(share * found["sentences"] / figures["cpu_seconds"])
        figures["documents_per_cpu_second"] = round(share * found["documents"] / figures["cpu_seconds"], 2)
        for name in ("seconds", "cpu_seconds", "loading_seconds"):
            if name in figures:
                figures[name] = round(figures[name], 2)
    rate = {part: figures["documents_per_second"] for part, figures in best.items()}
    cpu_rate = {part: figures["documents_per_cpu_second"] for part, figures in best.items()}
    return {
        "documents": found["documents"],
        "sentences": found["sentences"],
        "events": found["events"],
        "workers": workers,
        "cores": os.cpu_count(),
        "rounds": rounds,
        "store_bytes_per_sentence": round(found["store_bytes"] / max(1, found["sentences"]), 1),
        "parts": best,
        "ratios": {
            "run_to_plain": round(rate["run"] / rate["plain"], 2),
            "run_time_to_parse_time": round(rate["parse"] / rate["run"], 2),
            "again_to_run": round(rate["again"] / rate["run"], 2),
            "run_to_plain_by_cpu": round(cpu_rate["run"] / cpu_rate["plain"], 2),
            "again_cpu_to_coding_cpu": round(cpu_rate["coding"] / cpu_rate["again"], 2),
            "run_cpu_to_parse_cpu": round(cpu_rate["parse"] / cpu_rate["run"], 2),
        },
    }


def show(figures: dict[str, Any]) -> None:
    """The figures for people."""
    print(f"{figures['documents']:,} documents, {figures['sentences']:,} sentences, {figures['events']:,} events; "
          f"{figures['workers']} workers on {figures['cores']} cores")  # fmt: skip
    for part, found in figures["parts"].items():
        print(f"  {part:<6} {found['seconds']:8.1f} s {found['documents_per_second']:8.1f} documents/s "
              f"{found['sentences_per_second']:8.0f} sentences/s  {found['memory_mb']:5} MB a process")  # fmt: skip
    for name, ratio in figures["ratios"].items():
        print(f"  {name.replace('_', ' ')}: {ratio}")
    print(f"  parse store: {figures['store_bytes_per_sentence']} bytes a sentence")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="JSONL corpora with text and date; default: the examples")
    parser.add_argument("--documents", type=int, default=200, help="stories to take")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="workers of parse and run")
    parser.add_argument("--rounds", type=int, default=1, help="times that all is measured")
    parser.add_argument("--json", metavar="FILE", help="also write the figures as JSON (- for standard output alone)")
    options = parser.parse_args()
    figures = run(options.files, max(2, options.documents), max(1, options.workers), max(1, options.rounds))
    if options.json == "-":
        json.dump(figures, sys.stdout, indent=2)
        print()
        return
    show(figures)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
