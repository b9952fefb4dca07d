"""Papers of the demo: what they hold, who issues them, and how they are typeset as PDF."""

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Literal

import typst
from pydantic import BaseModel, ConfigDict

import papi

FONTS = Path(papi.__file__).parent / "kit" / "fonts"
LAYOUT = Path(__file__).with_name("paper.typ")
DISCLAIMER = "Văn bản minh họa, không có giá trị pháp lý"


class Table(BaseModel):
    """Rows under a header, as a paper shows them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    header: list[str]
    rows: list[list[str]]


class Template(BaseModel):
    """One entry of evidence.json."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    title: str
    file_name: str
    kind: Literal["pdf", "docx", "jpeg"]
    number: str | None
    issued_on: date
    issuing: Literal["ward", "department"]
    task_keys: list[str]
    type: str | None
    subject: str | None
    body: list[str]
    table: Table | None
    signs: list[str] | None
    recipients: list[str]
    scene: Literal["hall", "board", "counter", "street", "beach"] | None
    contains_personal_data: bool


class Issuer(BaseModel):
    """Who issues a paper: the words of its letterhead and of its signature."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    short_name: str
    letterhead: str
    superior: str
    place: str
    authority: list[str]
    signer: str


def dated(place: str, day: date) -> str:
    """Place and date; the decree pads days below 10 and the months 1 and 2."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"


def body_of(template: Template, issuer: Issuer) -> list[str]:
    return [words.replace("{unit}", issuer.short_name) for words in template.body]


def signatures(template: Template, issuer: Issuer) -> tuple[str | None, list[str], str]:
    """The left signature, the lines over the right one, and the name below it.

    Minutes are signed by those who were there, so no name of an official is put under them.
    """
    if template.signs:
        left, right = template.signs
        return left, [right], ""
    return None, issuer.authority, issuer.signer


def column_widths(table: Table | None) -> list[float]:
    """Shares of the line, by the longest cell of each column, so that a column of numbers stays narrow."""
    if table is None:
        return []
    lines = [table.header, *table.rows]
    return [max(6.0, min(36.0, float(max(len(line[at]) for line in lines)))) for at in range(len(table.header))]


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(LAYOUT, root=LAYOUT.parent, font_paths=[FONTS], ignore_system_fonts=True)


def typeset(template: Template, issuer: Issuer) -> bytes:
    other_sign, authority, signer = signatures(template, issuer)
    paper = {
        "title": template.title,
        "issuer": issuer.letterhead,
        "superior": issuer.superior,
        "number": template.number,
        "dated": dated(issuer.place, template.issued_on),
        "type": template.type,
        "subject": template.subject,
        "body": body_of(template, issuer),
        "table": template.table.model_dump() if template.table else None,
        "columns": column_widths(template.table),
        "recipients": template.recipients,
        "other_sign": other_sign,
        "authority": authority,
        "signer": signer,
        "disclaimer": DISCLAIMER,
    }
    words = json.dumps(paper, ensure_ascii=False, sort_keys=True)
    # The clock would make each run's file another one.
    written_at = datetime.combine(template.issued_on, time(8), tzinfo=UTC)
    pdf = _compiler().compile(format="pdf", sys_inputs={"paper": words}, pdf_standards=["a-2b"], timestamp=written_at)
    assert isinstance(pdf, bytes), "a paper of several pages is still one file"
    return pdf
