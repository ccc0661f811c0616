"""The machinery of the command line; the rooms hold the verbs."""
