"""All rule files of a run, read in layers: the shipped ones, then the user's."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from . import resources
from .errors import CheckError, CoderError, RuleError
from .rules.syntax import Statement


class RuleBook:
    """The statements of all layers, and a fingerprint of the files they came from."""

    def __init__(self, statements: list[Statement], fingerprint: str) -> None:
        self.statements = statements
        self.fingerprint = fingerprint

    @classmethod
    def load(cls, extra: Sequence[Path] = (), *, examples: bool = False, errors: list[CoderError] | None = None) -> RuleBook:
        """Reads the shipped rule files, then ``extra``, each of these a layer of its own.

        Without ``errors`` all errors are raised together as CheckError; with it they are appended and the good
        statements kept. ``examples`` reads the example lines too, which coding does not need.
        """
        from .rules.reader import read

        found: list[CoderError] = []
        statements: list[Statement] = []
        digest = hashlib.sha256()
        shipped = sorted((resources.dictionaries() / "rules").glob("*.rules"))
        for path, layer in [(p, 0) for p in shipped] + [(p, i + 1) for i, p in enumerate(extra)]:
            try:
                data = path.read_bytes()
                text = data.decode("utf-8-sig")
            except OSError as error:
                found.append(RuleError(f"cannot be read: {error.strerror}", path=str(path)))
                continue
            except UnicodeDecodeError as error:
                found.append(RuleError(f"is not UTF-8 (byte {error.start})", path=str(path)))
                continue
            digest.update(path.name.encode() + b"\0" + data)
            own, bad = read(text, str(path), layer, read_examples=examples)
            statements += own
            found += bad
        if errors is None:
            if found:
                raise CheckError(found)
        else:
            errors += found
        return cls(statements, digest.hexdigest())
