"""The import through the real command line; the slice of real requests is public-domain data of the City of Boston."""

import csv
import os
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pexpect
import pytest

from careline.cli.sheets.files import Rejects, RejectsUnwritable
from careline.files import Draft, place
from careline.store import database
from tests.keys import Has
from tests.shop import Shop

CITY = Path(__file__).parents[2] / "data" / "city-requests-slice.csv"
SNAPSHOT = "2016-01-12T22:22:40-05:00"
CITY_OPTIONS = (
    "--source city --tz America/New_York --date-format '%m/%d/%Y %I:%M:%S %p' "
    "--set customer='City of Boston' --set promise='Done by the target' --map ref=CASE_ENQUIRY_ID "
    "--map subject=CASE_TITLE --map opened=OPEN_DT --map due=TARGET_DT --map kept=CLOSED_DT --map closed=CLOSED_DT "
    "--map performer=Department --map channel=Source"
)
SPOILED = {
    32: "closed (CLOSED_DT) '05/06/2015 11:51:01 AM' is before opened (OPEN_DT) '05/06/2015 11:51:10 AM'",
    33: "closed (CLOSED_DT) '05/06/2015 12:04:40 PM' is before opened (OPEN_DT) '05/06/2015 12:04:48 PM'",
    34: "opened (OPEN_DT) '02/30/2015 10:00:00 AM' is not in the format '%m/%d/%Y %I:%M:%S %p'",
    35: "has no subject: CASE_TITLE is blank",
    36: "opened (OPEN_DT) '03/08/2015 02:30:00 AM' does not exist in America/New_York, where the clocks jump over it",
    37: "has no opening moment: OPEN_DT is blank",
    38: "has 11 cells where the header has 12",
    39: "has 13 cells where the header has 12",
}


@pytest.fixture
def city(shop: Shop, tmp_path: Path) -> Path:
    """The slice of the city's requests, in a folder of its own; line 40 lies in an hour that the clocks repeat."""
    shop.at(SNAPSHOT)
    file = tmp_path / "requests.csv"
    file.write_bytes(CITY.read_bytes())
    return file


def write(shop: Shop, *rows: str, header: str = "ref,customer,subject,opened,due,kept,closed,performer") -> str:
    """A file with these rows; its path."""
    file = shop.folder / "tickets.csv"
    file.write_text("\n".join([header, *rows, ""]), encoding="utf-8", newline="")
    return str(file)


def take(shop: Shop, file: str, *more: str) -> Any:
    return shop.json("import", file, *more)["import"]


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_the_citys_file_goes_in_and_its_bad_rows_are_named_and_set_aside(
    shop: Shop, city: Path, tmp_path: Path
) -> None:
    rejects = tmp_path / "rejects.csv"
    imported = shop.json(f"import {CITY_OPTIONS} --skip-bad {rejects}", str(city))["import"]
    assert {key: imported[key] for key in ("source", "cases", "promises", "known", "differing", "repeated_hour")} == {
        "source": "city",
        "cases": 31,
        "promises": 15,
        "known": 0,
        "differing": [],
        "repeated_hour": 1,
    }
    assert {bad["line"]: bad["reason"] for bad in imported["rejected"]} == SPOILED
    assert imported["rejected"][0]["ref"] == "101001371461"
    assert imported["rejected_count"] == len(SPOILED)


def test_the_report_reaches_the_citys_own_verdict_for_each_department(shop: Shop, city: Path) -> None:
    shop(f"import {CITY_OPTIONS} --skip-bad {shop.folder / 'rejects.csv'}", str(city))
    verdict: dict[str, Counter[str]] = {}
    good = [row for line, row in enumerate(rows_of(city), 2) if line not in SPOILED]
    for row in good:
        if row["TARGET_DT"]:
            states = ("kept", "pending") if row["OnTime_Status"] == "ONTIME" else ("kept_late", "overdue")
            verdict.setdefault(row["Department"], Counter())[states[not row["CLOSED_DT"]]] += 1
    performers = shop.json(f"report performers --as-of {SNAPSHOT}")["sections"]["performers"]
    assert {
        row["performer"]: Counter({s: row[s] for s in ("kept", "kept_late", "overdue", "pending") if row[s]})
        for row in performers
    } == verdict
    assert sum(verdict.values(), Counter()).keys() == {"kept", "kept_late", "overdue", "pending"}
    silent = [row for row in good if not row["TARGET_DT"] and not row["CLOSED_DT"]]
    report = shop.json(f"overdue --as-of {SNAPSHOT}")["sections"]
    assert len(report["silent"]) == len(silent) == 5


def test_a_second_import_adds_nothing_and_says_so(shop: Shop, city: Path) -> None:
    shop(f"import {CITY_OPTIONS} --skip-bad {shop.folder / 'rejects.csv'}", str(city))
    before = shop.json("case list --all")
    again = shop.json(f"import {CITY_OPTIONS} --skip-bad {shop.folder / 'rejects.csv'}", str(city))["import"]
    assert (again["cases"], again["promises"], again["known"], again["differing_count"]) == (0, 0, 31, 0)
    assert shop.json("case list --all") == before


def test_rejects_hold_the_rows_as_they_were_with_line_and_reason_and_go_in_once_mended(shop: Shop, city: Path) -> None:
    rejects, rest = shop.folder / "rejects.csv", shop.folder / "rest.csv"
    rejects.write_text("something old", encoding="utf-8")
    shop(f"import {CITY_OPTIONS} --skip-bad {rejects}", str(city))
    with rejects.open(encoding="utf-8", newline="") as text:
        header, *rows = csv.reader(text)
    with city.open(encoding="utf-8", newline="") as text:
        own, *originals = csv.reader(text)
    assert header == [*own, "line", "reason"]
    assert {int(row[12]): row[13] for row in rows} == SPOILED
    for row in rows:
        original = originals[int(row[12]) - 2]
        assert [*row[: len(original[:12])], *row[14:]] == original
    mended = rejects.read_text(encoding="utf-8").replace("02/30/2015", "02/27/2015")
    rejects.write_text(mended, encoding="utf-8")
    again = shop.json(f"import {CITY_OPTIONS} --skip-bad {rest}", str(rejects))["import"]
    assert (again["cases"], again["rejected_count"]) == (1, 7)
    assert rest.read_text(encoding="utf-8").splitlines()[0] == ",".join(header)
    assert stat.S_ISREG(rest.stat().st_mode)
    assert not [each for each in shop.folder.iterdir() if each.name.startswith(".")]


def test_all_or_nothing_bad_rows_are_listed_and_no_store_is_made(shop: Shop, city: Path) -> None:
    answer = shop.run(f"import {CITY_OPTIONS}", str(city))
    assert answer.code == 2
    assert answer.err == (
        "careline: 8 rows are bad, so nothing was imported. Fix them, or set them aside with --skip-bad REJECTS.csv.\n"
    )
    listed = answer.out.splitlines()
    assert [line.split(":", 1)[0].split(",")[0] for line in listed] == [f"line {line}" for line in SPOILED]
    assert listed[0] == f"line 32, 101001371461: {SPOILED[32]}"
    assert not shop.store.exists()


def test_all_or_nothing_leaves_a_store_as_it_was(shop: Shop) -> None:
    shop('open "Crackles" --customer "Dana Reyes"')
    file = write(shop, "1,Kim,Hums,2026-05-04,,,,", "2,Kim,,2026-05-04,,,,")
    assert "One row is bad" in shop.refuses(2, "import", file)


def test_only_the_first_bad_rows_are_listed_and_the_rest_are_counted(shop: Shop) -> None:
    file = write(shop, *(f"{n},Kim,,2026-05-04,,,," for n in range(1203)))
    answer = shop.run("import", file)
    assert len(answer.out.splitlines()) == 51
    assert answer.out.splitlines()[-1] == "... and 1153 more"
    assert answer.err.startswith("careline: 1203 rows are bad")
    imported = take(shop, file, "--skip-bad", str(shop.folder / "rejects.csv"))
    assert (len(imported["rejected"]), imported["rejected_count"]) == (1000, 1203)
    assert len(rows_of(shop.folder / "rejects.csv")) == 1203


def test_a_bad_date_in_line_1204_is_named_by_its_line_though_cells_go_over_several(shop: Shop) -> None:
    rows = [f"{n},Kim,Hums,2026-05-04,,,," for n in range(1000)]
    rows[10] = '10,Kim,"Hums\n\nand crackles",2026-05-04,,,,'
    rows += [f"{n},Kim,Hums,2026-05-04,,,," for n in range(1000, 1200)]
    rows.append("1200,Kim,Hums,05/04/2026,,,,")
    assert shop.run("import", write(shop, *rows)).out.startswith("line 1204, 1200: opened '05/04/2026' is not a date")


def test_an_imported_case_stands_with_its_opening_and_its_promise(shop: Shop) -> None:
    file = write(
        shop,
        "7,Dana Reyes <dana@example.com>,Crackles,2026-05-04 10:00,2026-05-08,2026-05-11 09:00,2026-05-12,FedEx",
    )
    assert take(shop, file)["source"] == "tickets.csv"
    case = shop.case(1)
    assert case["case"]["customer"] == Has({"name": "Dana Reyes", "email": "dana@example.com", "phone": None})
    assert case["case"]["opened_at"] == "2026-05-04T14:00:00Z"
    assert (case["case"]["status"], case["case"]["closed_at"]) == ("closed", "2026-05-12T21:00:00Z")
    assert (case["case"]["closed_how"], case["case"]["waiting_since"]) == ("unconfirmed", None)
    (promise,) = case["promises"]
    assert {key: promise[key] for key in ("kind", "what", "said", "owner", "performer", "state")} == {
        "kind": "other",
        "what": "Crackles",
        "said": True,
        "owner": "Ana",
        "performer": "FedEx",
        "state": "kept_late",
    }
    assert (promise["made_at"], promise["due_at"]) == ("2026-05-04T14:00:00Z", "2026-05-08T21:00:00Z")
    assert (promise["kept_at"], promise["recorded_at"]) == ("2026-05-11T13:00:00Z", None)
    (contact,) = case["contacts"]
    assert (contact["direction"], contact["text"], contact["who"]) == ("in", "Crackles", "Dana Reyes")


def test_an_open_row_without_a_due_moment_is_silent_and_waits_for_our_word(shop: Shop) -> None:
    take(shop, write(shop, "7,Kim,Hums,2026-05-04 10:00,,2026-05-05,,FedEx"))
    assert shop.case(1)["case"]["waiting_since"] == "2026-05-04T14:00:00Z"
    assert shop.case(1)["promises"] == []
    assert [row["case"] for row in shop.json("overdue")["sections"]["silent"]] == ["C-1"]


def test_only_a_case_that_once_stood_without_a_live_promise_is_marked_as_such(shop: Shop) -> None:
    rows = (
        "1,,,",
        "2,2026-05-08,,",
        "3,2026-05-08,2026-05-07,",
        "4,2026-05-08,2026-05-07,2026-05-07",
        "5,,,2026-05-07",
    )
    take(
        shop,
        write(
            shop, *(f"{row},Kim,Hums,2026-05-04" for row in rows), header="ref,due,kept,closed,customer,subject,opened"
        ),
    )
    with database.reading(shop.store) as fetch:
        assert fetch("SELECT ref FROM cases WHERE may_be_silent ORDER BY ref") == [("1",), ("3",), ("5",)]


def test_closing_clears_nothing_a_closed_row_keeps_its_broken_promise(shop: Shop) -> None:
    take(shop, write(shop, "7,Kim,Hums,2026-05-04,2026-05-08,,2026-05-12,FedEx"))
    assert shop.promise(1)["state"] == "overdue"
    assert shop.case(1)["case"]["status"] == "closed"


def test_customers_and_performers_are_matched_exactly_and_made_where_unknown(shop: Shop) -> None:
    shop('customer add "Dana Reyes <dana@example.com>"')
    shop('party add "FieldCo" --kind contractor')
    header = "customer,email,phone,subject,opened,due,performer,owner"
    rows = (
        "DANA REYÉS,,1,Crackles,2026-05-04,2026-05-05,fieldco,Ben",
        "D. Reyes,Dana@Example.com,2,Hums,2026-05-04,2026-05-05,FieldCo,Ben",
        "Dana Reyez,,3,Near is not the same,2026-05-04,2026-05-05,FieldKo,Ana",
        "Dana Reyez,,4,Made once,2026-05-04,2026-05-05,FieldKo,",
    )
    assert take(shop, write(shop, *rows, header=header))["cases"] == 4
    names = [shop.case(n)["case"]["customer"]["name"] for n in (1, 2, 3, 4)]
    assert names == ["Dana Reyes", "Dana Reyes", "Dana Reyez", "Dana Reyez"]
    assert len(shop.json("customer list")["items"]) == 2
    assert [shop.promise(n)["performer"] for n in (1, 2, 3, 4)] == ["FieldCo", "FieldCo", "FieldKo", "FieldKo"]
    assert [shop.promise(n)["owner"] for n in (1, 2, 3, 4)] == ["Ben", "Ben", "Ana", "Ana"]


def test_a_known_name_with_an_unknown_address_is_a_new_customer_but_the_same_party(shop: Shop) -> None:
    shop('customer add "Dana Reyes <dana@example.com>"')
    shop('party add "FieldCo"')
    row = "1,Dana Reyes <dana@elsewhere.example>,Hums,2026-05-04,2026-05-05,,,FieldCo <help@fieldco.example>"
    take(shop, write(shop, row))
    assert shop.case(1)["case"]["customer"]["email"] == "dana@elsewhere.example"
    assert len(shop.json("customer list")["items"]) == 2
    assert [row["name"] for row in shop.json("party list")["items"]] == ["Ana", "FieldCo"]


def test_an_address_is_one_person_whatever_the_case_of_its_letters(shop: Shop) -> None:
    header = "ref,customer,email,subject,opened"
    take(
        shop, write(shop, "1,Zoë,ZOË@example.com,Hums,2026-05-04", "2,,zoË@example.com,Hums,2026-05-04", header=header)
    )
    take(shop, write(shop, "3,,ZoË@EXAMPLE.com,Hums,2026-05-04", header=header))
    assert {shop.case(n)["case"]["customer"]["name"] for n in (1, 2, 3)} == {"Zoë"}


def test_a_name_that_two_customers_carry_is_a_bad_row_and_stands_in_its_place_among_them(shop: Shop) -> None:
    shop('customer add "Kim Ito <kim@one.example>"')
    shop('customer add "Kim Ito <kim@two.example>"')
    answer = shop.run(
        "import", write(shop, "1,Lee,Hums,2026-05-04,,,,", "2,Kim Ito,Hums,2026-05-04,,,,", "3,Lee,,,,,,")
    )
    assert answer.code == 2
    assert answer.out == (
        'line 3, 2: has the customer "Kim Ito", a name that 2 have: kim@one.example and kim@two.example; it '
        'needs an email or a phone number as well, or make them one: careline customer merge "kim@one.example" '
        '"kim@two.example"\n'
        "line 4, 3: has no subject\n"
    )


@pytest.mark.parametrize("between", [0, 1500])
def test_a_name_that_becomes_two_customers_within_the_file_is_theirs_no_more(shop: Shop, between: int) -> None:
    rows = ["1,Kim,Hums,2026-05-04,,,,", "2,Kim <kim@two.example>,Hums,2026-05-04,,,,"]
    rows += [f"{n},Lee,Hums,2026-05-04,,,," for n in range(10, 10 + between)]
    answer = shop.run("import", write(shop, *rows, "3,Kim,Hums,2026-05-04,,,,"))
    assert answer.out.startswith(f'line {4 + between}, 3: has the customer "Kim", a name that 2 have')


def test_what_differs_is_reported_and_left_as_it_is(shop: Shop) -> None:
    take(shop, write(shop, "7,Kim,Hums,2026-05-04,2026-05-08,,,FedEx", "8,Kim,Crackles,2026-05-04,,,,"))
    before = shop.case(1)
    again = take(
        shop,
        write(
            shop, "7,Lee,Hums louder,2026-05-04,2026-05-09,2026-05-08,2026-05-09,UPS", "8,Kim,Crackles,2026-05-04,,,,"
        ),
    )
    assert again["differing"] == [
        Has(
            {
                "line": 2,
                "ref": "7",
                "case": "C-1",
                "fields": ["customer", "subject", "due", "kept", "closed", "performer"],
            }
        )
    ]
    assert (again["cases"], again["promises"], again["known"]) == (0, 0, 1)
    assert shop.case(1) == before
    assert [row["name"] for row in shop.json("customer list")["items"]] == ["Kim"]
    text = shop("import", write(shop, "7,Kim,Hums,2026-05-04,2026-05-08,,,UPS")).out
    assert "  line 2, 7: not as C-1 in performer\n" in text


def test_the_same_ref_twice_in_one_file_is_one_case_and_what_differs_is_reported(shop: Shop) -> None:
    file = write(shop, *["7,Kim,Hums,2026-05-04,2026-05-08,,,"] * 2, "7,Kim,Crackles,2026-05-04,2026-05-08,,,")
    imported = take(shop, file)
    assert (imported["cases"], imported["promises"], imported["known"]) == (1, 1, 1)
    assert [(each["line"], each["case"], each["fields"]) for each in imported["differing"]] == [(4, "C-1", ["subject"])]
    far_apart = [f"{n},Kim,Hums,2026-05-04,,,," for n in range(100, 1500)]
    imported = take(shop, write(shop, *far_apart, "100,Kim,Crackles,2026-05-04,,,,"))
    assert (imported["cases"], [each["line"] for each in imported["differing"]]) == (1400, [1402])


def test_the_same_ref_of_another_source_is_another_case(shop: Shop) -> None:
    file = write(shop, "7,Kim,Hums,2026-05-04,,,,")
    assert take(shop, file)["cases"] == 1
    assert take(shop, file, "--source", "elsewhere")["cases"] == 1
    assert take(shop, file)["cases"] == 0


def test_without_a_ref_the_whole_row_is_known_again(shop: Shop) -> None:
    file = write(shop, "Kim,Hums,2026-05-04", "Kim,Crackles,2026-05-04", header="customer,subject,opened")
    assert take(shop, file)["cases"] == 2
    assert (take(shop, file)["known"], take(shop, file)["cases"]) == (2, 0)


def test_what_happened_since_stands_beside_the_file_and_is_not_undone(shop: Shop) -> None:
    file = write(shop, "7,Kim,Hums,2026-05-04,2026-06-08,,,")
    take(shop, file)
    shop("keep P-1 --next 2bd")
    again = take(shop, file)
    assert [each["fields"] for each in again["differing"]] == [["kept"]]
    assert shop.promise(1)["state"] == "kept"


def test_a_promise_made_here_is_none_of_the_files_business(shop: Shop) -> None:
    file = write(shop, "7,Kim,Hums,2026-05-04,,,,")
    take(shop, file)
    shop('promise make C-1 "We look at it" --by 2bd')
    again = take(shop, file)
    assert (again["known"], again["differing_count"]) == (1, 0)


def test_a_rehearsal_counts_and_changes_nothing(shop: Shop) -> None:
    rejects = shop.folder / "rejects.csv"
    file = write(shop, "7,Kim,Hums,2026-05-04,,,,", "8,Kim,,2026-05-04,,,,")
    answer = shop("import --dry-run", file, "--skip-bad", str(rejects))
    assert answer.out.startswith("1 case and 0 promises would be imported")
    assert "A dry run: nothing was written." in answer.out
    assert {each.name for each in shop.folder.iterdir()} == {"careline.toml", "store", "tickets.csv"}
    assert not list((shop.folder / "store").iterdir())


def test_the_summary_counts_what_became_of_the_rows(shop: Shop) -> None:
    rejects = shop.folder / "rejects.csv"
    file = write(shop, "7,Kim,Hums,2025-11-02 01:30,2026-05-08,,,", "8,Kim,,2026-05-04,,,,")
    assert shop("import", file, "--skip-bad", str(rejects)).out == (
        "1 case and 1 promise imported from tickets.csv; 0 already known, 0 differing, 1 rejected.\n"
        f"Rejected and written to {rejects}:\n"
        "  line 3, 8: has no subject\n"
        "1 row with a moment in an hour that the clocks repeat: read as the first of the two.\n"
    )


def test_a_file_without_bad_rows_leaves_an_empty_list_of_them(shop: Shop) -> None:
    rejects = shop.folder / "rejects.csv"
    rejects.write_text("old", encoding="utf-8")
    take(shop, write(shop, "7,Kim,Hums,2026-05-04,,,,"), "--skip-bad", str(rejects))
    assert rejects.read_text(encoding="utf-8") == "ref,customer,subject,opened,due,kept,closed,performer,line,reason\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_disk_that_cannot_take_the_bad_rows_is_noticed_before_the_others_are_kept(tmp_path: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        rejects = Rejects(place(tmp_path / "rejects.csv"), Draft(Path("/dev/full"), full.fileno()), ["ref"])
        rejects.add(2, ["7"], "has no subject")
        with pytest.raises(RejectsUnwritable, match="No space left"):
            rejects.finish()


def test_with_an_unknown_header_the_refusal_prints_the_command_that_it_would_guess(shop: Shop, city: Path) -> None:
    answer = shop.run("import --source city", str(city))
    assert answer.code == 2
    assert answer.err.startswith(
        "careline: No column is called subject, opened or customer, and every row needs that; nothing was imported. "
        'The command that careline would guess is printed: check it, then run it. Its columns: "'
        'CASE_ENQUIRY_ID" is ref?, '
    )
    assert '"CLOSED_DT" is kept, closed?, ' in answer.err
    assert '; left alone: "OnTime_Status", ' in answer.err
    assert answer.err.count("\n") == 1
    assert answer.out == (
        f"careline import {city} --source city --date-format '%m/%d/%Y %I:%M:%S %p' --map ref=CASE_ENQUIRY_ID "
        "--map subject=CASE_TITLE --map channel=Source --map opened=OPEN_DT --map due=TARGET_DT --map kept=CLOSED_DT "
        "--map closed=CLOSED_DT --map performer=Department --set customer=NAME\n"
    )
    assert not shop.store.exists()


def test_dates_whose_order_the_file_proves_need_no_option(shop: Shop) -> None:
    rows = ["1,Kim Ito,Hub,5/4/2026 9:05:00,5/18/2026,,,", "2,Lee,Cable,46146,6 mei 2026 14:00,5/5/2026 3:42 PM,,"]
    imported = take(shop, write(shop, *rows))
    assert (imported["cases"], imported["read_as"]) == (2, ["the month first in dates"])
    due, kept = shop.promise(1)["due_at"], shop.promise(2)["kept_at"]
    assert (due, kept) == ("2026-05-18T21:00:00Z", "2026-05-05T19:42:00Z")


def test_dates_whose_order_nothing_proves_are_refused_with_both_readings_and_the_options(shop: Shop) -> None:
    file = write(shop, "1,Kim Ito,Hub,5/4/2026,6/4/2026,,,")
    refusal = shop.refuses(2, "import", file)
    assert "'5/4/2026' on line 2 could be 5 Apr 2026 or 4 May 2026" in refusal
    assert "--date-format '%m/%d/%Y' for 4 May 2026" in refusal
    assert take(shop, file, "--date-format", "%m/%d/%Y")["cases"] == 1
    assert shop.promise(1)["due_at"] == "2026-06-04T21:00:00Z"


def test_dates_that_contradict_each_other_are_refused_unless_their_formats_are_named(shop: Shop) -> None:
    file = write(shop, "1,Kim Ito,Hub,5/14/2026,,,,", "2,Lee,Cable,14/5/2026,,,,")
    assert "'5/14/2026' on line 2 has the month first, '14/5/2026' on line 3 the day" in shop.refuses(2, "import", file)
    assert take(shop, file, "--date-format", "%m/%d/%Y", "--date-format", "%d/%m/%Y")["cases"] == 2


def test_a_number_that_has_lost_digits_makes_its_row_bad(shop: Shop) -> None:
    answer = shop.run("import", write(shop, "1.23457E+17,Kim Ito,Hub,2026-05-14,,,,"))
    assert answer.code == 2
    assert "line 2, 1.23457E+17: ref '1.23457E+17' has lost digits in the spreadsheet" in answer.out
    assert not shop.store.exists()


def test_the_guessed_command_works_once_its_blanks_are_filled_in(shop: Shop) -> None:
    header = "Ticket ID,Client,Ticket title,Created,Deadline,Resolved On"
    file = write(shop, "1,Kim,Hums,05/14/2026,05/15/2026,05/15/2026", "2,Lee,Crackles,05/04/2026,,", header=header)
    guessed = shop.run("import", file).out
    assert "--date-format %m/%d/%Y" in guessed
    assert shop(guessed.removeprefix("careline ")).out.startswith("2 cases and 1 promise imported")


BAD_OPTIONS = [
    ("--map subjct=Title", "Did you mean subject?"),
    ("--set colour=red", "colour"),
    ("--map subject=Titel", 'no column "Titel"'),
    ("--map subject", "--map subject=COLUMN"),
    ("--set ref=1", "ref"),
    ("--tz Europe/Pariss", "Did you mean Europe/Paris?"),
    ("--tz EST", "such as America/New_York"),
    ("--tz CET", "such as Europe/Berlin"),
    ("--tz Etc/GMT+5", "such as America/New_York"),
    ("--tz PST", "such as America/Los_Angeles"),
    ("--date-format %Q", "--date-format"),
    ("--date-format %d.%m.", "lacks the year"),
    ("--skip-bad /nonexistent/rejects.csv", "cannot be written with the bad rows"),
    ("--skip-bad .", "not a file"),
]


def test_bad_options_are_refused_by_name_before_anything_is_read(shop: Shop, subtests: pytest.Subtests) -> None:
    for options, words in BAD_OPTIONS:
        with subtests.test(options):
            assert words in shop.refuses(2, f"import {options}", write(shop, "7,Kim,Hums,2026-05-04,,,,"))
            assert not shop.store.exists()


def test_the_bad_rows_never_replace_the_file_that_they_come_from(shop: Shop) -> None:
    file = write(shop, "7,Kim,Hums,2026-05-04,,,,")
    link = shop.folder / "link.csv"
    link.symlink_to(file)
    assert "is the file to be imported" in shop.refuses(2, "import", file, "--skip-bad", str(link))
    assert Path(file).read_text(encoding="utf-8").startswith("ref,")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"ref,customer,subject,opened\n1,Zo\xc3\xab,Hums,2026-05-04\n2,Zo\xeb", "line 3 has the byte 0xeb"),
        (bytes(range(32)) * 10, "line 1 has a NUL byte"),
        (bytes(range(256)) * 10, "is not cp1252 text"),
        (b"%PDF-1.7\n", "is no table but a PDF"),
        (b"\n<!doctype html>\n<table>", "is no table but HTML or XML"),
        (b'[\n  {"ref": 1}]', "is no table but JSON"),
        (b"ref,subject,subject,opened,customer\n", '"subject" more than once'),
        (b'ref,customer,subject,opened\n1,Kim,"Hums,2026-05-04\n2,Kim,Hums,2026-05-04\n', "not CSV from line 2 on"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_line(shop: Shop, content: bytes, words: str) -> None:
    file = shop.folder / "table.csv"
    file.write_bytes(content)
    assert words in shop.refuses(2, "import", str(file))
    assert not shop.store.exists()


def test_a_file_that_cannot_be_opened_is_refused_in_one_line(shop: Shop) -> None:
    assert "No such file" in shop.refuses(2, "import", str(shop.folder / "nowhere.csv"))
    assert "directory" in shop.refuses(2, "import", str(shop.folder))


def test_a_nul_byte_in_a_row_makes_it_bad(shop: Shop) -> None:
    assert "holds a NUL byte" in shop.run("import", write(shop, "7,Kim,Hu\0ms,2026-05-04,,,,")).out


def test_a_byte_order_mark_and_other_ends_of_lines_do_no_harm(shop: Shop) -> None:
    file = shop.folder / "excel.csv"
    file.write_bytes("\ufeffsubject,ref,customer,opened\r\nHums,1,Zoë,2026-05-04\r\n".encode())
    assert take(shop, str(file))["cases"] == 1
    file.write_bytes(b"ref,customer,subject,opened\r2,Kim,Hums,2026-05-04\r")
    assert take(shop, str(file))["cases"] == 1


def test_evil_text_goes_in_unchanged_and_comes_out_harmless(shop: Shop) -> None:
    evil = "\x1b]0;owned\x07[/bold]=cmd|\u202etxt " + "x" * 200_000
    listing = shop.run("import", write(shop, f'"{evil}",Kim,"{evil}",2026-05-04,"{evil}",,,')).out
    assert listing.startswith("line 2, \\x1b]0;owned\\x07[/bold]")
    assert "\x1b" not in listing
    assert "\u202e" not in listing
    take(shop, write(shop, f'"{evil}",Kim,"{evil}",2026-05-04,2026-05-08,,,"{evil}"'))
    assert shop.case(1)["case"]["subject"] == evil
    assert shop.promise(1)["performer"] == evil


def test_an_import_is_taken_back_like_any_other_command(shop: Shop) -> None:
    take(shop, write(shop, "7,Kim,Hums,2026-05-04,2026-05-08,,,FedEx"))
    shop("undo")
    assert shop.json("case list --all")["items"] == []
    assert take(shop, write(shop, "7,Kim,Hums,2026-05-04,2026-05-08,,,FedEx"))["cases"] == 1
    assert [row["id"] for row in shop.json("case list --all")["items"]] == ["C-2"]


def run_careline(shop: Shop, *words: str, piped: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {
        "CARELINE_DB": str(shop.store),
        "CARELINE_CONFIG": str(shop.settings_file),
        "CARELINE_NOW": shop.now,
    }
    return subprocess.run([sys.executable, "-m", "careline", *words], input=piped, env=environment, capture_output=True)


def test_standard_input_is_read_where_its_source_is_named(shop: Shop) -> None:
    table = b"ref,customer,subject,opened\n1,Kim,Hums,2026-05-04\n"
    nameless = run_careline(shop, "import", "-", piped=table)
    assert (nameless.returncode, b"--source" in nameless.stderr) == (2, True)
    named = run_careline(shop, "import", "-", "--source", "shop", piped=table)
    assert named.stdout.startswith(b"1 case and 0 promises imported from shop;")
    assert named.stderr == b""


def test_a_terminal_sees_how_far_it_is(shop: Shop) -> None:
    file = write(shop, *(f"{n},Kim,Hums,2026-05-04,,,," for n in range(1000)))
    environment = os.environ | {
        "CARELINE_DB": str(shop.store),
        "CARELINE_CONFIG": str(shop.settings_file),
        "TERM": "xterm",
    }
    terminal = pexpect.spawn(sys.executable, ["-m", "careline", "import", file], env=environment, timeout=60)
    terminal.expect("Looking")
    terminal.expect("1000 cases and 0 promises would be imported")
    terminal.sendline("")
    terminal.expect("Importing")
    terminal.expect("1000 cases and 0 promises imported")
    terminal.expect(pexpect.EOF)


# Not getrusage, which counts what the process held before it became this program.
PEAK = """
import re, sys
from pathlib import Path
from careline.cli.frame.app import run
print(run(sys.argv[1:]), re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the most memory that was held")
def test_memory_does_not_grow_with_the_file(shop: Shop) -> None:
    """Twenty thousand rows, each with a customer of its own, stay within a tenth of what two thousand need."""
    peaks = []
    for count in (2_000, 20_000):
        file = write(
            shop,
            *(
                f"{count}-{n},Customer {count} {n},{'Hums ' * 40},2026-05-04 10:00,2026-05-08,,,FedEx"
                for n in range(count)
            ),
        )
        answer = subprocess.run(
            [sys.executable, "-c", PEAK, "--db", str(shop.folder / f"{count}.db"), "import", file],
            env=os.environ | {"CARELINE_CONFIG": str(shop.settings_file)},
            capture_output=True,
            text=True,
            check=True,
        )
        code, peak = answer.stdout.splitlines()[-1].split()
        assert code == "0"
        peaks.append(int(peak))
    assert peaks[1] < peaks[0] * 1.1


def test_ids_are_given_out_by_the_store_also_when_an_import_comes_between(shop: Shop) -> None:
    take(shop, write(shop, "7,Kim,Hums,2026-05-04,2026-05-08,,,FedEx"))
    shop('open "Crackles" --customer "Dana Reyes"')
    take(shop, write(shop, "8,Lee,Hums,2026-05-04,2026-05-08,,,UPS"))
    shop('open "Hisses" --customer "Mia Tan"')
    assert [shop.case(n)["case"]["customer"]["name"] for n in (1, 2, 3, 4)] == ["Kim", "Dana Reyes", "Lee", "Mia Tan"]


def test_every_imported_row_is_in_the_log(shop: Shop) -> None:
    take(shop, write(shop, "7,Kim,Hums,2026-05-04,2026-05-08,,,FedEx"))
    with database.reading(shop.store) as fetch:
        logged = fetch("SELECT table_name, count(*) FROM changes WHERE action = 'insert' GROUP BY 1 ORDER BY 1")
    assert logged == [("cases", 1), ("contacts", 1), ("customers", 1), ("parties", 2), ("promises", 1)]


def test_every_row_of_a_long_import_has_one_line_in_the_log_in_the_order_of_their_making(shop: Shop) -> None:
    shop('open "Crackles" --customer "Dana Reyes"')
    many = (f"{n},Customer {n},Hums,2026-05-04,2026-05-08,,,Carrier {n}" for n in range(2001))
    take(shop, write(shop, *many))
    take(shop, write(shop, "X,Lee,Hisses,2026-05-04,2026-05-08,,,UPS"))
    with database.reading(shop.store) as fetch:
        for table in ("customers", "parties", "cases", "contacts", "promises"):
            logged = fetch("SELECT row_id FROM changes WHERE table_name = :table ORDER BY id", table=table)
            assert logged == fetch(f"SELECT id FROM {table} ORDER BY id"), table
        commands = fetch("SELECT command_id, count(*) FROM changes WHERE action = 'insert' GROUP BY 1")
        order = fetch("SELECT DISTINCT table_name FROM changes WHERE command_id = 3 ORDER BY id")
    assert commands[1:] == [(2, 5 * 2001), (3, 5)]
    assert order == [("customers",), ("parties",), ("cases",), ("contacts",), ("promises",)]


def test_what_holds_the_log_is_there_again_after_an_import(shop: Shop) -> None:
    shop('open "Crackles" --customer "Dana Reyes"')
    schema = "SELECT name, tbl_name, sql FROM sqlite_schema ORDER BY name"
    with database.reading(shop.store) as fetch:
        before = fetch(schema)
    take(shop, write(shop, "7,Kim,Hums,2026-05-04,2026-05-08,,,FedEx"))
    bought = write(shop, "9,Kim,MX500i,2026-05-04,20 USD", header="ref,customer,product,bought,price")
    assert shop.json("purchase import", bought)["import"]["purchases"] == 1
    with database.reading(shop.store) as fetch:
        assert fetch(schema) == before
