"""How fast articles are analysed, and whether the time grows with the length and no faster.

Timings of one machine mean little; read the ratios, each of things measured in turn in one run. `make bench
TEXTS=folder` measures on texts of your own.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.training import Example
from spacy.util import load_model_from_config
from thinc.api import Config

from core.intake import find_files, read_path
from core.language.pipeline import COMPONENTS, LEARNED, Pipeline, load

pytestmark = pytest.mark.benchmark_only

Say = Callable[[str], None]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load()


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def tell(line: str) -> None:
        with capsys.disabled():
            print(line)  # noqa: T201 - a benchmark's result is what it prints

    return tell


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of some runs: what disturbs a run only ever makes it longer."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def test_articles_a_second(pipeline: Pipeline, pytestconfig: pytest.Config, say: Say) -> None:
    folder = Path(pytestconfig.getoption("--texts"))
    texts = [read_path(file).text for file in find_files([folder])]
    words = sum(len(text.split()) for text in texts)
    took = seconds(lambda: [pipeline.analyse(text) for text in texts])
    say(f"\n{folder}: {len(texts)} texts, {words} words in {took:.2f} s: {words / took:,.0f} words a second")


def small_pipeline(teacher: Pipeline, texts: list[str]) -> Language:
    """spaCy's default small CNN, taught a little by what `teacher` says of `texts`: its parses should be sane."""
    config = Config().from_disk(Path(__file__).with_name("small.cfg"))
    nlp = load_model_from_config(config, auto_fill=True)
    trained = [part for name, part in teacher.nlp.pipeline if not name.startswith("saidso_")]
    read = []
    for text in texts:
        doc = teacher.nlp.make_doc(text)
        for part in trained:
            doc = part(doc)
        read.append(doc)
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in read]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(8):
        for example in examples:
            nlp.update([example], sgd=optimizer)
    return nlp


def test_cost_of_each_part(pipeline: Pipeline, pytestconfig: pytest.Config, say: Say) -> None:
    """Our trained parts beside spaCy's default small CNN, and what the rest adds to the trained parts."""
    folder = Path(pytestconfig.getoption("--texts"))
    texts = [read_path(file).text for file in find_files([folder])]
    small = small_pipeline(pipeline, [read_path(file).text for file in find_files([Path("seeds")])])
    names = [name for name in pipeline.nlp.pipe_names if name not in (LEARNED, *COMPONENTS)]
    order = [*names, COMPONENTS[0], LEARNED, *COMPONENTS[1:]]
    best: dict[str, float] = {}
    for _ in range(3):
        took = dict.fromkeys(("small", "tokens", *order), 0.0)
        for text in texts:
            start = time.perf_counter()
            small(text)
            took["small"] += time.perf_counter() - start
            start = time.perf_counter()
            doc = pipeline.nlp.make_doc(text)
            took["tokens"] += time.perf_counter() - start
            for name in order:
                part = pipeline.nlp.get_pipe(name)
                start = time.perf_counter()
                doc = part(doc)
                took[name] += time.perf_counter() - start
        best = {name: min(best.get(name, value), value) for name, value in took.items()}
    trained = sum(best[name] for name in ("tokens", *names))
    learned = best.get(LEARNED, 0.0)
    ours = sum(best[name] for name in COMPONENTS)
    say(f"\n{folder}: spaCy's default small CNN {best['small']:.2f} s")
    say(
        f"our trained parts {(trained + learned) / best['small']:.2f} times that, {learned:.2f} s of it the tagger"
    )
    say(f"Saidso's other components add {100 * ours / (trained + learned):.0f} % to them")
    say(", ".join(f"{name} {value:.2f}" for name, value in best.items()))


QUOTE = "“The wall moved when I leaned on it,” said Ada Marn, 41, of Tarle. "

SHAPES: dict[str, Callable[[int], str]] = {
    "prose of one paragraph": lambda n: QUOTE * (n // len(QUOTE)),
    "paragraphs": lambda n: (QUOTE * 4 + "\n\n") * (n // (4 * len(QUOTE) + 2)),
    "no spaces": lambda n: "a" * n,
    "quotation marks only": lambda n: '"' * n,
    "what people recall": lambda n: ("Vell recalls a porter asking her whether the door was shut. " * n)[:n],
    "quoted words nobody reports": lambda n: ("The pier is “a road with a single booth” in rain. " * n)[:n],
    "opening marks, never closed": lambda n: "“word " * (n // 6),
    "names only": lambda n: " ".join(f"Ada Marn{i:c}" for i in range(97, 123)) * (n // 240),
    "reports inside one quotation": lambda n: "“" + "He said that the road was shut. " * (n // 32) + "”",
    "reports that say who said who said": lambda n: "Ada Marn said that Ivo Pell told her that " * (n // 42),
    "quotations inside quotations": lambda n: "“Ada said ‘no” and left’ " * (n // 25),
    "differences and left-out nouns": lambda n: (
        "Ada saved 52 people, 12 more than the 40 in 2025, Marn 24, " * (n // 59)
    ),
    "digits only": lambda n: "1" * n,
    "digits and commas": lambda n: "1,234," * (n // 6),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_takes_twice_the_time(pipeline: Pipeline, say: Say, shape: str) -> None:
    once, twice = (SHAPES[shape](size) for size in (100_000, 200_000))
    a, b = (seconds(partial(pipeline.analyse, text), 2) for text in (once, twice))
    say(f"\n{shape}: {a:.2f} s for 100,000 characters, {b:.2f} s for 200,000: {b / a:.2f} times")
