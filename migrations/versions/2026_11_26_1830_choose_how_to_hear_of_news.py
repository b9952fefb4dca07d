"""choose how to hear of news

Revision ID: 0f5f3baa1932
Revises: c1f3a8d24e70
"""

import sqlalchemy as sa
from alembic import op

revision = "0f5f3baa1932"
down_revision = "c1f3a8d24e70"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notification_choices",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(length=16), nullable=False),
        sa.Column("mail", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_notification_choices_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "topic", name=op.f("pk_notification_choices")),
    )
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        # what was told before waits for no mail, so its class is of no account
        batch_op.add_column(sa.Column("topic", sa.String(length=16), nullable=False, server_default="news"))
        batch_op.add_column(sa.Column("mail", sa.String(length=8), nullable=True))
        batch_op.create_index("ix_notifications_mail_person_id", ["mail", "person_id"], unique=False)
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.alter_column("topic", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("notifications", schema=None) as batch_op:
        batch_op.drop_index("ix_notifications_mail_person_id")
        batch_op.drop_column("mail")
        batch_op.drop_column("topic")

    op.drop_table("notification_choices")
