"""Checks that an answer is what `openapi/papi.json` promises: lists go out as bytes, unvalidated, so tests validate them."""

import re
from functools import cache
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
    operation = _operation(app, method, response.request.url.path)
    if kind != "application/json" or operation is None:
        return  # an address outside the description, such as /openapi.json
    schema = operation["responses"].get(str(response.status_code), {}).get("content", {}).get("application/json", {}).get("schema")
    if schema:
        errors = list(Draft202012Validator({**schema, "components": _strict_components(app)}).iter_errors(response.json()))
        assert not errors, [f"{error.json_path}: {error.message[:200]}" for error in errors[:5]]


def _operation(app: FastAPI, method: str, path: str) -> dict[str, Any] | None:
    return next((item.get(method.lower()) for pattern, item in _paths(app) if pattern.fullmatch(path)), None)


@cache
def _paths(app: FastAPI) -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    """The described paths as patterns, those without parameters first: `/users/import` is no user."""
    paths: dict[str, dict[str, Any]] = app.openapi()["paths"]
    return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), paths[path]) for path in sorted(paths, key=lambda path: path.count("{"))]


@cache
def _strict_components(app: FastAPI) -> dict[str, Any]:
    """The API's schemas with unknown members refused, so that a field nobody documented is found."""
    schemas = app.openapi().get("components", {}).get("schemas", {})
    strict = {name: {"additionalProperties": False, **schema} if "properties" in schema else schema for name, schema in schemas.items()}
    return {"schemas": strict}
