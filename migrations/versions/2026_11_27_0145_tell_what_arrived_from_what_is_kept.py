"""keep size and hash of what arrived beside those of what is kept; until now both were the same

Revision ID: 5b0d7c31e9f4
Revises: c41d9e07b5a6
"""

import sqlalchemy as sa
from alembic import op

revision = "5b0d7c31e9f4"
down_revision = "c41d9e07b5a6"
branch_labels = None
depends_on = None

_COLUMNS: tuple[tuple[str, sa.types.TypeEngine[object]], ...] = (("size", sa.BigInteger()), ("sha256", sa.String(64)))


def upgrade() -> None:
    with op.batch_alter_table("evidence_files") as table:
        for name, kind in _COLUMNS:
            table.add_column(sa.Column(f"received_{name}", kind, nullable=True))
    files = sa.table("evidence_files", *(sa.column(f"{start}{name}") for name, _kind in _COLUMNS for start in ("", "received_")))
    op.execute(files.update().values({f"received_{name}": files.c[name] for name, _kind in _COLUMNS}))
    with op.batch_alter_table("evidence_files") as table:
        for name, kind in _COLUMNS:
            table.alter_column(f"received_{name}", existing_type=kind, nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("evidence_files") as table:
        for name, _kind in reversed(_COLUMNS):
            table.drop_column(f"received_{name}")
