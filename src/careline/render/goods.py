"""What goes to customers and comes back, and what it costs, as JSON objects; see shapes."""

from careline.domain.money.costs import CostKind, Payer
from careline.domain.replacements import claims, replacement_states, returns
from careline.domain.replacements.claims import ClaimState
from careline.domain.replacements.replacement import Basis, Difference, Outcome, ReplacementState, ShippedBy
from careline.domain.replacements.returns import Became, ReturnState
from careline.domain.report import Key, Kind, Several, Shape
from careline.render.reading import amount, id_, moment, named, text

EARLIER_OUTCOME = Shape(
    "earlier_outcome",
    "what the outcome of a unit was before the one that it has now",
    (Key("outcome", Outcome), Key("at", Kind.MOMENT), text("came")),
)
CORRECTED_OUTCOME = Shape(
    "corrected_outcome",
    "what the outcome of a unit was believed to be until it was put right, and what took its place; null is none",
    (
        Key("outcome", Outcome, lambda each, _: each.wrong and each.wrong.outcome, null=True),
        Key("at", Kind.MOMENT, lambda each, _: each.wrong and each.wrong.at, null=True),
        text("came", lambda each, _: each.wrong and each.wrong.came),
        Key("corrected_at", Kind.MOMENT, named("at")),
        Key("instead", Outcome, named("outcome"), null=True),
        Key("because"),
    ),
)
REPLACEMENT = Shape(
    "replacement",
    "one or more units of an attempt to make good",
    (
        Key("id", Kind.ID, named("name")),
        Key("case", Kind.ID, id_("C", "case_id")),
        Key("attempt", Kind.NUMBER),
        Key("quantity", Kind.NUMBER),
        Key("chain", Kind.NUMBER),
        Key("wanted"),
        Key("item"),
        text("because"),
        Key("why"),
        text("different"),
        text("substitute_because"),
        text("consent"),
        Key("kind_of_difference", Difference, named("difference"), null=True),
        Key("basis", Basis, null=True),
        text("serial"),
        Key("serials", Several(Kind.TEXT)),
        text("came"),
        Key("shipped_by", ShippedBy),
        text("supplier"),
        text("carrier"),
        text("tracking"),
        text("tracking_url", named("page")),
        Key("requested_at", Kind.MOMENT),
        text("approver"),
        moment("approved_at"),
        moment("declined_at"),
        text("declined_because"),
        moment("packed_at"),
        moment("shipped_at"),
        moment("announced_at"),
        moment("delivered_at"),
        Key("outcome", Outcome, null=True),
        moment("outcome_at"),
        Key("earlier", Several(EARLIER_OUTCOME), lambda unit, _: [EARLIER_OUTCOME.of(each) for each in unit.earlier]),
        Key(
            "corrected",
            Several(CORRECTED_OUTCOME),
            lambda unit, _: [CORRECTED_OUTCOME.of(each) for each in unit.corrections],
        ),
        Key("state", ReplacementState, lambda replacement, _: replacement_states.state(replacement)),
    ),
)
SHARE = Shape(
    "share",
    "what the customer bears of a cost",
    (Key("at", Kind.MOMENT), Key("amount", Kind.MONEY, amount("amount")), Key("offered")),
)
COST = Shape(
    "cost",
    "what making it right cost, and who bears it",
    (
        Key("id", Kind.ID, named("name")),
        Key("at", Kind.MOMENT),
        Key("kind", CostKind),
        Key("amount", Kind.MONEY, amount("amount")),
        Key("payer", Payer),
        text("note"),
        Key("case", Kind.ID, id_("C", "case_id")),
        Key("replacement", Kind.ID, id_("R", "replacement_id"), null=True),
        Key("promise", Kind.ID, id_("P", "promise_id"), null=True),
        Key("waived", Kind.FLAG),
        Key("share", SHARE, lambda cost, _: SHARE.of(cost.share) if cost.share else None, null=True),
    ),
)
REFUND = Shape(
    "refund",
    "what a promise gives back; `return_required` where the customer's unit has to come back for it",
    (
        Key("promise", Kind.ID, id_("P", "promise_id")),
        Key("amount", Kind.MONEY, amount("amount")),
        Key("payer", Payer),
        text("supplier"),
        Key("return_required", Kind.FLAG),
    ),
)
RETURN = Shape(
    "return",
    "the old unit's way back; `days_late` counts from its due moment",
    (
        Key("replacement", Kind.ID),
        Key("case", Kind.ID, id_("C", "case_id")),
        Key("state", ReturnState, lambda each, seen: returns.state(each, seen.as_of)),
        Key("asked_at", Kind.MOMENT),
        Key("due_at", Kind.MOMENT),
        Key(
            "days_late",
            Kind.NUMBER,
            lambda each, seen: returns.days_late(each, seen.as_of, seen.calendar),
            null=True,
        ),
        moment("waived_at"),
        text("waived_because"),
        moment("received_at"),
        moment("inspected_at"),
        Key("became", Became, null=True),
        text("finding"),
    ),
)
CREDIT = Shape(
    "credit",
    "what a supplier has paid",
    (Key("at", Kind.MOMENT), Key("amount", Kind.MONEY, amount("amount")), text("note")),
)
CLAIM = Shape(
    "claim",
    "what a supplier owes for a replacement, and what it has paid",
    (
        Key("replacement", Kind.ID),
        Key("case", Kind.ID, id_("C", "case_id")),
        Key("supplier"),
        Key("state", ClaimState, lambda claim, _: claims.state(claim)),
        Key("amount", Kind.MONEY, amount("amount")),
        Key("credited", Kind.MONEY, amount("credited")),
        Key("rejected", Kind.MONEY, amount("rejected_amount")),
        Key("open", Kind.MONEY, amount("open_amount")),
        Key("due_at", Kind.MOMENT),
        moment("submitted_at"),
        text("reference"),
        moment("rejected_at"),
        text("rejected_because"),
        Key("credits", Several(CREDIT), lambda claim, _: [CREDIT.of(each) for each in claim.credits]),
    ),
)
PURCHASE = Shape(
    "purchase",
    "what a customer bought; price and cost are of one unit",
    (
        Key("id", Kind.ID, named("name")),
        Key("product"),
        text("order"),
        text("serial"),
        Key("bought_at", Kind.MOMENT),
        moment("delivered_at"),
        Key("quantity", Kind.NUMBER),
        Key("price", Kind.MONEY, amount("price")),
        Key("cost", Kind.MONEY, amount("cost"), null=True),
    ),
)
