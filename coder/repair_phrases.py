"""Repairs of where verbs and phrases hang: on which verb, on which noun, as what."""

from __future__ import annotations

from .dates import MONTHS, WEEKDAYS
from .repair_tools import SUBJECTS, attach, is_below
from .sentence import Sentence
from .tree import FINITE
from .words import Words

#: Nouns of people with an of-phrase of their own ("members of a group").
_MEMBERS = frozenset({"member", "leader", "head", "chief", "supporter", "follower", "part", "unit", "wing", "branch",
                      "official", "spokesman", "faction", "opponent", "resident", "citizen", "people"})  # fmt: skip
#: Verbs that only say what somebody calls a thing, and where a "what" that stands for it may hang.
_CALLS = frozenset({"call", "describe", "term", "brand", "label", "dub", "deem", "denounce", "decry", "consider",
                    "see", "regard", "view", "portray", "perceive", "characterise", "characterize"})  # fmt: skip


#: "Chargé" and "charge" of "d'affaires", as they are written.
_WITH_GENERAL = frozenset(
    {"Attorney", "Consul", "Director", "Governor", "Inspector", "Prosecutor", "Secretary", "Solicitor"}
)
_CHARGE = frozenset({"charge", "chargé", "charges", "chargés", "charge-", "chargé-"})


_LENGTHS = frozenset({"km", "kilometre", "kilometer", "mile", "metre", "meter", "yard", "foot"})
#: Verbs of what others shall do: "demanded that Keld hand them over", a form that taggers take for a present.
_WISHING = frozenset({"ask", "demand", "insist", "order", "propose", "recommend", "request", "suggest", "urge"})
#: What gives somebody something also in the passive.
_GRANTING = frozenset({"allow", "ask", "award", "deny", "give", "grant", "hand", "offer", "pay", "send", "sentence",
                       "teach", "tell"})  # fmt: skip


def charge_d_affaires(sentence: Sentence) -> None:
    """ "Summoned the Keldish charge d'affaires": the second word is no verb of which the first is the subject."""
    forms, heads, deprels = sentence.forms, sentence.heads, sentence.deprels
    for second, form in enumerate(forms):
        first = second - 1
        if second == 0 or form.lower() not in ("d'affaires", "d’affaires") or forms[first].lower() not in _CHARGE:
            continue
        if heads[first] == second:
            governor, relation = heads[second], deprels[second]
            if relation in ("ccomp", "xcomp"):
                relation = "obj"
            for child in list(sentence.children[second]):
                if child != first:
                    attach(sentence, child, first, deprels[child])
            attach(sentence, first, governor, relation)
        if heads[second] != first or deprels[second] != "flat":
            attach(sentence, second, first, "flat")
        sentence.lemma_keys[second] = "d'affaires"
        sentence.upos[first] = sentence.upos[second] = "NOUN"
        sentence.xpos[first] = sentence.xpos[second] = "NN"


def general(sentence: Sentence) -> None:
    """ "Attorney General Jan Doe", "Secretary General Doe": one title of two words, and no soldier's."""
    for second in range(1, len(sentence) - 1):
        first = second - 1
        if sentence.forms[second] != "General" or sentence.forms[first] not in _WITH_GENERAL:
            continue
        if sentence.heads[first] == sentence.heads[second] and sentence.deprels[first] == sentence.deprels[second]:
            attach(sentence, first, second, "compound")


def premier(sentence: Sentence) -> None:
    """ "[Keldish] PM urges calm", in a headline: the premier, no time of day that hangs on the country."""
    forms, heads, deprels, upos = sentence.forms, sentence.heads, sentence.deprels, sentence.upos
    for i, form in enumerate(forms):
        if form != "PM" or i == 0 or upos[i - 1] not in ("PROPN", "ADJ") or sentence.lemma_keys[i] != "p.m.":
            continue
        sentence.lemma_keys[i] = "pm"
        named = i + 1 < len(forms) and upos[i + 1] == "PROPN"
        state = heads[i]
        whole = 0 <= state < i and all(heads[word] == state for word in range(state + 1, i))  # "New Keld PM"
        if named or not whole or not deprels[i].endswith("unmarked"):
            continue
        governor, relation = heads[state], deprels[state]
        for child in list(sentence.children[state]):
            if child > i:
                attach(sentence, child, i, deprels[child])
        attach(sentence, i, governor, relation)
        attach(sentence, state, i, "compound")


def joint_bodies(sentence: Sentence, bodies: int) -> None:
    """ "The Keld and Orm governments agree": two names before one noun, which parsers take for a list of three."""
    heads, deprels, upos = sentence.heads, sentence.deprels, sentence.upos
    first, second = heads[bodies], bodies - 1
    if second <= first or first < 0 or upos[first] != "PROPN" or upos[second] != "PROPN" or heads[second] != first:
        return
    below = (*sentence.children[second], *sentence.children[bodies])
    if deprels[second] != "conj" or not any(deprels[c] == "cc" and first < c < second for c in below):
        return
    governor, relation = heads[first], deprels[first]
    for child in list(sentence.children[first]):
        if child > bodies or deprels[child] in ("case", "det"):
            attach(sentence, child, bodies, deprels[child])
    for child in [c for c in sentence.children[bodies] if deprels[c] == "cc"]:
        attach(sentence, child, second, "cc")
    attach(sentence, bodies, governor, relation)
    attach(sentence, first, bodies, "compound")


def worth_of(sentence: Sentence) -> None:
    """ "Froze aid worth $40 million [to Keld]": to whom the aid goes, not the sum."""
    for worth, lemma in enumerate(sentence.lemma_keys):
        goods = sentence.heads[worth]
        if lemma != "worth" or not 0 <= goods < worth or sentence.upos[goods] != "NOUN":
            continue
        for child in list(sentence.children[worth]):
            cases = [c for c in sentence.children[child] if sentence.deprels[c] == "case"]
            if sentence.deprels[child] == "obl" and any(sentence.lemma_keys[c] in _RECEIVING for c in cases):
                attach(sentence, child, goods, "nmod")


#: Before those who receive goods.
_RECEIVING = frozenset({"to", "for", "from", "by"})
#: A verb with one of these is no bare participle.
_COMPLETE = SUBJECTS | {"obj", "mark"}
#: After "by" these tell when or how.
_NO_AGENTS = frozenset({"date", "deadline", "decade", "end", "half", "hand", "landslide", "majority", "margin", "mean",
                        "midnight", "month", "noon", "percent", "plane", "point", "road", "sea", "train", "vote",
                        "week", "year", *WEEKDAYS, *MONTHS})  # fmt: skip


def agent_of_noun(sentence: Sentence, words: Words, agent: int) -> None:
    """ "Denounced the execution of a cleric [by Keld]": an active verb with an object has its agent already; behind a
    noun of a deed "by" tells who did that."""
    deprels, upos, children = sentence.deprels, sentence.upos, sentence.children
    verb = sentence.heads[agent]
    if verb < 0 or deprels[agent] not in ("obl", "obl:agent") or upos[verb] != "VERB":
        return
    if upos[agent] not in ("NOUN", "PROPN"):
        return
    if sentence.lemma_keys[verb] in words.light:
        return  # "faced beatings by the police"
    if sentence.xpos[verb] == "VBN" and not any(deprels[c] == "aux" for c in children[verb]):
        return
    below = {deprels[c] for c in children[verb]}
    if "aux:pass" in below or "nsubj" not in below or sentence.lemma_keys[agent] in _NO_AGENTS:
        return
    if any(deprels[c] == "nummod" for c in children[agent]):
        return
    for child in children[verb]:
        if deprels[child] == "obj" and verb < child < agent and sentence.lemma_keys[child] in words.nominal:
            attach(sentence, agent, child, "nmod")
            return


#: What comes from where somebody shoots.
_FIRE = frozenset({"bombardment", "fire", "gunfire", "rocket", "salvo", "shell", "shellfire", "shelling", "shot"})


def fire_from(sentence: Sentence, shooter: int, preposition: int) -> None:
    """ "Was killed by mortar fire [from Keldish rebels]": whose fire it was, not whence somebody was killed."""
    fire, verb = preposition - 1, sentence.heads[shooter]
    if sentence.deprels[shooter] != "obl" or fire < 0 or sentence.heads[fire] != verb:
        return
    if any(sentence.lemma_keys[c] == "under" for c in sentence.children[fire]):
        return  # "came under fire from Keld"
    if sentence.lemma_keys[fire] in _FIRE and sentence.deprels[fire] in ("obl:agent", "obl", "obj"):
        attach(sentence, shooter, fire, "nmod")


def tense(sentence: Sentence, verb: int) -> None:
    """ "Urged Keld to publish the results and called on Orm to …": a past form does not go on with an infinitive but
    with the verb that governs it."""
    heads, tags, upos, deprels = sentence.heads, sentence.xpos, sentence.upos, sentence.deprels
    first = heads[verb]
    if upos[verb] != "VERB" or upos[first] != "VERB" or first > verb:
        return
    bare = [c for c in sentence.children[first] if deprels[c] == "aux:pass" and sentence.forms[c] == "be"]
    wished = tags[first] == "VBP" and deprels[first] == "ccomp" and sentence.lemma_keys[heads[first]] in _WISHING
    if tags[first] != "VB" and not bare and not wished:
        return
    children = sentence.children[verb]
    if any(deprels[c] in ("aux", "aux:pass", "cop") or deprels[c] in SUBJECTS for c in children):
        return
    if tags[verb] == "VBN":
        # A participle may share the infinitive's "be" ("to be tried and hanged"), and only its own object tells.
        passive = any(deprels[c] == "aux:pass" for c in sentence.children[first])
        if passive and sentence.lemma_keys[verb] in _GRANTING:
            return  # "be freed and given a pardon"
        telling = ("obj",) if passive else ("obj", "iobj", "ccomp", "compound:prt")
        if not any(deprels[c] in telling for c in children):
            return
    if not any(deprels[c] == "cc" for c in children):
        return
    node, steps = first, 0
    while heads[node] >= 0 and steps < 8:
        node = heads[node]
        steps += 1
        if upos[node] == "VERB" and (
            tags[node] in FINITE or any(sentence.lemma_keys[c] == "have" for c in sentence.children[node])
        ):
            if tags[node] in ("VBZ", "VBP") and tags[verb] != "VBZ":
                return
            if node < first and deprels[first] in ("xcomp", "ccomp", "advcl", "acl"):
                attach(sentence, verb, node, "conj")
                if tags[verb] == "VBN":
                    tags[verb] = "VBD"
            return
        if upos[node] == "VERB" and tags[node] != "VB" and deprels[node] != "acl":
            return


def infinitive_of_noun(sentence: Sentence, words: Words, to: int) -> None:
    """ "Rejected pleas to join the embargo": an infinitive right behind a demand, plan or threat is what it is about,
    no purpose of the verb."""
    heads, deprels = sentence.heads, sentence.deprels
    verb, noun = heads[to], to - 1
    if deprels[to] != "mark" or sentence.upos[noun] != "NOUN" or deprels[verb] not in ("advcl", "xcomp"):
        return
    if sentence.forms[noun] == "authorities":
        return  # "urged the authorities to free them"
    governor = heads[verb]
    if governor < 0 or governor > noun or sentence.upos[governor] != "VERB" or not is_below(sentence, noun, governor):
        return
    if "to" not in words.embedding.get((sentence.lemma_keys[noun], "n"), ()) or heads[noun] < 0:
        return
    if deprels[noun] in ("obj", "obl", "nsubj:pass", "nmod", "iobj") and verb > to:
        attach(sentence, verb, noun, "acl")


def object_of_noun(sentence: Sentence, words: Words, word: int) -> None:
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
        if child == host or deprels[child] not in ("nmod", "nmod:poss"):
            continue
        if any(lemmas[c] == "of" for c in sentence.children[child] if deprels[c] == "case"):
            return
    attach(sentence, word, noun, "nmod")


def free_relative(sentence: Sentence, what: int) -> None:
    """ "Condemned what it called Israel's attack": the attack is condemned; what anybody calls it is beside the
    point."""
    deprels, lemmas = sentence.deprels, sentence.lemma_keys
    clauses = [c for c in sentence.children[what] if deprels[c] == "acl:relcl"]
    verb = next((c for c in clauses if lemmas[c] in _CALLS or lemmas[c] == "say"), -1)
    if verb < 0:
        return
    thing = -1
    for child in sentence.children[verb]:
        if child < verb or sentence.upos[child] not in ("NOUN", "PROPN"):
            continue
        case = next((c for c in sentence.children[child] if deprels[c] == "case" and c < child), -1)
        copula = next((c for c in sentence.children[child] if deprels[c] == "cop"), -1)
        if lemmas[verb] == "say":
            if deprels[child] == "ccomp" and copula >= 0 and case < 0:  # "what it said was an attack"
                thing = child
                attach(sentence, copula, verb, "dep")
        elif deprels[child] in ("obj", "xcomp") and case < 0:
            thing = child
        elif case >= 0 and lemmas[case] == "as" and deprels[child] in ("obl", "xcomp", "advcl"):
            thing = child
            attach(sentence, case, verb, "dep")
    above = sentence.heads[what]
    if thing < 0 and lemmas[verb] == "say" and above >= 0:
        told = [c for c in sentence.children[above] if deprels[c] == "ccomp" and c > verb]
        thing = next((c for c in told if any(k == verb + 1 and deprels[k] == "cop" for k in sentence.children[c])), -1)
        if thing >= 0:
            attach(sentence, verb + 1, verb, "dep")
    if thing < 0:
        return
    attach(sentence, thing, above, deprels[what])
    for child in list(sentence.children[what]):
        if child != verb:
            attach(sentence, child, thing, deprels[child])
    attach(sentence, verb, thing, "dep")
    attach(sentence, what, verb, "dep")


def reduced_relative(sentence: Sentence, verb: int) -> None:
    """ "Diplomats expelled from Keld have …", "the envoy Zorvia expelled": a past form that hangs on a noun is a
    participle, or has the name right before it for its subject."""
    deprels = sentence.deprels
    noun = sentence.heads[verb]
    if noun < 0 or noun > verb or any(deprels[c] in _COMPLETE for c in sentence.children[verb]):
        return
    name = next((c for c in sentence.children[noun] if c == verb - 1 and deprels[c] == "appos"), -1)
    if name >= 0 and sentence.upos[name] == "PROPN" and sentence.forms[name - 1] != ",":
        attach(sentence, name, verb, "nsubj")
        deprels[verb] = "acl:relcl"
    else:
        sentence.xpos[verb] = "VBN"


#: Prepositions of the words in which something is said.
_SAID_IN = frozenset({"in", "at", "by", "during", "through", "via", "to", "on"})


def told_clause(sentence: Sentence, words: Words, that: int) -> None:
    """ "Told the envoy that his country would send doctors", "said in a letter that …": a that-clause with all its
    arguments is what the hearer is told, no relative clause."""
    heads, deprels = sentence.heads, sentence.deprels
    verb = heads[that]
    hearer = heads[verb]
    teller = heads[hearer]
    if teller < 0:
        return
    if deprels[hearer] == "obl" and sentence.lemma_keys[teller] in words.speech:
        if hearer < teller or any(deprels[c] == "ccomp" for c in sentence.children[teller]):
            return
        if not any(sentence.lemma_keys[c] in _SAID_IN for c in sentence.children[hearer] if deprels[c] == "case"):
            return  # but "recalled its envoy over accusations that …"
    elif deprels[hearer] not in ("obj", "iobj"):
        return
    elif sentence.lemma_keys[teller] not in words.telling and sentence.lemma_keys[hearer] != "notice":
        return  # but "served notice that …"
    elif any(sentence.lemma_keys[c] == "should" for c in sentence.children[verb]):
        return  # "gave notice that they should leave"
    if any(deprels[c].startswith("nsubj") and c > that for c in sentence.children[verb]):
        attach(sentence, verb, teller, "ccomp")


def content_of_object(sentence: Sentence, words: Words, that: int) -> None:
    """ "Denied accusations by Orm that it was arming rebels": the that-clause tells the accusation, not what is
    denied."""
    heads, deprels = sentence.heads, sentence.deprels
    verb = heads[that]
    governor = heads[verb]
    if governor < 0 or governor > that:
        return
    if governor == that - 1 and deprels[governor] in ("obj", "obl") and sentence.lemma_keys[governor] in words.speech:
        sentence.upos[governor], deprels[verb] = "NOUN", "acl"  # "denied reports that …": no verb
        return
    for noun in sentence.children[governor]:
        if deprels[noun] == "obj" and governor < noun < that and sentence.upos[noun] == "NOUN":
            lemma = sentence.lemma_keys[noun]
            told = words.nominal.get(lemma, (lemma, ""))[0]
            if lemma in words.speech or told in words.speech:
                attach(sentence, verb, noun, "acl")
            return


def title_subject(sentence: Sentence, noun: int) -> None:
    """ "Opposition leader Jan Doe urged …": a noun right before a name, both subjects of one verb, is his title."""
    deprels, verb, name = sentence.deprels, sentence.heads[noun], noun + 1
    if (
        verb <= name
        or sentence.forms[name].endswith("day")
        or deprels[name] != deprels[noun]
        or sentence.heads[name] != verb
        or sentence.upos[name] != "PROPN"
    ):
        return
    for child in list(sentence.children[noun]):
        if child > name:
            attach(sentence, child, name, deprels[child])
    attach(sentence, noun, name, "nmod:desc")


def within_distance(sentence: Sentence, within: int) -> None:
    """ "Massed troops [within ten km of the border]": it is the border that they are near."""
    length = sentence.heads[within]
    verb = sentence.heads[length]
    if sentence.lemma_keys[length] not in _LENGTHS or verb < 0 or not sentence.deprels[length].startswith("obl"):
        return
    if not any(sentence.deprels[c] in ("obj", "nsubj:pass") for c in sentence.children[verb]):
        return  # "flew within metres of a warship"
    for place in sentence.children[length]:
        if place > length and sentence.deprels[place] == "nmod":
            attach(sentence, place, verb, "obl")
            attach(sentence, within, place, "case")
            attach(sentence, length, place, "nmod:unmarked")
            return


def close_to(sentence: Sentence, to: int) -> None:
    """ "Moved missiles [close to its border]": the place belongs to the verb, not to what is there."""
    place, close = sentence.heads[to], to - 1
    if sentence.heads[place] != close or sentence.deprels[close] not in ("amod", "advmod", "acl"):
        return
    verb = sentence.heads[close]
    if verb >= 0 and sentence.upos[verb] != "VERB" and sentence.deprels[verb] in ("obj", "nsubj:pass"):
        verb = sentence.heads[verb]
    if verb >= 0 and sentence.upos[verb] == "VERB" and verb < close:
        attach(sentence, place, verb, "obl")
        attach(sentence, close, place, "case")
