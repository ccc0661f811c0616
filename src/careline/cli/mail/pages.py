"""A report as a mail: `--mail-to` on whatever shows one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from careline.cli.frame import given
from careline.cli.frame.options import Call
from careline.cli.frame.showing import SomethingToSay, format_unfit, show
from careline.cli.mail import delivering
from careline.desk import Desk
from careline.domain.errors import BadInput, Refused
from careline.domain.ids import show as number_of
from careline.domain.mail.mails import About, Mail, NewMail
from careline.domain.names import Person, fold, read_person
from careline.domain.report import Page, PageLine, Report
from careline.domain.staff import STAFF
from careline.domain.values import frozen
from careline.domain.wording import shell_word
from careline.render import FORMATS, PAGES, Options, collected, narrowed
from careline.store.fetch import Fetch

IN_MAILS = Options(encoding="utf-8")
HANDED = {"unacknowledged": "acknowledge", "to_tell": "told"}
"""The sections that tell somebody of an escalation, and the command that stands under it."""


@frozen
class Reader:
    """Who reads a page: their name and address, and which of us that is, where it is one of us."""

    person: Person
    party_id: int | None = None


def mail_out(report: Report, call: Call, who: Sequence[str]) -> None:
    """Mail a report to everybody who is named, and say so; nothing where --quiet has nothing to say.

    Raises BadInput, Refused, Misconfigured and, where the server is away, ServerAway: the mail waits then.
    """
    desk, shown = call.desk, call.shown
    if shown.output:
        raise BadInput("--mail-to and --output both say where the page goes; give one of them.")
    if shown.format not in PAGES:
        raise format_unfit(shown.format)
    account = delivering.account_of(desk)
    options = replace(IN_MAILS, section=shown.section, fields=shown.fields)
    report = narrowed(collected(report), options)
    with desk.reader() as fetch:
        readers = list(dict.fromkeys(reader(desk, fetch, each) for each in who))
    desk.let_go()
    if shown.quiet and not report.has_something:
        return
    from careline.usecases.mail import outbox

    about = About.BRIEF if report.name == "brief" else About.REPORT
    with desk.session("mail queued", by_anybody=True) as work:
        numbers = [outbox.queue(work, account, page_for(each, report, about, options)) for each in readers]
    went = delivering.deliver(desk, numbers)
    mails = mails_of(desk, numbers)
    delivering.check_all_went(went, told(mails, desk.now))
    if not shown.quiet:
        show(mailed(mails, desk.now), desk, shown)
    if shown.exit_code and report.has_something:
        raise SomethingToSay


def reader(desk: Desk, fetch: Fetch, typed: str) -> Reader:
    """Who is to read a page: one of us by name, or an address. Raises BadInput, NobodyCalled and Refused."""
    from careline.store.people.addresses import customers_at
    from careline.store.people.parties import find_party, party_by_email, party_named

    person = read_person(typed, "reader of the page")
    if person.email:
        known = party_by_email(fetch, person.email)
        if known:
            return Reader(Person(person.name or known.name, person.email), known.id if known.kind == STAFF else None)
        for customer in customers_at(fetch, person.email):
            raise Refused(
                f"{person.email} is the address of {customer.name}, a customer, and a page tells of others too. "
                "Nothing was mailed."
            )
        return Reader(person)
    name = given.party_name(desk, fetch, "--mail-to", typed, unknown=given.NobodyCalled) or typed
    party = party_named(fetch, fold(name)) or find_party(fetch, Person(name, None), "party", "give the address")
    if party and party.kind not in (STAFF, None):
        raise BadInput(f"{party.name} is a {party.kind}, and pages are for staff. Give the address, if you mean it.")
    if party is None or not party.email:
        verb, kind = ("edit", "") if party else ("add", " --kind staff")
        raise BadInput(
            f"{name} has no e-mail address yet: careline party {verb} {shell_word(name)}{kind} --email ADDRESS."
        )
    return Reader(Person(party.name, party.email), party.id)


def page_for(reader: Reader, report: Report, about: About, options: Options) -> NewMail:
    """The report as a mail to somebody: its first line, the plain page, and the same as HTML."""
    text = FORMATS["plain"](report, options)
    return NewMail(
        about,
        reader.person,
        text.split("\n", 1)[0],
        text,
        html=FORMATS["html"](report, options),
        party_id=reader.party_id,
        escalations=tuple(shown_escalations(report, text, reader.person.name)) if reader.party_id else (),
    )


def shown_escalations(report: Report, text: str, name: str | None) -> Iterable[int]:
    """The escalations that went to whoever reads the page, and stand on it: not those that it had no room for."""
    words = " ".join(text.split())
    for section in report.sections:
        verb = HANDED.get(section.name)
        keys = [column.key for column in section.columns]
        for row in section.rows if verb and {"escalation", "to"} <= set(keys) else ():
            escalation, to = row[keys.index("escalation")], row[keys.index("to")]
            if fold(str(to)) == fold(name or "") and f"careline escalation {verb} {escalation} " in f"{words} ":
                yield int(str(escalation).removeprefix(number_of("E", 0)[:-1]))


def mails_of(desk: Desk, numbers: Iterable[int]) -> list[Mail]:
    """The mails of these numbers as they stand now."""
    from careline.store.mails import mails_by_id

    with desk.reader() as fetch:
        return mails_by_id(fetch, numbers, desk.now)


def told(mails: Iterable[Mail], now: datetime) -> list[str]:
    """What became of each: `L-1 to Ana <ana@example.com>: sent`."""
    from careline.reports.mail.outbox import in_words

    return [f"{mail.number} to {mail.to}: {in_words(mail, now)}" for mail in mails]


def mailed(mails: Sequence[Mail], now: datetime) -> Page:
    """What became of each, as a page."""
    from careline.render.mailing import MAIL
    from careline.reports.mail.outbox import MAILED

    lines = tuple(PageLine(f"{line}.") for line in told(mails, now))
    return Page(lines, MAILED.filled(mails=[MAIL.of(mail, now) for mail in mails]))
