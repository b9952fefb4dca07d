"""The version of the packages: told with each answer, asked for by a parameter of the media type.

A version is the shape that a client may rely on: members may be added within it, none changes or goes. The next one would be served
beside it, by the same addresses.
"""

from fastapi import Depends, Request

from papi.integration.errors import UnknownVersion

SCHEMA_VERSION = "1.0"
MEDIA_TYPE = "application/json; version=1"
_SERVED = frozenset({"1", "1.0"})


def asked_versions(accept: str) -> set[str]:
    """The values of `version` in an Accept header."""
    found: set[str] = set()
    for part in accept.split(","):
        for parameter in part.split(";")[1:]:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "version":
                found.add(value.strip().strip('"'))
    return found


async def _require_served(request: Request) -> None:
    asked = asked_versions(request.headers.get("accept", ""))
    if asked and not asked & _SERVED:
        raise UnknownVersion(known=SCHEMA_VERSION)


Served = Depends(_require_served)
"""Refuses with 406 who asks for a version that there is not; who asks for none gets the present one."""
