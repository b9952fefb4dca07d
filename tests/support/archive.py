"""A ward with its documents, and everyone who might look at them."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from papi.access.permissions import Role
from papi.directory.models import Unit, UnitKind
from papi.evidence.actions import release
from papi.kit.storage import Storage
from tests.support.files import pdf
from tests.support.world import Someone, World


async def upload(who: Someone, content: bytes, name: str = "Biên bản.pdf", **options: Any) -> httpx.Response:
    """Send a file as a browser does; `fields` go beside it, `headers` and `to` (another address) as they are."""
    path, fields = options.pop("to", "/evidence"), options.pop("fields", {})
    return await who.post(path, files={"file": (name, content)}, data=fields, **options)


@dataclass
class Archive:
    """Phường 1 and its people, and others: of another ward, of Phòng Nội vụ, of the city, of the Front."""

    world: World
    ward: Unit
    coordinating: Unit
    officer: Someone
    head: Someone
    stranger: Someone
    lead: Someone
    coordinator: Someone
    leader: Someone
    observer: Someone
    admin: Someone

    @property
    def storage(self) -> Storage:
        return self.world.app.state.storage

    @property
    def incoming(self) -> Path:
        return self.world.app.state.settings.incoming_dir

    def limit(self, size: int) -> None:
        """Take files up to so many bytes."""
        settings = self.world.app.state.settings
        self.world.app.state.settings = settings.model_copy(update={"max_upload_bytes": size})

    async def document(self, who: Someone | None = None, content: bytes | None = None, **fields: Any) -> dict[str, Any]:
        """A document of the ward, unless somebody else uploads it, as the answer told it."""
        uploaded = await upload(who or self.officer, content or pdf(), "Biên bản", fields=fields)
        assert uploaded.status_code == 201, uploaded.text
        return uploaded.json()

    async def release(self, document_id: str, lent_to: Collection[Unit] = ()) -> None:
        """What happens to a document when the report that it proves is sent."""
        async with self.world.database.writing() as session:
            await release(session, [UUID(document_id)], [(unit.id, "task:1") for unit in lent_to])

    async def stored(self, prefix: str = "evidence/") -> list[str]:
        """The keys of the files in the store."""
        return [key async for key, _size in self.storage.keys(prefix)]

    async def leftovers(self) -> list[str]:
        """Whatever a refused upload might have left: objects, half files, documents."""
        spooled = [path.name for path in self.incoming.glob("*")] if self.incoming.is_dir() else []
        listed = (await self.officer.get("/evidence")).json()["items"]
        return [*await self.stored(), *spooled, *(item["title"] for item in listed)]


async def make_archive(world: World) -> Archive:
    ward, other, department = await world.unit("Phường 1"), await world.unit("Phường 2"), await world.unit("Phòng Tư pháp")
    coordinating = await world.coordinating_unit()
    city, front = await world.unit("UBND thành phố", UnitKind.CITY), await world.unit("UBMTTQ", UnitKind.FRONT)
    return Archive(
        world=world,
        ward=ward,
        coordinating=coordinating,
        officer=await world.person(Role.OFFICER, ward, full_name="Nguyễn Thị Lệ"),
        head=await world.person(Role.UNIT_HEAD, ward, full_name="Trần Văn Minh"),
        stranger=await world.person(Role.UNIT_HEAD, other),
        lead=await world.person(Role.OFFICER, department),
        coordinator=await world.person(Role.COORDINATOR, coordinating, full_name="Lê Thị Hoa"),
        leader=await world.person(Role.LEADER, city),
        observer=await world.person(Role.OBSERVER, front),
        admin=await world.person(Role.ADMIN, city),
    )
