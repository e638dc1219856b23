"""Which of a check's two answers is shown where there is room for one."""

from __future__ import annotations

import pytest

from core.checking import scales
from core.checking.gravity import by_gravity, graver
from tests.core.checking.test_scales import rating, scale


@pytest.mark.parametrize(
    ("said", "so", "shown"),
    [
        ("altered", "opinion", "altered"),
        ("altered", "true", "altered"),
        ("misattributed", "misleading", "misattributed"),
        ("trimmed", "mostly-true", "trimmed"),
        ("not-found", "true", "not-found"),
        ("altered", "unverified", "altered"),
        ("altered", "false", "false"),
        ("altered", "misleading", "misleading"),
        ("not-found", "unverified", "unverified"),
        ("paraphrase", "true", "true"),
        ("verbatim", "opinion", "opinion"),
        ("paraphrase", "opinion", "opinion"),
        ("altered", None, "altered"),
        (None, "true", "true"),
        (None, None, None),
        ("of another scale", "true", "true"),
    ],
)
def test_the_graver_answer_is_shown(said: str | None, so: str | None, shown: str | None) -> None:
    found = graver(said, so, scales.load())
    assert (found.key if found is not None else None) == shown


def test_both_answers_are_given_the_graver_first() -> None:
    assert [each.key for each in by_gravity("altered", "opinion", scales.load())] == ["altered", "opinion"]
    assert [each.key for each in by_gravity("verbatim", "false", scales.load())] == ["false", "verbatim"]


def test_a_desks_own_scale_is_ordered_by_its_numbers() -> None:
    own = scales.parse(
        scale(
            [rating("wrong", number="0"), rating("kept", underline='"dot"', number="10")],
            [rating("holds", number="7"), rating("fails", underline='"dot"', number="2"),
             rating("taste", underline='"dash"', is_opinion="true")],
        ),
        "own.toml",
    )  # fmt: skip
    shown = [graver(*given, own) for given in (("wrong", "holds"), ("wrong", "taste"), ("kept", "holds"))]
    assert [each.key for each in shown if each is not None] == ["wrong", "wrong", "holds"]


def test_ratings_that_a_scale_puts_in_no_order_leave_so_before_said() -> None:
    own = scales.parse(
        scale([rating("wrong"), rating("kept", underline='"dot"')], [rating("holds", number="1")]), "own.toml"
    )
    found = graver("wrong", "holds", own)
    assert found is not None and found.key == "holds"
