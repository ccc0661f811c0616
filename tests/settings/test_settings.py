"""Settings: what the flags, the environment and the file say, what is refused, and how."""

import getpass
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.errors import BadInput, Misconfigured
from careline.domain.mail.account import Account, Security
from careline.domain.money.money import Money
from careline.domain.names import Person
from careline.domain.shop.policy import Policy, Rung
from careline.domain.time.working_time import DEFAULT_HOURS
from careline.settings.keys import KEYS
from careline.settings.settings import Settings, config_path, load, shown, store_path, usual_folder
from careline.settings.template import template
from careline.settings.zone import system_zone
from tests.unprivileged import without_privileges

FULL = """
[shop]
name = "Headsets Direct"
timezone = "America/New_York"
currency = "CAD"
owner = "Ana"
me = "Ben"
phone = " +1 617  555 0100"
email = "help@Example.com"
templates = "letters"
[hours]
mon = ["13:30-17:00", "09:00-12:30"]
sat = ["9:00 - 12:00"]
[calendar]
country = "US"
region = "MA"
closures = ["2026-12-31..2027-01-02", "2027-03-19"]
[policy]
acknowledge_within = "4bh"
answer_within = { major = "4bh", normal = "1bd" }
silent_after = "9bd"
due_soon = "2bd"
escalate_overdue_after = "3bd"
idle_after = "90min"
check_replacement_after = "14d"
check_back_after = "2w"
close_unconfirmed_after = 5
submit_claims_within = "2w"
acknowledge = "{customer} hears from us"
check_back = "Call {customer} again"
update_every = { major = "4bh", minor = "1w" }
warranty_months = 24
return_from = "25.00"
return_within = "3w"
goodwill = { Ben = "100", others = "$25.00" }
invite_after = "10bd"
invite_at_latest = "90d"
arrival_check_after = "1bd"
margin = "12.5%"
customer_years = 7
retention_years = 10
[[ladder]]
for = "FieldCo"
to = "FieldCo dispatch"
ack_within = "4bh"
[[ladder]]
to = "Ana"
ack_within = "1bd"
[store]
group = "staff"

[backup]
also = "/media/usb/careline"
[mail]
server = "smtp.example.com"
port = 2465
security = "tls"
user = "shop@example.com"
password_file = "~/mail-password"
password_command = ["pass", "mail"]
from = "Headsets Direct <shop@Example.com>"
[hooks]
overdue = ["/usr/local/bin/ring", "desk"]
unanswered = "https://example.com/x"
escalated = "https://example.com/x"
came_back = "https://example.com/x"
backup_due = "https://example.com/x"
case_opened = "http://localhost:8080/x"
promise_kept = ["~/ring"]
[phrases]
sent = "A new one is on its way"
call-2 = " We call you {today} "
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "careline.toml"


@pytest.fixture(autouse=True)
def usual_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def written(file: Path, text: str, **environ: str) -> Settings:
    file.write_text(text, encoding="utf-8")
    return load(file, environ)


def refusal(file: Path, text: str, **environ: str) -> str:
    with pytest.raises(Misconfigured) as refused:
        written(file, text, **environ)
    assert refused.value.exit_code == 5
    assert "\n" not in str(refused.value)
    return str(refused.value)


# What is read


def test_every_key_of_the_file_is_read(file: Path) -> None:
    settings = written(file, FULL)
    assert replace(settings, sources={}) == Settings(
        me="Ben",
        owner="Ana",
        shop_name="Headsets Direct",
        zone="America/New_York",
        currency="CAD",
        hours=(
            ((time(9), time(12, 30)), (time(13, 30), time(17))),
            (),
            (),
            (),
            (),
            ((time(9), time(12)),),
            (),
        ),
        country="US",
        region="MA",
        closures=((date(2026, 12, 31), date(2027, 1, 2)), (date(2027, 3, 19), date(2027, 3, 19))),
        policy=Policy(
            acknowledge_within="4bh",
            answer_within=(("normal", "1bd"), ("major", "4bh")),
            silent_after="9bd",
            due_soon="2bd",
            escalate_overdue_after="3bd",
            idle_after="90min",
            check_replacement_after="14d",
            check_back_after=("2w",),
            close_unconfirmed_after=5,
            submit_claims_within="2w",
            acknowledge="{customer} hears from us",
            check_back="Call {customer} again",
            update_every=(("minor", "1w"), ("major", "4bh")),
            warranty_months=24,
            return_from=Money(2500, "CAD"),
            return_within="3w",
            goodwill=(("Ben", Money(10000, "CAD")), ("others", Money(2500, "CAD"))),
            invite_after="10bd",
            invite_at_latest="90d",
            arrival_check_after="1bd",
            margin="12.5%",
            customer_years=7,
            retention_years=10,
            ladder=(Rung("FieldCo dispatch", "4bh", performer="FieldCo"), Rung("Ana", "1bd")),
        ),
        group="staff",
        also="/media/usb/careline",
        phone="+1 617 555 0100",
        email="help@example.com",
        templates="letters",
        staff=("Ana", "Ben"),
        mail=Account(
            "smtp.example.com",
            Person("Headsets Direct", "shop@example.com"),
            Security.TLS,
            2465,
            "shop@example.com",
            "~/mail-password",
            ("pass", "mail"),
        ),
        hooks={
            "overdue": ("/usr/local/bin/ring", "desk"),
            **dict.fromkeys(("unanswered", "escalated", "came_back", "backup_due"), "https://example.com/x"),
            "case_opened": "http://localhost:8080/x",
            "promise_kept": ("~/ring",),
        },
        phrases={"sent": "A new one is on its way", "call-2": "We call you {today}"},
        sources={},
    )


def test_windows_has_no_group_to_share_a_store_with(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert "on Windows leave it out" in refusal(file, '[store]\ngroup = "staff"')


def test_without_a_file_every_setting_has_its_default() -> None:
    user = getpass.getuser()
    assert load(None, {}) == Settings(
        hooks={},
        me=user,
        owner=user,
        phrases={},
        sources={},
        shop_name="",
        zone=None,
        currency="USD",
        hours=DEFAULT_HOURS,
        country=None,
        region=None,
        closures=(),
        policy=Policy(),
    )


def test_days_off_are_every_day_of_the_closures(file: Path) -> None:
    assert written(file, FULL).days_off() == {
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 2),
        date(2027, 3, 19),
    }


def test_calendar_has_the_shops_zone_hours_and_days_off(file: Path) -> None:
    settings = written(file, FULL)
    calendar = settings.calendar()
    assert calendar.zone.key == "America/New_York"
    assert calendar.hours == settings.hours
    assert calendar.days_off == settings.days_off()


def test_calendar_is_in_the_systems_zone_where_none_is_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    assert load(None, {}).calendar().zone.key == "Asia/Kathmandu"


def test_a_file_may_begin_with_a_byte_order_mark_and_have_windows_line_ends(file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbf[shop]\r\nname = "Caf\xc3\xa9"\r\n')
    assert load(file, {}).shop_name == "Café"


def test_a_day_left_out_is_a_day_off_only_where_hours_are_given(file: Path) -> None:
    assert written(file, '[hours]\nsun = ["10:00-16:00"]').hours == ((),) * 6 + (((time(10), time(16)),),)
    assert written(file, '[shop]\nname = "x"').hours == DEFAULT_HOURS


def test_blocks_that_touch_do_not_overlap(file: Path) -> None:
    assert written(file, '[hours]\nmon = ["09:00-12:00", "12:00-17:00"]').hours[0] == (
        (time(9), time(12)),
        (time(12), time(17)),
    )


# Who acts, and in which zone


@pytest.mark.parametrize(
    ("text", "environ", "flag", "me", "owner"),
    [
        ('owner = "Ana"\nme = "Ben"', {}, None, "Ben", "Ana"),
        ('owner = "Ana"\nme = "Ben"', {"CARELINE_ME": "Lee"}, None, "Lee", "Ana"),
        ('owner = "Ana"\nme = "Ben"', {"CARELINE_ME": "Lee"}, "Mia", "Mia", "Ana"),
        ('owner = "Ana"\nme = "Ben"', {"CARELINE_ME": "  "}, None, "Ben", "Ana"),
        ('me = "Ben"', {"CARELINE_ME": "Lee"}, "Mia", "Mia", "Ben"),
        ("", {"CARELINE_ME": " Lee  Park "}, None, "Lee Park", "Lee Park"),
        ("", {}, "Mia", "Mia", "Mia"),
    ],
)
def test_flag_beats_environment_beats_file_for_who_acts(
    file: Path, text: str, environ: dict[str, str], flag: str | None, me: str, owner: str
) -> None:
    file.write_text(f"[shop]\n{text}\n", encoding="utf-8")
    settings = load(file, environ, me=flag)
    assert (settings.me, settings.owner) == (me, owner)


def test_a_blank_me_flag_is_bad_input() -> None:
    with pytest.raises(BadInput, match="--me is blank"):
        load(None, {}, me=" ")


def test_nobody_to_act_is_an_error_that_says_how_to_configure_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 987_654_321)
    with pytest.raises(Misconfigured, match="CARELINE_ME"):
        load(None, {})
    assert load(None, {"CARELINE_ME": "Ana"}).me == "Ana"


def test_careline_tz_beats_the_file(file: Path) -> None:
    assert written(file, FULL, CARELINE_TZ="Europe/Berlin").zone == "Europe/Berlin"
    assert written(file, FULL, CARELINE_TZ="").zone == "America/New_York"


def test_a_bad_careline_tz_is_refused_by_its_name(file: Path) -> None:
    assert refusal(file, "", CARELINE_TZ="Mars/Base").startswith('CARELINE_TZ is "Mars/Base"; it needs the name')


ABBREVIATIONS = [
    ("EST", "America/New_York"),
    ("MST", "America/Denver"),
    ("HST", "Pacific/Honolulu"),
    ("EST5EDT", "America/New_York"),
    ("PST8PDT", "America/Los_Angeles"),
    ("CET", "Europe/Berlin"),
    ("GMT", "Europe/London"),
    ("GMT+5", "America/New_York"),
    ("Etc/GMT+5", "America/New_York"),
    ("PST", "America/Los_Angeles"),
]


def test_an_abbreviation_is_no_zone_of_a_shop(file: Path, subtests: pytest.Subtests) -> None:
    for zone, place in ABBREVIATIONS:
        with subtests.test(zone):
            needs = f'is "{zone}"; it needs the time zone of a place, such as "{place}"'
            assert needs in refusal(file, f'[shop]\ntimezone = "{zone}"')
            assert refusal(file, "", CARELINE_TZ=zone).startswith(f"CARELINE_TZ {needs}")


def test_utc_is_a_zone_of_a_shop(file: Path) -> None:
    assert written(file, '[shop]\ntimezone = "UTC"').calendar().zone.key == "UTC"


def test_no_abbreviation_is_proposed(file: Path) -> None:
    assert "EST5EDT" not in refusal(file, '[shop]\ntimezone = "EST5ED"')


# The system's zone


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "etc").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("tz", "zone"),
    [
        ("America/New_York", "America/New_York"),
        (":America/New_York", "America/New_York"),
        ("UTC", "UTC"),
        ("EST5EDT", "EST5EDT"),
        ("CET", "CET"),
        ("HST", "HST"),
        (":/usr/share/zoneinfo/Europe/Paris", "Europe/Paris"),
    ],
)
def test_tz_names_the_systems_zone(root: Path, tz: str, zone: str) -> None:
    assert system_zone({"TZ": tz}, root) == zone


@pytest.mark.parametrize("tz", ["Mars/Base", "EST5EDT,M3.2.0,M11.1.0", "America", "../etc/passwd", "/etc/passwd"])
def test_a_bogus_tz_is_an_error_and_not_utc(root: Path, tz: str) -> None:
    (root / "etc/timezone").write_text("Europe/Berlin\n", encoding="utf-8")
    with pytest.raises(Misconfigured, match=r"TZ is .* is not a time zone.*\[shop\].*CARELINE_TZ"):
        system_zone({"TZ": tz}, root)


@pytest.mark.parametrize("tz", ["EST", ":EST", "MST", "Etc/GMT+5"])
def test_a_system_without_summer_time_is_asked_where_it_is(root: Path, tz: str) -> None:
    with pytest.raises(Misconfigured, match=r"names \".*\", which is not a place.*\[shop\].*CARELINE_TZ") as refused:
        system_zone({"TZ": tz}, root)
    assert refused.value.exit_code == 5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its zone in the registry")
class TestZoneFiles:
    @pytest.mark.parametrize(
        "target",
        [
            "/usr/share/zoneinfo/Europe/Berlin",
            "../usr/share/zoneinfo/Europe/Berlin",
            "/var/db/timezone/zoneinfo/Europe/Berlin",
        ],
    )
    @pytest.mark.parametrize("tz", ["", " ", ":/etc/localtime"])
    def test_the_link_to_the_zone_names_it(self, root: Path, target: str, tz: str) -> None:
        (root / "etc/localtime").symlink_to(target)
        (root / "etc/timezone").write_text("Asia/Tokyo\n", encoding="utf-8")
        assert system_zone({"TZ": tz}, root) == "Europe/Berlin"

    def test_a_link_to_a_link_is_followed(self, root: Path) -> None:
        zone = root / "zoneinfo/Asia/Tokyo"
        zone.parent.mkdir(parents=True)
        zone.touch()
        (root / "etc/chosen").symlink_to(zone)
        (root / "etc/localtime").symlink_to("chosen")
        assert system_zone({}, root) == "Asia/Tokyo"

    def test_beside_a_copy_the_written_name_counts(self, root: Path) -> None:
        (root / "etc/localtime").write_bytes(b"TZif2")
        (root / "etc/timezone").write_text("Asia/Tokyo\n", encoding="utf-8")
        assert system_zone({}, root) == "Asia/Tokyo"

    @pytest.mark.parametrize("written", [None, b"", b"Mars/Base\n", b"TZif2\xff\xfe"])
    def test_a_zone_that_nothing_names_is_an_error_that_says_how_to_configure_one(
        self, root: Path, written: bytes | None
    ) -> None:
        (root / "etc/localtime").write_bytes(b"TZif2")
        if written is not None:
            (root / "etc/timezone").write_bytes(written)
        with pytest.raises(Misconfigured, match=r"not known.*\[shop\].*CARELINE_TZ.*America/New_York") as refused:
            system_zone({}, root)
        assert refused.value.exit_code == 5


def test_a_configured_zone_spares_the_systems(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Mars/Base")
    assert written(file, FULL).calendar().zone.key == "America/New_York"
    with pytest.raises(Misconfigured, match="Mars/Base"):
        load(None, {}).calendar()


# Where the files are


def test_flag_beats_environment_beats_the_usual_folder_for_the_settings_file(tmp_path: Path) -> None:
    environ = {"CARELINE_CONFIG": "/shop/b.toml"}
    assert config_path("/shop/a.toml", environ) == Path("/shop/a.toml")
    assert config_path(None, environ) == Path("/shop/b.toml")
    if sys.platform == "linux":
        assert config_path(None, {"CARELINE_CONFIG": ""}) == tmp_path / "config/careline/careline.toml"


def test_flag_beats_environment_beats_the_usual_folder_for_the_store(tmp_path: Path) -> None:
    environ = {"CARELINE_DB": "/shop/b.db"}
    assert store_path("/shop/a.db", environ) == Path("/shop/a.db")
    assert store_path(None, environ) == Path("/shop/b.db")
    if sys.platform == "linux":
        assert store_path(None, {"CARELINE_DB": ""}) == tmp_path / "data/careline/careline.db"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("shop.db", "shop.db"),
        ("sqlite:///shop.db", "shop.db"),
        ("sqlite:////shop/a.db", "/shop/a.db"),
        ("SQLite:////shop/a.db", "/shop/a.db"),
        ("C:/shop/a.db", "C:/shop/a.db"),
        ("why?.db", "why?.db"),
    ],
)
def test_a_store_is_a_path_or_an_sqlite_address(address: str, path: str) -> None:
    assert store_path(address, {}) == Path(path)
    assert store_path(None, {"CARELINE_DB": address}) == Path(path)


@pytest.mark.parametrize("path", ["~/shop/a.db", "sqlite:///~/shop/a.db"])
def test_a_tilde_is_the_home_folder_where_no_shell_expands_it(path: str) -> None:
    assert store_path(None, {"CARELINE_DB": path}) == Path.home() / "shop/a.db"


def test_a_tilde_of_an_unknown_user_is_a_name_like_any_other() -> None:
    assert store_path("~nobody-of-that-name/a.db", {}) == Path("~nobody-of-that-name/a.db")


@pytest.mark.parametrize(
    "address", ["postgresql://ana:secret@host/shop", "mysql+pymysql://ana:secret@host/shop", "file:///shop?ana:secret"]
)
def test_another_database_is_refused_without_repeating_its_password(address: str) -> None:
    with pytest.raises(Misconfigured, match="not supported yet") as refused:
        store_path(None, {"CARELINE_DB": address})
    assert refused.value.exit_code == 5
    assert address.partition(":")[0] in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    ["sqlite://", "sqlite:///", "sqlite:///:memory:", ":memory:", "sqlite://host/a.db", "sqlite:///a?mode=ro"],
)
def test_an_sqlite_address_that_names_no_file_is_refused(address: str) -> None:
    with pytest.raises(Misconfigured, match="is not a file") as refused:
        store_path(address, {})
    assert refused.value.exit_code == 5


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_flag_is_bad_input_and_not_the_usual_folder(blank: str) -> None:
    for ask, option in ((store_path, "--db"), (config_path, "--config")):
        with pytest.raises(BadInput, match=f"{option} is blank"):
            ask(blank, {})


# Files that cannot be read


def test_the_usual_file_may_be_missing() -> None:
    assert load(config_path(None, {}), {}) == load(None, {})


def test_a_file_that_was_asked_for_may_not_be_missing(file: Path) -> None:
    environ = {"CARELINE_CONFIG": str(config_path(None, {}))}
    for path, variables in ((file, {}), (config_path(None, environ), environ)):
        with pytest.raises(Misconfigured, match=f"no settings file {re.escape(str(path))}.*careline config init") as no:
            load(path, variables)
        assert no.value.exit_code == 5


def test_a_folder_is_no_settings_file(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=f"{re.escape(str(tmp_path))} cannot be read"):
        load(tmp_path, {})


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The usual place of the settings, in a folder that everybody may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        monkeypatch.setenv("XDG_CONFIG_HOME", name)
        path = Path(name).resolve() / "careline" / "careline.toml"
        path.parent.mkdir(mode=0o755)
        yield path


UNIX = pytest.mark.skipif(
    sys.platform == "win32", reason="2026-11-28: permissions, FIFOs and the usual folder are other matters there"
)


@UNIX
def test_a_file_without_permission_is_refused_in_the_usual_place_too(public: Path) -> None:
    public.write_text(FULL, encoding="utf-8")
    public.chmod(0o000)
    usual = config_path(None, {})
    assert usual.resolve() == public
    with without_privileges(), pytest.raises(Misconfigured, match="cannot be read: permission denied") as refused:
        load(usual, {})
    assert refused.value.exit_code == 5


@UNIX
def test_so_is_one_in_a_folder_that_may_not_be_entered(public: Path) -> None:
    usual = config_path(None, {})
    public.parent.chmod(0o000)
    try:
        with without_privileges(), pytest.raises(Misconfigured, match="cannot be read: permission denied"):
            load(usual, {})
    finally:
        public.parent.chmod(0o755)


@UNIX
def test_a_link_that_leads_nowhere_is_no_missing_file(public: Path) -> None:
    public.symlink_to("moved/away.toml")
    with pytest.raises(Misconfigured, match=r"it is a link to moved/away\.toml, which is not there") as refused:
        load(config_path(None, {}), {})
    assert refused.value.exit_code == 5


@UNIX
def test_a_link_in_a_circle_is_refused(public: Path) -> None:
    public.symlink_to(public)
    with pytest.raises(Misconfigured, match="cannot be read"):
        load(config_path(None, {}), {})


@UNIX
def test_a_link_to_a_file_is_followed(public: Path, file: Path) -> None:
    file.write_text(FULL, encoding="utf-8")
    public.symlink_to(file)
    assert load(config_path(None, {}), {}) == load(file, {})


@UNIX
def test_a_fifo_is_refused_and_not_waited_for(public: Path) -> None:
    os.mkfifo(public)
    with pytest.raises(Misconfigured, match="it is not a plain file") as refused:
        load(config_path(None, {}), {})
    assert refused.value.exit_code == 5


@pytest.mark.parametrize(("more", "fits"), [(0, True), (1, False)])
def test_a_file_holds_at_most_a_mebibyte(file: Path, more: int, fits: bool) -> None:
    file.write_text(f"# {'x' * (2**20 - 2 + more)}", encoding="utf-8")
    if fits:
        assert load(file, {}) == load(None, {})
        return
    with pytest.raises(Misconfigured, match="it is larger than 1 MiB"):
        load(file, {})


@pytest.mark.parametrize(
    "text",
    [
        r'[shop]\nname = "Head\u0000sets"',
        r'[phrases]\nsent = "On its\U00000000 way"',
        r'[calendar]\nclosures = ["2026-12-24\u0000"]',
        r'[[ladder]]\nto = "Ben\u0000"\nack_within = "4bh"',
        r'[policy]\ngoodwill = { "Ben\u0000" = "100.00" }',
    ],
)
def test_no_text_holds_nul(file: Path, text: str) -> None:
    assert "a text in it holds a NUL character" in refusal(file, text.replace(r"\n", "\n"))


def test_a_file_that_is_not_utf_8_is_refused_with_the_line(file: Path) -> None:
    file.write_bytes(b'[shop]\n# a comment\nname = "Caf\xe9"\n')
    with pytest.raises(Misconfigured, match=r"careline\.toml cannot be read: line 3 is not UTF-8"):
        load(file, {})


def test_a_file_that_is_no_toml_is_refused_with_the_line(file: Path) -> None:
    assert "(at line 2, column 8)" in refusal(file, '[shop]\nname = Headsets Direct\nowner = "Ana"\n')
    assert "cannot be read" in refusal(file, "[policy]\nclose_unconfirmed_after = " + "9" * 5000)


VALUES = st.one_of(st.text(), st.integers(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False))


@given(
    st.sampled_from([(section, key) for section, keys in KEYS.items() for key in keys]),
    st.one_of(VALUES, st.lists(VALUES)),
)
def test_any_value_is_a_setting_or_refused_as_misconfigured(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[str, str], value: object
) -> None:
    section, key = place
    heading = "[[ladder]]" if section == "ladder" else f"[{section}]"
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_text(f"{heading}\n{key} = {json.dumps(value)}\n", encoding="utf-8")
    with suppress(Misconfigured):
        load(file, {})


# Values and keys that are refused


UNKNOWN = [
    ('[shop]\ntiemzone = "UTC"', "[shop] tiemzone is not a setting. Did you mean timezone?"),
    ('[shop]\nName = "x"', "[shop] Name is not a setting. Did you mean name?"),
    ('[shop]\ndue_soon = "1bd"', "[shop] due_soon is not a setting. Did you mean [policy] due_soon?"),
    ('[calendar]\ncurrency = "USD"', "[calendar] currency is not a setting. Did you mean [shop] currency?"),
    ('timezone = "UTC"', "timezone is not a setting. Did you mean [shop] timezone?"),
    ("[hours]\nwednesday = []", "[hours] wednesday is not a setting. Did you mean wed?"),
    ("[polcy]", "polcy is not a setting. Did you mean [policy]?"),
    ('[[laddr]]\nto = "Ana"', "laddr is not a setting. Did you mean [[ladder]]?"),
    (
        '[[ladder]]\nto = "Ana"\nack_whithin = "1bd"',
        "rung 1 of [[ladder]], ack_whithin is not a setting. Did you mean ack_within?",
    ),
    (
        "[shop]\nzzz = 1",
        "[shop] zzz is not a setting. There is name, timezone, currency, owner, me, phone, email, templates.",
    ),
    ('[shop]\nphon = "1"', "[shop] phon is not a setting. Did you mean phone?"),
    (
        "[zzz]",
        "zzz is not a setting. "
        "There is [shop], [hours], [calendar], [policy], [store], [backup], [mail], [hooks], [[ladder]], [phrases].",
    ),
    ('[phrase]\nsent = "x"', "phrase is not a setting. Did you mean [phrases]?"),
]


def test_an_unknown_key_is_refused_with_a_suggestion(file: Path, subtests: pytest.Subtests) -> None:
    for text, near in UNKNOWN:
        with subtests.test(text):
            assert refusal(file, text) == f"{file}: {near}"


BAD_VALUES = [
    ("shop = 3", "shop is 3; it needs a section"),
    ("[shop]\nname = 3", "[shop] name is 3; it needs words"),
    ('[shop]\nowner = " "', '[shop] owner is " "; it needs a name'),
    ("[shop]\nme = true", "[shop] me is true; it needs a name"),
    ('[shop]\ncurrency = "usd"', '[shop] currency is "usd"; it needs three capital letters'),
    ('[shop]\ncurrency = "XYZ"', '[shop] currency is "XYZ"; it needs three capital letters that name a currency'),
    ('[shop]\nphone = " "', '[shop] phone is " "; it needs a telephone number in quotes, such as "+1 617 555 0100"'),
    ("[shop]\nphone = 6175550100", "[shop] phone is 6175550100; it needs a telephone number in quotes"),
    ('[shop]\nemail = ""', '[shop] email is ""; it needs an e-mail address in quotes, such as "help@example.com"'),
    ('[shop]\nemail = "example.com"', '[shop] email is "example.com"; it needs an e-mail address'),
    ("[shop]\nemail = 3", "[shop] email is 3; it needs an e-mail address"),
    ("[shop]\ncurrency = 5", "[shop] currency is 5"),
    ("[policy]\nwarranty_months = -1", "[policy] warranty_months is -1; it needs a whole number of months"),
    ("[policy]\nwarranty_months = true", "[policy] warranty_months is true; it needs a whole number of months"),
    ("[policy]\nwarranty_months = 1201", "a whole number of months, 0 to 1200"),
    ('[policy]\nwarranty_months = "12"', '[policy] warranty_months is "12"'),
    ("[policy]\nreturn_from = 25.00", "[policy] return_from is 25.0; it needs an amount of USD in quotes"),
    ('[policy]\nreturn_from = "25.005"', '[policy] return_from is "25.005"; it needs an amount of USD'),
    ('[policy]\nreturn_from = "-25"', '[policy] return_from is "-25"; it needs an amount'),
    ('[policy]\nreturn_from = "25 EUR"', '[policy] return_from is "25 EUR"; it needs an amount of USD'),
    ('[shop]\ncurrency = "JPY"\n[policy]\nreturn_from = "25.00"', "it needs an amount of JPY"),
    ('[policy]\nreturn_within = "soon"', '[policy] return_within is "soon"; it needs a duration'),
    ('[policy]\ninvite_after = "0d"', '[policy] invite_after is "0d"; it needs a duration'),
    ('[policy]\ngoodwill = "100.00"', '[policy] goodwill is "100.00"; it needs names with amounts'),
    ("[policy]\ngoodwill = { Ben = 100 }", "[policy] goodwill is 100; it needs an amount of USD in quotes"),
    ('[policy]\ngoodwill = { " " = "100" }', '[policy] goodwill is " "; it needs a name'),
    ('[shop]\ntimezone = "Mars/Base"', '[shop] timezone is "Mars/Base"; it needs the name of a time zone'),
    ('[shop]\ntimezone = "new york"', 'such as "America/New_York"'),
    ('[shop]\ntimezone = "europe/berlin "', 'such as "Europe/Berlin"'),
    ("[shop]\ntimezone = 5", "[shop] timezone is 5"),
    ('[shop]\ntimezone = ""', '[shop] timezone is ""'),
    ('[shop]\ntimezone = "America"', '[shop] timezone is "America"'),
    ('[hours]\nmon = "09:00-17:00"', "[hours] mon is"),
    ("[hours]\nmon = [9]", "[hours] mon is 9; it needs a block"),
    ('[hours]\nmon = ["9-17"]', '[hours] mon is "9-17"; it needs a block'),
    ('[hours]\nmon = ["25:00-26:00"]', '[hours] mon is "25:00-26:00"; it needs times from 00:00 to 23:59'),
    ('[hours]\nmon = ["24:00-09:00"]', "it needs times from 00:00 to 23:59; an end may be 24:00"),
    ('[hours]\nmon = ["18:00-24:30"]', "it needs times from 00:00 to 23:59; an end may be 24:00"),
    ('[hours]\nmon = ["09:00-09:00"]', 'an end that is not its beginning; round the clock is "00:00-24:00"'),
    ('[hours]\nmon = ["00:00-00:00"]', 'an end that is not its beginning; round the clock is "00:00-24:00"'),
    (
        '[hours]\nmon = ["18:00-02:00", "20:00-22:00"]',
        "do not overlap; one begins at 20:00, before 02:00 of the next day",
    ),
    (
        '[hours]\nmon = ["18:00-02:00"]\ntue = ["01:00-05:00"]',
        "tue begins at 01:00, before mon ends at 02:00. Let one end",
    ),
    (
        '[hours]\nsun = ["18:00-02:00"]\nmon = ["01:00-05:00"]',
        "mon begins at 01:00, before sun ends at 02:00. Let one end",
    ),
    ('[hours]\nmon = ["12:00-17:00", "09:00-12:30"]', "do not overlap; one begins at 12:00, before 12:30"),
    ("[hours]", "[hours] has no working hour"),
    ("[hours]\nmon = []\ntue = []", "[hours] has no working hour"),
    ('[calendar]\ncountry = "us"', '[calendar] country is "us"; it needs two capital letters'),
    ('[calendar]\nregion = "Mass."', '[calendar] region is "Mass."'),
    ('[calendar]\nclosures = "2027-03-19"', '[calendar] closures is "2027-03-19"; it needs a list'),
    ("[calendar]\nclosures = [2027-03-19]", "[calendar] closures is 2027-03-19; it needs a day or days in quotes"),
    ('[calendar]\nclosures = ["19.3.2027"]', '[calendar] closures is "19.3.2027"'),
    ('[calendar]\nclosures = ["2027-02-29"]', "days that the calendar has"),
    ('[calendar]\nclosures = ["2027-01-02..2026-12-24"]', "the first day before the last"),
    ('[calendar]\nclosures = ["0226-12-24..2027-01-02"]', "at most a year"),
    ('[policy]\ndue_soon = "soon"', '[policy] due_soon is "soon"; it needs a duration'),
    ("[policy]\ndue_soon = 1", "[policy] due_soon is 1; it needs a duration"),
    ('[policy]\nidle_after = "fri 5pm"', '[policy] idle_after is "fri 5pm"; it needs a duration'),
    ('[policy]\nacknowledge_within = ["1bd"]', '[policy] acknowledge_within is ["1bd"]; it needs a duration'),
    ('[policy]\ncheck_back_after = ["1bd", "x"]', '[policy] check_back_after is "x"; it needs a duration'),
    ("[policy]\ncheck_back_after = []", "[policy] check_back_after is []; it needs a duration or a row"),
    ("[policy]\nclose_unconfirmed_after = 0", "[policy] close_unconfirmed_after is 0; it needs a whole number"),
    ("[policy]\nclose_unconfirmed_after = true", "[policy] close_unconfirmed_after is true"),
    ("[policy]\nclose_unconfirmed_after = 3.0", "[policy] close_unconfirmed_after is 3.0"),
    ('[policy]\nclose_unconfirmed_after = "3"', '[policy] close_unconfirmed_after is "3"'),
    ("[policy]\ndue_soon.x = 1", "[policy] due_soon is a table"),
    ('[ladder]\nto = "Ana"', "ladder is a table; it needs rungs, each headed [[ladder]]"),
    ("ladder = [3]", "ladder is [3]; it needs rungs, each headed [[ladder]]"),
    ('[[ladder]]\nto = "Ana"', "rung 1 of [[ladder]] has no ack_within"),
    (
        '[[ladder]]\nto = "Ana"\nack_within = "1bd"\n[[ladder]]\nack_within = "1bd"',
        "rung 2 of [[ladder]] has no to",
    ),
    ('[[ladder]]\nto = "Ana"\nack_within = "x"', 'rung 1 of [[ladder]], ack_within is "x"; it needs a duration'),
    ('[policy]\nupdate_every = "1bd"', '[policy] update_every is "1bd"; it needs a duration for some of minor, '),
    (
        '[policy]\nupdate_every = { huge = "1bd" }',
        "[policy] update_every is a table; it needs a duration for some of",
    ),
    ('[policy]\nanswer_within = { grave = "1bd" }', "it needs a duration for some of minor, normal, major"),
    ('[policy]\nanswer_within = "soon"', '[policy] answer_within is "soon"; it needs a duration'),
    ('[policy]\nupdate_every = { major = "0bd" }', '[policy] update_every is "0bd"; it needs a duration'),
    ('[policy]\nacknowledge = ""', '[policy] acknowledge is ""; it needs words in quotes'),
    ('[policy]\nacknowledge = "Dear {name}"', "it needs no placeholder but {customer}, as in"),
    (
        '[policy]\ncheck_back = "Call {}"',
        '[policy] check_back is "Call {}"; it needs no placeholder but {customer}',
    ),
    ('[policy]\ncheck_back = "Call {customer.name}"', "it needs no placeholder but {customer}"),
    ('[policy]\ncheck_back = "Call {customer!r}"', "it needs no placeholder but {customer}"),
    ('[policy]\ncheck_back = "Call {customer:>9}"', "it needs no placeholder but {customer}"),
    ('[policy]\ncheck_back = "Call {customer"', "it needs no placeholder but {customer}"),
    ('[policy]\nmargin = "101%"', '[policy] margin is "101%"; it needs a percentage in quotes, from "0%" to'),
    ("[policy]\nmargin = 0.4", "[policy] margin is 0.4; it needs a percentage in quotes"),
    ('[policy]\nmargin = "1/2"', '[policy] margin is "1/2"; it needs a percentage'),
    ("[policy]\ncustomer_years = 0", "[policy] customer_years is 0; it needs a whole number, at least 1"),
    ('phrases = "sent"', 'phrases is "sent"; it needs a section, headed [phrases]'),
    ("[phrases]\nsent = 3", "[phrases] sent is 3; it needs words in quotes"),
    ('[phrases]\nsent = " "', '[phrases] sent is " "; it needs words in quotes'),
    ('[phrases]\nSent = "x"', 'a name in [phrases] is "Sent"; it needs small letters and digits'),
    ('[phrases]\n"on its way" = "x"', 'a name in [phrases] is "on its way"'),
    ('[[ladder]]\nto = ""\nack_within = "1bd"', 'rung 1 of [[ladder]], to is ""; it needs a name'),
]


def test_a_bad_value_is_refused_by_file_and_key(file: Path, subtests: pytest.Subtests) -> None:
    for text, said in BAD_VALUES:
        with subtests.test(text):
            sentence = refusal(file, text)
            assert sentence.startswith(f"{file}: ")
            assert said in sentence


@pytest.mark.parametrize("closure", ["2026-01-01..2027-01-02", "2028-02-29", "2026-05-01..2026-05-01"])
def test_a_closure_of_up_to_a_year_is_taken(file: Path, closure: str) -> None:
    first, _, last = closure.partition("..")
    assert written(file, f'[calendar]\nclosures = ["{closure}"]').closures == (
        (date.fromisoformat(first), date.fromisoformat(last or first)),
    )


@pytest.mark.parametrize("region", ["MA", "NSW", "9", "971"])
def test_a_region_has_one_to_three_letters_or_digits(file: Path, region: str) -> None:
    assert written(file, f'[calendar]\nregion = "{region}"').region == region


# The template, what is shown, and the page


def test_the_template_says_what_would_hold_without_it(file: Path) -> None:
    assert replace(written(file, template()), sources={}) == load(None, {})


def test_every_example_of_the_template_is_a_valid_setting(file: Path) -> None:
    examples = re.sub(r"^# (?=\[\[|\w+ = )", "", template(), flags=re.MULTILINE)
    settings = written(file, examples)
    assert (settings.zone, settings.owner, settings.me) == ("America/New_York", "Ana", "Ana")
    assert (settings.country, settings.region) == ("US", "MA")
    assert settings.policy.ladder == (Rung("FieldCo dispatch", "4bh", performer="FieldCo"),)
    assert settings.phrases == {"sent": "A new one is on its way"}


def test_the_template_names_every_key_under_its_section() -> None:
    for section, keys in KEYS.items():
        part = re.split(rf"^(?:# )?\[+{section}\]+$", template(), flags=re.MULTILINE)[1]
        until_next = re.split(r"^(?:# )?\[", part, maxsplit=1, flags=re.MULTILINE)[0]
        assert re.findall(r"^(?:# )?(\w+) = ", until_next, flags=re.MULTILINE) == list(keys)


def test_the_page_on_settings_names_every_key_with_its_default() -> None:
    page = (Path(__file__).parents[2] / "docs/settings.md").read_text(encoding="utf-8")
    defaults = dict(re.findall(r"^(\w+) = (.+)$", template(), flags=re.MULTILINE))
    for section, keys in KEYS.items():
        part = re.split(rf"^## .*\[{section}\]+`$", page, flags=re.MULTILINE)[1].partition("\n## ")[0]
        rows = dict(re.findall(r"^\| `(\w+)` \|(.*)$", part, flags=re.MULTILINE))
        assert list(rows) == list(keys)
        for key, row in rows.items():
            assert f"`{defaults[key]}`" in row if key in defaults else "`" not in row.split("|")[1]


def test_the_page_on_settings_names_every_variable() -> None:
    page = (Path(__file__).parents[2] / "docs/settings.md").read_text(encoding="utf-8")
    for variable in (
        "CARELINE_DB",
        "CARELINE_CONFIG",
        "CARELINE_ME",
        "CARELINE_NOW",
        "CARELINE_TZ",
        "NO_COLOR",
        "COLUMNS",
    ):
        assert f"| `{variable}` |" in page


def test_hours_may_be_round_the_clock_or_end_after_midnight(file: Path) -> None:
    nights = 'wed = ["18:00-24:00"]\nfri = ["09:00-12:00", "18:00-02:00"]\nsat = ["02:00-03:00"]'
    settings = written(file, f'[hours]\nmon = ["00:00-24:00"]\n{nights}')
    midnight = time()
    assert settings.hours[0] == ((midnight, midnight),)
    assert settings.hours[2] == ((time(18), midnight),)
    assert settings.hours[4] == ((time(9), time(12)), (time(18), time(2)))
    rows = {key: value for key, value, _ in shown(settings)}
    assert (rows["hours.mon"], rows["hours.fri"]) == ("00:00-24:00", "09:00-12:00, 18:00-02:00")


def test_what_is_shown_says_where_it_comes_from(file: Path) -> None:
    file.write_text('[shop]\nname = "Headsets Direct"\n[hours]\nmon = ["09:00-12:30", "13:30-17:00"]', encoding="utf-8")
    settings = load(file, {"CARELINE_TZ": "Europe/Berlin", "CARELINE_ME": "Ben"}, me="Ana")
    rows = {key: (value, source) for key, value, source in shown(settings)}
    assert rows["shop.name"] == ("Headsets Direct", "file")
    assert rows["shop.timezone"] == ("Europe/Berlin", "environment")
    assert rows["shop.me"] == ("Ana", "flag")
    assert rows["shop.currency"] == ("USD", "default")
    assert rows["hours.mon"] == ("09:00-12:30, 13:30-17:00", "file")
    assert rows["hours.tue"] == ("", "file")
    assert rows["policy.check_back_after"] == ("1bd, 3bd, 5bd", "default")
    assert rows["ladder"] == ("", "default")


def test_what_is_shown_of_a_full_file_all_comes_from_it(file: Path) -> None:
    rows = shown(written(file, FULL))
    assert {source for _, _, source in rows} == {"file"}
    texts = {key: text for key, text, _ in rows}
    assert texts["calendar.closures"] == "2026-12-31..2027-01-02, 2027-03-19"
    assert texts["policy.return_from"] == "$25.00"
    assert texts["policy.goodwill"] == "Ben $100.00, others $25.00"
    assert texts["phrases.sent"] == "A new one is on its way"
    assert texts["ladder"] == "FieldCo dispatch within 4bh for FieldCo, Ana within 1bd"


def test_every_key_is_shown() -> None:
    known = [f"{section}.{key}" for section, keys in KEYS.items() if section != "ladder" for key in keys]
    assert [key for key, _, _ in shown(load(None, {}))] == [*known, "ladder"]


def test_the_systems_zone_is_shown_where_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert ("shop.timezone", "Asia/Tokyo", "default") in shown(load(None, {}))
    monkeypatch.setenv("TZ", "Mars/Base")
    assert ("shop.timezone", "", "default") in shown(load(None, {}))


@pytest.mark.parametrize(
    "environ",
    [
        {"HOME": "/home/ana"},
        {"HOME": "/home/ana/"},
        {"HOME": "/home/ana", "XDG_CONFIG_HOME": "/conf", "XDG_DATA_HOME": "/data"},
        {"HOME": "/home/ana", "XDG_CONFIG_HOME": "", "XDG_DATA_HOME": " "},
        {"HOME": "/home/ana", "XDG_CONFIG_HOME": "conf"},
        {"HOME": ""},
        {},
    ],
)
def test_settings_and_store_lie_where_platformdirs_says(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, text in environ.items():
        monkeypatch.setenv(name, text)
    assert usual_folder("config", os.environ) == platformdirs.user_config_path("careline", appauthor=False)
    assert usual_folder("data", os.environ) == platformdirs.user_data_path("careline", appauthor=False)


# What every command pays


def test_loading_the_defaults_imports_nothing_slow(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from careline.settings.settings import config_path, load, store_path
load(None, {{}})
config_path("{tmp_path / "a.toml"}", {{}})
store_path("{tmp_path / "a.db"}", {{}})
print(*sorted({{"pendulum", "platformdirs", "tomllib", "difflib", "zoneinfo"}} & set(sys.modules)))
"""
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.split() == []
