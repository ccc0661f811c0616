"""The addresses and numbers of those who were forgotten, as marks: enough to know one again, no more."""

from secrets import token_hex

from careline.domain.safekeeping.forgetting import mark_of_email, mark_of_number
from careline.domain.telephones import key_of
from careline.store.dialect import OR_NOT
from careline.store.fetch import Fetch
from careline.store.recording import Recording

ADDRESSES = """
    SELECT id AS customer_id, email, phone, phone_key FROM customers
    UNION ALL SELECT customer_id, email, phone, phone_key FROM other_addresses
"""
OWN = f"""
    SELECT a.email, a.phone FROM ({ADDRESSES}) a WHERE a.customer_id = :id AND NOT EXISTS (
        SELECT 1 FROM ({ADDRESSES}) o WHERE o.customer_id <> :id
            AND (lower(o.email) = lower(a.email) OR o.phone_key = a.phone_key))
"""


def mark(work: Recording, customer_id: int) -> None:
    """Mark the addresses and numbers of a customer who is about to be forgotten, unless another customer has them too.

    The first mark makes the key.
    """
    if not work.fetch("SELECT 1 FROM mark_keys"):
        work.run("INSERT INTO mark_keys (key) VALUES (:key)", key=token_hex(32))
    key = _key(work.fetch)
    for email, phone in work.fetch(OWN, id=customer_id):
        for each in (email and mark_of_email(key, email), phone and mark_of_number(key, phone)):
            if each:
                work.run(f"INSERT {OR_NOT} INTO forgotten_addresses (mark) VALUES (:mark)", mark=each)


class Marks:
    """What is asked about many addresses and numbers: are they of somebody who was forgotten, and of nobody since?"""

    def __init__(self, fetch: Fetch) -> None:
        self.fetch = fetch
        self.marks = {each for (each,) in fetch("SELECT mark FROM forgotten_addresses")}
        self.key = _key(fetch) if self.marks else b""

    def of_forgotten(self, email: str | None, phone: str | None) -> bool:
        """True where one of the two was theirs, and neither belongs to a customer by now."""
        if not self.marks:
            return False
        marked = {email and mark_of_email(self.key, email), phone and mark_of_number(self.key, phone)}
        return not self.marks.isdisjoint(marked) and not self._belongs(email, phone)

    def _belongs(self, email: str | None, phone: str | None) -> bool:
        return bool(
            self.fetch(
                f"SELECT 1 FROM ({ADDRESSES}) WHERE lower(email) = lower(:email) OR phone_key = :phone LIMIT 1",
                email=email,
                phone=key_of(phone),
            )
        )


def _key(fetch: Fetch) -> bytes:
    ((key,),) = fetch("SELECT key FROM mark_keys")
    return bytes.fromhex(key)
