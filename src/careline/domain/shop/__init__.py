"""What a shop has of its own."""
