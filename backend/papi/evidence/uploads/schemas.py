from datetime import datetime
from uuid import UUID

from pydantic import BaseModel


class UploadRead(BaseModel):
    """A file that comes in pieces: `offset` of `length` bytes are kept. `evidence_id` is what it has become, null until it is whole."""

    id: UUID
    file_name: str
    length: int
    offset: int
    evidence_id: UUID | None
    created_at: datetime
    expires_at: datetime
