"""Talk that is held from afar: "by telephone he reviewed the matter with Keld's premier", "over a video link"."""

from __future__ import annotations

from collections.abc import Sequence

from .match import Match
from .rules.syntax import Outcome

_OVER = frozenset({"by", "over", "on", "via", "through"})
_PHONES = frozenset({"hotline", "phone", "teleconference", "telephone", "videoconference", "videolink"})


def way_of_talking(match: Match, outcome: Outcome, lemmas: Sequence[str]) -> tuple[str | None, str | None]:
    """Mode and CAMEO code of an outcome, with a telephone that the clause names."""
    over = any(o.preposition in _OVER and lemmas[o.head] in _PHONES for o in match.clause.obliques)
    if over and outcome.type == "CONSULT" and outcome.mode is None:
        return "phone", None
    return outcome.mode, outcome.cameo
