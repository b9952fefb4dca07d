from typing import Annotated

from fastapi import Query, Request, Response

from papi.access.dependencies import CurrentActor
from papi.comments import actions, queries
from papi.comments.schemas import CommentCreate, CommentQuery, CommentRead
from papi.comments.subjects import find_subject, parse_subject
from papi.kit.db import DbSession
from papi.kit.lists import answer_list, json_bytes
from papi.kit.paging import PageOf
from papi.kit.transport import api_router

router = api_router("comments")


@router.get("/comments", response_model=PageOf[CommentRead])
async def list_comments(request: Request, session: DbSession, actor: CurrentActor, query: Annotated[CommentQuery, Query()]) -> Response:
    """The conversation about a subject, oldest first; seen by whoever sees the subject."""
    actor.require_some("comment.write")
    kind, subject_id = parse_subject(query.subject)
    await find_subject(session, actor, kind, subject_id)
    return await answer_list(session, request, queries.list_comments(kind, subject_id, query), query)


@router.post("/comments", response_model=CommentRead, status_code=201)
async def create_comment(
    session: DbSession, actor: CurrentActor, given: CommentCreate, subject: Annotated[str, Query(max_length=80)]
) -> Response:
    """Comment on a subject. Its unit is told; when that unit answers, those who spoke before are."""
    comment = await actions.create_comment(session, actor, parse_subject(subject), given.text)
    return json_bytes(queries.shape_comment(comment), 201)
