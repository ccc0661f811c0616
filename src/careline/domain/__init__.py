"""The rules: pure functions of frozen values; the standard library and pendulum only."""
