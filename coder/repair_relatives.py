"""Repairs of relative clauses: of whom they tell, and what hangs in them that belongs to the main clause."""

from __future__ import annotations

from .repair_predicates import CALLED
from .repair_tools import SUBJECTS, attach
from .sentence import Sentence
from .tree import FINITE
from .words import Words

#: What comes from somebody and cannot itself speak or act.
_SENT = frozenset({"anger", "complaint", "condemnation", "criticism", "denial", "fury", "ire", "objection",
                   "opposition", "outcry", "outrage", "praise", "pressure", "protest", "protests", "rebuke", "reprisal",
                   "retaliation", "scorn", "support", "backing", "help", "aid", "assistance", "invitation",
                   "concern", "request", "call", "plea", "demand", "appeal", "threat"})  # fmt: skip
_SENDERS = frozenset({"from", "by"})
_WHO = frozenset({"which", "who", "whose"})
#: Prepositions of those to whom a deed is done or with whom, and verbs of what only somebody can do.
_OF_PARTIES = frozenset({"against", "by", "for", "from", "of", "on", "to", "upon", "with"})
_SPOKEN = frozenset({"accept", "accuse", "agree", "back", "blame", "condemn", "consider", "criticise",
                     "criticize", "demand", "denounce", "deny", "dispute", "fear", "insist", "oppose", "recall",
                     "refuse", "regard", "reject", "retaliate", "see", "summon", "support", "threaten", "view",
                     "vow", "want", "welcome"})  # fmt: skip
_MEASURES = frozenset({"accord", "agreement", "ban", "blockade", "border", "boycott", "contact", "contract",
                       "cooperation", "deal", "dialogue", "dispute", "embargo", "fighting", "frontier", "levy", "link",
                       "meeting", "negotiation", "offensive", "pact", "penalty", "relation", "relations",
                       "restriction", "row", "sanction", "standoff", "summit", "talk", "talks", "tariff", "tie",
                       "ties", "trade", "truce", "war"})  # fmt: skip
#: Those who are no "which".
_PERSONS = frozenset({"ambassador", "diplomat", "envoy", "inspector", "king", "leader", "minister", "observer",
                      "official", "premier", "president", "prisoner", "soldier", "worker"})  # fmt: skip
_PLACES = frozenset({"area", "city", "district", "province", "region", "seat", "state", "town", "village"})
#: What an attack does, and attacks that do it.
_HARMING = frozenset({"destroy", "injure", "kill", "maim", "wound"})
#: Verbs by which others are made to do something, and what is said or refused meanwhile.
_COMMANDING = frozenset({"advise", "ask", "beg", "call", "command", "direct", "forbid", "implore", "instruct", "invite",
                         "order", "press", "request", "tell", "urge", "warn"})  # fmt: skip
_WITH_WORDS = frozenset({"accuse", "blame", "brush", "call", "cite", "condemn", "criticise", "criticize", "defy",
                         "denounce", "dismiss", "ignore", "insist", "invoke", "praise", "promise", "rebuff", "reject",
                         "say", "stress", "thank", "threaten", "vow", "warn"})  # fmt: skip
#: What a deed is called.
_VERDICTS = frozenset({"aggression", "atrocity", "betrayal", "blackmail", "blow", "breach", "coup", "crime",
                       "escalation", "insult", "mistake", "outrage", "piracy", "provocation", "setback", "step",
                       "theft", "violation"})  # fmt: skip
_DESCRIBING = frozenset({"condemn", "denounce", "describe", "regard", "see", "view"})
#: What one deed brings others to do.
_BRINGING = frozenset({"anger", "cause", "compel", "draw", "enrage", "force", "infuriate", "invite", "lead", "prompt",
                       "provoke", "push", "spark", "trigger"})  # fmt: skip
_STRIKING = frozenset({"ambush", "attack", "blow", "bomb", "bombard", "crash", "detonate", "explode", "fire", "hit",
                       "open", "plough", "plow", "raid", "ram", "sink", "shell", "shoot", "slam", "storm", "strafe",
                       "strike", "target"})  # fmt: skip


def which_of_sender(sentence: Sentence, words: Words, verb: int) -> None:
    """ "A protest from Keld, which called the charges groundless", "sanctions on Keld, which denied it", "a district
    run by the party, whose leader …": whoever is named last before the comma, not a deed or a place."""
    heads, deprels, lemmas = sentence.heads, sentence.deprels, sentence.lemma_keys
    noun = heads[verb]
    mark = next((i for i in range(verb - 1, noun + 3, -1) if lemmas[i] in _WHO and sentence.forms[i - 1] == ","), -1)
    if mark < 0 or sentence.upos[noun] != "NOUN":
        return
    whose = lemmas[mark] == "whose"
    subject = heads[mark] if whose else mark
    if heads[subject] != verb or deprels[subject] not in SUBJECTS:
        return
    sender = mark - 2
    while sentence.upos[heads[sender]] in ("NOUN", "PROPN") and noun < heads[sender] < mark - 1:
        sender = heads[sender]
    case = next((c for c in sentence.children[sender] if deprels[c] == "case"), -1)
    if case < 0 or sender <= noun or sentence.upos[sender] not in ("NOUN", "PROPN"):
        return
    sent = lemmas[noun] in _SENT and lemmas[case] in _SENDERS
    sent = sent and any(deprels[c] == "obj" for c in sentence.children[verb])
    spoken = lemmas[verb] in words.speech or lemmas[verb] in words.naming or lemmas[verb] in _SPOKEN
    named = sentence.upos[sender] == "PROPN" and lemmas[case] in _OF_PARTIES and spoken
    deed = lemmas[noun] in words.nominal or lemmas[noun] in _MEASURES or sentence.forms[noun].endswith("ing")
    deed = (deed and lemmas[noun] not in words.document) or (lemmas[mark] == "which" and lemmas[noun] in _PERSONS)
    if sent or (named and deed) or (named and whose and lemmas[noun] in _PLACES):
        attach(sentence, verb, sender, "acl:relcl")


def killing_behind(sentence: Sentence, verb: int) -> None:
    """ "Bombed a festival at which people protested, killing ten", "struck a boat that was carrying arms, killing ten":
    what did the harm is the attack, not what the relative clause tells."""
    heads, deprels, lemmas = sentence.heads, sentence.deprels, sentence.lemma_keys
    inner = heads[verb]
    if lemmas[verb] not in _HARMING or inner < 0 or not deprels[inner].startswith("acl") or lemmas[inner] in _STRIKING:
        return
    main, steps = heads[inner], 0
    while main >= 0 and sentence.upos[main] != "VERB" and steps < 6:
        main, steps = heads[main], steps + 1
    if main >= 0 and lemmas[main] in _STRIKING and sentence.forms[verb - 1] == ",":
        attach(sentence, verb, main, "advcl")


def said_by_main(sentence: Sentence, verb: int) -> None:
    """ "Ordered the army to expand its offensive, defying appeals from Orm", "told its citizens to leave, accusing Keld
    of …": behind a comma who orders does it, not who is to obey."""
    heads, deprels, lemmas = sentence.heads, sentence.deprels, sentence.lemma_keys
    inner = heads[verb]
    main = heads[inner] if inner >= 0 else -1
    if main < 0 or deprels[inner] != "xcomp" or sentence.xpos[inner] != "VB" or sentence.forms[verb - 1] != ",":
        return
    if lemmas[main] in _COMMANDING and lemmas[verb] in _WITH_WORDS and any(
        deprels[c] == "obj" and main < c < inner for c in sentence.children[main]
    ):
        attach(sentence, verb, main, "advcl")


def judging_all(sentence: Sentence, words: Words, verb: int) -> None:
    """ "Banned women from working for aid groups, which Keld called unacceptable": the ban, not the groups."""
    heads, deprels, lemmas = sentence.heads, sentence.deprels, sentence.lemma_keys
    below = sentence.children[verb]
    which = next((c for c in below if lemmas[c] == "which" and deprels[c] == "obj"), -1)
    if which < 1 or sentence.forms[which - 1] != ",":
        return
    if lemmas[verb] not in words.naming and lemmas[verb] not in _DESCRIBING:
        return
    if not any(c > verb and (lemmas[c] in CALLED or lemmas[c] in _VERDICTS) for c in below):
        return
    main, steps = heads[verb], 0
    while main >= 0 and not _is_finite(sentence, main) and steps < 8:
        main, steps = heads[main], steps + 1
    if main >= 0 and sentence.upos[main] == "VERB":
        attach(sentence, verb, main, "advcl")


def _is_finite(sentence: Sentence, verb: int) -> bool:
    if sentence.xpos[verb] in FINITE:
        return True
    return sentence.upos[verb] == "VERB" and any(sentence.deprels[c][:3] == "aux" for c in sentence.children[verb])


def brought_about_by_saying(sentence: Sentence, words: Words, verb: int) -> None:
    """ "Said it would recognise Keld, prompting Orm to recall its envoy": what was said has brought it about."""
    heads, deprels, lemmas = sentence.heads, sentence.deprels, sentence.lemma_keys
    told = heads[verb]
    if lemmas[verb] not in _BRINGING or told < 0 or deprels[told] != "ccomp" or sentence.forms[verb - 1] != ",":
        return
    says = heads[told]
    if says < 0 or says > told or lemmas[says] not in words.speech or sentence.xpos[says] not in FINITE:
        return
    if any(sentence.xpos[c] == "MD" for c in sentence.children[told]):
        attach(sentence, verb, says, "advcl")
