"""delegate roles for a while, and remember who said that something is done, and on whose behalf

Revision ID: d2f7b90c6e11
Revises: c41f7a9e25d3
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "d2f7b90c6e11"
down_revision = "c41f7a9e25d3"
branch_labels = None
depends_on = None

_PEOPLE = {"assignments": ("submitted_by", "submitted_for"), "reports": ("submitted_for",)}


def upgrade() -> None:
    op.create_table(
        "delegations",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("giver_id", sa.Uuid(), nullable=False),
        sa.Column("receiver_id", sa.Uuid(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_delegations_unit_id_units")),
        *(
            sa.ForeignKeyConstraint([column], ["people.id"], name=op.f(f"fk_delegations_{column}_people"))
            for column in ("giver_id", "receiver_id", "created_by", "ended_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
    )
    op.create_index("ix_delegations_unit_id", "delegations", ["unit_id"], unique=False)
    op.create_index("ix_delegations_giver_id", "delegations", ["giver_id"], unique=False)
    op.create_index("ix_delegations_valid_from_id", "delegations", ["valid_from", "id"], unique=False)
    with op.batch_alter_table("memberships") as table:
        table.add_column(sa.Column("delegation_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(op.f("fk_memberships_delegation_id_delegations"), "delegations", ["delegation_id"], ["id"])
        table.create_index("ix_memberships_delegation_id", ["delegation_id"], unique=False)
    with op.batch_alter_table("facts") as table:
        table.add_column(sa.Column("behalf_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("behalf_name", sa.Text(), nullable=True))
    for name, columns in _PEOPLE.items():
        with op.batch_alter_table(name) as table:
            for column in columns:
                table.add_column(sa.Column(column, sa.Uuid(), nullable=True))
                table.create_foreign_key(op.f(f"fk_{name}_{column}_people"), "people", [column], ["id"])


def downgrade() -> None:
    for name, columns in _PEOPLE.items():
        with op.batch_alter_table(name) as table:
            for column in columns:
                table.drop_constraint(op.f(f"fk_{name}_{column}_people"), type_="foreignkey")
                table.drop_column(column)
    with op.batch_alter_table("facts") as table:
        table.drop_column("behalf_name")
        table.drop_column("behalf_id")
    with op.batch_alter_table("memberships") as table:
        table.drop_index("ix_memberships_delegation_id")
        table.drop_constraint(op.f("fk_memberships_delegation_id_delegations"), type_="foreignkey")
        table.drop_column("delegation_id")
    op.drop_table("delegations")
