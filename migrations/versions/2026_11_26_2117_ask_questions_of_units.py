"""ask questions of units, and let a unit of an ad-hoc period have its own due time

Revision ID: 5d2f7a91c3e6
Revises: 5d3a91c7e240
"""

import sqlalchemy as sa
from alembic import op

import papi.kit.types

revision = "5d2f7a91c3e6"
down_revision = "5d3a91c7e240"
branch_labels = None
depends_on = None

_REASONS = (
    "not_enough_detail",
    "figures_mismatch",
    "evidence_missing",
    "evidence_wrong",
    "wrong_period",
    "off_topic",
    "other",
)


def upgrade() -> None:
    reasons = sa.Enum(*_REASONS, name="reasoncode", native_enum=False, length=32)
    op.create_table(
        "period_questions",
        sa.Column("period_id", sa.Uuid(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Enum("text", "number", "yes_no", "choice", name="questionkind", native_enum=False, length=32), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("hint", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["periods.id"], name=op.f("fk_period_questions_period_id_periods")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_questions")),
    )
    op.create_index("ix_period_questions_period_id_sort", "period_questions", ["period_id", "sort"])
    op.create_table(
        "report_answers",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column(
            "review_state", sa.Enum("pending", "ok", "returned", name="linereviewstate", native_enum=False, length=32), nullable=False
        ),
        sa.Column("reason_code", reasons, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("submitted_number", sa.Integer(), nullable=False),
        sa.Column("saved_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("saved_by", sa.Uuid(), nullable=True),
        sa.Column("saved_for", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_answers_report_id_reports")),
        sa.ForeignKeyConstraint(["question_id"], ["period_questions.id"], name=op.f("fk_report_answers_question_id_period_questions")),
        sa.ForeignKeyConstraint(["saved_by"], ["people.id"], name=op.f("fk_report_answers_saved_by_people")),
        sa.ForeignKeyConstraint(["saved_for"], ["people.id"], name=op.f("fk_report_answers_saved_for_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_answers")),
        sa.UniqueConstraint("report_id", "question_id", name=op.f("uq_report_answers_report_id_question_id")),
    )
    op.create_index("ix_report_answers_question_id", "report_answers", ["question_id"])
    op.create_table(
        "report_answer_texts",
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("submitted_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["report_answers.id"], name=op.f("fk_report_answer_texts_answer_id_report_answers")),
        sa.PrimaryKeyConstraint("answer_id", "number", name=op.f("pk_report_answer_texts")),
    )
    op.create_table(
        "answer_marks",
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.Enum("ok", "return", "later", name="markkind", native_enum=False, length=32), nullable=False),
        sa.Column("reason_code", reasons, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("answer_version", sa.Integer(), nullable=False),
        sa.Column("marked_at", papi.kit.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["report_answers.id"], name=op.f("fk_answer_marks_answer_id_report_answers")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_answer_marks_person_id_people")),
        sa.PrimaryKeyConstraint("answer_id", "person_id", name=op.f("pk_answer_marks")),
    )
    _add("periods", "ask_tasks", sa.Boolean(), sa.true())
    _add("reports", "answers_total", sa.Integer(), "0")
    _add("reports", "answers_complete", sa.Integer(), "0")
    with op.batch_alter_table("period_units") as table:
        table.add_column(sa.Column("due_at", papi.kit.types.UtcDateTime(timezone=True), nullable=True))


def _add(table_name: str, name: str, kind: sa.types.TypeEngine[object], default: object) -> None:
    with op.batch_alter_table(table_name) as table:
        table.add_column(sa.Column(name, kind, nullable=False, server_default=default))
    with op.batch_alter_table(table_name) as table:
        table.alter_column(name, existing_type=kind, server_default=None)


def downgrade() -> None:
    for table_name, name in (
        ("period_units", "due_at"),
        ("reports", "answers_complete"),
        ("reports", "answers_total"),
        ("periods", "ask_tasks"),
    ):
        with op.batch_alter_table(table_name) as table:
            table.drop_column(name)
    op.drop_table("answer_marks")
    op.drop_table("report_answer_texts")
    op.drop_index("ix_report_answers_question_id", "report_answers")
    op.drop_table("report_answers")
    op.drop_index("ix_period_questions_period_id_sort", "period_questions")
    op.drop_table("period_questions")
