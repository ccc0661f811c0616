"""What suppliers owe for replacements: each claim, and what is open by supplier and age."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from careline.domain.replacements.ageing import BANDS, Account, accounts, days_open
from careline.domain.replacements.claims import Claim, state
from careline.domain.report import Column, Kind, Report, Section
from careline.domain.shop.shop import Shop
from careline.render import goods
from careline.reports.listing import keyed, listing
from careline.store.fetch import Fetch
from careline.store.replacements import returns_and_claims

CLAIMS = keyed(
    "replacement case customer subject item supplier amount credited rejected open state due_at submitted_at reference "
    "rejected_at rejected_because days",
    like=goods.CLAIM,
    null="days",
    replacement="Replacement",
    case="Case",
    customer="Customer",
    supplier="Supplier",
    amount="Claimed",
    credited="Credited",
    rejected="Rejected",
    open="Open",
    state="State",
    days=("Days open", Kind.NUMBER),
)
OPEN_BY_AGE = (
    ("open_0_30", f"Up to {BANDS[0]} days"),
    ("open_31_60", f"{BANDS[0] + 1} to {BANDS[1]}"),
    ("open_61_90", f"{BANDS[1] + 1} to {BANDS[2]}"),
    ("open_over_90", f"Over {BANDS[2]}"),
)
SUPPLIERS = (
    Column("supplier", Kind.TEXT, "Supplier"),
    Column("claims", Kind.NUMBER, "Claims"),
    Column("amount", Kind.MONEY, "Claimed"),
    Column("credited", Kind.MONEY, "Credited"),
    Column("rejected", Kind.MONEY, "Rejected"),
    Column("open", Kind.MONEY, "Open"),
    *(Column(key, Kind.MONEY, title) for key, title in OPEN_BY_AGE),
)


SECTIONS = {"claims": CLAIMS, "suppliers": SUPPLIERS}


def claims(fetch: Fetch, shop: Shop, now: datetime) -> Report:
    """What suppliers owe for replacements, since when, and what they have credited or rejected."""
    found = returns_and_claims.all_claims(fetch, now)
    rows = _rows(fetch, found, shop, now)
    return Report(
        name="claims",
        title="Supplier claims",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        nothing="Nothing was claimed from a supplier.",
        sections=(
            Section(
                "claims", SECTIONS["claims"], tuple(tuple(row[c.key] for c in CLAIMS) for row in rows), title="By claim"
            ),
            Section(
                "suppliers",
                SECTIONS["suppliers"],
                tuple(map(_account_row, accounts(found, now, shop.calendar))),
                title="By supplier, open amounts by age",
            ),
        ),
    )


def claim_list(fetch: Fetch, shop: Shop, now: datetime, *, unfinished: bool) -> Report:
    """Claims, the one due first first; with `unfinished` those of which something is still to come."""
    found = [each for each in returns_and_claims.all_claims(fetch, now) if each.open_amount.amount or not unfinished]
    return listing("claims", shop, now, CLAIMS, _rows(fetch, found, shop, now))


def _rows(fetch: Fetch, found: Sequence[Claim], shop: Shop, now: datetime) -> list[dict[str, Any]]:
    about = returns_and_claims.about(fetch, [each.replacement_id for each in found])
    return [
        {
            "replacement": each.replacement,
            "case": about[each.replacement_id].case,
            "customer": about[each.replacement_id].customer,
            "subject": about[each.replacement_id].subject,
            "item": about[each.replacement_id].item,
            "supplier": each.supplier,
            "amount": each.amount,
            "credited": each.credited,
            "rejected": each.rejected_amount,
            "open": each.open_amount,
            "state": state(each),
            "due_at": each.due_at,
            "submitted_at": each.submitted_at,
            "reference": each.reference,
            "rejected_at": each.rejected_at,
            "rejected_because": each.rejected_because,
            "days": days_open(each, now, shop.calendar),
        }
        for each in found
    ]


def _account_row(account: Account) -> tuple[object, ...]:
    return (
        account.supplier,
        account.claims,
        account.claimed,
        account.credited,
        account.rejected,
        account.open,
        *account.open_by_age,
    )
