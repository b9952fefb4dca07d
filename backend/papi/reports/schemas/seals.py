from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel


class SealRead(BaseModel):
    """The frozen report: `content` is canonical JSON (RFC 8785), `signature` a detached-key JWS over its SHA-256."""

    report_id: UUID
    number: int
    sealed_at: datetime
    sha256: str
    key_id: str
    signature: str
    content: str
    public_key: dict[str, Any]
    changed_since: bool


class SealRow(BaseModel):
    """One of a report's seals; none is ever discarded."""

    number: int
    sealed_at: datetime
    sha256: str
    key_id: str


class SealsRead(BaseModel):
    items: list[SealRow]


class SealChange(BaseModel):
    """One difference in words; `what` is `reopened`, `text`, `line_new`, `line_gone`, `document_new`, `document_gone`, `file` (another
    file under the same document), `rejected` or `quarantined`. `before` and `after` are the texts, or the hashes of the files."""

    line: int | None
    what: str
    detail: str
    before: str | None
    after: str | None


class SealChanges(BaseModel):
    """What has changed since the latest seal, as far as the caller sees the report now. Nothing: the report is as it was accepted."""

    number: int
    sealed_at: datetime
    changes: list[SealChange]
