"""remind by hand and by a ladder

Revision ID: bb98f8131858
Revises: a91c5e20d7f4
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "bb98f8131858"
down_revision = "a91c5e20d7f4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "escalation_ladders",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_escalation_ladders_changed_by_people")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_escalation_ladders")),
    )
    op.create_table(
        "reminders",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("period_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("duty_text", sa.Text(), nullable=False),
        sa.Column("request_text", sa.Text(), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=False),
        sa.Column("sent_by_name", sa.Text(), nullable=False),
        sa.Column("sender_unit_id", sa.Uuid(), nullable=False),
        sa.Column("sender_unit_name", sa.Text(), nullable=False),
        sa.Column("sent_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["periods.id"], name=op.f("fk_reminders_period_id_periods")),
        sa.ForeignKeyConstraint(["sender_unit_id"], ["units.id"], name=op.f("fk_reminders_sender_unit_id_units")),
        sa.ForeignKeyConstraint(["sent_by"], ["people.id"], name=op.f("fk_reminders_sent_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.create_index("ix_reminders_period_id", ["period_id"], unique=False)

    op.create_table(
        "reminder_targets",
        sa.Column("reminder_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("subject_label", sa.Text(), nullable=False),
        sa.Column("wording", sa.String(length=8), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("mails", sa.Integer(), nullable=False),
        sa.Column("sent_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reminder_id"], ["reminders.id"], name=op.f("fk_reminder_targets_reminder_id_reminders")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_reminder_targets_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_targets")),
    )
    with op.batch_alter_table("reminder_targets", schema=None) as batch_op:
        batch_op.create_index("ix_reminder_targets_reminder_id", ["reminder_id"], unique=False)
        batch_op.create_index("ix_reminder_targets_subject_id", ["subject_id"], unique=False)
        batch_op.create_index("ix_reminder_targets_unit_id_id", ["unit_id", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("reminder_targets", schema=None) as batch_op:
        batch_op.drop_index("ix_reminder_targets_unit_id_id")
        batch_op.drop_index("ix_reminder_targets_subject_id")
        batch_op.drop_index("ix_reminder_targets_reminder_id")

    op.drop_table("reminder_targets")
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.drop_index("ix_reminders_period_id")

    op.drop_table("reminders")
    op.drop_table("escalation_ladders")
