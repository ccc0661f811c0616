"""All that a shop can be asked: what must be as it was where a mistake was put right, and put right again."""

from typing import Any

from tests.shop import Shop


def reports(shop: Shop) -> dict[str, Any]:
    """What every report says."""
    names = [each["report"] for each in shop.json("report")["sections"]["reports"]]
    return {name: shop.json(f"report {name}")["sections"] for name in names}


def cases(shop: Shop, *traces: str) -> dict[str, Any]:
    """Every case with everything on it, but for notes that have one of these texts in them."""
    found = {each["id"]: shop.json(f"show {each['id']}") for each in shop.json("list --all")["items"]}
    for case in found.values():
        case["notes"] = [note for note in case["notes"] if not any(trace in note["text"] for trace in traces)]
    return found
