"""Attempts form one chain: what the next one needs of those before it."""

from collections.abc import Mapping, Sequence

from careline.domain.errors import BadInput, Refused
from careline.domain.names import fold
from careline.domain.replacements.replacement import Outcome, Replacement
from careline.domain.replacements.replacement_states import state
from careline.domain.replacements.units import to_send
from careline.domain.values import frozen
from careline.domain.wording import counted, shell_word

ASKS_WHAT_IS_DIFFERENT_FROM = 3
CONSIDER = "a refund, another model, or a bench test before the next one ships"
"""What may end a chain that failed twice."""


@frozen
class NextAttempt:
    """Where the next unit stands: its chain, its place in it, what became of the one before, and how many there are."""

    chain: int
    attempt: int
    last_outcome: Outcome | None
    quantity: int = 1


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


def failures(replacements: Sequence[Replacement]) -> list[list[Replacement]]:
    """The failed attempts of the newest chain that has not ended well, each with its failed units; else none."""
    going_on = [each for each in replacements if not _ended_well(chain_of(each, replacements))]
    failed = [each for each in chain_of(going_on[-1], going_on) if each.has_failed] if going_on else []
    return [[each for each in failed if each.attempt == n] for n in sorted({each.attempt for each in failed})]


def _ended_well(chain: Sequence[Replacement]) -> bool:
    """True where units of a chain work, and none is under way or to be sent again."""
    works = any(each.outcome is Outcome.WORKS for each in chain)
    return works and not any(each.is_live for each in chain) and not to_send(chain, own=0)


def to_send_again(unit: Replacement, replacements: Sequence[Replacement]) -> int:
    """How many units of a unit's chain failed in whose place none has left since."""
    left = [each for each in chain_of(unit, replacements) if each.shipped_at]
    return sum(to_send(left, own=0).values())


def chain_of(replacement: Replacement, replacements: Sequence[Replacement]) -> list[Replacement]:
    """All attempts of a chain, declined ones too, as they were asked for."""
    return [each for each in replacements if each.chain == replacement.chain]


def attempts_after(unit: Replacement, replacements: Sequence[Replacement]) -> tuple[Replacement, ...]:
    """The later attempts of a unit's chain, declined ones aside."""
    later = (each for each in chain_of(unit, replacements) if each.attempt > unit.attempt)
    return tuple(each for each in later if each.declined_at is None)


def next_attempt(
    earlier: Sequence[Replacement],
    different: str | None,
    *,
    is_another: bool = False,
    quantity: int | None = None,
    own: int = 1,
) -> NextAttempt:
    """Where the next units stand in their chain (G6); what is for others than those that work begins a chain.

    `own` is how many units of the customer's the case is about. Without a `quantity` it is all that are to be sent.
    Raises Refused and SayWhatIsDifferent.
    """
    asked = [each for each in earlier if each.declined_at is None]
    wanting = {chain: owed for chain in {each.chain for each in asked} if (owed := _owed(chain, asked, own))}
    untested = next((r for r in asked if r.is_live and (r.is_to_ship or r.chain not in wanting)), None)
    if untested:
        raise _outcome_outstanding(untested)
    failed = [each for each in asked if each.has_failed and each.attempt in wanting.get(each.chain, ())]
    if not wanting or (is_another and not failed):
        if asked and not is_another:
            raise _works(max(asked, key=lambda r: r.id))
        chain = max((r.chain for r in asked), default=0) + 1
        return NextAttempt(chain, 1, None, quantity or (1 if asked else own))
    last = max(failed or [each for each in asked if each.chain in wanting], key=lambda r: r.id)
    if is_another:
        raise _to_be_made_good(last)
    owed = wanting[last.chain]
    level, most = max(owed), sum(owed.values())
    if quantity is not None and quantity > most:
        raise _too_many(last, quantity, most)
    if level + 1 >= ASKS_WHAT_IS_DIFFERENT_FROM and not (different and different.strip()):
        raise SayWhatIsDifferent(level + 1)
    outcome = next(
        (each.outcome for each in reversed(failed) if (each.chain, each.attempt) == (last.chain, level)), None
    )
    return NextAttempt(last.chain, level + 1, outcome, quantity or most)


def _owed(chain: int, asked: Sequence[Replacement], own: int) -> dict[int, int]:
    """How many units of a chain are still to be sent, by the attempt whose units they replace."""
    of_others = sum(each.quantity for each in asked if each.chain != chain and each.attempt == 1)
    is_first = chain == min(each.chain for each in asked)
    return to_send([each for each in asked if each.chain == chain], max(0, own - of_others) if is_first else 0)


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


def _too_many(last: Replacement, quantity: int, most: int) -> Refused:
    """The refusal: a chain has no more units than have failed."""
    are = "is" if most == 1 else "are"
    return Refused(
        f"Only {counted(most, 'unit')} of this chain {are} still to be sent, not {quantity}; leave out --quantity to "
        f"send {'it' if most == 1 else 'them all'}. {last.name} is the last of those before."
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
