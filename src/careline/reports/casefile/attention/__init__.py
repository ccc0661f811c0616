"""What wants attention this morning: its sections, by the room that each is about."""
