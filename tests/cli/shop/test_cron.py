"""Cron for people who do not know it: lines that run, and a crontab in which nothing else is touched.

The crontab program is tests/bin/crontab, which stands first on the PATH of every test and keeps its table in the home
folder.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.cli.shop import crontab
from careline.domain.time.schedule import Mornings
from careline.settings.zone import system_zone
from tests.shop import Shop
from tests.terminal import typing

CARELINE = Path(sys.executable).with_name("careline")
OTHERS = (
    "SHELL = /bin/sh\r\n"
    "0   5 * * 1\ttar -zcf  /var/backups/home.tgz /home/\n"
    "# a note about the next\n"
    "*/5 *  * * * echo  'a  #  b%20'   # trailing\n"
    "no line of a crontab, and b\udce9tes\n"
    "\n"
    "0 9 * * 1 /usr/bin/other brief"
)


@pytest.fixture
def shop(shop: Shop) -> Shop:
    """A shop whose owner has no crontab yet, in the system's zone."""
    shop.environment |= {"HOME": str(shop.folder), "CARELINE_TZ": system_zone({})}
    return shop


def table(shop: Shop) -> str:
    """The owner's crontab."""
    return (shop.folder / "crontab").read_bytes().decode(errors="surrogateescape")


def give(shop: Shop, text: str) -> Shop:
    """Give the owner a crontab."""
    (shop.folder / "crontab").write_bytes(text.encode(errors="surrogateescape"))
    return shop


def as_it_runs(shop: Shop, *words: str, cwd: Path | None = None) -> str:
    """What the installed program prints."""
    environment = os.environ | shop.environment | {"CARELINE_NOW": shop.now}
    done = subprocess.run(
        [CARELINE, *words], env=environment, cwd=cwd or shop.folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def entries(page: str) -> list[tuple[str, str]]:
    """When and what, of each line of a crontab that is no comment."""
    lines = [line.split(maxsplit=5) for line in page.splitlines() if not line.startswith("#")]
    return [(" ".join(line[:5]), line[5]) for line in lines]


# The lines.


def test_the_lines_sweep_every_quarter_of_an_hour_and_bring_a_page_each_morning_and_a_backup_each_night(
    shop: Shop,
) -> None:
    when = [(at, command.partition(f"{shop.store} ")[2]) for at, command in entries(shop("cron show").out)]
    assert when == [
        ("*/15 * * * *", "sweep --quiet"),
        ("0 8 * * 1", "brief"),
        ("0 8 * * 2-5", "brief --quiet"),
        ("30 23 * * *", "backup --quiet --keep 30"),
    ]


def test_the_page_comes_on_the_shops_days_an_hour_before_it_opens(shop: Shop) -> None:
    shop.configure(
        '[hours]\ntue = ["10:30-12:00"]\nthu = ["11:00-12:00"]\nfri = ["11:00-12:00"]\nsun = ["12:00-13:00"]\n'
    )
    assert [at for at, _ in entries(shop("cron show").out)][1:-1] == ["30 9 * * 2", "30 9 * * 0,4-5"]


def test_a_shop_that_opens_on_one_day_always_has_its_page(shop: Shop) -> None:
    shop.configure('[hours]\nwed = ["09:00-12:00"]\n')
    _, (_, page), _ = entries(shop("cron show").out)
    assert page.endswith(" brief")


def test_the_lines_name_the_program_that_is_running(shop: Shop) -> None:
    for _, command in entries(as_it_runs(shop, "cron", "show")):
        assert Path(shlex.split(command)[0]) == CARELINE


def test_run_as_a_module_they_name_the_interpreter(shop: Shop) -> None:
    for _, command in entries(shop("cron show").out):
        assert shlex.split(command)[:3] == [sys.executable, "-m", "careline"]


def test_where_all_is_as_usual_no_flag_is_carried_over(shop: Shop) -> None:
    assert {tuple(shlex.split(command)[1:]) for _, command in entries(as_it_runs(shop, "cron", "show"))} == {
        ("sweep", "--quiet"),
        ("brief",),
        ("brief", "--quiet"),
        ("backup", "--quiet", "--keep", "30"),
    }


def test_flags_are_carried_over_with_whole_paths(shop: Shop) -> None:
    page = as_it_runs(shop, "--config", "careline.toml", "--db", "careline.db", "cron", "show", cwd=shop.folder)
    flags = ["--config", str(shop.settings_file), "--db", str(shop.folder / "careline.db")]
    assert {tuple(shlex.split(command)[1:5]) for _, command in entries(page)} == {tuple(flags)}


def test_so_are_the_folders_that_only_this_environment_names(shop: Shop) -> None:
    (shop.folder / "careline").mkdir()
    shop.settings_file.rename(shop.folder / "careline" / "careline.toml")
    shop.environment |= {"XDG_CONFIG_HOME": str(shop.folder), "XDG_DATA_HOME": str(shop.folder / "data")}
    _, command = entries(as_it_runs(shop, "cron", "show"))[0]
    assert shlex.split(command)[1:5] == [
        *("--config", f"{shop.folder}/careline/careline.toml"),
        *("--db", f"{shop.folder}/data/careline/careline.db"),
    ]


def test_the_lines_run_as_cron_runs_them(shop: Shop) -> None:
    folder = shop.folder / 'it\'s 100% "odd"'
    folder.mkdir()
    odd = Shop(folder, environment=shop.environment)
    odd('open "No sound" --customer "Dana Reyes" --promise "I ring" --by 1bd')
    page = as_it_runs(odd, "--config", str(odd.settings_file), "--db", str(odd.store), "cron", "show")
    environment = {
        "CARELINE_NOW": "2026-06-02T08:00:00-04:00",
        "HOME": str(shop.folder),
        "LOGNAME": "ana",
        "PATH": "/usr/bin:/bin",
    }
    for (_, command), has_something in zip(entries(page), (False, True, True, False), strict=True):
        assert not re.search(r"(?<!\\)%", command)
        sh = ["/bin/sh", "-c", command.replace(r"\%", "%")]
        done = subprocess.run(sh, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr, "Dana Reyes" in done.stdout) == (0, "", has_something)
    assert len(list((odd.store.parent / "backups").iterdir())) == 1


def test_settings_that_do_not_exist_are_not_carried_over(shop: Shop) -> None:
    shop.environment["XDG_CONFIG_HOME"] = str(shop.folder / "nothing")
    assert "--config" not in as_it_runs(shop, "cron", "show")


def test_a_path_that_would_end_the_line_is_refused(shop: Shop) -> None:
    assert "control character" in shop.refuses(2, "--db 'a\n* * * * * rm' cron show")


def test_what_is_shown_can_be_piped_into_crontab_as_it_is(shop: Shop) -> None:
    for line in shop("cron show").out.splitlines():
        assert line.startswith(("#", "*/15", "0 8", "30 23"))


def test_no_narrow_terminal_breaks_a_line(shop: Shop) -> None:
    shop.environment["COLUMNS"] = "40"
    assert shop("cron show --format table").out == shop("cron show").out


def test_scripts_get_the_lines_and_the_zone(shop: Shop) -> None:
    page = shop.json("cron show")
    assert len(page["lines"]) == 6
    assert page["cron_zone"] == system_zone({})


def test_neither_a_store_nor_settings_are_needed(shop: Shop) -> None:
    shop.settings_file.unlink()
    assert len(entries(as_it_runs(shop, "cron", "show"))) == 4
    assert not shop.store.exists()


def test_it_is_said_that_there_is_no_store_yet(shop: Shop) -> None:
    assert "no store yet" in shop("cron show").out
    shop("open X --customer Dana")
    assert "no store yet" not in shop("cron show").out


# Zones.


def test_it_says_in_which_zone_cron_reads_the_times(shop: Shop) -> None:
    page = shop("cron show").out
    assert f"the system's time zone, {system_zone({})}." in page
    assert "meant" not in page


def test_where_the_shops_zone_is_another_the_time_is_worked_out_and_both_are_named(shop: Shop) -> None:
    shop.environment["CARELINE_TZ"] = "Asia/Kathmandu"  # a quarter of an hour off everybody else's
    page = shop("cron show").out
    assert "08:00 in Asia/Kathmandu" in page
    assert entries(page)[1][0].partition(" ")[0] in ("15", "45")


def test_what_tz_says_in_this_terminal_is_not_what_cron_reads_by(shop: Shop) -> None:
    before = shop("cron show").out
    shop.environment["TZ"] = "Asia/Kathmandu"
    assert shop("cron show").out == before


def test_a_zone_that_only_the_environment_names_is_pointed_out(shop: Shop) -> None:
    assert "CARELINE_TZ" in shop("cron show").out
    del shop.environment["CARELINE_TZ"]
    assert "CARELINE_TZ" not in shop("cron show").out


# The crontab.


def test_install_makes_a_crontab_and_remove_empties_it(shop: Shop) -> None:
    lines = shop.json("cron show")["lines"]
    assert shop("cron install --yes").out.count("+ ") == 6
    assert table(shop).splitlines() == lines
    assert shop("cron remove --yes").out.count("- ") == 6
    assert table(shop) == ""


def test_no_crontab_yet_is_as_good_as_an_empty_one_in_the_words_of_busybox_too(shop: Shop) -> None:
    shop.environment["NO_CRONTAB_SAYS"] = "crontab: can't open 'ana': No such file or directory"
    shop("cron install --yes")
    assert len(entries(table(shop))) == 4


def test_what_somebody_lets_careline_do_in_lines_of_their_own_stays(shop: Shop) -> None:
    own = "0 7 * * 6  /home/ana/careline brief --quiet\n"
    give(shop, own)("cron install --yes")
    give(shop, table(shop) + own)("cron remove --yes")
    assert table(shop) == own + own


def test_other_lines_stay_byte_for_byte(shop: Shop) -> None:
    give(shop, f"{OTHERS}\n")("cron install --yes")
    assert table(shop).startswith(f"{OTHERS}\n# careline: begin")
    shop("cron remove --yes")
    assert table(shop) == f"{OTHERS}\n"


def test_a_last_line_without_an_end_is_ended(shop: Shop) -> None:
    give(shop, OTHERS)("cron install --yes")
    assert table(shop).startswith(f"{OTHERS}\n# careline: begin")


def test_installing_twice_changes_nothing_and_says_so(shop: Shop) -> None:
    shop("cron install --yes")
    before = table(shop)
    assert "Nothing was changed." in shop("cron install").out
    again = shop.json("cron install --yes")
    assert (again["removed"], again["added"]) == ([], [])
    assert table(shop) == before


def test_old_lines_give_way_where_they_stand(shop: Shop) -> None:
    sweep = "*/15 * * * *  /old/careline sweep --quiet"
    old = f"# careline: begin\n{sweep}\n0 8 * * 1-5  /old/careline brief\n# careline: end\n"
    give(shop, f"MAILTO=me\n{old}0 1 * * * last\n")
    assert sweep in shop.json("cron install --yes")["removed"]
    ours = "".join(f"{line}\n" for line in shop.json("cron show")["lines"])
    assert table(shop) == f"MAILTO=me\n{ours}0 1 * * * last\n"


def test_what_somebody_put_between_our_lines_stays(shop: Shop) -> None:
    shop("cron install --yes")
    give(
        shop,
        table(shop).replace("*/15", "MAILTO=me\n*/15").replace("# careline: end", "0 1 * * * other\n# careline: end"),
    )
    shop("cron remove --yes")
    assert table(shop) == "MAILTO=me\n0 1 * * * other\n"


def test_an_end_that_somebody_deleted_costs_nobodys_lines(shop: Shop) -> None:
    shop("cron install --yes")
    give(shop, f"{table(shop)}{OTHERS}\n".replace("# careline: end\n", ""))
    shop("cron remove --yes")
    assert table(shop) == f"{OTHERS}\n"


def test_where_there_is_nothing_of_ours_removing_says_so(shop: Shop) -> None:
    assert "none of careline's lines" in give(shop, OTHERS)("cron remove").out
    assert table(shop) == OTHERS


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.booleans())
def test_removing_what_was_installed_leaves_the_crontab_as_it_was(text: str, moved: bool) -> None:
    before = f"{text}\n"
    lines = crontab.block(["/a/careline"], Mornings(time(8), (0, 1)))
    installed = crontab.with_block(before, lines)
    if moved:
        installed = crontab.with_block(installed, crontab.block(["/b/careline"], Mornings(time(7), (3,))))
    assert crontab.with_block(installed, crontab.ours(installed)) == installed
    assert crontab.without_block(installed) == before


# Whoever is asked.


def test_a_dry_run_shows_what_would_change_and_asks_nobody(shop: Shop) -> None:
    answer = shop("cron install --dry-run").out
    assert answer.count("+ ") == 6
    assert answer.endswith("nothing was written.\n")
    assert not (shop.folder / "crontab").exists()


@pytest.mark.parametrize("command", ["cron install", "cron remove"])
def test_off_a_terminal_nothing_is_changed_without_a_yes(shop: Shop, command: str) -> None:
    give(shop, "# careline: begin\n# careline: end\n")
    before = table(shop)
    assert "--yes" in shop.refuses(2, command)
    assert "--yes" in shop.refuses(2, f"--no-input {command}")
    assert table(shop) == before


def test_at_a_terminal_the_lines_are_shown_and_one_question_is_asked(shop: Shop) -> None:
    answer = typing(shop, "cron install", "y")
    assert answer.code == 0
    assert answer.err.count("+ ") == 6
    assert answer.err.count("?") == 1
    assert "+ " not in answer.out
    assert len(entries(table(shop))) == 4


def test_whoever_thinks_better_of_it_keeps_their_crontab(shop: Shop) -> None:
    give(shop, OTHERS)
    assert typing(shop, "cron install", "n").code == 130
    assert table(shop) == OTHERS


# Whatever else is wrong.


@pytest.mark.parametrize("command", ["cron install --yes", "cron remove --yes"])
def test_without_a_crontab_program_it_names_systemd(shop: Shop, command: str) -> None:
    shop.environment["PATH"] = str(shop.folder)
    assert "cron show --systemd" in shop.refuses(5, command)


@pytest.mark.parametrize("command", ["cron install --yes", "cron remove --yes"])
def test_what_the_crontab_program_says_no_to_is_repeated(shop: Shop, command: str) -> None:
    shop.environment["CRONTAB_SAYS"] = "You (ana) are not allowed to use this program (crontab)"
    assert "You (ana) are not allowed" in shop.refuses(5, command)


def test_a_crontab_that_can_be_read_and_not_written_stays(shop: Shop) -> None:
    give(shop, OTHERS)
    shop.environment["CRONTAB_SAYS_TO_WRITING"] = "bad minute"
    assert "refused: bad minute." in shop.refuses(5, "cron install --yes")
    assert table(shop) == OTHERS


def test_a_crontab_program_that_cannot_run_is_no_bug(shop: Shop) -> None:
    program = shop.folder / "crontab"
    program.write_bytes(b"\0")
    program.chmod(0o755)
    shop.environment["PATH"] = str(shop.folder)
    assert "The crontab program refused" in shop.refuses(5, "cron install --yes")


@pytest.mark.parametrize("command", ["cron show", "cron install --yes", "cron remove --yes"])
def test_windows_is_told_of_its_task_scheduler(shop: Shop, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert "Task Scheduler" in shop.refuses(5, command)


# systemd.


def test_systemd_has_three_timers_in_the_shops_zone(shop: Shop) -> None:
    shop.environment["CARELINE_TZ"] = "Asia/Kathmandu"
    units = shop.json("cron show --systemd")["units"]
    names = ("backup", "brief", "sweep")
    assert sorted(units) == [f"careline-{name}.{kind}" for name in names for kind in ("service", "timer")]
    assert "OnCalendar=*-*-* 23:30:00 Asia/Kathmandu\n" in units["careline-backup.timer"]
    assert "OnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 08:00:00 Asia/Kathmandu\n" in units["careline-brief.timer"]
    assert all("Persistent=true" in units[f"careline-{name}.timer"] for name in names)


def test_what_systemd_would_read_into_a_path_is_escaped(shop: Shop) -> None:
    shop.environment["CARELINE_DB"] = r'/a b/100%/$HOME/"q"\x.db'
    service = shop.json("cron show --systemd")["units"]["careline-sweep.service"]
    assert r' --db "/a b/100%%/$$HOME/\"q\"\\x.db" sweep --quiet' in service


def test_the_script_for_systemd_writes_the_units_and_starts_the_timers(shop: Shop) -> None:
    programs = shop.folder / "bin"
    programs.mkdir()
    for name in ("systemctl", "loginctl"):
        (programs / name).write_text(f'#!/bin/sh\necho {name} "$@"\n')
        (programs / name).chmod(0o755)
    script = shop("cron show --systemd").out
    environment = {"HOME": str(shop.folder), "PATH": f"{programs}:/usr/bin:/bin"}
    done = subprocess.run(["/bin/sh"], input=script, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    started = "careline-sweep.timer careline-brief.timer careline-backup.timer"
    assert f"systemctl --user enable --now {started}" in done.stdout.splitlines()
    units = shop.json("cron show --systemd")["units"]
    folder = shop.folder / ".config/systemd/user"
    assert {file.name: file.read_text() for file in folder.iterdir()} == units


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="2026-11-22: there is no systemd on this machine")
def test_systemd_itself_finds_no_fault_with_the_units(shop: Shop) -> None:
    for name, text in shop.json("cron show --systemd")["units"].items():
        (shop.folder / name).write_text(text)
    files = map(str, sorted(shop.folder.glob("careline-*")))
    verify = ["systemd-analyze", "--user", "verify", *files]
    done = subprocess.run(verify, cwd=shop.folder, capture_output=True, text=True, check=False)
    assert not [line for line in done.stderr.splitlines() if "careline-" in line]


# careline mails the pages itself.

ACCOUNT = '[mail]\nserver = "smtp.example.com"\nfrom = "shop@example.com"\n'


def test_with_an_account_careline_mails_the_page_in_the_place_of_cron(shop: Shop) -> None:
    shop.configure(ACCOUNT)
    first, others = (line for line in shop.json("cron show --mail")["lines"] if "briefs" in line)
    assert first.endswith(" mail briefs --quiet --all")
    assert first.split()[4] == "1"
    assert others.endswith(" mail briefs --quiet")
    assert "cron mails" not in shop("cron show --mail").out
    assert "mail briefs" in shop("cron show --systemd --mail").out
    assert "with --mail careline mails the page itself" in shop("cron show").out


def test_without_an_account_it_cannot(shop: Shop) -> None:
    assert "There is no mail account yet" in shop.refuses(5, "cron show --mail")
    assert "--mail" not in shop("cron show").out


def test_lines_that_mail_give_way_to_lines_that_do_not_and_back(shop: Shop) -> None:
    lines = [crontab.block(["/a/careline"], Mornings(time(8), (0, 1)), mails=mails) for mails in (True, False)]
    installed = crontab.with_block("MAILTO=ana\n", lines[0])
    assert crontab.with_block(crontab.with_block(installed, lines[1]), lines[0]) == installed
    assert crontab.without_block(installed) == "MAILTO=ana\n"


def test_a_password_that_only_this_terminal_has_is_pointed_out(shop: Shop) -> None:
    shop.configure(f'{ACCOUNT}user = "shop"\n')
    assert "CARELINE_MAIL_PASSWORD is not set where they run" in shop("cron show --mail").out
