from datetime import date, datetime, timedelta
from uuid import UUID

from pydantic import BaseModel, model_validator

from papi.access.permissions import Role
from papi.delegations.workflow import DelegationState
from papi.kit.paging import PageQuery
from papi.kit.problems import BilingualError
from papi.kit.schemas import Day, Input, Reason

LONGEST = timedelta(days=366)


class DelegationUnit(BaseModel):
    id: UUID
    code: str
    name: str


class DelegationPerson(BaseModel):
    id: UUID
    full_name: str


class DelegationRead(BaseModel):
    """Somebody acts in a head's name from a day to a day, the last included. `state` is derived; what is over stays listed."""

    id: UUID
    version: int
    unit: DelegationUnit
    role: Role
    giver: DelegationPerson
    receiver: DelegationPerson
    valid_from: date
    valid_to: date
    reason: str
    state: DelegationState
    created_at: datetime
    ended_at: datetime | None
    allowed_actions: list[str]


class DelegationCreate(Input):
    """A head names the receiver and the days. `giver_id` and `unit_id` are for the administrator, who delegates for a head who is away."""

    receiver_id: UUID
    valid_from: Day
    valid_to: Day
    reason: Reason
    giver_id: UUID | None = None
    unit_id: UUID | None = None

    @model_validator(mode="after")
    def _lasts_a_while(self) -> "DelegationCreate":
        if self.valid_to < self.valid_from:
            raise BilingualError("Ngày kết thúc phải từ ngày bắt đầu trở đi.", "It must end on or after its first day.")
        if self.valid_to - self.valid_from > LONGEST:
            raise BilingualError("Ủy quyền không quá một năm.", "A delegation lasts a year at most.")
        return self


class DelegationQuery(PageQuery, frozen=True):
    unit: UUID | None = None
    person: UUID | None = None
    current: bool | None = None
