"""What the API's description says beside its operations: where it is served, who keeps it, and what its parts are for."""

import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from papi.kit.etag import precondition_of
from papi.kit.schemas import Problem

SERVERS = [{"url": "/", "description": "The installation that serves this description."}]
_HAS_SEEN = "The `ETag` of what the caller has; 304 where it is still the same"
_HAS_READ = 'The version that the caller has read, its `ETag` or `"v3"`; 412 `stale_version` where there is a newer one'
CONTACT = {"name": "PAPI Tracker"}


def complete(described: dict[str, Any], routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The description with the shape of refusals, and with each tag told by the sentence of the capability that bears it."""
    problem_schema = Problem.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
    described["components"]["schemas"] |= {**problem_schema.pop("$defs"), "Problem": problem_schema}
    for route in routes:
        if isinstance(route, APIRoute) and route.include_in_schema and _weighs_versions(route.dependant):
            for method in route.methods or ():
                described["paths"][route.path][method.lower()].setdefault("parameters", []).append(_header(method))
    described["tags"] = [{"name": tag, "description": purpose} for tag, purpose in sorted(_purposes(routes).items())]
    return described


def _weighs_versions(dependant: Dependant) -> bool:
    return any(needed.call is precondition_of or _weighs_versions(needed) for needed in dependant.dependencies)


def _header(method: str) -> dict[str, Any]:
    """What is read from the request as it came, so that it costs no parsing, is told here."""
    reads = method in {"GET", "HEAD"}
    name, words = ("If-None-Match", _HAS_SEEN) if reads else ("If-Match", _HAS_READ)
    return {"name": name, "in": "header", "required": False, "description": words, "schema": {"type": "string", "title": name}}


def _purposes(routes: Sequence[BaseRoute]) -> Mapping[str, str]:
    """What each tag is about: what the package is about that has the most operations under it."""
    described = [route for route in routes if isinstance(route, APIRoute) and route.include_in_schema]
    under: dict[str, Counter[str]] = defaultdict(Counter)
    for route in described:
        for tag in route.tags:
            under[str(tag)][".".join(route.endpoint.__module__.split(".")[:2])] += 1
    return {tag: _purpose(packages.most_common(1)[0][0]) for tag, packages in under.items()}


def _purpose(capability: str) -> str:
    """The first sentence of the capability's package."""
    return (sys.modules[capability].__doc__ or "").partition("\n\n")[0].replace("\n", " ").strip()
