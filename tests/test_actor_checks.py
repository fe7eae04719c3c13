"""Faults that show only when rows of actor files are compared, each with its file and line."""

from pathlib import Path

import pytest

from coder.actor_checks import DictionaryWarning, check_rows
from coder.actor_files import read_actors
from coder.checks import actor_layers, check_all
from coder.names import fold
from coder.resources import dictionaries

HEADER = "name,code,start,end,kind,entity,id,use,note\n"


def found(tmp_path: Path, rows: str, words: tuple[str, ...] = ("march", "strike"), own: bool = True) -> list[tuple]:
    """(line, whether it is a warning, message) of all complaints about the rows of a user's file."""
    path = tmp_path / "my.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    errors: list = []
    layer = read_actors([path], errors)
    assert not errors
    complaints = check_rows([[], layer] if own else [layer], words)
    assert all(error.path == str(path) for error in complaints)
    return [(error.line, isinstance(error, DictionaryWarning), error.message) for error in complaints]


@pytest.mark.parametrize(
    "rows",
    [
        "Jane Doe,PERGOV,2001,2004,person,,,,\nJane Doe,PERLEG,2005,2009,person,,,,\n",
        "Jane Doe,PERGOV,2001,2004-05,person,,,,\nJane Doe,PERLEG,2004-05-20,2009,person,,,,\n",  # months are vague
        "Jane Doe,PERELI,,,person,,,,\nJane Doe,PERGOV,2001,2004,person,,,,\n",  # otherwise …
        "Jane Doe,PERGOV,2001,2004,person,,,,\nDoe,PERGOV,2001,2004,person,Jane Doe,,later,\n",
        "Unity Party,PERPTY,,,party,,,,\nUnity Party,CHLPTY,,,party,,,,\n",  # two parties
        "US,USA,,,,,,,\nMarch,PERGOV,,,person,Jo March,,later,\nWHO,UNO,,,org,,,,\nPrince,PERGOV,,,person,,,,\n",
        "STRIKE,PER,,,,,,capitals,\n",
    ],
)
def test_sound_rows(tmp_path, rows):
    assert found(tmp_path, rows) == []


@pytest.mark.parametrize(
    ("rows", "warning", "words"),
    [
        ("Jane Doe,PERGOV,,,,,,,\nJane Doe,PERGOV,,,,,,,\n", True, "stands twice, as in line 2"),
        ("Jane Doe,PERGOV,,,,,,,\nJane Doe,PERLEG,,,,,,,\n", False, "(all days); nothing says which counts"),
        ("Jane Doe,PERGOV,2001,2004,,,,,\nJANE DOE,PERLEG,2001,2009,,Jane Doe,,,\n", None, ""),  # another shape
        ("Jane Doe,PERGOV,2001,2004,,,,,\nJane doe,PERLEG,2001,2009,,Jane Doe,,,\n", False, "nothing says which"),
        ("Jane Doe,PERGOV,2001,2004,,,,,\nJane Doe,PERLEG,2003,2009,,,,,\n", True, "PERLEG counts, which began later"),
        ("Iron Fist,PERREB,,,group,,,,\nIron Fist,CHLREB,,,group,The Fist,,,\n", True, "another entity"),
        ("Jane Doe,PER,,,,,Q1,,\nJ. Doe,PER,,,,Jane Doe,Q2,,\n", True, "has the id Q2 here and Q1 in line 2"),
        ("May,GBRGOV,,,person,Theresa May,,,\n", False, "swallow the common word 'may'"),
        ("The,PERREB,,,group,,,,\n", False, "swallow the common word 'the'"),
        ("strike,PERREB,,,group,,,,\n", True, "wherever a text says 'strike'"),
        ("Strike,PERREB,,,group,,,lower,\n", True, "wherever a text says 'strike'"),
        ("Strike,PERREB,,,group,,,,\n", True, "begins with 'strike'; with later"),
        ("STRIKE,PERREB,,,group,,,,\n", True, "begins with 'strike'; with capitals"),
    ],
)
def test_faults(tmp_path, rows, warning, words):
    complaints = found(tmp_path, rows)
    if warning is None:
        assert complaints == []
        return
    [(line, is_warning, message)] = complaints
    assert (line, is_warning) == (rows.count("\n") + 1, warning) and words in message


def test_shipped_files_are_warned_of_what_is_an_error_in_ones_own(tmp_path):
    rows = "Jane Doe,PERGOV,,,,,,,\nJane Doe,PERLEG,,,,,,,\n"
    [(_, own, _)] = found(tmp_path, rows)
    [(_, shipped, _)] = found(tmp_path, rows, own=False)
    assert (own, shipped) == (False, True)


def test_check_all_finds_them_beside_the_rest(tmp_path):
    (tmp_path / "my.csv").write_text(
        "name,code,start\nWill,PERGOV,\nJane Doe,PERGOV,2020-3-5\nJane Doe,PERGOV,\nJane Doe,PERLEG,\n"
    )
    (tmp_path / "my.rules").write_text("snubble TGT -> REJECT 12\nsnubble_off TGT -> AID 70\n")
    result = check_all([tmp_path / "my.csv"], [tmp_path / "my.rules"])
    shown = [(Path(error.path).name, error.line, error.message) for error in result.errors if error.path]
    assert [(name, line) for name, line, _ in shown] == [
        ("my.csv", 2), ("my.csv", 3), ("my.csv", 5), ("my.rules", 1), ("my.rules", 2),
    ]  # fmt: skip
    assert "zeros lost? 2020-03-05" in shown[1][2] and "leading zero lost (070)" in shown[4][2]


def test_the_shipped_actor_files_have_no_fault_and_are_sorted():
    """Sorted by entity, then name, however they are spelled, so that a change is a line of a diff."""
    assert [str(error) for error in check_rows(actor_layers())] == []
    for rows in map(lambda path: read_actors([path], []), sorted((dictionaries() / "actors").glob("*.csv"))):
        keys = [(fold(row.entity), row.entity, fold(row.name), row.name) for row in rows]
        assert keys == sorted(keys), rows[0].path
