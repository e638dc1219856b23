"""Closed intervals of decimals with open ends, and the arithmetic that keeps every value the figures allow."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, DecimalException

_EXACT = Context(prec=50, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Fifty digits: more than any figure in an article has, so a quotient is never rounded where it shows."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included; None is open. `low` is never above `high`."""

    low: Decimal | None
    high: Decimal | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"an interval from {self.low} down to {self.high}")

    @classmethod
    def point(cls, value: Decimal | int) -> Interval:
        return cls(Decimal(value), Decimal(value))

    def contains(self, value: Decimal) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    @property
    def positive(self) -> bool:
        """Whether every value is above zero."""
        return self.low is not None and self.low > 0

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low == self.high

    def meets(self, other: Interval) -> bool:
        """Whether some value is in both."""
        return (self.low is None or other.high is None or self.low <= other.high) and (
            self.high is None or other.low is None or other.low <= self.high
        )

    def plus(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else _EXACT.add(self.low, other.low)
        high = None if self.high is None or other.high is None else _EXACT.add(self.high, other.high)
        return Interval(low, high)

    def minus(self, other: Interval) -> Interval:
        return self.plus(other.negative())

    def negative(self) -> Interval:
        """Every value with its sign turned."""
        return Interval(
            None if self.high is None else _EXACT.minus(self.high),
            None if self.low is None else _EXACT.minus(self.low),
        )

    def times(self, other: Interval) -> Interval:
        """The product; an end is open where the values on that side have no limit."""
        ends = [_product(a, b) for a in self._ends() for b in other._ends()]
        return Interval(_least(ends), _greatest(ends))

    def over(self, other: Interval) -> Interval | None:
        """The quotient; None where `other` can be zero, which leaves it without a limit.

        An open upper end of a positive divisor gives a quotient that comes down to zero.
        """
        if other.high is not None and other.high < 0:
            return self.negative().over(other.negative())
        if other.low is None or other.low <= 0:
            return None
        try:
            least = _EXACT.divide(Decimal(1), other.low)
            quotients = [_quotient(end, divisor) for end in self._ends() for divisor in (other.low, other.high)]
        except DecimalException:
            return None
        return None if least.is_infinite() else Interval(_least(quotients), _greatest(quotients))

    def _ends(self) -> tuple[Decimal, Decimal]:
        """Both ends, an open one as an infinity."""
        return (
            Decimal("-Infinity") if self.low is None else self.low,
            Decimal("Infinity") if self.high is None else self.high,
        )


def _product(a: Decimal, b: Decimal) -> Decimal:
    return Decimal(0) if a == 0 or b == 0 else _EXACT.multiply(a, b)


def _quotient(end: Decimal, divisor: Decimal | None) -> Decimal:
    """`end` over a positive divisor; None is one without limit."""
    if divisor is None:
        return Decimal(0)
    return end if end.is_infinite() else _EXACT.divide(end, divisor)


def _least(values: list[Decimal]) -> Decimal | None:
    found = min(values)
    return None if found.is_infinite() else found


def _greatest(values: list[Decimal]) -> Decimal | None:
    found = max(values)
    return None if found.is_infinite() else found
