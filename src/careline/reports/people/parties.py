"""Parties: who performs for the shop, who is away, and who has retired."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from careline.domain.casefile.case_file import file_as_of
from careline.domain.ids import show
from careline.domain.ladder import escalations
from careline.domain.ladder.escalations import Escalation, EscalationState
from careline.domain.people.parties import PartyKind, Retirement
from careline.domain.promises.absences import Absence
from careline.domain.promises.promise import Promise
from careline.domain.report import Key, Kind, Page, PageLine, Report, Several, Shape, Tone, Words
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.wording import shell_word
from careline.render import casefile, shapes
from careline.render.objects import Objects, state_words
from careline.render.reading import moment, text
from careline.reports.ladder.handed_up import handed_up
from careline.reports.listing import keyed, listing
from careline.reports.lists import PromiseFilter
from careline.reports.people.people import also
from careline.reports.replacements.programmes import PROGRAMME, programme_at
from careline.store.casefile import case_files
from careline.store.fetch import Fetch
from careline.store.people.parties import Party, addresses_of_party, all_parties
from careline.store.promises import absences_since, listed_promises

PARTY = Shape(
    "party",
    "anyone who can perform",
    (Key("name"), Key("kind", PartyKind, null=True), text("email"), text("phone"), moment("retired_at")),
)
ABSENCE = Shape(
    "absence",
    "when somebody is away, and who stands in",
    (
        Key("from", Kind.DAY, lambda absence, _: absence.from_on.isoformat()),
        Key("until", Kind.DAY, lambda absence, _: absence.until_on.isoformat()),
        Key("to"),
    ),
)
ABSENT = Shape("absent", "who is away, and when", (Key("who"), *ABSENCE.keys))
PARTY_PAGE = Shape(
    "party_page",
    "a party, its programme, and what it performs",
    (
        Key("party", PARTY),
        Key("emails", Several(Kind.TEXT)),
        Key("phones", Several(Kind.TEXT)),
        Key("programme", PROGRAMME, null=True),
        Key("promises", Several(shapes.PROMISE)),
        Key("absences", Several(ABSENCE)),
    ),
)
PARTY_SHOWN = Shape("party_shown", "a party that was added or corrected", PARTY_PAGE.keys[:4])
AWAY_PAGE = Shape(
    "away_page",
    "what falls due while somebody is away",
    (
        Key("absence", ABSENT),
        Key("promises", Several(shapes.PROMISE)),
        Key("overdue", Several(shapes.PROMISE)),
        Key("escalations", Several(casefile.ESCALATION)),
        Key("stand_in_away", Several(ABSENCE)),
    ),
)
RETIRED_PAGE = Shape(
    "retired_page",
    "who has retired, and what went to whom",
    (
        Key("party", PARTY),
        Key("to"),
        Key("promises", Several(Kind.TEXT)),
        Key("performed", Several(Kind.TEXT)),
        Key("escalations", Several(Kind.TEXT)),
    ),
)
PARTY_COLUMNS = keyed(
    "name kind email phone retired_at",
    like=PARTY,
    name="Name",
    kind="Kind",
    email="E-mail",
    phone="Phone",
    retired_at=("Retired", Kind.MOMENT),
)


def party_list(fetch: Fetch, shop: Shop, now: datetime, *, retired: bool) -> Report:
    """Every party, by name; with `retired` those too who have retired."""
    shown = (party for party in all_parties(fetch) if retired or not party.retired_at)
    columns = PARTY_COLUMNS if retired else (*PARTY_COLUMNS[:-1], replace(PARTY_COLUMNS[-1], title=""))
    return listing("parties", shop, now, columns, list(map(party_object, shown)))


def party_object(party: Party) -> dict[str, Any]:
    """A party as an object."""
    return PARTY.of(party)


def party_page(fetch: Fetch, shop: Shop, party: Party, now: datetime) -> Page:
    """A party, its programme with what is used of it by that moment, and the live promises that it performs."""
    chosen = PromiseFilter(performer=party.name)
    live = [p for p in listed_promises(fetch, now, live=True) if chosen.fits(p, now)]
    whole = case_files(fetch, {promise.case_id for promise in live})
    files = {file.case.id: file_as_of(file, now, shop) or file for file in whole}
    objects = [Objects.at(now, shop).promise(promise, files[promise.case_id]) for promise in live]
    lines = [PageLine(", ".join(filter(None, (party.name, party.kind, party.email, party.phone))), tone=Tone.TITLE)]
    if party.retired_at:
        lines.append(
            PageLine(f"Retired on {moments.full_date(shop.calendar.date_of(party.retired_at))}.", tone=Tone.LOUD)
        )
    known = addresses_of_party(fetch, party)
    lines += map(PageLine, also(known))
    absences = [each for each in absences_since(fetch, shop.calendar.date_of(now)) if each.who == party.name]
    lines += [PageLine(_away(absence)) for absence in absences]
    programme = programme_at(fetch, shop, party.id, now)
    if programme:
        lines.append(PageLine(programme.sentences()))
    for promise, made in zip(live, objects, strict=True):
        due = moments.short(promise.due_at, now, shop.calendar.zone)
        text = (Words(promise.what, promise.said), f", due {due}, {state_words(made)}")
        lines.append(PageLine(text, label=f"  {promise.name}  "))
    payload = PARTY_PAGE.filled(
        party=party_object(party),
        emails=list(known.emails),
        phones=list(known.phones),
        programme=programme and programme.as_object(),
        promises=objects,
        absences=list(map(ABSENCE.of, absences)),
    )
    return Page(tuple(lines), payload)


def away_page(fetch: Fetch, shop: Shop, absence: Absence, now: datetime) -> Page:
    """What falls due while somebody is away, what is overdue already and what waits for their answer.

    With it how it is handed over to whoever stands in, and that they are away themselves where they are.
    """
    theirs = [p for p in listed_promises(fetch, now, live=True) if absence.concerns(p)]
    due = [p for p in theirs if absence.covers(p, shop.calendar)]
    overdue = [p for p in theirs if p.due_at < now and not absence.covers(p, shop.calendar)]
    asked = [each for each in handed_up(fetch, shop, now) if _waits(each, absence, shop, now)]
    also_away = [
        each
        for each in absences_since(fetch, shop.calendar.date_of(now))
        if each.who == absence.to and each.overlaps(absence)
    ]
    on_cases = {promise.case_id for promise in (*due, *overdue)} | {each.case_id for each in asked}
    files = {file.case.id: file for file in case_files(fetch, on_cases)}

    def line(name: str, said: Words, case_id: int, rest: str) -> PageLine:
        case = files[case_id].case
        return PageLine((said, f", {rest}, {case.name}, {case.customer.name}"), label=f"  {name}  ")

    def promised(promise: Promise) -> PageLine:
        at = moments.short(promise.due_at, now, shop.calendar.zone)
        return line(promise.name, Words(promise.what, promise.said), promise.case_id, f"{promise.by}, due {at}")

    def escalated(each: Escalation) -> PageLine:
        at = moments.short(each.ack_by, now, shop.calendar.zone)
        subject = Words(files[each.case_id].case.subject, said=False)
        return line(each.name, subject, each.case_id, f"level {each.level}, must be answered by {at}")

    lines = [
        PageLine(_away(absence)),
        *(PageLine(f"But {_away(each)}", tone=Tone.LOUD) for each in also_away),
        PageLine("Due while they are away:" if due else "Nothing is due while they are away."),
        *map(promised, due),
        *([PageLine("Already overdue:"), *map(promised, overdue)] if overdue else []),
        *([PageLine("Waiting for their answer:"), *map(escalated, asked)] if asked else []),
    ]
    owned = dict.fromkeys(str(p.case_id) for p in (*due, *overdue) if p.owner == absence.who)
    if owned:
        because = f"{absence.who} is away until {moments.full_date(absence.until_on)}"
        to, why = shell_word(absence.to), shell_word(because)
        lines.append(PageLine(f"next  careline hand-over {' '.join(owned)} --to {to} --because {why}"))
    objects = Objects.at(now, shop)
    payload = AWAY_PAGE.filled(
        absence=ABSENT.of(absence),
        promises=[objects.promise(promise, files[promise.case_id]) for promise in due],
        overdue=[objects.promise(promise, files[promise.case_id]) for promise in overdue],
        escalations=list(map(objects.escalation, asked)),
        stand_in_away=list(map(ABSENCE.of, also_away)),
    )
    return Page(tuple(lines), payload)


def _waits(escalation: Escalation, absence: Absence, shop: Shop, now: datetime) -> bool:
    """True for an escalation that they must acknowledge while they are away."""
    raised = (EscalationState.RAISED, EscalationState.UNACKNOWLEDGED)
    is_open = escalations.state(escalation, now) in raised
    meanwhile = absence.includes(shop.calendar.working_day_of(escalation.ack_by))
    return is_open and escalation.to == absence.who and meanwhile


def _away(absence: Absence) -> str:
    first, last = moments.full_date(absence.from_on), moments.full_date(absence.until_on)
    return f"{absence.who} is away from {first} to {last}; {absence.to} stands in."


def retired_page(party: Party, done: Retirement) -> Page:
    """What went to whom."""
    owned, performed = ([show("P", number) for number in numbers] for numbers in (done.owned, done.performed))
    raised = [show("E", number) for number in done.escalations]
    lines = [f"{party.name} has retired; {done.to} takes over."]
    for what, names in (
        (f"{done.to} answers for", owned),
        (f"{done.to} does", performed),
        (f"{done.to} must acknowledge", raised),
    ):
        if names:
            lines.append(f"{what} {', '.join(names)}.")
    stays = [show("P", number) for number in done.overdue]
    if stays:
        lines.append(f"Overdue, and still counted for {party.name}: {', '.join(stays)}.")
    payload = RETIRED_PAGE.filled(
        party=party_object(party), to=done.to, promises=owned, performed=performed, escalations=raised
    )
    return Page(tuple(map(PageLine, lines)), payload)
