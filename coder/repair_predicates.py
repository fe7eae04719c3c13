"""Repairs of what is said of an object before it is named, of clefts, and of conditions behind an adverb."""

from __future__ import annotations

from .repair_tools import NOMINAL, SUBJECTS, attach
from .sentence import Sentence
from .words import Words

#: What claims, plans and deeds are called by those who condemn them or wave them off.
CALLED = frozenset(
    {"absurd", "baseless", "biased", "bogus", "cruel", "cynical", "dangerous", "deplorable", "disgraceful",
     "disproportionate", "empty", "exaggerated", "excessive", "fabricated", "fake", "false", "fictitious", "flawed",
     "fraudulent", "groundless", "hostile", "hypocritical", "illegal", "illegitimate", "inadequate", "inadmissible",
     "inhumane", "insufficient", "irrelevant", "irresponsible", "laughable", "ludicrous", "malicious", "meaningless",
     "misleading", "naive", "nonsensical", "offensive", "outrageous", "pointless", "premature", "preposterous",
     "propagandistic", "provocative", "racist", "reckless", "ridiculous", "shameful", "slanderous", "toothless",
     "unacceptable", "unconstitutional", "undemocratic", "unfair", "unfounded", "unhelpful", "unjust", "unjustified",
     "unlawful", "unprovoked", "unrealistic", "unreasonable", "unsubstantiated", "untrue", "unwarranted",
     "unworkable", "useless", "worthless"}
)  # fmt: skip
_OPENING, _CLOSING = frozenset({'"', "“", "``", "'", "‘"}), frozenset({'"', "”", "''", "'", "’"})
_TOWARDS = (["at"], ["into"], ["through"])
#: What keeps somebody from doing something.
_BARRING = frozenset({"ban", "bar", "block", "dissuade", "exclude", "keep", "prevent", "prohibit", "stop"})
#: What is counted by and in.
_MEASURES = frozenset({"day", "dollar", "euro", "mile", "month", "percent", "pound", "seat", "tonne", "vote",
                       "year", "yen"})  # fmt: skip
#: Relations of an object that a parser took for a circumstance.
_TAKEN_FOR = frozenset({"obl", "xcomp", "advcl"})

#: What is held between several, and at which others are hosts.
_CONFERRING = frozenset({"conference", "consultation", "dialogue", "discussion", "meeting", "negotiation", "summit",
                         "talk"})  # fmt: skip
#: Verbs of giving, who is given, and what.
_GIVING = frozenset({"deny", "extend", "give", "grant", "guarantee", "lend", "offer", "pledge", "promise", "refuse",
                     "send"})  # fmt: skip
GIVEN = frozenset({"chief", "commander", "envoy", "governor", "king", "leader", "minister", "premier", "president",
                   "queen"})  # fmt: skip
_GOODS = frozenset({"aid", "amnesty", "assistance", "asylum", "backing", "cash", "help", "immunity", "money",
                    "protection", "refuge", "sanctuary", "shelter", "support", "sympathy", "talk"})  # fmt: skip


def judged_behind(sentence: Sentence, case: int) -> None:
    """ "Dismissed as baseless Orm's charges", "rejected as 'fantasy' claims that …": what is judged stands behind what
    it is called; parsers take all of it for one phrase."""
    deprels, heads, forms = sentence.deprels, sentence.heads, sentence.forms
    verb, noun = case - 1, heads[case]
    if verb > 0 and deprels[verb] in ("compound:prt", "advmod") and heads[verb] == verb - 1:
        verb -= 1  # "brushed aside as"
    if verb >= 0 and heads[noun] == verb and forms[noun + 1 : noun + 2] and forms[noun + 1] in _CLOSING:
        _claims_as_verb(sentence, verb, noun + 2)
        return
    if verb < 0 or sentence.upos[verb] != "VERB" or heads[noun] != verb or deprels[noun] not in _TAKEN_FOR:
        return
    if deprels[verb].startswith("acl") or noun <= case + 1 or sentence.upos[noun] not in ("NOUN", "PROPN"):
        return
    if any(deprels[c] in ("obj", "aux:pass", "cop", "obl:agent") for c in sentence.children[verb]):
        return
    called, behind = _quoted(sentence, case) if forms[case + 1] in _OPENING else _adjectives(sentence, case)
    if called < 0 or not behind <= noun or called == noun:
        return
    attach(sentence, noun, verb, "obj")
    attach(sentence, called, verb, "obl")
    for word in range(case, behind):
        if word != called and not case <= heads[word] < behind:
            attach(sentence, word, called, "case" if word == case else deprels[word])
    attach(sentence, case, called, "case")
    for child in sentence.children[verb]:
        if deprels[child] == "nsubj:pass":
            deprels[child] = "nsubj"


def _claims_as_verb(sentence: Sentence, verb: int, first: int) -> None:
    """ "Dismissed as \'fantasy\' Keldish [claims] that …": no second verb."""
    deprels = sentence.deprels
    for claims in sentence.children[verb]:
        if claims < first or deprels[claims] != "conj" or sentence.xpos[claims] != "VBZ":
            continue
        subjects = [c for c in sentence.children[claims] if deprels[c] in SUBJECTS]
        if min(sentence.subtree(claims)) != first:
            return
        if any(deprels[c] in ("obj", "cc") for c in sentence.children[claims]):
            return
        sentence.upos[claims], sentence.xpos[claims], deprels[claims] = "NOUN", "NNS", "obj"
        for child in sentence.children[claims]:
            deprels[child] = "amod" if child in subjects else "acl" if deprels[child] == "ccomp" else deprels[child]
        for child in sentence.children[verb]:
            if deprels[child] == "nsubj:pass":
                deprels[child] = "nsubj"
        return


def _adjectives(sentence: Sentence, case: int) -> tuple[int, int]:
    """The adjective that judges behind "as", and where the words behind it begin."""
    called, at = -1, case + 1
    while at < len(sentence.forms):
        if sentence.lemma_keys[at] in CALLED and sentence.upos[at] in ("ADJ", "VERB"):
            called = at if called < 0 else called
        elif sentence.upos[at] not in ("ADV", "CCONJ", "PUNCT"):
            break
        at += 1
    return called, at


def _quoted(sentence: Sentence, case: int) -> tuple[int, int]:
    """The head of a few words in quotation marks behind "as", and where the words behind them begin."""
    for end in range(case + 3, min(case + 7, len(sentence.forms) - 1)):
        if sentence.forms[end] in _CLOSING:
            for word in range(end - 1, case + 1, -1):
                if sentence.upos[word] in ("NOUN", "ADJ", "PROPN"):
                    return word, end + 1
    return -1, -1


def as_long_as(sentence: Sentence, adverb: int) -> None:
    """ "No talks as [long] as troops remain there": a condition of the verb, which parsers hang on the adverb."""
    deprels, verb = sentence.deprels, sentence.heads[adverb]
    if verb < 0 or sentence.upos[verb] not in ("VERB", "AUX", "ADJ", "NOUN"):
        return
    for clause in list(sentence.children[adverb]):
        if clause > adverb and deprels[clause] == "advcl" and sentence.lemma_keys[adverb + 1] == "as":
            attach(sentence, clause, verb, "advcl")


def what_is_wanted(sentence: Sentence, words: Words, what: int) -> None:
    """ "[What] Keld wants is an apology": Keld wants it."""
    deprels, heads = sentence.deprels, sentence.heads
    thing = heads[what]
    if thing < what or sentence.upos[thing] not in ("NOUN", "PROPN"):
        return
    verb = next((c for c in sentence.children[what] if deprels[c].startswith("acl") and c < thing), -1)
    linked = [c for c in sentence.children[thing] if deprels[c] == "cop" and verb < c < thing]
    if verb < 0 or len(linked) != 1 or any(deprels[c] == "obj" for c in sentence.children[verb]):
        return
    if any(deprels[c] == "advmod" and sentence.lemma_keys[c] in words.negation for c in sentence.children[thing]):
        return  # "what Keld wants is not war"
    attach(sentence, verb, heads[thing], deprels[thing])
    attach(sentence, thing, verb, "obj")
    attach(sentence, what, verb, "dep")
    attach(sentence, linked[0], verb, "dep")
    if sentence.deprels[verb - 1] == "compound" and heads[verb - 1] == verb:
        deprels[verb - 1] = "nsubj"  # "what Keld demands", taken for a noun
    for child in list(sentence.children[thing]):
        if child > thing and deprels[child] in ("punct", "parataxis"):
            attach(sentence, child, verb, deprels[child])


def left_out_of_cleft(sentence: Sentence, left_out: int) -> None:
    """ "It was Zorvia and not Keld [that attacked]": the clause is of the first, which parsers hang on the second."""
    deprels, noun = sentence.deprels, sentence.heads[left_out]
    if noun < left_out or deprels[noun] != "conj" or sentence.upos[noun] not in ("NOUN", "PROPN"):
        return
    clefted = sentence.heads[noun]
    if not any(deprels[c] == "nsubj" and sentence.lemma_keys[c] == "it" for c in sentence.children[clefted]):
        return
    for clause in list(sentence.children[noun]):
        if deprels[clause] == "acl:relcl":
            attach(sentence, clause, clefted, "acl:relcl")


def not_only(sentence: Sentence, only: int) -> None:
    """ "[Not only] Zorvia but also Keld condemned it": both did, not "not only Zorvia"."""
    deprels, heads = sentence.deprels, sentence.heads
    first = heads[only]
    if first <= only or sentence.upos[first] not in ("NOUN", "PROPN") or deprels[only] != "advmod":
        return
    for verb in sentence.children[first]:
        if deprels[verb] != "conj" or sentence.upos[verb] != "VERB":
            continue
        second = next((c for c in sentence.children[verb] if deprels[c] in SUBJECTS), -1)
        joined = [c for c in sentence.children[verb] if deprels[c] == "cc" and c < second]
        if second < 0 or not joined:
            return
        attach(sentence, verb, heads[first], deprels[first])
        attach(sentence, first, verb, deprels[second])
        attach(sentence, second, first, "conj")
        attach(sentence, only - 1, only, "fixed")
        for word in [c for c in sentence.children[verb] if joined[0] <= c < second and deprels[c] in ("cc", "advmod")]:
            attach(sentence, word, second, deprels[word])
        for end in [c for c in sentence.children[first] if c > verb and deprels[c] == "punct"]:
            attach(sentence, end, verb, "punct")
        return


def barred_from(sentence: Sentence, mark: int) -> None:
    """ "Barred a team led by Orm [from] entering the site": from what it is barred, not led."""
    deprels, heads = sentence.deprels, sentence.heads
    doing, participle = heads[mark], heads[heads[mark]]
    if participle < 0 or deprels[doing] not in ("advcl", "xcomp") or deprels[participle] not in ("acl", "acl:relcl"):
        return
    verb = heads[heads[participle]]
    if verb >= 0 and sentence.lemma_keys[verb] in _BARRING and verb < participle < mark:
        attach(sentence, doing, verb, "advcl")


def some_of(sentence: Sentence, of: int) -> None:
    """ "Shot down 28 [of] 35 drones fired by Keld": drones were shot down, and how many of them stands before."""
    deprels, noun, number = sentence.deprels, sentence.heads[of], of - 1
    if number < 0 or sentence.upos[number] != "NUM" or sentence.heads[noun] != number or deprels[noun] != "nmod":
        return
    if sentence.xpos[noun] != "NNS" or sentence.lemma_keys[noun] in _MEASURES or sentence.forms[number] == "one":
        return
    attach(sentence, noun, sentence.heads[number], deprels[number])
    for child in list(sentence.children[number]):
        attach(sentence, child, noun, deprels[child])
    attach(sentence, number, noun, "nummod")
    attach(sentence, of, number, "fixed")


def or_risk(sentence: Sentence, word: int) -> None:
    """ "Told Keld to disarm or [risk] war": what it does otherwise, no noun beside a verb."""
    verb = sentence.heads[word]
    bare = not any(sentence.deprels[c] in ("det", "amod") for c in sentence.children[word])
    if sentence.upos[verb] == "NOUN" and bare:
        verb = sentence.heads[verb]
    before = sentence.lemma_keys[word - 1] == "or" and sentence.deprels[word] == "conj" and verb >= 0
    if before and sentence.upos[word] == "NOUN" and sentence.upos[verb] == "VERB" and sentence.xpos[verb] == "VB":
        sentence.upos[word], sentence.xpos[word] = "VERB", "VB"
        attach(sentence, word, verb, "conj")
        for child in sentence.children[word]:
            if sentence.deprels[child] == "nmod":
                sentence.deprels[child] = "obl"


def charged_at(sentence: Sentence, verb: int) -> None:
    """ "Police [charged] at the marchers": they ran, and nobody charged them with anything."""
    own, deprels = sentence.children[verb], sentence.deprels
    if any(deprels[c] in ("aux:pass", "obj") for c in own) or sentence.forms[verb + 1 : verb + 2] not in _TOWARDS:
        return
    for child in own:
        if deprels[child] == "nsubj:pass" and child < verb:
            deprels[child] = "nsubj"


def hosted_talks(sentence: Sentence, participle: int) -> None:
    """ "Talks with the government, [hosted by Orm]": not the government was hosted."""
    noun = sentence.heads[participle]
    if noun < 1 or sentence.forms[participle - 1] != "," or sentence.deprels[participle] != "acl":
        return
    if not any(sentence.deprels[c] == "obl:agent" for c in sentence.children[participle]):
        return
    while noun >= 0 and sentence.lemma_keys[noun] not in _CONFERRING:
        if sentence.upos[noun] not in NOMINAL:
            return
        noun = sentence.heads[noun]
    if noun >= 0:
        attach(sentence, participle, noun, "acl")


def given_person(sentence: Sentence, person: int) -> None:
    """ "Offered Keld's prime [minister] assistance": two things beside the verb, and no "minister assistance"."""
    good = sentence.heads[person]
    if good != person + 1 or sentence.deprels[person] != "compound" or sentence.deprels[good] != "obj":
        return
    verb = sentence.heads[good]
    whose = [c for c in sentence.children[good] if sentence.deprels[c] == "nmod:poss" and verb < c < person]
    if not whose or sentence.lemma_keys[verb] not in _GIVING or sentence.lemma_keys[good] not in _GOODS:
        return
    for child in list(sentence.children[good]):
        if child < person and sentence.deprels[child] in ("nmod:poss", "amod", "compound"):
            attach(sentence, child, person, sentence.deprels[child])
    attach(sentence, person, verb, "iobj")


def enough_of(sentence: Sentence, enough: int) -> None:
    """ "Repaired [enough of the runway] for planes to land": what is repaired."""
    verb = sentence.heads[enough]
    if verb < 0 or verb > enough or sentence.deprels[enough] != "advmod" or sentence.upos[verb] != "VERB":
        return
    whole = [c for c in sentence.children[enough] if sentence.deprels[c] in ("obl", "nmod") and c > enough]
    alone = all(sentence.deprels[c] != "obj" for c in sentence.children[verb])
    if whole and alone and sentence.forms[enough + 1] == "of":
        sentence.deprels[enough] = "obj"
        sentence.deprels[whole[0]] = "nmod"


def accused_of(sentence: Sentence, of: int) -> None:
    """ "Accused the bloc [of protectionism]": of what one is accused hangs on the verb, which has to have it."""
    heads, deprels, lemmas = sentence.heads, sentence.deprels, sentence.lemma_keys
    what = heads[of]
    who, steps = heads[what], 0
    while who >= 0 and deprels[who] == "nmod" and steps < 4:
        who, steps = heads[who], steps + 1
    verb = heads[who]
    if deprels[what] != "nmod" or who < 0 or deprels[who] != "obj" or lemmas[verb] != "accuse" or verb > who:
        return
    below = sentence.children[verb]
    if sentence.upos[what] != "NOUN" or any(deprels[c] == "aux:pass" for c in below):
        return
    if any(lemmas[g] == "of" for c in below if c > who for g in sentence.children[c]):
        return
    end = next((i for i in range(what + 1, len(lemmas)) if sentence.upos[i] in ("VERB", "PUNCT", "AUX")), len(lemmas))
    if "of" not in lemmas[what + 1 : end]:
        attach(sentence, what, verb, "obl")
