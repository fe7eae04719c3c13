"""Importing made-up PETRARCH files: the expected entries, and a complaint for every line that is not carried over."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from coder import Coder, cli
from coder.checks import check_all
from coder.discards import Discards
from coder.errors import CoderError
from coder.importing.codes import convert
from coder.importing.lines import Carried, proper
from coder.importing.petrarch_actors import import_actors, import_agents
from coder.importing.petrarch_dates import Dated, Span, read_range, spans
from coder.importing.petrarch_lists import import_discards, import_issues
from coder.importing.petrarch_rules import import_verbs

DATA = Path(__file__).parent / "data" / "petrarch"


def imported(how: Callable[[list[Path]], Carried], name: str) -> tuple[list[dict[str, str]], dict[int, str]]:
    """The rows of the new CSV, and the lines left out with their reasons."""
    carried = how([DATA / name])
    return list(csv.DictReader(io.StringIO(carried.text))), reasons(carried.left_out, name)


def reasons(errors: list[CoderError], name: str) -> dict[int, str]:
    """What is said of each line; every complaint has the file and the line as it stands there."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    for error in errors:
        assert error.path == str(DATA / name) and error.line and error.excerpt == lines[error.line - 1]
    found = {error.line: error.message for error in errors}
    assert len(found) == len(errors), "a line is complained of twice"
    return found  # type: ignore[return-value]


def holds(found: dict[int, str], expected: dict[int, str]) -> None:
    """Exactly these lines, each with these words in its reason."""
    assert found.keys() == expected.keys()
    for line, words in expected.items():
        assert words in found[line], (line, found[line])


# --- actors ----------------------------------------------------------------------------------------------------------


def test_actors() -> None:
    rows, left_out = imported(import_actors, "actors.txt")
    assert [(row["name"], row["code"], row["start"], row["end"], row["entity"]) for row in rows] == [
        ("Marvonia", "MRV", "", "", ""),
        ("Marvonian", "MRV", "", "", "Marvonia"),
        ("Marvonians", "MRV", "", "", "Marvonia"),
        ("Tilda Quent", "MRVELI", "", "1996-02-29", ""),
        ("Tilda Quent", "MRVGOV", "1996-03-01", "2004-06-30", ""),
        ("Tilda Quent", "MRVELI", "2004-07-01", "2018-12-31", ""),
        ("Tilda Quent", "MRVGOV", "2019-01-01", "", ""),
        ("Silk Guard", "PERMIL", "1991-01-01", "1992-05-31", ""),
        ("Silk Guard", "PERREB", "1992-06-01", "1993-05-31", ""),
        ("Silk Guard", "PERMIL", "1993-06-01", "1994-12-31", ""),
        ("Bank of Marvonia", "MRVGOVBUS", "", "", ""),
        ("UN", "UNO", "", "", ""),
        ("OWA", "PERJRN", "", "", ""),
        ("Hill Faithful", "PERREB", "", "", ""),
        ("Half Open", "PERMIL", "", "", ""),
    ]
    assert rows[0]["kind"] == "country"
    holds(left_out, {
        18: "has no code", 19: "brackets do not match", 21: "brackets do not match", 22: "three-letter parts",
        23: "three-letter parts", 24: "no day", 25: "ends before", 26: "is no date", 27: "all of Europe",
        28: "already has its codes, from line 14", 29: "the name is empty",
    })  # fmt: skip


def test_what_is_changed_in_actors_is_named() -> None:
    carried = import_actors([DATA / "actors.txt"])
    found = reasons(carried.changed, "actors.txt")
    holds(found, {5: "MRV is no country that we know", 15: "as PERREB: MOS has no counterpart"})


def test_a_null_code_makes_a_name_that_is_no_actor(tmp_path: Path) -> None:
    text = "CHILE_REPORT_ [---]\nNOBODY_ [---]\n+NO_ONE\nLATE_ [--- <950101]\nODD_ [per]\n\t[---]\n"
    (tmp_path / "a.txt").write_text(text)
    carried = import_actors([tmp_path / "a.txt"])
    rows = list(csv.DictReader(io.StringIO(carried.text)))
    assert [(row["name"], row["code"], row["kind"]) for row in rows] == [
        ("Chile Report", "", "ignore"), ("Nobody", "", "ignore"), ("No One", "", "ignore"),
    ]  # fmt: skip
    assert [error.line for error in carried.changed] == [1, 2]
    assert [(error.line, error.message.split(": ")[1][:11]) for error in carried.left_out] == [
        (4, "it has no c"), (5, "a code is m"),
    ]  # fmt: skip
    (tmp_path / "a.csv").write_text(carried.text)
    coder = Coder(actors=[tmp_path / "a.csv"])
    assert [entry.kind for entry in coder.dictionary.lookup("Chile Report")] == ["ignore"]


def test_a_synonym_or_a_code_without_a_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("+ALIAS_OF\n\t[PERGOV]\nFOUND_ [PER]\n")
    carried = import_actors([tmp_path / "a.txt"])
    assert "Found,PER" in carried.text and carried.entries == 1
    assert [(error.line, error.message) for error in carried.left_out] == [
        (1, "left out: a synonym (+) without a name before it"), (2, "left out: a code without a name before it"),
    ]  # fmt: skip


def test_imported_actors_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text(import_actors([DATA / "actors.txt"]).text, encoding="utf-8")
    assert not check_all([tmp_path / "actors.csv"]).errors
    [quent] = Coder(actors=[tmp_path / "actors.csv"]).dictionary.lookup("Tilda Quent")
    assert [quent.code(f"{year}-05-05") for year in (1990, 1996, 2010, 2020)] == [
        "MRVELI", "MRVGOV", "MRVELI", "MRVGOV",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cameo", "code"),
    [
        ("PERINS", "PERREB"), ("IGOUNO", "UNO"), ("IGOEUREEC", "EUR"), ("ROMGOV", "ROUGOV"), ("NGOENV", "NGOSOC"),
        ("MED", "JRN"), ("HLH", "MED"), ("PERNGO", "PERNGO"), ("EUR", ""), ("MOS", ""), ("per", ""), ("PERX", ""),
    ],
)  # fmt: skip
def test_codes(cameo: str, code: str) -> None:
    found = convert(cameo)
    assert found.code == code and bool(found.problem) == (not code)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("BANK_OF_PERU_", "Bank of Peru"), ("GUINEA-BISSAU", "Guinea-Bissau"), ("PEOPLE'S_FRONT", "People's Front"),
        ("UN_", "UN"), ("CUBA", "Cuba"), ("Jan_Doe", "Jan Doe"), ("SHI'ITE_O'DOE", "Shi'ite O'Doe"),
    ],
)  # fmt: skip
def test_names(raw: str, name: str) -> None:
    assert proper(raw) == name


def test_the_narrowest_range_wins_then_the_first_and_a_shared_day_is_the_later_ones() -> None:
    def dated(code: str, text: str) -> Dated:
        return Dated(code, *read_range(text), True)

    codes = [
        dated("PERGOV", "20000101-20101231"), dated("PERMIL", "20050101-20051231"),
        dated("PERLEG", "20101231-20121231"), dated("PERJUD", "20000101-20101231"), Dated("PERELI"),
    ]  # fmt: skip
    assert spans(codes) == [
        Span("PERELI", "", "1999-12-31"), Span("PERGOV", "2000-01-01", "2004-12-31"),
        Span("PERMIL", "2005-01-01", "2005-12-31"), Span("PERGOV", "2006-01-01", "2010-12-30"),
        Span("PERLEG", "2010-12-31", "2012-12-31"), Span("PERELI", "2013-01-01", ""),
    ]  # fmt: skip


# --- agents, discards, issues ----------------------------------------------------------------------------------------


def test_agents(tmp_path: Path) -> None:
    rows, left_out = imported(import_agents, "agents.txt")
    assert [(row["name"], row["code"], row["plural"]) for row in rows] == [
        ("boatman", "BUS", ""), ("boatwoman", "BUS", ""), ("camera crew", "JRN", ""), ("heads of clan", "ELI", ""),
        ("magistrate", "JUD", ""), ("relief body", "NGO", ""), ("wolf keeper", "AGR", "wolves keepers"),
    ]  # fmt: skip
    holds(left_out, {
        8: "[~GOV] or [NGO~]", 9: "braces do not match", 10: "!AGE! is not defined", 11: "no sector",
        12: "already has the code JUD", 13: "it has no code",
    })  # fmt: skip
    (tmp_path / "agents.csv").write_text(import_agents([DATA / "agents.txt"]).text)
    agent = Coder(agents=[tmp_path / "agents.csv"]).dictionary.agents.knows("boatman")
    assert agent is not None and agent.sectors == ("BUS",)


def test_discards(tmp_path: Path) -> None:
    rows, left_out = imported(import_discards, "discards.txt")
    assert [(row["phrase"], row["scope"]) for row in rows] == [
        ("box office", "story"), ("penalty kick", "sentence"), ("skateboard*", "sentence"),
    ]  # fmt: skip
    holds(left_out, {5: "no words", 6: "no code"})
    (tmp_path / "d.csv").write_text(import_discards([DATA / "discards.txt"]).text)
    errors: list = []
    assert len(Discards.load([tmp_path / "d.csv"], errors)) == 3 and not errors


def test_issues(tmp_path: Path) -> None:
    carried = import_issues([DATA / "issues.txt"])
    assert carried.text.split("\n") == [
        "@petrarch_rivers [rivers] = dam, flood, oil well, (dyke|dykes), river of blood", "",
        "@petrarch_roads [roads] = toll bridge", "",
    ]  # fmt: skip
    holds(reasons(carried.left_out, "issues.txt"), {
        6: "cancels the issue of its sentence", 7: "cancels the issue of its story", 9: "brackets do not match",
        11: "in no category", 13: "phrase of words",
    })  # fmt: skip
    (tmp_path / "issues.rules").write_text(carried.text)
    assert not check_all(rules=[tmp_path / "issues.rules"]).errors


def test_an_issue_without_a_category_takes_nothing_from_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "i.txt").write_text('<ISSUE CATEGORY="DAMS">\ndam\n<ISSUE NAME="ROADS">\nbridge\n')
    carried = import_issues([tmp_path / "i.txt"])
    assert carried.text.strip() == "@petrarch_dams [dams] = dam"
    assert [error.line for error in carried.left_out] == [3, 4]


# --- verbs -----------------------------------------------------------------------------------------------------------


def rules(name: str) -> list[str]:
    """The rules made of a file, spaces evened out."""
    return [" ".join(line.split()) for line in import_verbs([DATA / name]).text.splitlines()]


def test_verbs_of_version_2() -> None:
    found = rules("verbs2.txt")
    alike = "(bestow|lavish|parcel_out|heap)/v"
    for rule in (
        "@petrarch_kindness = blanket, wheat, spare (part|parts)",
        "(bestow|parcel_out)/v -> AID 070",
        "lavish/v -> AID 071",
        "see/v to ANY -> COOPERATE 060",
        "make/v gift of ANY -> AID 070",
        f"{alike} @petrarch_kindness -> AID 073",
        "see/v to @petrarch_kindness -> AID 073",
        "make/v gift of @petrarch_kindness -> AID 073",
        f"{alike} clean water to TGT -> AID 073",
        f"{alike} (loan|loans) to TGT -> AID 071",
        f"{alike} (honour|honours) in ANY by envoy <-> CONSULT 046",
        f"{alike} (thank|thanks) from TGT <- SUPPORT 051",
        f"{alike} blame on TGT -> ACCUSE.disapprove 111",
        f"{alike} (insult|insults) on TGT <- ACCUSE.allege 1121",
        f"{alike} praise -> drop",
        f"{alike} nothing -> drop",
        "mutter/v (threat|threats) against TGT -> THREATEN.violence 138",
    ):
        assert rule in found, rule
    assert not any(rule.startswith("mutter/v ->") for rule in found)  # its block has no code


def test_lines_of_verbs_that_cannot_be_carried_over() -> None:
    carried = import_verbs([DATA / "verbs2.txt"])
    holds(reasons(carried.left_out, "verbs2.txt"), {
        5: "a synset is", 6: "synset that it belongs to", 13: "was a leading zero lost (070)?", 14: "verb stands first",
        24: "no CAMEO code 080!", 25: "no synset &UNKNOWN", 26: "( is not closed", 27: "{ is not closed",
        28: "form of the verb", 29: "inside another", 30: "has no code", 31: "one * for the verb",
        32: "names the target twice", 33: "line 15", 34: "a block opens with", 35: "brackets or braces",
        36: "none of its verbs", 39: "no preposition", 41: "transformations",
    })  # fmt: skip
    holds(reasons(carried.changed, "verbs2.txt"), {
        17: "no CAMEO code 0711", 20: "without 112 from target to source", 22: "as drop: PLOVER has no event for 015",
    })  # fmt: skip


def test_verbs_of_version_1() -> None:
    assert rules("verbs1.txt") == [
        "berate/v -> ACCUSE.disapprove 111",
        "berate/v TGT for harm -> ACCUSE.allege 1121",
        "berate/v neighbour over dam -> ACCUSE.allege 112",
        "cosset/v (rebel|rebels) of TGT -> AID 074",
        "cosset/v each other <-> SUPPORT 050",
    ]
    holds(reasons(import_verbs([DATA / "verbs1.txt"]).left_out, "verbs1.txt"), {8: "cannot be a verb", 9: "its verbs"})


def test_rules_that_would_tie_are_not_made(tmp_path: Path) -> None:
    text = "&FRUIT\n+PEAR\n+PLUM\n---  GRANT [070] ---\nBEQUEATH\n- * &FRUIT [073]\n- * PLUM [071]\n"
    (tmp_path / "v.txt").write_text(text)
    carried = import_verbs([tmp_path / "v.txt"])
    assert "plum ->" not in carried.text and "@petrarch_fruit" in carried.text
    [error] = carried.left_out
    assert error.line == 7 and 'line 6 says something else of "bequeath" with "plum"' in error.message


def test_imported_rules_code(tmp_path: Path) -> None:
    for name in ("verbs1", "verbs2"):
        (tmp_path / f"{name}.rules").write_text(import_verbs([DATA / f"{name}.txt"]).text)
    files = [tmp_path / "verbs1.rules", tmp_path / "verbs2.rules"]
    assert not check_all(rules=files).errors
    coder = Coder(rules=files)

    def coded(text: str) -> list[str]:
        return [str(event).split("  ")[0] for event in coder.code(text)]

    assert coded("Peru berated Chile for harm.") == ["PER ACCUSE CHL"]
    assert coded("Clean water was lavished on Chile by Peru.")[0].startswith("PER AID CHL")
    praise = coder.code("Peru bestowed praise on Chile.")  # a null code in the file; the shipped rules may know better
    assert not [event for event in praise if event.rule.startswith("verbs")]


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name", "ending", "status"),
    [
        ("actors", "actors.txt", "csv", 1), ("agents", "agents.txt", "csv", 1), ("discards", "discards.txt", "csv", 1),
        ("issues", "issues.txt", "rules", 1), ("verbs", "verbs1.txt", "rules", 1),
    ],
)  # fmt: skip
def test_the_command(
    kind: str, name: str, ending: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    out = tmp_path / f"out.{ending}"
    monkeypatch.setattr("sys.argv", ["coder", "import", "petrarch", kind, str(DATA / name), "-o", str(out)])
    with pytest.raises(SystemExit) as end:
        cli.main()
    shown = capsys.readouterr()
    assert end.value.code == status and not shown.out
    assert f"{name}:" in shown.err and "left out (all named above)" in shown.err
    assert out.read_text(encoding="utf-8").strip()


@pytest.mark.parametrize(
    ("text", "out", "said"),
    [
        ("", "o.csv", "no name"),
        ("X_\n", "o.csv", "no name"),
        ("X_ [PER]\n", "o.rules", ".csv"),
        (None, "o.csv", "No such"),
    ],
)
def test_nothing_carried_over_is_a_failure(
    text: str | None, out: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    if text is not None:
        (tmp_path / "in.txt").write_text(text)
    arguments = ["import", "petrarch", "actors", str(tmp_path / "in.txt"), "-o", str(tmp_path / out)]
    monkeypatch.setattr("sys.argv", ["coder", *arguments])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 2 and said in capsys.readouterr().err
    assert not (tmp_path / out).exists()


def test_files_in_latin_1_and_with_windows_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("JOSÉ_QUIL_\r\n\t[PERGOV]\r\n".encode("latin-1"))
    carried = import_actors([tmp_path / "a.txt"])
    assert "José Quil,PERGOV," in carried.text and not carried.left_out
