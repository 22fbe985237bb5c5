"""Transactional outbox: events written with the act, delivered in order per subject, at least once."""
