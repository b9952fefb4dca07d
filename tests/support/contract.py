"""Checks that an answer is what `openapi/papi.json` promises: lists go out as bytes, unvalidated, so tests validate them."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI
from jsonschema_rs import Draft202012Validator

PROBLEM_KEYS = {"type", "title", "status", "detail", "instance", "code", "request_id"}
_REFERENCE = re.compile(r'"#/components/schemas/([^"]+)"')


def check_answer(app: FastAPI, method: str, response: httpx.Response) -> None:
    """Fail unless a JSON answer fits its schema exactly, or is a whole problem."""
    kind = response.headers.get("content-type", "").partition(";")[0]
    if response.status_code >= 400:
        assert kind == "application/problem+json", (response.status_code, kind, response.text[:300])
        if method == "HEAD":  # what it would say has no body to stand in
            return
        assert response.json().keys() >= PROBLEM_KEYS, response.text
        return
    described = _description(app)
    path = response.request.url.path
    if kind != "application/json":
        return
    validator = described.validator(method.lower(), path, str(response.status_code))
    errors = [] if validator is None else list(validator.iter_errors(response.json()))
    assert not errors, [f"{error.instance_path}: {error.message[:200]}" for error in errors[:5]]


@dataclass(frozen=True)
class _Description:
    """The paths as patterns, and the schemas with unknown members refused, so that a field nobody documented is found."""

    paths: list[tuple[re.Pattern[str], dict[str, Any]]]
    components: dict[str, Any]
    made: dict[tuple[str, str, str], Draft202012Validator | None] = field(default_factory=dict)

    def validator(self, method: str, path: str, status: str) -> Draft202012Validator | None:
        """What an answer must fit; nothing at an address outside the description, such as /openapi.json."""
        found = next(((pattern.pattern, item[method]) for pattern, item in self.paths if method in item and pattern.fullmatch(path)), None)
        if found is None:
            return None
        key = (method, found[0], status)
        if key not in self.made:
            schema = found[1]["responses"].get(status, {}).get("content", {}).get("application/json", {}).get("schema")
            self.made[key] = Draft202012Validator({**schema, "components": self._needed(schema)}) if schema else None
        return self.made[key]

    def _needed(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The components that the schema leads to: a validator of all eight hundred takes twenty times as long to make."""
        needed: dict[str, Any] = {}
        waiting = _references(schema)
        while waiting:
            name = waiting.pop()
            if name not in needed:
                needed[name] = self.components["schemas"][name]
                waiting |= _references(needed[name])
        return {"schemas": needed}


def _references(schema: dict[str, Any]) -> set[str]:
    return set(_REFERENCE.findall(json.dumps(schema)))


_made: dict[tuple[str, ...], dict[str, Any]] = {}
_known: list[_Description] = []


def description_of(app: FastAPI) -> dict[str, Any]:
    """The description of the application, to be read and not written: making it takes a second, and is the same for every installation
    with the same routes."""
    routes = tuple(getattr(route, "path", "") for route in app.routes)
    if routes not in _made:
        _made[routes] = app.openapi()
    return _made[routes]


def _description(app: FastAPI) -> _Description:
    if not _known:
        spec = description_of(app)
        in_order = sorted(spec["paths"], key=lambda path: path.count("{"))  # `/users/import` is no user
        paths = [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), spec["paths"][path]) for path in in_order]
        schemas = {name: _strict(schema) for name, schema in spec["components"]["schemas"].items()}
        _known.append(_Description(paths, {"schemas": schemas}))
    return _known[0]


def _strict(schema: dict[str, Any]) -> dict[str, Any]:
    return {"additionalProperties": False, **schema} if "properties" in schema else schema
