"""keep what must be known of a file before it is opened; of older ones nothing was found out

Revision ID: e7a1c5d20b38
Revises: 5e2f81c6d0b9
"""

import sqlalchemy as sa
from alembic import op

revision = "e7a1c5d20b38"
down_revision = "5e2f81c6d0b9"
branch_labels = None
depends_on = None

_TABLES = ("evidence", "evidence_files")


def upgrade() -> None:
    for name in _TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("flags", sa.JSON(), nullable=True))
        op.execute(sa.table(name, sa.column("flags", sa.JSON())).update().values(flags=[]))
        with op.batch_alter_table(name) as table:
            table.alter_column("flags", existing_type=sa.JSON(), nullable=False)


def downgrade() -> None:
    for name in reversed(_TABLES):
        with op.batch_alter_table(name) as table:
            table.drop_column("flags")
