"""What people do with evidence: add it, describe it, replace it, review it; and what capabilities above do with it."""

from papi.evidence.actions.adding import find_own, require_upload
from papi.evidence.actions.arriving import take_document, take_redacted_copy, take_version
from papi.evidence.actions.describing import link_evidence, unlink_evidence, update_evidence
from papi.evidence.actions.reading import create_ticket, record_read
from papi.evidence.actions.releasing import count_links, note_accepted, open_to, release, stored_objects
from papi.evidence.actions.reviewing import Verdict, review_evidence, review_many
from papi.evidence.actions.scanning_again import scan_again

__all__ = [
    "Verdict",
    "count_links",
    "create_ticket",
    "find_own",
    "link_evidence",
    "note_accepted",
    "open_to",
    "record_read",
    "release",
    "require_upload",
    "review_evidence",
    "review_many",
    "scan_again",
    "stored_objects",
    "take_document",
    "take_redacted_copy",
    "take_version",
    "unlink_evidence",
    "update_evidence",
]
