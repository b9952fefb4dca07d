"""Who issued documents, as bodies are written already."""

from pydantic import BaseModel, Field


class BodiesQuery(BaseModel, frozen=True, extra="forbid"):
    q: str | None = Field(default=None, max_length=200, description="Words to search for, without regard to diacritics")


class IssuingBody(BaseModel):
    """A body as it is written most often, and on how many documents."""

    name: str
    used: int


class IssuingBodies(BaseModel):
    items: list[IssuingBody]
