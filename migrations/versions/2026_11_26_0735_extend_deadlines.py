"""extend deadlines

Revision ID: 7d20c5a1b8e4
Revises: 7cebe418540b
"""

import sqlalchemy as sa
from alembic import op

from papi.kit.types import UtcDateTime

revision = "7d20c5a1b8e4"
down_revision = "7cebe418540b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("assignments") as batch:
        batch.add_column(sa.Column("first_due_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("extended_times", sa.Integer(), server_default="0", nullable=False))
        batch.add_column(sa.Column("extension_asked", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("assignments") as batch:
        batch.alter_column("extended_times", server_default=None)
        batch.alter_column("extension_asked", server_default=None)
    op.create_table(
        "extensions",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_late", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_for", sa.Uuid(), nullable=True),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name="fk_extensions_asked_by_people"),
        sa.ForeignKeyConstraint(["asked_for"], ["people.id"], name="fk_extensions_asked_for_people"),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignments.id"], name="fk_extensions_assignment_id_assignments"),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name="fk_extensions_decided_by_people"),
        sa.PrimaryKeyConstraint("id", name="pk_extensions"),
    )
    op.create_index("ix_extensions_assignment_id", "extensions", ["assignment_id"], unique=False)
    op.create_index("ix_extensions_state_asked_at_id", "extensions", ["state", "asked_at", "id"], unique=False)
    op.create_table(
        "extension_evidence",
        sa.Column("extension_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_extension_evidence_evidence_id_evidence"),
        sa.ForeignKeyConstraint(["extension_id"], ["extensions.id"], name="fk_extension_evidence_extension_id_extensions"),
        sa.PrimaryKeyConstraint("extension_id", "evidence_id", name="pk_extension_evidence"),
    )


def downgrade() -> None:
    op.drop_table("extension_evidence")
    op.drop_index("ix_extensions_state_asked_at_id", table_name="extensions")
    op.drop_index("ix_extensions_assignment_id", table_name="extensions")
    op.drop_table("extensions")
    with op.batch_alter_table("assignments") as batch:
        batch.drop_column("extension_asked")
        batch.drop_column("extended_times")
        batch.drop_column("first_due_on")
