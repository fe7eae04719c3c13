"""Repairs of whole sentences: asides of speech, headlines, who is asked and given, and who dies."""

from __future__ import annotations

from .datelines import dateline_length
from .dates import MONTHS, WEEKDAYS
from .repair_tools import NOMINAL, SUBJECTS, attach, head_of, is_below
from .sentence import Sentence
from .tree import DYING, FINITE
from .words import Words

_OBJECTS = frozenset({"obj", "iobj", "ccomp", "xcomp", "aux", "aux:pass", "expl"})
#: What may stand between the parenthesis and the verb of its host.
_BEFORE_VERB = frozenset({"AUX", "ADV", "PART"})
#: How many words may follow the verb of a parenthesis ("said on Friday", "said in a statement").
_TAIL = 7
#: Relations of what hangs on a verb and goes with it when two verbs change places.
_MOVES = frozenset({"obj", "iobj", "obl", "advcl", "xcomp", "conj", "advmod", "punct", "obl:agent", "aux", "aux:pass"})
#: What a speaker does by speaking, and goes on with: "said the raid was illegal and condemned Keld".
SPEAKING = frozenset(
    {"accuse", "announce", "appeal", "blame", "blast", "call", "condemn", "criticise", "criticize", "declare", "decry",
     "demand", "denounce", "deny", "dismiss", "express", "hail", "invite", "offer", "order", "pledge", "praise",
     "promise", "rebuke", "refuse", "reiterate", "reject", "slam", "thank", "threaten", "urge", "vow", "warn",
     "welcome"}
)  # fmt: skip
#: What gives a verb a tense of its own; with a subject or a conjunction it is no second verb of another's.
_TENSE = frozenset({"cop", "aux", "aux:pass"})
_TENSED = _TENSE | SUBJECTS | {"mark"}
#: Relations of the second name in a headline's pair ("Orm, Keld sign pact").
_LISTED = frozenset({"appos", "compound", "nmod:unmarked", "list"})
_AFTER_PASSIVE = frozenset({"ADP", "SCONJ", "CCONJ", "PUNCT", "ADV", "PART"})


def _predicate_after(sentence: Sentence, at: int) -> int:
    """The predicate that begins at a word, behind its auxiliaries; -1 where none stands there."""
    upos, n = sentence.upos, len(sentence)
    first_aux = -1
    while at < n and upos[at] in _BEFORE_VERB:
        if upos[at] == "AUX" and first_aux < 0:
            first_aux = at
        at += 1
    if at < n and upos[at] == "VERB":
        finite = first_aux >= 0 or sentence.xpos[at] in FINITE
        return at if finite else -1
    if first_aux >= 0 and sentence.deprels[first_aux] in ("aux", "cop", "aux:pass"):
        return sentence.heads[first_aux]
    return -1


def parenthesis(sentence: Sentence, verb: int) -> None:
    """ "The rebels, the army said on Friday, had killed ten": what stands before the first comma is the subject of what
    follows the second one, and the verb of speech an aside. Parsers take the speaker for an apposition or the subject
    for the speaker."""
    forms, upos, heads, deprels = sentence.forms, sentence.upos, sentence.heads, sentence.deprels
    opening = next((i for i in range(verb - 1, 0, -1) if forms[i] == ","), -1)
    closing = next((i for i in range(verb + 1, min(len(forms), verb + 2 + _TAIL)) if forms[i] == ","), -1)
    start = dateline_length(sentence)
    while start < opening and upos[start] in ("PUNCT", "CCONJ", "ADV"):
        start += 1
    if opening <= start or closing < 0 or opening + 1 == verb:
        return
    if any(upos[i] not in NOMINAL for i in range(opening + 1, verb)):
        return
    if any(upos[i] in ("VERB", "AUX", "SCONJ") for i in range(verb + 1, closing)):
        return
    if any(upos[i] not in NOMINAL and forms[i] not in ("-", "and", "&", "’s", "'s") for i in range(start, opening)):
        return
    if upos[start] == "ADP":
        return  # "In May, the army said, …"
    host = _predicate_after(sentence, closing + 1)
    subject, speaker = head_of(sentence, start, opening), head_of(sentence, opening + 1, verb)
    if host < 0 or subject < 0 or speaker < 0 or host == verb:
        return
    if any(deprels[c] in SUBJECTS and closing < c < host for c in sentence.children[host]):
        return  # "Abroad, the army said, Keld has …"
    if not is_below(sentence, host, verb):
        if not is_below(sentence, verb, host):
            return
        attach(sentence, verb, host, "parataxis")
    else:
        # The host takes the place of the verb of speech.
        above, relation = heads[verb], deprels[verb]
        if is_below(sentence, above, host) or (above >= 0 and start <= above < opening):
            above, relation = heads[subject], deprels[subject]
        if start <= above < closing or above == verb:
            above, relation = -1, "root"
        attach(sentence, host, above, relation)
        attach(sentence, verb, host, "parataxis")
        for child in list(sentence.children[verb]):
            if child > closing and child != host and deprels[child] in _MOVES:
                attach(sentence, child, host, deprels[child])
    passive = any(deprels[c] == "aux:pass" for c in sentence.children[host])
    attach(sentence, subject, host, "nsubj:pass" if passive else "nsubj")
    attach(sentence, speaker, verb, "nsubj")


def speaker_goes_on(sentence: Sentence, verb: int, words: Words) -> None:
    """ "Said the strike was a crime and accused Keld of …", "it was a crime, he said, and accused Keld": who condemns,
    urges or vows in the tense of the verb of speech, behind a predicate that has none of it, is the speaker."""
    heads, tags = sentence.heads, sentence.xpos
    told = heads[verb]
    if any(sentence.deprels[c] in _TENSED for c in sentence.children[verb]):
        return
    for speech in sentence.children[told]:
        if sentence.deprels[speech] == "parataxis" and told < speech < verb and tags[speech] == tags[verb]:
            names = ("PROPN", "PRON")  # "the minister" would have no country
            named = any(sentence.deprels[c] == "nsubj" and sentence.upos[c] in names for c in sentence.children[speech])
            if named and sentence.lemma_keys[speech] in words.speech:
                attach(sentence, verb, speech, "conj")
            return
    speech = heads[told]
    if _orders(sentence, verb, told):
        tags[verb] = "VBD"
    if sentence.deprels[told] != "ccomp" or speech < 0 or speech > told or tags[verb] != tags[speech]:
        return
    if sentence.lemma_keys[speech] not in words.speech:
        return
    if tags[told] == "VBD" or (tags[told] == tags[verb] and sentence.upos[told] == "VERB"):
        if tags[told] == tags[verb]:
            return  # "said the rebels attacked a town and threatened its mayor"
    elif not any(sentence.deprels[c] in _TENSE for c in sentence.children[told]):
        return
    attach(sentence, verb, speech, "conj")


def _orders(sentence: Sentence, verb: int, told: int) -> bool:
    """ "Said ten people had been wounded and ordered an inquiry": what has an object does not share a passive. "Said
    the king had lied and accused him of …", "said the demands were absurd and called on Orm to …": nor does who speaks
    of another, or behind an adjective."""
    below, deprels = sentence.children[told], sentence.deprels
    if sentence.xpos[verb] != "VBN":
        return False
    if sentence.upos[told] == "ADJ" and any(deprels[c] == "cop" for c in below):
        return True
    objects = [c for c in sentence.children[verb] if deprels[c] in ("obj", "iobj")]
    of_him = any(sentence.forms[c] in ("him", "her", "it", "them") for c in objects)
    named = any(deprels[c] == "nsubj" and sentence.upos[c] in ("NOUN", "PROPN") for c in below)
    if of_him and named and any(sentence.forms[c] == "had" for c in below):
        return True
    return bool(objects) and any(deprels[c] == "aux:pass" for c in below)


def two_subjects(sentence: Sentence, verb: int) -> None:
    """ "An attack in Orm killed six, an official said": of two subjects of the verb of speech the first is that of what
    is said."""
    deprels = sentence.deprels
    children = sentence.children[verb]
    subjects = [c for c in children if deprels[c] == "nsubj" and c < verb]
    told = next((c for c in children if deprels[c] == "ccomp" and c < verb), -1)
    if len(subjects) == 2 and told < 0:
        _told_as_participle(sentence, verb, subjects)
    if len(subjects) != 2 or not subjects[0] < told < subjects[1]:
        return
    if any(deprels[c] in SUBJECTS for c in sentence.children[told]):
        return
    passive = sentence.lemma_keys[told] in DYING or any(deprels[c] == "aux:pass" for c in sentence.children[told])
    attach(sentence, subjects[0], told, "nsubj:pass" if passive else "nsubj")


def _told_as_participle(sentence: Sentence, verb: int, subjects: list[int]) -> None:
    """ "Gunmen fired on students who had hidden in a church, the priest said": parsers take what is told for a
    participle of its subject."""
    deprels, (noun, speaker) = sentence.deprels, subjects
    found = [c for c in sentence.children[noun] if deprels[c] == "acl" and c < speaker and sentence.upos[c] == "VERB"]
    if len(found) != 1 or sentence.xpos[found[0]] not in ("VBD", "VBN") or sentence.forms[speaker - 1] == "who":
        return
    told = found[0]
    if "," not in sentence.forms[told:speaker] or sentence.heads[verb] >= 0:
        return
    ruled = any(deprels[c] in ("obj", "iobj", "xcomp", "ccomp") for c in sentence.children[told])
    acts = ruled or sentence.lemma_keys[told] == "fire"
    attach(sentence, told, -1, "root")
    attach(sentence, verb, told, "parataxis")
    attach(sentence, noun, told, "nsubj" if acts else "nsubj:pass")
    sentence.xpos[told] = "VBD" if acts else "VBN"



def headline_infinitive(sentence: Sentence, words: Words, to: int) -> None:
    """ "China to lift ban on coal, says Canberra": a name with an infinitive tells what is to come; a verb of speech
    behind it is an aside, and the name is not who says so."""
    upos, heads, deprels = sentence.upos, sentence.heads, sentence.deprels
    verb = heads[to]
    if deprels[to] != "mark" or verb < to or upos[verb] not in ("VERB", "AUX"):
        return
    start = dateline_length(sentence)
    colon = next((i for i in range(to - 1, start, -1) if sentence.forms[i] == ":"), -1)
    start = colon + 1 if colon > 0 else start
    if start >= to or any(
        upos[i] not in NOMINAL and sentence.forms[i] not in ("and", "-", ",") for i in range(start, to)
    ):
        return
    if upos[to - 1] not in ("PROPN", "NOUN") or upos[start] == "ADP":
        return
    subject = head_of(sentence, start, to)
    if subject < 0 or (
        upos[subject] == "NOUN" and "to" in words.embedding.get((sentence.lemma_keys[subject], "n"), ())
    ):
        return
    if heads[subject] == verb:
        if deprels[subject] not in SUBJECTS:
            return
    elif heads[subject] >= 0 and sentence.lemma_keys[heads[subject]] in words.speech and heads[verb] in (
        heads[subject], subject
    ):  # fmt: skip
        speech = heads[subject]
        others = [c for c in sentence.children[speech] if deprels[c] in SUBJECTS and c != subject]
        if speech < verb or not others:
            return
        attach(sentence, verb, heads[speech], deprels[speech])
        attach(sentence, speech, verb, "parataxis")
        attach(sentence, subject, verb, "nsubj")
    elif colon > 0 and heads[verb] == subject and deprels[subject] == "parataxis" and deprels[verb] == "acl":
        attach(sentence, verb, heads[subject], "parataxis")  # "Keld: nurses to strike"
        attach(sentence, subject, verb, "nsubj")
    elif heads[subject] < 0 and deprels[verb] in ("acl", "parataxis") and (
        heads[verb] == subject or (heads[heads[verb]] == subject and deprels[heads[verb]] in _LISTED)
    ):
        if upos[subject] != "PROPN" and ("DET" in upos[start:to] or sentence.forms[-1] == "."):
            return  # but "Keldish president to visit Orm"
        attach(sentence, verb, -1, "root")
        for child in list(sentence.children[subject]):
            if child > verb:
                attach(sentence, child, verb, deprels[child])
        attach(sentence, subject, verb, "nsubj")
        headline_pair(sentence, verb)


def called_upon(sentence: Sentence, mark: int) -> None:
    """ "Called for Keld to withdraw", "for sanctions to be imposed", "on Keld to withdraw": who is to do it, or what
    is to be done to whom, hangs on the verb, and then "for" or "on" is its preposition."""
    verb = sentence.heads[mark]
    governor = sentence.heads[verb]
    if governor < 0:
        return
    if mark < governor < verb and sentence.deprels[governor] in ("obl", "obj", "nmod"):
        attach(sentence, mark, governor, "case")  # "called [for sanctions [to be imposed]]"
        return
    if sentence.upos[governor] == "VERB" and governor < mark and sentence.deprels[verb] in ("xcomp", "advcl", "ccomp"):
        for child in sentence.children[verb]:
            if mark < child < verb and sentence.deprels[child] in ("nsubj", "nsubj:pass"):
                attach(sentence, mark, child, "case")
                attach(sentence, child, governor, "obl")
                return
    for child in sentence.children[governor]:
        if governor < mark < child < verb and sentence.deprels[child] in ("obl", "obj", "iobj", "nsubj"):
            attach(sentence, mark, child, "case")
            sentence.deprels[child] = "obl"
            return


def asked_of_call(sentence: Sentence, case: int) -> None:
    """ "Calls on Keld to resign": who is asked hangs on the call, and is no subject of the infinitive."""
    asked, call = sentence.heads[case], case - 1
    if sentence.deprels[asked] == "nsubj" and sentence.heads[sentence.heads[asked]] == call:
        attach(sentence, asked, call, "obl")


def recipient_of_sum(sentence: Sentence, sum_: int) -> None:
    """ "Lend Egypt $3 billion": a name right before a sum is no part of it."""
    before = sum_ - 1
    apart = sentence.ends[before] < sentence.starts[sum_]  # not "US$50"
    if apart and sentence.heads[before] == sum_ and sentence.upos[before] == "PROPN":
        attach(sentence, before, sentence.heads[sum_], "iobj")


def sum_in_aid(sentence: Sentence, noun: int) -> None:
    """ "Pledged $2 million [in aid] [for Keld]": whom the money is for, or withheld from, hangs on the verb."""
    verb = sentence.heads[noun]
    if verb >= 0 and sentence.upos[verb] in ("SYM", "NUM", "NOUN"):
        verb = sentence.heads[verb]
    if verb < 0 or sentence.upos[verb] != "VERB" or verb > noun:
        return
    whose = ("from",) if sentence.lemma_keys[verb] == "withhold" else ("to", "for")
    for child in [c for c in sentence.children[noun] if c > noun and sentence.deprels[c] == "nmod"]:
        if any(sentence.lemma_keys[c] in whose for c in sentence.children[child] if c < child):
            attach(sentence, child, verb, "obl")


def crossing_conjunct(sentence: Sentence, word: int) -> None:
    """ "Prodded by Orm, Keld and Tave held talks": what is coordinated across the subject of a verb behind both belongs
    to that subject, since arcs do not cross in English."""
    heads, deprels = sentence.heads, sentence.deprels
    for subject in range(heads[word] + 1, word):
        if deprels[subject] in ("nsubj", "nsubj:pass") and heads[subject] > word:
            if not is_below(sentence, subject, heads[word]):
                attach(sentence, word, subject, "conj")
            return


def feeling(sentence: Sentence, adjective: int) -> None:
    """ "Has been frustrated with Keld": an adjective has a subject and a copula, which parsers take for a passive."""
    if any(sentence.deprels[c] == "obl:agent" for c in sentence.children[adjective]):
        return
    for child in sentence.children[adjective]:
        if sentence.deprels[child] == "nsubj:pass":
            sentence.deprels[child] = "nsubj"
        elif sentence.deprels[child] == "aux:pass":
            sentence.deprels[child] = "cop"


def lost_life(sentence: Sentence, verb: int) -> None:
    """ "Lost their lives in an ambush", "met their deaths": they died."""
    lost = "life" if sentence.lemma_keys[verb] == "lose" else "death"
    for child in sentence.children[verb]:
        if sentence.deprels[child] == "obj" and sentence.lemma_keys[child] == lost and child > verb:
            if lost == "death" and all(sentence.deprels[c] != "nmod:poss" for c in sentence.children[child]):
                return
            sentence.lemma_keys[verb] = "die"
            sentence.deprels[child] = "dep"


def dying(sentence: Sentence, word: int) -> None:
    """ "Died in an attack by rebels", "12 dead in air strike": the subject suffers it, like that of "was killed"."""
    for child in sentence.children[word]:
        if sentence.deprels[child] == "nsubj":
            sentence.deprels[child] = "nsubj:pass"


def headline_pair(sentence: Sentence, verb: int) -> None:
    """ "Orm, Keld sign pact", "Ormish, Keldish ministers meet": a comma for "and" before a verb in the plural."""
    deprels, upos, forms = sentence.deprels, sentence.upos, sentence.forms
    for subject in sentence.children[verb]:
        if deprels[subject] != "nsubj":
            continue
        names = upos[subject] == "PROPN" and sentence.xpos[subject] == "NNP"
        for child in list(sentence.children[subject]):
            if names and deprels[child] in _LISTED and upos[child] == "PROPN":
                if "," in forms[subject:child] and "," not in forms[child:verb]:
                    deprels[child] = "conj"
            elif deprels[child] == "amod" and forms[child + 1] == "," and child + 2 < subject:
                second = child + 2
                if deprels[second] == "amod" and forms[child][0].isupper() and forms[second][0].isupper():
                    attach(sentence, second, child, "conj")


def headline_comma(sentence: Sentence, name: int) -> None:
    """ "Orm, allies strike Keldish port": in front of a headline's subject and its comma stands the other subject."""
    deprels, verb = sentence.deprels, sentence.heads[name]
    behind = name + 1
    if behind >= verb or sentence.forms[behind] != "," or sentence.xpos[verb] != "VBP" or verb - name > 7:
        return
    if sentence.lemma_keys[name] in WEEKDAYS or sentence.lemma_keys[name] in MONTHS:
        return
    before = [c for c in sentence.children[verb] if deprels[c] == "nsubj" and behind < c < verb]
    if before and min(sentence.subtree(name)) == dateline_length(sentence):
        deprels[name] = "nsubj"


def headline_adjectives(sentence: Sentence, first: int) -> None:
    """ "Ormish, Keldish leaders pledge support": the first of two adjectives before a headline's subject."""
    for subject in sentence.children[sentence.heads[first]]:
        if sentence.deprels[subject] == "nsubj" and sentence.xpos[subject] == "NNS" and subject == first + 3:
            attach(sentence, first, subject, "amod")
            return


def shot_dead(sentence: Sentence, words: Words, verb: int) -> bool:
    """Whether a verb and the adjective right behind it need an object together."""
    behind = verb + 1
    return behind < len(sentence) and f"{sentence.lemma_keys[verb]}_{sentence.forms[behind]}" in words.needs_object


def headline_passive(sentence: Sentence, words: Words, verb: int) -> None:
    """ "Pakistani general gunned down in Karachi": a verb that always has an object and here has none is a participle
    without its auxiliary."""
    children, deprels, upos = sentence.children[verb], sentence.deprels, sentence.upos
    subjects = [c for c in children if deprels[c] == "nsubj" and c < verb]
    result = verb + 1 if shot_dead(sentence, words, verb) else verb
    if not subjects or any(deprels[c] in _OBJECTS and c != result for c in children):
        return
    if sentence.upos[subjects[0]] == "PRON":
        return
    after = result + 1
    while after < len(sentence) and deprels[after] == "compound:prt":
        after += 1  # "gunned down"
    if after < len(sentence) and upos[after] not in _AFTER_PASSIVE:
        return
    if any(deprels[c] == "conj" and upos[c] == "VERB" and c - verb < 5 for c in children):
        return  # "killed and wounded twenty"
    if deprels[verb] == "conj" and not any(sentence.xpos[c] == "CD" for c in sentence.children[subjects[0]]):
        return
    for subject in subjects:
        deprels[subject] = "nsubj:pass"
    sentence.xpos[verb] = "VBN"
