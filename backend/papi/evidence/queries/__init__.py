"""Reading evidence: the own unit's, what was released to supervisors, what was lent to a lead unit."""

from papi.evidence.queries.document import (
    USES,
    file_of,
    find_ticket,
    get_evidence,
    get_with_unit,
    hold_evidence,
    hold_own,
    list_own,
    read_evidence,
    require_acceptable,
    require_provable,
    require_sound,
)
from papi.evidence.queries.issuing import BODIES, issuing_bodies
from papi.evidence.queries.library import library_filters, list_evidence
from papi.evidence.queries.matching import own_by_name
from papi.evidence.queries.naming import name_documents
from papi.evidence.queries.packed import packs_with
from papi.evidence.queries.visibility import (
    has_redacted_copy,
    is_redacted_copy,
    kept_from,
    number_going,
    shown_redacted,
    told_to,
    uploaded_by,
    visible_to,
)

__all__ = [
    "BODIES",
    "USES",
    "file_of",
    "find_ticket",
    "get_evidence",
    "get_with_unit",
    "has_redacted_copy",
    "hold_evidence",
    "hold_own",
    "is_redacted_copy",
    "issuing_bodies",
    "kept_from",
    "library_filters",
    "list_evidence",
    "list_own",
    "name_documents",
    "number_going",
    "own_by_name",
    "packs_with",
    "read_evidence",
    "require_acceptable",
    "require_provable",
    "require_sound",
    "shown_redacted",
    "told_to",
    "uploaded_by",
    "visible_to",
]
