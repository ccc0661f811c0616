"""What waits in the outbox, and what has left."""
