"""``coder evaluate``: gold files read with located errors, measures worked out by hand, reports that can be read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from coder.corpus.gold import GoldText, Relation, read_gold
from coder.errors import CoderError, InputError
from coder.evaluate import evaluate, report
from coder.event import Actor, CoderVersion, Event, Trigger
from coder.notation import parse_expected
from coder.report import html, plain
from coder.scores import Confusion, Tally, align, answer
from coder.sentence import Document

TEXT = "Keld was shelled by Zorvia while Orm praised Tavland for its aid."
QUADS = {"ASSAULT": 4, "SUPPORT": 1, "ACCUSE": 3, "CONCEDE": 1, "RETREAT": 2, "CONSULT": 1, "AID": 2}


def event(source: str, type: str, target: str, *, at: int = 0, **fields: object) -> Event:
    """An event between actors given as "CODE@start-end", joined by "&"; "" for none."""

    def side(text: str) -> tuple[Actor, ...]:
        actors = []
        for one in filter(None, text.split("&")):
            code, _, span = one.partition("@")
            start, end = map(int, (span or "0-1").split("-"))
            actors.append(Actor(text=TEXT[start:end], start=start, end=end, code=code or None))
        return tuple(actors)

    return Event(
        id="x", document="d", sentence=0, event=type, cameo="01", quad=QUADS[type], source=side(source),
        target=side(target), trigger=Trigger(text="", start=at, end=at), rule="test.rules:1", text=TEXT,
        coder=CoderVersion(version="0", dictionaries="0"), **fields,  # type: ignore[arg-type]
    )  # fmt: skip


class FakeCoder:
    """Answers each document with the events laid down for its id; ids in ``broken`` fail."""

    def __init__(self, events: dict[str, list[Event]], broken: Iterable[str] = ()) -> None:
        self.events, self.broken = events, set(broken)
        self.unresolved = "drop"
        self.asked: list[tuple[str, str, int]] = []

    def code_many(
        self, documents: Iterable[Document], errors: Callable[[str, CoderError], None] | None = None
    ) -> Iterator[tuple[Document, list[Event]]]:
        for document in documents:
            self.asked.append((document.id, self.unresolved, len(document.sentences)))
            if document.id in self.broken and errors is not None:
                errors(document.id, InputError("the parser gave up"))
            yield document, self.events.get(document.id, [])

    def reasons(self, document: Document) -> list[str]:
        return [f"why {document.id}"]


def gold_text(id: str, notation: str, kind: str = "") -> GoldText:
    return GoldText(id, TEXT, None, kind, parse_expected(notation) if notation != "-" else (), f"g.gold:{len(id)}")


def relation(id: str, type: str, source: str = "20-26", target: str = "0-4", quad: int | None = None) -> Relation:
    (s1, s2), (t1, t2) = (map(int, span.split("-")) for span in (source, target))
    return Relation(id, TEXT, None, "", ((s1, s2),), ((t1, t2),), type, quad, "g.jsonl:7")


# --- reading ---------------------------------------------------------------------------------------------------------


def read(path: Path) -> tuple[list, list[str]]:
    errors: list[InputError] = []
    return list(read_gold([path], errors.append)), [f"{e.line}:{e.column}: {e.message}" for e in errors]


def test_gold_files_for_people(tmp_path: Path) -> None:
    path = tmp_path / "a.gold"
    path.write_text(
        "# comment\n== 4 passive\n@ 2025-06-02\nKeld was shelled by Zorvia.\n=> ZOR ASSAULT KEL [ceasefire] negated\n\n"
        "Nothing happened.\n=> -\n",
        encoding="utf-8",
    )
    (first, second), errors = read(path)
    assert not errors
    assert (first.id, first.kind, first.date, first.place) == ("a:4", "4 passive", "2025-06-02", f"{path}:4")
    assert first.expected == parse_expected("ZOR ASSAULT KEL [ceasefire] negated")
    assert (second.expected, second.date) == ((), None)


def test_broken_entries_of_a_gold_file_cost_only_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.gold"
    lines = [
        "=> ZOR ASSAULT KEL", "A text without events.", "Another text.", "=> ZOR FLATTER KEL", "@ 2025-02-30",
        "A third text.", "=> ZOR ASSAULT.kindly KEL", "A fourth text.", "=> ZOR ASSAULT KEL and", "A fifth text.",
        "=> ZOR ASSAULT KEL", "The end.",
    ]  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")
    found, errors = read(path)
    assert [entry.text for entry in found] == ["A fifth text."]
    assert errors == [
        "1:None: => without a text above it",
        "2:None: this text has no => line",
        "4:4: unknown event type 'FLATTER'",
        '5:None: there is no day "2025-02-30"',
        "7:4: ASSAULT has no mode 'kindly'",
        '9:20: expected a mark (negated, future, hypothetical, historical) or said by, found "and"',
        "12:None: this text has no => line",
    ]


def test_events_and_relations_as_json(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    records = [
        {"id": 1, "text": TEXT, "date": "20250602", "kind": "passive", "events": [
            {"source": ["ZOR"], "event": "ASSAULT", "mode": "aerial", "target": ["KEL"], "issues": [], "future": True},
            {"source": ["ORM", "TAV"], "event": "CONSULT", "mutual": True, "attribution": ["KEL"]}]},
        {"id": "r", "text": TEXT, "source": [[20, 26]], "target": [[0, 4]], "event": "YIELD",
         "quad": "verbal conflict"},
    ]  # fmt: skip
    path.write_text("\n".join(map(json.dumps, records)) + "\n", encoding="utf-8")
    (text, found), errors = read(path)
    assert not errors
    first, second = text.expected
    assert (text.id, text.date, text.kind) == ("1", "2025-06-02", "passive")
    assert (first.source, first.type, first.mode, first.target) == (("ZOR",), "ASSAULT", "aerial", ("KEL",))
    assert (first.issues, first.marks, first.attribution) == ((), {"future"}, None)
    assert (second.mutual, second.issues, second.attribution, second.target) == (True, None, ("KEL",), ())
    assert (found.source, found.target, found.event, found.quad) == (((20, 26),), ((0, 4),), "YIELD", 3)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("{", "not JSON"),
        ("[1]", "must be an object"),
        ('{"text": "A word.", "events": []}', '"id" is missing'),
        ('{"id": "a", "text": "...", "events": []}', "holds no words"),
        ('{"id": "a", "text": "A word."}', 'neither "events"'),
        ('{"id": "a", "text": "A word.", "events": {}}', '"events" must be a list'),
        ('{"id": "a", "text": "A word.", "events": [{"event": "FLATTER"}]}', "unknown event type 'FLATTER'"),
        ('{"id": "a", "text": "A word.", "events": [{"event": "AID", "sauce": []}]}', "no 'sauce'"),
        ('{"id": "a", "text": "A word.", "events": [{"event": "AID", "source": "ZOR"}]}', "a list of strings"),
        ('{"id": "a", "text": "A word.", "events": [{"event": "AID", "negated": 1}]}', "true or false"),
        ('{"id": "a", "text": "A word.", "date": "June", "events": []}', "not of the form"),
        ('{"id": "a", "text": "A word.", "event": "FLATTER", "source": [[0, 1]], "target": [[2, 3]]}', "unknown event"),
        ('{"id": "a", "text": "A word.", "event": "AID", "source": [[0, 1]], "target": [[2, 30]]}', '"target" must be'),
        ('{"id": "a", "text": "A word.", "event": "AID", "source": [], "target": [[2, 3]]}', '"source" must be'),
        ('{"id": "a", "text": "A word.", "event": "AID", "source": [[0,1]], "target": [[2,3]], "quad": 5}', '"quad"'),
        ('{"id": "good", "text": "A word.", "events": []}', "used before"),
    ],
)
def test_a_broken_record_is_named_and_the_rest_goes_on(tmp_path: Path, record: str, message: str) -> None:
    path = tmp_path / "a.jsonl"
    good = '{"id": "good", "text": "A word.", "events": []}'
    path.write_text(f"{good}\n{record}\n" + good.replace("good", "more"), encoding="utf-8")
    found, errors = read(path)
    assert [entry.id for entry in found] == ["good", "more"]
    assert len(errors) == 1
    assert errors[0].startswith("2:")
    assert message in errors[0]


def test_files_that_are_no_gold(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.gold").write_bytes(b"caf\xe9\n=> -\n")
    for name, message in [("empty", "holds no file"), ("a.txt", "read from .gold"), ("none.gold", "No such file"),
                          ("bad.gold", "not UTF-8")]:  # fmt: skip
        found, errors = read(tmp_path / name)
        assert not found
        assert message in errors[0]


# --- measures of texts -----------------------------------------------------------------------------------------------


def test_tally() -> None:
    tally = Tally(hits=3, extra=1, missed=2)
    assert (tally.precision, tally.recall, tally.f1) == (0.75, 0.6, pytest.approx(2 / 3))
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)


def test_the_best_partner_is_found_whatever_the_order() -> None:
    gold = parse_expected("ZOR ASSAULT KEL, ORM ASSAULT TAV, BRI AID KEL")
    coded = [event("ORM", "ASSAULT", "TAV"), event("ZOR", "ASSAULT", "TAV"), event("", "SUPPORT", "")]
    pairs = align(gold, coded)
    assert [(p.gold and p.gold.source, p.coded and p.coded.source[0].code if p.coded and p.coded.source else None)
            for p in pairs] == [(("ZOR",), "ZOR"), (("ORM",), "ORM"), (("BRI",), None), (None, None)]  # fmt: skip
    assert [p.right for p in pairs] == [False, True, False, False]


def test_parties_of_mutual_events_may_stand_either_way_round() -> None:
    (pair,) = align(parse_expected("ZOR-KEL&ORM CONSULT"), [event("KEL", "CONSULT", "ORM&ZOR", mutual=True)])
    assert pair.right
    assert pair.in_full
    (pair,) = align(parse_expected("ZOR-KEL CONSULT"), [event("KEL", "CONSULT", "ORM", mutual=True)])
    assert not pair.right
    (pair,) = align(parse_expected("ZOR CONSULT KEL"), [event("KEL", "CONSULT", "ZOR")])
    assert not pair.right


def test_figures_of_texts() -> None:
    gold = [
        gold_text("a", "ZOR ASSAULT KEL", "passive"),  # right in full
        gold_text("bb", "ZOR ASSAULT KEL negated", "passive"),  # right but for a mark
        gold_text("ccc", "ZOR ACCUSE KEL&ORM", "lists"),  # wrong type, one target of two, one source right
        gold_text("dddd", "BRI AID TAV", "lists"),  # not coded
        gold_text("eeeee", "-", "lists"),  # coded too much
        gold_text("ffffff", "-", "lists"),  # rightly silent
    ]
    coder = FakeCoder({
        "a": [event("ZOR", "ASSAULT", "KEL")], "bb": [event("ZOR", "ASSAULT", "KEL")],
        "ccc": [event("ZOR", "ASSAULT", "KEL")], "eeeee": [event("ORM", "SUPPORT", "TAV")],
    })  # fmt: skip
    result = evaluate(coder, gold, mistakes=2)
    found = result.as_json()["texts"]
    assert (found["texts"], found["texts_exactly_right"], found["gold_events"], found["coded_events"]) == (6, 2, 4, 4)
    assert found["type"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "gold": 4, "coded": 4}
    assert found["source"] == {"precision": 0.75, "recall": 0.75, "f1": 0.75, "gold": 4, "coded": 4}
    # targets: gold KEL, KEL, KEL+ORM, TAV; coded KEL, KEL, KEL, TAV (of an event that is no partner)
    assert found["target"] == {"precision": 0.75, "recall": 0.6, "f1": pytest.approx(2 / 3), "gold": 5, "coded": 4}
    assert found["whole"]["f1"] == 0.5
    assert found["in_full"] == {"precision": 0.25, "recall": 0.25, "f1": 0.25, "gold": 4, "coded": 4}
    assert found["quad_accuracy"] == 0.5  # ACCUSE is verbal, ASSAULT is not; AID was not coded
    two_thirds = pytest.approx(2 / 3)
    assert found["types"]["ASSAULT"] == {"precision": two_thirds, "recall": 1, "f1": 0.8, "gold": 2, "coded": 3}
    assert found["confusion"] == {
        "ACCUSE": {"ASSAULT": 1}, "AID": {"none": 1}, "ASSAULT": {"ASSAULT": 2}, "none": {"SUPPORT": 1}, "SUPPORT": {}
    }  # fmt: skip
    assert found["macro_f1"] == pytest.approx((0 + 0 + 0.8) / 3)
    assert found["kinds"]["passive"]["whole"]["f1"] == 1
    assert found["kinds"]["lists"]["texts_exactly_right"] == 1
    assert [(m.id, m.what, m.reasons) for m in result.mistakes] == [
        ("dddd", "not coded", ["why dddd"]), ("ccc", "wrong type", ["why ccc"])
    ]  # fmt: skip
    assert {asked[1] for asked in coder.asked} == {"drop"}


# --- measures of relations -------------------------------------------------------------------------------------------


def test_the_answer_is_the_best_aligned_event() -> None:
    wanted = relation("r", "ASSAULT")  # Zorvia 20-26 → Keld 0-4
    both = event("ZOR@20-26", "ASSAULT", "KEL@0-4", at=9)
    source_only = event("ZOR@20-26", "ACCUSE", "ORM@33-36", at=5)
    target_only = event("ORM@33-36", "SUPPORT", "KEL@2-6", at=1)
    neither = event("ORM@33-36", "AID", "TAV@45-52", at=0)
    events = [neither, target_only, source_only, both]
    assert answer(wanted, events).best is both
    assert answer(wanted, events[:3]).best is source_only
    assert answer(wanted, events[:2]).best is target_only
    assert answer(wanted, [neither, event("", "SUPPORT", "", at=30)]).best is neither  # first in the text
    assert answer(wanted, [both.model_copy(update={"negated": True})]).best is None
    assert answer(wanted, [both.model_copy(update={"hypothetical": True})]).type == "none"
    assert answer(wanted, [both.model_copy(update={"future": True})]).pair


def test_a_pair_needs_type_and_both_sides_and_mutual_events_count_either_way() -> None:
    wanted = relation("r", "CONSULT")
    assert not answer(wanted, [event("KEL@0-4", "CONSULT", "ZOR@20-26")]).pair
    assert answer(wanted, [event("KEL@0-4", "CONSULT", "ZOR@20-26", mutual=True)]).pair
    # Half-open spans that only touch do not overlap.
    assert not answer(wanted, [event("ZOR@26-30", "CONSULT", "KEL@4-8")]).source
    # The pair may be another event than the best-aligned one, which is the first of two that fit.
    found = answer(wanted, [event("ZOR@20-26", "AID", "KEL@0-4", at=1), event("ZOR@20-26", "CONSULT", "KEL@0-4", at=2)])
    assert (found.type, found.pair) == ("AID", True)


def test_figures_of_relations() -> None:
    gold = [relation("a", "ASSAULT"), relation("b", "ASSAULT"), relation("c", "YIELD", quad=2), relation("d", "ACCUSE")]
    coder = FakeCoder({
        "a": [event("ZOR@20-26", "ASSAULT", "KEL@0-4")],  # a pair
        "b": [event("ZOR@20-26", "ACCUSE", "ORM@33-36")],  # source right, wrong type and quad
        "c": [event("ORM@33-36", "CONCEDE", "KEL@0-4")],  # right type as YIELD, target only
    })  # fmt: skip
    found = evaluate(coder, gold).as_json()["relations"]
    assert (found["relations"], found["with_event"], found["pair"], found["accuracy"]) == (4, 0.75, 0.25, 0.5)
    assert (found["source"], found["target"], found["quad_accuracy"]) == (0.5, 0.5, 0.5)
    assert found["types"]["YIELD"]["f1"] == 1
    two_thirds = pytest.approx(2 / 3)
    assert found["types"]["ASSAULT"] == {"precision": 1, "recall": 0.5, "f1": two_thirds, "gold": 2, "coded": 1}
    assert found["macro_f1"] == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert found["confusion"]["ACCUSE"] == {"none": 1}
    assert [asked[1] for asked in coder.asked] == ["keep"] * 4
    assert coder.unresolved == "drop"


def test_macro_f1_counts_only_types_of_the_gold() -> None:
    confusion = Confusion()
    confusion.add("AID", "AID")
    confusion.add("none", "SUPPORT")
    assert confusion.macro_f1() == 1


# --- running ---------------------------------------------------------------------------------------------------------


def test_parses_are_taken_by_id_or_text_if_they_are_of_the_same_text() -> None:
    from tests.trees import tree

    sentence = tree("[praised nsubj>Orm obj>Tavland]")
    entries = [gold_text("a", "-"), gold_text("bb", "-"), gold_text("ccc", "-")]
    entries[1] = GoldText("bb", "Orm praised Tavland", None, "", (), "g.gold:5")
    parses = {
        "a": Document("a", "Another text.", sentences=[sentence]),
        "Orm praised Tavland": Document("x", "Orm praised Tavland", sentences=[sentence]),
    }
    coder = FakeCoder({})
    errors: list[CoderError] = []
    evaluate(coder, entries, parses, errors.append)
    assert coder.asked == [("a", "drop", 0), ("bb", "drop", 1), ("ccc", "drop", 0)]
    assert [str(error) for error in errors] == ['g.gold:1: the parse of "a" is of another text; it is parsed anew']


def test_what_cannot_be_parsed_is_located_and_counts_nothing() -> None:
    errors: list[CoderError] = []
    coder = FakeCoder({}, broken=["a"])
    result = evaluate(coder, [gold_text("a", "ZOR AID KEL"), gold_text("bb", "-")], errors=errors.append)
    assert [str(error) for error in errors] == ['g.gold:1: "a" was left out: the parser gave up']
    assert (result.texts.texts, result.texts.type.missed) == (1, 0)


# --- showing ---------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Checks that every element is closed in order, and collects texts and addresses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_report_as_text_and_as_a_page() -> None:
    odd = GoldText("b<b>", "Orm & <Tav> quarrelled.", None, "12 odd", parse_expected("ORM ACCUSE TAV"), "g.gold:9")
    gold = [gold_text("a", "ZOR ASSAULT KEL", "2 even"), odd, relation("r", "ASSAULT")]
    result = evaluate(FakeCoder({"a": [event("ZOR", "ASSAULT", "KEL")]}), gold)
    found = report(result, "Evaluation of <g>")
    lines = list(plain(found))
    assert "  ASSAULT       1.00    1.00  1.00     1      1" in lines
    assert "  ACCUSE           –    0.00  0.00     1      0  none 1" in lines
    at = lines.index("Kinds of texts (who did what to whom)")
    assert [line.split()[:2] for line in lines[at + 2 : at + 4]] == [["2", "even"], ["12", "odd"]]
    assert any(line.startswith("1 relation: with an event 0.000") for line in lines)
    assert lines.index("b<b>: not coded   (g.gold:9)") < lines.index("    why b<b>")
    page = Page(html(found))
    assert not page.open
    assert "Orm & <Tav> quarrelled." in page.text
    assert "why b<b>" in page.text
    assert "Evaluation of <g>" in page.text
    assert not page.addresses


def test_the_command(coder, monkeypatch, tmp_path: Path, capfd) -> None:
    """From files to files, with the real coder; the second entry is broken, so the status is 1."""
    from coder import cli

    gold = tmp_path / "g.gold"
    gold.write_text("Russia praised China.\n=> RUS SUPPORT CHN\nA text.\n=> RUS FLATTER CHN\n", encoding="utf-8")
    relations = tmp_path / "r.jsonl"
    label = {"id": "r", "text": "Russia praised China.", "source": [[0, 6]], "target": [[15, 20]], "event": "SUPPORT"}
    relations.write_text(json.dumps(label) + "\n", encoding="utf-8")
    parses = tmp_path / "p.conllu"
    parses.write_text(
        "# newdoc id = p\n# text = Russia praised China.\n"
        "1\tRussia\tRussia\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tpraised\tpraise\tVERB\tVBD\t_\t0\troot\t_\t_\n"
        "3\tChina\tChina\tPROPN\tNNP\t_\t2\tobj\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("coder.engine.Coder", lambda *_, **__: coder)
    out, page = tmp_path / "o.json", tmp_path / "o.html"
    arguments = [gold, relations, "--parses", parses, "--json", out, "--html", page]
    monkeypatch.setattr("sys.argv", ["coder", "evaluate", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        cli.main()
    shown = capfd.readouterr()
    assert end.value.code == 1
    assert f"{gold}:4:4: unknown event type 'FLATTER'" in shown.err
    assert "1 text, 1 exactly right" in shown.out
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (found["texts"]["whole"]["f1"], found["relations"]["pair"], found["mistakes"]) == (1, 1, [])
    assert not Page(page.read_text(encoding="utf-8")).open
