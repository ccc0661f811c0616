"""What runs beside a replacement, in words: the old unit's way back, and what the supplier owes."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from careline.domain.casefile.case_file import CaseFile
from careline.domain.replacements import claims, returns
from careline.domain.replacements.claims import Claim, ClaimState
from careline.domain.replacements.replacement import Replacement
from careline.domain.replacements.returns import Return, ReturnState
from careline.domain.report import Tone
from careline.domain.time.working_time import Calendar
from careline.domain.wording import counted, sentence

Happened = tuple[datetime, str, str, Tone]
"""When, to which replacement, what, and how that is said."""
Short = Callable[[datetime], str]


def happened(file: CaseFile, now: datetime, calendar: Calendar, short: Short) -> Iterator[Happened]:
    """What became of the old units and of the claims of a case."""
    units = {each.id: each for each in file.replacements}
    for each in file.returns:
        unit = units[each.replacement_id]
        for at, text, tone in _of_return(each, unit, now, calendar, short):
            if unit.quantity_at(at):
                yield at, each.replacement, text, tone
    for claim in file.claims:
        for at, text, tone in _of_claim(claim):
            yield at, claim.replacement, text, tone


def awaited(file: CaseFile, now: datetime, calendar: Calendar, short: Short) -> Iterator[str]:
    """What is still to come of both, each with the command that records it."""
    units = {each.id: each.quantity for each in file.replacements}
    for each in file.returns:
        name, late = each.replacement, returns.days_late(each, now, calendar)
        old, one = old_units(units[each.replacement_id]), units[each.replacement_id] == 1
        match returns.state(each, now):
            case ReturnState.AWAITED | ReturnState.OVERDUE:
                due = f"due {short(each.due_at)}{f', {late_words(late)}' if late is not None else ''}"
                are = "is" if one else "are"
                yield f"{sentence(old)} of {name} {are} to come back, {due}: careline return received {name}"
            case ReturnState.RECEIVED:
                yield f"What becomes of {old} of {name}? careline return inspected {name} --became restocked"
    for claim in file.claims:
        name, owes = claim.replacement, f"{claim.supplier} owes {claim.open_amount.shown()}"
        if claims.state(claim) is ClaimState.DUE:
            yield f"{owes} for {name}: careline claim submit {name}"
        elif claim.open_amount.amount:
            yield f"{owes} for {name}, asked {short(claim.submitted_at or claim.due_at)}: careline claim credit {name}"


def latest(
    file: CaseFile, touched: Mapping[str, Mapping[int, bool]], now: datetime, calendar: Calendar, short: Short
) -> Iterator[tuple[str, str]]:
    """What a command has recorded of returns and claims: to which replacement, and what; `touched` are ids by table."""
    units = {each.id: each for each in file.replacements}
    for each in file.returns:
        unit = units[each.replacement_id]
        # What was split off has it from the whole.
        is_copy = touched.get("returns", {}).get(each.id) and not unit.quantity_at(each.asked_at)
        if each.id in touched.get("returns", ()) and not is_copy:
            known = _of_return(each, unit, now, calendar, short)
            # That it fell due is what nobody has recorded.
            *_, text = (text for at, text, tone in known if tone is not Tone.LOUD)
            yield each.replacement, text
    for claim in file.claims:
        if touched.get("claims", {}).get(claim.id) and not units[claim.replacement_id].quantity_at(claim.due_at):
            continue
        if claim.id in touched.get("claims", ()) or any(
            each.id in touched.get("credits", ()) for each in claim.credits
        ):
            *_, text = (text for _, text, _ in _of_claim(claim))
            rest = f"; {claim.open_amount.shown()} is still open" if claim.credits and claim.open_amount.amount else ""
            yield claim.replacement, text + rest


def late_words(days: int) -> str:
    """`3 days late`; on the same day `late`."""
    return f"{counted(days, 'day')} late" if days else "late"


def old_units(units: int) -> str:
    """`the old unit`, `the 3 old units`."""
    return "the old unit" if units == 1 else f"the {units} old units"


def _of_return(
    each: Return, unit: Replacement, now: datetime, calendar: Calendar, short: Short
) -> Iterator[tuple[datetime, str, Tone]]:
    def old(at: datetime, one: str = "", more: str = "") -> str:
        count = unit.quantity_at(at)
        return f"{old_units(count)} {one if count == 1 else more}".strip()

    yield each.asked_at, f"{old(each.asked_at, 'is', 'are')} to come back by {short(each.due_at)}", Tone.PLAIN
    ended_at = each.received_at or each.waived_at
    if each.due_at < now and (ended_at is None or ended_at > each.due_at):
        yield each.due_at, f"{old(each.due_at, 'has', 'have')} not come back", Tone.LOUD
    if each.waived_at:
        yield each.waived_at, f"{old(each.waived_at)} need not come back: {each.waived_because}", Tone.PLAIN
    if each.received_at:
        late = returns.days_late(each, now, calendar)
        came = f"{old(each.received_at)} came back{'' if late is None else f', {late_words(late)}'}"
        yield each.received_at, came, Tone.PLAIN
    if each.inspected_at and each.became:
        finding = f": {each.finding}" if each.finding else ""
        inspected = f"{old(each.inspected_at, 'was', 'were')} {each.became.words}{finding}"
        yield each.inspected_at, inspected, Tone.PLAIN


def _of_claim(claim: Claim) -> Iterator[tuple[datetime, str, Tone]]:
    yield claim.due_at, f"{claim.supplier} owes {claim.amount.shown()}", Tone.PLAIN
    if claim.submitted_at:
        number = f", {claim.reference}" if claim.reference else ""
        yield claim.submitted_at, f"{claim.supplier} was asked for it{number}", Tone.PLAIN
    for credit in claim.credits:
        note = f": {credit.note}" if credit.note else ""
        yield credit.at, f"{claim.supplier} credited {credit.amount.shown()}{note}", Tone.GOOD
    if claim.rejected_at:
        refused = f"{claim.supplier} will not pay {claim.rejected_amount.shown()}: {claim.rejected_because}"
        yield claim.rejected_at, refused, Tone.LOUD
