"""Parties: what whoever performs is to the shop."""

from enum import StrEnum

from careline.domain.values import frozen


class PartyKind(StrEnum):
    """What a party is to the shop."""

    STAFF = "staff"
    SUPPLIER = "supplier"
    CONTRACTOR = "contractor"
    CARRIER = "carrier"


@frozen
class Retirement:
    """What somebody had who has retired, and who has it now: the numbers of promises and escalations.

    `owned` they answered for, `performed` they were to do for others of us; the `overdue` ones stay theirs.
    """

    to: str
    owned: tuple[int, ...]
    performed: tuple[int, ...]
    overdue: tuple[int, ...]
    escalations: tuple[int, ...]
