"""A mail server on loopback: aiosmtpd, which takes what really comes over the wire, and misbehaves as it is told to."""

import asyncio
import ssl
import subprocess
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "papi", "m@t khẩu/1"


@dataclass
class Mailbox:
    """What has arrived, and what the next mails are answered instead of 250; `drop` hangs up after the whole mail was sent."""

    mails: list[EmailMessage] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)
    signed_in: list[bool] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    recipients_refused: dict[str, str] = field(default_factory=dict)
    hold: asyncio.Event | None = None
    port: int = 0

    async def handle_RCPT(self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if address in self.recipients_refused:
            return self.recipients_refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.hold is not None:
            await self.hold.wait()
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer == "drop":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        if answer in {"drop", "250 OK"}:  # a server that hangs up may have kept it
            assert isinstance(envelope.content, bytes)
            mail = message_from_bytes(envelope.content, policy=default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
            self.receivers.extend(envelope.rcpt_tos)
            self.signed_in.append(bool(session.authenticated))
            self.encrypted.append(_encrypted(server))
        return answer


def _encrypted(server: SMTP) -> bool:
    return server.transport is not None and server.transport.get_extra_info("sslcontext") is not None


def _sign_in(_server: Any, _session: Any, _envelope: Any, mechanism: str, data: Any) -> AuthResult:
    if mechanism not in {"LOGIN", "PLAIN"} or not isinstance(data, LoginPassword):
        return AuthResult(success=False, handled=False)
    return AuthResult(success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()), handled=False)


@asynccontextmanager
async def mail_server(*, tls: tuple[Path, Path] | None = None, implicit: bool = False, port: int = 0) -> AsyncGenerator[Mailbox]:
    """The server; with `tls` (certificate, key) it wants STARTTLS and a sign-in, or TLS from the first byte if `implicit`."""
    box = Mailbox()
    context = None
    if tls is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*tls)
    starts = context if not implicit else None

    def made() -> SMTP:
        return SMTP(
            box, hostname="mail.test", tls_context=starts, require_starttls=starts is not None,
            authenticator=_sign_in, auth_required=starts is not None, auth_require_tls=starts is not None,
        )  # fmt: skip

    server = await asyncio.get_running_loop().create_server(made, "127.0.0.1", port, ssl=context if implicit else None)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its key."""
    made, key = folder / "mail.crt", folder / "mail.key"
    subprocess.run(
        [*["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=mail.test"],
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", made],
        check=True, capture_output=True,
    )  # fmt: skip
    return made, key
