"""Message centre: in-app messages, and e-mail and SMS behind ports."""
