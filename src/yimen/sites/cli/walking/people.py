"""The people of the walk: each has a token for the acts and a browser session for the pages."""

from __future__ import annotations

import re
from typing import Any

import httpx

from yimen.sites.cli.walking.failing import Failed

API = "/api/v1"


class Person:
    """One login: REST with a bearer token, pages with a session as a person has it."""

    def __init__(self, base: str, login: str, password: str) -> None:
        self.login = login
        self.rest = httpx.Client(base_url=base + API, timeout=60)
        answer = self.rest.post("/tokens", json={"login": login, "password": password})
        if answer.status_code != 201:
            raise Failed(f"{login} 不能登录：{answer.text}")
        self.rest.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        self.pages = httpx.Client(base_url=base, timeout=60, follow_redirects=True)
        self._sign_in(password)

    def _sign_in(self, password: str) -> None:
        form = self.pages.get("/login/").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        if token is None:
            raise Failed("登录页没有表单。")
        data = {"username": self.login, "password": password, "csrfmiddlewaretoken": token[1]}
        answer = self.pages.post("/login/", data=data)
        if answer.status_code != 200 or "/login/" in str(answer.url):
            raise Failed(f"{self.login} 不能在网页登录（{answer.status_code}）。")

    def do(self, method: str, path: str, *, expect: int = 200, **request: Any) -> Any:
        """Do one act and return its answer; raises Failed unless the status is ``expect``."""
        answer = self.rest.request(method, path, **request)
        if answer.status_code != expect:
            raise Failed(
                f"{self.login} {method} {path}：应为 {expect}，得到 {answer.status_code} {answer.text[:400]}"
            )
        return answer.json() if "json" in answer.headers.get("content-type", "") else answer.content

    def see(self, path: str, *words: str) -> str:
        """Fetch a page as this person and return it; raises Failed unless every word stands on it."""
        answer = self.pages.get(path)
        if answer.status_code != 200:
            raise Failed(f"{self.login} 打不开 {path}（{answer.status_code}）。")
        plain = re.sub(r"<[^>]+>", "", answer.text)  # a number may be drawn in groups
        for word in words:
            if word not in answer.text and word not in plain:
                raise Failed(f"{path} 上没有“{word}”。")
        return answer.text
