from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from papi.evidence.texts.models import Kind, TextState
from papi.kit.schemas import Input, Reason


class FoundInText(BaseModel):
    """Where `q` was found in the content of a document's present file. Of a document with personal data only that it was: its words are
    read at its own page, where that is recorded."""

    page: int | None
    words: str | None


class TextPage(BaseModel):
    number: int
    text: str


class TextRead(BaseModel):
    """What a version says, page by page; slides and sheets are pages, a Word file is one. `state` is `reading` until a job has read it,
    `no_text` for a picture, scan, film or pack, `none` where nobody has read it. `truncated`: there is more than is read."""

    version: int
    state: TextState
    truncated: bool
    pages: list[TextPage]


class LikenessRead(BaseModel):
    """Another document whose file is the same (`file`), or nearly the same as a picture or text. `earlier`: it was there before.

    Of one that the caller may not read there is neither id nor name. `periods` are those in whose reports it serves as proof.
    """

    id: UUID
    kind: Kind
    percent: int
    earlier: bool
    other_id: UUID | None
    title: str | None
    unit: str | None
    uploaded_at: datetime | None
    periods: list[str]
    dismissed_by: str | None
    dismissed_at: datetime | None
    dismissed_reason: str | None
    allowed_actions: list[str]


class FoundNumber(BaseModel):
    """A number that may be somebody's own, masked: `cccd`, `cmnd` or `phone`."""

    kind: str
    masked: str
    page: int


class FindingsRead(BaseModel):
    """What a job has found in the present file. Likenesses and personal numbers are for the unit and its reviewer; for others they are
    empty. `allowed_actions` on the numbers: `mark` (`PATCH` with `contains_personal_data`) and `dismiss`."""

    version: int
    text_state: TextState
    truncated: bool
    numbers: list[FoundNumber]
    numbers_dismissed_by: str | None
    numbers_dismissed_at: datetime | None
    allowed_actions: list[str]
    likenesses: list[LikenessRead]


class Dismissal(Input):
    reason: Reason
