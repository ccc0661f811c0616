"""Forgetting a customer: what told of them goes, what is counted stays. It cannot be undone."""

from hashlib import blake2b

WORDS = "(forgotten)"
"""What stands where words of theirs, or about them, stood."""
FINGERPRINT = "forgotten:"
"""How the ref of an imported row begins that was theirs."""


def name_of(customer_id: int) -> str:
    """Under which name a forgotten customer is counted on."""
    return f"Forgotten customer {customer_id}"


def fingerprint(source: str, ref: str) -> str:
    """What stays of an imported row's ref: enough to know the row again, and nothing that can be read."""
    return FINGERPRINT + blake2b(f"{source}\0{ref}".encode(), digest_size=16).hexdigest()
