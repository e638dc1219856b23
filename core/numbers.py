"""Numbers, ranges, per cent and plurals as people read them."""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal, localcontext

NBSP = "\N{NO-BREAK SPACE}"
_SCALES = (("trillion", 12), ("billion", 9), ("million", 6))
_EXACT = Context(prec=60, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Wide enough that nothing an article can state overflows or loses digits that are shown."""
HEDGED = Decimal("0.1")
"""Part of itself by which a hedged value ("about 50") may be off: this project's own convention."""
_WRITTEN_OUT = 30
"""Powers of ten up to which a number is written in digits."""
_MOST_DECIMALS = 9
_BESIDE_A_SCALE = 1000
"""Numbers from here on are not said of millions: "200,000 to 2 million" is read as it is meant."""
_LARGEST_SHARE = 12
"""Powers of ten from which a share is written as a bare number: decimals would say nothing there."""


def number(value: Decimal | int) -> str:
    """`value` as people write it: 13,400; 0.25; 4.5 billion (from a million up, where that loses nothing)."""
    value = Decimal(value)
    if not value.is_finite():
        return str(value)
    magnitude = value.adjusted()
    if abs(magnitude) > _WRITTEN_OUT:
        return format(value, ".6g").replace("-", "−")
    for name, exponent in _SCALES:
        if magnitude >= exponent and (short := _scaled(value, exponent)) is not None:
            return f"{short}{NBSP}{name}"
    return _grouped(value)


def rounded(value: Decimal, places: int) -> Decimal:
    """`value` to so many decimals, a half up, as people round; one too large to be written out stays as it is."""
    if not value.is_finite() or value.adjusted() > _WRITTEN_OUT:
        return value
    with localcontext(_EXACT):
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _grouped(value: Decimal) -> str:
    if _exponent(value) < -_MOST_DECIMALS:  # a third, and the like
        with localcontext(_EXACT):
            value = rounded(value, _MOST_DECIMALS).normalize()
    return format(value, ",f").replace("-", "−")


def _scaled(value: Decimal, exponent: int) -> str | None:
    """`value` in units of 10 to the `exponent`, where at most three decimals say it exactly."""
    with localcontext(_EXACT):
        scaled = value.scaleb(-exponent).normalize()
    if -_exponent(scaled) > 3:
        return None
    return _grouped(scaled)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def number_range(low: Decimal | None, high: Decimal | None) -> str:
    """Both ends of an interval: `1,300 – 1,400`, `33 – 35 billion`, `at least 3`; one number if they are one.

    A scale that is said once is that of both ends; where it is not, the end is in digits: `500 – 1,000,000`.
    """
    if low is None and high is None:
        return "no number"
    if low is None or high is None:
        return f"at least {number(low)}" if low is not None else f"at most {number(high or Decimal(0))}"
    if low == high:
        return number(low)
    first, last = ends(low, high)
    scale = last.partition(NBSP)[2]
    if scale and first.endswith(f"{NBSP}{scale}"):
        first = first.partition(NBSP)[0]
    return f"{first} – {last}"


def ends(low: Decimal, high: Decimal) -> tuple[str, str]:
    """Both ends in words that can stand side by side: "3" beside "2 million" would be read as 3 million."""
    first, last = number(low), number(high)
    if NBSP in last and low and abs(low) < _BESIDE_A_SCALE:
        last = _grouped(high)
    return first, last


def ordinal(value: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    suffix = "th" if value % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value:,}{suffix}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 claim`, `24 claims`."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def percent(low: Decimal | None, high: Decimal | None) -> str:
    """A share, given as fractions, as an interval of per cent: `3.7–4.0 %`; `25 %` where that is exact.

    Both ends have the same decimals: one, more where the ends would otherwise read alike, or an end that is
    not nothing or all would read as such.
    """
    if low is None and high is None:
        return "unknown"
    if low is None or high is None:
        end = low if low is not None else high
        return f"{'at least' if high is None else 'at most'} {percent(end, end)}"
    if not all(end.is_finite() and end.adjusted() < _LARGEST_SHARE for end in (low, high)):
        if low.is_nan() or high.is_nan():
            return "unknown"
        with localcontext(_EXACT):
            return f"{number_range(low * 100, high * 100)}{NBSP}%"
    places = _places(low, high)
    first, last = _per_cent(low, places), _per_cent(high, places)
    return f"{first}{NBSP}%" if first == last else f"{first}–{last}{NBSP}%"


def _places(low: Decimal, high: Decimal) -> int:
    """Decimals that keep an interval of fractions honest, 0 to 6."""
    with localcontext(_EXACT):
        if low == high and (low * 100) == (low * 100).to_integral_value():
            return 0
    for places in range(1, 6):
        first, last = _per_cent(low, places), _per_cent(high, places)
        alike = first == last and low != high
        extreme = any(
            Decimal(shown.replace(",", "").replace("−", "-")) in {0, 100} and value not in {0, 1}
            for shown, value in ((first, low), (last, high))
        )
        if not alike and not extreme:
            return places
    return 6


def _per_cent(share: Decimal, places: int) -> str:
    if share in {0, 1}:
        return str(share * 100 // 1)
    with localcontext(_EXACT):
        shown = rounded(share * 100, places)
    return _grouped(abs(shown) if shown == 0 else shown)
