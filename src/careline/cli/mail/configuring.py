"""`careline config mail`."""

import os
from typing import Annotated, Any

import typer

from careline import files, paths
from careline.cli.frame.options import making
from careline.cli.mail.outbox import try_account
from careline.desk import Desk
from careline.domain.errors import BadInput, MissingOption
from careline.domain.mail.account import PORTS, Security
from careline.domain.mail.providers import proposed
from careline.domain.report import Key, Kind, Page, PageLine, Shape
from careline.interrupts import committing
from careline.settings import mailing
from careline.settings.document import read_value
from careline.settings.sections import section_of, with_section

app = typer.Typer()
PASSWORD = "mail-password"  # noqa: S105 - the name of the file that it goes into
"""The file beside the settings that the password goes into."""
CONFIGURED = Shape(
    "mail_configured",
    "the mail account that was written into the settings",
    (Key("config"), Key("server"), Key("port", Kind.NUMBER), Key("security", Security), Key("user", null=True)),
)


@making(app, "mail")
def mail(
    desk: Desk,
    from_: Annotated[str | None, typer.Option("--from", metavar="ADDRESS", help="Whom the mail is from.")] = None,
    server: Annotated[str | None, typer.Option("--server", metavar="NAME", help="Your mail server.")] = None,
    security: Annotated[Security | None, typer.Option("--security", help="How the connection is secured.")] = None,
    port: Annotated[
        int | None, typer.Option("--port", help="The port of the server, if it is not the usual one.")
    ] = None,
    user: Annotated[str | None, typer.Option("--user", metavar="NAME", help="Who logs in; blank for nobody.")] = None,
    password_file: Annotated[
        str | None, typer.Option("--password-file", metavar="FILE", help="The file that has the password.")
    ] = None,
) -> Page:
    """Write your mail account into the settings, once a test message went out by it. At a terminal it asks.

    Example: careline config mail --from shop@example.com --password-file ~/.config/careline/mail-password
    """
    sender = _read(desk, "from", "--from", "Your mail address", from_, "")
    likely, usually = proposed(sender.email)
    values: dict[str, Any] = {"server": _read(desk, "server", "--server", "The mail server", server, likely)}
    values["security"] = security or _read(desk, "security", "--security", "tls or starttls", None, usually)
    values["port"] = _port(desk, port, PORTS[values["security"]])
    who = _said(desk, "Who logs in", user, sender.email)
    if who:
        values["user"] = read_value("--user", mailing.user, who)
    secret = None
    if password_file is not None:
        values["password_file"] = read_value("--password-file", mailing.file, os.path.expanduser(password_file))  # noqa: PTH111 - what a shell has left of ~
    elif who and desk.somebody_answers:
        secret = desk.ask_secretly("The password, which is not shown (an app password, where there are such): ")
        values["password_file"] = str((desk.config_path.parent / PASSWORD).absolute())
    account = mailing.account(desk.config_path, {**values, "from": sender})
    lines = {**values, "security": str(values["security"]), "from": str(sender)}
    if desk.dry_run:
        return Page(tuple(map(PageLine, section_of("mail", lines).splitlines())), _payload(desk, values))
    try_account(desk, account, sender, secret)
    desk.say(f"A test message went to {sender}.", *section_of("mail", lines).splitlines())
    desk.confirm(f"Write this into {desk.config_path}?")
    _write(desk, lines, secret)
    told = (
        f"Written: {desk.config_path}",
        "Next: careline party edit NAME --email ADDRESS, then careline mail briefs.",
    )
    return Page(tuple(map(PageLine, told)), _payload(desk, values))


def _payload(desk: Desk, values: dict[str, Any]) -> dict[str, Any]:
    return CONFIGURED.filled(
        config=str(desk.config_path),
        server=values["server"],
        port=values["port"],
        security=values["security"],
        user=values.get("user"),
    )


def _said(desk: Desk, question: str, given: str | None, likely: str) -> str:
    """What was given, else what somebody answers, else what is likely."""
    if given is None and desk.somebody_answers:
        given = desk.ask(f"{question}{f' [{likely}]' if likely else ''}: ") or None
    return likely if given is None else given.strip()


def _read(desk: Desk, key: str, option: str, question: str, given: str | None, likely: str) -> Any:
    """The value of a key: given, answered, or likely. Raises MissingOption and BadSetting."""
    said = _said(desk, question, given, likely)
    if not said:
        raise MissingOption(option, "an address of yours at the mail server")
    return read_value(option, mailing.KEYS[key], said)


def _port(desk: Desk, given: int | None, usual: int) -> int:
    said = _said(desk, "Its port", None if given is None else str(given), str(usual))
    if not said.isdecimal():
        raise BadInput(f'--port is "{said}"; it is a number, such as {usual}.')
    port: int = read_value("--port", mailing.port, int(said))
    return port


def _write(desk: Desk, lines: dict[str, Any], secret: str | None) -> None:
    """Write the section into the settings, and the password into its file, which only its owner can read."""
    from careline.settings import template

    path = desk.config_path
    with paths.named_faults(path):
        files.make_folder(path.parent)
        before = path.read_text(encoding="utf-8-sig") if path.exists() else template.template()
    if secret is not None:
        file = path.parent / PASSWORD
        file.unlink(missing_ok=True)
        files.write_new(file, f"{secret}\n")
    with committing(f"{path} was written"):
        files.place(path).write(with_section(before, "mail", lines).encode())
