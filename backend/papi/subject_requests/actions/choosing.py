"""Documents are found to be about the person, and how each goes out is decided; then they go out as one pack."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.errors import EvidenceNotFound
from papi.evidence.models import Evidence, EvidenceFile
from papi.evidence.queries import has_redacted_copy, visible_to
from papi.evidence.standing import may_leave
from papi.kit import clock
from papi.kit.db import insert_for
from papi.kit.errors import FieldError, Invalid
from papi.outbox.facts import record
from papi.packs.actions import create_ticket
from papi.packs.models import PackTicket
from papi.packs.schemas import NamedPackWish
from papi.subject_requests import facts
from papi.subject_requests.actions.registering import open_request
from papi.subject_requests.errors import ChoiceOutOfDate, NoCopyToGive, NothingToGive
from papi.subject_requests.models import Going, SubjectRequestDocument
from papi.subject_requests.schemas import MOST_DOCUMENTS, DocumentsChoose

_TOLD = 5


async def choose(session: AsyncSession, actor: Actor, request_id: UUID, given: DocumentsChoose) -> None:
    """All of them, or none: what the handler may not see is not found. They are held, so that none is erased meanwhile."""
    request = await open_request(session, actor, request_id)
    wanted = sorted(set(given.evidence_ids))
    told = Evidence.id, Evidence.title, Evidence.file_version, has_redacted_copy().label("copied")
    seen = select(*told).join(Unit, Unit.id == Evidence.unit_id)
    seen = seen.where(Evidence.id.in_(wanted), visible_to(actor), Evidence.erased_at.is_(None)).order_by(Evidence.id)
    rows = (await session.execute(seen.with_for_update(of=Evidence, key_share=True))).all()
    if len(rows) < len(wanted):
        raise EvidenceNotFound
    seen_there = {key: number for key, number in given.file_versions.items() if key in wanted}
    versions: dict[UUID, int] = {row.id: row.file_version for row in rows} | seen_there
    await _require_versions(session, versions)
    bare = [row.title for row in rows if not row.copied or versions[row.id] != row.file_version]
    if given.goes is Going.REDACTED and bare:
        raise NoCopyToGive(titles="; ".join(bare[:_TOLD]) + ("…" if len(bare) > _TOLD else ""))
    await _write(session, actor, request_id, versions, given)
    if await _count(session, request_id) > MOST_DOCUMENTS:
        vi, en = f"Mỗi yêu cầu chọn tối đa {MOST_DOCUMENTS} tài liệu.", f"A request chooses {MOST_DOCUMENTS} documents at most."
        raise Invalid(errors=[FieldError("/evidence_ids", vi, en)])
    record(session, actor.author, facts.about(facts.CHOSEN, request, count=len(wanted), goes=given.goes.value))


async def _require_versions(session: AsyncSession, versions: Mapping[UUID, int]) -> None:
    """Refuse a version that there is not."""
    there = tuple_(EvidenceFile.evidence_id, EvidenceFile.number).in_(list(versions.items()))
    if (await session.scalars(select(func.count()).select_from(EvidenceFile).where(there))).one() < len(versions):
        raise EvidenceNotFound


async def _write(session: AsyncSession, actor: Actor, request_id: UUID, wanted: Mapping[UUID, int], given: DocumentsChoose) -> None:
    said = {"goes": given.goes, "reason": given.reason, "chosen_by": actor.person_id, "chosen_at": clock.business()}
    rows = [{"request_id": request_id, "evidence_id": key, "file_version": number, **said} for key, number in sorted(wanted.items())]
    added = insert_for(session, SubjectRequestDocument).values(rows)
    changed = {**said, "file_version": added.excluded.file_version}
    await session.execute(added.on_conflict_do_update(index_elements=["request_id", "evidence_id"], set_=changed))


async def _count(session: AsyncSession, request_id: UUID) -> int:
    counted = select(func.count()).select_from(SubjectRequestDocument).where(SubjectRequestDocument.request_id == request_id)
    return (await session.scalars(counted)).one()


async def drop(session: AsyncSession, actor: Actor, request_id: UUID, evidence_id: UUID) -> None:
    """It is not about the person after all."""
    request = await open_request(session, actor, request_id)
    row = SubjectRequestDocument
    gone = await session.execute(delete(row).where(row.request_id == request_id, row.evidence_id == evidence_id).returning(row.evidence_id))
    if gone.first() is None:
        raise EvidenceNotFound
    record(session, actor.author, facts.about(facts.DROPPED, request))


async def plan_answer(session: AsyncSession, actor: Actor, request_id: UUID) -> NamedPackWish:
    """The documents that go out, in the very versions that were chosen. What can no longer go so is told, and nothing goes in its place."""
    request = await open_request(session, actor, request_id, lock=False)
    row = SubjectRequestDocument
    going = select(row.evidence_id, row.goes, row.file_version).where(row.request_id == request_id, row.goes != Going.NOT)
    wanted = (await session.execute(going.order_by(row.evidence_id))).all()
    if not wanted:
        raise NothingToGive
    still = going.join(Evidence, Evidence.id == row.evidence_id).join(Unit, Unit.id == Evidence.unit_id)
    lacking = len(wanted) - len((await session.execute(still.where(*_as_chosen(actor)))).all())
    if lacking:
        raise ChoiceOutOfDate(count=lacking)
    return NamedPackWish(
        evidence=_ids([found.evidence_id for found in wanted]),
        as_copies=_ids([found.evidence_id for found in wanted if found.goes is Going.REDACTED]),
        personal_data=True,
        versions={found.evidence_id: found.file_version for found in wanted if found.goes is Going.ORIGINAL},
        title=f"trả lời yêu cầu số {facts.number_of(request)}",
    )


async def pack(session: AsyncSession, actor: Actor, request_id: UUID, wish: NamedPackWish) -> tuple[str, PackTicket]:
    """A one-minute address of what was planned."""
    request = await open_request(session, actor, request_id)
    record(session, actor.author, facts.about(facts.PACKED, request, count=len(wish.chosen)))
    return await create_ticket(session, actor, wish)


def _as_chosen(actor: Actor) -> list[ColumnElement[bool]]:
    """Documents that can go out as they were chosen: the very file, or the copy of it, and nothing is found in it or awaited."""
    chosen = SubjectRequestDocument
    as_copy = chosen.goes == Going.REDACTED
    leaves = exists().where(
        EvidenceFile.evidence_id == Evidence.id,
        EvidenceFile.number == case((as_copy, -Evidence.redacted_copies), else_=chosen.file_version),
        may_leave(),
        EvidenceFile.damaged_at.is_(None),
    )
    copied = and_(has_redacted_copy(), chosen.file_version == Evidence.file_version)
    return [visible_to(actor), Evidence.erased_at.is_(None), or_(~as_copy, copied), leaves]


def _ids(ids: Sequence[UUID]) -> str | None:
    return ",".join(map(str, ids)) or None
