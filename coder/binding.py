"""Where a pronoun stands: which words of its own sentence it can mean, must mean, or cannot mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .actor_phrase import ActorPhrase
    from .cast import Cast

#: Verbs that set somebody terms, and the conjunctions of these.
#: Sectors of bodies that let a person speak for them.
_SPOKEN_FOR = frozenset({"GOV", "MIL", "COP", "REB", "PTY", "LEG", "OPP"})
_CAUGHT = frozenset({"arrest", "beat", "charge", "detain", "jail", "sentence"})
_THREATS = frozenset({"warn", "threaten", "caution", "pressure", "urge", "attack", "bomb", "invade", "punish"})
_TERMS = frozenset({"if", "unless"})
#: On what somebody acts against others.
_SUSPICION = frozenset({"accusation", "allegation", "charge", "evidence", "fear", "ground", "grounds", "report",
                        "suspicion"})  # fmt: skip
#: Verbs by which somebody wants others to do something, and nouns for those whom they have sent.
_DEMANDING = frozenset({"ask", "demand", "insist", "propose", "request", "urge"})
_SENT_AWAY = frozenset({"army", "fighter", "force", "militia", "navy", "soldier", "soldiers", "troop", "troops"})
#: What is done to captives, in the beginning and at the end.
_TAKEN = frozenset({"abduct", "arrest", "capture", "detain", "hijack", "jail", "kidnap", "seize", "take"})
#: Whom one does not hurt where they are one's own, and how others hurt them.
_AT_THE_HEAD = frozenset({"chief", "commander", "leader", "member", "organiser", "organizer"})
_HURTING = frozenset({"abduct", "arrest", "assassinate", "beat", "capture", "detain", "imprison", "jail", "kidnap",
                      "kill", "seize", "shoot"})  # fmt: skip
_FREEING = frozenset({"deport", "exchange", "free", "hand", "release", "rescue", "swap"})
_OF_POSSESSIVE = {"their": "they", "its": "it", "his": "he", "her": "she"}

#: What is done with what is one's own.
_WITH_ONES_OWN = frozenset({"abandon", "adopt", "amend", "boost", "cease", "change", "clarify", "curb", "cut",
                            "disarm", "disband", "dismantle", "end", "fulfil", "fulfill", "halt", "honor",
                            "honour", "improve", "increase", "lay", "open", "pull", "reconsider", "reduce", "reform",
                            "rein", "remove", "reopen", "rethink", "reverse", "review", "scrap", "stop", "suspend",
                            "use", "withdraw"})  # fmt: skip
#: Who speaks of somebody as his own, and objects as subjects.
_SPEAK_FOR = frozenset({"attorney", "aunt", "brother", "colleague", "daughter", "doctor", "family", "father", "friend",
                        "husband", "lawyer", "mother", "office", "parent", "relative", "sister", "son", "spokesman",
                        "spokeswoman", "uncle", "wife"})  # fmt: skip
_SAME = {"him": "he", "he": "he", "her": "she", "she": "she", "himself": "he", "herself": "she"}
#: Verbs of two who talk, of what is done to those who did something, and of how it is found out.
_MEETING = frozenset({"confer", "meet", "negotiate", "speak", "talk"})
_PUNISHING = frozenset({"arrest", "charge", "convict", "deport", "detain", "expel", "fine", "indict", "jail",
                        "prosecute", "sentence", "suspend", "try"})  # fmt: skip
_FOUND_OUT = frozenset({"catch", "discover", "find", "get", "hear", "raid", "receive", "search", "see", "seize", "spot",
                        "stop"})  # fmt: skip


def as_of_speaker(cast: Cast, word: int) -> int:
    """ "His lawyer said officers had beaten him": the same as the pronoun before who speaks; -1 for none."""
    sentence = cast.sentence
    if sentence.deprels[word] not in ("obj", "iobj", "nsubj:pass", "obl"):
        return -1
    for verb in governors(cast, word):
        if sentence.lemma_keys[verb] not in cast.speech:
            continue
        for subject in sentence.children[verb]:
            if sentence.deprels[subject] != "nsubj" or subject > word or sentence.lemma_keys[subject] not in _SPEAK_FOR:
                continue
            meant = _SAME.get(sentence.forms[word].lower())
            for child in sentence.children[subject]:
                owner = sentence.deprels[child] == "nmod:poss" and child not in cast.busy
                if owner and _OF_POSSESSIVE.get(sentence.forms[child].lower(), "") == meant:
                    return child
    return -1


def named_beside(cast: Cast, word: int) -> list[int]:
    """Whom "they" means by what the clause before it tells of them: those freed, those who met, those punished."""
    return set_free(cast, word) or who_met(cast, word) or punished(cast, word)


def set_free(cast: Cast, word: int) -> list[int]:
    """ "Freed ten men months after they were abducted": whom somebody frees."""
    sentence = cast.sentence
    verb = sentence.heads[word]
    if sentence.deprels[word] != "nsubj:pass" or sentence.deprels[verb] != "advcl":
        return []
    if sentence.lemma_keys[verb] not in _TAKEN:
        return []
    node = sentence.heads[verb]
    while sentence.deprels[node] == "conj" and sentence.heads[node] >= 0:
        node = sentence.heads[node]
    if sentence.lemma_keys[node] not in _FREEING:
        return []
    return [c for c in sentence.children[node] if sentence.deprels[c] == "obj" and c < word]


def to_be_freed(cast: Cast, word: int) -> bool:
    """ "Demanded that they be freed": somebody who is held."""
    sentence = cast.sentence
    return sentence.deprels[word] == "nsubj:pass" and sentence.lemma_keys[sentence.heads[word]] in _FREEING


def who_met(cast: Cast, word: int) -> list[int]:
    """ "Doe met Roe in Orm and they agreed to …": both."""
    sentence, clauses = cast.sentence, cast.clauses
    verb = sentence.heads[word]
    met = sentence.heads[verb]
    if sentence.deprels[word] != "nsubj" or sentence.deprels[verb] != "conj" or met < 0:
        return []
    if sentence.lemma_keys[met] not in _MEETING or clauses.is_passive(met):
        return []
    clause = clauses.verb(met)
    with_whom = [o.head for o in clause.obliques if o.preposition == "with"]
    if sentence.lemma_keys[met] == "meet":
        with_whom = with_whom or clause.objects
    return [*clause.agents, *with_whom] if clause.agents and with_whom and max(with_whom) < word else []


def punished(cast: Cast, word: int) -> list[int]:
    """ "Arrested three men after they called for …": whom somebody is punished for what they did."""
    sentence = cast.sentence
    verb = sentence.heads[word]
    held = sentence.heads[verb]
    if sentence.deprels[word] != "nsubj" or sentence.deprels[verb] != "advcl" or held < 0:
        return []
    if sentence.lemma_keys[held] not in _PUNISHING or sentence.lemma_keys[verb] in _FOUND_OUT:
        return []
    marks = {sentence.lemma_keys[c] for c in sentence.children[verb] if sentence.deprels[c] == "mark"}
    held_ones = [c for c in sentence.children[held] if sentence.deprels[c] == "obj" and c < word]
    return [c for c in held_ones if marks & {"after", "because", "when", "as", "for"} and sentence.xpos[c] == "NNS"]


def is_first_subject(cast: Cast, word: int) -> bool:
    """Whether a word is the first subject of its sentence."""
    deprels = cast.sentence.deprels
    return deprels[word] in ("nsubj", "nsubj:pass") and not any(r.startswith("nsubj") for r in deprels[:word])


def governors(cast: Cast, word: int) -> list[int]:
    """The predicates above a word, from the inside out."""
    found, node, steps = [], word, 0
    while cast.sentence.heads[node] >= 0 and steps < 40:
        steps += 1
        node = cast.sentence.heads[node]
        found.append(node)
    return found


def binder(cast: Cast, word: int, avoid: frozenset[int]) -> int:
    """ "They will reopen their embassies": the subject of which a possessive only repeats the pronoun; -1 for none, and
    where it must be somebody else's."""
    sentence = cast.sentence
    if sentence.deprels[word] != "nmod:poss":
        return handed_on(cast, word)
    mate = sentence.heads[word]
    if sentence.deprels[mate] == "conj" and sentence.forms[word].lower() in ("his", "her"):
        first = sentence.heads[mate]  # "the general and [his] men"
        one = sentence.xpos[first] not in ("NNS", "NNP") and first not in avoid
        if one and any(p.kind == "agent" and cast.is_person(p) for p in cast.own(first)):
            return first
    subject = _OF_POSSESSIVE.get(sentence.forms[word].lower())
    verb = sentence.heads[sentence.heads[word]]
    while verb >= 0 and subject is not None:
        for child in sentence.children[verb]:
            if sentence.deprels[child].startswith("nsubj") and child < word:
                if child in avoid and _owns_official(cast, word):
                    return -1
                return child if sentence.forms[child].lower() == subject else -1
        verb = sentence.heads[verb] if sentence.deprels[verb] in ("xcomp", "conj", "obl", "obj") else -1
    return -1


def handed_on(cast: Cast, word: int) -> int:
    """ "Handed the men to a gang who killed them", "took them to a camp where guards beat them": whom somebody took
    there; -1 for none."""
    sentence = cast.sentence
    if sentence.forms[word].lower() != "them" or sentence.deprels[word] != "obj":
        return -1
    clause = sentence.heads[word]
    while clause >= 0 and sentence.deprels[clause] == "conj":
        clause = sentence.heads[clause]
    where = sentence.heads[clause] if clause >= 0 and sentence.deprels[clause] == "acl:relcl" else -1
    if where < 0 or sentence.deprels[where] != "obl":
        return -1
    for child in sentence.children[sentence.heads[where]]:
        several = sentence.forms[child].lower() == "them" or sentence.xpos[child] in ("NNS", "NNPS")
        taken = sentence.deprels[child] in ("obj", "nsubj:pass") and child < where and several
        if taken and any(p.code for p in cast.own(child)):  # not the bottles thrown at police, who charged them
            return child
    return -1


def _owns_official(cast: Cast, word: int) -> bool:
    """Whether a possessive stands with an office: "Orm left Keld. It criticised [its] president": not Orm's."""
    hit = cast.phrases.dictionary.agents.at(cast.sentence, cast.sentence.heads[word])
    return hit is not None and "GOV" in hit.agent.sectors


def demanders(cast: Cast, word: int) -> list[int]:
    """ "Keld accused Orm and demanded that its troops leave": who demands it, whose they are not; [] elsewhere."""
    sentence = cast.sentence
    force = sentence.heads[word]
    if sentence.deprels[word] != "nmod:poss" or sentence.lemma_keys[force] not in _SENT_AWAY:
        return []
    told = sentence.heads[force]
    if sentence.deprels[force] != "nsubj" or told < 0 or sentence.deprels[told] != "ccomp":
        return []
    verb = sentence.heads[told]
    return list(cast.clauses.verb(verb).agents) if sentence.lemma_keys[verb] in _DEMANDING else []


def not_their_own(cast: Cast, word: int) -> list[int]:
    """ "Police beat protesters and arrested their leaders": who arrests or kills leaders, whose they are not."""
    sentence = cast.sentence
    led = sentence.heads[word]
    if sentence.deprels[word] != "nmod:poss" or led < 0 or sentence.lemma_keys[led] not in _AT_THE_HEAD:
        return []
    verb = sentence.heads[led] if sentence.deprels[led] in ("obj", "nsubj:pass") else -1
    if verb < 0 or sentence.lemma_keys[verb] not in _HURTING:
        return []
    return list(cast.clauses.verb(verb).agents)


def asked_to(cast: Cast, verb: int) -> list[int]:
    """ "Urged Keld to withdraw its troops": who is to do what he can only do with what is his own."""
    sentence = cast.sentence
    above = sentence.heads[verb]
    if sentence.deprels[verb] != "xcomp" or above < 0 or sentence.lemma_keys[verb] not in _WITH_ONES_OWN:
        return []
    if any(sentence.deprels[c].startswith("nsubj") for c in sentence.children[verb]):
        return []
    subjects = [c for c in sentence.children[above] if sentence.deprels[c].startswith("nsubj")]
    return [a for a in cast.clauses.verb(verb).agents if a not in subjects and a < verb]


def told_before(cast: Cast, own_subject: set[int]) -> int:
    """ "Keld would lift the ban should Orm free them, its president said": the subject of what the speaker says, where
    it stands before him; -1 for none."""
    sentence = cast.sentence
    deprels = sentence.deprels
    speaker = next((w for w in own_subject if deprels[w] == "nsubj"), -1)
    verb = sentence.heads[speaker] if speaker >= 0 else -1
    if verb < 0 or sentence.lemma_keys[verb] not in cast.speech:
        return -1
    if deprels[verb] == "parataxis":
        told = sentence.heads[verb]
    else:
        told = next((c for c in sentence.children[verb] if deprels[c] == "ccomp" and c < speaker), -1)
    if told < 0 or told > speaker:
        return -1
    return next((c for c in sentence.children[told] if deprels[c] in ("nsubj", "nsubj:pass")), -1)


def parallel(cast: Cast, word: int) -> list[int]:
    """ "Keld condemned Orm, but Tave praised it": the object of the verb before, where both have their own subject."""
    sentence = cast.sentence
    verb = sentence.heads[word]
    if sentence.forms[word] == "them":  # "handed some of them to Keld, which tortured two of them"
        before = [i for i in range(word) if sentence.forms[i] == "them" and i not in cast.busy]
        subject = [c for c in sentence.children[verb] if sentence.deprels[c] == "nsubj"] if verb >= 0 else []
        before += [c for s in subject for c in sentence.children[s] if sentence.forms[c].lower() == "their"]
        if before and sentence.deprels[word] in ("obj", "nmod", "obl"):
            return before[-1:]
    if sentence.deprels[word] != "obj" or verb < 0 or sentence.deprels[verb] != "conj":
        return []
    children = sentence.children[verb]
    before = sentence.children[sentence.heads[verb]]
    told = [c for c in before if sentence.deprels[c] == "ccomp" and c < verb]
    further = told and not any(sentence.deprels[c] == "obj" for c in before)
    joined = any(sentence.lemma_keys[c] == "but" or (further and sentence.lemma_keys[c] == "and") for c in children)
    if not joined or not any(sentence.deprels[c] == "nsubj" and c < word for c in children):
        return []
    if further:  # "Orm said it would punish Keld, and Tave threatened it"
        before = sentence.children[told[0]]
    return [h for c in before if sentence.deprels[c] == "obj" and c < verb for h in cast.clauses.conjuncts(c)]


def not_itself(cast: Cast, word: int) -> list[int]:
    """ "Forces drove [them] back", "arrested activists and handed some of [them] over": who does it is not meant, but
    for "themselves"."""
    sentence = cast.sentence
    if sentence.forms[word].lower()[-3:] in ("elf", "ves"):
        return []
    whole = sentence.heads[word] if sentence.deprels[word] == "nmod" else word  # "some of them"
    verb = sentence.heads[whole] if whole >= 0 else -1
    if verb < 0 or sentence.deprels[whole] not in ("obj", "iobj") or sentence.upos[verb] != "VERB":
        return []
    if whole != word and cast.clauses.preposition(word) != "of":
        return []
    own = [c for c in sentence.children[verb] if sentence.deprels[c] == "nsubj"]
    shares = whole != word or (sentence.deprels[verb] == "conj" and sentence.deprels[word] == "obj")
    return own or (list(cast.clauses.verb(verb).agents) if shares and verb not in cast.busy else [])


def caught(cast: Cast, word: int) -> bool:
    """ "Police clashed with students. Thirty of [them] were arrested": not those who arrest."""
    sentence = cast.sentence
    whole = sentence.heads[word]
    if whole < 0 or sentence.deprels[word] not in ("nmod", "obl") or sentence.deprels[whole] != "nsubj:pass":
        return False
    return sentence.lemma_keys[sentence.heads[whole]] in _CAUGHT


def on_terms(cast: Cast, word: int) -> list[int]:
    """ "Keld warned Orm of war if it did not leave", "will attack Orm unless it disarms": who must meet the terms of a
    threat is whom it is made to; "cut off aid to Orm on suspicion that it arms rebels": who is suspected, to whom it is
    done."""
    sentence = cast.sentence
    verb = sentence.heads[word]
    if verb >= 0 and sentence.deprels[verb] == "acl" and sentence.lemma_keys[sentence.heads[verb]] in _SUSPICION:
        return _suspected(cast, sentence.heads[verb])
    if verb < 0 or sentence.deprels[word] != "nsubj" or sentence.deprels[verb] != "advcl":
        return []
    threat = sentence.heads[verb]
    if threat > verb or sentence.lemma_keys[threat] not in _THREATS or cast.clauses.marker(verb) not in _TERMS:
        return []
    return [
        h
        for c in sentence.children[threat]
        if sentence.deprels[c] in ("obj", "iobj") and c < word
        for h in cast.clauses.conjuncts(c)
    ]


def _suspected(cast: Cast, suspicion: int) -> list[int]:
    """To whom something is done on a suspicion."""
    done = cast.sentence.heads[suspicion]
    if done < 0 or cast.sentence.deprels[suspicion] != "obl":
        return []
    clause = cast.clauses.verb(done)
    aimed = [o.head for o in clause.obliques if o.preposition in ("to", "against", "on", "with", "from")]
    return [h for h in (*clause.objects, *aimed) if h < suspicion and cast.can_fill(h) > 1]


def in_subject(cast: Cast, word: int) -> set[int]:
    """The words on the way up while still inside a subject: a pronoun in it cannot stand for that subject."""
    found, node = {word}, word
    while cast.sentence.heads[node] >= 0:
        if cast.sentence.deprels[node] in ("nsubj", "nsubj:pass"):
            return found
        if cast.sentence.upos[cast.sentence.heads[node]] in ("VERB", "AUX"):
            return {word}
        node = cast.sentence.heads[node]
        found.add(node)
    return found


def top(cast: Cast, word: int, below: int) -> int:
    """The ancestor of ``word`` that hangs directly on ``below``."""
    node = word
    while cast.sentence.heads[node] not in (below, -1):
        node = cast.sentence.heads[node]
    return node


def principal(cast: Cast, word: int) -> list[ActorPhrase]:
    """ "A Keldish army spokesman said they had …", "the minister said it would …": those for whom he speaks."""
    for verb in governors(cast, word):
        # not "he urged them"
        if verb != cast.sentence.heads[word] and cast.sentence.lemma_keys[verb] in cast.speech:
            said = [p for h in cast.sayers_of(verb) for p in cast.own(h)]
            if said:
                speaks = len(said) == 1 and _SPOKEN_FOR.intersection(said[0].sectors) and said[0].resolved
                return said if speaks and cast.is_person(said[0]) else []
    return []
