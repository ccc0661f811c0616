"""Mail: what goes out, how it stands, and the message that is made of it."""
