"""Earlier and rejected versions of drafts; where the learner overrules the judge."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "draft_versions",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("encounter", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fate", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_draft_versions"),
        sa.ForeignKeyConstraint(["learner"], ["learners.name"], name="fk_draft_versions_learner"),
    )
    op.create_index(
        "ix_draft_versions_learner_encounter", "draft_versions", ["learner", "encounter"]
    )
    op.create_table(
        "overrules",
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("attempt", sa.String(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("learner", "attempt", "criterion", name="pk_overrules"),
        sa.ForeignKeyConstraint(["learner"], ["learners.name"], name="fk_overrules_learner"),
    )


def downgrade() -> None:
    raise NotImplementedError("what was typed is never thrown away")
