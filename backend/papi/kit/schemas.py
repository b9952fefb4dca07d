from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints


class Input(BaseModel):
    """A body: unknown fields are refused, and nothing is converted silently where pydantic can be strict."""

    model_config = ConfigDict(extra="forbid")


class ProblemField(BaseModel):
    pointer: str
    detail: str


class Problem(BaseModel):
    """A refusal by RFC 9457. `code` is stable; `detail` is in the language of `Accept-Language`."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    request_id: str
    errors: list[ProblemField] = []


ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
LongText = Annotated[str, StringConstraints(max_length=20_000)]
Percent = Annotated[StrictInt, Field(ge=0, le=100)]
Flag = StrictBool
