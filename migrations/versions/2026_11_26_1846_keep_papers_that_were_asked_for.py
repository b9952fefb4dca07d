"""keep the papers that people asked for until they expire

Revision ID: 3c9e7b41fa28
Revises: b7d3e15a9c82
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "3c9e7b41fa28"
down_revision = "b7d3e15a9c82"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_files",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("format", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("given", sa.LargeBinary(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("created_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name=op.f("fk_paper_files_membership_id_memberships")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_files")),
    )
    op.create_index("ix_paper_files_membership_id_id", "paper_files", ["membership_id", "id"])
    op.create_index("ix_paper_files_expires_at", "paper_files", ["expires_at"])


def downgrade() -> None:
    op.drop_table("paper_files")
