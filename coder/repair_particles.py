"""Repairs of particles and participles that parsers cut off from their verb or its subject."""

from __future__ import annotations

from .repair_tools import SUBJECTS, attach
from .sentence import Sentence
from .words import Words

#: Verbs of which "over" is the particle where "to" stands right behind it: "handed two captives over to …".
_OVER = frozenset({"hand", "turn", "sign", "give", "bring", "pass", "deliver"})
_AWAY = frozenset({"away", "back", "off", "out"})
#: What is put in.
_PUT_IN = frozenset({"appeal", "application", "bid", "claim", "demand", "offer", "order", "plea", "request"})
#: What is asked for, so that it does something.
_HELP = frozenset({"aircraft", "aid", "expert", "force", "forces", "fund", "funds", "helicopter", "money", "observer",
                   "peacekeeper", "plane", "police", "policeman", "soldier", "troop", "troops"})  # fmt: skip
#: Relations of a first clause that is none of its own.
_CLAUSES = frozenset({"ccomp", "parataxis", "conj", "csubj", "dep"})
#: Where something is done, and what lies beside it.
_SITES = frozenset({"airport", "area", "barracks", "base", "border", "camp", "capital", "checkpoint", "city", "country",
                    "district", "embassy", "frontier", "island", "jail", "port", "prison", "province", "region",
                    "site", "state", "territory", "town", "village", "zone"})  # fmt: skip
_WAYSIDE = frozenset({"air", "border", "bus", "boat", "car", "coast", "date", "helicopter", "lake", "land", "name",
                      "night", "plane", "rail", "river", "road", "sea", "ship", "train", "truck"})  # fmt: skip
#: What is done to those whom somebody wants, besides ``needs_object``.
_TRYING = frozenset({"bring", "hold", "interrogate", "interview", "prosecute", "punish", "put", "question", "try"})
#: By how much something is voted for.
_MARGINS = frozenset({"landslide", "majority", "margin", "vote", "votes"})
#: Bare nouns that say when.
_WHEN = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "week", "month",
                   "year", "day", "night", "morning", "evening", "afternoon", "today", "yesterday", "tomorrow", "time",
                   "january", "february", "march", "april", "june", "july", "august", "september", "october",
                   "november", "december", "weekend"})  # fmt: skip


def over_to(sentence: Sentence, over: int) -> None:
    """ "Handed two captives [over] to the envoy": the particle of the verb, no second preposition of the envoy."""
    heads, deprels = sentence.heads, sentence.deprels
    phrase = heads[over]
    verb = heads[phrase] if phrase >= 0 else -1
    if verb < 0 or deprels[over] != "case" or sentence.lemma_keys[verb] not in _OVER or verb > over:
        return
    if sentence.forms[over + 1 : over + 2] == ["to"]:
        attach(sentence, over, verb, "compound:prt")


def away_with(sentence: Sentence, preposition: int) -> None:
    """ "Chased them away [with tear gas]": with what the verb is done hangs on it, and not on its particle."""
    heads, deprels = sentence.heads, sentence.deprels
    means, particle = heads[preposition], preposition - 1
    if deprels[preposition] != "case" or heads[means] != particle or sentence.lemma_keys[particle] not in _AWAY:
        return
    verb = heads[particle]
    if verb >= 0 and sentence.upos[verb] == "VERB" and deprels[particle] in ("advmod", "compound:prt"):
        attach(sentence, means, verb, "obl")


def put_in(sentence: Sentence, particle: int) -> None:
    """ "Put [in] a request": what is asked is the object, not where something is put. "Put [on] ice": no particle."""
    heads, deprels, lemmas = sentence.heads, sentence.deprels, sentence.lemma_keys
    thing = heads[particle]
    if lemmas[particle] == "on":
        ice = particle + 1
        if deprels[particle] == "compound:prt" and lemmas[ice : ice + 1] in (["ice"], ["hold"]) and heads[ice] == thing:
            attach(sentence, particle, ice, "case")
            attach(sentence, ice, thing, "obl")
    elif deprels[particle] == "case" and thing > particle and lemmas[thing] in _PUT_IN:
        verb = heads[thing]
        if verb >= 0 and lemmas[verb] == "put" and verb == particle - 1:
            attach(sentence, particle, verb, "compound:prt")
            attach(sentence, thing, verb, "obj")


def for_help(sentence: Sentence, word: int) -> None:
    """ "Made a request [for troops] to guard the port": what is asked for, and what it is to do."""
    heads, deprels, lemmas = sentence.heads, sentence.deprels, sentence.lemma_keys
    verb = heads[word]
    noun = heads[verb] if verb >= 0 else -1
    if noun < 0 or deprels[verb] not in ("acl", "advcl"):
        return
    if deprels[verb] == "advcl":  # of the verb: "put in a request for troops to guard the port"
        noun = next((c for c in sentence.children[noun] if deprels[c] == "obj" and c < word), -1)
    if noun < 0 or lemmas[noun] not in _PUT_IN:
        return
    for help in range(word + 1, verb):
        if deprels[help] in ("nsubj", "obl") and lemmas[help] in _HELP:
            attach(sentence, word, help, "case")
            attach(sentence, help, noun, "nmod")
            return


def let_go(sentence: Sentence, go: int) -> None:
    """ "Let [go] two captives": what is let go stands behind both verbs, which parsers take for the object of "go"."""
    heads, deprels = sentence.heads, sentence.deprels
    verb = heads[go]
    if verb != go - 1 or deprels[go] != "xcomp" or sentence.lemma_keys[verb] != "let":
        return
    if not any(deprels[child] == "obj" for child in sentence.children[go]):
        return
    for child in list(sentence.children[go]):
        attach(sentence, child, verb, deprels[child])
    attach(sentence, go, verb, "compound:prt")
    sentence.upos[go] = "ADP"


def fronted_participle(sentence: Sentence, verb: int) -> None:
    """ "[Freed] by the rebels, the pilot flew home, officials said": a participle at the head of a sentence tells of
    the subject behind its comma, and is no clause beside that one."""
    heads, deprels, forms = sentence.heads, sentence.deprels, sentence.forms
    above = heads[verb]
    if any(deprels[child] in SUBJECTS or deprels[child].startswith("aux") for child in sentence.children[verb]):
        return
    if above < 0:
        _below_the_main_verb(sentence, verb)
        return
    if deprels[verb] == "advcl" and above > verb and sentence.upos[above] == "VERB":
        _name_behind(sentence, verb, above)
        return
    if deprels[verb] not in _CLAUSES:
        return
    for other in sentence.children[above]:
        if other <= verb or deprels[other] not in _CLAUSES or sentence.upos[other] not in ("VERB", "NOUN", "ADJ"):
            continue
        subject = next((c for c in sentence.children[other] if deprels[c] in SUBJECTS), -1)
        first = min(sentence.subtree(subject)) if subject > verb else -1
        if first > verb and forms[first - 1] == ",":
            attach(sentence, verb, other, "advcl")
            return


def _name_behind(sentence: Sentence, verb: int, main: int) -> None:
    """ "[Stung] by criticism from Orm, Keld on Monday expelled …": no other name for Orm, but who expelled."""
    deprels = sentence.deprels
    if any(deprels[c] in SUBJECTS or deprels[c] == "expl" for c in sentence.children[main]):
        return
    for name in sentence.subtree(verb):
        if deprels[name] != "appos" or name >= main:
            continue
        words = sentence.subtree(name)
        if "," in sentence.forms[min(words) - 1 : name] and "," not in sentence.forms[max(words) + 1 : main]:
            attach(sentence, name, main, "nsubj")
            return


def _below_the_main_verb(sentence: Sentence, verb: int) -> None:
    """ "[Cut off] from Ormish arms, Keld has turned to Tave": the participle that a parser takes for the main verb,
    and the main verb for an aside."""
    deprels, forms = sentence.deprels, sentence.forms
    for other in sentence.children[verb]:
        if other < verb or deprels[other] not in ("parataxis", "ccomp") or sentence.upos[other] != "VERB":
            continue
        subject = next((c for c in sentence.children[other] if deprels[c] in SUBJECTS), -1)
        first = min(sentence.subtree(subject)) if verb < subject < other else -1
        if first <= verb + 1 or forms[first - 1] != ",":
            continue
        end = max(sentence.subtree(other))
        attach(sentence, other, -1, "root")
        attach(sentence, verb, other, "advcl")
        sentence.xpos[verb] = "VBN"
        for child in [c for c in sentence.children[verb] if c >= first - 1 and (c > end or deprels[c] == "punct")]:
            attach(sentence, child, other, deprels[child])
        return


def without_delay(sentence: Sentence, delay: int) -> None:
    """ "Hand back without further [delay] the crew": how it is done, and what is handed back."""
    verb, what = sentence.heads[delay], -1
    if verb < 0 or sentence.upos[delay] != "VERB" or sentence.upos[verb] != "VERB" or verb > delay:
        return
    if any(sentence.deprels[c] == "obj" for c in sentence.children[verb]):
        return
    for child in list(sentence.children[delay]):
        if sentence.deprels[child] == "obj" and child > delay:
            what = child
    if what < 0:
        return
    attach(sentence, what, verb, "obj")
    sentence.upos[delay], sentence.deprels[delay] = "NOUN", "obl"
    for child in sentence.children[delay]:
        sentence.deprels[child] = "case" if sentence.deprels[child] == "mark" else "amod"


def never_to(sentence: Sentence, never: int) -> None:
    """ "Vowed never to talk to Orm": what is not to be done, not that nothing was vowed."""
    verb = sentence.heads[never + 1]
    if verb > never and sentence.deprels[never + 1] == "mark" and sentence.heads[never] != verb:
        attach(sentence, never, verb, "advmod")


def shifted_object(sentence: Sentence, case: int) -> None:
    """ "Dismissed as nonsense Orm's charge", "voted down by a wide margin the nominee": a long object behind a phrase,
    which parsers take for a circumstance."""
    deprels, heads = sentence.deprels, sentence.heads
    verb, what = case - 1, heads[case]
    if verb > 0 and deprels[verb] == "compound:prt":
        verb = heads[verb]
    if verb >= 0 and what == case + 1 and deprels[what] == "nmod" and heads[what] > what:
        _quality_before(sentence, verb, case)  # "dismissed as absurd a claim"
        return
    if verb < 0 or sentence.upos[verb] != "VERB" or heads[what] != verb or what < case or what - case > 3:
        return
    if sentence.lemma_keys[case] == "by" and sentence.lemma_keys[what] not in _MARGINS:
        return
    own = sentence.children[verb]
    if any(deprels[c] in ("obj", "aux:pass", "cop", "obl:agent") for c in own):
        return
    bare = [c for c in own if c > what and deprels[c] in ("obl", "obl:unmarked") and _is_bare(sentence, c)]
    if len(bare) != 1 or min(sentence.subtree(bare[0])) != max(sentence.subtree(what)) + 1:
        return
    deprels[bare[0]] = "obj"
    for child in own:
        if deprels[child] == "nsubj:pass":
            deprels[child] = "nsubj"


def _quality_before(sentence: Sentence, verb: int, case: int) -> None:
    """ "Dismissed as [absurd] a claim by Keld": a quality that a parser hangs on the object behind it."""
    deprels, quality = sentence.deprels, case + 1
    claim = sentence.heads[quality]
    if sentence.lemma_keys[case] != "as" or sentence.upos[quality] not in ("ADJ", "ADV", "NOUN"):
        return
    if sentence.heads[claim] != verb or deprels[claim] not in ("obl", "nmod", "obl:unmarked"):
        return
    if any(deprels[c] in ("obj", "aux:pass") for c in sentence.children[verb]):
        return
    deprels[claim] = "obj"
    attach(sentence, quality, verb, "obl")
    attach(sentence, case, quality, "case")
    for child in sentence.children[verb]:
        if deprels[child] == "nsubj:pass":
            deprels[child] = "nsubj"


def counted_behind_place(sentence: Sentence, case: int) -> None:
    """ "Delivered to [Keld] 200 buses": a name before a number is no part of what is counted."""
    deprels, heads = sentence.deprels, sentence.heads
    what, name, verb = heads[case], case + 1, case - 1
    if verb < 0 or what < name + 2 or sentence.upos[verb] != "VERB" or heads[what] != verb:
        return
    last = name
    while heads[last + 1] == name and last + 2 < what:  # "to New Keld 200 buses"
        last += 1
    hangs = (heads[name], deprels[name])
    if hangs not in ((what, "compound"), (verb, "obl")) or sentence.upos[name] != "PROPN":
        return
    if heads[last + 1] == what and deprels[last + 1] == "nummod":
        attach(sentence, name, verb, "obl")
        attach(sentence, case, name, "case")
        deprels[what] = "obj"


def participle_before_noun(sentence: Sentence, noun: int) -> None:
    """ "Winched from a [sinking] dhow": a quality of the dhow, not what it hangs on."""
    deprels, heads = sentence.deprels, sentence.heads
    quality = noun - 1
    if heads[noun] != quality or sentence.upos[noun] != "NOUN" or not sentence.forms[quality].endswith("ing"):
        return
    attach(sentence, noun, heads[quality], deprels[quality])
    for child in list(sentence.children[quality]):
        if child != noun:
            attach(sentence, child, noun, deprels[child])
    for child in [c for c in sentence.children[noun] if deprels[c] == "obl:agent"]:  # "… by a Keldish helicopter"
        if heads[noun] >= 0 and sentence.upos[heads[noun]] == "VERB":
            attach(sentence, child, heads[noun], "obl:agent")
    attach(sentence, quality, noun, "amod")


def told_before_that(sentence: Sentence, that: int) -> None:
    """ "Assured [the envoy] that work would go on": who is told stands before "that", and is no subject behind it."""
    verb = sentence.heads[that]
    above = sentence.heads[verb]
    if above < 0 or sentence.deprels[verb] not in ("ccomp", "xcomp") or sentence.upos[above] != "VERB":
        return
    told = [c for c in sentence.children[verb] if above < c < that and sentence.deprels[c] == "nsubj"]
    subjects = [c for c in sentence.children[verb] if c > that and sentence.deprels[c] in SUBJECTS]
    if told and subjects and max(sentence.subtree(told[-1])) == that - 1:
        attach(sentence, told[-1], above, "obj")


def subject_of_active(sentence: Sentence, words: Words, subject: int) -> None:
    """ "[Keld] extradited to Orm a colonel": a past form without "was" that has an object is no passive."""
    verb = sentence.heads[subject]
    if subject > verb or sentence.upos[verb] != "VERB" or sentence.lemma_keys[verb] in words.ditransitive:
        return
    if sentence.xpos[verb] != "VBD" and (sentence.deprels[verb] != "root" or sentence.forms[-1] != "."):
        return  # "Envoy awarded medal", a headline
    own = [sentence.deprels[c] for c in sentence.children[verb]]
    if "obj" in own and "aux:pass" not in own and "aux" not in own and "nsubj" not in own:
        sentence.deprels[subject] = "nsubj"


def wanted_to_try(sentence: Sentence, words: Words, verb: int) -> None:
    """ "A man whom Keld wants [to try]": not he is to do it, where the verb must have an object and has none."""
    deprels, own = sentence.deprels, sentence.children[verb]
    whom = [c for c in own if c < verb and deprels[c] == "obj" and sentence.upos[c] == "PRON"]
    to_do = [c for c in own if c > verb and deprels[c] == "xcomp" and sentence.xpos[c] == "VB"]
    if not whom or not to_do:
        return
    needs = sentence.lemma_keys[to_do[0]] in words.needs_object or sentence.lemma_keys[to_do[0]] in _TRYING
    if needs and not any(deprels[c] in ("obj", "aux:pass") for c in sentence.children[to_do[0]]):
        attach(sentence, whom[0], to_do[0], "obj")


def out_of_hand(sentence: Sentence, out: int) -> None:
    """ "Dismissed out of hand Orm's declaration": what is dismissed stands behind the phrase."""
    verb, hand = out - 1, out + 2
    if verb < 0 or sentence.forms[out : hand + 1] != ["out", "of", "hand"]:
        return
    what = sentence.heads[hand]
    if what > hand and sentence.heads[what] == verb and sentence.deprels[what] == "obl":
        attach(sentence, hand, verb, "obl")
        attach(sentence, out, hand, "case")
        attach(sentence, out + 1, hand, "case")
        sentence.deprels[what] = "obj"


def agent_of_passive(sentence: Sentence, agent: int) -> None:
    """ "Were denied entry to a camp in Orm [by Keldish soldiers]": parsers hang who did it on the place before."""
    deprels, heads = sentence.deprels, sentence.heads
    place = heads[agent]
    if deprels[agent] != "nmod" or place < 0 or place > agent or sentence.upos[agent] not in ("NOUN", "PROPN"):
        return
    if sentence.lemma_keys[agent] in _WAYSIDE or sentence.forms[agent].lower() in _WHEN:
        return
    if sentence.upos[place] != "PROPN" and sentence.lemma_keys[place] not in _SITES:
        return
    verb = heads[place]
    while verb >= 0 and deprels[place] == "nmod":
        place, verb = verb, heads[verb]
    if verb < 0 or deprels[place] != "obl" or sentence.upos[verb] != "VERB" or verb > place:
        return
    below = sentence.children[verb]
    passive = any(deprels[c] in ("aux:pass", "nsubj:pass") for c in below)
    if passive and not any(deprels[c] == "obl:agent" for c in below):
        attach(sentence, agent, verb, "obl:agent")


def _is_bare(sentence: Sentence, word: int) -> bool:
    """A noun without a preposition that is no day or time."""
    if sentence.upos[word] not in ("NOUN", "PROPN") or sentence.forms[word].lower() in _WHEN:
        return False
    return not any(sentence.deprels[c] == "case" and c < word and sentence.forms[c] not in ("'s", "'")
                   for c in sentence.children[word])  # fmt: skip
