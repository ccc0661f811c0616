"""Customers, parties, companies."""
