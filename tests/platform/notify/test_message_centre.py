"""The message centre: what is sent, who may read it, and what goes out by SMS and mail."""

from __future__ import annotations

import json
import socket
import threading
import uuid
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from aiosmtpd.controller import Controller
from django.db import connection, transaction

from yimen.kernel.errors import NotFound
from yimen.platform.jobs.api import work_once
from yimen.platform.notify import api
from yimen.platform.notify.models import Message, Outgoing
from yimen.platform.wallclock import standing_at

pytestmark = pytest.mark.django_db(transaction=True)

TEMPLATE = "licences.signed"
FACTS = {"licence": "食品经营许可证"}
MONDAY = datetime(2026, 3, 16, 9, 0)


@pytest.fixture(autouse=True)
def own_outgoing(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.SMTP_URL = settings.SMS_URL = ""
    return tmp_path / "outgoing"


@pytest.fixture
def account():
    return uuid.uuid4()


class Catcher:
    """A mail server on the loopback that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(envelope)
        return "250 OK"


@pytest.fixture
def mail_server(settings):
    catcher = Catcher()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(catcher, hostname="127.0.0.1", port=port)
    controller.start()
    settings.SMTP_URL = f"smtp://127.0.0.1:{port}"
    yield catcher
    controller.stop()


@pytest.fixture
def sms_gateway(settings):
    class Gateway(BaseHTTPRequestHandler):
        status = 200
        taken: list = []

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if Gateway.status == 200:
                Gateway.taken.append(json.loads(body))
            self.send_response(Gateway.status)
            self.end_headers()

        def log_message(self, *args):
            pass

    Gateway.taken, Gateway.status = [], 200
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/send"
    yield Gateway
    server.shutdown()
    server.server_close()


def test_a_message_stands_in_the_inbox_in_words(account):
    api.send(account, template=TEMPLATE, facts=FACTS, link="/licences/1/")
    page = api.inbox(account)
    assert [(item.title, item.link, item.unread) for item in page.items] == [
        ("您的食品经营许可证已签发", "/licences/1/", True)
    ]
    assert (page.total, page.pages, page.unread) == (1, 1, 1)


def test_the_newest_message_is_first_and_lists_are_paged(account):
    for minute in range(25):
        with standing_at(MONDAY + timedelta(minutes=minute)):
            api.send(account, template=TEMPLATE, facts={"licence": f"第{minute}号"})
    first, second = api.inbox(account), api.inbox(account, 2)
    assert first.items[0].title == "您的第24号已签发"
    assert (len(first.items), len(second.items), first.pages) == (20, 5, 2)
    assert api.inbox(account, 99).number == 2


def test_nobody_reads_the_messages_of_another(account):
    message_id = api.send(account, template=TEMPLATE, facts=FACTS)
    stranger = uuid.uuid4()
    assert api.inbox(stranger).total == 0
    assert api.mark_read(stranger, message_id) == 0
    with pytest.raises(NotFound):
        api.message(stranger, message_id)
    assert api.message(account, message_id).unread


def test_read_messages_are_counted_off_one_by_one_or_all_at_once(account):
    ids = [api.send(account, template=TEMPLATE, facts=FACTS) for _ in range(3)]
    assert api.mark_read(account, ids[0]) == 1
    assert api.unread_count(account) == 2
    assert api.mark_read(account) == 2
    assert api.unread_count(account) == 0


def test_an_inbox_takes_the_same_queries_however_long_it_is(account, django_assert_max_num_queries):
    for _ in range(20):
        api.send(account, template=TEMPLATE, facts=FACTS)
    with django_assert_max_num_queries(3):
        assert len(api.inbox(account).items) == 20


def test_words_and_addresses_are_sealed_in_the_database(account):
    api.send(account, template=TEMPLATE, facts={"licence": "王秀兰的证"}, phone="13800001234")
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, body FROM notify_message")
        seen = str(cursor.fetchall())
        cursor.execute("SELECT address, text FROM notify_outgoing")
        seen += str(cursor.fetchall())
    assert "王秀兰" not in seen
    assert "13800001234" not in seen


def test_a_message_of_a_rolled_back_act_is_never_sent(account, own_outgoing):
    with transaction.atomic():
        api.send(account, template=TEMPLATE, facts=FACTS, phone="13800001234")
        transaction.set_rollback(True)
    work_once()
    assert not Message.objects.exists()
    assert not own_outgoing.exists()


def test_the_sandbox_writes_files_instead_of_sending(account, own_outgoing):
    api.send(account, template=TEMPLATE, facts=FACTS, phone="13800001234", email="w@example.cn")
    work_once()
    texts = sorted(file.read_text(encoding="utf-8") for file in own_outgoing.iterdir())
    assert len(texts) == 2
    assert "收件人：w@example.cn" in texts[1] or "收件人：w@example.cn" in texts[0]
    assert any("收信号码：13800001234" in text for text in texts)
    assert set(Outgoing.objects.values_list("state", flat=True)) == {"sent"}


def test_mail_goes_out_over_smtp(account, mail_server):
    api.send(account, template=TEMPLATE, facts=FACTS, email="w@example.cn")
    work_once()
    assert [mail.rcpt_tos for mail in mail_server.mails] == [["w@example.cn"]]


def test_short_messages_go_out_through_the_gateway(account, sms_gateway):
    api.send(account, template=TEMPLATE, facts=FACTS, phone="13800001234")
    work_once()
    assert [message["phone"] for message in sms_gateway.taken] == ["13800001234"]
    assert "食品经营许可证" in sms_gateway.taken[0]["text"]


def test_what_the_gateway_does_not_take_is_tried_again_later(account, sms_gateway):
    sms_gateway.status = 503
    with standing_at(MONDAY):
        api.send(account, template=TEMPLATE, facts=FACTS, phone="13800001234")
        work_once()
        assert api.deliver_due() == 0
    waiting = Outgoing.objects.get()
    assert (waiting.state, waiting.attempts, waiting.error) == ("waiting", 1, "HTTPStatusError")
    sms_gateway.status = 200
    with standing_at(MONDAY + timedelta(minutes=3)):
        assert api.deliver_due() == 1
    assert len(sms_gateway.taken) == 1


def test_in_the_end_it_is_given_up_and_said_so(account, sms_gateway):
    sms_gateway.status = 500
    with standing_at(MONDAY):
        api.send(account, template=TEMPLATE, facts=FACTS, phone="13800001234")
    for day in range(12):
        with standing_at(MONDAY + timedelta(days=day)):
            api.deliver_due()
    assert (Outgoing.objects.get().state, Outgoing.objects.get().attempts) == ("failed", 8)


def test_what_a_dead_worker_took_is_sent_by_another(account, own_outgoing):
    with standing_at(MONDAY):
        api.send(account, template=TEMPLATE, facts=FACTS, phone="13800001234")
        Outgoing.objects.update(state="sending", next_try_at=MONDAY.astimezone() + timedelta(minutes=10))
        assert api.deliver_due() == 0
    with standing_at(MONDAY + timedelta(days=1)):
        assert api.deliver_due() == 1


def test_an_unknown_template_or_a_missing_fact_is_a_fault(account):
    with pytest.raises(api.UnknownText):
        api.send(account, template="licences.nothing", facts={})
    with pytest.raises(api.UnknownText):
        api.send(account, template=TEMPLATE, facts={})


@pytest.mark.parametrize("link", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_a_message_links_only_into_this_site(account, link):
    with pytest.raises(ValueError, match="path of this site"):
        api.send(account, template=TEMPLATE, facts=FACTS, link=link)
