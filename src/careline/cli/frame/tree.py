"""Every noun and its verbs, by the module that has each; names come first, and a module is loaded for its own verb."""

from functools import cache, partial
from importlib import import_module
from typing import Any

from careline.cli.frame.lazy import Build, build_command

VERBS = (
    (
        "careline",
        "",
        ("call", "cases.calls"),
        ("find", "casefile.find"),
        ("overdue brief report", "casefile.reports"),
        ("calendar", "promises.calendar"),
        ("sweep", "ladder.sweeping"),
        ("date", "shop.date"),
        ("log", "safekeeping.log"),
        ("undo", "safekeeping.undo"),
        ("doctor", "safekeeping.doctor"),
        ("backup", "safekeeping.backup"),
        ("restore", "safekeeping.restore"),
        ("schema", "shop.schema"),
        ("import", "sheets.imports"),
        ("export", "safekeeping.export"),
        ("demo", "shop.demo"),
    ),
    (
        "case",
        "Cases: open, work on, close, show and list them.",
        ("open", "cases.cases"),
        ("show list", "cases.cases_shown"),
        ("heard follow-up note", "cases.contacts"),
        ("attach", "cases.attaching"),
        ("mail", "mail.letters"),
        ("escalate", "ladder.escalations"),
        ("close", "cases.closing"),
        ("edit", "cases.cases"),
        ("reopen", "cases.closing"),
        ("hand-over move merge unmerge link", "cases.joining"),
        ("ship-replacement", "replacements.shipping"),
        ("refund", "money.refunds"),
        ("disclose", "conduct.disclosures"),
        ("words", "conduct.disclosures_shown"),
        ("cause effort asked", "conduct.lessons"),
        ("diagnose", "knowledge.diagnosing"),
    ),
    (
        "attachment",
        "Attachments: files that belong to cases; list and save them.",
        ("list", "cases.attachments_shown"),
        ("save", "cases.attachments"),
    ),
    (
        "promise",
        "Promises: make, keep, renegotiate, show and list them.",
        ("make keep renegotiate remind correct release withdraw", "promises.promises"),
        ("list history show why", "promises.promises_shown"),
    ),
    (
        "escalation",
        "Escalations: acknowledge, resolve, show and list them.",
        ("acknowledge told resolve decline", "ladder.escalations"),
        ("list show", "ladder.escalations_shown"),
    ),
    (
        "replacement",
        "Replacements: arrival, outcome, slip; show and list.",
        ("delivered outcome track announced", "replacements.replacements"),
        ("slip list show", "replacements.replacements_shown"),
        ("request approve decline pack ship", "replacements.requests"),
    ),
    (
        "return",
        "Returns: ask for them, waive, receive, inspect, list.",
        ("ask waive received inspected", "replacements.returns"),
        ("list", "replacements.returns_shown"),
    ),
    (
        "claim",
        "Supplier claims: what suppliers owe us for a replacement.",
        ("add submit credit reject", "replacements.claims"),
        ("list", "replacements.claims_shown"),
    ),
    (
        "cost",
        "Costs: what making it right cost, and who pays.",
        ("add split", "money.costs"),
        ("list", "money.costs_shown"),
    ),
    (
        "purchase",
        "Purchases: what customers bought, and what has arrived.",
        ("add delivered import", "money.purchases"),
        ("list show", "money.purchases_shown"),
    ),
    (
        "product",
        "Products: add, correct, list and show them.",
        ("add edit", "replacements.products"),
        ("list show", "replacements.products_shown"),
    ),
    (
        "customer",
        "Customers: add, correct, merge, list and show them.",
        ("add edit merge", "people.customers"),
        ("list show", "people.customers_shown"),
        ("import", "people.imports"),
        ("export", "people.held"),
        ("move refer flag unflag", "people.relations"),
        ("end take-back forget", "people.endings"),
    ),
    (
        "invitations",
        "Invitations to review: due by one rule for all.",
        ("due", "people.invitations_shown"),
        ("sent opt-out skip", "people.invitations"),
    ),
    (
        "arrival-checks",
        "Arrival checks: asking every buyer whether all is well.",
        ("due sent", "people.arrival_checks"),
    ),
    (
        "company",
        "Companies: where customers work; add, list and show them.",
        ("add", "people.companies"),
        ("list show", "people.companies_shown"),
    ),
    (
        "party",
        "Parties: staff, suppliers, carriers; add and list them.",
        ("add edit away retire", "people.parties"),
        ("list show", "people.parties_shown"),
    ),
    (
        "article",
        "The knowledge base: add, correct and search articles.",
        ("add edit retire", "knowledge.articles"),
        ("show list search", "knowledge.articles_shown"),
        ("affected", "knowledge.articles"),
    ),
    (
        "config",
        "Settings: show, find and write them; public holidays.",
        ("show holidays path init", "shop.config"),
        ("mail", "mail.configuring"),
    ),
    (
        "mail",
        "Mail: try it out, send pages, see what waits.",
        ("test send cancel", "mail.outbox"),
        ("briefs", "casefile.briefs"),
        ("outbox", "mail.outbox_shown"),
    ),
    (
        "hooks",
        "Hooks: call a program or a webhook when something happens.",
        ("list", "hooks.hooks_shown"),
        ("test run drop", "hooks.hooks"),
    ),
    (
        "cron",
        "What runs by itself every morning: install and remove it.",
        ("show install remove", "shop.cron"),
    ),
    (
        "tone",
        "Tone: have somebody look at how one of us spoke.",
        ("request review", "conduct.tone"),
        ("show", "conduct.tone_shown"),
    ),
    ("completion", "Completion of commands, ids and names in the shell.", ("install show", "shop.completion")),
)
"""Every noun with its help and its verbs, in the order of its help, by the module in this package that has them."""


@cache
def _build(module: str, verb: str) -> Any:
    return build_command(import_module(f"careline.cli.{module}").app, verb)


NOUNS: dict[str, tuple[str, dict[str, Build]]] = {
    noun: (about, {verb: partial(_build, module, verb) for verbs, module in places for verb in verbs.split()})
    for noun, about, *places in VERBS
}
"""Every noun with its help and what builds each of its verbs."""

DAILY = (
    ("open", "case"),
    ("call", "careline"),
    ("heard", "case"),
    ("follow-up", "case"),
    ("note", "case"),
    ("keep", "promise"),
    ("renegotiate", "promise"),
    ("escalate", "case"),
    ("ship-replacement", "case"),
    ("delivered", "replacement"),
    ("outcome", "replacement"),
    ("hand-over", "case"),
    ("close", "case"),
    ("reopen", "case"),
    ("show", "case"),
    ("list", "case"),
    ("find", "careline"),
    ("overdue", "careline"),
    ("brief", "careline"),
    ("report", "careline"),
    ("calendar", "careline"),
    ("sweep", "careline"),
    ("date", "careline"),
    ("log", "careline"),
    ("undo", "careline"),
    ("doctor", "careline"),
    ("backup", "careline"),
    ("restore", "careline"),
    ("schema", "careline"),
    ("import", "careline"),
    ("export", "careline"),
    ("demo", "careline"),
)
"""The daily verbs, in the order of the help: the same command as under that noun."""
