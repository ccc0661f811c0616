"""The whole file of a case: the case and everything on it, as of any moment; and whether it may close."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from careline.domain.casefile.outline import is_silent
from careline.domain.cases import asking_again
from careline.domain.cases.asking_again import AskAgain
from careline.domain.cases.attachments import Attachment
from careline.domain.cases.case import Case, CaseIsClosed, ClosedHow, Link, Note, case_as_of
from careline.domain.cases.contacts import Contact, Tally, awaited, known_at, tally, vain_apologies
from careline.domain.conduct import tone
from careline.domain.conduct.disclosures import Disclosure
from careline.domain.conduct.lessons import Cause, Effort, Praise
from careline.domain.conduct.tone import ToneReview
from careline.domain.errors import NotFound, Refused
from careline.domain.ids import show
from careline.domain.knowledge.diagnoses import Diagnosis
from careline.domain.ladder import escalations
from careline.domain.ladder.escalations import AppliedRule, Escalation
from careline.domain.money import costs
from careline.domain.money.costs import Cost
from careline.domain.money.refunds import Refund
from careline.domain.promises import dependencies, keeping, promise_states
from careline.domain.promises.dependencies import Risk
from careline.domain.promises.promise import Promise, Reminder
from careline.domain.replacements import claims, replacement_states, returns
from careline.domain.replacements.claims import Claim
from careline.domain.replacements.replacement import Replacement
from careline.domain.replacements.returns import Return
from careline.domain.shop.policy import Policy
from careline.domain.shop.shop import Shop
from careline.domain.time.moments import day
from careline.domain.time.working_time import Calendar
from careline.domain.values import remembering

if TYPE_CHECKING:
    from careline.domain.mail.mails import Mail


@remembering
class CaseFile:
    """A case and everything on it.

    `awaited` are the promises, of any case, that those on it depend on, and what has taken the place of any of them.
    `joined` are replacements of which no units are left, as they are joined again with those that they were split off.
    """

    case: Case
    promises: tuple[Promise, ...] = ()
    contacts: tuple[Contact, ...] = ()
    notes: tuple[Note, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    mails: "tuple[Mail, ...]" = ()
    replacements: tuple[Replacement, ...] = ()
    returns: tuple[Return, ...] = ()
    claims: tuple[Claim, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    applied: tuple[AppliedRule, ...] = ()
    costs: tuple[Cost, ...] = ()
    refunds: tuple[Refund, ...] = ()
    links: tuple[Link, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    tone_reviews: tuple[ToneReview, ...] = ()
    causes: tuple[Cause, ...] = ()
    efforts: tuple[Effort, ...] = ()
    praises: tuple[Praise, ...] = ()
    ask_agains: tuple[AskAgain, ...] = ()
    awaited: tuple[Promise, ...] = ()
    joined: tuple[Replacement, ...] = ()

    @cached_property
    def tally(self) -> Tally:
        """Chases, updates, waiting since, and the rest; counted once, for a page asks several times."""
        return tally(self.contacts)

    def refund(self, promise_id: int) -> Refund | None:
        """What a promise gives back; None for one that gives no money back."""
        return next((each for each in self.refunds if each.promise_id == promise_id), None)

    def unit(self, number: int) -> Replacement:
        """A replacement of the case. Raises NotFound for one that is joined with another again."""
        found = next((each for each in self.replacements if each.id == number), None)
        if found is None:
            raise _joined(self, next(each for each in self.joined if each.id == number))
        return found

    @property
    def last_entry_at(self) -> datetime:
        """When something last happened on the case, notes aside."""
        moments = [self.case.opened_at, *(c.at for c in self.contacts)]
        for p in self.promises:
            moments += [p.made_at, p.ended_at or p.made_at]
        for r in self.replacements:
            moments += r.moments
        # What only a sweep has raised keeps nobody from saying that the matter was over before.
        for e in (e for e in self.escalations if e.rule is None):
            moments += filter(None, (e.raised_at, e.acknowledged_at, e.resolved_at, e.declined_at))
        return max(moments)

    def acted_at(self) -> tuple[datetime, ...]:
        """When something was done that is more than talk: promised, kept, shipped, or handed up."""
        done = [p for p in self.promises if not p.kept_by_talking]
        return (
            *(p.made_at for p in done if not p.automatic),
            *(p.kept_at for p in done if p.kept_at),
            *(r.shipped_at for r in self.replacements if r.shipped_at),
            *(e.raised_at for e in self.escalations),
        )

    def vain_apologies(self) -> tuple[Contact, ...]:
        """The newest apologies after none of which anything was done."""
        return vain_apologies(self.contacts, self.acted_at())

    def next_promise(self, now: datetime) -> Promise | None:
        """The live promise that is due first."""
        return next(iter(promise_states.live(self.promises, now)), None)

    def risk(self, promise: Promise, now: datetime) -> Risk | None:
        """Why a promise of this case may be missed, or None."""
        return dependencies.risk(promise, self.awaited, now)

    def chases(self, promise: Promise) -> int:
        """How often the customer asked where it is while this promise was the one behind that."""
        asked_at = (contact.at for contact in self.contacts if contact.chasing)
        return promise_states.chases(promise, self.promises, asked_at)

    @property
    def ask_again(self) -> AskAgain | None:
        """When we want to ask again on a closed case, where that was not done yet."""
        return asking_again.standing(self.ask_agains, self.case.closed_at)

    def is_silent(self, shop: Shop, now: datetime) -> bool:
        """True for an open case without a live promise, or with nothing but plans of which one is late for too long."""
        return is_silent(self.case, self.promises, shop, now)

    @property
    def awaits(self) -> Contact | None:
        """The contact of ours that asked the customer for something that has not come yet."""
        return awaited(self.contacts) if self.case.is_open else None

    @property
    def asked_for(self) -> str | None:
        """What the customer was asked for, and has not sent or said yet."""
        return self.awaits.awaits if self.awaits else None


def _joined(file: CaseFile, gone: Replacement) -> NotFound:
    """The refusal: what was split off is part of the others again."""
    at = gone.moves[-1].at
    into = (each for each in file.replacements if any(move.at == at and move.units > 0 for move in each.moves))
    name = next((each.name for each in into), show("R", gone.parcel))
    return NotFound(f"{gone.name} is part of {name} again; name that one.")


def with_escalations(file: CaseFile, shop: Shop, now: datetime) -> CaseFile:
    """The file with what is worked out of its escalations: which are settled, or passed on, and what they are about."""
    if not file.escalations:
        return file
    from careline.domain.ladder import causes  # few cases are escalated

    current = tuple(replace(e, climb=e.climb and e.climb.passing_over(shop.retired)) for e in file.escalations)
    file = replace(file, escalations=current) if shop.retired else file
    return replace(file, escalations=causes.worked_out(file, shop.policy, shop.calendar, now))


def file_as_of(file: CaseFile, moment: datetime, shop: Shop) -> CaseFile | None:
    """The file as it stood at `moment`: later facts do not exist. None before the case was opened."""
    if file.case.opened_at > moment:
        return None
    return with_escalations(_known_at(file, moment), shop, moment)


def _known_at(file: CaseFile, moment: datetime) -> CaseFile:
    sent = sorted(replacement_states.known_at((*file.replacements, *file.joined), moment), key=lambda r: r.id)
    if any(each.moves for each in file.replacements):
        file = _as_before_splitting(file, moment)
    made = {p.id for p in file.promises if p.made_at <= moment}
    return CaseFile(
        case=case_as_of(file.case, moment),
        promises=tuple(promise_states.as_of(p, moment) for p in file.promises if p.made_at <= moment),
        contacts=known_at(file.contacts, moment),
        notes=tuple(note for note in file.notes if note.at <= moment),
        attachments=tuple(each for each in file.attachments if each.at <= moment),
        mails=tuple(_mail_at(each, moment) for each in file.mails if each.queued_at <= moment),
        replacements=tuple(sent),
        joined=tuple(each for each in file.joined if each.moves[-1].at <= moment),
        returns=tuple(returns.as_of(each, moment) for each in file.returns if each.asked_at <= moment),
        claims=tuple(claims.as_of(claim, moment, file.costs) for claim in file.claims if claim.due_at <= moment),
        escalations=tuple(escalations.as_of(e, moment) for e in file.escalations if e.raised_at <= moment),
        applied=tuple(each for each in file.applied if each.applied_at <= moment),
        costs=tuple(costs.as_of(cost, moment) for cost in file.costs if cost.at <= moment),
        refunds=tuple(each for each in file.refunds if each.promise_id in made),
        links=tuple(link for link in file.links if link.at <= moment),
        reminders=tuple(reminder for reminder in file.reminders if reminder.at <= moment),
        diagnoses=tuple(each for each in file.diagnoses if each.at <= moment),
        disclosures=tuple(each for each in file.disclosures if each.at <= moment),
        tone_reviews=tuple(tone.as_of(each, moment) for each in file.tone_reviews if each.requested_at <= moment),
        causes=tuple(cause for cause in file.causes if cause.at <= moment),
        efforts=tuple(effort for effort in file.efforts if effort.at <= moment),
        praises=file.praises,
        ask_agains=tuple(asking_again.as_of(each, moment) for each in file.ask_agains if each.at <= moment),
        awaited=tuple(promise_states.as_of(p, moment) for p in file.awaited if p.made_at <= moment),
    )


def _mail_at(mail: "Mail", moment: datetime) -> "Mail":
    from careline.domain.mail import mails  # few cases have any

    return mails.as_of(mail, moment)


def _as_before_splitting(file: CaseFile, moment: datetime) -> CaseFile:
    """The file with what belongs to replacements that were split or joined since: as it belonged to them then."""
    from careline.domain.replacements import splitting  # hardly any replacement was split

    now = splitting.Belongings(file.costs, file.returns, file.claims)
    then = splitting.belonging_then(now, (*file.replacements, *file.joined), moment)
    return replace(file, returns=then.returns, costs=then.costs, claims=then.claims)


def check_can_close(file: CaseFile, how: ClosedHow, policy: Policy, calendar: Calendar) -> None:
    """Decide whether the case may close (G5).

    Raises CaseIsClosed and Refused.
    """
    if not file.case.is_open:
        raise CaseIsClosed(file.case)
    _, forbids = keeping.ended_by_closing(file.promises)
    if forbids:
        raise _still_promised(file.case, forbids, calendar)
    if how is ClosedHow.CONFIRMED:
        untested = next((r for r in file.replacements if r.is_live), None)
        if untested:
            raise _outcome_unknown(file.case, untested)
    elif file.tally.attempts < policy.close_unconfirmed_after:
        raise Refused(
            f"{file.case.name} has {file.tally.attempts} of {policy.close_unconfirmed_after} attempts since the "
            "customer's last word; "
            f"try again: careline follow-up {file.case.id} --no-answer."
        )


def _outcome_unknown(case: Case, replacement: Replacement) -> Refused:
    """The refusal: a replacement is finished when the customer says that it works."""
    what = (
        f"{replacement.name} is asked for and has not left. "
        f"Send it, or: careline replacement decline {replacement.name}"
        if replacement.is_to_ship
        else f"nobody knows whether {replacement.name} works. Ask, then: careline outcome {replacement.name} works"
    )
    return Refused(f"{case.name} cannot close: {what}.")


def _still_promised(case: Case, forbidding: Sequence[Promise], calendar: Calendar) -> Refused:
    """The refusal: a case does not close with promises open."""
    first, *more = forbidding
    due = day(first.due_at, calendar.zone)
    verb = "is" if len(more) == 1 else "are"
    rest = f" So {verb} {', '.join(p.name for p in more)}." if more else ""
    return Refused(
        f"{case.name} still has promise {first.name} open ({first.what}, due {due}). "
        f"Keep it, release it or withdraw it first.{rest}"
    )
