"""Variants of annotated articles: longer contents, plainer cues, surnames, more narration, other marks.

The written corpus is richer in cues and shorter in its quotes than daily news. Each edit rewrites the text and
moves the spans along; all the words come from the training articles themselves.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace

from core.extraction import lexicon
from core.language.training.attribution_data import Article, Attributed
from core.language.training.attribution_reorder import reorder
from core.records import Span

_SAID = {"past": "said", "s": "says", "ing": "saying", "base": "say", "participle": "said"}
_JOINTS = (" and ", ", and ", " but ", ", but ", " because ", " while ", " after ", ", although ", " and that ",
           " when ", " even though ", " as ", " before ", ", since ", " unless ")  # fmt: skip
SPOKEN = frozenset({"interview", "speech", "podcast", "court"})
"""Genres of GUM whose sentences lengthen quotes; the others give narration."""
_SENTENCE = re.compile(r"[A-Z][^“”\"]*?[a-z]{2}[.?!](?=\s|$)")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace start..end by `text`. What is put in at the end of `grows` belongs to it and to those around it."""

    start: int
    end: int
    text: str
    grows: Span | None = None


@dataclass(slots=True)
class Pools:
    """Words to build with: sentences out of direct quotes, finite clauses out of indirect ones, narration."""

    sentences: list[str] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rates:
    """How often each edit is made where it can be."""

    plain_cue: float = 0.4
    drop_that: float = 0.5
    longer_direct: float = 0.5
    longer_clause: float = 0.5
    surname: float = 0.3
    narration: float = 0.35
    marks: float = 0.0
    turn: float = 0.0


def pools(articles: list[Article], more: list[Article] | None = None) -> Pools:
    """Collect the building material from training articles; narration and spoken
    sentences also from `more` (documents of GUM; its genre decides which)."""
    out = Pools()
    for article in articles:
        for one in article.attributions:
            if one.flag is not None or _holds_another(article, one):
                continue
            words = article.text[slice(*one.content[0])]
            if one.kind == "direct":
                out.sentences.extend(_SENTENCE.findall(words.strip("“”‘’\"'")))
            elif one.kind == "indirect" and words.startswith("that ") and len(words.split()) > 5:
                out.clauses.append(words.removeprefix("that "))
    for article in [*articles, *(more or [])]:
        if article.corpus in SPOKEN:
            found = _SENTENCE.findall(article.text.replace("\n", " "))
            out.sentences.extend(sentence for sentence in found if 6 <= len(sentence.split()) <= 35)
        else:
            out.paragraphs.extend(_narration(article))
    return out


def _narration(article: Article) -> list[str]:
    taken = [span for one in article.attributions for span in (*one.content, *one.cue, *one.source)]
    found, at = [], 0
    for paragraph in article.text.split("\n"):
        span = (at, at + len(paragraph))
        at = span[1] + 1
        free = all(end <= span[0] or start >= span[1] for start, end in taken)
        fits = 15 <= len(paragraph.split()) <= 120 and paragraph[-1] in ".!?" and "“" not in paragraph
        if free and fits and span[0]:
            found.append(paragraph)
    return found


def _holds_another(article: Article, one: Attributed) -> bool:
    return any(
        other is not one and start <= span[0] and span[1] <= end
        for start, end in one.content
        for other in article.attributions
        for span in (*other.content, *other.cue, *other.source)
    )


def vary(article: Article, material: Pools, rates: Rates, seed: int) -> Article:
    """One variant of an article; the same seed gives the same variant."""
    rng = random.Random(f"{article.name} {seed}")  # noqa: S311
    if rates.turn:
        article = reorder(article, rates.turn, rng)
    edits: list[Edit] = []
    for one in article.attributions:
        edits.extend(_cue_edits(article, one, rates, rng))
        edits.extend(_content_edits(article, one, material, rates, rng))
        edits.extend(_source_edits(article, one, rates, rng))
    at = 0
    for paragraph in article.text.split("\n"):
        at += len(paragraph) + 1
        if paragraph and at < len(article.text) and rng.random() < rates.narration and material.paragraphs:
            edits.append(Edit(at - 1, at - 1, "\n\n" + rng.choice(material.paragraphs)))
    return apply(article, edits, f"{article.name}~{seed}")


def straight(article: Article) -> Article:
    """The article with typewriter quotation marks; offsets stay."""
    return replace(article, name=article.name + "~straight", text=article.text.translate(_STRAIGHT))


def _cue_edits(article: Article, one: Attributed, rates: Rates, rng: random.Random) -> list[Edit]:
    if len(one.cue) != 1 or one.flag is not None:
        return []
    (start, end), text = one.cue[0], article.text
    readings = lexicon.cue_forms().get(text[start:end].lower(), ())
    plain = [cue for cue in readings if not cue.particle and "quote" in cue.constructions and not cue.thought]
    if any("person" in cue.constructions for cue in readings):
        plain = []  # "told her" must not become "said her"
    opening = text[one.content[0][0] : one.content[0][0] + 5]
    finite = one.kind == "direct" or opening == "that " or one.content[0][0] < start
    out = []
    if plain and finite and rng.random() < rates.plain_cue:
        word = _SAID[plain[0].form]
        if (text[end : end + 1] == " " and not text[end + 1 : end + 2].isupper()) or one.content[0][0] < start:
            out.append(Edit(start, end, word.capitalize() if text[start].isupper() else word))
    begin = one.content[0][0]
    bare = any("bare" in cue.constructions for cue in readings)
    if bare and opening == "that " and end + 1 == begin and rng.random() < rates.drop_that:
        out.append(Edit(begin, begin + 5, ""))
    return out


def _content_edits(
    article: Article, one: Attributed, material: Pools, rates: Rates, rng: random.Random
) -> list[Edit]:
    text, (start, end) = article.text, one.content[-1]
    if one.kind == "direct":
        if rng.random() >= rates.longer_direct or end - start < 4 or not material.sentences:
            return []
        count = rng.choice((1, 1, 2, 2, 3, 4))
        more = " ".join(rng.choice(material.sentences) for _ in range(count))
        if text[end - 1] in "”’\"'" and text[end - 2] in ".?!":
            return [Edit(end - 1, end - 1, " " + more)]
        begin = one.content[0][0]
        if text[begin] in "“‘\"'" and text[begin + 1].isupper():
            return [Edit(begin + 1, begin + 1, more + " ")]
        return []
    after = bool(one.cue) and one.cue[0][0] >= one.content[0][1] and text[end : end + 1] == ","
    finite = after or text[start:end].startswith("that ")
    closed = text[end - 1] in "”\"’'"
    if not finite or not material.clauses or rng.random() >= rates.longer_clause or (closed and not rates.marks):
        return []
    if rates.marks and rng.random() < rates.marks and (marked := _marked(text, (start, end), rng)):
        return marked
    more = "".join(rng.choice(_JOINTS) + rng.choice(material.clauses) for _ in range(rng.choice((1, 1, 1, 2))))
    return [Edit(end, end, more, grows=(start, end))]


def _marked(text: str, span: Span, rng: random.Random) -> list[Edit]:
    """Quotation marks around a few words of an unquoted clause, which makes it mixed."""
    words = [match.span() for match in re.finditer(r"\S+", text[slice(*span)])]
    if len(words) < 8 or any(mark in text[slice(*span)] for mark in '“”"‘'):
        return []
    first = rng.randrange(3, len(words) - 2)
    last = min(len(words) - 1, first + rng.choice((0, 1, 2, 3, 4)))
    left, right = span[0] + words[first][0], span[0] + words[last][1]
    if right >= span[1] or text[right - 1] in ",;:":
        return []
    return [Edit(left, left, "“"), Edit(right, right, "”")]


def _source_edits(article: Article, one: Attributed, rates: Rates, rng: random.Random) -> list[Edit]:
    if len(one.source) != 1 or one.speaker != "person" or rng.random() >= rates.surname:
        return []
    start, end = one.source[0]
    words = article.text[start:end].split(" ")
    if not 2 <= len(words) <= 3 or not all(word[:1].isupper() and word.isalpha() for word in words):
        return []
    if "\n" not in article.text[:start]:
        return []
    return [Edit(start, end - len(words[-1]), "")]


def apply(article: Article, edits: list[Edit], name: str) -> Article:
    """The article with the edits made; of edits that overlap only the first is."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if not kept or edit.start > kept[-1].end:
            kept.append(edit)
    out, at = [], 0
    for edit in kept:
        out += [article.text[at : edit.start], edit.text]
        at = edit.end
    out.append(article.text[at:])

    def moved(span: Span) -> Span:
        return _moved(span, kept)

    attributions = [
        replace(
            one,
            content=[moved(s) for s in one.content],
            cue=[moved(s) for s in one.cue],
            source=[moved(s) for s in one.source],
        )
        for one in article.attributions
    ]
    return Article(name, "".join(out), attributions, article.corpus)


def _moved(span: Span, edits: list[Edit]) -> Span:
    start, end = span
    left = right = 0
    for edit in edits:
        change = len(edit.text) - (edit.end - edit.start)
        if edit.end <= start:
            left += change
            right += change
        elif edit.start < end or (edit.grows and edit.start == end == edit.grows[1] and start <= edit.grows[0]):
            right += change
    return start + left, end + right
