"""Imports point one way, heavy libraries stay behind their modules, and the public face is in order."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import coder

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "coder"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
}

#: Layers from the bottom up; a module may import from its own layer and those below. A name with a dot at its end is a
#: folder: whatever of it stands in no lower layer.
LAYERS = (
    {"errors", "resources", "version", "fingerprint", "compiled", "collection"},
    {"rules.syntax"},
    {"sentence", "event", "notation", "ontology", "words", "splits", "segment", "dates", "headline"},
    {"rules.", "rulebook"},
    {"abbreviations", "actor_checks", "actor_files", "actor_phrase", "actors", "agents", "camps", "coordinated",
     "discards", "entries", "memory", "modifiers", "name_reading", "names", "owner", "owner_led",
     "phrases", "shared_bodies", "strangers", "the_people", "thing_reading", "title_reading", "vetting", "word_sorts"},
    {"asked", "at_whose_hands", "claims", "copulas", "clause", "clause_record", "datelines", "governors", "impersonal",
     "mood", "mood_signs", "moods", "noun_clauses", "obligations", "or_else", "quotes", "repair_asides",
     "repair_clauses", "repair_headlines", "repair_idioms", "repair_objects", "repair_particles", "repair_phrases",
     "repair_predicates", "repair_relatives", "repair_sentences", "repair_tools", "repair_verbs", "repair_wires",
     "repair_wordings", "repairs", "sayers", "seized", "shared_arguments", "shared_fight", "shared_objects",
     "subordinate", "told_facts", "tree", "verb_clauses",
     "what_one_gives"},
    {"match", "wording", "neighbours", "cast", "lazy_mentions", "homes", "means", "owning", "sides", "sources",
     "searching", "searching_beyond", "answerable", "asked_of", "captors", "complained_of", "mediated", "spoken_of",
     "instruments", "ones_own", "raided", "same_fight", "story_sides",
     "targets", "crowds", "done_to", "issues", "private_persons", "roles", "same_attack", "same_deed", "towns",
     "struck_places", "binding", "how_many", "blamed", "agreement", "borders", "dealt_with", "discourse", "role_nouns",
     "fellows", "into_them", "led_by", "one_of_two", "pairs", "qualified", "seeming", "the_country", "told",
     "told_nouns", "twins",
     "favouring", "ordinary", "partners", "by_phone", "compose", "draft", "judgements", "transforms", "repeats",
     "courts", "denials", "only_told", "residents", "retold", "venues", "counted", "described", "their_own",
     "of_that_owner", "followed", "barred", "part_of",
     "thought_to_be",
     "headings", "of_each", "political", "sexes", "participles", "story_country", "story_homes", "trace"},
    {"parser", "parser_decoder", "parser_memo", "parser_models", "parser_steps", "conllu", "conllu_lines",
     "conllu_places"},
    {"event_records"},
    {"engine", "checks"},
    {"corpus.", "importing."},
    {"console", "scores", "report", "evaluate", "unknown", "actor_lookup", "actor_tools", "cli", "cli_actors",
     "cli_import", "cli_options", "cli_runs", "cli_steps", "cli_study", "cli_tables", "__main__"},
)
#: Libraries that only these modules may import.
_PARSER = {"coder.parser", "coder.parser_decoder", "coder.parser_memo", "coder.parser_models", "coder.parser_steps"}
HEAVY = {
    "stanza": _PARSER, "torch": _PARSER - {"coder.parser_memo"},
    "lark": {"coder.rules.reader"}, "ray": {"coder.corpus.ray"},
}


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Absolute names of what a module imports, and whether at run time (not under TYPE_CHECKING)."""
    name = next(name for name, where in MODULES.items() if where == path)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for statement in node.body
        for inner in ast.walk(statement)
    }
    parts = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) not in typing_only
        elif isinstance(node, ast.ImportFrom):
            above = parts[: len(parts) - node.level + 1] if node.level else []
            target = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                full = f"{target}.{alias.name}"
                yield full if full in MODULES else target, id(node) not in typing_only


def layer(module: str) -> int:
    """Number of the layer a module belongs to."""
    name = module.removeprefix("coder.")
    for number, names in enumerate(LAYERS):
        if name in names or any(n.endswith(".") and (name + ".").startswith(n) for n in names):
            return number
    pytest.fail(f"{module} belongs to no layer; add it to LAYERS where it fits")


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"coder"}))
def test_imports_point_one_way(module: str) -> None:
    own = layer(module)
    upward = {
        other
        for other, at_run_time in imports(MODULES[module])
        if at_run_time and other in MODULES and other != "coder" and layer(other) > own
    }
    assert not upward


def test_no_circles() -> None:
    graph = {
        name: {other for other, at_run_time in imports(path) if at_run_time and other in MODULES and other != name}
        for name, path in MODULES.items()
    }
    assert list(TopologicalSorter(graph).static_order())  # raises CycleError otherwise


@pytest.mark.parametrize("library", sorted(HEAVY))
def test_heavy_libraries_stay_behind_their_module(library: str) -> None:
    users = {
        name for name, path in MODULES.items() if any(other.split(".")[0] == library for other, _ in imports(path))
    }
    assert users == HEAVY[library]


def test_what_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    requirements = [*project["dependencies"], *project["optional-dependencies"]["ray"]]
    declared = {re.match(r"[\w-]+", requirement)[0].lower() for requirement in requirements}  # type: ignore[index]
    distributions = packages_distributions()
    used: set[str] = set()
    for path in MODULES.values():
        for name, _ in imports(path):
            top = name.split(".")[0]
            if top != "coder" and top not in sys.stdlib_module_names:
                used.add(distributions.get(top, [top])[0].lower())
    assert used <= declared


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = (
        "import sys, coder; from coder import Coder, Event; from coder.engine import Coder\n"
        "print(sorted({'stanza', 'torch', 'pyarrow', 'pandas', 'typer', 'rich'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert result.stdout.strip() == "[]"


def test_the_public_face() -> None:
    assert coder.__all__ == sorted(coder.__all__)
    for name in coder.__all__:
        assert getattr(coder, name) is not None
    assert set(coder.__all__) <= set(dir(coder))
    with pytest.raises(AttributeError, match="nonsense"):
        _ = coder.nonsense
