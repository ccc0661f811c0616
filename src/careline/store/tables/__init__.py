"""The store's records: columns and constraints, no rules.

Moments are UTC. What a row was before each change is kept in `changes` by triggers, which the migrations write for
every table in the same way.

Making a class of a table takes SQLModel some 3 ms, and most commands record in a few tables only; so each of these
modules is imported where its records are written, and knows none of the others.
"""

import os

# Pydantic would look for plugins in what every package of the environment says of itself; these tables need none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
