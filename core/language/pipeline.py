"""The spaCy pipeline of the program: loaded once, fed in windows, with Saidso's components at its end."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from thinc.api import use_ops
from threadpoolctl import threadpool_limits

import core.extraction
import core.figures
import resources
from core.errors import UserError
from core.extraction.attribution.component import make_attribution
from core.extraction.attribution.tagger import make_tagger
from core.extraction.captions.component import make_captions
from core.extraction.claims.component import make_claims
from core.extraction.figures.component import make_figures
from core.extraction.lexicon import FILES
from core.extraction.output import analysis_of
from core.extraction.quotes.component import make_quotes
from core.extraction.speakers.component import make_speakers
from core.language.features import word_embed
from core.language.text import SHORT, safe, windows
from core.language.tongue import other_language
from core.progress import Progress
from core.records import Analysis

NAME = "en_saidso"
"""The pipeline that the program brings, in `resources/en_saidso`."""
COMPONENTS = (
    "saidso_quotes",
    "saidso_speakers",
    "saidso_attribution",
    "saidso_figures",
    "saidso_claims",
    "saidso_captions",
)
"""Saidso's components in the order they run in."""
LEARNED = "saidso_tagger"
"""The trained tagger of reports, which a pipeline may bring. It sees whole articles and runs after the quotes."""
FACTORIES = (make_tagger, make_quotes, make_speakers, make_attribution, make_figures, make_claims, make_captions)
"""Imported so that a checkout knows the factories without installed entry points."""
ARCHITECTURES = (word_embed,)
"""Likewise, for trained pipelines that use them."""


class Pipeline:
    """A loaded pipeline. `name` is name and version; `rules` the fingerprint of rules and word lists."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.nlp = nlp
        self.name = name
        self.rules = fingerprint()
        _keep_titles_whole(nlp)
        for component in COMPONENTS:
            if component not in nlp.pipe_names:
                nlp.add_pipe(component)

    def analyse(self, text: str, published: date | None = None, progress: Progress | None = None) -> Analysis:
        """Everything found in `text`. `published` resolves relative dates; without it they stay unresolved.

        Trained components see the text in windows of whole paragraphs, which bounds their memory; the rules see
        the whole article, since a speaker may be named on its first page only. Raises `core.errors.Cancelled` when
        `progress` says to stop.
        """
        text = safe(text)
        progress = progress or Progress()
        trained = [(name, part) for name, part in self.nlp.pipeline if name not in (*COMPONENTS, LEARNED)]
        ours = [name for name in (COMPONENTS[0], LEARNED, *COMPONENTS[1:]) if name in self.nlp.pipe_names]
        parts = list(windows(text))
        total = len(parts) + len(ours)
        docs: list[Doc] = []
        for number, part in enumerate(parts):
            progress.step(number, total, "Reading the text")
            doc = self.nlp.make_doc(part)
            for _, component in trained:
                doc = component(doc)
            docs.append(doc)
        doc = Doc.from_docs(docs, ensure_whitespace=False) if docs else self.nlp.make_doc("")
        doc._.saidso_published = published
        for number, name in enumerate(ours):
            progress.step(len(parts) + number, total, "Finding quotes and figures")
            doc = self.nlp.get_pipe(name)(doc)
        progress.step(total, total, "")
        return replace(analysis_of(doc, self.name, self.rules), language=other_language(text))


def _keep_titles_whole(nlp: Language) -> None:
    """Make the full stop of a title, or of "Rs.", part of it: behind the "Sgt" of "Sgt. Vell" a sentence ended."""
    if nlp.lang == "en" and isinstance(nlp.tokenizer, Tokenizer):
        for word in SHORT:
            nlp.tokenizer.add_special_case(f"{word}.", [{ORTH: f"{word}."}])


@cache
def load(name: str | None = None) -> Pipeline:
    """The pipeline `name`, loaded once; None is Saidso's own.

    Any spaCy pipeline can be named that is installed or stands in a folder: Saidso's components are added at its
    end. It multiplies with NumPy's products, on one thread: on its small matrices they are faster than thinc's
    own, and more threads would only take processors from the window. Raises `UserError`: S-PIPELINE-UNKNOWN for a
    name that is neither, S-PIPELINE-BROKEN for one that spaCy cannot load.
    """
    if name is None or name == NAME:
        return _loaded(str(resources.path(NAME)), NAME)
    installed = spacy.util.get_installed_models()
    if name not in installed and not (Path(name) / "config.cfg").is_file():
        known = ", ".join([NAME, *sorted(installed)])
        raise UserError("S-PIPELINE-UNKNOWN", f"There is no pipeline {name!r} here. Choose one of: {known}.")
    return _loaded(name, name if name in installed else None)


def _loaded(place: str, name: str | None) -> Pipeline:
    """The pipeline installed as or standing in `place`, under `name` or what it calls itself."""
    threadpool_limits(1, "blas")
    try:
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(place)
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise UserError("S-PIPELINE-BROKEN", f"The pipeline {place!r} cannot be loaded: {error}") from error
    name = name or f"{nlp.lang}_{nlp.meta.get('name') or Path(place).name}"
    return Pipeline(nlp, f"{name} {nlp.meta.get('version', '')}".strip())


@cache
def fingerprint() -> str:
    """The first 16 hexadecimal digits of a sha256 over the word lists and the extraction modules' source."""
    digest = hashlib.sha256()
    for name, path in _fingerprinted().items():
        digest.update(name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _fingerprinted() -> dict[str, Path]:
    """What decides what is found, beside the pipeline: files by a name that is the same on every machine."""
    files = {f"lexicon/{name}": resources.path("lexicon", name) for name in FILES}
    for package in (core.extraction, core.figures):
        folder = Path(package.__path__[0])
        found = sorted(folder.rglob("*.py"))
        files |= {f"{folder.name}/{path.relative_to(folder).as_posix()}": path for path in found}
    return files | {name: Path(__file__).with_name(name) for name in ("labels.py", "text.py")}
