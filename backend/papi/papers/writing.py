"""Papers as files, each written by a process of its own: a server stays as small and as quick as it is without."""

import asyncio
import json
from typing import Annotated, Any

from fastapi import Query, Response
from sqlalchemy.ext.asyncio import AsyncSession

from papi.kit import clock
from papi.kit.documents import XLSX
from papi.kit.errors import Unavailable
from papi.kit.lists import attachment
from papi.kit.processes import run_module
from papi.papers.errors import PaperFailed
from papi.papers.paper import Format, Package, Paper, PaperKind
from papi.papers.press import CHECK, REFUSED
from papi.papers.queries.templates import template_for
from papi.papers.sources import Made
from papi.papers.word.shipped import shipped_template

MEDIA_TYPES = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.XLSX: XLSX,
    Format.JSON: "application/json",
}
PAPERS: dict[int | str, dict[str, Any]] = {200: {"content": {kind: {} for kind in MEDIA_TYPES.values()}}}
"""The answers of an endpoint that gives a paper."""
WantedFormat = Annotated[Format | None, Query(alias="format")]
_WALL_SECONDS = 90
_WAIT_SECONDS = 60
_SMALL = {"MALLOC_ARENA_MAX": "2", "RAYON_NUM_THREADS": "1"}
_slots = asyncio.Semaphore(2)  # writing must not take the machine from those who work


class TemplateFailed(Exception):
    """The template cannot be filled; `said` is what the writer says of it."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


async def write(paper: Paper, kind: Format, *, template: bytes | None = None, data: Any = None) -> bytes:
    """The file of a paper. A DOCX follows the template, else the shipped one; JSON also holds `data`, what the paper was made from."""
    return await write_packed(_package(paper, kind, data), kind, (paper.kind, template))


def packed(made: Made, kind: Format) -> bytes:
    """What a file of the paper is written from, to be kept until then."""
    return _package(made.paper, kind, made.data)


def _package(paper: Paper, kind: Format, data: Any) -> bytes:
    return Package(paper=paper, data=data if kind is Format.JSON else None).model_dump_json(by_alias=True).encode()


async def write_packed(package: bytes, kind: Format, form: tuple[PaperKind, bytes | None]) -> bytes:
    """The file of a package; a DOCX follows the template of that kind, else the shipped one."""
    if kind is Format.JSON:
        return package
    paper_kind, template = form
    return await _pressed(kind.value, (template or shipped_template(paper_kind)) if kind is Format.DOCX else b"", package)


async def check_template(template: bytes, sample: Paper) -> list[tuple[str, str]]:
    """What is wrong with a template, each with a code and the name concerned; the sample is written with it where nothing is."""
    found: list[list[str]] = json.loads(await _pressed(CHECK, template, Package(paper=sample).model_dump_json(by_alias=True).encode()))
    return [(code, name) for code, name in found]


async def _pressed(wanted: str, template: bytes, package: bytes) -> bytes:
    head = json.dumps({"format": wanted, "template": len(template)}).encode() + b"\n"
    try:
        await asyncio.wait_for(_slots.acquire(), _WAIT_SECONDS)
    except TimeoutError:
        raise Unavailable from None
    try:
        return await _press(head + template + package)
    finally:
        _slots.release()


async def answer(session: AsyncSession, made: Made, kind: Format) -> Response:
    """The file as a download, a DOCX in the template of the unit whose paper it is."""
    template = await template_for(session, made.paper.kind, made.unit_id) if kind is Format.DOCX else None
    await session.close()  # writing takes seconds, and there are few connections
    content = await write_packed(packed(made, kind), kind, (made.paper.kind, template))
    disposition = attachment(file_name(made.name, kind))
    return Response(content, media_type=MEDIA_TYPES[kind], headers={"Content-Disposition": disposition})


def file_name(name: str, kind: Format) -> str:
    """The name with the day on which the file was made, and its ending."""
    return f"{name}-{clock.today():%Y%m%d}.{kind.value}"


async def _press(given: bytes) -> bytes:
    try:
        code, output = await run_module("papi.papers.press", seconds=_WALL_SECONDS, given=given, surroundings=_SMALL)
    except TimeoutError:
        raise PaperFailed from None
    if code == REFUSED:
        raise TemplateFailed(json.loads(output)["said"])
    if code != 0:
        raise PaperFailed
    return output
