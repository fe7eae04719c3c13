"""The version of the package, in the one place where the build reads it too, and how it was built."""

from importlib.util import find_spec

VERSION = "0.1.0"


def is_compiled() -> bool:
    """Whether what codes a sentence was compiled (README, "Large corpora"): the events are the same, the speed is
    not."""
    spec = find_spec("coder.tree")
    return spec is not None and spec.origin is not None and not spec.origin.endswith(".py")
