"""Mends what parsers often get wrong in news, before anything reads the tree.

In: a parsed sentence. It is changed in place; a second time changes nothing more. Each repair is one function whose
docstring tells the wording that it is for. They ask for signs in the words themselves (commas, tense, a missing
object), so that a tree that was right stays as it is.
"""

from __future__ import annotations

from .repair_asides import branded, says_more, speaker_between, trailing_speaker
from .repair_clauses import (
    absolute,
    bare_after_gerund,
    behind_quotation,
    charged_there,
    far_from,
    finite_after_gerund,
    goes_on_after,
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
    first_to,
    nth_time,
    put_on_ice,
    recipient_behind,
    spent_shut_away,
    subject_of_adverb,
)
from .repair_particles import (
    agent_of_passive,
    for_help,
    over_to,
    participle_before_noun,
    subject_of_active,
    told_before_that,
    wanted_to_try,
)
from .repair_phrases import (
    agent_of_noun,
    close_to,
    content_of_object,
    fire_from,
    free_relative,
    infinitive_of_noun,
    joint_bodies,
    object_of_noun,
    reduced_relative,
    tense,
    title_subject,
    told_clause,
    within_distance,
)
from .repair_predicates import accused_of, barred_from, some_of, what_is_wanted
from .repair_relatives import (
    brought_about_by_saying,
    judging_all,
    killing_behind,
    said_by_main,
    which_of_sender,
)
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
    inverted_aside,
    joined_noun,
    listed_apposition,
    named_state,
    of_counterpart,
    outer_conjunct,
)
from .repair_wires import freed_on_bail, house_to_house, looks_into, on_strike, since_then
from .repair_wordings import mend_wordings
from .sentence import Sentence
from .tree import DYING, FINITE
from .words import Words

#: Relations of a headline's verb that may stand without its auxiliary.
_TELLING = frozenset({"root", "parataxis", "conj", "ccomp"})
_FREE = frozenset({"obj", "obl", "nmod", "obl:agent", "nsubj", "nsubj:pass", "conj"})
_AMOUNTS = frozenset({"million", "billion", "thousand", "dollar", "euro", "pound", "yen", "worth"})
_ASKING = frozenset({"WP", "WDT"})


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
            or (relation == "expl" and tag == "PRP")
            or (relation == "conj" and tag == "NNS")
            or (relation in _TELLING and tag in ("VBN", "JJ"))
            or (relation == "conj" and tag in ("NN", "NNP", "NNPS", "NNS"))
            or (relation in ("obj", "xcomp") and tag in ("$", "NN", "NNS"))
            or (relation in ("obl", "obl:unmarked") and tag == "NNP")
            or (relation in ("advmod", "xcomp") and tag in ("JJ", "JJR", "RBR"))
            or (relation in ("acl", "advcl", "xcomp") and tag == "VBN")
            or (relation == "amod" and tag == "VBN")
            or (relation == "advcl" and tag == "VBG")
            or (relation == "conj" and tag == "VB")
            or (relation == "obj" and tag == "VBG")
            or (relation == "acl" and tag in ("NN", "NNS"))
            or (relation == "conj" and tag in ("VBN", "NN", "NNS", "NNP", "NNPS"))
        )
        found = self[pair] = _MAY_BE if may_be else _PREPOSITION if relation == "case" else _NOTHING
        return found


_worth = _Worth()


def mend(sentence: Sentence, words: Words) -> None:
    """Applies all repairs to a sentence."""
    tags, lemmas, deprels = sentence.xpos, sentence.lemma_keys, sentence.deprels
    speech = words.speech
    mend_wordings(sentence, words)
    for i, worth in enumerate(map(_worth.__getitem__, zip(tags, deprels, strict=True))):
        if not worth or (worth == _PREPOSITION and lemmas[i] not in _PREPOSITIONS):
            continue
        tag, relation = tags[i], deprels[i]
        if relation == "mark" and lemmas[i] == "for":
            for_help(sentence, i)
        if tag in FINITE and lemmas[i] in speech:
            says_more(sentence, i, speech)
            if i > 1 and "," in sentence.forms[1:i]:
                inverted_aside(sentence, i)
                parenthesis(sentence, i)
                two_subjects(sentence, i)
                trailing_speaker(sentence, i)
        elif relation == "xcomp" and lemmas[i] in speech and "," in sentence.forms[1:i]:
            trailing_speaker(sentence, i)  # "… who asked not to be named said"
        elif relation == "advcl" and tag in ("VBD", "VBZ", "VBN") and "conj" in deprels[i:]:
            goes_on_after(sentence, i)
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
            accused_of(sentence, i)
            freed_on_bail(sentence, i)
        elif relation == "mark" and lemmas[i] == "that":
            told_before_that(sentence, i)
            of_verb = deprels[sentence.heads[i]]
            if of_verb in ("acl:relcl", "acl"):
                told_clause(sentence, words, i)
            elif of_verb in ("advcl", "ccomp"):
                content_of_object(sentence, words, i)
        elif tag in _ASKING and lemmas[i] == "what" and relation in _FREE:
            free_relative(sentence, i)
        elif tag == "TO" and i:
            house_to_house(sentence, i + 1)
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
            since_then(sentence, i)
        if relation == "nsubj:pass" and tags[sentence.heads[i]] in ("VBD", "VBN"):
            subject_of_active(sentence, words, i)
        if relation in ("obl", "obl:unmarked") and tag == "NNP" and i:
            named_state(sentence, i)
        if relation in ("obj", "xcomp") and tag[:2] == "NN" and i > 3 and lemmas[sentence.heads[i]] in words.naming:
            called_what(sentence, i)
        if relation == "obj" and tag == "VBG" and sentence.upos[i] == "VERB":
            deprels[i] = "xcomp"  # "would resume lending to Keld"
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
                barred_from(sentence, i)
        if relation == "case" and lemmas[i] == "to":
            recipient_behind(sentence, words, i)
        if relation == "case" and lemmas[i] == "on" and i > 1:
            on_strike(sentence, i)
        if relation == "case" and lemmas[i] in _INTO_STATE:
            put_on_ice(sentence, words, i)
        elif relation in ("advmod", "xcomp") and lemmas[i] in ("good", "well", "better"):
            better_of(sentence, i)
        elif relation == "xcomp" and tag == "JJ":
            spent_shut_away(sentence, i)
        elif relation == "xcomp" and tag == "VBN" and lemmas[i].startswith("un"):
            sentence.upos[i] = "ADJ"  # "left the letter unanswered"
        if sentence.forms[i] == "Were" and (not i or sentence.forms[i - 1] in _BEFORE_CLAUSES):
            were_to(sentence, i)
        elif sentence.forms[i] in ("Had", "Should") and (not i or sentence.forms[i - 1] in _BEFORE_CLAUSES):
            without_if(sentence, i)
        if relation in ("conj", "parataxis") and tag in FINITE and '"' in sentence.forms[:i]:
            quotation_goes_on(sentence, i, speech)
            behind_quotation(sentence, i, speech)
        if lemmas[i] == "fire" and tag in ("VBN", "VBD") and i + 1 < len(tags) and sentence.forms[i + 1] in _FIRED_ON:
            fired_on(sentence, i)
        if relation == "acl" and tag in ("VBN", "VBD") and lemmas[i] in speech:
            speaker_between(sentence, i)
        elif relation == "amod" and lemmas[i] in words.naming:
            branded(sentence, i)
        if relation == "acl:relcl" and i > 3:
            which_of_sender(sentence, words, i)
            judging_all(sentence, words, i)
        elif relation == "advcl" and tag == "VBG":
            done_by_police(sentence, i)
            killing_behind(sentence, i)
            said_by_main(sentence, i)
            brought_about_by_saying(sentence, words, i)
        if relation == "acl" and tag == "VBN":
            kept_so(sentence, i)
            charged_there(sentence, i)
        if relation == "acl:relcl" and lemmas[i] == "want":
            wanted_to_try(sentence, words, i)
        if relation == "acl" and tag == "VBD":
            reduced_relative(sentence, i)
        elif relation == "acl" and sentence.upos[i] == "NOUN" and i:
            participle_before_noun(sentence, i)
        if relation == "expl":
            looks_into(sentence, i)
        if relation == "conj" and tag == "NNS":
            joint_bodies(sentence, i)
        if relation == "conj" and tag in ("NN", "NNS"):
            joined_noun(sentence, i)
            listed_apposition(sentence, i)
        elif relation == "conj" and tag in ("NNP", "NNPS"):
            outer_conjunct(sentence, i)
        if relation == "conj" and tag in ("VB", "VBP"):
            bare_after_gerund(sentence, i)
        elif relation == "conj" and tag in ("VBD", "VBN", "VBZ"):
            finite_after_gerund(sentence, i)
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
