"""Repairs of fixed expressions: words that parsers hang on whatever noun stands before them, and "to blame"."""

from __future__ import annotations

from .repair_tools import attach, is_below
from .sentence import Sentence
from .words import Words

#: Verbs that put something into a state.
_PUTTING = frozenset({"put", "place", "keep", "lay", "bring", "leave", "take", "set", "have", "hold"})
#: Who is one of a row; verbs of passing time; what one travels by.
_FIRST = frozenset({"first", "last", "latest", "only"})
#: Verbs with which rules name the idiom itself ("worked side by side").
_WORKING = frozenset({"act", "fight", "move", "operate", "toil", "work"})
_SPENDING = frozenset({"spend", "remain", "stay"})
_VEHICLES = frozenset({"barge", "bicycle", "bike", "boat", "bus", "camel", "canoe", "car", "coach", "dinghy", "donkey",
                       "ferry", "helicopter", "horse", "jeep", "launch", "lorry", "minibus", "motorbike", "motorcycle",
                       "mule", "pirogue", "plane", "raft", "rail", "road", "sea", "ship", "speedboat", "taxi", "train",
                       "truck", "van"})  # fmt: skip
#: Verbs of giving that need no recipient, and what has a "to" of its own.
_HANDING = frozenset({"convey", "distribute", "donate", "export", "forward", "leak", "relay", "transfer", "transmit"})
_LEADING = frozenset({"access", "aid", "ambassador", "answer", "assistance", "attack", "bridge", "damage", "envoy",
                      "exit", "export", "flight", "help", "key", "minister", "mission", "path", "pipeline", "reply",
                      "response", "return", "right", "road", "route", "support", "threat", "trip", "visit",
                      "way"})  # fmt: skip
#: Verbs by which people are handed on, and verbs that have a "to" of their own.
_HANDING_ON = frozenset({"deliver", "deport", "extradite", "hand", "surrender", "transfer"})
_TO_SOMEWHERE = frozenset({"belong", "bring", "carry", "come", "connect", "contribute", "cross", "drive", "fall",
                           "flee", "fly", "give", "go", "lead", "leak", "lend", "link", "lose", "move", "offer", "owe",
                           "pass", "pay", "promise", "relate", "sell", "send", "ship", "smuggle", "speak", "supply",
                           "take", "talk", "tie", "trace", "travel"})  # fmt: skip
#: Verbs of asking that have an infinitive, and what one asks in.
_ASKING = frozenset({"advise", "ask", "beg", "beseech", "exhort", "implore", "invite", "order", "press", "pressure",
                     "push", "request", "tell", "urge", "want", "warn"})  # fmt: skip
_ASKED_IN = frozenset({"appeal", "cable", "call", "letter", "memo", "message", "note", "petition", "post", "speech",
                       "statement", "telegram", "video"})  # fmt: skip
#: Verbs of judging somebody, and what he is then.
_HOLDING = frozenset({"consider", "declare", "deem", "find", "hold"})
#: Nothing that the verb can reach across.
_STOPS = frozenset({",", ";", ":", "that", "which", "who"})


def put_on_ice(sentence: Sentence, words: Words, case: int) -> None:
    """ "Put its plan to build homes [on ice]", "laid the quarrel with Keld [to rest]": the state belongs to the verb,
    not to the last noun before it."""
    lemmas, upos = sentence.lemma_keys, sentence.upos
    last = case + 1
    if last < len(lemmas) and lemmas[last] in ("the", "a"):
        last += 1
    if last + 1 < len(lemmas) and upos[last] == "ADJ":
        last += 1
    if last >= len(lemmas) or f"{lemmas[case]}_{lemmas[last]}" not in words.put_state:
        return
    verb = next((i for i in range(case - 1, -1, -1) if lemmas[i] in _PUTTING or lemmas[i] in _STOPS), -1)
    if verb < 0 or upos[verb] != "VERB" or sentence.heads[last] == verb:
        return
    if sentence.upos[sentence.heads[last]] not in ("NOUN", "PROPN") or not verb < sentence.heads[last] < case:
        return
    if not any(sentence.deprels[c] in ("obj", "nsubj:pass") for c in sentence.children[verb]):
        return
    attach(sentence, last, verb, "obl")


def better_of(sentence: Sentence, better: int) -> None:
    """ "Thought [better] of its refusal": what was thought of hangs on the verb."""
    verb = sentence.heads[better]
    if verb < 0 or sentence.lemma_keys[verb] != "think":
        return
    sentence.deprels[better] = "compound:prt"
    for child in [c for c in sentence.children[better] if sentence.deprels[c] in ("obl", "nmod") and c > better]:
        attach(sentence, child, verb, "obl")


def nth_time(sentence: Sentence, to: int) -> None:
    """ "Was in Orm for the third time this year [to confer with Keld]": an infinitive that stands away from the time is
    what the verb is for."""
    verb = sentence.heads[to]
    time = sentence.heads[verb]
    if sentence.deprels[verb] != "acl" or time < 0 or sentence.lemma_keys[time] != "time" or to <= time + 1:
        return
    if any(sentence.deprels[c] == "case" and sentence.lemma_keys[c] == "for" for c in sentence.children[time]):
        attach(sentence, verb, sentence.heads[time], "advcl")


def done_together(sentence: Sentence, together: int) -> None:
    """ "Patrol the lake [together] in an attempt to …": no part of the phrase behind it."""
    noun = sentence.heads[together]
    if sentence.upos[noun] != "NOUN" or noun < together or sentence.deprels[noun] not in ("obl", "nmod"):
        return
    verb = sentence.heads[noun]
    if sentence.upos[verb] == "VERB" and verb < together:
        attach(sentence, together, verb, "advmod")


def side_by_side(sentence: Sentence, first: int) -> None:
    """ "Patrolled the banks [side by side]", "stood [shoulder to shoulder]": together."""
    last = first + 2
    if last >= len(sentence.forms) or sentence.lemma_keys[last] != sentence.lemma_keys[first]:
        return
    verb = sentence.heads[first]
    while verb >= 0 and (sentence.upos[verb] != "VERB" or first <= verb <= last):
        verb = sentence.heads[verb]
    if verb < 0 or verb > first or is_below(sentence, verb, first) or sentence.lemma_keys[verb] in _WORKING:
        return
    for word in range(first, last + 1):
        for child in list(sentence.children[word]):
            if not first <= child <= last and not is_below(sentence, verb, child):
                attach(sentence, child, verb, sentence.deprels[child])
    attach(sentence, first, verb, "advmod")
    attach(sentence, first + 1, first, "fixed")
    attach(sentence, last, first, "fixed")
    sentence.lemma_keys[first], sentence.upos[first], sentence.xpos[first] = "together", "ADV", "RB"


def so_much_as(sentence: Sentence, much: int) -> None:
    """ "Did not receive [so much as] a dollar from Keld": the dollar is the object."""
    verb = sentence.heads[much]
    if sentence.lemma_keys[much - 1] != "so" or much + 1 >= len(sentence.forms) or verb < 0:
        return
    thing = sentence.heads[much + 1]
    if sentence.lemma_keys[much + 1] != "as" or sentence.deprels[much + 1] != "case" or thing < much:
        return
    if sentence.heads[thing] not in (verb, much) or sentence.upos[thing] not in ("NOUN", "PROPN", "SYM"):
        return
    attach(sentence, thing, verb, "obj")
    attach(sentence, much, thing, "advmod")
    attach(sentence, much + 1, much, "fixed")


def spent_shut_away(sentence: Sentence, participle: int) -> None:
    """ "Spent hours [closeted] with the king": a participle that looks like an adjective."""
    verb = sentence.heads[participle]
    if verb < 0 or sentence.lemma_keys[verb] not in _SPENDING or not sentence.forms[participle].endswith("ed"):
        return
    if any(sentence.deprels[c] == "case" and c > participle for o in sentence.children[participle]
           for c in sentence.children[o]):  # fmt: skip
        sentence.upos[participle] = "VERB"
        sentence.xpos[participle] = "VBN"
        sentence.deprels[participle] = "advcl"


def subject_of_adverb(sentence: Sentence, subject: int) -> None:
    """ "[Miners] are back at work": the subject of the whole, not of the adverb."""
    adverb = sentence.heads[subject]
    if adverb < 0 or sentence.deprels[adverb] != "advmod" or sentence.heads[adverb] < adverb:
        return
    predicate = sentence.heads[adverb]
    below = [sentence.deprels[c] for c in sentence.children[predicate]]
    if "cop" in below and "nsubj" not in below:
        attach(sentence, subject, predicate, "nsubj")


def to_blame(sentence: Sentence, blame: int) -> None:
    """ "Keld is [to blame]": a quality, not what it is to do."""
    be = next((c for c in sentence.children[blame] if sentence.lemma_keys[c] == "be"), -1)
    to = next((c for c in sentence.children[blame] if sentence.lemma_keys[c] == "to" and c == blame - 1), -1)
    if 0 <= be < to and sentence.deprels[to] == "mark":
        sentence.upos[blame], sentence.xpos[blame] = "ADJ", "JJ"
        sentence.deprels[be], sentence.deprels[to] = "cop", "advmod"


def first_to(sentence: Sentence, to: int) -> None:
    """ "Was among the [first] to congratulate Keld": what one does, not what for."""
    verb = sentence.heads[to]
    first = sentence.heads[verb]
    if first < 0 or sentence.upos[first] != "ADJ" or sentence.forms[first] not in _FIRST or first > to:
        return
    if any(sentence.forms[c] == "the" for c in sentence.children[first]):
        sentence.upos[first] = "NOUN"
        attach(sentence, verb, first, "acl")


def visiting_guest(sentence: Sentence, words: Words, visiting: int) -> None:
    """ "Told [visiting] Keldish envoys that …": whom he told, and not that he visited them."""
    verb = sentence.heads[visiting]
    if verb != visiting - 1 or sentence.deprels[visiting] not in ("xcomp", "ccomp"):
        return
    if sentence.lemma_keys[verb] not in words.telling and sentence.lemma_keys[verb] not in words.object_control:
        return
    guests = [c for c in sentence.children[visiting] if sentence.deprels[c] == "obj" and c > visiting]
    if not guests or any(sentence.deprels[c] in ("obj", "iobj") for c in sentence.children[verb]):
        return
    for child in list(sentence.children[visiting]):
        if child != guests[0]:
            attach(sentence, child, verb, sentence.deprels[child])
    attach(sentence, guests[0], verb, "obj")
    attach(sentence, visiting, guests[0], "amod")


def opposite_number(sentence: Sentence, number: int) -> None:
    """ "Rang his Keldish opposite number": his counterpart."""
    opposite = number - 1
    if sentence.forms[opposite] == "opposite" and sentence.heads[opposite] == number:
        sentence.lemma_keys[number] = "counterpart"


def by_vehicle(sentence: Sentence, vehicle: int) -> None:
    """ "Shuttled by canoe between the two": how, and not who did it."""
    if sentence.lemma_keys[vehicle] not in _VEHICLES or sentence.xpos[vehicle] != "NN":
        return
    verb = sentence.heads[vehicle]
    below = [sentence.deprels[c] for c in sentence.children[verb]] if verb >= 0 else []
    if sentence.deprels[vehicle] not in ("obl", "obl:agent") or "nsubj" not in below or "aux" in below:
        return
    if not any(sentence.deprels[c] in ("det", "amod", "nummod") for c in sentence.children[vehicle]):
        sentence.deprels[vehicle] = "obl"
        if sentence.xpos[verb] == "VBN":
            sentence.xpos[verb] = "VBD"
        for child in [c for c in sentence.children[vehicle] if sentence.deprels[c] == "nmod"]:
            attach(sentence, child, verb, "obl")


def recipient_behind(sentence: Sentence, words: Words, to: int) -> None:
    """ "Handed details of the plot [to Keldish officials]": who gets them, and no part of the plot."""
    heads, deprels = sentence.heads, sentence.deprels
    who = heads[to]
    inner = heads[who]
    if deprels[who] == "obl":
        _recipient_behind_clause(sentence, who, inner)
        return
    thing = heads[inner] if inner >= 0 and deprels[who] == deprels[inner] == "nmod" else -1
    if thing < 0 or deprels[thing] != "obj" or sentence.lemma_keys[inner] in _LEADING:
        return
    verb = heads[thing]
    if sentence.lemma_keys[verb] not in words.ditransitive and sentence.lemma_keys[verb] not in _HANDING:
        return
    named = (who, *(c for c in sentence.children[who] if deprels[c] in ("amod", "compound", "nmod:poss")))
    if any(sentence.forms[c][0].isupper() for c in named):
        attach(sentence, who, verb, "obl")


def _recipient_behind_clause(sentence: Sentence, who: int, inner: int) -> None:
    """ "Hand over two men suspected of bombing an airliner [to a Keldish court]": to whom they are handed."""
    heads, deprels, lemmas = sentence.heads, sentence.deprels, sentence.lemma_keys
    if lemmas[inner] in _LEADING or lemmas[inner] in _TO_SOMEWHERE or lemmas[inner] in _HANDING_ON:
        return
    steps = 0
    while inner >= 0 and not deprels[inner].startswith("acl") and deprels[inner] in ("advcl", "xcomp") and steps < 3:
        inner, steps = heads[inner], steps + 1
    if inner < 0 or not deprels[inner].startswith("acl") or lemmas[inner] in _TO_SOMEWHERE:
        return
    thing = heads[inner]
    verb = heads[thing]
    if verb < 0 or deprels[thing] != "obj" or lemmas[verb] not in _HANDING_ON or thing < verb:
        return
    beside = [c for c in sentence.children[verb] if deprels[c] == "obl"]
    if not any(lemmas[g] == "to" for c in beside for g in sentence.children[c]):
        attach(sentence, who, verb, "obl")


def said_no(sentence: Sentence, answer: int) -> None:
    """ "Said [no] on Monday to Orm's proposal": the answer is a particle, and what it is given to hangs on the verb."""
    lemmas, verb = sentence.lemma_keys, answer - 1
    to = next((i for i in range(answer + 1, min(answer + 4, len(lemmas) - 1)) if lemmas[i] == "to"), -1)
    if to < 0 or sentence.upos[verb] != "VERB" or sentence.upos[to + 1] in ("VERB", "AUX"):
        return
    what = to + 1
    while sentence.heads[what] > what:
        what = sentence.heads[what]
    if sentence.heads[what] not in (verb, answer) or sentence.upos[what] not in ("NOUN", "PROPN", "PRON", "NUM"):
        return
    attach(sentence, answer, verb, "compound:prt")
    sentence.upos[answer] = "ADP"
    attach(sentence, what, verb, "obl")
    attach(sentence, to, what, "case")


def asked_in_letter(sentence: Sentence, to: int) -> None:
    """ "Pressed the king in a petition carried to the palace [to say] …": what he is to do, and not why the petition is
    carried."""
    heads, deprels = sentence.heads, sentence.deprels
    verb = heads[to]
    above = heads[verb]
    if deprels[to] != "mark" or above < 0 or deprels[verb] not in ("advcl", "acl", "xcomp"):
        return
    if sentence.forms[to - 1] == ",":
        _behind_relative(sentence, verb)
        return
    letter = heads[above] if deprels[above] == "acl" else above
    asking = heads[letter]
    if asking < 0 or deprels[letter] != "obl" or sentence.lemma_keys[letter] not in _ASKED_IN:
        return
    if sentence.lemma_keys[asking] not in _ASKING or sentence.upos[asking] != "VERB":
        return
    own = {deprels[c] for c in sentence.children[asking]}
    if own & {"obj", "iobj"} and "xcomp" not in own and above < to - 1:
        attach(sentence, verb, asking, "xcomp")


def _behind_relative(sentence: Sentence, verb: int) -> None:
    """ "Asked Keld, which disputes it, [to stop] …": what Keld is to do, behind a relative clause between commas."""
    heads, deprels = sentence.heads, sentence.deprels
    node, steps = heads[verb], 0
    while node >= 0 and deprels[node] != "acl:relcl" and steps < 4:
        node, steps = heads[node], steps + 1
    who = heads[node] if node >= 0 and deprels[node] == "acl:relcl" else -1
    asking = heads[who] if who >= 0 else -1
    if asking < 0 or deprels[who] not in ("obj", "iobj") or sentence.lemma_keys[asking] not in _ASKING:
        return
    if "," in sentence.forms[who + 1 : who + 3] and all(deprels[c] != "xcomp" for c in sentence.children[asking]):
        attach(sentence, verb, asking, "xcomp")


def held_responsible(sentence: Sentence, quality: int) -> None:
    """ "Held the prince [responsible] for the killing": what he is held to be."""
    heads, deprels = sentence.heads, sentence.deprels
    who = heads[quality]
    verb = heads[who] if who >= 0 else -1
    if who > quality or verb < 0 or deprels[quality] != "amod" or deprels[who] not in ("obj", "nsubj:pass"):
        return
    if sentence.lemma_keys[verb] in _HOLDING:
        attach(sentence, quality, verb, "xcomp")
        for child in [c for c in sentence.children[quality] if deprels[c] in ("obl", "nmod")]:
            attach(sentence, child, verb, "obl")


def free_them(sentence: Sentence) -> None:
    """ "[Free] our pilot, Orm tells Keld": what somebody is to do, and no quality of the pilot."""
    deprels, upos = sentence.deprels, sentence.upos
    if upos[0] == "VERB" or deprels[0] not in ("ccomp", "advcl", "parataxis", "root"):
        return
    objects = ("nsubj", "obl", "obl:unmarked", "obj")
    whom = next((c for c in sentence.children[0] if c > 0 and deprels[c] in objects), -1)
    main = sentence.heads[0]
    if whom < 0 or main < whom:
        return
    if not any(deprels[c] == "nsubj" for c in sentence.children[main]):
        speaker = next((c for c in sentence.children[whom] if deprels[c] == "appos" and c < main), -1)
        if speaker < 0:
            return
        attach(sentence, speaker, main, "nsubj")
    deprels[0], deprels[whom] = "ccomp", "obj"
    upos[0], sentence.xpos[0] = "VERB", "VB"
