"""The Merkle tree of the daily anchor, built as in RFC 6962, section 2.1.

Leaves and inner nodes are hashed with different prefixes, so that an inner node cannot pose as a leaf.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def root_of(leaves: Sequence[str]) -> str:
    """Return the root over ``leaves`` in their order; the root of no leaves is the hash of nothing."""
    if not leaves:
        return hashlib.sha256(b"").hexdigest()
    level = [hashlib.sha256(b"\x00" + leaf.encode()).digest() for leaf in leaves]
    # Pairing level by level and carrying an odd last node up gives the same tree as the RFC's recursion.
    while len(level) > 1:
        even = len(level) & ~1
        pairs = zip(level[:even:2], level[1:even:2], strict=True)
        level = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs] + level[even:]
    return level[0].hex()
