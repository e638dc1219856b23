"""Whether what a public report says tells who a confidential source is.

It is looked for by all that describes it (`core.reports.source_terms`). What stands in the article itself, or
describes a source to which the same claim gives readers a link, tells nothing new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum

from core import wording
from core.errors import UserError
from core.records import ArticleView, ClaimView, EvidenceDraft, EvidenceRow
from core.reports import source_terms
from core.reports.links import safe_link
from core.reports.model import ReportModel
from core.reports.source_terms import Term, joined

_NAMED = 4
"""Words that tell a source which one refusal names."""
_PEOPLE = frozenset({"by", "added_by", "resolved_by", "assignee", "checkers"})
_NO_WORDS = frozenset({"sha256", "warc_sha256", "media_type", "scale", "said", "so", "reasons", "rule"})
"""Fields that hold names of the desk's own people, and those in which nobody writes."""
_FIELDS = {
    "check": "The rationale",
    "evidence": "A source",
    "public_corrections": "A correction",
    "publication": "The place of publication",
    "comparisons": "A comparison",
    "reading": "The reading",
    "row": "The speaker or the wording",
}


def refuse_telling(
    model: ReportModel, secret: Iterable[EvidenceRow], elsewhere: Iterable[EvidenceDraft] = ()
) -> None:
    """Look for the sources in all that the public `model` says.

    `secret` are sources of the report's own claims; those `elsewhere` on the desk are looked for only as wholes,
    since a surname of another story is more often chance. A source that bears the title and the publisher of one
    of them is that one, whatever its link.

    Raises `UserError` S-REPORT-CONFIDENTIAL, which names the claim, the field and the words.
    """
    secret, elsewhere = tuple(secret), tuple(elsewhere)
    terms = {term for row in secret for term in source_terms.terms(row)}
    terms |= {term for draft in elsewhere for term in source_terms.wholes(draft)}
    if not terms:
        return
    index = _by_first_word(terms)
    named = _by_name((*(row.draft for row in secret), *elsewhere))
    for part in model.parts:
        article = _article(part.article)
        for claim in part.claims:
            _refuse_same(claim, named)
            public = f"{article} {_followed(claim)} {_colleagues(model, claim)} "
            quoted = public + joined(row.draft.excerpt for row in claim.evidence if safe_link(row.draft.url))
            for name, text in _written(claim):
                told = [
                    term
                    for term in _found(text, index)
                    if f" {term.words} " not in (quoted if term.passage else public)
                ]
                if told:
                    raise _refusal(_FIELDS.get(name, "Something written"), claim.row.words, told)
    known = joined([model.made_by, *(_article(part.article) for part in model.parts)])
    for text in (model.desk, model.about, model.publisher.name, model.publisher.url, model.publisher.claim_url):
        told = [term for term in _found(text, index) if f" {term.words} " not in known]
        if told:
            raise _refusal("The head", model.title, told)


def _refuse_same(claim: ClaimView, secret: Mapping[tuple[str, str], Sequence[EvidenceDraft]]) -> None:
    """Raises `UserError` for a source of the claim that is called as one of the secret ones is: where its link is
    another, nobody but a person can tell whether it is that one, under a second address."""
    for row in claim.evidence:
        name = source_terms.called(row.draft)
        if name is not None and any(_can_be_one(row.draft, other) for other in secret.get(name, ())):
            told = [Term("", words) for words in (row.draft.title, row.draft.publisher) if words.strip()]
            raise _refusal(_FIELDS["evidence"], claim.row.words, told)


def _can_be_one(one: EvidenceDraft, other: EvidenceDraft) -> bool:
    """Whether two sources of one name are not of two days, as each year's report is."""
    return one.dated is None or other.dated is None or one.dated == other.dated


def _by_name(drafts: Iterable[EvidenceDraft]) -> dict[tuple[str, str], list[EvidenceDraft]]:
    found: dict[tuple[str, str], list[EvidenceDraft]] = {}
    for draft in drafts:
        if (name := source_terms.called(draft)) is not None:
            found.setdefault(name, []).append(draft)
    return found


def _by_first_word(terms: Iterable[Term]) -> dict[str, list[Term]]:
    """The terms by the word they begin with, longer ones first: a desk may have many, and a text few words."""
    found: dict[str, list[Term]] = {}
    for term in sorted(terms, key=lambda each: (-len(each.words), each.words, each.weak)):
        first, _, rest = term.words.partition(" ")
        for word in {first, first if rest else f"{first}s"}:
            found.setdefault(word, []).append(term)
    return found


def _found(text: str, index: Mapping[str, list[Term]]) -> Iterator[Term]:
    folded = source_terms.read(text)
    for word in dict.fromkeys(folded.words.split()):
        yield from (term for term in index.get(word, ()) if folded.has(term))


def _refusal(what: str, where: str, terms: Sequence[Term]) -> UserError:
    """The whole of a name stands for its parts, and names stand before single words, which may be chance."""
    whole = [
        term
        for term in terms
        if not any(term.words != other.words and f" {term.words} " in f" {other.words} " for other in terms)
    ]
    ordered = sorted(whole, key=lambda term: " " not in term.words)
    shown = list(dict.fromkeys(f"“{wording.shortened(term.shown)}”" for term in ordered))
    named = ", ".join(shown[:_NAMED]) + (" and more" if len(shown) > _NAMED else "")
    mark = "mark that source confidential too, or " if what == _FIELDS["evidence"] else ""
    return UserError(
        "S-REPORT-CONFIDENTIAL",
        f"{what} of “{wording.shortened(where)}” has {named}, which {'tell' if len(shown) > 1 else 'tells'} of a "
        f"confidential source, and cannot be published; {mark}write it without that.",
    )


# --- where it is looked for -------------------------------------------------------------------------------------


def _written(claim: ClaimView) -> Iterator[tuple[str, str]]:
    """All words of a claim, with the name of the field in which they are; the desk's own people are no secret."""
    for each in fields(claim):
        yield from ((each.name, text) for text in _strings(getattr(claim, each.name), each.name))


def _strings(value: object, name: str) -> Iterator[str]:
    if name in _PEOPLE or name in _NO_WORDS:
        return
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from _strings(getattr(value, each.name), each.name)
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item, name)


def _article(article: ArticleView) -> str:
    return joined([article.text, article.title, article.byline or "", article.outlet or ""])


def _followed(claim: ClaimView) -> str:
    """What describes the sources that readers can look up themselves."""
    linked = [row.draft for row in claim.evidence if safe_link(row.draft.url)]
    return joined(f"{draft.publisher}\n{draft.title}\n{draft.url}" for draft in linked)


def _colleagues(model: ReportModel, claim: ClaimView) -> str:
    """Who checked, approved, published and reports: a note that names them tells of nobody else."""
    names = [model.made_by, claim.check.by or "", *claim.check.checkers, claim.review.by if claim.review else ""]
    return joined([*names, *(part.sign_off.by for part in model.parts if part.sign_off)])
