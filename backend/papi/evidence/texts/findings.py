"""What was found in a document's present file, for those who may know it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.actor import Actor, UnitRef
from papi.directory.models import Person, Unit
from papi.evidence.linking import LINKERS
from papi.evidence.models import LEAVING, Evidence, EvidenceFile
from papi.evidence.queries.document import get_with_unit
from papi.evidence.queries.visibility import visible_to
from papi.evidence.texts.models import EvidenceLikeness, EvidenceText, TextState
from papi.kit.types import AnyRow, AnySelect
from papi.outbox.wording import signed_name

_Behalf = aliased(Person)


async def text_of(session: AsyncSession, file: EvidenceFile) -> dict[str, Any]:
    """What a version says, as the wire's `TextRead`."""
    row = await session.get(EvidenceText, file.id)
    pages = row.text.split("\f") if row is not None and row.text else []
    return {
        "version": file.number,
        "state": row.state if row is not None else TextState.NONE,
        "truncated": row is not None and row.truncated,
        "pages": [{"number": number, "text": text} for number, text in enumerate(pages, start=1)],
    }


async def read_findings(session: AsyncSession, actor: Actor, evidence_id: UUID) -> dict[str, Any]:
    """What a job has found in the present file, as the wire's `FindingsRead`."""
    evidence, unit = await get_with_unit(session, actor, evidence_id)
    present = (EvidenceText.evidence_id == evidence.id, EvidenceText.number == evidence.file_version)
    row = (await session.execute(_found().where(*present))).one_or_none()
    if evidence.scan_state not in LEAVING:
        row = None
    told: dict[str, Any] = {
        "version": evidence.file_version,
        "text_state": row.state if row is not None else TextState.NONE,
        "truncated": row is not None and row.truncated,
        "numbers": [],
        "numbers_dismissed_by": None,
        "numbers_dismissed_at": None,
        "allowed_actions": [],
        "likenesses": [],
    }
    if row is None or not _is_entitled(actor, unit):
        return told
    return {**told, **_numbers(actor, evidence, unit, row), "likenesses": await _likenesses(session, actor, (evidence, unit, row.file_id))}


def _is_entitled(actor: Actor, unit: Unit) -> bool:
    return unit.id in actor.answered or actor.may("evidence.review", UnitRef(unit.id, unit.coordinating))


def _found() -> AnySelect:
    columns = (EvidenceText.file_id, EvidenceText.state, EvidenceText.truncated, EvidenceText.numbers, EvidenceText.dismissed_at)
    people = (Person.full_name.label("dismissed_by"), _Behalf.full_name.label("dismissed_for"))
    statement = select(*columns, *people).outerjoin(Person, Person.id == EvidenceText.dismissed_by)
    return statement.outerjoin(_Behalf, _Behalf.id == EvidenceText.dismissed_for)


def _numbers(actor: Actor, evidence: Evidence, unit: Unit, row: AnyRow) -> dict[str, Any]:
    open_still = bool(row.numbers) and not evidence.contains_personal_data and row.dismissed_at is None
    may_edit = actor.may("evidence.upload", UnitRef(unit.id, unit.coordinating))
    return {
        "numbers": row.numbers,
        "numbers_dismissed_by": _signed(actor, row),
        "numbers_dismissed_at": row.dismissed_at,
        "allowed_actions": ["mark", "dismiss"] if open_still and may_edit else [],
    }


def _signed(actor: Actor, row: AnyRow) -> str | None:
    return signed_name(row.dismissed_by, row.dismissed_for, actor.language) if row.dismissed_by else None


async def _likenesses(session: AsyncSession, actor: Actor, about: tuple[Evidence, Unit, UUID]) -> list[dict[str, Any]]:
    """Those with earlier files first, then the later ones that are like this one."""
    evidence, unit, file_id = about
    rows = (await session.execute(_pairs(actor, evidence.id, file_id))).all()
    periods = await _periods(session, [row.other_id for row in rows if row.seen])
    judges = actor.may("evidence.review", UnitRef(unit.id, unit.coordinating))
    return [_likeness(actor, row, periods, judges=judges) for row in rows]


def _pairs(actor: Actor, evidence_id: UUID, file_id: UUID) -> AnySelect:
    likeness = EvidenceLikeness
    earlier = (likeness.file_id == file_id).label("earlier")
    other = case((likeness.file_id == file_id, likeness.other_evidence_id), else_=likeness.evidence_id)
    columns = (
        likeness.id,
        likeness.kind,
        likeness.percent,
        likeness.dismissed_at,
        likeness.dismissed_reason,
        earlier,
        Evidence.id.label("other_id"),
        Evidence.title,
        Evidence.uploaded_at,
        Unit.short_name,
        visible_to(actor).label("seen"),
        Person.full_name.label("dismissed_by"),
        _Behalf.full_name.label("dismissed_for"),
    )
    mine = and_(likeness.evidence_id == evidence_id, likeness.file_id == file_id)
    theirs = and_(likeness.other_evidence_id == evidence_id, likeness.other_file_id == file_id)
    statement = select(*columns).select_from(likeness).join(Evidence, Evidence.id == other).join(Unit, Unit.id == Evidence.unit_id)
    signed = statement.outerjoin(Person, Person.id == likeness.dismissed_by).outerjoin(_Behalf, _Behalf.id == likeness.dismissed_for)
    return signed.where(or_(mine, theirs)).order_by(earlier.desc(), likeness.percent.desc(), likeness.id).limit(50)


async def _periods(session: AsyncSession, ids: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
    found: dict[UUID, list[str]] = {}
    for linker in LINKERS.values():
        for evidence_id, titles in (await linker.periods(session, ids)).items():
            found.setdefault(evidence_id, []).extend(titles)
    return found


def _likeness(actor: Actor, row: AnyRow, periods: Mapping[UUID, Sequence[str]], *, judges: bool) -> dict[str, Any]:
    seen = {"other_id": row.other_id, "title": row.title, "unit": row.short_name, "uploaded_at": row.uploaded_at}
    return {
        "id": row.id,
        "kind": row.kind,
        "percent": row.percent,
        "earlier": row.earlier,
        **(seen if row.seen else dict.fromkeys(seen)),
        "periods": list(periods.get(row.other_id, ())) if row.seen else [],
        "dismissed_by": _signed(actor, row),
        "dismissed_at": row.dismissed_at,
        "dismissed_reason": row.dismissed_reason,
        "allowed_actions": ["dismiss"] if judges and row.earlier and row.dismissed_at is None else [],
    }
