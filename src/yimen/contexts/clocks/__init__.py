"""Deadline ledger for an opaque subject, with due dates and alarms as projections.

Owns: the ledger of each clock (start, pause, resume, extend, stop), how days are counted, card boundaries,
the alarms given, and what is derived from them: due days, next alarm, state.
Never: knows what its subject is, decides who may pause or extend, gives a card, stores "overdue".
"""
