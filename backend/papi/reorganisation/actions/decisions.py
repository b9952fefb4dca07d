"""What the administrator decides: planning, trying, changing and withdrawing a reorganisation."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.kit import clock
from papi.kit.db import trying
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day
from papi.kit.types import new_id
from papi.outbox.facts import FactKind, record
from papi.reorganisation import facts
from papi.reorganisation.actions.checking import require_possible
from papi.reorganisation.actions.effect import Effect, take_effect
from papi.reorganisation.models import Side, Succession, SuccessionKind, SuccessionMember, SuccessionState
from papi.reorganisation.queries.shapes import Reader, shape_preview
from papi.reorganisation.queries.successions import get_succession, hidden_moves
from papi.reorganisation.schemas import SuccessionCreate, SuccessorWrite, Withdrawal
from papi.reorganisation.workflow import SuccessionStep, take
from papi.reports.facts import notify_all

_PERMISSION = "units.manage"


async def preview_succession(session: AsyncSession, actor: Actor, given: SuccessionCreate, own_id: UUID | None = None) -> dict[str, Any]:
    """What would happen, by doing it and undoing it: the dry run and the day cannot differ."""
    actor.require(_PERMISSION)
    units = await require_possible(session, given, own_id=own_id)
    async with trying(session):
        succession = await _store(session, actor, given, units)
        effect = await take_effect(session, actor.author, succession, given)
        hidden = await hidden_moves(session, actor, succession)
        return shape_preview(given, effect, members_of(given, units), Reader(actor.language, hidden))


async def preview_change(session: AsyncSession, actor: Actor, succession_id: UUID, given: SuccessionCreate) -> dict[str, Any]:
    """The same for a decision that waits, with the words that it would have then."""
    succession = await get_succession(session, actor, succession_id)
    take(actor, succession.state, SuccessionStep.EDIT)
    return await preview_succession(session, actor, given, own_id=succession.id)


async def create_succession(session: AsyncSession, actor: Actor, given: SuccessionCreate) -> UUID:
    """Decide: it waits for its day and can be changed until then; one of today or of a day before takes effect at once."""
    actor.require(_PERMISSION)
    _require_confirmation(given)
    units = await require_possible(session, given)
    succession = await _store(session, actor, given, units)
    _record(session, actor, facts.PLANNED, succession, given)
    await _begin_if_due(session, actor, succession, given)
    return succession.id


async def update_succession(
    session: AsyncSession, actor: Actor, succession_id: UUID, given: SuccessionCreate, precondition: Precondition
) -> None:
    """Change what is to happen, before its day."""
    succession = await get_succession(session, actor, succession_id, lock=True)
    precondition.check(succession.version)
    take(actor, succession.state, SuccessionStep.EDIT)
    _require_confirmation(given)
    units = await require_possible(session, given, own_id=succession.id)
    succession.title, succession.legal_basis, succession.effective_on = given.title, given.legal_basis, given.effective_on
    succession.decision, succession.failure = _decision(given), None
    await session.execute(delete(SuccessionMember).where(SuccessionMember.succession_id == succession.id))
    _add_members(session, succession, given, units)
    _record(session, actor, facts.CHANGED, succession, given)
    await _begin_if_due(session, actor, succession, given)


async def withdraw_succession(
    session: AsyncSession, actor: Actor, succession_id: UUID, given: Withdrawal, precondition: Precondition
) -> None:
    """Undo a decision before its day; it stays on record as withdrawn."""
    succession = await get_succession(session, actor, succession_id, lock=True)
    precondition.check(succession.version)
    take(actor, succession.state, SuccessionStep.WITHDRAW)
    succession.state = SuccessionState.WITHDRAWN
    succession.withdrawn_by, succession.withdrawn_at, succession.withdraw_reason = actor.person_id, clock.business(), given.reason
    decided = SuccessionCreate.model_validate(succession.decision)
    told = notify_all(decided.units)
    record(session, actor.author, facts.about(facts.WITHDRAWN, succession, reason=given.reason, notify=told))


def _require_confirmation(given: SuccessionCreate) -> None:
    if given.confirmed_on != given.effective_on:
        day = format_day(given.effective_on)
        wrong = FieldError("/confirmed_on", f"Nhập lại đúng ngày hiệu lực ({day}) để xác nhận.", f"Type the day ({day}) again to confirm.")
        raise Invalid(errors=[wrong])


def _decision(given: SuccessionCreate) -> dict[str, Any]:
    return given.model_dump(mode="json", exclude={"confirmed_on"})


async def _store(session: AsyncSession, actor: Actor, given: SuccessionCreate, units: Mapping[UUID, Unit]) -> Succession:
    succession = Succession(
        id=new_id(),
        title=given.title,
        legal_basis=given.legal_basis,
        names="",
        effective_on=given.effective_on,
        state=SuccessionState.PLANNED,
        decision=_decision(given),
        totals={},
        decided_by=actor.person_id,
        decided_at=clock.business(),
    )
    session.add(succession)
    _add_members(session, succession, given, units)
    await session.flush()
    return succession


def _add_members(session: AsyncSession, succession: Succession, given: SuccessionCreate, units: Mapping[UUID, Unit]) -> None:
    members = members_of(given, units)
    succession.names = ", ".join(dict.fromkeys(member.name for member in members))
    for member in members:
        member.succession_id = succession.id
        session.add(member)


def members_of(given: SuccessionCreate, units: Mapping[UUID, Unit]) -> list[SuccessionMember]:
    """The units before and after, part by part, as the decision names them."""
    found: list[SuccessionMember] = []
    for number, part in enumerate(given.parts):
        of_part = {"part": number, "kind": part.kind}
        before = [units[unit_id] for unit_id in part.predecessors]
        found += [
            SuccessionMember(**of_part, place=place, side=Side.PREDECESSOR, unit_id=unit.id, code=unit.code, name=unit.short_name)
            for place, unit in enumerate(before)
        ]
        renamed = before[0] if part.kind is SuccessionKind.RENAME else None
        found += [
            SuccessionMember(**of_part, place=place, side=Side.SUCCESSOR, **_after(successor, units, renamed))
            for place, successor in enumerate(part.successors)
        ]
    return found


def _after(successor: SuccessorWrite, units: Mapping[UUID, Unit], renamed: Unit | None) -> dict[str, Any]:
    if renamed is not None:
        return {"unit_id": renamed.id, "code": renamed.code, "name": successor.short_name}
    if successor.unit_id is not None:
        unit = units[successor.unit_id]
        return {"unit_id": unit.id, "code": unit.code, "name": unit.short_name}
    return {"unit_id": None, "code": successor.code, "name": successor.short_name}


def _record(session: AsyncSession, actor: Actor, kind: FactKind, succession: Succession, given: SuccessionCreate) -> None:
    told = {"day": format_day(given.effective_on), "units": succession.names, "notify": notify_all(given.units)}
    record(session, actor.author, facts.about(kind, succession, **told))


async def _begin_if_due(session: AsyncSession, actor: Actor, succession: Succession, given: SuccessionCreate) -> Effect | None:
    if given.effective_on > clock.today():
        return None
    await session.flush()
    return await take_effect(session, actor.author, succession, given)
