"""Rule files in layers, and the cache of their index: same answers, rebuilt if anything changes, harmless if broken."""

import pytest

from coder import compiled
from coder.errors import CheckError
from coder.rulebook import RuleBook, load_index
from coder.rules.index import RuleIndex

RULE = "quabble TGT -> REJECT\n    + Zorvia quabbled Keld. => ZOR REJECT KEL\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PLOVER_CODER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.rules"
    path.write_text(RULE, encoding="utf-8")
    return path


def shape(index: RuleIndex) -> dict[str, list[tuple]]:
    """What matching sees: the rules of each trigger in order, with the words they need."""
    return {
        key: [(e.rule.place, e.pos, e.order, e.rule.outcome, e.needs, len(e.rule.constraints)) for e in entries]
        for key, entries in index.triggers.items()
    }


def test_a_cached_index_is_the_same(folder, own):
    fresh, fingerprint = load_index([own])
    assert len(list(folder.glob("rules-*.bin"))) == 1
    again, same = load_index([own])
    assert shape(again) == shape(fresh) == shape(RuleIndex(RuleBook.load([own]).statements))
    assert same == fingerprint == RuleBook.load([own]).fingerprint
    assert [t.place for t in again.transforms] == [t.place for t in fresh.transforms]
    assert again.issues.keys() == fresh.issues.keys()


def test_the_cache_is_really_read(folder, own, monkeypatch):
    load_index([own])
    monkeypatch.setattr(RuleBook, "load", lambda *_, **__: pytest.fail("read the files again"))
    assert "quabble" in load_index([own])[0].triggers


def test_a_changed_rule_is_read_anew(folder, own):
    load_index([own])
    own.write_text(RULE.replace("REJECT", "ACCUSE"), encoding="utf-8")
    index, _ = load_index([own])
    assert [e.rule.outcome.type for e in index.triggers["quabble"]] == ["ACCUSE"]


@pytest.mark.parametrize("content", [b"", b"\x00junk", "shortened", "another object"])
def test_a_broken_cache_file_only_costs_the_rebuild(folder, own, content):
    load_index([own])
    (file,) = folder.glob("rules-*.bin")
    if content == "shortened":
        content = file.read_bytes()[:500]
    elif content == "another object":
        import marshal
        import pickle

        content = marshal.dumps(pickle.dumps(["no index"]))
    file.write_bytes(content)
    assert "quabble" in load_index([own])[0].triggers


def test_errors_are_not_cached_away(folder, own):
    own.write_text(RULE + "quabble TGT ->\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(CheckError, match=r"own\.rules:3"):
            load_index([own])


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("quabble TGT -> REJEKT", "REJECT meant"),
        ("quabble TGT -> REJECT.foo", "no mode foo"),
        ("quabble TGT -> REJECT 999", "no CAMEO code 999"),
        ("@quabblings TGT -> REJECT", "no word set @quabblings"),
    ],
)
def test_a_rule_that_means_nothing_is_no_rule(folder, own, rule, words):
    own.write_text(f"quabble about TGT -> REJECT\n{rule}\n", encoding="utf-8")
    with pytest.raises(CheckError) as caught:
        load_index([own])
    [error] = caught.value.errors
    assert words in error.message and (error.path, error.line) == (str(own), 2)
    assert not list(folder.glob("rules-*.bin"))


def test_a_missing_and_an_undecodable_file_are_named(folder, tmp_path):
    bad = tmp_path / "bad.rules"
    bad.write_bytes(b"reject \xff\xfe")
    with pytest.raises(CheckError) as caught:
        load_index([bad, tmp_path / "none.rules"])
    assert "bad.rules: is not UTF-8" in str(caught.value)
    assert "none.rules: cannot be read" in str(caught.value)


def test_off_means_no_cache(tmp_path, own, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLOVER_CODER_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert compiled.is_off()
    load_index([own])
    compiled.store("thing", "a" * 64, [1])
    assert compiled.load("thing", "a" * 64) is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own.rules"]
