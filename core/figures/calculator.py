"""The calculator: an expression of figures to an interval, with its working in words.

It knows what a number is: `3.7 %` is a share and `2 pp` are percentage points, so that 40 % − 36 % is 4 points and
200 + 10 % is 220. `52 of 1,300 to 1,400` is a share, `36 % to 41 %` a change behind `from`. Letters stand for the
sentence's figures. Every operand is an interval; the result keeps all values that the operands allow. A scale that
is said once is that of both ends, as in articles: `14 to 16 million`; a comma stands between thousands only.

    sum     = product (("+" | "−") product)*
    product = range (("×" | "÷" | "of") range)*
    range   = atom (("to" | "or" | "–") atom)?
    atom    = number unit? | name | "(" sum ")" | "−" atom | "from" range "to" range
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal, localcontext
from enum import StrEnum

from core.errors import UserError
from core.figures.compare import interval
from core.figures.interval import Interval
from core.numbers import NBSP, ends, number_range, percent
from core.records import Form, Reading, UnitKind

LONGEST = 400
"""Characters of an expression; nobody writes more, and nesting stays shallow."""
_DEEPEST = 40
_DIGITS = 40
_LARGE = 1000
"""From here on noughts behind the point come from "million", and say nothing; nor is a number one of millions."""
_WIDE = Context(prec=80, Emax=MAX_EMAX, Emin=MIN_EMIN)
_PERCENT = Interval.point(Decimal("0.01"))
_HUNDRED = Interval.point(100)
_ONE = Interval.point(1)
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d[\d,\u00a0\u202f]*(?:\.\d+)?|\.\d+)"
    r"|(?P<word>[A-Za-z]+)|(?P<mark>%|[-+−–*/×·÷:()]))"
)
_GROUPED = re.compile(
    r"\d+(?:\.\d+)?|\.\d+|[1-9]\d{0,2}(?:(?:,\d{3})+|(?:[\u00a0\u202f]\d{3})+)(?:\.\d+)?"
    r"|[1-9]\d?(?:,\d\d)+,\d{3}(?:\.\d+)?"
)
"""Digits in groups of three, or as India writes them: in "3,7" the comma may be a point, and 37 is not meant."""
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9, "tn": 12, "trillion": 12}
_JOINERS = ("to", "or", "–")
_POINTS = frozenset({"pp", "pt", "pts", "point", "points"})
_SIGNS = {"*": "×", "·": "×", "x": "×", "/": "÷", ":": "÷", "-": "−"}


class Sort(StrEnum):
    """What a value of the calculator is: a bare number or amount, a share in per cent, or percentage points."""

    NUMBER = "number"
    PERCENT = "percent"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Value:
    """All values an operand or result can have; a share is in per cent (40 for 40 %). `unit` as in a `Reading`."""

    interval: Interval
    sort: Sort = Sort.NUMBER
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What an expression comes to: the value, how it reads, and the working that leads there, ready to insert."""

    value: Value
    text: str
    working: str


def value_of(reading: Reading) -> Value | None:
    """A figure as an operand; None for one without a value (a date, a superlative)."""
    found = interval(reading)
    if found is None:
        return None
    if reading.unit_kind is UnitKind.PERCENT:
        return Value(found, Sort.PERCENT)
    if reading.unit_kind is UnitKind.PERCENTAGE_POINT:
        if reading.unit == "basis point":
            found = found.times(_PERCENT)
        return Value(found, Sort.POINTS)
    unit = reading.unit if reading.unit_kind in (UnitKind.CURRENCY, UnitKind.PHYSICAL, UnitKind.DURATION) else None
    return Value(found, Sort.NUMBER, unit)


def written(reading: Reading) -> str | None:
    """A figure as the calculator is pre-filled with it: `1300 to 1400`, `38.6 %`; None without both ends."""
    if reading.low is None or reading.high is None or value_of(reading) is None:
        return None
    mark = {UnitKind.PERCENT: " %", UnitKind.PERCENTAGE_POINT: " pp"}.get(reading.unit_kind, "")
    joiner = " or " if reading.form is Form.ALTERNATIVES else " to "
    digits = [_plain(end) for end in dict.fromkeys((reading.low, reading.high))]
    if any(len(end) > _DIGITS for end in digits):
        return None
    return joiner.join(digits) + mark


def _plain(value: Decimal) -> str:
    """A number in digits; £1.9m has no tenths of a pound: `1900000`."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits and abs(value) >= _LARGE else digits


def calculate(expression: str, figures: Mapping[str, Reading] | None = None) -> Result:
    """What `expression` comes to, with its working. `figures` are the sentence's, by the names used for them.

    Raises `UserError`: S-CALC-SYNTAX for what is no expression, S-CALC-ZERO for a division by what can be zero,
    S-CALC-UNIT for units that do not go together, S-CALC-SIZE for one too long.
    """
    if len(expression) > LONGEST:
        raise UserError("S-CALC-SIZE", f"The calculation is longer than {LONGEST} characters. Do it in parts.")
    parser = _Parser(_tokens(expression), figures or {})
    value, working = parser.sum(0)
    if parser.left():
        raise _syntax(f"after “{working}” comes “{parser.left()[0]}”")
    text = reading_of(value, parser.share)
    shown = working if len(parser.tokens) > 1 else text
    return Result(value, text, f"{shown} = {text}" if shown != text else text)


def reading_of(value: Value, share: bool = False) -> str:
    """How a value reads: `3.7–4.0 %`, `4 percentage points`, `GBP 1,200`. `share` shows a number as per cent."""
    low, high = value.interval.low, value.interval.high
    if value.sort is Sort.PERCENT:
        hundredth = value.interval.times(_PERCENT)
        return percent(hundredth.low, hundredth.high)
    if value.sort is Sort.POINTS:
        return f"{_rounded(low, high)} percentage point{'' if low == high == 1 else 's'}"
    if share:
        return percent(low, high)
    return f"{_rounded(low, high)}{NBSP}{value.unit}" if value.unit else _rounded(low, high)


def _rounded(low: Decimal | None, high: Decimal | None) -> str:
    """An interval with no more than six significant digits behind the point."""
    return number_range(_short(low), _short(high))


def _short(value: Decimal | None) -> Decimal | None:
    if value is None or not value.is_finite() or value.adjusted() > _DIGITS:
        return value
    with localcontext(_WIDE):
        if value == value.to_integral_value():
            return value.to_integral_value()
        places = min(12, max(2, 4 - value.adjusted()) if value.adjusted() < 4 else 2)
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP).normalize()


def _tokens(expression: str) -> list[str]:
    out = []
    at = 0
    expression = expression.rstrip()
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        if match is None:
            raise _syntax(f"“{expression[at:].strip()[:1]}” is no part of a calculation")
        out.append(match.group().strip())
        at = match.end()
    if not out:
        raise _syntax("there is nothing to reckon")
    return out


def _syntax(what: str) -> UserError:
    return UserError("S-CALC-SYNTAX", f"This cannot be reckoned: {what}. Write it as in 52 of 1,300 to 1,400.")


class _Parser:
    """Recursive descent over the grammar of this module. `share` is set where a part of a whole is asked for."""

    def __init__(self, tokens: list[str], figures: Mapping[str, Reading]) -> None:
        self.tokens, self.figures, self.at, self.share = tokens, figures, 0, False

    def left(self) -> list[str]:
        return self.tokens[self.at :]

    def _peek(self) -> str:
        return self.tokens[self.at].lower() if self.at < len(self.tokens) else ""

    def _take(self, *wanted: str) -> str:
        token = self._peek()
        if token and token in wanted:
            self.at += 1
            return token
        return ""

    def sum(self, depth: int) -> tuple[Value, str]:
        if depth > _DEEPEST:
            raise _syntax("the brackets go too deep")
        value, words = self._product(depth)
        while sign := self._take("+", "-", "−"):
            other, more = self._product(depth)
            value = _added(value, other, plus=sign == "+")
            words = f"{words} {_SIGNS.get(sign, sign)} {more}"
            self.share = False
        return value, words

    def _product(self, depth: int) -> tuple[Value, str]:
        value, words = self._range(depth)
        while sign := self._take("*", "×", "·", "x", "/", "÷", ":", "of"):
            other, more = self._range(depth)
            if sign == "of" and value.sort is Sort.NUMBER:
                value, self.share = _divided(value, other, more), True
            elif sign in ("*", "×", "·", "x", "of"):
                value, self.share = _multiplied(value, other), False
            else:
                value, self.share = _divided(value, other, more), False
            words = f"{words} {_SIGNS.get(sign, sign)} {more}"
        return value, words

    def _range(self, depth: int) -> tuple[Value, str]:
        if self._take("from"):
            return self._change(depth)
        scale = self._scale_ahead()
        value, words = self._atom(depth)
        joiner = self._take(*_JOINERS)
        if not joiner:
            return value, words
        other, more = self._atom(depth)
        if scale:
            value, words, more = _on_one_scale(value, other, scale)
        if value.sort is not other.sort and value.sort is Sort.NUMBER and value.unit is None:
            value = Value(value.interval, other.sort, other.unit)
        if (value.sort, value.unit) != (other.sort, other.unit):
            raise UserError("S-CALC-UNIT", f"“{words}” and “{more}” are not of one kind, so they make no range.")
        low, high = value.interval.low, other.interval.high
        if low is not None and high is not None and low > high:
            raise _syntax(f"the range goes down from {words} to {more}; put the smaller number first")
        return Value(
            Interval(low, high), value.sort, value.unit
        ), f"{words} {'–' if joiner == '–' else joiner} {more}"

    def _scale_ahead(self) -> str:
        """The scale that two numbers share if the first is bare: "million" before `14 to 16 million`."""
        ahead = [token.lower() for token in self.tokens[self.at : self.at + 7]]
        plain = [token for token in ahead if token not in ("-", "−")][:5]
        if len(plain) < 4 or not (_is_number(plain[0]) and plain[1] in _JOINERS and _is_number(plain[2])):
            return ""
        return plain[3] if plain[3] in _SCALES and plain[4:] not in (["%"], ["percent"], ["percentage"]) else ""

    def _change(self, depth: int) -> tuple[Value, str]:
        scale = self._scale_ahead()
        before, words = self._atom(depth)
        if not self._take("to"):
            raise _syntax(f"“from {words}” needs a “to”")
        after, more = self._atom(depth)
        if scale:
            plain = before.interval.low
            before, words, more = _on_one_scale(before, after, scale)
            if plain and plain == before.interval.low and abs(plain) < _LARGE:  # or 3 million, that became 2
                raise _syntax(f"it may be from {words}, or from {words} {scale}; write both numbers in digits")
        if (before.sort, before.unit) != (after.sort, after.unit):
            raise UserError("S-CALC-UNIT", f"“{words}” and “{more}” are not of one kind, so they make no change.")
        if before.sort is Sort.PERCENT:
            points = after.interval.minus(before.interval)
            return Value(points, Sort.POINTS), f"{more} − {words}"
        ratio = _divided(after, before, words).interval
        rise = ratio.minus(_ONE).times(_HUNDRED)
        return Value(rise, Sort.PERCENT), f"({more} − {words}) ÷ {words}"

    def _atom(self, depth: int) -> tuple[Value, str]:
        if self._take("-", "−"):
            value, words = self._atom(depth + 1) if depth < _DEEPEST else self.sum(depth + 1)
            return Value(value.interval.negative(), value.sort, value.unit), f"−{words}"
        if self._take("("):
            value, words = self.sum(depth + 1)
            if not self._take(")"):
                raise _syntax("a bracket is not closed")
            return self._unit(value, f"({words})")
        if self.at >= len(self.tokens):
            raise _syntax("it breaks off")
        token = self.tokens[self.at]
        self.at += 1
        if _is_number(token):
            return self._number(token)
        named = self.figures.get(token) or self.figures.get(token.upper())
        value_ = None if named is None else value_of(named)
        if named is None or value_ is None:
            raise _syntax(f"“{token}” stands for no figure of this sentence")
        return value_, _named(named, value_)

    def _number(self, token: str) -> tuple[Value, str]:
        if not _GROUPED.fullmatch(token):
            raise _syntax(f"“{token}” is not grouped in thousands; write a decimal with a point")
        digits = re.sub(r"[,\u00a0\u202f]", "", token)
        if len(digits) > _DIGITS:
            raise UserError("S-CALC-SIZE", f"A number has more than {_DIGITS} digits. Round it first.")
        number = Decimal(digits)
        if self._peek() in _SCALES:
            number = number.scaleb(_SCALES[self._take(*_SCALES)])
        value = Value(Interval.point(number))
        return self._unit(value, number_range(number, number))

    def _unit(self, value: Value, words: str) -> tuple[Value, str]:
        if self._take("%", "percent"):
            if self._take("points", "point"):
                return Value(value.interval, Sort.POINTS), f"{words} percentage points"
            return Value(value.interval, Sort.PERCENT), f"{words}{NBSP}%"
        if self._take("percentage"):
            self._take("points", "point")
            return Value(value.interval, Sort.POINTS), f"{words} percentage points"
        if self._take(*_POINTS):
            return Value(value.interval, Sort.POINTS), f"{words} percentage points"
        return value, words


def _is_number(token: str) -> bool:
    return token[0].isdigit() or token[0] == "."


def _on_one_scale(first: Value, second: Value, scale: str) -> tuple[Value, str, str]:
    """The first of two numbers on the scale that the second was said with, where that leads up; both in words.

    `14 to 16 million` is 14 million to 16 million; `500 to 1 million` can be only what it says.
    """
    low, high = first.interval.low, second.interval.low
    if not low or not high:
        return first, number_range(low, low), number_range(high, high)
    large = low.scaleb(_SCALES[scale])
    if large > high:
        return first, *ends(low, high)
    return Value(Interval.point(large)), number_range(large, large), number_range(high, high)


def _named(reading: Reading, value: Value) -> str:
    if reading.form is Form.ALTERNATIVES and reading.low is not None and reading.high is not None:
        either = f"({' or '.join(ends(reading.low, reading.high))})"
        return either if value.sort is Sort.NUMBER else f"{either}{NBSP}%"
    shown = reading_of(value)
    return shown if value.interval.is_point else f"({shown})"


def _added(a: Value, b: Value, *, plus: bool) -> Value:
    """The sum or difference. Shares differ in points; points move shares; a share of a number is added to it."""
    pair = {a.sort, b.sort}
    both = a.interval.plus(b.interval) if plus else a.interval.minus(b.interval)
    if a.sort is b.sort:
        if a.sort is Sort.NUMBER and None not in (a.unit, b.unit) and a.unit != b.unit:
            raise UserError("S-CALC-UNIT", f"{a.unit} and {b.unit} do not add up. Convert one of them first.")
        if a.sort is Sort.PERCENT and not plus:
            return Value(both, Sort.POINTS)
        return Value(both, a.sort, a.unit or b.unit)
    if pair == {Sort.PERCENT, Sort.POINTS}:
        return Value(both, Sort.PERCENT)
    if a.sort is Sort.NUMBER and b.sort is Sort.PERCENT:
        part = a.interval.times(b.interval).times(_PERCENT)
        return Value(a.interval.plus(part) if plus else a.interval.minus(part), Sort.NUMBER, a.unit)
    raise UserError("S-CALC-UNIT", "A number and percentage points do not add up: points change a percentage.")


def _multiplied(a: Value, b: Value) -> Value:
    if a.sort is Sort.PERCENT or (b.sort is Sort.PERCENT and a.sort is not Sort.POINTS):
        share, other = (a, b) if a.sort is Sort.PERCENT else (b, a)
        return Value(share.interval.times(other.interval).times(_PERCENT), other.sort, other.unit)
    if a.sort is Sort.POINTS and b.sort is not Sort.NUMBER:
        raise UserError("S-CALC-UNIT", "Percentage points can be multiplied by a plain number only.")
    sort = Sort.POINTS if Sort.POINTS in (a.sort, b.sort) else Sort.NUMBER
    if a.unit is not None and b.unit is not None:
        raise UserError("S-CALC-UNIT", f"{a.unit} times {b.unit} is no figure an article states.")
    return Value(a.interval.times(b.interval), sort, a.unit or b.unit)


def _divided(a: Value, b: Value, words: str) -> Value:
    if b.sort is not Sort.NUMBER and a.sort is not b.sort:
        if b.sort is Sort.POINTS:
            raise UserError("S-CALC-UNIT", "A number cannot be divided by percentage points.")
        b = Value(b.interval.times(_PERCENT), Sort.NUMBER)
    found = a.interval.over(b.interval)
    if found is None:
        what = "is 0" if b.interval == Interval.point(0) else "can be 0"
        raise UserError("S-CALC-ZERO", f"{words} {what}, so nothing can be divided by it. Choose another number.")
    if a.sort is b.sort:
        per = None if a.unit == b.unit or b.unit is None else f"{a.unit or ''} per {b.unit}".strip()
        return Value(found, Sort.NUMBER, a.unit if b.unit is None else per)
    return Value(found, a.sort, a.unit)
