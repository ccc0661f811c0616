"""Mail: trying the account out, sending, and what waits in the outbox."""
