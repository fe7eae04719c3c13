"""What the tree says of single words: conjuncts, prepositions, markers, voice. Nothing here knows of clauses.

The scheme is Universal Dependencies; where parsers often err, a question allows for it and says how.
"""

from __future__ import annotations

from .sentence import Sentence
from .words import Words

_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
_TITLES = frozenset({"nmod:desc", "compound", "appos", "flat"})
OBLIQUES = frozenset({"obl", "nmod", "obl:arg"})
PREDICATES = frozenset({"VERB", "AUX"})
#: Tags of finite verbs.
FINITE = frozenset({"VBD", "VBZ", "VBP"})
#: What those are called who are held.
_HELD = frozenset({"hostage", "captive", "prisoner"})
#: Who does this suffers it.
DYING = frozenset({"die", "perish", "succumb", "dead"})
_ACTIVE = frozenset({"VBD", "VBZ", "VBP", "VB", "VBG"})
NOMINAL = frozenset({"NOUN", "PROPN"})
#: What deeds do, and the prepositions of where and to what they are done.
HARMING = frozenset({"destroy", "damage", "hurt", "injure", "kill", "leave", "wound"})
_DEEDS = frozenset({"airstrike", "blast", "bomb", "clash"})
_PLACED = frozenset({"against", "at", "in", "near", "on", "outside"})
#: Lemmas that stand for a preposition under another name: "following talks", British "round the table".
_SPELT = {"follow": "following", "round": "around", "on_to": "onto", "off_of": "off", "close_to": "near",
          "opposite": "in_front_of"}  # fmt: skip
#: What an event may fill or come in.
_SPANS = frozenset({"day", "month", "night", "round", "series", "spate", "string", "wave", "week", "weekend", "year"})
#: What is done to somebody: without an object their past forms are participles.
_DONE_TO = frozenset({"abduct", "arrest", "beat", "blindfold", "burn", "charge", "convict", "deport", "detain", "evict",
                      "execute", "expel", "fine", "flog", "gun", "handcuff", "haul", "imprison", "interrogate", "jail",
                      "kidnap", "kill", "lock", "loot", "mutilate", "ransack", "release", "round", "seize", "sentence",
                      "torture", "whip", "wound"})  # fmt: skip
#: Verbs by which somebody answers what others want.
_ANSWERING = frozenset({"accept", "decline", "deny", "dismiss", "refuse", "reject", "rule"})
_EXAMPLES = frozenset({"like", "such_as", "including"})

#: What counts those whom its of-phrase names.
_CROWDS = frozenset(
    {"ten", "dozen", "hundred", "thousand", "score", "tens", "dozens", "hundreds", "thousands", "scores"}
)
#: Who stands beside a crowd and is no part of it.
_APART = frozenset({"celebrity", "dignitary", "diplomat", "leader", "minister", "official", "politician"})
#: What leaves the second of two out: "Keld, not Orm", "Keld rather than Orm".
_LEAVING_OUT = frozenset({"not", "rather"})
#: Verbs of what is done with somebody.
WITH_PARTNERS = frozenset(
    {"battle", "clash", "collaborate", "collude", "communicate", "confer", "consult", "cooperate", "deal", "duel",
     "fight", "grapple", "meet", "negotiate", "parley", "scuffle", "side", "skirmish", "speak", "sympathise",
     "sympathize", "talk", "tangle", "work"}
)  # fmt: skip


#: "By" what means or how far something is done: nobody who does it.
_BY_MEANS = frozenset({"acclamation", "consensus", "email", "e-mail", "fax", "landslide", "letter", "loudspeaker",
                       "mail", "majority", "margin", "megaphone", "phone", "post", "radio", "telephone", "text",
                       "unanimity", "video", "vote", "wire"})  # fmt: skip


class Tree:
    """One parsed sentence and the questions that clauses ask of it."""

    def __init__(self, sentence: Sentence, words: Words) -> None:
        self.sentence = sentence
        self.vocabulary = words
        self.children = sentence.children
        self.lemmas = sentence.lemma_keys
        self.divided: dict[int, list[int]] = {}  # conjuncts where a repair differs from the tree
        self._prepositions: dict[int, str] = {}

    def conjuncts(self, head: int) -> list[int]:
        """``head`` and the nouns coordinated with it: "Keld and Orm" (phenomenon: lists)."""
        known = self.divided.get(head)
        if known is not None:
            return known
        found = [head]
        deprels, upos = self.sentence.deprels, self.sentence.upos
        for child in self.children[head]:
            if deprels[child] == "conj" and upos[child] not in PREDICATES:
                if self._is_left_out(child):
                    continue
                found.append(child)
                for next_one in self.children[child]:  # a parser may hang the next on the one before it
                    if deprels[next_one] == "conj" and upos[next_one] not in PREDICATES:
                        found.append(next_one)
            elif deprels[child] == "flat":  # "Guinea-Bissau and Guinea", hung on the last part of the name
                found += [c for c in self.children[child] if deprels[c] == "conj" and upos[c] not in PREDICATES]
            elif deprels[child] == "appos" and self._is_listed(head, child):
                found += [child, *(c for c in self.children[child] if deprels[c] == "conj")]
            elif deprels[child] == "nmod" and self.lemmas[head] in _CROWDS and child > head:
                # "hundreds of workers and students"
                found += [c for c in self.children[child] if deprels[c] == "conj" and self._is_of_crowd(c)]
        return found

    def _is_left_out(self, conjunct: int) -> bool:
        """ "Zorvia [and not Keld]", "Keld [rather than Orm]"; but "Zorvia, if not Keld"."""
        for child in self.children[conjunct]:
            if child < conjunct and self.lemmas[child] in _LEAVING_OUT:
                return self.lemmas[child + 1] not in ("only", "just") and self.lemmas[child - 1] != "if"
        return False

    def _is_of_crowd(self, word: int) -> bool:
        """Whether a coordinated noun is counted with the first: not "thousands of fans and politicians"."""
        return self.sentence.xpos[word] == "NNS" and self.lemmas[word] not in _APART

    def _is_listed(self, head: int, apposed: int) -> bool:
        """ "Three Zorvians, two Kelds and an Orm": a counted apposition that is itself coordinated is a list."""
        children, deprels = self.children, self.sentence.deprels
        if apposed < head or not any(deprels[c] == "nummod" for c in children[head]):
            return False
        counted = any(deprels[c] in ("nummod", "det") for c in children[apposed])
        return counted and any(deprels[c] == "conj" and c > apposed for c in children[apposed])

    def preposition(self, head: int) -> str:
        """The preposition of a phrase, "" where it has none; a fixed one is joined ("out_of", "on_behalf_of")."""
        found = self._prepositions.get(head)
        if found is None:
            found = self._prepositions[head] = self._find_preposition(head)
        return found

    def _find_preposition(self, head: int) -> str:
        deprels, lemmas = self.sentence.deprels, self.lemmas
        for child in self.children[head]:
            if deprels[child] == "case" and lemmas[child] not in ("'s", "’s", "'", "’"):
                fixed = [lemmas[c] for c in self.children[child] if deprels[c] == "fixed"]
                if not fixed and child + 1 < len(lemmas) and deprels[child + 1] == "case":
                    joined = f"{lemmas[child]}_{lemmas[child + 1]}"  # "out" and "of", each hung on the noun
                    if joined in self.vocabulary.compound_preposition or joined in _SPELT:
                        return _SPELT.get(joined, joined)
                joined = "_".join([lemmas[child], *fixed])
                return _SPELT.get(joined, joined)
        # A parser may hang the preposition on the title before a name: "with [the Somali President] Farmajo".
        for child in self.children[head]:
            if child > head:
                break
            if deprels[child] in _TITLES:
                found = self.preposition(child)
                if found:
                    return found
        # … or on the last word of the name: "in Burkina Faso".
        for child in self.children[head]:
            if child > head and deprels[child] == "flat":
                for word in self.children[child]:
                    if word < head and deprels[word] == "case":
                        return lemmas[word]
        return ""

    def marker(self, head: int) -> str:
        """How an embedded clause is introduced: "to", a conjunction or preposition, or "" for none."""
        deprels, lemmas = self.sentence.deprels, self.lemmas
        found = ""
        for child in self.children[head]:
            relation = deprels[child]
            if relation == "mark" or (relation == "case" and child < head):
                if lemmas[child] == "to" and self.sentence.upos[child] == "PART":
                    return "to"
                if not found or lemmas[child] == "whether":  # "into whether Keld paid"
                    found = lemmas[child]
        return found

    def is_inverted(self, should: int) -> bool:
        """ "[Should] Keld refuse, Orm will act": a condition, not what ought to be; but not in a question."""
        sentence = self.sentence
        verb = sentence.heads[should]
        if self.lemmas[should] != "should" or sentence.forms[-1] == "?":
            return False
        return any(c > should and sentence.deprels[c].startswith("nsubj") for c in self.children[verb])

    def subtree_end(self, word: int) -> int:
        """Number of the last word below ``word``."""
        last = word
        for child in self.children[word]:
            if child > word:
                last = max(last, self.subtree_end(child))
        return last

    def antecedent(self, word: int, verb: int) -> int:
        """A relative pronoun stands for the noun that its clause modifies: "rebels who seized the town".

        -1 where nothing is stood for ("there")."""
        sentence = self.sentence
        relative = self.lemmas[word] in _RELATIVE and sentence.deprels[verb].startswith("acl")
        if relative and sentence.upos[word] in ("PRON", "DET", "SCONJ"):
            if self.is_content(verb):
                return -1
            noun = sentence.heads[verb]
            if self.preposition(noun) in _EXAMPLES and sentence.upos[sentence.heads[noun]] in NOMINAL:
                return sentence.heads[noun]  # "guarantees, like troops, that Keld ruled out"
            if self.lemmas[verb] in _ANSWERING and sentence.deprels[word] == "obj" and sentence.forms[word - 1] == ",":
                return self._answered(noun)
            if self.lemmas[verb] in HARMING and sentence.deprels[noun] == "nmod":
                return self._harmful(noun)
            return noun
        if self.lemmas[word] in _RELATIVE and sentence.deprels[verb] == "conj":
            head = sentence.heads[verb]
            if sentence.deprels[head].startswith("acl"):
                return sentence.heads[head]
        return word

    def _answered(self, noun: int) -> int:
        """ "An inquiry by experts, which Keld ruled out": what is answered is the plan, not whose it is."""
        above = self.sentence.heads[noun]
        if self.sentence.deprels[noun] != "nmod" or self.preposition(noun) not in ("by", "from"):
            return noun
        return above if self.sentence.upos[above] == "NOUN" else noun

    def _harmful(self, noun: int) -> int:
        """ "An attack on a base that killed six", "a bombing in Keld City which left two dead": what kills is the
        deed, not its place."""
        above = self.sentence.heads[noun]
        place = self.preposition(noun) in _PLACED and self.sentence.upos[above] == "NOUN"
        deed = place and (self.lemmas[above] in self.vocabulary.nominal or self.lemmas[above] in _DEEDS)
        return above if deed else noun

    def is_content(self, verb: int) -> bool:
        """Whether a clause tells what its noun says ("its demand that Zorvia apologise"), also where a parser takes it
        for a relative one."""
        sentence = self.sentence
        noun = sentence.heads[verb]
        if not sentence.deprels[verb].startswith("acl") or noun < 0 or sentence.upos[noun] != "NOUN":
            return False
        that = next((c for c in self.children[verb] if self.lemmas[c] == "that" and c < verb), -1)
        if that < 0 or not self._tells(self.lemmas[noun]):
            return False
        if sentence.deprels[that] == "mark":
            return True
        # "that Zorvia leave": the verb has no ending, though one has to leave.
        subject = next((c for c in self.children[verb] if sentence.deprels[c] == "nsubj" and c != that), -1)
        return (
            subject >= 0 and sentence.xpos[verb] in ("VB", "VBP") and sentence.xpos[subject] in ("NN", "NNP", "PRP")
            and sentence.forms[subject].lower() not in ("they", "we", "you", "i")
        )  # fmt: skip

    def _tells(self, noun: str) -> bool:
        words = self.vocabulary
        verb = words.nominal.get(noun)
        return noun in words.speech or (noun, "n") in words.embedding or (verb is not None and verb[0] in words.speech)

    def is_reciprocal(self, word: int) -> bool:
        """ "Each other", "one another", at either word; "each accused the other"."""
        forms = self.sentence.forms
        form = forms[word].lower()
        if form == "each":
            return word + 1 < len(forms) and forms[word + 1].lower() == "other"
        if form == "other" and forms[word - 1] == "the":
            return any(before.lower() in ("each", "both") for before in forms[max(0, word - 8) : word - 1])
        first = {"other": "each", "another": "one"}.get(form)
        return first is not None and word > 0 and forms[word - 1].lower() == first

    def nominal_of(self, noun: int) -> str:
        """The verb of an event noun ("rejection" → "reject"), "" for other nouns."""
        return self.vocabulary.nominal.get(self.lemmas[noun], ("",))[0]

    def copula(self, predicate: int) -> int:
        """The "be" of a noun or adjective that says something of its subject, -1 for none."""
        for child in self.children[predicate]:
            if self.sentence.deprels[child] == "cop":
                return child
        return -1

    def is_participle(self, word: int, tag: str) -> bool:
        """Whether ``word`` has Penn tag VBG or VBN (with UD features where a parse has no Penn tags)."""
        xpos = self.sentence.xpos[word]
        if xpos != "_":
            return xpos == tag
        feats = self.sentence.feats[word]
        if tag == "VBG":
            return "VerbForm=Ger" in feats or ("VerbForm=Part" in feats and "Tense=Pres" in feats)
        return "VerbForm=Part" in feats and "Tense=Past" in feats

    def is_gerund(self, word: int) -> bool:
        return self.sentence.upos[word] == "VERB" and self.is_participle(word, "VBG")

    def is_perfect_participle(self, verb: int) -> bool:
        """ "Having signed the treaty, …" """
        return any(
            self.sentence.deprels[c] == "aux" and self.sentence.forms[c].lower() == "having"
            for c in self.children[verb]
        )

    def has_auxiliary(self, verb: int) -> bool:
        return any(self.sentence.deprels[c] in ("aux", "aux:pass") for c in self.children[verb])

    def has_subject(self, verb: int) -> bool:
        return any(
            self.sentence.deprels[c] in SUBJECTS or self.sentence.deprels[c] in PASSIVE_SUBJECTS
            for c in self.children[verb]
        )

    def topic(self, noun: int) -> list[int]:
        """ "Kenya: fresh protests over a bill", "Kenya: second week of protests": the name before a headline's colon;
        [] for none."""
        heads, deprels, forms = self.sentence.heads, self.sentence.deprels, self.sentence.forms
        if deprels[noun] == "nmod" and self.lemmas[heads[noun]] in _SPANS and self.preposition(noun) == "of":
            noun = heads[noun]
        label = heads[noun]
        if deprels[noun] not in ("parataxis", "appos") or not 0 <= label < noun or deprels[label] != "root":
            return []
        return [label] if self.sentence.upos[label] == "PROPN" and ":" in forms[label + 1 : noun] else []

    def is_passive(self, verb: int) -> bool:
        """Passive by auxiliary, passive subject or agent phrase, or a bare past participle on a noun."""
        deprels = self.sentence.deprels
        by = False
        has_object = False
        auxiliary = False
        for child in self.children[verb]:
            relation = deprels[child]
            if relation == "aux:pass" or relation in PASSIVE_SUBJECTS:
                return True
            means = relation == "obl:agent" and self.lemmas[child] in _BY_MEANS and deprels[verb] != "acl"
            if means and any(deprels[c] == "nsubj" for c in self.children[verb]):
                continue  # "voted by a large majority", "an official said by telephone"
            if relation == "obl:agent" and (self.sentence.xpos[verb] not in _ACTIVE or not self.has_subject(verb)):
                return True  # but "the envoy left by train"
            if relation == "obj" or (relation == "xcomp" and self.is_bare_noun(child)):
                has_object = self.lemmas[child] not in _HELD  # "a soldier held hostage"
            elif relation == "aux":
                auxiliary = True
            elif relation in OBLIQUES and self.preposition(child) == "by":
                by = True
        relation = deprels[verb]
        if relation == "conj" and self.sentence.xpos[verb] == "VBD" and self.lemmas[verb] in _DONE_TO:
            # "were hauled before a court and locked up": a participle that the tagger takes for a past tense
            bare = not (has_object or auxiliary or self.has_subject(verb))
            above = self.sentence.heads[verb]
            return bare and self.sentence.upos[above] == "VERB" and self.is_passive(above)
        if not self.is_participle(verb, "VBN") or auxiliary:
            return False
        if relation in ("acl", "amod"):
            return not has_object
        if relation == "advcl":
            return not has_object
        if relation == "conj":
            head = self.sentence.heads[verb]
            return not has_object and self.sentence.upos[head] == "VERB" and self.is_passive(head)
        return by and not has_object

    def is_bare_noun(self, word: int) -> bool:
        """A noun phrase without preposition that a parser took for a complement."""
        return self.sentence.upos[word] in ("NOUN", "PROPN") and not self.preposition(word) and not self.marker(word)

    def is_mistagged_noun(self, word: int, verb: int) -> bool:
        """ "Granted asylum": a noun that the tagger takes for a bare infinitive. Only some verbs take those."""
        if (
            self.sentence.upos[word] != "VERB"
            or self.lemmas[verb] in self.vocabulary.bare_infinitive
            or self.marker(word)
        ):
            return False
        if (
            self.sentence.xpos[word] in ("VBG", "VBN", "VBD", "VBZ")
            or self.has_subject(word)
            or self.has_auxiliary(word)
        ):
            return False
        return self.sentence.forms[word].lower() == self.lemmas[word] and word == verb + 1

    def is_absolute(self, word: int) -> bool:
        """ "with Keld casting the plan as a trap": a clause of its own, not a partner."""
        sentence = self.sentence
        if sentence.deprels[word] != "obl":
            return False
        case = next((c for c in self.children[word] if sentence.deprels[c] == "case"), -1)
        verb = sentence.heads[word]
        if self.lemmas[verb] in WITH_PARTNERS and verb < case and "," not in sentence.forms[verb:case]:
            return False  # "negotiated with rebels holding a town"
        for head in self.conjuncts(word):
            for child in self.children[head]:
                if (
                    child > head
                    and sentence.deprels[child] in ("acl", "advcl", "amod")
                    and sentence.upos[child] == "VERB"
                ) and not self.marker(child):
                    return True
        # "…, with Keld and Orm casting it as a trap": the participle may hang elsewhere.
        after = self.subtree_end(word) + 1
        if case > 0 and sentence.forms[case - 1] == "," and after < len(sentence):
            return sentence.upos[after] == "VERB" and sentence.xpos[after] in ("VBG", "VBN")
        return False

    def is_recipient(self, word: int, verb: int) -> bool:
        """The first of two objects, where a parser calls both direct: "handed [Keld] [a list of demands]"."""
        deprels = self.sentence.deprels
        if self.lemmas[verb] in self.vocabulary.naming:
            return False
        behind = [c for c in self.children[verb] if c > word and deprels[c] == "obj"]
        return any(self.lemmas[c] != "more" for c in behind) and not any(
            deprels[c] == "iobj" for c in self.children[verb]
        )
