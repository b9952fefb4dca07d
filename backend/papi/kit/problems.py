"""Refusals and failures as `application/problem+json` (RFC 9457), in the caller's language, never echoing input."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg
import orjson
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from obstore.exceptions import BaseError as StoreError
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from papi.kit.errors import (
    Conflict,
    FieldError,
    Invalid,
    NotFound,
    Refusal,
    StaleVersion,
    StorageFull,
    Unavailable,
)
from papi.kit.storage import is_full
from papi.kit.text import spoken_number

log = structlog.get_logger()
_OAUTH_CODES = {
    400: "invalid_request",
    401: "invalid_token",
    429: "temporarily_unavailable",
    503: "temporarily_unavailable",
}

_TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    412: "Precondition Failed",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
    507: "Insufficient Storage",
}

# pydantic's error type → the sentence on the field; `{…}` come from the error's context
_FIELD_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("Cần có giá trị.", "This is required."),
    "extra_forbidden": ("Trường không có trong giao ước.", "This field is not known."),
    "string_too_long": ("Tối đa {max_length} ký tự.", "At most {max_length} characters."),
    "string_too_short": ("Ít nhất {min_length} ký tự.", "At least {min_length} characters."),
    "too_long": ("Tối đa {max_length} mục.", "At most {max_length} items."),
    "too_short": ("Ít nhất {min_length} mục.", "At least {min_length} items."),
    "less_than_equal": ("Không lớn hơn {le}.", "At most {le}."),
    "greater_than_equal": ("Không nhỏ hơn {ge}.", "At least {ge}."),
    "less_than": ("Phải nhỏ hơn {lt}.", "Less than {lt}."),
    "greater_than": ("Phải lớn hơn {gt}.", "Greater than {gt}."),
    "enum": ("Giá trị không có trong danh mục.", "Not one of the listed values."),
    "literal_error": ("Giá trị không có trong danh mục.", "Not one of the listed values."),
    "uuid_parsing": ("Mã định danh không hợp lệ.", "Not a valid id."),
    "uuid_type": ("Mã định danh không hợp lệ.", "Not a valid id."),
    "date_from_datetime_parsing": ("Ngày không hợp lệ.", "Not a valid day."),
    "date_parsing": ("Ngày không hợp lệ.", "Not a valid day."),
    "int_parsing": ("Cần một số nguyên.", "A whole number is needed."),
    "int_type": ("Cần một số nguyên.", "A whole number is needed."),
    "int_from_float": ("Cần một số nguyên.", "A whole number is needed."),
    "string_type": ("Cần một đoạn văn bản.", "A text is needed."),
    "string_pattern_mismatch": ("Không đúng dạng quy định.", "Not in the required form."),
}
_ANY_FIELD = ("Giá trị không hợp lệ.", "This value is not valid.")


_QUOTES = dict.fromkeys('“”‘’"', "'") | {"…": "...", "–": "-"}


def language_of(request: Request) -> str:
    """`en` if English is what the caller asks for first, else `vi`."""
    return "en" if request.headers.get("accept-language", "").strip().lower().startswith("en") else "vi"


def problem(request: Request, refusal: Refusal) -> Response:
    """The answer that carries a refusal."""
    language = language_of(request)
    state = request.scope.setdefault("state", {})
    state["refused"], state["refusal"] = refusal.code, refusal  # for the log, and for whoever asks from within: what was refused, and why
    body: dict[str, Any] = {
        "type": f"/problems/{refusal.code}",
        "title": _TITLES.get(refusal.status, "Error"),
        "status": refusal.status,
        "detail": refusal.detail(language),
        "instance": request.url.path,
        "code": refusal.code,
        "request_id": request.scope.get("state", {}).get("request_id", ""),
        **refusal.members,
    }
    if refusal.errors:
        body["errors"] = [error.to_wire(language) for error in refusal.errors]
    if request.url.path.startswith("/api/v1/auth/"):
        body.setdefault("error", _OAUTH_CODES.get(refusal.status, "invalid_request"))
        body["error_description"] = _plain(refusal.detail("en"))
    headers = {"Vary": "Accept-Language", **refusal.headers}
    if refusal.status == 401:
        headers.setdefault("WWW-Authenticate", 'Bearer realm="papi"')
    return Response(orjson.dumps(body), refusal.status, headers, media_type="application/problem+json")


def _plain(text: str) -> str:
    """In the few characters that RFC 6749 (section 5.2) lets `error_description` have; `detail` beside it speaks the caller's language."""
    return "".join(sign if " " <= sign <= "~" and sign not in '"\\' else _QUOTES.get(sign, "?") for sign in text)


def field_errors(errors: Sequence[Any]) -> list[FieldError]:
    """pydantic's errors in our words: where and what, without the value."""
    return [_field_error(error) for error in errors]


def _field_error(error: Any) -> FieldError:
    place, *path = [str(part) for part in error["loc"]] or ["body"]
    pointer = f"?{path[0]}" if place == "query" and path else "/" + "/".join(path if place == "body" else [place, *path])
    vi, en = _FIELD_WORDS.get(error["type"], _ANY_FIELD)
    context: dict[str, Any] = error.get("ctx") or {}
    if error["type"] == "value_error" and isinstance(context.get("error"), BilingualError):
        vi, en = context["error"].vi, context["error"].en
        context = {}
    return FieldError(pointer, *(words.format(**_bounds(context, language)) for words, language in ((vi, "vi"), (en, "en"))))


def _bounds(context: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {name: spoken_number(bound, language) if isinstance(bound, int | float) else bound for name, bound in context.items()}


class BilingualError(ValueError):
    """Raised by a validator of a schema, to say in both languages what is wrong."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en


def install(app: FastAPI) -> None:
    """Answer every failure of `app` as a problem."""
    app.add_exception_handler(Refusal, _on_refusal)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    for kind in (DBAPIError, StaleDataError, PoolTimeout, OSError, StoreError, asyncpg.PostgresError, asyncpg.InterfaceError):
        app.add_exception_handler(kind, _on_failure)
    app.add_exception_handler(Exception, _on_surprise)


def _on_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return problem(request, error)


def _on_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem(request, Invalid(errors=field_errors(error.errors())))


class _MethodNotAllowed(Refusal):
    status = 405
    code = "method_not_allowed"
    vi = "Địa chỉ này không nhận phương thức đó."
    en = "This address does not take that method."


class _Unexpected(Refusal):
    status = 500
    code = "internal_error"
    vi = "Có lỗi ngoài dự kiến, chưa có gì bị thay đổi. Đề nghị báo quản trị hệ thống kèm mã tra cứu."
    en = "Something unexpected went wrong; nothing was changed. Please tell the administrator the reference."


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, Refusal):  # FastAPI wraps whatever goes wrong while it reads a body
        return problem(request, error.__cause__)
    if error.status_code == 404:
        return problem(request, NotFound())
    if error.status_code == 405:
        return problem(request, _MethodNotAllowed(headers=error.headers))
    refusal = Invalid() if error.status_code < 500 else _Unexpected()
    return problem(request, refusal)


def _on_failure(request: Request, error: Exception) -> Response:
    refusal = refusal_of(error)
    if refusal is None:
        return _on_surprise(request, error)
    log.warning("refused_by_infrastructure", code=refusal.code, error=repr(error)[:300])
    return problem(request, refusal)


def _on_surprise(request: Request, error: Exception) -> Response:
    log.error("unexpected", path=request.url.path, exc_info=error)
    return problem(request, _Unexpected())


# two transactions waited for each other, and the database ended one of them: nothing of it was stored, the same request may succeed
_ANOTHER_TIME = frozenset({"40001", "40P01"})


def refusal_of(error: Exception) -> Refusal | None:
    """What a failure of database or disk means for the caller; None where it is a fault of ours."""
    if isinstance(error, StaleDataError):
        return StaleVersion()
    if isinstance(error, IntegrityError):
        return Conflict()
    if _is_full(error):
        return StorageFull()
    if getattr(getattr(error, "orig", None), "sqlstate", None) in _ANOTHER_TIME:
        return Unavailable()
    gone = (OperationalError, InterfaceError, PoolTimeout, ConnectionError, TimeoutError, asyncpg.InterfaceError)
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    if (
        isinstance(error, (*gone, StoreError))
        or lost
        or isinstance(error, (asyncpg.OperatorInterventionError, asyncpg.CannotConnectNowError))
    ):
        return Unavailable()
    return None


def _is_full(error: Exception) -> bool:
    if isinstance(error, (OSError, StoreError)):
        return is_full(error)
    original = error.orig if isinstance(error, DBAPIError) else None
    full_sqlite = isinstance(original, sqlite3.OperationalError) and "full" in str(original)
    return full_sqlite or getattr(original, "sqlstate", None) == "53100"
