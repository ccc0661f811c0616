"""What the JSON object of a whole case holds, with all that is on it; see shapes."""

from typing import TYPE_CHECKING, Any

from careline.domain.cases.contacts import Contact, Direction
from careline.domain.ladder import escalations
from careline.domain.ladder.escalations import EscalationState, RuleName
from careline.domain.money.costs import CostKind, Payer
from careline.domain.report import Key, Kind, Several, Shape
from careline.render import goods
from careline.render.mailing import MAIL
from careline.render.reading import Seen, id_, moment, named, some, text
from careline.render.shapes import CASE, PROMISE

if TYPE_CHECKING:
    from careline.domain.casefile.case_file import CaseFile


def _answered(contact: Contact, seen: Seen) -> bool:
    if contact.direction is Direction.OUT:
        return contact.reached
    return bool(contact.id not in seen.file.tally.unanswered)


def _claims(file: "CaseFile", seen: Seen) -> list[dict[str, Any]]:
    chosen = seen.chosen("claims", file.claims)
    return [goods.CLAIM.of(each) for each in file.claims if each in chosen or seen.chosen("credits", each.credits)]


def _hand_overs(file: "CaseFile", seen: Seen) -> list[dict[str, Any]]:
    return [
        HAND_OVER.of(each, promise)
        for promise in file.promises
        for each in seen.chosen("hand_overs", promise.hand_overs)
    ]


CONTACT = Shape(
    "contact",
    "a contact; `answered` says of theirs that we answered, of ours that it reached them",
    (
        Key("id", Kind.ID, named("name")),
        Key("at", Kind.MOMENT),
        Key("direction", Direction),
        text("channel"),
        Key("who"),
        text("text"),
        Key("chasing", Kind.FLAG),
        Key("praise", Kind.FLAG),
        Key("apology", Kind.FLAG),
        Key("no_reply", Kind.FLAG),
        text("awaits"),
        Key("answered", Kind.FLAG, _answered),
    ),
)
ESCALATION = Shape(
    "escalation",
    "an escalation, with its state",
    (
        Key("id", Kind.ID, named("name")),
        Key("case", Kind.ID, id_("C", "case_id")),
        Key("promise", Kind.ID, id_("P", "promise_id"), null=True),
        Key("level", Kind.NUMBER),
        Key("to"),
        text("because"),
        Key("raised_at", Kind.MOMENT),
        Key("raised_by"),
        Key("rule", RuleName, null=True),
        moment("rule_due_at"),
        Key("ack_by", Kind.MOMENT),
        moment("told_at"),
        moment("acknowledged_at"),
        text("acknowledged_by"),
        Key("state", EscalationState, lambda escalation, seen: escalations.state(escalation, seen.as_of)),
        text("backup"),
        Key("causes", Several(Kind.ID)),
    ),
)
DIAGNOSIS = Shape(
    "diagnosis",
    "what somebody found a case to be; without an article it is a gap in the knowledge base",
    (Key("at", Kind.MOMENT), Key("who"), Key("article", Kind.ID, null=True)),
)
NOTE = Shape(
    "note",
    "an internal remark, which the customer never sees",
    (Key("id", Kind.ID, named("name")), Key("at", Kind.MOMENT), Key("who"), Key("text")),
)
ATTACHMENT = Shape(
    "attachment",
    "a file that belongs to a case; without a SHA-256 where its customer was forgotten",
    (
        Key("id", Kind.ID, named("name")),
        Key("case", Kind.ID, id_("C", "case_id")),
        Key("at", Kind.MOMENT),
        Key("who"),
        Key("name", Kind.TEXT, named("file_name")),
        Key("media_type"),
        Key("size", Kind.NUMBER),
        text("sha256"),
        text("note"),
    ),
)
HAND_OVER = Shape(
    "hand_over",
    "that a promise was handed over to somebody else",
    (
        Key("promise", Kind.ID, lambda _, promise: promise.name),
        Key("at", Kind.MOMENT),
        Key("who"),
        Key("from", Kind.TEXT, named("owner")),
        Key("to"),
        Key("because"),
    ),
)
REMINDER = Shape(
    "reminder",
    "that whoever performs a promise for us was reminded",
    (Key("promise", Kind.ID, id_("P", "promise_id")), Key("at", Kind.MOMENT), Key("who"), Key("text")),
)
TONE_REVIEW = Shape(
    "tone_review",
    "a look at how one of us spoke to a customer",
    (
        Key("requested_at", Kind.MOMENT),
        Key("requested_by"),
        Key("about"),
        Key("reviewer"),
        text("because"),
        moment("found_at"),
        text("found_by"),
        text("finding"),
        Key("promise", Kind.ID, id_("P", "promise_id"), null=True),
    ),
)
CAUSE = Shape(
    "cause",
    "what a case came from, and the promise that is to be done about it",
    (
        Key("at", Kind.MOMENT),
        Key("who"),
        Key("cause"),
        Key("promise", Kind.ID, id_("P", "promise_id"), null=True),
    ),
)
EFFORT = Shape(
    "effort",
    "how hard it was for the customer, from 1 (easy) to 5",
    (Key("at", Kind.MOMENT), Key("effort", Kind.NUMBER), text("words")),
)
DISCLOSURE = Shape(
    "disclosure",
    "that the customer was told of our own fault",
    (Key("at", Kind.MOMENT), Key("who"), text("with", named("with_")), text("no_plan_because")),
)
ASK_AGAIN = Shape(
    "ask_again",
    "when we want to ask again on a closed case",
    (Key("at", Kind.MOMENT), Key("due_at", Kind.MOMENT), moment("done_at")),
)
LINK = Shape(
    "link",
    "another case that this one has to do with",
    (Key("case", Kind.ID, named("name")), Key("at", Kind.MOMENT), text("because")),
)
FILE = Shape(
    "file",
    "a case with everything on it",
    (
        Key("case", CASE, lambda file, seen: CASE.of(file.case, seen)),
        some("promises", PROMISE),
        some("contacts", CONTACT),
        some("replacements", goods.REPLACEMENT),
        some("escalations", ESCALATION),
        some("costs", goods.COST),
        some("refunds", goods.REFUND),
        some("returns", goods.RETURN),
        Key("claims", Several(goods.CLAIM), _claims),
        some("diagnoses", DIAGNOSIS),
        some("notes", NOTE),
        some("attachments", ATTACHMENT),
        some("mails", MAIL),
        Key("hand_overs", Several(HAND_OVER), _hand_overs),
        some("reminders", REMINDER),
        some("tone_reviews", TONE_REVIEW),
        some("causes", CAUSE),
        some("efforts", EFFORT),
        some("disclosures", DISCLOSURE),
        some("ask_agains", ASK_AGAIN),
        some("links", LINK, table="case_links"),
    ),
)
CASE_MONEY = Shape(
    "case_money",
    "what a case cost, beside what the sale brought",
    (
        Key("by_payer", Shape("", "", tuple(Key(payer.value, Kind.MONEY) for payer in Payer))),
        Key("by_kind", Shape("", "", tuple(Key(kind.value, Kind.MONEY) for kind in CostKind))),
        Key("net_recovery", Kind.MONEY),
        Key("to_come", Kind.MONEY),
        Key("purchase", Kind.ID, null=True),
        Key("margin", Kind.MONEY, null=True),
        Key("result", Kind.MONEY, null=True),
    ),
)
SUGGESTED = Shape(
    "suggested_article",
    "an article that may fit a case which was opened",
    (
        Key("id", Kind.ID, named("name")),
        Key("product"),
        Key("symptom"),
        Key("remedy"),
        text("sends"),
    ),
)
RECORDED = Shape(
    "recorded",
    "what a command has recorded: the case as it stands, and what was made or changed on it",
    (
        *FILE.keys,
        Key("announcement", always=False),
        Key("remarks", Several(Kind.TEXT), always=False),
        Key("articles", Several(SUGGESTED), always=False),
    ),
)
