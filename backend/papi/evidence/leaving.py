"""What of a document may leave the house in a pack, and why the rest stays. The one place that says so."""

from enum import StrEnum

from papi.evidence.models import LEAVING, Evidence, EvidenceFile, ScanState


class KeptBack(StrEnum):
    """Why a file stays. `awaiting_scan`: a scanner is to look at it and has not, or could not. `missing` and
    `damaged` are about the store."""

    INFECTED = "infected"
    AWAITING_SCAN = "awaiting_scan"
    PERSONAL_DATA = "personal_data"
    MISSING = "missing"
    DAMAGED = "damaged"


def kept_back(evidence: Evidence, file: EvidenceFile, *, personal_data: bool) -> KeptBack | None:
    """Why a file that the reader may see does not go out; None for one that may. `personal_data`: the reader asks for such files too;
    without it their redacted copies go."""
    if file.scan_state is ScanState.INFECTED:
        return KeptBack.INFECTED
    if file.scan_state not in LEAVING:
        return KeptBack.AWAITING_SCAN
    if evidence.contains_personal_data and file.redacts is None and not personal_data:
        return KeptBack.PERSONAL_DATA
    return KeptBack.DAMAGED if file.damaged_at is not None else None
