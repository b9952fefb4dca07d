from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from papi.kit.paging import PageQuery
from papi.oversight.schemas.ladder import DayUnit
from papi.oversight.schemas.reminders import RemindedUnit


class EscalationRead(BaseModel):
    """Something late at a unit that it is a duty of. `days_late` counts in the ladder's unit; `times` and `last_on` tell of reminders by
    hand."""

    id: UUID
    kind: Literal["report", "assignment"]
    unit: RemindedUnit
    title: str
    due_on: date
    days_late: int
    day_unit: DayUnit
    times: int
    last_on: date | None


class EscalationQuery(PageQuery, frozen=True):
    level: Literal["coordinator", "leader"] = "coordinator"
    kind: Literal["report", "assignment"] | None = None
    unit: UUID | None = None
