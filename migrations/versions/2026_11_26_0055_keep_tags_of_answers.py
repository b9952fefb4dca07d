"""keep the tags of answers given once

Revision ID: 91c3e6a0d84b
Revises: 5be0c4d7f921
"""

import sqlalchemy as sa
from alembic import op

revision = "91c3e6a0d84b"
down_revision = "5be0c4d7f921"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("idempotent_answers") as answers:
        answers.add_column(sa.Column("etag", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("idempotent_answers") as answers:
        answers.drop_column("etag")
