"""Who sees which documents, and what the others may learn of them."""

from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, exists, false, or_, select, true
from sqlalchemy.orm import aliased

from papi.access.actor import Actor, Viewer
from papi.access.permissions import Scope
from papi.directory.models import Unit
from papi.evidence.errors import FileBeingScanned, FileNotScannable, FileQuarantined
from papi.evidence.models import LEAVING, Evidence, EvidenceFile, EvidenceReader, ScanState
from papi.evidence.scan_words import unscanned_words
from papi.kit.types import AnySelect


def visible_to(viewer: Viewer, *, redacted: bool = False) -> ColumnElement[bool]:
    """The own unit's documents; released ones for supervisors, those with personal data for reviewers alone; lent ones. Joins `Unit`.

    `redacted`: whose copy without personal data the viewer sees, as if the document were not marked.
    """
    harmless = true() if redacted else Evidence.contains_personal_data.is_(False)
    scopes = viewer.scopes("evidence.read")
    seen = [kept_by(viewer) if scopes else false()]
    if Scope.ALL in scopes:
        judged = viewer.judges("evidence.review", Evidence.unit_id, Unit.coordinating)
        seen.append(and_(Evidence.released.is_(True), or_(harmless, judged)))
    if Scope.LED in scopes:
        lent = exists().where(EvidenceReader.evidence_id == Evidence.id, viewer.keeps(EvidenceReader.unit_id))
        seen.append(and_(Evidence.released.is_(True), harmless, lent))
    return or_(*seen)


_LENDABLE = and_(Evidence.released.is_(True), Evidence.contains_personal_data.is_(False))
_Another, _AtAll = aliased(EvidenceReader), aliased(EvidenceReader)


def kept_and_lent(viewer: Viewer) -> tuple[AnySelect, AnySelect] | None:
    """What `visible_to` says, in two parts that share no document and are each found by an index: those kept, and those lent. None for
    viewers of whom most documents are seen anyway. Both join `Unit`."""
    scopes = viewer.scopes("evidence.read")
    if Scope.ALL in scopes or Scope.LED not in scopes:
        return None
    kept = kept_by(viewer) if scopes else false()
    # a document that is lent for several reasons, or to several units before this one, stands here once
    further = or_(
        _Another.unit_id < EvidenceReader.unit_id, and_(_Another.unit_id == EvidenceReader.unit_id, _Another.reason < EvidenceReader.reason)
    )
    again = exists().where(_Another.evidence_id == EvidenceReader.evidence_id, viewer.keeps(_Another.unit_id), further)
    rows = select(Evidence.id).join(Unit, Unit.id == Evidence.unit_id)
    lent = rows.join(EvidenceReader, EvidenceReader.evidence_id == Evidence.id)
    # asked once beforehand: to a unit that is lent nothing, PostgreSQL would look through all that is lent to others
    at_all = exists().where(viewer.keeps(_AtAll.unit_id))
    return rows.where(kept), lent.where(at_all, viewer.keeps(EvidenceReader.unit_id), _LENDABLE, ~kept, ~again)


def kept_by(viewer: Viewer) -> ColumnElement[bool]:
    """The documents of the unit and of those before it; where another unit answers for one of these, only what proves something and
    holds no personal data: the rest is for a single unit."""
    if isinstance(viewer, Actor) and viewer.answered == viewer.inherited:
        return viewer.keeps(Evidence.unit_id)
    proving = and_(Evidence.contains_personal_data.is_(False), Evidence.link_count > 0)
    return or_(viewer.answers(Evidence.unit_id), and_(viewer.keeps(Evidence.unit_id), proving))


def told_to(
    viewer: Viewer, language: str, file_name: SQLColumnExpression[str] = Evidence.file_name
) -> tuple[ColumnElement[str], ColumnElement[str], ColumnElement[str | None]]:
    """Title, file name and number for those who see what the document proves: of one with personal data they may learn only that
    it is there. `file_name` is the present one unless another is given. Joins `Unit`."""
    seen = visible_to(viewer)
    copied = "Personal data: see the redacted copy" if language == "en" else "Có dữ liệu cá nhân: xem bản đã che"
    hidden = "Personal data: for the unit and its reviewer" if language == "en" else "Có dữ liệu cá nhân: chỉ đơn vị và người thẩm tra xem"
    return (
        case((seen, Evidence.title), (has_redacted_copy(), copied), else_=hidden).label("title"),
        case((seen, file_name), else_="").label("file_name"),
        case((seen, Evidence.document_number), else_=None).label("document_number"),
    )


def has_redacted_copy() -> ColumnElement[bool]:
    """Whether there is a copy of the present file whose personal data were blacked out."""
    stands = and_(Evidence.redacted_of.is_not(None), Evidence.redacted_of == Evidence.file_version)
    return and_(Evidence.contains_personal_data.is_(True), stands)


def number_going(as_copy: ColumnElement[bool]) -> ColumnElement[int]:
    """The number of the file that goes out: the present one, or the redacted copy that stands for it."""
    return case((as_copy, -Evidence.redacted_copies), else_=Evidence.file_version)


def is_redacted_copy() -> ColumnElement[bool]:
    """Joins a document with personal data to the file that stands for it where the document itself may not go."""
    return and_(has_redacted_copy(), EvidenceFile.evidence_id == Evidence.id, EvidenceFile.number == -Evidence.redacted_copies)


def shown_redacted(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the viewer is shown the redacted copy in the document's place. Joins `Unit`."""
    return and_(has_redacted_copy(), ~visible_to(viewer)).label("redacted")


def kept_from(viewer: Viewer, evidence_id: SQLColumnExpression[UUID], label: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Whether it is a document out of the viewer's sight that holds personal data, whenever it was marked, or that a unit before the
    viewer's own kept, for which another one answers; or one that was erased, under a `label` from before, which nobody is told."""
    document = select(Evidence.id).join(Unit, Unit.id == Evidence.unit_id)
    hidden = and_(or_(Evidence.contains_personal_data.is_(True), viewer.keeps(Evidence.unit_id)), ~visible_to(viewer))
    erased = and_(Evidence.erased_at.is_not(None), Evidence.title != label)
    return exists(document.where(Evidence.id == evidence_id, or_(hidden, erased)))


def require_leaving(file: EvidenceFile) -> None:
    """Refuse, in words, a version that nobody may read by what the scanner says of it."""
    if file.scan_state in LEAVING:
        return
    if file.scan_state is ScanState.PENDING:
        raise FileBeingScanned
    if file.scan_state is ScanState.INFECTED:
        raise FileQuarantined(finding=file.scan_finding)
    reason, reason_en = unscanned_words(file.scan_finding)
    raise FileNotScannable(reason=reason, reason_en=reason_en)


def uploaded_by(actor: Actor) -> ColumnElement[bool]:
    """The files that the actor, or whom the actor stands for, has uploaded: nobody reviews their own."""
    people = [actor.person_id, *([actor.acts_for] if actor.acts_for else [])]
    return or_(EvidenceFile.uploaded_by.in_(people), EvidenceFile.uploaded_for.in_(people))
