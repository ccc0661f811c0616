"""Public holidays: the dates that the store keeps, and the library that knows the others.

They are worked out, not recorded: what is missing is taken from the library, and the log has no line of it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from careline.domain.errors import Misconfigured, StoreFault
from careline.domain.time.working_time import Holidays
from careline.store import database
from careline.store.dialect import OR_NOT
from careline.store.faults import StoreGarbled
from careline.store.fetch import Fetch

Run = Callable[..., Any]
NONE = Holidays({}, frozenset())
# Years ahead of now: whoever promises something for later than that has other worries.
REACH = 10


def look_up(country: str, region: str, years: Iterable[int]) -> Holidays:
    """The public holidays of whole years from the library, which takes 0.15 s to load; `region` may be blank.

    Raises Misconfigured.
    """
    import holidays

    wanted = frozenset(years)
    regions = holidays.list_supported_countries().get(country)
    if regions is None:
        raise _unknown_country(country, _countries_like(country))
    if region and region not in regions:
        named = _names_of(holidays.country_holidays(country).get_subdivision_aliases())
        known = {code: named.get(code, "") for code in regions}
        raise _unknown_region(country, region, _regions_like(region, known), known)
    # Without a language, the names would follow the locale of whoever asks first.
    found = holidays.country_holidays(
        country, subdiv=region or None, years=wanted, expand=False, observed=True, language="en_US"
    )
    return Holidays({day: name for day, name in sorted(found.items()) if day.year in wanted}, wanted)


def _unknown_region(country: str, region: str, near: Iterable[str], known: Mapping[str, str]) -> Misconfigured:
    """The refusal: a part of a country that has no public holidays of its own; the known ones are listed."""
    meant = " or ".join(near)
    advice = f"Did you mean {meant}?" if meant else "Leave it out, or name one of these." if known else "Leave it out."
    return Misconfigured(
        f'[calendar] region is "{region}", which is not a part of {country} with public holidays of its own. {advice}',
        [f"{code}  {name}".rstrip() for code, name in known.items()],
    )


def _unknown_country(country: str, near: Iterable[str]) -> Misconfigured:
    """The refusal: a country whose public holidays nobody has told the library."""
    meant = " or ".join(near)
    advice = f"Did you mean {meant}?" if meant else 'Countries are named as in ISO 3166, such as "US" or "GB".'
    return Misconfigured(f'[calendar] country is "{country}", whose public holidays are not known. {advice}')


def stored(fetch: Fetch, country: str, region: str) -> Holidays:
    """The public holidays that the store knows. Raises StoreGarbled."""
    place = {"country": country, "region": region}
    years = fetch("SELECT year FROM holiday_years WHERE country = :country AND region = :region", **place)
    days = fetch("SELECT on_date, name FROM holidays WHERE country = :country AND region = :region", **place)
    return Holidays({_read_date(day): name for day, name in days}, frozenset(year for (year,) in years))


def first_year_due(fetch: Fetch) -> int | None:
    """The year of the oldest due moment in the store; None without a promise."""
    return _year(fetch("SELECT min(due_at) FROM promises"))


def first_year_owed(fetch: Fetch) -> int | None:
    """The year in which the oldest promise is due that nothing has ended; None without one."""
    return _year(fetch("SELECT min(due_at) FROM promises WHERE ended_at IS NULL"))


def keep(run: Run, country: str, region: str, found: Holidays) -> None:
    """Write whole years, in the place of what the store had of them, and of what is no date."""
    place = {"country": country, "region": region}
    for year in sorted(found.years):
        run(
            "DELETE FROM holidays WHERE country = :country AND region = :region"
            " AND (on_date BETWEEN :first AND :last OR date(on_date) IS NULL)",
            first=f"{year}-01-01",
            last=f"{year}-12-31",
            **place,
        )
        run(
            f"INSERT {OR_NOT} INTO holiday_years (country, region, year) VALUES (:country, :region, :year)",
            year=year,
            **place,
        )
    for day, name in found.names.items():
        run(
            "INSERT INTO holidays (country, region, on_date, name) VALUES (:country, :region, :on_date, :name)",
            on_date=day.isoformat(),
            name=name,
            **place,
        )


class Almanac:
    """The public holidays of a country and region: those in the store, and those looked up since and not yet kept.

    `since` is the first year that today's pages speak of: this one, or the one in which the oldest live promise is due.
    """

    def __init__(self, path: Path, country: str, region: str, this_year: int) -> None:
        self.country = country
        self.region = region
        self.this_year = this_year
        self.since = this_year
        self.new = NONE
        try:
            with database.reading(path) as fetch:
                self.known = stored(fetch, country, region)
                self.since = min(this_year, first_year_owed(fetch) or this_year)
        except StoreFault:
            # Without a store nothing is known yet; a damaged one is refused by whatever needs more of it.
            self.known = NONE

    def cover(self, year: int) -> bool:
        """Look up that year, and all from the last one to two years ahead of both; True where it was not known.

        A year that is too far away stays unknown. Raises Misconfigured.
        """
        if year in self.known.years or year - self.this_year > REACH:
            return False
        years = range(min(year, self.this_year) - 1, max(year, self.this_year) + 3)
        found = look_up(self.country, self.region, frozenset(years) - self.known.years)
        self.new, self.known = _both(self.new, found), _both(self.known, found)
        return True

    def renew(self, since: int) -> bool:
        """Look up every year anew, from that one to two ahead of now; True where this is not what the store has.

        Raises Misconfigured.
        """
        years = self.known.years.union(range(min(since, self.this_year - 1), self.this_year + 3))
        found = look_up(self.country, self.region, years)
        differs = bool(self.new.years) or found != self.known
        self.new = self.known = found
        return differs

    def keep(self, run: Run) -> None:
        """Write what was looked up."""
        keep(run, self.country, self.region, self.new)


def _year(rows: list[tuple[str | None]]) -> int | None:
    [(moment,)] = rows
    return int(moment[:4]) if moment else None


def _read_date(day: object) -> date:
    try:
        return date.fromisoformat(str(day))
    except ValueError:
        raise StoreGarbled(day) from None


def _both(some: Holidays, more: Holidays) -> Holidays:
    return Holidays({**some.names, **more.names}, some.years | more.years)


def _names_of(aliases: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {code: next(iter(names), "") for code, names in aliases.items()}


def _countries_like(code: str) -> list[str]:
    """Countries whose names begin with the letters, as people abbreviate them: `SP` is meant for Spain."""
    from holidays.registry import COUNTRIES

    named = {codes[1]: re.sub("(?<=[a-z])(?=[A-Z])", " ", codes[0]) for codes in COUNTRIES.values()}
    return [f'"{known}" ({name})' for known, name in named.items() if name.upper().startswith(code)]


def _regions_like(region: str, known: Mapping[str, str]) -> list[str]:
    return [f'"{code}" ({name})' for code, name in known.items() if name.upper().startswith(region)]
