"""What numbers and names become on the screen."""

from __future__ import annotations

import pytest

from gui import words


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0 bytes"),
        (798, "798 bytes"),
        (999, "999 bytes"),
        (1_000, f"1.0 kB ({words.number(1_000)} bytes)"),
        (1_234_567, f"1.2 MB ({words.number(1_234_567)} bytes)"),
    ],
)
def test_a_size_says_the_number_of_bytes_once(count: int, shown: str) -> None:
    assert words.exact_size(count) == shown


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Port fees to rise", "“Port fees to rise”"),
        ("“Take the bus”: prop says no", "“‘Take the bus’: prop says no”"),
        ('Mayor: "no" to the bridge', "“Mayor: ‘no’ to the bridge”"),
    ],
)
def test_a_title_stands_in_marks_and_a_quote_in_it_in_others(title: str, shown: str) -> None:
    assert words.titled(title) == shown
