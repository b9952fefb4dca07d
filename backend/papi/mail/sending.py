"""Hands mails over to the SMTP server of the settings. What it refuses for good is given up, what it cannot take now is tried again."""

import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial
from urllib.parse import unquote, urlsplit

import aiosmtplib
from sqlalchemy import select

from papi.jobs.models import Job
from papi.jobs.working import GivenUp, JobKind, Work
from papi.mail.composing import NoAddress, Sender, compose
from papi.mail.letters import KIND, Letter

SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_PATIENCE = 30.0
_ATTEMPTS = 30
"""A server that is away over a day comes back in time: the pauses between them grow to an hour."""


@dataclass(frozen=True)
class Server:
    """Where mails are handed over."""

    host: str
    port: int
    scheme: str
    username: str | None
    password: str | None

    @classmethod
    def of(cls, url: str) -> "Server":
        """The server of an address such as `smtp+starttls://user:password@mail.example.vn:587`."""
        parts = urlsplit(url)
        username, password = (unquote(part) if part else None for part in (parts.username, parts.password))
        return cls(parts.hostname or "", parts.port or SCHEMES[parts.scheme], parts.scheme, username, password)

    async def hand_over(self, mail: EmailMessage) -> None:
        """Send it, or raise what `aiosmtplib` raises. A server that offers no TLS where it is wanted gets nothing, no password either."""
        await aiosmtplib.send(
            mail,
            hostname=self.host,
            port=self.port,
            username=self.username,
            password=self.password,
            use_tls=self.scheme == "smtps",
            start_tls=self.scheme == "smtp+starttls",
            tls_context=ssl.create_default_context(),
            timeout=_PATIENCE,
        )


def mail_jobs(server: Server, sender: Sender) -> JobKind:
    """How letters are sent. What they said is forgotten once they are: some hold a code for one use."""
    return JobKind(KIND, partial(_send, server, sender), attempts=_ATTEMPTS, at_once=3, keeps=False)


async def _send(server: Server, sender: Sender, work: Work) -> None:
    async with work.database.reading() as session:
        written_at = (await session.scalars(select(Job.created_at).where(Job.id == work.id))).one()
    try:
        mail = compose(Letter.model_validate(work.payload), sender, work.id, written_at)
        await server.hand_over(mail)
    except NoAddress as error:
        raise GivenUp(str(error)) from error
    except aiosmtplib.SMTPRecipientsRefused as error:
        _end_if_final(error.recipients[0])
        raise
    except (aiosmtplib.SMTPSenderRefused, aiosmtplib.SMTPDataError) as error:
        _end_if_final(error)
        raise


def _end_if_final(answer: aiosmtplib.SMTPResponseException) -> None:
    """5xx is the server's last word (RFC 5321). That of a refused sign-in is not: whoever keeps the settings can mend them."""
    if answer.code >= 500:
        raise GivenUp(f"{answer.code} {answer.message}") from answer
