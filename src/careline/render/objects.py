"""Cases, promises and the rest as JSON objects: the keys that scripts depend on. Keys are only ever added."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from careline.domain.casefile.case_file import CaseFile, file_as_of
from careline.domain.cases.case import Case, Customer
from careline.domain.cases.contacts import Contact, Direction, Tally
from careline.domain.ladder import escalations
from careline.domain.ladder.escalations import Escalation
from careline.domain.money.costs import Cost, Share
from careline.domain.money.money import Money
from careline.domain.promises import changing, promise_states
from careline.domain.promises.promise import Promise, State
from careline.domain.replacements import claims, replacement_states, returns
from careline.domain.replacements.claims import Claim
from careline.domain.replacements.replacement import Replacement
from careline.domain.replacements.returns import Return
from careline.domain.shop.shop import Shop
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen
from careline.domain.wording import times


@frozen
class Objects:
    """Turns values into objects as of a moment; working days are the shop's. What is due by `soon_at` is due soon."""

    as_of: datetime
    calendar: Calendar
    soon_at: datetime

    @classmethod
    def at(cls, now: datetime, shop: Shop) -> "Objects":
        """As of a moment, in a shop."""
        return cls(now, shop.calendar, shop.soon(now))

    def file(self, file: CaseFile, touched: Mapping[str, Collection[int]] | None = None) -> dict[str, Any]:
        """A case with its lists; `touched` narrows each list to the ids that a command has made or changed."""
        file = file_as_of(file, self.as_of) or file
        tally = file.tally

        def chosen(name: str, values: Collection[Any]) -> list[Any]:
            return [value for value in values if touched is None or value.id in touched.get(name, ())]

        return {
            "case": self.case(file),
            "promises": [self.promise(p, file) for p in chosen("promises", file.promises)],
            "contacts": [self.contact(c, tally) for c in chosen("contacts", file.contacts)],
            "replacements": [self.replacement(r) for r in chosen("replacements", file.replacements)],
            "escalations": [self.escalation(e) for e in chosen("escalations", file.escalations)],
            "costs": [self.cost(c) for c in chosen("costs", file.costs)],
            "returns": [self.returned(each) for each in chosen("returns", file.returns)],
            "claims": [
                self.claim(claim)
                for claim in file.claims
                if claim in chosen("claims", file.claims) or chosen("credits", claim.credits)
            ],
            "diagnoses": [
                {"at": d.at, "who": d.who, "article": d.article} for d in chosen("diagnoses", file.diagnoses)
            ],
            "notes": [{"at": n.at, "who": n.who, "text": n.text} for n in chosen("notes", file.notes)],
            "hand_overs": [
                {
                    "promise": promise.name,
                    "at": each.at,
                    "who": each.who,
                    "from": each.owner,
                    "to": each.to,
                    "because": each.because,
                }
                for promise in file.promises
                for each in chosen("hand_overs", promise.hand_overs)
            ],
            "reminders": [
                {"promise": _id("P", each.promise_id), "at": each.at, "who": each.who, "text": each.text}
                for each in chosen("reminders", file.reminders)
            ],
            "tone_reviews": [
                {
                    "requested_at": t.requested_at,
                    "requested_by": t.requested_by,
                    "about": t.about,
                    "reviewer": t.reviewer,
                    "because": t.because,
                    "found_at": t.found_at,
                    "found_by": t.found_by,
                    "finding": t.finding,
                    "promise": _id("P", t.promise_id),
                }
                for t in chosen("tone_reviews", file.tone_reviews)
            ],
            "causes": [
                {"at": c.at, "who": c.who, "cause": c.cause, "promise": _id("P", c.promise_id)}
                for c in chosen("causes", file.causes)
            ],
            "efforts": [{"at": e.at, "effort": e.effort, "words": e.words} for e in chosen("efforts", file.efforts)],
            "disclosures": [
                {"at": d.at, "who": d.who, "with": d.with_, "no_plan_because": d.no_plan_because}
                for d in chosen("disclosures", file.disclosures)
            ],
            "ask_agains": [
                {"at": a.at, "due_at": a.due_at, "done_at": a.done_at} for a in chosen("ask_agains", file.ask_agains)
            ],
            "links": [
                {"case": link.name, "at": link.at, "because": link.because} for link in chosen("case_links", file.links)
            ],
        }

    def case(self, file: CaseFile) -> dict[str, Any]:
        """The case itself, with what its contacts and promises amount to."""
        case: Case = file.case
        tally = file.tally
        next_promise = file.next_promise(self.as_of)
        return {
            "id": case.name,
            "subject": case.subject,
            "customer": self.customer(case.customer),
            "product": case.product,
            "order": case.order,
            "serial": case.serial,
            "channel": case.channel,
            "found_by": case.found_by,
            "review_address": case.review_address,
            "fault": case.fault,
            "severity": case.severity,
            "usable": case.usable,
            "tried": case.tried,
            "status": case.status,
            "opened_at": case.opened_at,
            "closed_at": case.closed_at,
            "closed_how": case.closed_how,
            "merged_into": _id("C", case.merged_into),
            "reopened": len(case.reopenings),
            "waiting_since": tally.waiting_since,
            "chases": tally.chases,
            "updates": tally.updates,
            "last_word_at": tally.last_word_at,
            "update_every": case.update_every,
            "next_promise": next_promise.name if next_promise else None,
        }

    def customer(self, customer: Customer) -> dict[str, Any]:
        """All that is known of a customer but the id."""
        return person(customer)

    def promise(self, promise: Promise, file: CaseFile) -> dict[str, Any]:
        """A promise of a case, with its state."""
        facts = promise_states.as_of(promise, self.as_of)
        state = promise_states.state(facts, self.as_of)
        overdue = state is State.OVERDUE
        return {
            "id": facts.name,
            "case": f"C-{facts.case_id}",
            "kind": facts.kind,
            "what": facts.what,
            "said": facts.said,
            "owner": facts.owner,
            "performer": facts.performer,
            "made_at": facts.made_at,
            "due_at": facts.due_at,
            "state": state,
            "due_soon": promise_states.is_due_soon(facts, self.as_of, self.soon_at),
            "at_risk": file.risk(promise, self.as_of),
            "kept_at": facts.kept_at,
            "recorded_at": facts.ended_recorded_at,
            "working_days_overdue": self.calendar.working_days_overdue(facts.due_at, self.as_of) if overdue else None,
            "backup": facts.backup,
            "supersedes": _id("P", facts.supersedes),
            "superseded_by": _id("P", facts.superseded_by),
            "told_at": facts.told_at,
            "depends_on": _id("P", facts.depends_on),
            "renegotiations": changing.renegotiations(facts, file.promises),
            "chases": file.chases(facts),
            "replacement": _id("R", facts.replacement_id),
            "because": facts.ended_because,
            "automatic": facts.automatic,
        }

    def contact(self, contact: Contact, tally: Tally) -> dict[str, Any]:
        """A contact; `answered` says of theirs that we answered, of ours that it reached them."""
        theirs = contact.direction is Direction.IN
        return {
            "at": contact.at,
            "direction": contact.direction,
            "channel": contact.channel,
            "who": contact.who,
            "text": contact.text,
            "chasing": contact.chasing,
            "praise": contact.praise,
            "apology": contact.apology,
            "answered": contact.id not in tally.unanswered if theirs else contact.reached,
        }

    def replacement(self, replacement: Replacement) -> dict[str, Any]:
        """One attempt."""
        facts = replacement_states.as_of(replacement, self.as_of)
        return {
            "id": facts.name,
            "case": f"C-{facts.case_id}",
            "attempt": facts.attempt,
            "chain": facts.chain,
            "wanted": facts.wanted,
            "item": facts.item,
            "because": facts.because,
            "why": facts.why,
            "different": facts.different,
            "substitute_because": facts.substitute_because,
            "consent": facts.consent,
            "kind_of_difference": facts.difference,
            "basis": facts.basis,
            "serial": facts.serial,
            "came": facts.came,
            "shipped_by": facts.shipped_by,
            "supplier": facts.supplier,
            "carrier": facts.carrier,
            "tracking": facts.tracking,
            "tracking_url": facts.page,
            "requested_at": facts.requested_at,
            "approver": facts.approver,
            "approved_at": facts.approved_at,
            "declined_at": facts.declined_at,
            "declined_because": facts.declined_because,
            "packed_at": facts.packed_at,
            "shipped_at": facts.shipped_at,
            "announced_at": facts.announced_at,
            "delivered_at": facts.delivered_at,
            "outcome": facts.outcome,
            "outcome_at": facts.outcome_at,
            "state": replacement_states.state(facts),
        }

    def escalation(self, escalation: Escalation) -> dict[str, Any]:
        """An escalation with its state."""
        facts = escalations.as_of(escalation, self.as_of)
        return {
            "id": facts.name,
            "case": f"C-{facts.case_id}",
            "promise": _id("P", facts.promise_id),
            "level": facts.level,
            "to": facts.to,
            "because": facts.because,
            "raised_at": facts.raised_at,
            "raised_by": facts.raised_by,
            "rule": facts.rule,
            "rule_due_at": facts.rule_due_at,
            "ack_by": facts.ack_by,
            "told_at": facts.told_at,
            "acknowledged_at": facts.acknowledged_at,
            "acknowledged_by": facts.acknowledged_by,
            "state": escalations.state(facts, self.as_of),
            "backup": facts.backup,
        }

    def cost(self, cost: Cost) -> dict[str, Any]:
        """A cost."""
        return {
            "id": cost.name,
            "at": cost.at,
            "kind": cost.kind,
            "amount": money(cost.amount),
            "payer": cost.payer,
            "note": cost.note,
            "case": _id("C", cost.case_id),
            "replacement": _id("R", cost.replacement_id),
            "waived": cost.waived,
            "share": _share(cost.share),
        }

    def returned(self, each: Return) -> dict[str, Any]:
        """The old unit's way back; `days_late` counts from its due moment."""
        facts = returns.as_of(each, self.as_of)
        return {
            "replacement": facts.replacement,
            "case": _id("C", facts.case_id),
            "state": returns.state(facts, self.as_of),
            "asked_at": facts.asked_at,
            "due_at": facts.due_at,
            "days_late": returns.days_late(facts, self.as_of, self.calendar),
            "waived_at": facts.waived_at,
            "waived_because": facts.waived_because,
            "received_at": facts.received_at,
            "inspected_at": facts.inspected_at,
            "became": facts.became,
            "finding": facts.finding,
        }

    def claim(self, claim: Claim) -> dict[str, Any]:
        """What a supplier owes, with what it has paid; one of a file that stands as of the moment."""
        return {
            "replacement": claim.replacement,
            "case": _id("C", claim.case_id),
            "supplier": claim.supplier,
            "state": claims.state(claim),
            "amount": money(claim.amount),
            "credited": money(claim.credited),
            "rejected": money(claim.rejected_amount),
            "open": money(claim.open_amount),
            "due_at": claim.due_at,
            "submitted_at": claim.submitted_at,
            "reference": claim.reference,
            "rejected_at": claim.rejected_at,
            "rejected_because": claim.rejected_because,
            "credits": [{"at": each.at, "amount": money(each.amount), "note": each.note} for each in claim.credits],
        }


def _share(share: Share | None) -> dict[str, Any] | None:
    return {"at": share.at, "amount": money(share.amount), "offered": share.offered} if share else None


def person(customer: Customer) -> dict[str, Any]:
    """All that is known of a customer but the id."""
    return {name: getattr(customer, name) for name in customer.__match_args__ if name != "id"}


def money(amount: Money) -> dict[str, str]:
    """An amount in major units, as text, and its currency."""
    return {"amount": str(amount.decimal), "currency": amount.currency}


def state_words(promise: Mapping[str, Any]) -> str:
    """How a promise stands, from its object, as people read it."""
    warnings = ["due soon"] if promise["due_soon"] else []
    warnings += [str(promise["at_risk"])] if promise["at_risk"] else []
    words = ", ".join(warnings) or State(promise["state"]).words
    before = promise["renegotiations"]
    return f"{words}, renegotiated {times(before)} before" if before else words


def _id(prefix: str, number: int | None) -> str | None:
    return None if number is None else f"{prefix}-{number}"
