"""What careline promises of safety and security, the tests that show it, and the page that tells both."""
