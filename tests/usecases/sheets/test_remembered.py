"""What was chosen for the sheets from a source holds for the next one, until somebody says something else."""

from typing import Any

from tests.shop import Shop
from tests.store.contents import contents, opened
from tests.terminal import typing
from tests.workbooks import xlsx

HEADER = "No,Who,What,When,By,Remarks"
ROWS = ("1,Dana,Hums,2026-05-04,2026-05-08,loud", "2,Kim,Cracks,2026-05-05,,")
MAPS = "--source desk --map ref=No --map customer=Who --map subject=What --map opened=When"


def write(shop: Shop, *rows: str, header: str = HEADER, name: str = "list.csv") -> str:
    file = shop.folder / name
    file.write_text("\n".join([header, *(rows or ROWS), ""]), encoding="utf-8")
    return file.as_posix()


def chosen(shop: Shop) -> list[tuple[Any, ...]]:
    with opened(shop.store) as store:
        return store.execute("SELECT command, source, what, field, text FROM sheet_choices ORDER BY id").fetchall()


def test_what_options_said_is_used_for_the_next_sheet_and_said_in_one_line(shop: Shop) -> None:
    shop(f"import {write(shop)} {MAPS} --set channel=phone --tz Europe/Rome")
    assert chosen(shop) == [
        ("import", "desk", "column", "ref", "No"),
        ("import", "desk", "column", "customer", "Who"),
        ("import", "desk", "column", "subject", "What"),
        ("import", "desk", "column", "opened", "When"),
        ("import", "desk", "value", "channel", "phone"),
        ("import", "desk", "left_alone", None, "By"),
        ("import", "desk", "left_alone", None, "Remarks"),
        ("import", "desk", "zone", None, "Europe/Rome"),
    ]
    again = shop(f"import {write(shop, '3,Lee,Rattles,2026-05-06,,', name='next.csv')} --source desk").out
    assert again.splitlines()[:2] == [
        "1 case and 0 promises imported from desk; 0 already known, 0 differing, 0 rejected.",
        "How it was read: what was chosen for desk before.",
    ]
    case = shop.case(3)["case"]
    assert (case["channel"], case["opened_at"]) == ("phone", "2026-05-05T22:00:00Z")


def test_another_source_and_another_kind_of_sheet_know_nothing_of_it(shop: Shop) -> None:
    shop(f"import {write(shop)} {MAPS}")
    assert shop.run(f"import {write(shop)}").code == 2
    assert shop.run(f"purchase import {write(shop)} --source desk").code == 2


def test_options_overrule_what_is_remembered_and_are_remembered_in_turn(shop: Shop) -> None:
    shop(f"import {write(shop)} {MAPS} --set channel=phone")
    shop(f"import {write(shop, '3,Lee,Rattles,2026-05-06,2026-05-09,x')} --source desk --map due=By --set channel=web")
    assert shop.case(3)["case"]["channel"] == "web"
    assert [row[2:] for row in chosen(shop)][-3:] == [
        ("column", "due", "By"),
        ("value", "channel", "web"),
        ("left_alone", None, "Remarks"),
    ]
    with opened(shop.store) as store:
        before = contents(store)["sheet_choices"]
    shop(f"import {write(shop)} --source desk --map due=By --set channel=web")
    with opened(shop.store) as store:
        assert contents(store)["sheet_choices"] == before


def test_what_somebody_agreed_to_is_used_where_nobody_is_asked_and_what_was_left_alone_stays_so(shop: Shop) -> None:
    header = "No,Client,Case title,Created,Deadline,Remarks"
    typing(shop, f"import {write(shop, header=header)}", "due=", "")
    assert ("import", "list.csv", "left_alone", None, "Deadline") in chosen(shop)
    shop(f"import {write(shop, '3,Lee,Rattles,2026-05-06,2026-05-09,x', header=header)}")
    assert (shop.case(3)["case"]["subject"], shop.case(3)["promises"]) == ("Rattles", [])


def test_a_terminal_shows_what_is_remembered_and_asks_again(shop: Shop) -> None:
    shop(f"import {write(shop)} {MAPS.replace('desk', 'list.csv')} --set channel=phone")
    answer = typing(shop, f"import {write(shop, '3,Lee,Rattles,2026-05-06,,')}", "subject=Remarks", "n")
    assert "list.csv, as chosen before:" in answer.err
    assert "  What         subject   Rattles" in answer.err
    assert "  (every row)  channel   phone" in answer.err
    assert shop.json(f"import --dry-run {write(shop)}")["understood"]["remembered"] is True


def test_where_a_column_is_gone_it_is_named_and_guessed_again_or_refused(shop: Shop) -> None:
    shop(f"import {write(shop)} {MAPS} --map due=By")
    renamed = write(shop, header="No,Who,Title,When,By,Remarks")
    known = shop(f"import {renamed} --source desk").out
    assert 'How it was read: what was chosen for desk before, no more "What", Title as subject.' in known
    gone = write(shop, header="No,Who,What,When,Until then,Remarks")
    refused = shop.refuses(2, f"import {gone} --source desk")
    assert 'No column is called "By", which was due before (--map due= does without it); nothing' in refused
    assert shop.run(f"import {gone} --source desk").out.endswith("--map due=COLUMN\n")
    assert "0 cases" in shop(f"import {gone} --source desk --map due= --dry-run").out
    answer = typing(shop, f"import {gone} --source desk", "due=Until then", "")
    assert 'No column is called "By", which was due before.' in answer.err
    assert ("import", "desk", "column", "due", "Until then") in chosen(shop)


def test_a_column_that_is_new_or_gone_is_said_in_one_line(shop: Shop) -> None:
    first, second, third = "No,First,Last,Title,When", "No,First,Last,Title,When,Mood", "No,First,Title,When,Deadline"
    named = "--source list.csv --map ref=No --map customer=First+Last --map opened=When"
    shop(f"import {write(shop, '1,Dana,Reyes,Hums,2026-05-04', header=first)} {named}")
    newer = write(shop, "2,Kim,Ito,Cracks,2026-05-05,sad", header=second)
    assert "New since last time: Mood" in typing(shop, f"import {newer}", "n").err
    answer = shop(f"import {newer}").out
    assert 'How it was read: what was chosen for list.csv before, new and left alone "Mood".' in answer
    gone = write(shop, "3,Lee,Rattles,2026-05-06,2026-05-09", header=third)
    refused = shop.refuses(2, f"import {gone}")
    assert refused.startswith('careline: No column is called "Last", which was customer before; nothing was imported.')
    answer = typing(shop, f"import {gone}", "customer=First", "").err
    assert 'No column is called "Last", which was customer before.' in answer
    assert "New since last time: Deadline" in answer
    assert (shop.case(3)["case"]["customer"]["name"], len(shop.case(3)["promises"])) == ("Lee", 1)
    assert "New since" not in typing(shop, f"import {gone}", "n").err


def test_undo_and_taking_back_choose_again_what_was_chosen_before(shop: Shop) -> None:
    shop(f"import {write(shop)} {MAPS} --set channel=phone")
    first = chosen(shop)
    for back in ("undo", "import --take-back desk"):
        shop(f"import {write(shop, '3,Lee,Rattles,2026-05-06,,')} --source desk --set channel=web")
        assert chosen(shop) != first
        shop(back)
        assert chosen(shop) == first, back
    shop("import --take-back desk")
    assert chosen(shop) == []


def test_a_rehearsal_and_a_refusal_remember_nothing(shop: Shop) -> None:
    shop(f"import {write(shop)} {MAPS} --dry-run")
    assert not shop.store.exists()
    shop("customer add Dana")
    shop.refuses(2, f"import {write(shop, '3,Lee,,2026-05-06,,')} {MAPS}")
    assert chosen(shop) == []


def test_it_goes_out_and_in_again_with_the_rest(shop: Shop, tmp_path: Any) -> None:
    shop(f"import {write(shop)} {MAPS}")
    with opened(shop.store) as store:
        before = contents(store)["sheet_choices"]
    shop(f"export --output {tmp_path / 'all.jsonl'}")
    shop.store.unlink()
    shop(f"import --jsonl {tmp_path / 'all.jsonl'}")
    with opened(shop.store) as store:
        assert contents(store)["sheet_choices"] == before


def test_a_value_for_all_rows_that_is_somebody_goes_when_they_are_forgotten(shop: Shop) -> None:
    rows = ("1,,Hums,2026-05-04,,", "2,,Cracks,2026-05-05,,")
    maps = MAPS.replace("--map customer=Who", "")
    shop(f"import {write(shop, *rows)} {maps} --set customer='Wilbertine <wilq@example.com>' --set channel=phone")
    shop(f"import {write(shop, *rows)} {maps} --set email=WILQ@example.com")
    shop(f"import {write(shop, *rows)} {maps} --set email=kim@example.com")
    shop.at("06-02 10:00")
    shop("customer forget wilq@example.com --yes")
    assert [row[3:] for row in chosen(shop) if row[2] == "value"] == [
        ("channel", "phone"),
        ("email", "kim@example.com"),
    ]
    data = shop.store.read_bytes().lower()
    assert (b"wilbertine" in data, b"wilq@" in data) == (False, False)


def test_how_a_file_is_opened_is_remembered_and_given_up_where_it_cannot_be_opened_so(shop: Shop) -> None:
    rows = [row.replace(",", "~") for row in (HEADER, *ROWS)]
    file = shop.folder / "list.txt"
    file.write_text("\n".join(["A title~", *rows]), encoding="utf-8")
    shop(f"import {file.as_posix()} {MAPS} --delimiter ~ --skip-lines 1")
    assert [row[2:] for row in chosen(shop)][-2:] == [("delimiter", None, "~"), ("skip_lines", None, "1")]
    assert shop.json(f"import {file.as_posix()} --source desk")["import"]["known"] == 2
    workbook = shop.folder / "list.xlsx"
    workbook.write_bytes(xlsx({"May": [HEADER.split(","), *(row.split(",") for row in ROWS)]}))
    assert shop.json(f"import {workbook.as_posix()} --source desk")["import"]["known"] == 2
