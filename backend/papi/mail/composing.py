"""Letters as mails: Vietnamese in headers encoded, every text escaped, nothing in a header that could begin another."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from uuid import UUID

from papi.mail.letters import Letter, Line, Section

_LONGEST_SUBJECT = 200
_SPECIAL = str.maketrans(dict.fromkeys('()<>[]:;@\\,."', " "))
"""Signs that mean something in an address (RFC 5322, 3.2.3) are left out of names, because readers differ on encoded ones."""
_STYLE = "font-family:'Segoe UI',Arial,sans-serif;font-size:15px;line-height:1.6;color:#1B2733"


class NoAddress(ValueError):
    """Nothing can be sent to what is written there."""


@dataclass(frozen=True)
class Sender:
    """Whom mails come from, and where their links lead."""

    name: str
    address: str
    public_url: str


def compose(letter: Letter, sender: Sender, job_id: UUID, written_at: datetime) -> EmailMessage:
    """The same letter of the same job is the same mail, whenever it is composed."""
    mail = EmailMessage(policy=SMTP)
    mail.set_raw("Subject", _encoded(one_line(letter.subject)[:_LONGEST_SUBJECT], "Subject"))
    mail.set_raw("From", _address(sender.name, sender.address))
    mail.set_raw("To", _address(letter.name, letter.address))
    mail["Date"] = written_at
    mail["Message-ID"] = f"<{job_id}@{sender.address.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # so that nobody's holiday answers it (RFC 3834)
    mail["X-Auto-Response-Suppress"] = "All"
    mail["Content-Language"] = "vi"
    mail.set_content(_plain(letter, sender))
    mail.add_alternative(_html(letter, sender), subtype="html")
    return mail


def one_line(text: str) -> str:
    """The text without line ends and signs that no reader sees: titles and names are what somebody typed."""
    seen = "".join(" " if unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp", "Cs", "Co"} else sign for sign in text)
    return " ".join(seen.split())


def _encoded(words: str, name: str) -> str:
    """Words for a header as one run: where the library's own folding begins an encoded word anew, it loses the blank before it."""
    return words if words.isascii() else Header(words, "utf-8", header_name=name).encode()


def _address(name: str, address: str) -> str:
    try:
        known = Address(addr_spec=address.encode("ascii").decode())
    except (ValueError, IndexError) as error:  # a malformed one breaks the library's own parser
        raise NoAddress(f"{address!r} is no address that a mail can go to") from error
    words = _encoded(one_line(name.translate(_SPECIAL)), "From")
    # a line of its own: one that is too long would be folded by the library after all
    return f"{words}\n <{known.addr_spec}>" if words else f"<{known.addr_spec}>"


def _url(sender: Sender, path: str) -> str:
    return f"{sender.public_url}{path}"


def _plain(letter: Letter, sender: Sender) -> str:
    parts = [letter.opening, *(_plain_section(section, sender) for section in letter.sections), letter.closing, sender.public_url]
    return "\n\n".join(parts) + "\n"


def _plain_section(section: Section, sender: Sender) -> str:
    lines = [section.heading] if section.heading else []
    for line in section.lines:
        lines.append(f"- {one_line(line.text)}")
        if line.detail:
            lines.append(f"  “{one_line(line.detail)}”")
        if line.path:
            lines.append(f"  {_url(sender, line.path)}")
    return "\n".join(lines)


def _html(letter: Letter, sender: Sender) -> str:
    sections = "".join(_html_section(section, sender) for section in letter.sections)
    home = f'<a href="{escape(sender.public_url)}">{escape(sender.public_url)}</a>'
    body = f"<p>{escape(letter.opening)}</p>{sections}<p>{escape(letter.closing)}<br>{home}</p>"
    return f'<!doctype html><html lang="vi"><head><meta charset="utf-8"></head><body style="{_STYLE}">{body}</body></html>'


def _html_section(section: Section, sender: Sender) -> str:
    heading = f'<h2 style="font-size:16px">{escape(section.heading)}</h2>' if section.heading else ""
    return f"{heading}<ul>{''.join(_html_line(line, sender) for line in section.lines)}</ul>"


def _html_line(line: Line, sender: Sender) -> str:
    text = escape(one_line(line.text))
    linked = f'<a href="{escape(_url(sender, line.path))}">{text}</a>' if line.path else text
    detail = f"<br>“{escape(one_line(line.detail))}”" if line.detail else ""
    return f"<li>{linked}{detail}</li>"
