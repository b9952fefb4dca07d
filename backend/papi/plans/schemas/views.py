from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from papi.kit.schemas import Input


class ViewsQuery(Input):
    """Of which plan; whose work the views of one's own count."""

    plan: UUID | None = None
    unit: UUID | None = Field(default=None, description="Of the views of one's own work: whose")
    not_saved_since: date | None = Field(default=None, description="The day for `unsaved`")


class ViewCounts(BaseModel):
    """How many assignments each of the usual views of the list shows; each is the `total` of `GET /assignments` with these filters.

    Of `unit`, if one is given: `overdue`, `due_soon` (`deadline_state`), `unsaved` (`not_saved_since`; null if no day is given), `untaken`,
    `questioned` (`receipt=awaited`, `questioned`), `own` (`own=true`). Of everybody: `all`, `lacking` (`lead_mark`), `asked`
    (`mandate=requested`), `awaiting` (`work_state=awaiting_confirmation&cadence=once`). `mine`: of the caller's unit.
    """

    all: int
    overdue: int
    due_soon: int
    unsaved: int | None
    awaiting: int
    mine: int
    untaken: int
    questioned: int
    lacking: int
    asked: int
    own: int
