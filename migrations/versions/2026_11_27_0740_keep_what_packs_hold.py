"""keep what packs hold that were taken as evidence

Revision ID: f4a90c2d7b16
Revises: e27c50f1a9d4
"""

import sqlalchemy as sa
from alembic import op

revision = "f4a90c2d7b16"
down_revision = "e27c50f1a9d4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # of packs that were taken before nothing is known: their files would have to be read
    op.create_table(
        "packed_files",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["evidence_files.id"], name=op.f("fk_packed_files_file_id_evidence_files")),
        sa.PrimaryKeyConstraint("file_id", "sha256", name=op.f("pk_packed_files")),
    )
    op.create_index("ix_packed_files_sha256", "packed_files", ["sha256"])


def downgrade() -> None:
    op.drop_table("packed_files")
