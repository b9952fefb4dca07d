import asyncio
from collections.abc import AsyncGenerator
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from papi.access.actor import Actor
from papi.access.dependencies import CurrentActor, StreamingActor
from papi.kit.db import DbSession, database_of
from papi.kit.documents import XLSX
from papi.kit.errors import FieldError, Invalid, Refusal
from papi.kit.etag import IfMatch
from papi.kit.lists import attachment, json_bytes
from papi.kit.problems import field_errors, problem
from papi.kit.transport import api_router, limited, parse_strictly
from papi.plans.annex.exporting import DOCX, annex_file
from papi.plans.annex.grids import tidy
from papi.plans.annex.importing import Upload, import_annex, marked, preview, require_import
from papi.plans.schemas.annex import ANSWERS, AnnexImportQuery, AnnexResult, Answer

router = api_router("plans")

NDJSON = "application/x-ndjson"
_FILE = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "XLSX or DOCX, at most 2 MB"},
        "answers": {
            "type": "string",
            "description": "JSON: a list of `{kind: unit|indicator|time, spelling, values}`, one for each question that is answered",
        },
    },
}
_BODY = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FILE}}}}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {NDJSON: {"schema": {"type": "string"}}, XLSX: {"schema": {"type": "string", "format": "binary"}}}}
}


@router.post("/plans/{plan_id}/import", response_model=AnnexResult, openapi_extra=_BODY, responses=_ANSWERS)
async def import_plan_annex(
    request: Request, actor: StreamingActor, plan_id: UUID, options: Annotated[AnnexImportQuery, Query()], precondition: IfMatch
) -> Response:
    """Load an annex (phụ lục) into a plan: XLSX or DOCX, columns found by their headings. In an approved plan it is a correction at
    once, which no leader approves: it stands among the plan's corrections until the next version takes it in; an amendment
    (`POST /plans/{id}/amendments`) goes through the leader.

    With `dry_run=true` nothing is stored: each row comes with its words, our reading, what it would change, and what is wrong
    (`error`: correct the file) or asked (`confirm`: answer in `answers`, one answer for all that is spelt alike). As
    `application/x-ndjson` it comes in lines that tell how far the reading is, then `{"result": …}` or `{"problem": …}`; as a workbook,
    the file's tables with a column "Lỗi cần sửa", to correct and load again. Without `dry_run` everything is stored, or nothing: 422
    `annex_incomplete` while anything is wrong or not answered. Nothing is ever taken away, and the same file again changes nothing.
    422 `annex_not_read` for a file that is broken, protected, old, vast, or carries macros.
    """
    database = database_of(request)
    async with database.reading() as session:
        await require_import(session, actor, plan_id)
    upload = await _receive(request)
    wanted = request.headers.get("accept", "")
    if not options.dry_run:
        return json_bytes((await import_annex(database, actor, plan_id, upload, precondition)).model_dump())  # without its rows
    if NDJSON in wanted:
        return StreamingResponse(_told(request, actor, plan_id, upload), media_type=NDJSON)
    if XLSX in wanted:
        content = await marked(database, actor, plan_id, upload)
        name = f"loi-{upload.file_name.rpartition('.')[0] or 'phu-luc'}.xlsx"
        return Response(content, media_type=XLSX, headers={"Content-Disposition": attachment(name)})
    result = await preview(database, actor, plan_id, upload)
    return Response(await asyncio.to_thread(_encoded, result), media_type="application/json")


@router.get("/plans/{plan_id}/annex", response_class=Response, responses={200: {"content": {XLSX: {}, DOCX: {}}}})
async def export_plan_annex(
    session: DbSession, actor: CurrentActor, plan_id: UUID, file: Literal["xlsx", "docx", "template"] = "xlsx"
) -> Response:
    """The plan's annex as a file with the columns that the import reads: loaded again it changes nothing. The workbook carries further
    columns at its end; the document, in landscape, has those of the annex alone. `file=template`: an empty workbook with headings,
    and on a second sheet how times and units are worded. A unit's copy names the units that it may see: itself, and whom it leads.
    """
    made = await annex_file(session, actor, plan_id, file)
    return Response(made.content, media_type=made.media_type, headers={"Content-Disposition": attachment(made.name)})


async def _receive(request: Request) -> Upload:
    """The file and the answers, once it is known that the caller may import."""
    limit = request.app.state.settings.max_body_bytes
    taken = Request(request.scope, limited(request.receive, limit, request.headers.get("content-length")))
    try:
        async with taken.form(max_files=1, max_fields=4, max_part_size=limit) as form:
            file, answers = form.get("file"), form.get("answers")
            if not isinstance(file, UploadFile):
                raise _not_given()
            return Upload(await file.read(), tidy(file.filename or "")[:200], _answers(answers))
    except HTTPException:
        raise _not_given() from None


def _encoded(result: AnnexResult) -> bytes:
    """Thousands of rows as text. Call it in a thread."""
    return orjson.dumps(result.model_dump(mode="json"))


def _answers(given: object) -> list[Answer]:
    try:
        return ANSWERS.validate_python(parse_strictly(given.encode()) if isinstance(given, str) and given else [])
    except ValidationError as error:
        raise Invalid(errors=field_errors(error.errors())) from None


def _not_given() -> Invalid:
    return Invalid(errors=[FieldError("/file", "Cần chọn một tệp.", "A file is needed.")])


async def _told(request: Request, actor: Actor, plan_id: UUID, upload: Upload) -> AsyncGenerator[bytes]:
    """Lines of JSON while the file is read, by a thread; the last one is what came of it."""
    loop, steps = asyncio.get_running_loop(), asyncio.Queue[dict[str, Any] | None]()

    def tell(step: str, done: int, total: int) -> None:
        loop.call_soon_threadsafe(steps.put_nowait, {"step": step, "done": done, "total": total})

    reading = asyncio.create_task(preview(database_of(request), actor, plan_id, upload, tell))
    reading.add_done_callback(lambda _task: steps.put_nowait(None))
    try:
        while (step := await steps.get()) is not None:
            yield orjson.dumps(step) + b"\n"
        try:
            yield b'{"result": ' + await asyncio.to_thread(_encoded, await reading) + b"}\n"
        except Refusal as refusal:
            yield b'{"problem": ' + bytes(problem(request, refusal).body) + b"}\n"
    finally:
        reading.cancel()
