"""Votes: "voted 52–48", "by 12 votes to 9", "a 7-2 ruling", "passed 310 to 120", "24 for and 18 against".

The two numbers of a tally are two counts of votes, as they stand: neither a range nor one less the other, and not
which of the two is for and which against, since a motion is lost 9 to 12 as well as carried 12 to 9. What a match
ended in ("won 3-1") is no tally: it is left out like every other score.
"""

from __future__ import annotations

from dataclasses import replace

from core.extraction.article import Article
from core.extraction.figures.amounts import Amount
from core.extraction.figures.counted import counted_after, is_plural
from core.extraction.figures.hedging import change_words
from core.extraction.figures.numbers import number_at
from core.extraction.figures.spelled import is_number_word
from core.extraction.figures.units import unit_after
from core.extraction.lexicon import word_set, words
from core.language.text import Words
from core.records import Form, Reading, UnitKind

_DASHES = frozenset("-‑–—−")
_BACK = 7
"""Words before a tally among which a word of voting stands."""
_AHEAD = 3
"""And behind it."""
_FEWEST_OF_ALL = 60
"""Per cent that the two sides of a vote come to at least: others and abstentions are the rest."""
_VOTES = frozenset({"vote", "votes"})


def votes_in(article: Article) -> dict[int, Amount]:
    """The counts of every tally of votes, by their first words."""
    w = article.words
    out: dict[int, Amount] = {}
    for sentence in article.sentences:
        said = frozenset(w.lowers[sentence.first : sentence.beyond])
        if not said & word_set("voting") and not said & word_set("decided"):
            continue
        i = sentence.first
        while i < sentence.beyond:
            found = _tally(w, i, sentence.first, sentence.beyond, said) or _sided(w, i, sentence.beyond, said)
            for amount in found:
                out[amount.first] = amount
            i = found[-1].beyond if found else i + 1
    return out


def _count(w: Words, i: int, limit: int) -> Amount | None:
    """A whole number that begins with word i, with "votes" behind it, or a percentage."""
    if i >= limit or not (w.texts[i].replace(",", "").replace(".", "").isdecimal() or is_number_word(w.lowers[i])):
        return None
    number = number_at(w, i, limit)
    if number is None or number.written not in ("digits", "words"):
        return None
    reading, beyond = Reading(number.value, number.value, counted="votes"), number.beyond
    unit = unit_after(w, beyond, limit)
    if unit is not None and unit.kind is UnitKind.PERCENT:
        return Amount(i, unit.beyond, replace(reading, unit_kind=unit.kind, unit=unit.name, counted=None))
    if unit is not None or number.value != int(number.value):
        return None
    return Amount(i, beyond + (beyond < limit and w.lowers[beyond] in _VOTES), reading)


def _tally(w: Words, i: int, low: int, limit: int, said: frozenset[str]) -> tuple[Amount, ...]:
    """Both counts of a tally whose first begins with word i."""
    first = _count(w, i, limit)
    if first is None or first.beyond + 1 >= limit:
        return ()
    at = first.beyond
    dashed = w.texts[at] in _DASHES and w.ends[at - 1] == w.starts[at] and w.ends[at] == w.starts[at + 1]
    if not dashed and w.lowers[at] != "to":
        return ()
    second = _count(w, at + 1, limit)
    first = _of_percentages(first, second)
    if second is None or second.reading.unit_kind is not first.reading.unit_kind:
        return ()
    named = w.lowers[at - 1] in _VOTES or w.lowers[second.beyond - 1] == "vote"
    if not named and w.lowers[second.beyond - 1] == "votes":
        return ()  # "needs 60 to 70 votes"
    if not named and not dashed and w.lowers[at + 1] == "one" and w.lowers[i - 1] not in ("by", "of"):
        return ()  # "postal votes have broken two to one": how many times as many
    if not _ends(w, second.beyond, limit) or not _is_led_to(w, i, low):
        return ()
    if not (named or _is_voted(w, i, second.beyond, low, limit, said, dashed=dashed)):
        return ()
    return first, second


def _of_percentages(first: Amount, second: Amount | None) -> Amount:
    """The first of "52 to 48 per cent" as a percentage too; where it is the larger they are no range."""
    if second is None or second.reading.unit_kind is not UnitKind.PERCENT:
        return first
    a, b = first.reading, second.reading
    if (
        a.unit_kind is not UnitKind.COUNT
        or a.low is None
        or b.low is None
        or not _FEWEST_OF_ALL < a.low + b.low <= 100
    ):
        return first
    return first if first.beyond - first.first > 1 else replace(first, reading=replace(b, low=a.low, high=a.high))


def _ends(w: Words, k: int, limit: int) -> bool:
    """Whether a tally ends before word k: nothing that it would count follows, and no third number."""
    if k >= limit:
        return True
    tight = w.starts[k] == w.ends[k - 1]
    if w.texts[k] in _DASHES and tight and k + 1 < limit and w.starts[k + 1] == w.ends[k]:
        return False
    if w.lowers[k] == "of" or w.texts[k] in "%/":
        return False
    noun = counted_after(w, k, limit, plural=True)
    return noun is None or noun[1].lower() in word_set("voting") or not is_plural(noun[1].lower())


def _is_led_to(w: Words, i: int, low: int) -> bool:
    """Whether the word before a tally can lead to one: "by 12 to 9", "a vote of 12 to 9"; not "from 12 to 9"."""
    if i <= low:
        return True
    before = w.lowers[i - 1]
    if before == "of":
        return i - 2 >= low and w.lowers[i - 2] in word_set("tallies")
    return before in ("by", "at", "on") or (
        before not in words("prepositions") and before not in ("than", "about", "between")
    )


def _is_voted(w: Words, i: int, beyond: int, low: int, limit: int, said: frozenset[str], *, dashed: bool) -> bool:
    """Whether the words around a tally speak of a vote, and of nothing else that it could be a range of."""
    before = w.lowers[max(low, i - _BACK) : i]
    after = w.lowers[beyond : min(limit, beyond + _AHEAD)]
    for back, lower in enumerate(reversed(before)):
        if lower in change_words() and lower not in word_set("decided"):
            return False
        if lower in word_set("voting") and w.texts[i - 1 - back] not in ".;":
            return True
    if word_set("voting") & set(after):
        return True
    if said & word_set("contests") and not said & word_set("put_to_vote"):
        return False
    if before[-2:] == ["margin", "of"] and said & word_set("decided"):
        return True
    if not said & (word_set("put_to_vote") | word_set("voters")):
        return False
    if dashed and word_set("ruled") & {*before, *after}:
        return True
    return bool(word_set("decided") & set(before))


def _sided(w: Words, i: int, limit: int, said: frozenset[str]) -> tuple[Amount, ...]:
    """ "24 for and 18 against", "24 in favour, 18 against": a bare number with its side behind it."""
    if not said & word_set("voting"):
        return ()
    found = _count(w, i, limit)
    if found is None or found.reading.unit_kind is not UnitKind.COUNT or found.reading.form is not Form.POINT:
        return ()
    k = found.beyond
    side = " ".join(w.lowers[k : k + 2]) if w.lowers[k : k + 1] == ["in"] else "".join(w.lowers[k : k + 1])
    beyond = k + side.count(" ") + 1
    if side not in ("for", "against", "in favour", "in favor"):
        return ()
    closes = beyond >= limit or w.texts[beyond] in ",;.)" or w.lowers[beyond] == "and"
    other = {"against", "favour", "favor"} & said if side == "for" else {"for", "favour", "favor"} & said
    if not closes or not other:
        return ()
    return (replace(found, reading=replace(found.reading, predicate=side)),)
