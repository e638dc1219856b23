"""One set of relations and word classes over the two dependency schemes of English spaCy pipelines.

Universal Dependencies (UD) hangs prepositions on nouns; the CLEAR scheme of the `en_core_web` pipelines hangs
nouns on prepositions and names some relations otherwise. `edges` gives every document in UD's shape, so that
rules need ask only once.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from spacy.tokens import Doc, Token


class Rel(StrEnum):
    """How a word hangs from its head."""

    ROOT = "root"
    SUBJECT = "subject"
    PASSIVE_SUBJECT = "passive subject"
    OBJECT = "object"
    CCOMP = "clausal complement"
    XCOMP = "open complement"
    PARATAXIS = "parataxis"
    ADVCL = "adverbial clause"
    RELCL = "relative clause"
    ACL = "clause of a noun"
    APPOS = "apposition"
    POSS = "possessor"
    COMPOUND = "compound"
    FLAT = "flat"
    OBLIQUE = "oblique"
    AGENT = "agent"
    NMOD = "noun modifier"
    CASE = "case"
    MARK = "mark"
    AUX = "auxiliary"
    COPULA = "copula"
    CONJ = "conjunct"
    CC = "coordinator"
    ADVMOD = "adverb"
    AMOD = "adjective"
    DET = "determiner"
    NUMMOD = "number"
    PUNCT = "punctuation"
    OTHER = "other"


SUBJECTS = frozenset({Rel.SUBJECT, Rel.PASSIVE_SUBJECT})

_UD = {
    "root": Rel.ROOT, "ROOT": Rel.ROOT, "nsubj": Rel.SUBJECT, "csubj": Rel.SUBJECT, "expl": Rel.OTHER,
    "nsubj:pass": Rel.PASSIVE_SUBJECT, "csubj:pass": Rel.PASSIVE_SUBJECT, "obj": Rel.OBJECT, "iobj": Rel.OBJECT,
    "ccomp": Rel.CCOMP, "xcomp": Rel.XCOMP, "parataxis": Rel.PARATAXIS, "advcl": Rel.ADVCL,
    "acl:relcl": Rel.RELCL, "acl": Rel.ACL, "appos": Rel.APPOS, "nmod:poss": Rel.POSS, "compound": Rel.COMPOUND,
    "flat": Rel.FLAT, "obl": Rel.OBLIQUE, "obl:agent": Rel.AGENT, "nmod": Rel.NMOD, "case": Rel.CASE,
    "mark": Rel.MARK, "aux": Rel.AUX, "aux:pass": Rel.AUX, "cop": Rel.COPULA, "conj": Rel.CONJ, "cc": Rel.CC,
    "advmod": Rel.ADVMOD, "amod": Rel.AMOD, "det": Rel.DET, "nummod": Rel.NUMMOD, "punct": Rel.PUNCT,
}  # fmt: skip
_CLEAR = {
    "nsubj": Rel.SUBJECT, "csubj": Rel.SUBJECT, "nsubjpass": Rel.PASSIVE_SUBJECT, "csubjpass": Rel.PASSIVE_SUBJECT,
    "dobj": Rel.OBJECT, "dative": Rel.OBJECT, "attr": Rel.XCOMP, "acomp": Rel.XCOMP, "oprd": Rel.XCOMP,
    "relcl": Rel.RELCL, "poss": Rel.POSS, "auxpass": Rel.AUX, "neg": Rel.ADVMOD, "npadvmod": Rel.OBLIQUE,
    "nn": Rel.COMPOUND, "preconj": Rel.CC, "predet": Rel.DET, "pcomp": Rel.ADVCL,
}  # fmt: skip
_ONLY_CLEAR = frozenset({"pobj", "dobj", "nsubjpass", "attr", "acomp", "auxpass", "relcl", "poss", "prep"})
_UD_CLASSES = {
    "V": "VERB", "M": "AUX", "J": "ADJ", "D": "DET", "I": "ADP", "C": "CCONJ", "R": "ADV", "T": "PART",
}  # fmt: skip


def is_clear(doc: Doc) -> bool:
    """Whether the document is parsed in the CLEAR scheme; one of its own labels shows it."""
    return any(token.dep_ in _ONLY_CLEAR for token in doc)


def relation(label: str, *, clear: bool) -> Rel:
    """The relation of a dependency label; an unknown subtype stands for its main type (`nmod:tmod` for `nmod`)."""
    if clear and label in _CLEAR:
        return _CLEAR[label]
    return _UD.get(label) or _UD.get(label.partition(":")[0], Rel.OTHER)


def edges(doc: Doc) -> tuple[list[int], list[Rel]]:
    """Head (token index, a root's is its own) and relation of every token, in UD's shape."""
    clear = is_clear(doc)
    heads = [token.head.i for token in doc]
    rels = [relation(token.dep_, clear=clear) for token in doc]
    if clear:
        _turn_prepositions(doc, heads, rels)
    return heads, rels


def _turn_prepositions(doc: Doc, heads: list[int], rels: list[Rel]) -> None:
    """Hang the object of a preposition where the preposition hung, and the preposition on its object."""
    for token in doc:
        if token.dep_ not in ("pobj", "pcomp") or token.head.dep_ not in ("prep", "agent", "dative", "mark"):
            continue
        chain = [token.head]
        while chain[-1].head.dep_ == "prep" and chain[-1].dep_ == "prep" and len(chain) < 4:  # "according to"
            chain.append(chain[-1].head)
        top = chain[-1]
        if rels[top.i] is Rel.CASE:
            continue  # a second object of the same preposition stays where it is
        over = top.head
        heads[token.i] = token.i if over is top else over.i
        if token.dep_ == "pobj":
            verbal = word_class(over) in ("VERB", "AUX")
            rels[token.i] = Rel.AGENT if top.dep_ == "agent" else Rel.OBLIQUE if verbal else Rel.NMOD
        for preposition in chain:
            heads[preposition.i] = token.i
            rels[preposition.i] = Rel.CASE if token.dep_ == "pobj" else Rel.MARK


def word_class(token: Token) -> str:
    """The universal part of speech; from the Penn tag where a pipeline gives nothing else; else empty."""
    if token.pos_:
        return token.pos_
    tag = token.tag_
    if tag.startswith("NNP"):
        return "PROPN"
    if tag.startswith("N"):
        return "NOUN"
    if tag.startswith(("PRP", "WP")):
        return "PRON"
    return _UD_CLASSES.get(tag[:1], "")


def verb_form(token: Token) -> str:
    """`finite`, `participle` (past), `ing` or `base`, of a verb; empty for other words or without tags."""
    tag = token.tag_
    if tag in ("VBD", "VBZ", "VBP", "MD"):
        return "finite"
    if tag in ("VBN", "VBG", "VB"):
        return {"VBN": "participle", "VBG": "ing", "VB": "base"}[tag]
    found = token.morph.get("VerbForm", [])
    if "Fin" in found:
        return "finite"
    if "Part" in found or "Ger" in found:
        return "ing" if "Pres" in token.morph.get("Tense", []) or "Ger" in found else "participle"
    return "base" if "Inf" in found else ""


NAME_LABELS = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "NORP": "group", "LOC": "place", "GPE": "place",
    "FAC": "place",
}  # fmt: skip
"""Entity labels of English pipelines, by what they name; others (dates, numbers, works) name no speaker."""


def names(doc: Doc) -> Iterable[tuple[int, int, str]]:
    """Names in the text as (start, end, kind) in code points; kind person, organisation, group or place."""
    for entity in doc.ents:
        kind = NAME_LABELS.get(entity.label_)
        if kind is not None:
            yield entity.start_char, entity.end_char, kind
