"""draw packs of evidence; a file is told of what pack it is, and when it was found damaged

Revision ID: c5d1a7e40b93
Revises: c61f0a7e93d4
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "c5d1a7e40b93"
down_revision = "c61f0a7e93d4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pack_tickets",
        sa.Column("ticket_hash", sa.String(length=64), nullable=False),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name=op.f("fk_pack_tickets_membership_id_memberships")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_pack_tickets_person_id_people")),
        sa.ForeignKeyConstraint(["session_id"], ["auth_sessions.id"], name=op.f("fk_pack_tickets_session_id_auth_sessions")),
        sa.PrimaryKeyConstraint("ticket_hash", name=op.f("pk_pack_tickets")),
    )
    with op.batch_alter_table("evidence_files") as table:
        table.add_column(sa.Column("pack", sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column("damaged_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("evidence_files") as table:
        table.drop_column("damaged_at")
        table.drop_column("pack")
    op.drop_table("pack_tickets")
