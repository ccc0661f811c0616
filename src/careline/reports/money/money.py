"""What a case cost, beside what the sale brought: in words and as an object. It decides nothing."""

from typing import Any

from careline.domain.casefile.case_file import CaseFile
from careline.domain.money.costs import CostKind, Payer
from careline.domain.money.money import Money, total
from careline.domain.money.purchases import Purchase
from careline.domain.replacements.recovery import Part, margin_of, net_recovery, parts, transaction_result
from careline.domain.replacements.units import concerned
from careline.domain.values import frozen
from careline.render import casefile
from careline.render.objects import money


@frozen
class CaseMoney:
    """The costs of a case in parts, by who bears them, and the purchase that it is about, where that is known.

    `units` are how many of those that were bought it is about.
    """

    parts: tuple[Part, ...]
    net: Money
    to_come: Money
    purchase: Purchase | None
    units: int = 1

    @classmethod
    def of(cls, file: CaseFile, purchase: Purchase | None) -> "CaseMoney | None":
        """The money of a case; None without costs, and where they stand in several currencies."""
        net = net_recovery(file.costs, file.claims)
        if net is None:
            return None
        claimed = (claim.open_amount for claim in file.claims if claim.amount.currency == net.currency)
        to_come = total(claimed, net.currency)
        return cls(
            tuple(parts(file.costs, file.claims)), net, to_come, purchase, concerned(file.case, file.replacements)
        )

    @property
    def result(self) -> Money | None:
        """What is left of the sale."""
        return transaction_result(self.purchase, self.net, self.units) if self.purchase else None

    @property
    def margin(self) -> Money | None:
        """What the units concerned brought above their cost."""
        return margin_of(self.purchase, self.units) if self.purchase else None

    def borne(self, payer: Payer, kind: CostKind | None = None) -> Money:
        """What one payer bears, of all or of one kind."""
        mine = (part for part in self.parts if part.payer is payer and kind in (None, part.cost.kind))
        return total((part.amount for part in mine), self.net.currency)

    def words(self) -> str:
        """What it cost us and by what, what others bear, and what is left of the sale."""
        kinds = [f"{kind} {mine.shown()}" for kind in CostKind if (mine := self.borne(Payer.US, kind)).amount]
        said = f"Cost us {self.net.shown()} ({', '.join(kinds)})" if kinds else "Cost us nothing"
        for payer in (Payer.SUPPLIER, Payer.CUSTOMER, Payer.CARRIER):
            if (theirs := self.borne(payer)).amount:
                said += f"; the {payer} {'pays' if payer is not Payer.SUPPLIER else 'paid'} {theirs.shown()}"
                if payer is Payer.SUPPLIER and self.to_come.amount:
                    part = "all" if self.to_come == theirs else self.to_come.shown()
                    said += f", {part} of it still to come"
        if self.margin is not None and self.result is not None:
            said += f". Margin {self.margin.shown()}, result {self.result.shown()}"
        return f"{said}."

    def object(self) -> dict[str, Any]:
        """The same for scripts."""
        bought = self.purchase
        margin = self.margin
        return casefile.CASE_MONEY.filled(
            by_payer={payer.value: money(self.borne(payer)) for payer in Payer},
            by_kind={
                kind.value: money(
                    total((part.amount for part in self.parts if part.cost.kind is kind), self.net.currency)
                )
                for kind in CostKind
            },
            net_recovery=money(self.net),
            to_come=money(self.to_come),
            purchase=bought.name if bought else None,
            margin=money(margin) if margin else None,
            result=money(self.result) if self.result else None,
        )
