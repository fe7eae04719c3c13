"""What codes a sentence can be compiled (pyproject.toml, mypyc): its annotations are true."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pathspec
from mypy import api

ROOT = Path(__file__).resolve().parent.parent


def compiled_modules() -> list[Path]:
    """The modules that ``HATCH_BUILD_HOOK_ENABLE_MYPYC=1`` compiles, as the build finds them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    hook = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]
    included, left_out = (pathspec.PathSpec.from_lines("gitignore", hook[key]) for key in ("include", "exclude"))
    names = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "coder").rglob("*.py"))]
    return [ROOT / name for name in names if included.match_file(name) and not left_out.match_file(name)]


def test_every_pattern_finds_modules() -> None:
    names = {path.name for path in compiled_modules()}
    assert {"actors.py", "compose.py", "index.py", "match.py", "sentence.py", "tree.py"} <= names
    # pydantic's models and what users replace stay as they are
    assert names.isdisjoint({"cli.py", "engine.py", "event.py", "parser.py", "version.py"})


def test_annotations_are_true(tmp_path: Path) -> None:
    # A compiled function checks its annotations when it is called: one that lies costs a document.
    options = ["--ignore-missing-imports", "--follow-imports=silent", f"--cache-dir={tmp_path}"]
    report, errors, status = api.run([*options, *map(str, compiled_modules())])
    assert not errors and status == 0, report + errors


def test_no_membership_in_unpacked_displays() -> None:
    # ``x in (a, *others)`` is an internal error of mypyc
    for path in compiled_modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and any(isinstance(op, ast.In | ast.NotIn) for op in node.ops):
                displays = [e for side in node.comparators for e in getattr(side, "elts", [])]
                unpacked = [e for e in displays if isinstance(e, ast.Starred)]
                assert not unpacked, f"{path.name}:{node.lineno}: mypyc cannot compile this"
