"""Arguments that a verb does not have itself but is understood to have: by coordination, control, raising, participles
and relative clauses, and where a parser has hung them on a neighbour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clause_record import Clause, Oblique
from .dates import MONTHS, WEEKDAYS
from .shared_fight import shared_fight
from .tree import HARMING, NOMINAL, PREDICATES

if TYPE_CHECKING:
    from .clause import Clauses

#: Verbs of what is shot: whoever fired a missile did not fire the tank named before it.
_SHOOTING = frozenset({"fire", "launch", "shoot", "send"})
#: Participles by which one says why one asks others for something.
_BLAMING = frozenset({"accuse", "allege", "blame", "call", "cite", "claim", "condemn", "criticise", "criticize", "say"})
#: Prepositions of a gerund that tells what somebody is accused of, arrested for, kept from.
_BLAMED = frozenset({"of", "for", "from"})
#: Markers of an infinitive or gerund that a passive verb governs: "was told to leave", "was kept from leaving".
_GOVERNED = frozenset({"to", "from", "of", "for"})
#: "By" what something is done in time, not by somebody; how long it has gone on ("months of trading tips").
_TIMES = frozenset(
    {*MONTHS, *WEEKDAYS, "end", "date", "deadline", "midnight", "noon", "time", "hour", "day", "night", "week", "month",
     "year", "decade", "autumn", "fall", "spring", "summer", "winter"}
)  # fmt: skip


def shared_agent(clauses: Clauses, clause: Clause) -> None:
    """ "Was bombed and later occupied by Keld": coordinated passives share the by-phrase. "Was barred from running [by
    the council]", "was told to leave [by the police]": it may hang on what the passive verb governs."""
    sentence = clauses.sentence
    for child in clauses.children[clause.head]:
        passive = sentence.deprels[child] == "conj" and sentence.upos[child] == "VERB" and clauses.is_passive(child)
        if passive and not clauses.has_subject(child) and not _apart(clauses, clause, child):
            clause.add_agents(clauses.own(child).agents, "coordination_shares_agent")
        elif passive:
            shared_fight(clauses, clause, child)
    governor = sentence.heads[clause.head]
    if not clause.agents and sentence.deprels[clause.head] == "conj" and clauses.is_passive(governor):
        # "were beaten and arrested by police", where the by-phrase hangs on the first
        after = [a for a in clauses.own(governor).agents if a > clause.head]
        clause.add_agents(after, "coordination_shares_agent")
    for marker, head in () if clause.agents else clause.complements:
        below = clauses.own(head) if marker in _GOVERNED else None
        if below is not None and not below.passive:
            by = [o.head for o in below.obliques if o.preposition == "by" and _may_act(clauses, o.head)]
            clause.add_agents(by, "agent_below")


def _apart(clauses: Clauses, clause: Clause, second: int) -> bool:
    """Whether the second of two coordinated passives is a deed of its own: "arrested in Orm and charged by Zorvia",
    "was freed and was received by her family"."""
    deprels, upos = clauses.sentence.deprels, clauses.sentence.upos
    if any(deprels[c] == "aux:pass" for c in clauses.children[second]):
        return True
    return any(o.preposition == "in" and o.head < second and upos[o.head] == "PROPN" for o in clause.obliques)


def _may_act(clauses: Clauses, word: int) -> bool:
    """Whether "by" may name somebody: no time, no means ("by train")."""
    if clauses.lemmas[word] in _TIMES or clauses.sentence.upos[word] not in ("NOUN", "PROPN"):
        return False
    deprels = clauses.sentence.deprels
    return clauses.sentence.upos[word] == "PROPN" or any(
        deprels[c] in ("det", "nmod:poss", "amod", "compound") for c in clauses.children[word]
    )


def raised_subject(clauses: Clauses, clause: Clause) -> None:
    """ "Zorvia is expected to sign": the subject of a passive raising verb is the one that acts. Not so with verbs
    that take a person and an infinitive ("was urged to sign")."""
    lemma = clauses.lemmas[clause.head]
    if lemma in clauses.vocabulary.object_control or not any(m == "to" for m, _ in clause.complements):
        return
    embedding = clauses.vocabulary.embedding
    form = clauses.sentence.forms[clause.head].lower()
    if "to" in embedding.get((lemma, "v"), ()) or "to" in embedding.get((form, "a"), ()):
        clause.agents, clause.objects = clause.objects, []
        clause.passive = False
        clause.constructions.append("raised_subject")


def shared_subject(clauses: Clauses, clause: Clause) -> None:
    """A verb without a subject of its own takes the one it is understood to have: coordination ("blamed Keld and
    promised aid"), control and raising ("agreed to help"), participles ("…, offering a truce"), reduced
    relatives ("the general arrested by Zorvia", "troops occupying the town")."""
    head, sentence = clause.head, clauses.sentence
    relation, governor = sentence.deprels[head], sentence.heads[head]
    if governor < 0 or clause.head in clauses.active:
        return
    base = relation.split(":")[0]
    subjects: list[int] = []
    why = base
    if base == "conj":
        if sentence.upos[governor] in ("VERB", "ADJ", "AUX") or clauses.has_subject(governor):
            subjects, why = clauses.surface_subject(governor), "coordination_shares_subject"
    elif base == "xcomp" or (base == "csubj" and sentence.upos[governor] == "ADJ" and clauses.marker(head) == "to"):
        subjects, why = controller(clauses, governor), "control"  # also "[was quick] to condemn it"
    elif base == "ccomp" and not clauses.has_subject(head):
        if clause.kind == "v" and (clauses.is_participle(head, "VBG") or clauses.marker(head) == "to"):
            subjects, why = controller(clauses, governor), "control"
        elif head > governor:
            if clause.kind == "v":
                subjects, why = _before_parenthesis(clauses, governor), "parenthetical_speaker"
            speech = clauses.lemmas[governor] in clauses.vocabulary.speech
            if not subjects and speech and head - governor <= 2 and not clauses.marker(head):
                # a headline's "Orm says ready to talk", "Keld says shot down drone"
                subjects, why = controller(clauses, governor), "headline_speaker"
    elif base == "advcl":
        if (
            clause.passive
            or clauses.is_participle(head, "VBG")
            or clauses.marker(head) == "to"
            or clauses.is_perfect_participle(head)
        ):
            subjects, why = _of_adverbial(clauses, head, governor)
    elif base == "acl" and sentence.upos[governor] not in PREDICATES:
        if clauses.marker(head) == "to":
            subjects, why = _who_is_first(clauses, governor) or clauses.owners(governor), "infinitive_of_noun"
        elif clause.passive:
            subjects = [governor]
            if clauses.lemmas[head] not in _SHOOTING and clauses.preposition(governor) != "with":
                # "[journalists] and [activists] kidnapped last week", but "in a fight, with six [soldiers] … killed"
                same = sentence.upos[governor]
                subjects = [h for h in clauses.conjuncts(governor) if h < head and sentence.upos[h] == same]
            why = "reduced_passive_relative"
            if clauses.preposition(governor) == "among" and clauses.has_subject(governor):
                subjects = clauses.surface_subject(governor)  # "two nurses were among the nine people killed"
        elif clauses.lemmas[governor] in _TIMES and sentence.forms[head - 1] == "of":
            # "arrested them after [months of trading tips]"
            subjects, why = clauses.surface_subject(sentence.heads[governor]), "gerund_shares_subject"
        elif clauses.marker(head):
            subjects, why = clauses.owners(governor), "gerund_of_noun"
        elif sentence.forms[head - 1] == "," and clauses.copula(governor) >= 0:
            # "Keld is the largest donor, sending …"
            subjects, why = clauses.surface_subject(governor), "participle_shares_subject"
        elif relation == "acl" or not clause.objects:
            subjects, why = [governor], "reduced_relative"
    elif base in ("obl", "nmod", "obj") and clauses.is_gerund(head):
        subjects, why = clauses.surface_subject(governor), "gerund_shares_subject"
    elif base == "amod" and head > governor and sentence.upos[governor] in NOMINAL:
        subjects, why = [governor], "reduced_relative"  # "a report critical of Keld"
    if not subjects:
        return
    if clause.passive:
        clause.add_objects([s for s in subjects if s not in clause.agents], why)
    else:
        clause.add_agents(subjects, why)


def _of_adverbial(clauses: Clauses, head: int, governor: int) -> tuple[list[int], str]:
    """The subject of an infinitive or participle that stands beside a verb, and the construction."""
    sentence = clauses.sentence
    marker = clauses.marker(head)
    if marker == "to" and clauses.lemmas[governor] in clauses.vocabulary.object_control:
        return controller(clauses, governor), "control"
    joined = clauses.own(governor).objects if marker == "in" and clauses.lemmas[governor] == "join" else []
    if joined and all(sentence.upos[o] == "PROPN" for o in joined):  # "joined Orm in breaking off ties"
        return [*clauses.surface_subject(governor), *joined], "gerund_of_both"
    if sentence.upos[governor] == "ADJ" and marker == "for":  # "frustrated with Keld for blocking the plan"
        blamed = [o.head for o in clauses.own(governor).obliques if o.preposition in ("with", "at")]
        return blamed or clauses.surface_subject(governor), "gerund_of_oblique"
    if marker in _BLAMED and head > governor and (objects := clauses.own(governor).objects):
        return objects, "gerund_of_object"  # "accused Keld of carrying out the raid"
    if clauses.lemmas[governor] in clauses.vocabulary.perceiving and sentence.forms[head - 1] != ",":
        # "saw Keld arming rebels"
        return clauses.own(governor).objects or clauses.surface_subject(governor), "seen_doing"
    if clauses.lemmas[head] in HARMING and clauses.own(governor).passive:
        return _deed(clauses, governor), "participle_of_deed"
    if clauses.lemmas[head] in _BLAMING and not marker and sentence.deprels[governor] == "xcomp":
        governor = sentence.heads[governor]  # "called on Keld to stop, accusing it of theft": who called
    return clauses.surface_subject(governor), "participle_shares_subject"


def _deed(clauses: Clauses, verb: int) -> list[int]:
    """ "The camp was hit in a Keldish raid, killing ten": not the camp has killed them, but who hit it, or the raid."""
    above = clauses.own(verb)
    nouns = [o.head for o in above.obliques if o.near and o.preposition in ("in", "during")]
    return list(above.agents) or [h for h in nouns if clauses.lemmas[h] in clauses.vocabulary.nominal]


def _who_is_first(clauses: Clauses, noun: int) -> list[int]:
    """ "Keld became the first state to recognise Orm": Keld recognises it; "the last envoy to visit Orm": he does."""
    sentence = clauses.sentence
    if not clauses.is_ranked(noun):
        return []
    verb = sentence.heads[noun]
    predicate = noun if clauses.copula(noun) >= 0 else verb if sentence.deprels[noun] in ("xcomp", "obj") else -1
    if predicate < 0 or (predicate == verb and clauses.lemmas[verb] != "become"):
        return [noun]
    subjects = clauses.surface_subject(predicate)
    if not subjects and sentence.deprels[predicate] == "advcl":
        subjects = clauses.surface_subject(sentence.heads[predicate])  # "sent tanks, becoming the first state to do so"
    return subjects


def _before_parenthesis(clauses: Clauses, speech: int) -> list[int]:
    """ "Al-Varr, Keldish officials say, shelled a village"; "Orm, the council said, has freed them": what stands before
    the parenthesis is the subject of what follows it, and what a parser calls its apposition is the speaker."""
    sentence = clauses.sentence
    if clauses.lemmas[speech] not in clauses.vocabulary.speech:
        return []
    host = sentence.heads[speech]
    if sentence.deprels[speech] == "parataxis" and host >= 0 and sentence.upos[host] in NOMINAL and host < speech:
        return clauses.conjuncts(host)
    for child in clauses.children[speech]:
        if sentence.deprels[child] != "nsubj":
            continue
        for apposed in clauses.children[child]:
            if sentence.deprels[apposed] == "appos" and clauses.subtree_end(apposed) == speech - 1:
                clauses.speakers[speech] = [apposed]
                return [child]
    return []


def apposed_subject(clauses: Clauses, clause: Clause) -> None:
    """ "The envoy Zorvia expelled": a parser may take the subject for an apposition of what was done to."""
    sentence, head = clauses.sentence, clause.head
    noun = sentence.heads[head]
    if sentence.deprels[head] != "acl:relcl" or sentence.xpos[head] not in ("VBD", "VBZ", "_") or noun < 0:
        return
    for child in clauses.children[noun]:
        if sentence.deprels[child] == "appos" and sentence.upos[child] == "PROPN":
            alone = not any(sentence.forms[c] == "," for c in clauses.children[child])
            if child > noun and clauses.subtree_end(child) == head - 1 and alone:
                clause.add_agents(clauses.conjuncts(child), "apposed_subject")


def called_subject(clauses: Clauses, clause: Clause) -> None:
    """ "Orm, which had refused to talk, hosted them": news calls nobody by name, a vocative is the subject missed."""
    sentence = clauses.sentence
    for child in clauses.children[clause.head]:
        if (
            sentence.deprels[child] == "vocative"
            and child < clause.head
            and sentence.xpos[clause.head] in ("VBD", "VBZ", "VBN")
        ):
            clause.add_agents(clauses.conjuncts(child), "subject")


def told(clauses: Clauses, clause: Clause) -> None:
    """ "Told Orm it would cut off gas": what the speaker says he will do is done to whom he tells so, unless the clause
    itself names somebody."""
    sentence, head = clauses.sentence, clause.head
    governor = sentence.heads[head]
    if sentence.deprels[head] != "ccomp" or clauses.lemmas[governor] not in clauses.vocabulary.telling:
        return
    ahead = any(
        sentence.deprels[c] == "aux" and sentence.forms[c].lower() in ("will", "would", "'ll", "’ll")
        for c in clauses.children[head]
    )
    if not ahead or any(clauses.is_party(h) for h in clause.objects):
        return
    if any(clauses.is_party(o.head) and o.preposition != "in" for o in clause.obliques):
        return
    speaking = clauses.verb(governor)
    if speaking.passive:
        return
    for hearer in speaking.objects:
        named = sentence.upos[hearer] == "NOUN" and clauses.lemmas[hearer] not in clauses.vocabulary.audience
        if named or clauses.is_party(hearer):
            clause.obliques.append(Oblique("to", hearer, False))
            clause.constructions.append("told_hearer")


def conditioned(clauses: Clauses, clause: Clause) -> None:
    """ "Will not lift the embargo until Keld holds elections": a refusal, promise or threat that hangs on what somebody
    does is made to him, unless the clause itself names somebody."""
    sentence = clauses.sentence
    terms = [h for marker, h in clause.complements if marker in ("until", "unless", "if", "while", "as")]
    if clauses.lemmas[clause.head] in _THREATENING:  # "threatened to kill the hostages unless Keld withdrew"
        done = [h for marker, h in clause.complements if marker == "to"]
        below = [c for h in (clause.head, *done) for c in clauses.children[h] if sentence.deprels[c] == "advcl"]
        terms = [c for c in below if clauses.marker(c) == "unless"]
        parties = [_party(clauses, h) for term in terms for h in clauses.own(term).agents]
        inner = [clauses.verb(h) for h in done] if terms else []
        aimed = [o.head for c in inner for o in c.obliques if o.preposition in _AIMED]
        if not any(_party(clauses, h) >= 0 for h in [*aimed, *(h for c in inner for h in c.objects)]):
            clause.obliques += [Oblique("against", h) for h in parties if h >= 0 and h not in clause.agents]
        return
    if not terms or any(clauses.is_party(h) for h in (*clause.objects, *(o.head for o in clause.obliques))):
        return
    ahead = {sentence.forms[c].lower() for c in clauses.children[clause.head] if sentence.deprels[c] == "aux"}
    if ahead & {"will", "would", "'ll", "’ll", "wo"}:
        parties = [_party(clauses, h) for term in terms for h in clauses.own(term).agents]
        parties = [h for h in parties if h >= 0]
        clause.obliques += [Oblique("to", h, False) for h in parties if h not in clause.agents]


_AIMED = frozenset({"against", "on", "to", "with"})
_THREATENING = frozenset({"threaten", "vow", "swear"})
_RULING = frozenset({"government", "president", "premier", "parliament", "ministry", "minister", "army", "junta"})


def _party(clauses: Clauses, word: int) -> int:
    """The party that a noun names, itself or before it ("if Syrian shells hit its territory"); -1 for none."""
    if clauses.is_party(word) or (clauses.sentence.upos[word] == "NOUN" and clauses.lemmas[word] in _RULING):
        return word
    for child in clauses.children[word]:
        if clauses.sentence.deprels[child] in ("amod", "nmod:poss") and child < word and clauses.can_act(child):
            return child
    return -1


def warned(clauses: Clauses, clause: Clause) -> None:
    """ "Warned that Keld would face war": who is to suffer it is the one warned, where nobody else is."""
    if clause.objects or clauses.lemmas[clause.head] != "warn" or clause.passive:
        return
    for marker, head in clause.complements:
        if marker != "that" or clauses.lemmas[head] not in clauses.vocabulary.suffering:
            continue
        ahead = {clauses.lemmas[c] for c in clauses.children[head] if clauses.sentence.deprels[c] == "aux"}
        menaced = [h for h in clauses.own(head).agents if clauses.is_party(h)]
        if ahead & {"will", "would", "could", "may", "might"} and menaced:
            clause.add_objects(menaced, "warned_subject")


def controller(clauses: Clauses, governor: int) -> list[int]:
    """Who acts in the infinitive: the object of "urge Keld to …", else the subject of the governing verb."""
    sentence = clauses.sentence
    if sentence.upos[governor] in ("VERB", "AUX"):
        clause = clauses.verb(governor)
        if clauses.lemmas[governor] not in clauses.vocabulary.subject_control:
            if clause.passive:
                return clause.objects
            if clause.objects:
                return clause.objects
            datives = [o.head for o in clause.obliques if o.preposition in ("to", "on", "upon", "for") and o.near]
            if datives and clauses.lemmas[governor] in clauses.vocabulary.object_control:
                return datives
    return clauses.surface_subject(governor)


def stranded_subject(clauses: Clauses, clause: Clause) -> None:
    """ "Urged on by Orm, Zorvia and Keld held talks": a parser may coordinate the subject with the last noun of a
    participle clause in front of it. What stands after the comma, right before the verb, is the subject."""
    stolen = clauses.stranded.get(clause.head, [])
    if stolen and clause.passive:
        clause.add_objects(stolen, "stranded_subject")
    elif stolen:
        clause.add_agents(stolen, "stranded_subject")


def find_stranded(clauses: Clauses) -> dict[int, list[int]]:
    """Main verbs without a subject → the one that the fronted participle before them has swallowed."""
    sentence = clauses.sentence
    found: dict[int, list[int]] = {}
    for participle, relation in enumerate(sentence.deprels):
        verb = sentence.heads[participle]
        if relation != "advcl" or participle > verb or verb in found or clauses.has_subject(verb):
            continue
        first = min([verb, *(c for c in clauses.children[verb] if sentence.deprels[c].startswith("aux"))])
        stolen = _stolen_conjuncts(clauses, participle, first)
        if stolen:
            found[verb] = stolen
    return found


def _stolen_conjuncts(clauses: Clauses, participle: int, before: int) -> list[int]:
    """Conjuncts below a fronted participle that reach from a comma up to the word ``before``."""
    sentence = clauses.sentence
    for host in range(participle, before):
        conjuncts = [c for c in clauses.children[host] if sentence.deprels[c] == "conj" and sentence.upos[c] in NOMINAL]
        if not conjuncts or max(clauses.subtree_end(c) for c in conjuncts) != before - 1:
            continue
        first = conjuncts[0]
        opened = "," in (sentence.forms[c] for c in range(min(sentence.subtree(first)) - 1, first))
        linked = any(sentence.deprels[c] == "cc" for c in clauses.children[first])
        if opened and not linked:
            clauses.divided[host] = [host]
            return conjuncts
    return []
