"""Handing a job to the worker."""

from __future__ import annotations

from typing import Any

from django_tasks.base import Task


def enqueue(task: Task, /, **kwargs: Any) -> str:
    """Put a job into the queue in the transaction of the act that wants it, and return its id.

    The row becomes visible to workers when the act commits and is gone if it rolls back, so nothing is lost
    between the two. Arguments are references (ids as text), never things.
    """
    return str(task.enqueue(**kwargs).id)
