"""A pack is drawn: planned, told in a signed manifest, recorded, then read from the store as it is sent."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from papi.access.actor import Actor
from papi.access.keys import SigningKey
from papi.evidence.actions import record_read
from papi.evidence.leaving import KeptBack, kept_back
from papi.evidence.models import Evidence, EvidenceFile
from papi.evidence.packing.archive import Entry, length_of
from papi.evidence.packing.manifest import INDEX, MANIFEST, SEAL, canonical, sealed
from papi.evidence.packing.naming import part
from papi.evidence.storing import Workplace
from papi.kit import clock
from papi.kit.types import new_id
from papi.outbox.facts import record
from papi.packs.errors import PackEmpty
from papi.packs.facts import about_pack
from papi.packs.pouring import Pouring, StillGoes, remember
from papi.packs.queries import Chosen, Pack, plan_pack
from papi.packs.schemas import NamedPackWish, PackWish
from papi.packs.telling import index_of, manifest_of

_LONGEST_NAME = 90


@dataclass(frozen=True)
class Drawn:
    """A pack on its way: what it is called, how long it is to the byte, and its bytes."""

    name: str
    length: int
    content: AsyncIterator[bytes]


async def draw(place: Workplace, actor: Actor, wish: PackWish, key: SigningKey) -> Drawn:
    """Plan the pack and begin it. Who drew what is recorded before the first byte, with each document whose reads are recorded."""
    pack = await plan_pack(place, actor, wish)
    if await _are_mended(place, pack):
        pack = await plan_pack(place, actor, wish)
    if not pack.going:
        raise PackEmpty
    _require_keys(place, pack)
    pack_id, made_at = new_id(), clock.business()
    heads = await asyncio.to_thread(_heads, pack, pack_id, (actor, made_at), key)
    await _record(place, actor, pack, (pack_id, _label(pack, wish)))
    entries = _entries(pack, [len(head) for head in heads], made_at)
    content = Pouring(place, heads, [one.file for one in pack.going], _as_planned(place, pack)).send(entries)
    name = f"{part(f'Minh chứng {pack.title}', _LONGEST_NAME)} {made_at:%Y%m%d-%H%M}.zip"
    return Drawn(name, await asyncio.to_thread(length_of, entries), content)


def _as_planned(place: Workplace, pack: Pack) -> StillGoes:
    """A large pack on a slow line takes hours: what was closed, marked or erased since it was begun does not go out with it."""
    marked = {one.file.id: one.evidence.contains_personal_data for one in pack.going}

    async def still_goes(file: EvidenceFile) -> bool:
        asked = select(Evidence, EvidenceFile).join(EvidenceFile, EvidenceFile.evidence_id == Evidence.id).where(EvidenceFile.id == file.id)
        async with place.database.reading() as session:
            evidence, present = (await session.execute(asked)).one()
        erased = evidence.erased_at is not None or present.erased_at is not None
        return not erased and kept_back(evidence, present, personal_data=marked[file.id]) is None

    return still_goes


def _heads(pack: Pack, pack_id: UUID, made: tuple[Actor, datetime], key: SigningKey) -> list[bytes]:
    """Manifest, seal and index, in the order in which they stand at the beginning."""
    index = index_of(pack)
    told = manifest_of(pack, pack_id, made, index)
    manifest = canonical(told)
    return [manifest, sealed(told, manifest, key), index]


def _entries(pack: Pack, heads: Sequence[int], made_at: datetime) -> list[Entry]:
    begin = [Entry(path, size, made_at) for path, size in zip((MANIFEST, SEAL, INDEX), heads, strict=True)]
    return [*begin, *(Entry(one.path, one.file.size, one.file.uploaded_at) for one in pack.going)]


def length_of_pack(pack: Pack) -> int:
    """About how long the archive will be; its manifest and index are not written yet."""
    told = 1_500 * (len(pack.going) + len(pack.staying)) + 10_000
    return pack.size + told if pack.going else 0


async def _are_mended(place: Workplace, pack: Pack) -> bool:
    """Whether a file that was found damaged once is whole again, as after a restore."""
    mended = False
    for one in pack.staying:
        if one.kept_back is KeptBack.DAMAGED and await Pouring(place, [], []).is_whole(one.file):
            await remember(place, one.file, damaged=False)
            mended = True
    return mended


def _require_keys(place: Workplace, pack: Pack) -> None:
    """Refuse in words, before the answer begins, what cannot be decrypted here."""
    for key_id in {one.file.master_key for one in pack.going if one.file.master_key is not None}:
        place.storage.keys_at_hand.key(key_id)


def _label(pack: Pack, wish: PackWish) -> str:
    """What history calls it. A title of its own is for whoever gets the pack: it may tell that somebody asked about their own data."""
    return "Gói minh chứng" if isinstance(wish, NamedPackWish) and wish.title is not None else f"Gói minh chứng {pack.title}"


async def _record(place: Workplace, actor: Actor, pack: Pack, called: tuple[UUID, str]) -> None:
    marked: list[Chosen] = [one for one in pack.going if one.evidence.contains_personal_data and not one.is_copy]
    told = {"files": len(pack.going), "size": pack.size, "left_out": len(pack.staying), "personal_data": len(marked)}
    async with place.database.writing() as session:
        fact = about_pack(*called, pack.unit_id or actor.unit_id, **told)
        record(session, actor.author, fact)
        for one in marked:
            record_read(session, actor, one.evidence, one.file.number)
