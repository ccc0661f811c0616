"""Costs, shares, purchases."""
