"""keep the file of each document that was sent with a unit plan: of those sent before, the one that was there then

Revision ID: 3f8d1c6a7e52
Revises: 5b0e6f3d9c27
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "3f8d1c6a7e52"
down_revision = "5b0e6f3d9c27"
branch_labels = None
depends_on = None

_VERSIONS = sa.table(
    "unit_plan_versions",
    sa.column("unit_plan_id", sa.Uuid()),
    sa.column("number", sa.Integer()),
    sa.column("evidence", sa.JSON()),
    sa.column("submitted_at", sa.DateTime(timezone=True)),
)
_FILES = sa.table(
    "evidence_files",
    sa.column("evidence_id", sa.Uuid()),
    sa.column("number", sa.Integer()),
    sa.column("sha256", sa.String()),
    sa.column("uploaded_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    _rewrite(_with_file)


def downgrade() -> None:
    _rewrite(lambda document, _moment: document["id"])


def _rewrite(told: Callable[[Any, datetime], Any]) -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(_VERSIONS)).all():
        evidence = [told(document, row.submitted_at) for document in row.evidence]
        of_row = (_VERSIONS.c.unit_plan_id == row.unit_plan_id, _VERSIONS.c.number == row.number)
        connection.execute(sa.update(_VERSIONS).where(*of_row).values(evidence=evidence))


def _with_file(document: str, moment: datetime) -> dict[str, Any]:
    files = sa.select(_FILES).where(_FILES.c.evidence_id == UUID(document)).order_by(_FILES.c.number)
    known = op.get_bind().execute(files).all()
    then = [file for file in known if file.uploaded_at <= moment] or known[:1]
    return {"id": document, "number": then[-1].number, "sha256": then[-1].sha256}
