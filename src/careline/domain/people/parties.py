"""Parties: what whoever performs is to the shop."""

from enum import StrEnum


class PartyKind(StrEnum):
    """What a party is to the shop."""

    STAFF = "staff"
    SUPPLIER = "supplier"
    CONTRACTOR = "contractor"
    CARRIER = "carrier"
