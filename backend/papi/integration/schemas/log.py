from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, Field

from papi.kit.paging import PageQuery


class ExchangeWay(StrEnum):
    """Whether something left the house or came in."""

    PULLED = "pulled"
    PUSHED = "pushed"


class ExchangeQuery(PageQuery, frozen=True):
    client: UUID | None = None
    way: ExchangeWay | None = Field(default=None, description="What was pulled, or what was pushed")


class ExchangeRead(BaseModel):
    """One call of another system: who, when, what and how many. `said` tells it in words."""

    id: UUID
    at: datetime
    client_id: UUID
    client: str
    way: ExchangeWay
    what: str
    rows: int
    refused: int
    period: str | None
    said: str
    address: str | None
