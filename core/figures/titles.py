"""The title of a comparison: one phrase to read aloud, with what it comes to.

`52 of the 1,300 prisoners released: 4 %`, `From £31 to £38: up 22.6 %`, `12 men and 14 women: 26, not 27, in all`.
It is made of what the figures were read as, with the article's own words for one that was read as no number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.figures.compare import head, points
from core.figures.precision import all_agree
from core.numbers import ends, number
from core.records import ComparisonKind, ComparisonView, Form, Reading, UnitKind
from core.wording import against_total, amount, comparison_result, ends_in_total, states_total

_DEGREES = frozenset({"more", "fewer", "less", "total"})
_PARTICIPLES = frozenset(
    {"born", "broken", "built", "chosen", "cut", "driven", "drawn", "found", "frozen", "given", "held", "hidden",
     "hurt", "kept", "known", "left", "lost", "made", "met", "paid", "sent", "shot", "shut", "sold", "sought",
     "spent", "stolen", "taken", "told", "won", "written"}
)  # fmt: skip
_SEVERAL = frozenset({"let go", "set free", "laid off", "sent home", "cut off", "shut down"})
_TAKE_MORE = frozenset({"compared", "based", "followed", "reported", "showed", "included", "totalled", "totaled"})
"""Verbs in -ed that what is counted is no object or subject of by itself."""
_OF = frozenset({UnitKind.PERCENT, UnitKind.RATIO})
WHICH = ", which "
"""Between statements of one thing and whether they agree."""
_TIMES = {2: "twice"}


def title(value: ComparisonView) -> str:
    """The comparison in a phrase with its result."""
    said = phrase(value)
    result = _result(value, [reading for _, _, reading in value.operands])
    return f"{said}: {result}" if result else said


def phrase(value: ComparisonView) -> str:
    """The comparison without what it comes to: `52 of the 1,300 prisoners released`."""
    readings = [reading for _, _, reading in value.operands]
    found = _phrase(value, readings, [words for _, words, _ in value.operands])
    return found[:1].upper() + found[1:]


def brief(value: ComparisonView) -> str:
    """The same with the amounts alone, for where there is little room: `52 of the 1,300`."""
    readings = [replace(reading, counted=None, modifiers=(), predicate=None) for _, _, reading in value.operands]
    found = _phrase(value, readings, [_value(reading) or words for _, words, reading in value.operands])
    return found[:1].upper() + found[1:]


def _result(value: ComparisonView, readings: Sequence[Reading]) -> str:
    """What is told behind the phrase, which has a sum's total and a percentage's share of a count itself."""
    if value.kind is ComparisonKind.SUM or (
        value.kind is ComparisonKind.SHARE and readings[0].unit_kind is UnitKind.PERCENT
    ):
        return ""
    moved = points(readings[0], readings[1]) if value.kind is ComparisonKind.CHANGE else None
    if moved is None or not moved.is_point or not moved.low:
        return comparison_result(value)
    size = "1 percentage point" if abs(moved.low) == 1 else f"{number(abs(moved.low))} percentage points"
    return f"{'up' if moved.low > 0 else 'down'} {size}"


def _phrase(value: ComparisonView, readings: Sequence[Reading], said: Sequence[str]) -> str:
    match value.kind:
        case ComparisonKind.SHORTFALL if readings[0].unit_kind is UnitKind.PERCENT:
            return f"{_value(readings[0]) or said[0]} against {_value(readings[1]) or said[1]}"
        case ComparisonKind.SHARE | ComparisonKind.SHORTFALL:
            return _share(readings, said)
        case ComparisonKind.CHANGE:
            return _change(readings, said)
        case ComparisonKind.SUM:
            return _sum(value, readings, said)
        case ComparisonKind.RESTATEMENT:
            return _restatement(readings, said)
        case ComparisonKind.EXCESS:
            return f"{_whole(readings[0], said[0])} against a limit of {_value(readings[1]) or said[1]}"
        case ComparisonKind.RATE:
            return f"{_whole(readings[0], said[0])} for {_whole(readings[1], said[1])}"
        case _:
            return f"{_whole(readings[0], said[0])} against {_whole(readings[1], said[1])}"


def _value(reading: Reading) -> str:
    """The number with its unit alone: `1,300 or 1,400`, `about £3 million`, `a third` as `1/3 (33.3 %)`."""
    low, high = reading.low, reading.high
    bare = reading.unit_kind is UnitKind.COUNT and reading.comparator == "=" and reading.form is not Form.ZERO
    if bare and low is not None and high is not None and low != high:
        joint = "or" if reading.form is Form.ALTERNATIVES else "to"
        return f"{'about ' if reading.approximate else ''}{f' {joint} '.join(ends(low, high))}"
    if reading.form in (Form.DATE, Form.SUPERLATIVE, Form.ALL) or (low is None and high is None):
        return ""
    return amount(replace(reading, change=None)).replace(" – ", " to ")


def _noun(reading: Reading) -> str:
    """What is counted, with what qualifies it."""
    if not reading.counted:
        return ""
    return " ".join([*(word for word in reading.modifiers if word.lower() not in _DEGREES), reading.counted])


def _whole(reading: Reading, said: str) -> str:
    """A figure by itself: `52 prisoners`, `36.9 % of voters`; in the article's words where it has no number."""
    value, noun = _value(reading), _noun(reading)
    if not value:
        return said
    if reading.unit_kind in _OF and reading.form is not Form.MULTIPLE and noun:
        return f"{value} of {noun}"
    return f"{value} {noun}" if noun and reading.unit_kind is UnitKind.COUNT else value


def _share(readings: Sequence[Reading], said: Sequence[str]) -> str:
    part, whole = readings[0], readings[1]
    of = _value(whole) or said[1]
    noun = _noun(whole) if whole.unit_kind is UnitKind.COUNT else ""
    certain = whole.form is Form.POINT and whole.comparator == "=" and not whole.approximate
    of = f"{'the ' if certain else ''}{of}"
    same = not part.counted or head(part) == head(whole) or part.unit_kind in _OF
    done, asked = _done(part), _done(whole)
    if not same and done and asked and done != asked:
        return f"{_whole(part, said[0])} {done} of {of}{f' {noun}' if noun else ''} {asked}"
    if same:
        own = noun or (_noun(part) if part.unit_kind is UnitKind.COUNT else "")
        said_of = f"{_value(part) or said[0]} of {of}{f' {own}' if own else ''}"
    else:
        among = "among" if noun else "of"
        said_of = f"{_whole(part, said[0])} {among} {of}{f' {noun}' if noun else ''}"
    return f"{said_of} {done}" if done and same and whole.unit_kind is UnitKind.COUNT else said_of


def _done(reading: Reading) -> str:
    """What was done to what is counted, where it can stand behind its noun: "released", and not "took"."""
    word = (reading.predicate or "").lower()
    participle = word in _PARTICIPLES or word in _SEVERAL or (word.endswith("ed") and len(word) > len("need"))
    return word if participle and word not in _TAKE_MORE else ""


def _change(readings: Sequence[Reading], said: Sequence[str]) -> str:
    before, after = readings[0], readings[1]
    old, new = _value(before) or said[0], _value(after) or said[1]
    noun = _noun(after) or _noun(before)
    if noun and after.unit_kind is UnitKind.COUNT:
        return f"from {old} to {new} {noun}"
    return f"from {old} to {new} of {noun}" if noun and after.unit_kind in _OF else f"from {old} to {new}"


def _listed(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _sum(value: ComparisonView, readings: Sequence[Reading], said: Sequence[str]) -> str:
    words = [_whole(reading, text) for reading, text in zip(readings, said, strict=True)]
    if ends_in_total(readings):
        return f"{_listed(words[:-1])}: {words[-1]} in all"
    bare = replace(readings[-1], comparator="=", approximate=False, counted=None, form=Form.POINT)
    found = _value(replace(bare, low=value.low, high=value.high))
    if states_total(value):
        told = against_total(readings[-1], value.low, value.high, found, words[-1])
        return f"{_listed(words[:-1])}: {told}, in all"
    return f"{_listed(words)}: {found} in all" if found else _listed(words)


def _restatement(readings: Sequence[Reading], said: Sequence[str]) -> str:
    words = [_whole(reading, text) for reading, text in zip(readings, said, strict=True)]
    if len(set(words)) == 1:
        return f"{words[0]}, stated {_TIMES.get(len(words)) or f'{len(words)} times'}"
    found = all_agree(readings)
    if found is None:
        return _listed(words)
    return f"{_listed(words)}{WHICH}{'agree' if found else 'do not agree'}"
