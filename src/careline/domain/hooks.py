"""The calls of hooks: what becomes of each, and when one is tried again."""

from datetime import datetime, timedelta

from careline.domain.ids import show
from careline.domain.values import frozen

Hook = str | tuple[str, ...]
"""What is called: the address of a webhook, or a program and its words."""
ONE_OF = {"promises": "promise", "contacts": "contact", "escalations": "escalation", "replacements": "replacement"}
"""What a call tells of beside its case, by the table that holds it."""
MOST_RUNS = 5
"""So many runs try a call before it is given up."""
CLAIMED = timedelta(minutes=5)
"""Nobody else takes a call for so long; whoever took it was killed if it has not ended by then."""


@frozen
class HookCall:
    """One call of a hook for something that happened. `cause` is the table that holds it.

    `runs` is how many runs have tried it, `failed_at` when the first of them failed, `why` why the last did.
    """

    id: int
    event: str
    cause: str
    cause_id: int
    case_id: int
    at: datetime
    runs: int
    claimed_at: datetime | None
    failed_at: datetime | None
    why: str | None
    done_at: datetime | None
    dropped_at: datetime | None

    @property
    def name(self) -> str:
        """`H-1`."""
        return show("H", self.id)

    @property
    def state(self) -> str:
        """How it stands."""
        if self.done_at:
            return "done"
        if self.dropped_at:
            return "dropped"
        if self.runs >= MOST_RUNS and self.claimed_at is None:
            return "given up"
        return "failed" if self.failed_at else "waiting"


def shown(hook: Hook) -> str:
    """A hook as people may see it: of an address no more than the server, as the rest is often a secret."""
    if isinstance(hook, str):
        scheme, _, rest = hook.partition("://")
        return f"{scheme}://{rest.partition('/')[0].partition('?')[0]}/..."
    return " ".join(hook)
