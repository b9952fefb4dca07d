"""keep what merged units answered differently

Revision ID: e2a7c90d41b8
Revises: 5b0d7c31e9f4
"""

import sqlalchemy as sa
from alembic import op

revision = "e2a7c90d41b8"
down_revision = "5b0d7c31e9f4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("report_answers", sa.Column("differing", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("report_answers", "differing")
