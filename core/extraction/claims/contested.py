"""A number said before that somebody puts another one against: "Eleven were hurt … a report put the figure at 17".

An article whose sources contradict each other is what a checker wants to see first. But two numbers of one noun
are mostly of two things, so each link needs words for it: the text itself speaks of "the figure" or of "it", or
gives its number as all that somebody says. What was promised or planned is contradicted by no number of what is.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from core.extraction.article import Article
from core.extraction.figures.counted import are_people
from core.extraction.lexicon import word_set, words
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
_NEAR = 5
"""Words before a number among which one says that it is promised or planned."""
_QUOTES = frozenset("“”‘’\"'")
_PUT = 9
"""Words between "put the number of" and the "at" before the number."""
_NUMBERS = frozenset({"number", "total", "count", "tally"})
_ANY_SIZE = 100
"""Times as much beyond which two numbers are of two things, whatever the text says: estimates lie far apart."""
_DEFINITE = frozenset({"the", "that", "this", "its", "their", "his", "her"})
_TRUE = frozenset({"actual", "correct", "real", "true"})
"""Words for a number that stands against another, in whatever unit."""
_OF_SOME = frozenset({"among", "amongst", "for"})
"""Words for some of those told of: "among Democrats the figure is 20 per cent" contradicts nothing."""
_ANYBODY = frozenset({None, "person", "dead", "death", "toll", "fatality", "casualty"})
"""What is counted where it is not said who came to harm."""


def contested(
    article: Article, figures: list[Figure], places: list[int], shares: list[Comparison]
) -> list[Comparison]:
    """Figures put against one another, all of one thing together, and those that repeat an amount in other words.

    `places` are the figures' sentences. `shares` tell parts from wholes: a number contradicts the nearer.
    """
    wholes = {c.operands[0]: c.operands[1] for c in shares if len(c.operands) == 2}
    out = []
    first: dict[tuple[object, ...], int] = {}
    groups: list[tuple[list[int], list[Span]]] = []
    for n, figure in enumerate(figures):
        if not states(figure.reading):
            continue
        r = figure.reading
        same = None if head(r) is None else first.setdefault((r.low, r.high, r.comparator, head(r)), n)
        cue = _the_figure(article, figure, places[n]) or _says(article, figure)
        again = None if cue else _puts_number(article, figure) or _says_again(article, figure)
        if cue is None and again is None:
            continue
        if cue is not None and same is not None and places[same] < places[n]:
            why = "the same amount again"
            out.append(Comparison(ComparisonKind.RESTATEMENT, (same, n), None, None, (cue,), why, 0.6))
        k = _against(article, figures, places, n, wholes, spoken=again is not None)
        if k is not None:
            _join(groups, figures, k, n, cue or again or figure.pieces[0])
            numbers = groups[-1][0]
            if cue is not None and numbers == [k, n]:
                numbers[:0] = _told_too(article, figures, places, numbers)
    for numbers, cues in groups:
        said = " … ".join(f"“{article.text[slice(*cue)]}”" for cue in cues)
        why = f"{'two' if len(numbers) == 2 else 'several'} numbers for one thing: {said}"
        out.append(Comparison(ComparisonKind.RESTATEMENT, tuple(numbers), None, None, tuple(cues), why, 0.65))
    return out


def _against(
    article: Article, figures: list[Figure], places: list[int], n: int, wholes: dict[int, int], *, spoken: bool
) -> int | None:
    """The figure that figure n contradicts, the last one said of the same thing; None where both can be right.

    `spoken` asks for two who say so, and the same verb or harm.
    """
    reading = figures[n].reading
    numbered = spoken and _puts_number(article, figures[n]) is not None
    for k in range(n - 1, max(-1, n - _BACK), -1):
        if places[n] - places[k] > _SENTENCES:
            return None
        before = figures[k].reading
        told = _alike(before, reading) and (not spoken or _two_say(figures[k], figures[n]))
        if not states(before) or not (told or (numbered and _number_of(figures[k], figures[n]))):
            continue
        if _is_intended(article, figures[k], places[k]) and not _is_intended(article, figures[n], places[n]):
            continue
        whole = wholes.get(k)
        if whole is not None and whole < n and _is_nearer(figures[whole].reading, before, reading):
            k = whole
        return k if differ(figures[k].reading, reading, _ANY_SIZE) else None
    return None


def _told_too(article: Article, figures: list[Figure], places: list[int], pair: list[int]) -> list[int]:
    """What others told of the same before the first of a pair: "records show 430 jobs. The union counts 380"."""
    k, n = pair
    one = figures[k].reading
    for j in range(k - 1, max(-1, n - _BACK), -1):
        other = figures[j].reading
        if places[n] - places[j] > _SENTENCES:
            break
        if not states(other) or head(other) is None or head(other) != head(one) or not _alike(other, one):
            continue
        told = word_set("tells_number") | {None}
        both = other.predicate == one.predicate or {other.predicate, one.predicate} <= told
        apart = all(differ(other, figures[m].reading, _ANY_SIZE) for m in pair)
        return [j] if both and apart and not _is_intended(article, figures[j], places[j]) else []
    return []


def _join(groups: list[tuple[list[int], list[Span]]], figures: list[Figure], k: int, n: int, cue: Span) -> None:
    """Put n against k, and against all that k was put against where it differs from them too."""
    for numbers, cues in groups:
        if numbers[-1] == k and all(differ(figures[m].reading, figures[n].reading, _ANY_SIZE) for m in numbers):
            numbers.append(n)
            cues.append(cue)
            return
    groups.append(([k, n], [cue]))


def _the_figure(article: Article, figure: Figure, place: int) -> Span | None:
    """ "the figure at", "the correct number was", "put it at" right before a figure, of all, not of some."""
    w = article.words
    first = w.at(figure.pieces[0][0])
    if figure.reading.change is not None:
        return None
    for k in range(first - 1, max(-1, first - _LEAD), -1):
        lower = w.lowers[k]
        if lower == "it" and k and w.lowers[k - 1] in word_set("puts_at") and w.lowers[k + 1] == "at":
            return w.span(k - 1, k + 2)
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
    if verb and article.syntax is not None and article.syntax.word_class[first - 1] == "NOUN":
        return None  # "drove asylum claims over 150,000"
    return w.span(first - 1, first) if verb and ends and not _names_noun(w, figure) else None


def says_only(article: Article, figure: Figure) -> bool:
    """Whether a figure is all that somebody is reported to say: "the coastguard said 408."."""
    return _says(article, figure) is not None


def _says_again(article: Article, figure: Figure) -> Span | None:
    """ "says 31 died", "confirmed 19 deaths", "said it cost £400", "put losses at £4m": what was said before."""
    w, verb = article.words, figure.reading.predicate
    first, beyond = w.at(figure.pieces[0][0]), w.at(figure.pieces[-1][1])
    if first < 2 or figure.reading.change is not None:
        return None
    cue, before = w.span(first - 2, first), w.lowers[first - 1]
    if before == "at":  # what it is of is only known of what is put there
        return cue if verb is None and head(figure.reading) and not _names_noun(w, figure) else None
    if w.lowers[first - 2] == "it" and _ends(w, beyond):
        money = figure.reading.unit_kind is UnitKind.CURRENCY
        return cue if before == verb or (money and before == "was") else None
    said = before if before != "that" else w.lowers[first - 2]
    if said not in word_set("says_number") | word_set("tells_number"):
        return None
    if _harm(replace(figure.reading, predicate=None)) is not None and _ends(w, beyond):
        return w.span(first - 1, first)
    while beyond < len(w) and w.lowers[beyond] in words("auxiliaries"):
        beyond += 1
    done = verb is not None and w.lowers[beyond : beyond + 1] == [verb] and _ends(w, beyond + 1)
    return w.span(first - 1, first) if done else None


def _puts_number(article: Article, figure: Figure) -> Span | None:
    """ "put the number of detainees at “no more than 160”": a number of what others have been told of."""
    w = article.words
    first = w.at(figure.pieces[0][0])
    at = first - 1 - (first > 1 and w.texts[first - 1] in _QUOTES)
    if w.lowers[at : at + 1] != ["at"] or figure.reading.unit_kind is not UnitKind.COUNT:
        return None
    for k in range(at - 1, max(0, at - _PUT), -1):
        if w.is_mark(k):
            return None
        if w.lowers[k] in word_set("puts_number"):
            number = w.lowers[k + 1] in _DEFINITE and w.lowers[k + 2] in _NUMBERS
            return w.span(k, k + 3) if number else None
    return None


def _number_of(a: Figure, b: Figure) -> bool:
    """Whether two who are named can speak of one number, the second of "the number of" it: the first of names on a
    list or of people, to whom the same harm came if any."""
    if a.speaker is None or b.speaker is None or a.speaker.name == b.speaker.name:
        return False
    one, other = a.reading, b.reading
    if one.unit_kind is not UnitKind.COUNT or one.change is not None or _harm(one) != _harm(other):
        return False
    listed = head(one) in ("name", None)
    return listed or head(one) == head(other) or (head(one) == "person" and are_people(other))


def _ends(w: Words, at: int) -> bool:
    return at >= len(w) or w.texts[at] in '.;,”"'


def _two_say(a: Figure, b: Figure) -> bool:
    """Whether two who are named each tell of the same verb, harm or noun that is put at a number."""
    verbs = (a.reading.predicate, b.reading.predicate)
    if a.speaker is None or b.speaker is None or a.speaker.name == b.speaker.name:
        return False
    harm = _harm(b.reading)
    if harm is not None:
        return harm == _harm(a.reading)
    if verbs[1] is None:
        return head(b.reading) in (head(a.reading), verbs[0])
    return verbs[0] == verbs[1]


def _harm(reading: Reading) -> str | None:
    """What harm came to those counted: their death or wounds, whichever word says so."""
    said = [*(reading.predicate or "").split(), *(word.lower() for word in reading.modifiers)]
    said.append((reading.counted or "").lower())
    for harm in ("deaths", "wounds"):
        if any(word.startswith(stem) for word in said for stem in word_set(harm)):
            return harm
    return None


def _names_noun(w: Words, figure: Figure) -> bool:
    noun = figure.reading.counted
    return noun is not None and noun in w.text[figure.pieces[0][0] : figure.pieces[-1][1]]


def _is_intended(article: Article, figure: Figure, place: int) -> bool:
    """Whether a number is one of what is to be: "promised 1,200 jobs", "a target of 40"."""
    w = article.words
    first = w.at(figure.pieces[0][0])
    low = max(article.sentences[place].first, first - _NEAR)
    while low < first and any(w.texts[k] in ".;,:" for k in range(low, first)):
        low += 1
    beyond = w.at(figure.pieces[-1][1])
    near = {*w.lowers[low:first], *w.lowers[beyond : beyond + 1]}
    sentence = article.sentences[place]
    if figure.reading.predicate in w.lowers[sentence.first : sentence.beyond]:  # else it is what was said before
        near.add(figure.reading.predicate or "")
    return bool(near & word_set("intended"))


def _is_nearer(whole: Reading, part: Reading, said: Reading) -> bool:
    """Whether a number is nearer in size to the whole than to the part of it."""
    far = [_times(whole, said), _times(part, said)]
    return far[0] is not None and (far[1] is None or far[0] < far[1])


def states(reading: Reading) -> bool:
    """Whether a reading says how many or how much of something there is."""
    return reading.unit_kind in _KINDS and reading.form in _STATES and (reading.low or reading.high) is not None


def _alike(a: Reading, b: Reading) -> bool:
    """Whether both count the same, as far as the second says what it counts, or are of one unit."""
    if (a.unit_kind, a.unit) != (b.unit_kind, b.unit) or a.change is not None:
        return False
    harms = {_harm(a), _harm(b)}
    if a.unit_kind is not UnitKind.COUNT or head(b) is None:
        return True
    if head(b) == head(a):  # a death toll is no injury toll
        return None in harms or len(harms) == 1
    return None not in harms and len(harms) == 1 and bool({head(a), head(b)} & _ANYBODY)


def differ(a: Reading, b: Reading, far: int) -> bool:
    """Whether the two cannot both be right, hedges and rounding taken in, and none is `far` times the other."""
    one, other = stated(a), stated(b)
    if one is None or other is None or one.meets(other):
        return False
    times = _times(a, b)
    return times is not None and times <= far


def _times(a: Reading, b: Reading) -> Decimal | None:
    """How many times the smallest the largest end of two readings is, of those above zero."""
    ends = [
        v for i in (interval(a), interval(b)) if i is not None for v in (i.low, i.high) if v is not None and v > 0
    ]
    return max(ends) / min(ends) if ends else None
