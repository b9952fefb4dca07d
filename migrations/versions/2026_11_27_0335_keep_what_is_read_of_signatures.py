"""keep what is read of digital signatures; PDFs that are there already are read by the worker

Revision ID: b84e2f6a9d17
Revises: 7a1c9e52d0b8
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "b84e2f6a9d17"
down_revision = "7a1c9e52d0b8"
branch_labels = None
depends_on = None

_STATES = sa.Enum("none", "reading", "sound", "doubtful", "failed", name="signaturestate", native_enum=False, length=32)


def upgrade() -> None:
    with op.batch_alter_table("evidence_files") as table:
        table.add_column(sa.Column("signature_state", _STATES, nullable=True))
        table.add_column(sa.Column("signatures", sa.JSON(), nullable=True))
        table.add_column(sa.Column("signature_roots", sa.String(64), nullable=True))
        table.add_column(sa.Column("signatures_read_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True))
    names = ("media_type", "signature_state")
    files = sa.table("evidence_files", *(sa.column(name, sa.String()) for name in names), sa.column("signatures", sa.JSON()))
    op.execute(files.update().values(signature_state="none", signatures=[]))
    op.execute(files.update().where(files.c.media_type == "application/pdf").values(signature_state="reading"))
    with op.batch_alter_table("evidence_files") as table:
        table.alter_column("signature_state", existing_type=_STATES, nullable=False)
        table.alter_column("signatures", existing_type=sa.JSON(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("evidence_files") as table:
        for name in ("signatures_read_at", "signature_roots", "signatures", "signature_state"):
            table.drop_column(name)
