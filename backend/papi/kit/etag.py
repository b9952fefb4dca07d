"""Entity tags: `"v<version>-<hash of what this caller sees>"`, and the preconditions made of them.

`If-Match` compares the version alone, because the rest differs by caller and day; `If-None-Match` compares the whole.
"""

import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Annotated, Any

import orjson
from fastapi import Depends, Request, Response
from pydantic import BaseModel

from papi.kit.errors import FieldError, Invalid, StaleVersion
from papi.kit.types import as_json

_TAG = re.compile(r'^(?:W/)?"v(?P<version>\d+(?:\.\d+)?)(?:-[0-9a-f]+)?"$')


class Precondition:
    """The caller's `If-Match` and `If-None-Match`."""

    def __init__(self, if_match: str | None = None, if_none_match: str | None = None) -> None:
        self._if_match = if_match
        self._if_none_match = if_none_match

    def check(self, current: int | str) -> None:
        """Refuse with 412 if the caller has read another version than `current`. No header, no check."""
        if self._if_match is None or self._if_match.strip() == "*":
            return
        match = _TAG.match(self._if_match.strip())
        if match is None:
            raise Invalid(errors=[FieldError("If-Match", "Thẻ phiên bản không hợp lệ.", "Not a valid entity tag.")])
        wanted, present = match["version"], str(current)
        # a tag of a resource's own version alone is enough where the present one counts its content too
        if wanted != present and wanted != present.partition(".")[0]:
            raise StaleVersion(present)

    def has_seen(self, tag: str) -> bool:
        """Whether the caller already holds the representation with this tag."""
        given = {part.strip().removeprefix("W/") for part in (self._if_none_match or "").split(",")}  # a proxy may have weakened it
        return bool(given & {tag, "*"})


async def precondition_of(request: Request) -> Precondition:
    return Precondition(request.headers.get("if-match"), request.headers.get("if-none-match"))


IfMatch = Annotated[Precondition, Depends(precondition_of)]


def resource(
    content: BaseModel | Mapping[str, Any], version: int | str, precondition: Precondition | None = None, *, status: int = 200
) -> Response:
    """One resource as an answer with its tag; 304 where the caller already has it."""
    body = orjson.dumps(content.model_dump() if isinstance(content, BaseModel) else content, default=as_json)
    tag = f'"v{version}-{blake2b(body, digest_size=8).hexdigest()}"'
    if precondition is not None and precondition.has_seen(tag):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, status, {"ETag": tag}, media_type="application/json")
