"""The one-line notation: written, read, compared."""

from __future__ import annotations

import pytest

from coder.event import Actor, CoderVersion, Event, Trigger
from coder.notation import NotationError, line, matches, parse_expected, write_expected
from coder.rules.syntax import Expected


def actor(code: str | None, text: str = "x") -> Actor:
    return Actor(text=text, start=0, end=len(text), code=code)


def event(source=("RUS",), target=("UKR",), kind="REJECT", said_by=(), trigger="had rejected", **fields) -> Event:
    def make(codes):
        return tuple(actor(None, c[1:-1]) if c.startswith('"') else actor(c) for c in codes)

    return Event(
        id="1", document="d", sentence=0, event=kind, cameo="120", quad=3, source=make(source), target=make(target),
        attribution=make(said_by), trigger=Trigger(text=trigger, start=0, end=1), rule="r:1", text="t",
        coder=CoderVersion(version="0", dictionaries="0"), **fields,
    )  # fmt: skip


# --- writing ---


@pytest.mark.parametrize(
    ("coded", "shown"),
    [
        (
            event(issues=("ceasefire",), said_by=("UKR",)),
            'RUS REJECT UKR [ceasefire]  said by UKR  "had rejected"',
        ),
        (
            event(("UKR",), ("RUS",), "AGREE", mutual=True, issues=("prisoner_exchange",), trigger="agreed"),
            'UKR–RUS AGREE [prisoner exchange]  "agreed"',
        ),
        (event(("FRA", "DEU"), ("USA", "USA"), trigger=""), "FRA&DEU REJECT USA"),
        (event(("ZORCVL",), (), "PROTEST", future=True, trigger="march"), 'ZORCVL PROTEST ~ future  "march"'),
        (event((), ('"the \nrebels"',), trigger="a  b"), '~ REJECT "the rebels"  "a b"'),
        (event(negated=True, historical=True, hypothetical=True, trigger=""),
         "RUS REJECT UKR negated hypothetical historical"),
        (event(mutual=True, target=(), trigger=""), "RUS REJECT ~"),
    ],
)  # fmt: skip
def test_line(coded, shown):
    assert line(coded) == shown
    assert str(coded) == shown


def test_line_with_mode():
    assert line(event(mode="yield"), mode=True, trigger=False) == "RUS REJECT.yield UKR"
    assert line(event(mode="yield"), trigger=False) == "RUS REJECT UKR"
    assert line(event(), mode=True, trigger=False) == "RUS REJECT UKR"


def test_what_is_printed_can_be_read_and_matches():
    for coded in (
        event(issues=("ceasefire", "peace_talks"), said_by=("UKR", "USAGOV"), negated=True),
        event(("UKR",), ("RUS", "TUR"), "AGREE", mutual=True, mode=None),
        event(('"the rebels"',), (), future=True),
    ):
        (expected,) = parse_expected(line(coded, mode=True))
        assert matches(expected, coded)


# --- reading ---


def test_read_everything():
    text = 'ZOR&KEL THREATEN.violence TAV&"the Bri" [ceasefire, peace talks] negated future said by UKR'
    assert parse_expected(text) == (
        Expected(("ZOR", "KEL"), "THREATEN", ("TAV", '"the Bri"'), False, "violence", ("ceasefire", "peace_talks"),
                 frozenset({"negated", "future"}), ("UKR",)),
    )  # fmt: skip


@pytest.mark.parametrize("dash", ["-", "–", " - "])
def test_read_mutual(dash):
    assert parse_expected(f"UKR{dash}RUS&TUR AGREE []") == (
        Expected(("UKR",), "AGREE", ("RUS", "TUR"), True, None, ()),
    )


def test_read_several():
    first, second = parse_expected("RUS REJECT UKR [a, b], ~ PROTEST ~")
    assert first.issues == ("a", "b")
    assert (second.source, second.type, second.target) == ((), "PROTEST", ())


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("", 1, "an actor code"),
        ("RUS", 4, "an event type"),
        ("RUS REJECT", 11, "an actor code"),
        ("RUS reject UKR", 5, 'found "reject"'),
        ("RUS REJECT UKR oddly", 16, 'found "oddly"'),
        ("RUS REJECT UKR said UKR", 21, 'expected "by"'),
        ("RUS REJECT UKR [a", 18, '"]"'),
        ("RUS REJECT UKR [,]", 17, "an issue"),
        ("RUS REJECT UKR,", 16, "an actor code"),
        ("RUS REJECT UKR FRA", 16, "a comma"),
        ("RUS.yield REJECT UKR", 1, "an actor code"),
        ("UKR-RUS", 8, "an event type"),
        ("Rus REJECT UKR", 1, 'cannot read "Rus"'),
        ('RUS REJECT ""', 12, "an actor code"),
    ],
)
def test_errors_name_the_column(text, column, says):
    with pytest.raises(NotationError) as caught:
        parse_expected(text)
    assert says in caught.value.message
    assert caught.value.column == column


def test_canonical_text():
    text = 'RUS&"a b" REJECT.yield ~ [x, y_z] negated future said by UKR, UKR-RUS AGREE, ~ AID ~ [] said by ~'
    assert write_expected(parse_expected(text)) == text


# --- comparing ---


@pytest.mark.parametrize(
    ("notation", "coded"),
    [
        ("RUS REJECT UKR", event(mode="yield", issues=("x",), said_by=("UKR",))),
        ("RUS REJECT.yield UKR [x, y] said by UKR", event(mode="yield", issues=("y", "x"), said_by=("UKR",))),
        ("RUS&BLR REJECT UKR", event(("BLR", "RUS"))),
        ("RUS-UKR REJECT", event(mutual=True)),
        ("UKR-RUS REJECT", event(mutual=True)),
        ("RUS REJECT UKR negated", event(negated=True)),
        ("RUS REJECT UKR []", event()),
        ("~ REJECT UKR said by ~", event(())),
        ("RUS REJECT ~", event(mutual=True, target=())),
    ],
)
def test_matches(notation, coded):
    (expected,) = parse_expected(notation)
    assert matches(expected, coded)


@pytest.mark.parametrize(
    ("notation", "coded"),
    [
        ("RUS ACCUSE UKR", event()),
        ("UKR REJECT RUS", event()),
        ("RUS REJECT UKR", event(("RUSGOV",))),
        ("RUS REJECT UKR", event(("RUS", "BLR"))),
        ("RUS REJECT UKR", event(negated=True)),
        ("RUS REJECT UKR future", event()),
        ("RUS REJECT.yield UKR", event()),
        ("RUS REJECT UKR [x]", event(issues=("x", "y"))),
        ("RUS REJECT UKR []", event(issues=("x",))),
        ("RUS REJECT UKR said by UKR", event()),
        ("RUS REJECT UKR said by ~", event(said_by=("UKR",))),
        ("RUS REJECT UKR", event(mutual=True)),
        ("RUS-UKR REJECT", event()),
        ("RUS REJECT ~", event()),
    ],
)
def test_does_not_match(notation, coded):
    (expected,) = parse_expected(notation)
    assert not matches(expected, coded)
