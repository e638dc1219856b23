"""Frames of quotation marks around inlined texts."""

from __future__ import annotations

from core.extraction.quotes import frames, marks

TRANSCRIPT = 'Partial transcript:\n\n"MARR: Who paid?\n\n"TEEL: Nobody paid.\n\n"MARR: Then we are done.'
REPRINT = '"The ferry sank in May.\n\n"“We swam,” she said.\n\n"“All of us,” said Teel.\n\n"Nobody was hurt.'
LONG = "“We built it.\n\n“We paid for it.\n\n“And we will keep it,” he said."


def test_a_transcript_and_a_reprint_are_no_single_quote() -> None:
    assert len(marks.pair(TRANSCRIPT)) == 1
    assert frames.pair(TRANSCRIPT) == []
    assert [REPRINT[slice(*quoted.pieces[0])] for quoted in frames.pair(REPRINT)] == ["“We swam,”", "“All of us,”"]


def test_a_long_quote_stays_whole() -> None:
    assert frames.pair(LONG) == marks.pair(LONG)
    assert len(frames.pair(LONG)[0].pieces) == 3
