"""Forgetting a customer: what told of them goes, what is counted stays. It cannot be undone."""

from hashlib import blake2b

from careline.domain.telephones import key_of

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


def mark_of_email(key: bytes, email: str) -> str:
    """What stays of an address: enough to know it again with the key, however it is capitalised."""
    return _mark(key, f"email:{email.strip().lower()}")


def mark_of_number(key: bytes, number: str) -> str | None:
    """What stays of a telephone number: of its last digits, by which numbers are found; None for what is none."""
    digits = key_of(number)
    return _mark(key, f"phone:{digits}") if digits else None


def _mark(key: bytes, text: str) -> str:
    import hmac  # it takes 4 ms to load, and every recording command comes by here

    return hmac.digest(key, text.encode(), "sha256").hex()
