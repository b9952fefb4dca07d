"""Documents of Phường 1 that its clerk finds marked: one is out of force and stands on a line all the same, one has another file than
July's accepted report."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from papi.demo.files import build
from papi.demo.library import issuer_for, templates_for
from papi.demo.stage import FIRST_WARD, Scene, Stage, UnitOnStage, at
from papi.evidence.actions import find_own, update_evidence
from papi.evidence.actions.adding import add_version
from papi.evidence.examining import Examined
from papi.evidence.receiving import Received
from papi.evidence.schemas import EvidenceUpdate
from papi.evidence.storing import Kept
from papi.kit.encryption import Envelope
from papi.kit.etag import Precondition
from papi.kit.storage import Storage
from papi.kit.text import nfc
from papi.kit.types import new_id

_REPLACED, _EXPIRED = "II.1-06", "II.2-1.1-1"
_MORE = "4. Bổ sung: phát lại nội dung vào 16 giờ 30 các ngày thứ Bảy trong tháng 8 năm 2024."


def scenes_of_judging(stage: Stage) -> Iterator[Scene]:
    """Both happen on a morning in September."""
    unit = UnitOnStage(stage, stage.cast.units[FIRST_WARD])
    yield Scene(at(9, 11, 8, 20), partial(_replace, unit))
    yield Scene(at(9, 11, 8, 45), partial(_let_expire, unit))


async def _let_expire(at_work: UnitOnStage, session: AsyncSession) -> None:
    document = at_work.stage.library.proofs(at_work.unit.id, _EXPIRED)[0]
    await update_evidence(session, at_work.officer, document, EvidenceUpdate(expires_on=date(2024, 9, 10)), Precondition())


async def _replace(at_work: UnitOnStage, session: AsyncSession) -> None:
    """A better version of a paper that was accepted in August."""
    document = at_work.stage.library.proofs(at_work.unit.id, _REPLACED)[0]
    template = next(template for template in templates_for(at_work.unit) if _REPLACED in template.task_keys)
    mended = template.model_copy(update={"body": [*template.body, _MORE]})
    file_name, media_type, content = build(mended, issuer_for(at_work.unit, at_work.head.full_name))
    file_id = new_id()
    await at_work.stage.library.storage.put(Storage.key(file_id), content)
    size, digest = len(content), sha256(content).hexdigest()
    received = Received(Path(), size=size, sha256=digest)
    examined = Examined(Path(), nfc(file_name), media_type, size, digest, None, [], may_be_signed=False, received=received)
    evidence = await find_own(session, at_work.officer, document)
    await add_version(session, at_work.officer, evidence, examined, Kept(file_id, file_id, Envelope()))
