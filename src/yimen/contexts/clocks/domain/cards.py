"""Card rules as data: which colour a clock shows when, and when that changes next."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yimen.contexts.clocks.data import Colour
from yimen.contexts.clocks.domain.reckoning import Reckoning
from yimen.kernel.errors import InvalidValue, NotFound

EVERY_KIND = "*"
MEASURES = frozenset({"promised", "legal", "approved"})
COMPARISONS = frozenset({">", ">="})


@dataclass(frozen=True)
class Rule:
    """``card`` is due once "days used ``comparison`` ``measure`` + ``threshold``" holds."""

    id: str
    kinds: frozenset[str]
    measure: str
    comparison: str
    threshold: int
    card: Colour
    recipients: tuple[str, ...] = ()
    automatic: bool = True
    enabled: bool = True

    def __post_init__(self) -> None:
        if self.measure not in MEASURES or self.comparison not in COMPARISONS:
            raise InvalidValue(f"红黄牌规则“{self.id}”的比较对象或比较方式不正确。", code="bad_card_rule")


@dataclass(frozen=True)
class Scheme:
    """A set of rules that is used together."""

    key: str
    title: str
    rules: tuple[Rule, ...]

    def rules_for(self, kind: str) -> tuple[Rule, ...]:
        """Return the rules that name this kind; where none does, those for every kind."""
        rules = [rule for rule in self.rules if rule.enabled]
        named = tuple(rule for rule in rules if kind in rule.kinds)
        return named or tuple(rule for rule in rules if EVERY_KIND in rule.kinds)


@dataclass(frozen=True)
class Boundary:
    """The moment a rule begins to hold."""

    rule: Rule
    at: datetime


def read_schemes(text: str) -> dict[str, Scheme]:
    """Return the schemes written in a TOML document."""
    return {key: _scheme(key, table) for key, table in tomllib.loads(text)["schemes"].items()}


def scheme_named(schemes: Mapping[str, Scheme], key: str) -> Scheme:
    """Return the scheme, or refuse."""
    try:
        return schemes[key]
    except KeyError:
        raise NotFound(f"没有名为“{key}”的红黄牌方案。", code="unknown_scheme") from None


def boundaries(reckoning: Reckoning, rules: Iterable[Rule]) -> list[Boundary]:
    """Return the boundaries that time leads to, earliest first; those behind an open pause are not there."""
    found = []
    for rule in rules:
        count = reckoning.measure(rule.measure)
        at = count.boundary(rule.comparison, rule.threshold) if count else None
        if at is not None:
            found.append(Boundary(rule, at))
    return sorted(found, key=lambda boundary: (boundary.at, boundary.rule.card.rank))


def colour_at(found: Iterable[Boundary], moment: datetime) -> Colour:
    """Return the gravest colour reached by ``moment``."""
    reached = [boundary.rule.card for boundary in found if boundary.at <= moment]
    return max(reached, key=lambda card: card.rank, default=Colour.NONE)


def _scheme(key: str, table: Mapping[str, Any]) -> Scheme:
    rules = tuple(
        Rule(
            id=f"{key}/{row['id']}",
            kinds=frozenset(row["kinds"]),
            measure=row["measure"],
            comparison=row["comparison"],
            threshold=row["threshold"],
            card=Colour(row["card"]),
            recipients=tuple(row.get("recipients", ())),
            automatic=row.get("automatic", True),
            enabled=row.get("enabled", True),
        )
        for row in table["rules"]
    )
    return Scheme(key=key, title=table["title"], rules=rules)
