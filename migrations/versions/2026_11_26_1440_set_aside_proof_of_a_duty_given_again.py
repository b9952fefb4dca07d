"""tell the documents of a task that was withdrawn and given again from those of what the unit was given since

Revision ID: 8c41e7d05b93
Revises: 7c2e9f41b6d8
"""

import sqlalchemy as sa
from alembic import op

revision = "8c41e7d05b93"
down_revision = "7c2e9f41b6d8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assignment_evidence", sa.Column("set_aside_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("assignment_evidence") as table:
        table.drop_column("set_aside_on")
