"""ask for a second factor

Revision ID: 5d1f8a36c0e7
Revises: a51c07d3e9f2
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "5d1f8a36c0e7"
down_revision = "a51c07d3e9f2"
branch_labels = None
depends_on = None

_MOMENT = papi.kit.types.UtcDateTime(timezone=True)


def upgrade() -> None:
    _add("auth_sessions", "method", sa.String(length=16), "password")
    _add("auth_sessions", "second_factor", sa.Boolean(), sa.false())
    op.create_table(
        "second_factors",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", _MOMENT, nullable=False),
        sa.Column("confirmed_at", _MOMENT, nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_second_factors_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_second_factors")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_recovery_codes_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
    )
    with op.batch_alter_table("recovery_codes") as table:
        table.create_index("ix_recovery_codes_person_id", ["person_id"])


def _add(table_name: str, name: str, kind: sa.types.TypeEngine[object], default: object) -> None:
    with op.batch_alter_table(table_name) as table:
        table.add_column(sa.Column(name, kind, nullable=False, server_default=default))
    with op.batch_alter_table(table_name) as table:
        table.alter_column(name, existing_type=kind, server_default=None)


def downgrade() -> None:
    op.drop_table("recovery_codes")
    op.drop_table("second_factors")
    for name in ("second_factor", "method"):
        with op.batch_alter_table("auth_sessions") as table:
            table.drop_column(name)
