"""keep by seal which documents were sealed in which version, so that a list knows what has changed since

Revision ID: 5c9e20b7d4f1
Revises: 0f5f3baa1932
"""

import json
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "5c9e20b7d4f1"
down_revision = "0f5f3baa1932"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("seals") as batch:
        batch.add_column(sa.Column("content_version", sa.Integer(), nullable=True))
    documents = op.create_table(
        "sealed_documents",
        sa.Column("seal_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_sealed_documents_evidence_id_evidence")),
        sa.ForeignKeyConstraint(["seal_id"], ["seals.id"], name=op.f("fk_sealed_documents_seal_id_seals")),
        sa.PrimaryKeyConstraint("seal_id", "evidence_id", name=op.f("pk_sealed_documents")),
    )
    op.create_index("ix_sealed_documents_evidence_id", "sealed_documents", ["evidence_id"])
    seals = sa.table("seals", sa.column("id", sa.Uuid()), sa.column("content", sa.Text()))
    connection = op.get_bind()
    for seal_id, content in connection.execute(sa.select(seals.c.id, seals.c.content)).all():
        rows = _rows(seal_id, content)
        if rows:
            connection.execute(documents.insert(), rows)


def _rows(seal_id: UUID, content: str) -> list[dict[str, object]]:
    found = {document["id"]: document for line in json.loads(content)["lines"] for document in line["evidence"]}
    return [
        {"seal_id": seal_id, "evidence_id": UUID(key), "number": document["version"], "sha256": document["sha256"]}
        for key, document in found.items()
    ]


def downgrade() -> None:
    op.drop_index("ix_sealed_documents_evidence_id", "sealed_documents")
    op.drop_table("sealed_documents")
    with op.batch_alter_table("seals") as batch:
        batch.drop_column("content_version")
