"""The demo's evidence: real files, stored and described as an upload would have left them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.demo.files import build, issuer_of, list_templates
from papi.demo.papers import Issuer, Template
from papi.demo.signed import signed_copy
from papi.demo.texts import said_by
from papi.directory.models import Unit, UnitLevel, level_of
from papi.evidence.models import Evidence, EvidenceFile, ReviewState, ScanState
from papi.kit import clock
from papi.kit.storage import Storage
from papi.kit.text import nfc
from papi.kit.types import new_id

SUPERIOR = "UBND thành phố Vũng Tàu"
PLACE = "Vũng Tàu"


@dataclass
class Library:
    """What each unit has uploaded: the ids of its documents by the task that they prove."""

    storage: Storage
    by_task: dict[tuple[UUID, str], list[tuple[datetime, UUID]]]

    def proofs(self, unit_id: UUID, task_key: str) -> Sequence[UUID]:
        """What the unit had by now as proof of a task."""
        return [evidence_id for uploaded_at, evidence_id in self.by_task.get((unit_id, task_key), ()) if uploaded_at <= clock.business()]


def templates_for(unit: Unit) -> list[Template]:
    """The papers that a unit of this level issues."""
    issuing = "ward" if level_of(unit.kind) is UnitLevel.WARD else "department"
    return [template for template in list_templates() if template.issuing == issuing]


async def upload(session: AsyncSession, library: Library, author: tuple[Actor, Unit, str], templates: Iterable[Template]) -> None:
    """Build the files and store them under the name of the unit's officer, each on its day. `author` ends with the signer's name."""
    actor, unit, signer = author
    issuer = issuer_for(unit, signer)
    for place, template in enumerate(templates):
        at = datetime.combine(template.issued_on, time(9 + place % 3, 7 * place % 60), clock.TIMEZONE)
        file_name, media_type, content = build(template, issuer)
        signed = signed_copy(unit.code, template.key)
        content = signed.content if signed else content
        file_id, evidence_id = new_id(), new_id()
        await library.storage.put(Storage.key(file_id), content)
        described: Mapping[str, object] = {
            "file_name": nfc(file_name),
            "media_type": media_type,
            "size": len(content),
            "sha256": sha256(content).hexdigest(),
            "flags": [],
            "uploaded_by": actor.person_id,
            "uploaded_at": at,
        }
        session.add(
            Evidence(
                id=evidence_id,
                unit_id=unit.id,
                title=nfc(template.title),
                document_number=template.number,
                issuing_body=issuer.letterhead if template.type else None,
                issued_on=template.issued_on,
                effective_on=template.issued_on if template.type else None,
                contains_personal_data=template.contains_personal_data,
                page_count=None,
                file_version=1,
                scan_state=ScanState.NOT_SCANNED,
                review_state=ReviewState.PENDING,
                **described,
            )
        )
        received = {"received_size": described["size"], "received_sha256": described["sha256"]}
        seen = signed.read_at(at) if signed else {}
        file = EvidenceFile(id=file_id, object_id=file_id, evidence_id=evidence_id, number=1, **described, **received, **seen)
        session.add_all((file, said_by(file, template, issuer)))
        for key in template.task_keys:
            library.by_task.setdefault((unit.id, key), []).append((at, evidence_id))
    await session.flush()


async def upload_infected(session: AsyncSession, library: Library, author: tuple[Actor, Unit, str]) -> None:
    """A paper that proves nothing, in which a virus scanner found something (the test string that every scanner knows): quarantined."""
    paper = templates_for(author[1])[0]
    about: dict[str, Any] = {
        "title": "Mẫu phiếu khảo sát nhận qua thư điện tử",
        "file_name": "Mẫu phiếu khảo sát.pdf",
        "number": None,
        "task_keys": [],
    }
    await upload(session, library, author, [paper.model_copy(update={**about, "key": "w-mau-phieu-khao-sat"})])
    evidence = await session.scalar(select(Evidence).where(Evidence.unit_id == author[1].id, Evidence.title == about["title"]))
    assert evidence is not None
    evidence.scan_state = ScanState.INFECTED
    found = {"scan_state": ScanState.INFECTED, "scan_finding": "Win.Test.EICAR_HDB-1", "scanned_at": evidence.uploaded_at}
    await session.execute(update(EvidenceFile).where(EvidenceFile.evidence_id == evidence.id).values(found))


def issuer_for(unit: Unit, signer: str) -> Issuer:
    """The letterhead of a unit's papers."""
    name = unit.name if level_of(unit.kind) is UnitLevel.WARD else unit.short_name
    return issuer_of(name, SUPERIOR, PLACE, signer)
