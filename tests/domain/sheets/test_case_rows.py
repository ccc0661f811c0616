from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.names import Person
from careline.domain.sheets.case_rows import (
    Known,
    Row,
    differences,
    key,
    read_row,
    shown,
    taken_over,
)
from careline.domain.sheets.columns import FIELDS, Choices, find_columns
from careline.domain.sheets.dates import BadRow, DateReader
from careline.domain.time.working_time import Calendar

DATES = DateReader(Calendar(ZoneInfo("America/New_York")))
HEADER = list(FIELDS)
COLUMNS = find_columns(HEADER, Choices({}, {}))
FULL = {
    "ref": "7",
    "customer": "Dana Reyes",
    "email": "dana@Example.COM",
    "phone": "+1 617 555 0100",
    "subject": "Crackles",
    "product": "MX500i",
    "order": "10482",
    "channel": "E-Mail",
    "opened": "2026-05-04 10:00",
    "promise": "A new one is with you on Friday",
    "due": "2026-05-08",
    "kept": "2026-05-07 09:30",
    "closed": "2026-05-11",
    "owner": "Ben",
    "performer": "FedEx <help@fedex.example>",
}


def cells(**changed: str) -> list[str]:
    return [(FULL | changed)[field] for field in HEADER]


def row(**changed: str) -> Row:
    return read_row(cells(**changed), COLUMNS, DATES)


def left(read: Row, **changed: Any) -> Known:
    """What a row leaves behind that has become a case; Ana is the shop's owner."""
    owner = read.owner.name if read.owner else "Ana"
    known = Known(
        case_id=12,
        customer=shown(read.customer),
        email=read.customer.email,
        subject=read.subject,
        product=read.product,
        order=read.order,
        channel=read.channel,
        opened_at=read.opened_at,
        closed_at=read.closed_at,
        promise=read.promised if read.due_at else None,
        due_at=read.due_at,
        kept_at=read.kept_at if read.due_at else None,
        owner=owner if read.due_at else None,
        performer=(read.performer.name if read.performer else owner) if read.due_at else None,
        promise_id=3 if read.due_at else None,
        is_owed=read.due_at is not None and read.kept_at is None,
        on_case=12,
        worked_on=False,
    )
    return replace(known, **changed)


def reason(**changed: str) -> str:
    with pytest.raises(BadRow) as bad:
        row(**changed)
    return str(bad.value)


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=UTC)


def test_a_full_row_becomes_values() -> None:
    assert row() == Row(
        ref="7",
        customer=Person("Dana Reyes", "dana@example.com"),
        phone="+1 617 555 0100",
        subject="Crackles",
        product="MX500i",
        order="10482",
        channel="email",
        opened_at=utc(4, 14),
        promise="A new one is with you on Friday",
        due_at=utc(8, 21),
        kept_at=utc(7, 13, 30),
        closed_at=utc(11, 21),
        owner=Person("Ben", None),
        performer=Person("FedEx", "help@fedex.example"),
        repeated=False,
    )


def test_a_row_needs_nothing_but_a_customer_a_subject_and_an_opening() -> None:
    blank = dict.fromkeys(HEADER, " ") | {
        "ref": "7",
        "customer": " Dana Reyes ",
        "subject": " Crackles ",
        "opened": "2026-05-04",
    }
    bare = row(**blank)
    assert bare.customer == Person("Dana Reyes", None)
    assert bare.subject == "Crackles"
    assert bare.opened_at == utc(4, 4)
    assert {bare.due_at, bare.kept_at, bare.closed_at, bare.promise, bare.owner, bare.performer, bare.phone} == {None}


def test_a_row_that_cannot_become_a_case_says_why(subtests: pytest.Subtests) -> None:
    for changed, why in [
        ({"subject": "  "}, "has no subject"),
        ({"opened": ""}, "has no opening moment"),
        ({"customer": "", "email": ""}, "has no customer"),
        ({"customer": " - ", "email": ""}, "has no customer"),
        ({"email": "dana at example"}, 'has no customer: "dana at example" is not an e-mail address'),
        ({"customer": "#1001"}, "has the customer '#1001', which is the number of an order"),
        ({"customer": "# EN-1001", "email": ""}, "has the customer '# EN-1001', which is"),
        ({"performer": "@fedex"}, 'has no performer: "@fedex" is not an e-mail address'),
        ({"opened": "soon"}, "opened 'soon' is not a date"),
        ({"due": "2026-02-30"}, "due '2026-02-30' is not a date"),
        ({"opened": "2026-03-08 02:30"}, "opened '2026-03-08 02:30' does not exist in America/New_York"),
        ({"closed": "2026-05-04 09:59"}, "closed '2026-05-04 09:59' is before opened '2026-05-04 10:00'"),
        ({"kept": "2026-05-04 09:59"}, "kept '2026-05-04 09:59' is before opened '2026-05-04 10:00'"),
        ({"due": "2026-05-04 09:59"}, "due '2026-05-04 09:59' is before opened '2026-05-04 10:00'"),
        ({"due": "", "kept": "2026-05-04 09:59"}, "kept '2026-05-04 09:59' is before opened"),
        (
            {"opened": "2026-05-04 17:30", "due": "2026-05-04"},
            "due '2026-05-04' (read as 17:00) is before opened '2026-05-04 17:30'",
        ),
        ({"product": "MX\x00500i"}, "holds a NUL byte"),
    ]:
        with subtests.test(why):
            assert reason(**changed).startswith(why)


@pytest.mark.parametrize("end", ["due", "kept", "closed"])
def test_an_end_at_the_very_moment_of_the_opening_is_good(end: str) -> None:
    row(**{end: "2026-05-04 10:00"})


@pytest.mark.parametrize(("count", "why"), [(14, "has 14 cells where the header has 15"), (16, "has 16 cells")])
def test_a_row_with_too_few_or_too_many_cells_is_bad(count: int, why: str) -> None:
    with pytest.raises(BadRow, match=why):
        read_row([*cells(), "more"][:count], COLUMNS, DATES)


def test_kept_and_a_promise_without_a_due_moment_are_no_promise_and_no_fault() -> None:
    assert row(due="").due_at is None


def test_an_address_in_brackets_behind_a_name_is_its_address_and_a_dash_is_nobody() -> None:
    assert row(customer="Dana Reyes (dana@example.com)", email="").customer == Person("Dana Reyes", "dana@example.com")
    assert row(customer="Dana Reyes (repairs)", email="").customer == Person("Dana Reyes (repairs)", None)
    nobody = row(owner="-", performer="\u2013")
    assert (nobody.owner, nobody.performer) == (None, None)


def test_where_nobody_wrote_the_promise_down_the_subject_tells_it() -> None:
    assert row().promised == "A new one is with you on Friday"
    assert row(promise="").promised == "Crackles"


def test_an_hour_that_the_clocks_repeat_is_marked() -> None:
    twice = row(opened="2025-11-02 01:30")
    assert twice.opened_at == datetime(2025, 11, 2, 5, 30, tzinfo=UTC)
    assert twice.repeated


@pytest.mark.parametrize(
    ("written", "channel"),
    [
        ("Phone", "phone"),
        ("E-mail", "email"),
        ("in person", "in_person"),
        ("IN_PERSON", "in_person"),
        ("Constituent Call", "Constituent Call"),
        ("", None),
    ],
)
def test_known_channels_go_by_their_own_names_and_others_stay_as_they_are(written: str, channel: str | None) -> None:
    assert row(channel=written).channel == channel


@pytest.mark.parametrize(
    ("customer", "email", "person"),
    [
        ("Dana Reyes <dana@x.example>", "", Person("Dana Reyes", "dana@x.example")),
        ("dana@x.example", "", Person(None, "dana@x.example")),
        ("", "dana@x.example", Person(None, "dana@x.example")),
        ("Dana <old@x.example>", "new@x.example", Person("Dana", "new@x.example")),
    ],
)
def test_a_customer_comes_with_an_address_in_either_column(customer: str, email: str, person: Person) -> None:
    assert row(customer=customer, email=email).customer == person


def test_what_is_set_is_the_same_for_every_row() -> None:
    columns = find_columns(["subject", "opened"], Choices({}, {"customer": "City of Boston", "due": "2026-06-01"}))
    read = read_row(["Pothole", "2026-05-04"], columns, DATES)
    assert read.customer == Person("City of Boston", None)
    assert read.due_at == datetime(2026, 6, 1, 21, tzinfo=UTC)


def test_a_row_differs_in_what_it_says_and_nothing_else(subtests: pytest.Subtests) -> None:
    for changed, fields in [
        ({}, ()),
        ({"customer": "Somebody"}, ()),  # the address tells who it is
        ({"email": "kim@example.com"}, ("email",)),
        ({"phone": "other"}, ()),
        ({"subject": "Hums", "product": ""}, ("subject", "product")),
        ({"order": "1", "channel": "web"}, ("order", "channel")),
        ({"opened": "2026-05-04 10:01", "closed": ""}, ("opened", "closed")),
        ({"promise": "Friday"}, ("promise",)),
        ({"promise": ""}, ()),
        ({"due": "2026-05-09"}, ("due",)),
        ({"due": ""}, ("due",)),
        ({"kept": ""}, ("kept",)),
        ({"owner": "Ana", "performer": "UPS"}, ("owner", "performer")),
        ({"owner": "BEN", "performer": "fedex"}, ()),
        ({"owner": "", "performer": ""}, ()),
    ]:
        with subtests.test(changed=changed, fields=fields):
            known = left(row())
            assert differences(row(**changed), known, COLUMNS) == fields


def test_a_name_that_differs_in_case_and_accents_only_is_the_same_customer() -> None:
    known = left(row(email=""))
    assert differences(row(customer="DANA  Réyes", email=""), known, COLUMNS) == ()
    assert differences(row(customer="Dana Ray", email=""), known, COLUMNS) == ("customer",)


def test_what_a_file_does_not_speak_of_does_not_differ() -> None:
    known = left(row())
    columns = find_columns(["ref", "customer", "email", "subject", "opened"], Choices({}, {}))
    read = read_row(["7", "Dana Reyes", "dana@example.com", "Crackles", "2026-05-04 10:00"], columns, DATES)
    assert differences(read, known, columns) == ()


@given(st.fixed_dictionaries({field: st.sampled_from(["", FULL[field], "2026-05-20", "x"]) for field in HEADER}))
def test_a_row_never_differs_from_itself(changed: dict[str, str]) -> None:
    try:
        read = row(**changed)
    except BadRow:
        return
    assert differences(read, left(read), COLUMNS) == ()


LATER = {"kept": "2026-05-07 09:30", "closed": "2026-05-11"}


def test_a_newer_row_brings_that_a_promise_was_kept_and_that_a_case_closed(subtests: pytest.Subtests) -> None:
    table: list[tuple[str, dict[str, Any], dict[str, str], tuple[str, ...]]] = [
        ("both", {}, {}, ("kept", "closed")),
        ("only what it says", {}, {"closed": ""}, ("kept",)),
        ("nothing that stands already", {}, {"kept": "", "closed": ""}, ()),
        ("no other moment of what was kept here", {"kept_at": utc(6, 12), "is_owed": False}, {}, ("closed",)),
        ("no other moment of what closed here", {"closed_at": utc(6, 12)}, {}, ("kept",)),
        ("nothing of a promise that ended otherwise", {"is_owed": False}, {}, ("closed",)),
        ("no promise that there was none of", {"due_at": None, "is_owed": False}, {}, ("closed",)),
        ("nothing kept where it says nothing of a due moment", {}, {"due": ""}, ("closed",)),
        ("nothing that ended before it began here", {"opened_at": utc(8, 14)}, {}, ("closed",)),
        ("no closing of what goes on in another case", {"on_case": 9}, {}, ("kept",)),
        ("never a due moment", {}, {"due": "2026-05-20"}, ("kept", "closed")),
    ]
    for what, stands, changed, brought in table:
        with subtests.test(what):
            known = left(row(kept="", closed=""), **stands)
            after = taken_over(row(**(LATER | changed)), known, COLUMNS)
            assert (
                tuple(each for each in LATER if getattr(after, f"{each}_at") != getattr(known, f"{each}_at")) == brought
            )
            assert replace(after, kept_at=None, closed_at=None, is_owed=False) == replace(
                known, kept_at=None, closed_at=None, is_owed=False
            )
            assert (after is known) == (not brought)


def test_what_no_column_speaks_of_is_not_taken_over() -> None:
    header = [field for field in HEADER if field not in LATER]
    columns = find_columns(header, Choices({}, {}))
    known = left(row(kept="", closed=""))
    assert taken_over(read_row([FULL[field] for field in header], columns, DATES), known, columns) is known


def test_a_row_without_a_ref_is_known_by_what_stays_while_its_case_is_open(subtests: pytest.Subtests) -> None:
    def known_by(**changed: str) -> str:
        read = row(**changed)
        return key(shown(read.customer), read.subject, read.product, read.order, read.opened_at)

    stays = {
        "customer": "Kim Ito",
        "subject": "Hums",
        "product": "MX600",
        "order": "10483",
        "opened": "2026-05-04 10:01",
    }
    for field in HEADER:
        with subtests.test(field):
            other = stays.get(field) or {"kept": "", "closed": "", "due": "2026-05-20"}.get(field, "other@x.example")
            assert (known_by(**{field: other}) != known_by()) == (field in stays)
    assert known_by(customer="DANA  Réyes") == known_by()
    assert known_by(subject="ab", product="c") != known_by(subject="a", product="bc")
