"""Trains the attribution tagger and adds it to a pipeline.

    python -m core.language.training.train_attribution --pipeline DIR --written DIR [--gum FILE]
        [--transformer DIR --plain DIR] --out DIR

`--pipeline` is a trained spaCy pipeline with tags, parse and names; `--written` the written corpus; `--gum` GUM's
attributions in the scorers' gold format (its news is never trained on). With `--transformer` (the published
weights) a teacher learns from the same articles first and annotates the texts in `--plain`, the folder of the
converted treebanks. The articles that the written corpus keeps for development (`split.json` beside it:
{"dev": [...], "test": [...]}) choose the weights; test is never read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, fix_random_seed, set_current_ops

from core.extraction.attribution import tagger_model
from core.extraction.attribution.tagger import Tagger
from core.language.training import (
    attribution,
    attribution_augment,
    attribution_data,
    attribution_gum,
    attribution_silver,
)
from core.language.training.attribution import Example, Plan
from core.language.training.attribution_augment import Rates
from core.language.training.attribution_data import Article
from core.language.training.card import write_card

SEVERAL = {"@architectures": "saidso.AttributionTaggers.v1", "members": 2}
NARRATION = attribution_gum.GENRES | attribution_augment.SPOKEN
"""Genres of GUM whose sentences and paragraphs the variants are built with."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one tagger is trained on. `variants` augmented copies of each article; every other one with straight
    marks.
    """

    variants: int = 3
    gum_weight: float = 0.5
    rates: Rates = field(default_factory=Rates)
    plan: Plan = field(default_factory=Plan)


MEMBERS = (Recipe(variants=8, plan=Plan(steps=4500, hide=0.3, seed=3)), Recipe(plan=Plan(steps=4000, seed=2)))
"""Two taggers that differ in what they saw and by chance find more together, and more surely, than either."""


TEACHER_ROUNDS = 6
"""Rounds of the teacher's training."""
PLAIN_ROUNDS = 3
"""Of so many rounds the first is of the articles as they are, the others of their variants."""
SILVER_WEIGHT = 0.5
"""What a text that the teacher annotated counts beside a written article."""


def split(folder: Path) -> dict[str, set[str]]:
    """Names of the articles kept for `dev` and `test`."""
    data = json.loads((folder / "split.json").read_text(encoding="utf-8"))
    return {part: set(names) for part, names in data.items()}


def examples(nlp: Language, written: list[Article], gum: list[Article], recipe: Recipe) -> list[Example]:
    """Training examples: each written article as it is, with straight marks, and varied; GUM's as they are."""
    material = attribution_augment.pools(written, [a for a in gum if a.corpus in NARRATION])
    articles = [*written, *(attribution_augment.straight(article) for article in written)]
    for seed in range(recipe.variants):
        varied = [attribution_augment.vary(article, material, recipe.rates, seed) for article in written]
        articles.extend(attribution_augment.straight(article) if seed % 2 else article for article in varied)
    out = _read(nlp, articles, 1.0)
    converted = [attribution_gum.convert(article) for article in gum if article.corpus in attribution_gum.GENRES]
    return out + _read(nlp, converted, recipe.gum_weight)


def rounds(written: list[Article], gum: list[Article], recipe: Recipe, count: int) -> list[list[Article]]:
    """What the teacher reads in each of ``count`` rounds: the articles as they are, then varied, half of them with
    straight marks, and every other time GUM's.
    """
    material = attribution_augment.pools(written, [a for a in gum if a.corpus in NARRATION])
    converted = [attribution_gum.convert(article) for article in gum if article.corpus in attribution_gum.GENRES]
    out = []
    for number in range(count):
        articles = written
        if number % PLAIN_ROUNDS:
            articles = [attribution_augment.vary(article, material, recipe.rates, number) for article in written]
        straight = [
            attribution_augment.straight(article) if (number + place) % 2 else article
            for place, article in enumerate(articles)
        ]
        out.append([*straight, *([] if number % 2 else converted)])
    return out


def _silver(
    nlp: Language, training: list[Article], gum: list[Article], options: argparse.Namespace
) -> list[Example]:
    """The plain texts as a teacher trained on the articles annotates them."""
    from core.language.training.attribution_teacher import AttributionTeacher, Text, train_teacher

    recipe = Recipe()
    read = []
    for articles in rounds(training, gum, recipe, max(1, round(TEACHER_ROUNDS * options.share))):
        docs = nlp.pipe(article.text for article in articles)
        weights = [1.0 if article.corpus == "written" else recipe.gum_weight for article in articles]
        read.append(
            [Text.of(doc, attribution.example(doc, article, weight))
             for doc, article, weight in zip(docs, articles, weights, strict=True)]
        )  # fmt: skip
    teacher = AttributionTeacher(options.transformer)
    train_teacher(teacher, read, _say)
    plain = nlp.pipe(attribution_silver.plain_texts(options.plain, nlp))
    return list(attribution_silver.useful(teacher.annotate(doc, SILVER_WEIGHT) for doc in plain))


def _read(nlp: Language, articles: list[Article], weight: float) -> list[Example]:
    docs = nlp.pipe(article.text for article in articles)
    return [attribution.example(doc, article, weight) for doc, article in zip(docs, articles, strict=True)]


def fingerprint(articles: list[Article]) -> str:
    """Twelve hex digits that change when any training text or span does."""
    digest = hashlib.sha256()
    for article in articles:
        digest.update(json.dumps(attribution_data.as_gold(article), sort_keys=True).encode())
    return digest.hexdigest()[:12]


def _score(measure: Callable[[Tagger], float], tagger: Tagger, step: int) -> float:
    return measure(tagger)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the log of a command


def main(argv: list[str] | None = None) -> int:
    """Command line entry; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pipeline", type=Path, required=True)
    parser.add_argument("--written", type=Path, required=True)
    parser.add_argument("--gum", type=Path)
    parser.add_argument("--transformer", type=Path)
    parser.add_argument("--plain", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--share", type=float, default=1.0, help="part of the training steps, to try things out")
    options = parser.parse_args(argv)
    if bool(options.transformer) != bool(options.plain):
        parser.error("--transformer and --plain go together")
    # numpy's BLAS multiplies these shapes three times as fast as blis on x86.
    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(options.pipeline)
    kept = split(options.written)
    articles = attribution_data.read_written(options.written)
    gum = [a for a in attribution_data.read_gold(options.gum, "gum") if a.corpus != "news"] if options.gum else []
    training = [a for a in articles if a.name not in kept["dev"] | kept["test"]]
    development = [a for a in articles if a.name in kept["dev"]]
    docs = list(nlp.pipe(article.text for article in development))
    tagger = nlp.create_pipe("saidso_tagger", config={"model": SEVERAL})
    if not isinstance(tagger, Tagger):
        raise TypeError("saidso_tagger is somebody else's component")

    def f1(candidate: Tagger) -> float:
        return attribution.overlap_f1(development, [candidate.find(doc) for doc in docs])

    silver = _silver(nlp, training, gum, options) if options.transformer else []
    fix_random_seed(1)
    tagger.initialize()
    for member, recipe in zip(tagger_model.members_of(tagger.model), MEMBERS, strict=True):
        alone = Tagger(member, tagger.settings)
        plan = replace(recipe.plan, steps=max(1, round(recipe.plan.steps * options.share)))
        ready = examples(nlp, training, gum, recipe) + silver
        attribution.train(member, ready, plan, partial(_score, f1, alone), log=_say)
    added = nlp.add_pipe("saidso_tagger", config={"model": SEVERAL})
    if isinstance(added, Tagger):
        added.from_bytes(tagger.to_bytes())
    nlp.meta["attribution"] = {
        "articles": len(training),
        "gum": sum(article.corpus in attribution_gum.GENRES for article in gum),
        "plain": len(silver),
        "fingerprint": fingerprint(training),
        "score": f1(tagger),
    }
    nlp.to_disk(options.out)
    write_card(nlp, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
