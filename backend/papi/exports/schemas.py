from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from papi.kit.schemas import Input
from papi.kit.transport import API

Path = Annotated[str, StringConstraints(pattern=r"^/[a-z0-9/_-]{1,200}$"), AfterValidator(lambda path: path.removeprefix(API))]


class ExportState(StrEnum):
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class ExportCreate(Input):
    """A list of the API by its path (`/report-lines`, with `/api/v1` or without), with its filters and order as they come after `?`."""

    path: Path
    query: str = Field(default="", max_length=4000)
    format: Literal["xlsx", "csv"] = "xlsx"


class ExportRead(BaseModel):
    """How a file stands. `link` leads to it while it is there; `failure` says why there is none."""

    id: UUID
    file_name: str
    format: str
    state: ExportState
    rows: int | None
    size: int | None
    failure_code: str | None
    failure: str | None
    created_at: datetime
    finished_at: datetime | None
    expires_at: datetime
    link: str | None


class ExportsRead(BaseModel):
    items: list[ExportRead]
