"""read the library off indexes, however many documents there are

Revision ID: c41d7e90a2f5
Revises: c17d3b90e5f2
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "c41d7e90a2f5"
down_revision = "c17d3b90e5f2"
branch_labels = None
depends_on = None

_MOMENT = papi.kit.types.UtcDateTime(timezone=True)
_INDEXES = {
    "ix_evidence_media_type_uploaded_at": ["media_type", "uploaded_at", "id"],
    "ix_evidence_review_state_uploaded_at": ["review_state", "uploaded_at", "id"],
    "ix_evidence_link_count_uploaded_at": ["link_count", "uploaded_at", "id"],
    "ix_evidence_unit_id_link_count_uploaded_at": ["unit_id", "link_count", "uploaded_at", "id"],
    "ix_evidence_folded": ["folded", "id"],
    "ix_evidence_size": ["size", "id"],
}


def upgrade() -> None:
    for name, columns in _INDEXES.items():
        op.create_index(name, "evidence", columns)
    with op.batch_alter_table("evidence_readers") as table:
        table.add_column(sa.Column("uploaded_at", _MOMENT, nullable=True))
    readers = sa.table("evidence_readers", sa.column("evidence_id", sa.Uuid()), sa.column("uploaded_at", _MOMENT))
    evidence = sa.table("evidence", sa.column("id", sa.Uuid()), sa.column("uploaded_at", _MOMENT))
    uploaded = sa.select(evidence.c.uploaded_at).where(evidence.c.id == readers.c.evidence_id).scalar_subquery()
    op.execute(readers.update().values(uploaded_at=uploaded))
    with op.batch_alter_table("evidence_readers") as table:
        table.alter_column("uploaded_at", existing_type=_MOMENT, nullable=False)
        table.drop_index("ix_evidence_readers_unit_id")
        table.create_index("ix_evidence_readers_unit_id_uploaded_at", ["unit_id", "uploaded_at", "evidence_id"])


def downgrade() -> None:
    with op.batch_alter_table("evidence_readers") as table:
        table.drop_index("ix_evidence_readers_unit_id_uploaded_at")
        table.create_index("ix_evidence_readers_unit_id", ["unit_id"])
        table.drop_column("uploaded_at")
    for name in reversed(_INDEXES):
        op.drop_index(name, "evidence")
