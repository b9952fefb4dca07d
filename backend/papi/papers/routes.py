from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Form, Request, Response, UploadFile

from papi.access.dependencies import CurrentActor, StreamingActor
from papi.kit.db import DbSession, database_of
from papi.kit.etag import IfMatch, resource
from papi.kit.lists import answer_whole, attachment, file_answer, json_bytes
from papi.kit.schemas import Day
from papi.kit.transport import api_router
from papi.papers import actions, asking
from papi.papers.paper import Format, PaperKind
from papi.papers.queries.letterheads import LETTERHEADS, read_letterheads
from papi.papers.queries.templates import TEMPLATES, get_template, read_templates
from papi.papers.schemas import LetterheadsRead, LetterheadWrite, PaperJobCreate, PaperJobRead, PaperJobsRead, TemplateBack, TemplatesRead
from papi.papers.word.shipped import shipped_template
from papi.papers.writing import MEDIA_TYPES, PAPERS

router = api_router("papers")
_DOCX: dict[int | str, dict[str, Any]] = {200: {"content": {MEDIA_TYPES[Format.DOCX]: {}}}}


async def _place(unit_id: UUID, valid_from: Day) -> tuple[UUID, date]:
    return unit_id, valid_from


Place = Annotated[tuple[UUID, date], Depends(_place)]
"""Whose letterhead, from which day on."""


@router.get("/units/{unit_id}/letterheads", response_model=LetterheadsRead)
async def get_letterheads(request: Request, session: DbSession, actor: CurrentActor, unit_id: UUID) -> Response:
    """What stands on a unit's papers: what was written down by the day from which it holds, and what follows without it."""
    return await answer_whole(request, await read_letterheads(session, actor, unit_id), LETTERHEADS)


@router.put("/units/{unit_id}/letterheads/{valid_from}", response_model=LetterheadsRead)
async def write_letterhead(
    session: DbSession, actor: CurrentActor, place: Place, given: LetterheadWrite, precondition: IfMatch
) -> Response:
    """Write down what stands on the unit's papers of that day and later ones, until another one holds. The head of the unit does this for
    the own unit; `If-Match` compares the version of that day's, `"v0"` where there is none yet."""
    await actions.write_letterhead(session, actor, place, given, precondition)
    await session.flush()
    body = await read_letterheads(session, actor, place[0])
    version = next(item["version"] for item in body["items"] if item["valid_from"] == place[1])
    return resource(body, version)


@router.get("/paper-templates", response_model=TemplatesRead)
async def list_paper_templates(request: Request, session: DbSession, actor: CurrentActor) -> Response:
    """Templates that papers follow in place of the shipped ones, with every version, and the fields that a template may name."""
    return await answer_whole(request, await read_templates(session, actor), TEMPLATES)


@router.post("/paper-templates", response_model=TemplatesRead, status_code=201)
async def add_paper_template(
    request: Request,
    actor: StreamingActor,
    file: UploadFile,
    kind: Annotated[PaperKind, Form()],
    unit_id: Annotated[UUID | None, Form()] = None,
) -> Response:
    """Put a DOCX in place of the shipped template, for all or for one unit's papers. It is looked at first, and a full sample is written
    with it.

    422 `paper_template_refused` lists all that is wrong: unknown fields, code, links out, embedded objects, fields of Word; 422
    `paper_template_not_read` for a file that is broken, protected, old, vast, or carries macros; 413 above 1 MB.
    """
    actor.require("papers.manage")
    content = await file.read(actions.MOST_BYTES + 1)
    upload = actions.Upload(kind, unit_id, file.filename or "", content)
    await actions.check_upload(upload)
    async with database_of(request).writing() as session:
        await actions.add_template(session, actor, upload)
        await session.flush()
        body = await read_templates(session, actor)
    return json_bytes(body, 201)


@router.post("/paper-templates/go-back", response_model=TemplatesRead)
async def leave_paper_templates(session: DbSession, actor: CurrentActor, given: TemplateBack) -> Response:
    """Go back to the shipped template of a kind; of a unit, to that of all. The versions stay."""
    await actions.leave_templates(session, actor, given)
    await session.flush()
    return json_bytes(await read_templates(session, actor))


@router.post("/paper-templates/{template_id}/use", response_model=TemplatesRead)
async def use_paper_template(session: DbSession, actor: CurrentActor, template_id: UUID) -> Response:
    """Take a version into use again."""
    await actions.use_template(session, actor, template_id)
    await session.flush()
    return json_bytes(await read_templates(session, actor))


@router.get("/paper-templates/shipped/{kind}", response_class=Response, responses=_DOCX)
async def get_shipped_template(actor: CurrentActor, kind: PaperKind) -> Response:
    """The template that comes with the product, to be changed in Word and loaded again."""
    actor.require("papers.manage")
    return _file(shipped_template(kind), f"mau-{kind.value.replace('_', '-')}.docx")


@router.get("/paper-templates/{template_id}/content", response_class=Response, responses=_DOCX)
async def get_template_content(session: DbSession, actor: CurrentActor, template_id: UUID) -> Response:
    """The file of a version."""
    template = await get_template(session, actor, template_id)
    return _file(template.content, template.file_name)


def _file(content: bytes, name: str) -> Response:
    return Response(content, media_type=MEDIA_TYPES[Format.DOCX], headers={"Content-Disposition": attachment(name)})


@router.post("/paper-jobs", response_model=PaperJobRead, status_code=202)
async def ask_for_paper(request: Request, actor: StreamingActor, given: PaperJobCreate) -> Response:
    """Ask for a paper that is made in the background, from what the caller may read now; refused as the subject's own page would be.

    429 `too_many_papers` while five are being made.
    """
    async with database_of(request).reading() as session:
        filled = await asking.fill_paper(session, actor, given)
    async with database_of(request).writing() as session:
        file_id = await asking.order_paper(session, actor, filled)
        await session.flush()
        return json_bytes(await asking.read_paper(session, actor, file_id), 202)


@router.get("/paper-jobs", response_model=PaperJobsRead)
async def list_paper_jobs(request: Request, session: DbSession, actor: CurrentActor) -> Response:
    """The papers that the caller asked for in this role and that have not expired, the latest first."""
    return await answer_whole(request, {"items": await asking.read_papers(session, actor)}, asking.PAPERS_ASKED)


@router.get("/paper-jobs/{job_id}", response_model=PaperJobRead)
async def get_paper_job(session: DbSession, actor: CurrentActor, job_id: UUID) -> Response:
    """How a paper that the caller asked for stands."""
    return json_bytes(await asking.read_paper(session, actor, job_id))


@router.get("/paper-jobs/{job_id}/content", response_class=Response, responses=PAPERS)
async def get_paper_content(request: Request, actor: StreamingActor, job_id: UUID) -> Response:
    """The file of a paper that is done. 409 `paper_not_ready` before."""
    async with database_of(request).reading() as session:
        paper = await asking.paper_file(session, actor, job_id)
    content = await asking.paper_content(paper, request.app.state.storage)
    return file_answer(content, paper.file_name, paper.size, MEDIA_TYPES[paper.format])
