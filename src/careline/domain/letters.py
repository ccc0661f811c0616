"""What customers read: the note in the box, and the announcement that goes ahead of the parcel (G7)."""

from careline.domain import moments
from careline.domain.cases import CaseFile
from careline.domain.promises import Promise, PromiseKind
from careline.domain.replacements import Replacement
from careline.domain.shop import Shop


def slip(file: CaseFile, replacement: Replacement, shop: Shop) -> tuple[str, ...]:
    """The note in the box: to the customer by name, what this is, why it comes, and what they must do."""
    case = file.case
    about = f", for your order {case.order}" if case.order else ""
    return (
        f"Dear {case.customer.name},",
        "",
        f"This is your replacement{about}: {replacement.item}.",
        f"It comes because of: {case.subject}.",
        "",
        *_lines(replacement.why),
        "",
        f"If anything is not as it should be, tell us and name {case.name}.",
        "",
        signature(shop),
    )


def announcement(file: CaseFile, replacement: Replacement, shop: Shop) -> tuple[str, ...]:
    """What to send ahead of the parcel: what comes, by when, and why."""
    case = file.case
    brings = f" with {replacement.carrier}" if replacement.carrier else ""
    number = f" (number {replacement.tracking})" if replacement.tracking else ""
    due_at = next(
        (
            promise.due_at
            for promise in reversed(file.promises)
            if promise.replacement_id == replacement.id and promise.kind is PromiseKind.DELIVERY
        ),
        None,
    )
    by = f" It arrives by {moments.day(due_at, shop.calendar.zone)}." if due_at else ""
    return (
        f"Dear {case.customer.name},",
        "",
        f"Your replacement, {replacement.item}, is on its way{brings}{number}.{by}",
        *([f"Where it is: {replacement.page}"] if replacement.page else []),
        *_lines(replacement.why),
        "",
        signature(shop),
    )


def amends(promise: Promise, shop: Shop) -> str:
    """What a customer might be told of a promise that was not kept: the facts and an apology, and no new promise."""
    due = moments.day(promise.due_at, shop.calendar.zone)
    return (
        f'We promised "{promise.what}" for {due}. It has not happened, and you have heard nothing since. We are sorry.'
    )


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


def signature(shop: Shop) -> str:
    """Who writes: the owner, for the shop."""
    return f"{shop.owner}, {shop.name}" if shop.name else shop.owner
