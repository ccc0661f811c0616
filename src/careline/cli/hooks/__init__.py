"""Hooks: what is called when something happens."""
