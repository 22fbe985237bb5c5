"""Carriers of messages: real ones, and sandboxes that need no network."""


class DeliveryFailed(Exception):
    """The carrier did not take the message; it is tried again later."""
