"""keep what files say, and what they are nearly the same as; files that are there already are read when somebody asks for it

Revision ID: c61f0a7e93d4
Revises: c27e90ab5f14
"""

import sqlalchemy as sa
from alembic import op

from papi.kit.types import UtcDateTime

revision = "c61f0a7e93d4"
down_revision = "c27e90ab5f14"
branch_labels = None
depends_on = None

_STATES = sa.Enum("none", "reading", "read", "no_text", "failed", name="textstate", native_enum=False, length=32)
_KINDS = sa.Enum("file", "picture", "text", name="kind", native_enum=False, length=32)
_FORGET = "INSERT INTO evidence_texts_words(evidence_texts_words, rowid, folded) VALUES ('delete', old.place, old.folded);"
_LEARN = "INSERT INTO evidence_texts_words(rowid, folded) VALUES (new.place, new.folded);"
_SQLITE = (
    "CREATE VIRTUAL TABLE evidence_texts_words USING fts5(folded, content='', columnsize=0, detail='none', tokenize='unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER evidence_texts_words_added AFTER INSERT ON evidence_texts BEGIN {_LEARN} END",
    f"CREATE TRIGGER evidence_texts_words_removed AFTER DELETE ON evidence_texts BEGIN {_FORGET} END",
    f"CREATE TRIGGER evidence_texts_words_changed AFTER UPDATE OF folded, place ON evidence_texts BEGIN {_FORGET} {_LEARN} END",
)
_POSTGRESQL = ("CREATE INDEX ix_evidence_texts_folded ON evidence_texts USING gin (array_to_tsvector(string_to_array(folded, ' ')))",)


def upgrade() -> None:
    op.create_table(
        "evidence_texts",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("state", _STATES, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("truncated", sa.Boolean(), nullable=False),
        sa.Column("picture", sa.String(200), nullable=True),
        sa.Column("sketch", sa.Text(), nullable=True),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("dismissed_by", sa.Uuid(), nullable=True),
        sa.Column("dismissed_for", sa.Uuid(), nullable=True),
        sa.Column("dismissed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("read_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["dismissed_by"], ["people.id"], name=op.f("fk_evidence_texts_dismissed_by_people")),
        sa.ForeignKeyConstraint(["dismissed_for"], ["people.id"], name=op.f("fk_evidence_texts_dismissed_for_people")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_texts_evidence_id_evidence")),
        sa.ForeignKeyConstraint(["file_id"], ["evidence_files.id"], name=op.f("fk_evidence_texts_file_id_evidence_files")),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_evidence_texts")),
        sa.UniqueConstraint("place", name=op.f("uq_evidence_texts_place")),
    )
    op.create_index("ix_evidence_texts_evidence_id_number", "evidence_texts", ["evidence_id", "number"])
    op.create_index("ix_evidence_texts_state", "evidence_texts", ["state", "file_id"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
    op.create_table(
        "evidence_marks",
        sa.Column("mark", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["evidence_texts.file_id"], name=op.f("fk_evidence_marks_file_id_evidence_texts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mark", "file_id", name=op.f("pk_evidence_marks")),
    )
    op.create_index("ix_evidence_marks_file_id", "evidence_marks", ["file_id"])
    op.create_table(
        "evidence_likenesses",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("other_file_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("other_evidence_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _KINDS, nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("found_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("dismissed_by", sa.Uuid(), nullable=True),
        sa.Column("dismissed_for", sa.Uuid(), nullable=True),
        sa.Column("dismissed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("dismissed_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["dismissed_by"], ["people.id"], name=op.f("fk_evidence_likenesses_dismissed_by_people")),
        sa.ForeignKeyConstraint(["dismissed_for"], ["people.id"], name=op.f("fk_evidence_likenesses_dismissed_for_people")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_likenesses_evidence_id_evidence")),
        sa.ForeignKeyConstraint(["other_evidence_id"], ["evidence.id"], name=op.f("fk_evidence_likenesses_other_evidence_id_evidence")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["evidence_texts.file_id"], name=op.f("fk_evidence_likenesses_file_id_evidence_texts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_file_id"],
            ["evidence_texts.file_id"],
            name=op.f("fk_evidence_likenesses_other_file_id_evidence_texts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_likenesses")),
        sa.UniqueConstraint("file_id", "other_file_id", name=op.f("uq_evidence_likenesses_file_id_other_file_id")),
    )
    for name in ("other_file_id", "evidence_id", "other_evidence_id"):
        op.create_index(f"ix_evidence_likenesses_{name}", "evidence_likenesses", [name])


def downgrade() -> None:
    op.drop_table("evidence_likenesses")
    op.drop_table("evidence_marks")
    op.drop_table("evidence_texts")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE evidence_texts_words")
