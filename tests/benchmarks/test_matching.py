"""How long a quotation takes to be found and compared in a long transcript."""

from __future__ import annotations

import random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from core.matching.quote_diff import compare

pytestmark = pytest.mark.benchmark_only


@pytest.mark.parametrize("length", [20_000, 80_000])
def test_a_quotation_in_a_long_transcript(benchmark: BenchmarkFixture, length: int) -> None:
    """Words as frequent as in English (Zipf), a quotation of 120 of them with a cut and two changed words."""
    chance = random.Random(7)  # noqa: S311
    words = [f"w{n}" for n in range(1, 8_000)]
    transcript = chance.choices(words, weights=[1 / n for n in range(1, 8_000)], k=length)
    quoted = transcript[length // 2 : length // 2 + 120]
    quoted[20], quoted[70] = "other", "words"
    del quoted[40:48]
    found = benchmark(compare, " ".join(quoted), " ".join(transcript))
    assert found.summary == ("2 substitutions", "1 unmarked cut")
