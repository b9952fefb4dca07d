"""Comments on one subject that was found visible before."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from papi.comments.models import Comment
from papi.comments.schemas import CommentQuery
from papi.kit.documents import Column, Export
from papi.kit.lists import Listing, Pages
from papi.kit.paging import Key, Keyset, matches
from papi.kit.types import AnyRow

_KEYSET = Keyset({"created_at": Key(Comment.created_at, datetime)}, default="created_at", id=Comment.id)
_EXPORT = Export(
    "trao-doi",
    [
        Column("created_at", "Lúc", "At", 18),
        Column("author", "Người trao đổi", "Author", 24),
        Column("unit", "Đơn vị", "Unit", 24),
        Column("text", "Nội dung", "Text", 80),
    ],
)


def list_comments(kind: str, subject_id: UUID, query: CommentQuery) -> Listing:
    """The conversation, oldest first."""
    statement = select(
        Comment.id,
        Comment.text,
        Comment.author_name,
        Comment.author_id,
        Comment.author_role,
        Comment.author_unit_name,
        Comment.author_unit_id,
        Comment.created_at,
    ).where(Comment.subject_type == kind, Comment.subject_id == subject_id)
    if query.q:
        statement = statement.where(matches(Comment.folded, query.q))
    return Listing(Pages(statement, _KEYSET), shape_comment, _EXPORT)


def shape_comment(row: AnyRow | Comment) -> dict[str, Any]:
    """A comment as the wire's `CommentRead`."""
    return {
        "id": row.id,
        "text": row.text,
        "author": row.author_name,
        "author_id": row.author_id,
        "role": row.author_role,
        "unit": row.author_unit_name,
        "unit_id": row.author_unit_id,
        "created_at": row.created_at,
    }
