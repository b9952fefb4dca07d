"""keep what was sent to the province, and every try

Revision ID: d1ee7c0a5b34
Revises: 8c2e5a17d9f4
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "d1ee7c0a5b34"
down_revision = "8c2e5a17d9f4"
branch_labels = None
depends_on = None

_MOMENT = papi.kit.types.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "dispatches",
        sa.Column("consolidated_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("queued_at", _MOMENT, nullable=True),
        sa.Column("job_key", sa.String(length=64), nullable=True),
        sa.Column("delivered_at", _MOMENT, nullable=True),
        sa.Column("receipt", sa.JSON(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("document_number", sa.String(length=100), nullable=True),
        sa.Column("receiver", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consolidated_id"], ["consolidated_reports.id"], name=op.f("fk_dispatches_consolidated_id_consolidated_reports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
        sa.UniqueConstraint("message_id", name=op.f("uq_dispatches_message_id")),
    )
    with op.batch_alter_table("dispatches") as table:
        table.create_index("ix_dispatches_consolidated_id_edition", ["consolidated_id", "edition"])
    op.create_table(
        "dispatch_attempts",
        sa.Column("dispatch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("trouble", sa.String(length=40), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["dispatch_id"], ["dispatches.id"], name=op.f("fk_dispatch_attempts_dispatch_id_dispatches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_attempts")),
        sa.UniqueConstraint("dispatch_id", "number", name=op.f("uq_dispatch_attempts_dispatch_id_number")),
    )


def downgrade() -> None:
    op.drop_table("dispatch_attempts")
    op.drop_table("dispatches")
