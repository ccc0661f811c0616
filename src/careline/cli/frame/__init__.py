"""The machinery of the command line; the rooms hold the verbs."""

ASKED_BY_SHELL = "_CARELINE_COMPLETE"
"""The variable by which a shell asks for proposals."""
