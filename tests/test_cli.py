"""The command line: what it prints, what it refuses, its exit status, and that it never shows a traceback."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from coder import Event, cli, notation
from coder.engine import Coder

ROOT = Path(__file__).resolve().parent.parent
STORY = "Russia rejected Ukraine's call for a ceasefire.\n\nThe weather was mild.\n"


@dataclass
class Result:
    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(coder: Coder, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process, with the loaded coder and parser wherever it asks for the shipped ones."""
    real = coder.__class__

    def shared(model: object = None, *, unresolved="drop", **files) -> Coder:
        if model is None and not any(map(list, files.values())):
            coder.unresolved = unresolved
            return coder
        return real(model, unresolved=unresolved, **files)

    shipped = coder.parser
    parser_class = shipped.__class__

    def parser(model: object = None, **options: object) -> object:
        return shipped if model is None else parser_class(model, **options)

    monkeypatch.setattr("coder.engine.Coder", shared)
    monkeypatch.setattr("coder.parser.Parser", parser)

    def go(*arguments: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["coder", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        shown = capfd.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return Result(end.value.code or 0, shown.out, shown.err)  # type: ignore[arg-type]

    yield go
    coder.unresolved = "drop"


@pytest.fixture(scope="module")
def conllu(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story, parsed."""
    from coder.conllu import write_conllu
    from coder.sentence import Document

    path = tmp_path_factory.mktemp("parsed") / "story.conllu"
    with open(path, "w", encoding="utf-8") as stream:
        write_conllu(Document("story", STORY, "2025-06-02", coder.parser.parse([STORY])[0]), stream)
    return path


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "story.txt").write_text(STORY)
    return tmp_path / "story.txt"


# --- coding ----------------------------------------------------------------------------------------------------------


def test_events_are_printed_below_their_document(run: Run, story: Path) -> None:
    result = run("code", story, "--date", "2025-06-02")
    assert result.status == 0
    heading, line = result.out.splitlines()
    assert heading == "story  2025-06-02"
    number, _, text = line.strip().partition(" ")
    [expected] = notation.parse_expected(text)
    assert (number, expected.source, expected.type, expected.target) == ("0", ("RUS",), "REJECT", ("UKR",))
    assert expected.issues is not None and "ceasefire" in expected.issues
    assert result.err.splitlines()[-1] == "1 document, 2 sentences, 1 event"


def test_three_formats_hold_the_same_events(run: Run, story: Path, tmp_path: Path) -> None:
    for name in ("e.jsonl", "e.csv", "e.parquet"):
        result = run("code", story, "-o", tmp_path / name)
        assert (result.status, result.out) == (0, "")
    [line] = (tmp_path / "e.jsonl").read_text(encoding="utf-8").splitlines()
    event = Event.model_validate_json(line)
    for actor in (*event.source, *event.target):
        assert STORY[actor.start : actor.end] == actor.text
    assert STORY[event.trigger.start : event.trigger.end] == event.trigger.text
    [row] = csv.DictReader((tmp_path / "e.csv").open(encoding="utf-8"))
    [record] = pq.read_table(tmp_path / "e.parquet").to_pylist()
    for table in (row, record):
        assert (table["id"], table["cameo"], table["source"]) == (event.id, event.cameo, "RUS")


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch, story: Path) -> None:
    with story.open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        result = run("code", "-")
    assert result.status == 0 and result.out.startswith("stdin\n") and "RUS REJECT UKR" in result.out


def test_a_date_in_the_corpus_wins_over_the_option(run: Run, tmp_path: Path) -> None:
    lines = [{"id": "a", "text": STORY, "date": "2024-01-01"}, {"id": "b", "text": STORY}]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, lines)))
    result = run("code", tmp_path / "news.jsonl", "--date", "20250602", "-o", tmp_path / "e.jsonl")
    events = [json.loads(line) for line in (tmp_path / "e.jsonl").read_text().splitlines()]
    assert result.status == 0
    assert {(event["document"], event["date"]) for event in events} == {("a", "2024-01-01"), ("b", "2025-06-02")}


def test_unresolved_events_are_kept_on_demand(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Russia condemned the Quillfeather Circle of Dunmarrow.")
    assert "Quillfeather" not in run("code", tmp_path / "a.txt").out
    assert "Quillfeather" in run("code", tmp_path / "a.txt", "--unresolved", "keep").out


# --- parsing ---------------------------------------------------------------------------------------------------------


def test_parses_code_to_the_same_events(run: Run, story: Path, tmp_path: Path) -> None:
    assert run("code", story, "--date", "2025-06-02", "-o", tmp_path / "raw.jsonl").status == 0
    result = run("parse", story, "--date", "2025-06-02", "-o", tmp_path / "story.conllu")
    assert (result.status, result.out, result.err) == (0, "", "1 document, 2 sentences\n")
    assert run("code", tmp_path / "story.conllu", "-o", tmp_path / "parsed.jsonl").status == 0
    assert (tmp_path / "raw.jsonl").read_text() == (tmp_path / "parsed.jsonl").read_text() != ""
    # Parsing a parse changes nothing.
    assert run("parse", tmp_path / "story.conllu", "-o", tmp_path / "again.conllu").status == 0
    assert (tmp_path / "again.conllu").read_text() == (tmp_path / "story.conllu").read_text()


def test_parses_are_coded_without_stanza_and_torch(conllu: Path) -> None:
    code = (
        "import sys\n"
        f"sys.argv = ['coder', 'code', {str(conllu)!r}]\n"
        "from coder.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "assert not {'stanza', 'torch'} & set(sys.modules)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0, result.stderr
    assert "RUS REJECT UKR" in result.stdout


# --- bad input -------------------------------------------------------------------------------------------------------


def test_bad_documents_are_named_and_the_rest_is_coded(run: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "latin.txt").write_bytes(b"Caf\xe9 owners met.")
    (tmp_path / "page.txt").write_text("<html><body><p>Russia rejected the plan.</p></body></html>")
    (tmp_path / "endless.txt").write_text("word " * 10_000 + "\n\n" + STORY)
    (tmp_path / "columns.csv").write_text("name,body\na,b\n")
    (tmp_path / "lines.jsonl").write_text('{"id": "j1"\n' + json.dumps({"id": "j2", "text": STORY, "date": "never"}))
    (tmp_path / "tree.conllu").write_text("1\tRussia\tRussia\tPROPN\t_\t_\t7\tnsubj\t_\t_\n\n")
    result = run("code", tmp_path)
    assert result.status == 1
    for said in ("empty.txt", "latin.txt:1:4", "page.txt", "endless", "columns.csv:1", "lines.jsonl:1", '"j2"',
                 "tree.conllu:1"):  # fmt: skip
        assert said in result.err, said
    assert [line for line in result.out.splitlines() if line and not line.startswith(" ")] == ["endless", "story"]
    assert "problem" in result.err.splitlines()[-1]


@pytest.mark.parametrize("command", ["code", "parse"])
def test_nothing_that_can_be_used_is_a_failure(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_text("")
    out = tmp_path / ("e.jsonl" if command == "code" else "e.conllu")
    for path, said in (
        (tmp_path / "in", "empty"), (tmp_path / "gone.txt", "No such file"), (tmp_path / "in/empty.txt", "no document"),
    ):  # fmt: skip
        result = run(command, path, "-o", out)
        assert result.status == 2 and said in result.err
    assert not out.exists() and [path.name for path in tmp_path.iterdir()] == ["in"]


def test_wrong_options(run: Run, story: Path, tmp_path: Path) -> None:
    for arguments, said in (
        (("code",), "PATH"),
        (("code", story, "--date", "soon"), "--date"),
        (("code", story, "--date", "2025-02-30"), "--date"),
        (("code", story, "--unresolved", "maybe"), "--unresolved"),
        (("code", story, "-o", tmp_path / "events.xlsx"), ".parquet"),
        (("code", story, "-o", tmp_path / "none" / "events.csv"), "No such file"),
        (("parse", story, "-o", tmp_path / "parses.txt"), ".conllu"),
        (("code", story, "--model", tmp_path / "no-model"), "no-model"),
        (("explain", " "), "no words"),
        (("explain", "Russia left.", "--date", "x"), "--date"),
        (("unknown",), "unknown"),
    ):
        result = run(*arguments)
        assert result.status == 2 and said in result.err and not result.out, arguments
    assert [path.name for path in tmp_path.iterdir()] == ["story.txt"]


def test_a_bad_rule_or_actor_file_is_shown_with_its_place(run: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "my.rules").write_text("# mine\nreject TGT -> NOSUCH(\n")
    (tmp_path / "my.csv").write_text(
        "name,code,start,end,kind,entity,id,use,note\nMarshal Quill,RUSMIL,2025-99-01,,person,,,,\n"
    )
    result = run("code", story, "--rules", tmp_path / "my.rules")
    assert result.status == 2 and "my.rules:2:" in result.err
    result = run("code", story, "--actors", tmp_path / "my.csv")
    assert result.status == 2 and "my.csv:2" in result.err
    result = run("code", story, "--actors", tmp_path / "gone.csv")
    assert result.status == 2 and "gone.csv" in result.err
    result = run("check", "--rules", tmp_path / "my.rules", "--actors", tmp_path / "my.csv")
    assert result.status == 1 and "my.rules:2:" in result.out and "my.csv:2" in result.out


def test_own_actors_and_rules_count(run: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Russia snubbled the Quillfeather Circle.")
    (tmp_path / "my.csv").write_text(
        "name,code,start,end,kind,entity,id,use,note\nQuillfeather Circle,UKRNGO,,,group,,,,\n"
    )
    (tmp_path / "my.rules").write_text("snubble TGT -> REJECT\n    + Russia snubbled Ukraine.   => RUS REJECT UKR\n")
    assert run("code", tmp_path / "a.txt").out == ""
    result = run("code", tmp_path / "a.txt", "--actors", tmp_path / "my.csv", "--rules", tmp_path / "my.rules")
    assert result.status == 0 and "RUS REJECT UKRNGO" in result.out


# --- explain, check, help --------------------------------------------------------------------------------------------


def test_explain(run: Run) -> None:
    result = run("explain", "Russia rejected Ukraine's call for a ceasefire.", "--date", "2025-06-02")
    assert result.status == 0
    for said in ("nsubj", "RUS", "UKR", "reject.rules:", "RUS REJECT UKR"):
        assert said in result.out


def test_the_shipped_dictionaries_are_clean(run: Run) -> None:
    result = run("check")
    shown = [line for line in result.out.splitlines() if not line.startswith(("warning: ", "    "))]
    assert (result.status, shown) == (0, [])
    assert ": 0 errors, " in result.err


def test_with_own_files_only_their_warnings_are_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "my.csv").write_text("name,code\nQuill,PERGOV\nhouse,PERGOV\n")
    result = run("check", "--actors", str(tmp_path / "my.csv"))
    warnings = [line for line in result.out.splitlines() if line.startswith("warning: ")]
    assert len(warnings) == 1 and f"{tmp_path / 'my.csv'}:3" in warnings[0]
    assert "1 warning in your files" in result.err


def test_help_is_quick() -> None:
    code = (
        "import sys\nsys.argv = ['coder', '--help']\nfrom coder.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print(sorted({'stanza', 'torch', 'pydantic', 'lark', 'pyarrow'} & set(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0 and result.stderr.strip() == "[]"
    for command in ("code", "parse", "explain", "check"):
        assert command in result.stdout


def test_version(run: Run) -> None:
    from coder.version import VERSION, is_compiled

    assert run("--version").out == f"plover-coder {VERSION}{' (compiled)' * is_compiled()}\n"


# --- endings ---------------------------------------------------------------------------------------------------------


def test_no_document_is_written_over(run: Run, tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    line = json.dumps({"id": "a", "text": STORY}) + "\n"
    news.write_text(line)
    for paths in ([news], [tmp_path]):
        refused = run("code", *paths, "-o", news)
        assert refused.status == 2 and "a file to read from" in refused.err and news.read_text() == line
    refused = run("code", news, "-o", tmp_path)
    assert refused.status == 2 and "the documents lie in this folder" in refused.err
    assert [path.name for path in tmp_path.iterdir()] == ["news.jsonl"]
    for _ in range(2):  # what an earlier run wrote there is no document
        result = run("code", tmp_path, "-o", tmp_path / "events.csv")
        assert result.status == 0 and result.err == "1 document, 2 sentences, 1 event\n"


def test_ctrl_c_leaves_nothing_behind(run: Run, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Coder, documents: object, errors: object = None) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(Coder, "code_many", interrupted)
    result = run("code", story, "-o", tmp_path / "e.jsonl")
    assert (result.status, result.out, result.err) == (130, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["story.txt"]


def test_a_full_disk_is_a_sentence(run: Run, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Coder, documents: object, errors: object = None) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Coder, "code_many", full)
    result = run("code", story)
    assert (result.status, result.err) == (2, "coder: No space left on device\n")


def test_a_reader_that_goes_away_is_no_error(conllu: Path) -> None:
    command = [sys.executable, "-m", "coder", "code", str(conllu)]
    # Python ignores SIGPIPE, as it does under a shell; the closed pipe shows as EPIPE.
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, text=True)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    complaints = process.stderr.read()
    assert process.wait() in (0, 1, -signal.SIGPIPE)
    assert "Traceback" not in complaints and "Exception" not in complaints and "Errno" not in complaints
