"""What some providers have for mail servers: what is proposed for an address of theirs (sources: docs/mail.md)."""

from careline.domain.mail.account import Security

PROVIDERS = {
    "gmail.com": ("smtp.gmail.com", Security.TLS),
    "googlemail.com": ("smtp.gmail.com", Security.TLS),
    "yahoo.com": ("smtp.mail.yahoo.com", Security.TLS),
    "icloud.com": ("smtp.mail.me.com", Security.STARTTLS),
    "me.com": ("smtp.mail.me.com", Security.STARTTLS),
    "fastmail.com": ("smtp.fastmail.com", Security.TLS),
    "gmx.net": ("mail.gmx.net", Security.TLS),
    "gmx.de": ("mail.gmx.net", Security.TLS),
}


def proposed(address: str) -> tuple[str, Security]:
    """The server of an address, and how it is secured: as its provider tells, else as most name theirs."""
    domain = address.rpartition("@")[2]
    return PROVIDERS.get(domain, (f"smtp.{domain}", Security.TLS))
