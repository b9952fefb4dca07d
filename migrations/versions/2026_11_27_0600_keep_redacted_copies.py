"""keep redacted copies of documents with personal data

Revision ID: 5d0c7be41f92
Revises: b84e2f6a9d17
"""

import sqlalchemy as sa
from alembic import op

revision = "5d0c7be41f92"
down_revision = "b84e2f6a9d17"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("evidence") as table:
        table.add_column(sa.Column("redacted_copies", sa.Integer(), nullable=True))
        table.add_column(sa.Column("redacted_of", sa.Integer(), nullable=True))
    op.execute(sa.table("evidence", sa.column("redacted_copies", sa.Integer())).update().values(redacted_copies=0))
    with op.batch_alter_table("evidence") as table:
        table.alter_column("redacted_copies", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("evidence_files") as table:
        table.add_column(sa.Column("redacts", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("evidence_files") as table:
        table.drop_column("redacts")
    with op.batch_alter_table("evidence") as table:
        for name in ("redacted_of", "redacted_copies"):
            table.drop_column(name)
