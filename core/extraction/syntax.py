"""The parse of a spaCy pipeline over the project's own words.

A pipeline's tokens and the project's words differ ("didn’t" is one word and two tokens), so the tree is
contracted: a word takes the head of its highest token. Depth falls strictly along the heads of the contracted
tree, so it has no cycles. Building it is linear in the length of the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from core.extraction import known_as
from core.language import labels
from core.language.labels import SUBJECTS, Rel
from core.language.text import Words

_FARTHEST = 600
"""Words between a head and those of its dependents that are asked for: no more than a sentence has."""
_LONGEST_CHAIN = 8
"""Steps along conjuncts, complements and relative clauses to a verb's subject."""


@dataclass(slots=True)
class Syntax:
    """Head, relation, class (universal part of speech) and verb form of every word.

    A root is its own head. `left` and `right` (exclusive) bound a word's subtree. `names` are (first word, beyond,
    kind) of the names found.
    """

    words: Words
    head: list[int]
    rel: list[Rel]
    word_class: list[str]
    form: list[str]
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)

    @classmethod
    def of(cls, doc: Doc, words: Words) -> Syntax | None:
        """The parse of `doc`, whose text has the words `words`; None where it has no dependencies or no tags."""
        if not len(words) or not doc.has_annotation("DEP") or not (
            doc.has_annotation("TAG") or doc.has_annotation("POS")
        ):  # fmt: skip
            return None
        heads, rels = labels.edges(doc)
        depths = _depths(heads)
        owner = _owners(doc, words)
        top = [-1] * len(words)
        for token, word in enumerate(owner):
            if word >= 0 and (top[word] < 0 or depths[token] < depths[top[word]]):
                top[word] = token
        head, rel = list(range(len(words))), [Rel.OTHER] * len(words)
        classes, forms = [""] * len(words), [""] * len(words)
        for word, token in enumerate(top):
            if token < 0:
                continue
            over = owner[heads[token]]
            head[word] = over if over >= 0 else word
            rel[word] = rels[token] if head[word] != word else Rel.ROOT
            classes[word], forms[word] = labels.word_class(doc[token]), labels.verb_form(doc[token])
        known_as.mend(words.lowers, head, rel, classes, forms)
        out = cls(words, head, rel, classes, forms)
        out._link()
        for start, end, kind in labels.names(doc):
            first, beyond = words.at(start), words.at(end)
            if first < beyond:
                out.names.append((first, beyond, kind))
        return out

    def _link(self) -> None:
        size = len(self.head)
        self.children = [[] for _ in range(size)]
        for i, over in enumerate(self.head):
            if over != i and abs(over - i) <= _FARTHEST:
                self.children[over].append(i)
        depths = _depths(self.head)
        self.left, self.right = list(range(size)), list(range(1, size + 1))
        for i in sorted(range(size), key=depths.__getitem__, reverse=True):
            over = self.head[i]
            self.left[over] = min(self.left[over], self.left[i])
            self.right[over] = max(self.right[over], self.right[i])

    # --- questions ------------------------------------------------------------------------------------------

    def is_verb(self, i: int) -> bool:
        return self.word_class[i] in ("VERB", "AUX")

    def child(self, i: int, *rels: Rel) -> int | None:
        """The first word that hangs from `i` by one of the relations."""
        return next((k for k in self.children[i] if self.rel[k] in rels), None)

    def own_subject(self, verb: int) -> int | None:
        """Head word of the subject that hangs from the verb itself, the nearest before others."""
        found = [k for k in self.children[verb] if self.rel[k] in SUBJECTS]
        return min(found, key=lambda k: abs(k - verb), default=None)

    def agent(self, verb: int) -> int | None:
        """Head word of "by …" beside a passive verb."""
        found = self.child(verb, Rel.AGENT)
        if found is not None:
            return found
        for k in self.children[verb]:
            if self.rel[k] is Rel.OBLIQUE and any(self.words.lowers[c] == "by" for c in self.children[k]):
                return k
        return None

    def subject(self, verb: int) -> int | None:
        """Head word of the verb's subject: its own, or that of the verb it is joined to, completes or qualifies.

        "X said … and added …", "X declined to say …", "X left, saying …". A relative clause gives its pronoun, or
        its noun where the pronoun is no subject.
        """
        i = verb
        for _ in range(_LONGEST_CHAIN):
            found = self.own_subject(i)
            if found is not None:
                return found
            over = self.head[i]
            if over == i:
                return None
            if self.rel[i] in (Rel.CONJ, Rel.XCOMP, Rel.ADVCL, Rel.PARATAXIS):
                i = over
            elif self.rel[i] is Rel.ACL and not self.is_verb(over):
                return over
            elif self.rel[i] is Rel.AUX:
                i = over
            else:
                return None
        return None

    def antecedent(self, pronoun: int) -> int | None:
        """The noun a relative pronoun stands for: head of the relative clause the pronoun is in."""
        i = pronoun
        for _ in range(_LONGEST_CHAIN):
            if self.rel[i] in (Rel.RELCL, Rel.ACL):
                return self.head[i]
            if self.head[i] == i:
                return None
            i = self.head[i]
        return None


def _depths(heads: list[int]) -> list[int]:
    """Steps to the root of every word; each is computed once."""
    depths = [-1] * len(heads)
    for start in range(len(heads)):
        path = []
        i = start
        while depths[i] < 0 and heads[i] != i:
            path.append(i)
            depths[i] = 0  # marks the path, so that a damaged tree with a cycle ends as well
            i = heads[i]
        base = max(depths[i], 0)
        depths[i] = base
        for step, k in enumerate(reversed(path), start=1):
            depths[k] = base + step
    return depths


def _owners(doc: Doc, words: Words) -> list[int]:
    """For each token the word it lies in (its first letter decides), -1 for white space."""
    out = []
    word = 0
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        while word + 1 < len(words) and words.ends[word] <= start:
            word += 1
        inside = words.starts[word] < end and start < words.ends[word]
        out.append(word if inside else -1)
    return out
