"""How far a speaker phrase goes, and that things, places and datelines say nothing; invented people."""

from __future__ import annotations

import pytest

from core.extraction.article import Article
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.extent import with_parenthesis, without_loose_ends
from core.extraction.attribution.insertions import without_second_reports
from core.extraction.attribution.sources import put_right
from core.extraction.quotes.component import article_of
from core.extraction.quotes.marks import pair
from core.extraction.speakers.datelines import datelines
from core.extraction.speakers.phrases import Phrase
from tests.core.extraction.helpers import analyse
from tests.core.extraction.trees import tree


def said(text: str) -> list[tuple[str, str | None]]:
    """Phrase and name of every speaker, in text order."""
    out = []
    for quote in analyse(text).quotes:
        if quote.speaker is not None:
            phrase = " ".join(text[a:b] for a, b in quote.speaker.pieces)
            out.append((phrase, quote.speaker.name))
    return out


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        # The head of the phrase speaks, not the ship, the body or the town named inside it.
        ("The chief mate of the ferry Lady Orsina told investigators that the alarm was off.",
         "The chief mate of the ferry Lady Orsina", "The chief mate of the ferry Lady Orsina"),
        ("Divers working for the salvage firm Brandt & Lowe told reporters that it was late.",
         "Divers working for the salvage firm Brandt & Lowe", "Divers working for the salvage firm Brandt & Lowe"),
        ("“It was dark,” said a steward of the Lady Orsina.",
         "a steward of the Lady Orsina", "a steward of the Lady Orsina"),
        # A person’s name behind the body’s is the speaker’s.
        ("The head of the union Marek Dol said it was late.", "The head of the union Marek Dol", "Marek Dol"),
        ("Anna Vell of the Corran Trust said it was late.", "Anna Vell of the Corran Trust", "Anna Vell"),
    ],
)  # fmt: skip
def test_the_head_of_a_phrase_speaks(text: str, phrase: str, name: str) -> None:
    assert said(text) == [(phrase, name)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Ships and towns are nobody that "she" or "he" could be.
        ("Anna Vell came. The tanker Mary Orr sank. She said it was late.", "Anna Vell"),
        ("Otto Dell came.\n\nPORT HALSEY, March 3 (Norpress) - It rained. He said it was late.", "Otto Dell"),
        # Nor is the agency that filed the report "the agency" or "the company" of the story.
        ("ORME (Tradewire) - Halvern Foods closed. The company said it was late.", "Halvern Foods"),
        ("ORME (Norpress) - The Corran Water Agency met. The agency said it was late.", "Corran Water Agency"),
    ],
)
def test_things_and_datelines_say_nothing(text: str, expected: str) -> None:
    assert said(text)[-1][1] == expected


@pytest.mark.parametrize(
    ("text", "dateline", "agency"),
    [
        ("PORT HALSEY, March 3 (Norpress) — It rained.", "PORT HALSEY, March 3 (Norpress) —", "(Norpress) —"),
        ("TULCA, 12 Oct (AFN/Tarvo) - It rained.", "TULCA, 12 Oct (AFN/Tarvo) -", "(AFN/Tarvo) -"),
        ("ORME — It rained.", "ORME —", "—"),
        ("Orme (Norpress) – It rained.", "Orme (Norpress) –", "(Norpress) –"),
        ("Sen. Anna Vell (Orme) — It rained.", None, None),
        ("Halvern Foods — the retailer — closed.", None, None),
        ("Orme, which was shut, closed.", None, None),
    ],
)
def test_datelines(text: str, dateline: str | None, agency: str | None) -> None:
    article = Article.build(text, pair(text))
    found = [
        tuple(text[slice(*article.words.span(start, line.beyond))] for start in (line.first, line.agency))
        for line in datelines(article)
    ]
    assert found == ([] if dateline is None else [(dateline, agency)])


@pytest.mark.parametrize(("agency", "via"), [("Norpress", "AFN"), ("AFN", None)])
def test_agency_of_the_dateline_hands_nothing_on(agency: str, via: str | None) -> None:
    text = (
        f"TULCA ({agency}) - It rained. In an interview with the agency AFN, a student’s mother said it was late."
    )
    speaker = analyse(text).quotes[-1].speaker
    assert speaker is not None
    assert (speaker.name, (speaker.via or "").removeprefix("the agency ") or None) == ("a student’s mother", via)


def _put_right(rows: str, phrase: tuple[int, int], cue: int, content: int) -> list[str] | None:
    """The words of the speaker phrase after it is put right; `content` is the first word reported, to the end."""
    article = article_of(tree(rows))
    w = article.words
    subject = Phrase(*phrase, *phrase)
    pieces = [w.span(content, len(w) - 1)]
    draft = Draft(pieces, [w.span(cue, cue + 1)], subject, "tagger", article.sentences[0])
    (found,) = put_right(article, [draft])
    return None if found.subject is None else w.texts[found.subject.core_first : found.subject.core_beyond]


def test_words_that_name_nobody_give_way_to_the_subject() -> None:
    rows = """
Many JJ 1 amod
critics NNS 4 nsubj
also RB 4 advmod
openly RB 4 advmod
noted VBD 4 root
that IN 7 mark
it PRP 7 nsubj
rained VBD 4 ccomp
. . 4 punct
"""
    assert _put_right(rows, (2, 4), cue=4, content=5) == ["Many", "critics"]


def test_a_preposition_before_the_phrase_is_no_part_of_the_speaker() -> None:
    rows = """
It PRP 2 nsubj
rained VBD 2 ccomp
put VBD 2 root
in IN 5 case
her PRP$ 5 nmod:poss
husband NN 2 obl
who WP 7 nsubj
left VBD 5 acl:relcl
. . 2 punct
"""
    assert _put_right(rows, (3, 6), cue=2, content=6) == ["her", "husband"]


def test_the_verb_behind_a_subject_is_no_part_of_the_speaker() -> None:
    rows = """
The DT 1 det
inspector NN 2 nsubj
accepted VBD 2 root
but CC 4 cc
faulted VBD 2 conj
him PRP 4 obj
twice RB 4 advmod
. . 2 punct
"""
    assert _put_right(rows, (0, 3), cue=4, content=5) == ["The", "inspector"]


@pytest.mark.parametrize(("phrase", "cue"), [((2, 4), 4), ((3, 4), 4)])
def test_what_ends_in_a_preposition_gives_way_to_the_subject(phrase: tuple[int, int], cue: int) -> None:
    rows = """
Vell NNP 1 nsubj
came VBD 1 root
in IN 3 case
to TO 4 mark
say VB 1 advcl
so RB 4 advmod
. . 1 punct
"""
    assert _put_right(rows, phrase, cue=cue, content=5) == ["Vell"]


@pytest.mark.parametrize(
    ("text", "phrase", "whole", "core"),
    [
        ("Tuesday, Ms. Orr, 41, said", "Tuesday, Ms. Orr, 41", "Ms. Orr, 41", "Ms. Orr"),
        ("Tuesday said so", "Tuesday", "Tuesday", "Tuesday"),
        ("A boy of 10 or so asked", "A boy of 10 or", "A boy of 10", "A boy of 10"),
    ],
)
def test_days_and_conjunctions_at_the_edges_are_left_out(text: str, phrase: str, whole: str, core: str) -> None:
    article = Article.build(text, pair(text))
    beyond = article.words.within(0, len(phrase))[1]
    found = without_loose_ends(article, Phrase(0, beyond, 0, beyond))
    words = article.words
    assert text[slice(*words.span(found.first, found.beyond))] == whole
    assert text[slice(*words.span(found.core_first, found.core_beyond))] == core


@pytest.mark.parametrize(
    ("phrase", "whole"),
    [
        ("Rep. Shirley Odom (D-Ga", "Rep. Shirley Odom (D-Ga.)"),
        ("Rep. Shirley Odom (D-Ga.)", "Rep. Shirley Odom (D-Ga.)"),
        ("Rep. Shirley Odom", "Rep. Shirley Odom"),
    ],
)
def test_a_parenthesis_is_closed(phrase: str, whole: str) -> None:
    text = "Rep. Shirley Odom (D-Ga.) said that it rained (again)."
    article = Article.build(text, pair(text))
    beyond = article.words.within(0, len(phrase))[1]
    found = with_parenthesis(article, Phrase(0, beyond, 0, min(beyond, 4)))
    assert text[slice(*article.words.span(found.first, found.beyond))] == whole


def test_amounts_stay_with_whom_they_count() -> None:
    assert [words for words, _ in said("At least four senators said the plan was dead.")] == [
        "At least four senators"
    ]


ACCEPTED = """
Vell NNP 2 nsubj
accepted VBD 2 root
that IN 5 mark
mistakes NNS 5 nsubj
happened VBD 2 ccomp
but CC 7 cc
denied VBD 2 conj
that IN 10 mark
it PRP 10 nsubj
rained VBD 7 ccomp
. . 2 punct
"""
"""Two reports by Vell."""


def _two_reports(subject: tuple[int, int], *, beyond: int) -> tuple[Article, list[Draft]]:
    """ "Accepted", whose content ends before word `beyond`, and "denied" with a speaker phrase, put right."""
    article = article_of(tree(ACCEPTED))
    w = article.words
    vell = Phrase(0, 1, 0, 1)
    accepted = Draft([w.span(2, beyond)], [w.span(1, 2)], vell, "that", article.sentences[0])
    found = Phrase(*subject, *subject)
    denied = Draft([w.span(7, 10)], [w.span(6, 7)], found, "that", article.sentences[0])
    return article, put_right(article, [accepted, denied])


def test_what_is_told_of_does_not_speak_behind_the_report() -> None:
    _, drafts = _two_reports((3, 4), beyond=5)
    assert drafts[1].subject == Phrase(0, 1, 0, 1)


def test_a_phrase_that_begins_in_the_report_before_is_cut() -> None:
    article = article_of(
        tree("""
Asked VBN 7 advcl
if IN 4 mark
it PRP 4 nsubj
rained VBD 1 ccomp
, , 7 punct
Vell NNP 7 nsubj
said VBD 7 root
it PRP 9 nsubj
snowed VBD 7 ccomp
. . 7 punct
""")
    )
    w = article.words
    asked = Draft([w.span(1, 4)], [w.span(0, 1)], None, "asked", article.sentences[0])
    said_so = Draft([w.span(7, 9)], [w.span(6, 7)], Phrase(3, 6, 3, 6), "bare", article.sentences[0])
    assert put_right(article, [asked, said_so])[1].subject == Phrase(5, 6, 5, 6)


def test_a_report_ends_before_its_speakers_next_one() -> None:
    article, drafts = _two_reports((0, 1), beyond=10)
    ended, whole = without_second_reports(article, drafts)
    assert [article.text[a:b].strip() for a, b in ended.pieces] == ["that mistakes happened"]
    assert whole.pieces == drafts[1].pieces


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        # A participle of the verb before is no subject.
        ("In a letter we have seen, Orr’s chair, Dame Ida Vell, told Halvern she would sell.",
         "Orr’s chair, Dame Ida Vell", "Ida Vell"),
        ("The banker, Otto Dell, was arrested at the port in May on a warrant alleging that he moved money.",
         "a warrant", "a warrant"),
        # Nor is a time, a dateline or a month.
        ("Days later, the then commissioner, Otto Dell, told members that it was late.",
         "the then commissioner, Otto Dell", "Otto Dell"),
        ("Late on Sunday 2 March officials in the treasury concluded that the weir would cost £7.1bn.",
         "officials in the treasury", "officials in the treasury"),
        ("PORT ORME, Calif.—Halvern Holdings Inc., whose boats cross the bay, said Monday that it was late.",
         "Halvern Holdings Inc., whose boats cross the bay", "Halvern Holdings Inc."),
        ("A report filed that month mentioned “minor damage” under the pier.", "A report", "A report"),
        ("A briefing note, dated June 17, shows that the ministry was warned.",
         "A briefing note, dated June 17", "A briefing note"),
        # What is told of the speaker behind "whose" is not the speaker.
        ("The critic, whose notice Dell still carries in his wallet, found that it was late.",
         "The critic, whose notice Dell still carries in his wallet", "The critic"),
        ("Minutes released on Monday show that the board was told twice.",
         "Minutes released", "Minutes released on Monday"),
    ],
)  # fmt: skip
def test_what_leads_up_to_the_subject_does_not_speak(text: str, phrase: str, name: str) -> None:
    assert said(text) == [(phrase, name)]


def test_a_verb_in_quotation_marks_has_its_own_subject() -> None:
    text = "“One day my daughter came and told me, ‘It’s shut,’” said Otto Dell."
    assert said(text) == [("Otto Dell", "Otto Dell"), ("my daughter", "my daughter")]


def test_claims_that_are_settled_are_nobodys() -> None:
    assert said("Halvern paid $90 million to settle claims that it had misled drivers.") == []
