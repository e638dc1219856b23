"""Names in quotation marks, told apart from quotes."""

import pytest

from core.extraction.article import Article
from core.extraction.quotes.marks import pair
from core.extraction.quotes.terms import is_name
from core.language.text import Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ilva “Boots” Norrin won.", True),
        ("A letter signed “Norrin” came.", True),
        ("He was known in town as “The Plumb”.", True),
        ("She called him “Boots” at the door.", False),
        ("The letter said “No.” Norrin left.", False),
        ("It was signed “We Shall Not Come Back Here” by all.", False),
    ],
)
def test_what_is_but_a_name(text: str, expected: bool) -> None:
    assert is_name(Article.build(text, pair(text)), 0) is expected


def test_a_whole_speech_is_not_read_to_see_that_it_is_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked about every word of every report inside, it must not take longer for a longer speech."""
    text = "“" + "Norrin Came Home. " * 2_000 + "”"
    article = Article.build(text, pair(text))
    asked: list[int] = []

    def is_mark(self: Words, i: int) -> bool:
        asked.append(i)
        return False

    monkeypatch.setattr(Words, "is_mark", is_mark)
    assert not is_name(article, 0)
    assert len(asked) < 100
