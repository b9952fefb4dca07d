"""find files by what was sent

Revision ID: 7a41c9e0d2b8
Revises: f4a90c2d7b16
"""

from alembic import op

revision = "7a41c9e0d2b8"
down_revision = "f4a90c2d7b16"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("evidence_files") as table:
        table.create_index("ix_evidence_files_received_sha256", ["received_sha256"])


def downgrade() -> None:
    with op.batch_alter_table("evidence_files") as table:
        table.drop_index("ix_evidence_files_received_sha256")
