"""All rule files of a run, read in layers: the shipped ones, then the user's."""

from __future__ import annotations

import contextlib
import hashlib
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from . import compiled as cache
from . import resources
from .collection import without_collection
from .errors import CheckError, CoderError, RuleError
from .rules.index import RuleIndex
from .rules.syntax import Statement


class RuleBook:
    """The statements of all layers, and a fingerprint of the files they came from."""

    def __init__(self, statements: list[Statement], fingerprint: str) -> None:
        self.statements = statements
        self.fingerprint = fingerprint

    @classmethod
    def load(
        cls, extra: Sequence[Path] = (), *, examples: bool = False, errors: list[CoderError] | None = None
    ) -> RuleBook:
        """Reads the shipped rule files, then ``extra``, each of these a layer of its own.

        Without ``errors`` all errors are raised together as CheckError; with it they are appended and the good
        statements kept. ``examples`` reads the example lines too, which coding does not need.
        """
        from .rules.reader import read

        found: list[CoderError] = []
        statements: list[Statement] = []
        files = _files(extra, found)
        for file in files:
            own, bad = read(file.text, str(file.path), file.layer, read_examples=examples)
            statements += own
            found += bad
        if errors is None:
            if found:
                raise CheckError(found)
        else:
            errors += found
        return cls(statements, _fingerprint(files))


def load_index(extra: Sequence[Path] = ()) -> tuple[RuleIndex, str]:
    """The index of the shipped rules with ``extra`` on top, and the fingerprint of these files.

    The statements are taken from the cache if the same files were parsed before by the same code: parsing them takes
    five times as long. (The index made of them is not kept: a compiled class cannot be restored.) Raises CheckError
    with all errors, in ``extra`` also with types, modes, codes and word sets that are none; files with errors are never
    cached.
    """
    found: list[CoderError] = []
    files = _files(extra, found)
    fingerprint = _fingerprint(files)
    key = _key(files)
    statements: list[Statement] | None = None
    with without_collection():
        if not found:
            packed = cache.load("rules", key)
            if isinstance(packed, bytes):
                # Our own file, named by its content's origin; whatever is wrong with it, the rules can be read again.
                with contextlib.suppress(Exception):
                    kept = pickle.loads(packed)
                    if isinstance(kept, list) and all(isinstance(s, Statement) for s in kept):
                        statements = kept
        if statements is None:
            statements = RuleBook.load(extra).statements
            if extra:
                _refuse_senseless(statements, extra)
            cache.store("rules", key, pickle.dumps(statements, protocol=5))
        index = RuleIndex(statements)
    return index, fingerprint


def _refuse_senseless(statements: list[Statement], extra: Sequence[Path]) -> None:
    from .ontology import Ontology
    from .rules.check import senseless  # with the reader's library, which a cached index does without

    own = {str(path) for path in extra}
    if faults := [error for error in senseless(statements, Ontology.load()) if error.path in own]:
        raise CheckError(faults)


class _File(NamedTuple):
    path: Path
    layer: int
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode("utf-8-sig")


def _files(extra: Sequence[Path], errors: list[CoderError]) -> list[_File]:
    """The rule files that can be read: the shipped ones in layer 0, the user's from 1 on."""
    files = []
    shipped = sorted((resources.dictionaries() / "rules").glob("*.rules"))
    for path, layer in [(p, 0) for p in shipped] + [(p, i + 1) for i, p in enumerate(extra)]:
        try:
            file = _File(path, layer, path.read_bytes())
            file.data.decode("utf-8-sig")
        except OSError as error:
            errors.append(RuleError(f"cannot be read: {error.strerror}", path=str(path)))
        except UnicodeDecodeError as error:
            errors.append(RuleError(f"is not UTF-8 (byte {error.start})", path=str(path)))
        else:
            files.append(file)
    return files


def _fingerprint(files: Sequence[_File]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.path.name.encode() + b"\0" + file.data)
    return digest.hexdigest()


def _key(files: Sequence[_File]) -> str:
    """A hash of all that the index depends on: the files with their places and layers, the grammar, the code."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.path}\0{file.layer}\0{len(file.data)}\0".encode() + file.data)
    code = Path(__file__).parent / "rules"
    for path in (*sorted(resources.grammars().glob("*.lark")), *sorted(code.glob("*.py"))):
        with contextlib.suppress(OSError):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
