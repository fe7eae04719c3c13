"""The example stories come out as a careful reader would code them: every event of the gold file, and no other.

``stories/NAME.gold`` holds a line an event, ``sentence number: event``, in the notation of ``grammars/README.md``;
sentences count from 0, headline and dateline included.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from coder import notation
from coder.engine import Coder
from coder.rules.syntax import Expected

STORIES = sorted((Path(__file__).parent / "data" / "stories").glob("*.txt"))


def gold(story: Path) -> list[tuple[int, Expected]]:
    found = []
    for line in story.with_suffix(".gold").read_text(encoding="utf-8").splitlines():
        number, _, text = line.partition(":")
        found += [(int(number), expected) for expected in notation.parse_expected(text)]
    return found


def test_there_are_five_stories_each_with_silent_sentences() -> None:
    assert len(STORIES) == 5
    for story in STORIES:
        assert len(gold(story)) >= 8, story.name


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_story(story: Path, coder: Coder) -> None:
    events = coder.code(story.read_text(encoding="utf-8"), id=story.stem)
    missing = []
    for number, expected in gold(story):
        hit = next((e for e in events if e.sentence == number and notation.matches(expected, e)), None)
        if hit is None:
            missing.append(f"{number}: {notation.write_expected([expected])}")
        else:
            events.remove(hit)
    extra = [f"{event.sentence}: {event}  {event.rule}" for event in events]
    assert (missing, extra) == ([], [])


def test_events_that_tell_of_each_other_come_to_an_end(coder: Coder) -> None:
    """The rally is told of by its participle, and the participle's protesters are those of the rally."""
    [event] = coder.code(
        "A second mass rally in support of farmers in Kenya is held in Nakuru, protesting against the ruling Jubilee "
        "Party over a fuel tax.",
        "2018-05-05",
    )
    assert event.event == "PROTEST" and [actor.code for actor in event.target] == ["KENPTY"]


def test_both_sides_are_those_of_the_talks_and_not_the_host(coder: Coder) -> None:
    first, second = coder.code(
        "Qatar is hosting peace talks between the Sudanese government and rebels. The Qatari prime minister urged both "
        "sides to stop fighting.",
        "2024-05-06",
    )
    assert [actor.code for actor in first.target] == [actor.code for actor in second.target] == ["SDNGOV", "SDNREB"]
    assert (second.event, second.source[0].code) == ("REQUEST", "QATGOV")
