"""Every command that records, one after another: what the tests of the log and of crashes walk through."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from careline.cli.frame.tree import NOUNS
from tests.shop import Shop

TICKETS = """\
ref,customer,email,subject,opened,promise,due,kept,owner,performer
7,Kim Lee,kim@example.com,Left ear silent,2026-05-28 09:00,A new cushion,2026-06-20 17:00,,Ana,FieldCo
8,Lou Park,,Cable frayed,2026-05-29 09:00,A new cable,2026-06-01 17:00,2026-05-30 12:00,Ana,Ana
"""
ORDERS = """\
ref,customer,product,order,bought,price,cost
1,Kim Lee,Headset A,4712,2026-05-01,60.00,41.00
2,Mona Fry,Cable,4713,2026-05-02,5,
"""
PEOPLE = """\
Name,Company,Email,Phone,Mobile
Kim Lee,Arden Pharma,kim@example.com,617 555 0101,
Ola Berg,Arden Pharma,ola@example.com;o.berg@home.example,617 555 0102,617 555 0103
"""
NOT_THE_STORES = {"config", "cron", "completion"}
# The one records only where a clock was wrong, which is no step of a walk forward; the others record nothing.
NOT_OF_A_WALK = {"doctor", "backup", "restore", "attachment save"}
NOT_OF_A_WALK |= {"hooks test", "hooks run", "hooks drop"}  # tests/cli/hooks
# They need a server: tests/cli/mail.
NOT_OF_A_WALK |= {"case mail", "mail test", "mail send", "mail cancel", "mail briefs"}


@dataclass(frozen=True, slots=True)
class Step:
    """A command line, the moment at which it is run, and the name under which the log has it."""

    moment: str
    line: str
    name: str


WALK = (
    Step("06-01 10:00", "customer add 'Dana Reyes <dana@example.com>' --phone '+1 617 555 0100'", "customer add"),
    Step("06-01 10:01", "party add FieldCo --kind contractor --phone 5550190 --phone 5550191", "party add"),
    Step("06-01 10:02", "open 'No sound' --customer dana@example.com --product 'Headset A'", "case open"),
    Step("06-01 10:03", "heard 1 'It is both ears' --chasing", "case heard"),
    Step("06-01 10:04", "promise make 1 'A technician calls you' --by 2bd --performer FieldCo", "promise make"),
    Step("06-01 10:05", "promise correct 2 'A technician rings you' --by 3bd --because 'wrong day'", "promise correct"),
    Step("06-01 10:06", "promise remind 3 'Dana waits for your call'", "promise remind"),
    Step("06-01 10:06", "promise remind 3 'Dana still waits'", "promise remind"),
    Step("06-01 10:06", "promise make 1 'A voucher' --by 5bd --depends-on 3", "promise make"),
    Step("06-01 10:07", "promise withdraw 4 --because 'no longer given'", "promise withdraw"),
    Step("06-01 10:08", "follow-up 1 'We are looking into it' --next 2bd", "case follow-up"),
    Step("06-01 10:09", "case edit 1 --subject 'No sound at all' --order 4711", "case edit"),
    Step("06-01 10:10", "case note 1 'The cable may be loose'", "case note"),
    Step("06-01 10:11", "renegotiate 3 --by 4bd --told 'It will be Friday' --because 'ill'", "promise renegotiate"),
    Step("06-01 10:12", "escalate 1 --to Ben --ack-by 4bh --backup 'Ana calls' --because 'asked'", "case escalate"),
    Step("06-01 10:13", "escalation told 1", "escalation told"),
    Step("06-01 10:14", "escalation acknowledge 1 --who Ben", "escalation acknowledge"),
    Step("06-01 10:15", "escalation resolve 1 --because 'booked'", "escalation resolve"),
    Step("06-01 10:16", "escalate 1 --to Cleo --ack-by 4bh --backup 'Ana calls'", "case escalate"),
    Step("06-01 10:17", "escalation decline 2 --because 'not ours'", "escalation decline"),
    Step("06-01 10:18", "keep 6 --note 'left a message'", "promise keep"),
    Step("06-01 10:19", "promise release 5 --because 'a new one is enough'", "promise release"),
    Step(
        "06-01 10:20",
        "ship-replacement 1 --why 'Dana, your headset broke. This one is yours; nothing to do.' --arrives 2bd"
        " --because 'no sound' --carrier FedEx --tracking 986578788855",
        "case ship-replacement",
    ),
    Step("06-01 10:21", "replacement track 1 --tracking 799531274483", "replacement track"),
    Step("06-02 10:00", "delivered 1", "replacement delivered"),
    Step("06-02 11:00", "outcome 1 works", "replacement outcome"),
    Step("06-02 12:00", "close 1 --confirmed 'It works, thank you' --ask-again 30d", "case close"),
    Step("06-02 12:01", "case asked 1", "case asked"),
    Step("06-02 12:01", "case effort 1 2 --words 'One call'", "case effort"),
    Step("06-03 10:00", "reopen 1 --because 'It broke again'", "case reopen"),
    Step("06-03 10:01", "customer add 'Dana Reyes <dana@old.example>'", "customer add"),
    Step("06-03 10:02", "customer edit dana@old.example --phone '+1 617 555 0199'", "customer edit"),
    Step("06-03 10:03", "open 'Crackles' --customer dana@old.example", "case open"),
    Step("06-03 10:04", "customer merge dana@old.example dana@example.com", "customer merge"),
    Step("06-03 10:05", "case edit 2 --update-every 2bd", "case edit"),
    Step("06-03 10:05", "import {tickets}", "import"),
    Step("06-03 10:06", "undo", "undo"),
    Step("06-03 10:07", "case link 1 2 --because 'the same cable'", "case link"),
    Step("06-03 10:08", "case attach 1 {orders} --note 'what was bought'", "case attach"),
    Step("06-03 10:08", "case move W-3 --to 2", "case move"),
    Step("06-03 10:08", "case merge 2 --into 1", "case merge"),
    Step("06-03 10:08", "case unmerge 2", "case unmerge"),
    Step("06-03 10:08", "case merge 2 --into 1", "case merge"),
    Step("06-03 10:09", "open 'The cable' --from 1 --move 3", "case open"),
    Step("06-03 10:10", "party edit Ben --kind staff --phone '+1 617 555 0123'", "party edit"),
    Step("06-03 10:11", "hand-over 1 --to Ben --because 'Ana is ill'", "case hand-over"),
    Step("06-03 10:11", "party add Plantronics --doa-days 14 --cap-units 10", "party add"),
    Step("06-03 10:11", "party edit Plantronics --returns above --return-above 25", "party edit"),
    Step("06-03 10:11", "product add 'Headset A' --supplier Plantronics --successor 'Headset B'", "product add"),
    Step("06-03 10:11", "product edit 'Headset B' --warranty-months 24", "product edit"),
    Step("06-03 10:11", "company add 'Arden Pharma'", "company add"),
    Step("06-03 10:11", "customer edit dana@example.com --company 'Arden Pharma'", "customer edit"),
    Step("06-03 10:11", "customer move dana@example.com --to 'Second Lab'", "customer move"),
    Step("06-03 10:11", "customer add 'Mia Tan' --company 'Second Lab'", "customer add"),
    Step(
        "06-03 10:11",
        "customer refer 'Mia Tan' --by dana@example.com --note 'Dana spoke well of you'",
        "customer refer",
    ),
    Step("06-03 10:11", "customer flag dana@example.com friend", "customer flag"),
    Step("06-03 10:11", "customer unflag dana@example.com friend", "customer unflag"),
    Step("06-03 10:11", "customer end 'Mia Tan' --because 'shouts' --tried 'a call on 2026-06-02'", "customer end"),
    Step("06-03 10:11", "customer take-back 'Mia Tan' --because 'a mix-up'", "customer take-back"),
    Step("06-03 10:11", "customer forget 'Mia Tan' --yes", "customer forget"),
    Step("06-03 10:12", "party away Ben --from 2026-06-08 --until 2026-06-12 --to Cleo", "party away"),
    Step("06-03 10:13", "case note 1 'Ben is away'", "case note"),
    Step(
        "06-03 10:14",
        "open 'Two units broke' --customer 'Arden Pharma' --new-customer --found-by us --fault us",
        "case open",
    ),
    Step(
        "06-03 10:15",
        "case disclose 6 'Two of yours broke' --with Lee --promise 'Two new ones' --by 2bd",
        "case disclose",
    ),
    Step(
        "06-03 10:15",
        "case refund 6 12.50 --by 2bd --return waived --told 'You get 12.50 for the trouble'",
        "case refund",
    ),
    Step("06-03 10:16", "tone request 6 --about Lee --because 'too short'", "tone request"),
    Step("06-03 10:17", "tone review 6 --finding 'Short, and fair'", "tone review"),
    Step("06-03 10:18", "case cause 6 'No box for them' --action 'A box' --by 5bd", "case cause"),
    Step("06-03 10:19", "heard 6 'Wow, impressive' --praise --earned-by Lee", "case heard"),
    Step("06-03 10:20", "cost add 1 6.50 --kind labour --replacement R-1 --note Handling", "cost add"),
    Step("06-03 10:21", "cost split 1 --customer 1/2 --offered 'We pay half'", "cost split"),
    Step("06-03 10:22", "purchase add dana@example.com 'Headset A' --price 60 --cost 41 --order 4711", "purchase add"),
    Step("06-03 10:23", "purchase delivered 4711", "purchase delivered"),
    Step("06-03 10:24", "purchase import {orders} --tz America/Chicago", "purchase import"),
    Step("06-03 10:25", "customer import {people} --update", "customer import"),
    Step("06-05 17:00", "arrival-checks sent --all-due", "arrival-checks sent"),
    Step("06-08 10:00", "return ask 1 --by 5bd", "return ask"),
    Step("06-08 10:01", "return received 1", "return received"),
    Step("06-08 10:02", "return inspected 1 --became scrapped --finding 'a broken hinge'", "return inspected"),
    Step("06-08 10:03", "claim add 1 3.00 --supplier Plantronics", "claim add"),
    Step("06-08 10:04", "claim submit 1 --reference RMA-1", "claim submit"),
    Step("06-08 10:05", "claim credit 1 1.00 --note CN-1", "claim credit"),
    Step("06-08 10:06", "claim reject 1 --because 'too old'", "claim reject"),
    Step("06-08 10:07", "open 'Left ear' --customer dana@example.com --product 'Headset A'", "case open"),
    Step(
        "06-08 10:08",
        "ship-replacement 7 --why 'Yours broke; this one is yours.' --arrives 2bd",
        "case ship-replacement",
    ),
    Step("06-08 10:09", "return ask 2 --by 5bd", "return ask"),
    Step("06-08 10:10", "return waive 2 --because 'worth less than the postage'", "return waive"),
    Step("06-08 10:11", "outcome 1 failed", "replacement outcome"),
    Step("06-08 10:11", "replacement request 1 --item 'Headset A' --why 'Yours.'", "replacement request"),
    Step("06-08 10:12", "replacement decline 3 --because 'no longer made'", "replacement decline"),
    Step("06-08 10:13", "replacement request 1 --item 'Headset A' --why 'Yours.'", "replacement request"),
    Step("06-08 10:14", "replacement approve 4", "replacement approve"),
    Step("06-08 10:15", "replacement pack 4 --serial 4711", "replacement pack"),
    Step("06-08 10:16", "replacement ship 4 --arrives 3bd", "replacement ship"),
    Step("06-08 10:17", "replacement announced 4 --channel email", "replacement announced"),
    Step(
        "06-08 10:18",
        "open 'Three of five' --customer dana@example.com --product 'Headset A' --quantity 3",
        "case open",
    ),
    Step(
        "06-08 10:19",
        "ship-replacement 8 --why 'Three for three.' --arrives 2bd --goods 41 --return-by 5bd --quantity 3",
        "case ship-replacement",
    ),
    Step("06-10 10:00", "delivered 5 --quantity 2", "replacement delivered"),
    Step("06-10 10:01", "outcome 5 works", "replacement outcome"),
    Step("06-10 10:02", "return received 6 --quantity 1", "return received"),
    Step("06-10 10:03", "outcome 5 doa --quantity 1 --correct --because 'the wrong one'", "replacement outcome"),
    Step("06-10 10:04", "outcome 5 works --correct --because 'it was the third'", "replacement outcome"),
    Step("06-12 10:00", "sweep", "sweep"),
    Step("08-03 10:00", "invitations sent --all-due", "invitations sent"),
    Step("08-03 10:01", "invitations opt-out dana@example.com --words 'No more of these'", "invitations opt-out"),
    Step(
        "08-03 11:01", "article add --product 'Headset A' --symptom 'No sound' --remedy 'Send a cable'", "article add"
    ),
    Step("08-03 11:02", "article edit K-1 --sends 'Cable B'", "article edit"),
    Step("08-03 11:03", "case diagnose 1 --article K-1", "case diagnose"),
    Step("08-03 11:04", "article affected K-1 --open-cases", "article affected"),
    Step("08-03 11:05", "article retire K-1 --because 'Cable B is sold out'", "article retire"),
    Step("08-03 11:06", "party add Noor --kind staff", "party add"),
    Step("08-03 11:07", "hand-over 1 --to Noor --because 'Ben is on leave'", "case hand-over"),
    Step("08-03 11:08", "party retire Noor --to Ben", "party retire"),
    Step("08-03 11:09", "call dana@example.com --case 1 --text 'Any news?' --said 'It leaves today'", "call"),
    Step("08-03 11:10", "outcome 2 lost", "replacement outcome"),
    Step(
        "08-03 11:11",
        "outcome 2 none --correct --because 'it is at the depot'",
        "replacement outcome",
    ),
)

PLACES = [f"{place} {step.name}" for place, step in enumerate(WALK)]
"""A name for each step."""


def prepare(shop: Shop) -> None:
    """Lay the spreadsheet of the walk into the shop's folder."""
    (shop.folder / "tickets.csv").write_text(TICKETS, encoding="utf-8")
    (shop.folder / "orders.csv").write_text(ORDERS, encoding="utf-8")
    (shop.folder / "people.csv").write_text(PEOPLE, encoding="utf-8")


def take(shop: Shop, step: Step) -> Any:
    """Run a step, which must succeed."""
    return shop.at(step.moment)(line_of(shop, step))


def line_of(shop: Shop, step: Step) -> str:
    """The command line of a step, with the shop's own files."""
    line = step.line
    for name in ("tickets", "orders", "people"):
        line = line.replace(f"{{{name}}}", (shop.folder / f"{name}.csv").as_posix())
    return line


def recording_commands() -> Iterator[str]:
    """The name of every command that can change the store: those that can be rehearsed, and write no other file."""
    found = [
        (verb if noun == "careline" else f"{noun} {verb}", build())
        for noun, (_, verbs) in NOUNS.items()
        if noun not in NOT_THE_STORES
        for verb, build in verbs.items()
    ]
    for name, command in found:
        if name not in NOT_OF_A_WALK and any("--dry-run" in option.opts for option in command.params):
            yield name
