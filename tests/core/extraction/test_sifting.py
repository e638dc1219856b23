"""Which finds are left out, since what speaks against them is stronger. All people and bodies are invented."""

import pytest

from core.extraction.article import Article
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.sifting import without_doubtful
from core.extraction.quotes.component import article_of
from tests.core.extraction.helpers import analyse, quotes, words_of
from tests.core.extraction.trees import NLP, tree


@pytest.mark.parametrize(
    "text",
    [
        "Police questioned the student on Monday.",
        "In the 62nd minute Ilva Norrin conceded a penalty.",
        "Ilva Norrin told The Kell Herald.",
        "The council invited Ilva Norrin to the Blue Room.",
        "The mayor ordered cuts to libraries.",
    ],
)
def test_an_object_that_is_no_report(text: str) -> None:
    assert quotes(text) == []


def _draft(article: Article, words: str, cue: str, **more: object) -> Draft:
    text = article.text
    spans = [(text.index(part), text.index(part) + len(part)) for part in (words, cue) if part]
    return Draft(spans[:1], spans[1:], None, "tagger", article.sentences[0], **more)  # type: ignore[arg-type]


def test_what_the_tagger_alone_is_unsure_of_must_be_a_clause() -> None:
    doc = tree("""
        Norrin NNP 1 nsubj
        claimed VBD 1 ROOT
        rivers NNS 3 nsubj
        rise VBP 1 ccomp
        by IN 5 case
        night NN 3 obl
    """)
    article = article_of(doc)
    clause, phrase = (
        _draft(article, "rivers rise", "claimed", weight=0.6),
        _draft(article, "night", "claimed", weight=0.6),
    )
    assert without_doubtful(article, [clause, phrase]) == [clause]
    phrase.weight = 0.9
    assert without_doubtful(article, [clause, phrase]) == [clause, phrase]
    unknown = _draft(article, "night", "rivers", weight=0.9)
    assert without_doubtful(article, [unknown]) == []


def test_a_thought_is_listed_where_the_writer_tells_of_it() -> None:
    article = article_of(NLP("Norrin said she hopes it rains. She hopes it snows."))
    said = _draft(article, "she hopes it rains", "said")
    hoped = _draft(article, "it rains", "hopes", thought=True)
    assert without_doubtful(article, [said, hoped]) == [said]
    assert without_doubtful(article, [hoped]) == [hoped]


@pytest.mark.parametrize(
    ("words", "kept"),
    [("“Tall Order,”", False), ("“The Long Winter of Kell”", False), ("“We waited.”", True), ("“Kell!”", True)],
)
def test_a_title_without_a_cue_is_no_quote(words: str, kept: bool) -> None:
    article = article_of(NLP(f"Then there was the film. {words} shot in 12 days, cast her as herself."))
    assert (without_doubtful(article, [_draft(article, words, "")]) != []) is kept


def test_a_title_that_words_lead_up_to_is_no_quote() -> None:
    article = article_of(NLP("In her book “Tall Order,” Norrin said so. “Tall Order,” Norrin said."))
    led = _draft(article, "“Tall Order,”", "said")
    led.rule = "after-quote"
    assert without_doubtful(article, [led]) == []
    opening = _draft(article, "“Tall Order,”", "said")
    opening.rule, opening.sentence = "after-quote", article.sentences[1]
    opening.pieces = [article.quoted[1].pieces[0]]
    assert without_doubtful(article, [opening]) == [opening]


def test_a_finding_with_a_number_is_kept_whatever_its_verb() -> None:
    doc = tree("""
        Norrin NNP 1 nsubj
        tallied VBD 1 ROOT
        14 CD 3 nummod
        trips NNS 1 obj
        in IN 5 case
        May NNP 1 obl
    """)
    article = article_of(doc)
    found = _draft(article, "14 trips", "tallied", weight=0.8)
    assert without_doubtful(article, [found]) == [found]
    bare = _draft(article, "trips", "tallied", weight=0.8)
    assert without_doubtful(article, [bare]) == []


@pytest.mark.parametrize(
    "text",
    [
        "The lawmaker claimed £900 for a duck house.",
        "Orme Rovers claimed three points on Saturday.",
        "About 40,000 people claimed the benefit last year.",
        "Ida Marr claimed victory.",
        "Tarvo and Orme have maintained a policy of turning away boats.",
        "The crowd observed a minute of silence.",
    ],
)
def test_to_get_is_not_to_say(text: str) -> None:
    assert analyse(text).quotes == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ida Marr claimed 40 dead.", "40 dead"),
        ("Ida Marr claimed £40m was missing.", "£40m was missing"),
        ("The group claimed responsibility for the attack.", "responsibility for the attack"),
        ("Ida Marr maintained that the road was shut.", "that the road was shut"),
    ],
)
def test_to_claim_that_something_is_so_is(text: str, said: str) -> None:
    assert [words_of(text, quote) for quote in analyse(text).quotes] == [said]
