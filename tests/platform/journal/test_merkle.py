"""The tree is that of RFC 6962, section 2.1."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.platform.journal.domain.merkle import root_of


def mth(leaves):
    """The definition of the RFC, word for word: split at the largest power of two below n."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0].encode()).digest()
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


@pytest.mark.parametrize("count", [*range(34), 100])
def test_the_root_is_the_one_the_definition_gives(count):
    leaves = [f"leaf {number}" for number in range(count)]

    assert root_of(leaves) == mth(leaves).hex()


@given(st.lists(st.text(), min_size=1, max_size=20), st.data())
def test_no_leaf_can_be_changed_without_changing_the_root(leaves, data):
    place = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:place], leaves[place] + "x", *leaves[place + 1 :]]

    assert root_of(changed) != root_of(leaves)


def test_an_inner_node_cannot_pose_as_a_leaf():
    assert root_of(["a", "b", "c"]) != root_of([root_of(["a", "b"]), "c"])
