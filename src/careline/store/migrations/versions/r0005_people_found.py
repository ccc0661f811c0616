"""Customers with any number of addresses and telephone numbers, each of which finds them; an address that two share."""

import sqlalchemy as sa
from alembic import op

from careline.domain.telephones import key_of
from careline.store.migrations.triggers import log_changes

revision = "0005"
down_revision = "0004"

OTHER_ADDRESSES = """
    CREATE TABLE other_addresses (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        customer_id INTEGER NOT NULL,
        email VARCHAR,
        phone VARCHAR,
        phone_key VARCHAR,
        CONSTRAINT ck_other_addresses_one_of_two CHECK ((email IS NULL) <> (phone IS NULL)),
        CONSTRAINT fk_other_addresses_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id)
    )
"""
INDEXES = (
    "DROP INDEX uq_customers_email",
    "CREATE INDEX ix_customers_email ON customers (lower(email)) WHERE email IS NOT NULL",
    "CREATE INDEX ix_customers_phone_key ON customers (phone_key) WHERE phone_key IS NOT NULL",
    "CREATE INDEX ix_other_addresses_customer_id ON other_addresses (customer_id)",
    "CREATE INDEX ix_other_addresses_email ON other_addresses (lower(email)) WHERE email IS NOT NULL",
    "CREATE INDEX ix_other_addresses_phone_key ON other_addresses (phone_key) WHERE phone_key IS NOT NULL",
)


def upgrade() -> None:
    """Add what numbers are looked up by; that is worked out, and no change that the log would tell of."""
    op.execute("ALTER TABLE customers ADD COLUMN phone_key VARCHAR")
    op.execute(OTHER_ADDRESSES)
    op.execute("DROP TRIGGER IF EXISTS log_customers_update")
    bind = op.get_bind()
    known = bind.execute(sa.text("SELECT id, phone FROM customers WHERE phone IS NOT NULL")).fetchall()
    keys = [{"id": number, "key": key} for number, phone in known if (key := key_of(phone))]
    if keys:
        bind.execute(sa.text("UPDATE customers SET phone_key = :key WHERE id = :id"), keys)
    for statement in INDEXES:
        op.execute(statement)
    log_changes("customers")
    log_changes("other_addresses")
