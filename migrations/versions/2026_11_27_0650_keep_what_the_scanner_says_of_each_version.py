"""keep what the virus scanner says of each version

Revision ID: c17d3b90e5f2
Revises: c5d1a7e40b93
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "c17d3b90e5f2"
down_revision = "c5d1a7e40b93"
branch_labels = None
depends_on = None

_STATES = sa.Enum("not_scanned", "pending", "clean", "infected", "failed", name="scanstate", native_enum=False, length=32)


def upgrade() -> None:
    with op.batch_alter_table("evidence_files") as table:
        table.add_column(sa.Column("scan_state", _STATES, nullable=True))
        table.add_column(sa.Column("scan_finding", sa.String(120), nullable=True))
        table.add_column(sa.Column("scanned_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True))
    files = sa.table("evidence_files", *map(sa.column, ("evidence_id", "number", "scan_state")))
    documents = sa.table("evidence", *map(sa.column, ("id", "file_version", "scan_state")))
    # nothing looked at files before; what is known after a step back is known of the present file
    present = sa.and_(documents.c.id == files.c.evidence_id, documents.c.file_version == files.c.number)
    known = sa.select(documents.c.scan_state).where(present).scalar_subquery()
    op.execute(files.update().values(scan_state=sa.func.coalesce(known, "not_scanned")))
    with op.batch_alter_table("evidence_files") as table:
        table.alter_column("scan_state", existing_type=_STATES, nullable=False)


def downgrade() -> None:
    # the older version opens every file, whatever was found in it: what is quarantined must be erased first, and what waits for the
    # scanner, or could not be scanned, must have been scanned or let go on purpose (`papi evidence waive`)
    closed = "SELECT count(*) FROM evidence_files WHERE scan_state IN ('pending', 'infected', 'failed') AND erased_at IS NULL"
    if op.get_bind().exec_driver_sql(closed).scalar():
        raise RuntimeError("There are files that are quarantined or not scanned, which the older version would open; nothing was changed.")
    with op.batch_alter_table("evidence_files") as table:
        for name in ("scanned_at", "scan_finding", "scan_state"):
            table.drop_column(name)
