"""The bounded contexts, lowest first: regions, clocks, identity, licences, catalogue, cases.

The order and the rooms still to come are written in ``.importlinter``.
"""
