"""TOML and CARELINE_* in, frozen settings out."""
