from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from papi.events.schemas import EventRead

MOST = 1_000
LONGEST_WAIT = 30
GREATEST = 2**31 - 1


class EventsQuery(BaseModel, frozen=True, extra="forbid"):
    """From where to read on, and what."""

    after: int = Field(default=0, ge=0, le=GREATEST, description="Read on after this number: `after` of the page before; 0 for all")
    cursor: int | None = Field(default=None, ge=0, le=GREATEST, description="`next_cursor` of the page before, as other lists take it")
    limit: int = Field(default=200, ge=1, le=MOST, description="Items a page, 1 to 1000")
    mark: str | None = Field(
        default=None,
        pattern=r"^[0-9a-f]{16}$",
        description="`mark` of the page before; 422 `other_history` unless all is as it was then",
    )
    types: str | None = Field(
        default=None, max_length=4000, description="Types with commas between, or all of a resource: `report.submitted,period.*`"
    )
    unit: UUID | None = Field(default=None, description="Of this unit's matters alone")
    wait: int = Field(default=0, ge=0, le=LONGEST_WAIT, description="Seconds to wait, if there is nothing yet, until there is something")

    @property
    def start(self) -> int:
        """The number after which the page begins."""
        return self.after if self.cursor is None else self.cursor


class EventsRead(BaseModel):
    """Events, oldest first. `after` is up to where was read: ask for what comes after it, whether or not there were items. `mark` stands
    for all that happened until there; null before anything did. `next_cursor` is `after` while there is more to read at once, and null
    when all was read."""

    items: list[EventRead]
    next_cursor: str | None
    after: int
    mark: str | None


Page = dict[str, Any]
"""The wire's `EventsRead`."""
