"""Who says a quotation, also across sentences."""

from __future__ import annotations

import pytest

from coder.cast import Cast
from coder.discourse import Discourse
from coder.memory import DocumentMemory
from coder.phrases import Phrases
from coder.sentence import Sentence
from coder.words import Words

from .trees import tree
from .zorvia import world

SAID = (
    '[punct>" ccomp>[nsubj>Orm aux>has|have lost/VERB] punct>, punct>" '
    "nsubj>[nmod:poss>[Keld case>'s] president] said|say/VERB]"
)
WE = '[punct>" nsubj>We reject|reject/VERB obj>this punct>. punct>"]'


def casts(*literals: str, breaks: tuple[int, ...] = ()) -> list[Cast]:
    """The casts of a document of literal sentences; those in ``breaks`` start a paragraph."""
    discourse, phrases, words = Discourse(), Phrases(world()), Words.load()
    memory = DocumentMemory(phrases, "2022-01-01")
    found = []
    for number, literal in enumerate(literals):
        sentence: Sentence = tree(literal)
        sentence.break_before = number in breaks
        found.append(Cast(sentence, words, phrases, discourse, "2022-01-01", memory))
    discourse.casts = found
    return found


def speaker(all_casts: list[Cast], number: int, form: str) -> list[str | None]:
    cast = all_casts[number]
    return [p.code for p in cast.discourse.quoted(cast, cast.sentence.forms.index(form))]


def test_the_speaker_goes_on() -> None:
    both = casts(SAID, WE)
    assert speaker(both, 1, "reject") == ["KELGOV"]
    assert [p.code for p in both[1].own(both[1].sentence.forms.index("We"))] == ["KELGOV"]


def test_not_into_another_paragraph() -> None:
    assert speaker(casts(SAID, WE, breaks=(1,)), 1, "reject") == []


def test_a_colon_leads_to_the_quotation() -> None:
    assert speaker(casts("[nsubj>Keld said|say/VERB punct>:]", WE), 1, "reject") == ["KEL"]


def test_the_speaker_comes_later() -> None:
    opens = '[punct>" nsubj>We reject|reject/VERB obj>this punct>.]'
    closes = '[ccomp>[nsubj>Orm leaves|leave/VERB] punct>, punct>" nsubj>Brin said|say/VERB]'
    assert speaker(casts(opens, closes), 0, "reject") == ["BRI"]


@pytest.mark.parametrize("form", ["rejects", "plan"])
def test_outside_a_quotation_nobody_speaks(form: str) -> None:
    both = casts(SAID, "[nsubj>Zorvia rejects|reject/VERB obj>[det>the plan]]")
    assert speaker(both, 1, form) == []


def test_a_bare_name_before_a_colon() -> None:
    (cast,) = casts('[Keld parataxis>[punct>: punct>" nsubj>We reject|reject/VERB obj>this punct>"]]')
    assert [p.code for p in cast.own(cast.sentence.forms.index("We"))] == ["KEL"]
