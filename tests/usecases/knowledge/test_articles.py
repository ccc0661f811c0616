"""The knowledge base at the command line: from articles to whom they concern."""

import os
import sys
from pathlib import Path

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared, utc

DRIVER = (
    'article add --product "LabelWriter 350" --symptom "No labels since the upgrade to Mountain Lion: no driver"'
    ' --remedy "Send a newer unit, which has a driver." --sends "LabelWriter 450"'
)
CABLE = (
    'article add --product MX500i --symptom "Das Kopfhörerkabel knistert" --remedy "Reinstall the driver; new cable"'
)
SAM = (
    'open "No labels since the upgrade to Mountain Lion" --customer "Sam Otieno <sam@example.com>"'
    ' --product "LabelWriter 350" --tried "settings, reinstalling, the web"'
)


@prepared
def known(shop: Shop) -> Shop:
    """On Tue 18 Aug: K-1, the printer without a driver, and K-2, the cable."""
    shop.configure('[policy]\ngoodwill = { Ben = "100.00" }\n')
    shop.at("08-17 10:00")(DRIVER)
    shop(CABLE)
    return shop.at("08-18 10:00")


def found(shop: Shop, words: str) -> list[str]:
    return [item["id"] for item in shop.json(f"article search {words}")["items"]]


def test_opening_sams_case_shows_the_article_and_he_is_diagnosed_with_it(known: Shop) -> None:
    opened = known.json(SAM)
    assert [article["id"] for article in opened["articles"]] == ["K-1"]
    known.at("08-18 10:02")("case diagnose 1 --article K-1")
    assert known.case()["diagnoses"] == [Has({"at": utc("08-18 10:02"), "who": "Ana", "article": "K-1"})]
    page = known("show 1").out
    assert "diagnosed with K-1, No labels since" in page
    assert "Already tried: settings, reinstalling, the web." in page


def test_what_sam_tried_comes_before_the_articles_and_a_remedy_that_repeats_it_is_pointed_out(known: Shop) -> None:
    known('article add --product "LabelWriter 350" --symptom "Stops" --remedy "Reinstall the driver"')
    said = known(SAM).out
    assert said.index("Sam has tried") < said.index("K-1  LabelWriter 350: Send a newer unit") < said.index("K-3 says")
    repeat = 'K-3 says "Reinstall the driver"; Sam has tried that: "reinstalling".'
    assert repeat in said
    diagnosed = known("case diagnose 1 --article K-3").out
    assert diagnosed.index("Sam has tried: settings") < diagnosed.index(repeat)
    assert "K-1 says" not in said


def test_a_case_that_is_split_off_another_shows_them_too(known: Shop) -> None:
    known('open "It smokes" --customer Dana --product Kettle')
    split = 'open "No labels since the upgrade" --from 1 --product "LabelWriter 350"'
    assert "careline case diagnose 2 --article K-1" in known(f"{split} --dry-run").out
    assert [article["id"] for article in known.json(split)["items"][0]["articles"]] == ["K-1"]


def test_without_a_match_opening_says_nothing_of_articles(known: Shop) -> None:
    assert known.json('open "Makes noise" --customer Dana --product Kettle')["articles"] == []
    assert "A known problem?" not in known('open "Smells" --customer Dana --product Kettle').out


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("kabel", ["K-2"]),
        ("KOPFHORERKABEL", ["K-2"]),
        ("upgrades mountains", ["K-1"]),
        ("driver labels", ["K-1", "K-2"]),
        ("driver --product mx500i", ["K-2", "K-1"]),
        ("nothing-of-the-kind", []),
    ],
)
def test_search_finds_any_word_whole_or_inside_another_accents_and_stems_aside(
    known: Shop, words: str, ids: list[str]
) -> None:
    assert found(known, words) == ids


@pytest.mark.parametrize(
    "words", ['"', "'", "AND", "NEAR(", "a OR", "*", "product:", "-", "\x00", 'x" OR product : "MX500i', "x" * 100_000]
)
def test_no_sign_in_a_search_means_anything(known: Shop, words: str) -> None:
    assert known.run("article search", "--", words).code in (0, 2)


def test_search_ends_with_what_whoever_acts_may_do(known: Shop) -> None:
    known.environment["CARELINE_ME"] = "Ben"
    said = known("article search mountain lion").out
    assert "You may send a LabelWriter 450 and give goodwill up to $100.00 without asking." in said
    assert "--basis goodwill --item 'LabelWriter 450'" in said
    known.environment["CARELINE_ME"] = "Cleo"
    assert "without asking Ana" in known("article search mountain lion").out
    known.environment["CARELINE_ME"] = "Ana"
    assert known.json("article search mountain lion")["may"]["unlimited"]


@pytest.mark.parametrize(("cost", "may"), [("100.00", True), ("100.01", False)])
def test_what_is_worth_more_than_ones_authority_is_not_sent_without_asking(known: Shop, cost: str, may: bool) -> None:
    known(f'purchase add "Mia Tan" "LabelWriter 450" --price 150 --cost {cost}')
    known.environment["CARELINE_ME"] = "Ben"
    said = known("article search mountain lion").out
    assert ("You may send a LabelWriter 450" in said) is may
    assert (f"a LabelWriter 450 (${cost}) is more: ask Ana." in said) is not may
    assert known.json("article search mountain lion")["may"]["sends"] == ("LabelWriter 450" if may else None)


def test_the_words_that_were_found_stand_out_in_colour_alone(known: Shop) -> None:
    assert "\x1b" not in known("article search driver").out
    assert "\x1b[1mdriver\x1b[0m" in known("--color always article search driver --format table").out


def test_a_retired_article_is_found_only_with_all(known: Shop) -> None:
    known('article retire K-2 --because "There is another cable"')
    assert found(known, "kabel") == []
    assert found(known, "kabel --all") == ["K-2"]
    assert [row["id"] for row in known.json("article list")["items"]] == ["K-1"]
    assert [row["id"] for row in known.json("article list --all")["items"]] == ["K-1", "K-2"]
    assert "K-2 is retired" in known.refuses(4, "article retire K-2 --because again")
    known(SAM)
    assert "K-2 is retired" in known.refuses(4, "case diagnose 1 --article K-2")


def test_what_an_edit_says_is_found_and_what_an_undo_takes_back_is_not(known: Shop) -> None:
    known('article edit K-2 --symptom "It whistles"')
    assert (found(known, "whistling"), found(known, "kabel")) == (["K-2"], [])
    known("undo")
    assert (found(known, "whistling"), found(known, "kabel")) == ([], ["K-2"])


@pytest.mark.parametrize(
    ("code", "command", "word"),
    [
        (2, "case diagnose 1", "--none"),
        (2, "case diagnose 1 --article K-1 --none", "--none"),
        (2, "case diagnose 1 --article P-1", "promise"),
        (3, "case diagnose 1 --article K-9", "K-9"),
        (2, "case diagnose 1 --article K-1 --at '08-01 10:00'", "08-01"),
        (4, "case diagnose 2 --none", "closed"),
        (2, "article add --symptom x --remedy y", "--product"),
        (2, "article add --product x --remedy y", "--symptom"),
        (2, "article add --product x --symptom y", "--remedy"),
        (2, "article add --product x --symptom ' ' --remedy y", "--symptom"),
        (2, "article add --product x --file y", "--file"),
        (2, "article add --file nowhere.md", "nowhere.md"),
        (2, "article edit K-1", "--remedy"),
        (2, "--no-input article edit K-1 --edit", "--no-input"),
        (3, "article show K-9", "K-9"),
        (3, "article affected K-9", "K-9"),
        (2, "article retire K-1", "--because"),
        (2, "article search ' '", "blank"),
    ],
)
def test_what_is_refused_writes_nothing(known: Shop, code: int, command: str, word: str) -> None:
    known(SAM)
    known('open "No sound" --customer Dana --promise x --by 2bd')
    known("keep 2")
    known('close 2 --confirmed "Fine"')
    assert word in known.refuses(code, command)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("---\nproduct: MX500i\n---\nSend one", "symptom"),
        ("---\nproduct: 350\nsymptom: x\n---\nSend one", "product"),
        ("---\nproduct: [a]\nsymptom: x\n---\nSend one", "product"),
        ("---\nproduct: a\nsymtom: x\n---\nSend one", "symptom"),
        ("---\nproduct: !!python/object/apply:os.getcwd []\nsymptom: x\n---\nSend", "YAML"),
        ("---\nproduct: 2026-13-45\nsymptom: x\n---\nSend", "YAML"),
        ("---\nproduct: a: b\nsymptom: x\n---\nSend", "line 2"),
        ("just words", "product"),
    ],
)
def test_a_file_that_is_no_article_is_refused(known: Shop, text: str, word: str) -> None:
    assert word in known.refuses(2, "article add --file -", typed=text)


def test_a_file_is_an_article(known: Shop) -> None:
    text = '---\nproduct: MX500i\nsymptom: "Left ear: silent"\nsends: MX500j\n---\nSend one.\n\nThen ask.\n'
    assert known("article add --file -", typed=text).code == 0
    article = known.json("article show K-3")["article"]
    assert (article["symptom"], article["remedy"], article["sends"]) == (
        "Left ear: silent",
        "Send one.\n\nThen ask.",
        "MX500j",
    )


def editor(shop: Shop, code: str) -> None:
    """An editor that runs a line of Python over the text."""
    program = shop.folder / "edit.py"
    program.write_text(f"import pathlib, sys\np = pathlib.Path(sys.argv[1])\nt = p.read_text()\n{code}\n")
    shop.environment["VISUAL"] = f"{sys.executable} {program}"


def test_an_editor_changes_what_it_changes_and_nothing_else(known: Shop) -> None:
    editor(known, "p.write_text(t.replace('Send a newer unit', 'Send the 450'))")
    known("article edit K-1 --edit")
    article = known.json("article show K-1")["article"]
    assert article["remedy"] == "Send the 450, which has a driver."
    assert article["sends"] == "LabelWriter 450"


@pytest.mark.parametrize("code", ["", "p.write_text('')"])
def test_what_an_editor_leaves_as_it_is_or_empty_is_not_written(known: Shop, code: str) -> None:
    editor(known, code)
    before = known.store.read_bytes()
    for command in ("article edit K-1 --edit", "article add --edit"):
        assert "Nothing was written" in known(command).out
    assert known.store.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="names a program of Unix")
def test_an_editor_that_fails_writes_nothing(known: Shop, tmp_path: Path) -> None:
    known.environment["VISUAL"] = "false"
    assert "ended with 1" in known.refuses(5, "article edit K-1 --edit")
    known.environment["VISUAL"] = str(tmp_path / "no-such-editor")
    assert "cannot be started" in known.refuses(5, "article edit K-1 --edit")


def test_other_owners_are_affected_and_told_once(known: Shop) -> None:
    known(SAM)
    known.at("08-18 10:02")("case diagnose 1 --article K-1")
    known('follow-up 1 "We send you a newer one"')
    known('open "Jams" --customer "Mia Tan" --product "labelwriter 350"')
    known('open "Jams" --customer "Lee Park" --product "LabelWriter 450"')
    rows = known.json("article affected K-1")["sections"]["affected"]
    assert [(row["customer"], row["state"], row["case"]) for row in rows] == [
        ("Mia Tan", "not yet", None),
        ("Sam Otieno", "told", "C-1"),
    ]
    known("article affected K-1 --open-cases --dry-run")
    assert known.json("article affected K-1")["sections"]["affected"] == rows
    known("article affected K-1 --open-cases")
    opened = known.case(4)
    assert (opened["case"]["found_by"], opened["case"]["customer"]["name"]) == ("us", "Mia Tan")
    assert [promise["kind"] for promise in opened["promises"]] == ["acknowledge"]
    assert "0 cases opened now" in known("article affected K-1 --open-cases").out
    known.at("08-18 10:05")('follow-up 4 "Your printer may stop"')
    assert {row["state"] for row in known.json("article affected K-1")["sections"]["affected"]} == {"told"}


def test_the_report_counts_diagnoses_and_gaps_and_the_last_word_counts(known: Shop) -> None:
    known(SAM)
    known('open "It smokes" --customer Dana --product Kettle')
    known('open "No idea" --customer Kim')
    known("case diagnose 1 --none")
    known("case diagnose 1 --article K-1")
    known("case diagnose 2 --none")
    sections = known.json("report knowledge")["sections"]
    assert [(row["article"], row["diagnosed"], row["confirmed"]) for row in sections["articles"]] == [
        ("K-1", 1, 0),
        ("K-2", 0, 0),
    ]
    assert sections["gaps"] == [Has({"product": "Kettle", "cases": 1, "subjects": "It smokes"})]
    assert sections["undiagnosed"] == [Has({"cases": 1})]
    assert known.json("report knowledge --until 2026-08-17")["sections"]["gaps"] == []


def test_what_was_tried_can_be_corrected(known: Shop) -> None:
    known(SAM)
    known('case edit 1 --tried "a new cable"')
    assert known.case()["case"]["tried"] == "a new cable"


def test_as_of_a_past_moment_an_article_is_not_there_yet_or_not_retired_yet(known: Shop) -> None:
    added = known.json("article show K-1")["article"]["added_at"]
    known.at("08-20 10:00")('article retire K-1 --because "There is a driver now"')
    assert "did not exist yet" in known.refuses(3, "article show K-1 --as-of 2026-08-01")
    before = known.json("article show K-1 --as-of 2026-08-19")["article"]
    assert (before["added_at"], before["retired_at"], before["retired_because"]) == (added, None, None)
    for all_, ids in (("", ["K-1", "K-2"]), ("--all", ["K-1", "K-2"])):
        assert [row["id"] for row in known.json(f"article list {all_} --as-of 2026-08-19")["items"]] == ids
    assert known.json("article list --all --as-of 2026-08-01")["items"] == []


def test_told_is_who_was_reached_since_the_diagnosis(known: Shop) -> None:
    known(SAM)
    known.at("08-18 10:01")('follow-up 1 "We look into it"')
    known.at("08-18 10:02")("case diagnose 1 --article K-1")
    known.at("08-18 10:03")("follow-up 1 --no-answer")
    assert known.json("article affected K-1")["sections"]["affected"][0]["state"] == "case opened"
    known.at("08-18 10:05")('follow-up 1 "We send you a newer one"')
    [sam] = known.json("article affected K-1")["sections"]["affected"]
    assert (sam["state"], sam["told_at"]) == ("told", utc("08-18 10:05"))


def test_no_case_is_diagnosed_with_an_article_of_later(known: Shop) -> None:
    known.at("08-18 10:00")(f"{SAM} --at '2026-08-16 10:00'")
    assert "K-1" in known.refuses(2, "case diagnose 1 --article K-1 --at '2026-08-16 11:00'")
    known("case diagnose 1 --none --at '2026-08-16 11:00'")


def test_a_case_that_was_merged_is_not_counted_beside_the_one_that_stays(known: Shop) -> None:
    known(SAM)
    known('open "The printer again" --customer sam@example.com')
    assert known.json("report knowledge")["sections"]["undiagnosed"] == [Has({"cases": 2})]
    known("case diagnose 2 --article K-1")
    known("case merge 2 --into 1")
    sections = known.json("report knowledge")["sections"]
    assert (sections["articles"][0]["diagnosed"], sections["undiagnosed"]) == (1, [])


def test_who_was_forgotten_is_not_affected_and_a_retired_article_opens_no_cases(known: Shop) -> None:
    known('purchase add "Mia Tan" "LabelWriter 350" --price 60 --bought 2026-03-02')
    known('purchase add "Lee Park" "LabelWriter 350" --price 60 --bought 2026-03-02')
    known('customer forget "Lee Park" --yes')
    assert [row["customer"] for row in known.json("article affected K-1")["sections"]["affected"]] == ["Mia Tan"]
    assert "--open-cases" in known("article affected K-1").out
    known('article retire K-1 --because "There is a driver now"')
    assert "--open-cases" not in known("article affected K-1").out
    assert "K-1 is retired" in known.refuses(4, "article affected K-1 --open-cases")


def test_a_case_counts_as_confirmed_in_the_period_of_its_diagnosis_once_it_is_closed_so(known: Shop) -> None:
    known(SAM)
    known("case diagnose 1 --article K-1")
    known.at("08-20 10:00")('follow-up 1 "Here is what to do" --keeps 1')
    known('close 1 --confirmed "It prints"')
    for period, counts in (("", (1, 1)), ("--until 2026-08-19", (1, 0)), ("--since 2026-08-19", (0, 0))):
        row = known.json(f"report knowledge {period}")["sections"]["articles"][0]
        assert (row["article"], row["diagnosed"], row["confirmed"]) == ("K-1", *counts)


def test_an_article_shows_what_became_of_the_last_cases_that_it_fitted(known: Shop) -> None:
    for number in range(1, 8):
        known(f'open "No labels {number}" --customer "Customer {number}" --new-customer --product "LabelWriter 350"')
        known(f"case diagnose {number} --article K-1")
    shown = known.json("article show K-1")
    assert shown["article"]["diagnosed"] == 7
    assert [case["case"] for case in shown["cases"]] == ["C-7", "C-6", "C-5", "C-4", "C-3"]
    assert "The diagnosis of 7 cases, the last 5 of them:" in known("article show K-1").out
