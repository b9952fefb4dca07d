"""Somebody asks what is held of them."""

from typing import Any

from tests.support.world import Someone

NAME, IDENTITY, PHONE = "Đặng Thị Ngọc Bích", "079084001234", "0908123456"
BODY: dict[str, Any] = {
    "kind": "provide",
    "way": "in_person",
    "subject_name": NAME,
    "identity_number": "079 084 001 234",
    "phone": "0908.123.456",
    "received_on": "2024-09-16",
}


async def registered(who: Someone, **given: Any) -> dict[str, Any]:
    """A request in the register, as the answer told it."""
    made = await who.post("/subject-requests", {**BODY, **given})
    assert made.status_code == 201, made.text
    return made.json()
