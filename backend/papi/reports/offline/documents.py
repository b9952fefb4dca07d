"""The documents that a cell names, held against those that the line had when the file left and has now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from papi.kit.text import fold
from papi.kit.types import AnyRow
from papi.reports.offline.template import shown_names
from papi.reports.schemas.workbooks import DocumentMeaning, NamedDocument, WorkbookDocument

Chosen = Mapping[tuple[UUID, str], UUID | None]
"""Line and name → the document that the name means, or none of them."""


@dataclass(frozen=True)
class Proof:
    """What the cell's names mean, and the documents that the line would hold; `ids` is None where it holds them already."""

    documents: list[WorkbookDocument]
    ids: list[UUID] | None
    undecided: int

    @property
    def asked(self) -> bool:
        return any(document.status is DocumentMeaning.ASKED for document in self.documents)

    @property
    def missing(self) -> int:
        return sum(document.status is DocumentMeaning.MISSING for document in self.documents)


def new_names(names: Sequence[str], base: Any, line: Mapping[str, Any]) -> list[str]:
    """The names that stand for no document that the line had or has: they are looked up."""
    known = {fold(document["name"]) for document in [*base_documents(base), *shown_names(line["evidence"])]}
    return [name for name in names if fold(name) not in known]


def weigh(line: Mapping[str, Any], sides: tuple[Any, Sequence[str]], found: Mapping[str, Sequence[AnyRow]], chosen: Chosen) -> Proof:
    """What is added here is added, and what is taken off here is taken off: documents that others linked or took off meanwhile stay so,
    and nothing has to be chosen between them. `sides`: what left, and the names that came back."""
    before, names = base_documents(sides[0]), sides[1]
    written = {fold(name) for name in names}
    held = [document["id"] for document in line["evidence"]]
    documents = [_known(document, DocumentMeaning.KEPT) for document in shown_names(line["evidence"]) if fold(document["name"]) in written]
    documents += [_looked_up(line["id"], name, found.get(name, ()), chosen) for name in new_names(names, sides[0], line)]
    meant = [document.evidence_id for document in documents if document.evidence_id is not None]
    gone = [document for document in before if fold(document["name"]) not in written and UUID(document["id"]) in held]
    removed = [document for document in gone if UUID(document["id"]) not in meant]
    documents += [_known(document, DocumentMeaning.REMOVED) for document in removed]
    kept = [document for document in held if document not in {UUID(item["id"]) for item in removed}]
    wanted = list(dict.fromkeys([*kept, *meant]))
    undecided = sum(document.status is DocumentMeaning.ASKED and not document.chosen for document in documents)
    return Proof(documents, None if wanted == held else wanted, undecided)


def base_documents(base: Any) -> list[dict[str, str]]:
    """The documents that left, from the hidden sheet: taken for what they are only where they have its shape."""
    listed = cast(list[Any], base) if isinstance(base, list) else []
    return [item for item in listed if _is_document(item)]


def _is_document(item: Any) -> bool:
    try:
        return bool(UUID(item["id"])) and isinstance(item["name"], str)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _known(document: Mapping[str, str], status: DocumentMeaning) -> WorkbookDocument:
    return WorkbookDocument(name=document["name"], status=status, evidence_id=UUID(document["id"]), chosen=False, candidates=[])


def _looked_up(line_id: UUID, name: str, rows: Sequence[AnyRow], chosen: Chosen) -> WorkbookDocument:
    candidates = [NamedDocument.model_validate(row, from_attributes=True) for row in rows[:20]]
    if not candidates:
        return WorkbookDocument(name=name, status=DocumentMeaning.MISSING, evidence_id=None, chosen=False, candidates=[])
    if len(candidates) == 1:
        return WorkbookDocument(name=name, status=DocumentMeaning.LINKED, evidence_id=candidates[0].id, chosen=False, candidates=candidates)
    answer = chosen.get((line_id, name))
    answered = (line_id, name) in chosen and (answer is None or answer in {candidate.id for candidate in candidates})
    return WorkbookDocument(
        name=name, status=DocumentMeaning.ASKED, evidence_id=answer if answered else None, chosen=answered, candidates=candidates
    )
