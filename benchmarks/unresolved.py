"""How many slot fillers that name or imply an actor resolve to a country or organisation, and which do not.

    python benchmarks/unresolved.py PARSED.conllu … --items 5000 --seed 1 -o benchmarks/results/unresolved_top200.md

Takes a random sample of the documents that have an event, codes them with unresolved actors kept, and sorts each filler
(one mention in one place counts once) into:

- resolved: it has a country or an organisation;
- an actor left open: a noun that acts, without a country ("gunmen"), or an unknown proper name;
- no actor: a thing, a deed, a bare place or weapon that stands in the slot ("rejected the plan", "shelled a village").

Unknown proper names count as actors unless one of their words says what else they are (``_NO_ACTORS``: storms, laws,
ships, buildings) or the rule that found them had a thing in mind. Nouns that no list of actors has count as things; the
printed list of them is what to read to see whether that is fair. The table holds words and counts, no text.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path

from coder.conllu import read_conllu
from coder.engine import Coder
from coder.phrases import ActorPhrase
from coder.sentence import Sentence
from coder.unknown import name_of

#: Words that make a proper name something else than an actor.
_NO_ACTORS = frozenset(
    """accord act agreement airport avenue aquifer award bay beach bill boulevard bridge building canal castle cathedral
    cay church code constitution contract convention covid covid-19 crossing cup cyclone dam day declaration directive
    earthquake election elections festival flight freeway games highway hotel hurricane ied island islands isle lake law
    mosque mountain mountains mount museum ocean olympics pact palace park peninsula pipeline plan plaza port prize
    protocol railway reef report resolution river road route scandal sea square stadium station storm strait street
    summit synagogue temple terminal theatre theater tower treaty tsunami typhoon valley volcano war week world
    f-15 f-16 f-18 f-35 mh17 ss mt mv ms uss hms""".split()  # noqa: SIM905 (a list takes a page)
)
#: Kinds of phrases (``ActorPhrase.kind``) that only say where or with what.
_MEANS = frozenset(["force", "territory", "asset"])
#: Why a filler of each kind is left.
_REASONS = {
    "open": "a noun that acts; nothing in the story says of which country",
    "pronoun": "stands for actors named elsewhere in the story; which, the text leaves open or the reading missed",
    "name": "a name that no dictionary has",
    "no-actor name": "a proper name, but of no actor (storm, law, ship, building, place)",
    "means": "a weapon, vehicle or site that stands in the slot; whose it is, the text does not say",
    "thing": "no actor: what was rejected, demanded, promised, struck",
}


def kind_of(sentence: Sentence, phrase: ActorPhrase) -> str:
    """Which of ``_REASONS`` explains an unresolved filler."""
    if phrase.code is not None:
        return "open"
    if phrase.kind in ("side", "role"):
        return "pronoun"
    if phrase.kind == "name" or sentence.upos[phrase.head] == "PROPN":
        words = {form.lower() for form in sentence.forms[phrase.words[0] : phrase.words[1]]}
        return "no-actor name" if words & _NO_ACTORS or not phrase.text[:1].isupper() else "name"
    return "means" if phrase.kind in _MEANS else "thing"


def filler(coder: Coder, sentence: Sentence, phrase: ActorPhrase, kind: str) -> str:
    """The words under which a filler is counted: a name as it stands, else the noun."""
    if kind in ("name", "no-actor name"):
        return name_of(sentence, phrase.head, set()) or phrase.text
    hit = coder.dictionary.agents.at(sentence, phrase.head)
    return hit.agent.name if hit is not None else sentence.lemma_keys[phrase.head]


def fillers(coder: Coder, document: object) -> list[tuple[Sentence, ActorPhrase]] | None:
    """The slot fillers of a document, each place once; None where it has no event."""
    found: dict[tuple[int, int], tuple[Sentence, ActorPhrase]] = {}
    events = 0
    for number, sentence, drafts in coder.drafts(document):
        for draft in drafts:
            events += 1
            for phrase in (*(draft.source or draft.means), *(draft.target or draft.things)):
                found.setdefault((number, phrase.start), (sentence, phrase))
    return list(found.values()) if events else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="CoNLL-U, from coder parse")
    parser.add_argument("--items", type=int, default=5000, help="documents with an event in the sample")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--top", type=int, default=200)
    parser.add_argument("-o", "--output", type=Path, help="the table of unresolved fillers, in Markdown")
    parser.add_argument("--json", type=Path, help="the figures")
    arguments = parser.parse_args()

    coder = Coder(unresolved="keep")
    by_document: list[tuple[str, int, Counter[tuple[str, str]]]] = []  # id, resolved, (filler, kind) of the others
    for path in arguments.files:
        with path.open(encoding="utf-8") as stream:
            for document in read_conllu(stream):
                found = fillers(coder, document)
                if found is None:
                    continue
                left: Counter[tuple[str, str]] = Counter()
                for sentence, phrase in found:
                    if phrase.country is None:
                        kind = kind_of(sentence, phrase)
                        left[filler(coder, sentence, phrase, kind), kind] += 1
                by_document.append((document.id, len(found) - left.total(), left))
    by_document.sort(key=lambda found: found[0])
    random.Random(arguments.seed).shuffle(by_document)
    sample = by_document[: arguments.items]
    resolved = sum(found[1] for found in sample)
    left = sum((found[2] for found in sample), Counter())
    kinds = Counter()
    for (_, kind), count in left.items():
        kinds[kind] += count
    actors = resolved + kinds["open"] + kinds["pronoun"] + kinds["name"]
    figures = {
        "items": len(sample), "fillers": resolved + left.total(), "resolved": resolved, "actors": actors,
        "share": round(resolved / actors, 4) if actors else None, "left": dict(kinds.most_common()),
    }  # fmt: skip
    print(json.dumps(figures, indent=1))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if arguments.output:
        arguments.output.parent.mkdir(parents=True, exist_ok=True)
        arguments.output.write_text(table(figures, left, arguments.top), encoding="utf-8")


def table(figures: dict, left: Counter[tuple[str, str]], top: int) -> str:
    """The most frequent unresolved fillers, with their kinds and reasons, as Markdown."""
    lines = [
        f"# The {top} most frequent slot fillers that were left unresolved",
        "",
        f"Written by `benchmarks/unresolved.py`: {figures['items']:,} items with an event, {figures['fillers']:,} slot "
        f"fillers. {figures['actors']:,} of them name or imply an actor, and {figures['resolved']:,} of these "
        f"({figures['share']:.1%}) have a country or an organisation.",
        "",
        "| kind | count | why they are left |",
        "|---|---:|---|",
        *(f"| {kind} | {count:,} | {_REASONS[kind]} |" for kind, count in figures["left"].items()),
        "",
        "| filler | count | why it is left |",
        "|---|---:|---|",
    ]
    ranked = sorted(left.items(), key=lambda item: (-item[1], item[0]))
    lines += [f"| {text.replace('|', ' ')} | {count} | {_REASONS[kind]} |" for (text, kind), count in ranked[:top]]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
