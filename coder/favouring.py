"""What people take to the streets for that is against nobody: "marched to show solidarity with Keld"."""

from __future__ import annotations

from .clause import Clauses

_FAVOURING = frozenset({"back", "celebrate", "cheer", "commemorate", "defend", "greet", "hail", "honor", "honour",
                        "mark", "mourn", "remember", "support", "thank", "welcome"})  # fmt: skip
_SHOWING = frozenset({"declare", "demonstrate", "express", "pledge", "show", "voice"})
_SYMPATHY = frozenset({"allegiance", "backing", "gratitude", "loyalty", "love", "solidarity", "support", "sympathy",
                       "unity"})  # fmt: skip
#: Verbs of showing a flag that one is fond of.
_WAVING = frozenset({"carry", "drape", "fly", "hoist", "hold", "hold_up", "raise", "unfurl", "wave"})


def is_waved(clauses: Clauses, verb: int, thing: int) -> bool:
    """ "Protesters waved Keldish [flags]": nothing against Keld."""
    return clauses.lemmas[thing] == "flag" and clauses.lemmas[verb] in _WAVING


def is_in_favour(clauses: Clauses, verb: int) -> bool:
    """Whether a purpose ("to support Keld", "to mark its independence") names nobody whom a protest is against."""
    if clauses.lemmas[verb] in _FAVOURING:
        return True
    return clauses.lemmas[verb] in _SHOWING and any(clauses.lemmas[h] in _SYMPATHY for h in clauses.own(verb).objects)
