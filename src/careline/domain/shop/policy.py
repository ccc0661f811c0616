"""What the shop lets happen by itself, and after how long."""

from dataclasses import replace
from typing import TYPE_CHECKING

from careline.domain.names import fold
from careline.domain.values import frozen

if TYPE_CHECKING:  # every command reads the policy, and few speak of money
    from careline.domain.money.money import Money

BySeverity = str | tuple[tuple[str, str], ...]
"""A duration, or severities each with one of its own."""
NEVER = "never"
"""What stands for no updates."""
USUAL = "1bd"
"""How long a severity has that the settings do not name."""


@frozen
class Rung:
    """One step of a ladder: who takes an escalation, and in which time they acknowledge it.

    `performer` is whose promises the rung is for (the settings' key `for`); None is everybody else's. Whoever has
    `retired` since is passed over.
    """

    to: str
    ack_within: str
    performer: str | None = None
    retired: bool = False

    @property
    def is_the_performers(self) -> bool:
        """True for a part of the performer itself, which bears its name: "FieldCo dispatch" of FieldCo."""
        return self.performer is not None and fold(self.to).startswith(f"{fold(self.performer)} ")


@frozen
class Climb:
    """What an escalation takes along when it is raised: the rungs above it and below, and when it counts as idle.

    `overdue_after` and `answer_within` say when a word or a question counts among its causes; None where it was raised
    before careline took them along.
    """

    rungs: tuple[Rung, ...] = ()
    idle_after: str = "1bd"
    overdue_after: str | None = None
    answer_within: BySeverity | None = None

    def passing_over(self, retired: frozenset[str]) -> "Climb":
        """The same, and those of these folded names are passed over."""
        return replace(self, rungs=_passing_over(self.rungs, retired)) if retired else self


def _passing_over(rungs: tuple[Rung, ...], retired: frozenset[str]) -> tuple[Rung, ...]:
    return tuple(replace(rung, retired=fold(rung.to) in retired) for rung in rungs)


@frozen
class Policy:
    """The shop's durations, as phrases ("1bd", "4bh", "14d"), its count of attempts, and its ladder.

    `check_back_after` has one phrase for each unanswered check back in a row; the last one repeats. `acknowledge` and
    `check_back` are what those promises say, with {customer} for the first name. `update_every` pairs a severity with
    how often the customer of such a case hears from us; the others hear when there is something to say.

    `warranty_months`, `return_from` (the price from which on the old unit is to come back; None is no price) and
    `return_within` hold where no programme says otherwise. `goodwill` pairs a name, or "others", with how much they may
    give without asking the owner. `invite_after`, `invite_at_latest` and `arrival_check_after` count from a delivery.
    `margin` (a percentage, where the costs of purchases are unknown) and `customer_years` are what a customer's worth
    is worked out with; no rule reads them. After `retention_years` without a word a report names a customer; None is
    never.
    """

    acknowledge_within: BySeverity = "1bd"
    answer_within: BySeverity = "1bd"
    silent_after: str = "5bd"
    due_soon: str = "1bd"
    escalate_overdue_after: str = "1bd"
    idle_after: str = "1bd"
    check_replacement_after: str = "1bd"
    check_back_after: tuple[str, ...] = ("1bd", "3bd", "5bd")
    close_unconfirmed_after: int = 3
    submit_claims_within: str = "5bd"
    acknowledge: str = "We get back to {customer}"
    check_back: str = "Check back with {customer}"
    update_every: tuple[tuple[str, str], ...] = ()
    warranty_months: int = 12
    return_from: "Money | None" = None
    return_within: str = "14d"
    goodwill: "tuple[tuple[str, Money], ...]" = ()
    invite_after: str = "14d"
    invite_at_latest: str = "60d"
    arrival_check_after: str = "2d"
    margin: str = "40%"
    customer_years: int = 5
    retention_years: int | None = None
    ladder: tuple[Rung, ...] = ()

    def updates(self, asked: str | None, severity: str) -> str | None:
        """How often the customer of a case hears from us: as asked for, else as its severity has it. None is never."""
        every = asked or dict(self.update_every).get(severity)
        return None if every == NEVER else every

    def passing_over(self, retired: frozenset[str]) -> "Policy":
        """The same, and the rungs of those of these folded names are passed over."""
        return replace(self, ladder=_passing_over(self.ladder, retired)) if retired else self

    def climb_for(self, performer: str | None) -> Climb:
        """What an escalation of this performer's promise takes along, its rungs the lowest first.

        They are the ladder for that performer, case and accents aside, where there is one, else everybody else's.
        """
        wanted = fold(performer or "")
        own = tuple(rung for rung in self.ladder if rung.performer and fold(rung.performer) == wanted)
        rungs = own or tuple(rung for rung in self.ladder if rung.performer is None)
        return Climb(rungs, self.idle_after, self.escalate_overdue_after, self.answer_within)


def for_severity(durations: BySeverity, severity: str) -> str:
    """How long a case of that severity has; a severity that is not named has what is usual."""
    return durations if isinstance(durations, str) else dict(durations).get(severity, USUAL)
