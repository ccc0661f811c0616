"""The main report: every overdue word, the worst first, the plans that are late, and the cases without a promise."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from careline.domain.casefile.outline import Known
from careline.domain.promises.promise import PromiseKind
from careline.domain.promises.promise_states import lateness
from careline.domain.report import Report, Section
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.time.working_time import Calendar
from careline.reports.promises import outstanding, told
from careline.reports.promises.outstanding import AtRisk, Overdue, Waiting, Whose
from careline.store.fetch import Fetch

SECTIONS = {
    "overdue": told.OVERDUE_COLUMNS,
    "due_soon": told.OVERDUE_COLUMNS,
    "at_risk": told.AT_RISK_COLUMNS,
    "unanswered": told.UNANSWERED_COLUMNS,
    "plans": told.OVERDUE_COLUMNS,
    "silent": told.SILENT_COLUMNS,
}
SOMETIMES = ("due_soon", "at_risk")
"""Only `--soon` asks for what is not overdue yet."""


def overdue(
    fetch: Fetch,
    shop: Shop,
    now: datetime,
    *,
    soon: bool = False,
    plans: bool = False,
    whose: Whose = outstanding.ANYBODYS,
) -> Report:
    """Every word that is overdue, the oldest due first, the plans that are late, and the cases without a promise.

    `since` is the same hour of the working day before: what fell due after it is new. With `soon` two sections more:
    what is due soon, and what rests on something that is late, or due after it. People read only with `plans` which
    plans are late; alone they are nothing to say.
    """
    since = day_before(shop.calendar, now)
    owed = outstanding.gather(fetch, shop, now, since, whose)
    words, planned = [each for each in owed if each.promise.is_word], [e for e in owed if not e.promise.is_word]
    asking = [each for each in outstanding.waiting(fetch, shop, now, whose) if each.question.is_unanswered(now)]
    silent = outstanding.silent_files(fetch, shop, now, whose)
    coming = outstanding.due_soon(fetch, shop, now, whose) if soon else []
    shaky = outstanding.at_risk(fetch, shop, now, whose) if soon else []
    # A backup stands under the word that it backs.
    shown = {each.file.case.id for each in words}
    apart = [e for e in planned if e.promise.kind is not PromiseKind.BACKUP or e.file.case.id not in shown]
    new = sum(each.new for each in words)

    def section(name: str, title: str, found: Sequence[Overdue]) -> Section:
        items = tuple(told.item(each, shop, now) for each in found)
        return Section(name, SECTIONS[name], tuple(map(told.row, found)), title, items)

    of_words = section("overdue", "", words)
    of_plans = section("plans", "Plans", planned)
    to_come = (section("due_soon", "Due soon", coming), at_risk(shaky, shop, now)) if soon else ()
    of_questions, of_silent = unanswered(asking, shop, now), without_a_promise(silent, shop, now)
    return Report(
        name="overdue",
        title=whose.titled("Overdue"),
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        since=since,
        headline=whose.heading(headline(words, asking, silent, soon=len(coming), shaky=len(shaky))),
        worst=worst(words, asking, silent, shop.calendar, now),
        changed=f"{new or 'None'} new since {weekday_and_hour(since, shop.calendar)}",
        closing=closing(words, [] if plans else apart, whose, shop.calendar, now),
        nothing="Nothing is overdue.",
        sections=(of_words, *to_come, of_questions, of_plans, of_silent),
        page=(of_words, *to_come, of_questions, of_silent, *((of_plans,) if plans else ())),
        wants=bool(words or coming or shaky or asking or silent),
    )


def day_before(calendar: Calendar, now: datetime) -> datetime:
    """The same hour of the working day before, in UTC."""
    local = calendar.local(now)
    before = calendar.working_day_before(local.date())
    # Where a clock change skipped that hour, Python reads it with the offset before the change.
    return datetime.combine(before, local.time(), calendar.zone).astimezone(UTC)


def at_risk(shaky: Sequence[AtRisk], shop: Shop, now: datetime) -> Section:
    """What rests on something that is late, or due after it."""
    rows = tuple((*told.row(each.owed), each.risk.waits_for.name, each.risk.why) for each in shaky)
    items = tuple(told.at_risk_item(each, shop, now) for each in shaky)
    return Section("at_risk", SECTIONS["at_risk"], rows, "At risk", items)


def unanswered(asking: Sequence[Waiting], shop: Shop, now: datetime) -> Section:
    """The questions whose time has ended without an answer."""
    rows = tuple(told.unanswered_row(each, shop, now) for each in asking)
    items = tuple(told.unanswered_item(each, shop, now) for each in asking)
    return Section("unanswered", SECTIONS["unanswered"], rows, "Unanswered", items)


def without_a_promise(silent: Sequence[Known], shop: Shop, now: datetime) -> Section:
    """The silent cases."""
    rows = tuple(map(told.silent_row, silent))
    items = tuple(told.silent_item(file, shop.calendar, now) for file in silent)
    return Section("silent", SECTIONS["silent"], rows, "No promise at all", items)


def headline(
    words: Sequence[Overdue], asking: Sequence[Waiting], silent: Sequence[Known], *, soon: int, shaky: int
) -> str:
    """The sum."""
    sums = (
        (f"{len(words)} overdue." if words else "" if asking or silent else "Nothing is overdue."),
        f"{len(asking)} unanswered." if asking else "",
        f"{soon} due soon." if soon else "",
        f"{shaky} at risk." if shaky else "",
        f"{len(silent)} without a promise." if silent else "",
    )
    return " ".join(filter(None, sums))


def worst(
    words: Sequence[Overdue], asking: Sequence[Waiting], silent: Sequence[Known], calendar: Calendar, now: datetime
) -> str:
    """The worst, which is what a telephone shows: the oldest word, and by when its backup is due where it is."""
    if not words:
        files = (*(each.file for each in asking), *silent)
        return f"First: {files[0].case.customer.name}." if files else ""
    first = words[0]
    if backup := told.live_backup(first.file, now):
        how = f"backup due {told.when(backup.due_at, now, calendar)}"
    else:
        how = lateness(first.promise.due_at, now, calendar)[1].removesuffix(" overdue")
    return f"First: {first.file.case.customer.name}, {how}."


def closing(
    words: Sequence[Overdue], plans: Sequence[Overdue], whose: Whose, calendar: Calendar, now: datetime
) -> tuple[str, ...]:
    """The lines of sum: how many, whose, and who asked and was not answered; how many plans are late."""
    return (*_sum(words, calendar, now), *_late_plans(plans, whose))


def _sum(words: Sequence[Overdue], calendar: Calendar, now: datetime) -> Iterable[str]:
    if not words:
        return
    us = {each.promise.owner for each in words}
    others = Counter(each.promise.performer for each in words if each.promise.performer not in us)
    ours = len(words) - others.total()
    whose = [f"{ours} ours"] if ours else []
    whose += [f"{count} {name}" for name, count in others.most_common()]
    waiting = {
        each.file.case.id: f"{each.file.case.customer.name}, since "
        f"{moments.short(each.file.tally.waiting_since, now, calendar.zone)}"
        for each in words
        if each.waits_unanswered and each.file.tally.waiting_since
    }
    yield f"{len(words)} overdue: {', '.join(whose)}."
    if waiting:
        yield f"! asked, unanswered: {'; '.join(waiting.values())}."


def _late_plans(plans: Sequence[Overdue], whose: Whose) -> Iterable[str]:
    if plans:
        yield f"Plans: {len(plans)} late (careline overdue --plans{whose.options})."


def weekday_and_hour(moment: datetime, calendar: Calendar) -> str:
    """`Thu 12:00`."""
    local = calendar.local(moment)
    return f"{moments.day(moment, calendar.zone).split()[0]} {local.hour:02}:{local.minute:02}"
