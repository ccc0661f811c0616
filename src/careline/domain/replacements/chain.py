"""Attempts form one chain: what the next one needs of those before it."""

from collections.abc import Mapping, Sequence

from careline.domain.errors import BadInput, Refused
from careline.domain.names import fold
from careline.domain.replacements.replacement import Outcome, Replacement
from careline.domain.replacements.replacement_states import state
from careline.domain.values import frozen
from careline.domain.wording import shell_word

ASKS_WHAT_IS_DIFFERENT_FROM = 3
CONSIDER = "a refund, another model, or a bench test before the next one ships"
"""What may end a chain that failed twice."""


@frozen
class NextAttempt:
    """Where the next unit stands: its chain, its place in it, and what became of the one before."""

    chain: int
    attempt: int
    last_outcome: Outcome | None


class BlankWhy(BadInput):
    """Nothing ships without a why (G7)."""

    def __init__(self) -> None:
        self.lacks = {"--why": "the note in the box"}
        super().__init__(
            "Nothing ships without a why: --why TEXT, the note in the box, says what this is, why it comes, "
            "and what the customer must do (often: nothing)."
        )


class NothingToShip(BadInput):
    """Neither the case nor the command names an item."""

    def __init__(self, case: str) -> None:
        self.lacks = {"--item": "what is sent"}
        super().__init__(f"{case} has no product; say what is sent with --item.")


class AnotherModel(Refused):
    """Another item is sent only with a reason and the customer's consent; a `successor` is proposed."""

    def __init__(self, wanted: str, item: str, successor: str | None, lacks: Mapping[str, str]) -> None:
        named = successor is not None and fold(successor) == fold(item)
        proposed = f" The {wanted} has a successor: --item {shell_word(successor)}." if successor and not named else ""
        self.lacks = lacks
        super().__init__(
            f"{item} is not the {wanted} that is wanted; another model goes out only with "
            f"--substitute-because TEXT and --consent.{proposed}"
        )


class SayWhatIsDifferent(Refused):
    """From the third attempt on somebody has to think (G6)."""

    def __init__(self, attempt: int) -> None:
        self.lacks = {"--different": "what is different this time"}
        super().__init__(f"This is attempt {attempt}: say what is different this time with --different TEXT.")


def failures(replacements: Sequence[Replacement]) -> list[Replacement]:
    """The failed attempts of the newest chain that has not ended well; none where each has."""
    ended_well = {each.chain for each in replacements if each.outcome is Outcome.WORKS}
    going_on = [each for each in replacements if each.chain not in ended_well]
    return [each for each in chain_of(going_on[-1], going_on) if each.outcome is not None] if going_on else []


def chain_of(replacement: Replacement, replacements: Sequence[Replacement]) -> list[Replacement]:
    """All attempts of a chain, declined ones too, as they were asked for."""
    return [each for each in replacements if each.chain == replacement.chain]


def attempts_after(unit: Replacement, replacements: Sequence[Replacement]) -> tuple[Replacement, ...]:
    """The later attempts of a unit's chain, declined ones aside."""
    later = (each for each in chain_of(unit, replacements) if each.attempt > unit.attempt)
    return tuple(each for each in later if each.declined_at is None)


def next_attempt(earlier: Sequence[Replacement], different: str | None, *, is_another: bool = False) -> NextAttempt:
    """Where the next unit stands in its chain (G6); one that is for another unit than those that work begins its own.

    Raises Refused and SayWhatIsDifferent.
    """
    untested = next((r for r in earlier if r.is_live), None)
    if untested:
        raise _outcome_outstanding(untested)
    earlier = [r for r in earlier if r.declined_at is None]
    # Of cases that became one, each has brought its chains.
    lasts = {r.chain: r for r in sorted(earlier, key=lambda r: r.attempt)}.values()
    failed = [r for r in lasts if r.outcome is not Outcome.WORKS]
    if not failed:
        if lasts and not is_another:
            raise _works(max(lasts, key=lambda r: r.id))
        return NextAttempt(max((r.chain for r in lasts), default=0) + 1, 1, None)
    last = max(failed, key=lambda r: r.id)
    if is_another:
        raise _to_be_made_good(last)
    attempt = last.attempt + 1
    if attempt >= ASKS_WHAT_IS_DIFFERENT_FROM and not (different and different.strip()):
        raise SayWhatIsDifferent(attempt)
    return NextAttempt(last.chain, attempt, last.outcome)


def _outcome_outstanding(last: Replacement) -> Refused:
    """The refusal: the next attempt needs the outcome of the last (G6)."""
    if last.waits_for_approval:
        what = (
            f"is waiting for {last.approver} to approve it; once that is done: careline replacement approve {last.name}"
        )
    elif last.is_to_ship:
        what = f"is {state(last)} and has not shipped yet; ship it: careline replacement ship {last.name}"
    else:
        what = f"has no outcome yet; record what became of it first: careline outcome {last.name} doa"
    return Refused(f"{last.name} {what}.")


def _works(last: Replacement) -> Refused:
    """The refusal: what works needs no next attempt, and what has failed since goes on with its chain."""
    return Refused(
        f"{last.name} works. If it has failed since, say so first: careline outcome {last.name} failed. "
        "If this one is for another unit, add --another."
    )


def _to_be_made_good(last: Replacement) -> Refused:
    """The refusal: no chain begins beside one that goes on, or its count could begin anew."""
    return Refused(
        f"{last.name} failed, and this unit continues its chain; leave out --another, or open a "
        "separate case for this one: careline open."
    )


def note(why: str | None) -> str:
    """The note in the box, its outer blanks taken away (G7). Raises BlankWhy."""
    if why is None or not why.strip():
        raise BlankWhy
    return why.strip()


def check_item(
    wanted: str, item: str, substitute_because: str | None, consent: str | None, successor: str | None = None
) -> None:
    """Raise AnotherModel for another item without both a reason and the customer's consent."""
    if fold(item) == fold(wanted):
        return
    asked = {"--substitute-because": f"why the {item}, not the {wanted}", "--consent": "what the customer says to that"}
    given = {"--substitute-because": substitute_because, "--consent": consent}
    lacks = {option: what for option, what in asked.items() if not (given[option] or "").strip()}
    if lacks:
        raise AnotherModel(wanted, item, successor, lacks)
