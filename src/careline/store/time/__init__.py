"""Public holidays, kept as they were looked up."""
