"""Articles of the knowledge base, and diagnoses."""
