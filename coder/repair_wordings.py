"""Repairs that begin at a wording that most sentences do not have: they are tried only where its words stand.

In: a parsed sentence, before the other repairs. It is changed in place.
"""

from __future__ import annotations

from .repair_asides import no_choice_but, south_of
from .repair_clauses import of_fight
from .repair_headlines import in_talks, noun_with_subject
from .repair_idioms import (
    done_together,
    free_them,
    held_responsible,
    opposite_number,
    said_no,
    side_by_side,
    so_much_as,
    to_blame,
    visiting_guest,
)
from .repair_objects import (
    attack_craft,
    gerund_before_noun,
    given_until,
    name_warning,
    object_behind_day,
    object_of_gerund,
    place_before_subject,
)
from .repair_particles import (
    away_with,
    counted_behind_place,
    fronted_participle,
    let_go,
    never_to,
    out_of_hand,
    put_in,
    shifted_object,
    without_delay,
)
from .repair_phrases import charge_d_affaires, general, premier, worth_of
from .repair_predicates import (
    GIVEN,
    as_long_as,
    charged_at,
    enough_of,
    given_person,
    hosted_talks,
    judged_behind,
    left_out_of_cleft,
    not_only,
    or_risk,
)
from .repair_tools import attach
from .repair_verbs import headline_verb
from .sentence import Sentence
from .words import Words

#: On which side of a place something lies.
_SIDES = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "north-east",
                    "north-west", "south-east", "south-west"})  # fmt: skip
#: Participles that look like infinitives.
_UNCHANGED = frozenset({"Cut", "Hit", "Hurt", "Put", "Set", "Shut", "Split"})
#: Prepositions of a phrase between a verb and its object.
_BEFORE_SHIFTED = frozenset({"as", "at", "by", "from", "into", "to", "with"})
#: Before which word the verb of a headline stands, and what none ends in.
_EARLY = 8
_ENDS = frozenset({".", "?", "!", '"', "”"})


def mend_wordings(sentence: Sentence, words: Words) -> None:
    """Applies the repairs of fixed wordings to a sentence."""
    tags, lemmas, deprels = sentence.xpos, sentence.lemma_keys, sentence.deprels
    if " which " in sentence.text or " that " in sentence.text:
        for i, tag in enumerate(tags):
            if tag == "WDT" and i > 2 and deprels[i] == "nsubj":
                of_fight(sentence, i)
    if " by force" in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "force" and deprels[i] == "obl:agent" and sentence.forms[i - 1] == "by":
                attach(sentence, i, sentence.heads[i], "obl")  # "were sent home by force"
    if "affaires" in sentence.text:
        charge_d_affaires(sentence)
    if "General " in sentence.text:
        general(sentence)
    if " PM" in sentence.text:
        premier(sentence)
    if " to blame" in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "blame" and i:
                to_blame(sentence, i)
    if " attack " in sentence.text or " warning " in sentence.text or "day " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "attack":
                attack_craft(sentence, i)
            elif lemma == "warning":
                name_warning(sentence, i)
            elif tags[i] == "NNP":
                object_behind_day(sentence, i)
    if " gave " in sentence.text or " given " in sentence.text or " giving " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "give":
                given_until(sentence, i)
    if "VBG" in tags:
        for i, relation in enumerate(deprels):
            if relation == "obj" and i > 1:
                object_of_gerund(sentence, i)
            elif relation == "amod" and tags[i] == "VBG":
                gerund_before_noun(sentence, i)
    if "advcl" in deprels:
        for i, relation in enumerate(deprels):
            if relation == "advcl" and sentence.upos[i] == "PROPN":
                place_before_subject(sentence, i)
    if " go " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "go" and i:
                let_go(sentence, i)
    if " put in " in sentence.text or " put on " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma in ("in", "on") and i and lemmas[i - 1] == "put":
                put_in(sentence, i)
    if " out of hand " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "out":
                out_of_hand(sentence, i)
    if " but to " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "but" and i > 1 and sentence.forms[i + 1 : i + 2] == ["to"]:
                no_choice_but(sentence, i)
    if "th of " in sentence.text or "st of " in sentence.text:
        for i, form in enumerate(sentence.forms):
            if form in _SIDES and i:
                south_of(sentence, i)
    if sentence.forms[:1] == ["Free"] and sentence.forms[1:2] and sentence.upos[1] in ("DET", "PRON"):
        free_them(sentence)
    if " without " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "delay" and i and "without" in lemmas[max(0, i - 2) : i]:
                without_delay(sentence, i)
    if " no " in sentence.text or " yes " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma in ("no", "yes") and i and lemmas[i - 1] in ("say", "answer"):
                said_no(sentence, i)
    if " never to " in sentence.text:
        for i, lemma in enumerate(lemmas[:-1]):
            if lemma == "never":
                never_to(sentence, i)
    for i, lemma in enumerate(lemmas):
        if lemma in _BEFORE_SHIFTED and deprels[i] == "case":
            shifted_object(sentence, i)
            counted_behind_place(sentence, i)
            if lemma == "as":
                judged_behind(sentence, i)
        elif lemma == "opposition" and deprels[i] == "amod":
            # "an opposition motion": a noun, which can act
            sentence.upos[i], sentence.xpos[i], deprels[i] = "NOUN", "NN", "compound"
    if " long as " in sentence.text:
        for i, lemma in enumerate(lemmas[:-1]):
            if lemma == "long":
                as_long_as(sentence, i)
    if " not " in sentence.text and " was " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "not":
                left_out_of_cleft(sentence, i)
    if ", hosted " in sentence.text or ", brokered " in sentence.text or ", mediated " in sentence.text:
        for i, form in enumerate(sentence.forms):
            if form in ("hosted", "brokered", "mediated"):
                hosted_talks(sentence, i)
    if "\u2019s " in sentence.text or "'s " in sentence.text:
        for i, lemma in enumerate(lemmas[:-1]):
            if lemma in GIVEN and deprels[i] == "compound":
                given_person(sentence, i)
    if " enough of " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "enough":
                enough_of(sentence, i)
    if " charged " in sentence.text:
        for i, form in enumerate(sentence.forms):
            if form == "charged":
                charged_at(sentence, i)
    if " or risk " in sentence.text or " or face " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma in ("risk", "face") and i:
                or_risk(sentence, i)
    if "ot only " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "only" and i and lemmas[i - 1] == "not":
                not_only(sentence, i)
    if " responsible" in sentence.text or " accountable" in sentence.text or " guilty" in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma in ("responsible", "accountable", "guilty"):
                held_responsible(sentence, i)
    if " together " in sentence.text or " so much as " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "together" and deprels[i] == "advmod":
                done_together(sentence, i)
            elif lemma == "much" and i:
                so_much_as(sentence, i)
    if " side by side" in sentence.text or " shoulder to shoulder" in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma in ("side", "shoulder"):
                side_by_side(sentence, i)
    if " opposite number" in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "number" and i:
                opposite_number(sentence, i)
    if " visiting " in sentence.text:
        for i, form in enumerate(sentence.forms):
            if form == "visiting" and i:
                visiting_guest(sentence, words, i)
    if tags and sentence.forms[-1] not in _ENDS:
        for i in range(1, min(_EARLY, len(tags))):
            if tags[i][:2] == "NN" and deprels[i] == "compound":
                headline_verb(sentence, i)
        for i, relation in enumerate(deprels):
            if relation == "root" and tags[i] == "NNS":
                noun_with_subject(sentence, i)
            elif lemmas[i] in ("talks", "talk") and relation == "nmod":
                in_talks(sentence, i)
    if tags and (tags[0] in ("VBN", "VBD") or sentence.forms[0] in _UNCHANGED):
        fronted_participle(sentence, 0)
    if " worth " in sentence.text:
        worth_of(sentence)
    if " with " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "with" and i:
                away_with(sentence, i)
