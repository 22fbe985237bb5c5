"""Count wrong tries and hold back who made too many, the same for every process of the installation."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F

from yimen.kernel.errors import TooManyTries
from yimen.platform.brakes.models import Brake
from yimen.platform.crypto.fields import blind_index
from yimen.platform.wallclock import now

MOST = 5
PAUSE = timedelta(minutes=15)


def require_free(*keys: str, most: int = MOST) -> None:
    """Refuse with TooManyTries while any of the keys has ``most`` wrong tries in the last 15 minutes."""
    digests = [_digest(key) for key in keys if key]
    if Brake.objects.filter(key__in=digests, failures__gte=most, since__gt=now() - PAUSE).exists():
        raise TooManyTries("输错的次数太多，请15分钟以后再试。", code="too_many_tries")


def note_failure(*keys: str) -> None:
    """Count one wrong try on each key; a count older than 15 minutes begins anew."""
    moment = now()
    Brake.objects.filter(since__lte=moment - PAUSE).delete()
    for key in filter(None, keys):
        Brake.objects.get_or_create(key=_digest(key), defaults={"since": moment})
        Brake.objects.filter(key=_digest(key)).update(failures=F("failures") + 1)


def forget(*keys: str) -> None:
    """Begin anew on keys that were opened rightly."""
    Brake.objects.filter(key__in=[_digest(key) for key in keys if key]).delete()


def _digest(key: str) -> str:
    return blind_index(key, "brakes")[:64]
