from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StrictInt, StringConstraints

from papi.access.addresses import network_of
from papi.access.areas import AREAS
from papi.access.credentials import LONGEST_OVERLAP, OVERLAP_HOURS
from papi.access.permissions import Role
from papi.kit.paging import PageQuery
from papi.kit.problems import BilingualError
from papi.kit.schemas import Flag, Input

LONGEST_DAYS = 365
Area = Literal[
    "plans", "reports", "evidence", "measures", "scores", "activities", "oversight", "personal_data", "directory", "events", "overview"
]
assert set(Area.__args__) == AREAS.keys(), "the description names the areas that there are"


def _in_order(areas: list[Area]) -> list[Area]:
    return [area for area in Area.__args__ if area in areas]


def _network(text: str) -> str:
    try:
        return str(network_of(text))
    except ValueError:
        raise BilingualError(
            "Cần một địa chỉ IP hoặc dải CIDR như 203.0.113.0/24.", "An address or a network such as 203.0.113.0/24 is needed."
        ) from None


Address = Annotated[str, StringConstraints(max_length=64), AfterValidator(_network)]
Areas = Annotated[list[Area], Field(max_length=20), AfterValidator(_in_order)]
TokenName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class PersonalTokenRead(BaseModel):
    """A token for the person's own scripts, in one membership. Without `may_write` it only reads. `scopes`: the areas of
    work that it serves in, none for all. `replaced_at`: another was made in its place, and it serves on until `expires_at`."""

    id: UUID
    name: str
    beginning: str
    role: Role
    unit_name: str
    may_write: bool
    scopes: list[Area]
    allowed_addresses: list[str]
    created_at: datetime
    expires_at: datetime
    replaced_at: datetime | None
    last_used_at: datetime | None
    last_used_address: str | None


class PersonalTokenCreated(PersonalTokenRead):
    """A new token; `token` is shown this once."""

    token: str


class PersonalTokens(BaseModel):
    items: list[PersonalTokenRead]


class TokenPerson(BaseModel):
    id: UUID
    username: str
    full_name: str


class PersonalTokenRow(PersonalTokenRead):
    """A token as the administrator sees it."""

    person: TokenPerson


class PersonalTokenCreate(Input):
    """Acts in the membership in which it is made, in the areas of work that `scopes` name, or in all. It ends after `days`, a year at
    most."""

    name: TokenName
    may_write: Flag = False
    scopes: Areas = Field(default_factory=list[Area])
    days: Annotated[StrictInt, Field(ge=1, le=LONGEST_DAYS)]
    allowed_addresses: Annotated[list[Address], Field(max_length=20)] = Field(default_factory=list[str])


class PersonalTokenRotation(Input):
    """How long the token that serves now still serves; 0 ends it at once."""

    overlap_hours: Annotated[StrictInt, Field(ge=0, le=LONGEST_OVERLAP)] = OVERLAP_HOURS


class PersonalTokenQuery(PageQuery, frozen=True):
    person: UUID | None = None
