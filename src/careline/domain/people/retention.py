"""How long customers are kept of whom nothing is heard any more. Nothing here forgets anybody."""

from datetime import MINYEAR, date, datetime, tzinfo

from careline.domain.periods import midnight


def kept_from(years: int, now: datetime, zone: tzinfo) -> datetime:
    """The beginning of today's date so many years ago: whoever was last heard of before it is past their time.

    Of 29 February it is 1 March where the year has none.
    """
    today = now.astimezone(zone).date()
    year = max(today.year - years, MINYEAR + 1)
    try:
        return midnight(today.replace(year=year), zone)
    except ValueError:
        return midnight(date(year, 3, 1), zone)
