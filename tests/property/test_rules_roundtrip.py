"""Law: reading what the writer wrote gives the same tree, and writing it again the same text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from coder.notation import MARKS
from coder.rules import reader
from coder.rules.reader import read
from coder.rules.syntax import (
    FLAGS,
    Argument,
    EventFiller,
    EventType,
    Example,
    Expected,
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

_PREPOSITIONS = sorted(reader.prepositions())
_KEYWORDS = {*_PREPOSITIONS, *FLAGS, "when", "drop"}

names = st.from_regex(r"[a-zé][a-z0-9_-]{0,8}", fullmatch=True).filter(lambda name: name not in _KEYWORDS)
set_names = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
prepositions = st.sampled_from(_PREPOSITIONS)
positions = st.sampled_from([None, "v", "n", "a"])
issues = st.lists(st.from_regex(r"[a-z][a-z_]{0,6}", fullmatch=True), max_size=2).map(tuple)


def phrases_with(pos, tails: bool = True):
    """Phrases as they stand in sets and brackets."""

    def extend(inner):
        groups = st.builds(Group, st.lists(inner, min_size=1, max_size=3).map(tuple), pos)
        atoms = st.one_of(words, sets, groups)
        tail = st.tuples(prepositions, st.lists(plain_atoms, min_size=1, max_size=2).map(lambda a: Phrase(tuple(a))))
        return st.builds(
            Phrase, st.lists(atoms, min_size=1, max_size=3).map(tuple), st.lists(tail, max_size=2).map(tuple)
        )

    words, sets = st.builds(Word, names, pos), st.builds(SetRef, set_names, pos)
    plain_atoms = st.one_of(st.builds(Word, names), st.builds(SetRef, set_names))
    return st.recursive(st.builds(lambda a: Phrase((a,)), st.one_of(words, sets)), extend, max_leaves=6)


entries = phrases_with(st.none())
atoms = st.one_of(
    st.builds(Word, names),
    st.builds(SetRef, set_names),
    st.builds(Group, st.lists(entries, min_size=1, max_size=3).map(tuple)),
)
plain = st.lists(atoms, min_size=1, max_size=3).map(lambda found: Phrase(tuple(found)))
triggers = st.one_of(
    st.builds(Word, names, positions),
    st.builds(SetRef, set_names, positions),
    st.builds(Group, st.lists(phrases_with(positions), min_size=1, max_size=3).map(tuple), positions),
).map(lambda atom: Phrase((atom,)))

kinds = st.sampled_from(["AID", "REJECT", "CONSULT", "EVENT"])
modes = st.one_of(st.none(), st.sampled_from(["yield", "third-party"]))
event_types = st.builds(EventType, kinds, modes)
slots = st.sampled_from(["TGT", "SRC", "ANY"]).map(Slot)
fillers = st.one_of(
    slots,
    st.builds(Owned, slots, plain),
    st.builds(EventFiller, st.lists(event_types, min_size=1, max_size=3).map(tuple)),
    atoms.map(lambda atom: Without(Phrase((atom,)))),
    plain,
)
objects = st.builds(Argument, st.just(()), fillers, st.booleans())
obliques = st.builds(Argument, st.lists(prepositions, min_size=1, max_size=3).map(tuple), fillers, st.booleans())
outcomes = st.one_of(
    st.just(Outcome(None)),
    st.builds(Outcome, kinds, modes, issues, st.one_of(st.none(), st.sampled_from(["010", "1246"]))),
)

actors = st.one_of(st.from_regex(r"[A-Z]{3}([A-Z]{3})?", fullmatch=True), st.just('"the rebels"'))
sides = st.lists(actors, max_size=2).map(tuple)
expectations = st.builds(
    Expected,
    sides,
    kinds,
    sides,
    st.booleans(),
    modes,
    st.one_of(st.none(), issues),
    st.frozensets(st.sampled_from(MARKS)),
    st.one_of(st.none(), sides),
)
sentences = st.lists(
    st.text(st.characters(blacklist_categories=("Z", "C"), blacklist_characters="#"), min_size=1, max_size=8),
    min_size=1,
    max_size=6,
).map(" ".join).filter(lambda text: "=>" not in text and text[0] != ">")  # fmt: skip
expected_lists = st.lists(expectations, min_size=1, max_size=2).map(tuple)
examples = st.lists(
    st.one_of(
        st.builds(Example, st.just(True), sentences, expected_lists),
        st.builds(Example, st.just(False), sentences, st.one_of(st.none(), expected_lists)),
    ),
    max_size=2,
).map(tuple)

statements = st.one_of(
    st.builds(WordSet, set_names, issues, st.lists(entries, min_size=1, max_size=8).map(tuple)),
    st.builds(
        Rule,
        triggers,
        st.tuples(st.lists(objects, max_size=1), st.lists(obliques, max_size=3)).map(lambda p: (*p[0], *p[1])),
        st.sampled_from(["->", "<-", "<->"]),
        outcomes,
        examples,
        st.one_of(st.none(), names.filter(str.isascii)),
    ),
    st.builds(
        Transform,
        st.lists(st.sampled_from(FLAGS), min_size=1, max_size=3).map(tuple),
        st.lists(event_types, min_size=1, max_size=3).map(tuple),
        outcomes,
        examples,
    ),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(statements, max_size=3))
def test_reading_inverts_writing(trees):
    text = write(trees)
    found, errors = read(text)
    assert not errors, f"{errors[0]}\n{text}"
    assert found == trees
    assert write(found) == text


@settings(max_examples=120, deadline=None)
@given(st.text(st.sampled_from("abTGT@=-><|()[]!?'./v,# \n+:"), max_size=60))
def test_any_text_gives_statements_or_located_errors(text):
    """Never an exception, and an error always lies inside the text."""
    _, errors = read(text, "x.rules")
    lines = text.split("\n")
    for error in errors:
        assert error.line is not None and 1 <= error.line <= len(lines)
        assert error.column is not None and 1 <= error.column <= len(lines[error.line - 1]) + 1
