"""The shipped tables hold together, answer rightly, and broken ones are refused with a place."""

from __future__ import annotations

import shutil

import pytest

from coder import resources
from coder.errors import CheckError
from coder.ontology import Ontology

FILES = ("ontology.toml", "cameo.csv", "nesting.csv", "codes.csv")


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


# --- types and codes ---


def test_size(ontology):
    assert len(ontology.types) == 16
    assert len(ontology.cameo) == 293
    assert len(ontology.contexts_known) == 37
    assert len(ontology.sectors) == 25
    assert {"USA", "KOS", "UNO", "SUN", "YUG", "CSK", "DDR", "SCG"} <= ontology.countries
    assert sum(code.kind == "country" for code in ontology.codes.values()) == 250


def test_quads(ontology):
    by_quad = {q: {t for t in ontology.types if ontology.quad(t) == q} for q in (1, 2, 3, 4)}
    assert by_quad == {
        1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
        2: {"COOPERATE", "AID", "RETREAT"},
        3: {"REQUEST", "ACCUSE", "REJECT", "SANCTION", "THREATEN"},
        4: {"PROTEST", "MOBILIZE", "COERCE", "ASSAULT"},
    }


def test_places_may_suffer_four_types(ontology):
    assert {t for t in ontology.types if ontology.place_is_target(t)} == {"ASSAULT", "AID", "MOBILIZE", "COERCE"}


def test_scores(ontology):
    assert ontology.score("RETREAT") == 6.5
    assert ontology.score("RETREAT", "disarm") == 10.0
    assert ontology.score("PROTEST", "vandalize") == ontology.score("PROTEST"), "a mode without a score"


@pytest.mark.parametrize(
    ("type", "mode", "code"),
    [
        ("REJECT", None, "120"), ("REJECT", "yield", "124"), ("ASSAULT", "aerial", "195"), ("CONSULT", "visit", "042"),
        ("RETREAT", "release", "0841"), ("THREATEN", "violence", "138"), ("REJECT", "no such mode", "120"),
    ],
)  # fmt: skip
def test_default_codes(ontology, type, mode, code):
    assert ontology.cameo_for(type, mode) == code


def test_code_rows(ontology):
    row = ontology.code("1123")
    assert (row.event, row.mode, row.contexts, row.goldstein) == ("ACCUSE", "allege", ("military",), -2)
    assert ontology.contexts("1124") == ("military", "legal")
    assert ontology.goldstein("1214") == -4
    assert ontology.code("1951").code == "195", "a finer code than the table has"
    assert ontology.code("999") is None
    assert ontology.goldstein("999") is None
    assert ontology.contexts("999") == ()
    assert ontology.code("010").event is None


def test_every_code_of_a_type_and_mode_is_of_its_quad_half(ontology):
    """A default code must not turn cooperation into conflict: the first two digits part them at 10 (but 09 and 02)."""
    for info in ontology.types.values():
        for code in [info.cameo, *(mode.cameo for mode in info.modes.values())]:
            root = int(code[:2])
            cooperative = root <= 8 and root != 2
            assert cooperative == (info.quad in (1, 2)), (info.name, code)


# --- nested events ---


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("REQUEST", ("AID", None, "073"), ("assist", "0233")),
        ("REQUEST", ("RETREAT", "release", "0841"), ("yield", "0253")),
        ("REQUEST", ("RETREAT", "resign", "0831"), ("change", "0241")),
        ("REQUEST", ("CONSULT", None, "040"), ("meet", "026")),
        ("REQUEST", ("CONSULT", "visit", "042"), ("meet", "026")),
        ("REJECT", ("RETREAT", "ceasefire", "0871"), ("yield", "1246")),
        ("REJECT", ("REQUEST", "yield", "0256"), ("yield", "1246")),
        ("REJECT", ("REQUEST", "yield", "1056"), ("yield", "1246")),
        ("REJECT", ("AGREE", None, "036"), ("meet", "125")),
        ("AGREE", ("AID", None, "072"), (None, "0332")),
        ("AGREE", ("CONSULT", None, "046"), (None, "036")),
        ("AGREE", ("RETREAT", "release", "0841"), (None, "0353")),
        ("AGREE", ("AGREE", None, "0312"), (None, "0312")),
        ("CONCEDE", ("RETREAT", "withdraw", "0874"), (None, "0874")),
        ("CONCEDE", ("SANCTION", None, "163"), (None, "085")),
        ("RETREAT", ("ASSAULT", "aerial", "195"), ("ceasefire", "0871")),
        ("THREATEN", ("ASSAULT", None, "190"), ("violence", "138")),
        ("THREATEN", ("ASSAULT", "aerial", "195"), ("violence", "1384")),
        ("THREATEN", ("SANCTION", None, "160"), ("relations", "1313")),
        ("THREATEN", ("SANCTION", "discontinue", "163"), ("restrict", "1312")),
        ("THREATEN", ("COERCE", "arrest", "173"), ("arrest", "132")),
        ("THREATEN", ("THREATEN", "expel", "136"), ("expel", "136")),
        ("ACCUSE", ("ASSAULT", "torture", "1822"), ("allege", "1122")),
        ("ACCUSE", ("AID", None, "072"), ("allege", "112")),
        ("SANCTION", ("AID", None, "072"), ("discontinue", "1622")),
        ("PROTEST", ("ASSAULT", None, "190"), (None, "140")),
    ],
)
def test_nested(ontology, outer, inner, expected):
    assert ontology.nested(outer, *inner) == expected


def test_nested_has_an_answer_for_every_pair_and_a_mode_that_exists(ontology):
    for outer in ontology.types:
        for inner, info in ontology.types.items():
            for mode in (None, *info.modes):
                new_mode, code = ontology.nested(outer, inner, mode, ontology.cameo_for(inner, mode))
                assert code in ontology.cameo
                assert new_mode is None or new_mode in ontology.types[outer].modes


def test_settle(ontology):
    aid = ("AID", None, "072")
    assert ontology.settle("REJECT") == (None, "120")
    assert ontology.settle("REJECT", "yield", "1246") == ("yield", "1246")
    assert ontology.settle("REQUEST", inner=aid) == ("assist", "0232")
    assert ontology.settle("REQUEST", None, "100", aid) == ("assist", "1032"), "a demand, not an appeal"
    assert ontology.settle("REQUEST", None, "027", aid) == ("assist", "027"), "the rule's own code wins"
    assert ontology.settle("REQUEST", "change", None, aid) == ("change", "024"), "the rule's own mode wins"
    assault = ("ASSAULT", "torture", "1822")
    assert ontology.settle("ACCUSE", "disapprove", None, assault) == ("disapprove", "111")
    assert ontology.settle("ACCUSE", "investigate", None, assault) == ("investigate", "092")


# --- actor codes ---


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("UKR", ("UKR", ())), ("UKRGOV", ("UKR", ("GOV",))), ("REB", (None, ("REB",))), ("UNO", ("UNO", ())),
        ("IRQREBPRE", ("IRQ", ("REB", "PRE"))), ("KOSMED", ("KOS", ("MED",))),
    ],
)  # fmt: skip
def test_split_and_join(ontology, code, parts):
    assert ontology.split_code(code) == parts
    assert ontology.join(*parts) == code


@pytest.mark.parametrize("code", ["", "UK", "UKRGO", "XYZ", "ukr", "GOVUKR", "UKRRUS", "UKRGOVGOV"])
def test_bad_codes(ontology, code):
    with pytest.raises(ValueError, match=r"empty|no country|stand first|twice"):
        ontology.split_code(code)


def test_no_code_is_both_country_and_sector(ontology):
    assert not ontology.countries & ontology.sectors


# --- broken files ---


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        shutil.copy(resources.dictionaries() / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "row", "says"),
    [
        ("cameo.csv", "20,Lost zero,AID,,,1", "leading zeros lost"),
        ("cameo.csv", "120,Again,REJECT,,,1", "stands twice"),
        ("cameo.csv", "2999,No such type,AIDE,,,1", '"AIDE" is no event type'),
        ("cameo.csv", "2999,No such mode,AID,yield,,1", '"yield" is no mode of AID'),
        ("cameo.csv", "2999,No such context,AID,,cheese,1", '"cheese" is no context'),
        ("cameo.csv", "2999,No number,AID,,,much", '"much" is no number'),
        ("cameo.csv", "2999,Too short", "2 cells where 6 are needed"),
        ("nesting.csv", "REQUEST,AID,,,assist,023", "a second row for REQUEST AID"),
        ("nesting.csv", "REQUEST,AID,,071,violence,023", '"violence" is no mode of REQUEST'),
        ("nesting.csv", "REQUEST,AID,,999,assist,023", '"999" is no code'),
        ("nesting.csv", "REQUEST,AID,,075,=,023", "same type outside and inside"),
        ("codes.csv", "Ukr,Ukraine,country", "three capital letters"),
        ("codes.csv", "UKR,Ukraine,country", "stands twice"),
        ("codes.csv", "ZZZ,Nowhere,planet", '"planet" must be'),
    ],
)
def test_bad_rows_are_placed(folder, name, row, says):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text + row + "\n", encoding="utf-8")
    with pytest.raises(CheckError) as caught:
        Ontology.load(folder)
    error = caught.value.errors[0]
    assert says in error.message
    assert (error.path, error.line) == (str(path), text.count("\n") + 1)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("quad = 1", "quad = 7", "quad 7"),
        ('cameo = "030"', 'cameo = "30"', "AGREE has the CAMEO code 30"),
        ('cameo = "030"\n', "", "types.AGREE lacks cameo"),
        ("score = 2.5", 'score = "high"', "bad value"),
        ("quad = 1", "quad = = 1", "not valid TOML"),
    ],
)
def test_bad_toml(folder, old, new, says):
    path = folder / "ontology.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CheckError) as caught:
        Ontology.load(folder)
    assert any(says in error.message for error in caught.value.errors)
    assert all(error.path for error in caught.value.errors)


@pytest.mark.parametrize("name", FILES)
def test_missing_or_undecodable_file(folder, name):
    (folder / name).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CheckError) as caught:
        Ontology.load(folder)
    assert name in str(caught.value)
    (folder / name).unlink()
    with pytest.raises(CheckError, match=name.replace(".", r"\.")):
        Ontology.load(folder)
