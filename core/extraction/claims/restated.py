"""The same amount stated more than once in an article, in headline and text or in two ways; where they differ."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal

from core.extraction.article import Article
from core.extraction.claims.apart import told_apart
from core.extraction.lexicon import word_set
from core.figures.compare import head, interval
from core.figures.precision import agree, as_factor
from core.records import Comparison, ComparisonKind, Figure, Form, Reading, UnitKind

_NO_COUNT = frozenset({Form.DATE, Form.SUPERLATIVE, Form.ORDINAL, Form.ZERO, Form.ALL})
_FEW = 9
_NEAR = Decimal("1.35")
"""Times as much beyond which one share is not said in two ways: "about a third" and 31.8 per cent lie nearer."""
_AGAIN = frozenset({UnitKind.PHYSICAL, UnitKind.PERCENT, UnitKind.PERCENTAGE_POINT, UnitKind.RATIO})


def counts(figure: Figure) -> bool:
    """Whether the figure states how many of something there are."""
    return figure.reading.unit_kind is UnitKind.COUNT and figure.reading.form not in _NO_COUNT


def restatements(article: Article, figures: list[Figure], shares: list[Comparison]) -> list[Comparison]:
    """The same amount of the same thing stated more than once, and a headline that says another number.

    `shares` tell the parts from their wholes, which a number that contradicts one of them has to choose between.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    starts = [s.first for s in article.sentences]
    place = [bisect_right(starts, article.words.at(figure.pieces[0][0])) for figure in figures]
    for n, figure in enumerate(figures):
        r = figure.reading
        words = article.text[figure.pieces[-1][0] : figure.pieces[-1][1]]
        named = names_noun(article, figure) and "-" not in words  # not "eleven", whose noun stands before it
        if r.low is not None and head(r) is not None and counts(figure) and named and _is_specific(r):
            groups.setdefault((r.low, r.high, r.comparator, r.unit, head(r)), []).append(n)
        elif _is_telling(r):
            groups.setdefault((r.low, r.high, r.comparator, r.unit, r.per), []).append(n)
    groups = {key: _same_few(article, figures, same) for key, same in groups.items()}
    out = [
        Comparison(ComparisonKind.RESTATEMENT, tuple(numbers), None, None, (), "the same amount again", 0.7)
        for numbers in (
            [n for k, n in enumerate(same) if not k or place[n] != place[same[k - 1]]] for same in groups.values()
        )
        if len(numbers) > 1  # said again in one breath ("three times - three times") it is no news
    ]
    return [
        *out,
        *_headline(article, figures),
        *_headline_again(article, figures),
        *_shares_restated(figures),
        *told_apart(article, figures, shares),
    ]


def _shares_restated(figures: list[Figure]) -> list[Comparison]:
    """A share of the same thing said in two ways: "about a third of voters", "31.8 per cent of voters"."""
    last: dict[str, int] = {}
    out = []
    for n, figure in enumerate(figures):
        reading, noun = figure.reading, head(figure.reading)
        share_ = reading.unit_kind in (UnitKind.PERCENT, UnitKind.RATIO) and reading.form is not Form.MULTIPLE
        if noun is None or not share_ or reading.change is not None:
            continue
        before = last.get(noun)
        last[noun] = n
        if before is None or figures[before].reading.unit_kind is reading.unit_kind:
            continue
        if agree(figures[before].reading, reading) and _of_one_thing(figures[before], figures[n]):
            why = "one share said in two ways, and they agree"
            out.append(Comparison(ComparisonKind.RESTATEMENT, (before, n), None, None, (), why, 0.6))
    return out


def _same_few(article: Article, figures: list[Figure], same: list[int]) -> list[int]:
    """Of figures that state the same amount, those that are of the same thing. Every article has two men and three
    points twice: a few of what is counted everywhere are the same where the same is said of them, or they are "the
    two men".
    """
    reading = figures[same[0]].reading
    if all(_is_title(article, figures[n]) for n in same):
        return []
    few = reading.unit_kind is UnitKind.COUNT and reading.high is not None and reading.high <= _FEW
    if not few or head(reading) not in word_set("counted_everywhere"):
        return same
    w = article.words
    said = reading.predicate
    return same[:1] + [
        n
        for n in same[1:]
        if (said is not None and figures[n].reading.predicate == said)
        or w.lowers[w.at(figures[n].pieces[0][0]) - 1] in ("the", "these", "those", "all", "both")
    ]


def _is_title(article: Article, figure: Figure) -> bool:
    """Whether a number is part of a title in quotation marks, and counts nothing: “Forty Winks”."""
    w = article.words
    first, beyond = w.at(figure.pieces[0][0]), w.at(figure.pieces[-1][1])
    marked = w.texts[first - 1 : first] in (["“"], ["‘"], ['"']) and w.texts[beyond : beyond + 1] in (
        ["”"], ["’"], ['"'], [","]
    )  # fmt: skip
    return marked and all(w.texts[k][0].isupper() for k in range(first, beyond))


def _of_one_thing(a: Figure, b: Figure) -> bool:
    """Whether two shares of one noun are the same share: so near each other as words for one number are, of the
    same kind of it, and with nothing else said of them. Two speakers have to say the same of them."""
    one, other = a.reading, b.reading
    both = as_factor(one), as_factor(other)
    ends = [end for value in both if value is not None for end in (value.low, value.high) if end is not None]
    if len(ends) < 2 or min(ends) <= 0 or max(ends) / min(ends) > _NEAR:
        return False
    if one.modifiers and other.modifiers and not set(one.modifiers) & set(other.modifiers):
        return False
    if one.predicate == other.predicate:
        return True
    two = a.speaker is not None and b.speaker is not None and a.speaker.name != b.speaker.name
    return None in (one.predicate, other.predicate) and not two


def _is_specific(reading: Reading) -> bool:
    """Whether the same count again is news: "several times" or "one man" is not."""
    return reading.form is not Form.VAGUE and not (reading.low == reading.high == 1)


def names_noun(article: Article, figure: Figure) -> bool:
    """Whether what is counted stands in the figure itself, behind its number."""
    return (figure.reading.counted or " ") in article.text[figure.pieces[-1][0] : figure.pieces[-1][1]]


def _is_telling(reading: Reading) -> bool:
    """Whether a share or an amount of money is so exact that another like it is the same one."""
    if reading.unit_kind not in (UnitKind.PERCENT, UnitKind.CURRENCY) or reading.low != reading.high:
        return False
    if reading.low is None or reading.form is not Form.POINT or len(reading.low.normalize().as_tuple().digits) < 2:
        return False
    # Two polls share a whole percentage by chance.
    return reading.unit_kind is not UnitKind.PERCENT or reading.low != int(reading.low)


def _headline_again(article: Article, figures: list[Figure]) -> list[Comparison]:
    """A measure, share or multiple of a headline and the first of the text that says the same: "twice as much",
    "about 2.1 times as much"."""
    starts = [s.first for s in article.sentences]
    above: list[int] = []
    out = []
    for n, figure in enumerate(figures):
        r = figure.reading
        if r.low is None or r.unit_kind not in _AGAIN or r.form is Form.VAGUE:
            continue
        place = bisect_right(starts, article.words.at(figure.pieces[0][0])) - 1
        if _is_above(article, place):
            above.append(n)
            continue
        again = next((k for k in above if _says_again(figures[k].reading, r)), None)
        if again is not None:
            above.remove(again)
            why = "headline and text say the same"
            out.append(Comparison(ComparisonKind.RESTATEMENT, (again, n), None, None, (), why, 0.6))
    return out


def _is_above(article: Article, place: int) -> bool:
    """Whether a sentence is a headline: written like one, or the first line and without a full stop."""
    sentence, first = article.sentences[place], article.sentences[0]
    opens = sentence.paragraph == first.paragraph and article.ends_open(sentence)
    return opens or sentence.paragraph in article.headlines


def _says_again(a: Reading, b: Reading) -> bool:
    if (a.unit_kind, a.unit) != (b.unit_kind, b.unit) or (a.change is None) is not (b.change is None):
        return False
    if a.unit_kind is UnitKind.RATIO:
        return a.form is b.form is Form.MULTIPLE and agree(a, b) is True
    return (a.low, a.high, a.comparator) == (b.low, b.high, b.comparator)


def _headline(article: Article, figures: list[Figure]) -> list[Comparison]:
    """A figure of a headline beside the first of the text that counts the same and says another number.

    None where the text has the headline's number too, or the headline the text's ("two pages of 1,100").
    """
    starts = [s.first for s in article.sentences]
    first: dict[str, int] = {}
    above: list[tuple[int, str]] = []
    shouted, told = set(), set()
    for n, figure in enumerate(figures):
        noun, low = head(figure.reading), figure.reading.low
        over = _is_above(article, bisect_right(starts, article.words.at(figure.pieces[0][0])) - 1)
        if over:
            shouted.add(low)
        if noun is None or not counts(figure) or figure.reading.form is Form.VAGUE:
            continue
        if not over:
            told.add((noun, low))
        if not names_noun(article, figure):
            continue
        if over:
            above.append((n, noun))
        else:
            first.setdefault(noun, n)
    out = []
    for n, noun in above:
        k = first.get(noun, -1)
        low = figures[n].reading.low
        if n >= k or (noun, low) in told or figures[k].reading.low in shouted:
            continue
        if _differ(figures[n].reading, figures[k].reading):
            why = "headline and text differ"
            out.append(Comparison(ComparisonKind.RESTATEMENT, (n, k), None, None, (), why, 0.5))
    return out


def _differ(a: Reading, b: Reading) -> bool:
    one, other = interval(a), interval(b)
    return one is not None and other is not None and not one.meets(other)
