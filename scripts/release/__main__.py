"""Makes a release in dist/: `make release`.

The source and the wheel, built twice and the same both times; what is in it (an SBOM in CycloneDX), the licences of
what it brings along, what is known against these, and SHA-256 sums of all. Nothing is uploaded.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import careline
from scripts.release import auditing, changelog, licences
from scripts.release.licences import Package

ROOT = Path(__file__).parents[2]
DIST = ROOT / "dist"
SUMS = "SHA256SUMS"
DESCRIBE = """
import importlib.metadata, json
described = [each.metadata for each in importlib.metadata.distributions()]
print(json.dumps([[m["Name"], m["Version"], m.get("License-Expression"),
    m.get_all("Classifier") or [], m.get("License")] for m in described]))
"""


class Unready(Exception):
    """There is no release, and why."""


def run(*words: object, **environment: str) -> str:
    """What a program prints. Raises Unready where it fails."""
    done = subprocess.run(
        [str(word) for word in words], cwd=ROOT, env=os.environ | environment, capture_output=True, text=True
    )
    if done.returncode:
        raise Unready(f"{words[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def check_ready(version: str) -> None:
    """Raise Unready where the tree holds what no commit holds, or the changelog does not tell of this version."""
    if run("git", "status", "--porcelain"):
        raise Unready("Some files are changed and not committed; commit them first.")
    if changelog.entry((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version) is None:
        raise Unready(f"CHANGELOG.md has no entry for {version} with its day.")


def built(folder: Path, epoch: str) -> dict[str, bytes]:
    """The source and the wheel by name, built into a folder."""
    hatchling = Path(sys.executable).with_name("hatchling")
    run(hatchling, "build", "--directory", folder, SOURCE_DATE_EPOCH=epoch)
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


def built_alike(scratch: Path, epoch: str) -> dict[str, bytes]:
    """The same, built twice. Raises Unready where they differ."""
    first, again = (built(scratch / name, epoch) for name in ("first", "again"))
    differing = sorted(name for name in first.keys() | again.keys() if first.get(name) != again.get(name))
    if differing:
        raise Unready(f"Built twice, these came out differently: {', '.join(differing)}.")
    return first


def installed(scratch: Path, wheel: Path) -> Path:
    """The Python of an environment that has the wheel and what it brings along, and nothing else."""
    environment = scratch / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", environment)
    python = environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    run(*pip, "install", "--quiet", "--constraint", ROOT / "constraints.txt", wheel)
    return python


def sbom(python: Path, version: str, epoch: str) -> bytes:
    """What is in the environment, in CycloneDX's JSON, checked against its schema; no random number stands in it."""
    tool = Path(sys.executable).with_name("cyclonedx-py")
    options = ("--pyproject", ROOT / "pyproject.toml", "--output-reproducible", "--validate", "--of", "JSON")
    listed = json.loads(run(tool, "environment", *options, python, SOURCE_DATE_EPOCH=epoch))
    # The version stands in the code, where the tool does not look.
    listed["metadata"]["component"]["version"] = version
    return (json.dumps(listed, indent=2, sort_keys=True) + "\n").encode()


def audited(python: Path) -> str:
    """What is known against the packages of the environment, in a line. Raises Unready where something is."""
    folder = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    tool = Path(sys.executable).with_name("pip-audit")
    done = subprocess.run([tool, "--path", folder, "--format", "json"], capture_output=True, text=True)
    try:
        audit = auditing.read(done.stdout)
    except ValueError:
        return auditing.NOTHING
    if audit.faults:
        raise Unready(f"Known faults: {'; '.join(audit.faults)}.")
    return audit.told


def sums(files: dict[str, bytes]) -> bytes:
    """The SHA-256 of each file, as `sha256sum --check` reads them."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def release(version: str) -> list[str]:
    """Make all of it, and put it into dist/. What to say of it. Raises Unready."""
    epoch = run("git", "log", "-1", "--format=%ct").strip()
    with tempfile.TemporaryDirectory(prefix="careline-release-") as folder:
        scratch = Path(folder)
        files = built_alike(scratch, epoch)
        [wheel] = [name for name in files if name.endswith(".whl")]
        python = installed(scratch, scratch / "first" / wheel)
        packages = [Package(*each) for each in json.loads(run(python, "-c", DESCRIBE)) if each[0] != "careline"]
        if against := licences.objections(packages):
            raise Unready(" ".join(against))
        audit = audited(python)
        files[f"careline-{version}.sbom.json"] = sbom(python, version, epoch)
    files["LICENCES.txt"] = "".join(f"{line}\n" for line in licences.lines(packages)).encode()
    files[SUMS] = sums(files)
    put(files)
    return [*sorted(files), f"{len(packages)} packages come along; {audit}"]


def put(files: dict[str, bytes]) -> None:
    """Leave these in dist/, and nothing else."""
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    for name, data in files.items():
        (DIST / name).write_bytes(data)


def main(words: Sequence[str] | None = None) -> int:
    """Make a release, or say in one line why there is none. 0, or 1."""
    parser = argparse.ArgumentParser(prog="python -m scripts.release", description=__doc__)
    parser.add_argument("--rehearse", action="store_true", help="of a version that is still being written, too")
    rehearse = parser.parse_args(words).rehearse
    try:
        if not rehearse:
            check_ready(careline.__version__)
        print("\n".join(release(careline.__version__)))
    except Unready as why:
        print(f"No release: {why}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
