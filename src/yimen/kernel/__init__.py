"""Pure Python that knows no framework: identifiers and check digits, working days, errors.

Owns: value types for every code of the trade, working-day arithmetic with the shipped table.
Never: reads the wall clock, a database, a setting or the network.
"""
