"""The package works where the repository is not: from a wheel, and from an editable install."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = (
    "import coder, json\n"
    "events = coder.Coder().code('Russia rejected the proposal of Ukraine.')\n"
    "print(json.dumps([coder.__file__, [str(event) for event in events]]))\n"
)


def python(*arguments: str, path: Path, cwd: Path) -> str:
    """Runs this interpreter elsewhere, with ``path`` in front of its libraries and the repository out of sight."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | {"PYTHONPATH": str(path)}
    result = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, timeout=300
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    [path] = folder.glob("*.whl")
    return path


def test_the_wheel_holds_all_data_once(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert len(names) == len(set(names))
    for folder in ("grammars", "dictionaries"):
        there = {
            f"coder/_data/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and path.suffix in (".lark", ".rules", ".csv", ".toml")
        }
        assert there and there <= set(names)
    model = {path.relative_to(ROOT).as_posix() for path in (ROOT / "coder" / "model").rglob("*.pt")}
    assert model and model <= set(names)
    assert "coder/model/MODEL_CARD.md" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if not name.startswith(("coder/", "plover_coder-"))]


def test_the_wheel_codes_elsewhere(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:  # what an installer does with a wheel of pure Python
        archive.extractall(target)
    out = python("-c", CODE, path=target, cwd=tmp_path)
    assert str(target / "coder" / "__init__.py") in out and "RUS REJECT UKR" in out
    (tmp_path / "story.txt").write_text("Russia rejected the proposal of Ukraine.")
    shown = python("-m", "coder", "code", "story.txt", path=target, cwd=tmp_path)
    assert "RUS REJECT UKR" in shown


def test_an_editable_install_reads_the_checkout(tmp_path: Path) -> None:
    """Builds the editable wheel and puts it in place by hand, so that no network is needed."""
    build = "import sys\nfrom hatchling.build import build_editable\nprint(build_editable(sys.argv[1]))\n"
    folder = tmp_path / "dist"
    folder.mkdir()
    subprocess.run([sys.executable, "-c", build, str(folder)], cwd=ROOT, check=True, capture_output=True, timeout=300)
    site = tmp_path / "site"
    [built] = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(site)
    # site.addsitedir reads .pth files as an installed environment does.
    where = "import coder.resources\nprint(coder.resources.data_root())"
    code = f"import site; site.addsitedir({str(site)!r})\n{CODE}{where}"
    out = python("-c", code, path=tmp_path / "nowhere", cwd=tmp_path)
    assert str(ROOT / "coder" / "__init__.py") in out and "RUS REJECT UKR" in out
    assert out.splitlines()[-1] == str(ROOT)


def test_the_readme_and_ci_run_the_same_command() -> None:
    """The README's first two shell blocks are one line each; .ci/run runs the second as it stands there."""
    blocks = (ROOT / "README.md").read_text(encoding="utf-8").split("```bash\n")[1:3]
    first, second = (block.split("```")[0].strip() for block in blocks)
    assert "\n" not in first and "\n" not in second
    assert "coder code tests/data/stories" in first and "pytest" in second
    # As it would run, but for the command itself.
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").replace('eval "$command"', ":")
    script = script.replace("${BASH_SOURCE[0]}", f"{ROOT}/.ci/run")
    result = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
    assert result.stdout.strip() == f"+ {second}", result.stderr
