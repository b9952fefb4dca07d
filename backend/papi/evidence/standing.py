"""How a document stands: how far its review is, whether it is in force, whether its file may leave, and is the one that was accepted."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from papi.evidence.models import LEAVING, Evidence, EvidenceFile, ReviewStage, ReviewState
from papi.kit import clock
from papi.kit.types import AnyRow, one_of


def may_leave() -> ColumnElement[bool]:
    """Beside `EvidenceFile`: whether the version is given to those who may read the document, or to anything that leaves the house."""
    return one_of(EvidenceFile.scan_state, sorted(LEAVING))


def present_may_leave() -> ColumnElement[bool]:
    """The same of a document's present file, by what stands with the document."""
    return one_of(Evidence.scan_state, sorted(LEAVING))


def stage_of(document: Evidence | AnyRow) -> ReviewStage:
    """How far its present file is. What was accepted on it has accepted the file too, unless somebody rejects it since."""
    if document.review_state is ReviewState.REJECTED:
        return ReviewStage.REJECTED
    if document.review_state is ReviewState.ACCEPTED or document.accepted_version == document.file_version:
        return ReviewStage.ACCEPTED
    return ReviewStage.IN_REVIEW if document.released else ReviewStage.DRAFT


def told_standing(document: Evidence | AnyRow) -> dict[str, Any]:
    """The same for the wire, with what else follows from the day and from the file."""
    return {
        "review_stage": stage_of(document),
        "expired": document.expires_on is not None and document.expires_on < clock.today(),
        "replaced": document.accepted_version is not None and document.accepted_version < document.file_version,
    }


_ACCEPTED = or_(Evidence.review_state == ReviewState.ACCEPTED, Evidence.accepted_version == Evidence.file_version)
_OPEN = and_(
    Evidence.review_state == ReviewState.PENDING,
    or_(Evidence.accepted_version.is_(None), Evidence.accepted_version != Evidence.file_version),
)
_CONDITIONS: Mapping[ReviewStage, ColumnElement[bool]] = {
    ReviewStage.DRAFT: and_(_OPEN, Evidence.released.is_(False)),
    ReviewStage.IN_REVIEW: and_(_OPEN, Evidence.released.is_(True)),
    ReviewStage.ACCEPTED: and_(Evidence.review_state != ReviewState.REJECTED, _ACCEPTED),
    ReviewStage.REJECTED: Evidence.review_state == ReviewState.REJECTED,
}


def in_stage(stage: ReviewStage) -> ColumnElement[bool]:
    """The condition on documents of this stage: what `stage_of` says of them."""
    return _CONDITIONS[stage]


def is_replaced() -> ColumnElement[bool]:
    """The condition on documents with a newer file than the one that was accepted."""
    return Evidence.accepted_version < Evidence.file_version


def has_expired() -> ColumnElement[bool]:
    """The condition on documents that are no longer in force today."""
    return Evidence.expires_on < clock.today()
