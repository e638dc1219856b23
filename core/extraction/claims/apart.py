"""One thing said with two numbers: "Eleven were hurt … a report put the figure at 17", three votes against one.

An article that contradicts itself, or whose sources contradict each other, is what a checker wants to see first.
But two numbers of one noun are mostly of two things, so each link needs words for it: the text itself speaks of
"the figure" or gives its number as all that somebody says, or verb, noun and what else is said agree.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal

from core.extraction.article import Article
from core.extraction.lexicon import table, word_set, words
from core.figures.compare import head, interval
from core.figures.precision import stated
from core.language.text import Words
from core.records import Comparison, ComparisonKind, Figure, Form, Reading, Span, UnitKind

_STATES = frozenset({Form.POINT, Form.RANGE, Form.ALTERNATIVES, Form.BOUND})
_KINDS = frozenset({UnitKind.COUNT, UnitKind.CURRENCY, UnitKind.PHYSICAL, UnitKind.PERCENT})
_BACK = 8
"""Figures looked back over for the one that is said again."""
_SENTENCES = 3
"""Sentences back to what "the figure" speaks of."""
_LEAD = 7
"""Words between "the figure" and its number."""
_QUOTES = frozenset("“”‘’\"'")
_FAR = 5
"""Times as much beyond which two numbers are hardly of one thing."""
_ANY_SIZE = 100
"""The same where the text says that they are: estimates of one thing lie far apart."""
_DEFINITE = frozenset({"the", "that", "this", "its", "their", "his", "her"})
_TRUE = frozenset({"actual", "correct", "real", "true"})
"""Words for a number that stands against another, in whatever unit."""
_OF_SOME = frozenset({"among", "amongst", "for"})
"""Words for some of those told of: "among Democrats the figure is 20 per cent" contradicts nothing."""
_MOST = 400
"""Figures beyond which the pairs with one verb are not looked for: no article, but a table."""


def told_apart(article: Article, figures: list[Figure]) -> list[Comparison]:
    """Restatements whose numbers differ, each pair of figures once."""
    starts = [s.first for s in article.sentences]
    places = [bisect_right(starts, article.words.at(f.pieces[0][0])) - 1 for f in figures]
    out = _taken_up(article, figures, places)
    taken = {c.operands for c in out}
    return out + [c for c in _same_verb(article, figures, places) if c.operands not in taken]


def _taken_up(article: Article, figures: list[Figure], places: list[int]) -> list[Comparison]:
    """ "put the figure at 17", "the correct number was 412", "The ministry says 9 million"."""
    out = []
    first: dict[tuple[object, ...], int] = {}
    for n, figure in enumerate(figures):
        if not _states(figure.reading):
            continue
        r = figure.reading
        same = None if head(r) is None else first.setdefault((r.low, r.high, r.comparator, head(r)), n)
        cue = _the_figure(article, figure, places[n]) or _says(article, figure)
        if cue is None:
            continue
        if same is not None and places[same] < places[n]:
            why = "the same amount again"
            out.append(Comparison(ComparisonKind.RESTATEMENT, (same, n), None, None, (cue,), why, 0.6))
        for k in range(n - 1, max(-1, n - _BACK), -1):
            if places[n] - places[k] > _SENTENCES:
                break
            before = figures[k].reading
            if _states(before) and _alike(before, figure.reading):
                if _differ(before, figure.reading, _ANY_SIZE):
                    why = f"two numbers for one thing: “{article.text[slice(*cue)]}”"
                    out.append(Comparison(ComparisonKind.RESTATEMENT, (k, n), None, None, (cue,), why, 0.65))
                break
    return out


def _the_figure(article: Article, figure: Figure, place: int) -> Span | None:
    """ "the figure at", "the correct number was" right before a figure, of all that was told of, not of some."""
    w = article.words
    first = w.at(figure.pieces[0][0])
    if figure.reading.change is not None:
        return None
    for k in range(first - 1, max(-1, first - _LEAD), -1):
        lower = w.lowers[k]
        if lower in ("figure", "number", "total", "toll", "count", "tally"):
            near = w.lowers[max(0, k - 2) : k]
            beyond = first - (w.texts[first - 1] in _QUOTES)
            definite = _DEFINITE & set(near) and k < beyond - 1
            told = figure.reading.unit_kind is not UnitKind.PERCENT or _TRUE & set(near)
            whole = not _OF_SOME & set(w.lowers[article.sentences[place].first : k]) or _TRUE & set(near)
            return w.span(max(0, k - 1), k + 2) if definite and told and whole else None
        if lower not in word_set("to_number") and w.texts[k] not in _QUOTES:
            return None
    return None


def _says(article: Article, figure: Figure) -> Span | None:
    """ "says 9 million", where that is all that is said."""
    w = article.words
    first, beyond = w.at(figure.pieces[0][0]), w.at(figure.pieces[-1][1])
    ends = beyond >= len(w) or w.texts[beyond] in ".;,"
    percentage = figure.reading.unit_kind is UnitKind.PERCENT
    verb = first > 0 and w.lowers[first - 1] in word_set("says_number") and not percentage
    return w.span(first - 1, first) if verb and ends and not _names_noun(w, figure) else None


def _names_noun(w: Words, figure: Figure) -> bool:
    noun = figure.reading.counted
    return noun is not None and noun in w.text[figure.pieces[0][0] : figure.pieces[-1][1]]


def _states(reading: Reading) -> bool:
    return reading.unit_kind in _KINDS and reading.form in _STATES and (reading.low or reading.high) is not None


def _alike(a: Reading, b: Reading) -> bool:
    """Whether both count the same noun, as far as the second says what it counts, or are of one unit."""
    if (a.unit_kind, a.unit) != (b.unit_kind, b.unit) or a.change is not None:
        return False
    return a.unit_kind is not UnitKind.COUNT or head(b) in (None, head(a))


def _differ(a: Reading, b: Reading, far: int) -> bool:
    """Whether the two cannot both be right, hedges and rounding taken in, and none is `far` times the other."""
    one, other = stated(a), stated(b)
    if one is None or other is None or one.meets(other):
        return False
    x, y = interval(a), interval(b)
    ends = [v for i in (x, y) if i is not None for v in (i.low, i.high) if v is not None and v > 0]
    return bool(ends) and max(ends) / min(ends) <= Decimal(far)


def _same_verb(article: Article, figures: list[Figure], places: list[int]) -> list[Comparison]:
    """How often the same was done, or how many came to harm, told in two places whose other nouns agree too.

    Of other verbs the same noun is counted twice of two things: a lead in one group and in another.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for n, figure in enumerate(figures[:_MOST]):
        verb, noun = figure.reading.predicate, head(figure.reading)
        if (
            verb is None
            or noun is None
            or figure.reading.change is not None
            or not _states(figure.reading)
            or not _is_own(article, figure)
        ):
            continue
        if noun == "time" or any(verb.startswith(stem) for stem in word_set("harms")):
            groups.setdefault((noun, verb), []).append(n)
    out = []
    for (noun, verb), (k, *later) in groups.items():
        for n in later:
            apart = places[k] != places[n] and _differ(figures[k].reading, figures[n].reading, _FAR)
            if not apart or _other_times(figures, places, places[k], places[n]):
                continue
            if (_content(article, places[k]) & _content(article, places[n])) - {noun, verb}:
                why = f"two numbers for the same: {figures[n].reading.counted} {verb}"
                out.append(Comparison(ComparisonKind.RESTATEMENT, (k, n), None, None, (), why, 0.5))
                break
    return out


def _is_own(article: Article, figure: Figure) -> bool:
    """Whether a figure is no addition to others and no part of one: "another 30", "12 more", "seven of them"."""
    w = article.words
    first, beyond = w.at(figure.pieces[0][0]), w.at(figure.pieces[-1][1])
    around = {*w.lowers[max(0, first - 2) : beyond + 1]}
    part = w.lowers[first - 1 : first] == ["of"] or any(
        w.lowers[k] == "of"
        and w.lowers[k + 1 : k + 2]
        and w.lowers[k + 1] in word_set("wholes") | {"them", "whom"}
        for k in range(first, beyond + 1)
        if k < len(w)
    )
    return not part and not around & word_set("in_addition")


def _other_times(figures: list[Figure], places: list[int], one: int, other: int) -> bool:
    """Whether the two sentences tell of different times."""
    times: list[set[object]] = [set(), set()]
    for figure, place in zip(figures, places, strict=True):
        if figure.reading.time is not None and place in (one, other):
            time = figure.reading.time
            times[place == other].add((time.start, time.end))
    return bool(times[0] and times[1]) and not times[0] & times[1]


def _content(article: Article, place: int) -> set[str]:
    """Names and nouns of a sentence but for times, without a plural's s."""
    w, sentence, tree = article.words, article.sentences[place], article.syntax
    out = set()
    for k in range(sentence.first, sentence.beyond):
        lower = w.lowers[k]
        if tree is None or tree.word_class[k] not in ("NOUN", "PROPN") or len(lower) < 4:
            continue
        if lower in table("numbers.toml")["durations"] or lower in words("weekdays") | words("months"):
            continue
        out.add(lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower)
    return out
