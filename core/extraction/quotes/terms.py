"""Names in quotation marks, which quote nobody: Carl “Boots” Pell, a letter signed “Donald”, known as ‘Plumb’."""

from __future__ import annotations

from core.extraction.article import Article

_LONGEST = 3
"""Words of such a name."""
_LONGEST_WRITTEN = 4 * _LONGEST
"""Words and marks of a passage that may be such a name; a whole speech need not be read to see that it is none."""
_NAMING = frozenset(
    {"signed", "nicknamed", "named", "entitled", "titled", "christened", "codenamed", "code-named", "rebranded"}
)
_KNOWN = frozenset({"known", "billed", "listed", "registered"})
_STOPS = ".!?…"
_REACH = 6
"""Words between "known" and "as"."""


def is_name(article: Article, number: int) -> bool:
    """Whether the quoted passage `number` is but a name, a nickname or a signature."""
    passage = article.quoted[number]
    w = article.words
    first, beyond = w.within(passage.start, passage.end)
    if beyond - first > _LONGEST_WRITTEN:
        return False
    inner = [k for k in range(first, beyond) if not w.is_mark(k)]
    if not 0 < len(inner) <= _LONGEST or not all(w.is_name(k) for k in inner):
        return False
    if any(w.texts[k] in _STOPS for k in range(first, beyond)):
        return False
    return _within_name(article, first, beyond) or _introduced(article, first)


def mark_nicknames(article: Article) -> None:
    """Take the nicknames in an article for parts of the names around them, which no quotation mark parts."""
    for number, passage in enumerate(article.quoted):
        first, beyond = article.words.within(passage.start, passage.end)
        if is_name(article, number) and _within_name(article, first, beyond):
            article.nicknames[first] = beyond
            article.inside[first:beyond] = [article.inside[beyond]] * (beyond - first)


def _within_name(article: Article, first: int, beyond: int) -> bool:
    """Whether a word with a capital stands right before and right after."""
    w = article.words
    if first == 0 or beyond >= len(w) or not (w.is_name(first - 1) and w.is_name(beyond)):
        return False
    tight = w.starts[first] - w.ends[first - 1] <= 1 and w.starts[beyond] - w.ends[beyond - 1] <= 1
    return tight and article.inside[first - 1] == article.inside[beyond]


def _introduced(article: Article, first: int) -> bool:
    lowers = article.words.lowers
    before = lowers[max(0, first - _REACH) : first]
    return bool(before) and (before[-1] in _NAMING or (before[-1] == "as" and bool(_KNOWN & set(before))))
