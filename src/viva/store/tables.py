"""The tables: one log that only grows, and what is derived from it.

Types and constraints are those that SQLite and PostgreSQL share. Only `attempts`, `drafts`,
`draft_versions`, `overrules` and `settings` hold what cannot be computed again.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

if TYPE_CHECKING:
    Decorator = TypeDecorator[datetime]
else:
    Decorator = TypeDecorator


class UtcTime(Decorator):
    """A moment, kept in UTC; SQLite has no time zones, so there the zone is implied."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        assert value.tzinfo is not None, "a time without a zone names no moment"
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite counts rows by itself only in a column of the type INTEGER.
Counter = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

learners = Table(
    "learners",
    metadata,
    Column("name", String, primary_key=True),
    Column("since", UtcTime, nullable=False),
)


def _learner() -> Column[str]:
    return Column("learner", String, ForeignKey("learners.name"), nullable=False)


attempts = Table(
    "attempts",
    metadata,
    Column("number", Counter, primary_key=True, autoincrement=True),
    _learner(),
    Column("key", String, nullable=False),
    Column("encounter", String, nullable=False),
    Column("event", String, nullable=False),
    Column("question", String, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("content_hash", String, nullable=False),
    Column("judge_version", String, nullable=False),
    Column("variant", String, nullable=False),
    Column("answer", Text),
    Column("outcome", String),
    Column("score_low", Float),
    Column("score_high", Float),
    Column("verdict", Text),
    Column("rating", Integer),
    Column("elapsed_s", Float, nullable=False),
    Column("hint", Integer, nullable=False),
    Column("undoes", String, nullable=False),
    UniqueConstraint("learner", "key"),
    CheckConstraint("rating BETWEEN 1 AND 4", name="rating"),
    CheckConstraint("0 <= score_low AND score_low <= score_high AND score_high <= 1", name="score"),
    Index(None, "learner", "question"),
    Index(None, "learner", "encounter"),
)

memory = Table(
    "memory",
    metadata,
    Column("learner", String, ForeignKey("learners.name"), primary_key=True),
    Column("question", String, primary_key=True),
    Column("stability_days", Float, nullable=False),
    Column("difficulty", Float, nullable=False),
    Column("last", Date, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("repetitions", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
)

progress = Table(
    "progress",
    metadata,
    Column("learner", String, ForeignKey("learners.name"), primary_key=True),
    Column("question", String, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("shown", Integer, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("passed", Integer, nullable=False),
    Column("reviews", Integer, nullable=False),
    Column("remembered", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
)

# The encounters that have a beginning and no close.
unfinished = Table(
    "unfinished",
    metadata,
    Column("learner", String, ForeignKey("learners.name"), primary_key=True),
    Column("encounter", String, primary_key=True),
    Column("question", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index(None, "learner", "question"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("learner", String, ForeignKey("learners.name"), primary_key=True),
    Column("encounter", String, primary_key=True),
    Column("question", String, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("body", Text, nullable=False),
)

# What drafts were before, and what came too late to become one: see `versions`.
draft_versions = Table(
    "draft_versions",
    metadata,
    Column("number", Counter, primary_key=True, autoincrement=True),
    _learner(),
    Column("encounter", String, nullable=False),
    Column("client", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("fate", String, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "learner", "encounter"),
)

# Where the learner says that the judge was wrong; `attempt` is the key of the answer's event.
overrules = Table(
    "overrules",
    metadata,
    Column("learner", String, ForeignKey("learners.name"), primary_key=True),
    Column("attempt", String, primary_key=True),
    Column("criterion", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("learner", String, ForeignKey("learners.name"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

# What the derived tables were computed with; one row.
derivation = Table(
    "derivation",
    metadata,
    Column("only", Integer, CheckConstraint('"only" = 1', name="one_row"), primary_key=True),
    Column("rules", String, nullable=False),
)
