"""The REST interface describes itself truly: OpenAPI 3.1, valid, every act with its summary and refusals."""

from __future__ import annotations

import pytest
from openapi_spec_validator import validate

from yimen.contexts.cases.domain.states import ACTIONS

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client):
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_the_document_is_valid_openapi_3_1(document):
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_every_operation_says_in_chinese_what_it_does(document):
    silent = [name for name, operation in operations(document) if not _chinese(operation.get("summary", ""))]

    assert silent == []


def test_operation_ids_are_unique(document):
    ids = [operation["operationId"] for _, operation in operations(document)]

    assert len(ids) == len(set(ids))


def test_every_act_of_a_person_has_an_address(document):
    """Acts of the system alone have none: nobody may do them from outside."""
    by_the_system = {"deem_accepted", "lapse", "lapse_deferral", "open", "cancel", "close"}
    shared = {"edit": "answers", "start": "cases", "discard": "cases", "withdraw": "withdrawal", "accept": "acceptance",
              "ask_correction": "correction", "decide": "decision", "deliver": "delivery", "issue": "licence",
              "submit": "submission", "submit_elsewhere": "reception", "forward": "forwarding",
              "submit_dependent": "dependent-submission", "correct_on_spot": "spot-correction",
              "not_required": "not-required", "decline": "decline", "decide_instantly": "instant-decision",
              "supply": "supply", "give_opinion": "opinion", "return_step": "returned-step",
              "transfer_step": "transfer", "pause": "pause", "resume": "resume", "extend": "extension",
              "supply_deferred": "deferred", "forward_up": "forward-up", "terminate": "termination",
              "delivery_failed": "failed-delivery", "void": "void"}  # fmt: skip
    paths = " ".join(document["paths"])

    assert set(shared) == set(ACTIONS) - by_the_system
    assert [act for act, word in shared.items() if word not in paths] == []


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("{", "application/json", 400),
        ('{"login": 5}', "application/json", 422),
        ("[]", "application/json", 422),
    ],
)
def test_a_malformed_body_gets_a_small_document(client, body, content_type, status):
    answer = client.post("/api/v1/tokens", body, content_type=content_type)

    assert answer.status_code == status
    assert set(answer.json()) >= {"code", "message"}
    assert _chinese(answer.json()["message"])


def test_without_a_token_nothing_is_told(client):
    answer = client.get("/api/v1/cases")

    assert answer.status_code == 401
    assert answer.json()["code"] == "not_signed_in"


def _chinese(text: str) -> bool:
    return any("一" <= letter <= "鿿" for letter in text)
