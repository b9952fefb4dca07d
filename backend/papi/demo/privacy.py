"""Personal data in the demo: a list of names that was blacked out, who has read it, and a document that a head wants erased."""

import json
import tempfile
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.stage import FIRST_WARD, Scene, Stage, at
from papi.evidence.actions.adding import add_redacted_copy
from papi.evidence.actions.reading import record_read
from papi.evidence.examining import Examined
from papi.evidence.filetypes import PDF
from papi.evidence.isolated.blacking import main as black_out
from papi.evidence.models import Evidence
from papi.evidence.queries import file_of
from papi.evidence.receiving import Received
from papi.evidence.storing import Kept
from papi.kit.encryption import Envelope
from papi.kit.storage import Storage
from papi.kit.types import new_id
from papi.privacy.actions.erasing import propose
from papi.privacy.models import Ground
from papi.privacy.schemas import ErasureCreate

_NAMES = json.dumps({"1": [[0.275, 0.283, 0.36, 0.235]]})
_REASON = "Tài liệu tải nhầm, không dùng để chứng minh nội dung nào."


def scenes_of_privacy(stage: Stage) -> Iterator[Scene]:
    """In the first ward, in the days before the demo begins."""
    yield Scene(at(9, 11, 9, 20), partial(_redact, stage))
    yield Scene(at(9, 12, 14, 5), partial(_read, stage))
    yield Scene(at(9, 16, 7, 30), partial(_propose, stage))


async def _marked(session: AsyncSession, stage: Stage) -> Evidence:
    """The ward's list of people, as every demo has it."""
    marked = select(Evidence).where(
        Evidence.unit_id == stage.cast.units[FIRST_WARD].id, Evidence.contains_personal_data.is_(True), Evidence.media_type == PDF
    )
    return (await session.scalars(marked.order_by(Evidence.link_count.desc(), Evidence.id).limit(1))).one()


async def _redact(stage: Stage, session: AsyncSession) -> None:
    evidence, storage, file_id = await _marked(session, stage), stage.library.storage, new_id()
    original = (await file_of(session, evidence)).key
    content = _without_names(b"".join([piece async for piece in storage.read(original)]))
    await storage.put(Storage.key(file_id), content)
    digest = sha256(content).hexdigest()
    received = Received(Path(), "ban-da-che.pdf", len(content), digest)
    examined = Examined(Path(), "ban-da-che.pdf", PDF, len(content), digest, 1, (), False, received)
    await add_redacted_copy(session, stage.cast.officer(FIRST_WARD), evidence, examined, Kept(file_id, file_id, Envelope()))


def _without_names(content: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as directory:
        source, made = Path(directory, "original"), Path(directory, "made")
        source.write_bytes(content)
        black_out(PDF, str(source), str(made), _NAMES, "60")
        return made.read_bytes()


async def _read(stage: Stage, session: AsyncSession) -> None:
    evidence = await _marked(session, stage)
    record_read(session, stage.cast.coordinator, evidence, evidence.file_version, 1)


async def _propose(stage: Stage, session: AsyncSession) -> None:
    unused = select(Evidence.id).where(Evidence.unit_id == stage.cast.units[FIRST_WARD].id, Evidence.link_count == 0)
    evidence_id = await session.scalar(unused.order_by(Evidence.uploaded_at.desc(), Evidence.id).limit(1))
    if evidence_id is not None:
        given = ErasureCreate(evidence_id=evidence_id, ground=Ground.UNNEEDED, reason=_REASON)
        await propose(session, stage.cast.head(FIRST_WARD), given)
