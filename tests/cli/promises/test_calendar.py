"""`careline calendar`: what is due, as calendars read it; another program reads the file back."""

from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.render.evil import EVIL
from tests.shop import Shop, local, prepared

OPEN = "open 'No sound' --customer 'Dana Reyes <dana@example.com>' --promise 'A new one is with you' --by 2026-06-04"


@prepared
def promised(shop: Shop) -> Shop:
    """Monday: FieldCo is to bring Dana a new one by Thursday, or Ana goes there."""
    shop(f"{OPEN} --performer FieldCo --backup 'Ana drives there'")
    return shop


def read(text: str) -> dict[str, Any]:
    """The entries of a file as another program reads them, by the end of their UID."""
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found = icalendar.Calendar.from_ical(text)
    assert not found.errors
    assert all(not each.errors for each in found.walk())
    entries = {str(each["UID"]): each for each in found.walk() if "UID" in each}
    assert len(entries) == len([each for each in found.walk() if "UID" in each]), "two have one UID"
    return {uid.split("-", 2)[2]: each for uid, each in entries.items()}


def test_a_promise_is_a_to_do_and_an_event_that_rings_an_hour_before(promised: Shop) -> None:
    file = promised.folder / "promises.ics"
    before = promised.store.read_bytes()
    assert promised("calendar", "--output", str(file)).out == f"Written to {file}: 1 promise to keep.\n"
    assert promised.store.read_bytes() == before
    found = read(file.read_bytes().decode())
    due_at = local("06-04 17:00").astimezone(UTC)
    to_do, event = found["p-1-todo"], found["p-1-event"]
    assert (to_do["STATUS"], to_do["DUE"].dt) == ("NEEDS-ACTION", due_at)
    assert (event["STATUS"], event["DTSTART"].dt, event["TRANSP"]) == ("CONFIRMED", due_at, "TRANSPARENT")
    for each in (to_do, event):
        [alarm] = each.walk("VALARM")
        assert alarm["TRIGGER"].dt == timedelta(hours=-1)
        assert each["SUMMARY"] == 'Dana Reyes: "A new one is with you" (FieldCo)'
        assert each["DESCRIPTION"].split("\n") == [
            "C-1 No sound",
            "Ana answers for it.",
            "Backup: Ana drives there.",
            "When it is done: careline keep P-1",
        ]
    assert to_do.walk("VALARM")[0]["TRIGGER"].params["RELATED"] == "END"


def test_what_has_ended_is_taken_off_for_a_month(promised: Shop, subtests: pytest.Subtests) -> None:
    store = promised.store.read_bytes()
    for command, number, to_do, owed in (
        ("keep P-1", 1, "COMPLETED", 0),
        ("renegotiate P-1 --by 2026-06-08 --told 'Monday it is' --because 'FieldCo is ill'", 1, "CANCELLED", 1),
        ("promise withdraw P-1 --because 'She returned it'", 1, "CANCELLED", 0),
        ("promise release P-1 --because 'She bought another'", 1, "CANCELLED", 0),
        ("promise correct P-1 --by 2026-06-05 --because 'Friday was meant'", 1, "CANCELLED", 1),
    ):
        with subtests.test(command):
            promised.store.write_bytes(store)
            first = read(promised.at("06-01 10:05")("calendar").out)
            promised.at("06-01 10:30")(command)
            later = read(promised.at("06-02 10:00")("calendar").out)
            for kind, status in (("todo", to_do), ("event", "CANCELLED")):
                name = f"p-{number}-{kind}"
                assert later[name]["STATUS"] == status
                assert later[name]["UID"] == first[name]["UID"]
                assert later[name]["SEQUENCE"] > first[name]["SEQUENCE"]
                assert not later[name].walk("VALARM")
            assert ("COMPLETED" in later["p-1-todo"]) == (to_do == "COMPLETED")
            live = [name for name, each in later.items() if each["STATUS"] == "CONFIRMED"]
            assert len(live) == owed
            month = promised.at("07-02 10:29")("calendar").out
            assert "p-1-event" in read(month)
            assert "p-1-event" not in read(promised.at("07-02 10:31")("calendar").out)


def test_what_was_undone_counts_as_a_change_too(promised: Shop) -> None:
    promised.at("06-01 10:30")("keep P-1")
    kept = read(promised("calendar").out)["p-1-event"]
    promised.at("06-01 10:31")("undo --yes")
    again = read(promised("calendar").out)["p-1-event"]
    assert (kept["STATUS"], again["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert again["SEQUENCE"] > kept["SEQUENCE"]


def test_only_words_only_mine_only_events(promised: Shop, subtests: pytest.Subtests) -> None:
    promised("party add Bo --kind staff")
    promised("promise make 1 'Order a spare' --by 3bd --planned")
    promised("promise make 1 'Bo rings you' --by 3bd --owner Bo")
    for options, names in (
        ("", {"p-1-todo", "p-1-event", "p-3-todo", "p-3-event"}),
        ("--for Bo", {"p-3-todo", "p-3-event"}),
        ("--only events", {"p-1-event", "p-3-event"}),
        ("--only to-dos --plans", {"p-1-todo", "p-2-todo", "p-3-todo"}),
    ):
        with subtests.test(options):
            assert set(read(promised(f"calendar {options}").out)) == names
    assert "X-WR-CALNAME:Promises of Bo" in promised("calendar --for bo").out


def test_a_calendar_is_refused_as_other_files_are(promised: Shop) -> None:
    assert '"Anna"' in promised.refuses(2, "calendar --for Anna")
    assert "store" in promised.refuses(2, "calendar", "--output", str(promised.store))
    assert "to-dos" in promised.refuses(2, "calendar --only tasks")
    promised.store.unlink()
    promised.refuses(6, "calendar")


def test_texts_stay_texts(shop: Shop, subtests: pytest.Subtests) -> None:
    for text in (*EVIL, "a;b,c\\n:d", "wide \N{CJK UNIFIED IDEOGRAPH-6F22}" * 60, "END:VCALENDAR\r\nBEGIN:VEVENT"):
        with subtests.test(repr(text)[:40]):
            Path(shop.store).unlink(missing_ok=True)
            if shop.run("open", text, "--customer", "Dana Reyes", "--promise", text, "--by", "3bd").code == 0:
                found = read(shop("calendar").out)
                assert set(found) == {"p-1-todo", "p-1-event"}
                about = found["p-1-event"]["DESCRIPTION"]
                assert all(line.isprintable() for line in about.split("\n"))


def test_another_shop_has_other_uids(promised: Shop) -> None:
    first = read_uids(promised("calendar").out)
    promised.store.unlink()
    promised.at("06-01 10:01")(OPEN)
    assert not first & read_uids(promised("calendar").out)


def read_uids(text: str) -> set[str]:
    """The UIDs in a file."""
    return {str(each["UID"]) for each in icalendar.Calendar.from_ical(text).walk() if "UID" in each}
