"""Read a message centre. Everything asks for the account first: nobody reads another's messages."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator

from yimen.kernel.errors import NotFound
from yimen.platform.notify.data import InboxPage, MessageData
from yimen.platform.notify.models import Message

PAGE_SIZE = 20


def _data(row: Message) -> MessageData:
    return MessageData(
        id=row.id,
        title=row.title,
        body=row.body,
        link=row.link,
        template=row.template,
        sent_at=row.sent_at,
        read_at=row.read_at,
    )


def inbox(account_id: UUID, page: int = 1) -> InboxPage:
    """Return one page of the account's messages, newest first; an unknown page gives the nearest."""
    rows = Message.objects.filter(account_id=account_id).order_by("-sent_at", "id")
    sheet = Paginator(rows, PAGE_SIZE).get_page(page)
    return InboxPage(
        items=tuple(_data(row) for row in sheet),
        number=sheet.number,
        pages=sheet.paginator.num_pages,
        total=sheet.paginator.count,
        unread=unread_count(account_id),
    )


def unread_count(account_id: UUID) -> int:
    """Return how many messages were not opened yet."""
    return Message.objects.filter(account_id=account_id, read_at__isnull=True).count()


def message(account_id: UUID, message_id: UUID) -> MessageData:
    """Return one message of the account."""
    row = Message.objects.filter(account_id=account_id, id=message_id).first()
    if row is None:
        raise NotFound("没有这条消息。", code="no_such_message")
    return _data(row)
