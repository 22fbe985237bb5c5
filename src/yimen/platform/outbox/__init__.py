"""Transactional outbox: events written with the act, delivered in order per subject, at least once.

Owns: events, one delivery per event and subscriber, the relay, dead letters.
Never: knows what an event means, leaves the machine (that is the exchange's work).
"""
