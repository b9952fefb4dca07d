"""keep master keys of the store, the wrapped data key of what lies there encrypted, and where a file lies apart from which it is

Revision ID: 7a1c9e52d0b8
Revises: 7d2e4a90c1b8
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "7a1c9e52d0b8"
down_revision = "7d2e4a90c1b8"
branch_labels = None
depends_on = None

_TABLES = ("evidence_files", "paper_files", "uploads")


def upgrade() -> None:
    op.create_table(
        "storage_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_storage_keys")),
    )
    for name in _TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("wrapped_key", sa.LargeBinary(), nullable=True))
            table.add_column(sa.Column("master_key", sa.Uuid(), nullable=True))
            table.create_foreign_key(op.f(f"fk_{name}_master_key_storage_keys"), "storage_keys", ["master_key"], ["id"])
            table.create_index(op.f(f"ix_{name}_master_key"), ["master_key"])
    with op.batch_alter_table("evidence_files") as table:
        table.add_column(sa.Column("object_id", sa.Uuid(), nullable=True))
    op.execute("UPDATE evidence_files SET object_id = id")
    with op.batch_alter_table("evidence_files") as table:
        table.alter_column("object_id", existing_type=sa.Uuid(), nullable=False)
        table.create_unique_constraint(op.f("uq_evidence_files_object_id"), ["object_id"])


def downgrade() -> None:
    # a file that was encrypted, or lies elsewhere than under its row's id, would be lost to the older version
    moved = "SELECT count(*) FROM evidence_files WHERE wrapped_key IS NOT NULL OR object_id <> id"
    if op.get_bind().exec_driver_sql(moved).scalar():
        raise RuntimeError("There are encrypted files, which the older version cannot read; nothing was changed.")
    with op.batch_alter_table("evidence_files") as table:
        table.drop_constraint(op.f("uq_evidence_files_object_id"), type_="unique")
        table.drop_column("object_id")
    for name in _TABLES:
        with op.batch_alter_table(name) as table:
            table.drop_index(op.f(f"ix_{name}_master_key"))
            table.drop_constraint(op.f(f"fk_{name}_master_key_storage_keys"), type_="foreignkey")
            table.drop_column("master_key")
            table.drop_column("wrapped_key")
    op.drop_table("storage_keys")
