"""What Alembic runs: the migrations, on the connection that viva hands in."""

from __future__ import annotations

from alembic import context

from viva.store.tables import metadata

# The transaction is the caller's: the whole way to the newest schema, or nothing of it.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
