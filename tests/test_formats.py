"""Tables of the field: their exact shape, the zeros of their codes, what they cannot hold, and the way back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from coder import Actor, CoderVersion, Event, InputError, Trigger
from coder.corpus import columns
from coder.corpus.events import read_events
from coder.corpus.formats import FORMATS, NAMES, gdelt, open_output, phoenix
from coder.corpus.formats.base import cameo_actor, cameo_of, cow, ontology, pairs, plover_actor
from coder.corpus.writers import open_writer


def actor(code: str | None, text: str = "", name: str | None = None) -> Actor:
    country, sectors = ontology().split_code(code) if code else (None, ())
    return Actor(text=text or code or "?", start=0, end=4, code=code, country=country, sectors=sectors, name=name)


def event(**changes: object) -> Event:
    values: dict[str, object] = dict(
        id="e1", document="wire_2025", sentence=2, date="2025-06-02", event="REQUEST", mode="meet",
        contexts=("diplomatic",), issues=("ceasefire",), cameo="026", quad=3, score=0.0, goldstein=4.0,
        source=(actor("UKRGOV", "the minister", "Ann Oak"),), target=(actor("RUS", "Moscow", "Russia"),),
        trigger=Trigger(text="asked", start=5, end=10), rule="request.rules:1", text='She asked\tfor "talks".',
        coder=CoderVersion(version="1", dictionaries="abc"),
    )  # fmt: skip
    return Event(**{**values, **changes})


def write(path: Path, format: str, *events: Event, **options: bool) -> list[list[str]]:
    with open_output(path, format, **options) as writer:
        for one in events:
            writer.write(one)
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


# --- shapes ----------------------------------------------------------------------------------------------------------

WIDTHS = {"polecat": 40, "icews": 20, "phoenix": 26, "petrarch": 9, "gdelt": 61}


@pytest.mark.parametrize(("name", "width"), WIDTHS.items())
def test_columns_and_headers(tmp_path: Path, name: str, width: int) -> None:
    found = write(tmp_path / "e.tsv", name, event())
    format = FORMATS[name]
    assert len(set(format.columns)) == width and {len(row) for row in found} == {width}
    assert format.header == (name in ("polecat", "icews"))
    assert len(found) == 1 + format.header and (not format.header or found[0] == list(format.columns))


def test_petrarch(tmp_path: Path) -> None:
    assert write(tmp_path / "e.txt", "petrarch", event()) == [
        ["20250602", "UKRGOV", "RUS", "026", "ceasefire,1", "wire_2025_3", "", "", 'She asked for "talks".']
    ]


def test_phoenix(tmp_path: Path) -> None:
    one = event(target=(actor("UNOMILPRE"),))
    [row] = write(tmp_path / "e.txt", "phoenix", one)
    assert row == [
        "e1", "20250602", "2025", "06", "02", "UKRGOV", "UKR", "GOV", "", "IGOUNOMILPRE", "IGOUNO", "MIL", "PRE",
        "026", "02", "0", "4", "ceasefire,1", "", "", "", "", "", "wire_2025_3", "", "",
    ]  # fmt: skip


def test_icews(tmp_path: Path) -> None:
    [header, row] = write(tmp_path / "e.tab", "icews", event(event_date="2025-06-01"))
    cells = dict(zip(header, row, strict=True))
    assert (cells["Event Date"], cells["CAMEO Code"], cells["Intensity"]) == ("2025-06-01", "026", "4")
    assert cells["Event Text"] == ontology().code("026").label  # type: ignore[union-attr]
    assert [cells[f"Source {x}"] for x in ("Name", "Sectors", "Country")] == ["Ann Oak", "Government", "Ukraine"]
    assert (cells["Target Name"], cells["Target Sectors"], cells["Target Country"]) == ("Russia", "", "Russia")
    assert (cells["Story ID"], cells["Sentence Number"]) == ("wire_2025", "3")


def test_polecat(tmp_path: Path) -> None:
    two = (actor("RUSMIL", "troops"), actor("BLR", "Minsk", "Belarus"))
    [header, row] = write(tmp_path / "e.tsv", "polecat", event(target=two, mode=None))
    cells = dict(zip(header, row, strict=True))
    assert (cells["Event Type"], cells["Event Mode"], cells["Quad Code"]) == ("REQUEST", "None", "VERBAL CONFLICT")
    assert (cells["Actor Name"], cells["Actor COW"], cells["Actor Sectors"]) == ("Ann Oak", "369", "GOV")
    assert (cells["Recipient Name"], cells["Recipient Country"]) == ("troops; Belarus", "RUS; BLR")
    assert (cells["Recipient COW"], cells["Primary Recipient Sector"]) == ("365; 370", "MIL; None")
    assert (cells["Wikipedia Recipient ID"], cells["Placename"], cells["Source"]) == ("None", "None", "wire_2025")


def test_gdelt(tmp_path: Path) -> None:
    sides = {"source": (actor("EURGOVJRN", "EU"),), "target": (actor(None, "marsh folk"),)}
    one = event(date="2015-02-18", cameo="0353", **sides)
    [row] = write(tmp_path / "e.csv", "gdelt", one)
    cells = dict(zip(gdelt.COLUMNS, row, strict=True))
    assert row[1:5] == ["20150218", "201502", "2015", "2015.1315"] and 0 < int(row[0]) < 2**53
    assert row[5:15] == ["IGOEUREECGOVMED", "EU", "EUR", "EEC", "", "", "", "IGO", "GOV", "MED"]
    assert row[15:25] == ["", "MARSH FOLK", *[""] * 8]
    assert (cells["EventCode"], cells["EventBaseCode"], cells["EventRootCode"]) == ("0353", "035", "03")
    assert (cells["QuadClass"], cells["IsRootEvent"], cells["NumArticles"]) == ("1", "0", "1")
    assert (cells["ActionGeo_Type"], cells["DATEADDED"], cells["SOURCEURL"]) == ("0", "20150218000000", "wire_2025")


@pytest.mark.parametrize(
    ("code", "penta", "quad"),
    [("010", 0, 1), ("020", 0, 1), ("030", 1, 1), ("057", 1, 1), ("060", 2, 2), ("0841", 2, 2), ("090", 3, 3),
     ("1383", 3, 3), ("141", 4, 4), ("160", 3, 4), ("173", 4, 4), ("204", 4, 4)],
)  # fmt: skip
def test_quad_classes_differ(code: str, penta: int, quad: int) -> None:
    assert (phoenix.penta(code), gdelt.quad(code)) == (penta, quad)


# --- actors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "written"),
    [("UKRGOV", "UKRGOV"), ("UNO", "IGOUNO"), ("EURLEG", "IGOEUREECLEG"), ("USAJRN", "USAMED"), ("USAMED", "USAHLH"),
     ("REB", "---REB"), ("KOS", "KOS"), ("PSEREBPRE", "PSEREBPRE")],
)  # fmt: skip
def test_actor_codes_go_and_come_back(code: str, written: str) -> None:
    assert cameo_actor(actor(code)) == written
    back = plover_actor(written)
    assert back is not None and back.code == code


def test_foreign_actor_codes() -> None:
    assert plover_actor("") is None and plover_actor("---") is None
    insurgents = plover_actor("IRQINSSUN")
    assert insurgents is not None and (insurgents.code, insurgents.text) == ("IRQREB", "IRQINSSUN")
    romania = plover_actor("ROMGOV")
    assert romania is not None and romania.code == "ROUGOV"
    region = plover_actor("MEA", "MIDDLE EAST")
    assert region is not None and (region.code, region.text) == (None, "MIDDLE EAST")
    assert cameo_actor(actor(None, "marsh folk")) == "---"


def test_mutual_events_and_lists_take_a_row_a_pair(tmp_path: Path) -> None:
    a, b, c = actor("USA"), actor("CAN"), actor("MEX")
    mutual = event(mutual=True, source=(a,), target=(b, c))
    codes = [(x.code if x else None, y.code if y else None) for x, y in pairs(mutual)]
    assert codes == [("USA", "CAN"), ("USA", "MEX"), ("CAN", "USA"), ("CAN", "MEX"), ("MEX", "USA"), ("MEX", "CAN")]
    assert len(list(pairs(event(source=(a, b), target=(c, b))))) == 4
    assert list(pairs(event(source=(a,), target=()))) == [(a, None)]
    ids = [row[0] for row in write(tmp_path / "e.tsv", "phoenix", mutual, event(id="e2"))]
    assert ids == [*(f"e1.{n}" for n in range(1, 7)), "e2"]


def test_cow_numbers() -> None:
    assert (cow()["USA"], cow()["KOS"], cow()["DEU"], len(cow())) == ("2", "347", "255", 198)
    assert set(cow()) <= ontology().countries and len(set(cow().values())) == len(cow())


# --- what cannot be held ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_what_did_not_happen_is_left_out_and_losses_are_told(tmp_path: Path, name: str) -> None:
    events = [event(), event(id="e2", negated=True), event(id="e3", attribution=(actor("USA"),))]
    with open_output(tmp_path / "e.tsv", name) as writer:
        for one in events:
            writer.write(one)
    left, lost = writer.notes()  # type: ignore[attr-defined]
    assert writer.count == 2 and left.startswith("1 event left out") and "--marked" in left
    assert "attribution (1 event)" in lost and lost.startswith(name)
    assert ("mode" in lost) == (name != "polecat") and ("CAMEO code" in lost) == (name == "polecat")
    with open_output(tmp_path / "e.tsv", name, keep_marked=True) as writer:
        for one in events:
            writer.write(one)
    [lost] = writer.notes()  # type: ignore[attr-defined]
    assert writer.count == 3 and "negated (1 event)" in lost


def test_bad_names(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="polecat"):
        open_output(tmp_path / "e.tsv", "kedsxyz")
    with pytest.raises(InputError, match=r"\.tsv"):
        open_output(tmp_path / "e.parquet", "gdelt")
    assert not list(tmp_path.iterdir())


# --- back ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["e.jsonl", "e.csv", "e.parquet"])
def test_our_own_tables_come_back(tmp_path: Path, name: str) -> None:
    sides = {"source": (), "target": (actor(None, "folk"), actor("USA", "US"))}
    events = [event(), event(id="e2", mutual=True, date=None, **sides)]
    with open_writer(tmp_path / name) as writer:
        for one in events:
            writer.write(one)
    assert list(read_events(tmp_path / name)) == events
    assert columns.event(columns.row(events[0])) == events[0]


@pytest.mark.parametrize("name", FORMATS)
def test_tables_of_the_field_come_back(tmp_path: Path, name: str) -> None:
    events = [event(cameo="031", event="AGREE", mode=None), event(id="e2", sentence=0, target=())]
    write(tmp_path / "e.tsv", name, *events)
    back = list(read_events(tmp_path / "e.tsv"))
    assert [(e.date, e.event) for e in back] == [("2025-06-02", "AGREE"), ("2025-06-02", "REQUEST")]
    assert [[a.code for a in e.source] for e in back] == [["UKRGOV"], ["UKRGOV"]]
    assert [[a.code for a in e.target] for e in back] == [["RUS"], []]
    assert [e.mode for e in back] == [None, "meet"] and len({e.id for e in back}) == 2
    if name != "polecat":
        assert [e.cameo for e in back] == ["031", "026"]
    if name in ("petrarch", "phoenix", "icews"):
        assert [(e.document, e.sentence) for e in back] == [("wire_2025", 2), ("wire_2025", 0)]
    # … and once more: what is read can be written again without a change
    write(tmp_path / "again.tsv", name, *back)
    again = list(read_events(tmp_path / "again.tsv"))
    kept = ("cameo", "source", "target", "date")
    assert [[getattr(e, name) for name in kept] for e in again] == [[getattr(e, name) for name in kept] for e in back]


def test_bad_rows_cost_only_themselves(tmp_path: Path) -> None:
    good = "20250602\tUSA\tCAN\t042\t\ta_1\t\t\t"
    rows = [good, "20250602\tUSA\tCAN", "2025\tUSA\tCAN\t042\t\tb_1\t\t\t", good.replace("042", "09999"), "",
            good.replace("042", "010"), good.replace("042", "42")]  # fmt: skip
    (tmp_path / "e.txt").write_text("\n".join(rows) + "\n")
    errors: list[InputError] = []
    found = list(read_events(tmp_path / "e.txt", format="petrarch", errors=errors.append))
    assert [e.cameo for e in found] == ["042", "042"] and [error.line for error in errors] == [2, 3, 4, 6]
    assert "statement" in errors[3].message
    with pytest.raises(InputError):
        list(read_events(tmp_path / "e.txt", format="petrarch"))


def test_native_tables_with_bad_rows(tmp_path: Path) -> None:
    with open_writer(tmp_path / "e.csv") as writer:
        for number in range(3):
            writer.write(event(id=f"e{number}"))
    with open(tmp_path / "e.csv", newline="") as stream:
        rows = list(csv.reader(stream))
    rows[2][list(columns.COLUMNS).index("quad")] = "x"
    with open(tmp_path / "e.csv", "w", newline="") as stream:
        csv.writer(stream).writerows(rows)
    (tmp_path / "e.jsonl").write_text(event().model_dump_json() + '\n{"id": 1}\n{\n')
    for name, ids, lines in (("e.csv", ["e0", "e2"], [3]), ("e.jsonl", ["e1"], [2, 3])):
        errors: list[InputError] = []
        assert [e.id for e in read_events(tmp_path / name, errors=errors.append)] == ids
        assert [error.line for error in errors] == lines


@pytest.mark.parametrize("content", ["a,b,c\n1,2,3\n", "words\n"])
def test_what_is_no_table_of_events(tmp_path: Path, content: str) -> None:
    (tmp_path / "e.csv").write_text(content)
    with pytest.raises(InputError, match="no table"):
        list(read_events(tmp_path / "e.csv"))


@pytest.mark.parametrize(
    ("cell", "code"), [("010", "010"), ("42", "042"), ("10", "010"), ("0841", "0841"), ("841", "0841"), ("190", "190"),
                       ("042.0", "042"), ("04", "040"), ("1831", "1831")],
)  # fmt: skip
def test_lost_zeros_are_put_back(cell: str, code: str) -> None:
    assert cameo_of(cell) == code


@pytest.mark.parametrize("cell", ["", "x", "999", "0", "2100", "-1"])
def test_what_is_no_cameo_code(cell: str) -> None:
    with pytest.raises(ValueError, match="no CAMEO code"):
        cameo_of(cell)


def test_names() -> None:
    assert NAMES == ("plover", "polecat", "icews", "phoenix", "petrarch", "gdelt")
