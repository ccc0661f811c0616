"""`careline mail briefs`: each of us gets the morning page of what they answer for."""

from datetime import timedelta
from typing import Annotated

import typer

from careline.cli.casefile.reports import morning
from careline.cli.frame.options import making
from careline.cli.mail import delivering, pages
from careline.cli.mail.pages import Reader
from careline.desk import Desk
from careline.domain.errors import Misconfigured
from careline.domain.mail.mails import About, NewMail
from careline.domain.names import Person
from careline.domain.report import Key, Page, PageLine, Several, Shape
from careline.domain.wording import shell_word
from careline.render.mailing import MAIL
from careline.store.mails import has_had_brief, mails_by_id
from careline.store.people.parties import Party
from careline.store.people.staff import active_staff

app = typer.Typer()
HAD = "had it today"
NOTHING = "nothing needs attention"
NO_ADDRESS = "no e-mail address"
WITHOUT = Shape("without_brief", "who was mailed no page, and why", (Key("name"), Key("why")))
BRIEFS = Shape(
    "briefs",
    "who was mailed a page, and who was not",
    (Key("mails", Several(MAIL)), Key("not_mailed", Several(WITHOUT))),
)


@making(app, "briefs")
def briefs(
    desk: Desk,
    again: Annotated[bool, typer.Option("--again", help="Also to those who had theirs today.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Also to those of whom nothing needs attention.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing where all went well.")] = False,
) -> Page:
    """Mail each of the staff the morning page of what they answer for, once a day.

    Whoever has no address, or nothing that needs attention, gets none. An escalation on the page counts as told once
    the page was sent.

    Example: careline mail briefs --quiet
    """
    from careline.usecases.mail import outbox

    with desk.reader() as fetch:
        staff = active_staff(fetch)
    account = delivering.account_of(desk)
    if not any(each.email for each in staff):
        who = shell_word(staff[0].name if staff else desk.settings.me)
        verb, kind = ("edit", "") if staff else ("add", " --kind staff")
        raise Misconfigured(
            f"Nobody on the staff has an e-mail address yet: careline party {verb} {who}{kind} --email ADDRESS."
        )
    made = {each.name: _page_of(desk, each, all_=all_) for each in staff}
    since = desk.calendar.last_moment(desk.calendar.date_of(desk.now) - timedelta(days=1))
    numbers = []
    with desk.session("mail queued", by_anybody=True) as work:
        for each in staff:
            new = made[each.name]
            if isinstance(new, str):
                continue
            if not again and has_had_brief(work.fetch, each.id, since, work.now):
                made[each.name] = HAD
            else:
                numbers.append(outbox.queue(work, account, new))
        mails = mails_by_id(work.fetch, numbers, work.now)
    without = [WITHOUT.filled(name=name, why=why) for name, why in made.items() if isinstance(why, str)]
    not_mailed = [f"Not mailed: {each['name']}, {each['why']}." for each in without]
    if not desk.dry_run and numbers:
        went = delivering.deliver(desk, numbers)
        mails = pages.mails_of(desk, numbers)
        delivering.check_all_went(went, [*pages.told(mails, desk.now), *not_mailed])
    lines = [] if quiet else [*(f"{line}." for line in pages.told(mails, desk.now)), *not_mailed]
    payload = BRIEFS.filled(mails=[MAIL.of(mail, desk.now) for mail in mails], not_mailed=without)
    return Page(tuple(map(PageLine, lines)), payload)


def _page_of(desk: Desk, party: Party, *, all_: bool) -> NewMail | str:
    """The page of one of us as a mail, or why they get none."""
    if not party.email:
        return NO_ADDRESS
    report = morning(desk, desk.now, party.name)
    if not report.has_something and not all_:
        return NOTHING
    reader = Reader(Person(party.name, party.email), party.id)
    return pages.page_for(reader, report, About.BRIEF, pages.IN_MAILS)
