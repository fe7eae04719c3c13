"""The clause layer on trees written by hand: what acts, on what, however it is said."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from coder.clause import Clauses
from coder.clause_record import Clause
from coder.engine import Coder
from coder.moods import Moods
from coder.notation import line
from coder.sentence import Document, Sentence
from coder.words import Words

from .trees import tree

WORDS = Words.load()


def layer(sentence: Sentence) -> Clauses:
    """Clauses of a sentence in which every proper noun is a party."""

    def named(word: int) -> bool:
        return sentence.upos[word] == "PROPN"

    return Clauses(sentence, WORDS, named, named)


def at(literal: str, form: str) -> tuple[Clauses, int]:
    """The layer of a literal, and the number of a word in it."""
    sentence = tree(literal)
    return layer(sentence), sentence.forms.index(form)


def forms(clauses: Clauses, heads: list[int]) -> list[str]:
    return [clauses.sentence.forms[h] for h in heads]


def phrases(clauses: Clauses, clause: Clause) -> list[str]:
    return [f"{o.preposition} {clauses.sentence.forms[o.head]}" for o in clause.obliques]


SHARED = (
    "[nsubj>Zorvia agreed|agree/VERB xcomp>[mark>to leave/VERB conj>[cc>and disarm/VERB]] "
    "conj>[cc>but shelled|shell/VERB obj>Keld advcl>[killing|kill/VERB{VerbForm=Ger} obj>men]]]"
)


def test_subjects_are_the_same_whatever_is_asked_first() -> None:
    sentence = tree(SHARED)
    verbs = [i for i, upos in enumerate(sentence.upos) if upos == "VERB"]
    seen = set()
    for order in permutations(verbs):
        clauses = layer(sentence)
        for verb in order:
            clauses.verb(verb)
        seen.add(
            str([(forms(clauses, clauses.verb(v).agents), forms(clauses, clauses.verb(v).objects)) for v in verbs])
        )
    assert len(seen) == 1
    assert all(forms(clauses, clauses.verb(v).agents) == ["Zorvia"] for v in verbs)


@pytest.mark.parametrize(
    ("literal", "noun", "agents", "objects"),
    [
        ("[nsubj>Teachers cop>are|be case>on strike/NOUN]", "strike", ["Teachers"], []),
        ("[nsubj>[det>The chief] cop>is|be case>under arrest/NOUN]", "arrest", [], ["chief"]),
        ("[nsubj>[det>The envoy] cop>is|be case>in Orm obl>[case>for talks|talk]]", "talks", ["envoy"], []),
        ("[nsubj>[nmod:poss>[Keld case>'s] blockade] hurt|hurt/VERB obj>Orm]", "blockade", ["Keld"], []),
        ("[nsubj>[det>His visit nmod>[case>to Orm]] lasted|last/VERB]", "visit", [], ["Orm"]),
    ],
)
def test_event_nouns(literal: str, noun: str, agents: list[str], objects: list[str]) -> None:
    clauses, word = at(literal, noun)
    clause = clauses.noun(word)
    assert (forms(clauses, clause.agents), forms(clauses, clause.objects)) == (agents, objects)


def test_be_carries_its_phrase() -> None:
    clauses, be = at("[nsubj>Troops cop>are|be case>on alert/NOUN nmod>[case>along border]]", "are")
    clause = clauses.be(be)
    assert forms(clauses, clause.agents) == ["Troops"]
    assert phrases(clauses, clause) == ["on alert", "along border"]


def test_a_place_before_a_participle_does_not_act() -> None:
    literal = (
        "[nsubj>Rebels raided|raid/VERB obj>villages obl>[case>around Sela/PROPN] "
        "advcl>[punct>, nsubj>Keld killing|kill/VERB{VerbForm=Ger} obj>nine/NOUN]]"
    )
    clauses, verb = at(literal, "killing")
    assert forms(clauses, clauses.verb(verb).agents) == ["Rebels"]


@pytest.mark.parametrize(
    ("literal", "verb", "expected"),
    [
        # told: the threat is made to the hearer, unless somebody else is named or he only listens
        ("[nsubj>Zorvia told|tell/VERB iobj>Orm ccomp>[nsubj>it aux>would cut|cut/VERB obj>gas]]", "cut", ["to Orm"]),
        (
            "[nsubj>Zorvia told|tell/VERB iobj>reporters|reporter ccomp>[nsubj>it aux>would cut|cut/VERB obj>gas]]",
            "cut",
            [],
        ),
        ("[nsubj>Zorvia told|tell/VERB iobj>Orm ccomp>[nsubj>it aux>would attack|attack/VERB obj>Keld]]", "attack", []),
        ("[nsubj>Zorvia told|tell/VERB iobj>Orm ccomp>[nsubj>it had|have/VERB obj>gas]]", "had", []),
        # a refusal that hangs on what another does
        (
            "[nsubj>Zorvia aux>will advmod>not lift|lift/VERB obj>ban advcl>[mark>until nsubj>Keld votes|vote/VERB]]",
            "lift",
            ["to Keld"],
        ),
        ("[nsubj>Zorvia lifted|lift/VERB obj>ban advcl>[mark>after nsubj>Keld voted|vote/VERB]]", "lifted", []),
        # what a demand says is a demand on its subject
        (
            "[nsubj>Keld dropped|drop/VERB obj>[nmod:poss>its demand acl>[mark>that nsubj>Orm apologise/VERB]]]",
            "dropped",
            ["on Orm"],
        ),
    ],
)
def test_who_is_addressed(literal: str, verb: str, expected: list[str]) -> None:
    clauses, word = at(literal, verb)
    assert phrases(clauses, clauses.verb(word)) == expected


def test_the_one_warned_is_who_will_suffer() -> None:
    literal = "[nsubj>Orm warned|warn/VERB ccomp>[mark>that nsubj>Brin aux>would face|face/VERB obj>war]]"
    clauses, verb = at(literal, "warned")
    assert forms(clauses, clauses.verb(verb).objects) == ["Brin"]
    clauses, verb = at(literal.replace("face|face", "win|win"), "warned")
    assert clauses.verb(verb).objects == []


@pytest.mark.parametrize(
    ("literal", "happened"),
    [
        ("[nsubj>[nmod:poss>Zorvia raid] angered|anger/VERB obj>Keld]", True),
        ("[nsubj>[nmod:poss>Zorvia raid] aux>would anger|anger/VERB obj>Keld]", False),
        ("[nsubj>[nmod:poss>Zorvia raid] aux>did|do advmod>not anger|anger/VERB obj>Keld]", False),
        ("[nsubj>[nmod:poss>Zorvia raid] needs|need/VERB obj>planes]", False),
    ],
)
def test_nouns_that_happened(literal: str, happened: bool) -> None:
    clauses, noun = at(literal, "raid")
    assert clauses.happened(noun) is happened


@pytest.mark.parametrize(
    ("literal", "verb", "flags"),
    [
        ("[nsubj>Zorvia aux>would aux>have invaded|invade/VERB obj>Keld]", "invaded", {"conditional"}),
        ("[nsubj>Zorvia came|come/VERB xcomp>close/ADJ advcl>[mark>to expelling|expel/VERB{VerbForm=Ger} obj>him]]",
         "expelling", {"not"}),
        ("[expl>There is|be/VERB nsubj>[det>no evidence acl>[mark>that nsubj>Zorvia bombed|bomb/VERB obj>Keld]]]",
         "bombed", {"not"}),
        ("[nsubj>Zorvia aux>will stay/VERB advcl>[mark>until nsubj>Keld votes|vote/VERB]]", "votes", {"conditional"}),
        ("[nsubj>Police launched|launch/VERB obj>operation advcl>[mark>to detain|detain/VERB obj>men]]", "detain",
         set()),
    ],
)  # fmt: skip
def test_moods(literal: str, verb: str, flags: set[str]) -> None:
    clauses, word = at(literal, verb)
    mood = Moods(clauses).of(clauses.verb(word))
    assert mood.flags == flags
    assert not mood.purpose


def test_a_purpose_is_no_fact() -> None:
    clauses, word = at("[nsubj>Zorvia bought|buy/VERB obj>jets advcl>[mark>to bomb|bomb/VERB obj>Keld]]", "bomb")
    assert Moods(clauses).of(clauses.verb(word)).purpose


def test_what_stands_before_a_colon_is_a_label() -> None:
    clauses, noun = at(
        "[amod>Yemeni uprising/NOUN parataxis>[punct>: nsubj>Gunmen kill|kill/VERB obj>soldiers]]", "uprising"
    )
    assert Moods(clauses).of(clauses.noun(noun)).label


def test_a_years_clause_is_history() -> None:
    clauses, word = at(
        "[nsubj>They fought|fight/VERB obl>[case>in 1982/NUM] advcl>[mark>after nsubj>Orm seized|seize/VERB obj>it]]",
        "seized",
    )
    assert Moods(clauses).of(clauses.verb(word)).years == [1982]


DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(actors=[DATA / "zorvia.csv"])


@pytest.mark.parametrize(
    ("literals", "expected"),
    [
        # "be" is a trigger of rules, and so is "ought to" below a verb of speech
        (
            ["[nsubj>[workers|worker/NOUN nmod>[case>in Orm]] cop>are|be case>on strike/NOUN]"],
            ["ORMLAB PROTEST ~"],
        ),
        (
            [
                "[nsubj>Zorvia said|say/VERB ccomp>[nsubj>Orm ought/VERB xcomp>[mark>to release/VERB "
                "obj>[det>the prisoners|prisoner]]]]"
            ],
            ["ZOR REQUEST ORM  said by ZOR"],
        ),
        # the speaker of the sentence before
        (
            [
                '[punct>" ccomp>[nsubj>Orm aux>has|have lost/VERB] punct>, punct>" nsubj>Keld said|say/VERB]',
                '[punct>" nsubj>We condemn|condemn/VERB obj>Orm punct>"]',
            ],
            ["KEL ACCUSE ORM  said by KEL"],
        ),
        # what each does to the other is mutual
        (
            ["[nsubj>[Zorvia conj>[cc>and Keld]] attacked|attack/VERB obj>[each|each/DET fixed>other/ADJ]]"],
            ["ZOR–KEL ASSAULT"],
        ),
        # what the sentence before asked is what "it" refuses, and whom it refuses is who asked
        (
            [
                "[nsubj>Zorvia urged|urge/VERB obj>Keld xcomp>[mark>to/PART leave/VERB]]",
                "[nsubj>It refused|refuse/VERB]",
            ],
            ["ZOR REQUEST KEL", "KEL REJECT ZOR"],
        ),
        # who did what is condemned stands in the sentence before
        (
            [
                "[nsubj>Zorvia bombed|bomb/VERB obj>Keld]",
                "[nsubj>Orm condemned|condemn/VERB obj>[det>the attack]]",
            ],
            ["ZOR ASSAULT KEL", "ORM ACCUSE ZOR"],
        ),
        # a plan that somebody condemns is not told as a fact
        (
            [
                "[nsubj>Orm condemned|condemn/VERB obj>[nmod:poss>[Keld case>'s] plan/NOUN "
                "acl>[mark>to/PART invade/VERB obj>Tave]]]"
            ],
            ["ORM ACCUSE KEL"],
        ),
        # a topic before a colon tells nothing
        (["[amod>Zorvian uprising/NOUN parataxis>[punct>: nsubj>Orm sleeps|sleep/VERB]]"], []),
    ],
)
def test_what_is_coded(coder: Coder, literals: list[str], expected: list[str]) -> None:
    document = Document("d", "", None, [tree(literal) for literal in literals])
    assert [line(e).split('  "')[0].split(" [")[0] for e in coder.code_document(document)] == expected
