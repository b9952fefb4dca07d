"""Reading which accounts at the identity provider open a person's own."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.models import LinkedIdentity
from papi.kit.documents import Column, Export

_FIELDS = ("id", "name", "issuer", "linked_at", "last_used_at")
IDENTITIES = Export(
    "tai-khoan-lien-ket",
    [
        Column("name", "Tài khoản liên kết", "Linked account", 32),
        Column("issuer", "Hệ thống tài khoản", "Identity provider", 40),
        Column("linked_at", "Liên kết lúc", "Linked", 18),
        Column("last_used_at", "Dùng gần nhất", "Last used", 18),
    ],
)


async def read_identities(session: AsyncSession, person_id: UUID) -> dict[str, Any]:
    """The linked accounts of a person."""
    rows = await session.scalars(select(LinkedIdentity).where(LinkedIdentity.person_id == person_id).order_by(LinkedIdentity.id))
    return {"items": [{name: getattr(row, name) for name in _FIELDS} for row in rows]}
