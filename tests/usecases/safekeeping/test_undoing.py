"""Taking commands back: `undo`, and what the log says of it."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from careline.domain.errors import NotFound, Refused
from careline.domain.safekeeping.undoing import BuiltUpon
from careline.usecases.cases import cases
from careline.usecases.safekeeping import undoing
from tests.builders import BOSTON, DUE, SECOND
from tests.evidence import deep
from tests.shop import Shop
from tests.store import contents
from tests.store.contents import opened
from tests.usecases.books import Books, said

COMMANDS = (
    "open 'No sound' --customer 'Dana Reyes <dana@example.com>' --product MX500i",
    "open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by '3bd' --performer FieldCo",
    "heard 1 'Where is it?' --chasing",
    "heard 1 'Thank you' --praise",
    "heard 1 'And now?' --said 'Tomorrow' --promise 'It is sent' --by 2bd",
    "follow-up 1 'It left today' --next 3bd",
    "follow-up 1 --no-answer",
    "case note 1 'The cable, perhaps'",
    "case edit 1 --product MX500c --order 10482 --severity major --channel phone",
    "promise make 1 'A new one is sent' --by 2bd",
    "keep 1",
    "renegotiate 2 --by 4bd --told 'On Friday' --because 'late'",
    "promise correct 2 'Something else' --because 'typed wrong'",
    "promise remind 2 'Robin waits'",
    "promise release 2 --because 'they bought one'",
    "promise withdraw 2 --because 'sold out'",
    "escalate 1 --to Ben --ack-by 4bh --backup 'Ana drives there'",
    "escalation acknowledge 1 --who Ben",
    "ship-replacement 1 --item MX500i --why 'a new one' --arrives 2bd --carrier FedEx",
    "outcome 1 doa --delivered now",
    "close 1 --confirmed 'It works'",
    "reopen 1",
    "customer add 'Mia Tan' --phone 123",
    "customer edit dana@example.com --name 'Dana R. Reyes'",
    "customer merge 'Robin Vale' dana@example.com",
    "party add Plantronics --kind supplier",
    "party add Cleo --kind staff",
    "party edit Cleo --phone 123",
    "party edit Plantronics --returns above --return-above 25 --cap-units 3",
    "product add MX500i --supplier Plantronics --successor MX500c",
    "product edit MX500c --warranty-months 24",
    "party away Cleo --from 2026-06-08 --until 2026-06-12 --to Anybody",
    "hand-over 1 2 --to Cleo --because 'Ana is ill'",
    "hand-over 1 --to Ana --because 'Ana is back'",
    "open 'Crackles' --customer 'Dana Reyes <dana@example.com>'",
    "case link 1 2 --because 'the same cable'",
    "case merge 2 --into 1",
    "case merge 1 --into 3",
    "case unmerge 2",
    "case unmerge 1",
    "open 'A voucher' --from 1 --move 2",
    "open 'Another matter' --from 1 --move W-2",
    "case move W-1 --to 2",
    "case move W-2 W-3 --to 1",
    "case move W-3 W-4 --to 2",
)


def tables(shop: Shop) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but those of the log, and the words under which it is found."""
    with opened(shop.store) as store:
        names = [*sorted(set(contents.tables(store)) - set(contents.LOG)), "case_search", "customer_search"]
        return {name: store.execute(f"SELECT rowid, * FROM {name} ORDER BY 1").fetchall() for name in names}


PEOPLE = ("Ana", "Ben", "Mia")
WITH_A_ROW_DELETED = [COMMANDS[0], COMMANDS[1], "customer merge 'Robin Vale' dana@example.com"]
"""Chance hardly ever finds the order in which a command deletes a row: two customers, and then one of them."""


@pytest.mark.evidence
@deep(18)
@given(st.lists(st.tuples(st.sampled_from(COMMANDS), st.sampled_from(PEOPLE)), min_size=1, max_size=8), st.data())
def test_whatever_several_people_did_and_each_took_back_leaves_every_table_as_before(
    done: list[tuple[str, str]], data: st.DataObject
) -> None:
    """Each takes their own back, in whatever order; what rests on a later line waits until that is gone."""
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder))
        for name in ("Ben", "Mia"):
            shop(f"party add {name} --kind staff")
        shop("party add Anybody")
        start = tables(shop)
        lines: list[tuple[int, str]] = []
        for command, who in done:
            before = tables(shop)
            if shop.run(f"--me {who} {command}").code == 0 and tables(shop) != before:
                lines.append((shop.json("log --last 1")["items"][0]["id"], who))
        while lines:
            order = data.draw(st.permutations(lines))
            gone = next((line for line in order if shop.run(f"--me {line[1]} undo {line[0]}").code == 0), None)
            assert gone is not None, "something can always be taken back: the last line"
            lines.remove(gone)
        assert tables(shop) == start


@pytest.mark.evidence
@deep(18)
@given(st.lists(st.sampled_from(COMMANDS), min_size=1, max_size=8))
@example(WITH_A_ROW_DELETED)
def test_whatever_was_done_and_undone_leaves_every_table_as_before(done: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder))
        shop("party add Anybody")
        states = [tables(shop)]
        for command in done:
            # What changed nothing is not there to be undone.
            if shop.run(command).code == 0 and tables(shop) != states[-1]:
                states.append(tables(shop))
        for before in reversed(states[:-1]):
            shop("undo")
            assert tables(shop) == before


def test_undo_takes_back_the_last_command_that_stands(shop: Shop) -> None:
    shop("open A --customer Dana")
    shop("open B --customer Robin")
    shop("undo")
    shop("undo")
    assert shop.json("list --all")["items"] == []
    assert "nothing left to undo" in shop.refuses(4, "undo")


def test_ids_are_not_given_out_again_after_an_undo(shop: Shop) -> None:
    shop("open A --customer Dana")
    shop("undo")
    assert shop.json("open B --customer Dana")["case"]["id"] == "C-2"


def test_an_undo_is_in_the_log_with_what_it_took_back(shop: Shop) -> None:
    shop("open A --customer Dana")
    shop("undo")
    rows = shop.json("log")["items"]
    assert [(row["id"], row["command"], row["undoes"], row["undone_by"]) for row in rows] == [
        (2, "undo", 1, None),
        (1, "case open", None, 2),
    ]


def test_a_dry_run_says_what_it_would_do_and_does_nothing(shop: Shop) -> None:
    shop("open A --customer Dana")
    before = shop.store.read_bytes()
    assert "Would undo" in shop("undo --dry-run").out
    assert shop.store.read_bytes() == before


def test_what_was_undone_is_not_undone_twice(shop: Shop) -> None:
    shop("open A --customer Dana")
    shop("undo 1")
    assert "already undone" in shop.refuses(4, "undo 1")


def test_an_undo_is_not_undone(shop: Shop) -> None:
    shop("open A --customer Dana")
    shop("undo")
    assert "itself an undo" in shop.refuses(4, "undo 2")


def test_a_command_that_a_later_one_builds_on_stays(shop: Shop) -> None:
    shop("open A --customer Dana")
    shop("heard 1 hello")
    assert "careline undo 2" in shop.refuses(4, "undo 1")
    shop("undo 2")
    shop("undo 1")


def test_a_command_whose_customer_is_used_elsewhere_stays(shop: Shop) -> None:
    shop("open A --customer Dana")
    shop("open B --customer Dana")
    assert "builds on it" in shop.refuses(4, "undo 1")


def test_a_promise_that_has_fallen_due_since_is_not_unmade(shop: Shop) -> None:
    shop("open A --customer Dana --promise 'I call' --by 'today 16:00'")
    shop.at("06-01 16:01")
    assert "P-1 has fallen due" in shop.refuses(4, "undo")


def test_a_promise_that_has_fallen_due_since_is_not_revived(shop: Shop) -> None:
    shop("open A --customer Dana --promise 'I call' --by 'today 16:00'")
    shop.at("06-01 15:00")("keep 1")
    shop.at("06-01 16:01")
    assert "P-1 has fallen due" in shop.refuses(4, "undo")


def test_a_promise_kept_late_by_mistake_is_overdue_again(shop: Shop) -> None:
    shop("open A --customer Dana --promise 'I call' --by 'today 16:00'")
    shop.at("06-02 10:00")("keep 1")
    shop("undo")
    assert shop.promise(1)["state"] == "overdue"


def test_a_promise_that_was_made_overdue_is_not_unmade(shop: Shop) -> None:
    shop("open A --customer Dana")
    shop.at("06-08 10:00")("promise make 1 'I call' --at '2026-06-05 10:00' --by '2026-06-05 15:00'")
    assert "P-2 has fallen due" in shop.refuses(4, "undo")


def test_a_customer_whom_a_later_command_has_corrected_stays_so(shop: Shop) -> None:
    shop("customer add 'Dana Reyes'")
    shop("customer edit 'Dana Reyes' --phone 111")
    shop("customer edit 'Dana Reyes' --phone 222")
    assert "command 3" in shop.refuses(4, "undo 2")
    shop("undo")
    assert shop.json("customer list")["items"][0]["phone"] == "111"


def test_a_command_that_changed_nothing_is_passed_over(shop: Shop) -> None:
    shop("open A --customer Dana --product X")
    shop("case edit 1 --product X")
    shop("undo")
    assert shop.json("list --all")["items"] == []


def test_an_unknown_number_is_not_found(shop: Shop) -> None:
    shop("open A --customer Dana")
    assert "no command 9" in shop.refuses(3, "undo 9")
    assert "no command 2" in shop.refuses(3, "undo 2")


def test_the_log_is_filtered_by_case_person_and_day(shop: Shop) -> None:
    shop("open A --customer Dana")
    shop("open B --customer Robin")
    shop("party add Ben --kind staff")
    shop.at("06-02 10:00")("--me Ben heard 2 hello")

    def listed(filters: str) -> list[int]:
        return [row["id"] for row in shop.json(f"log {filters}")["items"]]

    assert listed("") == [4, 3, 2, 1]
    assert listed("--case 2") == [4, 2]
    assert listed("--who ben") == [4]
    assert listed("--on yesterday") == [3, 2, 1]
    assert listed("--case 2 --on yesterday") == [2]
    assert listed("--last 1") == [4]
    assert listed("--case 1 --who Ben") == []


def test_each_row_that_is_put_back_is_counted_once(shop: Shop) -> None:
    shop("product add MX500i --supplier Plantronics --successor MX500c")
    said = shop("undo").out
    assert said.endswith("product MX500i. Put back: 2 products, 1 party.\n")


def test_what_is_put_back_is_named_in_words(shop: Shop) -> None:
    shop("open 'No sound' --customer Kim")
    shop("tone request 1 --about Ben --to Ana")
    assert "Put back: 1 tone review, " in shop("undo").out


# What the use case puts back


def undo(books: Books, number: int | None = None) -> tuple[int, dict[str, int]]:
    """The command that was taken back, and how many rows of each table."""
    with books.recording() as work:
        command, rows = undoing.undo(work, number, BOSTON)
    return command.id, rows


def test_the_last_command_that_stands_is_taken_back_with_its_rows(books: Books) -> None:
    books.open(said())
    books.do(cases.note, 1, "The cable is loose")
    assert undo(books) == (2, {"notes": 1})
    assert undo(books) == (1, {"cases": 1, "contacts": 1, "customers": 1, "parties": 1, "promises": 1})
    with pytest.raises(Refused, match="nothing left to undo"):
        undo(books)


def test_what_a_later_command_builds_on_is_not_put_back(books: Books) -> None:
    books.open(said())
    books.do(cases.note, 1, "The cable is loose")
    with pytest.raises(BuiltUpon, match="command 2"):
        undo(books, 1)
    assert books.file().case.name == "C-1"


def test_a_command_is_taken_back_once_and_an_undo_never(books: Books) -> None:
    books.open(said())
    undo(books)
    with pytest.raises(Refused, match="already undone, by command 2"):
        undo(books, 1)
    with pytest.raises(Refused, match="itself an undo"):
        undo(books, 2)


def test_what_was_said_and_has_fallen_due_since_stays_said(books: Books) -> None:
    books.open(said())
    books.now = DUE + SECOND
    with pytest.raises(Refused, match="P-1 has fallen due"):
        undo(books)


def test_a_command_that_is_not_in_the_log_is_not_found(books: Books) -> None:
    books.open(said())
    with pytest.raises(NotFound, match="no command 9"):
        undo(books, 9)
