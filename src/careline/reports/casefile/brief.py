"""The morning page: everything that wants attention today; people read each case once, where it is most urgent."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from careline.domain.report import Column, Item, Kind, Line, Report, Section
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.wording import counted
from careline.reports.casefile.attention.morning import Morning
from careline.reports.casefile.attention.sections import SECTIONS, gather
from careline.reports.promises import outstanding
from careline.reports.promises.overdue import day_before, weekday_and_hour
from careline.store.casefile import ended_between
from careline.store.fetch import Fetch
from careline.store.ladder import last_sweep

PLACES = (
    (
        "Do first",
        "to do first",
        (
            "backup_due",
            "second_failures",
            "untold",
            "chasing",
            "unacknowledged",
            "to_tell",
            "undisclosed",
            "public_untouched",
        ),
    ),
    ("Overdue", "", ("overdue",)),
    ("No promise at all", "without a promise", ("silent",)),
    ("At risk", "at risk", ("at_risk",)),
    ("Today", "due today", ("due_today",)),
    ("Does it work?", "to be tried", ("unverified",)),
    ("Not announced yet", "to be announced", ("unannounced",)),
    ("How we spoke", "to be looked at for tone", ("tone_to_review",)),
    ("Ask again", "to be asked again", ("ask_again",)),
    ("Not back yet", "not back yet", ("returns_overdue",)),
    ("To be claimed", "to be claimed", ("claims_due",)),
)
"""What people read, the most urgent first: its title, how the headline counts it, and the sections that stand there."""
LATER = (("Tomorrow", "due_tomorrow"), ("Soon", "due_soon"))
"""What comes after today, by the names of customers alone."""


def brief(fetch: Fetch, shop: Shop, now: datetime) -> Report:
    """Everything that wants attention today, the most urgent first."""
    calendar = shop.calendar
    since = day_before(calendar, now)
    owed = outstanding.gather(fetch, shop, now, since)
    silent = outstanding.silent_files(fetch, shop, now)
    found = gather(Morning.at(fetch, shop, now, owed, silent))
    swept_at = last_sweep(fetch, now)
    items = {name: [entry.item for entry in entries] for name, entries in found.items()}
    page = _page(items)
    return Report(
        name="brief",
        title="Brief",
        shop=shop.name,
        as_of=now,
        zone=calendar.zone,
        since=since,
        headline=_headline(page, len(owed)),
        changed=_changed(ended_between(fetch, since, now), sum(each.new for each in owed), since, swept_at, shop),
        alarm=_alarm(swept_at, since, now, shop),
        nothing="Nothing wants attention today.",
        sections=tuple(
            Section(name, SECTIONS[name], tuple(entry.row for entry in entries)) for name, entries in found.items()
        ),
        page=page,
        agenda=True,
    )


def _page(items: dict[str, list[Item]]) -> tuple[Section, ...]:
    """What people read: each case once, in its most urgent place; what comes after today by name alone.

    Whoever must be told of an escalation stands there too, wherever that is.
    """
    seen: set[str] = set()
    to_tell: dict[str, list[Item]] = defaultdict(list)
    for item in items["to_tell"]:
        to_tell[item.case].append(item)

    def first_seen(*names: str) -> tuple[Item, ...]:
        chosen = []
        for item in (item for name in names for item in items[name]):
            if item.case not in seen:
                seen.add(item.case)
                others = [other for other in to_tell[item.case] if other is not item]
                tell = (Line((other.command,), label="not told yet") for other in others)
                away = (Line(other.standing) for other in others if other.standing)
                chosen.append(replace(item, lines=(*item.lines, *tell, *away)))
        return tuple(chosen)

    read = [Section(title, (), (), title=title, items=first_seen(*names)) for title, _, names in PLACES]

    def by_name(title: str, name: str) -> Section:
        names = dict.fromkeys(item.person for item in first_seen(name))
        return Section(title, (Column("customer", Kind.TEXT),), tuple((name,) for name in names), title=title)

    return (*(section for section in read if section.items), *(by_name(title, name) for title, name in LATER))


def _headline(page: Sequence[Section], overdue: int) -> str:
    """The sum and the worst, which is what a telephone shows."""
    *sections, tomorrow, soon = page
    if not sections:
        later = ((len(tuple(tomorrow.rows)), "tomorrow"), (len(tuple(soon.rows)), "soon"))
        sums = [f"{count} {when}" for count, when in later if count]
        return f"Nothing today; {', '.join(sums)}." if sums else "Nothing wants attention today."
    sums = [f"{overdue} overdue"] if overdue else []
    counted_as = {title: words for title, words, _ in PLACES}
    sums += [f"{len(section.items)} {words}" for section in sections if (words := counted_as[section.title])]
    first = sections[0].items[0]
    late_by = first.age_words.partition(" overdue")[0] if first.age.isdigit() else first.age
    return f"{', '.join(sums)}. First: {first.person}{f', {late_by}' if late_by else ''}."


def _changed(ended: tuple[int, int, int], new: int, since: datetime, swept_at: datetime | None, shop: Shop) -> str:
    """What changed since the working day before, and when the rules of the sweep were applied last."""
    kept, kept_late, closed = ended
    parts = [f"{kept} kept{f' ({kept_late} late)' if kept_late else ''}"] if kept else []
    parts.append(f"{new or 'none'} newly overdue")
    parts += [f"{counted(closed, 'case')} closed"] if closed else []
    swept = f"; swept {weekday_and_hour(swept_at, shop.calendar)}" if swept_at and swept_at >= since else ""
    return f"Since {weekday_and_hour(since, shop.calendar)}: {', '.join(parts)}{swept}"


def _alarm(swept_at: datetime | None, since: datetime, now: datetime, shop: Shop) -> str:
    """That nothing escalates by itself, where `sweep` has not run for a working day."""
    if swept_at and swept_at >= since:
        return ""
    last = f"since {moments.short(swept_at, now, shop.calendar.zone)}" if swept_at else "yet"
    return f"'careline sweep' has not run {last}: nothing escalates by itself. To fix it: careline cron show."
