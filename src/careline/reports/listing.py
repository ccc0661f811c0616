"""Lists as reports: rows by the keys of their columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from careline.domain.report import Column, Form, Kind, Passing, Report, Section, Shape
from careline.domain.shop.shop import Shop


def listing(
    name: str,
    shop: Shop,
    now: datetime,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    passing: bool = False,
) -> Report:
    """A plain list as a report: rows by column key; with `passing` each is made when it is read."""
    keys = [column.key for column in columns]
    made = (tuple([row[key] for key in keys]) for row in rows)
    return Report(
        name=name,
        title=name.capitalize(),
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        nothing=f"No {name}.",
        sections=(Section(name, tuple(columns), Passing(made) if passing else tuple(made)),),
        listing=True,
    )


def titled(columns: Sequence[Column], **titles: str) -> tuple[Column, ...]:
    """The columns with some more headings."""
    return tuple(replace(column, title=titles.get(column.key, column.title)) for column in columns)


def keyed(
    keys: str, *, like: Shape | None = None, null: str = "", **shown: str | Form | tuple[str, Form]
) -> tuple[Column, ...]:
    """Columns of these keys in order; those in `shown` have a heading for people, a form, or both.

    A key that an object has too (`like`) holds what it holds there. Else moments are known by their names, and what is
    not among those that may be absent (`null`) is always there.
    """
    declared = {each.key: each for each in like.keys} if like else {}
    absent = null.split()
    columns = []
    for key in keys.split():
        same = declared.get(key)
        form: Form = same.kind if same else Kind.MOMENT if key.endswith("_at") else Kind.TEXT
        title, said = "", shown.get(key, "")
        if isinstance(said, tuple):
            title, form = said
        elif isinstance(said, str):
            title = said
        else:
            form = said
        columns.append(Column(key, form, title, key in absent or (same is not None and same.null)))
    return tuple(columns)
