"""Mail goes out by a real server on this machine, waits where that is away, and is never lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.postbox import CLOSES, PASSWORD, USER, Postbox, certificate, postbox, settings
from tests.shop import Shop, prepared

AWAY = "'careline sweep' and 'careline mail send' try again."


@prepared
def staffed(shop: Shop) -> Shop:
    """A word of Robin's case is overdue, and E-1 is Ben's; Ana and Ben have addresses, Cy has none."""
    shop('open "No sound" --customer "Robin Vale <robin@example.com>" --promise "A call" --by 1bd')
    shop("party edit Ana --email ana@example.com")
    shop("party add Ben --kind staff --email ben@example.com")
    shop("party add Cy --kind staff")
    shop.at("06-03 10:00")
    shop("escalate 1 --to Ben --ack-by 4bh --backup 'Ana goes there'")
    return shop


@pytest.fixture
def box() -> Iterator[Postbox]:
    """A server that takes whatever comes."""
    with postbox() as box:
        yield box


@pytest.fixture
def mailing(staffed: Shop, box: Postbox) -> Shop:
    """The shop, with an account at that server."""
    staffed.configure(settings(box))
    return staffed.at("06-03 10:00")


def outbox(shop: Shop, *more: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = shop.json(f"mail outbox {' '.join(more)}")["items"]
    return items


# What is sent.


def test_a_page_is_mailed_as_text_and_html_under_its_first_line(mailing: Shop, box: Postbox) -> None:
    page = mailing("brief").out
    assert mailing("brief --mail-to Ana").out == "L-1 to Ana <ana@example.com>: sent.\n"
    [sent] = box.messages
    assert box.recipients == ["ana@example.com"]
    assert (sent["Subject"], sent["To"], sent["Auto-Submitted"]) == (
        page.splitlines()[0],
        "Ana <ana@example.com>",
        "auto-generated",
    )
    text, html = sent.get_body(("plain",)), sent.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines() == page.splitlines()
    assert html.get_content().splitlines() == mailing("brief --format html").out.splitlines()
    assert sent["Message-ID"] == outbox(mailing, "--all")[0]["message_id"]


def test_every_report_can_be_mailed_to_several_and_each_gets_it_once(mailing: Shop, box: Postbox) -> None:
    mailing("report performers --mail-to Ana --mail-to ana@example.com --mail-to ops@example.com")
    mailing("overdue --as-of '2026-06-02 18:00' --mail-to Ben --section overdue")
    assert box.recipients == ["ana@example.com", "ops@example.com", "ben@example.com"]


def test_evil_text_is_inert_in_a_mail(mailing: Shop, box: Postbox) -> None:
    evil = "<script>alert(1)</script>\r\nBcc: evil@example.com\u202e"
    mailing("open", evil, "--customer", "Evil\nBcc: x <e@example.com>", "--promise", evil, "--by", "2026-06-03 11:00")
    mailing.at("06-05 10:00")
    mailing("brief --mail-to Ana")
    [sent] = box.messages
    assert "Bcc" not in sent
    assert box.recipients == ["ana@example.com"]
    html = sent.get_body(("html",))
    assert html is not None
    assert "<script" not in html.get_content()


def test_nothing_to_say_is_no_mail_under_quiet(shop: Shop, box: Postbox) -> None:
    shop.configure(settings(box))
    shop('open "No sound" --customer Robin')
    assert shop("overdue --quiet --mail-to ops@example.com").out == ""
    assert box.taken == []
    shop("overdue --mail-to ops@example.com")
    assert len(box.taken) == 1


def test_what_was_sent_lies_nowhere_in_the_store(mailing: Shop) -> None:
    mailing("brief --mail-to Ana")
    assert b"auto-generated" not in mailing.store.read_bytes()
    assert mailing("log").out.count("mail sent") == 1
    assert b"Tell them first" not in mailing.store.read_bytes()


# Each of us.


def test_each_of_staff_gets_their_own_page_once_a_day(mailing: Shop, box: Postbox) -> None:
    mailing("party add Dora --kind staff --email dora@example.com")
    assert mailing("mail briefs").out.splitlines() == [
        "L-1 to Ana <ana@example.com>: sent.",
        "L-2 to Ben <ben@example.com>: sent.",
        "Not mailed: Cy, no e-mail address.",
        "Not mailed: Dora, nothing needs attention.",
    ]
    mine = {str(each["To"]): each.get_body(("plain",)) for each in box.messages}
    page = mine["Ben <ben@example.com>"]
    assert page is not None
    assert page.get_content().splitlines() == mailing("brief --for Ben").out.splitlines()
    assert mailing.at("06-03 17:00")("mail briefs --quiet").out == ""
    assert len(box.taken) == 2
    mailing("mail briefs --again --all")
    assert len(box.taken) == 5
    mailing.at("06-04 08:00")("mail briefs")
    assert len(box.taken) == 7


def test_whoever_was_mailed_what_was_handed_to_them_was_told(mailing: Shop) -> None:
    def told() -> Any:
        return mailing.json("escalation list")["items"][0]["told_at"]

    mailing("mail briefs --dry-run")
    mailing("brief --for Ana --mail-to Ana")
    assert told() is None
    mailing("mail briefs")
    assert told() == "2026-06-03T14:00:00Z"


def test_nobody_was_told_by_a_mail_that_did_not_go(mailing: Shop, box: Postbox) -> None:
    box.says["RCPT"] = ["450 later"] * 4
    assert mailing.run("mail briefs").code == 75
    assert mailing.json("escalation list")["items"][0]["told_at"] is None
    assert {each["state"] for each in outbox(mailing)} == {"waiting"}
    mailing("mail send")
    assert mailing.json("escalation list")["items"][0]["told_at"] is not None
    assert outbox(mailing) == []


# What does not go.


def test_a_server_that_is_away_is_75_and_the_next_run_sends(mailing: Shop, box: Postbox) -> None:
    mailing.configure(settings(box, port="9"))
    answer = mailing.run("brief --mail-to Ana")
    assert answer.code == 75
    assert answer.err.startswith("careline: L-1 waits in the outbox. The mail server localhost:9 does not answer")
    assert answer.err.endswith(f"{AWAY}\n")
    assert mailing.run("sweep").err == ""
    mailing.configure(settings(box))
    mailing("sweep --quiet")
    assert len(box.taken) == 1
    assert outbox(mailing) == []


def test_a_mail_is_tried_once_more_and_then_waits(mailing: Shop, box: Postbox) -> None:
    box.says["RCPT"] = ["450 greylisted", "250 OK", "450 greylisted", "450 greylisted"]
    mailing("brief --mail-to Ana")
    answer = mailing.run("brief --mail-to Ana")
    assert (answer.code, "450 greylisted" in answer.err) == (75, True)
    assert [each["tries"] for each in outbox(mailing)] == [1]
    mailing("mail send")
    assert len(box.taken) == 2


def test_what_the_server_refuses_stands_on_the_page_until_it_is_cancelled(mailing: Shop, box: Postbox) -> None:
    box.says["RCPT"] = ["550 5.1.1 no such user here"]
    answer = mailing.run("brief --mail-to Ana")
    assert answer.code == 4
    assert "550 5.1.1 no such user here" in answer.err
    page = mailing.at("06-03 11:00").run("brief --quiet --exit-code")
    assert "Mail that did not go out" in page.out
    [row] = mailing.json("brief")["sections"]["mail_stuck"]
    assert (row["mail"], row["to"], row["state"], row["case"]) == ("L-1", "ana@example.com", "refused", None)
    assert mailing("mail send").out == "Nothing waits.\n"
    mailing("mail cancel L-1")
    assert mailing.json("brief")["sections"]["mail_stuck"] == []
    assert mailing.json("brief --as-of '2026-06-03 11:00'")["sections"]["mail_stuck"] == []
    assert len(mailing.at("06-03 12:00").json("brief --as-of '2026-06-03 10:30'")["sections"]["mail_stuck"]) == 1


def test_what_was_refused_can_be_sent_again_by_its_number(mailing: Shop, box: Postbox) -> None:
    box.says["RCPT"] = ["550 no such user"]
    mailing.run("brief --mail-to Ana")
    assert mailing("mail send 1").out == "L-1 to Ana <ana@example.com>: sent.\n"
    assert "was sent already" in mailing.refuses(4, "mail send 1")
    assert "no mail can be called back" in mailing.refuses(4, "mail cancel 1")
    assert "no mail L-9" in mailing.refuses(3, "mail cancel 9")


def test_without_an_answer_at_the_end_a_mail_was_perhaps_sent_and_comes_again_with_the_same_id(
    mailing: Shop, box: Postbox
) -> None:
    box.says["DATA"] = [CLOSES]
    answer = mailing.run("brief --mail-to Ana")
    assert (answer.code, "did not say whether it took it" in answer.err) == (75, True)
    [waiting] = outbox(mailing)
    assert (waiting["state"], waiting["perhaps_sent"]) == ("waiting", True)
    assert mailing("mail send").out == "L-1 to Ana <ana@example.com>: sent, perhaps twice.\n"
    assert len(box.taken) == 2
    assert len({each["Message-ID"] for each in box.messages}) == 1


@pytest.mark.parametrize("step", ["MAIL", "DATA"])
def test_a_server_that_breaks_off_before_it_has_the_message_leaves_no_doubt(
    mailing: Shop, box: Postbox, step: str
) -> None:
    box.says[step] = ["450 not now", "450 not now"]
    assert mailing.run("brief --mail-to Ana").code == 75
    assert outbox(mailing)[0]["perhaps_sent"] is False


def test_a_stuck_mail_stands_on_the_page_after_an_hour(mailing: Shop, box: Postbox) -> None:
    mailing.configure(settings(box, port="9"))
    mailing.run("brief --mail-to Ana")
    assert mailing.at("06-03 11:00").json("brief")["sections"]["mail_stuck"] == []
    assert len(mailing.at("06-03 11:01").json("brief")["sections"]["mail_stuck"]) == 1


def test_a_dry_run_sends_nothing(mailing: Shop, box: Postbox) -> None:
    for line in ("mail test", "mail briefs", "mail send"):
        mailing(f"{line} --dry-run")
    assert (box.taken, outbox(mailing, "--all")) == ([], [])


# Undoing and forgetting.


def test_a_mail_that_waits_can_be_undone_and_one_that_left_cannot(mailing: Shop, box: Postbox) -> None:
    lines = len(mailing.json("log --last 99")["items"])
    mailing.configure(settings(box, port="9"))
    mailing.run("brief --mail-to Ana")
    mailing(f"undo {lines + 1}")
    assert outbox(mailing, "--all") == []
    mailing.configure(settings(box))
    assert mailing("sweep").code == 0
    assert box.taken == []
    mailing("brief --mail-to Ana")
    assert "cannot be undone: that mail has left" in mailing.refuses(4, f"undo {lines + 4}")
    box.says["DATA"] = [CLOSES]
    mailing.run("brief --mail-to Ana")
    queued = mailing.json("log --last 1")["items"][0]["id"]
    assert "may have left" in mailing.refuses(4, f"undo {queued}")


def test_undo_takes_no_mailed_page_for_what_somebody_did(mailing: Shop) -> None:
    mailing("note 1 'the cable'")
    mailing("brief --mail-to Ana")
    assert "case note" in mailing("undo --dry-run").out


def test_whoever_is_forgotten_is_named_in_no_mail_that_waits(mailing: Shop, box: Postbox) -> None:
    mailing.configure(settings(box, port="9"))
    mailing.run("brief --mail-to Ana")
    mailing("keep 1")
    mailing("close 1 --confirmed Fine")
    mailing("customer forget 'Robin Vale' --yes")
    assert b"Robin" not in mailing.store.read_bytes()
    assert outbox(mailing, "--all")[0]["state"] == "cancelled"
    mailing.configure(settings(box))
    mailing("sweep")
    assert box.taken == []


# Refusals.

REFUSALS = (
    (4, "brief --mail-to robin@example.com", "is the address of Robin Vale, a customer"),
    (2, "brief --mail-to Cy", "careline party edit"),
    (2, "brief --mail-to Nobody", "Nobody is called"),
    (2, "brief --mail-to Bem", "Did you mean Ben"),
    (2, "brief --mail-to ' '", "needs a name"),
    (2, "brief --mail-to 'x@'", "not an e-mail address"),
    (2, "brief --mail-to 'a,b@example.com'", "no address that a mail server takes"),
    (2, "brief --mail-to Ana --output page.txt", "give one of them"),
    (2, "brief --mail-to Ana --format csv", "does not fit"),
    (2, "overdue --mail-to Ana --section nothing", "has no section"),
    (2, "mail test --to Ana", "takes an e-mail address"),
    (2, "mail cancel W-1", "contact or note"),
    (3, "mail send 7", "There is no mail L-7"),
)


def test_what_cannot_be_mailed_is_refused_and_nothing_is_queued(
    mailing: Shop, box: Postbox, subtests: pytest.Subtests
) -> None:
    for code, line, said in REFUSALS:
        with subtests.test(line):
            assert said in mailing.refuses(code, line)
    assert box.taken == []


def test_without_an_account_every_command_about_mail_says_how_to_get_one(
    staffed: Shop, subtests: pytest.Subtests
) -> None:
    for line in ("mail test", "mail briefs", "mail send", "brief --mail-to Ana"):
        with subtests.test(line):
            assert "careline config mail" in staffed.refuses(5, line)
    staffed("mail outbox")
    staffed("sweep")


# The ways of the server.


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of localhost and its key."""
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize("secured", ["tls", "starttls"])
def test_it_goes_secured_and_logged_in(staffed: Shop, pair: tuple[Path, Path], secured: str) -> None:
    secret = staffed.folder / "mail-password"
    secret.write_text(f"{PASSWORD}\n")
    secret.chmod(0o600)
    with postbox(secured=secured, certificate=pair, login=secured == "starttls") as box:
        staffed.configure(settings(box, security=f'"{secured}"', user=f'"{USER}"', password_file=f"'{secret}'"))
        if secured == "tls":
            staffed.configure(settings(box, security='"tls"'))
        staffed.environment["SSL_CERT_FILE"] = str(pair[0])
        assert "went to" in staffed("mail test --to you@example.com").out
        assert box.recipients == ["you@example.com"]


def test_a_certificate_that_nobody_vouches_for_is_refused(staffed: Shop, pair: tuple[Path, Path]) -> None:
    with postbox(secured="tls", certificate=pair) as box:
        staffed.configure(settings(box, security='"tls"'))
        said = staffed.refuses(5, "mail test")
        assert "certificate that cannot be trusted" in said
        assert box.taken == []


def test_a_wrong_password_is_5_and_what_was_queued_waits(staffed: Shop, pair: tuple[Path, Path]) -> None:
    with postbox(secured="starttls", certificate=pair, login=True) as box:
        staffed.configure(settings(box, security='"starttls"', user=f'"{USER}"'))
        staffed.environment |= {"SSL_CERT_FILE": str(pair[0]), "CARELINE_MAIL_PASSWORD": "wrong"}
        said = staffed.refuses(5, "mail test")
        assert f"does not let {USER} in: 535" in said
        assert "app password" in said
        answer = staffed.run("brief --mail-to Ana")
        assert (answer.code, outbox(staffed)[0]["state"]) == (5, "waiting")
        staffed.environment["CARELINE_MAIL_PASSWORD"] = PASSWORD
        staffed("sweep")
        assert box.recipients == ["ana@example.com"]
        assert "wrong" not in answer.err + said


def test_no_mail_goes_over_a_connection_that_is_not_secured(mailing: Shop, box: Postbox) -> None:
    mailing.configure(settings(box, security='"starttls"'))
    assert "offers no STARTTLS" in mailing.refuses(5, "mail test")
    mailing.configure(settings(box, security='"tls"'))
    assert 'Try security = "starttls"' in mailing.refuses(5, "mail test")
    assert box.taken == []


TESTS = (
    ("RCPT", "550 no such user", 4, "refuses mail for shop@example.com: 550 no such user"),
    ("RCPT", "450 later", 75, "takes no mail for shop@example.com now: 450 later"),
    ("MAIL", "550 not yours", 5, "does not take mail from shop@example.com: 550 not yours"),
    ("DATA", "554 looks like spam", 4, "refuses the message: 554 looks like spam"),
)


def test_a_test_message_says_which_step_failed(mailing: Shop, box: Postbox, subtests: pytest.Subtests) -> None:
    for step, reply, code, said in TESTS:
        with subtests.test(f"{step} {reply}"):
            box.says[step] = [reply]
            assert said in mailing.refuses(code, "mail test")
    with subtests.test("no such server"):
        mailing.configure(settings(box, server='"no-such-server.invalid"', security='"tls"'))
        assert "nobody knows the name no-such-server.invalid" in mailing.refuses(75, "mail test")


def test_doctor_finds_mail_that_did_not_go_out_and_a_password_that_others_can_read(mailing: Shop, box: Postbox) -> None:
    def found() -> list[str]:
        items = mailing.run("doctor --json").json["items"]
        return [each["finding"] for each in items if each["check"] == "mail"]

    assert found() == []
    box.says["RCPT"] = ["550 no such user"]
    mailing.run("brief --mail-to Ana")
    [finding] = found()
    assert finding.startswith("1 mail did not go out (The mail server")
    mailing("mail cancel 1")
    mailing.configure(settings(box, user='"shop"', **{"password_command": '["no-such-program-at-all"]'}))
    assert found() == ["There is no program no-such-program-at-all to give the password of the mail account."]
    mailing.configure(settings(box, user='"shop"'))
    assert "no password" in found()[0]
