from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.evidence.queries import name_documents
from papi.inspections.actions import planning, recording
from papi.inspections.queries import detail
from papi.inspections.queries import inspections as queries
from papi.inspections.queries.units import list_inspectable
from papi.inspections.schemas.findings import FindingCreate, FindingDetail
from papi.inspections.schemas.inspections import (
    InspectableUnits,
    InspectionCancel,
    InspectionConclude,
    InspectionCreate,
    InspectionQuery,
    InspectionRead,
    InspectionRow,
    InspectionsMade,
    InspectionUpdate,
)
from papi.kit.db import DbSession
from papi.kit.documents import Column, Export
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_list, answer_whole, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router
from papi.outbox.queries import FACTS, timeline
from papi.outbox.schemas import TimelineRead

router = api_router("inspections")
_UNITS = Export("don-vi-kiem-tra", [Column("code", "Mã", "Code", 14), Column("name", "Đơn vị", "Unit", 40)])


@router.get("/inspections", response_model=PageOf[InspectionRow])
async def list_inspections(
    request: Request, session: DbSession, actor: CurrentActor, query: Annotated[InspectionQuery, Query()]
) -> Response:
    """Inspections (III.2), the latest first: all for who supervises; else those of the own unit, an unannounced one from when it begins,
    and those that the own unit makes. `overdue`, `waiting` and `to_verify` look at their findings."""
    return await answer_list(session, request, queries.list_inspections(actor, query), query)


@router.get("/inspections/units", response_model=InspectableUnits)
async def list_inspectable_units(request: Request, session: DbSession, actor: CurrentActor) -> Response:
    """The units of which the caller may make an inspection: all other ones, or those that support the joint tasks of the own unit. Never a
    Front or Party body."""
    return await answer_whole(request, await list_inspectable(session, actor), _UNITS)


@router.post("/inspections", response_model=InspectionsMade, status_code=201)
async def create_inspections(session: DbSession, actor: CurrentActor, given: InspectionCreate) -> Response:
    """Plan inspections by one decision: one of each unit named, which from then on goes its own way. 422 `unit_not_inspectable` names the
    units that are not the caller's to inspect; nothing is made then."""
    made = await planning.create_inspections(session, actor, given)
    await session.flush()
    return json_bytes(await queries.read_made(session, actor, made), 201)


@router.get("/inspections/{inspection_id}", response_model=InspectionRead)
async def get_inspection(session: DbSession, actor: CurrentActor, inspection_id: UUID, precondition: IfMatch) -> Response:
    """One inspection with its documents, its findings (`found`) and their remedies."""
    body = await detail.read_inspection(session, actor, inspection_id)
    return resource(body, body["version"], precondition)


@router.patch("/inspections/{inspection_id}", response_model=InspectionRead)
async def update_inspection(
    session: DbSession, actor: CurrentActor, inspection_id: UUID, given: InspectionUpdate, precondition: IfMatch
) -> Response:
    """Change what was planned, the kind before it begins; of a concluded one correct the conclusion. The history keeps what stood there."""
    await planning.update_inspection(session, actor, inspection_id, given, precondition)
    return await _answer(session, actor, inspection_id)


@router.get("/inspections/{inspection_id}/timeline", response_model=TimelineRead)
async def get_inspection_timeline(request: Request, session: DbSession, actor: CurrentActor, inspection_id: UUID) -> Response:
    """What happened to the inspection, oldest first, in words."""
    loaded = await queries.get_inspection(session, actor, inspection_id)
    body = await timeline(session, "inspection", inspection_id, language=actor.language, private=loaded.unit.id in actor.inherited)
    await name_documents(session, actor, body["items"])
    return await answer_whole(request, body, FACTS)


@router.post("/inspections/{inspection_id}/start", response_model=InspectionRead)
async def start_inspection(session: DbSession, actor: CurrentActor, inspection_id: UUID, precondition: IfMatch) -> Response:
    """Begin. 409 `inspection_without_basis` while the decision's number and day are not written down."""
    await planning.start_inspection(session, actor, inspection_id, precondition)
    return await _answer(session, actor, inspection_id)


@router.post("/inspections/{inspection_id}/conclude", response_model=InspectionRead)
async def conclude_inspection(
    session: DbSession, actor: CurrentActor, inspection_id: UUID, given: InspectionConclude, precondition: IfMatch
) -> Response:
    """Write down the conclusion that was announced (Thông báo kết luận); findings are followed on, and may still be added."""
    await planning.conclude_inspection(session, actor, inspection_id, given, precondition)
    return await _answer(session, actor, inspection_id)


@router.post("/inspections/{inspection_id}/cancel", response_model=InspectionRead)
async def cancel_inspection(
    session: DbSession, actor: CurrentActor, inspection_id: UUID, given: InspectionCancel, precondition: IfMatch
) -> Response:
    """Give it up, with the reason. 409 `inspection_has_findings` once something was found."""
    await planning.cancel_inspection(session, actor, inspection_id, given, precondition)
    return await _answer(session, actor, inspection_id)


@router.post("/inspections/{inspection_id}/findings", response_model=FindingDetail, status_code=201)
async def create_finding(session: DbSession, actor: CurrentActor, inspection_id: UUID, given: FindingCreate) -> Response:
    """Record what the unit lacks and until when it remedies it, from when the inspection has begun. The unit is told."""
    finding_id = await recording.create_finding(session, actor, inspection_id, given)
    await session.flush()
    session.expire_all()
    body = await detail.read_finding(session, actor, finding_id)
    return resource(body, body["version"], status=201)


async def _answer(session: DbSession, actor: CurrentActor, inspection_id: UUID) -> Response:
    await session.flush()
    session.expire_all()
    body = await detail.read_inspection(session, actor, inspection_id)
    return resource(body, body["version"])
