"""erase documents and keep what tells of it

Revision ID: 8f3a6c1d2b70
Revises: 5d0c7be41f92
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "8f3a6c1d2b70"
down_revision = "5d0c7be41f92"
branch_labels = None
depends_on = None

_MOMENT = papi.kit.types.UtcDateTime(timezone=True)


def upgrade() -> None:
    for name in ("evidence", "evidence_files"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("erased_at", _MOMENT, nullable=True))
    op.create_table(
        "erasures",
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("ground", sa.Enum("data_subject", "retention_over", name="ground", native_enum=False, length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("proposed", "erasing", "erased", "refused", "withdrawn", name="erasurestate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_for", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", _MOMENT, nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", _MOMENT, nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("signature", sa.Text(), nullable=True),
        sa.Column("key_id", sa.String(length=32), nullable=True),
        sa.Column("erased_at", _MOMENT, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_erasures_evidence_id_evidence")),
        sa.ForeignKeyConstraint(["proposed_by"], ["people.id"], name=op.f("fk_erasures_proposed_by_people")),
        sa.ForeignKeyConstraint(["proposed_for"], ["people.id"], name=op.f("fk_erasures_proposed_for_people")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_erasures_decided_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    with op.batch_alter_table("erasures") as table:
        table.create_index("ix_erasures_evidence_id", ["evidence_id"])
        table.create_index("ix_erasures_state_proposed_at", ["state", "proposed_at"])


def downgrade() -> None:
    op.drop_table("erasures")
    for name in ("evidence_files", "evidence"):
        with op.batch_alter_table(name) as table:
            table.drop_column("erased_at")
