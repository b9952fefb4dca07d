from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from papi.kit.paging import PageQuery
from papi.kit.schemas import Input, Reason


class CommentRead(BaseModel):
    """A comment, with the role and unit in which its author spoke."""

    id: UUID
    text: str
    author: str
    author_id: UUID
    role: str
    unit: str
    unit_id: UUID
    created_at: datetime


class CommentCreate(Input):
    text: Reason


class CommentQuery(PageQuery, frozen=True):
    subject: str = Field(max_length=80, description="`report:ID`, `report_line:ID`, `evidence:ID` or `finding:ID`")
