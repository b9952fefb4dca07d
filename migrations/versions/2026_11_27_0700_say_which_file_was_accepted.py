"""say who issued a document, until when it is in force, which file of it was accepted and why one was not

Revision ID: d90b6f3e718a
Revises: c41d7e90a2f5
"""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "d90b6f3e718a"
down_revision = "c41d7e90a2f5"
branch_labels = None
depends_on = None

_STATES = sa.Enum("pending", "accepted", "rejected", name="reviewstate", native_enum=False, length=32)
_CODES = sa.Enum(
    "not_readable",
    "not_the_right_document",
    "no_signature_or_seal",
    "wrong_period",
    "personal_data",
    "expired",
    "duplicate",
    "other",
    name="rejectioncode",
    native_enum=False,
    length=32,
)
_MOMENT = papi.kit.types.UtcDateTime(timezone=True)


def _table(name: str, **columns: Any) -> sa.TableClause:
    return sa.table(name, *(sa.column(column, kind) for column, kind in columns.items()))


_EVIDENCE = _table(
    "evidence",
    id=sa.Uuid(),
    file_version=sa.Integer(),
    accepted_version=sa.Integer(),
    review_state=sa.String(),
    review_code=sa.String(),
    review_reason=sa.Text(),
)
_FILES = _table(
    "evidence_files", evidence_id=sa.Uuid(), number=sa.Integer(), review_state=sa.String(), review_code=sa.String(), review_reason=sa.Text()
)


def upgrade() -> None:
    with op.batch_alter_table("evidence") as table:
        table.add_column(sa.Column("issuing_body", sa.String(200), nullable=True))
        table.add_column(sa.Column("expires_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("review_code", _CODES, nullable=True))
        table.add_column(sa.Column("accepted_version", sa.Integer(), nullable=True))
        table.create_index("ix_evidence_expires_on", ["expires_on"])
    with op.batch_alter_table("evidence_files") as table:
        table.add_column(sa.Column("review_state", _STATES, nullable=True))
        table.add_column(sa.Column("review_code", _CODES, nullable=True))
        table.add_column(sa.Column("review_reason", sa.Text(), nullable=True))
        table.add_column(sa.Column("reviewed_at", _MOMENT, nullable=True))
    op.execute(_EVIDENCE.update().where(_EVIDENCE.c.review_state == "rejected").values(review_code="other"))
    _say_what_was_reviewed()
    _say_what_was_accepted()
    with op.batch_alter_table("evidence_files") as table:
        table.alter_column("review_state", existing_type=_STATES, nullable=False)


def _say_what_was_reviewed() -> None:
    """What was said of a document was said of its present file."""
    present = sa.and_(_EVIDENCE.c.id == _FILES.c.evidence_id, _EVIDENCE.c.file_version == _FILES.c.number)
    names = ("review_state", "review_code", "review_reason")
    said = {name: sa.select(_EVIDENCE.c[name]).where(present).scalar_subquery() for name in names}
    op.execute(_FILES.update().values({**said, "review_state": sa.func.coalesce(said["review_state"], "pending")}))


def _say_what_was_accepted() -> None:
    """By itself, with a sealed report, or with a unit's plan."""
    sealed = _table("sealed_documents", evidence_id=sa.Uuid(), number=sa.Integer())
    latest = sa.select(sa.func.max(sealed.c.number)).where(sealed.c.evidence_id == _EVIDENCE.c.id).scalar_subquery()
    op.execute(_EVIDENCE.update().values(accepted_version=latest))
    op.execute(_EVIDENCE.update().where(_EVIDENCE.c.review_state == "accepted").values(accepted_version=_EVIDENCE.c.file_version))
    sent = _table("unit_plan_versions", evidence=sa.JSON(), accepted_at=_MOMENT)
    for (files,) in op.get_bind().execute(sa.select(sent.c.evidence).where(sent.c.accepted_at.is_not(None))).all():
        for file in files:
            earlier = sa.or_(_EVIDENCE.c.accepted_version.is_(None), _EVIDENCE.c.accepted_version < file["number"])
            op.execute(_EVIDENCE.update().where(_EVIDENCE.c.id == UUID(file["id"]), earlier).values(accepted_version=file["number"]))


def downgrade() -> None:
    with op.batch_alter_table("evidence_files") as table:
        for name in ("reviewed_at", "review_reason", "review_code", "review_state"):
            table.drop_column(name)
    with op.batch_alter_table("evidence") as table:
        table.drop_index("ix_evidence_expires_on")
        for name in ("accepted_version", "review_code", "expires_on", "issuing_body"):
            table.drop_column(name)
