"""Repairs of how clauses hang together: conditions without "if", clauses of time before the main one, quotations that
go on behind their speaker."""

from __future__ import annotations

from collections.abc import Collection

from .repair_tools import NOMINAL, SUBJECTS, attach, head_of, is_below
from .sentence import Sentence
from .tree import FINITE, WITH_PARTNERS

_MODALS = frozenset({"would", "could", "might", "may", "will", "should"})
#: Conjunctions of a clause of time or ground.
_CONJUNCTIONS = frozenset({"after", "although", "as", "because", "before", "once", "since", "though", "when", "while"})
#: Bare nouns that say when: "took off last week".
_TIMES = frozenset({"day", "evening", "hour", "minute", "month", "morning", "night", "time", "today", "tomorrow",
                    "tonight", "week", "weekend", "year", "yesterday"})  # fmt: skip
#: What is granted or denied without an article.
_GRANTED = frozenset({"access", "amnesty", "asylum", "bail", "citizenship", "compensation", "damage", "entry",
                      "immunity", "passage", "permission", "protection", "refuge", "residency", "sanctuary",
                      "shelter"})  # fmt: skip
_RELATIVE = frozenset({"acl", "acl:relcl"})
_QUOTES = frozenset({'"', "“", "”", "``", "''"})


#: Of what people in prison are said to have done, and where they are.
_CHARGED = frozenset({"accuse", "charge", "convict", "suspect"})
#: In which people die, and what is then told of it.
_FIGHTS = frozenset({"battle", "brawl", "clash", "confrontation", "exchange", "fight", "fighting", "firefight",
                     "gunfight", "shootout", "shoot-out", "skirmish", "violence", "war"})  # fmt: skip
_COSTING = frozenset({"break", "claim", "cost", "erupt", "injure", "kill", "last", "leave", "start", "wound"})
_CELLS = frozenset({"barracks", "base", "camp", "cell", "cells", "centre", "center", "custody", "court", "detention",
                    "gaol", "hospital", "jail", "jails", "prison", "station"})  # fmt: skip
_STAYING = frozenset({"at", "in", "inside", "into", "on", "to"})
#: What is done for good by keeping somebody or something so.
_CONFINED = frozenset(
    {"besiege", "block", "cage", "chain", "close", "confine", "detain", "imprison", "intern", "isolate", "jail",
     "lock", "pen", "seal", "shackle", "shut", "surround"}
)  # fmt: skip


def were_to(sentence: Sentence, were: int) -> None:
    """ "Were Orm to attack Keld, Tave would …": parsers take the condition for the main clause, or its subject for that
    of the main one."""
    tags, heads, forms = sentence.xpos, sentence.heads, sentence.forms
    to = next((i for i in range(were + 2, min(were + 9, len(tags))) if tags[i] == "TO"), -1)
    if to < 0 or any(sentence.upos[i] not in NOMINAL for i in range(were + 1, to)):
        return
    verb = heads[to]
    comma = next((i for i in range(verb, len(forms)) if forms[i] == ","), -1)
    modal = next((i for i in range(comma + 1, len(forms)) if forms[i].lower() in _MODALS), -1) if comma > 0 else -1
    main = heads[modal] if modal > 0 else -1
    subject = head_of(sentence, were + 1, to)
    if tags[verb] != "VB" or subject < 0 or main <= comma or main == verb:
        return
    top = next((w for w in (verb, subject) if not 0 <= heads[w] <= main and not were <= heads[w] < comma), -1)
    if top >= 0:
        attach(sentence, main, heads[top], sentence.deprels[top])
    attach(sentence, verb, main, "advcl")
    attach(sentence, subject, verb, "nsubj")
    attach(sentence, were, verb, "aux")
    attach(sentence, to, were, "fixed")


def with_those_doing(sentence: Sentence, mark: int) -> None:
    """ "Negotiated with rebels holding a hostage": the parser hangs "with" on what the rebels do, and the rebels on it
    or on the main verb."""
    heads, deprels = sentence.heads, sentence.deprels
    verb = heads[mark]
    if sentence.xpos[verb] == "VB":
        _with_those_to_do(sentence, mark, verb)
    if sentence.xpos[verb] != "VBG" or deprels[verb] not in ("advcl", "acl"):
        return
    main = heads[verb]
    if deprels[verb] == "acl":
        those, main = main, heads[main]
    else:
        beside = (c for c in sentence.children[main] if mark < c < verb and deprels[c].startswith("obl"))
        acting = (c for c in sentence.children[verb] if mark < c < verb and deprels[c] == "nsubj")
        those = next(iter([*beside, *acting]), -1)
    if not mark < those < verb or sentence.upos[those] not in ("NOUN", "PROPN"):
        return
    if deprels[those] == "nsubj" and sentence.lemma_keys[main] not in WITH_PARTNERS:
        return  # "with rebels holding the bridge, the army …"
    if not any(deprels[c] == "case" for c in sentence.children[those]):
        attach(sentence, those, main, "obl")
        attach(sentence, verb, those, "acl")
        attach(sentence, mark, those, "case")


def finite_after_gerund(sentence: Sentence, verb: int) -> None:
    """ "Razed the home of a man accused of shooting a settler and arrested his brother": who razed it."""
    heads, tags, deprels = sentence.heads, sentence.xpos, sentence.deprels
    gerund = heads[verb]
    marks = [c for c in sentence.children[gerund] if deprels[c] in ("mark", "case") and c < gerund]
    if tags[gerund] != "VBG" or not marks:
        return
    below = sentence.children[verb]
    if any(deprels[c].startswith("aux") for c in below) or not any(deprels[c] == "obj" and c > verb for c in below):
        return
    above, steps = heads[gerund], 0
    while above >= 0 and steps < 8:
        if tags[above] == "VBD" and any(deprels[c] == "nsubj" for c in sentence.children[above]):
            attach(sentence, verb, above, "conj")
            sentence.xpos[verb] = "VBD"
            return
        above, steps = heads[above], steps + 1


def bare_after_gerund(sentence: Sentence, verb: int) -> None:
    """ "Urged Keld to stop shelling the town and withdraw": to withdraw, not to stop it."""
    heads, tags, deprels = sentence.heads, sentence.xpos, sentence.deprels
    gerund = heads[verb]
    above = heads[gerund]
    if tags[gerund] != "VBG" or deprels[gerund] != "xcomp" or above < 0 or tags[above] not in ("VB", "VBP"):
        return
    if not any(deprels[c] in ("aux", "mark", "nsubj") for c in sentence.children[verb]):
        attach(sentence, verb, above, "conj")


def _with_those_to_do(sentence: Sentence, mark: int, verb: int) -> None:
    """ "Hosted talks with Keld's envoy to discuss the border": he is met, and hung on what is to be done."""
    children, deprels, main = sentence.children, sentence.deprels, sentence.heads[verb]
    met = [c for c in children[verb] if deprels[c] == "nsubj" and mark < c < verb]
    met = met or [c for c in children[main] if deprels[c] == "obl" and mark < c < verb]
    if main < 0 or main > mark or len(met) != 1 or sentence.upos[met[0]] not in ("NOUN", "PROPN"):
        return
    if not any(deprels[c] == "mark" and sentence.lemma_keys[c] == "to" and c > met[0] for c in children[verb]):
        return
    if any(deprels[c] == "case" for c in children[met[0]]):
        return
    meeting = [c for c in children[main] if deprels[c] == "obj" and c < mark]
    attach(sentence, met[0], *((meeting[-1], "nmod") if meeting else (main, "obl")))
    attach(sentence, mark, met[0], "case")


def time_clause(sentence: Sentence, mark: int) -> None:
    """ "As Brin's premier met Keld's envoy, students …": the first of two subjects of the main verb is that of the
    clause behind the conjunction, whose verb parsers hang on it."""
    deprels, heads = sentence.deprels, sentence.heads
    subject = heads[mark]
    if sentence.lemma_keys[mark] not in _CONJUNCTIONS:
        return
    if deprels[subject] in _RELATIVE:  # … or it hangs on that verb already
        subject = heads[subject]
    if subject < mark or deprels[subject] not in SUBJECTS:
        return
    main = heads[subject]
    verb = next((c for c in sentence.children[subject] if deprels[c] in _RELATIVE and c > subject), -1)
    if verb < 0 or sentence.xpos[verb] not in ("VBD", "VBN", "VBZ", "VBP") or "," not in sentence.forms[verb:main]:
        return
    if "," in sentence.forms[mark:verb]:
        return
    others = [c for c in sentence.children[main] if deprels[c] in SUBJECTS and verb < c < main]
    if not others:
        return
    attach(sentence, verb, main, "advcl")
    attach(sentence, subject, verb, "nsubj")
    attach(sentence, mark, verb, "mark")
    if sentence.xpos[verb] == "VBN" and not any(deprels[c] in ("aux", "aux:pass") for c in sentence.children[verb]):
        sentence.xpos[verb] = "VBD"


def quotation_goes_on(sentence: Sentence, verb: int, speech: Collection[str]) -> None:
    """ ""We reject this," the minister said, "and we urge Keld …": what stands in the second half of a quotation goes
    on from the first, and not from the verb of speech."""
    said = sentence.heads[verb]
    if sentence.lemma_keys[said] not in speech or sentence.xpos[said] not in FINITE:
        return
    opening = [i for i in range(said, verb) if sentence.forms[i] in _QUOTES]
    before = [i for i in range(said) if sentence.forms[i] in _QUOTES]
    first = next((c for c in sentence.children[said] if sentence.deprels[c] in ("ccomp", "parataxis") and c < said), -1)
    if len(opening) == 1 and len(before) % 2 == 0 and first >= 0 and any(i > first for i in before):
        attach(sentence, verb, first, "conj")


def absolute(sentence: Sentence, subject: int) -> None:
    """ "The convoy left Orm, [its soldiers] waving flowers": a second subject behind the verb is that of the participle
    that hangs on it."""
    verb, deprels = sentence.heads[subject], sentence.deprels
    if not 0 <= verb < subject or sentence.upos[verb] != "VERB":
        return
    before = any(deprels[c] in SUBJECTS and c < verb for c in sentence.children[verb])
    if not before or sentence.forms[min(sentence.subtree(subject)) - 1] != ",":
        return
    for child in sentence.children[subject]:
        if child > subject and deprels[child] == "acl" and sentence.xpos[child] in ("VBG", "VBN"):
            attach(sentence, child, verb, "advcl")
            attach(sentence, subject, child, "nsubj" if sentence.xpos[child] == "VBG" else "nsubj:pass")
            return


def behind_quotation(sentence: Sentence, verb: int, speech: Collection[str]) -> None:
    """ ""Keld has blocked our ports," the envoy complained, but an aide denied it": what stands behind the verb of
    speech and outside of the quotation goes on from that verb, and not from what is quoted."""
    quoted, deprels = sentence.heads[verb], sentence.deprels
    said = sentence.heads[quoted]
    if not 0 <= quoted < said < verb or deprels[quoted] not in ("ccomp", "parataxis"):
        return
    if sentence.lemma_keys[said] not in speech or any(f in _QUOTES for f in sentence.forms[said:verb]):
        return
    if any(f in _QUOTES for f in sentence.forms[quoted:said]):
        attach(sentence, verb, said, "conj")


def participle_between(sentence: Sentence, verb: int) -> None:
    """ "The council, meeting in Orm, called on …": the name before a participle between commas is the subject of the
    verb behind it."""
    forms, heads, deprels = sentence.forms, sentence.heads, sentence.deprels
    if forms[verb - 1] != "," or any(deprels[c] in SUBJECTS for c in sentence.children[verb]):
        return
    opening = next((i for i in range(verb - 2, 0, -1) if forms[i] == ","), -1)
    participle = opening + 1
    if opening < 1 or sentence.xpos[participle] != "VBG":
        return
    subject = next((c for c in sentence.children[participle] if deprels[c] in SUBJECTS and c < opening), -1)
    inside = range(participle + 1, verb)
    if subject < 0 or any(sentence.upos[i] in ("VERB", "AUX") for i in inside) or is_below(sentence, verb, participle):
        return
    linked = any(deprels[c] == "cc" for c in sentence.children[verb])
    if not linked:
        attach(sentence, verb, heads[participle], deprels[participle])
    elif deprels[verb] == "advcl":
        deprels[verb] = "conj"
    attach(sentence, subject, verb, "nsubj")
    attach(sentence, participle, verb, "advcl")
    if sentence.xpos[verb] == "VBN" and not any(deprels[c].startswith("aux") for c in sentence.children[verb]):
        sentence.xpos[verb] = "VBD"


def kept_so(sentence: Sentence, participle: int) -> None:
    """ "Has kept the leader confined to a villa", "keeps the crossing shut": what somebody keeps another in is his
    doing, and does not tell which one is kept."""
    held = sentence.heads[participle]
    verb = sentence.heads[held]
    keys = sentence.lemma_keys
    if sentence.deprels[held] != "obj" or not verb < held < participle:
        return
    if keys[verb] == "keep" and keys[participle] in _CONFINED:
        attach(sentence, participle, verb, "xcomp")


def charged_there(sentence: Sentence, participle: int) -> None:
    """ "Spent a night in police cells, accused of …": not the cells are accused but who is held there."""
    if participle < 2 or sentence.forms[participle - 1] != "," or sentence.lemma_keys[participle] not in _CHARGED:
        return
    heads, deprels = sentence.heads, sentence.deprels
    place = above = heads[participle]
    case = next((c for c in sentence.children[place] if deprels[c] == "case"), -1)
    lasting = sentence.lemma_keys[place] in _TIMES
    if case < 0 or not (lasting or sentence.lemma_keys[case] in _STAYING):
        return
    if not lasting and sentence.upos[place] != "PROPN" and sentence.lemma_keys[place] not in _CELLS:
        return
    while above >= 0 and sentence.upos[above] != "VERB":
        above = heads[above]
    if above >= 0 and any(deprels[c] in SUBJECTS for c in sentence.children[above]):
        attach(sentence, participle, above, "advcl")


def object_behind_death(sentence: Sentence, death: int) -> None:
    """ "Hacked to death 16 villagers": a bare noun behind "to death" is the object, as behind a particle."""
    if sentence.lemma_keys[death - 1] == "to" and sentence.upos[sentence.heads[death]] == "VERB":
        object_behind_particle(sentence, death)


def object_behind_particle(sentence: Sentence, particle: int) -> None:
    """ "Took in half a million refugees": a bare noun behind a particle is the object."""
    verb = sentence.heads[particle]
    children, deprels = sentence.children, sentence.deprels
    if any(deprels[c] in ("obj", "ccomp", "nsubj:pass") for c in children[verb]) or verb > particle:
        return
    for noun in children[verb]:
        if deprels[noun] == "obl" and sentence.upos[noun] == "NOUN" and noun > particle:
            if not any(deprels[c] == "case" for c in children[noun]) and sentence.lemma_keys[noun] not in _TIMES:
                deprels[noun] = "obj"
            return


def recipient_of_bare(sentence: Sentence, thing: int) -> None:
    """ "Gave the rebels arms", "denied the envoy entry": who is given something stands right before it, where parsers
    take him for a modifier."""
    deprels, verb, person = sentence.deprels, sentence.heads[thing], thing - 1
    if verb >= person or deprels[person] != "compound" or sentence.heads[person] != thing:
        return
    if any(deprels[c] == "iobj" for c in sentence.children[verb]):
        return
    granted = sentence.lemma_keys[thing] in _GRANTED and sentence.upos[person] == "NOUN"
    if sentence.xpos[person] != "NNS" and not granted:
        return
    before = [c for c in sentence.children[thing] if c < person]
    if any(sentence.upos[i] == "VERB" for i in range(verb + 1, thing)):
        return
    for word in before:
        attach(sentence, word, person, deprels[word])
    attach(sentence, person, verb, "iobj")


def far_from(sentence: Sentence, mark: int) -> None:
    """ "Far from condemning Orm, Keld praised it": who praises it is who did not condemn it."""
    gerund = sentence.heads[mark]
    far = sentence.heads[gerund]
    if far != mark - 1 or sentence.lemma_keys[far] != "far" or sentence.xpos[gerund] != "VBG":
        return
    main = sentence.heads[far]
    if main > gerund and sentence.upos[main] == "VERB":
        attach(sentence, gerund, main, "advcl")
        attach(sentence, far, gerund, "advmod")


def without_if(sentence: Sentence, aux: int) -> None:
    """ "Had Keld paid, Orm would have freed them": parsers take what follows for what is said in the condition."""
    heads, deprels = sentence.heads, sentence.deprels
    verb = heads[aux]
    if verb < aux or deprels[aux] not in ("aux", "cop"):
        return
    comma = next((i for i in range(verb, len(heads)) if sentence.forms[i] == ","), -1)
    modal = next((i for i in range(comma + 1, len(heads)) if sentence.forms[i].lower() in _MODALS), -1)
    main = heads[modal] if 0 < comma < modal else -1
    if main > comma and heads[main] == verb and deprels[main] in ("ccomp", "parataxis", "conj", "xcomp"):
        attach(sentence, main, heads[verb], deprels[verb])
        attach(sentence, verb, main, "advcl")


def goes_on_after(sentence: Sentence, verb: int) -> None:
    """ "Pulled them from the sea after their boat hit a rock, [gave] them food and [took] them home": what stands
    behind the comma goes on with the main clause, which has the same subject."""
    deprels, children, tags = sentence.deprels, sentence.children, sentence.xpos
    main = sentence.heads[verb]
    if main < 0 or main > verb or sentence.upos[main] != "VERB" or tags[main] not in ("VBD", "VBZ"):
        return
    if not any(deprels[c] == "mark" and sentence.lemma_keys[c] in _CONJUNCTIONS for c in children[verb]):
        return
    if not any(deprels[c] in SUBJECTS for c in children[verb]):
        return
    further = [c for c in children[verb] if deprels[c] == "conj" and tags[c] == tags[main]]
    if len(further) < 2 or any(deprels[c] in SUBJECTS for f in further for c in children[f]):
        return
    first, last = further[0], further[-1]
    listed = any(deprels[c] == "cc" for c in children[last]) and not any(deprels[c] == "cc" for c in children[first])
    if listed and sentence.forms[first - 1] == ",":
        for word in further:
            attach(sentence, word, main, "conj")


def of_fight(sentence: Sentence, which: int) -> None:
    """ "Clashes with police which left six dead": the clashes did."""
    deprels, heads, lemmas = sentence.deprels, sentence.heads, sentence.lemma_keys
    verb = heads[which]
    if verb < 0 or deprels[verb] != "acl:relcl" or lemmas[verb] not in _COSTING:
        return
    side = heads[verb]
    while side >= 0 and deprels[side] == "conj":
        side = heads[side]
    fight = heads[side] if side >= 0 and deprels[side] == "nmod" else -1
    if fight >= 0 and lemmas[fight] in _FIGHTS and any(
        deprels[c] == "case" and lemmas[c] in ("with", "between", "against") for c in sentence.children[side]
    ):
        attach(sentence, verb, fight, "acl:relcl")
