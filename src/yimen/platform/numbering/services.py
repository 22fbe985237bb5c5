"""Giving the next number."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from yimen.platform.numbering.models import Series


@transaction.atomic(savepoint=False)  # part of an act: if this fails, the act fails
def next_in(series: str) -> int:
    """Return the next number of ``series``: 1, 2, 3, ...

    The number belongs to the caller's transaction: a roll-back gives it back, and until the end of the
    transaction everyone else who asks for the same series waits. That is why the series has no gaps; call
    it late in an act, and name series narrowly (one per item and day, not one for everything).
    """
    taken = Series.objects.filter(name=series)
    if not taken.update(last=F("last") + 1):
        Series.objects.bulk_create([Series(name=series)], ignore_conflicts=True)
        taken.update(last=F("last") + 1)
    return taken.values_list("last", flat=True).get()
