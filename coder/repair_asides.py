"""Repairs of asides: who says it behind or between what is told, what people are called, and where something lies."""

from __future__ import annotations

from .repair_tools import NOMINAL, SUBJECTS, attach, head_of, is_below
from .sentence import Sentence

#: What somebody has who must do the one thing.
_CHOICES = frozenset({"alternative", "choice", "option"})
#: Verbs of speech that parsers take for what was done to who says so.
_TELLING = frozenset({"acknowledge", "admit", "allege", "announce", "assert", "claim", "complain", "confirm", "declare",
                      "insist", "maintain", "note", "report", "reveal", "say", "state", "warn"})  # fmt: skip
_OBJECTS = frozenset({"obj", "obl", "obl:agent", "xcomp", "ccomp"})
#: What those do who go on speaking, and how soon.
_JUDGING = frozenset({"accuse", "blame", "brand", "call", "cite", "condemn", "denounce", "describe", "dismiss", "liken",
                      "praise", "promise", "quote", "reject", "urge", "vow", "warn"})  # fmt: skip
_SOON = 7


def trailing_speaker(sentence: Sentence, verb: int) -> None:
    """ "Rebels killed ten soldiers, an official with knowledge of the matter said", "…, an officer who asked not to be
    named said": parsers take the speaker for an apposition of the last thing told."""
    deprels, heads = sentence.deprels, sentence.heads
    if any(deprels[c] in SUBJECTS for c in sentence.children[verb]):
        return
    comma = next((i for i in range(verb - 2, 0, -1) if sentence.forms[i] == ","), -1)
    speaker = head_of(sentence, comma + 1, verb) if comma > 0 else -1
    if speaker < 0 or not -1 < heads[speaker] < comma:
        return
    second = any(deprels[c] in SUBJECTS and c < heads[speaker] for c in sentence.children[heads[speaker]])
    mistaken = ("appos", "parataxis", "conj", "nsubj:pass")  # "a boy was shot, his family said"
    if deprels[speaker] not in mistaken and not (second and deprels[speaker] == "nsubj"):
        return  # "Orm will crush Keld, its president said": not both do so
    joined = deprels[speaker] == "conj" and any(deprels[c] == "cc" for c in sentence.children[speaker])
    if joined or not all(is_below(sentence, i, speaker) for i in range(comma + 1, verb)):
        return
    if is_below(sentence, verb, speaker):
        root = heads.index(-1)
        if deprels[verb] != "xcomp" or root > comma:
            return
        attach(sentence, verb, root, "parataxis")
    elif not any(deprels[c] == "ccomp" and c < comma for c in sentence.children[verb]):
        return
    attach(sentence, speaker, verb, "nsubj")


def says_more(sentence: Sentence, said: int, speech: frozenset[str]) -> None:
    """ "Keld has cut the lines, an envoy said, [calling] the siege cruel": the envoy calls it so, not Keld."""
    deprels, heads, lemmas = sentence.deprels, sentence.heads, sentence.lemma_keys
    comma = next((i for i in range(said + 1, min(said + _SOON, len(heads) - 1)) if sentence.forms[i] == ","), -1)
    if comma < 0 or not any(deprels[c] == "ccomp" and c < said for c in sentence.children[said]):
        return
    verb = comma + 1
    judges = lemmas[verb] in speech or lemmas[verb] in _JUDGING
    if sentence.xpos[verb] == "VBG" and judges and deprels[verb] == "advcl" and 0 <= heads[verb] < said:
        attach(sentence, verb, said, "advcl")


def branded(sentence: Sentence, participle: int) -> None:
    """ "The leaders, [branded] terrorists by the minister, …": what they were called and by whom, not other people."""
    deprels, heads = sentence.deprels, sentence.heads
    name = heads[participle]
    if name != participle + 1 or deprels[name] != "appos" or sentence.forms[participle - 1] != ",":
        return
    agents = [c for c in sentence.children[name] if c > name and deprels[c] == "nmod"]
    agents = [c for c in agents if any(sentence.lemma_keys[g] == "by" for g in sentence.children[c])]
    if not agents:
        return
    attach(sentence, participle, heads[name], "acl")
    attach(sentence, name, participle, "xcomp")
    attach(sentence, agents[0], participle, "obl:agent")
    sentence.upos[participle], sentence.xpos[participle] = "VERB", "VBN"


def no_choice_but(sentence: Sentence, but: int) -> None:
    """ "Will have no choice [but] to withdraw": the withdrawal is what will be, or was."""
    deprels, heads, lemmas = sentence.deprels, sentence.heads, sentence.lemma_keys
    choice = but - 1
    have = heads[choice]
    if lemmas[choice] not in _CHOICES or have < 0 or lemmas[have] not in ("have", "see"):
        return
    if sentence.upos[have] == "AUX":
        return  # done before
    done = next((i for i in range(but + 2, min(but + 5, len(lemmas))) if sentence.upos[i] == "VERB"), -1)
    if sentence.forms[but + 1] != "to" or done < 0:
        return
    attach(sentence, done, heads[have], deprels[have])
    for child in list(sentence.children[have]):
        if child != choice:
            attach(sentence, child, done, deprels[child])
    attach(sentence, have, done, "aux")
    attach(sentence, choice, have, "fixed")
    attach(sentence, but, have, "fixed")
    attach(sentence, but + 1, have, "fixed")
    sentence.upos[have] = "AUX"


def south_of(sentence: Sentence, side: int) -> None:
    """ "Bombed three villages [south] of Orm City": near that city, and of its country."""
    deprels, heads = sentence.deprels, sentence.heads
    noun = heads[side]
    if noun < 0 or noun > side or deprels[side] not in ("advmod", "nmod", "obl", "amod"):
        return
    if any(deprels[c] in ("case", "det") for c in sentence.children[side]):
        return  # "from [the] west of Orm"
    for place in sentence.children[side]:
        case = next((c for c in sentence.children[place] if deprels[c] == "case"), -1)
        if case == side + 1 and sentence.lemma_keys[case] == "of":
            attach(sentence, place, noun, "obl" if sentence.upos[noun] == "VERB" else "nmod")
            attach(sentence, side, place, "advmod")
            sentence.lemma_keys[case] = "near"
            return


def speaker_between(sentence: Sentence, speech: int) -> None:
    """ "Rebels had laid mines on a beach, an aide of the minister alleged, and had …": between two commas stands who
    says so; parsers take him for another name of the last noun, and what he says for what was done to him."""
    deprels, forms, upos = sentence.deprels, sentence.forms, sentence.upos
    opening = next((i for i in range(speech - 1, 0, -1) if forms[i] == ","), -1)
    last = speech + 1 == len(forms) or (forms[speech + 1] == "." and speech + 2 == len(forms))
    if opening < 2 or opening > speech - 2 or not (last or forms[speech + 1] == ","):
        return
    if sentence.lemma_keys[speech] not in _TELLING:
        return  # "freed four teachers, men accused."
    if any(upos[i] not in NOMINAL | {"ADV", "VERB", "PUNCT"} for i in range(opening + 1, speech)):
        return
    speaker = head_of(sentence, opening + 1, speech)
    if speaker < 0 or any(deprels[c] in _OBJECTS for c in sentence.children[speech]):
        return
    if sentence.heads[speaker] == speech:
        host = sentence.heads[speech]
    elif deprels[speaker] in ("appos", "conj", "nmod") and is_below(sentence, speech, speaker):
        host = sentence.heads[speaker]
    else:
        return
    while host >= 0 and upos[host] not in ("VERB", "AUX"):
        host = sentence.heads[host]
    if not 0 <= host < opening:
        return
    attach(sentence, speech, host, "parataxis")
    attach(sentence, speaker, speech, "nsubj")
    sentence.xpos[speech] = "VBD"
