"""What the README shows works as it stands there."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

import coder as package
from coder import notation
from coder.engine import Coder

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")


def block(start: str) -> str:
    """The code block that begins with these words."""
    [found] = [text for text in re.findall(r"```\w*\n(.*?)```", README, re.DOTALL) if text.startswith(start)]
    return found


def test_the_library_example(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    code = block("from coder")
    monkeypatch.setattr(package, "Coder", lambda: coder)
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(code, {})
    lines = shown.getvalue().splitlines()
    assert lines[:2] == re.findall(r"\)\s+# (RUS .*|REJECT .*)", code)
    assert lines[-1] == "a 1"


def test_the_notation_example() -> None:
    [event] = notation.parse_expected(block("   5").strip().removeprefix("5"))
    assert (event.source, event.type, event.target, event.marks) == (("RUS",), "REJECT", ("UKR",), {"negated"})


def test_the_actor_and_rule_examples(tmp_path: Path) -> None:
    (tmp_path / "my.csv").write_text(block("name,code"))
    (tmp_path / "my.rules").write_text(block("(mothball"))
    own = Coder(actors=[tmp_path / "my.csv"], rules=[tmp_path / "my.rules"])
    assert [str(event) for event in own.code("Peru shelved the plan of Chile.")] == ['PER REJECT CHL  "shelved"']
    [event] = own.code("J. Doe condemned Chile.", date="2022-01-01")
    assert event.source[0].code == "PERGOV" and event.source[0].name == "Jane Doe"
    [event] = own.code("Jane Doe condemned Chile.", date="2025-01-01")
    assert event.source[0].code == "PERELI"
    [event] = own.code("The Harbour Front condemned Chile.")
    assert event.source[0].code == "PERPTY"
