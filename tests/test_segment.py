"""Line breaks, odd characters, datelines, markup: what the parser gets to read, and where it came from."""

from __future__ import annotations

import hashlib
import json
import time

import pytest

from coder.parser import READING
from coder.segment import looks_like_html, segment


def texts(document: str) -> list[str]:
    return [block.text for block in segment(document)]


WRAPPED = (
    "Zorvia Calls Off the Spring Talks\n"
    "By Ann Example\n"
    "The government of Zorvia told the envoys on Monday that no further round\n"
    "of talks would be held before the harvest, and that the border with Keld\n"
    "Province would stay shut until its farmers had been paid for their lost\n"
    "cattle.\n"
    "Keld answered within hours.\n"
    "\n"
    "Its ministers, who had already packed for the journey to the lake resort\n"
    "Orm, called the step a blow to all that had been won since the winter.\n"
)


def test_hard_wrapped_lines_are_joined_and_short_lines_end():
    assert texts(WRAPPED) == [
        "Zorvia Calls Off the Spring Talks",
        "By Ann Example",
        "The government of Zorvia told the envoys on Monday that no further round of talks would be held before the "
        "harvest, and that the border with Keld Province would stay shut until its farmers had been paid for their "
        "lost cattle.",
        "Keld answered within hours.",
        "Its ministers, who had already packed for the journey to the lake resort Orm, called the step a blow to all "
        "that had been won since the winter.",
    ]


def test_a_paragraph_a_line_stays_a_paragraph_a_line():
    document = (
        "Zorvia and Keld to Meet\nMinisters wave from the steps of the old mill in Orm\n"
        "Zorvia said on Monday it would meet Keld. Orm will be the host.\nKeld agreed\n"
        "The talks are the first since the flood, and nobody expects much of them at this stage of the year\n"
    )
    assert texts(document) == document.splitlines()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_line_end_counts(end):
    document = f"Keld Rejects Offer{end}{end}Keld turned the offer{end}down on Monday."
    assert texts(document) == ["Keld Rejects Offer", "Keld turned the offer down on Monday."]


def test_full_headline_in_title_case_ends_although_the_text_is_wrapped():
    document = "Orm Sends Forty Trucks of Grain to Keld\nTrucks with grain for Keld left Orm on\nMonday, drivers said."
    assert texts(document) == [
        "Orm Sends Forty Trucks of Grain to Keld",
        "Trucks with grain for Keld left Orm on Monday, drivers said.",
    ]


def test_broken_hyphen_takes_no_space():
    assert texts("Both sides welcomed the cease-\nfire in the valley.") == [
        "Both sides welcomed the cease-fire in the valley."
    ]


def test_bullets_stand_alone_and_lose_their_mark():
    assert texts("Comments\n  • No comment yet\n  • Be the first") == ["Comments", "No comment yet", "Be the first"]


@pytest.mark.parametrize(
    ("dateline", "body"),
    [
        ("KELD CITY —", "Orm rejected the plan."),
        ("KELD CITY, June 2 (Agency) --", "Orm rejected the plan."),
        ("Keld City, Keld (Agency) -", "Orm rejected the plan."),
        ("ST. ORM, Zorvia -", "“We reject it,” Orm said."),
        ("PORT SÅGA, Keld, Oct. 9 –", "Élan troops left."),
        ("KELD CITY (Agency) :", "Orm rejected the plan."),
        ("BRINVILLE:", "Orm rejected the plan."),
        ("BRINVILLE, Orm:", "Keld rejected the plan."),
        ("Brinville/Port Keld:", "Orm rejected the plan."),
        ("BRINVILLE/PORT KELD (Agency) -", "Orm rejected the plan."),
        ("Port Keld (npa) -", "Orm rejected the plan."),
        ("Port Keld, June 3 (NPA):", "Orm rejected the plan."),
        ("Port Keld, 3 June:", "Orm rejected the plan."),
        ("BRINVILLE, O.K., Tuesday, June 3, 2025 [Agency] --", "Orm rejected the plan."),
        ("(Agency) -", "Orm rejected the plan."),
        ("June 3 (Agency) -", "Orm rejected the plan."),
    ],
)
def test_dateline_is_a_block_of_its_own(dateline, body):
    blocks = segment(f"{dateline} {body}")
    assert [block.text for block in blocks] == [dateline, body.replace("“", '"').replace("”", '"')]
    assert [block.own_line for block in blocks] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "Zorvia - which borders Orm - rejected the plan.",
        "The old plan (Draft) - It failed.",
        "Orm, Keld and Tave met.",
        "Keld: We reject the plan.",
        "COL: Orm rejected the plan.",
        "ZORVIA: “We reject the plan.”",
        "Zorvia/Keld: “We reject the plan.”",
        "Zorvia (north) rejected the plan.",
        "Jan Doe: Orm ready for talks",
    ],
)
def test_only_what_looks_like_a_dateline_is_cut(text):
    assert len(segment(text)) == 1


def test_odd_characters_are_cleaned_and_keep_their_place():
    document = (
        "\ufeffZorvia\u00a0said \u201cKeld\u2019s cease\u00adfire\u201d\u200b failed\u2014again--today.Orm agreed it."
    )
    (block,) = segment(document)
    assert block.text == 'Zorvia said "Keld\'s ceasefire" failed — again -- today. Orm agreed it.'
    for word, surface in [("ceasefire", "cease\u00adfire"), ("Keld's", "Keld\u2019s"), ("—", "\u2014"), ("Orm", "Orm")]:
        at = block.text.index(word)
        start, end = block.span(at, at + len(word))
        assert document[start:end] == surface


def test_what_is_left_of_markup_is_read_and_keeps_its_place():
    text = "Jos&eacute; Quill&#8217;s party &amp; <b>Keld</b>&nbsp;met&mdash;twice.<br/>AT&T said #Orm 3 < 4 #1 &keld;"
    [block] = segment(text)
    assert block.text == "José Quill's party & Keld met — twice. AT&T said Orm 3 < 4 #1 &keld;"
    pairs = {"José": "Jos&eacute;", "Quill's": "Quill&#8217;s", "Keld": "Keld", "AT&T": "AT&T", "Orm": "Orm"}
    for word, source in pairs.items():
        at = block.text.index(word)
        start, end = block.span(at, at + len(word))
        assert text[start:end] == source


@pytest.mark.parametrize("text", ["", "   \n\n\t", "***\n---\n…", "\ufeff\u200b"])
def test_text_without_words_has_no_blocks(text):
    assert segment(text) == []


def test_half_a_surrogate_pair_is_replaced():
    assert texts("Keld \ud83d agreed") == ["Keld \ufffd agreed"]


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("<!DOCTYPE html>\n<html><body>Keld agreed</body></html>", True),
        ("  <html lang='en'>", True),
        ("<p>Keld agreed.</p><p>Orm did not.</p>", True),
        ("Keld agreed <b>today</b>.", False),
        ("Growth was < 2% and > 1% in Keld.", False),
        ("Keld agreed.", False),
        ("", False),
    ],
)
def test_html_is_recognised(text, markup):
    assert looks_like_html(text) is markup


def test_encoded_data_is_cut_and_what_follows_keeps_its_place():
    document = "Keld sent " + "Qx9" * 5000 + " to Orm."
    (block,) = segment(document)
    assert len(block.text) < 300
    at = block.text.index("Orm")
    assert document[slice(*block.span(at, at + 3))] == "Orm"


@pytest.mark.parametrize("text", ["A-" * 5000, "By " + "A" * 5000 + "!", "A." * 5000 + "(", "<p " * 5000, '."' * 5000])
def test_hostile_text_takes_no_time(text):
    start = time.perf_counter()
    segment(text)
    looks_like_html(text)
    assert time.perf_counter() - start < 2


#: Texts in which each rule of reading has something to do.
READ = (
    WRAPPED,
    "KELD CITY, June 2 (Agency) — Zorvia&rsquo;s envoy left.\n\n<p>Orm &amp; Tave <b>signed</b>&nbsp;a pact.</p>",
    "ORM CITY/TAVE (News Agency) -- Talks--the first since May--failed.",
    "# Keld #protests on\n* Zorvia\u00a0struck.\n\t• Orm answered.\u200b\n",
    "A line that ends in a hyphen-\nated word and\r\nanother one.\r\rA new block",
    "Photo: A. Person/Agency\n©Somebody\n\nBy Jan Doe\n\nThe “talks” … began",
    "\ufeffZorvia & Keld < Orm > Tave; 3 < 4 &lt; 5 &#8217; &eacute;t&eacute;",
    "ORM TO SEND TROOPS\nORM TO SEND TROOPS\n\n1. First\n2. Second",
)
#: The version of reading and what it made of them. A change here gives other parses: raise READING, so that those which
#: people keep are made anew, and then this.
VERSION = (3, "d268febbd86405bd")


def test_other_reading_is_another_version():
    blocks = [[b.text, b.offsets, b.own_line, sorted(b.ends.items())] for text in READ for b in segment(text)]
    assert (READING, hashlib.sha256(json.dumps(blocks).encode()).hexdigest()[:16]) == VERSION
