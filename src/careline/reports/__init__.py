"""What only looks: each module gathers rows and answers with a Report."""
