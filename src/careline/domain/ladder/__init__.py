"""Handing a case up, one rung after another."""
