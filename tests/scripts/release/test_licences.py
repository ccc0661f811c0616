import pytest

from scripts.release.licences import Package, goes_with_ours, licence_of, lines, objections

MIT = "License :: OSI Approved :: MIT License"
BSD = "License :: OSI Approved :: BSD License"
APACHE = "License :: OSI Approved :: Apache Software License"
GPL = "License :: OSI Approved :: GNU General Public License v3 (GPLv3)"


def package(expression: str | None = None, classifiers: tuple[str, ...] = (), text: str | None = None) -> Package:
    return Package("thing", "1.0", expression, classifiers, text)


def test_a_licence_is_read_from_the_plainest_place_that_has_it(subtests: pytest.Subtests) -> None:
    for given, licence in (
        (package("BSD-3-Clause", (MIT,), "MIT"), "BSD-3-Clause"),
        (package(None, (MIT,), "Something long"), "MIT"),
        (package(None, ("Programming Language :: Python", BSD, APACHE)), "BSD OR Apache-2.0"),
        (package(None, (), "Apache-2.0"), "Apache-2.0"),
        (package(None, (), "MIT License"), "MIT"),
        (package(None, (), "Copyright (c)\nPermission is hereby granted"), None),
        (package(None, (), "  "), None),
        (package(), None),
    ):
        with subtests.test(str(given)):
            assert licence_of(given) == licence


def test_only_licences_that_are_known_to_go_with_mit_pass(subtests: pytest.Subtests) -> None:
    for licence, goes in (
        ("MIT", True),
        ("BSD OR Apache-2.0", True),
        ("(MIT OR Apache-2.0) AND BSD-3-Clause", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND GPL-3.0-only", False),
        ("MIT OR AGPL-3.0-only", False),
        ("Proprietary", False),
        ("", False),
    ):
        with subtests.test(licence):
            assert goes_with_ours(licence) is goes


def test_each_package_that_does_not_go_with_ours_is_named() -> None:
    [copyleft, unnamed] = objections([package("MIT"), package(None, (GPL,)), package()])
    assert "thing 1.0" in copyleft
    assert "GPLv3" in copyleft
    assert "does not name" in unnamed


def test_the_list_is_by_name_a_package_a_line() -> None:
    listed = [package("MIT")._replace(name=name) for name in ("rich", "Jinja2", "alembic")]
    assert list(lines(listed)) == ["alembic 1.0: MIT", "Jinja2 1.0: MIT", "rich 1.0: MIT"]
