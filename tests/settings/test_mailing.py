"""The section [mail]: what it makes, what it refuses, and where the password may be."""

import sys
from pathlib import Path

import pytest

from careline import passwords
from careline.domain.errors import Misconfigured
from careline.domain.mail.account import Security
from careline.settings import settings

SERVER = 'server = "smtp.example.com"\n'
FROM = 'from = "Headsets Direct <shop@example.com>"\n'
REFUSED = (
    (SERVER, "has no from"),
    (FROM, "has no server"),
    (f'{SERVER}{FROM}password = "x"\n', "does not belong into the settings"),
    (f'{SERVER}{FROM}passwd = "x"\n', "does not belong into the settings"),
    (f'{SERVER}{FROM}security = "none"\n', "is not this machine"),
    (f'{SERVER}{FROM}security = "ssl"\n', "one of tls, starttls, none"),
    (f"{SERVER}{FROM}port = 0\n", "1 to 65535"),
    (f"{SERVER}{FROM}port = true\n", "1 to 65535"),
    (f'server = "smtp.example.com:465"\n{FROM}', "port has a key of its own"),
    (f'server = "https://example.com"\n{FROM}', "the name of a mail server"),
    (f'{SERVER}from = "Ana"\n', "an address"),
    (f'{SERVER}{FROM}password_file = "secret"\n', "the whole path of a file"),
    (f'{SERVER}{FROM}password_command = "pass mail"\n', "a program and its words"),
    (f"{SERVER}{FROM}password_command = []\n", "a program and its words"),
)


def loaded(folder: Path, section: str) -> settings.Settings:
    path = folder / "careline.toml"
    path.write_text(f"[mail]\n{section}", encoding="utf-8")
    return settings.load(path, {}, "Ana")


def test_a_section_that_makes_no_account_is_refused_with_what_to_do(tmp_path: Path, subtests: pytest.Subtests) -> None:
    for section, said in REFUSED:
        with subtests.test(section), pytest.raises(Misconfigured, match=r"\[mail\]") as refusal:
            loaded(tmp_path, section)
        assert said in str(refusal.value)


def test_the_port_follows_from_how_the_connection_is_secured(tmp_path: Path) -> None:
    for security, port in ((Security.TLS, 465), (Security.STARTTLS, 587)):
        account = loaded(tmp_path, f'{SERVER}{FROM}security = "{security}"\n').mail
        assert account
        assert (account.security, account.port) == (security, port)
    assert loaded(tmp_path, SERVER + FROM).mail == loaded(tmp_path, f'{SERVER}{FROM}security = "tls"\n').mail
    assert loaded(tmp_path, "").mail is None


def test_no_key_shows_a_password(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("open sesame\n")
    rows = settings.shown(loaded(tmp_path, f"{SERVER}{FROM}password_file = '{file}'\n"))
    assert "open sesame" not in str(rows)
    assert ("mail.from", "Headsets Direct <shop@example.com>", "file") in rows


def test_the_password_comes_from_the_environment_a_file_or_a_command(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("of the file\r\nsecond line\n", encoding="utf-8")
    file.chmod(0o600)
    account = loaded(tmp_path, f"{SERVER}{FROM}password_file = '{file}'\n").mail
    assert account
    assert passwords.password(account, {}) == "of the file"
    assert passwords.password(account, {passwords.VARIABLE: "of the environment"}) == "of the environment"
    says = f"password_command = ['{sys.executable}', '-c', 'print(\"$HOME;\")']\n"
    account = loaded(tmp_path, SERVER + FROM + says).mail
    assert account
    assert passwords.password(account, {}) == "$HOME;"


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [
        ("open sesame", 0o640, "chmod 600"),
        ("open sesame", 0o604, "chmod 600"),
        ("", 0o600, "gives no password"),
        ("\n", 0o600, "gives no password"),
        ("x" * 5000, 0o600, "gives no password"),
        (None, 0, "cannot be read"),
    ],
)
def test_a_password_file_that_will_not_do_is_refused(tmp_path: Path, content: str | None, mode: int, said: str) -> None:
    if mode & 0o077 and sys.platform == "win32":
        pytest.skip("2026-12-01: Windows has no such permissions")
    file = tmp_path / "secret"
    if content is not None:
        file.write_text(content)
        file.chmod(mode)
    account = loaded(tmp_path, f"{SERVER}{FROM}password_file = '{file}'\nuser = 'shop'\n").mail
    assert account
    with pytest.raises(Misconfigured, match=said) as refusal:
        passwords.password(account, {})
    assert content in (None, "", "\n") or content not in str(refusal.value)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["no-such-program-at-all"], "cannot be run"),
        ([sys.executable, "-c", "import sys; print('secret'); sys.exit(3)"], "exit code 3"),
        ([sys.executable, "-c", "pass"], "gives no password"),
    ],
)
def test_a_password_command_that_fails_says_so_and_nothing_of_what_it_printed(
    tmp_path: Path, command: list[str], said: str
) -> None:
    account = loaded(tmp_path, f"{SERVER}{FROM}user = 'shop'\npassword_command = {command!r}\n").mail
    assert account
    with pytest.raises(Misconfigured, match=said) as refusal:
        passwords.password(account, {})
    assert "secret" not in str(refusal.value)
