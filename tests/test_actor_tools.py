"""``coder actors lookup`` and ``coder actors add``."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from coder import Coder, cli
from coder.actor_tools import add, as_code, person_rows
from coder.actors import ActorDictionary
from coder.checks import check_all
from coder.errors import InputError

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs ``coder actors …`` in an empty folder: (status, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)

    def go(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["coder", "actors", *arguments])
        with pytest.raises(SystemExit) as end:
            cli.main()
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return end.value.code or 0, shown.out, shown.err  # type: ignore[return-value]

    return go


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.open(encoding="utf-8-sig", newline="")))


# --- lookup ----------------------------------------------------------------------------------------------------------


def test_a_name_with_its_days_names_and_place(run: Run) -> None:
    status, out, _ = run("lookup", "Angela Merkel", "--date", "2010-05-05")
    assert status == 0
    lines = out.splitlines()
    assert lines[0].startswith("Angela Merkel  (person") and lines[1] == "  DEUGOV  on 2010-05-05"
    assert any(line.strip().startswith("DEUGOV  2005-") for line in lines)
    assert any(line.startswith("  also: ") and "Merkel" in line for line in lines)
    assert "persons.csv:" in lines[-1]
    assert "  DEUELI  on 2024-05-05, outside of all its days" in run("lookup", "Merkel", "--date", "20240505")[1]


def test_all_readings_of_a_name_and_common_nouns(run: Run) -> None:
    status, out, _ = run("lookup", "Social Democratic Party", "minister")
    assert status == 0
    assert "\n  FINPTY" in out and "\n  ROUPTY" in out and "minister  (a common noun)\n  GOV" in out


def test_what_is_not_there_is_said_with_what_is_like_it(run: Run) -> None:
    status, out, _ = run("lookup", "Angela Merkle", "Quillfeather")
    assert status == 1 and out.splitlines()[0].startswith("Angela Merkle: in no dictionary; similar: Angela Merkel")
    assert out.splitlines()[-1] == "Quillfeather: in no dictionary"
    assert "  DEUGOV, then DEUELI  in 2021\n" in run("lookup", "Angela Merkel", "--date", "2021")[1]
    assert "  DEUGOV  in 2021-05\n" in run("lookup", "Angela Merkel", "--date", "2021-05")[1]
    assert run("lookup", "Peru", "--date", "2021-13")[0] == 2
    assert run("lookup", "Peru", "--date", "soon")[0] == 2


def test_ones_own_files_count(run: Run) -> None:
    Path("my.csv").write_text("name,code,kind\nPeru,CHL,country\nQuillfeather,PERREB,group\n")
    Path("nouns.csv").write_text("name,code\nblackshirt,REB\n")
    _, out, _ = run("lookup", "Peru", "Quillfeather", "blackshirt", "--actors", "my.csv", "--agents", "nouns.csv")
    assert "  CHL\n" in out and "  my.csv:3" in out and "  nouns.csv:2" in out and "countries.csv" not in out


# --- add -------------------------------------------------------------------------------------------------------------


def test_a_new_file_with_header_and_surname(run: Run, tmp_path: Path) -> None:
    status, out, err = run(
        "add", "Jane Quill", "-c", "Peru GOV", "-f", "my.csv", "--kind", "person", "--start", "2021-07", "--alias",
        "J. Quill", "--note", "treasurer, then mayor",
    )  # fmt: skip
    assert status == 0 and out == "my.csv: 3 rows added (Jane Quill, J. Quill, Quill)\n" and "--actors my.csv" in err
    found = [(row["name"], row["code"], row["start"], row["entity"], row["use"]) for row in rows(tmp_path / "my.csv")]
    assert found == [
        ("Jane Quill", "PERGOV", "2021-07", "", ""), ("J. Quill", "PERGOV", "2021-07", "Jane Quill", ""),
        ("Quill", "PERGOV", "2021-07", "Jane Quill", "later"),
    ]  # fmt: skip
    assert rows(tmp_path / "my.csv")[0]["note"] == "treasurer, then mayor"
    assert not check_all([tmp_path / "my.csv"]).errors
    before = (tmp_path / "my.csv").read_text()
    status, out, _ = run("add", "Jane Quill", "-c", "PERGOV", "-f", "my.csv", "--kind", "person", "--start", "2021-07",
                         "--note", "treasurer, then mayor")  # fmt: skip
    assert (status, out) == (0, "my.csv: Jane Quill stands there already\n")
    assert (tmp_path / "my.csv").read_text() == before


def test_added_actors_code(run: Run, tmp_path: Path) -> None:
    run("add", "Quillfeather Circle", "-c", "PERREB", "-f", "my.csv", "--kind", "group")
    run("add", "pamphleteer", "-c", "CVL", "-f", "nouns.csv", "--noun")
    coder = Coder(actors=[tmp_path / "my.csv"], agents=[tmp_path / "nouns.csv"])
    assert coder.dictionary.lookup("the Quillfeather Circle")[0].last_code == "PERREB"
    agent = coder.dictionary.agents.knows("pamphleteer")
    assert agent is not None and agent.sectors == ("CVL",)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Jane Quill", "-c", "PERX", "-f", "my.csv"), "PERX"),
        (("Jane Quill", "-c", "QQQGOV", "-f", "my.csv"), "unknown code 'QQQ'"),
        (("Jane Quill", "-c", "PERGOV", "-f", "my.csv", "--start", "2021-13"), "bad start date"),
        (("Jane Quill", "-c", "PERGOV", "-f", "my.csv", "--start", "2021", "--end", "2020"), "before the start"),
        (("Jane Quill", "-c", "PERGOV", "-f", "my.csv", "--kind", "wizard"), "unknown kind"),
        (("Will", "-c", "PERGOV", "-f", "my.csv"), "swallow the common word"),
        (("Old Quill", "-c", "PERLEG", "-f", "my.csv"), "nothing says which counts"),
        ((" ", "-c", "PERLEG", "-f", "my.csv"), "name is empty"),
        (("Jane Quill", "-c", "PERGOV", "-f", "my.txt"), ".csv"),
        (("Jane Quill", "-c", "PERGOV", "-f", "none/my.csv"), "No such file"),
        (("Jane Quill", "-c", "PERGOV"), "missing: file"),
        (("-f", "my.csv"), "missing: name"),
        (("quiller", "-c", "PERGOV", "-f", "nouns.csv", "--noun"), "not a sector"),
    ],
)
def test_what_is_wrong_is_not_written(run: Run, arguments: tuple[str, ...], said: str) -> None:
    Path("my.csv").write_text("name,code\nOld Quill,PERGOV\n")
    status, out, err = run("add", *arguments)
    assert status == 2 and said in err and not out
    assert Path("my.csv").read_text() == "name,code\nOld Quill,PERGOV\n"
    assert [path.name for path in Path().iterdir()] == ["my.csv"]


def test_a_file_keeps_its_shape(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_bytes(b"\xef\xbb\xbfcode,name\r\n# mine\r\nPERGOV,Old Quill")
    add(path, [{"name": "Quill, Sons and Co", "code": "PERBUS", "start": "2001"}])
    expected = '\ufeffcode,name,start\r\n# mine\r\nPERGOV,Old Quill\r\nPERBUS,"Quill, Sons and Co",2001\r\n'
    assert path.read_bytes().decode() == expected
    dictionary = ActorDictionary.default([path])
    assert dictionary.lookup("Quill, Sons and Co")[0].spans[0][0] == "2001-01-01"


def test_old_mistakes_in_a_file_do_not_stand_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("name,code\nOld Quill,nonsense\n")
    assert add(path, [{"name": "Jane Quill", "code": "PERGOV"}]) == (["Jane Quill"], [])
    assert path.read_text() == "name,code\nOld Quill,nonsense\nJane Quill,PERGOV\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("PERGOV", "PERGOV"), ("per gov", "PERGOV"), ("Peru GOV", "PERGOV"), ("South Africa leg opp", "ZAFLEGOPP"),
        ("UN", "UNO"), ("pergov", "PERGOV"), ("Peruvian MIL", "PERMIL"),
    ],
)  # fmt: skip
def test_codes_in_words(text: str, code: str) -> None:
    assert as_code(text, ActorDictionary.default()) == code


def test_surnames() -> None:
    def names(kind: str, surname: str | None) -> list[str]:
        return [row["name"] for row in person_rows({"name": "Jane Quill", "code": "PER", "kind": kind}, surname, ())]

    assert names("person", None) == ["Jane Quill", "Quill"] == names("", "Quill")
    assert names("group", None) == ["Jane Quill"] == names("person", "")


def test_questions_on_a_terminal(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["Quillfeather Circle", "Peru REB", "group", "", "", "my.csv"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda what, default=None, show_default=True: next(answers) or default)
    assert run("add")[0] == 0
    assert [(row["name"], row["code"], row["kind"]) for row in rows(tmp_path / "my.csv")] == [
        ("Quillfeather Circle", "PERREB", "group")
    ]


def test_a_country_that_nobody_knows_is_named() -> None:
    with pytest.raises(InputError, match="called 'Atlantis'"):
        as_code("Atlantis GOV", ActorDictionary.default())
    with pytest.raises(InputError, match=r"is no code: write it"):
        as_code("ZZ", ActorDictionary.default())
