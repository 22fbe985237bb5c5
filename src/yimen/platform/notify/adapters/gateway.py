"""Short messages through an HTTP gateway: POST {"phone", "text"}; any 2xx answer means taken."""

from __future__ import annotations

import httpx

from yimen.platform.notify.adapters import DeliveryFailed

TIMEOUT = 10.0


class HttpSms:
    """Hands short messages to one gateway."""

    def __init__(self, url: str) -> None:
        self.url = url

    def send(self, phone: str, text: str) -> None:
        """Hand one short message over."""
        try:
            answer = httpx.post(self.url, json={"phone": phone, "text": text}, timeout=TIMEOUT)
            answer.raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            # the error's own text may repeat the request with the number in it
            raise DeliveryFailed(type(error).__name__) from error
