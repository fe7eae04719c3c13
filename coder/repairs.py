"""Mends what parsers often get wrong in news, before anything reads the tree.

In: a parsed sentence. It is changed in place; a second time changes nothing more. Each repair is one function whose
docstring tells the wording that it is for. They ask for signs in the words themselves (commas, tense, a missing
object), so that a tree that was right stays as it is.
"""

from __future__ import annotations

from .datelines import dateline_length
from .sentence import Sentence
from .words import Words

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
_OBJECTS = frozenset({"obj", "iobj", "ccomp", "xcomp", "aux", "aux:pass", "expl"})
#: What may stand between a noun phrase's first and last word.
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "ADP", "PART", "X", "SYM"})
#: What may stand between the parenthesis and the verb of its host.
_BEFORE_VERB = frozenset({"AUX", "ADV", "PART"})
#: How many words may follow the verb of a parenthesis ("said on Friday", "said in a statement").
_TAIL = 7
#: Relations of what hangs on a verb and goes with it when two verbs change places.
_MOVES = frozenset({"obj", "iobj", "obl", "advcl", "xcomp", "conj", "advmod", "punct", "obl:agent", "aux", "aux:pass"})
#: Relations of a headline's verb that may stand without its auxiliary.
_TELLING = frozenset({"root", "parataxis", "conj", "ccomp"})
#: Nouns of people with an of-phrase of their own ("members of a group").
_MEMBERS = frozenset({"member", "leader", "head", "chief", "supporter", "follower", "part", "unit", "wing", "branch",
                      "official", "spokesman", "faction", "opponent", "resident", "citizen", "people"})  # fmt: skip
#: Verbs that only say what somebody calls a thing, and where a "what" that stands for it may hang.
_CALLS = frozenset({"call", "describe", "term", "brand", "label", "dub", "deem", "denounce", "decry", "consider",
                    "see", "regard", "view", "portray", "perceive", "characterise", "characterize"})  # fmt: skip
#: Verbs that stand before their subject where a condition is meant.
_INVERTED_FORMS = {"Had": ("VBN", "VBD"), "Were": ("VB",)}
INVERTED = frozenset(_INVERTED_FORMS)
_FREE = frozenset({"obj", "obl", "nmod", "obl:agent", "nsubj", "nsubj:pass", "conj"})
_AFTER_PASSIVE = frozenset({"ADP", "SCONJ", "CCONJ", "PUNCT", "ADV", "PART"})


def mend(sentence: Sentence, words: Words) -> None:
    """Applies all repairs to a sentence."""
    tags, lemmas, deprels = sentence.xpos, sentence.lemma_keys, sentence.deprels
    speech = words.speech
    first = next((i for i, tag in enumerate(sentence.upos) if tag != "PUNCT"), 0)
    if tags and sentence.forms[first] in INVERTED and sentence.forms[-1] != "?":
        _inverted(sentence, first)
    for i, relation in enumerate(deprels):
        tag = tags[i]
        if tag in _FINITE and lemmas[i] in speech:
            if i > 2 and "," in sentence.forms[1:i]:
                _parenthesis(sentence, i)
        elif relation == "case" and lemmas[i] == "of":
            _object_of_noun(sentence, words, sentence.heads[i])
        elif relation == "mark" and lemmas[i] == "that" and deprels[sentence.heads[i]] in ("acl:relcl", "acl"):
            _told_clause(sentence, words, i)
        elif lemmas[i] == "what" and relation in _FREE:
            _free_relative(sentence, i)
        elif tag == "TO" and i:
            if i < 12:
                _headline_infinitive(sentence, words, i)
            _infinitive_of_noun(sentence, words, i)
        if relation == "acl" and tag == "VBD":
            _reduced_relative(sentence, i)
        elif relation == "advcl" and tag == "VBD":
            _bare_past(sentence, i)
        elif relation == "amod" and tag in ("VBN", "VBD"):
            _shared_name(sentence, i)
        elif relation == "obj" and tag == "NN":
            _gerund_object(sentence, words, i)
        if relation == "conj" and tag in ("VBD", "VBN", "VBZ"):
            _tense(sentence, i)
        if tag == "VBD" and lemmas[i] in words.needs_object and relation in _TELLING:
            _headline_passive(sentence, i)


def _attach(sentence: Sentence, word: int, head: int, relation: str) -> None:
    """Hangs a word on another head."""
    old = sentence.heads[word]
    if old != head:
        if old >= 0:
            sentence.children[old].remove(word)
        if head >= 0:
            siblings = sentence.children[head]
            siblings.append(word)
            siblings.sort()
        sentence.heads[word] = head
    sentence.deprels[word] = relation


def _head_of(sentence: Sentence, first: int, end: int) -> int:
    """The head of the words from ``first`` up to ``end``: the first one that hangs on none of the others."""
    for i in range(first, end):
        if sentence.upos[i] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") and not first <= sentence.heads[i] < end:
            return i
    return -1


def _is_below(sentence: Sentence, word: int, above: int) -> bool:
    """Whether ``word`` is ``above`` or hangs below it."""
    steps = 0
    while word >= 0 and steps < 60:
        if word == above:
            return True
        word = sentence.heads[word]
        steps += 1
    return False


def _predicate_after(sentence: Sentence, at: int) -> int:
    """The predicate that begins at a word, behind its auxiliaries; -1 where none stands there."""
    upos, n = sentence.upos, len(sentence)
    first_aux = -1
    while at < n and upos[at] in _BEFORE_VERB:
        if upos[at] == "AUX" and first_aux < 0:
            first_aux = at
        at += 1
    if at < n and upos[at] == "VERB":
        finite = first_aux >= 0 or sentence.xpos[at] in _FINITE
        return at if finite else -1
    if first_aux >= 0 and sentence.deprels[first_aux] in ("aux", "cop", "aux:pass"):
        return sentence.heads[first_aux]
    return -1


def _parenthesis(sentence: Sentence, verb: int) -> None:
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
    if any(upos[i] not in _NOMINAL for i in range(opening + 1, verb)):
        return
    if any(upos[i] in ("VERB", "AUX", "SCONJ") for i in range(verb + 1, closing)):
        return
    if any(upos[i] not in _NOMINAL and forms[i] not in ("-", "and", "&", "’s", "'s") for i in range(start, opening)):
        return
    if upos[start] == "ADP":
        return  # "In May, the army said, …"
    host = _predicate_after(sentence, closing + 1)
    subject, speaker = _head_of(sentence, start, opening), _head_of(sentence, opening + 1, verb)
    if host < 0 or subject < 0 or speaker < 0 or host == verb:
        return
    if any(deprels[c] in _SUBJECTS and closing < c < host for c in sentence.children[host]):
        return  # "Abroad, the army said, Keld has …"
    if not _is_below(sentence, host, verb):
        if not _is_below(sentence, verb, host):
            return
        _attach(sentence, verb, host, "parataxis")
    else:
        # The host takes the place of the verb of speech.
        above, relation = heads[verb], deprels[verb]
        if _is_below(sentence, above, host) or (above >= 0 and start <= above < opening):
            above, relation = heads[subject], deprels[subject]
        if start <= above < closing or above == verb:
            above, relation = -1, "root"
        _attach(sentence, host, above, relation)
        _attach(sentence, verb, host, "parataxis")
        for child in list(sentence.children[verb]):
            if child > closing and child != host and deprels[child] in _MOVES:
                _attach(sentence, child, host, deprels[child])
    passive = any(deprels[c] == "aux:pass" for c in sentence.children[host])
    _attach(sentence, subject, host, "nsubj:pass" if passive else "nsubj")
    _attach(sentence, speaker, verb, "nsubj")


def _headline_infinitive(sentence: Sentence, words: Words, to: int) -> None:
    """ "China to lift ban on coal, says Canberra": a name with an infinitive tells what is to come; a verb of speech
    behind it is an aside, and the name is not who says so."""
    upos, heads, deprels = sentence.upos, sentence.heads, sentence.deprels
    verb = heads[to]
    if deprels[to] != "mark" or verb < to or upos[verb] not in ("VERB", "AUX"):
        return
    start = dateline_length(sentence)
    colon = next((i for i in range(to - 1, start, -1) if sentence.forms[i] == ":"), -1)
    start = colon + 1 if colon > 0 else start
    if start >= to or any(upos[i] not in _NOMINAL and sentence.forms[i] not in ("and", "-", ",") for i in range(start, to)):
        return
    if upos[to - 1] not in ("PROPN", "NOUN") or upos[start] == "ADP":
        return
    subject = _head_of(sentence, start, to)
    if subject < 0 or (upos[subject] == "NOUN" and "to" in words.embedding.get((sentence.lemma_keys[subject], "n"), ())):
        return
    if heads[subject] == verb:
        if deprels[subject] not in _SUBJECTS:
            return
    elif heads[subject] >= 0 and sentence.lemma_keys[heads[subject]] in words.speech and heads[verb] in (
        heads[subject], subject
    ):  # fmt: skip
        speech = heads[subject]
        others = [c for c in sentence.children[speech] if deprels[c] in _SUBJECTS and c != subject]
        if speech < verb or not others:
            return
        _attach(sentence, verb, heads[speech], deprels[speech])
        _attach(sentence, speech, verb, "parataxis")
        _attach(sentence, subject, verb, "nsubj")
    elif heads[subject] < 0 and upos[subject] == "PROPN" and heads[verb] == subject and deprels[verb] == "acl":
        _attach(sentence, verb, -1, "root")
        for child in list(sentence.children[subject]):
            if child > verb:
                _attach(sentence, child, verb, deprels[child])
        _attach(sentence, subject, verb, "nsubj")


def _infinitive_of_noun(sentence: Sentence, words: Words, to: int) -> None:
    """ "Rejected pleas to join the embargo": an infinitive right behind a demand, plan or threat is what it is about,
    no purpose of the verb."""
    heads, deprels = sentence.heads, sentence.deprels
    verb, noun = heads[to], to - 1
    if deprels[to] != "mark" or sentence.upos[noun] != "NOUN" or deprels[verb] not in ("advcl", "xcomp"):
        return
    governor = heads[verb]
    if governor < 0 or governor > noun or sentence.upos[governor] != "VERB" or not _is_below(sentence, noun, governor):
        return
    if "to" not in words.embedding.get((sentence.lemma_keys[noun], "n"), ()) or heads[noun] < 0:
        return
    if deprels[noun] in ("obj", "obl", "nsubj:pass", "nmod", "iobj") and verb > to:
        _attach(sentence, verb, noun, "acl")


def _inverted(sentence: Sentence, first: int) -> None:
    """ "Had Keld freed the pilots, Zorvia would have lifted the ban": the verb before its subject is an auxiliary of a
    condition, and what stands behind the comma is the main clause."""
    forms, upos, deprels, tags = sentence.forms, sentence.upos, sentence.deprels, sentence.xpos
    verb = next((i for i in range(first + 1, len(forms)) if upos[i] in ("VERB", "AUX")), -1)
    comma = next((i for i in range(verb + 1, len(forms)) if forms[i] == ","), -1)
    would = next((i for i in range(comma + 1, len(forms)) if forms[i].lower() in ("would", "could", "might")), -1)
    if verb < first + 2 or min(comma, would) < 0 or tags[verb] not in _INVERTED_FORMS[forms[first]]:
        return
    if any(upos[i] not in _NOMINAL and upos[i] not in ("ADV", "CCONJ") for i in range(first + 1, verb)):
        return
    host = sentence.heads[would]
    subject = _head_of(sentence, first + 1, verb)
    if host < would or subject < 0 or upos[host] not in ("VERB", "AUX", "ADJ", "NOUN"):
        return
    if sentence.heads[verb] == host and deprels[verb] == "advcl" and sentence.heads[first] == verb:
        return
    top, relation = sentence.heads[host], deprels[host]
    if top in (first, verb, subject):
        above = next((w for w in (first, verb, subject) if sentence.heads[w] not in (first, verb, subject)), first)
        top, relation = sentence.heads[above], deprels[above]
        if top == host:
            top, relation = -1, "root"
        if deprels[above] == "aux":
            relation = "ccomp"
    _attach(sentence, host, top, relation)
    _attach(sentence, verb, host, "advcl")
    _attach(sentence, first, verb, "aux")
    _attach(sentence, subject, verb, "nsubj")
    if forms[first] == "Had":
        tags[verb] = "VBN"


def _object_of_noun(sentence: Sentence, words: Words, word: int) -> None:
    """ "The arrest by Turkish police of two journalists", "the expulsion from Mali of the ambassador": an of-phrase
    behind a phrase of the event noun is what the event is done to. It is somebody with an article or a number, and no
    member of what stands before."""
    heads, deprels, lemmas, upos = sentence.heads, sentence.deprels, sentence.lemma_keys, sentence.upos
    host = heads[word]
    noun = heads[host] if host >= 0 else -1
    if noun < 0 or deprels[word] != "nmod" or deprels[host] != "nmod" or not noun < host < word:
        return
    nominal = words.nominal.get(lemmas[noun])
    if nominal is None or nominal[1] != "object" or upos[word] != "NOUN" or lemmas[host] in _MEMBERS:
        return
    by = any(deprels[c] == "case" and lemmas[c] == "by" for c in sentence.children[host])
    where = upos[host] == "PROPN" and any(
        deprels[c] == "case" and lemmas[c] in ("from", "in", "at") for c in sentence.children[host]
    )
    if not (by or where) or lemmas[host] in words.transparent:
        return
    if upos[host] != "PROPN" and not any(deprels[c] in ("det", "nummod") for c in sentence.children[word]):
        return
    for child in sentence.children[noun]:
        if child != host and deprels[child] in ("nmod", "nmod:poss"):
            if any(lemmas[c] == "of" for c in sentence.children[child] if deprels[c] == "case"):
                return
    _attach(sentence, word, noun, "nmod")


def _free_relative(sentence: Sentence, what: int) -> None:
    """ "Condemned what it called Israel's attack": the attack is condemned; what anybody calls it is beside the
    point."""
    deprels, lemmas = sentence.deprels, sentence.lemma_keys
    verb = next((c for c in sentence.children[what] if deprels[c] == "acl:relcl" and lemmas[c] in _CALLS), -1)
    if verb < 0:
        return
    thing = -1
    for child in sentence.children[verb]:
        if child < verb or sentence.upos[child] not in ("NOUN", "PROPN"):
            continue
        case = next((c for c in sentence.children[child] if deprels[c] == "case" and c < child), -1)
        if deprels[child] in ("obj", "xcomp") and case < 0:
            thing = child
        elif case >= 0 and lemmas[case] == "as" and deprels[child] in ("obl", "xcomp", "advcl"):
            thing = child
            _attach(sentence, case, verb, "dep")
    if thing < 0:
        return
    _attach(sentence, thing, sentence.heads[what], deprels[what])
    for child in list(sentence.children[what]):
        if child != verb:
            _attach(sentence, child, thing, deprels[child])
    _attach(sentence, verb, thing, "dep")
    _attach(sentence, what, verb, "dep")


def _tense(sentence: Sentence, verb: int) -> None:
    """ "Urged Keld to publish the results and called on Orm to …": a past form does not go on with an infinitive but
    with the verb that governs it."""
    heads, tags, upos, deprels = sentence.heads, sentence.xpos, sentence.upos, sentence.deprels
    first = heads[verb]
    if upos[verb] != "VERB" or tags[first] != "VB" or upos[first] != "VERB" or first > verb:
        return
    children = sentence.children[verb]
    if any(deprels[c] in ("aux", "aux:pass", "cop") or deprels[c] in _SUBJECTS for c in children):
        return
    if tags[verb] == "VBN":
        # A participle may share the infinitive's "be" ("to be tried and hanged"), and only its own object tells.
        passive = any(deprels[c] == "aux:pass" for c in sentence.children[first])
        if passive or not any(deprels[c] in ("obj", "iobj", "ccomp") for c in children):
            return
    if not any(deprels[c] == "cc" for c in children):
        return
    node, steps = first, 0
    while heads[node] >= 0 and steps < 8:
        node = heads[node]
        steps += 1
        if upos[node] == "VERB" and (
            tags[node] in _FINITE or any(sentence.lemma_keys[c] == "have" for c in sentence.children[node])
        ):
            if tags[node] in ("VBZ", "VBP") and tags[verb] != "VBZ":
                return
            if node < first and deprels[first] in ("xcomp", "ccomp", "advcl", "acl"):
                _attach(sentence, verb, node, "conj")
                if tags[verb] == "VBN":
                    tags[verb] = "VBD"
            return
        if upos[node] == "VERB" and tags[node] != "VB":
            return


def _reduced_relative(sentence: Sentence, verb: int) -> None:
    """ "Diplomats expelled from Keld have …", "the envoy Zorvia expelled": a past form that hangs on a noun is a
    participle, or has the name right before it for its subject."""
    deprels = sentence.deprels
    noun = sentence.heads[verb]
    if noun < 0 or noun > verb or any(deprels[c] in (*_SUBJECTS, "obj", "mark") for c in sentence.children[verb]):
        return
    name = next((c for c in sentence.children[noun] if c == verb - 1 and deprels[c] == "appos"), -1)
    if name >= 0 and sentence.upos[name] == "PROPN" and sentence.forms[name - 1] != ",":
        _attach(sentence, name, verb, "nsubj")
        deprels[verb] = "acl:relcl"
    else:
        sentence.xpos[verb] = "VBN"


def _bare_past(sentence: Sentence, verb: int) -> None:
    """ "Flew to Keld, laid a wreath and left": a past form without subject or conjunction goes on with the verb before
    it."""
    deprels, head = sentence.deprels, sentence.heads[verb]
    if head < 0 or head > verb or sentence.xpos[head] not in ("VBD", "VBN") or sentence.upos[head] != "VERB":
        return
    if any(deprels[c] in _SUBJECTS or deprels[c] in ("mark", "advmod", "case") for c in sentence.children[verb]):
        return
    if any(deprels[c] == "obj" for c in sentence.children[verb]):
        deprels[verb] = "conj"


def _told_clause(sentence: Sentence, words: Words, that: int) -> None:
    """ "Told the envoy that his country would send doctors": a that-clause with all its arguments is what the hearer is
    told, no relative clause."""
    heads, deprels = sentence.heads, sentence.deprels
    verb = heads[that]
    hearer = heads[verb]
    teller = heads[hearer]
    if teller < 0 or sentence.lemma_keys[teller] not in words.telling or deprels[hearer] not in ("obj", "iobj"):
        return
    if any(deprels[c].startswith("nsubj") and c > that for c in sentence.children[verb]):
        _attach(sentence, verb, teller, "ccomp")


def _shared_name(sentence: Sentence, verb: int) -> None:
    """ "Has neither attacked nor threatened Keld": a participle behind a conjunction is no adjective of the object that
    two verbs share."""
    deprels, heads = sentence.deprels, sentence.heads
    name = heads[verb]
    first = heads[name] if name >= 0 else -1
    linked = [c for c in (*sentence.children[verb], *sentence.children[max(name, 0)]) if deprels[c] == "cc" and c < verb]
    if not linked or not 0 <= first < linked[0] < verb < name or sentence.upos[first] != "VERB":
        return
    if deprels[name] != "obj" or linked[0] - first > 2 or sentence.xpos[first] not in ("VBD", "VBN"):
        return
    _attach(sentence, verb, first, "conj")
    _attach(sentence, name, verb, "obj")
    _attach(sentence, linked[0], verb, "cc")
    sentence.upos[verb] = "VERB"


def _gerund_object(sentence: Sentence, words: Words, noun: int) -> None:
    """ "Denied bombing Aleppo": of two objects the first, in -ing and right behind a verb that takes such, is a verb."""
    deprels, verb = sentence.deprels, sentence.heads[noun]
    nominal = words.nominal.get(sentence.lemma_keys[noun])
    if nominal is None or verb != noun - 1 or not sentence.forms[noun].endswith("ing"):
        return
    if "ing" not in words.embedding.get((sentence.lemma_keys[verb], "v"), ()) or sentence.children[noun]:
        return
    thing = next((c for c in sentence.children[verb] if deprels[c] == "obj" and c > noun), -1)
    if thing < 0 or any(sentence.upos[i] not in _NOMINAL for i in range(noun + 1, thing)):
        return
    _attach(sentence, noun, verb, "xcomp")
    for child in list(sentence.children[verb]):
        if child > noun and deprels[child] in ("obj", "obl"):
            _attach(sentence, child, noun, deprels[child])
    sentence.upos[noun], sentence.xpos[noun] = "VERB", "VBG"
    sentence.lemmas[noun] = sentence.lemma_keys[noun] = nominal[0]


def _headline_passive(sentence: Sentence, verb: int) -> None:
    """ "Pakistani general gunned down in Karachi": a verb that always has an object and here has none is a participle
    without its auxiliary."""
    children, deprels, upos = sentence.children[verb], sentence.deprels, sentence.upos
    subjects = [c for c in children if deprels[c] == "nsubj" and c < verb]
    if not subjects or any(deprels[c] in _OBJECTS for c in children):
        return
    if sentence.upos[subjects[0]] == "PRON":
        return
    after = verb + 1
    while after < len(sentence) and deprels[after] == "compound:prt":
        after += 1
    if after < len(sentence) and upos[after] not in _AFTER_PASSIVE:
        return
    if any(deprels[c] == "conj" and upos[c] == "VERB" and c - verb < 5 for c in children):
        return  # "killed and wounded twenty"
    if deprels[verb] == "conj" and not any(sentence.xpos[c] == "CD" for c in sentence.children[subjects[0]]):
        return
    for subject in subjects:
        deprels[subject] = "nsubj:pass"
    sentence.xpos[verb] = "VBN"
