"""`Idempotency-Key`: a creating POST repeated with the same key and body gets the first answer again.

The claim is its own short transaction with a lease, taken before the work, so that of two simultaneous requests one works and the
other is told to wait. 2xx and 4xx answers are kept 24 hours; after a 5xx, and after a 429 that asks to come again, the key is free again;
after 401 and 403 as well, which changed nothing: with the right that was lacking the same request is another matter.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from python_multipart.multipart import parse_options_header
from sqlalchemy import LargeBinary, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from papi.kit import clock
from papi.kit.db import Base, Database, insert_for
from papi.kit.errors import Conflict, FieldError, Invalid, Refusal
from papi.kit.problems import problem, refusal_of
from papi.kit.transport import limited

LEASE = timedelta(seconds=60)
KEPT = timedelta(hours=24)
_MAX_STORED = 256 * 1024
_NOT_KEPT = (401, 403, 429)


class IdempotentAnswer(Base):
    """What was answered to one key. `status` is null while the work is being done."""

    __tablename__ = "idempotent_answers"

    scope: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    claimed_at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[int | None]
    media_type: Mapped[str | None]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    etag: Mapped[str | None]


class StillRunning(Conflict):
    code = "idempotency_in_progress"
    vi = "Yêu cầu này đang được xử lý, chờ giây lát."
    en = "This very request is being worked on; wait a moment."


class KeyReused(Invalid):
    code = "idempotency_key_reused"
    vi = "Mã chống gửi trùng đã dùng cho một nội dung khác."
    en = "This idempotency key was used for another body."


@dataclass(frozen=True)
class Stored:
    """An answer given before."""

    status: int
    media_type: str
    body: bytes
    etag: str | None = None

    def response(self) -> Response:
        """The same answer again, marked as a repetition."""
        headers = {"Idempotency-Replayed": "true", **({"ETag": self.etag} if self.etag else {})}
        return Response(self.body, self.status, headers, self.media_type)


async def claim(database: Database, scope: str, fingerprint: str) -> Stored | None:
    """Take the key for this work, or get the answer given before. Refuses a key in use, or used for another body."""
    now = clock.real()
    row = {"scope": scope, "fingerprint": fingerprint, "claimed_at": now}
    async with database.writing() as session:
        await session.execute(delete(IdempotentAnswer).where(IdempotentAnswer.claimed_at < now - KEPT))
        inserted = await session.execute(
            insert_for(session, IdempotentAnswer).values(**row).on_conflict_do_nothing().returning(IdempotentAnswer.scope)
        )
        if inserted.scalar_one_or_none() is not None:
            return None
        known = await session.get_one(IdempotentAnswer, scope)
        if known.fingerprint != fingerprint:
            raise KeyReused
        if known.status is not None:
            return Stored(known.status, known.media_type or "application/json", known.body or b"", known.etag)
        taken = await session.execute(
            update(IdempotentAnswer)
            .where(IdempotentAnswer.scope == scope, IdempotentAnswer.claimed_at < now - LEASE)
            .values(claimed_at=now)
            .returning(IdempotentAnswer.scope)
        )
        if taken.scalar_one_or_none() is None:
            raise StillRunning(headers={"Retry-After": "2"})
        return None


async def complete(database: Database, scope: str, answer: Stored, *, keep: bool = True) -> None:
    """Keep the answer; free the key after a failure of ours, a "not now" or a right that was lacking, so that the caller may try again, and
    where a secret may not be kept."""
    async with database.writing() as session:
        if answer.status >= 500 or answer.status in _NOT_KEPT or len(answer.body) > _MAX_STORED or not keep:
            await session.execute(delete(IdempotentAnswer).where(IdempotentAnswer.scope == scope))
            return
        await session.execute(
            update(IdempotentAnswer)
            .where(IdempotentAnswer.scope == scope)
            .values(status=answer.status, media_type=answer.media_type, body=answer.body, etag=answer.etag)
        )


async def is_known(database: Database, scope: str) -> bool:
    """Whether the key was seen before."""
    async with database.reading() as session:
        return await session.scalar(select(IdempotentAnswer.scope).where(IdempotentAnswer.scope == scope)) is not None


def scope_of(caller: str, method: str, path: str, key: str) -> str:
    """Keys are scoped to caller, method and path."""
    require_valid(key)
    return sha256(f"{caller}\n{method}\n{path}\n{key}".encode()).hexdigest()


def require_valid(key: str) -> None:
    """Refuse a key that is no printable text of at most 200 characters."""
    if not key.isascii() or not key.isprintable() or not 1 <= len(key) <= 200:
        wrong = FieldError("Idempotency-Key", "Mã chống gửi trùng không hợp lệ.", "Not a valid idempotency key.")
        raise Invalid(errors=[wrong])


def holds_secret(request: Request) -> None:
    """Say that the answer to this request holds a secret: it is not stored, and its key is free again afterwards."""
    request.scope.setdefault("state", {})["answer_holds_secret"] = True


Identify = Callable[[Request], Awaitable[str | None]]
"""Who sends a request, as far as their session is alive."""


@dataclass(frozen=True)
class Exempt:
    """Where the rule does not hold, or is applied by the endpoint itself (`streaming`, for multipart bodies)."""

    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    streaming: tuple[str, ...] = ()

    def covers(self, path: str, headers: Headers) -> bool:
        streamed = headers.get("content-type", "").startswith("multipart/") and path.startswith(self.streaming)
        return path.startswith(self.beginnings) or path.endswith(self.endings) or (streamed and bool(self.streaming))


class IdempotencyMiddleware:
    """Applies the rule to POSTs whose body may be held in memory. Endpoints that stream a file apply it themselves.

    `identify` names the caller, whose session must be alive: nobody is given the answer of a session that has ended, and no 401 is
    kept for the one that follows.
    """

    def __init__(self, app: ASGIApp, *, identify: Identify, limit: int, exempt: Exempt) -> None:
        self.app = app
        self.identify = identify
        self.limit = limit
        self.exempt = exempt

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" and scope["method"] == "POST" else None
        if headers is None or "idempotency-key" not in headers or self.exempt.covers(scope["path"], headers):
            await self.app(scope, receive, send)
            return
        begun = _Begun(send)
        try:
            await self._once(headers, scope, receive, begun)
        except Exception as error:
            refusal = error if isinstance(error, Refusal) else refusal_of(error)
            if refusal is None or begun.yes:
                raise
            await problem(Request(scope), refusal)(scope, receive, send)

    async def _once(self, headers: Headers, scope: Scope, receive: Receive, send: Send) -> None:
        database: Database = scope["app"].state.database
        caller = await self.identify(Request(scope))
        if caller is None:
            await self.app(scope, receive, send)
            return
        body = await _body(limited(receive, self.limit, headers.get("content-length")))
        key = scope_of(caller, scope["method"], scope["path"], headers["idempotency-key"])
        stored = await claim(database, key, _fingerprint(scope, headers, body))
        if stored is not None:
            await stored.response()(scope, receive, send)
            return
        recorder = _Recorder(send)
        try:
            await self.app(scope, _again(body, receive), recorder)
        finally:
            secret = scope.get("state", {}).get("answer_holds_secret", False)
            await complete(database, key, recorder.answer(), keep=not secret)


def _fingerprint(scope: Scope, headers: Headers, body: bytes) -> str:
    """What was asked. Of a multipart body the fields and files alone: its boundary is another each time."""
    kind, options = parse_options_header(headers.get("content-type", ""))
    if kind.startswith(b"multipart/") and (boundary := options.get(b"boundary")):
        body = body.replace(b"--" + boundary, b"--")
    return sha256(scope["query_string"] + b"\n" + body).hexdigest()


class _Begun:
    """Whether an answer has begun to go out, after which there is no other."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.yes = False

    async def __call__(self, message: Message) -> None:
        self.yes = True
        await self._send(message)


class _Recorder:
    def __init__(self, send: Send) -> None:
        self._send = send
        self._etag: str | None = None
        self._status = 500
        self._media_type = "application/json"
        self._parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = Headers(raw=message["headers"])
            self._media_type = headers.get("content-type", self._media_type)
            self._etag = headers.get("etag")
        elif message["type"] == "http.response.body":
            self._parts.append(message.get("body", b""))
        await self._send(message)

    def answer(self) -> Stored:
        return Stored(self._status, self._media_type, b"".join(self._parts), self._etag)


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def receive_again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
