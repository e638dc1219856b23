"""Words set off in paragraphs of their own behind a colon, without quotation marks: "Vell wrote:", then a letter.

Statements, letters and posts are often printed so. The announcement is a clause of saying that the colon ends
("The governor added:"), a text given out ("The line issued the following statement:"), or a source ("According to
Ida Marr, writing for the Courier:"). The first paragraph behind it is what was said; the next ones are too as long
as "I" or "we" goes on speaking, or the items of a list go on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.extraction.article import Article, Sentence
from core.extraction.attribution import parsed
from core.extraction.attribution.cues import Hit, find_cues
from core.extraction.attribution.draft import Collector, Draft
from core.extraction.lexicon import words
from core.extraction.speakers.phrases import Phrase, is_verb, phrase_after, subject_before
from core.records import Span

_TEXTS = frozenset(
    {"statement", "statements", "message", "letter", "note", "email", "e-mail", "post", "tweet", "response",
     "reply", "answer", "text", "apology", "declaration", "announcement", "tribute", "notice", "appeal",
     "warning", "advice", "account", "comment", "comments", "remarks", "explanation", "memo", "following"}
)  # fmt: skip
_ISSUED = frozenset(
    {"issued", "released", "sent", "posted", "published", "shared", "gave", "made", "offered", "provided",
     "circulated", "received", "distributed", "printed", "left", "emailed", "issue", "issues", "release",
     "releases", "posts", "sends", "shares", "gives", "publishes", "issuing", "releasing", "posting", "sending",
     "publishing", "sharing", "put"}
)  # fmt: skip
_POINTING = frozenset(
    {"the", "this", "following", "a", "an", "these", "its", "his", "her", "their", "one", "short", "brief"}
)
_LOOK = frozenset({"watch", "listen", "see", "read", "follow", "click", "view", "check", "like", "here", "for"})
"""Words that begin a line for the reader: "Watch what she said below:"."""
_ELSEWHERE = frozenset({"below", "here", "above", "video", "audio"})
_TALK = frozenset({"i", "we", "my", "our", "me", "us", "mine", "ours"})
_WEIGHT = 0.8
"""Weight of a cue from which its colon announces."""
_LEAST = 4
"""Words of a paragraph that says something."""
_NAME = 8
"""Words before a colon that may be the name in a line of a transcript."""
_FURTHER = frozenset({"also", "added", "further"})
_NEAR_CUE = 6
"""Words from the start of a sentence to the verb with which the reporter goes on: "The church also claims"."""
_LONGEST = 40
"""Paragraphs of one such text."""
_GAP = 1
"""Paragraphs without "I" or "we" between two with it."""
_ITEM = re.compile(r"(?:[-–—*•·‣▪●]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_ENDS = (".", "!", "?", "…", ";", ":", ")", "”", "’", '"', "'")
_NO_WORDS = ("<", "http", "www.", "@", "#", "[")


@dataclass(frozen=True, slots=True)
class _Line:
    """One paragraph: its words `first` to `beyond`, its number, and the sentence it ends with."""

    first: int
    beyond: int
    number: int
    last: Sentence


def with_set_off(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with every such text as one report of a piece a paragraph, in text order.

    What the announcement was taken to report before (“the following statement”) gives way to the text itself.
    """
    lines = _lines(article)
    made: list[Draft] = []
    at = 0
    while at + 1 < len(lines):
        draft, taken = _made(article, lines, at)
        if draft is not None:
            made.append(draft)
        at += taken
    if not made:
        return list(drafts)
    left = [draft for draft in drafts if not any(_gives_way(article, draft, new) for new in made)]
    return sorted([*left, *made], key=lambda draft: (min(draft.pieces)[0], -max(draft.pieces)[1]))


def _lines(article: Article) -> list[_Line]:
    out: list[_Line] = []
    for sentence in article.sentences:
        if out and out[-1].number == sentence.paragraph:
            out[-1] = replace(out[-1], beyond=sentence.beyond, last=sentence)
        else:
            out.append(_Line(sentence.first, sentence.beyond, sentence.paragraph, sentence))
    return out


def _made(article: Article, lines: list[_Line], at: int) -> tuple[Draft | None, int]:
    """The report whose announcement ends line `at`, if it does, and the lines it takes."""
    line, following = lines[at], lines[at + 1]
    if article.words.texts[line.beyond - 1] != ":" or article.inside[line.beyond - 1] >= 0:
        return None, 1
    if not _says_something(article, following):
        return None, 1
    draft = _announcement(article, line.last)
    if draft is None:
        return None, 1
    count = _goes_on(article, lines, at + 1)
    taken = [_before_next_report(article, one) for one in lines[at + 1 : at + 1 + count]]
    pieces = [article.words.span(one.first, one.beyond) for one in taken]
    return replace(draft, pieces=pieces), 1 + count


def _before_next_report(article: Article, line: _Line) -> _Line:
    """The line up to where the reporter goes on: "She was never held. They also said that she had left."."""
    if _talks(article, line):
        return line
    for sentence in article.sentences:
        if sentence.paragraph != line.number or sentence.first == line.first:
            continue
        hits = find_cues(article, sentence)
        near = article.words.lowers[sentence.first : hits[0].verb + 1] if hits else []
        if len(near) <= _NEAR_CUE and not _FURTHER.isdisjoint(near):
            return replace(line, beyond=sentence.first)
    return line


def _gives_way(article: Article, draft: Draft, made: Draft) -> bool:
    """Whether a report is of the announcement itself, or a part of the text that has no cue of its own."""
    if any(a < y and x < b for a, b in draft.cue for x, y in made.cue):
        return True
    start, end = min(made.pieces)[0], max(made.pieces)[1]
    return not draft.cue and all(start <= a and b <= end for a, b in draft.pieces)


def _says_something(article: Article, line: _Line) -> bool:
    """Whether a line is running text outside quotation marks, or an item: no speaker's name, link or heading."""
    w = article.words
    text = article.text[w.starts[line.first] : w.ends[line.beyond - 1]]
    if article.inside[line.first] >= 0 or line.number in article.headlines or text.startswith(_NO_WORDS):
        return False
    if _ITEM.match(text):
        return True
    if line.beyond - line.first < _LEAST or not text.endswith(_ENDS):
        return False
    colon = next((k for k in range(line.first, min(line.beyond, line.first + _NAME)) if w.texts[k] == ":"), None)
    return colon is None or not all(w.is_name(k) for k in range(line.first, colon) if w.texts[k][0].isalpha())


def _goes_on(article: Article, lines: list[_Line], first: int) -> int:
    """How many lines from `first` on belong to the text."""
    opening, count = lines[first], 1
    item, talks = _is_item(article, opening), _talks(article, opening)
    for ahead in range(1, min(_LONGEST, len(lines) - first)):
        line = lines[first + ahead]
        if not _says_something(article, line):
            break
        if _is_item(article, line) if item else talks and _talks(article, line):
            count = ahead + 1
        elif item or not talks or ahead - count >= _GAP or _reports(article, line):
            break
    return count


def _is_item(article: Article, line: _Line) -> bool:
    start = article.words.starts[line.first]
    return _ITEM.match(article.text[start : start + 8]) is not None


def _talks(article: Article, line: _Line) -> bool:
    w, inside = article.words, article.inside
    spoken = (w.lowers[k].partition("'")[0] for k in range(line.first, line.beyond) if inside[k] < 0)
    return any(lower in _TALK for lower in spoken)


def _reports(article: Article, line: _Line) -> bool:
    """Whether somebody is told to say something in the line, which is then the reporter's."""
    sentences = [s for s in article.sentences if s.paragraph == line.number]
    return any(article.inside[k] >= 0 for k in range(line.first, line.beyond)) or any(
        find_cues(article, sentence) for sentence in sentences
    )


def _announcement(article: Article, sentence: Sentence) -> Draft | None:
    """The draft, still without the text, of a sentence whose colon announces what somebody says."""
    w = article.words
    colon = sentence.beyond - 1
    if w.lowers[sentence.first] in _LOOK or _ELSEWHERE & set(w.lowers[max(sentence.first, colon - 2) : colon]):
        return None
    found = _source(article, sentence) or _issued(article, sentence) or _said(article, sentence)
    if found is None:
        return None
    cue, subject, hit = found
    piece: Span = w.span(colon, colon + 1)
    draft = Draft([piece], [w.span(*cue)], subject, "set-off", sentence, weight=0.9)
    if hit is not None:
        draft.negated, draft.hypothetical, draft.weight = hit.negated, hit.hypothetical, hit.cue.weight
    return draft


_Found = tuple[tuple[int, int], Phrase, Hit | None]
"""Words of the cue, speaker, and the cue as read where it is a verb of saying."""


def _source(article: Article, sentence: Sentence) -> _Found | None:
    """ "According to Ida Marr, writing for the Courier:"."""
    w, first = article.words, sentence.first
    if w.lowers[first : first + 2] != ["according", "to"]:
        return None
    end = next(
        (k for k in range(first + 3, sentence.beyond) if w.texts[k] in (",", ":", "(")), sentence.beyond - 1
    )
    return (first, first + 2), Phrase(first + 2, end, first + 2, end), None


def _issued(article: Article, sentence: Sentence) -> _Found | None:
    """ "The line issued the following statement:", "in a letter sent to the Courier by the line:"."""
    w, colon = article.words, sentence.beyond - 1
    verb = next((k for k in range(colon - 1, sentence.first, -1) if w.lowers[k] in _ISSUED), None)
    if verb is None or article.inside[verb] >= 0:
        return None
    given = next((k for k in range(verb + 1, colon) if w.lowers[k] in _TEXTS), None)
    if given is not None and w.lowers[given + 1] in _TEXTS:
        given += 1  # "the following statement"
    if given is None or not any(lower in _POINTING for lower in w.lowers[verb + 1 : given + 1]):
        return None
    if any(_is_finite(article, k) for k in range(given + 1, colon)):
        return None
    subject = _subject(article, sentence, verb)
    return None if subject is None else ((verb, given + 1), subject, None)


def _said(article: Article, sentence: Sentence) -> _Found | None:
    """ "The governor added:", "Vell told the council:", "The line denied these charges:", "The letter reads:"."""
    colon = sentence.beyond - 1
    hits = [hit for hit in find_cues(article, sentence) if not hit.passive and not hit.cue.thought]
    if not hits:
        return None
    hit = hits[-1]
    speaks = bool(hit.cue.constructions & {"quote", "that", "person"}) and hit.cue.weight >= _WEIGHT
    names = bool(hit.cue.constructions & {"object", "noun"}) and hit.beyond < colon
    if not (speaks or names) or any(_is_finite(article, k) for k in range(hit.beyond, colon)):
        return None
    subject = Collector(article, sentence).subject_of(hit)
    if subject is None and hit.beyond < colon:
        end = phrase_after(article, hit.beyond, colon)  # "Wrote Ida Marr:", "Asked the judge:"
        subject = Phrase(hit.beyond, end, hit.beyond, end) if end == colon else None
    return None if subject is None else ((hit.first, hit.beyond), subject, hit)


def _subject(article: Article, sentence: Sentence, verb: int) -> Phrase | None:
    return parsed.verb_subject(article, verb, sentence) or subject_before(article, verb, sentence.first)


def _is_finite(article: Article, k: int) -> bool:
    """Whether a clause of its own stands behind the verb that announces."""
    if article.inside[k] >= 0 or article.words.lowers[k] in words("prepositions"):
        return False
    tree = article.syntax
    return tree.form[k] == "finite" if tree is not None else is_verb(article, k)
