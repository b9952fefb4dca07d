from uuid import UUID

from pydantic import BaseModel


class ClientSelf(BaseModel):
    """The client that calls, as its token lets it. `unit_ids` are those whose matters it sees; null for all units."""

    client_id: UUID
    name: str
    scopes: list[str]
    unit_ids: list[UUID] | None
