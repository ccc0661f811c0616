"""At a terminal an import shows what it understood, and asks; what is wrong is put right at the prompt."""

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.exports import FRESHDESK, export
from tests.shop import Answer, Shop, utc
from tests.terminal import typing

SHEET = """\
Ticket no,Client,Case title,Created,Deadline,Handled by,Notes
1041,Dana Reyes <dana@example.com>,Crackles,2026-05-04 10:00,2026-05-08,FedEx,loud
1042,Kim Ito,Refund,2026-05-05,,,
"""


def sheet(shop: Shop, text: str = SHEET) -> str:
    file = shop.folder / "list.csv"
    file.write_text(text, encoding="utf-8")
    return file.as_posix()


def ask(shop: Shop, *lines: str, text: str = SHEET, options: str = "", command: str = "import") -> Answer:
    shop.environment["TERM"] = "dumb"  # where no progress is shown
    return typing(shop, f"{command} {sheet(shop, text)} {options}", *lines)


def test_it_shows_columns_dates_and_first_rows_and_imports_on_enter(shop: Shop) -> None:
    answer = ask(shop, "")
    assert [line for line in answer.err.splitlines() if line] == [
        "list.csv:",
        "  Ticket no   ref       1041",
        "  Client      customer  Dana Reyes <dana@example.com>",
        "  Case title  subject?  Crackles",
        "  Created     opened    2026-05-04 10:00",
        "  Deadline    due       2026-05-08",
        "  Handled by  owner     FedEx",
        "Left alone: Notes",
        "Dates: 2026-05-04 10:00 is Mon 4 May 2026 10:00 EDT",
        "? marks what a heading only sounds like.",
        "  C-1  Dana Reyes: Crackles, opened Mon 4 May 10:00; due Fri 8 May 17:00 by",
        "       FedEx",
        "  C-2  Kim Ito: Refund, opened Tue 5 May 00:00",
        "For 2 new customers. New staff: FedEx.",
        "2 cases and 1 promise would be imported.",
        "Import this? [Y/n, ? for help, or fix it: subject=COLUMN due=] ",
    ]
    assert answer.out.startswith("2 cases and 1 promise imported from list.csv;")


def test_nothing_is_written_before_somebody_agrees(shop: Shop) -> None:
    for typed in (["n"], ["No"], [], ["performer=Notes", "n"]):
        answer = ask(shop, *typed)
        assert (answer.code, answer.out) == (130, "")
        assert answer.err.endswith("careline: Nothing was done.\n")
        assert not shop.store.exists()


def test_what_was_guessed_wrong_is_put_right_at_the_prompt(shop: Shop) -> None:
    answer = ask(shop, "performer=Handled by owner= due=", 'channel="phone" tz=Europe/Rome', "y")
    assert "  (every row)  channel    phone" in answer.err
    assert "Left alone: Deadline, Notes" in answer.err
    assert "Mon 4 May 2026 10:00 CEST" in answer.err
    case = shop.case(1)
    assert (case["case"]["channel"], case["promises"]) == ("phone", [])


WRONG = {
    "subject=Noten": 'No column is called "Noten". Did you mean subject="Notes"?',
    "sbject=Notes": 'There is no field "sbject". Did you mean subject?',
    'due="Dead lin"': 'No column is called "Dead lin". Did you mean due="Deadline"?',
    "customer=City of Boston": 'in quotation marks: customer="City of Boston".',
    "tz=EST": "--tz is",
    "tz=": "tz is given without a value.",
    "as=shopfy": "no layout is called so",
    "date-format=%Q": "--date-format",
    "skip-bad=no/such/folder/bad.csv": "cannot be written with the bad rows",
    "x" * 3000: f'"{"x" * 39}\N{HORIZONTAL ELLIPSIS}" is not understood here.',
}
HELP = [
    "What you can type, or several of it in one line:",
    '  ref="Ticket no"      this column says ref; its beginning will do',
    '  customer="One name"  every row says this',
    "  due=                 no column says due",
    "  update               takes over what a newer file knows",
    "  y, n                 yes; no, and nothing is imported",
    "  tz= date-format= as= source= skip-bad=  as the options of these names",
    "  Another sheet, delimiter or first line: n, then careline import --help",
    "Fields: ref, customer, email, phone, subject, product, order, channel, opened,",
    "  promise, due, kept, closed, owner, performer",
    "Columns: Ticket no, Client, Case title, Created, Deadline, Handled by, Notes",
]


def test_a_question_mark_and_a_wrong_word_show_what_can_be_typed(shop: Shop) -> None:
    for typed in ("?", "yes please"):
        lines = ask(shop, typed, "n").err.splitlines()
        start = next(number for number, line in enumerate(lines) if line.endswith(HELP[0]))
        assert lines[start + 1 : start + len(HELP)] == HELP[1:]
        assert ('"yes please" is not understood here.' in "".join(lines[:start])) == (typed != "?")


def test_fixes_that_will_not_do_are_said_to_be_so_and_asked_for_again(shop: Shop) -> None:
    answer = ask(shop, *WRONG, "")
    told = " ".join(answer.err.split())
    assert [words for words in WRONG.values() if words not in told] == []
    assert answer.err.count("Left alone: Notes") == 1  # nothing was taken for a fix
    assert answer.out.startswith("2 cases")


FIXES = {
    'channel="email"': "  (every row)  channel   email",
    "subject=Notes": "  Notes       subject   loud",
    "customer=Cli+Case": "  Client+Case title  customer",
    "ref=": "Left alone: Ticket no",
    "tz=Europe/Rome": "10:00 CEST",
    "date-format=%Y-%m-%d %H:%M": "Dates: 2026-05-04 10:00 is",
    "source=desk": "desk:",
    "update": "Import this?",
}


def test_every_fix_can_be_typed_and_shows_in_the_next_preview(shop: Shop, subtests: pytest.Subtests) -> None:
    for typed, shown in FIXES.items():
        with subtests.test(typed):
            seen = ask(shop, typed, "n").err
            assert shown in seen.split("due=] ", 1)[1]


def test_the_preview_and_its_question_fit_on_the_smallest_screen(shop: Shop) -> None:
    """Twenty columns, long joined headings and long words: nothing scrolls away, at 80 columns and 24 lines."""
    long = "Country of residence of the caller, if it was told to us"
    header = (
        "Ticket no,Client,E-mail,Telephone,Title,Product,Order number,Channel,Created,Promise,Deadline,Done on,"
        f'Closed on,Owner,Handled by,Notes,Tags,"{long}",Priority,Rating'
    )
    row = (
        "%d,Dana Reyes the first of her house and family,d@example.com,+1 617 555 0101,Crackles whenever it rains in "
        "the morning,MX500i,10401,phone,2026-05-01 10:00,We send a new one by courier,2026-05-11,2026-05-11 12:00,"
        "2026-05-11 13:00,Ben,FedEx,loud,a;b,Germany,1,5\n"
    )
    shop.environment |= {"COLUMNS": "80", "LINES": "24"}
    text = f"{header}\n" + "".join(row % number for number in range(6))
    for fix in ("owner=", f"customer=Client+{long}", "subject="):
        last = ask(shop, fix, "n", text=text).err.split("due=] ", 1)[1]
        lines = last.partition("careline: ")[0].splitlines()
        assert len(lines) <= 24
        assert max(map(len, lines)) <= 80
        assert "Handled by" in last
    shop.environment |= {"LINES": "60"}
    assert len(ask(shop, text=text).err.splitlines()) > 24


def test_ctrl_c_and_ctrl_d_stop_it_at_a_real_terminal(shop: Shop) -> None:
    pty = pytest.importorskip("pty")
    for key, code in ((b"\x03", 130), (b"\x04", 130), (b"n\n", 130), (b"\n", 0)):
        child, terminal = pty.fork()
        if not child:
            run = [sys.executable, "-m", "careline", "--db", str(shop.store), "import", sheet(shop)]
            os.execve(run[0], run, os.environ | {"CARELINE_TZ": "America/New_York", "TERM": "dumb"})  # noqa: S606 - ours
        shown = b""
        while b"due=] " not in shown:
            shown += os.read(terminal, 4096)
        os.write(terminal, key)
        with suppress(OSError):  # how a terminal ends on Linux
            while more := os.read(terminal, 4096):
                shown += more
        assert (os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), b"Traceback" in shown) == (code, False), shown
        assert shop.store.exists() == (code == 0)


def test_what_every_row_needs_is_asked_for_until_a_column_says_it(shop: Shop) -> None:
    answer = ask(shop, "", 'customer="One Name" subject=What', text="What,Created\nHums,2026-05-04\n")
    assert "  What     -       Hums" in answer.err
    assert "No column says subject or customer, and every row needs that." in answer.err
    assert answer.code == 130
    answer = ask(shop, "subject=What customer='One Name'", "", text="What,Created\nHums,2026-05-04\n")
    assert shop.case(1)["case"]["customer"]["name"] == "One Name"


def test_who_may_be_there_already_is_counted_before_and_listed_after(shop: Shop) -> None:
    shop("customer add 'Kim Ito <kim@example.com>'")
    answer = ask(shop, "", text=SHEET.replace("Kim Ito", "Kim Ito <kim.ito@example.com>"))
    assert "One new customer may be somebody who was there before; the answer lists them." in answer.err
    assert "Perhaps one person twice" in answer.out


def test_what_differs_is_taken_over_where_somebody_types_update(shop: Shop) -> None:
    shop(f"import {sheet(shop)} --yes")
    later = SHEET.replace("Handled by,Notes", "Handled by,Done on").replace("FedEx,loud", "FedEx,2026-05-07")
    answer = ask(shop, "update", "", text=later)
    assert "0 cases and 0 promises would be imported; 1 already known, 1 differing." in answer.err
    assert "What differs stays as it is; type update to take over what a newer file knows." in answer.err
    assert "0 cases and 0 promises would be imported; 1 already known, 1 updated." in answer.err
    assert shop.promise(1)["kept_at"] == utc("05-07 17:00")


def test_bad_rows_are_shown_and_set_aside_where_somebody_says_so(shop: Shop) -> None:
    bad = SHEET + "1043,Lee,,2026-05-05,,,\n"
    rejects = shop.folder / "bad.csv"
    answer = ask(shop, "", f"skip-bad={rejects}", "", text=bad)
    assert "1 row cannot go in, and then nothing does; skip-bad=rejects.csv sets it aside:" in answer.err
    assert "line 4: has no subject" in answer.err
    assert rejects.read_text("utf-8").splitlines()[1].startswith("1043,Lee")
    assert answer.out.startswith("2 cases and 1 promise imported from list.csv; 0 already known, 0 differing, 1\n")


OPTIONS = ("--yes", "--no-input", "--source desk", "--map subject='Case title'")


def test_options_skip_the_question_where_nothing_is_in_doubt(shop: Shop, subtests: pytest.Subtests) -> None:
    for options in OPTIONS:
        with subtests.test(options):
            text = SHEET if "subject" in options else SHEET.replace("Case title", "Title")
            answer = ask(shop, text=text, options=options)
            assert (answer.code, "imported from" in answer.out) == (0, True), answer.err
            assert "Import this" not in answer.err


def test_options_that_leave_something_out_are_taken_and_the_rest_is_asked(shop: Shop) -> None:
    answer = ask(shop, "", options="--source desk --set channel=phone")
    assert "  (every row)  channel   phone" in answer.err
    assert answer.out.startswith("2 cases and 1 promise imported from desk;")


def test_yes_takes_what_headings_sound_like_and_elsewhere_it_is_refused(shop: Shop) -> None:
    file = sheet(shop)
    refused = shop.run("import", file)
    assert (refused.code, "--map 'subject=Case title'" in refused.out) == (2, True)
    assert shop("import --yes", file).out.startswith("2 cases")


def test_a_rehearsal_shows_the_same_and_asks_nothing(shop: Shop) -> None:
    answer = ask(shop, options="--dry-run")
    assert "  Case title  subject?  Crackles" in answer.out
    assert not shop.store.exists()
    told = shop.json("import --dry-run --yes", sheet(shop))["understood"]
    assert told["columns"][2] == {"column": "Case title", "fields": ["subject"], "unsure": True, "example": "Crackles"}
    assert told["columns"][-1] == {"column": "Notes", "fields": [], "unsure": False, "example": "loud"}
    assert (told["new_customers"], told["new_staff"], told["new_parties"]) == (2, ["FedEx"], [])
    # Whom the settings name is no news, though Ana's first promise makes a row of her.
    told = shop.json("import --dry-run --yes --map owner= --map 'performer=Handled by'", sheet(shop))["understood"]
    assert (told["new_staff"], told["new_parties"]) == ([], ["FedEx"])


def test_an_order_list_is_shown_as_purchases(shop: Shop) -> None:
    text = "Order,Buyer,Article,Bought,Price\n7,Kim Ito,Hub,2026-05-04,9.99\n"
    answer = ask(shop, "", text=text, command="purchase import")
    assert "fix it: product=COLUMN delivered=]" in answer.err
    assert "  B-1  Kim Ito: Hub for $9.99, order 7, bought Mon 4 May 2026" in answer.err
    assert answer.out.startswith("1 purchase imported from list.csv;")


def test_a_known_layout_says_what_the_columns_are_and_is_corrected_like_any_sheet(shop: Shop) -> None:
    row = {"Ticket ID": "7", "Subject": "Hum", "Created time": "2026-05-04 10:00:00", "Status": "Closed"}
    text = export(FRESHDESK, row | {"Full name": "Kim Ito", "Closed time": "2026-05-09 11:00:00"})
    answer = ask(shop, "closed= kept=", "", text=text)
    assert "list.csv, the headings of Freshdesk tickets:" in answer.err
    assert re.search(r"Closed time, else 2 others +closed +2026-05-09 11:00:00", answer.err)
    assert shop.case(1)["case"]["status"] == "open"
    told = shop(f"import {sheet(shop, export(FRESHDESK, row | {'Ticket ID': '8', 'Full name': 'Lee'}))}")
    assert "what was chosen for list.csv before" in told.out
    assert shop.case(2)["case"]["status"] == "open"


def test_markup_and_escapes_in_a_sheet_act_on_nobodys_terminal(shop: Shop) -> None:
    answer = ask(shop, "", text='ref,customer,subject,opened,"a\x1b[2J"\n1,[bold]Kim,\x1b]0;x\x07[/red],2026-05-04,\n')
    assert "\x1b" not in answer.err
    assert "[bold]Kim: \\x1b]0;x\\x07[/red], opened" in answer.err
    assert Path(shop.store).exists()


def test_dates_that_could_be_two_are_asked_for_and_the_next_sheet_is_read_alike(shop: Shop) -> None:
    text = SHEET.replace("2026-05-04", "5/4/2026").replace("2026-05-05", "5/5/2026").replace("2026-05-08", "5/8/2026")
    answer = ask(shop, "", "3", "2", "", text=text)
    lines = answer.err.splitlines()
    asked = lines.index("Dates: 5/4/2026 10:00 on line 2 could be, and no date tells which,")
    assert lines[asked + 1 : asked + 3] == [
        "  1  5 Apr 2026, with the day first",
        "  2  4 May 2026, with the month first",
    ]
    assert "Which one? [1, 2, n, ? for help, or fix it" in answer.err
    assert "Dates: 5/4/2026 10:00 is Mon 4 May 2026 10:00 EDT" in answer.err
    assert shop.promise(1)["due_at"] == "2026-05-08T21:00:00Z"
    later = text.replace("1042", "1043").replace("5/5/2026", "5/6/2026")
    assert ask(shop, text=later, options="--yes").out.startswith("1 case and 0 promises")
    assert shop.case(3)["case"]["opened_at"] == "2026-05-06T04:00:00Z"
