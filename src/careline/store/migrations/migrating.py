"""Running revisions on a database, through Alembic."""

import sqlite3
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from careline.store.file import APPLICATION_ID


def migrate(connection: Any, revision: str) -> None:
    """Bring a database to a revision, within the transaction that is open on this SQLAlchemy connection."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "careline:store/migrations")
    command.upgrade(config, revision)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def through_sqlalchemy(connection: sqlite3.Connection) -> Any:
    """The same connection as Alembic wants it. It ends whatever transaction is open when it is made."""
    return create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool).connect()
