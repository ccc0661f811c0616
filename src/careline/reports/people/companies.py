"""Companies: who works there, who did, and what is open and promised to them."""

from datetime import datetime

from careline.domain.casefile.case_file import CaseFile, file_as_of
from careline.domain.people.relations import Company
from careline.domain.promises import promise_states
from careline.domain.promises.promise import Promise
from careline.domain.report import Key, Kind, Page, PageLine, Report, Said, Several, Shape, Tone, Words
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.wording import counted
from careline.render import shapes
from careline.render.objects import Objects, state_words
from careline.render.reading import moment
from careline.reports.casefile.find import standing
from careline.reports.listing import keyed, listing
from careline.store.casefile import case_files
from careline.store.fetch import Fetch
from careline.store.people import relations

COLUMNS = keyed(
    "name contacts former open_cases",
    name="Company",
    contacts=("Contacts", Kind.NUMBER),
    former=("Former", Kind.NUMBER),
    open_cases=("Open cases", Kind.NUMBER),
)
COMPANY = Shape("company", "where customers work", (Key("name"),))
COMPANY_SHOWN = Shape("company_shown", "a company that was added", (Key("company", COMPANY),))
CONTACT = Shape(
    "company_contact",
    "who works at a company, or did",
    (Key("customer", shapes.CUSTOMER), Key("since", Kind.MOMENT), moment("until")),
)
COMPANY_PAGE = Shape(
    "company_page",
    "a company, who works there, and what is open",
    (
        Key("company", COMPANY),
        Key("contacts", Several(CONTACT)),
        Key("cases", Several(shapes.CASE)),
        Key("promises", Several(shapes.PROMISE)),
    ),
)


def company_list(fetch: Fetch, shop: Shop, now: datetime) -> Report:
    """Every company, by name, with how many work there, how many did, and the open cases of those who do."""
    keys = [column.key for column in COLUMNS]
    rows = [dict(zip(keys, row, strict=True)) for row in relations.contact_counts(fetch, now)]
    return listing("companies", shop, now, COLUMNS, rows)


def company_page(fetch: Fetch, shop: Shop, company: Company, now: datetime) -> Page:
    """A company: its contacts, the former ones, and the open cases and live promises of both.

    Of somebody who has left, it has the cases that were opened while they worked there.
    """
    contacts = relations.contacts_of(fetch, company.id, now)
    ids = relations.open_cases_of_all(fetch, {customer.id for customer, _, _ in contacts}, now)
    known = [file for each in case_files(fetch, ids) if (file := file_as_of(each, now, shop))]
    files = [file for file in known if _is_theirs(file, contacts)]
    live = [(promise, file) for file in files for promise in promise_states.live(file.promises, now)]
    objects = Objects.at(now, shop)

    def on(moment: datetime) -> str:
        return moments.full_date(shop.calendar.date_of(moment))

    def owed(promise: Promise, file: CaseFile) -> PageLine:
        due = moments.short(promise.due_at, now, shop.calendar.zone)
        state = state_words(objects.promise(promise, file))
        text = (Words(promise.what, promise.said), f", {promise.by}, due {due}, {state}")
        return PageLine(text, label=f"  {promise.name}  ")

    people = [(str(customer), on(since), on(until) if until else None) for customer, since, until in contacts]
    working = sum(until is None for _, _, until in people)
    lines = [
        PageLine(company.name, tone=Tone.TITLE),
        PageLine(f"{counted(working, 'contact')}, {counted(len(files), 'open case')}."),
        *(
            PageLine(f"{who}, from {since} to {until}" if until else f"{who}, since {since}", label="  ")
            for who, since, until in people
        ),
        *([PageLine("")] if files else []),
        *(PageLine(_theirs(file, shop, now), label=f"  {file.case.name}  ") for file in files),
        *([PageLine("")] if live else []),
        *(owed(promise, file) for promise, file in live),
    ]
    payload = COMPANY_PAGE.filled(
        company=COMPANY.of(company),
        contacts=[CONTACT.filled(customer=customer, since=since, until=until) for customer, since, until in contacts],
        cases=[objects.case(file) for file in files],
        promises=[objects.promise(promise, file) for promise, file in live],
    )
    return Page(tuple(lines), payload)


def _theirs(file: CaseFile, shop: Shop, now: datetime) -> Said:
    """Whose case it is, and how it stands."""
    said = standing(file, shop, now)
    return (f"{file.case.customer.name}: ", *((said,) if isinstance(said, str) else said))


def _is_theirs(file: CaseFile, contacts: list[relations.Contact]) -> bool:
    """True for a case of somebody who works there, or did when it was opened."""
    return any(
        customer.id == file.case.customer.id and (until is None or since <= file.case.opened_at < until)
        for customer, since, until in contacts
    )
