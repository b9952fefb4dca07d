"""remember on whose behalf a document was uploaded

Revision ID: 5b0e6f3d9c27
Revises: 7ac3e95b1f40
"""

import sqlalchemy as sa
from alembic import op

revision = "5b0e6f3d9c27"
down_revision = "7ac3e95b1f40"
branch_labels = None
depends_on = None

_TABLES = ("evidence", "evidence_files")


def upgrade() -> None:
    for name in _TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("uploaded_for", sa.Uuid(), nullable=True))
            table.create_foreign_key(op.f(f"fk_{name}_uploaded_for_people"), "people", ["uploaded_for"], ["id"])


def downgrade() -> None:
    for name in _TABLES:
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"fk_{name}_uploaded_for_people"), type_="foreignkey")
            table.drop_column("uploaded_for")
