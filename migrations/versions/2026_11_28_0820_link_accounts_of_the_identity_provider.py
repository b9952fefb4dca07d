"""link accounts of the identity provider

Revision ID: 8e2b47d90f13
Revises: 5d1f8a36c0e7
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "8e2b47d90f13"
down_revision = "5d1f8a36c0e7"
branch_labels = None
depends_on = None

_MOMENT = papi.kit.types.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "linked_identities",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("linked_at", _MOMENT, nullable=False),
        sa.Column("last_used_at", _MOMENT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_linked_identities_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linked_identities")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_linked_identities_issuer_subject")),
        sa.UniqueConstraint("issuer", "person_id", name=op.f("uq_linked_identities_issuer_person_id")),
    )
    with op.batch_alter_table("linked_identities") as table:
        table.create_index("ix_linked_identities_person_id", ["person_id"])
    op.create_table(
        "sso_attempts",
        sa.Column("state_hash", sa.String(length=64), nullable=False),
        sa.Column("browser_hash", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("verifier", sa.String(length=128), nullable=False),
        sa.Column("next_path", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sso_attempts_person_id_people")),
        sa.PrimaryKeyConstraint("state_hash", name=op.f("pk_sso_attempts")),
    )
    with op.batch_alter_table("sso_attempts") as table:
        table.create_index("ix_sso_attempts_browser_hash", ["browser_hash"])


def downgrade() -> None:
    op.drop_table("sso_attempts")
    op.drop_table("linked_identities")
