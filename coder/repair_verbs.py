"""Repairs of verbs that stand side by side, and of the nouns that stand beside names: who does what is told of."""

from __future__ import annotations

from .datelines import dateline_length
from .repair_tools import attach
from .sentence import Sentence

#: Verbs that with "on" say that somebody does not stop.
_GOING_ON = frozenset({"keep", "go", "carry", "insist"})
#: Tags of past forms that parsers confuse.
_PAST = frozenset({"VBD", "VBN"})
_PASSIVE = "nsubj:pass"
#: Adjectives that are nouns as well.
_NOUNS_TOO = frozenset({"offensive"})
#: What one has done to others, and does not suffer with them ("Keld had ten men killed").
_ORDERED = frozenset(
    {"arrest", "ban", "banish", "beat", "close", "confiscate", "demolish", "deport", "detain", "drag", "evict",
     "execute", "expel", "flog", "free", "hang", "imprison", "jail", "muzzle", "poison", "prosecute", "release",
     "remove", "seal", "seize", "shut", "silence", "torture"}
)  # fmt: skip
#: What a state is to others.
_STATE_IS = frozenset({"adversary", "ally", "archrival", "enemy", "foe", "giant", "neighbor", "neighbour", "partner",
                       "patron", "power", "rival"})  # fmt: skip
#: What police do, and who does it.
_ARRESTING = frozenset({"arrest", "detain", "disperse", "handcuff"})
_POLICE = frozenset({"army", "force", "gendarme", "guard", "officer", "police", "policeman", "soldier", "troop",
                     "troops", "trooper"})  # fmt: skip
#: Relations of a subject's noun that hangs on a verb.
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
#: Relations of what a verb has that shares nothing with another.
_OWN = _SUBJECTS | {"aux", "aux:pass"}


def going_on(sentence: Sentence, mark: int) -> None:
    """ "Kept on arming the rebels", "went on blocking the line": what somebody goes on with, no manner of going."""
    deprels, verb = sentence.deprels, sentence.heads[mark]
    governor = mark - 1
    if sentence.heads[verb] != governor or deprels[verb] not in ("advcl", "xcomp") or sentence.xpos[verb] != "VBG":
        return
    if sentence.lemma_keys[governor] in _GOING_ON and sentence.upos[governor] == "VERB":
        attach(sentence, mark, governor, "compound:prt")
        deprels[verb] = "xcomp"


def active(sentence: Sentence, verb: int) -> None:
    """ "Orm arrested and tried a bishop", "has neither armed nor financed the rebels": of two verbs with one object
    neither is passive without "be"; parsers take the first for a participle."""
    deprels, children = sentence.deprels, sentence.children
    first = sentence.heads[verb]
    if first < 0 or first > verb or sentence.xpos[first] not in ("VBD", "VBN", "JJ"):
        return
    own = children[first]
    subjects = [c for c in own if deprels[c] == _PASSIVE and c < first]
    if not subjects or any(deprels[c] == "aux:pass" for c in (*own, *children[verb])):
        return
    if any(deprels[c] in _SUBJECTS for c in children[verb]) or any(w > first for w in own if w < verb - 2):
        return
    has = any(sentence.lemma_keys[c] == "have" for c in own)
    if not any(deprels[c] == "obj" and c > verb for c in (*own, *children[verb])):
        return
    if sentence.upos[first] == "ADJ":
        if not has or not sentence.forms[first].endswith("ed"):
            return
        sentence.upos[first], sentence.lemma_keys[first] = "VERB", sentence.forms[first].lower()[:-2]
    sentence.xpos[first] = "VBN" if has else "VBD"
    for subject in subjects:
        deprels[subject] = "nsubj"


def first_of_verbs(sentence: Sentence, first: int) -> None:
    """ "Guards fired on a bus, wounded four and took the driver": a past form right behind its noun is the first of
    the verbs, where a comma only stands before the next one."""
    deprels, heads, forms = sentence.deprels, sentence.heads, sentence.forms
    noun = heads[first]
    if noun < 0 or noun != first - 1 or deprels[noun] != "nsubj":
        return
    verb = heads[noun]
    if verb < first or sentence.xpos[verb] not in _PAST or forms[verb - 1] != ",":
        return
    if any(deprels[c] in ("obl:agent", "aux", "aux:pass", "nsubj", "mark") for c in sentence.children[first]):
        return
    if "," in forms[first:verb - 1] or not any(
        deprels[c] == "conj" and sentence.upos[c] == "VERB" for c in sentence.children[verb]
    ):
        return
    attach(sentence, first, heads[verb], deprels[verb])
    attach(sentence, verb, first, "conj")
    attach(sentence, noun, first, "nsubj")
    for child in list(sentence.children[verb]):
        if child < first:
            attach(sentence, child, first, deprels[child])
    sentence.xpos[first] = "VBD"


def of_counterpart(sentence: Sentence, case: int) -> None:
    """ "Phoned her counterpart in Orm": of which country that is, not where she phoned."""
    name, noun = sentence.heads[case], case - 1
    beside = sentence.deprels[name] == "obl" and sentence.heads[name] == sentence.heads[noun]
    if beside and sentence.upos[name] == "PROPN" and sentence.lemma_keys[noun] == "counterpart":
        attach(sentence, name, noun, "nmod")


def inverted_aside(sentence: Sentence, speech: int) -> None:
    """ "Keld, says Orm, tortured two sailors": who stands between the verb of speech and the comma says it, and what
    stands before the comma does what is said."""
    deprels, heads, forms = sentence.deprels, sentence.heads, sentence.forms
    if forms[speech - 1] != ",":
        return
    before = [c for c in sentence.children[speech] if deprels[c] == "nsubj" and c < speech]
    told = [c for c in sentence.children[speech] if deprels[c] == "ccomp" and c > speech]
    if len(before) != 1 or len(told) != 1 or max(sentence.subtree(before[0])) > speech:
        return
    verb = told[0]
    sayers = [c for c in sentence.children[verb] if deprels[c] == "nsubj" and c < verb]
    if len(sayers) != 1 or any(deprels[c] == "mark" for c in sentence.children[verb]):
        return
    words = list(sentence.subtree(sayers[0]))
    words = words[:-1] if forms[max(words)] == "," else words
    if min(words) != speech + 1 or forms[max(words) + 1] != "," or "," in forms[speech + 1 : max(words)]:
        return
    if "," in forms[min(sentence.subtree(before[0])) : speech - 1]:
        return  # "Doe, in a speech, said Roe, who …, had lied"
    attach(sentence, verb, heads[speech], deprels[speech])
    attach(sentence, speech, verb, "parataxis")
    attach(sentence, before[0], verb, "nsubj")
    attach(sentence, sayers[0], speech, "nsubj")


def outer_conjunct(sentence: Sentence, word: int) -> None:
    """ "The Council of Lakes, Keld and Orm": a conjunct behind another one's host is that host's too; "Keld" cannot be
    joined to the council, and "Orm" behind it to the lakes."""
    deprels, heads = sentence.deprels, sentence.heads
    inner = heads[word]
    if inner < 0 or inner > word or deprels[inner] not in ("nmod", "flat", "compound"):
        return
    outer = heads[inner]
    if outer < 0:
        return
    between = (c for c in sentence.children[outer] if inner < c < word and deprels[c] == "conj")
    if any(deprels[c] == "cc" for c in sentence.children[word]) and any(between):
        attach(sentence, word, outer, "conj")


def listed_apposition(sentence: Sentence, last: int) -> None:
    """ "The president of Orm, the king of Keld and the premier of Tave": the second of three is no apposition of the
    first, which a comma would close."""
    deprels, forms = sentence.deprels, sentence.forms
    first = sentence.heads[last]
    if first < 0 or first > last or not any(deprels[c] == "cc" for c in sentence.children[last]):
        return
    for child in sentence.children[first]:
        if deprels[child] != "appos" or not first < child < last or sentence.upos[child] != "NOUN":
            continue
        own = sentence.children[child]
        named = any(deprels[c] == "nmod" and sentence.upos[c] == "PROPN" for c in own)
        opened = any(forms[c] == "," and c < child for c in own)
        if named and opened and max(sentence.subtree(child)) == min(sentence.subtree(last)) - 1:
            deprels[child] = "conj"


def joined_noun(sentence: Sentence, noun: int) -> None:
    """ "Envoys of Zorvia and Keld, as well as a delegation from Orm", "lawmakers from Zorvia and an Ormish general":
    who is told of with an article is no third state whose people the first ones are."""
    deprels, heads = sentence.deprels, sentence.heads
    name = heads[noun]
    if name < 0 or name > noun or sentence.upos[name] != "PROPN" or deprels[name] != "nmod":
        return
    host = heads[name]
    if host < 0 or sentence.upos[host] != "NOUN" or deprels[host] not in _SUBJECTS:
        return
    own = sentence.children[noun]
    article = any(sentence.lemma_keys[c] in ("a", "an") for c in own if deprels[c] == "det")
    linked = any(deprels[c] == "cc" for c in own)
    theirs = any(deprels[c] == "case" and sentence.lemma_keys[c] in ("of", "from") for c in sentence.children[name])
    if article and linked and theirs and not any(deprels[c] == "case" for c in own):
        attach(sentence, noun, host, "conj")


def fired_on(sentence: Sentence, verb: int) -> None:
    """ "Armed men fired on a bus": nobody is fired on without "were"; parsers take the verb for a participle."""
    deprels, heads = sentence.deprels, sentence.heads
    if any(deprels[c].startswith("aux") for c in sentence.children[verb]):
        return
    if sentence.forms[verb + 1] == "from" and "at" not in sentence.forms[verb + 3 : verb + 6]:
        return  # "workers fired from a mill", not "gunmen fired from Keld at soldiers"
    noun = heads[verb]
    if deprels[verb] == "acl" and noun == verb - 1 and heads[noun] < 0:
        attach(sentence, verb, -1, "root")
        attach(sentence, noun, verb, "nsubj")
    elif deprels[verb] == "acl":
        return
    for child in sentence.children[verb]:
        if deprels[child] == "nsubj:pass":
            deprels[child] = "nsubj"
    sentence.xpos[verb] = "VBD"


def done_by_police(sentence: Sentence, verb: int) -> None:
    """ "Police fired at students who had stormed a ministry and arrested ten", "…, arresting ten": the police did."""
    heads, lemmas = sentence.heads, sentence.lemma_keys
    if lemmas[verb] not in _ARRESTING:
        return
    first, relation = heads[verb], sentence.deprels[verb]
    while first >= 0 and sentence.deprels[first] == "xcomp":
        first = heads[first]  # "who tried to storm a ministry, detaining …"
    if first < 0 or sentence.deprels[first] != "acl:relcl":
        return
    if any(sentence.deprels[c] in _OWN for c in sentence.children[verb]):
        return
    main = heads[first]
    if lemmas[main] in _POLICE:
        return
    while main >= 0 and (sentence.upos[main] != "VERB" or sentence.deprels[main] in ("xcomp", "advcl")):
        main = heads[main]  # "fired tear gas to disperse students who …"
    subjects = [c for c in sentence.children[main] if sentence.deprels[c] == "nsubj"] if main >= 0 else []
    if any(lemmas[c] in _POLICE for c in subjects):
        attach(sentence, verb, main, relation)


#: What somebody may call what others do, or them.
_NAMES_OF_WRONGS = frozenset({"aggression", "apartheid", "barbarism", "blackmail", "bully", "butcher", "coward",
                              "criminal", "extortion", "fascist", "fraud", "genocide", "hypocrite", "liar", "murder",
                              "murderer", "nazi", "parasite", "persecution", "piracy", "plunder", "provocation",
                              "racist", "repression", "revenge", "robbery", "terror", "terrorism", "terrorist", "theft",
                              "thief", "thug", "torture", "traitor", "treachery", "treason"})  # fmt: skip


def called_what(sentence: Sentence, noun: int) -> None:
    """ "Called the raid murder", "branded Orm's vote fraud": two nouns behind a verb of naming, which parsers take for
    one, are what is named and its name."""
    deprels, verb = sentence.deprels, sentence.heads[noun]
    before = noun - 1
    if sentence.heads[before] != noun or deprels[before] not in ("compound", "amod") or verb >= before - 1:
        return
    if deprels[before] == "amod" and sentence.forms[before].lower() not in _NOUNS_TOO:
        return
    if any(deprels[c] == "obj" and c != noun for c in sentence.children[verb]):
        return
    if deprels[noun] == "obj" or sentence.xpos[noun] == "NNS":  # "branded the killings murder"
        if sentence.xpos[before] != "NNS" or sentence.lemma_keys[noun] not in _NAMES_OF_WRONGS:
            return
        deprels[noun] = "xcomp"
    own = [c for c in sentence.children[noun] if c < before]
    if not any(deprels[c] in ("det", "nmod:poss") and sentence.lemma_keys[c] != "a" for c in own):
        return
    if any(deprels[c] == "aux:pass" for c in sentence.children[verb]):
        return
    attach(sentence, before, verb, "obj")
    sentence.upos[before] = "NOUN"
    if sentence.xpos[before] != "NNS":
        sentence.xpos[before] = "NN"
    for child in own:
        attach(sentence, child, before, deprels[child])


#: Verbs of headlines that parsers take for nouns in the plural.
_IN_HEADLINES = frozenset({"arrest", "attack", "axe", "back", "ban", "bar", "blame", "blast", "block", "bomb",
                           "capture", "charge", "curb", "cut", "deploy", "deport", "detain", "execute", "expel",
                           "fine", "free", "hail", "halt", "host", "jail", "kill", "launch", "murder", "offer",
                           "oust", "overrun", "pardon", "probe", "raid", "ransack", "rap", "reject", "release",
                           "rescue", "sack", "seize", "shell", "shoot", "shun", "shut", "slam", "snub", "storm",
                           "torch", "urge", "veto", "warn"})  # fmt: skip


_BETWEEN_TWO = frozenset({"exchange", "swap", "trade"})


def headline_verb(sentence: Sentence, verb: int) -> None:
    """ "Militia overruns army camp", "Keld jails editor, shuts paper": a headline's verb, taken for a plural before a
    noun, of which English has few."""
    deprels, upos = sentence.deprels, sentence.upos
    noun, start = sentence.heads[verb], dateline_length(sentence)
    if verb <= start or noun < verb or upos[noun] != "NOUN":
        return
    if sentence.lemma_keys[verb] in _BETWEEN_TWO:  # "Keld, Orm trade blame"
        two = verb == start + 3 and sentence.forms[start + 1] == "," and upos[start] == upos[start + 2] == "PROPN"
        if not two or deprels[noun] != "root":
            return
        attach(sentence, verb, -1, "root")
        attach(sentence, noun, verb, "obj")
        attach(sentence, start, verb, "nsubj")
        attach(sentence, start + 2, start, "conj")
        for child in [c for c in sentence.children[noun] if c < verb or deprels[c] in ("advcl", "obl")]:
            attach(sentence, child, verb, deprels[child])
        upos[verb], sentence.xpos[verb] = "VERB", "VBP"
        return
    if sentence.lemma_keys[verb] not in _IN_HEADLINES or sentence.xpos[verb] != "NNS":
        return
    if any(upos[i] not in ("NOUN", "PROPN", "ADJ") for i in range(start, verb)) or upos[verb - 1] == "ADJ":
        return
    top, relation = sentence.heads[noun], deprels[noun]
    if relation not in ("root", "nsubj") or (relation == "nsubj" and "," not in sentence.forms[noun:top]):
        return
    subject = verb - 1
    if relation == "nsubj":
        attach(sentence, verb, sentence.heads[top], deprels[top])
        attach(sentence, top, verb, "conj")
    else:
        attach(sentence, verb, -1, "root")
    attach(sentence, noun, verb, "obj")
    attach(sentence, subject, verb, "nsubj")
    for child in [i for i in range(start, subject) if sentence.heads[i] in (noun, verb)]:
        attach(sentence, child, subject, "amod" if upos[child] == "ADJ" else "compound")
    upos[verb], sentence.xpos[verb] = "VERB", "VBZ"


def named_state(sentence: Sentence, name: int) -> None:
    """ "Lashed out at the former colonial power France": a name right behind what a state is says which one."""
    deprels, noun = sentence.deprels, name - 1
    if sentence.lemma_keys[noun] not in _STATE_IS or sentence.upos[noun] != "NOUN":
        return
    same = sentence.heads[noun] == sentence.heads[name] and deprels[noun].split(":")[0] == deprels[name].split(":")[0]
    if same and all(deprels[c] != "case" for c in sentence.children[name]):
        attach(sentence, name, noun, "appos")


def had_done(sentence: Sentence, participle: int) -> None:
    """ "Had his rival arrested", "had three reporters jailed": whom it is done to is the subject of a passive."""
    deprels, heads = sentence.deprels, sentence.heads
    if sentence.lemma_keys[participle] not in _ORDERED or sentence.xpos[participle] not in _PAST:
        return
    having = heads[participle]
    if deprels[participle] == "acl" and having >= 0:
        having = heads[having]
    if having < 0 or sentence.lemma_keys[having] != "have" or sentence.upos[having] != "VERB" or having > participle:
        return
    had = [c for c in sentence.children[having] if deprels[c] == "obj" and having < c < participle]
    if len(had) != 1 or any(deprels[c].startswith(("aux", "mark", "nsubj")) for c in sentence.children[participle]):
        return
    attach(sentence, participle, having, "ccomp")
    attach(sentence, had[0], participle, _PASSIVE)
    sentence.xpos[participle] = "VBN"


def end_of_the_second(sentence: Sentence, verb: int) -> None:
    """ "Ransacked and set fire [to the embassy]": what stands right behind the second of two verbs is its own, where it
    has an object and the first has none."""
    deprels, children = sentence.deprels, sentence.children
    first = sentence.heads[verb]
    if first < 0 or first > verb or sentence.upos[first] != "VERB" or deprels[first] in ("acl", "amod"):
        return
    if any(deprels[c] in ("obj", "ccomp", "xcomp", _PASSIVE, "aux:pass") for c in children[first]):
        return
    own = [c for c in children[verb] if c > verb]
    if [deprels[c] for c in own] != ["obj"] or any(deprels[c].startswith("nsubj") for c in children[verb]):
        return
    last = max(sentence.subtree(own[0]))
    for child in [c for c in children[first] if c > last and deprels[c] == "obl"]:
        if min(sentence.subtree(child)) == last + 1:
            attach(sentence, child, verb, "obl")
            last = max(sentence.subtree(child))
