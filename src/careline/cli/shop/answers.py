"""Where it is declared what each command prints as JSON: the shape of its page, the columns of its list or sections."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from careline.cli.frame.tree import DAILY, NOUNS
from careline.domain.errors import NotFound
from careline.domain.report import Key, Several, Shape
from careline.render import casefile, goods, hooks, schema, shapes
from careline.render.reading import MONEY
from careline.reports import REPORTS, module_of

OBJECTS = {
    shape.name: shape
    for shape in (
        *(key.kind.of if isinstance(key.kind, Several) else key.kind for key in casefile.FILE.keys),
        shapes.CUSTOMER,
        goods.PURCHASE,
        hooks.HOOK,
        MONEY,
    )
    if isinstance(shape, Shape)
}
"""Every object that stands in answers, by name."""
RECORDED = "recorded"
NO_JSON = ("calendar", "demo", "export", "customer export")
"""The commands that take no --json."""
DECLARED = {
    "find": "reports.casefile.find:FOUND",
    "sweep": "reports.ladder.sweep:SECTIONS",
    "report": "reports:SECTIONS",
    "date": "cli.shop.date:EITHER",
    "log": "reports.safekeeping.log:COLUMNS",
    "undo": "cli.safekeeping.undo:UNDONE",
    "doctor": "reports.safekeeping.doctor:ANSWER",
    "backup": "cli.safekeeping.backup:BACKED_UP",
    "restore": "cli.safekeeping.restore:RESTORED",
    "import": "cli.sheets.imports:ANY",
    "schema": "cli.shop.schema:COLUMNS",
    "case show": "reports.casefile.case:CASE_PAGE",
    "case list": "reports.lists:CASE_COLUMNS",
    "case words": "reports.casefile.words:WORDS",
    "attachment list": "reports.casefile.attachments:COLUMNS",
    "attachment save": "cli.cases.attachments:SAVED",
    "promise list": "reports.lists:PROMISE_COLUMNS",
    "promise history": "reports.promises.history:COLUMNS",
    "promise show": "reports.casefile.case:PROMISE_PAGE",
    "promise why": "reports.casefile.case:WHY_PAGE",
    "escalation list": "reports.ladder.escalations:COLUMNS",
    "escalation show": "reports.casefile.case:ESCALATION_PAGE",
    "replacement slip": "reports.replacements.slip:SLIP",
    "replacement list": "reports.replacements.units:COLUMNS",
    "replacement show": "reports.casefile.case:REPLACEMENT_PAGE",
    "return list": "reports.replacements.returns:LISTED",
    "claim list": "reports.replacements.claims:CLAIMS",
    "cost list": "reports.money.costs:COST_COLUMNS",
    "purchase add": "cli.money.purchases:PURCHASE_SHOWN",
    "purchase delivered": "cli.money.purchases:ARRIVED",
    "purchase import": "cli.sheets.imports:EITHER",
    "purchase list": "reports.money.purchases:PURCHASE_COLUMNS",
    "purchase show": "reports.money.purchases_by_number:PURCHASE_PAGE",
    "product add": "reports.replacements.goods:PRODUCT_SHOWN",
    "product edit": "reports.replacements.goods:PRODUCT_SHOWN",
    "product list": "reports.replacements.goods:COLUMNS",
    "product show": "reports.replacements.goods:PRODUCT_PAGE",
    "customer add": "cli.people.shapes:CUSTOMER_RECORDED",
    "customer import": "cli.sheets.imports:EITHER",
    "customer edit": "cli.people.shapes:CUSTOMER_RECORDED",
    "customer merge": "cli.people.shapes:CUSTOMER_RECORDED",
    "customer list": "reports.people.people:CUSTOMER_COLUMNS",
    "customer show": "reports.people.people:CUSTOMER_PAGE",
    "customer move": "cli.people.shapes:MOVED",
    "customer refer": "cli.people.shapes:REFERRED",
    "customer flag": "cli.people.shapes:FLAGGED",
    "customer unflag": "cli.people.shapes:FLAGGED",
    "customer end": "cli.people.shapes:ENDED",
    "customer take-back": "cli.people.shapes:CUSTOMER_SHOWN",
    "customer forget": "cli.people.shapes:FORGOTTEN",
    "invitations due": "reports.people.mailings:SECTIONS",
    "invitations sent": "cli.people.invitations:SENT",
    "invitations opt-out": "cli.people.invitations:OPT_OUT_SHOWN",
    "arrival-checks due": "reports.people.mailings:SECTIONS",
    "arrival-checks sent": "cli.people.invitations:SENT",
    "company add": "reports.people.companies:COMPANY_SHOWN",
    "company list": "reports.people.companies:COLUMNS",
    "company show": "reports.people.companies:COMPANY_PAGE",
    "party add": "reports.people.parties:PARTY_SHOWN",
    "party edit": "reports.people.parties:PARTY_SHOWN",
    "party away": "reports.people.parties:AWAY_PAGE",
    "party retire": "reports.people.parties:RETIRED_PAGE",
    "party list": "reports.people.parties:PARTY_COLUMNS",
    "party show": "reports.people.parties:PARTY_PAGE",
    "article add": "reports.knowledge.articles:ARTICLE_SHOWN",
    "article edit": "reports.knowledge.articles:ARTICLE_SHOWN",
    "article retire": "reports.knowledge.articles:ARTICLE_SHOWN",
    "article show": "reports.knowledge.articles:ARTICLE_PAGE",
    "article list": "reports.knowledge.articles:ARTICLE_COLUMNS",
    "article search": "reports.knowledge.articles:SEARCH_PAGE",
    "article affected": "reports.knowledge.articles:SECTIONS",
    "config show": "cli.shop.config:COLUMNS",
    "config holidays": "cli.shop.config:HOLIDAYS",
    "config path": "cli.shop.config:PLACES",
    "config init": "cli.shop.config:WRITTEN",
    "config mail": "cli.mail.configuring:CONFIGURED",
    "case mail": "reports.mail.outbox:MAILED",
    "mail test": "cli.mail.outbox:TESTED",
    "mail send": "reports.mail.outbox:MAILED",
    "mail cancel": "reports.mail.outbox:MAILED",
    "mail briefs": "cli.casefile.briefs:BRIEFS",
    "mail outbox": "reports.mail.outbox:COLUMNS",
    "hooks list": "reports.hooks.calls:SECTIONS",
    "hooks test": "cli.hooks.hooks:TESTED",
    "hooks run": "reports.hooks.calls:CALLED",
    "hooks drop": "reports.hooks.calls:CALLED",
    "cron show": "cli.shop.cron:EITHER",
    "cron install": "cli.shop.cron:CHANGED",
    "cron remove": "cli.shop.cron:CHANGED",
    "completion install": "cli.shop.completion:INSTALLED",
    "completion show": "cli.shop.completion:SCRIPT",
    "tone show": "render.casefile:FILE",
}
"""Each command that answers with something else than what it has recorded, by its full name."""
REPORT_NAMES = {"hooks list": "hooks", "report": "reports", "article affected": "affected"}
"""What such an answer calls itself, where that is not the name of its command."""


def names() -> dict[str, str]:
    """Everything whose schema can be asked for, and what it is."""
    return {
        **{name: f"an object: {shape.about}" for name, shape in OBJECTS.items()},
        RECORDED: f"an answer: {casefile.RECORDED.about}",
        **{name: f"a report: {about}" for name, (_, about) in REPORTS.items()},
        **{name: f"what 'careline {name} --json' prints" for name in DECLARED},
    }


def schema_of(name: str) -> dict[str, Any]:
    """The schema of an object, a report, or what a command prints. Raises NotFound."""
    full = full_name(name)
    if shape := OBJECTS.get(full):
        return schema.of_object(shape)
    if full in REPORTS:
        return of_report(full, REPORTS[full][1], module_of(full))
    if full in DECLARED:
        return _declared(full)
    if full == RECORDED or is_command(full):
        return _of_recorded()
    raise no_such(name)


def full_name(name: str) -> str:
    """The name of a daily verb with its noun, where it has one: `case show` for `show`."""
    noun = dict(DAILY).get(name, "careline")
    return name if noun == "careline" else f"{noun} {name}"


def is_command(name: str) -> bool:
    """True for the full name of a command that prints JSON."""
    noun, _, verb = name.rpartition(" ")
    return verb in NOUNS.get(noun or "careline", ("", {}))[1] and name not in NO_JSON


def no_such(name: str) -> NotFound:
    """The refusal: nothing has this name; with what may be meant."""
    from difflib import get_close_matches

    known = [*names(), *(verb for verb, _ in DAILY if verb not in NO_JSON)]
    near = get_close_matches(name.lower(), known, 1)
    meant = f"Did you mean {near[0]}?" if near else "'careline schema' lists what there is."
    return NotFound(f'There is no object, report or command "{name}". {meant}')


def of_report(name: str, about: str, module: Any) -> dict[str, Any]:
    """The schema of a report that a module makes."""
    return schema.of_report(name, about, module.SECTIONS, getattr(module, "SOMETIMES", ()))


def _declared(name: str) -> dict[str, Any]:
    place, _, attribute = DECLARED[name].partition(":")
    module = import_module(f"careline.{place}")
    declared = getattr(module, attribute)
    about = f"What 'careline {name} --json' prints"
    match declared:
        case Shape():
            return schema.of_answer(f"{about}: {declared.about}.", [declared])
        case Mapping():
            return of_report(REPORT_NAMES.get(name, name), f"{about}.", module)
        case [Shape(), *_]:
            return schema.of_answer(f"{about}.", declared)
        case _:
            return schema.of_list(f"{about}.", declared)


def _of_recorded() -> dict[str, Any]:
    about = f"{casefile.RECORDED.about[0].upper()}{casefile.RECORDED.about[1:]}; of several cases, a list of that."
    several = Shape("", "", (Key("items", Several(casefile.RECORDED)),))
    return schema.of_answer(about, [casefile.RECORDED, several])
