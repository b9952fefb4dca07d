"""Checks that an answer is what `openapi/papi.json` promises: lists go out as bytes, unvalidated, so tests validate them."""

import re
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import FastAPI
from jsonschema import Draft202012Validator

PROBLEM_KEYS = {"type", "title", "status", "detail", "instance", "code", "request_id"}


def check_answer(app: FastAPI, method: str, response: httpx.Response) -> None:
    """Fail unless a JSON answer fits its schema exactly, or is a whole problem."""
    kind = response.headers.get("content-type", "").partition(";")[0]
    if response.status_code >= 400:
        assert kind == "application/problem+json", (response.status_code, kind, response.text[:300])
        assert response.json().keys() >= PROBLEM_KEYS, response.text
        return
    described = _description(app)
    path = response.request.url.path
    operation = next((item.get(method.lower()) for pattern, item in described.paths if pattern.fullmatch(path)), None)
    if kind != "application/json" or operation is None:
        return  # an address outside the description, such as /openapi.json
    schema = operation["responses"].get(str(response.status_code), {}).get("content", {}).get("application/json", {}).get("schema")
    if schema:
        errors = list(Draft202012Validator({**schema, "components": described.components}).iter_errors(response.json()))
        assert not errors, [f"{error.json_path}: {error.message[:200]}" for error in errors[:5]]


@dataclass(frozen=True)
class _Description:
    """The paths as patterns, and the schemas with unknown members refused, so that a field nobody documented is found."""

    paths: list[tuple[re.Pattern[str], dict[str, Any]]]
    components: dict[str, Any]


_known: list[_Description] = []


def _description(app: FastAPI) -> _Description:
    """The description of the application, made once a run: it takes a second, and is the same for every installation."""
    if not _known:
        spec = app.openapi()
        in_order = sorted(spec["paths"], key=lambda path: path.count("{"))  # `/users/import` is no user
        paths = [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), spec["paths"][path]) for path in in_order]
        schemas = {name: _strict(schema) for name, schema in spec["components"]["schemas"].items()}
        _known.append(_Description(paths, {"schemas": schemas}))
    return _known[0]


def _strict(schema: dict[str, Any]) -> dict[str, Any]:
    return {"additionalProperties": False, **schema} if "properties" in schema else schema
