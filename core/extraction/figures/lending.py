"""What a figure lends the one beside it in a sentence: a unit, a hedge, a change; and two bounds as one range."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from core.extraction.figures import hedging
from core.extraction.figures.ages import goes_on
from core.extraction.figures.amounts import Amount
from core.extraction.figures.numbers import scales
from core.extraction.figures.rates import of_one_base
from core.extraction.lexicon import word_set, words
from core.language.text import Words
from core.records import Form, NumberChange, Reading, UnitKind

_LONGEST_TIME = 7
"""Words of a time between two amounts."""
_WAS = ([",", "down", "from"], [",", "up", "from"], [",", "compared", "with"], [",", "compared", "to"])
"""Words between what there is of something now and what there was of it: "312 officers, down from 347"."""
_ALL = 100
"""Per cent that the sides of a vote come to at most."""
_AGAINST = ([",", "against"], ["against"], [",", "compared", "with"], ["compared", "with"], [",", "versus"])
_FAR = 5
"""Times as much beyond which a bare number was not what there was before."""
_LED_TO = (["to"], ["to", "end", "at"], ["to", "close", "at"], ["to", "finish", "at"], ["to", "reach"])


def merged(w: Words, last: Amount | None, amount: Amount) -> Amount | None:
    """ "more than 10 and less than 40 ships": two bounds of one quantity as a range."""
    if last is None or not 0 < amount.first - last.beyond <= 2:
        return None
    a, b = last.reading, amount.reading
    if a.form is not Form.BOUND or b.form is not Form.BOUND or a.comparator[0] == b.comparator[0]:
        return None
    if not set(w.lowers[last.beyond : amount.first]) <= {"and", "but", ","}:
        return None
    if (
        (a.unit_kind is not b.unit_kind and not _bare(replace(a, form=Form.POINT)))
        or a.unit not in (b.unit, None)
        or a.counted not in (b.counted, None)
    ):
        return None
    under, over = (a, b) if a.high is not None else (b, a)
    if under.high is None or over.low is None or over.low >= under.high:
        return None
    hedge = " ".join(w.lowers[last.first : amount.beyond])
    reading = replace(b, low=over.low, high=under.high, form=Form.RANGE, comparator="=", hedge=hedge)
    return Amount(last.first, amount.beyond, reading)


def carried(w: Words, amount: Amount, last: Amount | None) -> Amount:
    """The amount with what the one before it in the sentence lends it.

    A conversion in brackets means as much as what it converts ("more than 6m crowns ($0.9m)"); a level after a
    change is where the change led ("fell 4 % to 31,050"); "Corran by 3.1 %" shares the verb of its neighbour.
    """
    if last is None:
        return amount
    reading, before = amount.reading, last.reading
    lead = _timeless(_between(w, last, amount))
    reading = of_one_base(_alike(w, reading, last, amount.first, lead), before)
    amount = replace(amount, reading=reading)
    if lead in (["("], ["/"]) and reading.unit_kind is before.unit_kind and reading.unit != before.unit:
        return replace(amount, reading=_converted(reading, before))
    to = lead in (["to"], ["to", "between"])
    if to and last.first and w.lowers[last.first - 1] == "from":
        return replace(amount, reading=_reached(reading, before))
    if (way := _multiplied(w, last, lead)) is not None and reading.change is None:
        return replace(amount, reading=replace(reading, change=NumberChange(way, lead[0])))
    if before.change is None or reading.unit_kind is UnitKind.AGE:
        return amount
    if lead == ["from"] and reading.change is None and _was_before(reading, before):
        return replace(amount, reading=replace(reading, change=NumberChange(before.change.direction, "from")))
    return replace(amount, reading=_changed_too(w, amount, before, lead))


def _changed_too(w: Words, amount: Amount, before: Reading, lead: list[str]) -> Reading:
    """The reading with the change of the one before it, which its sentence tells of both."""
    reading, change = amount.reading, before.change
    if change is None:
        return reading
    by = lead[-1:] == ["by"] and len(lead) <= 8 and change.kind == "by"
    if by and _bare(reading) and reading.change is not None and before.unit_kind is UnitKind.PERCENT:
        ends = amount.beyond >= len(w) or w.is_mark(amount.beyond)
        return replace(reading, unit_kind=UnitKind.PERCENT, unit="%") if ends else reading
    if reading.change is not None:
        return reading
    if by and reading.unit_kind is before.unit_kind:
        return replace(reading, change=change)
    again = lead in (["or"], [",", "or"], ["("]) and reading.unit_kind is UnitKind.PERCENT
    if again and change.kind in ("by", "to") and _says_again(w, amount, before):
        return replace(reading, change=NumberChange(change.direction, "by"))  # "rose £3m, or 8 per cent"
    at = lead == ["at"] and before.unit_kind is UnitKind.PERCENT
    if change.kind == "by" and (at or lead in _LED_TO):
        return replace(reading, change=NumberChange(change.direction, "to"))
    return reading


def _says_again(w: Words, amount: Amount, before: Reading) -> bool:
    """Whether a percentage is by how much what is told before it moved, and not a share of something."""
    return before.unit_kind is not UnitKind.PERCENT and w.lowers[amount.beyond : amount.beyond + 1] != ["of"]


def _multiplied(w: Words, last: Amount, lead: list[str]) -> str | None:
    """Which way what stands before "to" or "from" moved: "doubled to £40", "halved from 600"."""
    said = w.lowers[last.beyond - 1]
    if last.reading.unit_kind is not UnitKind.RATIO or lead not in (["to"], ["from"]):
        return None
    return None if said not in word_set("multiplied") else "down" if said.startswith("halv") else "up"


def _was_before(reading: Reading, before: Reading) -> bool:
    """Whether a number behind "from" is where the change told by `before` began: "fell to 40 from 55", "down 31.2%
    from 60.8 million"; not "rose 3% from 40 airports"."""
    if before.change is None or before.change.kind == "to":
        return before.change is not None
    shares = before.unit_kind is UnitKind.PERCENT and reading.unit_kind is not UnitKind.PERCENT
    return before.change.kind == "by" and shares and reading.counted is None


def _alike(w: Words, reading: Reading, last: Amount, first: int, lead: list[str]) -> Reading:
    """A bare number at word `first` as one more age of a list, or as what there was of what is counted before."""
    before = last.reading
    if not _bare(reading):
        return reading
    if before.unit_kind is UnitKind.AGE and goes_on(w, last.first, first):
        return replace(reading, unit_kind=before.unit_kind, unit=before.unit)
    was = lead in _WAS or (lead == ["from"] and before.change is not None and before.change.kind == "to")
    if was and before.unit_kind in (UnitKind.PERCENT, UnitKind.DURATION) and _near(reading, before):
        return replace(reading, unit_kind=before.unit_kind, unit=before.unit, per=before.per)
    if lead in _AGAINST and before.per is not None and before.per[0].isdigit():
        return replace(reading, per=before.per, counted=before.counted)
    if before.unit_kind is UnitKind.COUNT and lead in _WAS:
        return replace(reading, counted=before.counted, modifiers=before.modifiers)
    return reading


def _near(reading: Reading, before: Reading) -> bool:
    """Whether a number is near enough in size to be of what another one is of."""
    one, other = reading.low, before.low
    return one is not None and other is not None and 0 < one <= other * _FAR and other <= one * _FAR


def _between(w: Words, last: Amount, amount: Amount) -> list[str]:
    """The words between two amounts, without what the first is taken by: "2.1m boxes [a year] to 3.4m"."""
    lead = w.lowers[last.beyond : amount.first]
    return lead[2:] if last.reading.per and len(lead) > 2 and lead[0] in ("a", "an", "per", "each") else lead


def _timeless(lead: list[str]) -> list[str]:
    """The words between two amounts without the time: "fell by a third [since May,] to 40 [in June] from 60"."""
    times = words("months") | words("weekdays") | word_set("time_words")
    if lead[-1:] not in (["to"], ["from"]) or len(lead) > _LONGEST_TIME:
        return lead
    rest = [lower for lower in lead[:-1] if lower not in times and not lower.isdecimal()]
    return lead[-1:] if len(rest) < len(lead) - 1 and not rest else lead


def _bare(reading: Reading) -> bool:
    """Whether a number, or both ends of a range, say nothing of what they measure."""
    return (
        reading.unit_kind is UnitKind.COUNT
        and reading.counted is None
        and reading.form in (Form.POINT, Form.RANGE)
    )


def _converted(reading: Reading, before: Reading) -> Reading:
    """The value of `before` in another unit, under its hedge and change."""
    if reading.comparator == "=" and not reading.approximate and before.comparator != "=":
        reading = hedging.bound(reading, before.comparator, before.hedge)
    approximate = reading.approximate or before.approximate
    return replace(reading, approximate=approximate, change=reading.change or before.change)


def _reached(reading: Reading, before: Reading) -> Reading:
    """What a change "from `before` to" this one leads to; a bare number is of the same unit."""
    if _bare(reading) and before.unit_kind is not UnitKind.AGE:
        reading = replace(reading, unit_kind=before.unit_kind, unit=before.unit, per=before.per,
                          counted=before.counted, modifiers=before.modifiers)  # fmt: skip
    if reading.per is None and reading.unit == before.unit:
        reading = replace(reading, per=before.per)
    if before.change is None:
        return reading
    return replace(reading, change=reading.change or NumberChange(before.change.direction, "to"))


def lent_back(w: Words, last: Amount | None, amount: Amount) -> Amount | None:
    """The amount before with the unit of this one: "from 36 to 41 per cent", "14 of the 52 prisoners", "several
    hundred or even 1,000 megawatts", "11 and 8 per cent".

    A number whose value in another currency stands in brackets is money, if of no named currency.
    """
    if last is None or last.reading.unit_kind is not UnitKind.COUNT or last.reading.counted is not None:
        return None
    before, reading, lead = last.reading, amount.reading, _between(w, last, amount)
    if lead == ["("] and reading.unit_kind is UnitKind.CURRENCY and before.form is Form.POINT:
        return replace(last, reading=replace(before, unit_kind=UnitKind.CURRENCY))
    from_to = lead == ["to"] and last.first > 0 and w.lowers[last.first - 1] == "from"
    either = lead in (["or"], ["or", "even"]) and before.form is Form.VAGUE
    owned = len(lead) in (3, 4) and lead[-1] == "'s"
    whole = word_set("wholes") | word_set("expected_whole") | {"total", "a", "an"}
    of_them = lead[:1] == ["of"] and (owned or set(lead[1:]) <= whole)
    listed = _is_listed(w, last, lead, reading)
    was = (
        lead == ["from"] and before.change is not None and before.change.kind == "to"
    )  # "to 28.9m from 41.2m crowns"
    split = lead == ["to"] and reading.unit_kind is UnitKind.PERCENT and _is_split(before, reading)
    rate = lead == ["to"] and reading.per is not None and reading.per[0].isdigit()  # "8 to 7 per 1,000"
    if reading.unit_kind is UnitKind.AGE or not (from_to or of_them or either or listed or was or rate or split):
        return None
    unit = replace(before, unit_kind=reading.unit_kind, unit=reading.unit, per=reading.per,
                   counted=reading.counted, modifiers=reading.modifiers)  # fmt: skip
    return replace(last, reading=unit)


def _is_split(before: Reading, reading: Reading) -> bool:
    """Whether two numbers are the sides of a vote or poll: "lead 52 to 48 per cent"."""
    points = before.form is Form.POINT and reading.form is Form.POINT and before.change is None
    if not points or before.low is None or reading.low is None:
        return False
    return before.low > reading.low and before.low + reading.low <= _ALL


def _is_listed(w: Words, last: Amount, lead: list[str], reading: Reading) -> bool:
    """Whether a bare number is listed with the one after it: "11 and 8 per cent", "100, 200 or 250 refugees"."""
    if last.reading.form is not Form.POINT or last.reading.change is not None or last.beyond - last.first != 1:
        return False
    if lead == [","]:
        return reading.form is Form.ALTERNATIVES
    digits = w.texts[last.first][0].isdecimal()
    return lead in (["and"], [",", "and"]) and reading.unit_kind is UnitKind.PERCENT and digits


def scale_lent(w: Words, last: Amount | None, amount: Amount) -> Amount | None:
    """The amount before with the scale said of this one alone: "from 24.2 to 33-35 billion".

    Only where both are then of one size: "from $200 to $4 million" begins at 200 dollars.
    """
    if (
        last is None
        or w.lowers[last.beyond : amount.first] != ["to"]
        or w.lowers[max(0, last.first - 1) : last.first] != ["from"]
    ):
        return None
    before, reading = last.reading, amount.reading
    if before.unit_kind not in (UnitKind.COUNT, reading.unit_kind) or before.unit not in (None, reading.unit):
        return None
    scale = scale_in(w, amount)
    if scale is None or scale_in(w, last) is not None or not before.low or before.low >= 1000 or not reading.low:
        return None
    if before.high is None or not Decimal("0.1") <= before.low * scale / reading.low <= 10:
        return None
    return replace(last, reading=replace(before, low=before.low * scale, high=before.high * scale))


def scale_in(w: Words, amount: Amount) -> Decimal | None:
    """The scale behind the digits of an amount: "33-35 billion", "4bn"."""
    for k in range(amount.first + 1, amount.beyond):
        if w.texts[k - 1][0].isdecimal() and (scale := scales().get(w.lowers[k])) is not None and scale >= 1000:
            return scale
    return None
