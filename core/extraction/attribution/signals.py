"""What the attribution tagger sees of a document: columns of hashed token features, and pairwise places.

A token's columns feed hash embeddings. For every anchor (the head word of a cue, or the first word of a quote that
has none) each token near it also gets places relative to the anchor: distance, paragraph, quotation marks, parse.
All of it is linear in the length of the document: an anchor looks at most `REACH` tokens either way.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, IS_SPACE, LENGTH, NORM, PREFIX, SENT_START, SHAPE, SUFFIX, TAG
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc

from core.extraction import lexicon
from core.extraction.article import Article
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.gather import drafts_of
from core.extraction.quotes import marks
from core.extraction.quotes.component import article_of
from core.records import Span

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

COLUMNS = (
    "norm", "prefix", "suffix", "shape", "tag", "dep", "entity", "mark", "place", "cue", "role", "head", "headcue",
    "rule",
)  # fmt: skip
"""Columns of `Signals.columns`, in order."""
WORD_COLUMNS = (0, 1, 2)
"""Columns that tell one word from another; training hides them now and then so that others are learned."""
REACH = 150
"""Tokens either way of an anchor that may belong to it; longer quotes are found by their marks."""

OUTSIDE, OPENS, WITHIN, CLOSES = range(4)
_MAX_DEPTH = 4

# Sizes of the pairwise columns; each value of a column has an embedding of its own.
DISTANCES = 29
PARAGRAPHS = 5
QUOTES = 18
SENTENCES = 7
LINKS = 60 * (_MAX_DEPTH + 2)
CHILDREN = 60
COMMAS = 11
STOPS = 5
DRAFTS = 8
PAIR_SIZES = (DISTANCES, PARAGRAPHS, QUOTES, SENTENCES, LINKS, CHILDREN, COMMAS, STOPS, DRAFTS)
DRAFT_COLUMN = 8


@dataclass(slots=True)
class Drafted:
    """What the rules propose, in tokens (first, beyond last). `anchors` are the tokens it is the proposal of."""

    anchors: frozenset[int]
    content: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    source: list[tuple[int, int]]
    rule: str


@dataclass(slots=True)
class Signals:
    """Features of one document's tokens, and the arrays that pairwise places are made of.

    `starts`, `ends` are code points; `mark` is OUTSIDE, OPENS, WITHIN or CLOSES a quotation; `quote` numbers the
    quotation a token stands in (-1 for none) and `passed` counts those opened up to it; `left`, `right` bound a
    token's subtree (right exclusive).
    """

    columns: Hashes
    starts: Ints
    ends: Ints
    mark: Ints
    quote: Ints
    passed: Ints
    paragraph: Ints
    sentence: Ints
    head: Ints
    link: Ints
    left: Ints
    right: Ints
    space: npt.NDArray[np.bool_]
    commas: Ints
    stops: Ints
    quoted: list[marks.Quoted]
    drafts: dict[int, Drafted]

    def __len__(self) -> int:
        return len(self.starts)


_DEPS = (  # noqa: SIM905
    "nsubj obj iobj csubj ccomp xcomp obl vocative expl dislocated advcl advmod discourse aux cop mark nmod appos "
    "nummod acl amod det clf case conj cc fixed flat list parataxis orphan goeswith reparandum punct root dep "
    "nsubj:pass csubj:pass aux:pass acl:relcl obl:npmod obl:tmod nmod:poss nmod:npmod nmod:tmod compound "
    "compound:prt det:predet cc:preconj flat:foreign obl:agent advcl:relcl nmod:unmarked obl:unmarked nmod:desc"
).split()


@cache
def _dep_numbers() -> dict[int, int]:
    return {hash_string(dep): number + 1 for number, dep in enumerate(_DEPS)} | {hash_string("ROOT"): 36}


def dep_number(dep: str) -> int:
    """Number of a dependency relation in `Signals.link`; 0 for one that is not known."""
    return _dep_numbers().get(hash_string(dep), 0)


@cache
def _word_classes() -> tuple[dict[str, int], dict[str, int]]:
    """Numbers of the cue classes (constructions a cue word enters) and role classes of lower-case words."""
    cues: dict[str, int] = {}
    for word, readings in lexicon.cue_forms().items():
        constructions = sorted({c for cue in readings if not cue.particle for c in cue.constructions})
        thought = any(cue.thought for cue in readings)
        particle = any(cue.particle for cue in readings)
        cues[word] = hash_string(f"{constructions} {thought} {particle} {readings[0].form}")
    for word, follows in lexicon.nominal_cues().items():
        cues.setdefault(word, hash_string(f"noun {sorted(follows)}"))
    people = lexicon.people()
    roles: dict[str, int] = {}
    for number, group in enumerate((people.titles, people.roles, people.bodies, people.groups, people.given)):
        for word in group:
            roles.setdefault(word.lower(), hash_string(f"role {number}"))
    return cues, roles


def _classes(doc: Doc, norms: Hashes) -> tuple[Hashes, Hashes]:
    """Cue class and role class of each token, looked up once a word."""
    cues, roles = _word_classes()
    unique, where = np.unique(norms, return_inverse=True)
    words = [doc.vocab.strings[int(norm)] for norm in unique]
    cue = np.array([cues.get(word, 1) for word in words], dtype=np.uint64)
    role = np.array([roles.get(word, 1) for word in words], dtype=np.uint64)
    return cue[where], role[where]


def _combine(*parts: npt.NDArray[Any]) -> Hashes:
    """One hash from several small integers."""
    out: Hashes = np.zeros(len(parts[0]), dtype=np.uint64)
    for part in parts:
        out = out * np.uint64(1_000_003) + part.astype(np.uint64) + np.uint64(17)
    return out


def read(doc: Doc) -> Signals:
    """The features of `doc`; tags, parse, names and sentence bounds are used where the pipeline has set them."""
    wanted = [NORM, PREFIX, SUFFIX, SHAPE, TAG, DEP, ENT_TYPE, SENT_START, HEAD, IDX, LENGTH, IS_SPACE]
    table = cast(Hashes, doc.to_array(wanted))
    norms = table[:, 0]
    starts = table[:, 9].astype(np.int64)
    ends = starts + table[:, 10].astype(np.int64)
    space = table[:, 11].astype(bool)
    head = np.arange(len(doc)) + table[:, 8].astype(np.int64)
    cue, role = _classes(doc, norms)
    article = article_of(doc)
    quoted = article.quoted
    drafts = _drafts(article, drafts_of(doc), starts, ends)
    mark, quote, passed = _quotations(starts, quoted)
    paragraph, place = _paragraphs(doc, space)
    commas, stops = _punctuation(doc, norms, mark, paragraph)
    sentence = np.cumsum(table[:, 7].astype(np.int64) == 1) if doc.has_annotation("SENT_START") else stops
    left, right = _subtrees(head)
    names, where = np.unique(table[:, 5], return_inverse=True)
    link = np.array([_dep_numbers().get(int(name), 0) for name in names], dtype=np.int64)[where]
    columns: Hashes = np.stack(
        [*(table[:, i] for i in range(7)), _combine(mark), _combine(mark, place),
         cue, role, _combine(norms[head], np.sign(table[:, 8].astype(np.int64)) + 1),
         _combine(cue[head], np.clip(table[:, 8].astype(np.int64), -3, 3) + 3, link),
         _proposed(len(doc), drafts)],
        axis=1,
    )  # fmt: skip
    return Signals(
        np.ascontiguousarray(columns), starts, ends, mark, quote, passed, paragraph, sentence, head, link, left,
        right, space, commas, stops, quoted,
        {anchor: draft for draft in reversed(drafts) for anchor in draft.anchors},
    )  # fmt: skip


def _drafts(article: Article, reports: list[Draft], starts: Ints, ends: Ints) -> list[Drafted]:
    """The rules' reports as tokens."""

    def tokens(span: Span) -> tuple[int, int]:
        first = int(np.searchsorted(ends, span[0], side="right"))
        return first, max(first, int(np.searchsorted(starts, span[1], side="left")))

    out = []
    for draft in reports:
        cue = [tokens(span) for span in draft.cue]
        content = [tokens(span) for span in draft.pieces]
        source = []
        if draft.subject is not None:
            source = [tokens(article.words.span(draft.subject.first, draft.subject.beyond))]
        anchors = frozenset(i for first, beyond in cue for i in range(first, beyond))
        if not anchors and content:
            anchors = frozenset({content[0][0]})
        out.append(Drafted(anchors, content, cue, source, draft.rule))
    return out


def _proposed(size: int, drafts: list[Drafted]) -> Hashes:
    """For each token the rule it is the cue of, and whether it is content or source of any draft."""
    role = np.zeros(size, dtype=np.uint64)
    for draft in drafts:
        for first, beyond in draft.content:
            role[first:beyond] |= np.uint64(1)
        for first, beyond in draft.source:
            role[first:beyond] |= np.uint64(2)
    for draft in drafts:
        for anchor in draft.anchors:
            if anchor < size:
                role[anchor] = hash_string(draft.rule)
    return role


def _punctuation(doc: Doc, norms: Hashes, mark: Ints, paragraph: Ints) -> tuple[Ints, Ints]:
    """Commas, semicolons and dashes passed outside quotation marks, and sentence ends passed, up to each token."""
    strings = doc.vocab.strings
    commas = np.isin(norms, [strings[c] for c in (",", ";", ":", "–", "—", "-", "--", "(", ")")])
    ends = np.isin(norms, [strings[c] for c in (".", "?", "!")])
    ends &= ~np.isin(mark, [OPENS, WITHIN])
    return np.cumsum(commas & (mark == OUTSIDE)), np.cumsum(np.concatenate([[False], ends[:-1]])) + paragraph


def _quotations(starts: Ints, quoted: list[marks.Quoted]) -> tuple[Ints, Ints, Ints]:
    mark = np.zeros(len(starts), dtype=np.int64)
    quote = np.full(len(starts), -1, dtype=np.int64)
    opened = np.zeros(len(starts), dtype=np.int64)
    for number, passage in enumerate(quoted):
        for begin, beyond in passage.pieces:
            first, last = np.searchsorted(starts, [begin, beyond])
            if first >= last:
                continue
            mark[first:last] = WITHIN
            mark[first] = OPENS
            mark[last - 1] = CLOSES
            quote[first:last] = number
        first = int(np.searchsorted(starts, passage.start))
        if first < len(opened):
            opened[first] = 1
    return mark, quote, np.cumsum(opened)


def _paragraphs(doc: Doc, space: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Paragraph number of each token, and a number for its place in it (headline, first words, later)."""
    breaks = np.zeros(len(doc) + 1, dtype=np.int64)
    for i in np.flatnonzero(space):
        if "\n" in doc[int(i)].text:
            breaks[i + 1] = 1
    paragraph = np.cumsum(breaks[:-1])
    first = np.concatenate([[0], np.flatnonzero(breaks[:-1])])
    inside = np.arange(len(doc)) - first[np.searchsorted(first, np.arange(len(doc)), side="right") - 1]
    place = np.minimum(inside, 3) + 4 * (paragraph == 0)
    return paragraph, place


def _subtrees(head: Ints) -> tuple[Ints, Ints]:
    """Left edge and right edge (exclusive) of each token's subtree, by passing edges up until nothing changes."""
    left = np.arange(len(head))
    right = left + 1
    for _ in range(60):  # no deeper trees occur in sentences people write; a deeper one keeps narrower edges
        before = left.sum() - right.sum()
        np.minimum.at(left, head, left.copy())
        np.maximum.at(right, head, right.copy())
        if left.sum() - right.sum() == before:
            break
    return left, right


def window(signals: Signals, anchor: int) -> tuple[int, int]:
    """Tokens (first, beyond last) that may belong to an anchor: its paragraph and those on either side."""
    low, high = max(0, anchor - REACH), min(len(signals), anchor + REACH + 1)
    here = signals.paragraph[anchor]
    near = signals.paragraph[low:high]
    return low + int(np.searchsorted(near, here - 1)), low + int(np.searchsorted(near, here + 1, side="right"))


def places(signals: Signals, anchor: int, low: int, high: int) -> Ints:
    """Places of the tokens low..high relative to `anchor`: int array (tokens, len(PAIR_SIZES))."""
    out = np.empty((high - low, len(PAIR_SIZES)), dtype=np.int64)
    out[:, 0] = _DISTANCE[np.arange(low - anchor, high - anchor) + REACH]
    out[:, 1] = np.clip(signals.paragraph[low:high] - signals.paragraph[anchor], -2, 2) + 2
    out[:, 2] = _beside(signals, anchor, low, high)
    out[:, 3] = np.clip(signals.sentence[low:high] - signals.sentence[anchor], -3, 3) + 3
    out[:, 4], out[:, 5] = _tree(signals, anchor, low, high)
    out[:, 6] = np.clip(signals.commas[low:high] - signals.commas[anchor], -5, 5) + 5
    out[:, 8] = _draft(signals, anchor, low, high)
    out[:, 7] = np.clip(signals.stops[low:high] - signals.stops[anchor], -2, 2) + 2
    return out


def _draft(signals: Signals, anchor: int, low: int, high: int) -> Ints:
    """What the rules make of a token for this anchor: 0 no proposal, 1 nothing, 2 content, 3 source, 4 cue."""
    out = np.zeros(high - low, dtype=np.int64)
    draft = signals.drafts.get(anchor)
    if draft is not None:
        out[:] = 1
        for value, spans in ((2, draft.content), (3, draft.source), (4, draft.cue)):
            for first, beyond in spans:
                out[max(first - low, 0) : max(beyond - low, 0)] = value
    return out


def _distances() -> Ints:
    """Buckets of the distances -REACH..REACH: exact up to 4, then wider and wider."""
    bounds = np.array([1, 2, 3, 4, 5, 7, 9, 12, 16, 22, 30, 42, 60, 90])
    bucket = np.searchsorted(bounds, np.arange(REACH + 1), side="right")
    return np.concatenate([14 - bucket[:0:-1], 14 + bucket])


_DISTANCE = _distances()


def _beside(signals: Signals, anchor: int, low: int, high: int) -> Ints:
    """Which quotation a token stands in, seen from the anchor: none, its own, the next one either way, farther."""
    quote = signals.quote[low:high]
    gap = np.clip(signals.passed[low:high] - signals.passed[anchor], -3, 3)
    inside = int(signals.quote[anchor] >= 0)
    own = (quote == signals.quote[anchor]) & (quote >= 0)
    state = np.where(quote < 0, 0, np.where(own, 1, gap + 5))
    return state + 9 * inside


def _tree(signals: Signals, anchor: int, low: int, high: int) -> tuple[Ints, Ints]:
    """How a token hangs from the anchor in the parse.

    First: how far up the two meet and by which relation the anchor's side hangs there; second: the relation of the
    branch the token is in.
    """
    up = np.zeros(high - low, dtype=np.int64)
    branch = np.zeros(high - low, dtype=np.int64)
    chain = [anchor]
    while len(chain) <= _MAX_DEPTH and signals.head[chain[-1]] != chain[-1]:
        chain.append(int(signals.head[chain[-1]]))
    for depth in range(len(chain) - 1, -1, -1):
        top = chain[depth]
        begin, beyond = max(int(signals.left[top]), low), min(int(signals.right[top]), high)
        if begin >= beyond:
            continue
        relation = int(signals.link[chain[depth - 1]]) if depth else 0
        up[begin - low : beyond - low] = 60 * (depth + 1) + relation
        branch[begin - low : beyond - low] = 0
        children = np.flatnonzero(signals.head[begin:beyond] == top) + begin
        for child in children:
            if child != top:
                b, e = max(int(signals.left[child]), low), min(int(signals.right[child]), high)
                branch[b - low : e - low] = signals.link[child]
        if low <= top < high:
            branch[top - low] = 59
    return up, branch
