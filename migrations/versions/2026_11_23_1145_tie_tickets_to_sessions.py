"""tie tickets to sessions, and index the lists of evidence and notifications by what they are sorted by

Revision ID: 4c1de7a90b52
Revises: 98bce06c81e6
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "4c1de7a90b52"
down_revision = "98bce06c81e6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # a ticket lives for a minute: nothing is lost with those that are there
    op.drop_table("evidence_tickets")
    op.create_table("evidence_tickets", *_ticket_columns(), *_session_columns())
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index("ix_evidence_unit_id_id")
        batch_op.create_index("ix_evidence_unit_id_uploaded_at", ["unit_id", "uploaded_at", "id"], unique=False)
        batch_op.create_index("ix_evidence_uploaded_at", ["uploaded_at", "id"], unique=False)
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.drop_index("ix_notifications_person_id_id")
        batch_op.create_index("ix_notifications_person_id_created_at", ["person_id", "created_at", "id"], unique=False)
        batch_op.create_index("ix_notifications_person_id_read_at", ["person_id", "read_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.drop_index("ix_notifications_person_id_read_at")
        batch_op.drop_index("ix_notifications_person_id_created_at")
        batch_op.create_index("ix_notifications_person_id_id", ["person_id", "id"], unique=False)
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index("ix_evidence_uploaded_at")
        batch_op.drop_index("ix_evidence_unit_id_uploaded_at")
        batch_op.create_index("ix_evidence_unit_id_id", ["unit_id", "id"], unique=False)
    op.drop_table("evidence_tickets")
    op.create_table("evidence_tickets", *_ticket_columns())


def _ticket_columns() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("ticket_hash", sa.String(length=64), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("file_version", sa.Integer(), nullable=False),
        sa.Column("expires_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_tickets_evidence_id_evidence")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_evidence_tickets_person_id_people")),
        sa.PrimaryKeyConstraint("ticket_hash", name=op.f("pk_evidence_tickets")),
    ]


def _session_columns() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["auth_sessions.id"], name=op.f("fk_evidence_tickets_session_id_auth_sessions")),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name=op.f("fk_evidence_tickets_membership_id_memberships")),
    ]
