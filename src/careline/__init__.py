"""careline keeps promises: who told which customer what, by when, and whether it was done."""

__version__ = "0.2.0"
