"""Documents of accepted reports: what was sealed, and which file of it may leave the house."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from papi.access.machines import Machine
from papi.directory.models import Unit
from papi.evidence.models import LEAVING, Evidence, EvidenceFile, ScanState
from papi.integration.errors import FileNotGiven
from papi.integration.queries.paging import changed_since, changes_of, name_period, period_meant, units_in
from papi.integration.queries.reference import PERIOD, UNIT, add_codes, name_unit
from papi.integration.schemas.reports import EvidenceQuery
from papi.kit.lists import Pages
from papi.kit.paging import Key, Keyset
from papi.kit.types import AnyRow, AnySelect
from papi.reports.models import Period, Report, Seal, SealedDocument
from papi.reports.queries.seals import seal_number

_Copy = aliased(EvidenceFile)
_KEYSET = Keyset({"updated_at": Key(Seal.sealed_at, datetime)}, default="updated_at", id=SealedDocument.evidence_id)
_DOCUMENT = (Evidence.title, Evidence.document_number, Evidence.issued_on, Evidence.contains_personal_data)
_FILE = (
    *(EvidenceFile.number, EvidenceFile.file_name, EvidenceFile.media_type, EvidenceFile.size, EvidenceFile.sha256),
    *(EvidenceFile.scan_state, EvidenceFile.damaged_at),
)


def _given() -> ColumnElement[int]:
    """Which file goes for the one that was sealed: of a marked document the latest copy of it without personal data."""
    copies = select(func.min(_Copy.number)).where(
        _Copy.evidence_id == Evidence.id, _Copy.redacts == SealedDocument.number, _Copy.erased_at.is_(None)
    )
    return case(
        (Evidence.contains_personal_data.is_(True), copies.correlate(Evidence, SealedDocument).scalar_subquery()),
        else_=SealedDocument.number,
    )


def _sealed(machine: Machine) -> AnySelect:
    """The documents of the latest seals of reports that the client sees, each with the file that goes for it, if any does."""
    given = and_(EvidenceFile.evidence_id == Evidence.id, EvidenceFile.number == _given(), EvidenceFile.erased_at.is_(None))
    return (
        select(
            *(Evidence.id.label("evidence_id"), Report.id.label("report_id"), Seal.sealed_at, Evidence.erased_at),
            *(SealedDocument.number.label("version"), SealedDocument.sha256.label("sealed_sha256")),
            *_DOCUMENT,
            *_FILE,
            *PERIOD,
            *UNIT,
        )
        .select_from(SealedDocument)
        .join(Seal, Seal.id == SealedDocument.seal_id)
        .join(Report, Report.id == Seal.report_id)
        .join(Period, Period.id == Report.period_id)
        .join(Unit, Unit.id == Report.unit_id)
        .join(Evidence, Evidence.id == SealedDocument.evidence_id)
        .outerjoin(EvidenceFile, given)
        .where(Seal.number == seal_number(), machine.sees(Report.unit_id))
    )


async def read_evidence(session: AsyncSession, machine: Machine, query: EvidenceQuery) -> dict[str, Any]:
    """The documents of accepted reports, in the order in which these were sealed."""
    of_period: ColumnElement[bool] = true() if query.period is None else Period.code == period_meant(query.period)
    of_report: ColumnElement[bool] = true() if query.report is None else Report.id == query.report
    rows = _sealed(machine).where(of_period, of_report, changed_since(Seal.sealed_at, query))
    return await changes_of(session, Pages(rows, _KEYSET), query, _document, _add_codes)


async def _add_codes(session: AsyncSession, items: list[Any]) -> None:
    await add_codes(session, units_in(items))


def _document(row: AnyRow) -> dict[str, Any]:
    withheld, marked = why_withheld(row), row.contains_personal_data
    goes = withheld is None
    return {
        "id": row.evidence_id,
        "report_id": row.report_id,
        "unit": name_unit(row),
        "period": name_period(row),
        "version": row.version,
        "sealed_sha256": row.sealed_sha256,
        "title": None if marked or row.erased_at else row.title,
        "document_number": None if marked or row.erased_at else row.document_number,
        "issued_on": None if marked or row.erased_at else row.issued_on,
        "file_name": row.file_name if goes and not marked else None,
        "media_type": row.media_type if goes else None,
        "size": row.size if goes else None,
        "sha256": row.sha256 if goes else None,
        "redacted": goes and marked,
        "withheld": withheld,
        "updated_at": row.sealed_at,
    }


def why_withheld(row: AnyRow) -> str | None:
    """Why no file goes for a sealed document; None where one does."""
    if row.erased_at is not None:
        return "erased"
    if row.number is None:
        return "personal_data" if row.contains_personal_data else "erased"
    if row.scan_state not in LEAVING:
        return "infected" if row.scan_state is ScanState.INFECTED else "awaiting_scan"
    return "damaged" if row.damaged_at is not None else None


async def find_file(session: AsyncSession, machine: Machine, evidence_id: UUID, version: int | None) -> tuple[EvidenceFile, AnyRow]:
    """The file that goes for a document of an accepted report: of the version asked for, or the latest that was sealed."""
    sealed = _sealed(machine).where(Evidence.id == evidence_id).order_by(SealedDocument.number.desc(), Seal.sealed_at.desc()).limit(1)
    row = (await session.execute(sealed if version is None else sealed.where(SealedDocument.number == version))).one_or_none()
    if row is None or why_withheld(row) is not None:
        raise FileNotGiven
    file = await session.scalar(select(EvidenceFile).where(EvidenceFile.evidence_id == evidence_id, EvidenceFile.number == row.number))
    if file is None:
        raise FileNotGiven
    return file, row
