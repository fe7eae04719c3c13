"""Repairs of what a verb has beside it: objects pushed behind a day, nouns read as verbs and the other way round.

In: a parsed sentence, and the word at which the wording begins. It is changed in place.
"""

from __future__ import annotations

from .repair_tools import attach
from .sentence import Sentence

#: What is named after what it is for: "attack helicopters".
_CRAFT = frozenset({"aircraft", "boat", "craft", "drone", "gunship", "helicopter", "jet", "plane", "submarine"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_SPANS = frozenset({"day", "fortnight", "hour", "minute", "month", "week", "year"})
_CLAUSAL = frozenset({"cop", "mark", "nsubj", "aux"})
_UNTIL = frozenset({"till", "until"})
_WARNED_OF = frozenset({"of", "that", "against", "it"})


def attack_craft(sentence: Sentence, attack: int) -> None:
    """ "Tanks, attack helicopters and troops": no verb where no "to" and no subject stands right before it."""
    heads, deprels = sentence.heads, sentence.deprels
    craft = attack + 1
    if sentence.upos[attack] != "VERB" or sentence.xpos[attack] not in ("VB", "VBP", "NN") or craft >= len(heads):
        return
    if sentence.lemma_keys[craft] not in _CRAFT or not attack or sentence.forms[attack - 1] not in (",", "and", "of"):
        return
    if heads[craft] == attack:
        attach(sentence, craft, heads[attack], deprels[attack])
        before = [c for c in sentence.children[heads[attack]] if deprels[c] in ("obj", "obl", "nmod") and c < attack]
        if deprels[craft] == "conj" and before and sentence.upos[heads[attack]] == "VERB":
            attach(sentence, craft, before[-1], "conj")
    if heads[craft] == attack or attack in _above(sentence, craft):
        return  # a tangled tree
    for child in list(sentence.children[attack]):
        attach(sentence, child, craft, deprels[child])
    attach(sentence, attack, craft, "compound")
    sentence.upos[attack], sentence.xpos[attack] = "NOUN", "NN"


def _above(sentence: Sentence, word: int) -> list[int]:
    found: list[int] = []
    while sentence.heads[word] >= 0 and len(found) < 60:
        word = sentence.heads[word]
        found.append(word)
    return found


def name_warning(sentence: Sentence, warning: int) -> None:
    """ "Sent a note to Keld [warning that …]": who sends it warns, and Keld has no warning."""
    heads, deprels, children = sentence.heads, sentence.deprels, sentence.children
    name = warning - 1
    if sentence.xpos[warning] != "NN" or warning + 1 >= len(heads) or name < 1:
        return
    if sentence.lemma_keys[warning + 1] not in _WARNED_OF or heads[name] != warning:
        return
    if deprels[name] != "compound" or sentence.upos[name] != "PROPN":
        return
    case = next((c for c in children[warning] if deprels[c] == "case" and c < name), None)
    if case is None:  # hung on the name
        case = next((c for c in children[name] if deprels[c] == "case"), None)
    verb = next((w for w in _above(sentence, warning) if sentence.upos[w] == "VERB" and w < warning), None)
    if case is None or verb is None or sentence.lemma_keys[case] not in ("to", "for"):
        return
    for child in list(children[warning]):
        if child < name:
            attach(sentence, child, name, deprels[child])
    attach(sentence, name, verb, "obl")
    attach(sentence, warning, verb, "advcl")
    sentence.upos[warning], sentence.xpos[warning], sentence.lemma_keys[warning] = "VERB", "VBG", "warn"
    for child in list(children[warning]):
        if deprels[child] == "nmod":
            deprels[child] = "obl"


def object_behind_day(sentence: Sentence, day: int) -> None:
    """ "Returned to Keld on Monday 20 statues", "freed last Friday ten soldiers": the day is no part of the number."""
    heads, deprels, children = sentence.heads, sentence.deprels, sentence.children
    number = day + 1
    if sentence.lemma_keys[day] not in _DAYS or number >= len(heads) or sentence.upos[number] != "NUM":
        return
    noun = heads[number]
    verb = heads[noun] if heads[day] in (number, noun) and noun > number else -1
    if verb < 0 or sentence.upos[verb] != "VERB" or deprels[noun] not in ("obl", "obj") or verb > day:
        return
    if any(deprels[c] in ("obj", "ccomp", "nsubj:pass") and c != noun for c in children[verb]):
        return
    cases = [c for c in children[noun] if deprels[c] == "case"]
    if any(c > day for c in cases):
        return
    for word in (*cases, *(c for c in children[number] if c < day)):
        attach(sentence, word, day, deprels[word])
    attach(sentence, day, verb, "obl" if cases else "obl:unmarked")
    deprels[noun] = "obj"


def given_until(sentence: Sentence, giving: int) -> None:
    """ "Gave the troops that hold Keld City until Friday (ten days) to leave": the time is given, and no part of what
    the relative clause tells."""
    deprels, children, keys = sentence.deprels, sentence.children, sentence.lemma_keys
    given = [c for c in children[giving] if deprels[c] in ("obj", "iobj") and c > giving]
    if len(given) != 1:
        return
    for relative in children[given[0]]:
        if deprels[relative] != "acl:relcl" or relative < given[0]:
            continue
        aim = next((c for c in children[relative] if deprels[c] in ("advcl", "xcomp") and c > relative
                    and any(keys[m] == "to" and deprels[m] == "mark" for m in children[c])), -1)  # fmt: skip
        if aim < 0:
            return
        for time in children[relative]:
            if not relative < time < aim:
                continue
            until = any(deprels[c] == "case" and keys[c] in _UNTIL for c in children[time])
            span = keys[time] in _SPANS and any(deprels[c] == "nummod" for c in children[time])
            if until or (span and deprels[time] in ("obj", "obl", "obl:unmarked")):
                deprels[given[0]] = "iobj" if span else deprels[given[0]]
                attach(sentence, time, giving, "obj" if span else "obl")
                attach(sentence, aim, giving, "advcl")
                return


def place_before_subject(sentence: Sentence, name: int) -> None:
    """ "While in Keld City the parliament met": a name behind a preposition is no clause."""
    deprels, below = sentence.deprels, sentence.children[name]
    if any(deprels[c] == "case" for c in below) and not any(deprels[c] in _CLAUSAL for c in below):
        deprels[name] = "obl"


def object_of_gerund(sentence: Sentence, thing: int) -> None:
    """ "Hit back by barring entry": what stands behind a gerund is its object, and not that of the verb above."""
    heads, deprels = sentence.heads, sentence.deprels
    gerund = thing - 1
    while gerund > heads[thing] and sentence.upos[gerund] in ("ADJ", "DET", "NUM"):
        gerund -= 1
    if gerund <= heads[thing] or sentence.xpos[gerund] != "VBG" or heads[gerund] != heads[thing]:
        return
    if deprels[gerund] != "advcl" or any(deprels[c] == "obj" for c in sentence.children[gerund]):
        return
    attach(sentence, thing, gerund, "obj")


def gerund_before_noun(sentence: Sentence, gerund: int) -> None:
    """ "Hit back at once by barring entry": what stands behind "by" and has an object is no adjective."""
    heads, deprels = sentence.heads, sentence.deprels
    thing = heads[gerund]
    if sentence.xpos[gerund] != "VBG" or thing < gerund or deprels[thing] != "obl" or heads[thing] > gerund:
        return
    if any(deprels[c] == "mark" and sentence.lemma_keys[c] == "by" for c in sentence.children[gerund]):
        attach(sentence, gerund, heads[thing], "advcl")
        attach(sentence, thing, gerund, "obj")
