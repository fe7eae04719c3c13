"""The cache of compiled dictionaries: same answers, rebuilt when anything changes, harmless when broken."""

import pytest

from coder import compiled
from coder.actors import ActorDictionary
from coder.errors import CheckError
from tests.trees import tree
from tests.zorvia import DATA


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PLOVER_CODER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def load(path=DATA / "zorvia.csv") -> ActorDictionary:
    return ActorDictionary.load([path], agents=[DATA / "agents.csv"], cached=True)


def mentions(dictionary: ActorDictionary) -> str:
    return repr(dictionary.mentions(tree("[nsubj>[nmod:desc>President/PROPN Jan flat>Doe] left obj>[Keld flat>City]]")))


def test_a_cached_dictionary_is_the_same(folder):
    fresh = load()
    assert len(list(folder.glob("actors-*.bin"))) == 1
    again = load()
    assert mentions(again) == mentions(fresh)
    assert again.fingerprint == fresh.fingerprint
    assert len(again) == len(fresh)
    assert again.agents.knows("soldier").sectors == ("MIL",)
    assert again.sorts.is_sort("missile", "force")


def test_the_cache_is_really_read(folder, monkeypatch):
    load()
    monkeypatch.setattr("coder.actors.read_actors", lambda *_: pytest.fail("read the files again"))
    assert load().lookup("Zorvia")


def test_a_changed_file_is_read_anew(folder, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("name,code,kind\nZorvia,ZOR,country\n", encoding="utf-8")
    load(path)
    path.write_text("name,code,kind\nZorvia,ZOR,country\nKeld,KEL,country\n", encoding="utf-8")
    assert load(path).lookup("Keld")


def test_a_broken_cache_file_only_costs_the_rebuild(folder):
    load()
    (file,) = folder.glob("actors-*.bin")
    file.write_bytes(file.read_bytes()[:100])
    assert load().lookup("Zorvia")


def test_errors_are_not_cached_away(folder, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("name,code,kind\nZorvia,ZOR,country\nJan Doe,?,person\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(CheckError):
            load(path)


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("PLOVER_CODER_CACHE", str(blocked))
    assert load().lookup("Zorvia")


def test_what_is_stored_comes_back_and_old_files_go(folder):
    for number in range(8):
        compiled.store("thing", f"{number:064}"[::-1], [number])
    assert compiled.load("thing", f"{7:064}"[::-1]) == [7]
    assert len(list(folder.glob("thing-*.bin"))) == 4
    assert compiled.load("thing", "unknown") is None
