"""name the object of each attempt at a file that a job writes

Revision ID: 5e0c7a91d3b8
Revises: 0b7d2e94c1f6
"""

import sqlalchemy as sa
from alembic import op

revision = "5e0c7a91d3b8"
down_revision = "0b7d2e94c1f6"
branch_labels = None
depends_on = None

_TABLES = ("exports", "paper_files")


def upgrade() -> None:
    for name in _TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("object_id", sa.Uuid(), nullable=True))
        op.execute(f"UPDATE {name} SET object_id = id WHERE size IS NOT NULL")  # noqa: S608 - until now a file lay where its row's id says


def downgrade() -> None:
    """What was written since would be found no more: it is asked for again."""
    for name in _TABLES:
        op.execute(f"DELETE FROM {name} WHERE size IS NOT NULL AND object_id <> id")  # noqa: S608 - names of ours
        with op.batch_alter_table(name) as table:
            table.drop_column("object_id")
