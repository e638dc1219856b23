"""Closed intervals of decimals with open ends, and the arithmetic that keeps every value the figures allow."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException

_EXACT = Context(prec=50)
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

    def plus(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else _EXACT.add(self.low, other.low)
        high = None if self.high is None or other.high is None else _EXACT.add(self.high, other.high)
        return Interval(low, high)

    def minus(self, other: Interval) -> Interval:
        low = None if self.low is None or other.high is None else _EXACT.subtract(self.low, other.high)
        high = None if self.high is None or other.low is None else _EXACT.subtract(self.high, other.low)
        return Interval(low, high)

    def over(self, other: Interval) -> Interval | None:
        """The quotient of two intervals without negative values; None where `other` can be zero or below.

        An open upper end of the divisor gives a quotient that comes down to zero.
        """
        if self.low is None or self.low < 0 or not other.positive or other.low is None:
            return None
        try:
            low = Decimal(0) if other.high is None else _EXACT.divide(self.low, other.high)
            high = None if self.high is None else _EXACT.divide(self.high, other.low)
        except DecimalException:
            return None
        return Interval(low, high)
