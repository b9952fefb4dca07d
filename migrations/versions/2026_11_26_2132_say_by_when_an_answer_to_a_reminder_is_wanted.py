"""say of what is reminded by when it was due, and by when an answer is wanted

Revision ID: 5d3a91c7e240
Revises: e84b1c6d2f07
"""

import sqlalchemy as sa
from alembic import op

revision = "5d3a91c7e240"
down_revision = "e84b1c6d2f07"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reminders", sa.Column("answer_by", sa.Date(), nullable=True))
    op.add_column("reminder_targets", sa.Column("due_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("reminder_targets", "due_on")
    op.drop_column("reminders", "answer_by")
