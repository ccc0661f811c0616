"""The licences of what careline brings along, and whether they go with its own."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

GOES_WITH_MIT = frozenset(
    {"MIT", "BSD-2-Clause", "BSD-3-Clause", "BSD", "Apache-2.0", "ISC", "PSF-2.0", "MPL-2.0", "0BSD", "Unlicense"}
)
"""Names of licences (SPDX; BSD where a package says no more) that ask for no more than a notice."""
# What packages say in the words of the package index, or in their own.
MEANT = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
CLASSIFIER = "License :: OSI Approved :: "


class Package(NamedTuple):
    """A package as its own description has it: `expression` in SPDX, `classifiers` and `text` where it is older."""

    name: str
    version: str
    expression: str | None
    classifiers: Sequence[str]
    text: str | None


def licence_of(package: Package) -> str | None:
    """The licence in one line, from the plainest of the places where it may stand; None where none says it."""
    if package.expression:
        return package.expression
    named = [each.removeprefix(CLASSIFIER) for each in package.classifiers if each.startswith(CLASSIFIER)]
    if named:
        return " OR ".join(MEANT.get(each, each) for each in named)
    text = (package.text or "").strip()
    return MEANT.get(text, text) if text and "\n" not in text else None


def goes_with_ours(licence: str) -> bool:
    """True where every licence that it names is one of those that go with MIT."""
    words = licence.replace("(", " ").replace(")", " ").replace(" AND ", " OR ").split(" OR ")
    return all(word.strip() in GOES_WITH_MIT for word in words)


def lines(packages: Iterable[Package]) -> Iterator[str]:
    """The list, a package a line, by name."""
    for package in sorted(packages, key=lambda each: each.name.lower()):
        yield f"{package.name} {package.version}: {licence_of(package) or 'not said'}"


def objections(packages: Iterable[Package]) -> list[str]:
    """A sentence for each package whose licence is not known to go with ours."""
    return [
        f"{package.name} {package.version} has the licence {licence or 'that it does not name'}; "
        "see whether it goes with MIT, and name it in scripts/release/licences.py."
        for package in packages
        if (licence := licence_of(package)) is None or not goes_with_ours(licence)
    ]
