"""The door of the message centre."""

from yimen.platform.notify.adapters import DeliveryFailed
from yimen.platform.notify.data import InboxPage, MessageData
from yimen.platform.notify.ports import MailPort, SmsPort
from yimen.platform.notify.selectors import inbox, message, unread_count
from yimen.platform.notify.services.deliver_messages import deliver_due
from yimen.platform.notify.services.mark_read import mark_read
from yimen.platform.notify.services.send_message import send
from yimen.platform.notify.texts import UnknownText

__all__ = [
    "DeliveryFailed",
    "InboxPage",
    "MailPort",
    "MessageData",
    "SmsPort",
    "UnknownText",
    "deliver_due",
    "inbox",
    "mark_read",
    "message",
    "send",
    "unread_count",
]
