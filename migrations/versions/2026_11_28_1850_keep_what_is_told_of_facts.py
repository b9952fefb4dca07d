"""keep what is told of facts beside their places

Revision ID: 3d9b60e7f214
Revises: b83f0d6e21c5
"""

import sqlalchemy as sa
from alembic import op

revision = "3d9b60e7f214"
down_revision = "b83f0d6e21c5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # none for what is there already: whoever reads it writes it
    with op.batch_alter_table("fact_chain") as table:
        table.add_column(sa.Column("form", sa.String(length=8), nullable=True))
        table.add_column(sa.Column("told", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("fact_chain") as table:
        table.drop_column("told")
        table.drop_column("form")
