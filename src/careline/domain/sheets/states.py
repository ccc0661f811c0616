"""What became of an order, as shops and payment services write it in six languages, and whether that is a purchase."""

import re
from collections.abc import Mapping

from careline.domain.names import fold

WORDS: Mapping[str, tuple[str, ...]] = {
    "cancelled": (
        "cancelled, canceled, voided, void, expired, declined",
        "storniert, annulliert, abgebrochen",
        "annule, annulee",
        "cancelado, cancelada, anulado, anulada",
        "geannuleerd",
        "annullato, annullata, cancellato",
    ),
    "refunded": (
        "refunded, refund, fully refunded, returned",
        "erstattet, ruckerstattet, zuruckerstattet, retourniert",
        "rembourse, remboursee",
        "reembolsado, reembolsada, devuelto",
        "terugbetaald, geretourneerd",
        "rimborsato, rimborsata, reso",
    ),
    "failed": ("failed, payment failed", "fehlgeschlagen", "echoue, echouee", "fallido, fallida", "mislukt", "fallito"),
    "not paid": (
        "pending, pending payment, payment pending, awaiting payment, unpaid, on hold, draft, checkout draft",
        "zahlung ausstehend, in wartestellung, unbezahlt",
        "en attente, en attente de paiement, impayee",
        "pendiente, pendiente de pago, en espera",
        "wacht op betaling, onbetaald, in de wacht",
        "in attesa, in attesa di pagamento, non pagato",
    ),
}
"""By why nothing of an order is with its customer: how that is said, folded."""
ENDED = {word: why for why, languages in WORDS.items() for words in languages for word in words.split(", ")}
CANCELLED, REFUNDED = "cancelled", "refunded"
A_DAY = re.compile(r"\d{1,4}[-/.]\d")
WOOCOMMERCE = "wc "
"""What its states begin with where a program writes them."""
NONE_OF_IT = re.compile(r"-.*|0+([.,]0*)?")


def ended(state: str, quantity: str, heading: str) -> str | None:
    """Why nothing of an order is with its customer; None for a purchase like any other.

    A day in the place of a state is that of its cancelling. WooCommerce takes what was refunded off the quantity, and
    says so in its heading.
    """
    said = " ".join(re.sub("[-_]", " ", fold(state)).split()) if state else ""
    if why := ENDED.get(said.removeprefix(WOOCOMMERCE)):
        return why
    if said and A_DAY.match(state):
        return CANCELLED
    if "refund" in heading.casefold() and NONE_OF_IT.fullmatch(quantity):
        return REFUNDED
    return None
