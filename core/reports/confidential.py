"""Whether what a public report says tells who a confidential source is.

It is looked for by all that describes it (`core.reports.source_terms`). What stands in the article itself, or
describes a source to which the same claim gives readers a link, tells nothing new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cached_property

from core import wording
from core.errors import UserError
from core.records import ArticleView, ClaimView, EvidenceDraft, EvidenceRow
from core.reports import source_terms, surnames
from core.reports.links import safe_link
from core.reports.model import ReportModel
from core.reports.source_terms import Term, joined
from core.reports.source_words import plain
from core.reports.surnames import Standing

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
    index = _Index(terms)
    if not index:
        return
    named = _by_name((*(row.draft for row in secret), *elsewhere))
    for claim, known in _claims(model):
        _refuse_same(claim, named)
        for name, text in _written(claim):
            if told := [term for term in index.found(text) if not known.has(term, text)]:
                raise _refusal(_field(name), claim.row.words, told)
    known = _known(model)
    for text in (model.desk, model.about, model.publisher.name, model.publisher.url, model.publisher.claim_url):
        if told := [term for term in index.found(text) if not known.has(term, text)]:
            raise _refusal("The head", model.title, told)


def doubts(model: ReportModel, secret: Iterable[EvidenceRow]) -> tuple[tuple[ClaimView, str, str], ...]:
    """Where the public `model` has words that may be the names of sources, or only words (“Page 3”): the claim,
    the field and the word, each once."""
    index = _Index({term for row in secret for term in source_terms.terms(row) if term.surname})
    found: dict[tuple[int, str, str], ClaimView] = {}
    if not index:
        return ()
    for claim, known in _claims(model):
        for name, text in _written(claim):
            for term in index.doubtful(text):
                if not known.has_word(term, text):
                    found.setdefault((claim.row.id, _field(name), term.shown), claim)
    return tuple((claim, field, shown) for (_, field, shown), claim in found.items())


def _field(name: str) -> str:
    return _FIELDS.get(name, "Something written")


class _Known:
    """What readers know or are told without the source: the article, sources that they can look up, the desk's own
    people; and of each of these how its words with a capital stand, which is seldom asked for."""

    def __init__(
        self, articles: Sequence[_Article], people: Sequence[str], linked: Sequence[EvidenceDraft]
    ) -> None:
        self._articles, self._people, self._linked = articles, people, linked
        described = joined(f"{draft.publisher}\n{draft.title}\n{draft.url}" for draft in linked)
        self._words = f"{' '.join(each.words for each in articles)} {described} {joined(people)} "
        self._quoted = self._words + joined(draft.excerpt for draft in linked)

    def has(self, term: Term, text: str) -> bool:
        """Whether a term that `text` has tells nothing new."""
        if term.surname:
            return self._in_article(text) or term.words in self._standing.names
        if term.unspaced:
            return term.words in self._words
        return f" {term.words} " in (self._quoted if term.passage else self._words)

    def has_word(self, term: Term, text: str) -> bool:
        """The same of a word that may be a name."""
        standing = self._standing
        return self._in_article(text) or term.words in standing.names | standing.doubtful

    def _in_article(self, text: str) -> bool:
        return any(text.strip() in each.text for each in self._articles)

    @cached_property
    def _standing(self) -> Standing:
        """How the words with a capital stand, those of people being names wherever they are."""
        people = surnames.standing("\n".join([*self._people, *(each.byline for each in self._articles)]))
        linked = surnames.standing("\n".join(f"{draft.publisher}\n{draft.title}" for draft in self._linked))
        stand = [linked, *(each.standing for each in self._articles)]
        names = people.names.union(people.doubtful, *(each.names for each in stand))
        return Standing(names, frozenset[str]().union(*(each.doubtful for each in stand)))


class _Article:
    """An article that readers know, read once for all its claims."""

    def __init__(self, article: ArticleView) -> None:
        self.text, self.byline = article.text, article.byline or ""
        self.words = joined([article.text, article.title, self.byline, article.outlet or ""])

    @cached_property
    def standing(self) -> Standing:
        return surnames.standing(self.text)


def _claims(model: ReportModel) -> Iterator[tuple[ClaimView, _Known]]:
    """The claims of the report with what is known beside each."""
    for part in model.parts:
        article = _Article(part.article)
        for claim in part.claims:
            linked = [row.draft for row in claim.evidence if safe_link(row.draft.url)]
            yield claim, _Known([article], _colleagues(model, claim), linked)


def _known(model: ReportModel) -> _Known:
    """What is known beside the head of the report."""
    return _Known([_Article(part.article) for part in model.parts], [model.made_by], [])


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


class _Index:
    """The terms by the word they begin with, longer ones first: a desk may have many, and a text few words."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_word: dict[str, list[Term]] = {}
        self._unspaced: list[Term] = []
        for term in sorted(terms, key=lambda each: (-len(each.words), each.words, each.weak, each.surname)):
            first, _, rest = term.words.partition(" ")
            if term.unspaced:
                self._unspaced.append(term)
                continue
            for word in {first, first if rest else f"{first}s"}:
                self._by_word.setdefault(word, []).append(term)

    def __bool__(self) -> bool:
        return bool(self._by_word or self._unspaced)

    def found(self, text: str) -> Iterator[Term]:
        """The terms that stand in `text`."""
        folded = source_terms.read(text)
        for word in dict.fromkeys(folded.words.split()):
            yield from (term for term in self._by_word.get(word, ()) if folded.has(term))
        for term in self._unspaced:
            yield from folded.shares(term)

    def doubtful(self, text: str) -> Iterator[Term]:
        """Those that may stand in it as names, and may be words."""
        folded = plain(text).casefold()
        if not any(word in folded for word in self._by_word):
            return
        for word in sorted(surnames.standing(text).doubtful):
            yield from (term for term in self._by_word.get(word, ()) if term.surname and term.words == word)


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


def _colleagues(model: ReportModel, claim: ClaimView) -> list[str]:
    """Who checked, approved, published and reports: a note that names them tells of nobody else."""
    names = [model.made_by, claim.check.by or "", *claim.check.checkers, claim.review.by if claim.review else ""]
    return [*names, *(part.sign_off.by for part in model.parts if part.sign_off)]
