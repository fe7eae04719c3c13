"""Rule text → trees, and what the reader says of text that is no rule."""

from __future__ import annotations

import time

import pytest
from lark import Lark

from coder import resources
from coder.rules import reader
from coder.rules.reader import read, read_file
from coder.rules.syntax import (
    FLAGS,
    Argument,
    EventFiller,
    EventType,
    Group,
    Outcome,
    Owned,
    Phrase,
    Rule,
    SetRef,
    Slot,
    Transform,
    Without,
    Word,
    WordSet,
)
from coder.rules.writer import write


def one(text: str):
    statements, errors = read(text)
    assert not errors, errors[0]
    assert len(statements) == 1
    return statements[0]


def fault(text: str):
    _, errors = read(text, "my.rules")
    assert len(errors) == 1, errors
    assert errors[0].path == "my.rules"
    return errors[0]


def words(*lemmas: str) -> Phrase:
    return Phrase(tuple(Word(lemma) for lemma in lemmas))


# --- grammar ---


def test_grammar_is_free_of_conflicts():
    Lark.open(str(resources.grammars() / "rules.lark"), parser="lalr", strict=True)


def test_flags_of_grammar_and_tree_agree():
    assert reader.flags() == FLAGS


# --- statements ---


def test_rule_with_everything():
    rule = one(
        "cut: (cut|turn_down)/v TGT's (peace plan|@offer)? with|in_front_of !(share|price) by SRC"
        " <- REJECT.yield [a, b] 1246"
    )
    peace_plan = Phrase((Group((words("peace", "plan"), Phrase((SetRef("offer"),)))),))
    assert rule == Rule(
        trigger=Phrase((Group((words("cut"), words("turn_down")), "v"),)),
        arguments=(
            Argument((), Owned(Slot("TGT"), peace_plan), True),
            Argument(("with", "in_front_of"), Without(Phrase((Group((words("share"), words("price"))),)))),
            Argument(("by",), Slot("SRC")),
        ),
        arrow="<-",
        outcome=Outcome("REJECT", "yield", ("a", "b"), "1246"),
        label="cut",
    )  # fmt: skip


def test_guard():
    rule = one("rule_out attack -> THREATEN.violence 138 when not future")
    assert isinstance(rule, Rule)
    assert (rule.when, rule.outcome.cameo) == (("not", "future"), "138")
    assert " ".join(write(rule).split()) == "rule_out attack -> THREATEN.violence 138 when not future"
    assert one("rule_out attack -> REJECT").when == ()


def test_types_as_fillers():
    rule = one("refuse to CONSULT|REJECT.yield -> drop")
    assert rule.arguments == (Argument(("to",), EventFiller((EventType("CONSULT"), EventType("REJECT", "yield")))),)
    assert rule.outcome == Outcome(None)


def test_word_set_with_tails_over_several_lines():
    word_set = one(
        "@ceasefire [ceasefire, peace talks] = ceasefire,  # the usual word\n    cessation of (hostility|fighting),\n"
    )
    tail = Phrase((Group((words("hostility"), words("fighting"))),))
    assert word_set == WordSet(
        "ceasefire", ("ceasefire", "peace_talks"), (words("ceasefire"), Phrase((Word("cessation"),), (("of", tail),)))
    )


def test_transform():
    assert one("when not future AID|SUPPORT -> AGREE") == Transform(
        ("not", "future"), (EventType("AID"), EventType("SUPPORT")), Outcome("AGREE")
    )


@pytest.mark.parametrize(
    "word",
    ["forge", "toward-looking", "bypass", "tooth", "information", "whence", "dropout", "thatch", "5g", "24-hour"],
)
def test_keywords_do_not_eat_the_start_of_words(word):
    """ "for" in "forge", "by" in "bypass", "to" in "tooth": as trigger, object and filler of a preposition."""
    rule = one(f"{word} {word} to {word} -> AID")
    assert rule.trigger == words(word)
    assert rule.arguments == (Argument((), words(word)), Argument(("to",), words(word)))


def test_longer_prepositions_are_one():
    rule = one("drive TGT out_of ANY toward TGT -> AID")
    assert [argument.prepositions for argument in rule.arguments] == [(), ("out_of",), ("toward",)]


def test_keywords_may_be_triggers_and_issues():
    assert one("drop bomb on TGT -> ASSAULT").trigger == words("drop")
    assert one("future -> AID [for]").outcome.issues == ("for",)


def test_places_and_layers():
    statements, errors = read("# first\n\nreject plan\n    to TGT\n    -> REJECT\n\n@a = b\n", "/x/y.rules", layer=2)
    assert not errors
    assert (statements[0].place, statements[0].layer, statements[1].line) == ("y.rules:3", 2, 7)


def test_line_ends_and_marks_of_other_systems():
    statements, errors = read("\ufeffreject plan -> REJECT\r\n    + A b.  => RUS REJECT UKR\r\n")
    assert not errors
    assert statements[0].examples[0].text == "A b."


# --- examples ---


def test_examples():
    rule = one(
        "reject plan -> REJECT\n"
        "    + Russia rejected the plan.   => RUS REJECT ~   # as it should\n"
        "    # a comment line\n"
        "    - The board said: no => way.  => RUS REJECT.yield UKR [peace talks] negated said by UKR,\n"
        "        UKR–RUS AGREE\n"
        "    - Item #1 was rejected.\n"
    )
    assert [(e.positive, e.text, e.line) for e in rule.examples] == [
        (True, "Russia rejected the plan.", 2),
        (False, "The board said: no => way.", 4),
        (False, "Item #1 was rejected.", 6),
    ]
    assert [len(e.expected or ()) for e in rule.examples] == [1, 2, 0]
    assert rule.examples[2].expected is None


def test_examples_can_be_left_out():
    statements, errors = read("reject plan -> REJECT\n    + No arrow here\n", read_examples=False)
    assert not errors
    assert statements[0].examples == ()


def test_a_bad_example_costs_only_itself():
    text = "reject plan -> REJECT\n    + A.  => RUS Reject\n    + B.\n    + C.  => RUS REJECT UKR\n"
    statements, errors = read(text)
    assert [e.text for e in statements[0].examples] == ["C."]
    assert [(e.line, e.column) for e in errors] == [(2, 18), (3, 9)]
    assert 'cannot read "Reject"' in errors[0].message
    assert errors[0].excerpt == "    + A.  => RUS Reject"


def test_an_error_on_the_second_line_of_an_example_is_placed_there():
    _, errors = read("reject plan -> REJECT\n    + A.\n        => RUS REJECT UKR oddly\n")
    assert (errors[0].line, errors[0].column) == (3, 27)


# --- errors ---


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("reject Proposal -> REJECT", 1, 8, "lowercase"),
        ("reject plan", 1, 12, "no arrow"),
        ("reject\n    plan", 2, 9, "no arrow"),
        ("drive TGT out of x -> AID", 1, 11, '"out_of"'),
        ("bypass (TGT|x) -> AID", 1, 9, "brackets"),
        ("x = y, z", 1, 3, "starts with @"),
        ("reject plan/v -> AID", 1, 12, "only in the trigger"),
        ("reject plan -> aid", 1, 16, "capitals"),
        ("reject plan -> AID [x 12", 1, 23, 'found "12"'),
        ("when nott AID -> drop", 1, 6, "expected a flag"),
        ("women's right -> AID", 1, 6, "slot"),
        ("@rights = women's right", 1, 16, "apostrophe"),
        ("\n\nreject §plan -> AID", 3, 8, 'found "§"'),
        ("  indented = x", 1, 1, "without a statement"),
        ("a -> AID\n+ An example.  => RUS AID UKR", 2, 1, "indented"),
        ("@a = b\n    + An example.  => RUS AID UKR", 2, 1, "no examples"),
        ("a -> AID\n    +  => RUS AID UKR", 2, 5, "without a sentence"),
        ("a plan -> AID -> AID", 1, 15, 'found "->"'),
        ("(a|b -> AID", 1, 6, '")"'),
    ],
)
def test_errors_say_where_and_what(text, line, column, says):
    error = fault(text)
    assert says in error.message
    assert (error.line, error.column) == (line, column)
    assert error.excerpt == text.split("\n")[line - 1]


def test_an_error_lists_what_may_stand_there():
    message = fault("reject plan to -> AID").message
    assert 'a word, a word set (@name), "(", a slot (TGT, SRC, ANY), an event type, "!" or "|"' in message
    assert message.endswith('found "->"')


def test_one_bad_statement_hides_no_other():
    statements, errors = read("good -> AID\nBad -> AID\n@ok = fine\nreject -> what\nalso good -> AID\n")
    assert [s.line for s in statements] == [1, 3, 5]
    assert [e.line for e in errors] == [2, 4]


def test_files_that_are_not_text(tmp_path):
    bad = tmp_path / "bad.rules"
    bad.write_bytes(b"a -> AID\n@x = \xff\n")
    statements, (error,) = read_file(bad)
    assert not statements
    assert (error.path, error.line) == (str(bad), 2)
    assert "UTF-8" in error.message
    assert "cannot be read" in read_file(tmp_path / "missing.rules")[1][0].message


def test_a_thousand_rules_are_read_in_a_moment():
    rule = (
        "lab{0}: (reject{0}|refuse) (@demand|proposal for peace) for TGT's plan by !(a|b) -> REJECT.yield [x] 1246\n"
        "    + Russia rejected Ukraine's proposal.              => RUS REJECT UKR\n    - Nothing of the sort.\n"
    )
    text = "".join(rule.format(i) for i in range(1000))
    read("warm up -> AID")
    start = time.process_time()
    statements, errors = read(text)
    assert (len(statements), errors) == (1000, [])
    # 0.6 s where this was written; the margin is for slow and busy machines.
    assert time.process_time() - start < 5
