from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.reports.direction import balanced

EMBED, OVERRIDE, POP = "\u202a", "\u202e", "\u202c"
ISOLATE, POP_ISOLATE = "\u2066", "\u2069"
MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def depth_stays_inside(text: str) -> bool:
    """Whether every mark has its partner in `text`, none reaching over the end of another."""
    opened: list[str] = []
    for c in text:
        if c in "\u202a\u202b\u202d\u202e":
            opened.append(POP)
        elif c in "\u2066\u2067\u2068":
            opened.append(POP_ISOLATE)
        elif c in (POP, POP_ISOLATE) and (not opened or opened.pop() != c):
            return False
    return not opened


@given(st.text("ab" + MARKS, max_size=30))
def test_marks_are_paired_and_nothing_else_is_touched(text: str) -> None:
    result = balanced(text)
    assert depth_stays_inside(result)
    assert [c for c in result if c not in MARKS] == [c for c in text if c not in MARKS]
    assert balanced(result) == result


def test_paired_marks_stay_and_unpaired_are_mended() -> None:
    assert balanced(f"a{ISOLATE}b{POP_ISOLATE}c") == f"a{ISOLATE}b{POP_ISOLATE}c"
    assert balanced(f"{OVERRIDE}{ISOLATE}x") == f"{OVERRIDE}{ISOLATE}x{POP_ISOLATE}{POP}"
    assert balanced(f"x{POP_ISOLATE}y{POP}") == "xy"
    assert balanced(f"{ISOLATE}{EMBED}x{POP_ISOLATE}") == f"{ISOLATE}{EMBED}x{POP}{POP_ISOLATE}"
    assert balanced(f"{EMBED}{ISOLATE}x{POP}") == f"{EMBED}{ISOLATE}x{POP_ISOLATE}{POP}"
