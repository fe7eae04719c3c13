"""Runs and datasets on a local Ray cluster give what this machine gives without one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="the extra plover-coder[ray] is not installed")

import ray

from coder.conllu import write_conllu
from coder.corpus.ray import Cluster, _shares, code_dataset
from coder.corpus.readers import read_documents
from coder.corpus.run import Corpus, Plan, run
from coder.corpus.work import Job
from coder.engine import Coder
from coder.errors import CoderError

ROOT = Path(__file__).resolve().parent.parent
COUNTRIES = ("France", "Egypt", "Kenya", "Peru", "Japan", "Norway")
STORY = "{} rejected a call from {} for a ceasefire on Monday."
SHARD = 300  # characters: some stories


@pytest.fixture(scope="module")
def stories() -> list[dict[str, str]]:
    return [
        {"id": f"s{n}", "date": "2025-06-02", "text": STORY.format(COUNTRIES[n % 6], COUNTRIES[(n + 1 + n // 6) % 6])}
        for n in range(24)
    ]


@pytest.fixture(scope="module")
def parsed(stories: list[dict[str, str]], coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stories as CoNLL-U, so that workers need no model, with a broken sentence in their midst."""
    path = tmp_path_factory.mktemp("parsed") / "news.conllu"
    with path.open("w", encoding="utf-8") as stream:
        for number, document in enumerate(coder.parse_many(stories)):
            write_conllu(document, stream)
            if number == 7:
                stream.write("1\tno\ttree\n\n")
    return path


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    """Two processors, as in continuous integration."""
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", paths)
        ray.init(address="local", num_cpus=2, include_dashboard=False, log_to_driver=False,
                 object_store_memory=100 << 20)  # fmt: skip
    yield
    ray.shutdown()


def over(path: Path) -> Corpus:
    return Corpus(lambda errors, read: read_documents([path], errors=errors, progress=read), path.stat().st_size)


def results(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_run_on_ray_leaves_what_a_run_here_leaves(
    cluster: None, coder: Coder, parsed: Path, tmp_path: Path
) -> None:
    here = run(over(parsed), tmp_path / "here", Plan(Job(), 0, coder=coder, characters=SHARD))
    there = run(over(parsed), tmp_path / "there", Plan(Job(), characters=SHARD, cluster=Cluster(2)))
    assert (here.documents, here.problems) == (24, 1) and here.events > 20
    assert there == here
    assert results(tmp_path / "there") == results(tmp_path / "here")


def test_either_engine_goes_on_where_the_other_stopped(
    cluster: None, coder: Coder, parsed: Path, tmp_path: Path
) -> None:
    whole = run(over(parsed), tmp_path / "whole", Plan(Job(), 0, coder=coder, characters=SHARD))
    plans = {
        "ray": Plan(Job(), characters=SHARD, cluster=Cluster(1)),
        "local": Plan(Job(), 0, coder=coder, characters=SHARD),
    }
    for first, second in (("ray", "local"), ("local", "ray")):
        count = 0

        def stop(*_: object) -> None:
            nonlocal count
            count += 1
            if count == 3:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run(over(parsed), tmp_path / first, plans[first], stop)
        summary = run(over(parsed), tmp_path / first, plans[second])
        assert 0 < summary.resumed < 24 and summary.events == whole.events
        assert results(tmp_path / first) == results(tmp_path / "whole")


def test_other_dictionaries_on_a_machine_are_told(cluster: None, parsed: Path, tmp_path: Path) -> None:
    actors = Cluster(1).start(Job(), {"version": "0", "dictionaries": "?", "model": None}, [], tmp_path)
    from coder.corpus.pool import Task
    from coder.corpus.shards import Shard

    try:
        with pytest.raises(CoderError, match="other dictionaries"):
            list(actors.run([Task(Shard(0), "digest")]))
    finally:
        actors.end()


def test_a_dataset_of_stories_becomes_one_of_events(
    cluster: None, coder: Coder, stories: list[dict[str, str]]
) -> None:
    dataset = ray.data.from_items([{"name": s["id"], "text": s["text"], "date": s["date"]} for s in stories[:12]])
    found = code_dataset(dataset, id="name", size=1, batch=5).take_all()
    expected = {event.id: event for _, events in coder.code_many(stories[:12]) for event in events}
    assert {row["id"] for row in found} == set(expected) and len(found) == len(expected) > 10
    assert all(row["cameo"] == expected[row["id"]].cameo for row in found)
    assert all(row["source"] == expected[row["id"]].source[0].code for row in found)


@pytest.mark.parametrize(("cores", "wanted"), [(1, None), (2, None), (2, 1), (2, 2), (2, 5), (16, None), (16, 7)])
def test_actors_leave_room_for_the_step_that_feeds_them(
    cores: int, wanted: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ray.is_initialized", lambda: True)
    monkeypatch.setattr("ray.cluster_resources", lambda: {"CPU": float(cores)})
    count, share = _shares(wanted)
    assert count == (wanted or cores) and 0 < share <= 1 and count * share + 0.05 <= cores


def test_the_command_starts_and_ends_a_cluster(parsed: Path, tmp_path: Path) -> None:
    if ray.is_initialized():
        ray.shutdown()
    command = [sys.executable, "-m", "coder", "code", str(parsed), "-o", str(tmp_path / "run")]
    done = subprocess.run(
        [*command, "--engine", "ray", "-w", "1"], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 1 and "24 documents" in done.stderr, done.stderr  # 1: the broken sentence
    assert json.loads((tmp_path / "run" / "manifest.json").read_text())["state"] == "complete"
    again = subprocess.run([*command, "-w", "1"], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert "complete already" in again.stderr
