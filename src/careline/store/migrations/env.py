"""Alembic's environment: runs the revisions in the transaction that the store has opened."""

import sqlmodel  # noqa: F401  # revisions may name its column types
from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
