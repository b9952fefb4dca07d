from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from papi.access.dependencies import CurrentActor, StreamingActor
from papi.kit.db import DbSession, database_of
from papi.kit.documents import XLSX
from papi.kit.errors import FieldError, Invalid
from papi.kit.lists import attachment
from papi.kit.problems import field_errors
from papi.kit.transport import api_router, limited, parse_strictly
from papi.reports.offline.acting import Upload, preview_workbook, report_workbook, require_writing, store_workbook
from papi.reports.schemas.workbooks import DECISIONS, WorkbookDecisions, WorkbookResult

router = api_router("reports")

_FILE = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "XLSX that left from this report, at most 2 MB"},
        "decisions": {
            "type": "string",
            "description": (
                "JSON: `{seen: [{line_id, version}], choices: [{line_id, field, take: theirs|yours}], "
                "documents: [{line_id, name, evidence_id|null}]}`, as the dry run showed and asked them"
            ),
        },
    },
}
_BODY = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FILE}}}}
_XLSX: dict[int | str, dict[str, Any]] = {200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}}


class WorkbookOptions(BaseModel, frozen=True):
    dry_run: bool = True


@router.get("/reports/{report_id}/workbook", response_class=Response, responses=_XLSX)
async def export_report_workbook(session: DbSession, actor: CurrentActor, report_id: UUID) -> Response:
    """The report's lines that may be written now, as a workbook to be filled without the system and loaded again."""
    name, content = await report_workbook(session, actor, report_id)
    return Response(content, media_type=XLSX, headers={"Content-Disposition": attachment(name)})


@router.post("/reports/{report_id}/workbook", response_model=WorkbookResult, openapi_extra=_BODY)
async def import_report_workbook(
    request: Request, actor: StreamingActor, report_id: UUID, options: Annotated[WorkbookOptions, Query()]
) -> WorkbookResult:
    """Load a filled workbook again, held against what its lines were when it left and what they are now.

    With `dry_run=true` (unless told otherwise) nothing is stored: each line is `unchanged`, `fill`, `conflict` (somebody changed the same
    field meanwhile, or a document's name has several meanings: choose) or `refused` with the cell and why. With `dry_run=false` all lines
    that are not refused are stored in one transaction, or none: 409 `workbook_undecided` while a choice is open, 409 `workbook_overtaken`
    where a line is no longer the `version` that was seen. Loading the same file again changes nothing. 422 `workbook_not_read`,
    `workbook_of_another_report`, `workbook_too_old` for files that are not taken.
    """
    database = database_of(request)
    async with database.reading() as session:
        await require_writing(session, actor, report_id)
    upload = await _receive(request)
    act = preview_workbook if options.dry_run else store_workbook
    return await act(database, actor, report_id, upload)


async def _receive(request: Request) -> Upload:
    """The file and the decisions, once it is known that the caller may write."""
    limit = request.app.state.settings.max_body_bytes
    taken = Request(request.scope, limited(request.receive, limit, request.headers.get("content-length")))
    try:
        async with taken.form(max_files=1, max_fields=2, max_part_size=limit) as form:
            file, decisions = form.get("file"), form.get("decisions")
            if not isinstance(file, UploadFile):
                raise _not_given()
            return Upload(await file.read(), _decisions(decisions))
    except HTTPException:
        raise _not_given() from None


def _decisions(given: object) -> WorkbookDecisions:
    try:
        return DECISIONS.validate_python(parse_strictly(given.encode()) if isinstance(given, str) and given else {})
    except ValidationError as error:
        raise Invalid(errors=field_errors(error.errors())) from None


def _not_given() -> Invalid:
    return Invalid(errors=[FieldError("/file", "Cần chọn một tệp.", "A file is needed.")])
