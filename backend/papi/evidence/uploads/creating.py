"""An upload is announced: whatever would be refused at its end is refused before a byte is sent."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.directory.models import Person
from papi.evidence.actions import find_own
from papi.evidence.actions.adding import add_evidence
from papi.evidence.examining import Examined
from papi.evidence.fields import fields_of
from papi.evidence.filetypes import PDF
from papi.evidence.receiving import Received
from papi.evidence.storing import Kept, Workplace
from papi.evidence.uploads.errors import TooManyUploads
from papi.evidence.uploads.keeping import drop
from papi.evidence.uploads.models import Upload
from papi.evidence.uploads.protocol import Wish
from papi.kit import clock
from papi.kit.db import trying
from papi.kit.encryption import Envelope, new_envelope
from papi.kit.etag import Precondition
from papi.kit.idempotency import KeyReused
from papi.kit.types import new_id

EMPTY_LASTS = timedelta(days=1)
_MOST_OPEN = 20


async def announce(place: Workplace, actor: Actor, wish: Wish, key: str | None, tag: str | None) -> Upload:
    """A new upload of the actor; the same one again for the same `key`. `tag`: the version of the target that the actor has seen."""
    known = await _known(place, actor, key)
    if known is not None and known.expires_at > clock.real():
        if (known.length, known.metadata_header) != (wish.length, wish.metadata_header):
            raise KeyReused
        return known
    if known is not None:
        await drop(place, known)
    async with place.database.writing() as session:
        await _require_room(session, actor)
        await _require_target(session, actor, wish, tag)
        now, upload_id = clock.real(), new_id()
        envelope = await new_envelope(session, place.storage, upload_id)
        upload = Upload(
            id=upload_id,
            person_id=actor.person_id,
            membership_id=actor.membership_id,
            unit_id=actor.unit_id,
            request_key=key,
            length=wish.length,
            received=0,
            file_name=wish.file_name,
            fields=wish.fields,
            metadata_header=wish.metadata_header,
            target_id=wish.target_id,
            target_tag=tag,
            created_at=now,
            expires_at=now + EMPTY_LASTS,
            **envelope.columns,
        )
        session.add(upload)
        return upload


async def _known(place: Workplace, actor: Actor, key: str | None) -> Upload | None:
    if key is None:
        return None
    async with place.database.reading() as session:
        mine = (Upload.person_id == actor.person_id, Upload.membership_id == actor.membership_id)
        return await session.scalar(select(Upload).where(*mine, Upload.request_key == key))


async def _require_room(session: AsyncSession, actor: Actor) -> None:
    """Whoever leaves too many uploads unfinished ends some first. The person's row is held, so that two creations do not both count."""
    await session.scalar(select(Person.id).where(Person.id == actor.person_id).with_for_update(key_share=True))
    unfinished = (Upload.person_id == actor.person_id, Upload.evidence_id.is_(None), Upload.expires_at > clock.real())
    number = await session.scalar(select(func.count()).select_from(Upload).where(*unfinished))
    if (number or 0) >= _MOST_OPEN:
        raise TooManyUploads(limit=_MOST_OPEN, headers={"Retry-After": "60"})


async def _require_target(session: AsyncSession, actor: Actor, wish: Wish, tag: str | None) -> None:
    """Try by the very acts of the end whether the document may be replaced, or the new one linked; what was tried is undone."""
    if wish.target_id is not None:
        evidence = await find_own(session, actor, wish.target_id)
        Precondition(tag).check(evidence.version)
        return
    given = fields_of(wish.fields)
    if given.link_to:
        async with trying(session):
            await add_evidence(session, actor, (new_id(), _stand_in(wish), Kept(new_id(), new_id(), Envelope())), given)


def _stand_in(wish: Wish) -> Examined:
    """What the file would be if its name told the truth; it is never stored."""
    nothing = "0" * 64
    received = Received(Path(), wish.file_name, wish.length, nothing)
    return Examined(Path(), wish.file_name, PDF, wish.length, nothing, None, (), False, received)
