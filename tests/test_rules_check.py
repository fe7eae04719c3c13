"""What check finds, one small rule file a fault."""

from __future__ import annotations

import pytest

from coder import resources
from coder.ontology import Ontology
from coder.rules.check import RuleWarning, check, main
from coder.rules.reader import read

EXAMPLE = "\n    + Russia did it to Ukraine.  => RUS REJECT UKR\n"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


def faults(text: str, ontology: Ontology | None = None, layer: int = 0):
    statements, errors = read(text, "my.rules", layer)
    assert not errors, errors[0]
    return check(statements, ontology)


def the_one(text: str, ontology: Ontology | None = None):
    found = faults(text, ontology)
    assert len(found) == 1, [str(f) for f in found]
    return found[0]


def test_good_rules_have_no_faults(ontology):
    text = (
        "@plan = plan, offer\n@truce [ceasefire] = truce, ceasefire\n"
        f"reject @plan -> REJECT{EXAMPLE}reject peace @plan -> REJECT.yield [ceasefire] 1246{EXAMPLE}"
        f"strike/v TGT -> ASSAULT{EXAMPLE}strike/n by @plan -> PROTEST.strike{EXAMPLE}"
        "when future AID|EVENT -> AGREE\n"
    )
    assert faults(text, ontology) == []


# --- sets ---


def test_unknown_set():
    error = the_one(f"@demand = call\nreject @demand to @demands -> REJECT{EXAMPLE}")
    assert error.message == "there is no word set @demands; is demand meant?"
    assert (error.path, error.line) == ("my.rules", 2)


def test_set_defined_twice_names_both_places():
    found = faults("@a [x] = b\n@a [x] = c\n")
    assert [(f.line, f.message) for f in found] == [(2, "@a is already defined at my.rules:1")]


def test_cycle():
    error = the_one(f"@a = b, @b\n@b = (c|d @a)\nreject @a -> REJECT{EXAMPLE}")
    assert "@a → @b → @a" in error.message


def test_unused_set_and_repeated_word_are_warnings():
    found = faults("@a = b, c, b\n")
    assert {f.message for f in found} == {'@a names "b" 2 times', "@a is used nowhere"}
    assert all(isinstance(f, RuleWarning) for f in found)


# --- single rules ---


def test_example_is_needed_in_shipped_rules_only():
    assert not isinstance(the_one("reject -> REJECT"), RuleWarning)
    (warning,) = faults("reject -> REJECT", layer=1)
    assert isinstance(warning, RuleWarning)


def test_drop_rule_is_content_with_a_negative_example():
    assert faults("decline/n by share -> drop\n    - Shares saw a decline.\n") == []
    assert the_one("decline/n by share -> drop").message == "the rule has no + example"


def test_particle_as_object():
    assert "call_off" in the_one(f"call off meeting -> REJECT{EXAMPLE}").message


def test_slot_twice():
    assert "TGT stands 2 times" in the_one(f"meet TGT with TGT's chief -> CONSULT{EXAMPLE}").message


def test_label_twice():
    assert "taken by my.rules:1" in the_one(f"x: reject -> REJECT{EXAMPLE}x: spurn -> REJECT{EXAMPLE}").message


def test_inflected_words():
    found = faults(
        f"@talk = talk\nhold @talk -> CONSULT{EXAMPLE}hold peace talks -> CONSULT{EXAMPLE}"
        f"rejected -> REJECT{EXAMPLE}reject -> REJECT{EXAMPLE}"
    )
    assert [(f.line, f.message) for f in found] == [
        (4, '"talks" is not a lemma; is "talk" meant?'),
        (6, '"rejected" is not a lemma; is "reject" meant?'),
    ]


# --- ties ---


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("reject plan -> REJECT", "(spurn|reject) (offer|plan) -> ACCUSE", '"reject" with "plan"'),
        ("reject @x -> REJECT", "reject proposal -> REJECT.yield", '"reject" with "proposal"'),
        ("reject to|with TGT -> REJECT", "reject with TGT -> ACCUSE", '"reject"'),
        ("refuse to AID|CONSULT -> REJECT", "refuse to CONSULT -> drop", '"refuse"'),
        ("reject peace plan -> REJECT", "reject (peace|truce) (plan|deal) -> ACCUSE", '"reject" with "peace plan"'),
        ("meet TGT -> CONSULT", "meet TGT <-> CONSULT", '"meet"'),
        ("(arms deal) -> AID", "(arms @deal) -> COOPERATE", '"deal" with "arms"'),
    ],
)  # fmt: skip
def test_ties_are_errors_that_name_both_places(first, second, words):
    text = f"@x [y] = proposal, scheme\n@deal [z] = deal\n{first}{EXAMPLE}{second}{EXAMPLE}"
    error = the_one(text)
    assert not isinstance(error, RuleWarning)
    assert error.line == 5
    assert error.message.startswith(f"for {words} the rule ties with my.rules:3, which says")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("reject plan -> REJECT", "reject peace plan -> ACCUSE"),
        ("reject plan -> REJECT", "reject offer -> ACCUSE"),
        ("reject plan -> REJECT", "reject plan by court -> ACCUSE"),
        ("reject to TGT -> REJECT", "reject with TGT -> ACCUSE"),
        ("refuse to AID -> REJECT", "refuse to CONSULT -> ACCUSE"),
        ("refuse to EVENT -> REJECT", "refuse to CONSULT -> ACCUSE"),
        ("strike/v TGT -> ASSAULT", "strike/n TGT -> PROTEST"),
        ("reject TGT -> REJECT", "reject ANY -> ACCUSE"),
        ("reject TGT's plan -> REJECT", "reject plan -> ACCUSE"),
    ],
)
def test_more_telling_rules_do_not_tie(first, second):
    assert faults(f"{first}{EXAMPLE}{second}{EXAMPLE}") == []


def test_same_outcome_is_a_warning():
    error = the_one(f"reject plan -> REJECT{EXAMPLE}reject (plan|offer) -> REJECT{EXAMPLE}")
    assert isinstance(error, RuleWarning)
    assert error.message == 'for "reject" with "plan" the rule repeats my.rules:1'


def test_own_layer_overrules_without_a_tie():
    shipped, _ = read(f"reject plan -> REJECT{EXAMPLE}", "a.rules")
    own, _ = read(f"reject plan -> ACCUSE{EXAMPLE}", "b.rules", 1)
    assert check([*shipped, *own]) == []


def test_transforms_contradict():
    error = the_one("when not future AID -> AGREE\nwhen future not AID|SUPPORT -> REJECT\n")
    assert error.message == "contradicts the transform at my.rules:1"


# --- ontology ---


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("reject -> REJCT", "no event type REJCT; is REJECT meant?"),
        ("reject -> EVENT", "no event type EVENT"),
        ("reject -> REJECT.violence", "REJECT has no mode violence; its modes are: assist, change, yield, meet"),
        ("reject to AIDE -> REJECT", "no event type AIDE; is AID meant?"),
        ("reject to EVENT.yield -> REJECT", "EVENT has no modes"),
        ("reject -> REJECT 999", "no CAMEO code 999"),
        ("reject -> REJECT [cheese]", "no word set has the issue cheese"),
        ("reject -> drop [truce]", "drop codes nothing"),
    ],
)
def test_names_outside_the_ontology(ontology, text, says):
    assert says in the_one(f"@truce [truce] = truce\n{text}{EXAMPLE}", ontology).message


@pytest.mark.parametrize(
    ("notation", "says"),
    [
        ("RUS REJCT UKR", "no event type REJCT"),
        ("RUS REJECT.foo UKR", "no mode foo"),
        ("RUSGVO REJECT UKR", "GVO in RUSGVO is no country, organisation or sector"),
        ("RUS REJECT UKR said by XYZ", "XYZ"),
        ("RUS REJECT UKR [cheese]", "issue cheese"),
    ],
)
def test_examples_outside_the_ontology(ontology, notation, says):
    error = the_one(f"reject -> REJECT\n    - A.\n    + B.  => {notation}\n", ontology)
    assert says in error.message
    assert error.line == 3


# --- command and shipped files ---


def test_command(tmp_path, capsys):
    good, bad = tmp_path / "good.rules", tmp_path / "bad.rules"
    good.write_text(f"reject -> REJECT{EXAMPLE}")
    bad.write_text(f"reject plan -> REJCT{EXAMPLE}\nReject -> AID\n")
    assert main([str(good)]) == 0
    assert capsys.readouterr().out == "1 rules, 1 statements: 0 errors, 0 warnings\n"
    assert main([str(good), str(bad)]) == 1
    out = capsys.readouterr().out
    assert f"{bad}:1: there is no event type REJCT" in out
    assert "    reject plan -> REJCT\n" in out
    assert f"{bad}:4:1: expected" in out


def test_shipped_rules_have_no_errors(ontology):
    statements, errors = [], []
    for path in sorted((resources.dictionaries() / "rules").glob("*.rules")):
        found, wrong = read(path.read_text(encoding="utf-8"), str(path))
        statements += found
        errors += wrong
    errors += [fault for fault in check(statements, ontology) if not isinstance(fault, RuleWarning)]
    assert not errors, "\n".join(map(str, errors))
