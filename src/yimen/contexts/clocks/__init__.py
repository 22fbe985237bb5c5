"""Deadline ledger for an opaque subject, with due dates and alarms as projections."""
