"""Mends what parsers often get wrong in news, before anything reads the tree.

In: a parsed sentence. It is changed in place; a second time changes nothing more. Each repair is one function whose
docstring tells the wording that it is for. They ask for signs in the words themselves (commas, tense, a missing
object), so that a tree that was right stays as it is.
"""

from __future__ import annotations

from .repair_clauses import (
    absolute,
    behind_quotation,
    charged_there,
    far_from,
    kept_so,
    object_behind_death,
    object_behind_particle,
    participle_between,
    quotation_goes_on,
    recipient_of_bare,
    time_clause,
    were_to,
    with_those_doing,
    without_if,
)
from .repair_idioms import (
    asked_in_letter,
    better_of,
    by_vehicle,
    done_together,
    first_to,
    nth_time,
    opposite_number,
    put_on_ice,
    recipient_behind,
    said_no,
    so_much_as,
    spent_shut_away,
    subject_of_adverb,
    to_blame,
    visiting_guest,
)
from .repair_objects import attack_craft, name_warning, object_behind_day
from .repair_particles import (
    agent_of_passive,
    away_with,
    for_help,
    fronted_participle,
    let_go,
    never_to,
    out_of_hand,
    over_to,
    put_in,
    shifted_object,
    without_delay,
)
from .repair_phrases import (
    agent_of_noun,
    charge_d_affaires,
    close_to,
    content_of_object,
    fire_from,
    free_relative,
    general,
    infinitive_of_noun,
    joint_bodies,
    object_of_noun,
    premier,
    reduced_relative,
    tense,
    title_subject,
    told_clause,
    within_distance,
    worth_of,
)
from .repair_predicates import as_long_as, judged_behind, left_out_of_cleft, not_only, some_of, what_is_wanted
from .repair_sentences import (
    SPEAKING,
    asked_of_call,
    called_upon,
    crossing_conjunct,
    dying,
    feeling,
    headline_adjectives,
    headline_comma,
    headline_infinitive,
    headline_pair,
    headline_passive,
    lost_life,
    parenthesis,
    recipient_of_sum,
    shot_dead,
    speaker_goes_on,
    sum_in_aid,
    trailing_speaker,
    two_subjects,
)
from .repair_verbs import (
    active,
    called_what,
    done_by_police,
    end_of_the_second,
    fired_on,
    first_of_verbs,
    going_on,
    had_done,
    headline_verb,
    inverted_aside,
    joined_noun,
    listed_apposition,
    named_state,
    of_counterpart,
    outer_conjunct,
)
from .sentence import Sentence
from .tree import DYING, FINITE
from .words import Words

#: Relations of a headline's verb that may stand without its auxiliary.
_TELLING = frozenset({"root", "parataxis", "conj", "ccomp"})
_FREE = frozenset({"obj", "obl", "nmod", "obl:agent", "nsubj", "nsubj:pass", "conj"})
_AMOUNTS = frozenset({"million", "billion", "thousand", "dollar", "euro", "pound", "yen", "worth"})
_ASKING = frozenset({"WP", "WDT"})
#: What no headline ends in, and before which word its verb stands.
_EARLY = 8
_ENDS = frozenset({".", "?", "!", '"', "”"})


#: Participles that look like infinitives.
_UNCHANGED = frozenset({"Cut", "Hit", "Hurt", "Put", "Set", "Shut", "Split"})
#: Prepositions that a repair begins at.
_PREPOSITIONS = frozenset({"of", "in", "into", "on", "upon", "by", "over", "from", "to", "within"})
#: What leads into a state ("put on ice", "laid to rest").
_INTO_STATE = frozenset({"on", "in", "into", "to"})
_FIRED_ON = frozenset({"at", "from", "into", "on", "upon"})
_CALLED_UPON = frozenset({"for", "on", "upon"})
#: What a clause may begin behind.
_BEFORE_CLAUSES = frozenset({",", '"', "“", "``"})
_NOTHING, _PREPOSITION, _MAY_BE = range(3)
#: Relations of those of whom a verb tells.
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


class _Worth(dict[tuple[str, str], int]):
    """Whether a word with this tag and relation may be one that a repair begins at: most are not, and of prepositions
    only some."""

    def __missing__(self, pair: tuple[str, str]) -> int:
        tag, relation = pair
        may_be = (
            tag in FINITE
            or tag == "TO"
            or relation in ("mark", "compound:prt")
            or (tag in _ASKING and relation in _FREE)
            or (relation in _SUBJECTS and tag in ("NN", "NNS"))
            or relation == "nsubj:pass"
            or (relation == "conj" and tag == "NNS")
            or (relation in _TELLING and tag in ("VBN", "JJ"))
            or (relation == "conj" and tag in ("NN", "NNP", "NNPS", "NNS"))
            or (relation in ("obj", "xcomp") and tag in ("$", "NN", "NNS"))
            or (relation in ("obl", "obl:unmarked") and tag == "NNP")
            or (relation in ("advmod", "xcomp") and tag in ("JJ", "JJR", "RBR"))
            or (relation in ("acl", "advcl", "xcomp") and tag == "VBN")
            or (relation == "conj" and tag in ("VBN", "NN", "NNS", "NNP", "NNPS"))
        )
        found = self[pair] = _MAY_BE if may_be else _PREPOSITION if relation == "case" else _NOTHING
        return found


_worth = _Worth()


def mend(sentence: Sentence, words: Words) -> None:
    """Applies all repairs to a sentence."""
    tags, lemmas, deprels = sentence.xpos, sentence.lemma_keys, sentence.deprels
    speech = words.speech
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
    if " as " in sentence.text or " into " in sentence.text or " by a" in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma in ("as", "into", "by") and deprels[i] == "case":
                shifted_object(sentence, i)
                if lemmas[i] == "as":
                    judged_behind(sentence, i)
    if " long as " in sentence.text:
        for i, lemma in enumerate(lemmas[:-1]):
            if lemma == "long":
                as_long_as(sentence, i)
    if " not " in sentence.text and " was " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "not":
                left_out_of_cleft(sentence, i)
    if "ot only " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "only" and i and lemmas[i - 1] == "not":
                not_only(sentence, i)
    if " together " in sentence.text or " so much as " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "together" and deprels[i] == "advmod":
                done_together(sentence, i)
            elif lemma == "much" and i:
                so_much_as(sentence, i)
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
            if tags[i] == "NNS" and deprels[i] == "compound":
                headline_verb(sentence, i)
    if tags and (tags[0] in ("VBN", "VBD") or sentence.forms[0] in _UNCHANGED):
        fronted_participle(sentence, 0)
    if " worth " in sentence.text:
        worth_of(sentence)
    if " with " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "with" and i:
                away_with(sentence, i)
    for i, worth in enumerate(map(_worth.__getitem__, zip(tags, deprels, strict=True))):
        if not worth or (worth == _PREPOSITION and lemmas[i] not in _PREPOSITIONS):
            continue
        tag, relation = tags[i], deprels[i]
        if relation == "mark" and lemmas[i] == "for":
            for_help(sentence, i)
        if tag in FINITE and lemmas[i] in speech:
            if i > 1 and "," in sentence.forms[1:i]:
                inverted_aside(sentence, i)
                parenthesis(sentence, i)
                two_subjects(sentence, i)
                trailing_speaker(sentence, i)
        elif relation == "xcomp" and lemmas[i] in speech and "," in sentence.forms[1:i]:
            trailing_speaker(sentence, i)  # "… who asked not to be named said"
        elif relation == "obl:unmarked" and tag == "NNP":
            headline_comma(sentence, i)
        elif relation == "advmod" and tag == "JJ":
            if i < 2 and sentence.forms[i + 1 : i + 2] == [","]:
                headline_adjectives(sentence, i)
        elif tag == "$":
            recipient_of_sum(sentence, i)
        elif relation == "case" and lemmas[i] == "in" and i and lemmas[i - 1] in _AMOUNTS:
            sum_in_aid(sentence, sentence.heads[i])
        elif relation == "case" and lemmas[i] == "over":
            over_to(sentence, i)
        elif relation == "case" and i and lemmas[i - 1] == "counterpart":
            of_counterpart(sentence, i)
        elif relation == "case" and lemmas[i] == "by":
            agent_of_noun(sentence, words, sentence.heads[i])
            agent_of_passive(sentence, sentence.heads[i])
            by_vehicle(sentence, sentence.heads[i])
        elif relation == "case" and lemmas[i] == "from":
            fire_from(sentence, sentence.heads[i], i)
        elif relation == "mark" and i and sentence.heads[sentence.heads[i]] == i - 1 and lemmas[i] == "on":
            called_upon(sentence, i)
            going_on(sentence, i)
        elif relation == "mark" and lemmas[i] == "with":
            with_those_doing(sentence, i)
        elif relation == "mark" and lemmas[i] in _CALLED_UPON:
            called_upon(sentence, i)
        elif relation == "case" and i and lemmas[i - 1] == "call" and lemmas[i] in _CALLED_UPON:
            asked_of_call(sentence, i)
        elif relation == "case" and lemmas[i] == "within":
            within_distance(sentence, i)
        elif relation == "case" and lemmas[i] == "to" and i and lemmas[i - 1] == "close":
            close_to(sentence, i)
        elif relation == "case" and lemmas[i] == "of":
            object_of_noun(sentence, words, sentence.heads[i])
            some_of(sentence, i)
        elif relation == "mark" and lemmas[i] == "that":
            of_verb = deprels[sentence.heads[i]]
            if of_verb in ("acl:relcl", "acl"):
                told_clause(sentence, words, i)
            elif of_verb in ("advcl", "ccomp"):
                content_of_object(sentence, words, i)
        elif tag in _ASKING and lemmas[i] == "what" and relation in _FREE:
            free_relative(sentence, i)
        elif tag == "TO" and i:
            if i < 12:
                headline_infinitive(sentence, words, i)
            infinitive_of_noun(sentence, words, i)
            nth_time(sentence, i)
            first_to(sentence, i)
            asked_in_letter(sentence, i)
        elif relation == "nsubj:pass" and sentence.upos[sentence.heads[i]] == "ADJ":
            feeling(sentence, sentence.heads[i])
        elif relation in _SUBJECTS and tag[0] == "N":
            title_subject(sentence, i)
            absolute(sentence, i)
            if sentence.upos[sentence.heads[i]] == "ADV":
                subject_of_adverb(sentence, i)
        elif relation == "conj" and tag[0] == "N":
            crossing_conjunct(sentence, i)
        if relation in ("obl", "obl:unmarked") and tag == "NNP" and i:
            named_state(sentence, i)
        if relation in ("obj", "xcomp") and tag[:2] == "NN" and i > 3 and lemmas[sentence.heads[i]] in words.naming:
            called_what(sentence, i)
        if relation == "obj" and i > 1 and deprels[i - 1] == "compound":
            if lemmas[sentence.heads[i]] in words.ditransitive:
                recipient_of_bare(sentence, i)
        elif relation == "compound:prt":
            object_behind_particle(sentence, i)
        elif relation == "obl" and lemmas[i] == "death":
            object_behind_death(sentence, i)
        elif relation != "root" and (tag in FINITE or tag == "VBN") and sentence.forms[i - 1] == ",":
            participle_between(sentence, i)
        if relation == "mark" and i + 2 < len(tags):
            time_clause(sentence, i)
            if lemmas[i] == "from":
                far_from(sentence, i)
        if relation == "case" and lemmas[i] == "to":
            recipient_behind(sentence, words, i)
        if relation == "case" and lemmas[i] in _INTO_STATE:
            put_on_ice(sentence, words, i)
        elif relation in ("advmod", "xcomp") and lemmas[i] in ("good", "well", "better"):
            better_of(sentence, i)
        elif relation == "xcomp" and tag == "JJ":
            spent_shut_away(sentence, i)
        if sentence.forms[i] == "Were" and (not i or sentence.forms[i - 1] in _BEFORE_CLAUSES):
            were_to(sentence, i)
        elif sentence.forms[i] in ("Had", "Should") and (not i or sentence.forms[i - 1] in _BEFORE_CLAUSES):
            without_if(sentence, i)
        if relation in ("conj", "parataxis") and tag in FINITE and '"' in sentence.forms[:i]:
            quotation_goes_on(sentence, i, speech)
            behind_quotation(sentence, i, speech)
        if lemmas[i] == "fire" and tag in ("VBN", "VBD") and i + 1 < len(tags) and sentence.forms[i + 1] in _FIRED_ON:
            fired_on(sentence, i)
        if relation == "acl" and tag == "VBN":
            kept_so(sentence, i)
            charged_there(sentence, i)
        if relation == "acl" and tag == "VBD":
            reduced_relative(sentence, i)
        if relation == "conj" and tag == "NNS":
            joint_bodies(sentence, i)
        if relation == "conj" and tag in ("NN", "NNS"):
            joined_noun(sentence, i)
            listed_apposition(sentence, i)
        elif relation == "conj" and tag in ("NNP", "NNPS"):
            outer_conjunct(sentence, i)
        if relation == "conj" and tag in ("VBD", "VBN", "VBZ"):
            tense(sentence, i)
            active(sentence, i)
            done_by_police(sentence, i)
            if lemmas[i] in SPEAKING:
                speaker_goes_on(sentence, i, words)
        if tag == "VBD" and relation in _TELLING and (lemmas[i] in words.needs_object or shot_dead(sentence, words, i)):
            headline_passive(sentence, words, i)
        elif tag == "VBP" and i > 2 and "," in sentence.forms[:i]:
            headline_pair(sentence, i)
        elif lemmas[i] in ("lose", "meet"):
            lost_life(sentence, i)
        if relation in ("acl", "xcomp") and tag in ("VBN", "VBD"):
            had_done(sentence, i)
        if lemmas[i] in DYING:
            dying(sentence, i)
    for i, relation in enumerate(deprels):  # when every subject hangs where it should
        if relation == "acl" and tags[i] in ("VBD", "VBN"):
            first_of_verbs(sentence, i)
        elif relation == "conj" and tags[i] in ("VBD", "VBP", "VBZ", "VB"):
            end_of_the_second(sentence, i)
    if "hat " in sentence.text:
        for i, lemma in enumerate(lemmas):
            if lemma == "what" and deprels[i] != "dep":
                what_is_wanted(sentence, words, i)
