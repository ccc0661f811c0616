"""What a schema is made of, and by which mark that of each revision is known."""
