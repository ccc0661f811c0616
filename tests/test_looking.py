"""Looking is instant: a command that only looks loads what it needs, and nothing of what recording needs."""

from pathlib import Path

import pytest

from tests.looking import loaded, modules_after, named, recorded, shop_with_everything
from tests.shop import Shop

SLOW = {"alembic", "holidays", "pendulum", "pydantic", "sqlalchemy", "sqlmodel"}
TABLES = "careline.store.tables."


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return shop_with_everything(tmp_path_factory.mktemp("shop"))


def test_looking_loads_what_was_recorded_of_each_command_and_nothing_else(
    shop: Shop, subtests: pytest.Subtests
) -> None:
    may_load = recorded()
    for name, modules in loaded(shop):
        with subtests.test(name):
            assert modules == may_load.pop(name), "see python -m tests.looking"
    assert not may_load


def test_looking_loads_nothing_that_recording_needs(subtests: pytest.Subtests) -> None:
    for name, modules in recorded().items():
        with subtests.test(name):
            assert not modules & SLOW


def test_nor_does_listing_whom_an_article_concerns(shop: Shop) -> None:
    assert not after(shop, "article", "affected", "K-1") & SLOW


def test_recording_does_and_the_test_can_tell(shop: Shop) -> None:
    assert after(shop, "heard", "1", "--dry-run") >= {"pydantic", "sqlalchemy", "sqlmodel"}


@pytest.mark.parametrize(
    ("words", "tables"),
    [
        (("promise", "keep", "1"), {"promises"}),
        (("follow-up", "1", "A new one is on its way"), {"contacts"}),
        (("open", "Hums", "--customer", "Lou Quist"), {"cases", "contacts", "people", "promises"}),
    ],
)
def test_recording_loads_the_tables_that_it_writes_to_and_no_others(
    shop: Shop, words: tuple[str, ...], tables: set[str]
) -> None:
    (modules,) = modules_after(shop, (*words, "--dry-run"))
    of_tables = {module.removeprefix(TABLES) for module in modules if module.startswith(TABLES)}
    assert of_tables == {"base", *tables}


def test_what_the_store_knows_of_holidays_is_not_looked_up_again(shop: Shop) -> None:
    assert "holidays" not in after(shop, "heard", "1", "--dry-run")
    assert "holidays" in after(shop, "config", "holidays", "--dry-run")


def test_help_and_refusals_import_nothing_of_the_kind_either(shop: Shop) -> None:
    assert not after(shop, "open", "--help") & SLOW


def test_help_loads_neither_what_tells_of_what_was_recorded_nor_the_file_of_a_case(shop: Shop) -> None:
    (modules,) = modules_after(shop, ["--help"])
    assert not modules & {"careline.cli.frame.tellers", "careline.domain.casefile.case_file"}


def test_a_plain_page_needs_no_rich(shop: Shop, tmp_path: Path) -> None:
    assert "rich" not in after(shop, "overdue", "--format", "plain", "--output", str(tmp_path / "page"))


def after(shop: Shop, *words: str) -> set[str]:
    """What a process has imported once it has run the command."""
    (modules,) = modules_after(shop, words)
    return named(modules)
