"""What only looks: each module gathers rows and answers with a Report.

A report is loaded when it is asked for, so that none of them costs the others their start.
"""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from types import ModuleType

from careline.domain.report import Column, Report, Section
from careline.domain.shop.shop import Shop
from careline.store.fetch import Fetch

REPORTS = {
    "overdue": ("promises", "Every overdue promise, the oldest due first, and every open case without one."),
    "brief": ("casefile", "Everything that needs attention today, the most urgent first."),
    "performers": ("promises", "How well everybody keeps what they were to do."),
    "costs": ("money", "What making it right cost, by who pays, kind, product and month."),
    "replacements": (
        "replacements",
        "What each open replacement is waiting for, and failed ones with no next attempt yet.",
    ),
    "products": ("replacements", "How units fail, by product and by supplier, and products with several cases."),
    "returns": (
        "replacements",
        "Old units that are to come back: awaited, overdue, not inspected yet, and what became of the rest.",
    ),
    "claims": (
        "replacements",
        "What suppliers owe for replacements, since when, and what they have credited or rejected.",
    ),
    "invitations": ("people", "Who is invited to review: customers with cases compared to those without."),
    "measures": ("conduct", "How well customers are served: resolution, waiting, silence, effort, who buys again."),
    "knowledge": (
        "knowledge",
        "How the knowledge base is used: which cases its articles fit, and where none does.",
    ),
    "causes": ("conduct", "What caused cases, and what was done about it."),
    "praise": ("conduct", "What customers praised, and who earned it."),
    "disclosures": ("conduct", "Our own faults: how soon customers were told, and which are still to tell."),
    "referrals": ("people", "Who sent you customers, and what came of it."),
    "retention": ("people", "Of whom nothing was heard for longer than you keep your customers."),
    "fairness": ("conduct", "Whether family, friends and other insiders are served better than everybody else."),
}
"""Every report by name: its room, which has a module and a function of that name, and what it says.

It takes `(fetch, shop, now)`; one of OF_A_PERIOD takes a `Period` too.
"""
OF_A_PERIOD = frozenset(
    {"causes", "costs", "disclosures", "knowledge", "measures", "praise", "invitations", "products"}
)


SECTIONS = {"reports": (Column("report", title="Report"), Column("about", title="What it says"))}
"""What the list of reports has."""


def module_of(name: str) -> ModuleType:
    """The module of a report in REPORTS: it has a function of that name, and the columns of each section in SECTIONS.

    What stands in SOMETIMES of these is there only where it is asked for.
    """
    room, _ = REPORTS[name]
    return import_module(f"careline.reports.{room}.{name}")


def load(name: str) -> Callable[..., Report]:
    """The report of a name in REPORTS."""
    found: Callable[..., Report] = getattr(module_of(name), name)
    return found


def reports(fetch: Fetch, shop: Shop, now: datetime) -> Report:
    """The reports there are."""
    return Report(
        name="reports",
        title="Reports",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        sections=(
            Section(
                "reports",
                SECTIONS["reports"],
                tuple((name, about) for name, (_, about) in REPORTS.items()),
            ),
        ),
    )
