"""The log of attempts, what is derived from it, drafts and settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def _of_a_learner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["learner"], ["learners.name"], name=f"fk_{table}_learner")


def upgrade() -> None:
    op.create_table(
        "learners",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_learners"),
    )
    op.create_table(
        "attempts",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("encounter", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("judge_version", sa.String(), nullable=False),
        sa.Column("variant", sa.String(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("score_low", sa.Float(), nullable=True),
        sa.Column("score_high", sa.Float(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("elapsed_s", sa.Float(), nullable=False),
        sa.Column("hint", sa.Integer(), nullable=False),
        sa.Column("undoes", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_attempts"),
        sa.UniqueConstraint("learner", "key", name="uq_attempts_learner_key"),
        sa.CheckConstraint("rating BETWEEN 1 AND 4", name=op.f("ck_attempts_rating")),
        sa.CheckConstraint(
            "0 <= score_low AND score_low <= score_high AND score_high <= 1",
            name=op.f("ck_attempts_score"),
        ),
        _of_a_learner("attempts"),
    )
    op.create_index("ix_attempts_learner_question", "attempts", ["learner", "question"])
    op.create_index("ix_attempts_learner_encounter", "attempts", ["learner", "encounter"])
    op.create_table(
        "memory",
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("stability_days", sa.Float(), nullable=False),
        sa.Column("difficulty", sa.Float(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("repetitions", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("learner", "question", name="pk_memory"),
        _of_a_learner("memory"),
    )
    op.create_table(
        "progress",
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("remembered", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("learner", "question", "day", name="pk_progress"),
        _of_a_learner("progress"),
    )
    op.create_table(
        "unfinished",
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("encounter", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("learner", "encounter", name="pk_unfinished"),
        _of_a_learner("unfinished"),
    )
    op.create_index("ix_unfinished_learner_question", "unfinished", ["learner", "question"])
    op.create_table(
        "drafts",
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("encounter", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("learner", "encounter", name="pk_drafts"),
        _of_a_learner("drafts"),
    )
    op.create_table(
        "settings",
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("learner", "name", name="pk_settings"),
        _of_a_learner("settings"),
    )
    op.create_table(
        "derivation",
        sa.Column("only", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("only", name="pk_derivation"),
        sa.CheckConstraint('"only" = 1', name=op.f("ck_derivation_one_row")),
    )


def downgrade() -> None:
    raise NotImplementedError("the log is never thrown away")
