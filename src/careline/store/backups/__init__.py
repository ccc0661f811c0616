"""Backups of the store: making them, the list of those that were made, going back to one."""
