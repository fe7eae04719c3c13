"""What two codings differ in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from coder.cli import app
from coder.corpus.diff import as_json, compare
from coder.event import Actor, CoderVersion, Event, Trigger


def event(id: str, at: int, **more: Any) -> Event:
    given: dict[str, Any] = {
        "id": id, "document": "a", "sentence": 0, "event": "REJECT", "cameo": "120", "quad": 3,
        "source": (Actor(text="Zorvia", start=0, end=6, code="ZOR", country="ZOR"),),
        "trigger": Trigger(text="rejected", start=at, end=at + 8), "rule": "reject.rules:1",
        "text": "Zorvia rejected …", "coder": CoderVersion(version="1", dictionaries="x"), **more,
    }  # fmt: skip
    return Event(**given)


OLD = [event("1", 7), event("2", 20, event="ACCUSE"), event("3", 40, document="b"), event("4", 60, document="b")]
NEW = [
    event("1", 7, rule="reject.rules:9", coder=CoderVersion(version="2", dictionaries="y")),
    event("5", 22, event="ACCUSE", mode="allege", rule="accuse.rules:4"),
    event("4", 60, document="b", negated=True),
    event("6", 80, document="c", rule="aid.rules:2"),
]


def test_came_went_changed_and_by_which_rule() -> None:
    found = compare(OLD, NEW)
    assert found.counts() == {"same": 1, "came": 1, "went": 1, "changed": 2}
    assert [(c.kind, c.fields, c.rules) for c in found.changes] == [
        ("changed", ["mode"], "reject.rules:1 → accuse.rules:4"),
        ("went", [], "reject.rules:1"),
        ("changed", ["negated"], "reject.rules:1"),
        ("came", [], "aid.rules:2"),
    ]
    assert found.by_rule()[0] == ("reject.rules:1", {"came": 0, "went": 1, "changed": 1})
    assert json.loads(as_json(found))["counts"]["changed"] == 2


def test_nothing_changed() -> None:
    assert compare(OLD, OLD).counts() == {"same": 4, "came": 0, "went": 0, "changed": 0}


def test_the_likest_of_several_on_one_trigger_is_the_partner() -> None:
    old = [event("1", 7, event="ACCUSE"), event("2", 7, event="REJECT", negated=True)]
    new = [event("3", 7, event="REJECT"), event("4", 7, event="ACCUSE", future=True)]
    assert {(c.old.event, c.new.event) for c in compare(old, new).changes if c.old and c.new} == {
        ("ACCUSE", "ACCUSE"), ("REJECT", "REJECT"),
    }  # fmt: skip


@pytest.mark.parametrize("folder", [False, True])
def test_the_command(tmp_path: Path, folder: bool) -> None:
    paths = []
    for name, events in (("old", OLD), ("new", NEW)):
        (tmp_path / name).mkdir()
        path = tmp_path / name / "events.jsonl"
        path.write_text("".join(e.model_dump_json() + "\n" for e in events))
        paths.append(str(path.parent if folder else path))
    result = CliRunner().invoke(app, ["diff", *paths, "--json", str(tmp_path / "d.json")])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("1 same, 1 came, 1 went, 2 changed")
    assert "aid.rules:2" in result.output and "(negated)" in result.output
    assert json.loads((tmp_path / "d.json").read_text())["counts"]["came"] == 1
