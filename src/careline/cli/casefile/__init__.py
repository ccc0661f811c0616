"""The whole file of a case, and what is made of it."""
