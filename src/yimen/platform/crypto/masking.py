"""How names and numbers are shown to people who need not see them whole."""

from __future__ import annotations

STAR = "*"
SHORT_NAME = 4


def mask_name(name: str) -> str:
    """Return 王** for 王秀兰; of a long name (a firm, a foreign name) the first and last two characters."""
    name = name.strip()
    if len(name) <= SHORT_NAME or "·" in name:
        return name[:1] + STAR * max(len(name) - 1, 1) if name else ""
    return name[:2] + STAR * min(len(name) - 4, 4) + name[-2:]


def mask_number(number: str) -> str:
    """Return the first three and last four characters; less of a short one."""
    number = number.strip()
    if len(number) >= 12:
        return number[:3] + STAR * (len(number) - 7) + number[-4:]
    if len(number) >= 6:
        return number[:2] + STAR * (len(number) - 4) + number[-2:]
    return STAR * len(number)


def mask_phone(phone: str) -> str:
    """Return 138****5678 for a mobile number, the last four figures of any other."""
    phone = phone.strip()
    if len(phone) < 7:
        return STAR * len(phone)
    return phone[:3] + STAR * (len(phone) - 7) + phone[-4:]
