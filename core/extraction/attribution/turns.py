"""Turns of an exchange within a paragraph: "Marr said: “I did.” Vell: “You did not.”", "MARR: I did. VELL: No."

A name or role with nothing but a colon behind it, at the beginning of a line or sentence, has a turn of its own:
its words belong to no report before it. So do the quotes that a sentence of somebody else's announces: "Marr said:
“I did.” Vell cut in: “You did not.”".
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from core.extraction.article import Article, Sentence
from core.extraction.attribution import parsed
from core.extraction.attribution.draft import Draft, is_utterance
from core.extraction.lexicon import cue_forms, people, words
from core.extraction.speakers.people import Directory
from core.extraction.speakers.phrases import Phrase, is_verb, subject_before
from core.records import Span, SpeakerKind

_LONGEST_LABEL = 6
"""Words before the colon."""
_STOPS = frozenset(".!?…)]")
_SMALL = frozenset({"the", "a", "an", "of", "for", "and", "former", "deputy"})
"""Words that a role may have before or in it: "The minister:"."""
_LEAST_CAPITALS = 3
"""Letters of a name in capitals."""
_EXCHANGE = 2
"""Turns without quotation marks that make a paragraph an exchange."""
_NEAR, _FEW = 60, 4
"""Reports and turns before one whose words can go on into it."""
_LONGEST_LEAD = 30
"""Words of a sentence that announces a quote."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """Whose turn it is, the colon's word, and its words as characters; `passages` where it has marks."""

    label: Phrase
    colon: int
    pieces: tuple[Span, ...]
    passages: tuple[int, ...]
    sentence: Sentence

    def region(self, article: Article) -> Span:
        return article.words.starts[self.label.first], self.pieces[-1][1]


def with_turns(article: Article, directory: Directory, drafts: list[Draft]) -> list[Draft]:
    """The drafts with every turn a report of its own, in text order."""
    turns = [*_quoted_turns(article, directory), *_plain_turns(article, directory)]
    out = sorted(drafts, key=lambda draft: min(draft.pieces))
    starts = [min(draft.pieces)[0] for draft in out]
    made: list[Draft] = []
    for turn in sorted(turns, key=lambda one: one.colon):
        high = min(len(out), bisect_left(starts, turn.region(article)[1]) + _FEW)
        low, few = max(0, high - _NEAR), max(0, len(made) - _FEW)
        left, new = _given(article, turn, [*out[low:high], *made[few:]])
        out[low:high], made[few:] = left[: high - low], [*left[high - low :], new]
    given = [draft for draft in (*out, *made) if draft.pieces]
    return sorted(_announced(article, given), key=lambda draft: min(draft.pieces))


def _given(article: Article, turn: _Turn, near: list[Draft]) -> tuple[list[Draft], Draft]:
    """The drafts near a turn without its words, those without any left as well, and the turn."""
    start, end = turn.region(article)
    colon = article.words.span(turn.colon, turn.colon + 1)
    pieces, passages = list(turn.pieces), list(turn.passages)
    out, own = [], None
    for draft in near:
        if draft.cue and any(a <= colon[0] < b for a, b in draft.cue):
            own = draft
            out.append(replace(draft, pieces=[]))
        elif draft.cue and start <= min(draft.cue)[0] < end and min(draft.cue)[0] > colon[0]:
            out.append(draft)  # said within the turn
        elif any(a < end and start < b for a, b in draft.pieces):
            kept, later = _without(draft.pieces, (start, end))
            if not draft.cue or max(draft.cue)[1] <= start:
                pieces += later  # “…” right behind the turn goes on from it
            else:
                kept += later
            out.append(replace(draft, pieces=kept, passages=_still(article, draft, kept)))
        else:
            out.append(draft)
    if own is not None and any(a < end and start < b for a, b in own.pieces):
        taken = [span for draft in out if draft.cue for span in draft.pieces if span[0] >= end]
        for span in taken:
            own = replace(own, pieces=[piece for part in _without(own.pieces, span) for piece in part])
        return out, replace(own, subject=own.subject or turn.label)
    return out, Draft(pieces, [colon], turn.label, "turn", turn.sentence, weight=0.9, passages=passages)


def _without(pieces: list[Span], region: Span) -> tuple[list[Span], list[Span]]:
    """What is left of the pieces before and behind a stretch."""
    before = [(a, min(b, region[0])) for a, b in pieces if a < region[0]]
    behind = [(max(a, region[1]), b) for a, b in pieces if b > region[1]]
    return before, behind


def _still(article: Article, draft: Draft, pieces: list[Span]) -> list[int]:
    passages = article.quoted
    return [n for n in draft.passages if any(a <= passages[n].start < b for a, b in pieces)]


def _quoted_turns(article: Article, directory: Directory) -> list[_Turn]:
    """Passages in marks right behind a label: "Vell: “You did not.”"."""
    w = article.words
    out = []
    for number, passage in enumerate(article.quoted):
        colon = w.at(passage.start) - 1
        if colon < 1 or colon + 1 >= len(w) or w.texts[colon] != ":" or article.inside[colon] >= 0:
            continue
        label = _label(article, directory, colon)
        if label is not None and "\n" not in article.text[w.ends[colon] : passage.start]:
            pieces, numbers = tuple(passage.pieces), (number,)
            out.append(_Turn(label, colon, pieces, numbers, _sentence(article, colon)))
    return out


def _plain_turns(article: Article, directory: Directory) -> list[_Turn]:
    """Turns without marks: two or more in a paragraph, or a question that opens it."""
    by_paragraph: dict[int, list[tuple[Phrase, int]]] = {}
    last: dict[int, int] = {}
    for sentence in article.sentences:
        found = by_paragraph.setdefault(sentence.paragraph, [])
        last[sentence.paragraph] = sentence.beyond
        opened = _opened(article, directory, sentence)
        if opened is not None:
            found.append(opened)
    out = []
    for paragraph, found in ((number, labels) for number, labels in by_paragraph.items() if labels):
        ends = [label.first for label, _ in found[1:]] + [last[paragraph]]
        for (label, colon), end in zip(found, ends, strict=True):
            sentence = _sentence(article, colon)
            plain = article.inside[colon + 1] < 0 and colon + 1 < end
            if plain and len(found) < _EXCHANGE:
                end = sentence.beyond
                plain = article.words.texts[end - 1] == "?" and paragraph not in article.headlines
            if plain:
                out.append(_Turn(label, colon, (article.words.span(colon + 1, end),), (), sentence))
    return out


def _opened(article: Article, directory: Directory, sentence: Sentence) -> tuple[Phrase, int] | None:
    """The label that a sentence begins with, and its colon."""
    w = article.words
    reach = range(sentence.first + 1, min(sentence.beyond - 1, sentence.first + _LONGEST_LABEL + 1))
    colon = next((k for k in reach if w.texts[k] == ":" and article.inside[k] < 0), None)
    label = None if colon is None else _label(article, directory, colon)
    named = label is not None and _names(article, directory, label.first, label.beyond)
    return (label, colon) if named and label is not None and colon is not None else None


def _label(article: Article, directory: Directory, colon: int) -> Phrase | None:
    """The name or role that fills the sentence before the colon."""
    w = article.words
    first = colon
    while first > 0 and not _begins(article, first):
        before = first - 1
        fits = w.is_name(before) or w.lowers[before] in _SMALL or w.lowers[before] in people().roles
        joins = w.texts[before] in "-." and w.ends[before - 1] == w.starts[before]
        if colon - before > _LONGEST_LABEL or not (fits or joins):
            return None
        first = before
    if first == colon or w.is_mark(first) or (first + 1 < colon and w.lowers[first] in cue_forms()):
        return None  # "Said Ellis:"
    known = _names(article, directory, first, colon) or w.lowers[colon - 1] in people().roles
    return Phrase(first, colon, first, colon) if known else None


def _begins(article: Article, word: int) -> bool:
    """Whether a line or a sentence begins with the word."""
    w = article.words
    before = word - 1
    if "\n" in article.text[w.ends[before] : w.starts[word]] or article.inside[before] >= 0:
        return True
    title = w.texts[before] == "." and w.ends[before - 1] == w.starts[before] and _is_title(w.lowers[before - 1])
    return w.texts[before] in _STOPS and not title


def _is_title(lower: str) -> bool:
    return lower in people().titles


def _names(article: Article, directory: Directory, first: int, beyond: int) -> bool:
    """Whether the words end with a person's name that is in full, comes up elsewhere, or stands in capitals."""
    w = article.words
    for a, b, entity in directory.named(first, beyond):
        capitals = all(w.texts[k].isupper() for k in range(a, b)) and len(w.texts[b - 1]) >= _LEAST_CAPITALS
        person = entity.kind is SpeakerKind.PERSON or capitals
        if b == beyond and person and (b - a > 1 or len(entity.places) > 1):
            return True
    return False


def _sentence(article: Article, word: int) -> Sentence:
    low, high = 0, len(article.sentences) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if article.sentences[middle].first <= word else (low, middle - 1)
    return article.sentences[low]


def _announced(article: Article, drafts: list[Draft]) -> list[Draft]:
    """The drafts with quotes that another sentence announces cut off: "Vell cut in: “You did not.”"."""
    out = []
    for draft in drafts:
        pieces = sorted(draft.pieces)
        for k in range(len(pieces) - 1, 0, -1):
            made = _own_lead(article, draft, pieces[k])
            if made is not None:
                made.pieces = pieces[k:]
                made.passages = _still(article, draft, made.pieces)
                pieces = pieces[:k]
                out.append(made)
        out.append(replace(draft, pieces=pieces, passages=_still(article, draft, pieces)))
    return out


def _own_lead(article: Article, draft: Draft, piece: Span) -> Draft | None:
    """A draft for a quoted piece whose own sentence has a subject, a verb and a colon before it."""
    w = article.words
    colon = w.at(piece[0]) - 1
    number = article.inside[colon + 1]
    if colon < 1 or number < 0 or w.texts[colon] != ":" or not is_utterance(article, number):
        return None
    sentence = _sentence(article, colon)
    start = w.starts[sentence.first]
    if any(a >= start for a, _ in draft.cue) or colon - sentence.first > _LONGEST_LEAD:
        return None
    verb = next((k for k in range(sentence.first, colon) if article.inside[k] < 0 and _verb(article, k)), None)
    if verb is None or verb == sentence.first:
        return None
    plain = subject_before(article, verb, sentence.first)
    subject = parsed.own_subject(article, verb, sentence.first, verb, plain) or plain
    if subject is None or w.lowers[subject.core_first] in words("pronouns_it"):
        return None
    return Draft([piece], [w.span(verb, colon)], subject, "quote", sentence, weight=0.9)


def _verb(article: Article, k: int) -> bool:
    tree = article.syntax
    return is_verb(article, k) or (tree is not None and tree.is_verb(k) and tree.form[k] == "finite")
