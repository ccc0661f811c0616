"""Mail: queueing it, sending it, and what follows from that."""
