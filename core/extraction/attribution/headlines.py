"""Headlines that name a speaker without a verb: "Marr: bridge is safe", "Dam failed three inspections: report".

Measured on the headlines of the written corpus' training and development articles and of polnear-train and -dev:
where a name, a role or a document stands alone before a colon or behind the last one, the rest is what it says.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.extraction.article import Article, Sentence
from core.extraction.attribution.cues import find_cues
from core.extraction.attribution.draft import Draft
from core.extraction.lexicon import people, words
from core.extraction.speakers.phrase_parts import is_person
from core.extraction.speakers.phrases import Phrase

_DOCUMENTS = frozenset(
    {"poll", "polls", "survey", "study", "report", "reports", "sources", "source", "official", "officials",
     "police", "audit", "review", "researchers", "scientists", "experts", "watchdog"}
)  # fmt: skip
_NO_SPEAKERS = frozenset(
    {
        "analysis",
        "comment",
        "opinion",
        "editorial",
        "live",
        "video",
        "watch",
        "exclusive",
        "breaking",
        "news",
        "update",
        "profile",
        "letters",
        "letter",
        "interview",
        "obituary",
        "explainer",
        "primer",
        "reminder",
    }
)
"""Rubrics, though some of them are bodies elsewhere: "News: a night at the opera"."""
_SPEAKERS = ("person", "organisation")
_REACH = 14
"""Words before a colon: a speaker with what he or she speaks of, or to whom."""
_LONGEST_SPEAKER = 5
_LONGEST_TAIL = 4
_LONGEST = 40
"""Words of a headline."""
_LEAST = 3
"""Words that say something."""
_DASHES = frozenset("–—-")
_WEIGHT = 0.8


def headline_report(article: Article) -> Draft | None:
    """What the headline, the first of several paragraphs, says in somebody's name without a verb; else None."""
    sentences = [one for one in article.sentences[:_LEAST] if one.paragraph == 0]
    if not sentences or article.sentences[-1].paragraph == 0:
        return None
    first, beyond = sentences[0].first, sentences[-1].beyond
    if article.words.texts[beyond - 1] == ".":
        beyond -= 1
    if beyond - first > _LONGEST or _closes_with_speaker(article, sentences[-1], beyond):
        return None
    found = _before_colon(article, first, beyond) or _behind(article, first, beyond)
    found = found or _behind_quote(article, first, beyond)
    if found is None:
        return None
    subject, mark, said = found
    if not (_tells(article, *said) or article.words.lowers[subject[1] - 1] in _DOCUMENTS):
        return None
    pieces = [article.words.span(*said)]
    if (number := article.inside[said[0]]) >= 0 and article.words.within(*_ends(article, number)) == said:
        pieces = list(article.quoted[number].pieces)
    numbers = dict.fromkeys(n for n in article.inside[slice(*said)] if n >= 0)
    cue = [article.words.span(mark, mark + 1)] if article.words.texts[mark] == ":" else []
    phrase = Phrase(*subject, *subject)
    return Draft(pieces, cue, phrase, "headline", sentences[0], weight=_WEIGHT, passages=list(numbers))


def _closes_with_speaker(article: Article, sentence: Sentence, beyond: int) -> bool:
    """Whether a verb of saying ends it and what stands before a colon is its subject: "…: all lost, says mate"."""
    comma = "," in article.words.texts[max(sentence.first, beyond - _LONGEST_TAIL - 1) : beyond]
    return comma and any(hit.verb >= beyond - _LONGEST_TAIL for hit in find_cues(article, sentence))


def _ends(article: Article, number: int) -> tuple[int, int]:
    return article.quoted[number].start, article.quoted[number].end


Words = tuple[int, int]


def _before_colon(article: Article, first: int, beyond: int) -> tuple[Words, int, Words] | None:
    """Speaker, colon and words said of "Marr: …", "Marr to council: …", "Marr on the bridge: …"."""
    w = article.words
    colon = next((k for k in range(first + 1, min(beyond, first + _REACH)) if w.texts[k] == ":"), None)
    if colon is None or beyond - colon <= _LEAST or article.inside[first] >= 0 or article.inside[colon] >= 0:
        return None
    end = next((k for k in range(first + 1, colon) if w.lowers[k] in ("to", "on")), colon)
    return ((first, end), colon, (colon + 1, beyond)) if _speaks(article, first, end, beyond) else None


def _behind(article: Article, first: int, beyond: int) -> tuple[Words, int, Words] | None:
    """Speaker, mark and words said of "Dam failed three inspections: report", "Toll rises to six – ministry"."""
    w = article.words
    marks = (k for k in range(beyond - 2, max(first + _LEAST, beyond - _LONGEST_TAIL - 1) - 1, -1))
    mark = next((k for k in marks if w.texts[k] == ":" or w.texts[k] in _DASHES), None)
    if mark is None or article.inside[mark] >= 0 or article.inside[beyond - 1] >= 0:
        return None
    if w.texts[mark] in _DASHES and w.starts[mark] == w.ends[mark - 1]:
        return None
    return ((mark + 1, beyond), mark, (first, mark)) if _speaks(article, mark + 1, beyond, beyond) else None


def _behind_quote(article: Article, first: int, beyond: int) -> tuple[Words, int, Words] | None:
    """Speaker, colon and words said of "“I don’t do nostalgia”: Maud Ferrant on farming"."""
    w, number = article.words, article.inside[first]
    if number < 0:
        return None
    colon = w.within(*_ends(article, number))[1]
    if colon >= beyond or w.texts[colon] != ":":
        return None
    end = next((k for k in range(colon + 1, beyond) if w.lowers[k] == "on"), beyond)
    return ((colon + 1, end), colon, (first, colon)) if _speaks(article, colon + 1, end, beyond) else None


def _speaks(article: Article, first: int, beyond: int, body: int) -> bool:
    """Whether a few words name somebody who can speak: a role, a body, a document, a name that comes up below."""
    w, known = article.words, people()
    inner = range(first, beyond)
    if not inner or len(inner) > _LONGEST_SPEAKER or any(w.is_mark(k) for k in inner):
        return False
    if any(w.lowers[k] in words("determiners") or w.lowers[k] in words("prepositions") for k in inner):
        return False
    last = w.lowers[beyond - 1]
    if last in _NO_SPEAKERS:
        return False
    if last in known.bodies | _DOCUMENTS or is_person(last):
        return True
    if not all(w.is_name(k) for k in inner):
        return False
    return any(w.lowers[k] == last for k in _named(article, body))


def _named(article: Article, body: int) -> Iterator[int]:
    """The words from `body` on that are part of a person's or a body's name; without a parse those with capitals
    inside a sentence.
    """
    w, tree = article.words, article.syntax
    if tree is None:
        yield from (k for k in range(max(body, 1), len(w)) if w.is_name(k) and not w.is_mark(k - 1))
        return
    for first, beyond, kind in tree.names:
        if first >= body and kind in _SPEAKERS:
            yield from range(first, beyond)


def _tells(article: Article, first: int, beyond: int) -> bool:
    """Whether words say something: there is a verb, or a quotation mark."""
    tree = article.syntax
    return any(article.inside[k] >= 0 or (tree is not None and tree.is_verb(k)) for k in range(first, beyond))
