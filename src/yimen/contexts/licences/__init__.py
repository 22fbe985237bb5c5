"""Licence types, issue, signature, states and public verification.

Owns: licence types, the record of every licence, its identifier and signed file, its states, the log of uses.
Never: decides whether a licence is granted (cases), holds the register of persons (identity).
Publishes: ``licence.issued``, ``licence.signed``, ``licence.changed``; bodies name the licence and the subject.
"""
