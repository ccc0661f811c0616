"""The morning page: everything that wants attention today; people read each case once, where it is most urgent."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from careline.domain.calling import short_name
from careline.domain.casefile.outline import Known
from careline.domain.promises.promise import PromiseKind
from careline.domain.report import Report, Section, Task
from careline.domain.safekeeping.backing_up import Last
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.values import frozen
from careline.domain.wording import counted
from careline.reports.casefile.attention.morning import Entry, Morning
from careline.reports.casefile.attention.sections import SECTIONS, gather
from careline.reports.promises import outstanding, told
from careline.reports.promises.outstanding import Whose
from careline.reports.promises.overdue import day_before, weekday_and_hour
from careline.store.fetch import Fetch
from careline.store.mornings import ended_between, last_sweep

ALL = "careline brief --all"
LINES = 40
"""How long the page is at most."""
COUNTS = 3
"""How many sections the first line counts by themselves: it is to be one line."""
NAMED = 3
"""How many cases a line of counts and names has."""


@frozen
class Place:
    """Where people read some sections: its title, how the first line counts it, and the command that shows it whole."""

    title: str
    sections: tuple[str, ...]
    count: str
    shown_by: str = ALL

    def shown(self, whose: Whose) -> str:
        """The command that shows all of it that is theirs."""
        if whose == outstanding.ANYBODYS:
            return self.shown_by
        return (self.shown_by if self.shown_by.startswith("careline overdue") else ALL) + whose.options


PLACES = (
    Place("Tell them first", ("overdue",), "broken word", "careline overdue"),
    Place("Unanswered", ("unanswered", "chasing", "public_untouched"), "question"),
    Place("Came back", ("second_failures", "came_back"), "came back"),
    Place("Handed to you", ("unacknowledged", "to_tell"), "handed to you", "careline escalation list"),
    Place("Backup due", ("backup_due",), "backup"),
    Place("Mail that did not go out", ("mail_stuck",), "mail stuck", "careline mail outbox"),
    Place("Hooks that failed", ("hooks_failed",), "failed hook", "careline hooks list"),
    Place("Ready to close", ("to_close",), "to close"),
    Place("No promise at all", ("silent",), "without a promise", "careline overdue --section silent"),
    Place("Today", ("due_today", "to_answer_today"), "due today"),
    Place("To approve", ("to_approve",), "to approve"),
    Place("Does it work?", ("unverified",), "to check"),
    Place("Our own faults to tell", ("undisclosed",), "to disclose"),
    Place("At risk", ("at_risk",), "at risk", "careline overdue --soon --section at_risk"),
    Place("Not announced yet", ("unannounced",), "to announce"),
    Place("How we spoke", ("tone_to_review",), "to review for tone"),
    Place("Ask again", ("ask_again",), "to ask again"),
    Place("Not back yet", ("returns_overdue",), "not back yet", "careline report returns"),
    Place("To claim", ("claims_due",), "to claim", "careline report claims"),
)
"""What people read, the most urgent first."""
COUNTED = {"broken word", "question", "backup", "failed hook"}
"""What has a plural."""
UNREAD = frozenset({"plans", "untold", "due_soon", "due_tomorrow", "awaited", "copy_due"})
"""The sections of which people read no more than counts and names, or what stands elsewhere too."""


def brief(
    fetch: Fetch,
    shop: Shop,
    now: datetime,
    *,
    whose: Whose = outstanding.ANYBODYS,
    reader: str | None = None,
    last_backup: Last | None = None,
    whole: bool = False,
) -> Report:
    """Everything that wants attention today, the most urgent first; with `whole` however long the page is.

    `reader` is who reads it, and needs no telling of what stands there; `last_backup` is the one that was made.
    """
    calendar = shop.calendar
    since = day_before(calendar, now)
    morning = Morning.at(fetch, shop, now, since, whose, reader or whose.owner, last_backup)
    found = gather(morning)
    page = _page(found, whose)
    plans = _plans(morning, {task.case for section in page for task in section.tasks})
    swept_at = last_sweep(fetch, now)
    return Report(
        name="brief",
        title=whose.titled("Brief"),
        shop=shop.name,
        as_of=now,
        zone=calendar.zone,
        since=since,
        headline=whose.heading(_sum(page, found, morning, is_nothing_but_plans=bool(plans))),
        worst=_worst(page, morning),
        changed=_changed(ended_between(fetch, since, now), since, shop),
        alarm=_alarm(swept_at, since, now, shop),
        closing=(
            *plans,
            *_awaited(morning, found["awaited"]),
            *_tomorrow(morning),
            *_last_backup(morning, found["copy_due"]),
        ),
        nothing="",
        sections=tuple(
            Section(name, SECTIONS[name], tuple(entry.row for entry in entries)) for name, entries in found.items()
        ),
        page=page,
        agenda=True,
        most=0 if whole else LINES,
        wants=bool(page),
    )


def _page(found: Mapping[str, Sequence[Entry]], whose: Whose) -> tuple[Section, ...]:
    """What people read: each case once, in its most urgent place."""
    seen: set[str] = set()

    def first_seen(place: Place) -> tuple[Task, ...]:
        chosen: dict[str, Task] = {}
        for task in (entry.task for name in place.sections for entry in found[name] if entry.task):
            if task.case not in seen:
                chosen.setdefault(task.case, task)
        seen.update(chosen)
        return tuple(chosen.values())

    read = ((place, first_seen(place)) for place in PLACES)
    return tuple(
        Section(place.title, (), (), title=place.title, tasks=tasks, more=place.shown(whose))
        for place, tasks in read
        if tasks
    )


def _sum(
    page: Sequence[Section], found: Mapping[str, Sequence[Entry]], morning: Morning, *, is_nothing_but_plans: bool
) -> str:
    """How much of what there is: `2 broken words, 1 question, 3 due today`.

    Every broken word and every question that nobody answered counts, also where a case has several of them, and only
    what the page tells of: a chase stands with the broken word that it asks for.
    """
    if not page:
        return "Nothing needs attention but plans." if is_nothing_but_plans else "Nothing needs attention today."
    shown = {section.title: len(section.tasks) for section in page}
    words, questions, *_ = PLACES
    apart = sum(morning.asks_beside(str(entry.row[0])) for entry in found["unanswered"])
    for place, count in ((words, len(found["overdue"])), (questions, apart)):
        if count > shown.get(place.title, 0):
            shown[place.title] = count
    counts = [(place.count, shown[place.title]) for place in PLACES if place.title in shown]
    sums = [counted(count, word) if word in COUNTED else f"{count} {word}" for word, count in counts[:COUNTS]]
    more = sum(count for _, count in counts[COUNTS:])
    return f"{', '.join([*sums, *([f'{more} more'] if more else [])])}."


def _worst(page: Sequence[Section], morning: Morning) -> str:
    """The worst, which is what a telephone shows: by when the backup of the oldest word is due, where it is."""
    if not page:
        return ""
    task = page[0].tasks[0]
    backup = told.live_backup(morning.words[0].file, morning.now) if morning.words else None
    how = f"backup due {morning.when(backup.due_at)}" if backup else task.since
    return f"First: {task.person}{f', {how}' if how else ''}."


def _changed(ended: tuple[int, int, int], since: datetime, shop: Shop) -> str:
    """What was done since the working day before."""
    kept, kept_late, closed = ended
    parts = [f"{kept} kept{f' ({kept_late} late)' if kept_late else ''}"] if kept else []
    parts += [f"{closed} closed"] if closed else []
    return f"Since {weekday_and_hour(since, shop.calendar)}: {', '.join(parts) or 'nothing kept'}."


def _plans(morning: Morning, above: Collection[str]) -> tuple[str, ...]:
    """How many plans are late or due today, and the oldest of them; a backup that is due stands by itself.

    Those of cases that stand `above` for another reason are only counted.
    """
    late = [(each.promise, each.file) for each in morning.owed]
    counts: list[str] = []
    names: list[str] = []
    told_above = 0
    for found, word in ((late, "late"), (morning.of_today, "today")):
        plans = [file for p, file in found if not p.is_word and p.kind is not PromiseKind.BACKUP]
        counts += [f"{len(plans)} {word}"] if plans else []
        names += [_short(file) for file in plans if file.case.name not in above]
        told_above += sum(file.case.name in above for file in plans)
    if not counts:
        return ()
    command = f"careline promise list --plans{morning.whose.options.replace(' --for', ' --owner')}"
    which = filter(None, (_named(names), f"{told_above} above" if told_above else ""))
    return (f"Plans: {', '.join(counts)}: {', '.join(which)} ({command})",)


def _awaited(morning: Morning, found: Sequence[Entry]) -> tuple[str, ...]:
    """How many customers are to send or say something, and which of them was asked first, for what."""
    if not found:
        return ()
    case, customer, _, asked_for, since_at = found[0].row
    first = f"{short_name(str(customer))} {case} since {morning.day(since_at)} ({asked_for})"
    return (f"Waiting for them: {len(found)}, {first}",)


def _tomorrow(morning: Morning) -> tuple[str, ...]:
    """Whom we gave our word for tomorrow."""
    names = [_short(file) for promise, file in morning.of_tomorrow if promise.is_word]
    more = f" (careline overdue --soon{morning.whose.options})" if len(set(names)) > NAMED + 1 else ""
    return (f"Tomorrow: {_named(names)}{more}",) if names else ()


def _last_backup(morning: Morning, found: Sequence[Entry]) -> tuple[str, ...]:
    """When the last backup was made, where the next is due or it lacks something."""
    if not found:
        return ()
    last = morning.last_backup
    told = moments.short(last.at, morning.now, morning.shop.calendar.zone) if last else "none yet"
    if last and last.lacking:
        return (f"Last backup: {told}, without {counted(last.lacking, 'attachment')} (careline doctor)",)
    return (f"Last backup: {told} (careline backup)",)


def _short(file: Known) -> str:
    return f"{file.case.customer.first_name} {file.case.name}"


def _named(names: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    once = list(dict.fromkeys(names))
    few = once if len(once) == NAMED + 1 else once[:NAMED]  # nobody is left out for the room that "1 more" takes
    left_out = len(names) - sum(name in few for name in names)
    return ", ".join([*few, *([f"{left_out} more"] if left_out else [])])


def _alarm(swept_at: datetime | None, since: datetime, now: datetime, shop: Shop) -> str:
    """That nothing escalates by itself, where `sweep` has not run for a working day."""
    if swept_at and swept_at >= since:
        return ""
    last = f"since {moments.short(swept_at, now, shop.calendar.zone)}" if swept_at else "yet"
    return f"'careline sweep' has not run {last}: nothing escalates by itself. To fix it: careline cron show."
