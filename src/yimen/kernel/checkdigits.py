"""Check characters of the standards: pure arithmetic on text that is already known to be well formed.

Each function takes the body without its check character and returns the character that must follow.
"""

from __future__ import annotations

DIGITS = "0123456789"
ALPHABET_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALPHABET_31 = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100-2015 leaves out I, O, S, V and Z, which are read as 1, 0, 5, U and 2."""

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def citizen_check(body: str) -> str:
    """MOD 11-2 over 17 digits (GB 11643-1999, ISO 7064)."""
    total = sum(int(char) * weight for char, weight in zip(body, _ID_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def org_check(body: str) -> str:
    """MOD 11 over 8 characters (GB 11714-1997); 10 is written X, 11 is written 0."""
    total = sum(ALPHABET_36.index(char) * weight for char, weight in zip(body, _ORG_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def uscc_check(body: str) -> str:
    """MOD 31-3 over 17 characters (GB 32100-2015)."""
    total = sum(ALPHABET_31.index(char) * weight for char, weight in zip(body, _USCC_WEIGHTS, strict=True))
    return ALPHABET_31[(31 - total % 31) % 31]


def licence_check(body: str) -> str:
    """MOD 37,36 over digits and capital letters of any length (GB/T 17710, used by GB/T 36904)."""
    return _hybrid_check(body, ALPHABET_36)


def project_check(body: str) -> str:
    """MOD 11,10 over 19 digits, as observed on real investment project codes (GB/T 40058)."""
    return _hybrid_check(body, DIGITS)


def _hybrid_check(body: str, alphabet: str) -> str:
    """ISO 7064 hybrid system MOD m+1,m, where m is the size of the alphabet."""
    size = len(alphabet)
    product = size
    for char in body:
        product = ((product + alphabet.index(char)) % size or size) * 2 % (size + 1)
    return alphabet[(size + 1 - product) % size]
