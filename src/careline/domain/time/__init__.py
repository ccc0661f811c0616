"""Working time, moments, and the phrases that mean them."""
