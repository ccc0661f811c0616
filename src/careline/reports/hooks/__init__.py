"""What hooks are set, and what became of their calls."""
