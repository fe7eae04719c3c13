"""What noun phrases denote: one case a kind of phrase, in a made-up world (``tests/data/zorvia.csv``)."""

from functools import cache

import pytest

from coder.actors import ActorDictionary
from coder.memory import DocumentMemory
from coder.phrases import Phrases
from tests.trees import tree
from tests.zorvia import read, world

# (phrase, codes of the actors that it denotes joined by "+" or None for no code, date)
CASES = [
    ("[Zorvia]", "ZOR", "2022-01-01"),
    ("[det>the amod>Zorvian compound>army/NOUN commander/NOUN]", "ZORMIL", "2022-01-01"),
    ("[amod>senior amod>Zorvian compound>army commander/NOUN]", "ZORMIL", "2022-01-01"),
    ("[nmod:poss>[Zorvia case>'s] amod>lead negotiator/NOUN punct>, appos>[Xav flat>Pell]]", "ZORGOV", "2022-01-01"),
    ("[activists|activist/NOUN nmod>[case>in Zorvia]]", "ZORCVL", "2022-01-01"),
    ("[rebels|rebel/NOUN nmod>[case>in amod>eastern Keld]]", "KELREB", "2022-01-01"),
    ("[president/NOUN nmod>[case>of det>the Republic nmod>[case>of Zorvia]]]", "ZORGOV", "2022-01-01"),
    ("[amod>[Keld/PROPN cc>and conj>Zorvian/ADJ] officials|official/NOUN]", "KELGOV+ZORGOV", "2022-01-01"),
    ("[nmod:desc>President Doe]", "ZORGOV", "2022-01-01"),
    ("[nmod:desc>President Doe]", "ZORELI", "2024-01-01"),
    ("[nmod:desc>[amod>former president] Doe]", "ZORELI", "2022-01-01"),
    ("[President flat>Doe]", "ZORGOV", "2022-01-01"),
    ("[Doe]", None, "2022-01-01"),
    ("[thousands|thousand/NOUN nmod>[case>of protesters|protester]]", "CVL", "2022-01-01"),
    ("[nummod>12 soldiers|soldier/NOUN]", "MIL", "2022-01-01"),
    ("[dozens|dozen/NOUN nmod>[case>of Zorvians/PROPN{Number=Plur}]]", "ZORCVL", "2022-01-01"),
    ("[det>a group/NOUN nmod>[case>of lawmakers|lawmaker nmod>[case>from Zorvia]]]", "ZORLEG", "2022-01-01"),
    ("[members|member/NOUN nmod>[case>of det>the compound>Keld army]]", "KELMIL", "2022-01-01"),
    ("[one/NUM nmod>[case>of det>the amod>Zorvian soldiers|soldier]]", "ZORMIL", "2022-01-01"),
    ("[amod>Zorvian warplanes|warplane/NOUN]", "ZORMIL", "2022-01-01"),
    ("[amod>Zorvian compound>missile strikes|strike/NOUN]", "ZORMIL", "2022-01-01"),
    ("[nmod:poss>[Keld case>'s] drones|drone/NOUN]", "KELMIL", "2022-01-01"),
    ("[amod>[compound>Zorvian punct>- backed/VERB] compound>Keld rebels|rebel/NOUN]", "KELREB", "2022-01-01"),
    ("[amod>Zorvian-backed/ADJ compound>Keld rebels|rebel/NOUN]", "KELREB", "2022-01-01"),
    ("[amod>pro-Zorvian/ADJ rebels|rebel/NOUN nmod>[case>in Keld]]", "KELREB", "2022-01-01"),
    ("[nmod:poss>[Zorvia case>'s] compound>opposition party/NOUN]", "ZOROPP", "2022-01-01"),
    ("[compound>New/PROPN Keld]", None, "2022-01-01"),
    ("[Keld flat>Smith]", None, "2022-01-01"),
    ("[Keld punct>, appos>[nmod:poss>[Zorvia case>'s] amod>old rival] punct>,]", "KEL", "2022-01-01"),
    ("[Xav flat>Pell punct>, appos>[nmod:poss>[Zorvia case>'s] amod>lead negotiator] punct>,]", "ZORGOV", "2022-01-01"),
    ("[amod>Zorvian nmod:desc>[compound>Foreign Minister/PROPN] Xav flat>Pell]", "ZORGOV", "2022-01-01"),
    ("[compound>student leader/NOUN]", "EDU", "2022-01-01"),
    ("[Council nmod>[case>of Lakes]]", "IGO", "2022-01-01"),
    ("[compound>COL peacekeepers|peacekeeper/NOUN]", "IGOMIL", "2022-01-01"),
    ("[compound>COL officials|official/NOUN]", "IGO", "2022-01-01"),
    ("[nmod:poss>[Zorvia case>'s] border/NOUN]", "ZOR", "2022-01-01"),
    ("[amod>Zorvian compound>football fans|fan/NOUN]", None, "2022-01-01"),
    ("[nummod>three weeks|week/NOUN]", None, "2022-01-01"),
    ("[det>the Red/PROPN flat>Palace]", "ZORGOV", "2022-01-01"),
    ("[compound>al-Varr fighters|fighter/NOUN]", "KELREB", "2022-01-01"),
    ("[al/PROPN punct>- flat>Varr]", "KELREB", "2022-01-01"),
    ("[minister/NOUN nmod>[case>of defence] nmod>[case>of Zorvia]]", "ZORGOV", "2022-01-01"),
    (
        "[lawmakers|lawmaker/NOUN cc>and conj>[officials|official/NOUN nmod>[case>from Zorvia cc>and conj>Keld]]]",
        "ZORLEG+KELLEG",
        "2022-01-01",
    ),
    ("[amod>Zorvian police/NOUN]", "ZORCOP", "2022-01-01"),
    ("[nmod:poss>[Zorvia case>'s] Pell]", "ZOR", "2022-01-01"),
    ("[compound>[New/PROPN flat>Dawn] lawmakers|lawmaker/NOUN]", "ZORLEG", "2022-01-01"),
    ("[compound>[New/PROPN flat>Dawn] leader/NOUN]", "ZORPTY", "2022-01-01"),
    ("[Zorvia flat>Stone]", None, "2022-01-01"),
    ("[leader/NOUN nmod>[case>of det>the rebels|rebel nmod>[case>in Keld]]]", "KELREB", "2022-01-01"),
    ("[spokesman/NOUN nmod>[case>for Jan flat>Doe]]", "ZORGOV", "2022-01-01"),
    ("[compound>Z.R. compound>army spokesman/NOUN]", "ZORMIL", "2022-01-01"),
    ("[amod>Zorvian charity/NOUN]", "ZORSOC", "2022-01-01"),
    ("[nmod:poss>[nmod:poss>[Zorvia case>'s] army case>'s] spokesman/NOUN]", "ZORMIL", "2022-01-01"),
    ("[Ana flat>Rusk]", "TAVLEG", "2012-05-05"),
    ("[Ana flat>Rusk]", "TAVELI", "2009-05-05"),
    ("[Ana flat>Rusk]", "TAVELI", "2021-05-05"),
    ("[Tom flat>Brack]", "ORMREB", "2021-05-05"),
    ("[nmod:desc>Mr Talve]", "KELGOV", "2022-01-01"),
    ("[amod>former compound>Zorvia president/NOUN]", "ZORELI", "2022-01-01"),
    ("[Bel flat>[Ki punct>- flat>moor]]", "KELGOV", "2022-01-01"),
    ("[Hill]", "TAVGOV", "2015-01-01"),
    ("[Hill]", None, "1995-01-01"),
    ("[Una flat>Doe flat>Talve]", None, "2022-01-01"),
    ("[Lorrens/PROPN{Number=Plur}]", "KELCVL", "2022-01-01"),
    ("[nmod:poss>[Keld case>'s] compound>National Guard/PROPN]", "KELMIL", "2022-01-01"),
    ("[amod>[compound>Zorvian punct>- led/VERB] coalition/NOUN]", "ZORMIL", "2022-01-01"),
    ("[amod>[compound>Zorvian punct>- led/VERB] rebels|rebel/NOUN]", "REB", "2022-01-01"),
    ("[amod>[compound>Zorvian punct>- led/VERB] report/NOUN]", None, "2022-01-01"),
    ("[compound>[amod>Zorvian Army/PROPN] soldiers|soldier/NOUN]", "ZORMIL", "2022-01-01"),
    ("[hostages|hostage/NOUN nmod>[case>of al-Varr]]", None, "2022-01-01"),
    ("[rebels|rebel/NOUN nmod>[case>in Sela punct>, appos>Zorvia]]", "ZORREB", "2022-01-01"),
    ("[police/NOUN nmod>[case>in Lund] punct>, appos>Zorvia]", "ZORCOP", "2022-01-01"),
    ("[amod>social media/NOUN]", None, "2022-01-01"),
    ("[soldiers|soldier/NOUN amod>[loyal/ADJ obl>[case>to Doe]]]", "MIL", "2022-01-01"),
    ("[soldiers|soldier/NOUN amod>[loyal/ADJ obl>[case>to Jan flat>Doe]]]", "ZORMIL", "2022-01-01"),
    ("[soldiers|soldier/NOUN amod>[loyal/ADJ obl>[case>to Tom flat>Brack]]]", "ORMREB", "2022-01-01"),
    ("[det>a Zorvian/NOUN]", "ZORCVL", "2022-01-01"),
    ("[nummod>45 Tavese/NOUN]", "TAVCVL", "2022-01-01"),
    ("[det>the Tavese/NOUN]", "TAV", "2022-01-01"),
    ("[det>the amod>Zorvian compound>Withdrawal/PROPN Act/PROPN]", None, "2022-01-01"),
    ("[det>the compound>Zorvia compound>Wildlife/PROPN Service/PROPN]", "ZORGOV", "2022-01-01"),
    ("[amod>interested parties|party/NOUN]", None, "2022-01-01"),
    ("[det>a bombing/NOUN nmod>[case>at det>a hotel/NOUN nmod>[case>in Keld]]]", None, "2022-01-01"),
    ("[compound>coalition/NOUN soldiers|soldier/NOUN nmod>[case>in Keld]]", "MIL", "2022-01-01"),
]


@pytest.mark.parametrize(("literal", "codes", "date"), CASES)
def test_codes(literal, codes, date):
    phrase = read(tree(literal), date=date)
    if phrase is not None and phrase.code is not None:
        assert "+".join(str(p.code) for p in (phrase, *phrase.others)) == codes
    else:
        assert codes is None


# Text and offsets ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        ("[det>the amod>senior amod>Zorvian compound>army/NOUN commander/NOUN]", "senior Zorvian army commander"),
        ("[rebels|rebel/NOUN nmod>[case>in amod>eastern Keld]]", "rebels in eastern Keld"),
        (
            "[det>a group/NOUN nmod>[case>of lawmakers|lawmaker nmod>[case>from Zorvia]]]",
            "group of lawmakers from Zorvia",
        ),
        (
            "[nmod:poss>[Zorvia case>'s] amod>lead negotiator/NOUN punct>, appos>[Xav flat>Pell]]",
            "Zorvia's lead negotiator",
        ),
        ("[nmod:desc>[amod>Zorvian President/PROPN] Doe]", "Zorvian President Doe"),
        (
            "[nmod:desc>[amod>Zorvian compound>Foreign Minister/PROPN] Xav flat>Pell]",
            "Zorvian Foreign Minister Xav Pell",
        ),
        ("[det>the nummod>12 soldiers|soldier/NOUN]", "12 soldiers"),
        ("[thousands|thousand/NOUN nmod>[case>of protesters|protester]]", "thousands of protesters"),
        (
            "[amod>[compound>Zorvian punct>- backed/VERB] compound>Keld rebels|rebel/NOUN]",
            "Zorvian - backed Keld rebels",
        ),
        ("[det>the Orm/PROPN flat>Liberation flat>Front]", "Orm Liberation Front"),
    ],
)
def test_text(literal, text):
    sentence = tree(literal, start=40)
    phrase = read(sentence)
    assert phrase is not None
    assert phrase.text == text
    assert sentence.text[phrase.start - 40 : phrase.end - 40] == text


def test_a_name_gives_its_canonical_name_and_id():
    phrase = read(tree("[nmod:desc>President/PROPN Doe]"))
    assert phrase is not None
    assert (phrase.name, phrase.id, phrase.country, phrase.sectors) == ("Jan Doe", "Q1", "ZOR", ("GOV",))


def test_a_title_counts_before_the_first_day_that_the_dictionary_knows():
    literal = "[nmod:desc>President/PROPN Jan flat>Doe]"
    assert read(tree(literal), date="2014-01-01").code == "ZORGOV"
    assert read(tree(literal), date="2024-01-01").code == "ZORELI"
    assert read(tree("[Jan flat>Doe]"), date="2014-01-01").code == "ZORELI"


def test_two_countries_in_one_word():
    for literal in ("[amod>Zorvian-Keldish/ADJ border/NOUN]", "[amod>[amod>Zorvian punct>- Keldish/ADJ] border/NOUN]"):
        phrase = read(tree(literal))
        assert {p.code for p in (phrase, *phrase.others)} == {"ZOR", "KEL"}


def test_what_cannot_act_is_none():
    for literal in (
        "[nummod>three weeks|week/NOUN]",
        "[nummod>5 dollars|dollar/NOUN]",
        "[Sunday]",
        "[they/PRON]",
        "[1990]",
    ):
        assert read(tree(literal)) is None


def test_an_agent_without_a_country_can_be_given_one():
    phrase = read(tree("[police/NOUN]"))
    assert phrase is not None
    assert (phrase.code, phrase.country, phrase.resolved) == ("COP", None, False)
    given = phrase.with_country("KEL")
    assert (given.code, given.resolved, given.text) == ("KELCOP", True, "police")
    assert phrase.code == "COP"


def test_a_thing_of_a_country_is_only_a_hint():
    phrase = read(tree("[amod>Zorvian compound>football fans|fan/NOUN]"))
    assert phrase is not None
    assert (phrase.code, phrase.hint) == (None, "ZOR")


@pytest.mark.parametrize(
    "literal",
    [
        "[compound>Zorvia amod>national compound>football team/NOUN]",
        "[amod>Zorvian compound>cricket officials|official/NOUN]",
        "[opposition/NOUN nmod>[case>to det>the plan]]",
    ],
)
def test_nouns_that_do_not_act_here(literal):
    phrase = read(tree(literal))
    assert phrase is not None
    assert phrase.code is None


def test_government_supporters_are_civilians():
    phrase = read(tree("[amod>Zorvian compound>government activists|activist/NOUN]"))
    assert phrase is not None
    assert phrase.code == "ZORCVL"


def test_where_a_strike_happens_is_not_who_strikes():
    phrase = read(tree("[strike/NOUN nmod>[case>in Keld]]"))
    assert phrase is not None
    assert phrase.country is None


# Document memory -----------------------------------------------------------------------------------------------------


def in_document(*literals: str, date: str = "2022-01-01"):
    """The phrase at the root of the last tree, in a document of all of them."""
    phrases = Phrases(world())
    memory = DocumentMemory(phrases, date)
    sentences = [tree(literal) for literal in literals]
    for sentence in sentences:
        memory.add(sentence, world().mentions(sentence))
    last = sentences[-1]
    return phrases.phrase(last, world().mentions(last), last.heads.index(-1), date, memory)


def test_a_bare_surname_needs_its_full_name_in_the_document():
    assert in_document("[Doe]").code is None
    assert in_document("[nsubj>[Jan flat>Doe] spoke]", "[Doe]").code == "ZORGOV"


def test_an_unknown_name_is_known_by_its_first_description():
    first = "[nsubj>[Xav flat>Pell punct>, appos>[nmod:poss>[Zorvia case>'s] amod>lead negotiator/NOUN] punct>,] spoke]"
    phrase = in_document(first, "[Pell]")
    assert (phrase.code, phrase.text) == ("ZORGOV", "Pell")
    assert in_document("[nsubj>[Xav flat>Pell] spoke]", "[Pell]").code is None


def test_an_abbreviation_in_brackets_stands_for_the_phrase_before_it():
    first = "[nsubj>[amod>Keldish compound>Rebel Party/PROPN punct>( appos>KRP punct>)] left]"
    assert in_document(first, "[KRP]").country == "KEL"
    assert in_document("[KRP]").code is None


def test_an_office_that_the_clause_gives_an_unknown_name():
    minister = "obl>[case>as nmod:poss>[Zorvia case>'s] minister/NOUN]"
    resigns = tree(f"[resigns/VERB nsubj>[Xav flat>Pell] {minister}]")
    assert read(resigns, head=resigns.forms.index("Xav")).code == "ZORGOV"
    names = tree(f"[names/VERB nsubj>[Xav flat>Pell] obj>[Una flat>Rosk] {minister}]")
    assert read(names, head=names.forms.index("Xav")).code is None


def test_a_surname_is_that_of_the_storys_bearer():
    """Hill is known everywhere; a story about another Hill speaks of that one."""
    assert in_document("[Hill]", date="2015-01-01").code == "TAVGOV"
    assert in_document("[nsubj>[Xav flat>Hill punct>, appos>[det>a farmer/NOUN]] spoke]", "[Hill]").code is None
    assert in_document("[nsubj>[President/PROPN flat>Hill] spoke]", "[Hill]", date="2015-01-01").code == "TAVGOV"


def test_a_party_name_that_two_countries_share():
    """The country in the sentence tells which is meant; an abbreviation needs that, or its full name before."""
    for country, code in (("Zorvia", "ZORPTY"), ("Orm", "ORMPTY")):
        sentence = tree(f"[wins/VERB nsubj>[National flat>Front] obl>[case>in {country}]]")
        assert read(sentence, head=1).code == code
    sentence = tree("[wins/VERB nsubj>NFO obl>[case>in Orm]]")
    assert read(sentence, head=1).code == "ORMPTY"
    assert read(tree("[wins/VERB nsubj>NFO obl>[case>in Keld]]"), head=1).code is None


# Names of the world that mean several things -------------------------------------------------------------------------


@cache
def shipped() -> ActorDictionary:
    return ActorDictionary.default()


def of_world(literal: str, word: str, date: str = "2022-05-05", before: str = "") -> str | None:
    """The code of a word's phrase with the shipped dictionary; ``before`` is the sentence before it."""
    phrases = Phrases(shipped())
    memory = DocumentMemory(phrases, date)
    sentences = [tree(text) for text in (before, literal) if text]
    for sentence in sentences:
        memory.add(sentence, shipped().mentions(sentence))
    sentence = sentences[-1]
    phrase = phrases.phrase(sentence, shipped().mentions(sentence), sentence.forms.index(word), date, memory)
    return None if phrase is None else phrase.code


REJECTED = "[nsubj>{} rejected/VERB obj>[det>the plan/NOUN] punct>.]"


@pytest.mark.parametrize(
    ("literal", "word", "code"),
    [
        (REJECTED.format("Brussels/PROPN"), "Brussels", "EUR"),
        ("[nsubj>police/NOUN fired/VERB obl>[case>in Brussels/PROPN] punct>.]", "Brussels", "BEL"),
        (REJECTED.format("Georgia/PROPN"), "Georgia", "GEO"),
        ("[nsubj>[compound>Georgia/PROPN governor/NOUN] signed/VERB punct>.]", "Georgia", "USA"),
        ("[nsubj>[compound>Georgia/PROPN Tech/PROPN] won/VERB punct>.]", "Tech", None),
        (REJECTED.format("Jordan/PROPN"), "Jordan", "JOR"),
        (REJECTED.format("[Michael/PROPN flat>Jordan/PROPN]"), "Michael", None),
        (REJECTED.format("Chad/PROPN"), "Chad", "TCD"),
        (REJECTED.format("[Chad/PROPN flat>Quillby/PROPN]"), "Chad", None),
        (REJECTED.format("Turkey/PROPN"), "Turkey", "TUR"),
        ("[nsubj>China/PROPN met/VERB obj>Zambia/PROPN obl>[case>in May/PROPN] punct>.]", "May", None),
        ("[nsubj>China/PROPN met/VERB obj>Zambia/PROPN obl>[case>on March/PROPN nummod>3/NUM] punct>.]", "March", None),
        ("[aux>Will/AUX nsubj>China/PROPN act/VERB punct>?]", "Will", None),
        ("[nsubj>Moscow/PROPN rejected/VERB obj>[det>the plan/NOUN] punct>.]", "Moscow", "RUS"),
    ],
)  # fmt: skip
def test_names_that_are_also_something_else(literal, word, code):
    assert of_world(literal, word) == code


def test_may_the_month_and_may_the_prime_minister():
    may = "[nsubj>May/PROPN rejected/VERB obj>[det>the plan/NOUN] punct>.]"
    theresa = "[nsubj>[Theresa/PROPN flat>May/PROPN] spoke/VERB punct>.]"
    assert of_world(may, "May", "2017-05-05", before=theresa) == "GBRGOV"
    assert of_world(theresa, "Theresa", "2021-05-05") != "GBRGOV"


@pytest.mark.parametrize(
    ("literal", "word", "date", "code"),
    [
        # joined offices, before a known name and before one that nobody knows
        (
            "[nsubj>[nmod:desc>[amod>Prime/PROPN Minister/PROPN cc>and conj>[compound>Defence/PROPN Minister/PROPN]]"
            " Mohammed/PROPN flat>bin flat>Salman/PROPN] spoke/VERB]",
            "Mohammed", "2023-05-05", "SAUGOV",
        ),
        (
            "[nsubj>[nmod:desc>[amod>Peruvian/ADJ compound>Foreign/PROPN Minister/PROPN cc>and"
            " conj>[compound>Deputy/PROPN compound>Prime/PROPN Minister/PROPN]] Xav/PROPN flat>Quill/PROPN]"
            " spoke/VERB]",
            "Xav", "2023-05-05", "PERGOV",
        ),
        # titles with unknown names, in office and out of it
        ("[nsubj>[amod>Peruvian/ADJ nmod:desc>President/PROPN Xav/PROPN flat>Quill/PROPN] spoke/VERB]", "Xav",
         "2023-05-05", "PERGOV"),
        ("[nsubj>[amod>former/ADJ amod>Peruvian/ADJ nmod:desc>President/PROPN Xav/PROPN flat>Quill/PROPN] spoke/VERB]",
         "Xav", "2023-05-05", "PERELI"),
        # one person on different days
        ("[nsubj>[Angela/PROPN flat>Merkel/PROPN] spoke/VERB]", "Angela", "2004-05-05", "DEUOPP"),
        ("[nsubj>[Angela/PROPN flat>Merkel/PROPN] spoke/VERB]", "Angela", "2010-05-05", "DEUGOV"),
        ("[nsubj>[Angela/PROPN flat>Merkel/PROPN] spoke/VERB]", "Angela", "2023-05-05", "DEUELI"),
        ("[nsubj>[amod>former/ADJ nmod:desc>Chancellor/PROPN Angela/PROPN flat>Merkel/PROPN] spoke/VERB]", "Angela",
         "2023-05-05", "DEUELI"),
        # a soldier before he is army chief
        ("[nsubj>[Valery/PROPN flat>Gerasimov/PROPN] spoke/VERB]", "Valery", "2005-05-05", "RUSMIL"),
        # whose gunmen, whose adviser
        ("[nsubj>[compound>Hamas/PROPN gunmen|gunman/NOUN] fired/VERB]", "gunmen", "2023-05-05", "PSEREB"),
        ("[nsubj>[compound>[Islamic/ADJ flat>State/PROPN] bombers|bomber/NOUN] struck/VERB]", "bombers", "2015-05-05",
         "IMG"),
        ("[nsubj>[det>an adviser/NOUN nmod>[case>to Emmanuel/PROPN flat>Macron/PROPN]] spoke/VERB]", "adviser",
         "2023-05-05", "FRAGOV"),
        ("[nsubj>[det>the president/NOUN nmod>[case>of compound>Port/PROPN University/PROPN]] spoke/VERB]",
         "president", "2023-05-05", "EDU"),
    ],
)  # fmt: skip
def test_persons_and_their_titles(literal, word, date, code):
    assert of_world(literal, word, date) == code


def test_an_alias_in_brackets_is_known_from_then_on():
    first = (
        "[nsubj>[amod>Peruvian/ADJ compound>Quillfeather/PROPN Rebels|rebel/PROPN punct>( appos>QFR/PROPN punct>)]"
        " attacked/VERB]"
    )
    assert (of_world("[nsubj>QFR/PROPN left/VERB]", "QFR", before=first) or "")[:3] == "PER"
    assert of_world("[nsubj>QFR/PROPN left/VERB]", "QFR") is None


def test_a_surname_belongs_to_the_person_of_that_name_in_the_story():
    jimmy = "[nsubj>[amod>Guatemalan/ADJ nmod:desc>President/PROPN Jimmy/PROPN flat>Morales/PROPN] spoke/VERB]"
    later = "[nsubj>[nmod:desc>President/PROPN Morales/PROPN] left/VERB]"
    assert of_world(later, "Morales", "2018-09-17", before=jimmy) == "GTMGOV"
    evo = "[nsubj>[amod>Bolivian/ADJ nmod:desc>President/PROPN Evo/PROPN flat>Morales/PROPN] spoke/VERB]"
    assert of_world(later, "Morales", "2018-09-17", before=evo) == "BOLGOV"


def test_places_of_one_name_in_several_countries():
    there = "[nsubj>rebels|rebel/NOUN left/VERB obl>[case>in Punjab/PROPN] punct>.]"
    assert of_world(there, "Punjab") == "IND"
    beside = "[nsubj>rebels|rebel/NOUN left/VERB obl>[case>in Rawalpindi/PROPN punct>, appos>Punjab/PROPN] punct>.]"
    assert (of_world(beside, "Punjab"), of_world(beside, "Rawalpindi")) == ("PAK", "PAK")
