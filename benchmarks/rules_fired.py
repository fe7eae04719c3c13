"""How general the rules are: how many of each type fire on no item of a corpus, on one, on two to five, on more.

    python benchmarks/rules_fired.py news.conllu              # your own parses, as `coder parse` writes them
    python benchmarks/rules_fired.py stories/ news.jsonl      # raw text is parsed first
    python benchmarks/rules_fired.py news.conllu --never      # also lists the rules that never fired
    python benchmarks/rules_fired.py news.conllu --rarely 2   # … and those of at most two items, with one sentence each

A rule *fires* where it is the one chosen for a trigger, also when its event is then used up by an outer rule, has a
side that nobody knows, or (``drop``) is no event. A rule that fires on one item in many thousands is either rare by
nature or was written for one sentence: both deserve a look. Transforms count where they changed an event.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

#: Upper ends of the bins, with what a table calls them.
BINS = ((0, "0"), (1, "1"), (5, "2–5"), (20, "6–20"), (sys.maxsize, "more"))


class Tally:
    """Items on which each rule (by place, "reject.rules:12") fired, with the first sentence for each."""

    def __init__(self) -> None:
        self.items: Counter[str] = Counter()
        self.example: dict[str, str] = {}
        self.read = 0

    def add(self, coder: Any, document: Any) -> None:
        """Counts the rules that fire on a parsed document, each once."""
        from coder.compose import Composer

        year = int(document.date[:4]) if document.date else None
        here: dict[str, str] = {}
        for cast in coder._casts(document):
            triggers = coder.triggers(cast.sentence)
            if not triggers:
                continue
            composer = Composer(cast, coder.index, coder.ontology, year)
            drafts = composer.drafts(composer.matches(triggers))
            places = [match.rule.place for match in map(composer.matcher.at, triggers) if match is not None]
            places += [place for draft in drafts for place in draft.place.split("+")]
            for place in places:
                here.setdefault(place, cast.sentence.text)
        self.items.update(here.keys())
        for place, text in here.items():
            self.example.setdefault(place, text)
        self.read += 1


def documents(paths: Iterable[str], coder: Any) -> Iterator[Any]:
    """The documents of all sources, those that are not parsed yet parsed here; what is wrong goes to standard error."""
    from coder.corpus.readers import read_documents

    def warn(*error: object) -> None:
        print(*error, file=sys.stderr)

    yield from coder.parse_many(read_documents(paths, errors=warn), errors=warn)


def statements(coder: Any) -> dict[str, tuple[str, str]]:
    """Place → (type or "drop" or "transform", the rule as one line) for all rules and transforms."""
    found = {}
    for rule in coder.index.rules:
        found[rule.place] = (rule.outcome.type or "drop", _source(rule))
    for transform in coder.index.transforms:
        found[transform.place] = ("transform", _source(transform))
    return found


def _source(statement: Any) -> str:
    """The line of the rule file where a statement starts."""
    name, _, line = statement.place.rpartition(":")
    path = getattr(statement, "path", None)
    if path is None:
        from coder import resources

        path = resources.dictionaries() / "rules" / name
    try:
        return Path(path).read_text(encoding="utf-8-sig").splitlines()[int(line) - 1].strip()
    except (OSError, IndexError, ValueError):
        return ""


def table(tally: Tally, rules: dict[str, tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Type → bin → number of rules; a last row for all of them."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for place, (kind, _) in rules.items():
        name = next(label for top, label in BINS if tally.items[place] <= top)
        for row in (kind, "all"):
            counts[row]["rules"] += 1
            counts[row][name] += 1
    order = sorted(counts, key=lambda kind: (kind == "all", kind.islower(), kind))
    return {kind: dict(counts[kind]) for kind in order}


def main(arguments: list[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("paths", nargs="+", help="parses (.conllu) or anything that `coder run` reads")
    options.add_argument("--rules", action="append", default=[], help="rule files layered over the shipped ones")
    options.add_argument("--never", action="store_true", help="list the rules that fired on no item")
    options.add_argument("--rarely", type=int, default=0, metavar="N", help="list the rules that fired on 1 to N items")
    options.add_argument("--json", metavar="FILE", help='write the figures ("-": to standard output)')
    chosen = options.parse_args(arguments)

    from coder import Coder

    coder = Coder(rules=chosen.rules, unresolved="keep")
    tally = Tally()
    for document in documents(chosen.paths, coder):
        tally.add(coder, document)
    rules = statements(coder)
    rows = table(tally, rules)

    out = sys.stderr if chosen.json == "-" else sys.stdout
    labels = [label for _, label in BINS]
    print(f"{tally.read} items, {len(rules)} rules\n", file=out)
    print(f"{'type':12}{'rules':>7}" + "".join(f"{label:>7}" for label in labels), file=out)
    for kind, row in rows.items():
        print(f"{kind:12}{row['rules']:7}" + "".join(f"{row.get(label, 0):7}" for label in labels), file=out)
    for place, (kind, text) in sorted(rules.items(), key=lambda item: (tally.items[item[0]], item[0])):
        fired = tally.items[place]
        if (fired == 0 and chosen.never) or 0 < fired <= chosen.rarely:
            print(f"\n{fired}  {place}  {kind}  {text}", file=out)
            if fired:
                print(f"     {tally.example[place]}", file=out)
    if chosen.json:
        figures = {"items": tally.read, "table": rows, "fired": {place: tally.items[place] for place in rules}}
        text = json.dumps(figures, ensure_ascii=False, indent=1)
        if chosen.json == "-":
            print(text)
        else:
            Path(chosen.json).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
