"""The commands of dictionaries/README.md, run as they stand there, do what it says."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path

import pytest

from coder import cli
from coder.actor_files import ACTOR_COLUMNS, AGENT_COLUMNS, KINDS, SECTORS, USES
from coder.actors import ActorDictionary
from coder.discards import DISCARD_COLUMNS
from coder.engine import Coder

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "dictionaries" / "README.md").read_text(encoding="utf-8")
STORIES = {
    "monday": "The Quillfeather Circle condemned Peru.",
    "tuesday": "Peru rejected the demands of the Quillfeather Circle.",
    "wednesday": "Peru attacked the Quillfeather Circle. Ada Quill condemned Chile.",
}
COMMANDS = [
    line for block in re.findall(r"```bash\n(.*?)```", README, re.DOTALL) for line in block.splitlines() if line.strip()
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coder: Coder) -> Path:
    """A folder with news in it and dictionaries of PETRARCH beside it; the shipped parser is loaded once."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    for id, text in STORIES.items():
        (tmp_path / "news" / f"{id}.txt").write_text(text)
    for kind in ("actors", "agents", "discards", "issues"):
        data = (ROOT / "tests" / "data" / "petrarch" / f"{kind}.txt").read_bytes()
        (tmp_path / f"Phoenix.{kind}.txt").write_bytes(data)
    (tmp_path / "Phoenix.verbs.txt").write_bytes((ROOT / "tests" / "data" / "petrarch" / "verbs2.txt").read_bytes())
    parser = coder.parser
    monkeypatch.setattr(Coder, "parser", property(lambda self: parser))
    return tmp_path


def run(command: str, monkeypatch: pytest.MonkeyPatch) -> int:
    words = shlex.split(command)
    assert words[0] == "coder"
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit) as end:
        cli.main()
    return end.value.code or 0  # type: ignore[return-value]


def test_from_a_missing_actor_to_a_coded_corpus(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = {}
    for command in COMMANDS:
        status = run(command, monkeypatch)
        out, err = capsys.readouterr()
        assert status == (1 if "import" in command else 0), (command, err)
        shown[command.split("coder ")[1].split(" -")[0]] = out
    # What the page shows of step 2 is what comes.
    told = re.search(r"```\n( +3  Quill.*?)\n +…\n```", README, re.DOTALL)
    assert told is not None and shown["unknown news.conllu"].startswith(told[1])
    assert "#Quillfeather Circle,PER" in (project / "missing.csv").read_text()
    assert "PERGOV  on 2022-05-01" in shown['actors lookup "Ada Quill"']
    rows = list(csv.DictReader((project / "events.csv").open(encoding="utf-8")))
    assert {(row["document"], row["source"], row["event"], row["target"]) for row in rows} >= {
        ("monday", "PERREB", "ACCUSE", "PER"), ("tuesday", "PER", "REJECT", "PERREB"),
        ("wednesday", "PER", "ASSAULT", "PERREB"),
    }  # fmt: skip
    for name in ("actors.csv", "agents.csv", "discards.csv", "issues.rules", "verbs.rules"):
        assert (project / f"petrarch_{name}").stat().st_size > 50


def test_the_columns_and_values_on_the_page_are_all_there_are(tmp_path: Path) -> None:
    table = README[README.index("| column |") : README.index("The longest name wins")]
    assert re.findall(r"^\| (`\w+`(?:, `\w+`)?) \|", table, re.MULTILINE) == [
        "`name`", "`code`", "`start`, `end`", "`kind`", "`entity`", "`id`", "`use`", "`note`",
    ]  # fmt: skip
    assert f"```\n{','.join(ACTOR_COLUMNS)}\n" in README
    for columns in (AGENT_COLUMNS, DISCARD_COLUMNS):
        assert f"`{','.join(columns)}`" in README
    said = set(re.findall(r"`([\w -]+)`", table))
    assert KINDS - {"", "org-part"} <= said and USES - {""} <= said
    codes = set(re.findall(r"`([A-Z]{3})`", README[README.index("## Codes") : README.index("## Actor files")]))
    assert codes >= SECTORS - {"UNK", "PRE"}


def test_the_example_file_loads(tmp_path: Path) -> None:
    block = README[README.index("name,code,start") :]
    (tmp_path / "my.csv").write_text(block[: block.index("```")])
    dictionary = ActorDictionary.default([tmp_path / "my.csv"])
    assert dictionary.lookup("Ada Quill")[0].code("2022-01-01") == "PERGOV"
    assert dictionary.lookup("Quill Street")[0].kind == "ignore"
