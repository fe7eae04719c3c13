"""Checks rule files: ``python -m coder.rules.check FILE…`` prints every fault with its place."""

from __future__ import annotations

import sys
from pathlib import Path

from .reader import read_file


def main(paths: list[str]) -> int:
    """Reads the files, prints the errors; exit status 1 if there are any."""
    statements, errors = [], []
    for path in paths:
        found, wrong = read_file(Path(path))
        statements += found
        errors += wrong
    for error in errors:
        print(error)
    print(f"{len(statements)} statements, {len(errors)} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
