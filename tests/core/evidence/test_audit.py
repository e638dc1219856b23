from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BugError
from core.evidence import audit
from core.evidence.audit import AuditEvent, Head
from core.records import Stance

TEXT = st.text('abzé\u202e\x00\ud800😀" ,:{}', max_size=12)
TIMES = st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1))  # noqa: DTZ001 - hypothesis adds the zone
PAYLOADS = st.dictionaries(
    TEXT,
    st.recursive(st.none() | st.booleans() | st.integers(-(2**70), 2**70) | TEXT, st.lists, max_leaves=4),
    max_size=4,
)


@st.composite
def chains(draw: st.DrawFn, least: int = 1) -> list[AuditEvent]:
    events: list[AuditEvent] = []
    for _ in range(draw(st.integers(least, 6))):
        event = audit.next_event(
            audit.head_of(events),
            at=draw(TIMES),
            actor=draw(TEXT),
            action=draw(TEXT),
            subject=draw(TEXT),
            payload=draw(PAYLOADS),
            salt=draw(st.binary(min_size=32, max_size=32)),
        )
        events.append(audit.withhold(event) if draw(st.booleans()) else event)
    return events


def changed(data: st.DataObject, event: AuditEvent, field: str) -> AuditEvent:
    """`event` with a value in `field` that it does not have."""
    value = getattr(event, field)
    strategies: dict[str, st.SearchStrategy[object]] = {
        "seq": st.integers(-5, 50),
        "at": TIMES,
        "payload": st.none() | TEXT if value is not None else TEXT,
        "salt": st.none() | st.binary(max_size=40) if value is not None else st.binary(max_size=40),
        "payload_digest": st.text("0123456789abcdef", min_size=64, max_size=64) | TEXT,
        "previous": st.text("0123456789abcdef", min_size=64, max_size=64) | TEXT,
        "hash": st.text("0123456789abcdef", min_size=64, max_size=64) | TEXT,
    }
    new = data.draw(strategies.get(field, TEXT).filter(lambda v: v != value))
    return replace(event, **{field: new})  # type: ignore[arg-type]


@given(chains(least=0))
def test_an_untouched_chain_verifies_withheld_payloads_included(events: list[AuditEvent]) -> None:
    assert audit.verify(events) == []
    assert audit.verify(iter(events), [audit.head_of(events)]) == []
    assert audit.verify([audit.withhold(e) for e in events]) == []


@given(st.data(), chains())
def test_any_change_of_any_field_is_detected_where_it_happened(
    data: st.DataObject, events: list[AuditEvent]
) -> None:
    at = data.draw(st.integers(0, len(events) - 1))
    field = data.draw(st.sampled_from([f.name for f in fields(AuditEvent)]))
    forged = [*events]
    forged[at] = changed(data, events[at], field)
    problems = audit.verify(forged)
    assert problems
    if field != "seq":
        assert problems[0].seq == at + 1


@given(st.data(), chains(least=2))
def test_leaving_out_swapping_or_repeating_events_is_detected(
    data: st.DataObject, events: list[AuditEvent]
) -> None:
    at = data.draw(st.integers(0, len(events) - 2))
    assert audit.verify(events[:at] + events[at + 1 :])
    assert audit.verify([*events[:at], events[at + 1], events[at], *events[at + 2 :]])
    assert audit.verify([*events[: at + 1], *events[at:]])


@given(chains(least=2))
def test_cutting_off_the_end_shows_against_a_head_that_was_printed(events: list[AuditEvent]) -> None:
    printed = audit.head_of(events)
    assert audit.verify(events[:-1]) == []
    [problem] = audit.verify(events[:-1], [printed])
    assert problem.seq == len(events)


def test_a_chain_written_anew_shows_against_a_head_that_was_printed() -> None:
    def chain(word: str) -> list[AuditEvent]:
        at = datetime(2025, 9, 12, tzinfo=UTC)
        return [audit.next_event(Head(), at=at, actor="a", action="rate", subject="claim 1", payload={"so": word})]

    printed = audit.head_of(chain("true"))
    rewritten = chain("false")
    assert audit.verify(rewritten) == []
    [problem] = audit.verify(rewritten, [printed])
    assert "hash" in problem.words


def test_the_format_is_the_one_that_is_documented() -> None:
    salt = bytes(range(32))
    at = datetime(2025, 9, 12, 16, 2, 11, tzinfo=timezone(timedelta(hours=2)))
    event = audit.next_event(
        Head(), at=at, actor="Ilse", action="rate", subject="claim 7", payload={"so": "é", "n": [1]}, salt=salt
    )
    payload = b'{"n":[1],"so":"\\u00e9"}'
    digest = sha256(salt + payload).hexdigest()
    body = (
        '{"action":"rate","actor":"Ilse","at":"2025-09-12T14:02:11.000000Z","payload":"'
        + digest
        + '","seq":1,"subject":"claim 7"}'
    )
    genesis = sha256(b"saidso.audit/1").digest()
    assert event.payload == payload.decode()
    assert event.previous == genesis.hex()
    assert event.hash == sha256(genesis + body.encode()).hexdigest()


def test_the_same_payload_has_another_digest_each_time() -> None:
    at = datetime(2025, 9, 12, tzinfo=UTC)
    first, second = (
        audit.next_event(Head(), at=at, actor="a", action="b", subject="c", payload={"source": "known to few"})
        for _ in range(2)
    )
    assert first.payload == second.payload
    assert first.payload_digest != second.payload_digest


def test_a_withheld_payload_leaves_nothing_to_find_it_by() -> None:
    event = audit.next_event(
        Head(), at=datetime(2025, 1, 1, tzinfo=UTC), actor="a", action="b", subject="c", payload={"name": "x"}
    )
    tombstone = audit.withhold(event)
    assert tombstone.withheld
    assert tombstone.salt is None
    assert tombstone.hash == event.hash


@given(PAYLOADS)
def test_canonical_text_does_not_depend_on_the_order_of_keys(payload: dict[str, object]) -> None:
    turned = dict(reversed(payload.items()))
    assert audit.canonical(payload) == audit.canonical(turned)
    assert audit.canonical(payload).isascii()


def test_canonical_takes_the_values_records_have() -> None:
    value = {
        "d": date(2025, 9, 11),
        "n": Decimal("1.50"),
        "s": Stance.REFUTES,
        "p": ((1, 2),),
        "at": datetime(2025, 9, 11, tzinfo=UTC),
        "set": frozenset({"b", "a"}),
    }
    assert audit.canonical(value) == (
        '{"at":"2025-09-11T00:00:00.000000Z","d":"2025-09-11","n":"1.50","p":[[1,2]],"s":"refutes","set":["a","b"]}'
    )


@pytest.mark.parametrize("value", [1.5, {"a": float("nan")}, {1: "a"}, [object()], b"bytes"])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(BugError) as caught:
        audit.canonical(value)
    assert caught.value.code == "S-AUDIT-PAYLOAD"


def test_times_need_a_zone_and_salts_their_length() -> None:
    with pytest.raises(BugError):
        audit.timestamp(datetime(2025, 1, 1))  # noqa: DTZ001
    with pytest.raises(BugError):
        audit.next_event(
            Head(), at=datetime(2025, 1, 1, tzinfo=UTC), actor="", action="", subject="", payload={}, salt=b"short"
        )


def test_a_hopeless_chain_is_told_of_briefly() -> None:
    events: list[AuditEvent] = []
    for _ in range(60):
        events.append(
            audit.next_event(
                audit.head_of(events),
                at=datetime(2025, 1, 1, tzinfo=UTC),
                actor="a",
                action="b",
                subject="c",
                payload={},
            )
        )
    problems = audit.verify([replace(e, actor="z") for e in events])
    assert len(problems) == audit.MOST_PROBLEMS
    assert str(problems[0]) == "event 1: was changed"
