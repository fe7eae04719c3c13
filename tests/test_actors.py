"""Actor dictionaries: loading, located errors, layers, codes by date, and names in sentences."""

from pathlib import Path

import pytest

from coder.actor_files import iso_date, read_actors, split_code
from coder.actors import ActorDictionary
from coder.errors import CheckError
from tests.trees import tree
from tests.zorvia import DATA, names, world

AGENTS = [DATA / "agents.csv"]


def load(tmp_path: Path, *layers: str, errors: list | None = None) -> ActorDictionary:
    paths = []
    for number, text in enumerate(layers):
        path = tmp_path / f"layer{number}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return ActorDictionary.load(paths, agents=AGENTS, errors=errors)


# Files ---------------------------------------------------------------------------------------------------------------


def test_all_errors_of_a_file_come_together_and_good_rows_stay(tmp_path):
    text = """name,code,start,end,kind
Zorvia,ZOR,,,country
Jan Doe,ZORGOV,2020-13-01,,person
,ZORGOV,,,person
Mira Pell,ZORXXX,,,person
Tom Brack,zorgov,,,person
Ana Rusk,ZORGOV,2020-05,2019,person
One, Two,ZORGOV,,,person
Odd,ZORGOV,,,martian
Old Fort,ZORMIL,1990,1999-12,org
"""
    errors: list = []
    dictionary = load(tmp_path, text, errors=errors)
    found = {(error.line, error.message.split(";")[0]) for error in errors}
    assert {line for line, _ in found} == {3, 4, 5, 6, 7, 8, 9}
    assert (3, "bad start date '2020-13-01'") in found
    assert (5, "unknown code 'XXX' in 'ZORXXX' (a row of kind country would declare it)") in found
    assert (7, "the end 2019 is before the start 2020-05") in found
    assert (8, "6 cells in a row of 5 columns") in found
    assert [e.alias for e in dictionary.lookup("Zorvia")] == ["Zorvia"]
    assert dictionary.lookup("Old Fort")[0].spans == (("1990-01-01", "1999-12-31", "ZORMIL"),)


@pytest.mark.parametrize(
    ("use", "in_capitals", "with_one"), [("", True, True), ("capitals", True, False), ("later capitals", True, False)]
)
def test_an_abbreviation_that_is_a_word_may_ask_for_its_capitals(tmp_path, use, in_capitals, with_one):
    rows = f"name,code,kind,entity,use\nZorvia,ZOR,country,,\nPACT,ZORPTY,party,Party of Action,{use}\n"
    dictionary = load(tmp_path, rows)
    for form, found in (("PACT", in_capitals), ("Pact", with_one), ("pact", False)):
        assert bool(dictionary.mentions(tree(f"[left nsubj>{form}/PROPN]"))) == found


def test_capitals_are_asked_of_a_name_that_has_them(tmp_path):
    errors: list = []
    load(tmp_path, "name,code,kind,use\nZorvia,ZOR,country,\nThe Pact,ZORPTY,party,capitals\n", errors=errors)
    assert [(error.line, error.message) for error in errors] == [
        (3, "use 'capitals' is for an abbreviation in capitals; 'The Pact' has none")
    ]


def test_kinds_may_have_capitals_and_a_slip_is_told(tmp_path):
    errors: list = []
    rows = "name,code,kind,use\nZorvia,ZOR,Country,\nJan Doe,ZORGOV,Person,Later\nMira Pell,ZORGOV,persn,\n"
    dictionary = load(tmp_path, rows, errors=errors)
    [entry] = dictionary.lookup("Jan Doe")
    assert (entry.kind, entry.use) == ("person", "later")
    assert [(error.line, error.message) for error in errors] == [(4, "unknown kind 'persn'; is person meant?")]


def test_an_error_points_at_its_cell(tmp_path):
    errors: list = []
    load(tmp_path, "name,code,start\nZorvia,ZOR,\nJan Doe,ZORGOV,2020-02-30\n", errors=errors)
    bad = next(error for error in errors if error.line == 3)
    assert bad.column == len("Jan Doe,ZORGOV,") + 1
    assert bad.excerpt == "Jan Doe,ZORGOV,2020-02-30"


def test_without_a_list_errors_are_raised_together(tmp_path):
    with pytest.raises(CheckError) as caught:
        load(tmp_path, "name,code,kind\nZorvia,ZOR,country\nA B,Z,person\nC D,ZORQQQ,person\n")
    assert len(caught.value.errors) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name,start\nZorvia,2020\n", "code is missing"),
        (b"name,code,colour\nZorvia,ZOR,red\n", "unknown column 'colour'"),
        (b'name,code,kind\n"Zorvia,ZOR,country\n', "quotation mark"),
        (b"name,code,kind\nZ\xf6rvia,ZOR,country\n", "not UTF-8"),
    ],
)
def test_broken_files_are_named(tmp_path, content, words):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    errors: list = []
    ActorDictionary.load([path], agents=AGENTS, errors=errors)
    assert any(words in error.message and error.path == str(path) for error in errors)


def test_a_missing_file_is_an_error_not_a_traceback(tmp_path):
    errors: list = []
    ActorDictionary.load([tmp_path / "none.csv"], agents=AGENTS, errors=errors)
    assert "cannot be read" in errors[0].message


def test_columns_may_stand_in_any_order_and_an_open_quote_costs_one_line(tmp_path):
    errors: list = []
    text = 'kind,code,name\ncountry,ZOR,"Zorvia"\nperson,ZORGOV,"Jan Doe\nperson,ZORGOV,Mira Pell\n'
    dictionary = load(tmp_path, text, errors=errors)
    assert [error.line for error in errors] == [3]
    assert dictionary.lookup("Mira Pell")[0].last_code == "ZORGOV"


def test_a_later_layer_replaces_a_name(tmp_path):
    first = "name,code,kind\nZorvia,ZOR,country\nKeld,KEL,country\nNew Dawn,ZORPTY,party\nOld Oak,ZORPTY,party\n"
    dictionary = load(tmp_path, first, "name,code\nnew dawn,KELREB\n")
    assert [entry.last_code for entry in dictionary.lookup("New Dawn")] == ["KELREB"]
    assert dictionary.lookup("Old Oak")[0].last_code == "ZORPTY"


def test_the_fingerprint_follows_the_content(tmp_path):
    text = "name,code,kind\nZorvia,ZOR,country\n"
    assert load(tmp_path, text).fingerprint == load(tmp_path, text).fingerprint
    assert load(tmp_path, text).fingerprint != load(tmp_path, text + "Zorvi,ZOR,country\n").fingerprint


@pytest.mark.parametrize(
    ("text", "last", "iso"),
    [
        ("2024-02", True, "2024-02-29"),
        ("2024", False, "2024-01-01"),
        ("2024", True, "2024-12-31"),
        ("2024-06-31", False, None),
        ("2024-00", False, None),
        ("yesterday", False, None),
    ],
)
def test_iso_date(text, last, iso):
    assert iso_date(text, last=last) == iso


def test_split_code():
    assert split_code("UKRGOV") == ("UKR", ("GOV",))
    assert split_code("UNO") == ("UNO", ())
    assert split_code("GOVMIL") == ("", ("GOV", "MIL"))


# Codes by date -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "date", "code"),
    [
        ("Ana Rusk", "2012-05-05", "TAVLEG"),
        ("Ana Rusk", "2014-12-31", "TAVLEG"),
        ("Ana Rusk", "2015-01-01", "TAVGOV"),
        ("Ana Rusk", "2020-01-01", "TAVELI"),
        ("Ana Rusk", "2009-01-01", "TAVELI"),
        ("Ana Rusk", None, "TAVGOV"),
        ("Tom Brack", "2021-01-01", "ORMREB"),  # no office: a rebel leader stays one
        ("Zorvia", "1800-01-01", "ZOR"),
    ],
)
def test_code_by_date(name, date, code):
    assert world().lookup(name)[0].code(date) == code


# Names in sentences --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("literal", "found"),
    [
        ("[nsubj>Zorvia met obj>Keld]", ["Zorvia", "Keld"]),
        ("[nsubj>[Zorvia flat>City] rejected]", ["Zorvia City"]),
        ("[nsubj>[compound>Keldish Republic] left]", ["Keldish Republic"]),
        ("[nsubj>[Port flat>Saga] fell]", ["Port Såga"]),
        ("[nsubj>ZR spoke]", ["Z.R."]),
        ("[nsubj>Z.R. spoke]", ["Z.R."]),
        ("[nsubj>zr spoke]", []),
        ("[nsubj>zorvia spoke]", []),
        ("[nsubj>Col spoke]", []),  # COL asks for capitals
        ("[nsubj>al-Varr attacked obj>Keld]", ["al-Varr", "Keld"]),
        ("[nsubj>[al/PROPN punct>- flat>Varr] attacked]", ["al-Varr"]),
        ("[amod>Zorvian-backed/ADJ rebels]", ["Zorvian:backed"]),
        ("[amod>[compound>Zorvian punct>- led/VERB] rebels]", ["Zorvian:backed"]),
        ("[amod>pro-Zorvian/ADJ rebels]", ["Zorvian:pro"]),
        ("[compound>Zorvia-Keld talks]", ["Zorvia", "Keld"]),
        ("[nsubj>[compound>New/PROPN Keld] left]", []),
        ("[nsubj>[amod>Eastern/PROPN Keld] left]", ["Keld"]),
        ("[nsubj>[Keld flat>Smith] left]", []),
        ("[nsubj>[compound>Orm Tech] left]", []),
        ("[nsubj>[compound>Orm President flat>Pell] left]", ["Orm"]),
        ("[nsubj>[nmod:desc>Mr Keld] left]", []),
        ("[nsubj>[Zorvia flat>Stone] sang]", []),  # kind ignore
        ("[left obl>[case>in March]]", []),
        ("[nsubj>March left]", ["March"]),
        ("[nsubj>[Ana flat>B. flat>Rusk] left]", ["Ana Rusk"]),  # a middle initial is passed over
        ("[nsubj>[Zorvia flat>B. flat>City] left]", []),  # … in names of persons
        ("[nsubj>[nmod:poss>[Zorvia case>'s] army] left]", ["Zorvia"]),
        ("[nsubj>Keld paid obj>[nummod>five compound>Zorvia dollars|dollar/NOUN]]", ["Keld"]),  # a currency
    ],
)
def test_names(literal, found):
    assert names(tree(literal)) == found


def test_a_headline_in_title_case_keeps_its_names():
    sentence = tree(
        "[nsubj>[compound>Defiant/PROPN Zorvia] Rejects|reject/VERB obj>[compound>Latest/PROPN Plan/PROPN]]"
    )
    assert names(sentence) == ["Zorvia"]


def test_a_mention_knows_its_words_and_head():
    sentence = tree("[nsubj>[det>the Orm/PROPN flat>Liberation flat>Front] left]")
    (mention,) = world().mentions(sentence)
    assert (mention.first, mention.last, mention.head) == (1, 4, 1)


@pytest.mark.parametrize(
    "data",
    [
        # Semicolons, as spreadsheets write them in many countries.
        b"name;code;start\r\nAda Quill;PERGOV;2021-07\r\n",
        "\ufeffname;code;start\r\nAda Quill;PERGOV;2021-07\r\n".encode(),
        b"sep=;\r\nname;code;start\r\nAda Quill;PERGOV;2021-07\r\n",
        b"name\tcode\tstart\nAda Quill\tPERGOV\t2021-07\n",
        "name,code,start\nAda Quill,PERGOV,2021-07\n".encode("utf-16"),  # "Unicode text"
    ],
)
def test_what_spreadsheets_write_is_read(tmp_path, data):
    (tmp_path / "my.csv").write_bytes(data)
    errors: list = []
    assert [(row.name, row.code, row.start) for row in read_actors([tmp_path / "my.csv"], errors)] == [
        ("Ada Quill", "PERGOV", "2021-07-01")
    ]
    assert not errors


def test_an_empty_file_and_a_careless_code_are_explained(tmp_path):
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "loose.csv").write_text("name,code\nAda Quill,per gov\n")
    errors: list = []
    assert read_actors([tmp_path / "empty.csv", tmp_path / "loose.csv"], errors) == []
    assert "is empty; the first line must name the columns" in errors[0].message
    assert errors[1].message.endswith("is PERGOV meant?") and errors[1].line == 2
