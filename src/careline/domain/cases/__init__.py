"""One customer's trouble: the case, contacts, reviews."""
