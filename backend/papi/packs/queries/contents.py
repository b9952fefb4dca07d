"""A pack as it would be drawn now: which files go, under which names, and what stays and why."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from papi.access.actor import Actor
from papi.directory.models import Unit
from papi.evidence.leaving import KeptBack, kept_back
from papi.evidence.models import Evidence, EvidenceFile, ReviewState
from papi.evidence.packing.manifest import INDEX, MANIFEST, SEAL
from papi.evidence.packing.naming import Names
from papi.evidence.storing import Workplace
from papi.kit.db import Database
from papi.kit.encryption import size_in_store
from papi.packs.queries.links import Link, list_links
from papi.packs.queries.selection import COUNTED, Found, find_documents, single_unit, title_of
from papi.packs.schemas import PackWish

_LOOKS = 16
_UNLINKED = "Chưa gắn với việc nào"
_PERSONAL = (None, KeptBack.PERSONAL_DATA)


@dataclass(frozen=True)
class Chosen:
    """A document of the pack. `path` is where its file lies in it; one that stays has none, but a reason. `personal`: it holds personal
    data, and the reader may have it as it is. `is_nameless`: the pack tells only that it is there, for a title, number or file name may
    hold what must not leave.
    """

    evidence: Evidence
    file: EvidenceFile
    unit: Unit
    links: Sequence[Link]
    personal: bool
    is_nameless: bool
    path: str = ""
    kept_back: KeptBack | None = None

    @property
    def is_copy(self) -> bool:
        """Whether the redacted copy goes in the document's place."""
        return self.file.redacts is not None

    @property
    def version(self) -> int:
        """Which version of the document it is, or its copy was made of."""
        return self.file.redacts or self.file.number

    @property
    def title(self) -> str:
        if self.is_nameless:
            return "Tài liệu có dữ liệu cá nhân (bản đã che)" if self.is_copy else "Tài liệu có dữ liệu cá nhân"
        return self.evidence.title

    @property
    def review_state(self) -> ReviewState:
        """What was said of the file; of an earlier version what was said of that one."""
        earlier = 0 < self.file.number < self.evidence.file_version
        return self.file.review_state if earlier else self.evidence.review_state

    @property
    def document_number(self) -> str | None:
        return None if self.is_nameless else self.evidence.document_number


@dataclass(frozen=True)
class Pack:
    """What is planned. `unit_id` is the one unit that it is all about, if it is."""

    title: str
    unit_id: UUID | None
    going: Sequence[Chosen]
    staying: Sequence[Chosen]

    @property
    def size(self) -> int:
        return sum(chosen.file.size for chosen in self.going)

    @property
    def copies(self) -> list[Chosen]:
        """The redacted copies that go in the place of documents."""
        return [one for one in self.going if one.is_copy]

    @property
    def personal(self) -> list[Chosen]:
        """The documents with personal data that the reader may have in it as they are."""
        return [one for one in (*self.going, *self.staying) if one.personal and one.kept_back in _PERSONAL]


async def count_pack(database: Database, actor: Actor, wish: PackWish) -> Pack:
    """What a pack would hold by what the database knows, for whoever is about to draw it: neither named nor sorted, without what it
    proves. The store is not asked: what is missing there is left out, and named, when the pack is drawn."""
    actor.require_some("evidence.read")
    async with database.reading() as session:
        title = await title_of(session, actor, wish)
        found = await find_documents(session, actor, wish, COUNTED)
    return _parted(title, wish, found, [_judged(one, {}, wish, set()) for one in found])


async def plan_pack(place: Workplace, actor: Actor, wish: PackWish) -> Pack:
    """Choose, look whether the store has what the rows say, and name the files. No connection is held while the store is asked."""
    actor.require_some("evidence.read")
    async with place.database.reading() as session:
        title = await title_of(session, actor, wish)
        found = await find_documents(session, actor, wish)
        links = await list_links(session, actor, [one.evidence.id for one in found])
    absent = await _absent(place, [one.file for one in found])
    pack = _parted(title, wish, found, sorted((_judged(one, links, wish, absent) for one in found), key=_order))
    return replace(pack, going=_named(pack.going))


def _parted(title: str, wish: PackWish, found: Sequence[Found], chosen: Sequence[Chosen]) -> Pack:
    going = [one for one in chosen if one.kept_back is None]
    staying = [one for one in chosen if one.kept_back is not None]
    return Pack(title, wish.unit or single_unit(found), going, staying)


async def _absent(place: Workplace, files: Sequence[EvidenceFile]) -> set[UUID]:
    """The files that the store lacks, or holds in another length; some are asked for at once."""
    waiting, absent = iter(files), set[UUID]()

    async def look() -> None:
        for file in waiting:
            size = await place.storage.size(file.key)
            if size != size_in_store(file.size, encrypted=file.wrapped_key is not None):
                absent.add(file.id)

    async with asyncio.TaskGroup() as looking:
        for _ in range(_LOOKS):
            looking.create_task(look())
    return absent


def _judged(one: Found, links: Mapping[UUID, Sequence[Link]], wish: PackWish, absent: set[UUID]) -> Chosen:
    reason = kept_back(one.evidence, one.file, personal_data=wish.personal_data)
    if reason is None and one.file.id in absent:
        reason = KeptBack.MISSING
    # what the pack is about comes first: a file is filed under the first thing that it proves
    about = wish.inspection or wish.period
    proves = sorted(links.get(one.evidence.id, ()), key=lambda link: about is not None and link.of != about)
    named = one.personal and wish.personal_data and one.file.redacts is None
    nameless = one.evidence.contains_personal_data and not named
    return Chosen(one.evidence, one.file, one.unit, proves, one.personal, nameless, kept_back=reason)


def _order(chosen: Chosen) -> tuple[object, ...]:
    first = chosen.links[0].place if chosen.links else (3,)
    return chosen.unit.sort, first, chosen.evidence.uploaded_at, chosen.evidence.id


def _named(going: Sequence[Chosen]) -> list[Chosen]:
    names = Names(MANIFEST, SEAL, INDEX)
    named: list[Chosen] = []
    for one in going:
        folder = one.links[0].folder if one.links else _UNLINKED
        path = names.give([one.unit.short_name, folder], one.title, one.file.file_name)
        named.append(replace(one, path=path))
    return named
