"""The example stories come out as a careful reader would code them: every event of the gold file, and no other.

``stories/NAME.gold`` holds a line an event, ``sentence number: event``, in the notation of ``grammars/README.md``;
sentences count from 0, headline and dateline included. Below, two or three sentences for each module that looks back.
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


#: What each module that looks back in a story, or beside in a sentence, makes of a text that needs it.
TOLD = {
    "Congress is that of the story's state": (  # shared_bodies
        "Bolivian President Evo Morales met miners. Protests spread in Bolivia. Congress demanded that the police "
        "leave the mines in Bolivia.",
        ["0: BOLGOV–BOLLAB CONSULT", "1: BOLCVL PROTEST ~", "2: BOLLEG REQUEST BOLCOP"],
    ),
    "a group by its country": (  # qualified
        "Hezbollah fired rockets at northern Israel on Monday. Israel accused the Lebanese group of killing farmers.",
        ["0: LBNREB ASSAULT ISR", "1: ISR ACCUSE LBNREB"],
    ),
    "a group by its arms": (
        "Al-Shabaab and Kenyan soldiers fought near Garissa. Kenya accused the militant group of killing two farmers.",
        ["0: SOMREB–KENMIL ASSAULT", "1: KEN ACCUSE SOMREB"],
    ),
    "the same attack told on": (  # same_attack
        "Turkey bombed a village in northern Iraq on Monday. The strike killed ten people.",
        ["0: TUR ASSAULT IRQ", "1: TUR ASSAULT IRQCVL"],
    ),
    "the host of talks is not whose rebels they are": (  # venues
        "The rebels held talks with Sudan in Qatar on Monday.",
        ["0: SDNREB–SDN CONSULT"],
    ),
    "the same people of each country": (  # of_each
        "Peru and Chile signed a pact, and their ministers thanked Brazil.",
        ["0: PER–CHL SUPPORT", "0: PERGOV&CHLGOV SUPPORT BRA"],
    ),
    "a number of people": (  # counted
        "A bomb killed six in Kenya.",
        ["0: ~ ASSAULT KENCVL"],
    ),
    "a number of those just told of": (
        "Peruvian police chased the gunmen and killed two of them.",
        ["0: PERCOP ASSAULT PERUAF"],
    ),
    "the two who met": (
        "Peru's president met the Chilean prime minister in Lima, and the two signed a pact.",
        ["0: PERGOV–CHLGOV CONSULT", "0: PERGOV–CHLGOV SUPPORT"],
    ),
    "the topic of a headline": (  # headings
        "Peru: Gunmen abduct ten nurses from clinic",
        ["0: PERUAF ASSAULT PERMED"],
    ),
    "whom a protest is aimed at": (  # participles
        "Peruvian farmers blocked a road in Cusco to demand the resignation of the government.",
        ["0: PERAGR PROTEST PERGOV"],
    ),
    "the same people as before": (  # story_homes
        "Forty Kenyan nurses are in Somalia. The nurses were attacked by al-Shabaab.",
        ["1: SOMREB ASSAULT KENMED"],
    ),
    "who only tells of it": (  # discourse
        "Peruvian soldiers entered Cusco on Monday. Residents said they had arrested ten men.",
        ["0: PERMIL MOBILIZE ~", "1: PERMIL COERCE PERCVL"],
    ),
    "who protests where police fire": (  # crowds
        "Peruvian police fired tear gas as students marched in Lima.",
        ["0: PERCOP ASSAULT PEREDU", "0: PEREDU PROTEST ~"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TOLD.values(), ids=TOLD)
def test_who_is_meant(text: str, expected: list[str], coder: Coder) -> None:
    events = coder.code(text, "2016-08-20")
    told = [f"{event.sentence}: {notation.line(event)}" for event in events]
    assert [line.split("  ")[0].split(" [")[0] for line in told] == expected  # without trigger, speaker and mode
