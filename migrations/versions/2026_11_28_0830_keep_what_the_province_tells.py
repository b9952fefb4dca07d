"""keep what the province tells of reports and deliveries

Revision ID: 5e90b3d7a1c6
Revises: 5d1e8b7c2f40
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "5e90b3d7a1c6"
down_revision = "5d1e8b7c2f40"
branch_labels = None
depends_on = None

_STATES = ("received", "processing", "accepted", "rejected")


def upgrade() -> None:
    op.create_table(
        "province_statuses",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("client_name", sa.Text(), nullable=False),
        sa.Column("message_id", sa.String(length=100), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=False),
        sa.Column("subject_type", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Enum(*_STATES, name="provincestate", native_enum=False, length=32), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("their_reference", sa.String(length=100), nullable=True),
        sa.Column("received_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_province_statuses")),
        sa.UniqueConstraint("client_id", "message_id", name=op.f("uq_province_statuses_client_id_message_id")),
    )
    with op.batch_alter_table("province_statuses") as table:
        table.create_index("ix_province_statuses_subject_id_received_at", ["subject_id", "received_at"])


def downgrade() -> None:
    op.drop_table("province_statuses")
