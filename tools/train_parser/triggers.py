"""The words that the coder's rules start from, so that the lemma dictionary knows all their inflections."""

from __future__ import annotations

from coder.rulebook import load_index


def lemmas() -> set[str]:
    """Lower-case lemmas in the triggers of the shipped rules, particles and multiwords taken apart, and the heads of
    the issue phrases."""
    index, _ = load_index()
    words = {word for key in (*index.triggers, *index.issues) for word in key.replace("_", " ").split()}
    return {word for word in words if word.isalpha() and word.islower()}
