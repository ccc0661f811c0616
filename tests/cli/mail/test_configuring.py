"""`config mail` asks for the account, tries it out, and writes it into the settings."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forked import AtTerminal
from tests.postbox import PASSWORD, USER, Postbox, certificate, postbox
from tests.shop import Shop


@pytest.fixture
def box() -> Iterator[Postbox]:
    """A server that takes whatever comes."""
    with postbox() as box:
        yield box


def line(box: Postbox) -> str:
    return f"config mail --from 'Headsets <shop@example.com>' --server localhost --security none --port {box.port}"


def test_what_was_tried_out_is_written_and_the_rest_stays(shop: Shop, box: Postbox) -> None:
    shop.configure("# mine\n[policy]\ndue_soon = '2bd'\n")
    before = shop.settings_file.read_text("utf-8")
    said = shop(f"{line(box)} --user ''")
    assert said.out.startswith(f"Written: {shop.settings_file}\n")
    assert box.recipients == ["shop@example.com"]
    after = shop.settings_file.read_text("utf-8")
    assert after.startswith(before)
    assert tomllib.loads(after)["mail"] == {
        "server": "localhost",
        "security": "none",
        "port": box.port,
        "from": "Headsets <shop@example.com>",
    }
    shop("mail test --to you@example.com")


def test_what_does_not_work_is_not_written(shop: Shop, box: Postbox) -> None:
    before = shop.settings_file.read_bytes()
    box.says["RCPT"] = ["550 no"]
    assert "550 no" in shop.refuses(4, f"{line(box)} --user ''")
    assert "does not answer" in shop.refuses(
        75, "config mail --from a@example.com --server localhost --port 9 --user ''"
    )
    assert "not this machine" in shop.refuses(5, "config mail --from a@example.com --security none --user ''")
    assert "no password" in shop.refuses(5, f"{line(box)}")
    assert "--from is missing" in shop.refuses(2, "config mail")
    assert shop.settings_file.read_bytes() == before


def test_a_dry_run_proposes_what_the_provider_tells(shop: Shop, box: Postbox) -> None:
    said = shop("config mail --from ana@icloud.com --dry-run").out
    assert 'server = "smtp.mail.me.com"\nport = 587\n' in said.replace('security = "starttls"\n', "")
    assert box.taken == []


def test_at_a_terminal_it_asks_and_shows_no_password(shop: Shop, box: Postbox) -> None:
    terminal = asked(shop, box, "none", "25", "open sesame")
    said = terminal.read()
    # A server without logins takes none.
    assert "offers no login" in said
    assert "open sesame" not in said
    assert terminal.wait() == 5
    assert not (shop.folder / "mail-password").exists()


def test_the_password_goes_into_a_file_that_only_its_owner_can_read(shop: Shop, tmp_path: Path) -> None:
    pair = certificate(tmp_path)
    shop.environment["SSL_CERT_FILE"] = str(pair[0])
    with postbox(secured="starttls", certificate=pair, login=True) as box:
        terminal = asked(shop, box, "starttls", "587", PASSWORD)
        terminal.expect(r"Write this into .* \[y/N\]")
        terminal.sendline("y")
        assert PASSWORD not in terminal.read()
        assert terminal.wait() == 0
        secret = shop.folder / "mail-password"
        assert secret.read_text() == f"{PASSWORD}\n"
        assert secret.stat().st_mode & 0o777 == 0o600
        assert PASSWORD not in shop.settings_file.read_text("utf-8")
        shop("mail test --to you@example.com")
        assert box.recipients == [USER, "you@example.com"]


def asked(shop: Shop, box: Postbox, security: str, port: str, password: str) -> AtTerminal:
    """The command at a terminal, all its questions answered."""
    terminal = AtTerminal(["config", "mail"], {**os.environ, **shop.variables, "TERM": "dumb"})
    for question, answer in (
        ("mail address", USER),
        (r"server \[smtp.example.com\]", "localhost"),
        (r"tls or starttls \[tls\]", security),
        (rf"port \[{port}\]", str(box.port)),
        (rf"logs in \[{USER}\]", ""),
        ("not shown", password),
    ):
        terminal.expect(question)
        terminal.sendline(answer)
    return terminal
