"""`careline export --csv`: tables for people, one file each, of one moment."""

from collections.abc import Iterator
from datetime import datetime

from careline import folders
from careline.desk import Desk
from careline.domain.report import Page, PageLine, Report
from careline.domain.wording import counted
from careline.paths import Unwritable
from careline.render import spreadsheet
from careline.reports.casefile.attachments import attachment_list
from careline.reports.lists import CaseFilter, PromiseFilter, case_list, promise_list
from careline.reports.money.purchases import purchase_list
from careline.reports.people.people import customer_list
from careline.reports.safekeeping.contacts import contact_list


def write(desk: Desk, folder: str, now: datetime) -> Page:
    """Write every table into the folder, all of them or none, and say how long they are. Raises Unwritable."""
    lines = []
    with folders.draft_folder(folder, desk.own_files) as made:
        for report in _reports(desk, now):
            rows = -1  # the heading is none

            def pieces(report: Report = report) -> Iterator[bytes]:
                nonlocal rows
                for piece in spreadsheet.pieces(report):
                    rows += piece.count(spreadsheet.END)  # no cell holds one
                    yield piece.encode()

            try:
                folders.write_into(made, f"{report.name}.csv", pieces())
            except OSError as error:
                raise Unwritable(folder, error.strerror or str(error)) from error
            lines.append(PageLine(counted(rows, "row"), label=f"  {report.name}.csv  "))
        desk.let_go()
    return Page((PageLine(f"Written to {folder}:"), *lines), {})


def _reports(desk: Desk, now: datetime) -> Iterator[Report]:
    """What each table is made from, each when it is written."""
    fetch, shop = desk.lasting_reader(), desk.shop
    yield case_list(fetch, shop, now, CaseFilter())
    yield promise_list(fetch, shop, now, PromiseFilter(live=False))
    yield contact_list(fetch, shop, now)
    yield customer_list(fetch, shop, now, all_addresses=True)
    yield purchase_list(fetch, shop, now)
    yield attachment_list(fetch, shop, now, case_id=None, who=None)
