"""A request is registered, corrected, given more time once, and closed."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.errors import FieldError, Invalid
from papi.kit.etag import Precondition
from papi.kit.text import format_day, searchable
from papi.kit.types import new_id
from papi.outbox.facts import FactKind, changes, record
from papi.subject_requests import facts
from papi.subject_requests.errors import AlreadyExtended, ExtendedMeanwhile, RequestClosed, TermOver
from papi.subject_requests.models import RequestState, SubjectRequest, SubjectRequestCount
from papi.subject_requests.queries.requests import HANDLE, get_request
from papi.subject_requests.queries.terms import load_days
from papi.subject_requests.schemas import SubjectRequestCreate, SubjectRequestExtend, SubjectRequestPatch
from papi.subject_requests.words import KIND_WORDS

_ENDS: dict[RequestState, FactKind] = {
    RequestState.ANSWERED: facts.ANSWERED,
    RequestState.REFUSED: facts.REFUSED,
    RequestState.WITHDRAWN: facts.WITHDRAWN,
}
_COUNTED_FROM = ("kind", "received_on")


class Ending(NamedTuple):
    """How a request ended, in words."""

    state: RequestState
    outcome: str


async def register(session: AsyncSession, actor: Actor, given: SubjectRequestCreate) -> UUID:
    """Write the request into the register of the actor's own unit."""
    actor.require_some(HANDLE)
    if given.received_on > clock.today():
        raise Invalid(errors=[FieldError("/received_on", "Ngày nhận chưa đến.", "That day is still to come.")])
    days = await load_days(session, given.kind, given.received_on)
    due_on = given.due_on or days.due_on
    _require_within("/due_on", due_on, given.received_on, days.due_on)
    request = SubjectRequest(
        id=new_id(),
        unit_id=actor.unit_id,
        year=clock.today().year,
        number=await _next_number(session, clock.today().year),
        **given.model_dump(exclude={"due_on"}),
        folded=searchable(given.subject_name, given.identity_number, given.phone),
        due_on=due_on,
        state=RequestState.OPEN,
        registered_by=actor.person_id,
        registered_for=actor.acts_for,
        registered_at=clock.business(),
    )
    session.add(request)
    record(session, actor.author, facts.about(facts.REGISTERED, request, asked=request.kind.value))
    return request.id


async def _next_number(session: AsyncSession, year: int) -> int:
    """The next number of the year; who asks at the same time waits, and nobody gets one that was given."""
    counted = insert_for(session, SubjectRequestCount).values(year=year, last=1)
    taken = counted.on_conflict_do_update(index_elements=["year"], set_={"last": SubjectRequestCount.last + 1})
    return (await session.scalars(taken.returning(SubjectRequestCount.last))).one()


async def correct(session: AsyncSession, actor: Actor, request_id: UUID, given: SubjectRequestPatch, precondition: Precondition) -> None:
    """Correct what was written down wrongly; with another kind or day of receipt the day to answer is counted anew, unless it is given too.
    The fact tells which fields; of kind and days also what stood there, of the rest nothing."""
    request = await open_request(session, actor, request_id, precondition)
    wanted = {name: getattr(given, name) for name in given.model_fields_set}
    _require_there(wanted)
    if any(name in wanted and wanted[name] != getattr(request, name) for name in _COUNTED_FROM):
        await _count_anew(session, request, wanted)
    elif "due_on" in wanted and wanted["due_on"] != request.due_on:
        days = await load_days(session, request.kind, request.received_on)
        first = request.first_due_on
        span = (request.received_on, days.due_on) if first is None else (first + timedelta(days=1), days.latest_on)
        _require_within("/due_on", wanted["due_on"], *span)
    before = {name: getattr(request, name) for name in wanted}
    changed = sorted(name for name, value in wanted.items() if before[name] != value)
    for name in changed:
        setattr(request, name, wanted[name])
    request.folded = searchable(request.subject_name, request.identity_number, request.phone)
    told = changes(_told(before), _told(wanted))
    record(session, actor.author, facts.about(facts.CORRECTED, request, corrected=changed, changes=told))


def _require_there(wanted: Mapping[str, Any]) -> None:
    lacking = [name for name in ("kind", "way", "subject_name", "received_on", "due_on") if name in wanted and wanted[name] is None]
    if lacking:
        raise Invalid(errors=[FieldError(f"/{name}", "Không để trống.", "This is needed.") for name in lacking])


async def _count_anew(session: AsyncSession, request: SubjectRequest, wanted: dict[str, Any]) -> None:
    """The day by the rules for the right kind and day of receipt, unless one is given that lies within it."""
    if request.first_due_on is not None:
        raise ExtendedMeanwhile
    kind, received_on = wanted.get("kind", request.kind), wanted.get("received_on", request.received_on)
    if received_on > clock.day_of(request.registered_at):
        vi, en = "Ngày nhận không sau ngày ghi vào sổ.", "It came no later than it was registered."
        raise Invalid(errors=[FieldError("/received_on", vi, en)])
    days = await load_days(session, kind, received_on)
    wanted["due_on"] = wanted.get("due_on", days.due_on)
    _require_within("/due_on", wanted["due_on"], received_on, days.due_on)


def _told(values: Mapping[str, Any]) -> dict[str, str]:
    """Of these what history tells: nothing that names the person."""
    days = {name: format_day(values[name]) for name in ("received_on", "due_on") if name in values}
    return {"kind": KIND_WORDS[values["kind"]][0], **days} if "kind" in values else days


async def extend(session: AsyncSession, actor: Actor, request_id: UUID, given: SubjectRequestExtend, precondition: Precondition) -> None:
    """Take more time, once; the person is told why."""
    request = await open_request(session, actor, request_id, precondition)
    if request.first_due_on is not None:
        raise AlreadyExtended
    if request.due_on < clock.today():
        raise TermOver
    days = await load_days(session, request.kind, request.received_on)
    if given.due_on <= request.due_on:
        raise Invalid(errors=[FieldError("/due_on", "Hạn mới phải sau hạn cũ.", "The new day must be after the old one.")])
    _require_within("/due_on", given.due_on, request.received_on, days.latest_on)
    since, until = format_day(request.due_on), format_day(given.due_on)
    request.first_due_on, request.due_on, request.extension_reason = request.due_on, given.due_on, given.reason
    record(session, actor.author, facts.about(facts.EXTENDED, request, since=since, until=until))


async def close(session: AsyncSession, actor: Actor, request_id: UUID, ending: Ending, precondition: Precondition) -> None:
    """End the request, in words."""
    request = await open_request(session, actor, request_id, precondition)
    request.state, request.outcome = ending
    request.closed_by, request.closed_for, request.closed_at = actor.person_id, actor.acts_for, clock.business()
    record(session, actor.author, facts.about(_ENDS[ending.state], request))


async def open_request(
    session: AsyncSession, actor: Actor, request_id: UUID, precondition: Precondition | None = None, *, lock: bool = True
) -> SubjectRequest:
    """A request that the actor handles and that has not ended, held for this transaction."""
    request, unit = await get_request(session, actor, request_id, lock=lock)
    actor.require(HANDLE, unit)
    (precondition or Precondition()).check(request.version)
    if request.state is not RequestState.OPEN:
        raise RequestClosed
    return request


def _require_within(pointer: str, day: date, earliest: date, latest: date) -> None:
    if not earliest <= day <= latest:
        since, until = format_day(earliest), format_day(latest)
        vi, en = f"Hạn phải từ ngày {since} đến ngày {until}.", f"It must lie between {since} and {until}."
        raise Invalid(errors=[FieldError(pointer, vi, en)])
