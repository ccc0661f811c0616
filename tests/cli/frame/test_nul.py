"""No text holds NUL, wherever it comes from; what holds for settings is told in test_settings.py."""

import sys
from unittest.mock import patch

import pytest

from tests.shop import Shop, prepared
from tests.terminal import Terminal

SAID = "careline: The text contains a NUL character, which cannot be shown; take it out.\n"


@prepared
def shop(shop: Shop) -> Shop:
    shop("open 'No card' --customer 'Robin Vale'")
    return shop


@pytest.mark.parametrize("command", ["heard 1 -", "follow-up 1 -", "case note 1 -", "article add --file -"])
def test_standard_input_holds_none(shop: Shop, command: str) -> None:
    assert shop.refuses(2, command, typed="Hello\0\nyou") == SAID


def test_an_answer_to_a_question_with_one_is_asked_for_again(shop: Shop) -> None:
    with patch("io.StringIO", Terminal):
        answer = shop.run("case note 1", typed="Hello\0\nHello\n")
    assert "The text contains a NUL character" in answer.err
    assert answer.code == 0
    assert shop.case()["notes"][-1]["text"] == "Hello"


@pytest.mark.parametrize("symptom", ["Crack\0les", '"Crack\\0les"'], ids=["as it is", "as YAML writes it"])
@pytest.mark.parametrize("remedy", ["Send a cable"])
def test_the_file_of_an_article_holds_none(shop: Shop, symptom: str, remedy: str) -> None:
    file = shop.folder / "article.md"
    file.write_text(f"---\nproduct: MX500i\nsymptom: {symptom}\n---\n{remedy}\n", encoding="utf-8")
    assert shop.refuses(2, "article add --file", str(file)) == SAID


def test_nor_does_what_comes_from_an_editor(shop: Shop) -> None:
    program = shop.folder / "editor.py"
    program.write_text(
        "import sys, pathlib\n"
        "pathlib.Path(sys.argv[1]).write_text('---\\nproduct: A\\nsymptom: B\\n---\\nSend\\0 it\\n')\n",
        encoding="utf-8",
    )
    shop.environment["VISUAL"] = f"{sys.executable} {program}"
    assert shop.refuses(2, "article add --edit") == SAID


@pytest.mark.parametrize("subject", ["No so\0und", "No sound"])
def test_nor_an_import(shop: Shop, subject: str) -> None:
    file = shop.folder / "cases.csv"
    file.write_text(f"subject,customer,opened\n{subject},Kim Ito,2026-05-01 10:00\n", encoding="utf-8")
    answer = shop.run("import", str(file))
    assert answer.code == (2 if "\0" in subject else 0)
    assert ("holds a NUL byte" in answer.out) == ("\0" in subject)


def test_nor_a_letter_of_the_shop(shop: Shop) -> None:
    (shop.folder / "templates").mkdir()
    (shop.folder / "templates" / "slip.txt").write_text("Dear\0 {customer}", encoding="utf-8")
    said = shop.refuses(5, "ship-replacement 1 --item MX500i --why 'Yours broke' --arrives 2bd")
    assert "slip.txt cannot be read: it holds a NUL character" in said
