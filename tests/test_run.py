"""Runs: the same folder whatever happened on the way and however many workers there were."""

from __future__ import annotations

import json
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coder.conllu import read_conllu, write_conllu
from coder.corpus import pool
from coder.corpus.readers import read_documents
from coder.corpus.run import Corpus, Plan, Summary, run
from coder.corpus.shards import cut
from coder.corpus.work import Job
from coder.engine import Coder
from coder.errors import CoderError, InputError
from coder.sentence import Document

ROOT = Path(__file__).resolve().parent.parent
COUNTRIES = ("France", "Egypt", "Kenya", "Peru", "Japan", "Norway")
STORY = "{} rejected a call from {} for a ceasefire on Monday.\n\nIts president will meet the ministers of {} in May."
SHARD = 350  # characters: some stories


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve stories and a line that is none."""
    path = tmp_path_factory.mktemp("corpus") / "news.jsonl"
    lines = []
    for n in range(12):
        names = (COUNTRIES[n % 6], COUNTRIES[(n + 1 + n // 6) % 6], COUNTRIES[(n + 3) % 6])
        lines.append(json.dumps({"id": f"s{n}", "date": "2025-06-02", "text": STORY.format(*names)}))
    lines.insert(5, '{"id": "broken"')
    path.write_text("\n".join(lines) + "\n")
    return path


def over(path: Path) -> Corpus:
    return Corpus(lambda errors, read: read_documents([path], errors=errors, progress=read), path.stat().st_size)


Go = Callable[..., Summary]


@pytest.fixture
def go(coder: Coder) -> Go:
    """A run in this process, with the loaded coder."""

    def go(path: Path, out: Path, tell=None, **more) -> Summary:
        again = more.pop("again", False)
        return run(over(path), out, Plan(Job(**more), 0, again, coder, SHARD), tell)

    return go


def folder(path: Path) -> dict[str, bytes]:
    return {str(p.relative_to(path)): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def parsed(corpus: Path, coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stories as CoNLL-U, so that workers need no model."""
    path = tmp_path_factory.mktemp("parsed") / "news.conllu"
    documents = coder.parse_many(read_documents([corpus], errors=lambda error: None))
    with path.open("w", encoding="utf-8") as stream:
        for document in documents:
            write_conllu(document, stream)
    return path


# --- what comes out --------------------------------------------------------------------------------------------------


def test_a_run_leaves_what_the_coder_codes(go: Go, coder: Coder, corpus: Path, tmp_path: Path) -> None:
    heard: list[tuple[int, int, bool]] = []
    summary = go(corpus, tmp_path / "run", lambda done, size, resumed: heard.append((done.documents, size, resumed)))
    assert (summary.documents, summary.problems, summary.parsed) == (12, 1, 12)
    assert len(heard) > 2 and sum(n for n, _, _ in heard) == 12 and sum(n for _, n, _ in heard) == corpus.stat().st_size
    lines = (tmp_path / "run" / "events.jsonl").read_text().splitlines()
    expected = [e for _, events in coder.code_many(read_documents([corpus], errors=lambda e: None)) for e in events]
    assert lines == [event.model_dump_json() for event in expected] and len(lines) == summary.events > 12
    assert all(json.loads(line)["coder"]["model"] for line in lines)
    [problem] = map(json.loads, (tmp_path / "run" / "errors.jsonl").read_text().splitlines())
    assert problem["line"] == 6 and problem["path"] == str(corpus) and "not JSON" in problem["problem"]
    manifest = json.loads((tmp_path / "run" / "manifest.json").read_text())
    assert manifest["state"] == "complete" and manifest["events"] == len(lines)
    assert sorted(p.name for p in (tmp_path / "run").iterdir()) == [
        "errors.jsonl", "events.jsonl", "manifest.json", "parses",
    ]  # fmt: skip


def test_coded_again_from_the_store_without_a_parser(go: Go, corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "a")
    script = (
        "import sys; from pathlib import Path\n"
        "from coder.corpus.run import *; from coder.corpus.readers import read_documents\n"
        "corpus = Corpus(lambda e, r: read_documents([sys.argv[1]], errors=e, progress=r), 0)\n"
        f"job = Job(store=sys.argv[3]); s = run(corpus, sys.argv[2], Plan(job, 0, characters={SHARD}))\n"
        "print(s.documents, s.parsed, sorted({'stanza', 'torch', 'numpy'} & set(sys.modules)))"
    )
    arguments = [sys.executable, "-c", script, str(corpus), str(tmp_path / "b"), str(tmp_path / "a" / "parses")]
    done = subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.split("\n")[0] == "12 0 ['numpy']"
    for name in ("events.jsonl", "errors.jsonl"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_without_parser_what_is_not_stored_is_an_error(go: Go, corpus: Path, tmp_path: Path) -> None:
    summary = go(corpus, tmp_path / "run", parse=False)
    assert (summary.documents, summary.events, summary.problems) == (12, 0, 13)
    assert "no parse in the store" in (tmp_path / "run" / "errors.jsonl").read_text()


def test_a_story_that_breaks_the_coder_costs_only_itself(
    go: Go, coder: Coder, parsed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = coder.code_document

    def fails(document: Document) -> list:
        if document.id == "s4":
            raise ZeroDivisionError("by\nnought")
        return real(document)

    monkeypatch.setattr(coder, "code_document", fails)
    summary = go(parsed, tmp_path / "run")
    problems = [json.loads(line) for line in (tmp_path / "run" / "errors.jsonl").read_text().splitlines()]
    assert [p["problem"] for p in problems if p["document"] == "s4"] == [
        "it could not be coded (ZeroDivisionError: by nought)"
    ]
    assert summary.documents == 12 and len(problems) == 1
    documents = {json.loads(line)["document"] for line in (tmp_path / "run" / "events.jsonl").read_text().splitlines()}
    assert documents == {f"s{n}" for n in range(12) if n != 4}


# --- going on --------------------------------------------------------------------------------------------------------


class Stop(Exception):
    pass


@pytest.mark.parametrize("after", [1, 3])
def test_a_run_that_was_broken_off_goes_on(go: Go, parsed: Path, tmp_path: Path, after: int) -> None:
    go(parsed, tmp_path / "whole")
    count = 0

    def stop(*_: object) -> None:
        nonlocal count
        count += 1
        if count == after:
            raise Stop

    with pytest.raises(Stop):
        go(parsed, tmp_path / "run", stop)
    assert not (tmp_path / "run" / "events.jsonl").exists()
    summary = go(parsed, tmp_path / "run")
    assert 0 < summary.resumed <= 12  # all, where only the joining was left
    assert folder(tmp_path / "run") == folder(tmp_path / "whole")


@pytest.mark.parametrize("damage", ["events.jsonl", "errors.jsonl", "json"])
def test_damaged_parts_are_done_again(go: Go, parsed: Path, tmp_path: Path, damage: str) -> None:
    go(parsed, tmp_path / "whole")

    def stop(*_: object) -> None:
        raise Stop

    with pytest.raises(Stop):
        go(parsed, tmp_path / "run", stop)
    part = tmp_path / "run" / "parts" / "000" / f"000000.{damage}"
    part.write_bytes(part.read_bytes()[:-1] + b"!")
    (part.parent / ".000001.json.1.part").write_text("half")
    assert go(parsed, tmp_path / "run").resumed == 0
    assert folder(tmp_path / "run") == folder(tmp_path / "whole")


def test_a_complete_run_is_left_alone(go: Go, parsed: Path, tmp_path: Path) -> None:
    go(parsed, tmp_path / "run")
    before = folder(tmp_path / "run")
    summary = go(parsed, tmp_path / "run")
    assert summary.complete and summary.parsed == 0 and folder(tmp_path / "run") == before


def test_another_run_is_not_overwritten(go: Go, coder: Coder, parsed: Path, tmp_path: Path) -> None:
    go(parsed, tmp_path / "run")
    before = folder(tmp_path / "run")
    shorter = tmp_path / "shorter.conllu"
    shorter.write_text(parsed.read_text().partition("# newdoc id = s3")[0])
    with pytest.raises(InputError, match="other documents"):
        go(shorter, tmp_path / "run")
    with pytest.raises(InputError, match=r"other settings \(unresolved drop → keep"):
        go(parsed, tmp_path / "run", options={"unresolved": "keep"})
    (tmp_path / "table").mkdir()
    (tmp_path / "table" / "events.jsonl").write_text("mine")
    with pytest.raises(InputError, match="but no run"):
        go(parsed, tmp_path / "table")
    assert folder(tmp_path / "run") == before
    assert go(shorter, tmp_path / "run", again=True).documents == 3


def test_a_broken_manifest_is_said_to_be_one(go: Go, parsed: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"state": "running"}')
    with pytest.raises(InputError, match="no manifest of a run"):
        go(parsed, tmp_path)


# --- processes -------------------------------------------------------------------------------------------------------

DRIVER = """
import os, signal, sys
from coder.corpus.readers import read_documents
from coder.corpus.run import Corpus, Plan, run
from coder.corpus.work import Job
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is born deaf to it
path, out, workers, kill, how = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
count = 0
def tell(*_):
    global count
    count += 1
    if count == kill:
        os.kill(os.getpid(), getattr(signal, how))
corpus = Corpus(lambda e, r: read_documents([path], errors=e, progress=r), 0)
run(corpus, out, Plan(Job(), workers, characters=CHARACTERS), tell)
""".replace("CHARACTERS", str(SHARD))


def drive(path: Path, out: Path, workers: int, kill: int = 0, how: str = "SIGKILL") -> int:
    arguments = [sys.executable, "-c", DRIVER, str(path), str(out), str(workers), str(kill), how]
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, check=False).returncode


def test_killed_runs_end_in_the_same_folder_for_any_number_of_workers(parsed: Path, tmp_path: Path) -> None:
    assert drive(parsed, tmp_path / "whole", 1) == 0
    whole = folder(tmp_path / "whole")
    assert len(whole["events.jsonl"].splitlines()) > 12
    for workers, how in ((1, "SIGKILL"), (2, "SIGKILL"), (2, "SIGINT")):
        out = tmp_path / f"{workers}{how}"
        for kill in (1, 2):
            assert drive(parsed, out, workers, kill, how) != 0
            assert not (out / "events.jsonl").exists()
        assert drive(parsed, out, workers) == 0
        assert folder(out) == whole


def test_raw_text_in_worker_processes(go: Go, corpus: Path, tmp_path: Path) -> None:
    """Killed in the middle: parses and events as an undisturbed run has them."""
    assert drive(corpus, tmp_path / "run", 1, kill=2) == -signal.SIGKILL
    assert drive(corpus, tmp_path / "run", 2) == 0
    go(corpus, tmp_path / "here")
    assert folder(tmp_path / "run") == folder(tmp_path / "here")


def test_a_full_disk_ends_the_run_in_a_sentence_and_it_goes_on(parsed: Path, tmp_path: Path) -> None:
    """No file may grow beyond a kilobyte, which is what a disk that fills up looks like to a program."""
    command = [sys.executable, "-m", "coder", "code", str(parsed), "-o", str(tmp_path / "run")]
    limited = ["bash", "-c", 'ulimit -f 1; exec "$@"', "bash", *command]
    full = subprocess.run(limited, cwd=ROOT, capture_output=True, text=True, check=False)
    assert full.returncode == 2 and "Traceback" not in full.stderr
    assert "000000.events.jsonl: cannot be written" in full.stderr
    assert not list((tmp_path / "run").rglob(".*.part"))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "12 documents, 24 sentences" in done.stderr
    assert (tmp_path / "run" / "events.jsonl").stat().st_size > 1024


@pytest.fixture
def mortal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers that a story with the id s7 kills."""
    code = (
        "import os; from coder.engine import Coder; real = Coder.code_document\n"
        "def code(self, document):\n"
        "    if document.id == 's7': os.kill(os.getpid(), 9)\n"
        "    return real(self, document)\n"
        "Coder.code_document = code; from coder.corpus.worker import main; main()"
    )
    monkeypatch.setattr(pool, "_COMMAND", (sys.executable, "-P", "-c", code))
    yield


def test_a_story_that_kills_its_worker_is_found_and_named(mortal: None, parsed: Path, tmp_path: Path) -> None:
    summary = run(over(parsed), tmp_path / "run", Plan(Job(), 2, characters=SHARD))
    [problem] = map(json.loads, (tmp_path / "run" / "errors.jsonl").read_text().splitlines())
    assert problem["document"] == "s7" and "SIGKILL" in problem["problem"]
    documents = {json.loads(line)["document"] for line in (tmp_path / "run" / "events.jsonl").read_text().splitlines()}
    assert documents == {f"s{n}" for n in range(12) if n != 7} and summary.documents == 12


def test_what_keeps_workers_from_loading_is_told(parsed: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("name,code\nZorvia\n")
    with pytest.raises(CoderError, match=r"bad\.csv"):
        run(over(parsed), tmp_path / "run", Plan(Job(options={"actors": [str(tmp_path / "bad.csv")]}), 1))


class Unmakeable:
    def __reduce__(self) -> tuple[type, tuple[str]]:
        return int, ("no number",)


def test_a_message_that_a_worker_cannot_read_is_told_and_not_waited_for() -> None:
    command = [sys.executable, "-m", "coder.corpus.worker"]
    done = subprocess.run(command, input=pickle.dumps(Unmakeable()), capture_output=True, timeout=100, check=False)
    kind, error = pickle.loads(done.stdout)
    assert (done.returncode, kind, type(error)) == (1, "error", ValueError)


def test_a_store_filled_alone_serves_every_way_of_coding(corpus: Path, tmp_path: Path) -> None:
    def coder(*arguments: str | Path) -> str:
        command = [sys.executable, "-m", "coder", *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 1 and "Traceback" not in done.stderr  # 1: the corpus holds a broken line
        return done.stderr

    assert "not JSON" in coder("parse", corpus, "-o", tmp_path / "store", "-w", "1")
    stored = ("--no-parser", "--store", tmp_path / "store")
    coder("code", corpus, "-o", tmp_path / "events.jsonl", *stored)
    assert "0 parsed" in coder("code", corpus, "-o", tmp_path / "run", "-w", "1", *stored)
    assert (tmp_path / "run" / "events.jsonl").read_bytes() == (tmp_path / "events.jsonl").read_bytes()
    assert (tmp_path / "events.jsonl").stat().st_size > 0 and not (tmp_path / "run" / "parses").exists()


# --- shards ----------------------------------------------------------------------------------------------------------


def test_where_cuts_fall_and_what_a_digest_tells(parsed: Path) -> None:
    with parsed.open(encoding="utf-8") as stream:
        documents = list(read_conllu(stream))
    raw = [Document(d.id, d.text, d.date) for d in documents]
    shards = list(cut(iter(raw), SHARD, [], lambda: 0))
    assert [d.id for s in shards for d in s.documents] == [d.id for d in documents] and len(shards) > 2
    assert len({s.digest("x") for s in shards}) == len(shards)
    assert shards[0].digest("x") != shards[0].digest("y")
    before = shards[0].digest("x")
    shards[0].documents[0].date = "2025-06-03"
    assert shards[0].digest("x") != before
    assert [s.documents for s in cut(iter([]), SHARD, [], lambda: 0)] == [[]]
