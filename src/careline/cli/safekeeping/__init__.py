"""The log, undoing, forgetting."""
