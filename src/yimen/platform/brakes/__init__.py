"""Brakes against guessing: after some wrong tries on one key, everybody waits a while on that key."""
