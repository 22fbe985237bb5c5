"""The chain, the tree and the inspection as pure functions."""
