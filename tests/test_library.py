"""``Coder`` as a library: what it takes, and what it says of wrong input. Nothing here needs the parser."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from coder import Coder, Document, Event, InputError
from coder.engine import checked_date


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize("day", [date(2025, 6, 2), datetime(2025, 6, 2, 23, 59), "2025-06-02"])
def test_a_date_may_come_as_one(coder: Coder, day: date | str) -> None:
    assert checked_date(day) == "2025-06-02"
    [(document, events)] = coder.code_many([{"id": 1, "text": "", "date": day}])
    assert (document.id, document.date, events) == ("1", "2025-06-02", [])


@pytest.mark.parametrize("text", [None, b"Keld met Orm.", ["Keld met Orm."], 3])
def test_a_text_that_is_none_is_told(coder: Coder, text: object) -> None:
    for use in (coder.code, coder.explain):
        with pytest.raises(InputError, match=f"the text must be a string, not {type(text).__name__}"):
            use(text)  # type: ignore[operator]


@pytest.mark.parametrize("day", ["2 June", "2025", 20250602, float("nan")])
def test_a_date_that_is_none_is_told(coder: Coder, day: object) -> None:
    with pytest.raises(InputError, match="bad date"):
        coder.code("", date=day)  # type: ignore[arg-type]


def test_half_a_character_is_told(coder: Coder) -> None:
    with pytest.raises(InputError, match="lone surrogate"):
        coder.code("Keld \ud800 met Orm.")


@pytest.mark.parametrize("documents", ["Keld met Orm.", {"id": "a", "text": "Keld met Orm."}, Document("a", "x")])
def test_one_document_is_no_stream(coder: Coder, documents: object) -> None:
    with pytest.raises(InputError, match="in a list or stream"):
        next(coder.code_many(documents))  # type: ignore[arg-type]


def test_a_document_that_cannot_be_used_costs_only_itself(coder: Coder) -> None:
    told: list[tuple[str, str]] = []
    bad = [{"id": "a", "text": 3}, {"id": "b", "body": "x"}, 7, Document("c", "", "June"), ("d", None)]
    done = list(coder.code_many([*bad, ("e", "", "2025-06-02")], errors=lambda id, e: told.append((id, e.message))))
    assert [document.id for document, _ in done] == ["e"]
    assert [id for id, _ in told] == ["a", "b", "2", "c", "d"]
    assert told[0][1] == "the text of document 'a' must be a string, not int"
    assert told[1][1] == "document 'b' has no text"


def test_a_document_that_coding_fails_on_costs_only_itself(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [(id, "Peru rejected the demands of Chile.") for id in "abc"]
    coded = coder.code_document

    def failing(document: Document) -> list[Event]:
        return [1 // 0] if document.id == "b" else coded(document)

    monkeypatch.setattr(coder, "code_document", failing)
    told: list[str] = []
    done = list(coder.code_many(texts, errors=lambda id, error: told.append(f"{id}: {error.message}")))
    assert [(document.id, len(events)) for document, events in done] == [("a", 1), ("b", 0), ("c", 1)]
    assert told == ["b: it could not be coded (ZeroDivisionError: integer division or modulo by zero)"]
    with pytest.raises(ZeroDivisionError):
        list(coder.code_many(texts))


def test_one_file_need_not_stand_in_a_list(tmp_path: Path) -> None:
    (tmp_path / "my.csv").write_text("name,code\nGlim Circle,PERREB\n")
    for actors in (tmp_path / "my.csv", str(tmp_path / "my.csv"), [tmp_path / "my.csv"]):
        [entry] = Coder(actors=actors).dictionary.lookup("Glim Circle")
        assert entry.last_code == "PERREB"
