"""let other systems call

Revision ID: 3f6d18b2c7e5
Revises: 7a41c9e0d2b8
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "3f6d18b2c7e5"
down_revision = "7a41c9e0d2b8"
branch_labels = None
depends_on = None

_MOMENT = papi.kit.types.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "api_clients",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("all_units", sa.Boolean(), nullable=False),
        sa.Column("allowed_addresses", sa.JSON(), nullable=False),
        sa.Column("jwks", sa.JSON(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=True),
        sa.Column("last_used_at", _MOMENT, nullable=True),
        sa.Column("last_used_address", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_api_clients_created_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_clients")),
        sa.UniqueConstraint("name", name=op.f("uq_api_clients_name")),
    )
    op.create_table(
        "api_client_units",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["api_clients.id"], name=op.f("fk_api_client_units_client_id_api_clients")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_api_client_units_unit_id_units")),
        sa.PrimaryKeyConstraint("client_id", "unit_id", name=op.f("pk_api_client_units")),
    )
    op.create_table(
        "api_client_secrets",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("beginning", sa.String(length=24), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["api_clients.id"], name=op.f("fk_api_client_secrets_client_id_api_clients")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_client_secrets")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_api_client_secrets_secret_hash")),
    )
    with op.batch_alter_table("api_client_secrets") as table:
        table.create_index("ix_api_client_secrets_client_id", ["client_id"])
    op.create_table(
        "client_assertions",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_client_assertions")),
    )
    with op.batch_alter_table("client_assertions") as table:
        table.create_index("ix_client_assertions_expires_at", ["expires_at"])
    op.create_table(
        "personal_tokens",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("beginning", sa.String(length=24), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("may_write", sa.Boolean(), nullable=False),
        sa.Column("allowed_addresses", sa.JSON(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.Column("revoked_by", sa.Uuid(), nullable=True),
        sa.Column("last_used_at", _MOMENT, nullable=True),
        sa.Column("last_used_address", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_personal_tokens_person_id_people")),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name=op.f("fk_personal_tokens_membership_id_memberships")),
        sa.ForeignKeyConstraint(["revoked_by"], ["people.id"], name=op.f("fk_personal_tokens_revoked_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_personal_tokens_token_hash")),
    )
    with op.batch_alter_table("personal_tokens") as table:
        table.create_index("ix_personal_tokens_person_id", ["person_id"])


def downgrade() -> None:
    op.drop_table("personal_tokens")
    op.drop_table("client_assertions")
    op.drop_table("api_client_secrets")
    op.drop_table("api_client_units")
    op.drop_table("api_clients")
