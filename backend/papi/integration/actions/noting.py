"""What the province tells of its side: received, processing, accepted, rejected. Each message is kept once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.machines import Machine
from papi.integration import facts
from papi.integration.actions.rows import REFUSED, Sorted, Sorter
from papi.integration.errors import MessageTaken, ReasonMissing, StillToCome, UnknownReference
from papi.integration.models import ProvinceState, ProvinceStatus
from papi.integration.references import Subject, find_subjects
from papi.integration.schemas.pushing import StatusMessage, StatusPush
from papi.kit import clock
from papi.kit.db import insert_for, read_rows
from papi.kit.types import new_id
from papi.measures.actions.storing import FigureOutcome
from papi.outbox.facts import record

_MESSAGES = TypeAdapter(list[StatusMessage])
_TOLD = ("reference", "state", "happened_on", "reason", "their_reference")


async def note_statuses(session: AsyncSession, machine: Machine, given: StatusPush) -> dict[str, Any]:
    """Take messages in, all that are right or none; what became of each."""
    sorter = Sorter("messages", _MESSAGES, machine.language)
    read = sorter.read(given.messages)
    subjects = await find_subjects(session, machine, {message.reference for message in read.right.values()})
    found = sorter.judge(read, lambda message: _judged(message, subjects))
    known = dict(await _known(session, machine, [message.message_id for message, _subject in found.right.values()]))
    fresh = _first_told(machine, [told for told in found.right.values() if told[0].message_id not in known])
    if fresh and not given.dry_run:
        known |= await _store(session, machine, fresh)
    outcomes = found.refused | _outcomes(sorter, found, known, fresh)
    if not given.dry_run:
        _tell(session, machine, [found.right[place] for place, outcome in outcomes.items() if outcome["outcome"] is FigureOutcome.CREATED])
    counted = Counter(str(outcome["outcome"]) for outcome in outcomes.values())
    told = {name: counted[name] for name in (*(outcome.value for outcome in FigureOutcome), REFUSED)}
    if not given.dry_run:
        record(session, machine.author, facts.about(facts.STATUS_RECEIVED, machine, what="status", rows=len(outcomes), **told))
    return {"dry_run": given.dry_run, **told, "rows": [outcomes[place] for place in sorted(outcomes)]}


def _first_told(machine: Machine, told: Sequence[tuple[StatusMessage, Subject]]) -> Mapping[str, dict[str, Any]]:
    """Of each message id what stands under it first, as rows."""
    rows: dict[str, dict[str, Any]] = {}
    for message, subject in told:
        rows.setdefault(message.message_id, _row(machine, message, subject))
    return rows


def _outcomes(
    sorter: Sorter[StatusMessage],
    found: Sorted[tuple[StatusMessage, Subject]],
    known: Mapping[str, Mapping[str, Any]],
    fresh: Mapping[str, Mapping[str, Any]],
) -> dict[int, dict[str, Any]]:
    outcomes: dict[int, dict[str, Any]] = {}
    there = dict(known)
    for place, (message, _subject) in found.right.items():
        if message.message_id not in there:
            there[message.message_id] = fresh[message.message_id]
            outcomes[place] = _outcome(place, FigureOutcome.CREATED)
        elif _is_same(there[message.message_id], message):
            outcomes[place] = _outcome(place, FigureOutcome.UNCHANGED)
        else:
            outcomes[place] = sorter.refuse(place, MessageTaken())
    return outcomes


def _tell(session: AsyncSession, machine: Machine, kept: Sequence[tuple[StatusMessage, Subject]]) -> None:
    for message, subject in kept:
        record(session, machine.author, facts.told_of(subject.report, message.state, message.happened_on, message.reason))


async def _store(session: AsyncSession, machine: Machine, fresh: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    """Keep the messages; those that another call has kept meanwhile, as it did. In one order: two calls wait, but never for each other."""
    rows = [fresh[message_id] for message_id in sorted(fresh)]
    kept = insert_for(session, ProvinceStatus.__table__).values(rows).on_conflict_do_nothing().returning(ProvinceStatus.message_id)
    missed = fresh.keys() - set((await session.scalars(kept)).all())
    return await _known(session, machine, sorted(missed)) if missed else {}


async def _known(session: AsyncSession, machine: Machine, message_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
    row = ProvinceStatus
    told = select(row.message_id, *(getattr(row, name) for name in _TOLD))
    rows = await read_rows(session, told.where(row.client_id == machine.client_id, row.message_id.in_(message_ids)))
    return {each.message_id: {name: getattr(each, name) for name in _TOLD} for each in rows}


def _judged(message: StatusMessage, subjects: Mapping[str, Subject]) -> tuple[StatusMessage, Subject]:
    if message.state is ProvinceState.REJECTED and message.reason is None:
        raise ReasonMissing
    if message.happened_on > clock.day_of(max(clock.business(), clock.real())):  # a demo's day is not that of others
        raise StillToCome
    subject = subjects.get(message.reference)
    if subject is None:
        raise UnknownReference
    return message, subject


def _is_same(row: Mapping[str, Any], message: StatusMessage) -> bool:
    return all(row[name] == getattr(message, name) for name in _TOLD)


def _row(machine: Machine, message: StatusMessage, subject: Subject) -> dict[str, Any]:
    return {
        "id": new_id(),
        "client_id": machine.client_id,
        "client_name": machine.name,
        "subject_type": subject.type,
        "subject_id": subject.id,
        "received_at": clock.business(),
        **message.model_dump(),
    }


def _outcome(place: int, outcome: FigureOutcome) -> dict[str, Any]:
    return {"row": place, "outcome": outcome, "id": None, "supersedes": None, "code": None, "errors": []}
