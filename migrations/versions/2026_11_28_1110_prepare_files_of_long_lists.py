"""prepare files of long lists

Revision ID: 0b7d2e94c1f6
Revises: 7b40c9e1d2a6
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "0b7d2e94c1f6"
down_revision = "7b40c9e1d2a6"
branch_labels = None
depends_on = None

_MOMENT = papi.kit.types.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "exports",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("failure_code", sa.Text(), nullable=True),
        sa.Column("failure_vi", sa.Text(), nullable=True),
        sa.Column("failure_en", sa.Text(), nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("finished_at", _MOMENT, nullable=True),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("master_key", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["master_key"], ["storage_keys.id"], name=op.f("fk_exports_master_key_storage_keys")),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name=op.f("fk_exports_membership_id_memberships")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_exports_person_id_people")),
        sa.ForeignKeyConstraint(["token_id"], ["personal_tokens.id"], name=op.f("fk_exports_token_id_personal_tokens")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
    )
    with op.batch_alter_table("exports") as table:
        table.create_index("ix_exports_expires_at", ["expires_at"])
        table.create_index("ix_exports_master_key", ["master_key"])
        table.create_index("ix_exports_membership_id_id", ["membership_id", "id"])


def downgrade() -> None:
    op.drop_table("exports")
