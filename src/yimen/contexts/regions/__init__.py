"""Divisions of five levels, organisations of every kind, calendar editions.

Owns: the register of divisions, the register of bodies that take part in government service, and the
editions laid over the shipped table of working days.
Never: knows staff, items or cases; decides what a body may do.
"""
