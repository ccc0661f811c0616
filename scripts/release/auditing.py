"""What pip-audit's answer is worth: it ends with 0 also where it could ask nobody, and so has audited nothing."""

import json
from typing import Any, NamedTuple

NOTHING = "not audited: no list of known faults could be reached"


class Audit(NamedTuple):
    """How many packages were audited, out of how many, and the known faults, a line each."""

    audited: int
    packages: int
    faults: tuple[str, ...]

    @property
    def told(self) -> str:
        """One line for a person. Nothing audited is never told as nothing found."""
        if not self.audited:
            return NOTHING
        return f"{self.audited} of {self.packages} packages audited, {len(self.faults)} known faults"


def read(answer: str) -> Audit:
    """Read pip-audit's JSON. Raises ValueError for anything else."""
    try:
        packages: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (json.JSONDecodeError, KeyError, TypeError):
        raise ValueError(f"pip-audit gave no list of packages but {answer[:80]!r}") from None
    audited = [package for package in packages if "vulns" in package]
    faults = tuple(
        f"{package['name']} {package['version']}: {fault['id']}" for package in audited for fault in package["vulns"]
    )
    return Audit(len(audited), len(packages), faults)
