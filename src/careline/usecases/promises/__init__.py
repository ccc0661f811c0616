"""What was said to a customer, by when, and whether it was done."""
