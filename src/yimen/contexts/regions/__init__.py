"""Divisions of five levels, organisations of every kind, calendar editions."""
