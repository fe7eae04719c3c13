"""``coder unknown``: who filled a slot and is in no dictionary."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder import Coder, cli
from coder.checks import check_all
from coder.sentence import Document
from coder.unknown import Unknown, Unknowns, as_table, name_of
from tests.trees import tree

STORIES = {
    "a": "The Quillfeather Circle condemned Peru.",
    "b": "Peru rejected the demands of the Quillfeather Circle.",
    "c": "Peru condemned the Quillfeather Circle. Chile condemned Tabbledash.",
    "d": "Gunmen killed a tourist. Chile met Peruvian officials.",
    "e": "Gunmen threatened hostages.",
}


@pytest.fixture(scope="module")
def unknowns(coder: Coder) -> Unknowns:
    found = Unknowns(coder)
    for document in coder.parse_many(Document(id, text, "2020-01-01") for id, text in STORIES.items()):
        found.add(document)
    return found


@pytest.fixture(scope="module")
def ranked(unknowns: Unknowns) -> dict[str, Unknown]:
    return {unknown.text: unknown for unknown in unknowns.ranked()}


def test_names_are_counted_with_their_contexts(ranked: dict[str, Unknown]) -> None:
    circle = ranked["Quillfeather Circle"]
    assert (circle.kind, circle.count, circle.documents) == ("name", 3, {"a", "b", "c"})
    assert [context.document for context in circle.contexts] == ["a", "b", "c"]
    context = circle.contexts[1]
    assert context.text[context.start : context.end].endswith("Quillfeather Circle")
    assert next(iter(ranked)) == "Quillfeather Circle" and ranked["Tabbledash"].count == 1


def test_nouns_of_no_country(ranked: dict[str, Unknown]) -> None:
    assert (ranked["gunman"].kind, ranked["gunman"].count) == ("no-country", 2)


def test_known_actors_are_not_listed_but_counted(unknowns: Unknowns, ranked: dict[str, Unknown]) -> None:
    assert not {"Peru", "Chile", "Peruvian"} & set(ranked)
    assert unknowns.filled == unknowns.resolved + sum(unknown.count for unknown in ranked.values())
    assert f"{unknowns.filled} slots filled: {unknowns.resolved} (" in unknowns.summary()


def test_a_country_beside_a_name_is_a_guess(ranked: dict[str, Unknown]) -> None:
    suggested = ranked["Quillfeather Circle"].suggestion
    assert suggested.code.startswith("PER") and not suggested.sure and "beside it 3 times" in suggested.why
    assert not ranked["Tabbledash"].suggestion.code


def test_titles_in_other_texts_are_sure(coder: Coder) -> None:
    found = Unknowns(coder)
    told = "Chile met Peru's deputy finance minister, Tabbledash Quorrum."
    texts = [told, told, "Chile condemned Tabbledash Quorrum."]
    for document in coder.parse_many(Document(str(i), text) for i, text in enumerate(texts)):
        found.add(document)
    quorrum = next(unknown for unknown in found.ranked() if unknown.kind == "name")
    assert quorrum.text == "Tabbledash Quorrum" and quorrum.count == 1
    assert (quorrum.suggestion.code, quorrum.suggestion.kind, quorrum.suggestion.sure) == ("PERGOV", "person", True)
    assert as_table([quorrum]).splitlines()[1].startswith("Tabbledash Quorrum,PERGOV,")


@pytest.mark.parametrize(
    ("literal", "taken", "name"),
    [
        ("[obj>[det>the compound>Harbour Front/PROPN nmod>[case>of Orm]]]", (), "Harbour Front of Orm"),
        ("[obj>[det>the amod>Regulatory/ADJ compound>Fish/PROPN Agency/PROPN]]", (), "Regulatory Fish Agency"),
        ("[obj>[det>The nmod:desc>Minister/NOUN Jan/PROPN flat>Doe]]", (1,), "Jan Doe"),
        ("[obj>[det>the amod>armed/ADJ Front/PROPN]]", (), "Front"),
    ],
)
def test_the_words_of_a_name(literal: str, taken: tuple[int, ...], name: str) -> None:
    sentence = tree(f"[nsubj>Keld condemned {literal[1:]}")
    head = next(i for i, link in enumerate(sentence.deprels) if link == "obj")
    assert name_of(sentence, head, {word + 2 for word in taken}) == name


def test_the_command(coder: Coder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr("coder.engine.Coder", lambda model=None, **files: coder)
    for id, text in STORIES.items():
        (tmp_path / f"{id}.txt").write_text(text)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["coder", "unknown", *arguments])
        with pytest.raises(SystemExit) as end:
            cli.main()
        return end.value.code or 0, *capsys.readouterr()  # type: ignore[return-value]

    out = tmp_path / "rows.csv"
    status, shown, err = run(str(tmp_path), "-o", str(out), "--top", "2", "--contexts", "1")
    assert status == 0 and "slots filled" in err
    assert shown.splitlines()[0].strip().startswith("3  Quillfeather Circle") and len(shown.splitlines()) == 4
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("name,code,start") and lines[1].startswith("#Quillfeather Circle,PER")
    assert not any("gunman" in line for line in lines)
    # Rows that are not accepted do nothing; accepted ones count.
    assert not check_all([out]).errors
    out.write_text(out.read_text().replace("#Quillfeather", "Quillfeather"))
    assert not check_all([out]).errors and Coder(actors=[out]).dictionary.lookup("Quillfeather Circle")
    assert "gunman" not in run(str(tmp_path), "--kind", "name")[1]
    # What was accepted stays, and no other table is lost.
    out.write_text(out.read_text().replace("Quillfeather Circle,PER,", "Quillfeather Circle,PERREB,"))
    assert run(str(tmp_path / "a.txt"), "-o", str(out))[0] == 0
    assert sum("Quillfeather Circle,PERREB," in line for line in out.read_text().splitlines()) == 1
    (tmp_path / "mine.csv").write_text("name,code\nQuillfeather Circle,PER\n")
    status, _, err = run(str(tmp_path / "a.txt"), "-o", str(tmp_path / "mine.csv"))
    assert status == 2 and "give another name" in err and "Circle" in (tmp_path / "mine.csv").read_text()
    assert run(str(tmp_path), "-o", str(tmp_path / "rows.xlsx"))[0] == 2
    assert run(str(tmp_path / "none"))[0] == 2


def test_a_word_that_is_also_a_title_inside_a_name_is_part_of_it(coder: Coder) -> None:
    found = Unknowns(coder)
    parse = (
        "[marched/VERB nsubj>[det>The amod>National compound>Salt/PROPN compound>Workers|worker/PROPN Front/PROPN]"
        " obl>[case>in Lima/PROPN] punct>.]"
    )
    sentence = tree(parse)
    head = sentence.forms.index("Front")
    assert name_of(sentence, head, found._taken(sentence, head)) == "National Salt Workers Front"
    titled = tree("[resigned/VERB nsubj>[compound>Minister|minister/PROPN Jan/PROPN flat>Quill/PROPN] punct>.]")
    head = titled.forms.index("Jan")
    assert name_of(titled, head, found._taken(titled, head)) == "Jan Quill"
