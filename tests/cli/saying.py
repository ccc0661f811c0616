"""What commands answer, looked at line by line, and commands that make something to speak of."""

from tests.shop import Shop

FIELDCO = (
    'open "Network card" --customer "Robin Vale" --promise "FieldCo calls" --by "tue 17:00" --performer FieldCo'
    ' --backup "Second Firm comes"'
)
DANA = 'open "A piece broke off" --customer "Dana Reyes <dana@example.com>" --product MX500i'
SHIP = 'ship-replacement 1 --why "Yours broke." --arrives 2bd --carrier FedEx'


def says(shop: Shop, command: str, *lines: str) -> None:
    """The command answers with exactly these lines."""
    assert shop(command).out.splitlines() == list(lines)
