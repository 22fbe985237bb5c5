"""Somebody who uses the documented REST API with a token of their own."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.district import PDF, SLUGS, answers_for, item

PASSWORD = "yimen-demo-2026"
V1 = "/api/v1"


class Caller:
    """One account behind a bearer token; ``last`` is the answer to the latest request."""

    def __init__(self, login: str, password: str = PASSWORD) -> None:
        self.client = Client()
        answer = self.client.post(
            f"{V1}/tokens", {"login": login, "password": password}, content_type="application/json"
        )
        assert answer.status_code == 201, answer.content
        self.headers = {"Authorization": f"Bearer {answer.json()['token']}"}

    def ask(self, method: str, path: str, body: Any = None, **given: Any) -> Any:
        """Return the answer to a request with a JSON body."""
        call = getattr(self.client, method)
        if body is not None:
            given |= {"data": body, "content_type": "application/json"}
        return call(V1 + path, headers=self.headers, **given)

    def get(self, path: str) -> Any:
        return self.ask("get", path)

    def post(self, path: str, body: Any = None) -> Any:
        return self.ask("post", path, {} if body is None else body)

    def put(self, path: str, body: Any) -> Any:
        return self.ask("put", path, body)

    def delete(self, path: str) -> Any:
        return self.ask("delete", path)

    def upload(
        self,
        path: str,
        content: bytes = PDF,
        name: str = "材料.pdf",
        kind: str = "application/pdf",
        **form: str,
    ) -> Any:
        """Return the answer to a file sent as a form."""
        data = {"file": SimpleUploadedFile(name, content, kind), **form}
        return self.client.post(V1 + path, data, headers=self.headers)

    def supply(self, case: str, *keys: str, **form: str) -> Any:
        """Return the answer to everything a notice asks for, handed in at once."""
        files = {key: SimpleUploadedFile("材料.pdf", PDF, "application/pdf") for key in keys}
        return self.client.post(f"{V1}/cases/{case}/supply", {**files, **form}, headers=self.headers)

    def draft(
        self,
        file: str,
        *,
        fill: bool = True,
        upload: bool = True,
        leave_out: tuple[str, ...] = (),
        **begin: str,
    ) -> str:
        """Begin an application, fill it in and return its id."""
        started = self.post("/cases", {"item": SLUGS[file], **begin})
        assert started.status_code == 201, started.content
        case = started.json()["id"]
        content = item(file).content
        assert content is not None
        known = self.get(f"/cases/{case}").json()
        if fill:
            answers = answers_for(content, known["answers"])
            for group in content.groups:
                page = {field.key: answers[field.key] for field in group.fields}
                saved = self.put(f"/cases/{case}/answers/{group.key}", {"answers": page})
                assert saved.status_code == 200, saved.content
        for material in known["materials"] if upload else ():
            if material["state"] == "missing" and material["key"] not in leave_out:
                assert self.upload(f"/cases/{case}/materials/{material['key']}").status_code == 200
        return str(case)

    def sent(self, file: str) -> str:
        """Send a complete application and return its id."""
        case = self.draft(file)
        answer = self.post(f"/cases/{case}/submission")
        assert answer.status_code == 200, answer.content
        return case
