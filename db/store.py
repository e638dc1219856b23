"""A desk opened: one action is one transaction, and what it changed comes back as a `Change`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, select

from core.errors import BugError, UserError
from core.evidence import audit
from core.records import Change, PersonRow
from db import creation, engine, review_work, schema, schema_work, undo
from db.codec import clean, scale_from_json
from db.migrations import runner
from db.operations.base import Operation
from db.operations.erasing_reach import Reach
from db.operations.spoken import look_again
from db.operations.withholding import WithholdEvent
from db.queries import Queries
from db.schema_work import StepState
from db.things_people import SpeakerNames
from db.transaction import Tx

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


def open_desk(path: Path, *, create: bool = True, clock: Clock = _now) -> Desk:
    """Open the desk at `path`; with `create`, make it where no file is. An older desk is backed up and migrated.

    Raises `UserError` S-DESK-… with nothing changed on disk: no folder there, a folder, not a desk, a desk of a
    newer version, a desk that is open elsewhere, a place that cannot be written.
    """
    path = Path(path).absolute()
    if not engine.check_place(path):
        if not create:
            raise UserError("S-DESK-MISSING", f"{path} does not exist; choose a desk file or make a new desk.")
        creation.create(path, clock())
    connection = engine.connect(path, runner.refuse_newer)
    try:
        runner.bring_up(connection, path)
        return Desk(connection, path, clock)
    except engine.FAULTS as error:
        engine.disconnect(connection)
        raise engine.explain(error, path, engine.Doing.OPEN) from error
    except BaseException:
        engine.disconnect(connection)
        raise


class Desk:
    """One open desk. It belongs to the thread that opened it; any other that uses it gets a `BugError`."""

    def __init__(self, connection: Connection, path: Path, clock: Clock = _now) -> None:
        self.path = path
        self._connection = connection
        self._clock = clock
        self._thread = threading.get_ident()
        self._closed = False
        self._read = Queries(connection, path.stem)

    # --- asking ---

    @property
    def read(self) -> Queries:
        """Questions to the desk."""
        self._check_use()
        return self._read

    def undo_label(self, by: str) -> str | None:
        """Names what `undo` by this person would take back; None where there is nothing of theirs."""
        self._check_use()
        with engine.reading(self._connection) as connection:
            return undo.label(connection, StepState.DONE, by)

    def redo_label(self, by: str) -> str | None:
        """Names what `redo` by this person would do again; None where there is nothing of theirs."""
        self._check_use()
        with engine.reading(self._connection) as connection:
            return undo.label(connection, StepState.UNDONE, by)

    @property
    def connection(self) -> Connection:
        """The desk's connection, for `db.health` and `db.backup`."""
        self._check_use()
        return self._connection

    def settle(self) -> None:
        """Have all that was committed stand in the desk's own file and nothing in the log beside it: what a person
        copies, or a program for backups, is that one file.

        Nothing is lost where it fails: the log is read with the file, and written into it when the desk is closed.
        """
        self._check_use()
        engine.empty_log(self._connection, self.path)

    # --- acting ---

    def transact(self, operation: Operation, by: str) -> Change:
        """Do what the operation says in one transaction: all of it with its audit event and undo step, or nothing.

        An operation that changes nothing returns a `Change` without a label and leaves no trace; one that drops
        typing alone leaves none but that. Raises `UserError` from the operation or, where the disk does not take
        it, S-DESK-WRITE. After an operation that `erases`, the file is written anew; where that fails it says so
        (S-DESK-REMAINS), and what was erased is.
        """
        with self._transaction(by) as tx:
            label = operation.apply(tx)
            SpeakerNames.keep_used(tx)
            look_again(tx)
            did = label or tx.moves or tx.facts or tx.said
            if not tx.wrote or (operation.audited and not did):
                return tx.change("")
            if operation.audited:
                self._audit(tx, operation.action, label)
            if operation.undoable and label:
                undo.record(tx, label)
            elif operation.clears_redo:
                undo.clear_redo(tx)
        if operation.erases:
            engine.rewrite(self._connection)
        return tx.change(label if operation.undoable else "")

    def reach(self, operation: WithholdEvent, by: str) -> Reach:
        """What the withholding would take along if `by` did it now; nothing is changed. Raises as `transact`."""
        with self._transaction(by) as tx:
            return operation.reach(tx)

    def undo(self, by: str) -> Change:
        """Take back the newest action of this person, and nobody else's.

        Raises `UserError` S-UNDO-NOTHING, S-UNDO-SUBMITTED, or S-UNDO-MOVED: built upon since.
        """
        return self._step(by, "undo", undo.undo)

    def redo(self, by: str) -> Change:
        """Do again what this person undid last. Raises as `undo`."""
        return self._step(by, "redo", undo.redo)

    def _step(self, by: str, action: str, step: Callable[[Tx], str]) -> Change:
        try:
            with self._transaction(by) as tx:
                label = step(tx)
                SpeakerNames.keep_used(tx)
                look_again(tx)
                tx.facts["step"] = label
                self._audit(tx, action, label)
                return tx.change(label)
        except undo.Declined as declined:
            with self._transaction(by) as tx:
                undo.lapse(tx, declined.step)
            raise UserError(declined.code, declined.message) from declined

    @contextmanager
    def _transaction(self, by: str) -> Iterator[Tx]:
        self._check_use()
        name = clean(" ".join(by.split()))
        if not name:
            raise BugError("S-DB-NOBODY", "An action on the desk needs the name of who does it.")
        try:
            with self._connection.begin() as transaction:
                tx = self._begin(name)
                yield tx
                if not tx.wrote:
                    transaction.rollback()
        except engine.FAULTS as error:
            raise engine.explain(error, self.path, engine.Doing.WRITE) from error

    def _begin(self, name: str) -> Tx:
        at = self._clock()
        person = schema.person
        scale = self._connection.execute(
            select(schema.rating_scale).join(schema.desk, schema.desk.c.scale_id == schema.rating_scale.c.id)
        ).one()
        # Also somebody whose name was put right and who still sits at another window under the one before.
        known = review_work.person_called(self._connection, name)
        if known is None:
            new = person.insert().values(name=name, first_seen=at).returning(person.c.id)
            known = PersonRow(self._connection.execute(new).scalar_one(), name, None)
        content = scale_from_json(scale.content)
        return Tx(self._connection, at, known.name, known.id, content, int(scale.id))

    def _audit(self, tx: Tx, action: str, label: str) -> None:
        """Append the event of this transaction to the chain, and what it means to each claim's history."""
        event = audit.next_event(
            self._read.audit_head(),
            at=tx.at,
            actor=tx.actor,
            action=action,
            subject=tx.subject,
            payload={"label": label, "moves": [move.to_json() for move in tx.moves], **tx.facts},
        )
        connection = tx.connection
        connection.execute(
            schema_work.audit_event.insert().values(
                id=event.seq,
                at=event.at,
                actor=event.actor,
                action=event.action,
                subject=event.subject,
                payload_digest=event.payload_digest,
                previous=event.previous,
                hash=event.hash,
            )
        )
        connection.execute(
            schema_work.audit_payload.insert().values(event_id=event.seq, salt=event.salt, payload=event.payload)
        )
        tx.insert_many(
            schema_work.audit_claim,
            [{"claim_id": c, "event_id": event.seq, "what": what} for c, what in tx.history()],
        )

    # --- closing ---

    def close(self) -> None:
        """Write everything into the file and give the lock back. Closing twice is harmless."""
        if self._closed:
            return
        self._check_use()
        self._closed = True
        engine.disconnect(self._connection)

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_use(self) -> None:
        if threading.get_ident() != self._thread:
            raise BugError("S-DB-THREAD", "A desk was used from another thread than the one that opened it.")
        if self._closed:
            raise BugError("S-DB-CLOSED", "A desk was used after it was closed.")
