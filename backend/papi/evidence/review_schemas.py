"""What reviewers say of documents."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from papi.evidence.models import RejectionCode
from papi.kit.problems import BilingualError
from papi.kit.schemas import Input, Reason

Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class Acceptance(Input):
    """`sha256`: of the file that was looked at; another one meanwhile is refused."""

    sha256: Sha256 | None = None


class Why(Input):
    """Why a document is not accepted: a code, and words where it is `other`."""

    reason_code: RejectionCode = RejectionCode.OTHER
    reason: Reason | None = None

    @property
    def is_said(self) -> bool:
        return self.reason is not None or self.reason_code is not RejectionCode.OTHER

    @staticmethod
    def required() -> BilingualError:
        return BilingualError("Cần ghi lý do.", "A reason is needed.")


class Rejection(Why):
    """The same of one document; `sha256` as of an acceptance."""

    sha256: Sha256 | None = None

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if not self.is_said:
            raise self.required()
        return self


class ReviewedItem(Input):
    """One of many: the document in the version, and with the file, that was looked at."""

    id: UUID
    version: Annotated[int, Field(ge=1)]
    sha256: Sha256


class BulkReview(Why):
    """One decision on many documents: `accept`, or `reject` with one reason for all."""

    action: Literal["accept", "reject"]
    items: list[ReviewedItem] = Field(min_length=1, max_length=100)

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.action == "reject" and not self.is_said:
            raise self.required()
        return self


class ReviewOutcome(BaseModel):
    """What became of one of many: 200, or the refusal in words."""

    id: UUID
    status: int
    code: str | None
    detail: str | None


class ReviewOutcomes(BaseModel):
    items: list[ReviewOutcome]
